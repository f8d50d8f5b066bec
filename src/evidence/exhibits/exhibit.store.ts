// SQL of the exhibits: what is held, and what was.
import { sql } from 'kysely';
import type { Json } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Authority } from '../../verify/event.ts';
import type { Exhibit, ImageFinding, Method } from './exhibit.ts';
import type { Db, Tx } from '../log/log.store.ts';

interface NewExhibit extends Omit<Exhibit, 'status'> {
  readonly item: number;
}

export async function insertExhibit(tx: Tx, made: NewExhibit): Promise<void> {
  await tx
    .insertInto('exhibit')
    .values({
      id: made.id,
      number: made.number,
      case_id: made.caseId,
      item: made.item,
      method: made.method,
      title: made.title,
      files: made.files,
      bytes: made.bytes,
      sha256: made.sha256,
      conditions: JSON.stringify(made.conditions),
      image: made.image === undefined ? null : JSON.stringify(made.image),
      status: 'held',
      from_log: made.fromLog ?? null,
      from_item: made.fromItem ?? null,
      added_at: made.addedAt,
      holder: made.holder ?? null,
    })
    .execute();
}

export async function exhibitNumbered(db: Db, number: string): Promise<Exhibit | undefined> {
  const row = await db.selectFrom('exhibit').selectAll().where('number', '=', number).executeTakeFirst();
  return row === undefined ? undefined : exhibit(row);
}

export async function findExhibit(db: Db, number: string): Promise<Exhibit> {
  const found = await exhibitNumbered(db, number);
  if (found !== undefined) return found;
  throw new Refusal('notFound.exhibitNumber', { number });
}

/** As a page finds it: by the item in its case; undefined when there is none. */
export async function exhibitOfCase(db: Db, caseId: Uuid, item: number): Promise<Exhibit | undefined> {
  const row = await db
    .selectFrom('exhibit')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('item', '=', item)
    .executeTakeFirst();
  return row === undefined ? undefined : exhibit(row);
}

/** Those with these items, or all, in order; at most `limit`. */
export async function exhibitsOfCase(
  db: Db,
  caseId: Uuid,
  items: readonly number[] | undefined,
  limit: number,
): Promise<Exhibit[]> {
  let rows = db.selectFrom('exhibit').selectAll().where('case_id', '=', caseId).orderBy('item').limit(limit);
  if (items !== undefined) rows = rows.where('item', 'in', items.length === 0 ? [0] : [...items]);
  return (await rows.execute()).map(exhibit);
}

/** Held, the last that came first. */
export async function newestHeld(db: Db, caseId: Uuid, limit: number): Promise<Exhibit[]> {
  const rows = await db
    .selectFrom('exhibit')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('status', '=', 'held')
    .orderBy('item', 'desc')
    .limit(limit)
    .execute();
  return rows.map(exhibit);
}

export async function exhibitById(db: Db, id: string): Promise<Exhibit | undefined> {
  const row = await db.selectFrom('exhibit').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : exhibit(row);
}

/** In order of the items; all of one case, or the first `limit` of all. */
export async function listExhibits(db: Db, caseId: Uuid | undefined, limit: number): Promise<Exhibit[]> {
  let rows = db.selectFrom('exhibit').selectAll().orderBy('added_at').orderBy('number').limit(limit);
  if (caseId !== undefined) rows = rows.where('case_id', '=', caseId);
  return (await rows.execute()).map(exhibit);
}

/** For what runs as the system and acts for a person: whether they may learn of the exhibit (docs/decisions/confidential-results.md). */
export async function knowsExhibit(tx: Tx, person: Uuid, exhibit: Uuid): Promise<boolean> {
  const { rows } = await sql<{ knows: boolean }>`
    select comity_knows_exhibit(${person}, ${exhibit}) as knows`.execute(tx);
  return rows[0]?.knows === true;
}

/** The same of several of a case, by their numbers. */
export async function knowsExhibits(
  tx: Tx,
  { person, caseId }: { readonly person: Uuid; readonly caseId: Uuid },
  numbers: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ knows: boolean }>`
    select not exists (select from exhibit e where e.case_id = ${caseId} and e.number = any(${numbers}::text[])
                          and not comity_knows_exhibit(${person}, e.id)) as knows`.execute(tx);
  return rows[0]?.knows === true;
}

interface BroughtFor {
  readonly exhibit: Uuid;
  readonly caseId: Uuid;
  /** Of a request, it begins with its reference: `FR-2026-000012/R3, …`. */
  readonly authority: Authority | undefined;
  /** That it came with. Undefined: the authority says of which request it is. */
  readonly delivery?: string | undefined;
  /** That somebody answered by it, in the portal: it is of that one, also where who takes it in may not know of it any more. */
  readonly request?: Uuid | undefined;
  /** Id of who brings it. Otherwise, or none: at the terminal. */
  readonly by?: Json | undefined;
}

/**
 * It came in answer to a request of its case: from its first moment only those who may know of that see it. Does nothing where
 * whoever brings it may not know of the request themselves: what they typed must not tell them that there is one.
 */
export async function keepWithRequest(tx: Tx, brought: BroughtFor): Promise<void> {
  const { exhibit, caseId, delivery, request } = brought;
  const named = brought.authority?.type === 'request' ? brought.authority.id : undefined;
  if (named === undefined && delivery === undefined && request === undefined) return;
  const by = request === undefined && typeof brought.by === 'string' ? brought.by : undefined;
  await sql`
    insert into result_brought (exhibit_id, case_id, request_id, delivery_id)
    select ${exhibit}, r.case_id, r.id, d.id
      from request r join case_file c on c.id = r.case_id
      left join request_delivery d on d.request_id = r.id and d.id = ${delivery ?? null}::uuid
     where r.case_id = ${caseId} and (${request ?? null}::uuid is null or r.id = ${request ?? null}::uuid)
       and (d.id is not null or r.id = ${request ?? null}::uuid
         or btrim(split_part(${named ?? ''}, ',', 1)) = c.reference || '/R' || r.number)
       and (${by ?? null}::uuid is null or comity_knows(${by ?? null}::uuid, r.id))
       and (d.id is null or ${by ?? null}::uuid is null or comity_knows_result(${by ?? null}::uuid, d.id))
     order by d.id is null limit 1
    on conflict (exhibit_id) do nothing`.execute(tx);
}

/** What is made of an exhibit came with what that came with, and is kept to the same people. Refuses conflict: with several. */
export async function keepWithParent(
  tx: Tx,
  exhibit: Uuid,
  parent: Pick<Exhibit, 'id' | 'caseId'>,
): Promise<void> {
  const { rows } = await sql<{ request: Uuid; delivery: Uuid | null }>`
    select distinct r.request_id as request, r.delivery_id as delivery from request_result r where r.exhibit_id = ${parent.id}
    union
    select b.request_id, b.delivery_id from result_brought b where b.exhibit_id = ${parent.id}
       and not exists (select from request_result r where r.exhibit_id = b.exhibit_id)`.execute(tx);
  const [only, ...more] = rows;
  if (more.length > 0) throw new Refusal('conflict.selectionOfSeveral');
  if (only === undefined) return;
  await sql`insert into result_brought (exhibit_id, case_id, request_id, delivery_id)
    values (${exhibit}, ${parent.caseId}, ${only.request}, ${only.delivery})`.execute(tx);
}

/** Every exhibit still held, in pages, for the audit. */
export async function* heldExhibits(db: Db): AsyncGenerator<Exhibit> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('exhibit')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute();
    for (const row of rows) if (row.status === 'held') yield exhibit(row);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Every exhibit there ever was, by id: a list that does not grow in memory. */
export async function* allExhibits(
  db: Db,
): AsyncGenerator<{ readonly id: Uuid; readonly number: string; readonly isHeld: boolean }> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('exhibit')
      .select(['id', 'number', 'status'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(5000)
      .execute();
    for (const { id, number, status } of rows) yield { id: id as Uuid, number, isHeld: status === 'held' }; // the column's type is uuid
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Adds one to the limits on use; none is taken away. False when it is there already. */
export async function addToConditions(tx: Tx, id: Uuid, condition: string): Promise<boolean> {
  const row = await tx
    .selectFrom('exhibit')
    .select('conditions')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.conditions.includes(condition)) return false;
  const conditions = JSON.stringify([...row.conditions, condition]);
  await tx.updateTable('exhibit').set({ conditions }).where('id', '=', id).execute();
  return true;
}

export async function setStatus(db: Db, id: Uuid, status: 'destroying' | 'destroyed'): Promise<void> {
  await db.updateTable('exhibit').set({ status }).where('id', '=', id).execute();
}

export async function setCheckedAt(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await tx.updateTable('exhibit').set({ checked_at: at }).where('id', '=', id).execute();
}

/** Disposals that were recorded and did not finish. */
export async function beingDestroyed(db: Db): Promise<Uuid[]> {
  const rows = await db.selectFrom('exhibit').select('id').where('status', '=', 'destroying').execute();
  return rows.map((row) => row.id as Uuid); // the column's type is uuid
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly case_id: string;
  readonly method: string;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly conditions: string[];
  readonly image: unknown;
  readonly status: 'held' | 'destroying' | 'destroyed';
  readonly from_log: string | null;
  readonly from_item: string | null;
  readonly added_at: Date;
  readonly holder: string | null;
}

function exhibit(row: Row): Exhibit {
  return {
    id: row.id as Uuid, // the column's type is uuid
    number: row.number,
    caseId: row.case_id as Uuid, // as above
    method: row.method as Method, // written by insertExhibit alone
    title: row.title,
    files: row.files,
    bytes: row.bytes,
    sha256: row.sha256,
    conditions: row.conditions,
    ...(row.image === null ? {} : { image: row.image as ImageFinding }), // written by insertExhibit alone
    status: row.status === 'held' ? 'held' : 'destroyed',
    ...(row.from_log === null ? {} : { fromLog: row.from_log }),
    ...(row.from_item === null ? {} : { fromItem: row.from_item }),
    addedAt: row.added_at,
    ...(row.holder === null ? {} : { holder: row.holder as Uuid }), // the column's type is uuid
  };
}
