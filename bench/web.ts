// The pages that people open all day, with fifty of them at work on a large installation.
import autocannon from 'autocannon';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { newHome } from './home.ts';
import { run, script } from './measure.ts';
import type { Row } from './table.ts';

const EXHIBITS = 10_000;
const EVENTS = 1_000_000;
const USERS = 50;
const SECONDS = 20;
const WARM_SECONDS = 5;
const P50_MS = 100;
const P99_MS = 300;

interface Filled {
  readonly cases: readonly string[];
  readonly cookies: readonly string[];
}

/** A page by the number of the request: no two in a row are the same. */
type Page = (i: number, filled: Filled) => string;

const caseOf = (i: number, { cases }: Filled): string => cases[i % cases.length] ?? '';
const ITEMS = EXHIBITS / 10;
const PAGES: readonly (readonly [string, Page])[] = [
  ['dashboard', () => '/'],
  ['list of evidence', (i, filled) => `/cases/${caseOf(i, filled)}/evidence?after=${(i * 37) % ITEMS}`],
  [
    'exhibit, its look recorded',
    (i, filled) => `/cases/${caseOf(i, filled)}/evidence/${1 + ((i * 37) % ITEMS)}`,
  ],
];

export async function web(folder: string): Promise<Row[]> {
  const { path, env } = newHome(folder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const filled = JSON.parse(
    run(script('web-fill.ts', [path, String(EXHIBITS), String(EVENTS), String(USERS), url]), env),
  ) as Filled; // as it prints
  return measureWeb(path, port, filled);
}

async function measureWeb(home: string, port: number, filled: Filled): Promise<Row[]> {
  const server = fork(new URL('web-serve.ts', import.meta.url), [home, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    await once(server.stdout ?? server, 'data');
    const rows: Row[] = [];
    for (const [what, page] of PAGES) {
      await load(port, filled, page, { duration: WARM_SECONDS });
      const before = await askServer(server);
      const times = await eachInTheirTime(port, filled, page);
      const after = await askServer(server);
      const cpuMs = ((after.cpuSeconds - before.cpuSeconds) * 1000) / times.length;
      const together = await load(port, filled, page, { duration: SECONDS / 2, overallRate: USERS });
      const most = await load(port, filled, page, { duration: SECONDS / 2 });
      rows.push(...rowsOf(what, times, { cpuMs, together, most }));
    }
    return rows;
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

/**
 * Each user opens a page a second, at a moment of the second that is theirs and is drawn anew in each run. Milliseconds of
 * every answer, in rising order.
 */
async function eachInTheirTime(port: number, filled: Filled, page: Page): Promise<number[]> {
  const times: number[] = [];
  let asked = 0;
  const user = async (cookie: string): Promise<void> => {
    await sleep(1000 * Math.random());
    const result = await new Promise<autocannon.Result>((done, fail) => {
      const options: autocannon.Options = {
        url: `http://localhost:${port}`,
        connections: 1,
        overallRate: 1,
        duration: SECONDS,
        headers: { cookie },
        requests: [{ setupRequest: (request) => ({ ...request, path: page(asked++, filled) }) }],
      };
      const one = autocannon(options, (error: unknown, found) => (error ? fail(error) : done(found)));
      one.on('response', (_client, _status, _bytes, ms) => times.push(ms));
    });
    refuseFailures(result);
  };
  await Promise.all(filled.cookies.slice(0, USERS).map(user));
  return times.sort((a, b) => a - b);
}

/** Each connection is one user, and all ask in the same instant. Without a rate they ask for the next page as soon as the last one came. */
async function load(
  port: number,
  filled: Filled,
  page: Page,
  how: { readonly duration: number; readonly overallRate?: number },
): Promise<autocannon.Result> {
  let asked = 0;
  let users = 0;
  const result = await autocannon({
    url: `http://localhost:${port}`,
    connections: USERS,
    ...how,
    setupClient: (client) =>
      client.setHeaders({ cookie: filled.cookies[users++ % filled.cookies.length] ?? '' }),
    requests: [{ setupRequest: (request) => ({ ...request, path: page(asked++, filled) }) }],
  });
  refuseFailures(result);
  return result;
}

function refuseFailures({ non2xx, errors }: autocannon.Result): void {
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} other answers, ${errors} errors`);
}

function rowsOf(
  what: string,
  times: readonly number[],
  others: { readonly cpuMs: number; readonly together: autocannon.Result; readonly most: autocannon.Result },
): Row[] {
  const { cpuMs, together, most } = others;
  const note = `a limit we set; ${USERS} users, ${(times.length / SECONDS).toFixed(0)} pages/s`;
  const part = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  const row = (name: string, ours: number, peer: number): Row => ({
    what: `${what}, ${name}`,
    ours: `${ours.toFixed(0)} ms`,
    peer: `${peer} ms`,
    ratio: peer / Math.max(1, ours),
    gate: 1,
    note,
  });
  return [
    row('median', part(0.5), P50_MS),
    row('99th percentile', part(0.99), P99_MS),
    {
      what: `${what}, CPU of the server`,
      ours: `${cpuMs.toFixed(2)} ms`,
      peer: '',
      note: `all in the same instant: median ${together.latency.p50.toFixed(0)} ms, 99th ${together.latency.p99.toFixed(0)} ms; without a pause ${most.requests.average.toFixed(0)} pages/s, median ${most.latency.p50.toFixed(0)} ms`,
    },
  ];
}

async function askServer(server: ChildProcess): Promise<{ cpuSeconds: number; rss: number }> {
  const answer = once(server, 'message');
  server.send('how');
  const [figures] = await answer;
  return figures as { cpuSeconds: number; rss: number }; // as web-serve.ts sends
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
