// Kills the server that examines, the worker beside it, the database under both, and all three, at random moments of an examination that
// somebody asked for on a page; those that are started afterwards leave the table of one that nothing stopped, byte for byte. A moment is
// a number of results that are kept, so that it lies in the midst of the work on a slow machine as on a fast one.
//
//   COMITY_EXAMINE_SERVED_KILLS=40   how many times (once unless said otherwise)
//   COMITY_CRASH_SEED=…              draws the same moments again; the seed is printed
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { findExhibit } from '../src/evidence/exhibits/exhibit.store.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { examineJob } from '../src/forensics/pipeline/examine.jobs.ts';
import { homeAt } from '../src/platform/home.ts';
import { jobById, startJob } from '../src/platform/job.store.ts';
import type { Installation } from '../src/evidence/log/installation.acts.ts';
import type { Uuid } from '../src/base/ids.ts';
import { comity, startComity } from './support/comity.ts';
import { copyHome } from './support/crash-home.ts';
import { killServer, serversBelow, until } from './support/postgres.ts';
import { randomOf } from './support/random.ts';
import { freePort } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { unexaminedAt } from './support/unexamined.ts';

const WANTED = Number(process.env['COMITY_EXAMINE_SERVED_KILLS'] ?? 1);
const SEED = Number(process.env['COMITY_CRASH_SEED'] ?? randomInt(2 ** 32));
const HITS = ['all', 'server', 'worker', 'database'] as const;
type Hits = (typeof HITS)[number];
/** A job that its worker did not survive eight times is given to nobody any more, and waits longer after each: then another begins. */
const BLOWS_A_JOB = 4;

test('an examination whose server, worker or database is killed leaves the table of one that nothing stopped', async (t) => {
  t.diagnostic(`COMITY_CRASH_SEED=${SEED}`);
  const random = randomOf(SEED);
  const folder = temporaryFolder(t);
  atEnd(t, () => serversBelow(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))); // none, unless it failed
  const [unexamined, home] = [join(folder, 'unexamined'), join(folder, 'home')];
  const exhibit = await unexaminedAt(t, unexamined);
  const table = ['exhibit', 'examine', exhibit, '--table'];
  await copyHome(unexamined, home);
  const whole = await comity(home, table);
  assert.equal(whole.code, 0, whole.err);
  assert.ok(whole.out.split('\n').length > 100);
  const all = await within(home, unitsOf);
  assert.ok(all > 50, `${all} results to be struck at`);

  const running = new Map<'server' | 'worker', ChildProcess>();
  atEnd(t, () => running.forEach((child) => child.kill('SIGKILL')));
  const port = String(await freePort());
  const up = async (): Promise<void> => {
    for (const [name, args] of [
      ['server', ['serve', '--port', port]],
      ['worker', ['worker']],
    ] as const) {
      if (isUp(running.get(name))) continue;
      running.set(name, (await startComity(home, args, (lines) => lines.length > 0)).child);
    }
  };
  const end = async (name: 'server' | 'worker', signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(name);
    if (child === undefined || !isUp(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const kill = async (hits: Hits): Promise<void> => {
    for (const name of ['server', 'worker'] as const)
      if (hits === name || hits === 'all') await end(name, 'SIGKILL');
    // Where all who attended it had lost it already, it has ended by itself.
    if ((hits === 'all' || hits === 'database') && serversBelow(home).length > 0) await killServer(home);
  };

  let struck = 0;
  let rounds = 0;
  const fell: string[] = [];
  while (struck < WANTED) {
    assert.ok(++rounds <= WANTED + 3, 'examinations ended before they were struck');
    await copyHome(unexamined, home);
    const job = await within(home, (house) => asked(house, exhibit));
    await up();
    let next = random() * 0.5;
    for (let blows = 0; ; blows += 1) {
      const moment = Math.floor(next * all);
      const { isOver, units } = await within(home, async (house) => {
        let [isOver, units] = [false, 0];
        await until(async () => {
          isOver = (await jobById(house.db.kysely, job))?.state === 'done';
          units = await unitsOf(house);
          return isOver || (struck < WANTED && blows < BLOWS_A_JOB && units >= moment);
        }, 300);
        return { isOver, units };
      });
      if (isOver) break;
      const hits = HITS[struck % HITS.length] ?? 'all';
      await kill(hits);
      fell.push(`${hits} at ${units} of ${all}`);
      struck += 1;
      await up();
      next = Math.min(0.95, units / all + random() * 0.3);
    }
    for (const name of ['server', 'worker'] as const) await end(name, 'SIGTERM');
    const after = await comity(home, table);
    assert.equal(after.code, 0, after.err);
    assert.equal(after.out, whole.out, fell.join(', '));
  }
  fell.forEach((one) => t.diagnostic(one));
  assert.match((await comity(home, ['audit'])).out, /Everything is as it was signed/);
});

/** As another process would, beside the server. */
async function within<T>(home: string, act: (house: Installation) => Promise<T>): Promise<T> {
  const { DATABASE_URL: _, DATABASE_APP_URL: __, ...env } = process.env;
  const house = await openInstallation(homeAt(home), { env });
  try {
    return await act(house);
  } finally {
    await house.close();
  }
}

async function asked(house: Installation, exhibit: string): Promise<Uuid> {
  const { caseId } = await findExhibit(house.db.kysely, exhibit);
  const reference = exhibit.replace(/-\d+$/, '');
  const payload = { number: exhibit, reference, role: 'system', detail: {} };
  return house.db.transaction((tx) =>
    startJob(house, tx, examineJob, { by: undefined, caseId, title: exhibit, payload }),
  );
}

async function unitsOf(house: Installation): Promise<number> {
  const found = house.db.kysely.selectFrom('examined_unit').select((q) => q.fn.countAll().as('count'));
  return Number((await found.executeTakeFirst())?.count);
}

function isUp(child: ChildProcess | undefined): boolean {
  return child?.exitCode === null && child.signalCode === null;
}
