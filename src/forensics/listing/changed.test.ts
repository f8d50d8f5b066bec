// Volumes of the fixture with a few bytes changed: what is wrong with one folder or file is said, and the rest is listed as before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { walkedShape } from '../extractors/asked.ts';
import { openIso } from '../filesystems/iso9660.ts';
import { folderShape } from '../looking/asked.ts';
import { folderAt } from '../looking/find.ts';
import { recordOf } from './lines.ts';
import { walk, withinLimits, type OpenVolume } from './list-image.ts';
import { contentOf } from './unused.ts';

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

/** Of an inode in the first group of a volume of ext with blocks of 1 KiB ("The Super Block", "Block Group Descriptors"). */
function inodeAt(bytes: Buffer, number: number): number {
  assert.equal(bytes.readUInt32LE(1024 + 24), 0, 'blocks of 1 KiB');
  return 1024 * bytes.readUInt32LE(2048 + 8) + (number - 1) * bytes.readUInt16LE(1024 + 88);
}

test('a file whose size no number is exact for is said, listed without it, and keeps no other from being listed', () => {
  const { bytes, paths } = volumeOf('ext4');
  const [own] = volumesOf(bytes);
  const address = [...walk(own ?? assert.fail(), assert.fail)].find(({ path }) => path === '/readme.txt')
    ?.entry.address;
  bytes.writeUInt32LE(0x0040_0000, inodeAt(bytes, Number(address)) + 0x6c);
  const { volume } = listed(bytes);
  const { fileSystem } = volume;
  assert.ok(fileSystem !== undefined);
  const problems: string[] = [];
  const all = [...walk(volume, (what) => problems.push(what))];
  const rows = all.map((one, place) => ({ place, ...recordOf(one, { fileSystem }) }));
  assert.deepEqual(
    walkedShape.parse(rows).map(({ path }) => path),
    paths,
  );
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /^\/readme\.txt: a size of 18014398\d+ bytes/);
  const readme = all.find(({ path }) => path === '/readme.txt') ?? assert.fail();
  assert.equal(readme.entry.sizeBytes, 0);
  assert.throws(() => contentOf(volume, readme.entry), { code: 'damaged' });
  const shown: string[] = [];
  const entries = folderAt(volume, { path: [], isUnused: false }, (what) => shown.push(what));
  assert.ok(folderShape.parse({ entries, problems: shown }).entries.length > 5);
  assert.deepEqual(shown, problems);
});

test('of a path and a target that no answer takes the beginning is listed, and that is said', () => {
  const { volume } = listed(volumeOf('ext2').bytes);
  const { fileSystem } = volume;
  const link = [...walk(volume, assert.fail)].find(({ path }) => path === '/link');
  assert.ok(fileSystem !== undefined && link !== undefined);
  const long = {
    ...link,
    path: `/${'a'.repeat(80_000)}`,
    entry: { ...link.entry, target: 'b'.repeat(90_000) },
  };
  const problems: string[] = [];
  const cut = withinLimits(long, (what) => problems.push(what));
  assert.equal(walkedShape.parse([{ place: 0, ...recordOf(cut, { fileSystem }) }]).length, 1);
  assert.ok(long.path.startsWith(cut.path) && long.entry.target.startsWith(cut.entry.target ?? '-'));
  assert.equal(problems.length, 1);
  assert.equal(withinLimits(link, assert.fail), link);
});

/** ISO 9660 with one file of so many sections, a byte each (ECMA-119, sections 8.4 and 9.1). */
function discOfSections(count: number): Buffer {
  const [sector, perSector, first] = [2048, 60, 18];
  const sectors = Math.ceil((count + 2) / perSector);
  const bytes = Buffer.alloc((first + sectors) * sector);
  const record = (at: number, name: number, length: number, flags: number): void => {
    bytes[at] = 34;
    bytes.writeUInt32LE(first, at + 2);
    bytes.writeUInt32LE(length, at + 10);
    bytes[at + 25] = flags;
    bytes.set([1, name], at + 32);
  };
  const descriptor = 16 * sector;
  bytes.write('\x01CD001\x01', descriptor, 'latin1');
  bytes.writeUInt16LE(sector, descriptor + 128);
  record(descriptor + 156, 0, sectors * sector, 2);
  bytes.write('\xffCD001\x01', descriptor + sector, 'latin1');
  for (let index = 0; index < count + 2; index++) {
    const at = (first + Math.floor(index / perSector)) * sector + (index % perSector) * 34;
    if (index < 2) record(at, index, sectors * sector, 2);
    else record(at, 0x41, 1, index === count + 1 ? 0 : 0x80);
  }
  return bytes;
}

test('a file of ISO 9660 in very many sections is read', () => {
  const disc = openIso(bytesOf(discOfSections(130_001)));
  assert.ok(disc !== undefined);
  const [file, ...others] = disc.children(disc.root, assert.fail);
  assert.ok(file !== undefined && others.length === 0);
  const { runs, size } = disc.content(file);
  assert.deepEqual([runs.length, size], [130_001, 130_001]);
});
