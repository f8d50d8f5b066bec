import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { latin1 } from './copy.ts';
import { PASS_BUFFER_BYTES, runPass, type PassJob, type PassOutcome, type PassTools } from './copy-pass.ts';
import type { ReadAt } from './copy-source.ts';

const MiB = 1024 * 1024;

function pass(
  job: Partial<PassJob> & { readonly from: string },
  tools: Partial<PassTools> = {},
): PassOutcome {
  return runPass(
    { algorithms: ['sha256'], asEvidence: true, ...job, from: latin1(job.from) },
    { buffer: new Uint8Array(PASS_BUFFER_BYTES), onBytes: () => undefined, isAborted: () => false, ...tools },
  );
}

function done(outcome: PassOutcome) {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function fileOf(t: TestContext, bytes: Uint8Array): { readonly from: string; readonly to: string } {
  const folder = temporaryFolder(t);
  fs.writeFileSync(join(folder, 'source'), bytes);
  return { from: join(folder, 'source'), to: join(folder, 'copy') };
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: made to fail`), { code });
}

/** Reads as usual, except that whatever touches a bad range fails; a read stops short before one. */
function badMedium(bad: readonly (readonly [number, number])[]): ReadAt {
  return (fd, into, offset, length, at) => {
    for (const [from, bytes] of bad) {
      if (at >= from && at < from + bytes) throw failure('EIO');
      if (at < from && at + length > from) return fs.readSync(fd, into, offset, from - at, at);
    }
    return fs.readSync(fd, into, offset, length, at);
  };
}

/** Something else happens to the source after the first read. */
function meanwhile(act: () => void): ReadAt {
  let reads = 0;
  return (fd, into, offset, length, at) => {
    if (reads++ === 1) act();
    return fs.readSync(fd, into, offset, length, at);
  };
}

const ALL_READ = { badBytes: 0, badRanges: [], retriedBytes: 0, retriedRanges: [] };

const changed = (outcome: PassOutcome) => done(outcome).end?.changes.map(({ what }) => what);

for (const size of [0, 1, 4096, MiB - 1, MiB, MiB + 1, 4 * MiB, 9 * MiB + 7])
  test(`a file of ${size} bytes is copied, digested and left as it was`, (t) => {
    const bytes = randomBytes(size);
    const { from, to } = fileOf(t, bytes);
    const seen: number[] = [];
    const outcome = done(
      pass(
        { from, to, algorithms: ['sha256', 'md5', 'sha1'], chunksTo: `${to}.chunks` },
        { onBytes: (n) => seen.push(n) },
      ),
    );
    assert.equal(outcome.bytes, size);
    assert.deepEqual(outcome.digests, {
      sha256: sha256(bytes),
      md5: createHash('md5').update(bytes).digest('hex'),
      sha1: createHash('sha1').update(bytes).digest('hex'),
    });
    assert.ok(fs.readFileSync(to).equals(bytes));
    assert.equal(fs.statSync(to).mode & 0o777, 0o444);
    assert.equal(fs.existsSync(`${to}.chunks`), size > 4 * MiB);
    assert.deepEqual(outcome.end, { isSparse: false, ...ALL_READ, changes: [] });
    assert.equal(
      seen.reduce((sum, n) => sum + n, 0),
      size,
    );
  });

test('reading evidence does not touch its access time', (t) => {
  const { from, to } = fileOf(t, randomBytes(10));
  fs.utimesSync(from, 1000, 2000);
  pass({ from, to });
  assert.equal(fs.statSync(from).atimeMs, 1_000_000);
});

test('a bad place is read around by pages, filled with zeros and written down, as often as there is one', (t) => {
  const bytes = randomBytes(3 * MiB + 100);
  const { from, to } = fileOf(t, bytes);
  const bad = [
    [MiB + 8192, 4096],
    [2 * MiB - 100, 200],
    [3 * MiB, 100],
  ] as const;
  const outcome = done(pass({ from, to }, { read: badMedium(bad) }));
  const expected = Buffer.from(bytes);
  expected
    .fill(0, MiB + 8192, MiB + 8192 + 4096)
    .fill(0, 2 * MiB - 4096, 2 * MiB + 4096)
    .fill(0, 3 * MiB);
  assert.ok(fs.readFileSync(to).equals(expected));
  assert.equal(outcome.digests.sha256, sha256(expected));
  assert.deepEqual(outcome.end?.badRanges, [
    [MiB + 8192, 4096],
    [2 * MiB - 4096, 8192],
    [3 * MiB, 100],
  ]);
  assert.equal(outcome.end?.badBytes, 4096 + 8192 + 100);
  assert.deepEqual(outcome.end?.changes, []);
});

/** Reads as usual, except that the first so many tries that touch a place fail. */
function weakMedium(places: readonly { readonly at: number; readonly failures: number }[]): ReadAt {
  const left = new Map(places.map(({ at, failures }) => [at, failures]));
  return (fd, into, offset, length, at) => {
    for (const [place, failures] of left)
      if (failures > 0 && place >= at && place < at + length) {
        left.set(place, failures - 1);
        throw failure('EIO');
      }
    return fs.readSync(fd, into, offset, length, at);
  };
}

test('a read that fails and succeeds when tried again is whole, and written down where it failed', (t) => {
  const bytes = randomBytes(3 * MiB);
  const { from, to } = fileOf(t, bytes);
  const KiB = 1024;
  const read = weakMedium([
    { at: 5, failures: 1 }, // the whole first read, once
    { at: MiB + 100 * KiB, failures: 2 }, // and once more in its piece of 64 KiB
    { at: 2 * MiB, failures: 9 }, // never: read, piece and page fail
    { at: 2 * MiB + 70 * KiB, failures: 1 },
  ]);
  const outcome = done(pass({ from, to }, { read }));
  assert.ok(fs.readFileSync(to).equals(Buffer.from(bytes).fill(0, 2 * MiB, 2 * MiB + 4096)));
  assert.deepEqual(outcome.end?.badRanges, [[2 * MiB, 4096]]);
  assert.deepEqual(outcome.end?.retriedRanges, [
    [0, MiB],
    [MiB + 64 * KiB, 64 * KiB],
    [2 * MiB + 64 * KiB, 64 * KiB],
  ]);
  assert.equal(outcome.end?.retriedBytes, MiB + 128 * KiB);
});

test('a medium that cannot be read at all is zeros from end to end', (t) => {
  const { from, to } = fileOf(t, randomBytes(2 * MiB));
  const outcome = done(pass({ from, to }, { read: badMedium([[0, 2 * MiB]]) }));
  assert.deepEqual(outcome.end?.badRanges, [[0, 2 * MiB]]);
  assert.ok(fs.readFileSync(to).equals(Buffer.alloc(2 * MiB)));
});

test('a bad place in a file of our own is an error, not zeros', (t) => {
  const { from } = fileOf(t, randomBytes(MiB));
  const outcome = pass({ from, asEvidence: false }, { read: badMedium([[0, 10]]) });
  assert.deepEqual(outcome.ok || [outcome.side, outcome.code], ['source', 'EIO']);
});

test('a source that goes away while it is read leaves no copy behind', (t) => {
  const { from, to } = fileOf(t, randomBytes(3 * MiB));
  const read = meanwhile(() => {
    throw failure('ESTALE');
  });
  const outcome = pass({ from, to, chunksTo: `${to}.chunks` }, { read });
  assert.deepEqual(outcome.ok || [outcome.side, outcome.code], ['source', 'ESTALE']);
  assert.equal(fs.existsSync(to), false);
});

test('a stop asked for in mid-copy leaves no copy behind', (t) => {
  const { from, to } = fileOf(t, randomBytes(9 * MiB));
  let bytes = 0;
  const tools = { onBytes: (n: number) => (bytes += n), isAborted: () => bytes > 6 * MiB };
  const outcome = pass({ from, to, chunksTo: `${to}.chunks` }, tools);
  assert.equal(outcome.ok || outcome.code, 'aborted');
  assert.deepEqual(fs.existsSync(to) || fs.existsSync(`${to}.chunks`), false);
});

test('a file that another process appends to is kept as far as it went, and the change is told', (t) => {
  const bytes = randomBytes(3 * MiB);
  const { from, to } = fileOf(t, bytes);
  const read = meanwhile(() => execFileSync('sh', ['-c', `printf more >> '${from}'`]));
  const outcome = pass({ from, to }, { read });
  assert.deepEqual(changed(outcome), ['size', 'modified', 'changed']);
  assert.deepEqual(done(outcome).end?.changes[0], {
    what: 'size',
    before: `${3 * MiB}`,
    after: `${3 * MiB + 4}`,
  });
  assert.equal(done(outcome).digests.sha256, sha256(bytes));
});

test('a file that another process cuts is kept as what was read, and the change is told', (t) => {
  const bytes = randomBytes(5 * MiB);
  const { from, to } = fileOf(t, bytes);
  const cut = 2 * MiB + 10;
  const outcome = pass(
    { from, to },
    { read: meanwhile(() => execFileSync('truncate', ['-s', `${cut}`, from])) },
  );
  assert.deepEqual(changed(outcome), ['size', 'length', 'modified', 'changed']);
  assert.equal(done(outcome).bytes, cut);
  assert.ok(fs.readFileSync(to).equals(bytes.subarray(0, cut)));
});

test('a file that is overwritten in place, replaced or removed by another process is told', (t) => {
  const { from, to } = fileOf(t, randomBytes(2 * MiB));
  const act = (command: string, n: number) =>
    changed(pass({ from, to: `${to}${n}` }, { read: meanwhile(() => execFileSync('sh', ['-c', command])) }));
  assert.deepEqual(act(`printf x | dd of='${from}' conv=notrunc status=none`, 1), ['modified', 'changed']);
  assert.deepEqual(act(`cp '${from}' '${from}.new' && mv '${from}.new' '${from}'`, 2), ['changed', 'inode']);
  assert.deepEqual(act(`rm '${from}'`, 3), ['changed', 'removed']);
});

test('a file that changed between the listing and the reading is told', (t) => {
  const { from, to } = fileOf(t, randomBytes(10));
  const { dev, ino, size, mtimeNs, ctimeNs } = fs.lstatSync(from, { bigint: true });
  fs.appendFileSync(from, 'more');
  const outcome = pass({ from, to, seen: { dev, ino, size, mtimeNs, ctimeNs } });
  assert.deepEqual(changed(outcome), ['size', 'length', 'modified', 'changed']);
  assert.equal(done(outcome).bytes, 14);
});

test('a sparse file is told as such, its copy has the same bytes and is sparse too', (t) => {
  const { from, to } = fileOf(t, randomBytes(4096));
  fs.truncateSync(from, 64 * MiB);
  const fd = fs.openSync(from, 'r+');
  fs.writeSync(fd, randomBytes(100), 0, 100, 40 * MiB + 5);
  fs.closeSync(fd);
  if (fs.statSync(from).blocks * 512 >= 64 * MiB) return t.skip('the file system has no holes');
  const outcome = done(pass({ from, to }));
  assert.equal(outcome.end?.isSparse, true);
  assert.equal(outcome.digests.sha256, sha256(fs.readFileSync(from)));
  assert.ok(fs.readFileSync(to).equals(fs.readFileSync(from)));
  assert.ok(fs.statSync(to).blocks * 512 < MiB);
});

test('a link, a fifo, a folder and a character device are refused and not opened', (t) => {
  const { from, to } = fileOf(t, randomBytes(10));
  fs.symlinkSync(from, `${from}-link`);
  execFileSync('mkfifo', [`${from}-fifo`]); // opening it for reading would wait for ever
  for (const path of [`${from}-link`, `${from}-fifo`, join(from, '..'), '/dev/zero']) {
    const outcome = pass({ from: path, to });
    assert.deepEqual(outcome.ok || [outcome.side, outcome.code], ['source', 'notFile'], path);
    const own = pass({ from: path, asEvidence: false });
    assert.ok(!own.ok && ['notFile', 'ELOOP'].includes(own.code), path);
  }
});

test('a file that says it is empty and is not, as those of /proc, is read to its end', (t) => {
  if (!fs.existsSync('/proc/version')) return t.skip('/proc not installed');
  const { to } = fileOf(t, randomBytes(0));
  const outcome = pass({ from: '/proc/version', to });
  assert.equal(fs.readFileSync(to, 'utf8'), fs.readFileSync('/proc/version', 'utf8'));
  assert.deepEqual(changed(outcome), ['length']);
});

test('a copy never replaces a file', (t) => {
  const { from, to } = fileOf(t, randomBytes(10));
  fs.writeFileSync(to, 'other');
  const outcome = pass({ from, to });
  assert.deepEqual(outcome.ok || [outcome.side, outcome.code], ['target', 'EEXIST']);
  assert.equal(fs.readFileSync(to, 'utf8'), 'other');
});

/** A block device over a file of 2 MiB of which `kept` bytes are left: reading beyond fails with EIO. */
function brokenDevice(t: TestContext, bytes: Uint8Array, kept: number): string | undefined {
  if (process.getuid?.() !== 0 || !hasProgram('losetup')) return undefined;
  const backing = join(temporaryFolder(t), 'medium');
  fs.writeFileSync(backing, bytes);
  const { status, stdout } = spawnSync('losetup', ['--find', '--show', '--read-only', backing]);
  if (status !== 0) return undefined;
  const device = stdout.toString().trim();
  atEnd(t, () => execFileSync('losetup', ['--detach', device]));
  fs.truncateSync(backing, kept);
  return device;
}

test('a block device with unreadable sectors is copied to its end, the bad sectors found one by one', (t) => {
  const bytes = randomBytes(2 * MiB);
  const kept = MiB + 3 * 512;
  const device = brokenDevice(t, bytes, kept);
  if (device === undefined) return t.skip('losetup not installed, or not allowed here');
  const to = join(temporaryFolder(t), 'copy');
  const outcome = done(pass({ from: device, to }));
  const expected = Buffer.from(bytes).fill(0, kept);
  assert.equal(outcome.bytes, 2 * MiB);
  assert.ok(fs.readFileSync(to).equals(expected));
  assert.equal(outcome.digests.sha256, sha256(expected));
  assert.deepEqual(outcome.end, {
    isSparse: false,
    badBytes: 2 * MiB - kept,
    badRanges: [[kept, 2 * MiB - kept]],
    retriedBytes: 0,
    retriedRanges: [],
    changes: [],
  });
});

test('a whole block device is copied whole', (t) => {
  const bytes = randomBytes(3 * MiB);
  const device = brokenDevice(t, bytes, bytes.length);
  if (device === undefined) return t.skip('losetup not installed, or not allowed here');
  const outcome = done(pass({ from: device }));
  assert.equal(outcome.digests.sha256, sha256(bytes));
  assert.deepEqual(outcome.end?.badRanges, []);
});
