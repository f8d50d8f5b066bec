// SQL of preservations and of what happened to them. As the person who acts.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { DataCategory } from '../../../law/model.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { TypedIdentifier } from '../../core/identifier.ts';
import type { LifeEvent } from '../states/life.ts';
import { eventColumns, eventOfRow, type NewEvent } from '../states/life.store.ts';
import type { Preservation } from '../../core/preservation.ts';

export interface NewPreservation extends Pick<
  Preservation,
  | 'id'
  | 'caseId'
  | 'direction'
  | 'request'
  | 'holder'
  | 'stateCode'
  | 'instrument'
  | 'identifiers'
  | 'categories'
> {
  readonly begunBy: Uuid;
  readonly begunAt: Date;
}

/** Until the transaction ends: of two that begin at the same moment the second sees what the first began. */
export async function lockNumbers(tx: Tx, caseId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`preservation ${caseId}`}, 0))`.execute(tx);
}

/** The next number of the case: two at once wait for each other. */
export async function insertPreservation(tx: Tx, made: NewPreservation): Promise<number> {
  await lockNumbers(tx, made.caseId);
  const { rows } = await sql<{
    number: number;
  }>`select comity_next_preservation(${made.caseId}) as number`.execute(tx);
  const number = rows[0]?.number ?? 1;
  await tx
    .insertInto('preservation')
    .values({
      id: made.id,
      case_id: made.caseId,
      number,
      direction: made.direction,
      request_id: made.request ?? null,
      state_since: made.begunAt,
      holder: made.holder,
      state_code: made.stateCode ?? null,
      instrument: made.instrument ?? null,
      identifiers: JSON.stringify(made.identifiers),
      categories: [...made.categories],
      begun_by: made.begunBy,
      begun_at: made.begunAt,
    })
    .execute();
  return number;
}

/** `lock`: nobody else changes it until this transaction ends. */
export async function preservationOf(
  tx: Tx,
  caseId: Uuid,
  number: number,
  lock?: 'lock',
): Promise<Preservation | undefined> {
  const row = await rows(tx)
    .where('preservation.case_id', '=', caseId)
    .where('preservation.number', '=', number)
    .$if(lock !== undefined, (some) => some.forUpdate('preservation'))
    .executeTakeFirst();
  return row === undefined ? undefined : preservationFrom(row);
}

/** The newest that a request asked for. */
export async function preservationAskedBy(tx: Tx, request: Uuid): Promise<Preservation | undefined> {
  const row = await rows(tx)
    .where('preservation.request_id', '=', request)
    .orderBy('preservation.number', 'desc')
    .executeTakeFirst();
  return row === undefined ? undefined : preservationFrom(row);
}

/** The newest first. `before`: those with a lower number. */
export async function preservationsOf(
  tx: Tx,
  caseId: Uuid,
  limit: number,
  before?: number,
): Promise<Preservation[]> {
  const found = await rows(tx)
    .where('preservation.case_id', '=', caseId)
    .$if(before !== undefined, (some) => some.where('preservation.number', '<', before ?? 0))
    .orderBy('preservation.number', 'desc')
    .limit(limit)
    .execute();
  return found.map(preservationFrom);
}

export interface EndedHold {
  readonly held: Preservation;
  /** By the last reading of the last clock, in the zone of whoever keeps the data. */
  readonly endedAt: Date;
  readonly zone: string;
}

/**
 * One of which everything that kept the data has ended and been told of, locked; none that somebody works on at this moment.
 * Where nobody said in which zone, the last day has ended everywhere on earth. For the system.
 */
export async function nextToExpire(tx: Tx, now: Date): Promise<EndedHold | undefined> {
  const { rows: found } = await sql<{ id: string; ended_at: Date; zone: string }>`
    select p.id, last.ended_at, last.zone
      from preservation p
      cross join lateral (${lastEnd(now)}) last
     where ${isEnded(now)}
     order by p.expires_at limit 1 for update of p skip locked`.execute(tx);
  const [due] = found;
  if (due === undefined) return undefined;
  const row = await rows(tx).where('preservation.id', '=', due.id).executeTakeFirstOrThrow();
  return { held: preservationFrom(row), endedAt: due.ended_at, zone: due.zone };
}

export async function isAnyEnded(db: Kysely<Schema>, now: Date): Promise<boolean> {
  const { rows: found } = await sql<{ is: boolean }>`
    select exists (select from preservation p cross join lateral (${lastEnd(now)}) last
                    where ${isEnded(now)}) as "is"`.execute(db);
  return found[0]?.is === true;
}

/** The index on `expires_at` finds them: it is the first end of any of their clocks. */
function isEnded(now: Date): RawBuilder<unknown> {
  return sql`p.state in ('requested', 'inForce', 'extended')
       and p.expires_at <= ${now}
       and not exists (select from request_clock c join clock_alarm a on a.clock_id = c.id
                        where c.preservation_id = p.id and a.fired_at is null and a.void_at is null
                          and a.due_at <= ${now})`;
}

/** No row while one of its clocks has not ended, stands still, or has no end. */
function lastEnd(now: Date): RawBuilder<unknown> {
  return sql`select c.latest as ended_at, c.zone from request_clock c
              where c.preservation_id = p.id and c.status = 'running'
                and not exists (select from request_clock o
                                 where o.preservation_id = p.id
                                   and (o.status = 'paused' or o.status = 'running' and (o.latest is null
                                     or o.latest + case when o.zone = 'UTC' then interval '12 hours'
                                                        else interval '0' end > ${now})))
              order by c.latest desc limit 1`;
}

function rows(tx: Tx) {
  return tx
    .selectFrom('preservation')
    .leftJoin('request', 'request.id', 'preservation.request_id')
    .selectAll('preservation')
    .select('request.form');
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function preservationFrom(row: Row): Preservation {
  return {
    // Uuid columns; the rest as `insertPreservation` wrote it.
    id: row.id as Uuid,
    caseId: row.case_id as Uuid,
    number: row.number,
    direction: row.direction,
    request: (row.request_id ?? undefined) as Uuid | undefined,
    form: row.form ?? undefined,
    production: (row.production_id ?? undefined) as Uuid | undefined,
    state: row.state,
    stateSince: row.state_since,
    holder: row.holder,
    stateCode: row.state_code ?? undefined,
    instrument: row.instrument ?? undefined,
    identifiers: row.identifiers as TypedIdentifier[],
    categories: row.categories as DataCategory[],
    reference: row.reference ?? undefined,
    begunAt: row.begun_at,
    inForceAt: row.in_force_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
  };
}

export type NewPreservationEvent = Omit<NewEvent, 'request' | 'version'> & {
  readonly preservation: Uuid;
};

/** Returns its number. The preservation is locked, so the next is free. */
export async function insertPreservationEvent(tx: Tx, made: NewPreservationEvent): Promise<number> {
  const { max } = await tx
    .selectFrom('preservation_event')
    .select(({ fn }) => fn.max('number').as('max'))
    .where('preservation_id', '=', made.preservation)
    .executeTakeFirstOrThrow();
  const number = (max ?? 0) + 1;
  await tx
    .insertInto('preservation_event')
    .values({
      ...eventColumns(made),
      preservation_id: made.preservation,
      number,
    })
    .execute();
  return number;
}

/** Whether an event was recorded under this id. */
export async function isPreservationEvent(tx: Tx, preservation: Uuid, id: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom('preservation_event')
    .select('id')
    .where('preservation_id', '=', preservation)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Number of the one that was begun under this id; undefined: none was. */
export async function preservationUnder(tx: Tx, caseId: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await tx
    .selectFrom('preservation')
    .select('number')
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

/** In order, the oldest first. */
export async function preservationEvents(tx: Tx, id: Uuid): Promise<Omit<LifeEvent, 'version'>[]> {
  const found = await tx
    .selectFrom('preservation_event')
    .leftJoin('person', 'person.id', 'by_person')
    .selectAll('preservation_event')
    .select('person.name as by_name')
    .where('preservation_id', '=', id)
    .orderBy('number')
    .execute();
  return found.map(eventOfRow);
}

export async function setPreservation(
  tx: Tx,
  id: Uuid,
  changed: {
    readonly state: string;
    readonly since: Date;
    readonly inForceAt?: Date | undefined;
    readonly production?: Uuid | undefined;
    readonly reference?: string | undefined;
  },
): Promise<void> {
  const { state, since, inForceAt, production, reference } = changed;
  await tx
    .updateTable('preservation')
    .set({
      state,
      state_since: since,
      ...(inForceAt === undefined ? {} : { in_force_at: inForceAt }),
      ...(production === undefined ? {} : { production_id: production }),
      ...(reference === undefined ? {} : { reference }),
    })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Of an order to keep data that came to us as its addressee: numbers of those that still run. */
export async function receivedPreservations(
  tx: Tx,
  { request, caseId, running }: { request: Uuid; caseId: Uuid; running: readonly string[] },
): Promise<number[]> {
  const rows = await tx
    .selectFrom('preservation as p')
    .select('p.number')
    .where('p.case_id', '=', caseId)
    .where('p.request_id', '=', request)
    .where('p.direction', '=', 'incoming')
    .where('p.state', 'in', [...running])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('preservation_event as e')
          .select('e.id')
          .whereRef('e.preservation_id', '=', 'p.id')
          .where('e.act', '=', 'receive'),
      ),
    )
    .execute();
  return rows.map(({ number }) => number);
}
