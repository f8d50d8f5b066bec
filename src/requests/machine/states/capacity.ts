// In which capacity a European order came to us: Regulation (EU) 2023/1543 gives its addressee one time limit, the enforcing authority
// that is notified another (Arts 8 and 12), and that which is asked to enforce it a third (Art. 16). Said when it is registered; nothing
// else on record tells, so nothing is guessed. Pure.
import type { Answers } from '../../core/answers.ts';
import type { LifeEvent } from './life.ts';
import { orderOf } from '../../forms/index.ts';

export const CAPACITIES = [
  'addressee',
  /** Beside it an enforcing authority is notified, whose time holds the data back (Art. 10(2)). */
  'addresseeWithNotice',
  'notifiedAuthority',
  'enforcingAuthority',
] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Those that an order may have come in, as it reads; none of what is no such order. A preservation order is notified to nobody. */
export function capacitiesOf(form: string, answers: Answers = {}): readonly Capacity[] {
  const order = orderOf(form);
  if (order === 'preservation') return ['addressee', 'enforcingAuthority'];
  if (order === 'none') return [];
  const { notified } = answers;
  if (notified === undefined) return CAPACITIES;
  return CAPACITIES.filter((one) =>
    notified === true ? one !== 'addressee' : one === 'addressee' || one === 'enforcingAuthority',
  );
}

/** Said when it is registered, or afterwards: then, or to correct it. */
export const SAYING_CAPACITY = 'sayCapacity';

/** As it was said last. Undefined: ours, no order, or registered before anybody was asked. */
export function capacityIn(events: readonly Pick<LifeEvent, 'act' | 'detail'>[]): Capacity | undefined {
  return events.findLast((one) => saysCapacity(one) && one.detail.capacity !== undefined)?.detail.capacity;
}

/** The events with which it was said: that it was received, and what was said of its role since. */
export function saysCapacity({ act }: Pick<LifeEvent, 'act'>): boolean {
  return act === 'receive' || act === SAYING_CAPACITY;
}

export function isAddressee(capacity: Capacity | undefined): boolean {
  return capacity === 'addressee' || capacity === 'addresseeWithNotice';
}

/** The notice is there: for the addressee beside the order, for the authority as what came. */
export function hasNotice(capacity: Capacity): boolean {
  return capacity === 'addresseeWithNotice' || capacity === 'notifiedAuthority';
}

/** None where it was not received. */
export function receiptIn<Event extends Pick<LifeEvent, 'act'>>(events: readonly Event[]): Event | undefined {
  return events.find(({ act }) => act === 'receive');
}

const RECEIVED_BY: { readonly [event: string]: ((capacity: Capacity | undefined) => boolean) | undefined } = {
  addressee_received_epoc: isAddressee,
  enforcing_authority_received_notice: (capacity) => capacity === 'notifiedAuthority',
  enforcing_authority_received_order: (capacity) => capacity === 'enforcingAuthority',
};

/** Whether the receipt of what came to us is this to the time limits. */
export function isReceiptOf(event: string, capacity: Capacity | undefined): boolean {
  return RECEIVED_BY[event]?.(capacity) ?? true;
}
