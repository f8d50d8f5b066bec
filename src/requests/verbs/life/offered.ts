// Which acts of the machine a person may see: what a request is, and what has happened to it, rules some out.
import { capacityIn, isAddressee, receiptIn, SAYING_CAPACITY } from '../../machine/states/capacity.ts';
import { awaitsRecord, isNoticeAwaited, RECORDING } from '../../machine/states/carriage.ts';
import { movableOf } from '../../machine/states/deadline.ts';
import { wasSent, type GuardFacts } from '../../machine/states/guard-facts.ts';
import type { LifeEvent } from '../../machine/states/life.ts';
import { isOnItsWay, type Course, type Row } from '../../machine/states/machine.ts';
import { validationOf } from '../../machine/states/validation.ts';
import { issuerIn } from '../../core/form.ts';
import { isOrder } from '../../forms/index.ts';

/** Acts that hang on as whose a European order came to us. */
const OF_CAPACITY = new Set([SAYING_CAPACITY, 'askEnforcement', 'preserveAtOnce', 'hearGround']);

function isOfCapacity(
  act: string,
  direction: 'outgoing' | 'incoming',
  events: GuardFacts['events'],
): boolean {
  if (direction === 'outgoing') return true;
  if (act === SAYING_CAPACITY) return receiptIn(events) !== undefined;
  const capacity = capacityIn(events);
  if (act === 'hearGround') return capacity === 'addresseeWithNotice';
  // Before anybody was asked, nobody said it.
  if (act === 'preserveAtOnce') return capacity === undefined || isAddressee(capacity);
  return capacity === undefined || capacity === 'notifiedAuthority';
}

/** Of what a request came with, until it is taken up again: then there may be data, or papers, anew. */
const UNTIL_REOPENED = ['reopen'];
/** Recorded once more they would change nothing, until one of these: there may be something anew to record. */
const ONCE: {
  readonly [direction in 'outgoing' | 'incoming']: { readonly [act: string]: readonly string[] };
} = {
  outgoing: {
    // Once for what was refused, or did not come: what is answered since may be refused anew. What came back goes once more.
    askEnforcement: [
      'reopen',
      'transmit',
      'reportItems',
      'reportExecuted',
      'refuseInPart',
      'refuse',
      'postpone',
      'declineConditions',
    ],
  },
  incoming: {
    preserveAtOnce: UNTIL_REOPENED,
    receivePapers: UNTIL_REOPENED,
    // Whoever was asked to enforce it goes on until it is enforced.
    askEnforcement: UNTIL_REOPENED,
    deleteData: UNTIL_REOPENED,
  },
};

/** The event by which an act that is recorded once stands on record. */
export function recordedIn<Event extends Pick<LifeEvent, 'act'>>(
  act: string,
  direction: 'outgoing' | 'incoming',
  events: readonly Event[],
): Event | undefined {
  const anew = ONCE[direction][act];
  if (anew === undefined) return undefined;
  const last = events.findLast((one) => one.act === act || anew.includes(one.act));
  return last?.act === act ? last : undefined;
}

export function courseOf({ form, request }: Pick<GuardFacts, 'form' | 'request'>): Course {
  const goesFirst = issuerIn(form, request.version.answers)?.isUnvalidated ?? false;
  return { goesFirst, onlyTells: form.onlyTells };
}

/** The acts that a person may see: those of this moment that the machine has and that history does not rule out. */
export function isOffered(
  row: Row<string, string>,
  {
    events,
    form,
    request,
    limits,
    handedTo,
  }: Pick<GuardFacts, 'events' | 'form' | 'request' | 'limits' | 'handedTo'>,
): boolean {
  if (row.act === 'change' || row.who === 'system') return false;
  if (row.act === 'receive') return receiptIn(events) === undefined;
  if (recordedIn(row.act, request.direction, events) !== undefined) return false;
  if (row.guards.includes('validationAwaited')) return validationOf(events).is === 'awaited';
  if (!isOnItsWay(row, courseOf({ form, request }))) return false;
  if (row.act === RECORDING) return awaitsRecord(events);
  if (row.act === 'setDeadline') return movableOf(limits).length > 0;
  if (row.act === 'makeAvailable') return form.goesBySystem;
  if (row.act === 'noticeReceived') return isOrder(form.id) && isNoticeAwaited(events);
  if (row.act === 'deleteData') return isOrder(form.id);
  if (OF_CAPACITY.has(row.act)) return isOrder(form.id) && isOfCapacity(row.act, request.direction, events);
  if (row.act === 'findOtherProvider') return form.findsProviders;
  if (row.guards.includes('caseHandedOver')) return handedTo !== undefined;
  if (row.guards.includes('neverSent')) return !wasSent(events);
  if (row.guards.includes('wasSent')) return wasSent(events);
  return true;
}
