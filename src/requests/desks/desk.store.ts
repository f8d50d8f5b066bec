// SQL of the desks: across all cases of the person who looks, in pages. Row security shows what they see and no more.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { StateCode } from '../../law/states.ts';
import type { Schema } from '../../platform/schema.ts';
import type { OpenStep } from '../machine/states/open-step.ts';
import { openSteps } from '../machine/states/open-step.store.ts';
import {
  DESKS,
  HOLDING,
  SETTLED,
  type Desk,
  type DeskFilter,
  type DeskPlace,
  type ShiftKind,
} from './desk.ts';

type Db = Kysely<Schema>;

export interface QueueLine {
  readonly id: Uuid;
  readonly case: string;
  readonly number: number;
  readonly form: string;
  readonly state: string;
  readonly stateSince: Date;
  readonly counterpart: StateCode | undefined;
  readonly urgency: string;
  readonly dueAt: Date | undefined;
  /** What is still to be recorded of it. */
  readonly open: OpenStep | undefined;
}

export interface DeskPage {
  readonly after: DeskPlace | undefined;
  /** Undefined: all. */
  readonly limit: number | undefined;
}

/** What ends first comes first; what has no end, by age. Pages go on after a line, so that a later page costs no more. */
export async function queue(
  db: Db,
  direction: 'outgoing' | 'incoming',
  filter: DeskFilter,
  page: DeskPage,
  more: RawBuilder<unknown> = sql``,
): Promise<QueueLine[]> {
  await byIndex(db);
  const where = sql`${conditions(filter)} ${more}`;
  const { rows } = await linesWhere(direction, where, page, await hasFewCases(db)).execute(db);
  // Of all, as a table of its own, nothing is said of that.
  const asked = page.limit === undefined ? [] : rows.map(({ id }) => id);
  const open = await openSteps(db, asked);
  return rows.map(({ due_at, counterpart, ...row }) => ({
    ...row,
    counterpart: counterpart ?? undefined,
    dueAt: due_at ?? undefined,
    open: open.get(row.id),
  }));
}

/**
 * Until the transaction ends. Row security makes the planner think that next to nothing is left of fifty thousand, so that it
 * would read and sort them all; the index that orders the queue gives the first page at once.
 */
export async function byIndex(db: Db): Promise<void> {
  await sql`select set_config('enable_sort', 'off', true)`.execute(db);
}

const FEW_CASES = 100;

/**
 * Who has few of many cases would walk past everybody else's requests in the one queue: theirs are read case by case. Who has
 * many finds a page of them soon wherever they begin.
 */
export async function hasFewCases(db: Db): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (select from comity_cases_with_requests() limit ${FEW_CASES + 1}) mine`.execute(
    db,
  );
  return (rows[0]?.n ?? 0) <= FEW_CASES;
}

/** A page of `table`, as `r`: cut before anything else is looked up, by an index that has the order. */
function pageOf(
  table: 'request' | 'preservation',
  where: RawBuilder<unknown>,
  { after, limit }: DeskPage,
  isByCase: boolean,
): RawBuilder<unknown> {
  const place =
    after === undefined
      ? sql``
      : sql`and (r.queue_at, r.id) > (${after.due}::timestamptz, ${after.id}::uuid)`;
  const inOrder = sql`order by r.queue_at, r.id limit ${limit ?? null}`;
  const from = sql`select * from ${sql.table(table)} r where`;
  return isByCase
    ? sql`(select r.* from comity_cases_with_requests() mine (id)
             cross join lateral (${from} r.case_id = mine.id and ${where} ${place} ${inOrder}) r ${inOrder}) r`
    : sql`(${from} ${where} ${place} ${inOrder}) r`;
}

/**
 * Of each line by the key of its case: beneath row security the planner thinks that next to no case is left, and would go through all of
 * them for each line of a whole desk. `offset 0` keeps it from doing so.
 */
const CASE_OF_LINE = sql`cross join lateral (select reference from case_file where id = r.case_id offset 0) f`;

type QueueRow = Omit<QueueLine, 'dueAt' | 'counterpart' | 'open'> & {
  readonly due_at: Date | null;
  readonly counterpart: string | null;
};

/** For the benchmark, which looks at its plan. */
export function queueQuery(
  direction: 'outgoing' | 'incoming',
  filter: DeskFilter,
  page: DeskPage,
  isByCase: boolean,
): RawBuilder<QueueRow> {
  return linesWhere(direction, conditions(filter), page, isByCase);
}

function linesWhere(
  direction: 'outgoing' | 'incoming',
  more: RawBuilder<unknown>,
  page: DeskPage,
  isByCase: boolean,
): RawBuilder<QueueRow> {
  const where = sql`r.direction = ${direction} ${more}`;
  return sql<QueueRow>`
    select r.id, f.reference as "case", r.number, r.form, r.state, r.state_since as "stateSince", r.counterpart,
           r.urgency, r.due_at
      from ${pageOf('request', where, page, isByCase)} ${CASE_OF_LINE}
     order by r.queue_at, r.id`;
}

function conditions({ state, counterpart, urgency, form, isAll }: DeskFilter): RawBuilder<unknown> {
  return sql.join(
    [
      state === undefined ? sql`` : sql`and r.state = ${state}`,
      counterpart === undefined ? sql`` : sql`and r.counterpart = ${counterpart}`,
      urgency === undefined ? sql`` : sql`and r.urgency = ${urgency}`,
      form === undefined ? sql`` : sql`and r.form = ${form}`,
      isAll || state !== undefined ? sql`` : sql`and r.state <> all(${[...SETTLED]})`,
    ],
    sql` `,
  );
}

export interface RegisterLine {
  readonly id: Uuid;
  readonly case: string;
  readonly number: number;
  readonly direction: 'outgoing' | 'incoming';
  readonly holder: string;
  readonly state: string;
  readonly counterpart: StateCode | undefined;
  readonly begunAt: Date;
  readonly expiresAt: Date | undefined;
}

/** The register of preservations: what expires first comes first. */
export async function register(db: Db, filter: DeskFilter, page: DeskPage): Promise<RegisterLine[]> {
  const { state, counterpart, isAll } = filter;
  await byIndex(db);
  const where = sql`true ${state === undefined ? sql`` : sql`and r.state = ${state}`}
       ${counterpart === undefined ? sql`` : sql`and r.state_code = ${counterpart}`}
       ${isAll || state !== undefined ? sql`` : sql`and r.state = any(${[...HOLDING]})`}`;
  const { rows } = await sql<
    Omit<RegisterLine, 'counterpart' | 'expiresAt'> & { expires_at: Date | null; counterpart: string | null }
  >`
    select r.id, f.reference as "case", r.number, r.direction, r.holder, r.state, r.state_code as counterpart,
           coalesce(r.in_force_at, r.begun_at) as "begunAt", r.expires_at
      from ${pageOf('preservation', where, page, await hasFewCases(db))} ${CASE_OF_LINE}
     order by r.queue_at, r.id`.execute(db);
  return rows.map(({ counterpart: code, expires_at, ...row }) => ({
    ...row,
    counterpart: code ?? undefined,
    expiresAt: expires_at ?? undefined,
  }));
}

/** Emergencies that somebody says are ones, and nobody has verified: not yet believed. */
export async function notYetBelieved(db: Db, limit: number): Promise<QueueLine[]> {
  return queue(
    db,
    'incoming',
    { state: 'received', counterpart: undefined, urgency: 'emergency', form: undefined, isAll: false },
    { after: undefined, limit },
  );
}

/** Those that are open, and not those that nobody has verified yet. */
export async function emergencies(
  db: Db,
  direction: 'outgoing' | 'incoming',
  limit: number,
): Promise<QueueLine[]> {
  return queue(
    db,
    direction,
    { state: undefined, counterpart: undefined, urgency: 'emergency', form: undefined, isAll: false },
    { after: undefined, limit },
    sql`and r.state <> 'received'`,
  );
}

export interface CopyLine {
  readonly id: Uuid;
  readonly case: string;
  /** Of the request. */
  readonly number: number;
  /** Of the authority. */
  readonly name: string;
  readonly askedAt: Date;
  /** Undefined: it is being made. */
  readonly madeAt: Date | undefined;
}

/** Copies for authorities of other States that have not gone; the oldest first, after the copy `after`. */
export async function copiesToSend(
  db: Db,
  { after, limit }: { readonly after?: Uuid | undefined; readonly limit: number },
): Promise<CopyLine[]> {
  const rows = await db
    .selectFrom('counterpart_copy as c')
    .innerJoin('request as r', 'r.id', 'c.request_id')
    .innerJoin('case_file as f', 'f.id', 'c.case_id')
    .select(['c.id', 'f.reference', 'r.number', 'c.name', 'c.asked_at', 'c.made_at'])
    .where('c.sent', 'is', null)
    .$if(after !== undefined, (some) => some.where('c.id', '>', after ?? ''))
    .orderBy('c.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    case: row.reference,
    number: row.number,
    name: row.name,
    askedAt: row.asked_at,
    madeAt: row.made_at ?? undefined,
  }));
}

export interface KeptView {
  readonly id: Uuid;
  readonly name: string;
  readonly query: string;
}

export async function viewsOf(db: Db, person: Uuid, desk: Desk): Promise<KeptView[]> {
  const rows = await db
    .selectFrom('desk_view')
    .select(['id', 'name', 'query'])
    .where('person_id', '=', person)
    .where('desk', '=', desk)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, query }) => ({ id: id as Uuid, name, query })); // a uuid column
}

/** Of the same name it takes the place of the one before. */
export async function keepView(
  db: Db,
  view: KeptView & { readonly person: Uuid; readonly desk: Desk; readonly at: Date },
): Promise<void> {
  const { id, person, desk, name, query, at } = view;
  await db
    .deleteFrom('desk_view')
    .where('person_id', '=', person)
    .where('desk', '=', desk)
    .where('name', '=', name)
    .execute();
  await db
    .insertInto('desk_view')
    .values({ id, person_id: person, desk, name, query, made_at: at })
    .execute();
}

/** The desk that it was of; undefined when this person has no such view. */
export async function dropView(db: Db, person: Uuid, id: Uuid): Promise<Desk | undefined> {
  const gone = await db
    .deleteFrom('desk_view')
    .where('person_id', '=', person)
    .where('id', '=', id)
    .returning('desk')
    .executeTakeFirst();
  return DESKS.find((one) => one === gone?.desk);
}

export interface ShiftNote {
  readonly id: Uuid;
  readonly kind: ShiftKind;
  readonly text: string;
  readonly by: string | undefined;
  readonly at: Date;
  readonly keptBy: string | undefined;
  readonly keptAt: Date | undefined;
}

/** Promises that are not kept, and what was written since `since`, or ever; before the note `before`; the newest first. */
export async function shiftNotes(
  db: Db,
  {
    since,
    before,
    limit,
  }: { readonly since: Date | undefined; readonly before?: Uuid | undefined; readonly limit: number },
): Promise<ShiftNote[]> {
  let asked = notesAsked(db).orderBy('shift_note.id', 'desc').limit(limit);
  if (since !== undefined)
    asked = asked.where((eb) =>
      eb.or([eb('at', '>=', since), eb.and([eb('kind', '=', 'promise'), eb('kept_at', 'is', null)])]),
    );
  if (before !== undefined) asked = asked.where('shift_note.id', '<', before);
  return (await asked.execute()).map(noteOf);
}

/** More than any desk can keep. */
const PROMISES_MAX = 500;

/** That nobody has kept yet, however old; the oldest first. */
export async function openPromises(db: Db): Promise<ShiftNote[]> {
  const rows = await notesAsked(db)
    .where('kind', '=', 'promise')
    .where('kept_at', 'is', null)
    .orderBy('shift_note.id')
    .limit(PROMISES_MAX)
    .execute();
  return rows.map(noteOf);
}

function notesAsked(db: Db) {
  return db
    .selectFrom('shift_note')
    .leftJoin('person', 'person.id', 'by_person')
    .leftJoin('person as keeper', 'keeper.id', 'kept_by')
    .select(['shift_note.id', 'kind', 'text', 'at', 'kept_at', 'person.name as by', 'keeper.name as kept']);
}

type NoteRow = Awaited<ReturnType<ReturnType<typeof notesAsked>['execute']>>[number];

function noteOf(row: NoteRow): ShiftNote {
  return {
    id: row.id as Uuid, // a uuid column
    kind: row.kind,
    text: row.text,
    by: row.by ?? undefined,
    at: row.at,
    keptBy: row.kept ?? undefined,
    keptAt: row.kept_at ?? undefined,
  };
}

export async function insertShiftNote(
  db: Db,
  made: Pick<ShiftNote, 'id' | 'kind' | 'text' | 'at'> & { readonly person: Uuid },
): Promise<void> {
  const { id, kind, text, at, person } = made;
  await db
    .insertInto('shift_note')
    .values({ id, kind, text, at, by_person: person })
    .onConflict((same) => same.column('id').doNothing()) // written before
    .execute();
}

/** Whether there is a promise under this id, kept or not. */
export async function isPromise(db: Db, id: Uuid): Promise<boolean> {
  const row = await db
    .selectFrom('shift_note')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'promise')
    .executeTakeFirst();
  return row !== undefined;
}

export async function keepPromise(db: Db, id: Uuid, person: Uuid, at: Date): Promise<void> {
  await db
    .updateTable('shift_note')
    .set({ kept_by: person, kept_at: at })
    .where('id', '=', id)
    .where('kind', '=', 'promise')
    .where('kept_at', 'is', null)
    .execute();
}
