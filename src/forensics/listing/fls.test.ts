// The same entries as The Sleuth Kit lists, each with its address, size and times. What differs, and why:
// `$MBR`, `$FAT1`, `$OrphanFiles` and their like are made up by it; labels of volumes are no files; `$FILE_NAME` rows and the
// indexes of NTFS (`$I30`-like streams of `$Secure`, `$Quota`, `$ObjId`, `$Reparse`) are metadata; ext2 and ext3 have a time of
// creation that it leaves out; ISO 9660 has no address of its own (ours is the offset of the record), and it lists the plain
// names where there are better ones; the target of a link that lies in its inode's attributes it does not read; times of 1601 wrap in it; records without any name are no entries.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { lineOf } from './lines.ts';
import { walk, type OpenVolume } from './list-image.ts';

const skip = hasProgram('fls') ? false : 'fls (sleuthkit) is missing';

/** Rows by path and address, without the digest and, of folders, without the size. */
function rowsOf(body: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [, name = '', address = '', mode = '', owner = '', group = '', size = '', ...times] =
      line.split('|');
    if (times.length < 4 || isMadeUp(name, address)) continue;
    // Which of two that share an address is deleted it says only of the one.
    const path = name.replace(/ \(deleted-realloc\)$/, ' (deleted)').replace(/ -> .*$/, '');
    const what =
      mode.startsWith('d') || mode.startsWith('-/d') ? 'folder' : [mode.slice(1), owner, group, size].join();
    rows.set(`${path}|${address}`, `${what} ${times.join()}`);
  }
  return rows;
}

function isMadeUp(name: string, address: string): boolean {
  return (
    /^\/\$(?:MBR|FAT\d|OrphanFiles|VOLUME_GUID|ALLOC_BITMAP|UPCASE_TABLE)(?:\/|$| )/.test(name) ||
    / \(Volume Label Entry\)/.test(name) ||
    / \(\$FILE_NAME\)/.test(name) ||
    (name.includes(':$') && address.includes('-144-')) ||
    /^\/\$(?:Secure|Extend\/\$(?:Quota|ObjId|Reparse))$/.test(name) ||
    name === '/$MFT'
  );
}

function ours(volume: OpenVolume): string {
  const { fileSystem } = volume;
  assert.ok(fileSystem);
  const lines = [...walk(volume, () => undefined)].map((listed) =>
    lineOf(listed, { format: 'body', fileSystem, prefix: '' }),
  );
  const isOldExt = ['ext2', 'ext3'].includes(fileSystem.kind);
  return (isOldExt ? lines.map((line) => line.replace(/\d+\n$/, '0\n')) : lines).join('');
}

function theirs(t: TestContext, image: Uint8Array, volume: OpenVolume): string {
  const path = join(temporaryFolder(t), 'image.raw');
  writeFileSync(path, image.subarray(volume.offset, volume.offset + volume.length));
  const options = { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' }, maxBuffer: 1e9 } as const;
  return execFileSync('fls', ['-r', '-p', '-m', '/', '-z', 'UTC', path], options);
}

/** Modes differ where a file system has none: what is compared is type, size, times and address. */
function withoutModes(rows: Map<string, string>, kind: string): Map<string, string> {
  if (kind.startsWith('ext')) return rows;
  return new Map(Array.from(rows, ([key, row]) => [key, row.replace(/^(?!folder)[^,]*,\d+,\d+,/, '')]));
}

function compare(t: TestContext, image: Uint8Array, volume: OpenVolume): void {
  const kind = volume.fileSystem?.kind ?? '';
  const [mine, peer] = [rowsOf(ours(volume)), rowsOf(theirs(t, image, volume))].map((rows) =>
    withoutModes(rows, kind),
  );
  assert.ok(mine !== undefined && peer !== undefined && peer.size > 1, kind);
  assert.deepEqual(Object.fromEntries(mine), Object.fromEntries(peer), kind);
}

test('volumes of seven kinds are listed entry by entry as fls lists them', { skip }, (t) => {
  const image = volumesFixture();
  const volumes = volumesOf(image).filter(
    ({ fileSystem }) => fileSystem && !fileSystem.kind.startsWith('ISO'),
  );
  assert.equal(volumes.length, 7);
  for (const volume of volumes) compare(t, image, volume);
});

test('on ISO 9660 with Joliet the same names, sizes and times as fls', { skip }, (t) => {
  const image = volumesFixture();
  const volume = volumesOf(image).find(({ fileSystem }) => fileSystem?.kind === 'ISO 9660 (Joliet)');
  assert.ok(volume);
  const bare = (body: string): string[] =>
    Array.from(
      rowsOf(body),
      ([key, row]) => `${key.split('|')[0]} ${row.replace(/^(?!folder)[^,]*,\d+,\d+,/, '')}`,
    )
      // It has the time of recording as that of creation.
      .map((row) => row.replace(/(\d+),(\d+),(\d+),(\d+)$/, (_, a, m, c, b) => `${Math.max(a, m, c, b)}`))
      .toSorted();
  assert.deepEqual(bare(ours(volume)), bare(theirs(t, image, volume)));
});

const made = sharedData('forensics/made-filesystems');
for (const name of ['fat32', 'ext4', 'exfat'])
  test(
    `the made ${name} is listed as fls lists it`,
    { skip: skip || (made === undefined ? 'forensics/made-filesystems is not there' : false) },
    (t) => {
      const image = gunzipSync(readFileSync(join(made ?? '', `${name}.raw.gz`)));
      const [volume] = volumesOf(image);
      assert.ok(volume);
      compare(t, image, volume);
    },
  );
