// A package of evidence from one installation to another in checked parts, beside curl and sha256sum between the same two processes.
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/support/site.ts';
import { LOOPBACK } from '../test/support/loopback.ts';
import { newHome } from './home.ts';
import { script } from './measure.ts';
import type { Row } from './table.ts';

const MIB = 1024 * 1024;
/** `COMITY_BENCH_PACKAGE_MIB`: 16384 for the largest that is promised; it takes twice that of disk. */
const BYTES = Number(process.env['COMITY_BENCH_PACKAGE_MIB'] ?? 1024) * MIB;
const MEMORY_MAX = 400_000_000;
const WANTED = 0.6;

export async function exchangePackage(folder: string): Promise<Row[]> {
  process.env['COMITY_INTERNAL_HOSTS'] = LOOPBACK;
  const [here, there] = [newHome(folder, 'from'), newHome(folder, 'to')];
  const [url, other] = [await freePort(), await freePort()].map((port) => `http://localhost:${port}`);
  const server = fork(
    new URL('exchange-package-serve.ts', import.meta.url),
    [here.path, url ?? '', there.path, other ?? '', String(BYTES)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  try {
    await once(server, 'message');
    const plain = join(folder, 'plain');
    const began = performance.now();
    execFileSync('curl', ['-sf', '-o', plain, `${url}/plain`]);
    execFileSync('sha256sum', [plain]);
    const peer = (performance.now() - began) / 1000;
    rmSync(plain);
    const { have, seconds, cpu, memory } = pulled(there.path);
    const lies = await killed(there.path);
    const resumed = pulled(there.path);
    for (const bytes of [have, resumed.have])
      if (bytes !== BYTES) throw new Error(`${bytes} of ${BYTES} bytes came`);
    const told = once(server, 'message');
    server.send('asked');
    const [served] = (await told) as [{ asked: number; memory: number }]; // as it says it
    const again = (served.asked - 2 * BYTES) / MIB;
    const rate = BYTES / seconds;
    const most = Math.max(memory, resumed.memory);
    const ratio = rate / (BYTES / peer);
    return [
      {
        what: 'package fetched in checked parts',
        ours: `${(rate / MIB).toFixed(0)} MiB/s`,
        peer: `${(BYTES / MIB / peer).toFixed(0)} MiB/s`,
        ratio,
        gate: WANTED,
        note: `${BYTES / MIB} MiB, CPU ${cpu.toFixed(1)} s; once more with a kill -9 at ${Math.round((100 * lies) / BYTES)} %: ${again.toFixed(1)} MiB asked for twice; curl, then sha256sum`,
      },
      {
        what: 'memory while it is fetched',
        ours: `${Math.round(most / 1e6)} MB`,
        peer: `${MEMORY_MAX / 1e6} MB`,
        ratio: MEMORY_MAX / most,
        gate: 1,
        note: 'whole process, at the most',
      },
      {
        what: 'memory of the server that gives it',
        ours: `${Math.round(served.memory / 1e6)} MB`,
        peer: `${MEMORY_MAX / 1e6} MB`,
        ratio: MEMORY_MAX / served.memory,
        gate: 1,
        note: 'whole process, at the most; it gave it to curl too',
      },
    ];
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

interface Pulled {
  readonly have: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
}

function pulled(home: string): Pulled {
  const [program = '', ...args] = script('exchange-package-pull.ts', [home]);
  const said = execFileSync(program, args, { encoding: 'utf8' });
  return JSON.parse(said) as Pulled; // as it prints it
}

/** Killed when a quarter is there. How many bytes were. */
async function killed(home: string): Promise<number> {
  const folder = join(home, 'incoming', '.line');
  rmSync(folder, { recursive: true, force: true });
  const [program = '', ...args] = script('exchange-package-pull.ts', [home, 'anew']);
  const child = spawn(program, args, { stdio: 'ignore' });
  const lies = (): number => {
    const name = existsSync(folder) ? readdirSync(folder).find((one) => one.endsWith('.part')) : undefined;
    return name === undefined ? 0 : statSync(join(folder, name)).size;
  };
  while (lies() < BYTES / 4 && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return lies();
}
