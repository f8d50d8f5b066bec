// Jobs with real processes and a real database: taken up, told, cancelled, killed, refused.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import type { CaseFile } from '../src/cases/case.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import type { JobTools } from '../src/evidence/log/tools.jobs.ts';
import { openPersonDatabase, type PersonDatabase } from '../src/people/as-person.store.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { placeJob, seeJob, waitsBehind } from '../src/people/job.acts.ts';
import type { People } from '../src/people/people.acts.ts';
import { insertPerson, personById } from '../src/people/person.store.ts';
import type { CaseRole } from '../src/people/roles.ts';
import { connect } from '../src/platform/connection.ts';
import { askToCancel, jobById, startJob } from '../src/platform/job.store.ts';
import type { Job, JobKind } from '../src/platform/job.ts';
import { installQueue, QUEUE_REVISION } from '../src/platform/database.ts';
import { cloneDatabase } from './support/database.ts';
import { testCase, testInstallation, type TestInstallation } from './support/installation.ts';
import { refusedJob, shakyJob, steadyJob } from './support/job-kinds.ts';
import { until } from './support/postgres.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { said } from './support/words.ts';

interface Made {
  readonly made: TestInstallation;
  readonly db: PersonDatabase;
  readonly file: CaseFile;
  readonly folder: string;
  readonly ines: Uuid;
  readonly person: (name: string, role?: CaseRole) => Promise<Uuid>;
  readonly ask: (kind: JobKind<JobTools, { folder: string; item: string }>, by?: Uuid) => Promise<Uuid>;
  readonly job: (id: Uuid) => Promise<Job>;
  readonly worker: () => Promise<ChildProcess>;
  /** What the runs of jobs left. */
  readonly runs: () => string[];
}

async function workshop(t: TestContext): Promise<Made> {
  const made = await testInstallation(t);
  const { house } = made;
  const folder = temporaryFolder(t);
  const file = await testCase(house);
  const db = await openPersonDatabase(made.home, { env: made.env });
  atEnd(t, () => db.close());
  const person = async (name: string, role?: CaseRole): Promise<Uuid> => {
    const id = newUuid(house.clock, house.random);
    const at = new Date(house.clock());
    await house.db.transaction(async (tx) => {
      await insertPerson(tx, { id, name, email: `${name}@agency.example`, createdAt: at });
      if (role !== undefined) await insertMember(tx, { caseId: file.id, person: id, role, at });
    });
    return id;
  };
  const ines = await person('ines', 'investigator');
  return {
    made,
    db,
    file,
    folder,
    ines,
    person,
    ask: (kind, by = ines) => {
      const asked = { by, caseId: file.id, title: 'letter.txt', payload: { folder, item: file.reference } };
      return db.asPerson(by, (tx) => startJob(house, tx, kind, asked));
    },
    job: async (id) => {
      const job = await jobById(house.db.kysely, id);
      assert.ok(job);
      return job;
    },
    worker: () => worker(t, made),
    runs: () => {
      const path = join(folder, 'runs');
      return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    },
  };
}

const WORKER = fileURLToPath(new URL('support/job-worker.ts', import.meta.url));

async function worker(t: TestContext, made: TestInstallation): Promise<ChildProcess> {
  const child = spawn(process.execPath, [WORKER, made.home.path], {
    env: { ...process.env, ...made.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  atEnd(t, async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await Promise.race([once(child.stdout, 'data'), ended.then(() => assert.fail('the worker ended'))]);
  return child;
}

test('a job whose worker is killed is taken up by another, and its effect is there once', async (t) => {
  const { made, file, folder, ask, job, worker: start, runs } = await workshop(t);
  const workers = await Promise.all([start(), start()]);
  const id = await ask(steadyJob);
  await until(async () => (await job(id)).done === 3);
  const [first] = runs();
  assert.equal((await job(id)).state, 'running');
  assert.equal((await job(id)).message, 'the second part');
  workers.find((one) => String(one.pid) === first)?.kill('SIGKILL');
  const killedAt = performance.now();
  await until(() => runs().length === 2);
  t.diagnostic(`taken up again after ${Math.round(performance.now() - killedAt)} ms`);
  assert.notEqual(runs()[1], first);
  appendFileSync(join(folder, 'go'), '');
  await until(async () => (await job(id)).state === 'done');
  assert.deepEqual((await job(id)).result, { href: '/', note: 'all parts' });
  assert.equal((await eventsOf(made.house, file.reference)).length, 1);
});

test('workers that lose the connection of their locks take them again, and a job under way goes on', async (t) => {
  const { made, folder, ask, job, worker: start, runs } = await workshop(t);
  await Promise.all([start(), start()]);
  const id = await ask(steadyJob);
  await until(async () => (await job(id)).done === 3);
  await until(async () => (await locksOf(made)).length === 3); // one of the job, one of each worker
  const before = await locksOf(made);
  const lost = [...new Set(before.map(({ pid }) => pid))];
  for (const pid of lost) await sql`select pg_terminate_backend(${pid})`.execute(made.house.db.kysely);
  await until(async () => {
    const now = await locksOf(made);
    return before.every(({ key }) => now.some((one) => one.key === key && !lost.includes(one.pid)));
  });
  appendFileSync(join(folder, 'go'), '');
  await until(async () => (await job(id)).state === 'done');
  assert.equal(runs().length, 1);
});

/** What is locked in this database, by which session. */
async function locksOf({ house }: TestInstallation): Promise<readonly { pid: number; key: string }[]> {
  const { rows } = await sql<{ pid: number; key: string }>`
    select pid, classid || ' ' || objid as key from pg_locks
     where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())`.execute(
    house.db.kysely,
  );
  return rows;
}

test('a job that is rolled back never runs, and one asked for twice under one id runs once', async (t) => {
  const { made, db, file, folder, ines, job, worker: start, runs } = await workshop(t);
  const id = newUuid(made.house.clock, made.house.random);
  const asked = { by: ines, caseId: file.id, title: 'x', payload: { folder, item: file.reference }, id };
  await assert.rejects(
    db.asPerson(ines, async (tx) => {
      await startJob(made.house, tx, steadyJob, asked);
      throw new Error('not after all');
    }),
  );
  appendFileSync(join(folder, 'go'), '');
  for (let i = 0; i < 2; i++) await db.asPerson(ines, (tx) => startJob(made.house, tx, steadyJob, asked));
  await start();
  await until(async () => (await job(id)).state === 'done');
  assert.equal(runs().length, 1);
});

test('a server that stops puts its job back, and the next one goes on', async (t) => {
  const { folder, ask, job, worker: start, runs } = await workshop(t);
  const first = await start();
  const id = await ask(steadyJob);
  await until(() => runs().length === 1);
  const ended = once(first, 'exit');
  first.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  assert.equal((await job(id)).state, 'waiting');
  appendFileSync(join(folder, 'go'), '');
  await start();
  await until(async () => (await job(id)).state === 'done');
});

test('what is cancelled stops, while it waits and while it runs', async (t) => {
  const { made, ask, job, worker: start, runs } = await workshop(t);
  const cancel = (id: Uuid): Promise<void> => askToCancel(made.house.db.kysely, id, new Date());
  const waiting = await ask(steadyJob);
  await cancel(waiting);
  assert.equal((await job(waiting)).state, 'cancelled');
  const running = await ask(steadyJob);
  await start();
  await until(() => runs().length === 1);
  await cancel(running);
  await until(async () => (await job(running)).state === 'cancelled');
  assert.equal(runs().length, 1, 'the one that waited never ran');
});

test('a job goes before others where its person says so, and a stranger says nothing of it', async (t) => {
  const { made, db, person, ines, ask, job, worker: start } = await workshop(t);
  const people = { db, operator: made.house.db, clock: made.house.clock } as unknown as People; // all that it uses
  const asked: Uuid[] = [];
  for (let i = 0; i < 3; i++) asked.push(await ask(refusedJob));
  const [early, middle, late] = asked;
  assert.ok(early !== undefined && middle !== undefined && late !== undefined);
  const who = async (id: Uuid) => {
    const found = await personById(made.house.db.kysely, id);
    assert.ok(found);
    return found;
  };
  const stranger = await who(await person('sam'));
  assert.equal(await placeJob(people, stranger, late, 'first'), false);
  assert.equal(await placeJob(people, await who(ines), late, 'first'), true);
  assert.equal(await placeJob(people, await who(ines), early, 'last'), true);
  const before = await Promise.all(asked.map(async (id) => waitsBehind(people, await job(id))));
  assert.deepEqual(before, [2, 1, 0]);
  await start();
  await until(async () => (await Promise.all(asked.map(job))).every(({ state }) => state === 'failed'));
  const began = await Promise.all(
    asked.map(async (id) => ({ id, at: (await job(id)).beganAt?.getTime() ?? 0 })),
  );
  assert.deepEqual(began.toSorted((one, other) => one.at - other.at).map(({ id }) => id), [late, middle, early]); // prettier-ignore
});

test('a refusal is the answer; an accident is tried again', async (t) => {
  const { ask, job, worker: start, runs } = await workshop(t);
  await start();
  const refused = await ask(refusedJob);
  await until(async () => (await job(refused)).state === 'failed');
  assert.deepEqual((await job(refused)).failure, {
    code: 'badInput',
    expected: said.drafting.persons.roles.other,
    next: 'Bring another.',
  });
  assert.deepEqual(runs(), ['run']);
  const again = await workshop(t);
  const shaky = await again.ask(shakyJob);
  await again.worker();
  await until(async () => (await again.job(shaky)).state === 'done');
  assert.deepEqual(again.runs(), ['run', 'run']);
});

test('a job that is in no queue, as after a restored backup, is queued again', async (t) => {
  const { made, folder, ask, job, worker: start } = await workshop(t);
  const id = await ask(steadyJob);
  appendFileSync(join(folder, 'go'), '');
  await made.house.db.withOwner((owner) => owner.query('delete from graphile_worker._private_jobs'));
  await start();
  await until(async () => (await job(id)).state === 'done');
});

test('a job of a case is seen by its members whose role allows the act, and by nobody else', async (t) => {
  const { made, db, ines, person, ask } = await workshop(t);
  const id = await ask(steadyJob);
  const see = async (who: Uuid) => {
    const found = await personById(made.house.db.kysely, who);
    assert.ok(found);
    return seeJob({ db }, found, id);
  };
  assert.equal((await see(ines))?.mayCancel, true);
  const examiner = await see(await person('examiner', 'examiner'));
  assert.deepEqual([examiner?.asker, examiner?.mayCancel], ['ines', false]);
  assert.equal((await see(await person('lead', 'lead')))?.mayCancel, true);
  for (const role of ['prosecutor', 'observer', 'defence'] as const)
    assert.equal(await see(await person(role, role)), undefined, role);
  assert.equal(await see(await person('omar')), undefined);
  await made.house.db.transaction((tx) => sql`delete from case_member where person_id = ${ines}`.execute(tx));
  assert.equal(await see(ines), undefined, 'who asked and left the case');
});

test('the application’s role asks for jobs by inserting them, in its own name, and cannot touch the queue', async (t) => {
  const { db, file, folder, ines, person, ask } = await workshop(t);
  await ask(steadyJob);
  const omar = await person('omar');
  const write = (by: Uuid, values: string): Promise<unknown> =>
    db.asPerson(by, (tx) =>
      sql`insert into job (id, kind, act, title, payload, asked_at, case_id, person_id)
          values (gen_random_uuid(), 'steady', 'seeCase', 'x', '{}', now(), ${sql.raw(values)})`.execute(tx),
    );
  const denied = { code: '42501' };
  await assert.rejects(write(omar, `'${file.id}', '${omar}'`), denied, folder);
  await assert.rejects(write(ines, `'${file.id}', '${omar}'`), denied);
  await assert.rejects(write(ines, `null, null`), denied);
  for (const query of [
    "select graphile_worker.add_job('steady')",
    'select 1 from graphile_worker.jobs',
    'select 1 from graphile_worker._private_jobs',
  ])
    await assert.rejects(
      db.asPerson(ines, (tx) => sql.raw(query).execute(tx)),
      denied,
      query,
    );
  const touched = await db.asPerson(ines, (tx) =>
    sql`update job set state = 'done', ended_at = now()`.execute(tx),
  );
  assert.equal(touched.numAffectedRows, 0n, 'only the system says how far a job is');
});

test('the queue is installed once when several start together', async (t) => {
  const database = await cloneDatabase({ isEmpty: true });
  atEnd(t, () => database.drop());
  const config = { connectionString: database.env.DATABASE_URL };
  const owners = await Promise.all([1, 2, 3, 4].map(() => connect(config)));
  await Promise.all(owners.map((owner) => installQueue(owner, config)));
  const { rows } = await owners[0]!.query(
    'select max(id) as newest, count(*) as n from graphile_worker.migrations',
  );
  assert.deepEqual(rows, [{ newest: QUEUE_REVISION, n: QUEUE_REVISION }]);
  for (const owner of owners) await owner.end();
});
