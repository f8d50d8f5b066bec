// A field that is odd hides no file that is in use: it is listed, and what is wrong with it is said where that can be told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundOn, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { timestamp } from '../filesystems/udf-entry.ts';
import { recordOf } from './lines.ts';

/** A volume of the fixture, alone, and its listing once bytes of it are other ones. */
function changed(kind: string, change: (bytes: Buffer) => void) {
  const medium = volumesFixture();
  const volume = volumesOf(medium).find(({ fileSystem }) => fileSystem?.kind === kind);
  assert.ok(volume, kind);
  const bytes = Buffer.from(medium.subarray(volume.offset, volume.offset + volume.length));
  const before = volumesOf(bytes)[0];
  assert.ok(before);
  const was = foundOn(before);
  change(bytes);
  const after = volumesOf(bytes)[0];
  assert.ok(after);
  return { was, is: foundOn(after) };
}

/** FAT: where the entry of a short name lies. */
function shortEntry(bytes: Buffer, name: string): number {
  const at = bytes.indexOf(name, 0, 'latin1');
  assert.ok(at > 0 && at % 32 === 0, name);
  return at;
}

test('a file and a folder of FAT whose reserved fields hold something are listed as before', () => {
  for (const kind of ['FAT12', 'FAT16', 'FAT32'])
    for (const name of ['TEXT    LOG', 'DOCS       '])
      for (const [field, value] of [
        [11, 0x40],
        [12, 0x01],
        [13, 200],
      ] as const) {
        const { was, is } = changed(kind, (bytes) => {
          const at = shortEntry(bytes, name) + field;
          bytes[at] = field === 13 ? value : bytes[at]! | value; // within it
        });
        const rows = ({ found }: typeof was) => found.map(({ path, sha256 }) => [path, sha256]);
        assert.deepEqual(rows(is), rows(was), `${kind} ${name} ${field}`);
        assert.deepEqual(is.problems, []);
      }
});

test('an entry of FAT in use that has no name is said, and so is a folder that does not begin as one', () => {
  const unnamed = changed('FAT16', (bytes) => void (bytes[shortEntry(bytes, 'TEXT    LOG') + 1] = 1));
  assert.equal(unnamed.is.found.length, unnamed.was.found.length - 1);
  assert.match(unnamed.is.problems.join(), /^folder \/: the entry \d+ has no name that can be$/);
  const other = changed('FAT16', (bytes) => {
    const [docs, text] = ['DOCS       ', 'TEXT    LOG'].map((name) => shortEntry(bytes, name) + 26);
    bytes.copy(bytes, docs, text, text! + 2); // the first cluster of one is that of the other
  });
  assert.deepEqual(other.is.problems, ['folder docs: it does not begin as a folder does']);
  assert.ok(other.is.found.every(({ path }) => !path.startsWith('/docs/')));
});

/** Where the file of an address lies in the heap of exFAT. */
function entryOfExfat(bytes: Buffer, address: string): number {
  return bytes.readUInt32LE(88) * 2 ** bytes[108]! + (Number(address) - 3) * 32; // of the boot sector
}

test('a file of exFAT whose checksum, count or size is another one is listed or said', () => {
  const path = '/docs/letter with a long name.txt';
  const listed = foundOn(volumesOf(volumesFixture()).find(({ fileSystem }) => fileSystem?.kind === 'exFAT')!); // as above
  const address = listed.found.find((one) => one.path === path)?.entry.address ?? '';
  const flipped = (at: number, bit: number) =>
    changed('exFAT', (bytes) => void (bytes[entryOfExfat(bytes, address) + at]! ^= bit)); // within it
  const sum = flipped(2, 1);
  assert.deepEqual(
    sum.is.found.map((one) => [one.path, one.sha256]),
    sum.was.found.map((one) => [one.path, one.sha256]),
  );
  assert.deepEqual(sum.is.problems, [`folder docs: the checksum of the entry ${address} is another one`]);
  const count = flipped(1, 0x10);
  assert.ok(count.is.found.some((one) => one.path === path));
  assert.equal(count.is.found.length, count.was.found.length);
  assert.equal(count.is.problems.length, 1);
  const size = flipped(32 + 31, 0x80);
  assert.equal(size.is.found.length, size.was.found.length - 1);
  assert.match(size.is.problems.join(), new RegExp(`^folder docs: entry ${address}: `));
});

/** NTFS: a record, and the reference to the folder in its first name ("File name attribute"). */
function recordOfNtfs(bytes: Buffer, address: string): { readonly at: number; readonly parentAt: number } {
  const clusterBytes = bytes.readUInt16LE(11) * bytes[13]!; // of the boot sector
  const at = Number(bytes.readBigUInt64LE(48)) * clusterBytes + Number.parseInt(address) * 1024;
  assert.equal(bytes.toString('latin1', at, at + 4), 'FILE');
  for (let own = at + bytes.readUInt16LE(at + 20); own < at + 1024; own += bytes.readUInt32LE(own + 4))
    if (bytes.readUInt32LE(own) === 0x30) return { at, parentAt: own + bytes.readUInt16LE(own + 20) };
  throw new Error('no name');
}

function refersTo(bytes: Buffer, [from, to]: readonly [from: string, to: string]): void {
  const [{ parentAt }, { at }] = [recordOfNtfs(bytes, from), recordOfNtfs(bytes, to)];
  bytes.writeUInt32LE(Number.parseInt(to), parentAt);
  bytes.copy(bytes, parentAt + 6, at + 16, at + 18); // how often that record was used
}

test('a file of NTFS that names itself as its folder, and folders that name each other, are orphans', () => {
  const listed = foundOn(volumesOf(volumesFixture()).find(({ fileSystem }) => fileSystem?.kind === 'NTFS')!); // as above
  const addressOf = (path: string): string =>
    listed.found.find((one) => one.path === path)?.entry.address ?? '';
  const [file, docs, deep] = ['/text.log', '/docs', '/docs/deep'].map(addressOf);
  assert.ok(file !== undefined && docs !== undefined && deep !== undefined);
  const pathsOf = ({ found }: typeof listed): readonly string[] => found.map(({ path }) => path).toSorted();
  const moved = (from: string, to: string, paths: readonly string[]): readonly string[] =>
    paths.map((path) => (path === from || path.startsWith(`${from}:`) ? to + path.slice(from.length) : path)).toSorted(); // prettier-ignore
  const alone = changed('NTFS', (bytes) => refersTo(bytes, [file, file]));
  assert.deepEqual(pathsOf(alone.is), moved('/text.log', '/$Orphans/text.log', pathsOf(alone.was)));
  const ring = changed('NTFS', (bytes) => refersTo(bytes, [docs, deep]));
  assert.equal(ring.is.found.length, ring.was.found.length);
  assert.ok(pathsOf(ring.is).some((path) => /^\/\$Orphans\/(?:docs|deep)$/.test(path)));
  assert.deepEqual(ring.is.problems, []);
});

test('a time of exFAT without an offset, and one of UDF, is not said to be in UTC', () => {
  const modified = (offset: number): string | undefined => {
    const { is } = changed('exFAT', (bytes) => {
      const [before] = volumesOf(bytes);
      const entry = before && foundOn(before).found.find(({ path }) => path === '/text.log')?.entry;
      bytes[entryOfExfat(bytes, entry?.address ?? '') + 23] = offset; // section 7.4.10: of the last change
    });
    const found = is.found.find(({ path }) => path === '/text.log');
    return found?.from.fileSystem && recordOf(found, { fileSystem: found.from.fileSystem }).modified;
  };
  const [none, utc] = [modified(0), modified(0x80)];
  assert.match(utc ?? '', /^\d{4}-\d\d-\d\dT.*\dZ$/);
  assert.equal(none, utc?.slice(0, -1));
  assert.match(modified(0x84) ?? '', /Z$/);

  const raw = Buffer.from('018000000000000000000000', 'hex'); // ECMA-167, part 1, 7.3: local time
  raw.writeInt16LE(2026, 2);
  raw.set([2, 4, 3, 40], 4);
  const zones = [0x1801, 0x1000].map((zone) => {
    raw.writeUInt16LE(zone); // 0x801: minus 2047, which is none
    return timestamp(raw)?.isLocal;
  });
  assert.deepEqual(zones, [true, undefined]);
});
