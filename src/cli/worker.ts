// ./comity worker: runs jobs beside a server, on this machine or another that reaches the same database and folder; or, where the evidence
// lies in an object store, on one that has a small folder of its own (docs/guides/run-on-several-machines.md).
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { Refusal } from '../base/refusal.ts';
import { openInstallation } from '../evidence/installation/open.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { homeOf, makeHome } from '../platform/home.ts';
import { openLog, type Log } from '../platform/log.ts';
import { JOBS_AT_ONCE, startJobs } from '../server/jobs.ts';
import { watchKeys } from '../server/watch-keys.ts';
import { FLAG, optionsOf } from './options.ts';
import { EXIT, readersGone, type Terminal } from './terminal.ts';
import { numberFrom } from './words.ts';

/** As long as a service manager waits for it: what is under way is finished, or goes back and is taken up again. */
const GRACE_MS = 60_000;

export async function runWorker(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    jobs: { type: 'string', default: String(JOBS_AT_ONCE) },
    elsewhere: FLAG,
  });
  const { env } = process;
  const log = openLog(env);
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), readersGone()]);
  const how = {
    atOnce: numberFrom(values.jobs, { option: 'jobs', least: 1, most: 99 }),
    isElsewhere: values.elsewhere,
  };
  let bench = await openBench(env, log, how);
  const watch = watchKeys(
    () => bench.house,
    log,
    async () => {
      const before = bench;
      bench = await openBench(env, log, how);
      await before.leave();
    },
  );
  try {
    terminal.out('Working on jobs. Stop it with Ctrl-C; what is under way is finished first.');
    flushCompileCache(); // what was compiled is kept for the next start, however this one ends
    await stopping;
  } finally {
    await watch.stop();
    await bench.leave();
  }
  terminal.out('Stopped. What was not finished is taken up by the next worker.');
  return EXIT.done;
}

interface Bench {
  readonly house: Installation;
  /** Finishes what is under way. */
  leave(): Promise<void>;
}

async function openBench(
  env: NodeJS.ProcessEnv,
  log: Log,
  { atOnce, isElsewhere }: { readonly atOnce: number; readonly isElsewhere: boolean },
): Promise<Bench> {
  const home = homeOf(env);
  if (isElsewhere) await makeHome(home);
  const house = await openInstallation(home, { env, mayLackKeys: true });
  const closers = [() => house.close()];
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one();
  };
  try {
    if (isElsewhere) refuseLoneWorker(house);
    const db = await openPersonDatabase(house.home, { env });
    closers.push(() => db.close());
    const jobs = await startJobs({ house, db, env, log, atOnce, isElsewhere });
    closers.push(() => jobs.stop(GRACE_MS));
    return { house, leave: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What another machine would have no use for is refused at once, and not when a job comes. */
function refuseLoneWorker(house: Installation): void {
  if (house.store.about === undefined) throw new Refusal('badUsage.workerStore');
  if (!house.canRecord) throw new Refusal('notReady.workerServiceKey', { keys: house.home.keys });
  // One machine signs the heads of the log, so that everything that vouches for them lies in one place.
  if (house.keys.canSign) throw new Refusal('notAllowed.workerLogKeys', { keys: house.home.keys });
}
