// An agency with a server, a worker and a database that can be killed, and two people who go on trying as a browser does.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../../src/base/ids.ts';
import { initialise } from '../../src/evidence/installation/init.acts.ts';
import { insertMember } from '../../src/people/case-member.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { openHouse } from '../../src/server/server.ts';
import { COMITY } from './comity.ts';
import { FRANCE, testCase } from './installation.ts';
import { enrol, type Enrolled } from './people.ts';
import { killServer } from './postgres.ts';
import { freePort } from './site.ts';
import { atEnd } from './temporary.ts';
import { answered, tusOf, type Bringer } from './uploads.ts';
import { said as english, saying } from './words.ts';

export type Victim = 'server' | 'worker' | 'database' | 'all';

export interface CrashSite extends Pick<Bringer, 'create' | 'offset'> {
  readonly home: string;
  readonly caseReference: string;
  readonly patch: (upload: string, offset: number, bytes: Uint8Array) => Promise<unknown>;
  readonly finish: (upload: string, digest: string) => Promise<unknown>;
  /** Waits until it is in evidence. */
  readonly taken: (name: string) => Promise<void>;
  /** The exhibit of that item passes from the store to a person: offered by one, accepted by another. */
  readonly handOver: (item: number) => Promise<void>;
  readonly kill: (victim: Victim) => Promise<void>;
  /** Starts again what was killed; the database is started by whoever misses it. */
  readonly revive: () => Promise<void>;
  /** What ended by itself so far. */
  readonly falls: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export async function crashSite(t: TestContext, folder: string): Promise<CrashSite> {
  const home = join(folder, 'home');
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { file, ines, lea } = await settle(home, url);
  const server = program(home, ['serve', '--port', String(port)]);
  const worker = program(home, ['worker', '--jobs', '2']);
  atEnd(t, () => Promise.all([server.kill(), worker.kill()]));
  server.start();
  worker.start();
  await insist(() => fetch(`${url}/ready`), [200]);
  const tus = tusOf({ url }, ines);
  const intake = await answered(file, async (path, fields) => insist(() => tus.form(path, fields), [303]));
  const form = async (who: Enrolled, path: string, fields: { readonly [field: string]: string }) =>
    insist(() => tusOf({ url }, who).form(path, fields), [303]);
  const page = async (who: Enrolled, path: string): Promise<string> =>
    (await insist(() => fetch(`${url}${path}`, { headers: { cookie: who.cookie } }), [200])).text();
  return {
    home,
    caseReference: file.reference,
    create: async (name, bytes) =>
      (await insist(() => tus.begin(intake, name, bytes), [201])).headers.get('location') ?? '',
    offset: async (upload) =>
      Number((await insist(() => tus.head(upload), [200])).headers.get('upload-offset') ?? -1),
    patch: (upload, offset, bytes) => tus.patch(upload, offset, bytes).catch(() => undefined), // the offset is asked again
    finish: (upload, digest) => insist(() => tus.form(`${upload}/finish`, { sha256: digest }), [303]),
    taken: async (name) => {
      // A file whose beginning was answered to nobody stands there twice, once empty and for ever receiving.
      const rows = new RegExp(`${name}<[\\s\\S]*?</tr>`, 'g');
      const isIn = async (): Promise<boolean> => {
        const found = [...(await page(ines, `${intake}/files`)).matchAll(rows)].map(([row]) => row);
        assert.ok(!found.some((row) => saying(english.upload.failed).test(row)), name);
        return found.some((row) => saying(english.upload.taken).test(row));
      };
      const giveUpAt = Date.now() + PATIENCE_MS;
      while (!(await isIn())) {
        assert.ok(Date.now() < giveUpAt, `${name} was not taken in`);
        await sleep(LOOK_MS);
      }
    },
    handOver: async (item) => {
      const address = `/cases/${file.reference}/evidence/${item}/hand-over`;
      const key = newUuid(Date.now, (bytes) => crypto.getRandomValues(bytes));
      await form(lea, `${address}/to`, { to: ines.id, key });
      await form(lea, `${address}/why`, { 'why.reason': 'To be read', 'why.place': '', key });
      await form(lea, `${address}/check`, { key });
      const [answer = ''] = new RegExp(`${address}/[^/"]+/answer`).exec(await page(ines, '/')) ?? [];
      await form(ines, `${answer}/answer`, { 'answer.outcome': 'accepted', 'answer.reason': '' });
    },
    kill: async (victim) => {
      if (victim === 'server' || victim === 'all') await server.kill();
      if (victim === 'worker' || victim === 'all') await worker.kill();
      if (victim === 'database' || victim === 'all') await killServer(home);
    },
    revive: async () => {
      server.start();
      worker.start();
      await insist(() => fetch(`${url}/ready`), [200]);
    },
    falls: () => [...server.falls(), ...worker.falls()],
    stop: async () => {
      await worker.end();
      await server.end();
    },
  };
}

async function settle(home: string, url: string) {
  await initialise(homeAt(home), FRANCE, { env: {} });
  const opened = await openHouse(homeAt(home), {}, new URL(url), 'first-token');
  const { house, people } = opened;
  try {
    const file = await testCase(house);
    const ines = await enrol(people, 'ines');
    const lea = await enrol(people, 'lea');
    const at = new Date(house.clock());
    await house.db.transaction(async (tx) => {
      await insertMember(tx, { caseId: file.id, person: ines.id, role: 'investigator', at });
      await insertMember(tx, { caseId: file.id, person: lea.id, role: 'lead', at });
    });
    return { file, ines, lea };
  } finally {
    await opened.close();
  }
}

const LOOK_MS = 150;
const PATIENCE_MS = 120_000;
const SAID_MAX = 4000;
const RESTART_MS = 1_000;

/** Again and again while nobody answers, or the answer is that something failed on the other side. */
async function insist(ask: () => Promise<Response>, wanted: readonly number[]): Promise<Response> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && wanted.includes(answer.status)) return answer;
    const isWorthIt = answer === undefined || answer.status >= 500 || answer.status === 429;
    if (!isWorthIt || Date.now() > giveUpAt)
      assert.fail(
        `${answer?.url ?? 'nobody'} answered ${answer?.status ?? 'nothing'}: ${(await answer?.text()) ?? ''}`,
      );
    await sleep(LOOK_MS);
  }
}

interface Program {
  /** Nothing when it runs. One that ended by itself is started again, as a service manager would. */
  readonly start: () => void;
  /** How it ended by itself, and what it said. */
  readonly falls: () => readonly string[];
  readonly kill: () => Promise<void>;
  readonly end: () => Promise<void>;
}

function program(home: string, args: readonly string[]): Program {
  let child: ChildProcess | undefined;
  const falls: string[] = [];
  const { DATABASE_URL: _, ...env } = process.env;
  const start = (): void => {
    if (child !== undefined) return;
    const one = spawn(COMITY, args, {
      env: { ...env, COMITY_HOME: home, COMITY_LOG: 'fatal' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    one.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-SAID_MAX)));
    one.once('close', (code, name) => {
      if (child !== one) return; // killed, or told to end
      child = undefined;
      falls.push(`${args[0]} ended with ${code ?? name}: ${said}`);
      setTimeout(start, RESTART_MS);
    });
    child = one;
  };
  const signal = async (name: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const one = child;
    child = undefined;
    if (one === undefined || one.exitCode !== null || one.signalCode !== null) return;
    const ended = once(one, 'exit');
    one.kill(name);
    await ended;
  };
  return {
    start,
    falls: () => falls,
    kill: () => signal('SIGKILL'),
    end: () => signal('SIGTERM'),
  };
}
