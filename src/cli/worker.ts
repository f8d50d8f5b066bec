// ./comity worker: runs jobs beside a server, on this machine or another that reaches the same database and folder.
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { openInstallation } from '../evidence/installation/open.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { homeOf } from '../platform/home.ts';
import { openLog, type Log } from '../platform/log.ts';
import { JOBS_AT_ONCE, startJobs } from '../server/jobs.ts';
import { watchKeys } from '../server/watch-keys.ts';
import { EXIT, readersGone, type Terminal } from './terminal.ts';

/** As long as a service manager waits for it: what is under way is finished, or goes back and is taken up again. */
const GRACE_MS = 60_000;

export async function runWorker(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { jobs: { type: 'string', default: String(JOBS_AT_ONCE) } },
  });
  const { env } = process;
  const log = openLog(env);
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), readersGone()]);
  const atOnce = atOnceOf(values.jobs);
  let bench = await openBench(env, log, atOnce);
  const watch = watchKeys(
    () => bench.house,
    log,
    async () => {
      const before = bench;
      bench = await openBench(env, log, atOnce);
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

async function openBench(env: NodeJS.ProcessEnv, log: Log, atOnce: number): Promise<Bench> {
  const house = await openInstallation(homeOf(env), { env, mayLackKeys: true });
  const closers = [() => house.close()];
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one();
  };
  try {
    const db = await openPersonDatabase(house.home, { env });
    closers.push(() => db.close());
    const jobs = await startJobs({ house, db, env, log, atOnce });
    closers.push(() => jobs.stop(GRACE_MS));
    return { house, leave: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function atOnceOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new Refusal('badUsage', {
    expected: 'how many jobs at once, from 1 to 99',
    found: text,
    next: 'Correct --jobs.',
  });
}
