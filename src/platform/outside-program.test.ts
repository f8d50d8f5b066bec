// What an outside program can do with a hostile file: end with a named reason. The shell stands for one that was taken over.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { outsideProgram, outsidePrograms, runOutside, type Ran } from './outside-program.ts';
import { findWalls, wallsHere, WALLS, type Walls } from './walls.ts';

const LIMITS = { seconds: 20, memoryBytes: 64 * 1024 * 1024, inputBytes: 1000, outputBytes: 100_000 };

function shell(
  script: string,
  { bytes = 'given', seconds = 20, walls = wallsHere(), signal }: { bytes?: string; seconds?: number; walls?: Walls; signal?: AbortSignal } = {}, // prettier-ignore
): Promise<Ran> {
  return runOutside(
    { path: '/bin/sh' },
    {
      args: (input) => ['-c', script, 'sh', input],
      takes: 'file',
      fill: (write) => write(Buffer.from(bytes)),
      limits: { ...LIMITS, seconds },
      walls,
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

/** Folders of this process: others on the machine may be at work. */
const OWN = `comity-outside-${process.pid}-`;

const nothing = (): void => undefined;

const reasonOf = async (ran: Promise<Ran>): Promise<string> => {
  const ended = await ran;
  return ended.ok ? ended.output.toString().trim() : ended.reason;
};

const onLinux = { skip: process.platform === 'linux' ? false : 'outside programs are used on Linux alone' };

test('each limit of an outside program has its name, and nothing of a run is left', onLinux, async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(OWN));
  assert.equal(await reasonOf(shell('read a <"$1"; echo "$a"', { bytes: 'given\n' })), 'given');
  assert.equal(await reasonOf(shell('exit 3')), 'refused');
  assert.equal(await reasonOf(shell(':', { bytes: 'x'.repeat(1001) })), 'refused');
  assert.equal(await reasonOf(shell('while :; do :; done', { seconds: 1 })), 'tooLong');
  assert.equal(await reasonOf(shell('while :; do echo flood; done')), 'tooLargeAnswer');
  if (wallsHere().hold.includes('limits')) {
    assert.equal(await reasonOf(shell('while echo flood; do :; done >big; exit 1')), 'tooLargeAnswer');
    const grow = { args: () => ['-e', 'push @kept, "x" x 1e6 while 1'], takes: 'stdin' } as const;
    const perl = { path: '/usr/bin/perl' }; // in every Debian
    if (existsSync(perl.path))
      assert.equal(await reasonOf(runOutside(perl, { ...grow, fill: nothing, limits: LIMITS })), 'tooMuchMemory'); // prettier-ignore
  }
  const gone = await reasonOf(runOutside({ path: '/bin/none' }, { args: () => [], takes: 'stdin', fill: nothing, limits: LIMITS })); // prettier-ignore
  assert.ok(gone === 'refused' || gone === 'crashed', gone);
  const stop = new AbortController();
  const long = shell('while :; do :; done', { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  assert.equal(await reasonOf(long), 'stopped');
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith(OWN));
  assert.deepEqual(after.filter((name) => !before.includes(name)), []); // prettier-ignore
});

test(
  'an outside program reads its file and writes into its own folder; without walls the test sees it get out',
  onLinux,
  async (t) => {
    const folder = temporaryFolder(t);
    chmodSync(folder, 0o777);
    const path = join(folder, 'out');
    const script = `exec 2>here.txt; echo own >here && read a <here && echo "$a"; { echo >>"$1"; } && echo input
    { read b </etc/passwd; } && echo passwd; echo >"${path}"; exit 0`;
    const behind = await shell(script);
    assert.ok(behind.ok, JSON.stringify(behind));
    const { hold } = wallsHere();
    if (hold.includes('files')) {
      assert.equal(behind.output.toString(), 'own\n');
      assert.equal(existsSync(path), false);
    }
    const free = await shell(script, { walls: findWalls(WALLS) });
    assert.ok(free.ok);
    assert.match(free.output.toString(), /passwd/);
    assert.equal(existsSync(path), true);
  },
);

test(
  'a program that is found says its version, and one that is not there is not used',
  onLinux,
  async (t) => {
    const found = await outsidePrograms();
    t.diagnostic(found.map(({ name, version }) => `${name} ${version}`).join(', '));
    for (const { name, path, version } of found) {
      assert.ok(path.startsWith('/') && existsSync(path), name);
      assert.match(version, /^\d/);
      assert.equal(
        await outsideProgram(name),
        found.find((one) => one.name === name),
      );
    }
  },
);
