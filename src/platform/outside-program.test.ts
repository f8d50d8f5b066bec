// What an outside program can do with a hostile file: end with a named reason. The shell stands for one that was taken over.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { outsideProgram, outsidePrograms, runOutside, type Ran } from './outside-program.ts';
import { findWalls, wallsHere, WALLS, type Walls } from './walls.ts';

const LIMITS = { seconds: 20, memoryBytes: 64 * 1024 * 1024, inputBytes: 1000, outputBytes: 100_000 };

function shell(
  script: string,
  { bytes = 'given', seconds = 20, walls = wallsHere(), signal, writes }: { bytes?: string; seconds?: number; walls?: Walls; signal?: AbortSignal; writes?: string } = {}, // prettier-ignore
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
      ...(writes === undefined ? {} : { writes }),
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

test('the answer that a program writes is a file of its own folder, and no other', onLinux, async () => {
  const written = (script: string): Promise<string> =>
    reasonOf(shell(`${script}; exit 0`, { writes: 'out' }));
  assert.deepEqual(
    [
      await written('echo said; echo made >out'),
      await written('echo said'),
      await written('while echo flood; do :; done >out'),
    ],
    ['made', 'refused', wallsHere().hold.includes('limits') ? 'tooLargeAnswer' : 'tooLong'],
  );
  // Where nothing forbids them a link can be made, which is not followed, and a folder.
  const free = (script: string) => reasonOf(shell(`${script}; exit 0`, { writes: 'out', walls: findWalls(WALLS) })); // prettier-ignore
  assert.deepEqual([await free('ln -s /etc/passwd out'), await free('mkdir out')], ['refused', 'badAnswer']);
});

/** Node as the program that may have a socket of its own: what it says of each try. */
const TRIES = `const net = require('net'), dgram = require('dgram'), said = [];
const tried = (name, act) => new Promise((done) => act((well) => { said.push(name + ' ' + well); done(); }));
const opened = (name, server, where) => tried(name, (end) => { try { server.on('error', () => end('no')).listen(where, () => { server.close(); end('yes'); }); } catch { end('no'); } });
const met = (name, to) => tried(name, (end) => { try { net.connect(to).on('error', () => end('no')).on('connect', function () { this.destroy(); end('yes'); }); } catch { end('no'); } });
(async () => {
  await opened('own', net.createServer(), './own.sock');
  await opened('port', net.createServer(), { port: 0, host: '127.0.0.1' });
  await tried('datagram', (end) => { const one = dgram.createSocket('udp4').on('error', () => end('no')); one.bind(0, () => { one.close(); end('yes'); }); });
  await met('other', process.argv[1]);
  console.log(said.join(', '));
})();`;

test('what has a socket of its own can name it and wait at it, and reaches nobody', onLinux, async (t) => {
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o777);
  const path = join(folder, 'server.sock');
  let met = 0;
  const server = createServer((socket) => void (met++, socket.destroy()));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  t.after(() => server.close());
  chmodSync(path, 0o777);
  const limits = { ...LIMITS, memoryBytes: 1024 * 1024 * 1024 };
  const run = async (walls: Walls) =>
    reasonOf(
      runOutside(
        { name: 'soffice', path: realpathSync(process.execPath) },
        {
          args: () => ['--openssl-config=/dev/null', '-e', TRIES, path],
          takes: 'stdin',
          fill: nothing,
          limits,
          walls,
        },
      ),
    );
  if (wallsHere().hold.includes('calls')) {
    assert.equal(await run(wallsHere()), 'own yes, port no, datagram no, other no');
    assert.equal(met, 0);
    const calls = await run(findWalls(['files', 'namespaces']));
    assert.equal(calls, 'own yes, port no, datagram no, other no', 'by the calls alone');
    assert.equal(met, 0);
  }
  assert.equal(await run(findWalls(WALLS)), 'own yes, port yes, datagram yes, other yes');
  assert.equal(met, 1);
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
