// Does the server still answer while somebody does it harm? Each hostile input of the reviews is played, as often and as side by side as
// one person can, and `/health` is asked twenty times a second meanwhile. docs/benchmarks.md
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { freePort } from '../test/support/site.ts';
import { answered, tusOf } from '../test/support/uploads.ts';
import { e01Files, mediaBytes } from '../test/support/ewf-image.ts';
import { newHome } from './home.ts';
import { run, script } from './measure.ts';
import { limited, type Row } from './table.ts';

const LIMIT_MS = 300;
const REST_MS = 30_000;
/** What it holds after a second round of all, against the first: a server that keeps nothing grows no further. */
const GROWTH_MAX = 1.15;
/** So long at least, so that there are enough answers to go by; and no longer than that. */
const [LEAST_MS, MOST_MS] = [4_000, 30_000];
const MIB = 1024 * 1024;

interface Ground {
  readonly url: string;
  readonly port: number;
  readonly reference: string;
  readonly cookie: string;
  readonly key: string;
  readonly number: number;
}

interface Bench {
  readonly ground: Ground;
  readonly clock: Worker;
}

type Play = (ground: Ground, signal: AbortSignal) => Promise<unknown>;

export async function hostile(folder: string): Promise<Row[]> {
  const { path, env } = newHome(folder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const filled = JSON.parse(run(script('hostile-fill.ts', [path, url]), env)) as Omit<Ground, 'url' | 'port'>; // as it prints
  const server = fork(new URL('web-serve.ts', import.meta.url), [path, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2' }, // as ./comity says
  });
  try {
    await once(server.stdout ?? server, 'data');
    const ground = { ...filled, url, port };
    const clock = new Worker(new URL('health-clock.ts', import.meta.url), { workerData: { port } });
    const bench = { ground, clock };
    const rows: Row[] = [];
    const held: number[] = [];
    for (const [what, play] of PLAYS) {
      await asked(bench, what, play); // compiled, and read from disk
      const times = (await asked(bench, what, play)).toSorted((a, b) => a - b);
      held.push(await megabytes(server));
      const most = times.at(-1) ?? Infinity;
      const p99 = times[Math.floor(times.length * 0.99)] ?? Infinity;
      rows.push({
        ...limited(`/health while ${what}`, most, LIMIT_MS, 'ms'),
        note: `the slowest of ${times.length}; 99 of 100 within ${p99.toFixed(0)} ms`,
      });
    }
    await sleep(REST_MS);
    const before = await megabytes(server);
    for (const [what, play] of PLAYS) await asked(bench, what, play);
    await clock.terminate();
    await sleep(REST_MS);
    const twice = await megabytes(server);
    const told = held.map((one) => one.toFixed(0)).join(', ');
    rows.push({
      ...limited('memory of the server after a second round', twice, before * GROWTH_MAX, 'MiB'),
      peer: `${before.toFixed(0)} MiB`,
      note: `after the first, ${REST_MS / 1000} s of rest after each; at most ${GROWTH_MAX} times as much; in the first: ${told}`,
    });
    return rows;
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

/** The answer to its end. A server that has heard enough may close before it has heard all. */
async function whole(answer: Promise<Response>): Promise<Response | undefined> {
  try {
    const came = await answer;
    await came.text();
    return came;
  } catch {
    return undefined;
  }
}

/** How long each answer of `/health` took while it was played. */
async function asked({ ground, clock }: Bench, what: string, play: Play): Promise<number[]> {
  const stop = new AbortController();
  const over = setTimeout(() => stop.abort(), MOST_MS);
  const began = performance.now();
  clock.postMessage('begin');
  try {
    do await play(ground, stop.signal);
    while (!stop.signal.aborted && performance.now() - began < LEAST_MS);
  } catch (error) {
    if (!stop.signal.aborted) throw new Error(`${what} could not be played`, { cause: error });
  }
  clearTimeout(over);
  clock.postMessage('end');
  const [times] = (await once(clock, 'message')) as [number[]]; // as health-clock.ts says; what goes wrong there is thrown here
  return times;
}

/** What the server holds, as it says itself. */
async function megabytes(server: ChildProcess): Promise<number> {
  server.send('rss');
  const [{ rss }] = (await once(server, 'message')) as [{ rss: number }]; // as web-serve.ts says
  return rss / MIB;
}

const PLAYS: readonly (readonly [string, Play])[] = [
  ['nothing is done', (_ground, signal) => sleep(LEAST_MS, undefined, { signal })],
  ['pages in Arabic show 200,000 digits and marks', inArabic],
  ['JSON of 2 MB is nested deeply', deepJson],
  ['forty passwords are tried at once', passwords],
  ['900 connections say nothing', silence],
  ['requests as hostile XML, JSON and PDF come', documents],
  ['images with bombs in their headers are taken in', images],
  ['packages of rubbish arrive', packages],
];

async function inArabic({ url, reference, cookie, number }: Ground, signal: AbortSignal): Promise<void> {
  const headers = { cookie, 'accept-language': 'ar' };
  const base = `${url}/cases/${reference}`;
  const paths = [
    '',
    '/requests',
    `/requests/${number}`,
    `/requests/${number}/check`,
    `/requests/${number}/versions/1`,
  ];
  await Promise.all(paths.map((path) => whole(fetch(base + path, { headers, signal }))));
}

async function deepJson({ url, key }: Ground, signal: AbortSignal): Promise<void> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': 'a',
  };
  const bodies = [
    '['.repeat(2 * MIB),
    '{"a":'.repeat(400_000),
    `${'['.repeat(MIB)}${']'.repeat(MIB)}`,
    `"${'\\'.repeat(2 * MIB)}`,
  ];
  for (const body of bodies)
    await whole(fetch(`${url}/api/v1/cases`, { method: 'POST', headers, body, signal }));
}

async function passwords({ url }: Ground, signal: AbortSignal): Promise<void> {
  const headers = { origin: url };
  const tries = Array.from({ length: 40 }, (_, i) => {
    const body = new URLSearchParams({ email: `nobody${i}@agency.example`, password: 'x'.repeat(128) });
    return fetch(`${url}/sign-in`, { method: 'POST', headers, body, redirect: 'manual', signal });
  });
  await Promise.all(tries.map(whole));
}

async function silence({ port }: Ground, signal: AbortSignal): Promise<void> {
  const sockets = Array.from({ length: 900 }, () =>
    connect({ host: '127.0.0.1', port }).on('error', () => undefined),
  );
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\n');
  await sleep(LEAST_MS, undefined, { signal }).finally(() => {
    for (const socket of sockets) socket.destroy();
  });
}

async function documents({ url, reference, cookie }: Ground, signal: AbortSignal): Promise<void> {
  const xml = (inner: string): string => `<request xmlns="urn:comity:request:1">${inner}</request>`;
  const files: readonly (readonly [string, string])[] = [
    ['deep.xml', xml('<a>'.repeat(300_000))],
    ['wide.xml', xml('<a/>'.repeat(400_000))],
    ['entity.xml', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'],
    ['deep.json', `{"a":${'['.repeat(900_000)}`],
    ['long.json', JSON.stringify({ v: '1'.repeat(900_000) })],
    ['rubbish.pdf', `%PDF-1.7\n${'1 0 obj<</Length 9>>stream\n'.repeat(20_000)}`],
    ['signed.pdf', readFileSync(new URL('../fixtures/fuzz/seeds/signed.pdf', import.meta.url), 'latin1')],
  ];
  for (const [name, content] of files) {
    const body = new FormData();
    body.set('document', new Blob([Buffer.from(content, 'latin1')]), name);
    const headers = { cookie, origin: url, 'accept-language': 'ar' };
    const address = `${url}/cases/${reference}/requests/incoming`;
    const sent = await whole(fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal }));
    const to = sent?.headers.get('location'); // there it is read
    if (typeof to === 'string') await whole(fetch(new URL(to, url), { headers, signal }));
  }
}

/** Sent like any evidence, and taken in by the jobs of the server. */
async function images({ url, reference, cookie }: Ground): Promise<void> {
  const tus = tusOf({ url }, { cookie });
  const [file = Buffer.alloc(0)] = e01Files({
    media: mediaBytes(64 * 512),
    sectorsPerChunk: 16,
    chunksPerSegment: 1000,
    header2: 'x'.repeat(20_000_000),
  });
  const intake = await answered({ reference }, tus.form);
  const begun = await tus.begin(intake, 'bomb.E01', file.length);
  const upload = begun.headers.get('location') ?? '';
  await tus.patch(upload, 0, file);
  await (await tus.form(`${upload}/finish`, {})).text();
  await sleep(1500); // the job
}

async function packages({ url, reference, cookie }: Ground, signal: AbortSignal): Promise<void> {
  const example = readFileSync(new URL('../fixtures/package/example.zip', import.meta.url));
  const end = Buffer.from(example.subarray(-22));
  end.writeUInt16LE(0xffff, 10);
  for (const bytes of [
    example.subarray(0, -22),
    Buffer.concat([example.subarray(0, -22), end]),
    Buffer.alloc(20 * MIB, 'PK\u0001\u0002'),
  ]) {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(bytes)]), 'package.zip');
    const headers = { cookie, origin: url };
    const address = `${url}/cases/${reference}/import/send`;
    await whole(fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal }));
  }
}
