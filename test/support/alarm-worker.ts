// A process that does what the job of alarms does, once: `node alarm-worker.ts HOME`, with the database in the environment. Tests
// kill it.
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import { openPersonDatabase } from '../../src/people/as-person.store.ts';
import { homeAt } from '../../src/platform/home.ts';
import { alarmJob } from '../../src/requests/verbs/preservation/alarms.jobs.ts';
import { newUuid } from '../../src/base/ids.ts';

const { env } = process;
const house = await openInstallation(homeAt(process.argv[2] ?? ''), { env });
const db = await openPersonDatabase(house.home, { env });
process.stdout.write('ready\n');
const work = {
  job: newUuid(house.clock, house.random),
  person: undefined,
  caseId: undefined,
  signal: new AbortController().signal,
  progress: () => undefined,
};
await alarmJob.run({}, work, { house, db });
await db.close();
await house.close();
