// SQL of the clocks of requests and preservations. As the person who acts: row security shows the clocks of what they see.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { ClockRun } from '../../../law/clocks/run.ts';
import type { ClockRule } from '../../../law/model.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { DueAlarm, KeptEvent, StoredClock } from './stored.ts';
import type { AlarmDesk } from '../../core/clocks.ts';

type Db = Kysely<Schema>;

/** Whose clocks: of a request, or of a preservation. */
export type Of = { readonly request: Uuid } | { readonly preservation: Uuid };

function ofIds(of: Of): { readonly request?: Uuid; readonly preservation?: Uuid } {
  return of;
}

export async function insertClock(db: Db, clock: StoredClock): Promise<void> {
  await db
    .insertInto('request_clock')
    .values({
      id: clock.id,
      case_id: clock.caseId,
      request_id: clock.request ?? null,
      preservation_id: clock.preservation ?? null,
      clock: clock.rule.id,
      rule: JSON.stringify(clock.rule),
      law_version: clock.lawVersion,
      state_code: clock.at.state,
      week: clock.at.week,
      zone: clock.at.zone,
      desk: clock.desk,
      ...columnsOf(clock.run),
      begun_at: clock.begunAt,
      computed_at: clock.computedAt,
    })
    .execute();
}

export async function setRun(db: Db, id: Uuid, run: ClockRun, at: Date): Promise<void> {
  await db
    .updateTable('request_clock')
    .set({ ...columnsOf(run), computed_at: at })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

function columnsOf(run: ClockRun) {
  const time = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  return {
    status: run.status,
    earliest: time(run.earliest),
    latest: time(run.latest),
    run: JSON.stringify(run),
  };
}

export interface MovingEvent extends KeptEvent {
  readonly requestEvent: Uuid | undefined;
  readonly preservationEvent: Uuid | undefined;
  /** A step of a notice to the person concerned. */
  readonly noticeEvent: Uuid | undefined;
}

export async function insertClockEvents(
  db: Db,
  clock: Pick<StoredClock, 'id' | 'caseId'>,
  after: number,
  events: readonly MovingEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto('request_clock_event')
    .values(
      events.map((one, i) => ({
        clock_id: clock.id,
        case_id: clock.caseId,
        number: after + i + 1,
        event: one.event,
        at: one.at,
        last_day: one.lastDay ?? null,
        ends_at: one.endsAt ?? null,
        request_event_id: one.requestEvent ?? null,
        preservation_event_id: one.preservationEvent ?? null,
        notice_event_id: one.noticeEvent ?? null,
      })),
    )
    .execute();
}

/** In the order in which they were recorded, by clock. */
export async function eventsOfClocks(db: Db, ids: readonly Uuid[]): Promise<Map<Uuid, MovingEvent[]>> {
  const found = new Map<Uuid, MovingEvent[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('request_clock_event')
    .select([
      'clock_id',
      'event',
      'at',
      'ends_at',
      'request_event_id',
      'preservation_event_id',
      'notice_event_id',
    ])
    .select(sql<string | null>`last_day::text`.as('last_day'))
    .where('clock_id', 'in', [...ids])
    .orderBy('clock_id')
    .orderBy('number')
    .execute();
  for (const row of rows)
    found.get(row.clock_id as Uuid)?.push({
      event: row.event,
      at: row.at,
      lastDay: row.last_day ?? undefined,
      endsAt: row.ends_at ?? undefined,
      requestEvent: (row.request_event_id ?? undefined) as Uuid | undefined, // uuid columns
      preservationEvent: (row.preservation_event_id ?? undefined) as Uuid | undefined, // as above
      noticeEvent: (row.notice_event_id ?? undefined) as Uuid | undefined, // as above
    });
  return found;
}

/** The oldest first. */
export async function clocksOf(db: Db, of: Of): Promise<StoredClock[]> {
  const { request, preservation } = ofIds(of);
  const rows = await clockRows(db)
    .$if(request !== undefined, (some) => some.where('request_id', '=', request ?? ''))
    .$if(preservation !== undefined, (some) => some.where('preservation_id', '=', preservation ?? ''))
    .orderBy('begun_at')
    .orderBy('id')
    .execute();
  return rows.map(clockFrom);
}

/** Those that run or rest, of a request and of the data that are kept for it: what ends first comes first. */
export async function clocksAround(db: Db, request: Uuid): Promise<StoredClock[]> {
  const rows = await clockRows(db)
    .where('status', 'in', ['running', 'paused'])
    .where(
      sql<boolean>`(request_id = ${request} or preservation_id in
        (select p.id from preservation p where p.request_id = ${request} or p.production_id = ${request}))`,
    )
    .orderBy('earliest', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute();
  return rows.map(clockFrom);
}

/** Of a case: what ends first comes first, what has no end last. */
export async function clocksOfCase(db: Db, caseId: Uuid, limit: number): Promise<StoredClock[]> {
  const rows = await clockRows(db)
    .where('case_id', '=', caseId)
    .orderBy(sql`status in ('running', 'paused') desc`)
    .orderBy('earliest', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(clockFrom);
}

export async function clockById(db: Db, id: Uuid): Promise<StoredClock | undefined> {
  const row = await clockRows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : clockFrom(row);
}

function clockRows(db: Db) {
  return db
    .selectFrom('request_clock')
    .select(['id', 'case_id', 'request_id', 'preservation_id', 'rule', 'law_version', 'state_code', 'week'])
    .select(['zone', 'desk', 'run', 'begun_at', 'computed_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof clockRows>['executeTakeFirstOrThrow']>>;

function clockFrom(row: Row): StoredClock {
  return {
    // Uuid columns, and JSON that `insertClock` wrote.
    id: row.id as Uuid,
    caseId: row.case_id as Uuid,
    request: (row.request_id ?? undefined) as Uuid | undefined,
    preservation: (row.preservation_id ?? undefined) as Uuid | undefined,
    rule: row.rule as ClockRule,
    lawVersion: row.law_version,
    at: { state: row.state_code, week: row.week, zone: row.zone },
    desk: row.desk as AlarmDesk,
    run: row.run as ClockRun,
    begunAt: row.begun_at,
    computedAt: row.computed_at,
  };
}

/**
 * Alarms of an end that has moved are void; those of the new one wait. What was fired and heard stays as it is; what was fired and not
 * heard waits again where the end moves back, since when it was fired.
 */
export async function setAlarms(
  db: Db,
  clock: Pick<StoredClock, 'id' | 'caseId'>,
  alarms: readonly (DueAlarm & { readonly id: Uuid })[],
  now: Date,
): Promise<void> {
  await db
    .updateTable('clock_alarm')
    .set({ void_at: now })
    .where('clock_id', '=', clock.id)
    .where('void_at', 'is', null)
    .where('seen_at', 'is', null)
    .where(
      sql<boolean>`(kind, due_at) not in (select * from unnest(${alarms.map(({ kind }) => kind)}::text[],
        ${alarms.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[]))`,
    )
    .execute();
  if (alarms.length === 0) return;
  await db
    .insertInto('clock_alarm')
    .values(
      alarms.map(({ id, kind, dueAt }) => ({
        id,
        clock_id: clock.id,
        case_id: clock.caseId,
        kind,
        due_at: dueAt,
      })),
    )
    .onConflict((same) =>
      same
        .columns(['clock_id', 'kind', 'due_at'])
        .doUpdateSet({ void_at: null })
        .where('clock_alarm.seen_at', 'is', null),
    )
    .execute();
}

/** What ends first, on the request or preservation itself, for the desks. */
export async function setDue(db: Db, of: Of): Promise<void> {
  const { request, preservation } = ofIds(of);
  if (request !== undefined)
    await sql`update request set due_at = (select min(c.earliest) from request_clock c
                where c.request_id = ${request} and c.status = 'running')
              where id = ${request}`.execute(db);
  if (preservation !== undefined)
    await sql`update preservation set expires_at = (select min(c.earliest) from request_clock c
                where c.preservation_id = ${preservation} and c.status = 'running')
              where id = ${preservation}`.execute(db);
}

/** What moved a clock, with how it is known. */
export interface ClockSource {
  readonly event: string;
  readonly at: Date;
  readonly evidence: string | undefined;
  /** Of another last day: who set it. */
  readonly setBy: string | undefined;
  readonly recordedAt: Date;
  readonly by: string | undefined;
}

export async function sourcesOf(db: Db, clock: Uuid): Promise<ClockSource[]> {
  const { rows } = await sql<{
    event: string;
    at: Date;
    evidence: string | null;
    set_by: string | null;
    recorded: Date;
    by: string | null;
  }>`
    select e.event, e.at, coalesce(r.evidence, p.evidence, t.evidence, t.reason) as evidence,
           r.detail #>> '{deadline,setBy}' as set_by,
           coalesce(r.at, p.at, t.at) as recorded, n.name as by
      from request_clock_event e
      left join request_event r on r.id = e.request_event_id
      left join preservation_event p on p.id = e.preservation_event_id
      left join request_notice_event t on t.id = e.notice_event_id
      left join person n on n.id = coalesce(r.by_person, p.by_person, t.by_person)
     where e.clock_id = ${clock} order by e.number`.execute(db);
  return rows.map(({ event, at, evidence, set_by, recorded, by }) => ({
    event,
    at,
    evidence: evidence ?? undefined,
    setBy: event === 'extended' ? (set_by ?? undefined) : undefined,
    recordedAt: recorded,
    by: by ?? undefined,
  }));
}

/** What a clock is of, for a person who sees it. */
export interface ClockOwner {
  readonly reference: string;
  readonly request: number | undefined;
  readonly preservation: number | undefined;
}

export async function ownersOf(db: Db, ids: readonly Uuid[]): Promise<Map<Uuid, ClockOwner>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('request_clock as c')
    .innerJoin('case_file as f', 'f.id', 'c.case_id')
    .leftJoin('request as r', 'r.id', 'c.request_id')
    .leftJoin('preservation as p', 'p.id', 'c.preservation_id')
    .select(['c.id', 'f.reference', 'r.number as request', 'p.number as preservation'])
    .where('c.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ id, reference, request, preservation }) => [
      id as Uuid, // a uuid column
      { reference, request: request ?? undefined, preservation: preservation ?? undefined },
    ]),
  );
}

export interface RunningClock {
  readonly id: Uuid;
  readonly end: Date;
  readonly computedAt: Date;
}

/** Of a calendar. */
export const ENTRIES_MAX = 500;

/** Of all one's cases: what runs and has an end, the soonest first. What has expired is the alarms' to tell. */
export async function runningClocks(db: Db, limit: number): Promise<RunningClock[]> {
  const rows = await db
    .selectFrom('request_clock')
    .select(['id', 'earliest', 'computed_at'])
    .where('status', '=', 'running')
    .where('earliest', 'is not', null)
    .where(
      sql<boolean>`not exists (select from preservation p where p.id = preservation_id and p.state = 'expired')`,
    )
    .orderBy('earliest')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.flatMap(
    ({ id, earliest, computed_at }) =>
      earliest === null ? [] : [{ id: id as Uuid, end: earliest, computedAt: computed_at }], // a uuid column
  );
}
