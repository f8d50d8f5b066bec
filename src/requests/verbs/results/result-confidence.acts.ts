// Decides who may know of what came in answer to a request.
import type { Tx } from '../../../people/as-person.store.ts';
import { keepIn, openIn } from '../drafting/confidence/confidentiality.acts.ts';
import type { Keeping, Kept } from '../drafting/confidence/confidentiality.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import { requestToDecide } from '../drafting/request-decide.acts.ts';
import type { Delivery } from '../../machine/states/results.ts';
import { deliveryOf } from '../../machine/states/delivery.store.ts';

export interface ResultKept extends Keeping {
  readonly ground: string;
}

interface Place {
  /** Of the request, and of its delivery. */
  readonly number: number;
  readonly delivery: number;
}

export const keptResult = ({ id, request, caseId, isConfidential }: Delivery): Kept => ({
  of: 'result',
  id,
  request,
  caseId,
  isKept: isConfidential,
});

/** As `keepIn` does. Refusals besides: notFound, notAllowed. */
export function keepResult(acting: Acting, place: Place, asked: ResultKept): Promise<boolean> {
  return acting.people.db.asPerson(acting.person.id, async (tx) =>
    keepIn(tx, acting, keptResult(await deliveryToKeep(tx, acting, place)), asked),
  );
}

/** As `openIn` does. Refusals besides: notFound, notAllowed. */
export function openResult(acting: Acting, place: Place, reason: string): Promise<void> {
  return acting.people.db.asPerson(acting.person.id, async (tx) =>
    openIn(tx, acting, keptResult(await deliveryToKeep(tx, acting, place)), reason),
  );
}

async function deliveryToKeep(tx: Tx, acting: Acting, place: Place): Promise<Delivery> {
  const request = await requestToDecide(acting, tx, place.number, 'restrictRequest');
  const delivery = await deliveryOf(tx, request.id, place.delivery);
  if (delivery === undefined) throw noRequest(place.number);
  return delivery;
}
