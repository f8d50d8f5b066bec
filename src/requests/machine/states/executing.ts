// What must hold while a request of another State is executed: who does it, by which order, and that its data do not leave early. Pure.
import { ORDER_GROUNDS } from './grounds.ts';
import { holds, type Check, type GuardFacts } from './guard-facts.ts';
import { groundSaid, hasGround, type ActDetail } from './life.ts';
import type { RequestRecord } from '../../core/request.ts';
import { isOrder } from '../../forms/index.ts';

export const assigneeNamed: Check = ({ detail }) =>
  holds((detail.assignee ?? detail.assignedTo) !== undefined, 'nobody named');

/** Some measures need no order at home: then somebody says why. An order that was obtained before it was assigned anew is of then. */
export const orderOrReason: Check = ({ events, reason }) => {
  const last = events.findLast(({ act }) => act === 'obtainOrder' || act === 'assign');
  return holds(last?.act === 'obtainOrder' || reason !== undefined, 'no order at home, and no reason');
};

/** Emergencies are made up to get at data: who found one genuine does not gather what it asks for. */
export const notVerifier: Check = ({ events, actor }) =>
  holds(
    !events.some(({ act, byPerson }) => act === 'verifyByCallBack' && byPerson === actor.id),
    'somebody who verified the emergency',
  );

const SUSPENDING = 'epoc.produce-notified';

/**
 * A notice suspends production until its time is over, or until the notified authority has confirmed that it raises no ground. Where it
 * raised one, the data wait for its word that it does not stand.
 */
export const windowOver: Check = (facts) =>
  holds(
    !isWindowOpen(facts) || facts.reason !== undefined,
    'before the end of its time, and no confirmation',
  );

export function isWindowOpen({
  limits,
  occurredAt,
  events,
}: Pick<GuardFacts, 'limits' | 'occurredAt' | 'events'>): boolean {
  if (events.some(({ act }) => act === 'hearGround')) return true;
  const window = limits.find(({ rule }) => rule.id === SUSPENDING);
  return window?.end !== undefined && occurredAt < window.end;
}

/** We answer it: what another side did not say of an order of ours is recorded as it is. */
export function isBoundByOrder({ form, direction }: Pick<RequestRecord, 'form' | 'direction'>): boolean {
  return isOrder(form) && direction === 'incoming';
}

/** A ground of another text is none: Directive 2014/41/EU, Art. 11, has those of an Investigation Order. */
export const groundOfText: Check = ({ refusedBy, detail: { ground, items = [] } }) => {
  if (refusedBy === undefined) return undefined;
  const other = [ground, ...items.map((one) => one.ground)].find(
    (said) => said !== undefined && !refusedBy.includes(said),
  );
  return holds(other === undefined, `${other ?? ''}, where it may be ${refusedBy.join(', ')}`);
};

/**
 * We who answer an order say why it is refused, and of each of its lines why that does not come, or not wholly, by a ground that the
 * Regulation knows; a line left bare would stay due.
 */
export const groundOfEach: Check = ({ form, request, items, detail }) => {
  if (!isBoundByOrder({ form: form.id, direction: request.direction })) return undefined;
  const isKnown = (ground: ActDetail['ground']): boolean => ORDER_GROUNDS.some((code) => code === ground);
  const ofThese = `without a ground of these: ${ORDER_GROUNDS.join(', ')}`;
  const said = (detail.items ?? []).filter(({ actual }) => hasGround(actual));
  if (said.length === 0 && detail.ground !== undefined && !isKnown(detail.ground))
    return `the order ${ofThese}`;
  const bare = [
    ...said.filter((one) => !isKnown(groundSaid(one, detail))),
    ...items.filter(
      ({ item, actual, ground }) =>
        hasGround(actual) &&
        ground === undefined &&
        detail.items?.find((one) => one.item === item)?.actual === undefined,
    ),
  ];
  const numbers = bare.map(({ item }) => item).toSorted((a, b) => a - b);
  return holds(bare.length === 0, `item ${numbers.join(', ')} ${ofThese}`);
};
