// HFS+ and UDF: what was put onto a disc comes off it again; HFS+ entry by entry as The Sleuth Kit lists it (UDF it does not read).
// What differs: `$ExtentsFile` and its like are made up by it, and it lists no resource forks.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  disc,
  DISC_ROWS,
  HFS_AT,
  hfsWithDeleted,
  hfsWithFeatures,
  udfWithLink,
  udfWithMetadata,
} from '../../../test/support/discs-made.ts';
import { bodyOf } from '../../../test/support/fls-rows.ts';
import { foundOn, truthRows, volumesOf, type Found } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import type { OpenVolume } from './list-image.ts';
import { unallocatedOf } from './unused.ts';

function volumeOf(bytes: Buffer, kind: string): OpenVolume {
  const volumes = volumesOf(bytes);
  const found = volumes.find(({ fileSystem }) => fileSystem?.kind === kind);
  assert.ok(found, volumes.map(({ fileSystem, damage }) => fileSystem?.kind ?? damage).join());
  return found;
}

function digestsOf(volume: OpenVolume): Map<string, string | undefined> {
  const { found, problems } = foundOn(volume);
  assert.deepEqual(problems, []);
  return new Map(found.map(({ path, sha256 }) => [path.slice(1).normalize('NFC'), sha256]));
}

function assertHolds(volume: OpenVolume, but: readonly string[] = []): void {
  const digests = digestsOf(volume);
  const rows = truthRows(DISC_ROWS).filter(({ path }) => !but.includes(path));
  assert.ok(rows.length > 95);
  assert.deepEqual(
    rows.filter(({ path, sha256 }) => digests.get(path.normalize('NFC')) !== sha256),
    [],
  );
}

test('a disc with ISO 9660 and HFS+ over the same bytes shows both, each with every file as it was put in', () => {
  assertHolds(volumeOf(disc('hfsplus'), 'ISO 9660 (Rock Ridge)'));
  assertHolds(volumeOf(disc('hfsplus'), 'HFS+'));
});

test('a bridge disc shows ISO 9660 and UDF, each with every file as it was put in', () => {
  assertHolds(volumeOf(disc('udf'), 'ISO 9660 (Joliet)'));
  assertHolds(volumeOf(disc('udf'), 'UDF'));
});

test('the file set of UDF 2.50 is found through its metadata partition', () => {
  assertHolds(volumeOf(udfWithMetadata(), 'UDF'));
});

test('a link and a deleted entry of UDF are listed as such', () => {
  const { found } = foundOn(volumeOf(udfWithLink(), 'UDF'));
  const at = (path: string): Found | undefined => found.find((one) => one.path === path);
  assert.equal(at('/udflink')?.entry.target, 'sub/deep/..');
  assert.equal(at('/deleted.txt')?.entry.isDeleted, true);
});

test('a hard link of HFS+ is the file it leads to, a file in two extents is whole, a compressed one is unpacked', () => {
  const volume = volumeOf(hfsWithFeatures(), 'HFS+');
  const digests = digestsOf(volume);
  assert.equal(digests.get('hard.txt'), digests.get('␀␀␀␀HFS+ Private Data/iNode42'));
  assertHolds(volume, ['hard.txt', 'packed.txt', 'trees.bin', '1234HFS+ Private Data/iNode42']);
  const packed = foundOn(volume).found.find(({ path }) => path === '/packed.txt');
  assert.equal(packed?.entry.sizeBytes, 150_000);
  assert.equal(packed.sha256, digests.get('sub/packed-plain.txt'));
});

test('a deleted file of HFS+ is found in what its leaf keeps of it, and read while no other has its blocks', () => {
  const volume = volumeOf(hfsWithDeleted(), 'HFS+');
  const { found, problems } = foundOn(volume);
  assert.deepEqual(problems, []);
  const deleted = found.filter(({ entry }) => entry.isDeleted);
  assert.deepEqual(
    deleted.map(({ path, entry, sha256 }) => [path, entry.sizeBytes, sha256]),
    [['/$Orphans/deleted.txt', 5, digestsOf(volumeOf(disc('hfsplus'), 'HFS+')).get('deleted.txt')]],
  );
  const [only] = deleted;
  assert.ok(only !== undefined);
  const content = volume.fileSystem?.content(only.entry);
  assert.equal(content?.isAssumed, true);
  const [free] = [...unallocatedOf(volume)];
  assert.equal(free?.run.at, content.runs[0]?.at);
  assert.equal(found.length, foundOn(volumeOf(disc('hfsplus'), 'HFS+')).found.length);
});

test('blocks that another file has by now are not read for a deleted one', () => {
  const [bytes, whole] = [hfsWithDeleted(), disc('hfsplus')];
  const bitmapAt = HFS_AT(bytes) + bytes.readUInt32BE(HFS_AT(bytes) + 1024 + 128) * 2048;
  whole.copy(bytes, bitmapAt, bitmapAt, bitmapAt + 2048);
  const { found, problems } = foundOn(volumeOf(bytes, 'HFS+'));
  assert.equal(found.find(({ path }) => path === '/$Orphans/deleted.txt')?.sha256, undefined);
  assert.match(problems.join(), /that no other has/);
});

const skip = hasProgram('fls') ? false : 'fls (sleuthkit) is missing';

/** By path and address; times of a disc are whole seconds. */
function rowsOf(body: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [, name = '', address = '', ...rest] = line.split('|');
    if (rest.length === 0 || name.endsWith(':rsrc')) continue;
    if (/^\/\$(?:Extents|Catalog|BadBlock|Allocation|Attributes|Startup)File$/.test(name)) continue;
    rows.set(`${name.replaceAll('␀', '^')}|${address}`, rest.join());
  }
  return rows;
}

function compared(t: TestContext, bytes: Buffer): void {
  const volume = volumeOf(bytes, 'HFS+');
  const mine = bodyOf(volume, foundOn(volume).found);
  const path = join(temporaryFolder(t), 'volume.raw');
  writeFileSync(path, bytes.subarray(HFS_AT(bytes)));
  const theirs = execFileSync('fls', ['-r', '-p', '-f', 'hfs', '-m', '/', '-z', 'UTC', path], {
    encoding: 'utf8',
  });
  const [own, peer] = [rowsOf(mine), rowsOf(theirs)];
  assert.ok(peer.size > 95);
  assert.deepEqual(Object.fromEntries(own), Object.fromEntries(peer));
}

test('HFS+ is listed entry by entry as fls lists it', { skip }, (t) => {
  compared(t, disc('hfsplus'));
});
