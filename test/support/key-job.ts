// A process that works on jobs until a change of keys is carried out: `node key-job.ts HOME`. Run by tests, which kill it.
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { keyJobs } from '../../src/evidence/installation/key-proposal.jobs.ts';
import { openPersonDatabase } from '../../src/people/as-person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { startJobs } from '../../src/server/jobs.ts';

const { env } = process;
const house = await openInstallation(homeAt(process.argv[2] ?? ''), { env });
const db = await openPersonDatabase(house.home, { env });
const log = pino({ level: 'warn' }, process.stderr);
const jobs = await startJobs({ house, db, env, log, atOnce: 1, kinds: keyJobs(env) });
for (;;) {
  const open = await house.db.kysely
    .selectFrom('job')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  if (open === undefined) break;
  await sleep(100);
}
await jobs.stop(0);
await db.close();
await house.close();
