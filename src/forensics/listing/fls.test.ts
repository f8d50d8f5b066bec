// The same entries as The Sleuth Kit lists, each with its address, size and times. What differs, and why (docs/conformance.md, 7):
// `$MBR`, `$FAT1`, `$OrphanFiles` and their like are made up by it; labels of volumes are no files; `$FILE_NAME` rows and the
// indexes of NTFS (`$I30`-like streams of `$Secure`, `$Quota`, `$ObjId`, `$Reparse`) are metadata; ext2 and ext3 have a time of
// creation that it leaves out; ISO 9660 has no address of its own (ours is the offset of the record), and it lists the plain
// names where there are better ones; the target of a link that lies in its inode's attributes it does not read; times of 1601 wrap in it; records without any name are no entries.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { ours, rowsOf, theirs, withoutModes } from '../../../test/support/fls-rows.ts';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import type { OpenVolume } from './list-image.ts';

const skip = hasProgram('fls') ? false : 'fls (sleuthkit) is missing';

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
