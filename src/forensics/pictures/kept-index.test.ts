// An index that was kept finds what comparing one by one finds; what is not whole, or was made of something else, is never looked in.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { keptIndex, readKept } from './kept-index.ts';
import { openNearest } from './nearest.ts';
import { MOST_BITS, PICTURE_HASH_BYTES, pictureDistance, PictureIndex } from './picture-index.ts';

const ROWS = 6000;

/** The same each time; every third row is near to the one before it. */
function fingerprints(rows: number, seed: string): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(rows * PICTURE_HASH_BYTES));
  for (let row = 0; row < rows; row++) {
    const own = createHash('sha256').update(`${seed} ${row}`).digest();
    if (row % 3 === 2) own.set(bytes.subarray((row - 1) * PICTURE_HASH_BYTES, row * PICTURE_HASH_BYTES - 3));
    bytes.set(own, row * PICTURE_HASH_BYTES);
  }
  return bytes;
}

const rowOf = (bytes: Uint8Array, row: number): Uint8Array =>
  bytes.subarray(row * PICTURE_HASH_BYTES, (row + 1) * PICTURE_HASH_BYTES);

function byComparing(bytes: Uint8Array, hash: Uint8Array) {
  const found = Array.from({ length: bytes.length / PICTURE_HASH_BYTES }, (_, row) => ({
    row,
    distance: pictureDistance(hash, rowOf(bytes, row)),
  })).filter(({ distance }) => distance <= MOST_BITS);
  return found.sort((one, other) => one.distance - other.distance || one.row - other.row);
}

function findsAll(index: PictureIndex, bytes: Uint8Array): void {
  assert.equal(index.count, bytes.length / PICTURE_HASH_BYTES);
  for (let row = 0; row < index.count; row += 397) {
    const asked = Uint8Array.from(rowOf(bytes, row));
    asked[row % 32]! ^= 0x81;
    assert.deepEqual(index.near(asked, MOST_BITS), byComparing(bytes, asked), `row ${row}`);
  }
  const far = createHash('sha256').update('nobody').digest();
  assert.deepEqual(index.near(far, MOST_BITS), byComparing(bytes, far));
}

test('an index that is opened again finds what comparing one by one finds, and is not written again', (t) => {
  const path = join(temporaryFolder(t), 'set.index');
  const bytes = fingerprints(ROWS, 'a');
  assert.equal(readKept(path, bytes), undefined);
  findsAll(keptIndex(path, bytes), bytes);
  const { mtimeMs, ino } = statSync(path);
  const opened = readKept(path, bytes);
  assert.ok(opened);
  findsAll(opened, bytes);
  findsAll(keptIndex(path, Uint8Array.from(bytes)), bytes); // memory that is not shared is copied
  assert.deepEqual([statSync(path).mtimeMs, statSync(path).ino], [mtimeMs, ino]);
  assert.deepEqual(readdirSync(join(path, '..')), ['set.index'], 'nothing is left beside it');
});

test('what was added since is added to what was kept, and found', (t) => {
  const path = join(temporaryFolder(t), 'set.index');
  const all = fingerprints(ROWS + 4500, 'a');
  const part = (rows: number): Uint8Array => {
    const bytes = new Uint8Array(new SharedArrayBuffer(rows * PICTURE_HASH_BYTES));
    bytes.set(all.subarray(0, bytes.length));
    return bytes;
  };
  findsAll(keptIndex(path, part(ROWS)), part(ROWS));
  assert.equal(readKept(path, part(ROWS + 10))?.count, ROWS);
  findsAll(keptIndex(path, part(ROWS + 10)), part(ROWS + 10)); // compared one by one
  findsAll(keptIndex(path, all), all); // sorted in
  assert.equal(readKept(path, all)?.count, ROWS + 4500, 'kept as it is now');
});

test('an index that breaks off, was changed, or is of another set is made anew, and never looked in', (t) => {
  const path = join(temporaryFolder(t), 'set.index');
  const bytes = fingerprints(ROWS, 'a');
  keptIndex(path, bytes);
  const whole = readFileSync(path);
  const bad = (words: string): void => {
    assert.equal(readKept(path, bytes), undefined, words);
    findsAll(keptIndex(path, bytes), bytes);
    assert.deepEqual(readFileSync(path), whole, `${words}: replaced`);
  };
  for (const length of [0, 7, 40, 48, 49, whole.length >> 1, whole.length - 1]) {
    truncateSync(path, length);
    bad(`${length} bytes`);
  }
  for (const at of [
    0,
    8,
    9,
    12,
    13,
    20,
    47,
    48,
    100_000,
    whole.length >> 1,
    whole.length - 40,
    whole.length - 1,
  ]) {
    const flipped = Buffer.from(whole);
    flipped[at]! ^= 0x10;
    writeFileSync(path, flipped);
    bad(`byte ${at}`);
  }
  writeFileSync(path, Buffer.concat([whole, Buffer.alloc(1)]));
  bad('a byte more');
  const other = fingerprints(ROWS, 'b');
  assert.equal(readKept(path, other), undefined);
  findsAll(keptIndex(path, other), other);
  assert.equal(readKept(path, bytes), undefined);
  // Fewer rows than it was made of.
  assert.equal(readKept(path, other.subarray(0, 32 * 5000)), undefined);
});

test('a comparison in threads keeps its index, and the next opens it', async (t) => {
  const kept = join(temporaryFolder(t), 'set.index');
  const bytes = fingerprints(ROWS, 'c');
  const hashes = Buffer.concat([rowOf(bytes, 17), rowOf(bytes, 4999), createHash('sha256').digest()]);
  const found: number[][] = [];
  const written: number[] = [];
  for (let n = 0; n < 2; n++) {
    const nearest = await openNearest(bytes, { fewRows: 1, kept });
    found.push([...(await nearest.find({ hashes, most: MOST_BITS }))]);
    await nearest.close();
    written.push(statSync(kept).ino);
  }
  assert.deepEqual(found[0]?.slice(0, 4), [17, 0, 4999, 0]);
  assert.deepEqual(found[1], found[0]);
  assert.equal(written[1], written[0]);
});
