// Records that a remedy was used against an order, and what has become of it.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Day } from '../../law/day.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import { noRequest } from '../life/life.acts.ts';
import { LINE_MAX, textIn } from './order-record.ts';
import { bad, dayOn, evidenceOf, numberWithin, orderGone, recordedBy } from './order-record.acts.ts';
import { numberUnder } from './order-record.store.ts';
import type { RemedyKind, RemedyOutcome, RemedyUser } from './remedy.ts';
import { REMEDIES, insertRemedyEvent, remediesOf } from './remedy.store.ts';

export interface RemedyGiven {
  /** Of the request. */
  readonly number: number;
  readonly kind: RemedyKind;
  readonly usedBy: RemedyUser;
  readonly court: string;
  readonly on: Day;
  readonly evidence: string;
  /** What was recorded under it is not recorded again. */
  readonly id?: Uuid;
}

/** Returns its number. Refusals: notFound, notAllowed, badInput, conflict (no order of the Regulation, or not sent yet). */
export function recordRemedy(drafting: Drafting, given: RemedyGiven): Promise<number> {
  const { people, person } = drafting;
  return people.db.asPerson(person.id, async (tx) => {
    const order = await orderGone(drafting, tx, given.number, 'recordRemedy');
    const known = given.id && (await numberUnder(tx, 'remedy', order.id, given.id));
    if (known !== undefined) return known;
    const court = textIn(given.court, LINE_MAX);
    if (court === undefined) throw bad('the court, in at most 1,000 characters', 'none, or more');
    const number = numberWithin(((await remediesOf(tx, order.id)).at(-1)?.number ?? 0) + 1, REMEDIES);
    await insertRemedyEvent(tx, {
      ...recordedBy(drafting, order.id, given.id),
      number,
      on: dayOn(given.on, { first: order.firstDay, now: people.clock() }),
      evidence: evidenceOf(given.evidence),
      what: { act: 'used', kind: given.kind, usedBy: given.usedBy, court },
    });
    return number;
  });
}

export type RemedyStep =
  | {
      readonly act: 'decided';
      readonly outcome: RemedyOutcome;
      readonly on: Day;
      readonly evidence: string;
    }
  | { readonly act: 'mistaken'; readonly evidence: string };

/**
 * `id`: what was recorded under it is not recorded again. Refusals: notFound, notAllowed, badInput, conflict (its outcome is recorded,
 * or it was recorded by mistake).
 */
export function stepRemedy(
  drafting: Drafting,
  place: { readonly number: number; readonly remedy: number; readonly id?: Uuid },
  step: RemedyStep,
): Promise<void> {
  const { people, person } = drafting;
  return people.db.asPerson(person.id, async (tx) => {
    const order = await orderGone(drafting, tx, place.number, 'recordRemedy');
    const [remedy] = await remediesOf(tx, order.id, place.remedy);
    if (remedy === undefined) throw noRequest(place.number);
    if (place.id !== undefined && (await numberUnder(tx, 'remedy', order.id, place.id)) !== undefined) return;
    if (remedy.mistaken !== undefined || (step.act === 'decided' && remedy.decided !== undefined))
      throw new Refusal('conflict', {
        expected: 'a remedy that is pending',
        found: remedy.mistaken === undefined ? 'one whose outcome is recorded' : 'one recorded by mistake',
        next: 'Where what is recorded is wrong, say that it was a mistake and record it anew.',
      });
    const made = { ...recordedBy(drafting, order.id, place.id), number: place.remedy };
    const evidence = evidenceOf(step.evidence);
    if (step.act === 'mistaken')
      return insertRemedyEvent(tx, { ...made, on: undefined, evidence, what: { act: 'mistaken' } });
    const on = dayOn(step.on, { first: remedy.used.on, now: people.clock() });
    return insertRemedyEvent(tx, {
      ...made,
      on,
      evidence,
      what: { act: 'decided', outcome: step.outcome },
    });
  });
}
