// SQL of proposals. Run as the person who looks or acts: editors see all, everybody what was published.
import type { Uuid } from '../base/ids.ts';
import { changeSchema, recordOf, type Change } from './change.ts';
import type { Db, Tx } from './version.store.ts';

type Outcome = 'published' | 'returned' | 'withdrawn';

export interface Proposal {
  readonly id: Uuid;
  readonly change: Change;
  readonly record: string;
  readonly reason: string;
  readonly draftedOn: string;
  readonly revises: Uuid | undefined;
  readonly proposedBy: Uuid;
  readonly proposedAt: Date;
  readonly outcome: Outcome | undefined;
  readonly answer: string | undefined;
  readonly decidedBy: Uuid | undefined;
  readonly decidedAt: Date | undefined;
  /** Empty where the reader may not see who it was. */
  readonly proposer: string;
  readonly decider: string;
}

type NewProposal = Pick<
  Proposal,
  'id' | 'change' | 'reason' | 'draftedOn' | 'revises' | 'proposedBy' | 'proposedAt'
>;

/** The same id again is the same proposal. */
export async function insertProposals(tx: Tx, made: readonly NewProposal[]): Promise<void> {
  await tx
    .insertInto('law_proposal')
    .values(
      made.map((one) => ({
        id: one.id,
        change: JSON.stringify(one.change),
        record: recordOf(one.change),
        reason: one.reason,
        drafted_on: one.draftedOn,
        revises: one.revises ?? null,
        proposed_by: one.proposedBy,
        proposed_at: one.proposedAt,
      })),
    )
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

interface Which {
  readonly id?: Uuid;
  readonly ids?: readonly Uuid[];
  readonly record?: string;
  /** `open`: decided by nobody yet. */
  readonly outcome?: Outcome | 'open';
  readonly order: 'oldestFirst' | 'newestFirst';
  readonly limit: number;
}

export async function proposals(db: Db, which: Which): Promise<Proposal[]> {
  let query = db
    .selectFrom('law_proposal as l')
    .leftJoin('person as p', 'p.id', 'l.proposed_by')
    .leftJoin('person as d', 'd.id', 'l.decided_by')
    .selectAll('l')
    .select(['p.name as proposer', 'd.name as decider'])
    .limit(which.limit);
  if (which.id !== undefined) query = query.where('l.id', '=', which.id);
  if (which.ids !== undefined) query = query.where('l.id', 'in', [...which.ids]);
  if (which.record !== undefined) query = query.where('l.record', '=', which.record);
  if (which.outcome === 'open') query = query.where('l.outcome', 'is', null);
  else if (which.outcome !== undefined) query = query.where('l.outcome', '=', which.outcome);
  query =
    which.order === 'oldestFirst'
      ? query.orderBy('l.proposed_at').orderBy('l.id')
      : query.orderBy('l.decided_at', 'desc').orderBy('l.id', 'desc');
  return (await query.execute()).map((row) => ({
    id: row.id as Uuid, // the columns' types are uuid
    change: changeSchema.parse(row.change),
    record: row.record,
    reason: row.reason,
    draftedOn: row.drafted_on,
    revises: (row.revises ?? undefined) as Uuid | undefined,
    proposedBy: row.proposed_by as Uuid,
    proposedAt: row.proposed_at,
    outcome: row.outcome ?? undefined,
    answer: row.answer ?? undefined,
    decidedBy: (row.decided_by ?? undefined) as Uuid | undefined,
    decidedAt: row.decided_at ?? undefined,
    proposer: row.proposer ?? '',
    decider: row.decider ?? '',
  }));
}

export async function proposalById(db: Db, id: Uuid): Promise<Proposal | undefined> {
  return (await proposals(db, { id, order: 'oldestFirst', limit: 1 }))[0];
}

/** False when somebody decided it first. */
export async function decideProposal(
  tx: Tx,
  id: Uuid,
  decision: { readonly outcome: Outcome; readonly by: Uuid; readonly at: Date; readonly answer?: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('law_proposal')
    .set({
      outcome: decision.outcome,
      answer: decision.answer ?? null,
      decided_by: decision.by,
      decided_at: decision.at,
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
