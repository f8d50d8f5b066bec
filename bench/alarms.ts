// 2,000 alarms under row security: what PostgreSQL takes to plan and to run a page of them, the same joined to their clocks, and
// writing one. Each in a transaction of its own, so that the lists which the policies look in are made every time.
import { performance } from 'node:perf_hooks';
import { sql, type RawBuilder } from 'kysely';
import type { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { asPerson, type Tx } from '../src/people/as-person.store.ts';
import type { Uuid } from '../src/base/ids.ts';
import { waitingAlarms } from '../src/requests/machine/clocks/alarm.store.ts';
import { limited, type Row } from './table.ts';

const ALARMS = 2000;
const LIMIT_MS = 1;
const PAGE_LIMIT_MS = 100;
const ROUNDS = 31;
const PAGE = 50;

type Db = Awaited<ReturnType<typeof openInstallation>>['db'];

/** Of the clocks that are there: as many alarms each as make 2,000. Then twice, the second time of a confidential request. */
export async function alarms(db: Db, person: Uuid): Promise<Row[]> {
  await db.transaction(async (tx) => {
    await sql`insert into clock_alarm (id, clock_id, case_id, kind, due_at, fired_at, escalates_at)
      select gen_random_uuid(), c.id, c.case_id, kind, now() + row_number() over () * interval '1 minute', now(), now()
        from request_clock c, unnest(array['before', 'end']) kind limit ${ALARMS}`.execute(tx);
  });
  await db.withOwner((owner) => owner.query('analyze clock_alarm; analyze request_clock'));
  const rows = await measured(db, person, `${ALARMS} alarms`);
  await db.transaction(async (tx) => {
    await sql`insert into request_knower (request_id, case_id, person_id, named_by, named_at)
      select distinct c.request_id, c.case_id, ${person}::uuid, ${person}::uuid, now() from request_clock c`.execute(
      tx,
    );
    await sql`update request set restricted = true where id in (select request_id from request_clock)`.execute(
      tx,
    );
  });
  await db.withOwner((owner) => owner.query('analyze clock_alarm; analyze request_clock'));
  return [...rows, ...(await measured(db, person, `${ALARMS} alarms of a confidential request`))];
}

async function measured(db: Db, person: Uuid, which: string): Promise<Row[]> {
  const waits = sql`a.fired_at is not null and a.seen_at is null and a.void_at is null`;
  const inOrder = sql`order by a.id limit ${sql.lit(PAGE)}`;
  const asked: readonly (readonly [string, RawBuilder<unknown>])[] = [
    [
      `a page of ${PAGE}`,
      sql`select a.id, a.clock_id, a.kind, a.due_at from clock_alarm a where ${waits} ${inOrder}`,
    ],
    [
      'joined to their clocks',
      sql`select a.id, a.kind, a.due_at, c.clock, c.earliest from clock_alarm a join request_clock c on c.id = a.clock_id
           where ${waits} and c.status = 'running' ${inOrder}`,
    ],
    [
      'one written',
      sql`insert into clock_alarm (id, clock_id, case_id, kind, due_at)
          select gen_random_uuid(), c.clock_id, c.case_id, 'end', now() from (${await anyClock(db, person)}) c`,
    ],
  ];
  const rows: Row[] = [];
  for (const [what, query] of asked) {
    const { planning, execution } = await typical(db, person, query);
    rows.push(limited(`${which}: ${what}, planned`, planning, LIMIT_MS, 'ms'));
    rows.push(limited(`${which}: ${what}, run`, execution, LIMIT_MS, 'ms'));
  }
  const began = performance.now();
  await asPerson(db, person, (tx) => waitingAlarms(tx, person, PAGE));
  rows.push(limited(`${which}: what waits, on My work`, performance.now() - began, PAGE_LIMIT_MS, 'ms'));
  return rows;
}

/** A row of values, so that it is the writing that is measured. */
async function anyClock(db: Db, person: Uuid): Promise<RawBuilder<unknown>> {
  const { rows } = await asPerson(db, person, (tx) =>
    sql<{ id: Uuid; case_id: Uuid }>`select id, case_id from request_clock limit 1`.execute(tx),
  );
  const [found] = rows;
  if (found === undefined) throw new Error('no clock');
  return sql`select ${sql.lit(found.id)}::uuid as clock_id, ${sql.lit(found.case_id)}::uuid as case_id`;
}

interface Times {
  readonly planning: number;
  readonly execution: number;
}

/** The medians as PostgreSQL measures them; what is written is rolled back. */
async function typical(db: Db, person: Uuid, query: RawBuilder<unknown>): Promise<Times> {
  const times: Times[] = [];
  for (let i = 0; i < ROUNDS; i++)
    try {
      await asPerson(db, person, async (tx) => {
        times.push(await explained(tx, query));
        throw ROLL_BACK;
      });
    } catch (error) {
      if (error !== ROLL_BACK) throw error;
    }
  const median = (of: (one: Times) => number): number =>
    times.map(of).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Infinity;
  return { planning: median((one) => one.planning), execution: median((one) => one.execution) };
}

const ROLL_BACK = new Error('measured');

async function explained(tx: Tx, query: RawBuilder<unknown>): Promise<Times> {
  const { rows } = await sql<{
    'QUERY PLAN': readonly { 'Planning Time': number; 'Execution Time': number }[];
  }>`explain (analyze, timing off, format json) ${query}`.execute(tx);
  const plan = rows[0]?.['QUERY PLAN'][0];
  if (plan === undefined) throw new Error('no plan');
  return { planning: plan['Planning Time'], execution: plan['Execution Time'] };
}
