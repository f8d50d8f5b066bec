// What we give in answer to another's request leaves in a package, on that request, with the limits on its use.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/installation.acts.ts';
import { askShare } from '../evidence/share.acts.ts';
import type { Share } from '../evidence/share.ts';
import type { Acting } from './life.acts.ts';
import { authorityFor, type DeliveryPlace } from './results.acts.ts';
import { found } from './results-outcome.acts.ts';
import { filesOf, setShare } from './results.store.ts';

export interface Sending
  extends DeliveryPlace, Pick<Share, 'receiver' | 'recipient' | 'withDetails' | 'ground'> {
  readonly purpose: string;
  /** Idempotency key, and the id of the package. */
  readonly id: Uuid;
}

/** Refusals: notFound, notReady (not checked), conflict (sent before), and what sharing refuses. */
export async function sendResults(
  house: Installation,
  acting: Acting,
  { id, purpose, receiver, recipient, withDetails, ground, ...place }: Sending,
): Promise<'asked' | 'making'> {
  const { people, person, file, law } = acting;
  const { request, delivery, exhibits } = await people.db.asPerson(person.id, async (tx) => {
    const here = await found(tx, acting, place);
    const files = await filesOf(tx, { delivery: here.delivery.id });
    return { ...here, exhibits: [...new Set(files.map(({ number }) => number))] };
  });
  if (request.direction !== 'incoming' || request.state !== 'resultsChecked')
    throw new Refusal('notReady', {
      expected: 'results of another’s request that were checked',
      found: request.state,
      next: 'Complete the results, and have them checked.',
    });
  if (delivery.share !== undefined && delivery.share !== id)
    throw new Refusal('conflict', {
      expected: 'a delivery that has not left',
      found: 'one that has',
      next: 'Look at its package.',
    });
  const basis = authorityFor(file, request, law);
  const share: Share = {
    exhibits,
    receiver,
    recipient,
    handsOver: 'copy',
    withDetails,
    basis,
    purpose,
    ground,
  };
  const outcome = await askShare(house, { by: { person, file }, share, id });
  await people.db.asPerson(person.id, (tx) => setShare(tx, delivery.id, id));
  return outcome;
}
