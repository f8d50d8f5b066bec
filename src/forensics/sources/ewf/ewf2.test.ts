// Each fault of an Ex01 image alone, with every checksum around it right.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deflateSync } from 'node:zlib';
import { md5, mediaBytes, utf16 } from '../../../../test/support/ewf-image.ts';
import {
  ex01Files,
  ex01Sections,
  segmentFile2,
  tableData2,
  type Ex01Options,
  type Section2,
} from '../../../../test/support/ewf2-image.ts';
import { readBack, refusalOf, writeSegments, type ReadBack } from '../../../../test/support/image-folder.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import type { RefusalCode } from '../../../base/refusal.ts';

const CHUNK = 32768;
const media = mediaBytes(9 * CHUNK + 3 * 512).fill(0, 2 * CHUNK, 4 * CHUNK);
const plan: Ex01Options = {
  media,
  how: (chunk) => (chunk === 2 || chunk === 3 ? 'pattern' : chunk % 2 === 0 ? 'deflate' : 'plain'),
};
const threeSegments: Ex01Options = { ...plan, chunksPerSegment: 4 };

function made(t: TestContext, files: readonly Uint8Array[]): string {
  return writeSegments(temporaryFolder(t), files, (number) => `image.Ex0${number}`);
}

function changed(t: TestContext, change: (sections: Section2[]) => void, options = plan): string {
  const [sections = []] = ex01Sections(options);
  change(sections);
  return made(t, [segmentFile2(1, sections)]);
}

function find(sections: Section2[], type: number): Section2 {
  const found = sections.find((section) => section.type === type);
  assert.ok(found, String(type));
  return found;
}

function assertRefused(path: string, code: RefusalCode, words: RegExp): void {
  const refusal = refusalOf(path);
  assert.equal(refusal?.code, code, refusal?.message ?? 'the image was read');
  assert.match(refusal?.message ?? '', words);
}

function assertSame(read: ReadBack): void {
  assert.equal(md5(read.media), md5(media));
  assert.equal(read.description.mediaSize, media.length);
}

test('an Ex01 image in one segment and in three gives its medium back', (t) => {
  for (const options of [plan, threeSegments]) {
    const read = readBack(made(t, ex01Files(options)));
    assertSame(read);
    assert.deepEqual(read.faults, []);
    assert.equal(read.description.format, 'ewf-ex01');
    assert.equal(read.description.stored.md5, md5(media));
    assert.equal(read.description.metadata.model, 'Model');
    assert.equal(read.description.metadata.examiner, 'Examiner');
    assert.equal(read.description.isPhysical, true);
  }
});

test('chunks without a checksum are read, and the lack is reported', (t) => {
  const read = readBack(made(t, ex01Files({ ...plan, how: () => 'bare' })));
  assertSame(read);
  assert.match(read.faults[0]?.what ?? '', /10 chunk\(s\) of the table have no checksum/);
});

test('a bad chunk is reported, the others are read', (t) => {
  const files = ex01Files(plan);
  const [file = Buffer.alloc(0)] = files;
  const place = file.indexOf(media.subarray(CHUNK + 500, CHUNK + 600));
  file[place] = (file[place] ?? 0) ^ 1;
  const read = readBack(made(t, files));
  assert.deepEqual(
    read.faults.map((fault) => fault.media),
    [{ offset: CHUNK, length: CHUNK }],
  );
  const expected = Buffer.from(media);
  expected[CHUNK + 500] = (expected[CHUNK + 500] ?? 0) ^ 1;
  assert.equal(md5(read.media), md5(expected));
});

test('what is known and not read is refused by its name', (t) => {
  assertRefused(
    changed(t, (sections) => (find(sections, 2).flags = 2)),
    'unsupported',
    /encrypted/,
  );
  assertRefused(
    changed(t, (sections) => sections.splice(-1, 0, { type: 0x0b, data: Buffer.alloc(32) })),
    'unsupported',
    /encryption keys/,
  );
  assertRefused(
    changed(t, (sections) => sections.splice(-1, 0, { type: 0x20, data: Buffer.alloc(32) })),
    'unsupported',
    /logical evidence/,
  );
  const [sections = []] = ex01Sections(plan);
  assertRefused(made(t, [segmentFile2(1, sections, 2)]), 'unsupported', /compression method 2/);
  const version = segmentFile2(1, sections);
  version[8] = 3;
  assertRefused(made(t, [version]), 'unsupported', /version 3\.1/);
});

test('a missing segment is named, a wrong one refused', (t) => {
  const folder = temporaryFolder(t);
  const files = ex01Files(threeSegments);
  const path = writeSegments(folder, files, (number) => `image.Ex0${number}`);
  rmSync(join(folder, 'image.Ex02'));
  assertRefused(path, 'notFound', /image\.Ex02/);
  writeFileSync(join(folder, 'image.Ex02'), files[2] ?? '');
  assertRefused(path, 'badInput', /segment number 2 .* found segment number 3/);
  const other = Buffer.from(files[1] ?? '');
  other[20] = 1;
  writeFileSync(join(folder, 'image.Ex02'), other);
  assertRefused(path, 'badInput', /a segment of image cdcd/);
});

test('a cut anywhere is refused', (t) => {
  const folder = temporaryFolder(t);
  const [file = Buffer.alloc(0)] = ex01Files(plan);
  for (let length = 0; length < file.length; length += length < 200 || length > file.length - 200 ? 1 : 997) {
    const path = writeSegments(folder, [file.subarray(0, length)], () => 'image.Ex01');
    assert.match(
      refusalOf(path)?.message ?? '',
      /at offset -?\d+ of image\.Ex01/,
      `${length} of ${file.length}`,
    );
  }
});

test('a chain of sections that loops or overlaps is refused', (t) => {
  const lies: readonly (readonly [number, Partial<Section2>, RegExp])[] = [
    [4, { previous: 2 ** 40 }, /an overlap or a loop/],
    [4, { size: 2 ** 40 }, /an overlap or a loop/],
    [2, { size: 4096 }, /an overlap or a loop/],
    [2, { isDescriptorBad: true }, /checksum is wrong/],
    [1, { previous: 500 }, /an overlap or a loop/],
  ];
  for (const [type, lie, words] of lies)
    assertRefused(
      changed(t, (all) => Object.assign(find(all, type), lie)),
      'damaged',
      words,
    );
});

test('a table that is damaged, goes back, overlaps or points outside of the data is refused', (t) => {
  const entry = (offset: number, size: number) => ({ offset: BigInt(offset), size, flags: 1 });
  const tables: readonly (readonly [Uint8Array, RegExp])[] = [
    [tableData2(0, [entry(1000, 10), entry(900, 10)]), /chunk 1 of the table/],
    [tableData2(0, [entry(1000, 20), entry(1010, 10)]), /chunk 1 of the table/],
    [tableData2(0, [entry(1, 10)]), /chunk 0 of the table/],
    [tableData2(0, [entry(2 ** 50, 10)]), /chunk 0 of the table/],
    [tableData2(0, [entry(1000, 0xffff_ffff)]), /chunk 0 of the table/],
    [tableData2(0, [entry(1000, 10)], { isFooterBad: true }), /one whose checksum is wrong/],
    [tableData2(0, [entry(1000, 10)], { count: 0xffff_ffff }), /found a damaged one/],
    [tableData2(5, [entry(1000, 10)]), /starts with chunk 0 .* found one that starts with 5/],
  ];
  for (const [data, words] of tables) {
    const device = `1\nmain\nts\tbp\n1\t512\n\n`;
    assertRefused(
      changed(t, (sections) => (find(sections, 4).data = data), { ...plan, device }),
      'damaged',
      words,
    );
  }
  assertRefused(
    changed(t, (sections) => sections.splice(2, 1)),
    'damaged',
    /sector data before the sector table/,
  );
});

test('an integrity hash that is wrong is reported', (t) => {
  const read = readBack(changed(t, (sections) => (find(sections, 2).isMd5Bad = true)));
  assertSame(read);
  assert.match(read.faults[0]?.what ?? '', /integrity hash of the case data section/);
});

test('sizes are numbers, and of a kind that programs write', (t) => {
  for (const [values, code] of [
    ['x\t512', 'damaged'],
    ['\t512', 'damaged'],
    ['-1\t512', 'damaged'],
    ['9007199254740993\t512', 'tooLarge'],
    ['600\t999999', 'tooLarge'],
    ['600\t0', 'damaged'],
    ['99999999\t512', 'damaged'],
  ] as const) {
    assertRefused(
      made(t, ex01Files({ ...plan, device: `1\nmain\nts\tbp\n${values}\n\n` })),
      code,
      /image\.Ex01/,
    );
  }
});

test('text with escaped line ends and in the other byte order is read', (t) => {
  const text = '1\nmain\nnt\tsb\none\u0001two\t64\n\n';
  const bigEndian = Buffer.from(utf16(text)).swap16();
  const read = readBack(changed(t, (sections) => (find(sections, 2).data = deflateSync(bigEndian))));
  assertSame(read);
  assert.equal(read.description.metadata.notes, 'one\ntwo');
});
