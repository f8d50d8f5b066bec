// What must hold before what came is relied on, and before a request is closed: counted, certified, restricted, paid, answered. Pure.
import { hasCome } from './carriage.ts';
import { holds, wasSent, type Check, type GuardFacts } from './guard-facts.ts';
import type { LifeEvent } from './life.ts';

/** Items that the other side says it produced, wholly or in part, and that no file was matched with. */
export function itemsWithoutFile({
  items,
  matched,
}: Pick<GuardFacts, 'items' | 'matched'>): readonly number[] {
  return items
    .filter(({ item, actual }) => (actual === 'produced' || actual === 'partly') && !matched.includes(item))
    .map(({ item }) => item);
}

export const countMatches: Check = (facts) => {
  const bare = itemsWithoutFile(facts);
  return holds(
    bare.length === 0 || facts.reason !== undefined,
    `no file for item ${bare.join(', ')}, and no reason`,
  );
};

/** A preservation that runs; `since`: when it came to belong to the request. */
export interface RunningPreservation {
  readonly number: number;
  readonly since: Date;
}

/**
 * Numbers of those of which it is still to be said what becomes of them. Whoever withdrew the request has said it of all that ran then: at
 * its closing nobody is asked for the same again, but of what came afterwards.
 */
export function preservationsOpen(
  running: readonly RunningPreservation[],
  events: readonly Pick<LifeEvent, 'act' | 'from' | 'to' | 'at' | 'detail'>[],
): readonly number[] {
  const last = events.findLast(({ from, to }) => from !== to);
  const said = last?.act === 'withdraw' && last.detail.preservation !== undefined ? last.at : undefined;
  return running.filter(({ since }) => said === undefined || since > said).map(({ number }) => number);
}

export const certificatePresent: Check = ({ detail }) =>
  holds(detail.certificate !== undefined, 'neither a certificate nor why there is none');

/** Exhibits of it that are held and carry no restriction. */
export function withoutRestriction({ received }: Pick<GuardFacts, 'received'>): readonly string[] {
  return received.filter(({ conditions }) => conditions.length === 0).map(({ number }) => number);
}

export const restrictionsRecorded: Check = (facts) => {
  const bare = withoutRestriction(facts);
  return holds(
    bare.length === 0 || facts.detail.restrictions === 'none',
    `no restriction on exhibit ${bare.slice(0, 5).join(', ')}, and not said that none was stated`,
  );
};

/** What never left has cost the other side nothing. */
export const costsSaid: Check = ({ detail, events }) =>
  holds(!wasSent(events) || detail.costs !== undefined, 'nothing said of costs');

/** There is something to tell them about. */
export function isAnswerHere({ items, received }: Pick<GuardFacts, 'items' | 'received'>): boolean {
  return hasCome(items) || received.length > 0;
}

export const feedbackSaid: Check = (facts) =>
  holds(!isAnswerHere(facts) || facts.detail.feedback !== undefined, 'nothing said of whether it was of use');
