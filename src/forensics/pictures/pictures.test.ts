// Pictures through the confined child: what they look like, their fingerprints, and what hostile ones come to.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { drawn } from '../../../test/support/drawn.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { pictureDistance } from './picture-index.ts';
import { fileOfBytes, lookAtPicture, picturePool, type PictureLook } from './pictures.ts';
import { pngOf } from './png.ts';
import type { AskedPicture } from './read.ts';

/** One child reads them all, as it does for an exhibit. */
const pool = picturePool();
after(() => pool.close());

const reference = sharedData('forensics/pdq');
const vectors = sharedData('forensics/pdq-vectors');

/** Red on the left, blue on the right, a white corner. */
function flag(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const isWhite = x < width / 4 && y < height / 4;
      bytes.set(isWhite ? [255, 255, 255] : x < width / 2 ? [220, 20, 20] : [20, 20, 220], at);
    }
  return bytes;
}

function look(bytes: Uint8Array, asked: AskedPicture): Promise<PictureLook> {
  return lookAtPicture(pool, fileOfBytes('a', bytes), asked);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG that says it is of such sides, with so many bytes of zeros packed in it. */
function pngOfSides(width: number, height: number, zeros: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(zeros), { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A bitmap of one colour for each row, from the bottom. */
function bitmapOf(width: number, rows: readonly (readonly [number, number, number])[]): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + stride * rows.length);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(rows.length, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (const [y, [red, green, blue]] of rows.entries())
    for (let x = 0; x < width; x++)
      bytes.set([blue, green, red], 54 + (rows.length - 1 - y) * stride + x * 3);
  return bytes;
}

test('pictures of each kind come out as pixels, turned as they say, veiled in grey where nobody asked to see them', async () => {
  const raw = drawn(1600, 800, flag(1600, 800));
  const made: { readonly [kind: string]: Buffer } = {
    JPEG: await raw.clone().jpeg({ quality: 95 }).toBuffer(),
    PNG: await raw.clone().png().toBuffer(),
    GIF: await raw.clone().gif().toBuffer(),
    WebP: await raw.clone().webp().toBuffer(),
    TIFF: await raw.clone().tiff({ compression: 'lzw' }).toBuffer(),
    AVIF: await raw.clone().resize(200).avif().toBuffer(),
  };
  for (const [kind, bytes] of Object.entries(made)) {
    const looked = await look(bytes, { view: 'shown', fingerprint: true });
    assert.ok(looked.ok, JSON.stringify(looked));
    assert.equal(looked.read.kind, kind);
    assert.equal(looked.read.isDamaged, false);
    assert.match(looked.read.pdq?.hash ?? '', /^[0-9a-f]{64}$/);
    const { pixels } = looked;
    assert.ok(pixels);
    if (kind !== 'AVIF') assert.deepEqual([pixels.width, pixels.height, pixels.channels], [1024, 512, 3]);
    const at = (3 * pixels.height * pixels.width) / 4; // three quarters down, at the left
    const [red = 0, , blue = 0] = pixels.bytes.subarray(
      (Math.floor(at / pixels.width) * pixels.width + 9) * 3,
    );
    assert.ok(red > 180 && blue < 80, `${kind} ${red} ${blue}`);
    const again = await look(pngOf(pixels), { view: 'shown' });
    assert.deepEqual(again.ok && again.pixels, pixels);
  }
  const turned = await raw.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const upright = await look(turned, { view: 'shown' });
  assert.ok(upright.ok);
  assert.deepEqual([upright.read.width, upright.pixels?.width, upright.pixels?.height], [1600, 512, 1024]);
  const veiled = await look(made['JPEG'] ?? Buffer.alloc(0), { view: 'veiled' });
  assert.ok(veiled.ok);
  assert.deepEqual([veiled.pixels?.width, veiled.pixels?.height, veiled.pixels?.channels], [16, 8, 1]);
  const bitmap = await look(bitmapOf(3, [[255, 0, 0], [0, 0, 255]]), { view: 'shown' }); // prettier-ignore
  assert.ok(bitmap.ok);
  assert.deepEqual([...(bitmap.pixels?.bytes ?? [])].slice(0, 3), [255, 0, 0]);
  assert.deepEqual([...(bitmap.pixels?.bytes ?? [])].slice(-3), [0, 0, 255]);
});

test(
  'the first page of a PDF is drawn, and one with a password says so',
  { skip: reference === undefined && 'no ../shared/data/forensics' },
  async () => {
    const folder = sharedData('forensics/documents') ?? '';
    const page = await look(readFileSync(join(folder, 'testPDFVarious.pdf')), { view: 'shown' });
    assert.ok(page.ok);
    assert.deepEqual([page.read.kind, page.pixels?.width, page.pixels?.height], ['PDF', 791, 1024]);
    assert.ok(
      page.pixels?.bytes.some((value) => value < 100) && page.pixels.bytes.some((value) => value > 250),
    );
    const [locked = ''] = globSync(join(folder, '*no_extract_no_accessibility*.pdf'));
    const refused = await look(readFileSync(locked), { view: 'shown' });
    assert.deepEqual(refused, { ok: false, reason: 'refused', detail: 'No password given' });
  },
);

test('a picture that is cut off is shown as far as it goes; what is none, or too much, ends with its reason', async () => {
  const jpeg = await drawn(900, 900, flag(900, 900)).jpeg().toBuffer();
  const cut = await look(jpeg.subarray(0, jpeg.length / 2), { view: 'shown', fingerprint: true });
  assert.ok(cut.ok);
  assert.equal(cut.read.isDamaged, true);
  const hostile: { readonly [what: string]: Uint8Array } = {
    'too many pixels said': pngOfSides(60_000, 60_000, 1000),
    'a side that no picture has': pngOfSides(2 ** 31 - 1, 1, 1000),
    'nothing after the head': jpeg.subarray(0, 30),
    'another thing by that beginning': Buffer.concat([jpeg.subarray(0, 4), Buffer.alloc(2000, 'x')]),
    'a drawing that is a program': Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
    ),
    'a text': Buffer.from('no picture'),
    nothing: Buffer.alloc(0),
    'a PDF of noise': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 7)]),
    'a packed bitmap': bitmapOf(4, [[1, 2, 3]]).fill(1, 30, 31),
    'a bitmap that says too much': bitmapOf(4, [[1, 2, 3]]).fill(0x7f, 18, 26),
  };
  for (const [what, bytes] of Object.entries(hostile)) {
    const looked = await look(bytes, { view: 'shown' });
    assert.deepEqual(
      [looked.ok, looked.ok || looked.reason],
      [false, 'refused'],
      `${what}: ${JSON.stringify(looked)}`,
    );
  }
  // 130 million zeros in 130 kB: within the limit, drawn in stripes.
  const bomb = await look(pngOfSides(13_000, 10_000, 130_010_000), { view: 'shown' });
  assert.ok(bomb.ok, JSON.stringify(bomb));
  assert.deepEqual([bomb.pixels?.width, bomb.read.width], [1024, 13_000]);
  const slow = await lookAtPicture(pool, fileOfBytes('a', jpeg), { view: 'shown' }, { seconds: 0.001 });
  assert.deepEqual(slow.ok || slow.reason, 'tooLong');
  const next = await look(jpeg, { view: 'veiled' });
  assert.ok(next.ok);
});

test(
  'through our decoder a fingerprint is within ten bits of the reference',
  { skip: reference === undefined && 'no ../shared/data/forensics/pdq' },
  async (t) => {
    const rows = readFileSync(join(vectors ?? '', 'vectors.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const expected = new Map(rows.map((row) => row.split('\t')).map(([file, , , quality, hash]) => [file, { quality: Number(quality), hash: hash ?? '' }])); // prettier-ignore
    let [compared, most] = [0, 0];
    for (const path of globSync(join(reference ?? '', '*/*.{jpg,png}'))) {
      const known = expected.get(basename(path));
      if (known === undefined || known.quality < 80) continue;
      const looked = await look(readFileSync(path), { fingerprint: true });
      assert.ok(looked.ok && looked.read.pdq !== undefined, path);
      const { hash, quality } = looked.read.pdq;
      most = Math.max(most, pictureDistance(Buffer.from(hash, 'hex'), Buffer.from(known.hash, 'hex')));
      assert.ok(Math.abs(quality - known.quality) <= 2, path);
      compared += 1;
    }
    t.diagnostic(`${compared} pictures, at most ${most} bits`);
    assert.ok(compared >= 17 && most <= 10);
  },
);
