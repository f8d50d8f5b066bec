// SQL of costs claimed for an order. Rows are only added.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { amountOf, thousandthsOf, type ClaimAnswer, type CostClaim, type Money } from './cost-claim.ts';
import { happenedOf, recordedOf, rowOfRecorded, type NewRecorded } from './order-record.store.ts';

/** Of one order. */
export const CLAIMS = 200;

export interface NewClaimEvent extends NewRecorded {
  readonly act: 'claimed' | ClaimAnswer | 'mistaken';
  /** Of a claim, with its currency; of what was reimbursed, the amount. */
  readonly money: Partial<Money>;
}

export async function insertClaimEvent(tx: Tx, made: NewClaimEvent): Promise<void> {
  await tx
    .insertInto('request_cost_event')
    .values({
      ...rowOfRecorded(made),
      act: made.act,
      amount: made.money.amount ?? null,
      currency: made.money.currency ?? null,
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
