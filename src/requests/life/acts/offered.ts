// Which acts of the machine a person may see: what a request is, and what has happened to it, rules some out.
import { capacityIn, isAddressee, receiptIn, SAYING_CAPACITY } from '../capacity.ts';
import { awaitsRecord, isNoticeAwaited, isOrder, RECORDING } from '../carriage/carriage.ts';
import { movableOf } from '../carriage/deadline.ts';
import { wasSent, type GuardFacts } from '../guard-facts.ts';
import { isOnItsWay, type Course, type Row } from '../machine/machine.ts';
import { validationOf } from '../signature/validation.ts';

/** Where another provider may have taken part in the transmission: Budapest Convention, Arts 29 and 30. */
const OF_OTHER_PROVIDERS = new Set(['bc-29-preservation', 'bc-30-disclosure']);

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

/** Of the request as it came: recorded once more they would change nothing. */
const ONCE = new Set(['preserveAtOnce', 'receivePapers', 'deleteData']);

/** Since it was last taken up again: from then on there may be data, or papers, anew. */
function isRecorded(act: string, events: GuardFacts['events']): boolean {
  return events.findLast((one) => one.act === act || one.act === 'reopen')?.act === act;
}

export function courseOf({ form, request }: Pick<GuardFacts, 'form' | 'request'>): Course {
  const goesFirst = form.issuer?.(request.version.answers).isUnvalidated ?? false;
  return { goesFirst, onlyTells: form.onlyTells === true };
}

/** The acts that a person may see: those of this moment that the machine has and that history does not rule out. */
export function isOffered(
  row: Row<string, string>,
  { events, form, request, limits }: Pick<GuardFacts, 'events' | 'form' | 'request' | 'limits'>,
): boolean {
  if (row.act === 'change' || row.who === 'system') return false;
  if (row.act === 'receive') return receiptIn(events) === undefined;
  if (ONCE.has(row.act) && isRecorded(row.act, events)) return false;
  if (row.guards.includes('validationAwaited')) return validationOf(events).is === 'awaited';
  if (!isOnItsWay(row, courseOf({ form, request }))) return false;
  if (row.act === RECORDING) return awaitsRecord(events);
  if (row.act === 'setDeadline') return movableOf(limits).length > 0;
  if (row.act === 'makeAvailable') return form.goesBySystem === true;
  if (row.act === 'noticeReceived') return isOrder(form.id) && isNoticeAwaited(events);
  if (row.act === 'deleteData') return isOrder(form.id);
  if (OF_CAPACITY.has(row.act)) return isOrder(form.id) && isOfCapacity(row.act, request.direction, events);
  if (row.act === 'findOtherProvider') return OF_OTHER_PROVIDERS.has(form.id);
  if (row.guards.includes('neverSent')) return !wasSent(events);
  if (row.guards.includes('wasSent')) return wasSent(events);
  return true;
}
