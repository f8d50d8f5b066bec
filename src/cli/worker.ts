// ./comity worker: runs jobs beside a server, on this machine or another that reaches the same database and folder.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { openInstallation } from '../evidence/house/installation.acts.ts';
import { openPersonDatabase } from '../people/as-person.store.ts';
import { homeOf } from '../platform/home.ts';
import { openLog } from '../platform/log.ts';
import { JOBS_AT_ONCE, startJobs } from '../server/jobs.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** As long as a service manager waits for it: what is under way is finished, or goes back and is taken up again. */
const GRACE_MS = 60_000;

export async function runWorker(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { jobs: { type: 'string', default: String(JOBS_AT_ONCE) } },
  });
  const { env } = process;
  const log = openLog(env);
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const house = await openInstallation(homeOf(env), { env });
  try {
    const db = await openPersonDatabase(house.home, { env });
    try {
      const jobs = await startJobs({ house, db, env, log, atOnce: atOnceOf(values.jobs) });
      terminal.out('Working on jobs. Stop it with Ctrl-C; what is under way is finished first.');
      await stopping;
      await jobs.stop(GRACE_MS);
    } finally {
      await db.close();
    }
  } finally {
    await house.close();
  }
  terminal.out('Stopped. What was not finished is taken up by the next worker.');
  return EXIT.done;
}

function atOnceOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new Refusal('badUsage', {
    expected: 'how many jobs at once, from 1 to 99',
    found: text,
    next: 'Correct --jobs.',
  });
}
