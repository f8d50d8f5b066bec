// Requests from one installation to another, each a server of its own with a database of its own, by the line between them: sent,
// encrypted and signed, taken in there, and the signed receipt of their delivery kept here.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import { freePort } from '../test/support/site.ts';
import { LOOPBACK } from '../test/support/loopback.ts';
import { newHome } from './home.ts';
import { run, script, secondsOf } from './measure.ts';
import type { Row } from './table.ts';

/** `COMITY_BENCH_REQUESTS`: fewer, to look at one thing. */
const REQUESTS = Number(process.env['COMITY_BENCH_REQUESTS'] ?? 3000);
/** A second, sustained, with receipts. */
const WANTED = 200;

export async function exchange(folder: string): Promise<Row[]> {
  process.env['COMITY_INTERNAL_HOSTS'] = LOOPBACK;
  process.env['COMITY_EXCHANGE_UNANSWERED'] = String(REQUESTS + 1); // nobody registers them
  const sides = [];
  for (const name of ['here', 'there']) {
    const port = await freePort();
    sides.push({ ...newHome(folder, name), port, url: `http://localhost:${port}` });
  }
  const places = sides.flatMap(({ path, url }) => [path, url]);
  run(script('exchange-fill.ts', [...places, String(REQUESTS)]), {});
  const ordered = sides.toReversed(); // who is asked listens first
  const servers = ordered.map(({ path, port }) =>
    fork(new URL('web-serve.ts', import.meta.url), [path, String(port)], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    }),
  );
  const [here] = sides;
  const house = await openInstallation(homeAt(here?.path ?? ''), { env: process.env, mayLackKeys: true });
  const delivered = (): Promise<number> =>
    house.db.withOwner(async (owner) => {
      const { rows } = await owner.query<{ n: string }>(
        `select count(*) as n from exchange_out where state = 'delivered'`,
      );
      return Number(rows[0]?.n);
    });
  try {
    while ((await delivered()) === 0) await sleep(20);
    const [first, began, cpu] = [await delivered(), performance.now(), await cpuOf(servers, ordered)];
    for (let last = first, at = began; last < REQUESTS; await sleep(100)) {
      const now = await delivered();
      if (now > last) [last, at] = [now, performance.now()];
      else if (performance.now() - at > 60_000) throw new Error(`${last} of ${REQUESTS} were delivered`);
    }
    const rate = ((REQUESTS - first) * 1000) / (performance.now() - began);
    const [there, sent] = (await cpuOf(servers, ordered)).map((now, i) => {
      const each = (of: keyof Cpu): string =>
        (((now[of] - (cpu[i]?.[of] ?? 0)) * 1000) / (REQUESTS - first)).toFixed(1);
      return `${each('server')} + ${each('database')}`;
    });
    return [
      {
        what: 'requests sent and delivered, with their receipts',
        ours: `${rate.toFixed(0)}/s`,
        peer: `${WANTED}/s`,
        ratio: rate / WANTED,
        gate: 1,
        note: `${REQUESTS - first} with a letter of 60 kB each; CPU with the databases ${sent} ms, there ${there} ms each`,
      },
    ];
  } finally {
    await house.close();
    for (const one of servers) {
      one.kill('SIGTERM');
      await once(one, 'exit');
    }
  }
}

interface Cpu {
  readonly server: number;
  readonly database: number;
}

/** Seconds so far, of each server and of the database that it started. */
function cpuOf(
  servers: readonly ChildProcess[],
  homes: readonly { readonly path: string }[],
): Promise<Cpu[]> {
  return Promise.all(
    servers.map(async (one, i) => {
      const answer = once(one, 'message');
      one.send('how');
      const server = ((await answer) as [{ cpuSeconds: number }])[0].cpuSeconds; // as web-serve.ts says
      return { server, database: secondsOf(`${homes[i]?.path}/`) };
    }),
  );
}
