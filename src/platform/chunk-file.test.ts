import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { damagedRanges, readSideFile, SideFile } from './chunk-file.ts';
import { CHUNK_BYTES, ChunkHasher } from './chunk-tree.ts';

const MiB = 1024 * 1024;

function fileWithSide(
  t: TestContext,
  bytes: Buffer,
): { readonly file: string; readonly side: string; readonly root: string } {
  const folder = temporaryFolder(t);
  const [file, side] = [join(folder, 'file'), join(folder, 'chunks', 'file')];
  writeFileSync(file, bytes);
  const sideFile = new SideFile(side);
  const hasher = new ChunkHasher((leaf) => sideFile.add(leaf));
  hasher.update(bytes);
  const root = hasher.root().toString('hex');
  sideFile.finish(bytes.length, root);
  return { file, side, root };
}

test('a side file says length, chunks and root', async (t) => {
  const { side, root } = fileWithSide(t, randomBytes(9 * MiB));
  assert.deepEqual(await readSideFile(side), { bytes: 9 * MiB, chunks: 3, root });
});

test('no side file is made for a file of one chunk', (t) => {
  assert.equal(existsSync(fileWithSide(t, randomBytes(CHUNK_BYTES)).side), false);
});

test('a flipped byte is found in its chunk, two apart in two ranges, neighbours in one', async (t) => {
  const bytes = randomBytes(21 * MiB);
  const { file, side } = fileWithSide(t, bytes);
  assert.deepEqual(await damagedRanges(file, side), []);
  const flipAt = async (...places: number[]) => {
    const damaged = Buffer.from(bytes);
    for (const place of places) damaged.writeUInt8(damaged.readUInt8(place) ^ 1, place);
    writeFileSync(file, damaged);
    return damagedRanges(file, side);
  };
  assert.deepEqual(await flipAt(0), [[0, CHUNK_BYTES]]);
  assert.deepEqual(await flipAt(bytes.length - 1), [[20 * MiB, MiB]]);
  assert.deepEqual(await flipAt(1, 17 * MiB), [
    [0, CHUNK_BYTES],
    [16 * MiB, CHUNK_BYTES],
  ]);
  assert.deepEqual(await flipAt(5 * MiB, 9 * MiB), [[4 * MiB, 8 * MiB]]);
});

test('what a file lost or gained at its end is named', async (t) => {
  const bytes = randomBytes(9 * MiB);
  const { file, side } = fileWithSide(t, bytes);
  writeFileSync(file, bytes.subarray(0, 6 * MiB));
  assert.deepEqual(await damagedRanges(file, side), [[4 * MiB, 5 * MiB]]);
  writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(10)]));
  assert.deepEqual(await damagedRanges(file, side), [[9 * MiB, 10]]);
});

test('a side file that is cut, longer, changed or of another kind is not believed', async (t) => {
  const { file, side } = fileWithSide(t, randomBytes(9 * MiB));
  const whole = readFileSync(side);
  const damages: { readonly [what: string]: Buffer } = {
    empty: Buffer.alloc(0),
    'cut by a byte': whole.subarray(0, -1),
    'cut by a line': whole.subarray(0, whole.lastIndexOf('end')),
    'only its end': whole.subarray(whole.lastIndexOf('end')),
    'a line more': Buffer.concat([whole.subarray(0, 95), whole.subarray(30)]),
    'wrong magic': Buffer.from(whole.toString().replace('comity', 'amenity')),
    'another version': Buffer.from(whole.toString().replace('hashes 1 ', 'hashes 2 ')),
    'a giant length': Buffer.from(whole.toString().replace(/end \d+/, 'end 9999999999999999')),
    'a hash that is none': Buffer.from(whole.toString().replace(/\n[0-9a-f]/, '\nX')),
    'a flipped bit': Buffer.from(whole.map((byte, i) => (i === 40 ? byte ^ 1 : byte))),
  };
  for (const [what, bytes] of Object.entries(damages)) {
    writeFileSync(side, bytes, { mode: 0o644, flag: 'w' });
    assert.equal(await readSideFile(side), undefined, what);
    assert.equal(await damagedRanges(file, side), undefined, what);
  }
});

test('a line of the side file is what sha256sum makes of a zero byte and the chunk', (t) => {
  const { file, side } = fileWithSide(t, randomBytes(9 * MiB));
  const command = `(printf '\\0'; dd if='${file}' bs=4M skip=2 count=1 status=none) | sha256sum`;
  const [digest] = execFileSync('sh', ['-c', command]).toString().split(' ');
  assert.equal(readFileSync(side, 'utf8').split('\n')[3], digest);
});
