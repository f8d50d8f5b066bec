// What is asked to be kept is on record once it is asked, whichever way the request goes: one preservation, under the id of its request.
import { isStateCode } from '../../../law/states.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import {
  lockNumbers,
  insertPreservation,
  preservationAskedBy,
} from '../../machine/clocks/preservation.store.ts';
import { categoriesOf, type LegalForm } from '../../core/form.ts';
import { namedIn } from '../../core/named.ts';
import { HELD_CATEGORIES, type Preservation } from '../../core/preservation.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../../core/request.ts';
import type { Acting } from './life.acts.ts';

type HoldAsked = Pick<
  Preservation,
  'id' | 'direction' | 'request' | 'holder' | 'stateCode' | 'instrument' | 'identifiers' | 'categories'
>;

/** All that the request says of it. `otherwise`: who keeps the data where it names nobody who does. */
export function holdAsked(
  { file }: Pick<Acting, 'file'>,
  { form }: Pick<LegalForm, 'form'>,
  request: RequestRecord,
  otherwise?: string,
): HoldAsked {
  const { answers } = request.version;
  const { keeps } = form;
  const categories = categoriesOf(form, answers);
  const state = request.direction === 'outgoing' ? request.counterpart : stateOfCase(file);
  const { entities, identifiers } = namedIn(form, answers);
  const [holder = otherwise ?? authorityIn(request)] = entities;
  return {
    id: request.id,
    direction: request.direction,
    request: request.id,
    // Nobody is made up: without a name it is called by the request that asks for it.
    holder: holder ?? requestReference(file.reference, request.number),
    stateCode: state !== undefined && isStateCode(state) ? state : undefined,
    instrument: typeof keeps === 'object' ? keeps.under : undefined,
    identifiers,
    categories: HELD_CATEGORIES.filter((one) => categories.includes(one)),
  };
}

/** The authority that is to have it done. */
function authorityIn({ version }: RequestRecord): string | undefined {
  const { requested } = version.answers;
  const isNamed = typeof requested === 'object' && 'organisation' in requested;
  return isNamed ? requested.organisation : undefined;
}

/**
 * In the transaction in which it leaves. Sent once more, or begun by hand for this request before, there is one; and the exchange, which
 * begins those that went before this was so, finds it under the same id.
 */
export async function holdAsSent(
  tx: Tx,
  acting: Acting,
  legal: Pick<LegalForm, 'form'>,
  request: RequestRecord,
): Promise<void> {
  if (typeof legal.form.keeps !== 'object') return;
  const { people, person, file } = acting;
  await lockNumbers(tx, file.id);
  if ((await preservationAskedBy(tx, request.id)) !== undefined) return;
  const made = { caseId: file.id, begunBy: person.id, begunAt: new Date(people.clock()) };
  await insertPreservation(tx, { ...holdAsked(acting, legal, request), ...made });
}
