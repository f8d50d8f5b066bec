// What an order to keep data asks of us hangs on the role in which it came: whoever it is addressed to keeps them.
import { isStateCode } from '../../../law/states.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { categoriesOf, type Form } from '../../core/form.ts';
import { receivePreservation, releaseReceived } from './preservation.acts.ts';
import { HELD_CATEGORIES, identifiersIn } from '../../core/preservation.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../../core/request.ts';
import { capacityIn, isAddressee, receiptIn } from '../../machine/states/capacity.ts';
import type { Acting } from './life.acts.ts';
import type { LifeEvent } from '../../machine/states/life.ts';
import type { Told } from '../../machine/states/life-step.ts';

interface Order {
  readonly request: RequestRecord;
  readonly form: Form;
  /** Before the act. */
  readonly events: readonly LifeEvent[];
  /** Nothing more is done on it. */
  readonly isOver: boolean;
}

/** From its receipt it is in the register with its sixty days: with the registration, or when its role is said, or corrected, later. */
export async function holdAsReceived(tx: Tx, acting: Acting, order: Order, told: Told): Promise<void> {
  const { request, form, events, isOver } = order;
  const { keeps } = form;
  if (form.order !== 'preservation' || typeof keeps !== 'object') return;
  const was = isAddressee(capacityIn(events));
  const is = isAddressee(told.detail.capacity);
  if (was && !is) await releaseReceived(tx, acting, request.id, told);
  if (was || !is || isOver) return;
  const { file } = acting;
  const own = stateOfCase(file);
  const { answers } = request.version;
  const { 'addressee.name': named } = answers;
  const categories = categoriesOf(form, answers);
  const { occurredAt, zone, evidence } = receiptIn(events) ?? told;
  await receivePreservation(
    tx,
    acting,
    {
      request: request.id,
      // Its fields may still have to be typed: then the order is named in their place.
      holder:
        typeof named === 'string' ? named.slice(0, 1000) : requestReference(file.reference, request.number),
      stateCode: isStateCode(own) ? own : undefined,
      instrument: keeps.under,
      identifiers: identifiersIn(answers),
      categories: HELD_CATEGORIES.filter((one) => categories.includes(one)),
    },
    { occurredAt: occurredAt.toISOString(), zone, evidence },
  );
}
