// LZVN and LZFSE: streams that Apple's reference encoder made of texts of ours, alone and as files that macOS keeps compressed. Where that
// encoder is installed, others too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { asFirstWritten, lzfse, unlzfse } from '../../../test/support/lzfse-made.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { randomOf } from '../../../test/support/random.ts';
import { Refusal } from '../../base/refusal.ts';
import { packedFile, unpackedContent } from './decmpfs.ts';
import { contentInside } from './file-system.ts';
import { unpackLzfse } from '../sources/disks/lzfse.ts';
import { unpackLzvn } from '../sources/disks/lzvn.ts';

const small = Buffer.from(`${'one two three '.repeat(30)}and one two three more`);
const SMALL = Buffer.from('7m9uZSB0d28gdGhyZWUgOA7w//BtyBJhbmT75G1vcmUGAAAAAAAAAA==', 'base64');
/** Of 65,536 bytes: 3,000 times a text, then one sign; each `f0 ff` is a match of 271 bytes. */
const first = Buffer.concat([Buffer.from('one two three '.repeat(3000)), Buffer.alloc(65_536 - 42_000, 7)]);
const FIRST = Buffer.from(
  `ee6f6e652074776f20746872656520380e${'f0ff'.repeat(154)}f0e2680107${'f0ff'.repeat(86)}f0cbe207070600000000000000`,
  'hex',
);
const last = Buffer.from('the rest of it, the rest of it');
const LAST = Buffer.from('4AB0aGUgcmVzdCBvZiBpdCwgOBDz4XQGAAAAAAAAAA==', 'base64');

function readAll(kind: number, size: number, stored: Buffer, fork: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(16);
  head.write('fpmc');
  head.writeUInt32LE(kind, 4);
  head.writeBigUInt64LE(BigInt(size), 8);
  const packed = packedFile(Buffer.concat([head, stored]));
  assert.ok(packed);
  const content = unpackedContent(packed, () => contentInside(fork, 0));
  const whole = Buffer.alloc(content.size);
  assert.equal(content.readInto(0, whole), content.size);
  return whole;
}

test('what the reference encoder packed comes out again', () => {
  assert.ok(small.equals(unpackLzvn(SMALL, small.length) ?? Buffer.alloc(0)));
  assert.ok(first.equals(unpackLzvn(FIRST, first.length) ?? Buffer.alloc(0)));
});

test('a file of macOS packed by LZVN is read, in its attribute and in its resource fork', () => {
  assert.ok(readAll(7, small.length, SMALL).equals(small));
  assert.ok(readAll(7, 5, Buffer.from('\x06plain')).equals(Buffer.from('plain')));
  const table = Buffer.alloc(12);
  for (const [n, at] of [12, 12 + FIRST.length, 12 + FIRST.length + LAST.length].entries()) table.writeUInt32LE(at, 4 * n); // prettier-ignore
  const whole = readAll(8, first.length + last.length, Buffer.alloc(0), Buffer.concat([table, FIRST, LAST]));
  assert.ok(whole.equals(Buffer.concat([first, last])));
  table.writeUInt32LE(0xffffff, 4);
  assert.throws(() => readAll(8, first.length + last.length, Buffer.alloc(0), Buffer.concat([table, FIRST, LAST])), Refusal); // prettier-ignore
  assert.throws(() => readAll(13, 5, SMALL), /LZBITMAP/);
});

test('a stream that is cut, changed or claims too much is nothing, and never more than was asked for', () => {
  assert.ok(unpackLzvn(SMALL, small.length - 1) === undefined);
  assert.ok(unpackLzvn(SMALL, small.length + 1) === undefined);
  const random = randomOf(7);
  for (let n = 0; n < 500; n++) {
    const changed = Buffer.from(SMALL);
    for (let k = 0; k < 3; k++) changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
    const plain = unpackLzvn(
      changed.subarray(0, n % 5 === 0 ? n % changed.length : changed.length),
      small.length,
    );
    assert.ok(plain === undefined || plain.length === small.length);
  }
});

const lines = Buffer.from(
  Array.from({ length: 300 }, (_, n) => `line ${n} of a made file, ${n * n * 7}`).join('\n'),
);
const LINES = readFileSync(new URL('../../../fixtures/volumes/made.lzfse', import.meta.url));

test('a file of macOS packed by LZFSE is read, in its attribute and in its resource fork', () => {
  const raw = Buffer.from([
    0x62,
    0x76,
    0x78,
    0x2d,
    5,
    0,
    0,
    0,
    ...Buffer.from('plain'),
    0x62,
    0x76,
    0x78,
    0x24,
  ]);
  assert.ok(lines.equals(unpackLzfse(LINES, lines.length) ?? Buffer.alloc(0)));
  assert.ok(readAll(11, lines.length, LINES).equals(lines));
  assert.ok(readAll(11, 5, raw).equals(Buffer.from('plain')));
  assert.ok(readAll(11, 5, Buffer.from('\xffplain', 'latin1')).equals(Buffer.from('plain')));
  const head = Buffer.concat([Buffer.from('bvxn'), Buffer.alloc(8)]);
  head.writeUInt32LE(small.length, 4);
  head.writeUInt32LE(SMALL.length, 8);
  const small2 = Buffer.concat([head, SMALL, Buffer.from('bvx$')]);
  assert.ok(readAll(11, small.length, small2).equals(small));
  const table = Buffer.alloc(8);
  table.writeUInt32LE(8, 0);
  table.writeUInt32LE(8 + LINES.length, 4);
  const whole = readAll(12, lines.length, Buffer.alloc(0), Buffer.concat([table, LINES]));
  assert.ok(whole.equals(lines));
  assert.throws(() => readAll(11, lines.length, SMALL), Refusal);
});

test('a stream of LZFSE that is cut, changed or claims too much is nothing, and ends', () => {
  for (const size of [0, lines.length - 1, lines.length + 1])
    assert.equal(unpackLzfse(LINES, size), undefined);
  for (let length = 0; length < LINES.length; length += 13)
    assert.equal(unpackLzfse(LINES.subarray(0, length), lines.length), undefined);
  const random = randomOf(11);
  for (let n = 0; n < 300; n++) {
    const changed = Buffer.from(LINES);
    const below = n % 2 === 0 ? 120 : changed.length; // often its head and tables
    for (let k = 0; k < 3; k++) changed[Math.floor(random() * below)] = Math.floor(random() * 256);
    const plain = unpackLzfse(changed, lines.length);
    assert.ok(plain === undefined || plain.length === lines.length);
  }
});

test('blocks as the first encoders wrote them are read as those of today are; damaged they are nothing', (t) => {
  const old = asFirstWritten(LINES);
  assert.equal(old.toString('latin1', 0, 4), 'bvx1');
  if (hasProgram('lzfse')) assert.ok(lines.equals(unlzfse(old)), 'as the reference takes them');
  else t.diagnostic('lzfse is not installed');
  assert.ok(lines.equals(unpackLzfse(old, lines.length) ?? Buffer.alloc(0)));
  for (const size of [0, lines.length - 1, lines.length + 1]) assert.equal(unpackLzfse(old, size), undefined);
  for (let length = 0; length < old.length; length += 13)
    assert.equal(unpackLzfse(old.subarray(0, length), lines.length), undefined);
  for (const [at, value] of [
    [12, 40_001],
    [16, 10_001],
    [16, 0],
    [20, 0xffff_ffff],
    [24, 0xffff_ffff],
    [28, -8],
    [28, 1],
    [32, 0xffff],
    [40, -0x8000_0000],
    [44, 0xffff],
    [50, 65],
    [258, 0xffff],
  ] as const) {
    // prettier-ignore
    const changed = Buffer.from(old);
    if (at >= 32 && at !== 40) changed.writeUInt16LE(value, at);
    else if (value < 0) changed.writeInt32LE(value, at);
    else changed.writeUInt32LE(value, at);
    assert.equal(unpackLzfse(changed, lines.length), undefined, `${value} at ${at}`);
  }
  const random = randomOf(13);
  for (let n = 0; n < 300; n++) {
    const changed = Buffer.from(old);
    const below = n % 2 === 0 ? 800 : changed.length;
    for (let k = 0; k < 3; k++) changed[Math.floor(random() * below)] = Math.floor(random() * 256);
    const plain = unpackLzfse(changed, lines.length);
    assert.ok(plain === undefined || plain.length === lines.length);
  }
});

test('what the encoder makes of other inputs comes out again', (t) => {
  if (!hasProgram('lzfse')) return t.skip('lzfse is not installed');
  const random = randomOf(5);
  const noise = Buffer.from(Array.from({ length: 90_000 }, () => Math.floor(random() * 60)));
  const far = Buffer.concat([noise, noise.subarray(0, 60_000)]); // several blocks, with matches in those before
  for (const input of [far, Buffer.alloc(300_000, 1), noise.subarray(0, 5000), Buffer.from('x')]) {
    const packed = lzfse(input);
    assert.ok(input.equals(unpackLzfse(packed, input.length) ?? Buffer.alloc(0)), `${input.length} bytes`);
    const old = asFirstWritten(packed);
    assert.ok(input.equals(unlzfse(old)), 'as the reference takes it');
    assert.ok(input.equals(unpackLzfse(old, input.length) ?? Buffer.alloc(0)), `${input.length} bytes, bvx1`);
  }
});
