// SQL of what a case file says, and of its history. Pages ask as the person who looks; each query also names the case.
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type {
  CaseChange,
  CaseEntry,
  CaseField,
  CaseRecord,
  Change,
  DueDeadline,
  EntryKind,
  NewEntry,
  PartyRole,
} from './case-file.ts';

type Db = Kysely<Schema>;
type Tx = Transaction<Schema>;

export async function caseRecord(db: Db, id: Uuid): Promise<CaseRecord> {
  const row = await db
    .selectFrom('case_file')
    .select(['title', 'offences', 'legal_basis as legalBasis'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row;
}

/** As things are until the transaction ends: nobody else changes them meanwhile. */
export async function lockedCase(
  tx: Tx,
  id: Uuid,
): Promise<CaseRecord & { readonly status: 'open' | 'closed'; readonly isCompartmented: boolean }> {
  const row = await tx
    .selectFrom('case_file')
    .select([
      'title',
      'offences',
      'legal_basis as legalBasis',
      'status',
      'is_compartmented as isCompartmented',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row;
}

const COLUMNS = { title: 'title', offences: 'offences', legalBasis: 'legal_basis' } as const;

export async function setField(tx: Tx, id: Uuid, field: CaseField, text: string): Promise<void> {
  await tx
    .updateTable('case_file')
    .set({ [COLUMNS[field]]: text })
    .where('id', '=', id)
    .execute();
}

export async function setStatus(tx: Tx, id: Uuid, status: 'open' | 'closed'): Promise<void> {
  await tx.updateTable('case_file').set({ status }).where('id', '=', id).execute();
}

export async function setCompartment(tx: Tx, id: Uuid, isCompartmented: boolean): Promise<void> {
  await tx.updateTable('case_file').set({ is_compartmented: isCompartmented }).where('id', '=', id).execute();
}

export interface Written {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
  readonly at: Date;
}

/** False when it was written before, under the same id. */
export async function insertEntry(tx: Tx, made: Written & { readonly entry: NewEntry }): Promise<boolean> {
  const { entry } = made;
  const done = await tx
    .insertInto('case_entry')
    .values({
      id: made.id,
      case_id: made.caseId,
      kind: entry.kind,
      role: entry.kind === 'party' ? entry.role : null,
      text: entry.text,
      due_on: entry.kind === 'deadline' ? entry.dueOn : null,
      by_person: made.by,
      at: made.at,
    })
    .onConflict((same) => same.column('id').doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** What it was; undefined when there is none that is open. */
export async function endEntry(
  tx: Tx,
  caseId: Uuid,
  id: Uuid,
  at: Date,
): Promise<{ readonly kind: EntryKind; readonly text: string } | undefined> {
  return tx
    .updateTable('case_entry')
    .set({ ended_at: at })
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .where('kind', '<>', 'note')
    .where('ended_at', 'is', null)
    .returning(['kind', 'text'])
    .executeTakeFirst();
}

const ENTRIES_MAX = 200;

/** Parties in the order they came, deadlines by their day. */
export async function openEntries(db: Db, caseId: Uuid, kind: 'party' | 'deadline'): Promise<CaseEntry[]> {
  const rows = await entryRows(db)
    .where('e.case_id', '=', caseId)
    .where('e.kind', '=', kind)
    .where('e.ended_at', 'is', null)
    .orderBy('e.due_on')
    .orderBy('e.at')
    .limit(ENTRIES_MAX)
    .execute();
  return rows.map(entry);
}

/** The newest first, beginning after one. */
export async function notesOf(
  db: Db,
  caseId: Uuid,
  page: { readonly after: Uuid | undefined; readonly limit: number },
): Promise<CaseEntry[]> {
  let rows = entryRows(db).where('e.case_id', '=', caseId).where('e.kind', '=', 'note');
  if (page.after !== undefined)
    rows = rows.where(
      sql<boolean>`(e.at, e.id) < (select a.at, a.id from case_entry a where a.id = ${page.after})`,
    );
  const found = await rows.orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(page.limit).execute();
  return found.map(entry);
}

export async function insertChange(
  tx: Tx,
  made: Written & Pick<CaseChange, 'what' | 'before' | 'after' | 'reason'>,
): Promise<void> {
  const { id, caseId, by, at, what, before, after, reason } = made;
  await tx
    .insertInto('case_change')
    .values({ id, case_id: caseId, by_person: by, at, what, before, after, reason: reason ?? null })
    .execute();
}

/** The newest first, beginning after one. */
export async function changesOf(
  db: Db,
  caseId: Uuid,
  page: { readonly after: Uuid | undefined; readonly limit: number },
): Promise<CaseChange[]> {
  let rows = db
    .selectFrom('case_change as h')
    .leftJoin('person as p', 'p.id', 'h.by_person')
    .select(['h.id', 'h.at', 'h.what', 'h.before', 'h.after', 'h.reason', 'p.name'])
    .where('h.case_id', '=', caseId);
  if (page.after !== undefined) rows = rows.where('h.id', '<', page.after);
  const found = await rows.orderBy('h.id', 'desc').limit(page.limit).execute();
  return found.map(({ id, what, name, reason, ...rest }) => ({
    ...rest,
    id: id as Uuid, // the column's type is uuid
    what: what as Change, // the table's check
    by: name ?? '',
    reason: reason ?? undefined,
  }));
}

/** Of the cases that this person is in, in a role that sees the file; the soonest first, at most `limit`. */
export async function dueDeadlines(
  db: Db,
  person: Uuid,
  roles: readonly string[],
  limit: number,
): Promise<DueDeadline[]> {
  const { rows } = await sql<DueDeadline>`
    select c.reference, e.text, e.due_on::text as "dueOn"
      from case_member m
      join case_entry e on e.case_id = m.case_id and e.kind = 'deadline' and e.ended_at is null
      join case_file c on c.id = m.case_id and c.status = 'open'
     where m.person_id = ${person} and (m.until is null or m.until > now()) and m.role = any(${roles}::text[])
     order by e.due_on, e.id limit ${limit}`.execute(db);
  return rows;
}

/** Of a case that nobody led, by an administrator. */
export interface NamedLead {
  readonly reference: string;
  readonly lead: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** In the cases that this person is in, in a role that sees the file; the newest first. */
export async function namedLeads(
  db: Db,
  { person, roles, since }: { person: Uuid; roles: readonly string[]; since: Date },
): Promise<NamedLead[]> {
  const { rows } = await sql<NamedLead>`
    select c.reference, h.after as lead, coalesce(p.name, '') as by, h.at, h.reason
      from case_member m
      join case_change h on h.case_id = m.case_id and h.what = 'lead' and h.at > ${since}
      join case_file c on c.id = m.case_id
      left join person p on p.id = h.by_person
     where m.person_id = ${person} and (m.until is null or m.until > now()) and m.role = any(${roles}::text[])
     order by h.id desc limit 50`.execute(db);
  return rows;
}

function entryRows(db: Db) {
  return db
    .selectFrom('case_entry as e')
    .leftJoin('person as p', 'p.id', 'e.by_person')
    .select(['e.id', 'e.kind', 'e.role', 'e.text', 'e.at', 'p.name'])
    .select(sql<string | null>`e.due_on::text`.as('due'));
}

type Row = Awaited<ReturnType<ReturnType<typeof entryRows>['execute']>>[number];

function entry({ id, kind, role, text, at, name, due }: Row): CaseEntry {
  return {
    id: id as Uuid, // the column's type is uuid
    kind,
    role: (role ?? undefined) as PartyRole | undefined, // the table's check
    text,
    at,
    by: name ?? '',
    dueOn: due ?? undefined,
  };
}
