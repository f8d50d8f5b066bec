import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tableData } from '../../../../test/support/ewf-image.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { DiskFiles } from '../segment-files.ts';
import { readTableCopy, Table1 } from './table1.ts';
import { EntryWindows, tableOf } from './tables.ts';

const COMPRESSED = 0x8000_0000;

test('offsets beyond 31 bits, a fault of EnCase 6.7.1, are read as what they must be', (t) => {
  const path = join(temporaryFolder(t), 'image.E01');
  const entries = [
    COMPRESSED + 1000,
    40_000,
    COMPRESSED + 0x7fff_0000,
    0x8000_7000,
    0x8001_0000,
    0x8002_0000,
  ];
  const data = tableData(entries);
  const tableAt = 0x8003_0000;
  const file = openSync(path, 'w');
  ftruncateSync(file, tableAt); // a sparse file
  writeSync(file, data, 0, data.length, tableAt);
  closeSync(file);

  const files = new DiskFiles();
  t.after(() => files.close());
  files.add(path);
  const section = {
    type: 'table',
    segment: 0,
    offset: tableAt - 76,
    dataOffset: tableAt,
    dataSize: data.length,
  };
  const copy = readTableCopy(files, section, true);
  assert.ok(copy);
  const table = new Table1(0, [copy], { segment: 0, start: 100, end: tableAt - 76 }, (fault) =>
    assert.fail(fault.what),
  );
  const windows = new EntryWindows(files);
  const places = entries.map((_, i) => table.place(i, windows));
  assert.deepEqual(
    places.map((place) => [place.kind, place.offset]),
    [
      ['deflate', 1000],
      ['plain', 40_000],
      ['deflate', 0x7fff_0000],
      ['plain', 0x8000_7000],
      ['plain', 0x8001_0000],
      ['plain', 0x8002_0000],
    ],
  );
});

test('a table longer than a window is read the same in any order', (t) => {
  const path = join(temporaryFolder(t), 'image.E01');
  const count = 20_000;
  const data = tableData(
    Array.from({ length: count }, (_, i) => 1000 + 7 * i),
    { base: 500 },
  );
  const file = openSync(path, 'w');
  writeSync(file, data, 0, data.length, 200_000);
  closeSync(file);
  const files = new DiskFiles();
  t.after(() => files.close());
  files.add(path);
  const section = { type: 'table', segment: 0, offset: 199_924, dataOffset: 200_000, dataSize: data.length };
  const copy = readTableCopy(files, section, true);
  assert.ok(copy);
  const table = new Table1(0, [copy], { segment: 0, start: 500, end: 199_924 }, (fault) =>
    assert.fail(fault.what),
  );
  const windows = new EntryWindows(files);
  for (let step = 0; step < count; step++) {
    const index = (step * 7919) % count;
    const place = table.place(index, windows);
    assert.equal(place.offset, 1500 + 7 * index);
    assert.equal(place.kind === 'plain' && place.size, index === count - 1 ? 199_924 - place.offset : 7);
  }
  assert.equal(tableOf([table], count), undefined);
  assert.equal(tableOf([table], count - 1), table);
});
