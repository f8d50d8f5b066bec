// LZVN: streams that Apple's reference encoder made of texts of ours, alone and as files that macOS keeps compressed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomOf } from '../../../test/support/random.ts';
import { Refusal } from '../../base/refusal.ts';
import { packedFile, unpackedContent, unpackLzvn } from './decmpfs.ts';
import { contentInside } from './file-system.ts';

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
  const packed = packedFile({ bytes: Buffer.concat([head, stored]), at: 0 });
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
  assert.throws(() => readAll(11, 5, SMALL), /LZFSE/);
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
