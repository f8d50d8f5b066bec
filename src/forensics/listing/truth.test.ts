// Every file that was put onto a medium comes off it again, byte for byte: the truth tables of the fixtures and of the data
// beside the project.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  foundOn,
  truthRows,
  volumesFixture,
  volumesOf,
  type Found,
  type TruthRow,
} from '../../../test/support/media.ts';
import { sharedData } from '../../../test/support/shared.ts';

/** FAT loses the first letter of a deleted short name, and Joliet and exFAT keep all. */
function rowFound(row: TruthRow, found: readonly Found[]): boolean {
  const isDeleted = row.state === 'deleted';
  const name = row.path.slice(row.path.lastIndexOf('/') + 2).toLowerCase();
  const isNamed = (path: string): boolean =>
    isDeleted ? path.toLowerCase().endsWith(name) : path === `/${row.path}`;
  return found.some(
    ({ path, entry, sha256 }) => isNamed(path) && entry.isDeleted === isDeleted && sha256 === row.sha256,
  );
}

const KINDS = [
  'FAT12',
  'FAT16',
  'FAT32',
  'ext2',
  'ext4',
  'NTFS',
  'exFAT',
  'ISO 9660 (Joliet)',
  'ISO 9660 (Rock Ridge)',
];

test('the files of nine file systems on one medium come out as they were put in, the deleted ones too', () => {
  const volumes = volumesOf(volumesFixture()).filter(({ isUnallocated }) => isUnallocated !== true);
  assert.deepEqual(
    volumes.map(({ fileSystem }) => fileSystem?.kind),
    KINDS,
  );
  const rows = truthRows(fileURLToPath(new URL('../../../fixtures/volumes/volumes.tsv', import.meta.url)));
  assert.ok(rows.length > 400);
  for (const volume of volumes) {
    const { found, problems } = foundOn(volume);
    const own = rows.filter((row) => row.volume === volume.number);
    const missing = own.filter((row) => !rowFound(row, found));
    // The blocks of a file that ext2 and ext4 have deleted are wiped from its inode.
    assert.deepEqual(
      missing.filter(({ state }) => state !== 'deleted'),
      [],
      volume.fileSystem?.kind,
    );
    assert.deepEqual(problems, [], volume.fileSystem?.kind);
    const isExt = volume.fileSystem?.kind.startsWith('ext') ?? false;
    if (!isExt) assert.deepEqual(missing, [], volume.fileSystem?.kind);
  }
});

const made = sharedData('forensics/made-filesystems');
for (const name of ['fat32', 'ext4', 'ntfs', 'exfat'])
  test(
    `every allocated file of the made ${name} has the digest of the truth table`,
    { skip: made === undefined ? 'forensics/made-filesystems is not there' : false },
    () => {
      const raw = gunzipSync(readFileSync(join(made ?? '', `${name}.raw.gz`)));
      const [volume] = volumesOf(raw);
      assert.ok(volume?.fileSystem);
      const { found, problems } = foundOn(volume);
      const rows = truthRows(join(made ?? '', `${name}.truth.tsv`)).filter(
        ({ state }) => state === 'allocated',
      );
      assert.ok(rows.length > 90);
      assert.deepEqual(
        rows.filter((row) => !rowFound(row, found)),
        [],
      );
      assert.deepEqual(problems, []);
    },
  );

test('a stream beside a file of NTFS is an entry of its own', () => {
  const ntfs = volumesOf(volumesFixture()).find(({ fileSystem }) => fileSystem?.kind === 'NTFS');
  assert.ok(ntfs);
  const streams = foundOn(ntfs).found.filter(({ entry }) => entry.stream !== undefined);
  assert.ok(
    streams.some(({ path, entry }) => path === '/readme.txt:Zone.Identifier' && entry.sizeBytes === 26),
  );
});
