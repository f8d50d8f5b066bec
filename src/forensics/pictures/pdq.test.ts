// PDQ bit for bit as the reference computes it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../../../test/support/shared.ts';
import { DIHEDRAL, dihedralPdqOf, pdqOf, withinSide, type Dihedral, type Pixels } from './pdq.ts';
import { pictureDistance } from './picture-index.ts';

const vectors = sharedData('forensics/pdq-vectors');

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}

/** Binary PPM or PGM (netpbm). */
function netpbm(bytes: Buffer): Pixels {
  const head = /^P([56])\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', 0, 40));
  assert.ok(head);
  const [all, kind, width, height] = head;
  return { width: Number(width), height: Number(height), channels: kind === '6' ? 3 : 1, bytes: bytes.subarray(all.length) }; // prettier-ignore
}

/** Bright and dark places that look different from every side. */
function drawnPicture(width: number, height: number, channels: 1 | 3): Pixels {
  const bytes = new Uint8Array(width * height * channels);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) {
        const [u, v] = [x / width, y / height];
        bytes[at++] = 127 + 60 * Math.sin(7 * u * u + 3 * v) + 60 * Math.cos(9 * v * v - 4 * u * v);
      }
  return { width, height, channels, bytes };
}

function turnedPixels({ width, height, channels, bytes }: Pixels, turn: Dihedral): Pixels {
  const isTransposed = ['rotate90', 'rotate270', 'flipPlus1', 'flipMinus1'].includes(turn);
  const [w, h] = isTransposed ? [height, width] : [width, height];
  const out = new Uint8Array(bytes.length);
  const from: { readonly [turn in Dihedral]: (x: number, y: number) => readonly [number, number] } = {
    original: (x, y) => [x, y],
    rotate90: (x, y) => [width - 1 - y, x],
    rotate180: (x, y) => [width - 1 - x, height - 1 - y],
    rotate270: (x, y) => [y, height - 1 - x],
    flipX: (x, y) => [x, height - 1 - y],
    flipY: (x, y) => [width - 1 - x, y],
    flipPlus1: (x, y) => [y, x],
    flipMinus1: (x, y) => [width - 1 - y, height - 1 - x],
  };
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [sx, sy] = from[turn](x, y);
      for (let c = 0; c < channels; c++)
        out[(y * w + x) * channels + c] = bytes[(sy * width + sx) * channels + c]!;
    }
  return { width: w, height: h, channels, bytes: out };
}

test(
  'fingerprint, quality and the seven of turned pictures are the reference’s, bit for bit',
  { skip: vectors === undefined && 'no ../shared/data/forensics/pdq-vectors' },
  () => {
    const folder = vectors ?? '';
    const [, ...rows] = readFileSync(join(folder, 'vectors.tsv'), 'utf8').trim().split('\n');
    let compared = 0;
    for (const [file = '', , size, quality, ...hashes] of rows.map((row) => row.split('\t'))) {
      const path = join(folder, `${file}.ppm.gz`);
      if (!existsSync(path)) continue; // of some only the fingerprint is there
      const pixels = netpbm(gunzipSync(readFileSync(path)));
      assert.equal(`${pixels.width}x${pixels.height}`, size);
      const found = dihedralPdqOf(pixels);
      assert.equal(found.quality, Number(quality), file);
      assert.deepEqual(DIHEDRAL.map((turn) => hex(found.hashes[turn])), hashes, file); // prettier-ignore
      assert.equal(hex(pdqOf(pixels).hash), hashes[0]);
      compared += 1;
    }
    assert.equal(compared, 17);
  },
);

test('a picture that was turned or mirrored is found by the fingerprint of that turn', () => {
  const pixels = drawnPicture(300, 220, 1);
  const { hashes } = dihedralPdqOf(pixels);
  for (const turn of DIHEDRAL) {
    const { hash } = pdqOf(turnedPixels(pixels, turn));
    const near = DIHEDRAL.filter((other) => pictureDistance(hash, hashes[other]) <= 31);
    assert.deepEqual(near, [turn]);
  }
});

test('grey pixels hash as the same grey in three colours does', () => {
  const [grey, colour] = [drawnPicture(90, 400, 1), drawnPicture(90, 400, 3)];
  assert.ok(pictureDistance(pdqOf(grey).hash, pdqOf(colour).hash) <= 2);
  assert.equal(pdqOf(grey).quality, pdqOf(colour).quality);
});

test('sides above 512 are brought to 512 by the nearest pixel, 64 by 64 is taken as it is', () => {
  const large = drawnPicture(1024, 700, 3);
  const small = withinSide(large);
  assert.deepEqual([small.width, small.height], [512, 512]);
  assert.deepEqual([...small.bytes.subarray(3, 6)], [...large.bytes.subarray(6, 9)]);
  assert.deepEqual(pdqOf(large), pdqOf(small));
  assert.ok(pictureDistance(pdqOf(large).hash, pdqOf(drawnPicture(64, 64, 3)).hash) <= 31);
});

test('a picture of less than five pixels has no fingerprint, one colour has no quality, other lengths are refused', () => {
  assert.deepEqual(pdqOf(drawnPicture(4, 100, 3)), { hash: new Uint8Array(32), quality: 0 });
  assert.equal(pdqOf({ width: 80, height: 80, channels: 1, bytes: new Uint8Array(6400).fill(9) }).quality, 0);
  assert.throws(() => pdqOf({ width: 80, height: 80, channels: 3, bytes: new Uint8Array(6400) }), RangeError);
});
