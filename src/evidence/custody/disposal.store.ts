// SQL of the disposals that wait for a second person.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Authority } from '../../verify/event.ts';
import type { Db, Tx } from '../log/log.store.ts';

export interface OpenDisposal {
  readonly id: Uuid;
  readonly order: Authority;
  readonly reason: string;
  readonly proposedBy: { readonly id: Uuid; readonly name: string };
  readonly proposedAt: Date;
}

interface NewDisposal {
  readonly id: Uuid;
  readonly exhibitId: Uuid;
  readonly caseId: Uuid;
  readonly order: Authority;
  readonly reason: string;
  readonly by: Uuid;
  readonly at: Date;
}

/** False when one is open already; the same id again is the same proposal. */
export async function insertDisposal(tx: Tx, made: NewDisposal): Promise<boolean> {
  const done = await tx
    .insertInto('disposal')
    .values({
      id: made.id,
      exhibit_id: made.exhibitId,
      case_id: made.caseId,
      order_type: made.order.type,
      order_id: made.order.id,
      reason: made.reason,
      proposed_by: made.by,
      proposed_at: made.at,
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function openDisposal(db: Db, exhibitId: Uuid): Promise<OpenDisposal | undefined> {
  const row = await db
    .selectFrom('disposal')
    .leftJoin('person', 'person.id', 'disposal.proposed_by')
    .select(['disposal.id', 'order_type', 'order_id', 'reason', 'proposed_by', 'proposed_at', 'person.name'])
    .where('exhibit_id', '=', exhibitId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id as Uuid, // the column's type is uuid
    order: { type: row.order_type as Authority['type'], id: row.order_id }, // the table's check
    reason: row.reason,
    proposedBy: { id: row.proposed_by as Uuid, name: row.name ?? '' }, // as above
    proposedAt: row.proposed_at,
  };
}

export type DisposalOutcome = 'confirmed' | 'withdrawn';

/** How one of this case was decided; undefined when it was not, or there is none. */
export async function decidedDisposal(
  db: Db,
  caseId: Uuid,
  id: Uuid,
): Promise<{ readonly outcome: DisposalOutcome; readonly by: string } | undefined> {
  const row = await db
    .selectFrom('disposal')
    .select(['outcome', 'decided_by'])
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined || row.outcome === null || row.decided_by === null) return undefined;
  return { outcome: row.outcome, by: row.decided_by };
}

/** False when it was decided before. */
export async function decideDisposal(
  tx: Tx,
  id: Uuid,
  decision: { readonly outcome: DisposalOutcome; readonly by: Uuid; readonly at: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('disposal')
    .set({ outcome: decision.outcome, decided_by: decision.by, decided_at: decision.at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export interface WaitingDisposal {
  readonly id: Uuid;
  readonly number: string;
  readonly title: string;
  readonly reference: string;
  readonly item: number;
  readonly by: string;
  readonly at: Date;
}

/** Where a list of what waits goes on: after this one. */
export interface WaitingPlace {
  readonly at: Date;
  readonly id: string;
}

/** Proposed by somebody else in cases where this person has one of these roles. The oldest first, at most `limit`. */
export async function waitingDisposals(
  db: Db,
  person: Uuid,
  roles: readonly string[],
  limit: number,
  after?: WaitingPlace,
): Promise<WaitingDisposal[]> {
  const rest =
    after === undefined ? sql`` : sql`and (d.proposed_at, d.id) > (${after.at}, ${after.id}::uuid)`;
  const { rows } = await sql<WaitingDisposal>`
    select d.id, e.number, e.title, c.reference, e.item, coalesce(p.name, '') as by, d.proposed_at as at
      from case_member m
      join disposal d on d.case_id = m.case_id and d.outcome is null and d.proposed_by <> ${person}
      join exhibit e on e.id = d.exhibit_id and e.status = 'held'
      join case_file c on c.id = d.case_id
      left join person p on p.id = d.proposed_by
     where m.person_id = ${person} and m.role = any(${roles}::text[]) and (m.until is null or m.until > now()) ${rest}
     order by d.proposed_at, d.id limit ${limit}`.execute(db);
  return rows;
}
