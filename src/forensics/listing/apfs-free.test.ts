// Free blocks of APFS: those that the space manager counts, none of which a file holds, in this container and in one that macOS made; what
// was left in one is found; a damaged structure is said and gives nothing beyond the container.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  APFS_SPACE,
  APFS_SUPERBLOCK,
  apfsContainer,
  apfsWith,
  sealBlock,
} from '../../../test/support/apfs-made.ts';
import { volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { Refusal } from '../../base/refusal.ts';
import { entryAt } from '../looking/find.ts';
import { walk, type OpenVolume } from './list-image.ts';
import { contentOf, unallocatedOf, unusedOf } from './unused.ts';

const BLOCK = 4096;
const blockAt = (disk: Buffer, number: number): Buffer => disk.subarray(number * BLOCK, (number + 1) * BLOCK);
const image = sharedData('forensics/disk-images/dfvfs-apfs.raw');
const skip = image === undefined ? 'forensics/disk-images is not there' : false;

/** At the start of the container, and in its checkpoint. */
function onSuperblock(disk: Buffer, change: (block: Buffer) => unknown): Buffer {
  for (const block of [blockAt(disk, 0), blockAt(disk, 2)]) {
    change(block);
    sealBlock(block);
  }
  return disk;
}

/** That list free blocks: one of a container. */
function tellingOf(disk: Buffer): OpenVolume {
  const [telling, ...others] = volumesOf(disk).filter(
    ({ fileSystem }) => fileSystem?.unallocated !== undefined,
  );
  assert.ok(telling);
  assert.deepEqual(others, []);
  return telling;
}

function runsOf(disk: Buffer): { readonly at: number; readonly length: number }[] {
  return [...unallocatedOf(tellingOf(disk))].map(({ run: { at = 0, length } }) => ({ at, length }));
}

/** `sm_free_count` of the newest that is found block by block, `o_xid` before it. */
function counted(disk: Buffer): number {
  const managers = Array.from({ length: disk.length / BLOCK }, (_, number) => blockAt(disk, number)).filter(
    (block) => block.readUInt32LE(24) === 0x8000_0005,
  );
  const newest = managers
    .toSorted((one, other) => Number(one.readBigUInt64LE(16) - other.readBigUInt64LE(16)))
    .at(-1);
  assert.ok(newest);
  return Number(newest.readBigUInt64LE(72));
}

function heldOf(disk: Buffer): { readonly at: number; readonly end: number }[] {
  return volumesOf(disk).flatMap((volume) => {
    const { fileSystem } = volume;
    if (fileSystem === undefined) return [];
    return [...walk(volume, () => undefined)]
      .filter(({ entry }) => entry.type === 'file')
      .flatMap(({ entry }) => fileSystem.content(entry).runs)
      .flatMap(({ at, length }) => (at === undefined ? [] : [{ at, end: at + length }]));
  });
}

function holds(disk: Buffer): void {
  const runs = runsOf(disk);
  assert.equal(
    runs.reduce((sum, { length }) => sum + length, 0),
    counted(disk) * BLOCK,
  );
  const held = heldOf(disk);
  assert.ok(held.length > 0);
  for (const { at, end } of held)
    for (const free of runs)
      assert.ok(end <= free.at || at >= free.at + free.length, `${at} is held, not free`);
}

test('free blocks of APFS are as many as the space manager counts, and no file holds any of them', () => {
  holds(apfsContainer());
  holds(apfsWith('snapshot'));
  assert.deepEqual(runsOf(apfsContainer()).at(0), { at: 69 * BLOCK, length: 2 * BLOCK });
});

test('those of a container that macOS made too', { skip }, () => holds(readFileSync(image ?? '')));

test('what a deleted file left in a free block of APFS is listed and found by its path', () => {
  const disk = apfsContainer();
  disk.write('what was deleted', 400 * BLOCK, 'latin1');
  const volume = tellingOf(disk);
  const [run] = [...unallocatedOf(volume)].filter(
    ({ run: { at = 0, length } }) => at <= 400 * BLOCK && 400 * BLOCK < at + length,
  );
  assert.ok(run);
  const whole = Buffer.alloc(run.sizeBytes);
  contentOf(volume, run).readInto(0, whole);
  assert.ok(whole.includes('what was deleted'));
  assert.deepEqual(entryAt(volume, ['$Unallocated', run.name], run.address).content.runs, [run.run]);
  assert.ok([...unusedOf(volume, assert.fail)].some(({ path }) => path === `/$Unallocated/${run.name}`));
});

test('of a container with several volumes the first that is read lists what is free, and no snapshot does', () => {
  const disk = apfsContainer();
  onSuperblock(disk, (block) => {
    block.writeUInt32LE(2, 180); // the same volume once more
    block.writeBigUInt64LE(block.readBigUInt64LE(184), 192);
  });
  const told = volumesOf(disk).map(({ fileSystem }) => fileSystem && fileSystem.unallocated !== undefined);
  assert.deepEqual(told, [undefined, true, false]);
  assert.equal(tellingOf(apfsWith('snapshot')).kind, 'APFS volume');
});

const [COUNT, FREE, BITMAP] = [56, 60, 64];
const within = (change: (chunks: Buffer, manager: Buffer, disk: Buffer) => void): Buffer => {
  const disk = apfsContainer();
  const [chunks, manager] = [blockAt(disk, APFS_SPACE.chunks), blockAt(disk, APFS_SPACE.manager)];
  change(chunks, manager, disk);
  for (const block of [chunks, manager]) sealBlock(block);
  return disk;
};

test('the blocks of a large container are found through blocks of addresses; a chunk without a bitmap is free', () => {
  const large = within((_, manager, disk) => {
    const addresses = blockAt(disk, 300); // cib_addr_block_t
    addresses.writeUInt32LE(1, 36);
    addresses.writeBigUInt64LE(BigInt(APFS_SPACE.chunks), 40);
    sealBlock(addresses);
    manager.writeUInt32LE(1, 68);
    manager.writeBigUInt64LE(300n, manager.readUInt32LE(80));
  });
  assert.deepEqual(runsOf(large), runsOf(apfsContainer()));
  const free = within((chunks) => {
    chunks.writeUInt32LE(0x10_0000 + 512, FREE); // what is above CI_COUNT_MASK is no count
    chunks.writeBigUInt64LE(0n, BITMAP);
  });
  assert.deepEqual(runsOf(free), [{ at: 0, length: 512 * BLOCK }]);
});

test('a space manager that is damaged is said, and gives no block twice and none beyond the container', () => {
  const cases: readonly (readonly [RegExp, Buffer])[] = [
    [
      /none with a right checksum/,
      ((disk) => (disk.writeUInt8(1, APFS_SPACE.manager * BLOCK + 100), disk))(apfsContainer()),
    ],
    [
      /the space manager in the newest checkpoint/,
      onSuperblock(apfsContainer(), (block) => block.writeBigUInt64LE(77n, 152)),
    ],
    [/a chunk between block 0 and 512/, within((chunks) => chunks.writeUInt32LE(513, COUNT))],
    [
      /a chunk between block 512 and 512/,
      within((chunks) => {
        chunks.copy(chunks, 72, 40, 72);
        chunks.writeUInt32LE(2, 36);
      }),
    ],
    [/1 to 126 chunks/, within((chunks) => chunks.writeUInt32LE(0, 36))],
    [/1 to 126 chunks/, within((chunks) => chunks.writeUInt32LE(0xffff_ffff, 36))],
    [/a bitmap of the blocks from 0 on/, within((chunks) => chunks.writeBigUInt64LE(0n, BITMAP))],
    [/a bitmap below block 512/, within((chunks) => chunks.writeBigUInt64LE(2n ** 60n, BITMAP))],
    [/addresses in the space manager/, within((_, manager) => manager.writeUInt32LE(0xffff_ffff, 64))],
    [
      /a block below 512/,
      within((_, manager) => manager.writeBigUInt64LE(2n ** 40n, manager.readUInt32LE(80))),
    ],
    [
      /a chunk between block 512/,
      within((_, manager) => {
        manager.writeUInt32LE(2, 64);
        manager.writeBigUInt64LE(BigInt(APFS_SPACE.chunks), manager.readUInt32LE(80) + 8);
      }),
    ],
    [
      /1 to 507 addresses/,
      within((_, manager, disk) => {
        sealBlock(blockAt(disk, 300));
        manager.writeUInt32LE(1, 68);
        manager.writeBigUInt64LE(300n, manager.readUInt32LE(80));
      }),
    ],
  ];
  for (const [words, disk] of cases) {
    const problems: string[] = [];
    const listed = [...unusedOf(tellingOf(disk), (what) => problems.push(what))];
    assert.match(problems.join(), words);
    for (const {
      entry: {
        run: { at = 0, length },
      },
    } of listed)
      assert.ok(at + length <= disk.length);
    assert.throws(() => [...unallocatedOf(tellingOf(disk))], Refusal);
  }
});

test(
  'free blocks of APFS are those that The Sleuth Kit finds, but for the first of each run',
  { skip: skip || (hasProgram('blkls') ? false : 'blkls is not installed') },
  (t) => {
    const made = apfsContainer();
    made.fill(7, 400 * BLOCK, 401 * BLOCK);
    for (const [disk, superblock] of [
      [made, APFS_SUPERBLOCK],
      [readFileSync(image ?? ''), 107],
    ] as const) {
      const path = join(temporaryFolder(t), 'apfs.raw');
      writeFileSync(path, disk);
      const { stdout } = spawnSync('blkls', ['-A', '-P', 'apfs', '-B', `${superblock}`, path], {
        maxBuffer: disk.length,
      });
      // It leaves the first block of each run out.
      const own = Buffer.concat(runsOf(disk).map(({ at, length }) => disk.subarray(at + BLOCK, at + length)));
      assert.ok(own.equals(stdout), `${own.length} and ${stdout.length} bytes`);
    }
  },
);
