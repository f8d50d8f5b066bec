// Records that costs of executing an order were claimed, and what was reimbursed of them or why nothing was.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Day } from '../../law/day.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import { noRequest } from '../life/life.acts.ts';
import { CURRENCIES, decimalsOf } from '../life/currency.ts';
import { AMOUNT, isAnswered, thousandthsOf, type Money } from './cost-claim.ts';
import { CLAIMS, claimsOf, insertClaimEvent } from './cost-claim.store.ts';
import { bad, dayOn, evidenceOf, numberWithin, orderGone, recordedBy } from './order-record.acts.ts';
import { numberUnder } from './order-record.store.ts';

export interface ClaimGiven extends Money {
  /** Of the request. */
  readonly number: number;
  readonly on: Day;
  readonly evidence: string;
  /** What was recorded under it is not recorded again. */
  readonly id?: Uuid;
}

/** Returns its number. Refusals: notFound, notAllowed, badInput, conflict (no order of the Regulation, or not sent yet). */
export function recordClaim(drafting: Drafting, given: ClaimGiven): Promise<number> {
  const { people, person } = drafting;
  return people.db.asPerson(person.id, async (tx) => {
    const order = await orderGone(drafting, tx, given.number, 'recordCosts');
    const known = given.id && (await numberUnder(tx, 'cost', order.id, given.id));
    if (known !== undefined) return known;
    const { currency } = given;
    if (!CURRENCIES.has(currency)) throw bad('a currency such as EUR', currency.slice(0, 20));
    const number = numberWithin(((await claimsOf(tx, order.id)).at(-1)?.number ?? 0) + 1, CLAIMS);
    await insertClaimEvent(tx, {
      ...recordedBy(drafting, order.id, given.id),
      number,
      act: 'claimed',
      money: { amount: amountIn(given.amount, currency), currency },
      on: dayOn(given.on, { first: order.firstDay, now: people.clock() }),
      evidence: evidenceOf(given.evidence),
    });
    return number;
  });
}

export type ClaimStep =
  | {
      readonly act: 'reimbursed';
      /** In the currency of the claim. */
      readonly amount: string;
      readonly on: Day;
      readonly evidence: string;
    }
  | { readonly act: 'refused'; readonly on: Day; readonly evidence: string }
  | { readonly act: 'mistaken'; readonly evidence: string };

/**
 * `id`: what was recorded under it is not recorded again. Refusals: notFound, notAllowed, badInput, conflict (it is answered, or was
 * recorded by mistake).
 */
export function stepClaim(
  drafting: Drafting,
  place: { readonly number: number; readonly claim: number; readonly id?: Uuid },
  step: ClaimStep,
): Promise<void> {
  const { people, person } = drafting;
  return people.db.asPerson(person.id, async (tx) => {
    const order = await orderGone(drafting, tx, place.number, 'recordCosts');
    const [claim] = await claimsOf(tx, order.id, place.claim);
    if (claim === undefined) throw noRequest(place.number);
    if (place.id !== undefined && (await numberUnder(tx, 'cost', order.id, place.id)) !== undefined) return;
    const { mistaken } = claim;
    if (mistaken !== undefined || (step.act !== 'mistaken' && isAnswered(claim)))
      throw new Refusal('conflict', {
        expected: 'a claim that is not answered yet',
        found: mistaken === undefined ? 'one that is answered' : 'one recorded by mistake',
        next: 'Where what is recorded is wrong, say that it was a mistake and record it anew.',
      });
    await insertClaimEvent(tx, {
      ...recordedBy(drafting, order.id, place.id),
      number: place.claim,
      act: step.act,
      money:
        step.act === 'reimbursed' ? { amount: amountIn(step.amount, claim.claim.currency, claim.claim) } : {},
      on:
        step.act === 'mistaken'
          ? undefined
          : dayOn(step.on, { first: claim.claimed.on, now: people.clock() }),
      evidence: evidenceOf(step.evidence),
    });
  });
}

/** More than nothing, no finer than its currency is paid, and no more than what was claimed. */
function amountIn(amount: string, currency: string, claimed?: Money): string {
  const isRead = AMOUNT.test(amount) && thousandthsOf(amount) > 0n;
  if (!isRead) throw bad('an amount above zero, such as 1200.50', amount.slice(0, 20));
  const most = decimalsOf(currency);
  if ((amount.split('.')[1] ?? '').replace(/0+$/, '').length > most)
    throw bad(`an amount of ${currency} with at most ${most} digits after the point`, amount);
  if (claimed !== undefined && thousandthsOf(amount) > thousandthsOf(claimed.amount))
    throw bad(`at most what was claimed, ${claimed.amount} ${claimed.currency}`, amount);
  return amount;
}
