// A process that works on the jobs of tests: `node job-worker.ts HOME`, with the database in the environment.
import { once } from 'node:events';
import { pino } from 'pino';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { openPersonDatabase } from '../../src/people/as-person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { startJobs } from '../../src/server/jobs.ts';
import { TEST_JOBS } from './job-kinds.ts';

const { env } = process;
const house = await openInstallation(homeAt(process.argv[2] ?? ''), { env });
const db = await openPersonDatabase(house.home, { env });
const log = pino({ level: 'error' }, process.stderr);
const jobs = await startJobs({ house, db, env, log, atOnce: 1, kinds: TEST_JOBS });
process.stdout.write('ready\n');
await once(process, 'SIGTERM');
await jobs.stop(200);
await db.close();
await house.close();
