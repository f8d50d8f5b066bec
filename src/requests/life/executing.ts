// What must hold while a request of another State is executed: who does it, by which order, and that its data do not leave early. Pure.
import { holds, type Check, type GuardFacts } from './guard-facts.ts';

export const assigneeNamed: Check = ({ detail }) => holds(detail.assignedTo !== undefined, 'nobody named');

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

/** A notice suspends production until its time is over, or until the notified authority has confirmed that it raises no ground. */
export const windowOver: Check = (facts) =>
  holds(
    !isWindowOpen(facts) || facts.reason !== undefined,
    'before the end of its time, and no confirmation',
  );

export function isWindowOpen({ limits, occurredAt }: Pick<GuardFacts, 'limits' | 'occurredAt'>): boolean {
  const window = limits.find(({ rule }) => rule.id === SUSPENDING);
  return window?.end !== undefined && occurredAt < window.end;
}
