// SQL of costs claimed for an order. Rows are only added.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { amountOf, thousandthsOf, type ClaimAnswer, type CostClaim, type Money } from './cost-claim.ts';
import type { Recorded } from './order-record.ts';
import { happenedOf, recordedOf } from './order-record.store.ts';

/** Of one order. */
export const CLAIMS = 200;

export interface NewClaimEvent extends Omit<Recorded, 'by'> {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** Of the claim. */
  readonly number: number;
  readonly by: Uuid;
  readonly act: 'claimed' | ClaimAnswer | 'mistaken';
  /** Of a claim, with its currency; of what was reimbursed, the amount. */
  readonly money: Partial<Money>;
}

export async function insertClaimEvent(tx: Tx, made: NewClaimEvent): Promise<void> {
  await tx
    .insertInto('request_cost_event')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      number: made.number,
      act: made.act,
      amount: made.money.amount ?? null,
      currency: made.money.currency ?? null,
      on_day: made.on ?? null,
      evidence: made.evidence,
      by_person: made.by,
      at: made.at,
      through: made.through ?? null,
    })
    .execute();
}

/** In the order in which they were recorded; of one number alone where that is given. The request is locked: the next number is free. */
export async function claimsOf(tx: Tx, request: Uuid, number?: number): Promise<CostClaim[]> {
  const rows = await tx
    .selectFrom('request_cost_event as e')
    .leftJoin('person as p', 'p.id', 'e.by_person')
    .select(['e.id', 'e.number', 'e.act', 'e.currency', 'e.evidence', 'e.at', 'e.through', 'p.name as by'])
    .select([
      sql<Day | null>`e.on_day::text`.as('on'),
      // As text: a number of this language would not hold it exactly.
      sql<string | null>`e.amount::text`.as('amount'),
    ])
    .where('e.request_id', '=', request)
    .$if(number !== undefined, (some) => some.where('e.number', '=', number ?? 0))
    .orderBy('e.number')
    .orderBy('e.id')
    .limit(CLAIMS * 3)
    .execute();
  return rows.flatMap((one) => {
    if (one.act !== 'claimed') return [];
    const later = (act: string) => rows.find((event) => event.number === one.number && event.act === act);
    const currency = one.currency ?? ''; // the table's check
    const amount = (event: (typeof rows)[number]): string =>
      amountOf(thousandthsOf(event.amount ?? '0'), currency);
    const [reimbursed, refused, mistaken] = [later('reimbursed'), later('refused'), later('mistaken')];
    return {
      id: one.id as Uuid, // a uuid column
      number: one.number,
      claim: { amount: amount(one), currency },
      claimed: happenedOf(one),
      reimbursed: reimbursed && { ...happenedOf(reimbursed), amount: amount(reimbursed) },
      refused: refused && happenedOf(refused),
      mistaken: mistaken && recordedOf(mistaken),
    };
  });
}

/** Number of the claim of which something was recorded under this id. */
export async function claimUnder(tx: Tx, request: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await tx
    .selectFrom('request_cost_event')
    .select('number')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}
