// What a child that was taken over can do: end with a named reason, and nothing else. The folder and the server are asked whether
// it got through, not the child.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, openSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { ConfinedPool } from './confined-pool.ts';
import type { Looked, LookOptions, SourceFile } from './confined-process.ts';
import { findWalls, OWN_USER, WALLS, wallsBefore, wallsHere, type Wall, type Walls } from './walls.ts';

const PROGRAM = fileURLToPath(new URL('../../test/support/hostile-child.ts', import.meta.url));
const ITEM: LookOptions = { seconds: 20, answerBytes: 1024 * 1024 };

function poolOf(t: TestContext, walls = wallsHere()): ConfinedPool {
  const limits = { memoryBytes: 200 * 1024 * 1024, cpuSeconds: 60 };
  const pool = new ConfinedPool({ program: PROGRAM, limits, most: 1, walls });
  t.after(() => pool.close());
  return pool;
}

function fileOf(text: string): SourceFile {
  const bytes = Buffer.from(text);
  return { name: 'a', size: bytes.length, read: (at, target) => bytes.copy(target, 0, at) };
}

// First: what is found is kept.
test('what the first child finds of its walls is what a probe finds', async (t) => {
  const limits = { memoryBytes: 200 * 1024 * 1024, cpuSeconds: 60 };
  const pool = new ConfinedPool({ program: PROGRAM, limits, most: 1 });
  t.after(() => pool.close());
  const [{ hold, missing }, found] = [await pool.begin(), findWalls()];
  assert.deepEqual({ hold, missing }, { hold: found.hold, missing: found.missing });
});

test('an item that crashes, hangs, grows, floods or lies is one failed item, and the next is read', async (t) => {
  const pool = poolOf(t);
  const found: { [format: string]: string } = {};
  for (const format of ['crash', 'loop', 'grow', 'flood', 'noise', 'many', 'outside', 'none']) {
    const seconds = format === 'loop' ? 1 : ITEM.seconds;
    const looked: Looked = await pool.look(format, [fileOf('x')], { ...ITEM, seconds });
    found[format] = looked.ok ? 'read' : looked.reason;
    const next = await pool.look('text', [fileOf('still read')], ITEM);
    assert.deepEqual(next, { ok: true, told: 'still read' }, format);
  }
  assert.deepEqual(found, {
    crash: 'crashed',
    loop: 'tooLong',
    grow: 'tooMuchMemory',
    flood: 'tooLargeAnswer',
    noise: 'badAnswer',
    many: 'tooLargeAnswer',
    outside: 'refused',
    none: 'refused',
  });
});

test('an answer that was not asked for is not taken for that of the next item', async (t) => {
  const pool = poolOf(t);
  const first = await pool.look('ahead', [fileOf('x')], ITEM);
  assert.equal(first.ok, false);
  assert.deepEqual(await pool.look('text', [fileOf('mine')], ITEM), { ok: true, told: 'mine' });
});

test('a file of 5 GiB is read by ranges, and parts come in order', async (t) => {
  const pool = poolOf(t);
  const size = 5 * 2 ** 30;
  const file = {
    name: 'a',
    size,
    read: (at: number, into: Uint8Array) => into.fill(at === size - 4 ? 0xab : 0).length,
  };
  assert.deepEqual(await pool.look('tail', [file], ITEM), { ok: true, told: 'abababab' });
  const parts: unknown[] = [];
  const onPart = (head: unknown, bytes: Buffer): void => void parts.push(head, bytes.toString());
  assert.deepEqual(await pool.look('parts', [], { ...ITEM, onPart }), { ok: true, told: 'done' });
  assert.deepEqual(parts, [{ word: 'one ' }, 'one ', { word: 'two ' }, 'two ', { word: 'three' }, 'three']);
});

/** One of the disk, handed over; `asked`: how often the server was asked for a range of it. */
function handedFile(t: TestContext, text: string): { file: SourceFile; path: string; asked: () => number } {
  const path = join(temporaryFolder(t), 'handed');
  writeFileSync(path, text, { mode: 0o644 });
  let asked = 0;
  const read = (at: number, target: Uint8Array): number => {
    asked += 1;
    return Buffer.from(text).copy(target, 0, at);
  };
  const reopen = (): number => openSync(path, 'r');
  return { file: { name: 'a', size: text.length, read, reopen }, path, asked: () => asked };
}

test('a file that was handed over is read without the server, and what it lacks is asked for', async (t) => {
  const walls = wallsHere();
  const limits = { memoryBytes: 200 * 1024 * 1024, cpuSeconds: 60 };
  const { file, path, asked } = handedFile(t, 'handed over');
  const other = fileOf('another');
  const pool = new ConfinedPool({ program: PROGRAM, limits, most: 1, walls, handed: [file] });
  t.after(() => pool.close());
  assert.deepEqual(await pool.look('text', [file], ITEM), { ok: true, told: 'handed over' });
  const isHanded = walls.hold.includes('calls') && walls.hold.includes('files');
  assert.equal(asked(), isHanded ? 0 : 1);
  assert.deepEqual(
    await pool.look('text', [other], ITEM),
    { ok: true, told: 'another' },
    'not the one it has',
  );
  writeFileSync(path, 'hand');
  const before = asked();
  assert.deepEqual(await pool.look('text', [file], ITEM), { ok: true, told: 'handed over' });
  assert.equal(asked(), before + 1);
  const bare = new ConfinedPool({ program: PROGRAM, limits, most: 1, walls: findWalls(['calls']), handed: [file] }); // prettier-ignore
  t.after(() => bare.close());
  assert.deepEqual(await bare.look('text', [file], ITEM), { ok: true, told: 'handed over' });
  assert.equal(asked(), before + 2, 'none without the wall that guards it');
});

/** What Perl, taken for native code of a child that was taken over and owns the file, can do with a descriptor to read it by. */
const MISUSE = `
  open(my $file, '<&=', 4) or die;
  print "read\\n" if read($file, my $byte, 1) == 1;
  print "chmod\\n" if chmod(0600, $file);
  print "utime\\n" if utime(1, 1, $file);
  print "flock\\n" if flock($file, 6);
  print "flags\\n" if ioctl($file, 0x80086601, my $flags = "\\0" x 8);
  print "truncate\\n" if truncate($file, 0);
  print "write\\n" if syswrite($file, 'x');
  print "reopen\\n" if open(my $again, '+<', '/proc/self/fd/4');
`;

function misused(path: string, walls: Walls): readonly string[] {
  const descriptor = openSync(path, 'r');
  const folders = ['/usr', '/lib', '/lib64'].filter((folder) => existsSync(folder));
  const rules = folders.map((folder) => `path-beneath:read-file,read-dir,execute:${realpathSync(folder)}`);
  rules.push('path-beneath:read-file,write-file:/dev/null', 'path-beneath:read-file:/dev/urandom'); // Perl asks for them
  const opening = { dataBytes: 2 ** 28, cpuSeconds: 20, fileBytes: 0, rules };
  const command = [...wallsBefore(walls, opening), 'perl', '-e', MISUSE];
  const ran = spawnSync('env', command, {
    stdio: ['ignore', 'pipe', 'pipe', 'ignore', descriptor],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    encoding: 'utf8',
  });
  closeSync(descriptor);
  return ran.stdout.split('\n').slice(0, -1);
}

test('with a file that was handed over nothing is done but read it', (t) => {
  const walls = wallsHere();
  if (!walls.hold.includes('calls') || !walls.hold.includes('files')) return t.skip('none is handed over');
  if (!existsSync('/usr/bin/perl')) return t.skip('Perl is missing');
  const { path } = handedFile(t, 'handed over');
  if (process.getuid?.() === 0) chownSync(path, OWN_USER, OWN_USER); // at the worst it is its own
  const open = misused(path, { ...walls, hold: [] });
  for (const what of ['read', 'chmod', 'utime', 'flock', 'reopen']) assert.ok(open.includes(what), what);
  assert.deepEqual(misused(path, walls), ['read']);
});

test('what is no longer wanted is stopped', async (t) => {
  const pool = poolOf(t);
  const stop = new AbortController();
  const looked = pool.look('loop', [], { ...ITEM, signal: stop.signal });
  stop.abort();
  assert.deepEqual(await looked, { ok: false, reason: 'stopped', detail: 'it was no longer wanted' });
});

test('a child that finds a wall of its own open reads nothing, and says which', async (t) => {
  const walls = findWalls();
  if (!walls.hold.includes('calls')) return t.skip('no filter of calls on this machine');
  const filterFile = join(temporaryFolder(t), 'open.bpf');
  writeFileSync(filterFile, Buffer.from('060000000000ff7f', 'hex')); // all calls are allowed (seccomp(2))
  const pool = poolOf(t, { ...walls, hold: ['nnp', 'calls'], filterFile });
  const looked = await pool.look('text', [fileOf('a')], ITEM);
  const detail = 'it did not start: calls: it started, but stops nothing';
  assert.deepEqual(looked, { ok: false, reason: 'crashed', detail });
});

/** Whether a file was opened, one was written, the server got a signal. */
async function escapes(
  t: TestContext,
  without?: readonly Wall[],
): Promise<{ open: boolean; write: boolean; signal: boolean }> {
  const pool = poolOf(t, without === undefined ? undefined : findWalls(without));
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o777);
  let signals = 0;
  const heard = (): void => void (signals += 1);
  process.on('SIGWINCH', heard);
  t.after(() => process.off('SIGWINCH', heard));
  assert.deepEqual(await pool.look('text', [fileOf('a')], ITEM), { ok: true, told: 'a' }); // or the rest would say nothing
  const opened = await pool.look('open', [], { ...ITEM, told: { path: '/etc/passwd' } });
  const path = join(folder, 'written.db');
  await pool.look('attach', [], { ...ITEM, told: { path } });
  await pool.look('signal', [], { ...ITEM, told: { pid: process.pid } });
  await pool.look('text', [fileOf('a')], ITEM); // a signal sent by then has arrived
  return { open: opened.ok, write: existsSync(path), signal: signals > 0 };
}

test('behind the walls of this machine nothing is opened, written or signalled', async (t) => {
  const { hold, missing } = wallsHere();
  t.diagnostic(`walls: ${hold.join(', ')}; missing: ${JSON.stringify(missing)}`);
  const found = await escapes(t);
  assert.equal(found.open, false);
  if (hold.includes('files') || hold.includes('limits')) assert.equal(found.write, false);
  if (hold.includes('calls') || hold.includes('namespaces')) assert.equal(found.signal, false);
});

test('without any wall but that of Node, what gets through is seen, and every wall is named as missing', async (t) => {
  const walls = findWalls(WALLS);
  assert.deepEqual(walls.hold, []);
  assert.deepEqual(Object.keys(walls.missing), [...WALLS]);
  assert.deepEqual(await escapes(t, WALLS), { open: false, write: true, signal: true });
});
