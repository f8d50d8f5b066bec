// A letter that confirms receipt, or tells what was decided, ends the time to say so, of the request that it is about: ours once it has
// gone, theirs once it has come.
import type { Tx } from '../../../people/as-person.store.ts';
import { followLetter, type FollowTools, type Recorded } from '../../machine/clocks/follow.acts.ts';
import { DECISION_TOLD, RECEIPT_SAID } from '../../core/clocks.ts';
import type { RequestRecord } from '../../core/request.ts';
import { formOf } from '../../forms/index.ts';
import { eventsOf } from '../../machine/states/life.store.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { legalOf } from '../../machine/states/wording.store.ts';

const TELLING = { outgoing: 'transmit', incoming: 'receive' } as const;

/** What a letter tells, by what it reports. */
const TOLD: { readonly [report: string]: string | undefined } = {
  receipt: RECEIPT_SAID,
  refused: DECISION_TOLD,
};

export async function confirmFirst(
  tx: Tx,
  tools: FollowTools,
  { form: id, direction, caseId, origin }: Pick<RequestRecord, 'form' | 'direction' | 'caseId' | 'origin'>,
  recorded: Recorded,
): Promise<void> {
  const name = TOLD[formOf(id)?.reports ?? 'nothing'];
  if (recorded.row.act !== TELLING[direction] || name === undefined) return;
  const first = origin?.kind === 'request' ? await requestOf(tx, caseId, origin.number) : undefined;
  const form = formOf(first?.form);
  if (first === undefined || form === undefined || first.direction === direction) return;
  const { legal } = await legalOf(tx, form, first, tools.law);
  const life = { request: first, legal, events: await eventsOf(tx, first.id) };
  await followLetter(tx, tools, life, { ...recorded, name });
}
