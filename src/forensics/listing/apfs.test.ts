// APFS: what a container holds comes off it, as The Sleuth Kit lists it. What differs: it lists no extended attributes and no resource forks,
// and of a compressed file it says the size that its inode has.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  APFS_PACKED,
  APFS_PLAIN,
  APFS_SUPERBLOCK,
  apfsContainer,
  apfsWith,
  sealBlock,
} from '../../../test/support/apfs-made.ts';
import { bodyOf } from '../../../test/support/fls-rows.ts';
import { foundOn, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import type { OpenVolume } from './list-image.ts';

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function apfsOf(bytes: Buffer): OpenVolume {
  const found = volumesOf(bytes).find(({ fileSystem }) => fileSystem?.kind === 'APFS');
  assert.ok(found);
  return found;
}

test('files of APFS come off it: extents and holes, two names of one file, links, attributes, a compressed one', () => {
  const { found, problems } = foundOn(apfsOf(apfsContainer()));
  assert.deepEqual(problems, []);
  const at = (path: string): (typeof found)[number] | undefined => found.find((one) => one.path === path);
  const plain = Buffer.concat([APFS_PLAIN.subarray(0, 4096), Buffer.alloc(4096), APFS_PLAIN.subarray(4096)]);
  assert.equal(at('/plain.bin')?.sha256, sha256(plain));
  assert.equal(at('/hard.bin')?.entry.address, at('/plain.bin')?.entry.address);
  assert.equal(at('/plain.bin:com.apple.quarantine')?.sha256, sha256(Buffer.from('0083;60406e3f;Safari;')));
  assert.equal(at('/link')?.entry.target, 'folder/file-1.txt');
  assert.equal(at('/packed.txt')?.sha256, sha256(APFS_PACKED));
  assert.equal(found.filter(({ path }) => path.startsWith('/folder/file-')).length, 22);
});

test('an encrypted volume of APFS is named, and a snapshot is the volume as it was', () => {
  const encrypted = volumesOf(apfsWith('encrypted')).map(({ unread }) => unread);
  assert.deepEqual(encrypted, ['APFS container', 'APFS (encrypted)']);
  const snapshot = volumesOf(apfsWith('snapshot')).find(({ kind }) => kind === 'APFS snapshot');
  assert.ok(snapshot);
  assert.match(snapshot.name ?? '', /^before \(2021-03-04T05:06:07/);
  assert.equal(snapshot.damage, undefined);
  const pathsOf = (volume: OpenVolume): readonly string[] => foundOn(volume).found.map(({ path }) => path);
  const before = pathsOf(snapshot);
  assert.deepEqual(before, pathsOf(apfsOf(apfsContainer())));
  const now = pathsOf(apfsOf(apfsWith('snapshot')));
  assert.ok(now.length < before.length && now.every((path) => before.includes(path)));
  const lost = apfsWith('snapshot');
  lost.fill(0, 123 * 4096, 124 * 4096);
  assert.match(
    volumesOf(lost).find(({ kind }) => kind === 'APFS snapshot')?.damage ?? '',
    /checksum|superblock/,
  );
});

test('a block of APFS that was changed is said; a superblock of the volume that is damaged too', () => {
  const bytes = apfsContainer();
  bytes[121 * 4096 + 2000] = (bytes[121 * 4096 + 2000] ?? 0) ^ 1;
  const { problems } = foundOn(apfsOf(bytes));
  assert.match(problems.join(), /a wrong one in block 121/);
  const other = apfsContainer();
  other.write('XXXX', APFS_SUPERBLOCK * 4096 + 32, 'latin1');
  sealBlock(other.subarray(APFS_SUPERBLOCK * 4096, (APFS_SUPERBLOCK + 1) * 4096));
  assert.match(volumesOf(other).at(-1)?.damage ?? '', /superblock of an APFS volume/);
});

const skip = hasProgram('fls') ? false : 'fls (sleuthkit) is missing';

function compared(t: TestContext, bytes: Buffer, block: number): void {
  const volume = apfsOf(bytes);
  const path = join(temporaryFolder(t), 'apfs.raw');
  writeFileSync(path, bytes);
  const options = ['-r', '-p', '-P', 'apfs', '-B', `${block}`, '-m', '/', '-z', 'UTC', path];
  const theirs = execFileSync('fls', options, { encoding: 'utf8' });
  const mine = foundOn(volume)
    .found.filter(({ entry }) => entry.stream === undefined && entry.name !== 'packed.txt')
    .map((listed) => bodyOf(volume, [listed]));
  const lines = theirs.split(/(?<=\n)/).filter((line) => !line.includes('packed.txt'));
  assert.ok(lines.length > 8);
  assert.deepEqual(mine.toSorted(), lines.toSorted());
}

test('APFS is listed entry by entry as fls lists it', { skip }, (t) => {
  compared(t, apfsContainer(), APFS_SUPERBLOCK);
});

const image = sharedData('forensics/disk-images/dfvfs-apfs.raw');
test(
  'a volume that macOS made is listed as fls lists it',
  { skip: skip || (image === undefined ? 'forensics/disk-images is not there' : false) },
  (t) => compared(t, readFileSync(image ?? ''), 107),
);
