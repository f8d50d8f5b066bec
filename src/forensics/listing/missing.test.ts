// What the medium no longer has of a file, or its runs no longer name, is said: it is never taken for zeros with a digest of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disc } from '../../../test/support/discs-made.ts';
import { bytesOf, foundOn, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import type { Run } from '../filesystems/file-system.ts';
import { extentRuns } from '../filesystems/ext-blocks.ts';
import { attributeContent } from '../filesystems/ntfs-content.ts';
import { TYPE, type Attribute } from '../filesystems/ntfs-record.ts';
import { exactly } from '../volumes/bytes.ts';
import { walk, type OpenVolume } from './list-image.ts';

/** The middle of the run that lies last in the volume, and whose it is: what is cut there takes little else along. */
function lastOf({ fileSystem, ...volume }: OpenVolume): { readonly path: string; readonly middle: number } {
  let last = { path: '', middle: 0 };
  for (const { path, entry } of walk({ ...volume, fileSystem: fileSystem! }, assert.fail)) {
    if (entry.type !== 'file' || entry.isDeleted || path.startsWith('/$')) continue;
    for (const { at = 0, length } of fileSystem?.content(entry).runs ?? []) {
      const middle = at + Math.floor(length / 2);
      if (middle > last.middle) last = { path, middle };
    }
  }
  return last;
}

function assertSaid(kind: string, cut: Buffer, path: string): void {
  const volume = volumesOf(cut).find(({ fileSystem }) => fileSystem?.kind === kind);
  assert.ok(volume, kind);
  const { found, problems } = foundOn(volume);
  const file = found.find((one) => one.path === path);
  assert.ok(file, `${kind}: ${path} is listed`);
  assert.equal(file.sha256, undefined, `${kind}: ${path}`);
  assert.ok(
    problems.some((what) => what.startsWith(`${path}: `)),
    `${kind}: ${path}`,
  );
}

test('a file of which the medium has the beginning alone has no digest, and what is missing is said', () => {
  const medium = volumesFixture();
  for (const volume of volumesOf(medium)) {
    const { fileSystem, offset, isUnallocated } = volume;
    if (fileSystem === undefined || isUnallocated === true) continue;
    const { path, middle } = lastOf(volume);
    assertSaid(fileSystem.kind, medium.subarray(offset, offset + middle), path);
  }
});

test('a file of a disc of HFS+ or UDF of which the medium has the beginning alone has no digest', () => {
  for (const [made, kind] of [
    ['hfsplus', 'HFS+'],
    ['udf', 'UDF'],
  ] as const) {
    const volume = volumesOf(disc(made)).find(({ fileSystem }) => fileSystem?.kind === kind);
    assert.ok(volume);
    const { path, middle } = lastOf(volume);
    assertSaid(kind, disc(made).subarray(0, volume.offset + middle), path);
  }
});

const CLUSTER = 512;

function stored(runs: readonly Run[], unit = 0): Attribute {
  const size = 32 * CLUSTER;
  const common = { type: TYPE.data, id: 0, name: '', flags: unit === 0 ? 0 : 1, at: 0, record: 40 };
  return { ...common, stored: { firstCluster: 0, size, initialised: size, unit, runs } };
}

test('a file of NTFS whose runs are fewer than its bytes is read to their end and no further', () => {
  const bytes = bytesOf(Buffer.alloc(64 * CLUSTER, 'a'));
  const read = (attribute: Attribute, at: number): Buffer =>
    exactly(
      attributeContent({ bytes, clusterBytes: CLUSTER }, [attribute], () => 0),
      at,
      CLUSTER,
    );
  for (const unit of [0, 16]) {
    assert.equal(read(stored([{ at: 8, length: 16 }], unit), 15 * CLUSTER)[0], 97);
    assert.throws(() => read(stored([{ at: 8, length: 16 }], unit), 16 * CLUSTER), { code: 'damaged' });
    const hole = stored([{ at: 8, length: 16 }, { at: undefined, length: 16 }], unit); // prettier-ignore
    assert.equal(read(hole, 16 * CLUSTER)[0], 0);
  }
});

test('a file of ext4 ends in a hole where its extents end before it, and in no fewer bytes', () => {
  const root = Buffer.alloc(60); // "Extent Tree": its mark, one of four extents, then that extent: one block, the fifth
  root.writeUInt16LE(0xf30a);
  root.set([1, 0, 4], 2);
  root.set([1, 0, 0, 0, 5], 16);
  const given = { volume: bytesOf(Buffer.alloc(8192)), blockBytes: 1024, blocks: 8 };
  assert.deepEqual(extentRuns(given, root, 3), [
    { at: 5120, length: 1024 },
    { at: undefined, length: 2048 },
  ]);
});
