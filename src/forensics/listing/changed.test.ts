// Volumes of the fixture with a few bytes changed: what is wrong with one folder or file is said, and the rest is listed as before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { walk, type OpenVolume } from './list-image.ts';

const FIXTURE = volumesFixture();

/** The only volume of that kind, alone, and its bytes to be changed. */
function volumeOf(kind: string): { readonly bytes: Buffer; readonly paths: readonly string[] } {
  const found = volumesOf(FIXTURE).find(({ fileSystem }) => fileSystem?.kind === kind);
  assert.ok(found !== undefined);
  const bytes = Buffer.from(FIXTURE.subarray(found.offset, found.offset + found.length));
  return { bytes, paths: [...walk(found, assert.fail)].map(({ path }) => path) };
}

function listed(bytes: Buffer): {
  readonly volume: OpenVolume;
  readonly paths: readonly string[];
  readonly problems: readonly string[];
} {
  const [volume] = volumesOf(bytes);
  assert.ok(volume !== undefined);
  const problems: string[] = [];
  const paths = [...walk(volume, (what) => problems.push(what))].map(({ path }) => path);
  return { volume, paths, problems };
}

const begun = (problem: string): string => problem.split('.')[0] ?? '';

test('a folder of FAT whose clusters lead back to themselves is listed once, and that is said', () => {
  const { bytes, paths } = volumeOf('FAT32');
  const [fat, perCluster] = [bytes.readUInt16LE(14) * 512, bytes[13] ?? 0];
  const many = bytes.indexOf('MANY       ');
  let cluster = bytes.readUInt16LE(many + 26);
  const next = (): number => bytes.readUInt32LE(fat + 4 * cluster);
  while (next() < 0x0ffffff8) cluster = next();
  bytes.writeUInt32LE(cluster, fat + 4 * cluster);
  const data = fat + 512 * (bytes[16] ?? 0) * bytes.readUInt32LE(36);
  const at = data + (cluster - 2) * 512;
  assert.equal(perCluster, 1);
  for (let entry = at; entry < at + 512; entry += 32) if (bytes[entry] === 0) bytes[entry] = 0xe5; // deleted, and not the end
  const found = listed(bytes);
  assert.deepEqual(found.paths, paths);
  assert.deepEqual(found.problems.map(begun), [
    `folder many: Expected each cluster of a folder once; found cluster ${cluster} again`,
  ]);
});

test('a file of FAT has no more clusters than its volume, whatever it says', () => {
  const { bytes } = volumeOf('FAT32');
  const fat = bytes.readUInt16LE(14) * 512;
  const log = bytes.indexOf('TEXT    LOG');
  const cluster = bytes.readUInt16LE(log + 26);
  bytes.writeUInt32LE(cluster, fat + 4 * cluster);
  bytes.writeUInt32LE(0xffffffff, log + 28);
  const { volume } = listed(bytes);
  const text = [...walk(volume, assert.fail)].find(({ path }) => path === '/text.log');
  assert.ok(text !== undefined);
  const clusters = Math.floor((volume.length - fat) / 512);
  assert.throws(
    () => volume.fileSystem?.content(text.entry),
    (error: { readonly found?: string }) => {
      const [, read = ''] = /for (\d+) bytes/.exec(String(error.found)) ?? [];
      return Number(read) > 0 && Number(read) <= clusters * 512;
    },
  );
});

test('a folder of exFAT whose clusters lead back to themselves is listed once, and that is said', () => {
  const { bytes, paths } = volumeOf('exFAT');
  const [fat, heap, root] = [80, 88, 96].map((at) => bytes.readUInt32LE(at));
  assert.ok(fat !== undefined && heap !== undefined && root !== undefined);
  bytes.writeUInt32LE(root, fat * 512 + 4 * root);
  const at = heap * 512 + (root - 2) * 4096;
  for (let entry = at; entry < at + 4096; entry += 32) if (bytes[entry] === 0) bytes[entry] = 1; // not in use, and not the end
  const found = listed(bytes);
  assert.deepEqual(found.paths, paths);
  assert.deepEqual(found.problems.map(begun), [
    `folder /: Expected each cluster of a folder once; found cluster ${root} again`,
  ]);
});
