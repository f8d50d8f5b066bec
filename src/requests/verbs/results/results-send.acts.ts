// What we give in answer to another's request leaves in a package, on that request, with the limits on its use.
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { askShare } from '../../../evidence/packages/share.acts.ts';
import type { Share } from '../../../evidence/packages/share.ts';
import { mayKnow } from '../drafting/confidence/confidentiality.store.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import type { RequestRecord } from '../../core/request.ts';
import { authorityFor, type DeliveryPlace } from './results.acts.ts';
import { found } from './results-outcome.acts.ts';
import { setShare } from './results.store.ts';
import { filesOf } from '../../machine/states/delivery.store.ts';

export interface Sending
  extends DeliveryPlace, Pick<Share, 'receiver' | 'recipient' | 'withDetails' | 'ground' | 'leftOut'> {
  readonly purpose: string;
  /** Idempotency key, and the id of the package. */
  readonly id: Uuid;
}

/**
 * One act: the package is asked for and the delivery has left in it, or neither. Done again under the same id it is done once.
 * Refusals: notFound, notReady (not checked), conflict (sent before), and what sharing refuses.
 */
export async function sendResults(
  house: Installation,
  acting: Acting,
  { id, purpose, receiver, recipient, withDetails, ground, leftOut, ...place }: Sending,
): Promise<'asked' | 'making'> {
  const { people, person, file, law } = acting;
  const { request, delivery, exhibits } = await people.db.asPerson(person.id, async (tx) => {
    const here = await found(tx, acting, place);
    const files = await filesOf(tx, { delivery: here.delivery.id });
    return { ...here, exhibits: [...new Set(files.map(({ number }) => number))] };
  });
  refuseUnready(request);
  if (delivery.share !== undefined && delivery.share !== id) throw sentBefore();
  const share: Share = {
    exhibits,
    receiver,
    recipient,
    handsOver: 'copy',
    withDetails,
    basis: authorityFor(file, request, law),
    purpose,
    ground,
    leftOut,
  };
  return askShare(house, {
    by: { person, file, through: people.through },
    share,
    id,
    along: async (tx) => {
      // As things are now: the log may have kept this act waiting.
      const now = await found(tx, acting, place);
      if (!(await mayKnow(tx, person.id, { of: 'request', id: now.request.id })))
        throw noRequest(place.number);
      refuseUnready(now.request);
      if (!(await setShare(tx, delivery.id, id))) throw sentBefore();
    },
  });
}

function refuseUnready({ direction, state }: RequestRecord): void {
  if (direction === 'incoming' && state === 'resultsChecked') return;
  throw new Refusal('notReady.resultsChecked', { state });
}

const sentBefore = (): Refusal => new Refusal('conflict.deliveryLeft');
