// SQL of the packages that were asked for on a page.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { JobState } from '../../platform/job.ts';
import type { Authority } from '../../verify/event.ts';
import { liftedOf } from './leads-only.store.ts';
import type { Db, Tx } from '../log/log.store.ts';
import { recordsCertified, type RecordsCertified } from './records.ts';
import type { MadeShare, Share, ShareLine, SharedPackage } from './share.ts';

/** By item, at most `limit`; those with these numbers when they are given. */
export async function shareLines(
  db: Db,
  caseId: Uuid,
  limit: number,
  numbers?: readonly string[],
): Promise<ShareLine[]> {
  const which = numbers === undefined ? sql`` : sql`and e.number = any(${numbers}::text[])`;
  const { rows } = await sql<LineRow>`
    select e.number, e.item, e.title, e.files, e.bytes, e.conditions, e.status = 'held' as "isHeld",
           c.type as check_type, c.recorded_at as checked_at, ${liftedOf(sql`e.number`)} as lifted
      from exhibit e
      left join lateral (
        select v.type, v.recorded_at from custody_event v
         where v.item = e.number and v.case_id = e.case_id and v.type in ('checked', 'checkFailed')
         order by v.item_seq desc limit 1
      ) c on true
     where e.case_id = ${caseId} ${which} order by e.item limit ${limit}`.execute(db);
  return rows.map(({ check_type, checked_at, ...line }) => ({
    ...line,
    lastCheck: checked_at === null ? undefined : { isIntact: check_type === 'checked', at: checked_at },
  }));
}

interface LineRow extends Omit<ShareLine, 'lastCheck'> {
  readonly check_type: string | null;
  readonly checked_at: Date | null;
}

/** What goes along with an exhibit. */
export interface Leaving {
  readonly number: string;
  readonly events: number;
  /** Events that have private text: who did it, where it came from. */
  readonly details: number;
}

export async function leavingWith(db: Db, caseId: Uuid, numbers: readonly string[]): Promise<Leaving[]> {
  const { rows } = await sql<Leaving>`
    select v.item as number, count(*) as events, count(d.event_id) as details
      from custody_event v left join event_detail d on d.event_id = v.id
     where v.case_id = ${caseId} and v.item = any(${numbers}::text[]) group by v.item`.execute(db);
  return rows;
}

export interface Filed {
  readonly number: string;
  readonly at: Date;
}

/** Receipts of these exhibits that were filed since, by number. */
export async function receiptsFiled(
  db: Db,
  { caseId, exhibits }: Pick<SharedPackage, 'caseId' | 'exhibits'>,
  since: Date,
): Promise<Filed[]> {
  const { rows } = await sql<Filed>`
    select v.item as number, max(v.recorded_at) as at from custody_event v
     where v.case_id = ${caseId} and v.type = 'receiptFiled' and v.recorded_at >= ${since}
       and v.item = any(${exhibits}::text[]) group by v.item order by min(v.log_index)`.execute(db);
  return rows;
}

/** Names of receivers that packages of one's cases went to, for choosing again. */
export async function receiversBefore(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('shared_package')
    .select('receiver_name')
    .distinct()
    .orderBy('receiver_name')
    .limit(limit)
    .execute();
  return rows.map((row) => row.receiver_name);
}

export interface NewShare extends Share {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
  readonly at: Date;
  readonly needsSecond: boolean;
  readonly records?: RecordsCertified | undefined;
}

/** False when it was asked for before, under the same id. */
export async function insertShare(tx: Tx, made: NewShare): Promise<boolean> {
  const done = await tx
    .insertInto('shared_package')
    .values({
      id: made.id,
      case_id: made.caseId,
      exhibits: [...made.exhibits],
      receiver_name: made.receiver.name,
      receiver_state: made.receiver.state,
      recipient: made.recipient ?? null,
      hands_over: made.handsOver,
      with_details: made.withDetails,
      basis_type: made.basis.type,
      basis_id: made.basis.id,
      purpose: made.purpose,
      ground: made.ground ?? null,
      records: made.records === undefined ? null : JSON.stringify(made.records),
      asked_by: made.by,
      asked_at: made.at,
      needs_second: made.needsSecond,
      ...(made.needsSecond ? {} : { outcome: 'confirmed', decided_by: made.by, decided_at: made.at }),
    })
    .onConflict((same) => same.column('id').doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The newest first, beginning after one; at most `limit`. */
export async function sharesOfCase(
  db: Db,
  caseId: Uuid,
  page: { readonly after: Uuid | undefined; readonly limit: number },
): Promise<SharedPackage[]> {
  let rows = shareRows(db).where('s.case_id', '=', caseId);
  if (page.after !== undefined)
    rows = rows.where(
      sql<boolean>`(s.asked_at, s.id) < (select a.asked_at, a.id from shared_package a where a.id = ${page.after})`,
    );
  const found = await rows.orderBy('s.asked_at', 'desc').orderBy('s.id', 'desc').limit(page.limit).execute();
  return found.map(shareOf);
}

export async function shareById(db: Db, caseId: Uuid, id: Uuid): Promise<SharedPackage | undefined> {
  const row = await shareRows(db).where('s.case_id', '=', caseId).where('s.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : shareOf(row);
}

/** False when it was decided before. */
export async function decideShare(
  tx: Tx,
  id: Uuid,
  decision: { readonly outcome: 'confirmed' | 'withdrawn'; readonly by: Uuid; readonly at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('shared_package')
    .set({ outcome: decision.outcome, decided_by: decision.by, decided_at: decision.at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function setMade(tx: Tx, id: Uuid, made: MadeShare): Promise<void> {
  const { at, noteSha256, ...rest } = made;
  await tx
    .updateTable('shared_package')
    .set({ ...rest, made_at: at, note_sha256: noteSha256 })
    .where('id', '=', id)
    .execute();
}

export async function setRemoved(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await tx
    .updateTable('shared_package')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute();
}

/** Those whose file waits to be taken away. */
export async function* keptShares(db: Db): AsyncGenerator<Pick<SharedPackage, 'id' | 'recipient'>> {
  const kept = db
    .selectFrom('shared_package')
    .select(['id', 'recipient'])
    .where('made_at', 'is not', null)
    .where('removed_at', 'is', null);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await kept.where('id', '>', after).orderBy('id').limit(KEPT_AT_ONCE).execute();
    for (const { id, recipient } of rows) yield { id: id as Uuid, recipient: recipient ?? undefined }; // the column's type is uuid
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

const KEPT_AT_ONCE = 500;

export interface WaitingShare {
  readonly id: Uuid;
  readonly reference: string;
  readonly receiver: string;
  readonly exhibits: number;
  readonly by: string;
  readonly at: Date;
}

/** Asked for by somebody else in cases where this person has one of these roles. The oldest first, at most `limit`. */
export async function waitingShares(
  db: Db,
  person: Uuid,
  roles: readonly string[],
  limit: number,
): Promise<WaitingShare[]> {
  const { rows } = await sql<WaitingShare>`
    select s.id, c.reference, s.receiver_name as receiver, cardinality(s.exhibits) as exhibits,
           coalesce(p.name, '') as by, s.asked_at as at
      from case_member m
      join shared_package s on s.case_id = m.case_id and s.outcome is null and s.asked_by <> ${person}
      join case_file c on c.id = s.case_id
      left join person p on p.id = s.asked_by
     where m.person_id = ${person} and m.role = any(${roles}::text[])
     order by s.asked_at limit ${limit}`.execute(db);
  return rows;
}

function shareRows(db: Db) {
  return db
    .selectFrom('shared_package as s')
    .leftJoin('person as p', 'p.id', 's.asked_by')
    .leftJoin('person as d', 'd.id', 's.decided_by')
    .leftJoin('job as j', 'j.id', 's.id')
    .selectAll('s')
    .select(['p.name as asker', 'd.name as decider', 'j.state as job']);
}

type Row = Awaited<ReturnType<ReturnType<typeof shareRows>['execute']>>[number];

function shareOf(row: Row): SharedPackage {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    caseId: row.case_id as Uuid,
    exhibits: row.exhibits,
    receiver: { name: row.receiver_name, state: row.receiver_state },
    recipient: row.recipient ?? undefined,
    handsOver: row.hands_over,
    withDetails: row.with_details,
    basis: { type: row.basis_type as Authority['type'], id: row.basis_id }, // the table's check
    purpose: row.purpose,
    ground: row.ground ?? undefined,
    askedBy: { id: row.asked_by as Uuid, name: row.asker ?? '' },
    askedAt: row.asked_at,
    needsSecond: row.needs_second,
    outcome: row.outcome ?? undefined,
    decidedBy: row.decider ?? undefined,
    records: row.records === null ? undefined : recordsCertified.parse(row.records), // as it was kept
    made: madeOf(row),
    removedAt: row.removed_at ?? undefined,
    job: (row.job ?? undefined) as JobState | undefined, // the table's check
  };
}

function madeOf({ made_at, note_sha256, bag, files, bytes }: Row): MadeShare | undefined {
  if (made_at === null || note_sha256 === null) return undefined;
  return { at: made_at, noteSha256: note_sha256, bag: bag ?? '', files: files ?? 0, bytes: bytes ?? 0 };
}
