// SQL of alarms: which are due, who is told, who sees to them. Firing is the system's; reading and seeing to, the person's.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { AgencyRole, CaseRole } from '../../../people/roles.ts';
import type { AlarmDesk } from '../../core/clocks.ts';

type Db = Kysely<Schema>;

export interface FiredAlarm {
  readonly clock: Uuid;
  readonly caseId: Uuid;
  readonly desk: AlarmDesk;
}

export interface Patience {
  /** Until others are told, of a limit in days and of one in hours. */
  readonly hours: number;
  readonly urgentHours: number;
}

/**
 * Each once: of two at the same time the second finds none. Those of clocks that stand still are left, and until the next time those of
 * a request that is being made confidential: its clocks are held, and then its alarms, so here the clock is held too.
 */
export async function fireDue(db: Db, now: Date, { hours, urgentHours }: Patience): Promise<FiredAlarm[]> {
  const { rows } = await sql<FiredAlarm>`
    with due as (
      select a.id from clock_alarm a join request_clock c on c.id = a.clock_id
       where a.fired_at is null and a.void_at is null and a.due_at <= ${now} and c.status = 'running'
       order by a.due_at limit 1000 for update of a skip locked for key share of c skip locked)
    update clock_alarm a
       set fired_at = ${now},
           escalates_at = ${now}::timestamptz + make_interval(hours =>
             case when c.rule ->> 'unit' = 'hour' then ${urgentHours}::integer else ${hours}::integer end)
      from due, request_clock c
     where a.id = due.id and c.id = a.clock_id
    returning a.clock_id as clock, a.case_id as "caseId", c.desk`.execute(db);
  return rows;
}

/** What was fired, and nobody sees to in time. */
export async function escalateDue(db: Db, now: Date): Promise<FiredAlarm[]> {
  const { rows } = await sql<FiredAlarm>`
    with due as (
      select a.id from clock_alarm a join request_clock c on c.id = a.clock_id
       where a.fired_at is not null and a.seen_at is null and a.escalated_at is null and a.void_at is null
         and a.escalates_at <= ${now} and c.status = 'running'
       order by a.escalates_at limit 1000 for update of a skip locked for key share of c skip locked)
    update clock_alarm a set escalated_at = ${now}
      from due, request_clock c
     where a.id = due.id and c.id = a.clock_id
    returning a.clock_id as clock, a.case_id as "caseId", c.desk`.execute(db);
  return rows;
}

/**
 * A server that is away or refuses is tried at first after minutes, then every quarter of an hour; a letter that was just tried lets the
 * others pass.
 */
const triedAgainAt = sql`l.made_at + make_interval(mins => least(l.tries * l.tries, l.tries * 15))`;

/** Whether there is anything to fire, to escalate or to send. */
export async function isAnythingDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from clock_alarm a join request_clock c on c.id = a.clock_id
                    where a.fired_at is null and a.void_at is null and a.due_at <= ${now} and c.status = 'running')
        or exists (select from clock_alarm a join request_clock c on c.id = a.clock_id
                    where a.fired_at is not null and a.seen_at is null and a.escalated_at is null
                      and a.void_at is null and a.escalates_at <= ${now} and c.status = 'running')
        or exists (select from alarm_letter l where l.sent_at is null and l.given_up_at is null
                    and ${triedAgainAt} <= ${now}) as due`.execute(db);
  return rows[0]?.due === true;
}

export interface CaseActor {
  readonly person: Uuid;
  readonly role: CaseRole;
  readonly roles: readonly AgencyRole[];
}

/**
 * Everybody in the case now who may know of what the clock belongs to: where nobody of a desk may, it is empty, and the lead is told.
 * For the system.
 */
export async function actorsOf(
  db: Db,
  { clock, caseId }: Pick<FiredAlarm, 'clock' | 'caseId'>,
): Promise<CaseActor[]> {
  const { rows } = await sql<CaseActor>`
    select m.person_id as person, m.role,
           array(select r.role from person_role r where r.person_id = m.person_id) as roles
      from case_member m join person p on p.id = m.person_id
     where m.case_id = ${caseId} and p.ended_at is null and (m.until is null or m.until > now())
       and exists (select from request_clock c left join preservation k on k.id = c.preservation_id
                    where c.id = ${clock} and comity_knows(m.person_id, c.request_id)
                      and comity_knows(m.person_id, k.request_id) and comity_knows(m.person_id, k.production_id))
     order by m.added_at, m.person_id`.execute(db);
  return rows;
}

export async function insertLetters(
  db: Db,
  letters: readonly {
    readonly id: Uuid;
    readonly clock: Uuid;
    readonly caseId: Uuid;
    readonly person: Uuid;
  }[],
  at: Date,
): Promise<void> {
  if (letters.length === 0) return;
  await db
    .insertInto('alarm_letter')
    .values(
      letters.map(({ id, clock, caseId, person }) => ({
        id,
        clock_id: clock,
        case_id: caseId,
        person_id: person,
        made_at: at,
      })),
    )
    .execute();
}

export interface WaitingLetter {
  readonly id: Uuid;
  readonly clock: Uuid;
  readonly person: Uuid;
  readonly email: string;
  readonly language: string | undefined;
  readonly tries: number;
}

/** The oldest that has not gone yet and is to be tried, held until the transaction ends: another sender takes the next. */
export async function nextLetter(
  db: Db,
  now: Date,
  except: readonly Uuid[],
): Promise<WaitingLetter | undefined> {
  const { rows } = await sql<WaitingLetter>`
    select l.id, l.clock_id as clock, l.person_id as person, p.email, l.tries,
           (select g.language from person_language g where g.person_id = l.person_id) as language
      from alarm_letter l join person p on p.id = l.person_id
     where l.sent_at is null and l.given_up_at is null and ${triedAgainAt} <= ${now}
       and l.id <> all(${except}::uuid[])
     order by l.made_at, l.id limit 1 for update of l skip locked`.execute(db);
  return rows[0];
}

export async function setLetter(
  db: Db,
  id: Uuid,
  to: {
    readonly sentAt?: Date;
    readonly givenUpAt?: Date;
    readonly isUnwanted?: true;
    readonly tries: number;
  },
): Promise<void> {
  await db
    .updateTable('alarm_letter')
    .set({
      tries: to.tries,
      ...(to.sentAt === undefined ? {} : { sent_at: to.sentAt }),
      ...(to.givenUpAt === undefined ? {} : { given_up_at: to.givenUpAt }),
      ...(to.isUnwanted === undefined ? {} : { is_unwanted: to.isUnwanted }),
    })
    .where('id', '=', id)
    .execute();
}

/** A letter that could not be sent, from when to when it was tried. */
export interface LetterNotSent {
  readonly since: Date;
  readonly until: Date;
}

/** The last letter to this person about each of these clocks, where it did not go. */
export async function lettersNotSent(
  db: Db,
  person: Uuid,
  clocks: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, LetterNotSent>> {
  const { rows } = await sql<{ clock: Uuid; since: Date; until: Date | null; isUnwanted: boolean }>`
    select distinct on (l.clock_id) l.clock_id as clock, l.made_at as since, l.given_up_at as until,
           l.is_unwanted as "isUnwanted"
      from alarm_letter l where l.person_id = ${person} and l.clock_id = any(${[...clocks]}::uuid[])
     order by l.clock_id, l.made_at desc, l.id desc`.execute(db);
  return new Map(
    rows.flatMap(({ clock, since, until, isUnwanted }) =>
      until === null || isUnwanted ? [] : [[clock, { since, until }] as const],
    ),
  );
}

/** An alarm as it waits for somebody. */
export interface WaitingAlarm {
  readonly clock: Uuid;
  readonly rule: string;
  readonly desk: AlarmDesk;
  readonly end: Date;
  readonly reference: string;
  readonly request: number | undefined;
  readonly preservation: number | undefined;
  readonly role: CaseRole;
  readonly isEscalated: boolean;
  /** The letter that would have told this person. */
  readonly notSent: LetterNotSent | undefined;
}

/** What was fired in one's cases and nobody sees to, each clock once; what ends first comes first. */
export async function waitingAlarms(db: Db, person: Uuid, limit: number): Promise<WaitingAlarm[]> {
  const { rows } = await sql<Omit<WaitingAlarm, 'notSent'>>`
    select c.id as clock, c.clock as rule, c.desk, c.earliest as "end", f.reference, r.number as request,
           p.number as preservation, m.role, bool_or(a.escalated_at is not null) as "isEscalated"
      from clock_alarm a
      join request_clock c on c.id = a.clock_id
      join case_file f on f.id = a.case_id
      join case_member m on m.case_id = a.case_id and m.person_id = ${person}
      left join request r on r.id = c.request_id
      left join preservation p on p.id = c.preservation_id
     where a.fired_at is not null and a.seen_at is null and a.void_at is null and c.status = 'running'
     group by c.id, f.reference, r.number, p.number, m.role
     order by c.earliest, c.id limit ${limit}`.execute(db);
  const clocks = rows.map(({ clock }) => clock);
  const notSent = await lettersNotSent(db, person, clocks);
  return rows.map((row) => ({
    ...row,
    request: row.request ?? undefined,
    preservation: row.preservation ?? undefined,
    notSent: notSent.get(row.clock),
  }));
}

export interface AlarmLine {
  readonly kind: 'before' | 'end';
  readonly dueAt: Date;
  readonly firedAt: Date | undefined;
  readonly seenBy: string | undefined;
  readonly seenAt: Date | undefined;
  readonly escalatedAt: Date | undefined;
}

/** Of one clock, in order of time; without those whose end has moved. */
export async function alarmsOfClock(db: Db, clock: Uuid): Promise<AlarmLine[]> {
  const rows = await db
    .selectFrom('clock_alarm')
    .leftJoin('person', 'person.id', 'seen_by')
    .select(['kind', 'due_at', 'fired_at', 'seen_at', 'escalated_at', 'person.name as seen_by'])
    .where('clock_id', '=', clock)
    .where('void_at', 'is', null)
    .orderBy('due_at')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    dueAt: row.due_at,
    firedAt: row.fired_at ?? undefined,
    seenBy: row.seen_by ?? undefined,
    seenAt: row.seen_at ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
  }));
}

/** All of the clock that were fired and nobody sees to. How many. */
export async function setSeen(db: Db, clock: Uuid, by: Uuid, at: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('clock_alarm')
    .set({ seen_by: by, seen_at: at })
    .where('clock_id', '=', clock)
    .where('fired_at', 'is not', null)
    .where('seen_at', 'is', null)
    .where('void_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
