// The same entries as The Sleuth Kit lists, each with its address, size and times. What differs, and why, stands in docs/conformance.md, 7.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { discRows, ours, rowsOf, theirs, withoutModes } from '../../../test/support/fls-rows.ts';
import { foundOn, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
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
  assert.deepEqual(discRows(ours(volume)), discRows(theirs(t, image, volume)));
});

const made = sharedData('forensics/made-filesystems');
for (const name of ['fat32', 'ext4', 'ntfs', 'exfat'])
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

const TIME = 1_600_000_000;
const BIG = Buffer.alloc(400_000, 'More than the blocks that the inode and the first indirect block name. ');

/** With files of three levels of blocks, links of both kinds, a folder of many blocks, and deleted entries. */
function ext3In(folder: string): Buffer {
  const [from, image] = [join(folder, 'files'), join(folder, 'ext3.raw')];
  mkdirSync(join(from, 'sub/many'), { recursive: true });
  writeFileSync(join(from, 'big.bin'), BIG);
  writeFileSync(join(from, 'empty'), '');
  writeFileSync(join(from, 'sub/Протокол.txt'), 'text');
  for (let i = 0; i < 200; i++) writeFileSync(join(from, `sub/many/with a long name, number ${i}`), `${i}`);
  linkSync(join(from, 'big.bin'), join(from, 'sub/hard.bin'));
  symlinkSync('big.bin', join(from, 'short'));
  symlinkSync(`sub/${'x'.repeat(100)}`, join(from, 'long'));
  utimesSync(join(from, 'big.bin'), TIME, TIME);
  const options = { stdio: 'pipe', env: { ...process.env, TZ: 'UTC' } } as const;
  execFileSync('mkfs.ext4', ['-t', 'ext3', '-b', '1024', '-q', '-F', '-d', from, image, '8M'], options);
  for (const gone of ['/empty', '/sub/many/with a long name, number 7'])
    execFileSync('debugfs', ['-w', '-R', `rm "${gone}"`, image], options);
  return readFileSync(image);
}

const missing = ['fls', 'mkfs.ext4', 'debugfs'].find((program) => !hasProgram(program));
test(
  'a made ext3 is listed as fls lists it, and its files read as they were put in',
  { skip: missing === undefined ? false : `${missing} is missing` },
  (t) => {
    const image = ext3In(temporaryFolder(t));
    const [volume] = volumesOf(image);
    assert.equal(volume?.fileSystem?.kind, 'ext3');
    compare(t, image, volume);
    const { found, problems } = foundOn(volume);
    assert.deepEqual(problems, []);
    assert.equal(found.filter(({ entry }) => entry.isDeleted).length, 2);
    for (const name of ['/big.bin', '/sub/hard.bin']) {
      const big = found.find(({ path }) => path === name);
      assert.equal(big?.sha256, createHash('sha256').update(BIG).digest('hex'), name);
      assert.equal(big.entry.times.modified?.seconds, TIME);
    }
  },
);
