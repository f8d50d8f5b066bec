// Kills server, worker and database at random while people send evidence and hand it over, and lets them try again as a browser
// would: nothing is lost, nothing is there twice, and the audit is clean.
//
//   COMITY_UPLOAD_CRASHES=100     how many times (4 unless said otherwise); each is killed within the first four
//   COMITY_CRASH_SEED=…           draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findCase } from '../src/cases/case.store.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import { randomOf } from './support/random.ts';
import { crashSite, type CrashSite, type Victim } from './support/upload-crash.ts';
import { comity } from './support/comity.ts';
import { serversBelow } from './support/postgres.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

const WANTED = Number(process.env['COMITY_UPLOAD_CRASHES'] ?? 4);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));
const PIECES = 4;
const BYTES_MAX = 600_000;

test('whatever is killed, each file is in evidence once and each hand-over is recorded once', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL')));
  const site = await crashSite(t, folder);
  const random = randomOf(SEED);
  const sent: string[] = [];
  const began = performance.now();
  sent.push(await trial(site, 0)); // in peace
  const ms = performance.now() - began;
  const struck = new Map<Victim, number>();
  const toCome: Victim[] = ['server', 'worker', 'database', 'all'];
  for (let i = 1; i <= WANTED; i++) {
    const first = toCome.splice(Math.floor(toCome.length * random()), 1)[0];
    const victim =
      first ??
      (['server', 'worker', 'database', 'server', 'all'] as const)[Math.floor(5 * random())] ??
      'all';
    const blow = sleep(ms * random()).then(() => site.kill(victim));
    const [digest] = await Promise.all([trial(site, i), blow.then(() => site.revive())]);
    sent.push(digest);
    struck.set(victim, 1 + (struck.get(victim) ?? 0));
  }
  for (const [victim, count] of struck) t.diagnostic(`${victim}: killed ${count} times`);
  for (const fall of site.falls()) t.diagnostic(fall);
  await site.stop();
  await whatIsThere(site, sent);
});

/** Sends a file and has it taken in, and hands over the one before it; the digest of what was sent. */
async function trial(site: CrashSite, i: number): Promise<string> {
  const bytes = randomBytes(1 + randomInt(BYTES_MAX));
  const digest = createHash('sha256').update(bytes).digest('hex');
  await Promise.all([send(site, `file-${i}.bin`, bytes, digest), i === 0 ? undefined : site.handOver(i)]);
  return digest;
}

async function send(site: CrashSite, name: string, bytes: Buffer, digest: string): Promise<void> {
  const upload = await site.create(name, bytes.length);
  const piece = Math.ceil(bytes.length / PIECES);
  for (;;) {
    const at = await site.offset(upload);
    if (at === bytes.length) break;
    assert.ok(at >= 0 && at < bytes.length, `${at} of ${bytes.length}`);
    await site.patch(upload, at, bytes.subarray(at, at + piece));
  }
  await site.finish(upload, digest);
  await site.taken(name);
}

async function whatIsThere({ home, caseReference }: CrashSite, sent: readonly string[]): Promise<void> {
  const audited = await comity(home, ['audit']);
  assert.equal(audited.code, 0, audited.err);
  const house = await openInstallation(homeAt(home), { env: {} });
  try {
    const file = await findCase(house.db.kysely, caseReference);
    const held = await listExhibits(house.db.kysely, file.id, 2 * sent.length);
    assert.deepEqual(held.map((one) => one.sha256).sort(), [...sent].sort(), 'each file once');
    const last = held.at(-1)?.number;
    for (const { number } of held) {
      const events = await eventsOf(house, number);
      const types = events.map(({ event }) => event.type).filter((type) => type !== 'viewed');
      const handedOver = number === last ? [] : ['offered', 'accepted'];
      assert.deepEqual(types, ['acquired', 'stored', ...handedOver], number);
    }
  } finally {
    await house.close();
  }
  // What was begun twice, because the answer to the first time was lost, is still there: empty, for its owner to remove.
  const left = readdirSync(join(home, 'uploads')).filter(
    (name) => statSync(join(home, 'uploads', name)).size > 0,
  );
  assert.deepEqual(left, []);
  assert.deepEqual(readdirSync(join(home, 'staging')), []);
}
