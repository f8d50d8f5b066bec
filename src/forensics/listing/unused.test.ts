// What no file holds: free runs and slack of every file system of the fixture, and of HFS+.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { disc } from '../../../test/support/discs-made.ts';
import { volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { entryAt } from '../looking/find.ts';
import { walk, type OpenVolume } from './list-image.ts';
import { contentOf, slackOf, unallocatedOf, unusedOf } from './unused.ts';

interface Range {
  readonly at: number;
  readonly end: number;
}

const rangesOf = (runs: readonly { readonly at: number | undefined; readonly length: number }[]): Range[] =>
  runs.flatMap(({ at, length }) => (at === undefined ? [] : [{ at, end: at + length }]));

function check(volume: OpenVolume, image: Buffer): { readonly slack: number; readonly free: number } {
  const { fileSystem, bytes, offset } = volume;
  assert.ok(fileSystem !== undefined && bytes !== undefined);
  const kept = [...walk(volume, assert.fail)].filter(
    ({ entry }) => entry.type === 'file' && !entry.isDeleted,
  );
  const unused = [
    ...unallocatedOf(volume),
    ...kept.map(({ entry }) => slackOf(volume, entry)).filter((one) => one !== undefined),
  ];
  const contents = kept.map(({ entry }) => fileSystem.content(entry));
  // What lies in a record lies in the file of the records too.
  const held = contents.flatMap(({ runs, stored }) => (stored === 'resident' ? [] : rangesOf(runs)));
  const all = [...held, ...rangesOf(unused.map(({ run }) => run))].toSorted(
    (one, other) => one.at - other.at,
  );
  // Files that share their bytes on a disc stand there twice.
  const apart = all.filter((one, index) => index === 0 || one.at !== all[index - 1]?.at);
  for (const [index, { at, end }] of apart.entries()) {
    assert.ok(end <= bytes.size, `${fileSystem.kind}: within the volume`);
    assert.ok(at >= (apart[index - 1]?.end ?? 0), `${fileSystem.kind}: ${at} is held once`);
  }
  const marked = [unused[0], unused.at(-1)].filter((one) => one !== undefined);
  for (const { run } of marked) image.write('left', offset + (run.at ?? 0));
  const again = volumesOf(image).find(({ number }) => number === volume.number); // what was read is kept
  for (const entry of marked) {
    const read = Buffer.alloc(4);
    contentOf(again ?? volume, entry).readInto(0, read);
    assert.equal(read.toString(), 'left', fileSystem.kind);
  }
  const free = [...unallocatedOf(volume)].length;
  return { slack: unused.length - free, free };
}

test('free runs and slack are ranges that no file holds, and are read where they lie', () => {
  const medium = volumesFixture();
  for (const volume of volumesOf(medium)) {
    const kind = volume.fileSystem?.kind;
    if (kind === undefined) continue;
    const { slack, free } = check(volume, medium);
    assert.equal(free > 0, !kind.startsWith('ISO'), `${kind}: free runs`);
    assert.ok(slack > 0, `${kind}: slack`);
  }
  const hfs = Buffer.from(disc('hfsplus'));
  const volume = volumesOf(hfs).find(({ fileSystem }) => fileSystem?.kind === 'HFS+');
  assert.ok(volume !== undefined);
  assert.ok(check(volume, hfs).slack > 0, 'slack; the disc is full');
});

test('a free run and slack are found by their path, as a page asks for them', () => {
  const [volume] = volumesOf(volumesFixture()).filter(({ fileSystem }) => fileSystem?.kind === 'NTFS');
  assert.ok(volume !== undefined);
  const [run] = unallocatedOf(volume);
  assert.ok(run !== undefined);
  const free = entryAt(volume, ['$Unallocated', run.name], run.address);
  assert.deepEqual(free.content.runs, [run.run]);
  const [file] = [...walk(volume, assert.fail)].filter(({ entry }) => slackOf(volume, entry) !== undefined);
  assert.ok(file !== undefined);
  const path = `${file.path}:slack`.split('/').slice(1);
  const { content, record } = entryAt(volume, path, file.entry.address);
  assert.equal(record.sizeBytes, content.size);
  const wrong = [...path.slice(0, -1), 'other:slack'];
  assert.throws(() => entryAt(volume, wrong, file.entry.address), { code: 'damaged' });
});

test('the free blocks of UDF are those that its own tool counts, and a damaged bitmap gives none beyond the disc', () => {
  const made = gunzipSync(
    readFileSync(new URL('../../../fixtures/volumes/udf-free.img.gz', import.meta.url)),
  );
  const runsOf = (bytes: Buffer) => {
    const volume = volumesOf(bytes).find(({ fileSystem }) => fileSystem?.kind === 'UDF');
    assert.ok(volume !== undefined);
    return [...unallocatedOf(volume)].map(({ run }) => run);
  };
  assert.deepEqual(runsOf(made), [{ at: 261 * 2048, length: 1764 * 2048 }]);
  // ECMA-167, part 4, 14.12: 264, then how many bits; a bit that is set is a free block, counted from the partition (block 257).
  const bitmap = made.findIndex(
    (byte, at) => at % 2048 === 0 && byte === 8 && made[at + 1] === 1 && made.readUInt32LE(at + 16) === 1768,
  );
  const used = Buffer.from(made);
  used.writeUInt8((used[bitmap + 24 + 2] ?? 0) & ~1, bitmap + 24 + 2); // the 17th block
  assert.deepEqual(runsOf(used), [
    { at: 261 * 2048, length: 12 * 2048 },
    { at: 274 * 2048, length: 1751 * 2048 },
  ]);
  const claims = Buffer.from(made);
  claims.writeUInt32LE(0xffffffff, bitmap + 16);
  for (const { at = 0, length } of runsOf(claims)) assert.ok(at + length <= made.length);
  const none = Buffer.from(made);
  none.writeUInt8(0, bitmap);
  assert.deepEqual(runsOf(none), []);
});

test('of more than its limit the list of what no file holds says so, and ends', () => {
  const [volume] = volumesOf(volumesFixture()).filter(({ fileSystem }) => fileSystem?.kind === 'NTFS');
  assert.ok(volume !== undefined);
  const problems: string[] = [];
  assert.equal([...unusedOf(volume, (what) => problems.push(what), 3)].length, 3);
  assert.deepEqual(problems, [
    '$Unallocated: only the first 3 free runs and slacks of the volume are listed',
  ]);
});

test(
  'free runs are those that The Sleuth Kit finds, byte for byte',
  { skip: hasProgram('blkls') ? false : 'blkls is not installed' },
  (t) => {
    const medium = volumesFixture();
    const path = join(temporaryFolder(t), 'volume.dd');
    for (const volume of volumesOf(medium)) {
      const { fileSystem, offset, length } = volume;
      if (fileSystem === undefined || fileSystem.kind.startsWith('ISO')) continue;
      const own = medium.subarray(offset, offset + length);
      writeFileSync(path, own);
      const { stdout } = spawnSync('blkls', ['-A', path], { maxBuffer: length });
      const runs = [...unallocatedOf(volume)].map(({ run: { at = 0, length: bytes } }) =>
        own.subarray(at, at + bytes),
      );
      assert.ok(Buffer.concat(runs).equals(stdout), fileSystem.kind);
    }
  },
);
