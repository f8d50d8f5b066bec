// A request of which somebody decides: found as they find it, held until the act ends, and only by who may.
import { Refusal } from '../../../base/refusal.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { roleInCase } from '../../../people/case-member.store.ts';
import { inCase, type CaseAct } from '../../../people/policy.ts';
import { noRequest } from '../../core/request.ts';
import type { Drafting } from './request-draft.acts.ts';
import type { RequestRecord } from '../../core/request.ts';
import { lockedRequest } from '../../machine/states/request.store.ts';

/** Refusals: notFound, notAllowed. */
export async function requestToDecide(
  { person, file }: Drafting,
  tx: Tx,
  number: number,
  act: Extract<CaseAct, 'restrictRequest' | 'informPerson' | 'recordRemedy' | 'recordCosts'>,
): Promise<RequestRecord> {
  const request = await lockedRequest(tx, file.id, number);
  if (request === undefined) throw noRequest(number);
  if (inCase(await roleInCase(tx, file.id, person.id), act) === 'yes') return request;
  throw new Refusal('notAllowed.decidesRequests');
}
