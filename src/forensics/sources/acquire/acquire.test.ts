import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mediaBytes } from '../../../../test/support/ewf-image.ts';
import { brokenDevice, NO_DISKS } from '../../../../test/support/disks.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { atEnd, temporaryFolder } from '../../../../test/support/temporary.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { ReadAt } from '../../../platform/copy-source.ts';
import { verifyImage } from '../verify.ts';
import { acquireImage } from './acquire.ts';
import { journalOf } from './journal.ts';
import type { AcquireSettings, Compression } from './plan.ts';

const MIB = 1024 * 1024;
const COMITY = fileURLToPath(new URL('../../../../comity', import.meta.url));
const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
const words = {
  caseNumber: 'FR-2026-000012',
  evidenceNumber: 'E-1',
  description: 'A disk\tof a clerk',
  examiner: 'Ñandú 日本',
  notes: 'Some notes',
};

/** Noise, what can be compressed, zeros and erased flash by turns, and an end that is no whole chunk. */
function medium(bytes: number): Buffer {
  const parts = [
    randomBytes(300_000),
    mediaBytes(300_000),
    Buffer.alloc(300_000),
    Buffer.alloc(300_000, 0xff),
  ];
  const whole = Buffer.concat(
    Array.from({ length: Math.ceil(bytes / 1_200_000) }, () => Buffer.concat(parts)),
  );
  return whole.subarray(0, bytes - (bytes % 512));
}

function settings(more: Partial<AcquireSettings> = {}): AcquireSettings {
  return { format: 'e01', compression: 'fast', retries: 2, words, ...more };
}

function digestOf(name: string, bytes: Uint8Array): string {
  return createHash(name).update(bytes).digest('hex');
}

function run(program: string, args: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  return { status, text: stdout + stderr };
}

for (const compression of ['none', 'empty-block', 'fast', 'best'] as const satisfies readonly Compression[])
  test(`an E01 image with compression ${compression}, small and in threads, in one file and in several, is right for us and for ewfverify`, async (t) => {
    for (const [size, splitBytes] of [
      [1_000_448, undefined],
      [5 * MIB + 512, MIB], // in threads
    ] as const) {
      const folder = temporaryFolder(t);
      const bytes = medium(size);
      const source = join(folder, 'source.raw');
      const target = join(folder, 'image.E01');
      writeFileSync(source, bytes);
      const asked = settings({ compression, ...(splitBytes === undefined ? {} : { splitBytes }) });
      const acquired = await acquireImage(source, target, asked, { threads: 3 });
      for (const name of ['md5', 'sha1', 'sha256'] as const)
        assert.equal(acquired.digests[name], digestOf(name, bytes));
      assert.equal(existsSync(journalOf(target)), false);
      for (const { sizeBytes } of acquired.segments) assert.ok(sizeBytes <= (splitBytes ?? Infinity));
      assert.equal(acquired.segments.length > 1, splitBytes !== undefined);
      const check = await verifyImage(target, { hashes: ['sha256'] });
      assert.deepEqual([check.container, check.agrees, check.faults], ['good', true, []]);
      assert.equal(check.computed.sha256, acquired.digests.sha256);
      assert.equal(check.description.metadata.examiner, words.examiner);
      assert.equal(check.description.metadata.description, 'A disk of a clerk');
      assert.deepEqual(check.description.notices, []);
      const stored = acquired.segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      assert.equal(stored < 0.8 * size, compression !== 'none');
      if (!hasProgram('ewfverify') || !hasProgram('ewfinfo')) continue;
      const verified = run('ewfverify', ['-q', '-d', 'sha1', target]);
      assert.equal(verified.status, 0, verified.text);
      const { text } = run('ewfinfo', [target]);
      assert.match(
        text,
        /Case number:\s*FR-2026-000012\n[^]*File format:\s*EnCase 6\n[^]*Is physical:\s*no\n/,
      );
      assert.match(text, new RegExp(`SHA1:\\s*${acquired.digests.sha1}`));
    }
  });

test('ewfmount shows an image that was acquired as the source was', async (t) => {
  if (!hasProgram('ewfmount') || !existsSync('/dev/fuse') || process.getuid?.() !== 0)
    return t.skip('no ewfmount, no /dev/fuse, or not root');
  const folder = temporaryFolder(t);
  const [source, target, mounted] = ['source', 'image.E01', 'mounted'].map((name) => join(folder, name));
  assert.ok(source && target && mounted);
  const bytes = medium(5 * MIB + 512);
  writeFileSync(source, bytes);
  await acquireImage(source, target, settings({ compression: 'best', splitBytes: MIB }), { threads: 3 });
  mkdirSync(mounted);
  const { status, text } = run('ewfmount', [target, mounted]);
  assert.equal(status, 0, text);
  try {
    assert.ok(readFileSync(join(mounted, 'ewf1')).equals(bytes));
  } finally {
    run('umount', [mounted]);
  }
});

test('a raw image is the bytes of the source, in one file or in several', async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, 'source');
  const bytes = medium(6 * MIB + 1).subarray(0, 6 * MIB - 111);
  writeFileSync(source, bytes);
  await acquireImage(source, join(folder, 'one.raw'), settings({ format: 'raw', compression: 'none' }));
  assert.ok(readFileSync(join(folder, 'one.raw')).equals(bytes));
  const split = { format: 'raw', compression: 'none', splitBytes: 2 * MIB } as const;
  const acquired = await acquireImage(source, join(folder, 'some.001'), settings(split));
  assert.deepEqual(
    acquired.segments.map(({ name }) => name),
    ['some.001', 'some.002', 'some.003'],
  );
  const check = await verifyImage(join(folder, 'some.002'));
  assert.equal(check.computed.sha256, digestOf('sha256', bytes));
  assert.match(readFileSync(join(folder, 'one.raw.map'), 'utf8'), /^0x00000000 {2}0x005FFF91 {2}\+$/m);
});

test('a source that is not whole sectors is refused as E01; a target that is there, a folder and a link are refused', async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, 'source');
  const target = join(folder, 'image.E01');
  const refused = async (code: string, from = source): Promise<void> =>
    assert.rejects(
      acquireImage(from, target, settings()),
      (error) => error instanceof Refusal && error.code === code,
    );
  writeFileSync(source, randomBytes(1000));
  await refused('badInput');
  writeFileSync(source, '');
  await refused('badInput');
  await refused('badInput', folder);
  await refused('notFound', join(folder, 'none'));
  assert.deepEqual(readdirSync(folder), ['source'], 'nothing was begun');
  writeFileSync(source, randomBytes(1024));
  writeFileSync(target, 'an image of another day');
  await refused('alreadyExists');
  assert.equal(readFileSync(target, 'utf8'), 'an image of another day');
});

test('sectors that cannot be read are zeros, named in the image and in the map; one that comes when tried again is there', async (t) => {
  const folder = temporaryFolder(t);
  const bytes = medium(400_000);
  const source = join(folder, 'source');
  writeFileSync(source, bytes);
  let tries = 0;
  // Of a file the smallest piece is a page: 8,192 never comes, 40,960 at the third try of that page alone.
  const read: ReadAt = (fd, into, offset, length, at) => {
    const covers = (place: number): boolean => at <= place && place < at + length;
    if (covers(8192) || (covers(40_960) && (length > 4096 || tries++ < 2)))
      throw Object.assign(new Error('bad'), { code: 'EIO' });
    return readSync(fd, into, offset, length, at);
  };
  const expected = Buffer.from(bytes).fill(0, 8192, 12_288);
  for (const format of ['e01', 'raw'] as const) {
    tries = 0;
    const target = join(folder, format === 'e01' ? 'image.E01' : 'image.raw');
    const acquired = await acquireImage(source, target, settings({ format, compression: 'none' }), { read });
    assert.deepEqual(acquired.badRanges, [[8192, 4096]]);
    assert.equal(acquired.badBytes, 4096);
    assert.equal(acquired.retriedBytes >= 4096, true);
    assert.equal(acquired.digests.sha256, digestOf('sha256', expected));
    const { description } = await verifyImage(target);
    if (format === 'e01') assert.deepEqual(description.acquisitionErrors, [{ firstSector: 16, sectors: 8 }]);
  }
  const map = readFileSync(join(folder, 'image.raw.map'), 'utf8');
  assert.match(map, /\n0x00000000 {2}0x00002000 {2}\+\n0x00002000 {2}0x00001000 {2}-\n0x00003000 {2}/);
  if (!hasProgram('ewfinfo') || !hasProgram('ewfverify')) return t.skip('ewfinfo not installed');
  assert.equal(run('ewfverify', ['-q', join(folder, 'image.E01')]).status, 0);
  assert.match(run('ewfinfo', [join(folder, 'image.E01')]).text, /at sector\(s\): 16 - 24|16 - 23/);
});

test('a device that ends in bad sectors is acquired with what is left of it', async (t) => {
  const bytes = medium(6 * MIB);
  const device = brokenDevice(t, bytes, 5 * MIB);
  if (device === undefined) return t.skip(NO_DISKS);
  const target = join(temporaryFolder(t), 'device.E01');
  const acquired = await acquireImage(device, target, settings({ retries: 0 }), { threads: 2 });
  assert.deepEqual(acquired.badRanges, [[5 * MIB, MIB]]);
  assert.equal(acquired.digests.sha256, digestOf('sha256', Buffer.from(bytes).fill(0, 5 * MIB)));
  const { description } = await verifyImage(target);
  assert.equal(description.isPhysical, true);
  assert.deepEqual(description.acquisitionErrors, [{ firstSector: 10_240, sectors: 2048 }]);
});

test('an acquisition that is killed goes on, and ends with the same medium; with other settings it is refused', async (t) => {
  const folder = temporaryFolder(t);
  const source = join(folder, 'source');
  const target = join(folder, 'image.E01');
  const bytes = medium(16 * MIB);
  writeFileSync(source, bytes);
  const args = ['image', 'acquire', source, '--to', target, '--split', '2MiB', '--compression', 'best'];
  const child = spawn(COMITY, args, { stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  while (child.exitCode === null && !existsSync(join(folder, 'image.E02'))) await wait(1);
  // All of its group: the launcher is a shell that starts it.
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
  const other = spawnSync(COMITY, [...args, '--notes', 'other'], { encoding: 'utf8' });
  assert.equal(other.status, 1, other.stderr);
  if (existsSync(journalOf(target))) {
    const told = execFileSync(COMITY, [...args, '--json'], { encoding: 'utf8' });
    const { digests, resumedAt } = JSON.parse(told) as { digests: { sha256: string }; resumedAt: number }; // as it is told
    assert.equal(digests.sha256, digestOf('sha256', bytes));
    assert.ok(resumedAt > 0);
  } else t.diagnostic('it was done before it could be killed');
  const check = await verifyImage(target, { hashes: ['sha256'] });
  assert.equal(check.computed.sha256, digestOf('sha256', bytes));
  assert.deepEqual([check.agrees, check.faults], [true, []]);
});

for (const [format, name] of [
  ['e01', 'image.E01'],
  ['raw', 'image.001'],
] as const)
  test(`as ${format}, where the source went away it goes on without asking again for what it gave; a changed unfinished image is not taken`, async (t) => {
    const folder = temporaryFolder(t);
    const source = join(folder, 'source');
    const target = join(folder, name);
    const bytes = medium(4 * MIB);
    writeFileSync(source, bytes);
    const asked = settings({ format, compression: 'none', splitBytes: MIB });
    const from: number[] = [];
    const until =
      (end: number): ReadAt =>
      (fd, into, offset, length, at) => {
        from.push(at);
        if (at >= end) throw Object.assign(new Error('gone'), { code: 'ENXIO' });
        return readSync(fd, into, offset, length, at);
      };
    await assert.rejects(acquireImage(source, target, asked, { read: until(3 * MIB) }), Refusal);
    if (format === 'e01') {
      const good = readFileSync(target);
      const bad = Buffer.from(good);
      bad[good.length >> 1] = (bad[good.length >> 1] ?? 0) ^ 1;
      writeFileSync(target, bad);
      await assert.rejects(
        acquireImage(source, target, asked),
        (error) => error instanceof Refusal && error.code === 'damaged',
      );
      writeFileSync(target, good);
    }
    // A flipped byte in what says how far it is: a line of it would be left out in silence, and with it what could not be read.
    const journal = readFileSync(journalOf(target));
    const at = journal.indexOf('{"place"');
    assert.notEqual(at, -1);
    const flipped = Buffer.from(journal);
    flipped[at + 2] = (flipped[at + 2] ?? 0) ^ 1;
    writeFileSync(journalOf(target), flipped);
    await assert.rejects(
      acquireImage(source, target, asked),
      (error) => error instanceof Refusal && error.code === 'damaged',
    );
    writeFileSync(journalOf(target), Buffer.concat([journal, Buffer.from('{"bad":[[0,')])); // cut where the machine stopped
    from.length = 0;
    const acquired = await acquireImage(source, target, asked, { read: until(Infinity) });
    assert.ok(acquired.resumedAt >= 2 * MIB);
    assert.equal(Math.min(...from), acquired.resumedAt);
    assert.equal(acquired.digests.sha256, digestOf('sha256', bytes));
    const check = await verifyImage(target, { hashes: ['sha256'] });
    assert.equal(check.computed.sha256, acquired.digests.sha256);
    assert.deepEqual(check.faults, []);
  });

test('a full disk is said in words, and with room again it goes on', async (t) => {
  const folder = temporaryFolder(t);
  const [source, full] = [join(folder, 'source'), join(folder, 'full')];
  const bytes = Buffer.concat([medium(MIB), randomBytes(2 * MIB)]);
  writeFileSync(source, bytes);
  mkdirSync(full);
  const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0;
  if (!mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', full)) return t.skip('only root makes a small disk');
  atEnd(t, () => void spawnSync('umount', [full]));
  const target = join(full, 'image.E01');
  await assert.rejects(acquireImage(source, target, settings()), isRefusal('noSpace'));
  assert.ok(mount('-o', 'remount,size=20m', full));
  assert.equal((await acquireImage(source, target, settings())).digests.sha256, digestOf('sha256', bytes));
});
