// SQL of the life of requests: events, items, where it stands. As the person who acts.
import { sql, type Selectable } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { Answers } from '../../core/answers.ts';
import type { RunningPreservation } from './ending.ts';
import type { ActDetail, Actual, Desired, LifeEvent, RequestItem, SignatureMark } from './life.ts';
import type { Side } from './machine.ts';

export interface NewEvent {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly version: number;
  readonly act: string;
  readonly from: string;
  readonly to: string;
  readonly side: Side;
  readonly by: Uuid | undefined;
  readonly at: Date;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
  /** `key <id>`, where another program acted. */
  readonly through?: string | undefined;
}

type EventRow = Omit<Selectable<Schema['preservation_event']>, 'preservation_id'> & {
  readonly by_name: string | null;
};

/** Returns its number. The request is locked, so the next is free. */
export async function insertEvent(tx: Tx, made: NewEvent): Promise<number> {
  const { max } = await tx
    .selectFrom('request_event')
    .select(({ fn }) => fn.max('number').as('max'))
    .where('request_id', '=', made.request)
    .executeTakeFirstOrThrow();
  const number = (max ?? 0) + 1;
  await tx
    .insertInto('request_event')
    .values({
      ...eventColumns(made),
      request_id: made.request,
      number,
      version: made.version,
    })
    .execute();
  return number;
}

/** What the events of requests and of preservations have alike. */
export function eventColumns(made: Omit<NewEvent, 'request' | 'version'>) {
  return {
    id: made.id,
    case_id: made.caseId,
    act: made.act,
    from_state: made.from,
    to_state: made.to,
    side: made.side,
    by_person: made.by ?? null,
    at: made.at,
    occurred_at: made.occurredAt,
    zone: made.zone,
    evidence: made.evidence ?? null,
    reason: made.reason ?? null,
    detail: JSON.stringify(made.detail),
    through: made.through ?? null,
  };
}

/** Number of an event that was recorded under this id; undefined: none was. */
export async function eventUnder(tx: Tx, request: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await tx
    .selectFrom('request_event')
    .select('number')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

export async function setState(tx: Tx, request: Uuid, state: string, since: Date): Promise<void> {
  await tx
    .updateTable('request')
    .set({ state, state_since: since })
    .where('id', '=', request)
    .executeTakeFirstOrThrow();
}

/** In order, the oldest first. */
export async function eventsOf(tx: Tx, request: Uuid): Promise<LifeEvent[]> {
  const rows = await tx
    .selectFrom('request_event')
    .leftJoin('person', 'person.id', 'by_person')
    .selectAll('request_event')
    .select('person.name as by_name')
    .where('request_id', '=', request)
    .orderBy('number')
    .execute();
  return withoutHidden(
    tx,
    rows.map((row) => ({ ...eventOfRow(row), version: row.version })),
  );
}

/** An event of a request that all may know of names no exhibit of a result that this person may not know of. */
async function withoutHidden(tx: Tx, events: LifeEvent[]): Promise<LifeEvent[]> {
  if (events.every(({ detail }) => detail.exhibits === undefined)) return events;
  const { rows } = await sql<{ number: string }>`select number from comity_items_hidden() as number`.execute(
    tx,
  );
  if (rows.length === 0) return events;
  const hidden = new Set(rows.map(({ number }) => number));
  return events.map((event) => {
    const { exhibits, ...detail } = event.detail;
    const seen = exhibits?.filter((number) => !hidden.has(number)) ?? [];
    return { ...event, detail: seen.length === 0 ? detail : { ...detail, exhibits: seen } };
  });
}

/** `eventColumns` read back, with the name of who acted. */
export function eventOfRow(row: EventRow): Omit<LifeEvent, 'version'> {
  return {
    id: row.id as Uuid, // a uuid column
    number: row.number,
    act: row.act,
    from: row.from_state,
    to: row.to_state,
    side: row.side,
    by: row.by_name ?? undefined,
    byPerson: (row.by_person ?? undefined) as Uuid | undefined, // as above
    at: row.at,
    occurredAt: row.occurred_at,
    zone: row.zone,
    evidence: row.evidence ?? undefined,
    reason: row.reason ?? undefined,
    detail: row.detail as ActDetail, // written by `eventColumns`, of the schema
    through: row.through ?? undefined,
  };
}

/** On which form it asks, and its answers as they stand. */
export async function askedBy(
  tx: Tx,
  request: Uuid,
): Promise<{ readonly form: string; readonly answers: Answers } | undefined> {
  const row = await tx
    .selectFrom('request')
    .innerJoin('request_version', (on) =>
      on
        .onRef('request_version.request_id', '=', 'request.id')
        .onRef('request_version.version', '=', 'request.version'),
    )
    .select(['form', 'answers'])
    .where('request.id', '=', request)
    .executeTakeFirst();
  return row && { form: row.form, answers: row.answers as Answers }; // of the schema, by what wrote it
}

export async function itemsOfRequest(tx: Tx, request: Uuid): Promise<RequestItem[]> {
  const rows = await tx
    .selectFrom('request_item')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('item')
    .execute();
  return rows.map((row) => ({
    item: row.item,
    desired: row.desired as Desired, // written by the functions below
    desiredAt: row.desired_at,
    actual: (row.actual ?? undefined) as Actual | undefined, // as above
    actualAt: row.actual_at ?? undefined,
    ground: row.ground ?? undefined,
    note: row.note ?? undefined,
  }));
}

interface ItemPlace {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly event: number;
}

/** What an act leaves of the items: new ones, of the others the side that it moved, and none that is asked for no longer. */
export async function writeItems(
  tx: Tx,
  place: ItemPlace,
  before: readonly RequestItem[],
  after: readonly RequestItem[],
): Promise<void> {
  const gone = before.filter(({ item }) => !after.some((one) => one.item === item)).map(({ item }) => item);
  if (gone.length > 0)
    await tx
      .deleteFrom('request_item')
      .where('request_id', '=', place.request)
      .where('item', 'in', gone)
      .execute();
  for (const one of after) {
    const old = before.find(({ item }) => item === one.item);
    const desired = { desired: one.desired, desired_at: one.desiredAt, desired_event: place.event };
    const actual = {
      actual: one.actual ?? null,
      actual_at: one.actualAt ?? null,
      actual_event: one.actual === undefined ? null : place.event,
      ground: one.ground ?? null,
      note: one.note ?? null,
    };
    if (old === undefined) {
      const row = { request_id: place.request, case_id: place.caseId, item: one.item, ...desired, ...actual };
      await tx.insertInto('request_item').values(row).execute();
      continue;
    }
    const changed = {
      ...(old.desired === one.desired && old.desiredAt === one.desiredAt ? {} : desired),
      ...(old.actual === one.actual && old.actualAt === one.actualAt ? {} : actual),
    };
    if (Object.keys(changed).length === 0) continue;
    await tx
      .updateTable('request_item')
      .set(changed)
      .where('request_id', '=', place.request)
      .where('item', '=', one.item)
      .execute();
  }
}

/** Everybody who wrote any of it, were it one comma. */
export async function writersOf(tx: Tx, request: Uuid): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom('request_version')
    .select('saved_by')
    .distinct()
    .where('request_id', '=', request)
    .execute();
  return rows.map((row) => row.saved_by as Uuid); // a uuid column
}

export async function signatureMarks(tx: Tx, request: Uuid): Promise<SignatureMark[]> {
  const rows = await tx
    .selectFrom('request_signature')
    .leftJoin('person', 'person.id', 'person_id')
    .select(['request_signature.id', 'version', 'person_id', 'role', 'at', 'void_at', 'person.name'])
    .select(['document_sha256', 'data_sha256'])
    .where('request_id', '=', request)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    version: row.version,
    person: row.person_id as Uuid, // as above
    name: row.name ?? undefined,
    role: row.role,
    at: row.at,
    voidAt: row.void_at ?? undefined,
    digests: { document: row.document_sha256.toString('hex'), data: row.data_sha256.toString('hex') },
  }));
}

/** What stands is void from now on, for this reason. */
export async function voidSignatures(tx: Tx, request: Uuid, at: Date, reason: string): Promise<void> {
  await tx
    .updateTable('request_signature')
    .set({ void_at: at, void_reason: reason })
    .where('request_id', '=', request)
    .where('void_at', 'is', null)
    .execute();
}

/** Preservations made for this request, or for whose data it asks, that still run. */
export async function runningPreservations(
  tx: Tx,
  request: Uuid,
  running: readonly string[],
): Promise<RunningPreservation[]> {
  return tx
    .selectFrom('preservation')
    .select([
      'number',
      sql<Date>`case when request_id = ${request} then begun_at else state_since end`.as('since'),
    ])
    .where(sql<boolean>`(request_id = ${request} or production_id = ${request})`)
    .where('state', 'in', [...running])
    .orderBy('number')
    .execute();
}

/** What came in answer to it and is still held, with the conditions on its use. */
export async function exhibitsHeldOn(
  tx: Tx,
  request: Uuid,
): Promise<{ readonly number: string; readonly conditions: readonly string[] }[]> {
  return tx
    .selectFrom('exhibit')
    .select(['exhibit.number', 'exhibit.conditions'])
    .where('status', '=', 'held')
    .where('exhibit.id', 'in', (is) =>
      is.selectFrom('request_result').select('exhibit_id').where('request_id', '=', request),
    )
    .orderBy('exhibit.item')
    .execute();
}

/** Items that some file of an answer was matched with; what came informally answers none. */
export async function itemsMatched(tx: Tx, request: Uuid): Promise<number[]> {
  const rows = await tx
    .selectFrom('request_result')
    .innerJoin('request_delivery', 'request_delivery.id', 'delivery_id')
    .select('item')
    .distinct()
    .where('request_result.request_id', '=', request)
    .where('is_informal', '=', false)
    .where('item', 'is not', null)
    .execute();
  return rows.flatMap(({ item }) => item ?? []);
}

/** Reference of the case there, where another authority has taken it over; undefined: none has. */
export async function caseHandedTo(tx: Tx, caseId: Uuid): Promise<string | undefined> {
  const row = await tx
    .selectFrom('case_between')
    .select('their_reference')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'transfer')
    .where('is_ours', '=', true)
    .where('state', '=', 'taken')
    .executeTakeFirst();
  return row?.their_reference ?? undefined;
}

/** How many persons are to be told, or were. */
export async function noticesPlanned(tx: Tx, request: Uuid): Promise<number> {
  const { count } = await tx
    .selectFrom('request_notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('request_id', '=', request)
    .executeTakeFirstOrThrow();
  return Number(count);
}
