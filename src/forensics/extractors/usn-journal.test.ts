// The change journal of NTFS: made by hand after [MS-FSCC]. No image among the data beside the project has one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomOf } from '../../../test/support/random.ts';
import { changeJournal, changeRecord } from '../../../test/support/usn-made.ts';
import type { Bytes } from '../volumes/bytes.ts';
import { inMemory, Spent, Stopped, type Extracted } from './extractor.ts';
import { extractorOf } from './index.ts';

function read(bytes: Bytes): Extracted {
  const one = extractorOf(null, '/$Extend/$UsnJrnl:$J');
  assert.equal(one?.name, 'usn-journal');
  return one.read(bytes, new Spent(), '$usnjrnl:$j');
}

const LINES = [
  '2026-11-30T10:00:00.000Z\tfile-create\tledger.xlsx\tfile 42-3\tin 5-5\tusn 0',
  '2026-11-30T10:00:01.000Z\trename-old-name\tledger.xlsx\tfile 42-3\tin 5-5\tusn 96',
  '2026-11-30T10:00:01.000Z\trename-new-name close\tholiday \u00e9.xlsx\tfile 42-3\tin 5-5\tusn 192',
  '2026-11-30T10:00:02.000Z\tfile-delete close\tholiday \u00e9.xlsx\tfile 42-3\tin 0000000000000001000500000000002a\tusn 288\tby-replication',
];

test('changes of both versions of records are listed in their order, those of ranges counted', () => {
  const { text, facts } = read(inMemory(changeJournal()));
  assert.deepEqual(text?.split('\n'), LINES);
  const times = { first: '2026-11-30T10:00:00.000Z', last: '2026-11-30T10:00:02.000Z' };
  assert.deepEqual(facts, { records: 4, ...times, 'range-records': 1 });
});

test('what was given back is not read as zeros: a journal of 4 TiB takes no time', () => {
  const journal = changeJournal();
  const from = 4 * 1024 ** 4;
  let asked = 0;
  const { text } = read({
    size: from + journal.length,
    readInto: (offset, target) => {
      asked += target.length;
      target.fill(0);
      if (offset + target.length > from)
        journal.copy(target, Math.max(0, from - offset), Math.max(0, offset - from));
      return target.length;
    },
  });
  assert.deepEqual(text?.split('\n'), LINES);
  assert.ok(asked < 8 * 1024 * 1024, `${asked} bytes`);
});

test('a damaged record costs its page and nothing else; what has no record is damaged', () => {
  const page = Buffer.alloc(4096);
  changeRecord({ name: 'lost.txt', usn: 0 }).copy(page);
  page.writeUInt32LE(70_000, 0);
  const { text, facts } = read(inMemory(Buffer.concat([page, changeJournal()])));
  assert.deepEqual(text?.split('\n'), LINES);
  assert.equal(facts?.['damaged-pages'], 1);
  assert.throws(() => read(inMemory(Buffer.alloc(8192, 0x41))), Stopped);
  assert.deepEqual(read(inMemory(Buffer.alloc(0))).facts, { records: 0 });
  const random = randomOf(53);
  for (let n = 0; n < 300; n++) {
    const changed = changeJournal();
    for (let k = 0; k < 4; k++) changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
    try {
      read(
        inMemory(changed.subarray(0, n % 5 === 0 ? Math.floor(random() * changed.length) : changed.length)),
      );
    } catch (error) {
      assert.ok(error instanceof Stopped, String(error));
    }
  }
});
