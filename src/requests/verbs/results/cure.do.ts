// What came informally is cured by a formal request for it that was executed (background paper, para 33). Its conditions "for leads
// only" bind no longer; they stay on record, with the event that lifted them beside them.
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { leadsOnlyIn } from '../../../evidence/packages/leads-only.ts';
import { liftedConditions } from '../../../evidence/packages/leads-only.store.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../../evidence/exhibits/exhibit-act.acts.ts';
import type { Authority } from '../../../verify/event.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { mayKnow, wouldTell } from '../drafting/confidence/confidentiality.store.ts';
import { type Acting } from '../life/life.acts.ts';
import { noRequest } from '../../core/request.ts';
import { eventsOf, itemsOfRequest } from '../../machine/states/life.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { requestOf, requestsOf } from '../../machine/states/request.store.ts';
import { authorityFor } from './results.acts.ts';
import { formOf } from '../../forms/index.ts';

const LISTED = 200;

/** Of the case: formal requests of ours that brought something. The newest first. */
export async function curing(tx: Tx, caseId: Uuid): Promise<RequestRecord[]> {
  const found: RequestRecord[] = [];
  for (const request of await requestsOf(tx, caseId, LISTED))
    if ((await whyNotCuring(tx, request)) === undefined) found.push(request);
  return found;
}

/** Undefined: it cures. */
async function whyNotCuring(tx: Tx, request: RequestRecord): Promise<Refusal | undefined> {
  if (request.direction !== 'outgoing' || formOf(request.form)?.isFormal !== true)
    return new Refusal('notReady.notFormal');
  const brought = (await itemsOfRequest(tx, request.id)).some(
    ({ actual }) => actual === 'produced' || actual === 'partly',
  );
  const isExecuted = brought || (await eventsOf(tx, request.id)).some(({ act }) => act === 'reportExecuted');
  return isExecuted ? undefined : new Refusal('notReady.notCuring', { state: request.state });
}

interface CureGiven {
  /** Of the exhibit. */
  readonly exhibit: string;
  /** Of the request. */
  readonly number: number;
  readonly reason: string;
  /** Idempotency key. */
  readonly key: Uuid;
}

/** Refusals: notFound, notAllowed (also where others would learn of the request by it), notReady (it was not executed), conflict (nothing to cure). */
export function cure(
  house: Installation,
  { people, person, file, law }: Acting,
  given: CureGiven,
): Promise<void> {
  return cureLeads(house, {
    by: { person, file, through: people.through },
    number: given.exhibit,
    request: async (tx) => {
      const request = await requestOf(tx, file.id, given.number);
      // The log is written by the system, who sees all: what this person may not know of is none.
      if (request === undefined || !(await mayKnow(tx, person.id, { of: 'request', id: request.id })))
        throw noRequest(given.number);
      await refuseBetrayal(tx, request, given.exhibit);
      const hindrance = await whyNotCuring(tx, request);
      if (hindrance !== undefined) throw hindrance;
      return authorityFor(file, request, law);
    },
    reason: given.reason,
    key: given.key,
  });
}

/** The custody of the exhibit names the request from then on: nobody who sees the one may be kept from the other. */
async function refuseBetrayal(tx: Tx, request: RequestRecord, exhibit: string): Promise<void> {
  if (!request.isRestricted || !(await wouldTell(tx, request, exhibit))) return;
  throw new Refusal('notAllowed.cureWouldTell');
}

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
