// What unpacks chunks quickly says of every stream what Node.js says of it by the way that is documented.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { adler32 } from './adler32.ts';
import { Inflater, LEAD_BYTES } from './inflater.ts';

const [quick, plain] = [new Inflater(), new Inflater({ isPublic: true })];
const CHUNK = Uint8Array.from({ length: 5000 }, (_, n) => (n * n) >> 7);

test('a stream is unpacked alike both ways; one that is damaged, cut or too long is none, and harms not the next', () => {
  const packed = deflateSync(CHUNK);
  const flipped = Uint8Array.from(packed, (byte, at) => (at === packed.length - 1 ? byte ^ 1 : byte));
  for (const [stream, room, length] of [
    [packed, CHUNK.length + 64, CHUNK.length],
    [flipped, CHUNK.length + 64, undefined],
    [packed.subarray(0, 40), CHUNK.length + 64, undefined],
    [packed.subarray(0, -4), CHUNK.length + 64, undefined],
    [packed, CHUNK.length, undefined],
    [Buffer.alloc(0), 64, undefined],
    [Buffer.from('no stream'), 64, undefined],
    [Buffer.concat([packed, Buffer.alloc(30)]), CHUNK.length + 1, CHUNK.length],
  ] as const)
    for (const inflater of [quick, plain, quick]) {
      const target = new Uint8Array(room);
      assert.equal(inflater.into(stream, target), length);
      if (length !== undefined) assert.deepEqual(target.subarray(0, length), CHUNK);
    }
});

test('bytes with their checksum are copied, and one that is wrong is seen, in short and long chunks', () => {
  for (const length of [1, 511, 5000, 65_535, 65_536, 131_072]) {
    const framed = new Uint8Array(LEAD_BYTES + length + 4);
    for (let at = 0; at < length; at++) framed[LEAD_BYTES + at] = (at * at) >> 3;
    const bytes = framed.slice(LEAD_BYTES, LEAD_BYTES + length);
    new DataView(framed.buffer).setUint32(LEAD_BYTES + length, adler32(bytes), true);
    for (const inflater of [quick, plain]) {
      const target = new Uint8Array(length);
      assert.equal(inflater.copyChecked(framed, target), true, `${length}`);
      assert.deepEqual(target, bytes);
      for (const at of [LEAD_BYTES, LEAD_BYTES + length - 1, LEAD_BYTES + length]) {
        framed[at]! ^= 0x10;
        assert.equal(inflater.copyChecked(framed, target), false, `${length}, ${at}`);
        framed[at]! ^= 0x10;
      }
    }
  }
});
