import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { adler32 } from './adler32.ts';

/** zlib puts the same checksum, big-endian, at the end of its stream. */
function byZlib(bytes: Uint8Array): number {
  const packed = deflateSync(bytes, { level: 0 });
  return packed.readUInt32BE(packed.length - 4);
}

test('the checksum is that of zlib, whatever the length and the alignment', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(3), (bytes, shift) => {
      assert.equal(adler32(bytes.subarray(shift)), byZlib(bytes.subarray(shift)));
    }),
  );
});

test('no sum overflows on a long run of the largest byte', () => {
  for (const length of [87, 88, 89, 5552, 5553, 1_000_003]) {
    const bytes = new Uint8Array(length + 1).fill(0xff);
    assert.equal(adler32(bytes.subarray(0, length)), byZlib(bytes.subarray(0, length)));
    assert.equal(adler32(bytes.subarray(1)), byZlib(bytes.subarray(1)));
  }
});

test('parts give the checksum of the whole', () => {
  const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7919) >> 3);
  assert.equal(adler32(bytes.subarray(4001), adler32(bytes.subarray(0, 4001))), byZlib(bytes));
  assert.equal(adler32(new Uint8Array()), 1);
});
