// SQL of the jobs, as people ask for them and as they go on.
import { sql, type Kysely } from 'kysely';
import { newUuid, type Random, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import {
  PRIORITIES,
  type Job,
  type JobFailure,
  type JobOrder,
  type JobPriority,
  type JobResult,
  type JobState,
  type JobUnit,
} from './job.ts';
import type { Schema } from './schema.ts';

interface AskedJob<Payload> {
  /** Undefined: the system itself, by its own hand. */
  readonly by: Uuid | undefined;
  /** Undefined: about no case; only who asked sees it. */
  readonly caseId?: Uuid | undefined;
  /** What it is about, in a few plain words: the name of a file, the number of an exhibit. */
  readonly title: string;
  readonly payload: Payload;
  /** Asked for again under the same id, it is the same job. */
  readonly id?: Uuid;
}

const TITLE_LENGTH_MAX = 300;

/** In the transaction that needs it: rolled back, it never runs. The id, for `/jobs/<id>`. */
export async function startJob<Payload>(
  parts: { readonly clock: Clock; readonly random: Random },
  tx: Kysely<Schema>,
  order: JobOrder<Payload>,
  asked: AskedJob<Payload>,
): Promise<Uuid> {
  const id = asked.id ?? newUuid(parts.clock, parts.random);
  await tx
    .insertInto('job')
    .values({
      id,
      kind: order.name,
      act: order.act,
      case_id: asked.caseId ?? null,
      person_id: asked.by ?? null,
      title: asked.title.slice(0, TITLE_LENGTH_MAX).toWellFormed(),
      payload: JSON.stringify(order.payload.parse(asked.payload)),
      asked_at: new Date(parts.clock()),
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
  return id;
}

/** Undefined when there is none that this connection may see. */
export async function jobById(db: Kysely<Schema>, id: Uuid): Promise<Job | undefined> {
  const row = await jobRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : jobOf(row);
}

/** Where a list of jobs goes on: after this one. */
export interface JobPlace {
  readonly askedAt: Date;
  readonly id: string;
}

/** What this person asked for; with a case, all that is about it and needs one of these acts to be seen, or is theirs. */
interface WhichJobs {
  readonly person: Uuid;
  readonly caseId?: Uuid;
  readonly acts?: readonly string[];
}

/** The newest first. */
export async function jobsAfter(
  db: Kysely<Schema>,
  { person, caseId, acts = [] }: WhichJobs,
  { after, limit }: { readonly after: JobPlace | undefined; readonly limit: number },
): Promise<Job[]> {
  const rows = await jobRows(db)
    .where((eb) =>
      caseId === undefined
        ? eb('person_id', '=', person)
        : eb.and([
            eb('case_id', '=', caseId),
            eb.or([eb('person_id', '=', person), sql<boolean>`act = any(${acts}::text[])`]),
          ]),
    )
    .$if(after !== undefined, (some) =>
      some.where(sql<boolean>`(asked_at, id) < (${after?.askedAt}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(jobOf);
}

/** What a run needs and the page does not. */
export interface BegunJob {
  readonly job: Job;
  readonly payload: unknown;
}

/** Undefined when there is nothing to do any more. Counts the run. */
export async function beginJob(db: Kysely<Schema>, id: Uuid, now: Date): Promise<BegunJob | undefined> {
  const row = await db
    .updateTable('job')
    .set((eb) => ({ state: 'running', began_at: now, runs: eb('runs', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning([...COLUMNS, 'payload'])
    .executeTakeFirst();
  return row === undefined ? undefined : { job: jobOf(row), payload: row.payload };
}

export interface Progress {
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: JobUnit;
  readonly message: string | undefined;
}

/** True when somebody asked that it stop. */
export async function writeProgress(
  db: Kysely<Schema>,
  id: Uuid,
  progress: Progress | undefined,
): Promise<boolean> {
  if (progress === undefined) return isCancelAsked(db, id);
  const row = await db
    .updateTable('job')
    .set({
      done: progress.done,
      total: progress.total ?? null,
      unit: progress.unit,
      message: progress.message ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('cancel_asked_at')
    .executeTakeFirst();
  return (row?.cancel_asked_at ?? null) !== null;
}

async function isCancelAsked(db: Kysely<Schema>, id: Uuid): Promise<boolean> {
  const row = await db.selectFrom('job').select('cancel_asked_at').where('id', '=', id).executeTakeFirst();
  return (row?.cancel_asked_at ?? null) !== null;
}

type Ending =
  | { readonly state: 'done'; readonly result: JobResult }
  | { readonly state: 'failed'; readonly failure: JobFailure }
  | { readonly state: 'cancelled' };

/** Changes nothing when it has ended already. */
export async function endJob(db: Kysely<Schema>, id: Uuid, ending: Ending, now: Date): Promise<void> {
  const result = ending.state === 'done' ? ending.result : ending.state === 'failed' ? ending.failure : null;
  await db
    .updateTable('job')
    .set({ state: ending.state, ended_at: now, result: result === null ? null : JSON.stringify(result) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

/** It will be taken up again. */
export async function putBack(db: Kysely<Schema>, id: Uuid): Promise<void> {
  await db
    .updateTable('job')
    .set({ state: 'waiting' })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** A job that waits is over at once; one under way is told, and says itself when it has stopped. */
export async function askToCancel(db: Kysely<Schema>, id: Uuid, now: Date): Promise<void> {
  await db
    .updateTable('job')
    .set({
      cancel_asked_at: now,
      state: sql<JobState>`case when state = 'waiting' then 'cancelled' else state end`,
      ended_at: sql<Date | null>`case when state = 'waiting' then ${now}::timestamptz end`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .where('cancel_asked_at', 'is', null)
    .execute();
}

/** One under way goes on; where it is taken up again, its new place counts. */
export async function setPriority(db: Kysely<Schema>, id: Uuid, priority: JobPriority): Promise<void> {
  await db
    .updateTable('job')
    .set({ priority: PRIORITIES[priority] })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

/** How many come before one that waits: those under way, and those whose turn is earlier. */
export async function jobsBefore(db: Kysely<Schema>, id: Uuid): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from job o, job j
     where j.id = ${id} and o.id <> j.id and o.ended_at is null
       and (o.state = 'running' or (o.priority, o.asked_at, o.id) < (j.priority, j.asked_at, j.id))`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Of jobs that ended before `before`. What they did is in the custody log. */
export async function forgetJobs(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('job').where('ended_at', '<', before).execute();
}

const COLUMNS = [
  'id',
  'kind',
  'act',
  'case_id',
  'person_id',
  'title',
  'state',
  'priority',
  'asked_at',
  'began_at',
  'ended_at',
  'cancel_asked_at',
  'done',
  'total',
  'unit',
  'message',
  'result',
] as const;

function jobRows(db: Kysely<Schema>) {
  return db.selectFrom('job').select(COLUMNS);
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly act: string;
  readonly case_id: string | null;
  readonly person_id: string | null;
  readonly title: string;
  readonly state: JobState;
  readonly priority: number;
  readonly asked_at: Date;
  readonly began_at: Date | null;
  readonly ended_at: Date | null;
  readonly cancel_asked_at: Date | null;
  readonly done: number;
  readonly total: number | null;
  readonly unit: JobUnit;
  readonly message: string | null;
  readonly result: unknown;
}

function jobOf(row: Row): Job {
  const result = row.result ?? undefined;
  return {
    id: row.id as Uuid, // the columns' type is uuid
    kind: row.kind,
    act: row.act,
    caseId: (row.case_id ?? undefined) as Uuid | undefined, // as above
    person: (row.person_id ?? undefined) as Uuid | undefined, // as above
    title: row.title,
    state: row.state,
    priority: row.priority < 0 ? 'first' : row.priority > 0 ? 'last' : 'usual',
    askedAt: row.asked_at,
    beganAt: row.began_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    isCancelling: row.cancel_asked_at !== null && row.ended_at === null,
    done: row.done,
    total: row.total ?? undefined,
    unit: row.unit,
    message: row.message ?? undefined,
    // Written by endJob alone, as these types.
    result: row.state === 'done' ? (result as JobResult) : undefined,
    failure: row.state === 'failed' ? (result as JobFailure) : undefined,
  };
}
