// What both kinds of records of an order hold to: an order of the Regulation that has gone, a day that can be, and words.
import type { Uuid } from '../../base/ids.ts';
import { newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { latestDay } from '../../base/time.ts';
import { isDay, type Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { Drafting } from '../drafting/request-draft.acts.ts';
import { requestToDecide } from '../life/follow/request-decide.acts.ts';
import { EVIDENCE_MAX, textIn } from './order-record.ts';
import { begunAt } from './order-record.store.ts';
import { isOrder } from '../forms/index.ts';

export interface OrderGone {
  readonly id: Uuid;
  /** The first day on which anything can have happened to it, wherever that was. */
  readonly firstDay: Day;
}

/** Held until the act ends. Refusals: notFound, notAllowed, conflict (no order of the Regulation, or not sent yet). */
export async function orderGone(
  drafting: Drafting,
  tx: Tx,
  number: number,
  act: 'recordRemedy' | 'recordCosts',
): Promise<OrderGone> {
  const request = await requestToDecide(drafting, tx, number, act);
  const begun = isOrder(request.form) ? await begunAt(tx, request.id) : undefined;
  if (begun !== undefined) return { id: request.id, firstDay: firstDayOf(begun) };
  throw new Refusal('conflict', {
    expected: 'an order of Regulation (EU) 2023/1543 that was sent or received',
    found: isOrder(request.form) ? 'an order that has not gone yet' : 'another kind of request',
    next: 'Record it of the order that it concerns.',
  });
}

const WEST_MS = 12 * 3_600_000;

/** Where days begin last (UTC-12). */
export function firstDayOf(begun: Date): Day {
  return new Date(begun.getTime() - WEST_MS).toISOString().slice(0, 10);
}

/** Refusals: badInput. */
export function dayOn(on: string, { first, now }: { readonly first: Day; readonly now: number }): Day {
  if (isDay(on) && on >= first && on <= latestDay(now)) return on;
  throw bad(`a day from ${first} until today, such as ${latestDay(now)}`, on.slice(0, 20));
}

/** Refusals: badInput. */
export function evidenceOf(text: string): string {
  const found = textIn(text, EVIDENCE_MAX);
  if (found === undefined) throw bad('what shows it, in at most 4,000 characters', 'none, or more');
  return found;
}

export const bad = (expected: string, found: string): Refusal =>
  new Refusal('badInput', { expected, found, next: 'Nothing was recorded. Give it once more.' });

/** Of what is recorded of one request, no more than is listed. Refusals: tooLarge. */
export function numberWithin(number: number, most: number): number {
  if (number <= most) return number;
  throw new Refusal('tooLarge', {
    expected: `at most ${most} of one request`,
    found: 'as many already',
    next: 'Nothing was recorded. Say what several have in common in one of them.',
  });
}

/** Who records it, when, and through which program. */
export function recordedBy(
  { people, person, file }: Drafting,
  request: Uuid,
  id: Uuid = newUuid(people.clock, people.random),
) {
  const at = new Date(people.clock());
  return { id, request, caseId: file.id, by: person.id, at, through: people.through };
}
