// Cures what came informally: a formal request for it was executed, so its conditions "for leads only" bind no longer. They
// stay on record, with the event that lifted them beside them.
import { Refusal } from '../../base/refusal.ts';
import type { Authority } from '../../verify/event.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { leadsOnlyIn } from './leads-only.ts';
import { liftedConditions } from './leads-only.store.ts';
import type { Tx } from '../log/log.store.ts';

interface Cure {
  readonly by: Viewer;
  readonly number: string;
  /** The formal request; refuses, in the act's transaction, one that was not executed. */
  readonly request: (tx: Tx) => Promise<Authority & { readonly type: 'request' }>;
  /** Why it covers the exhibit. */
  readonly reason: string;
  /** Idempotency key. */
  readonly key: string;
}

/** Refuses notFound, notAllowed, conflict (nothing keeps it to leads), and what `request` refuses. */
export async function cureLeads(house: Installation, cure: Cure): Promise<void> {
  const { by, number } = cure;
  await house.log.append({
    key: `cure:${by.person.id}:${cure.key}`,
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'liftLeadsOnly');
      const lifted = await liftedConditions(tx, number);
      const lifts = leadsOnlyIn(exhibit.conditions).filter((one) => !lifted.includes(one));
      if (lifts.length === 0) throw notForLeads();
      return [
        {
          ...draftOf(house, { by, number, role }),
          type: 'authorityAdded',
          authority: await cure.request(tx),
          reason: cure.reason,
          detail: nameOf(by),
          facts: { lifts },
        },
      ];
    },
  });
}

const notForLeads = (): Refusal => new Refusal('conflict.notForLeads');
