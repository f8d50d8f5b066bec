// The request that another one follows, as the planner is asked about it.
import type { Knowledge } from '../../../law/model.ts';
import { isStateCode } from '../../../law/states.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { goesAsFollowed } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { eventsOf } from './life.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { requestOf } from './request.store.ts';
import { legalOf } from './wording.store.ts';
import type { Followed } from '../way/practice.ts';

/** An answer to a question on a request follows the question, and that the request. */
const LINKS_MAX = 8;

type Begun = Pick<RequestRecord, 'caseId' | 'form' | 'origin'>;

/** Undefined: it follows none, it is not said which, or this person does not see that one. `own`: our State. */
export async function followedBy(
  tx: Tx,
  request: Begun,
  { own, law }: { readonly own: string; readonly law: Pick<Knowledge, 'forms'> },
): Promise<Followed | undefined> {
  const found = await firstOf(tx, request);
  const form = formOf(found?.form);
  if (found === undefined || form === undefined) return undefined;
  const { legal } = await legalOf(tx, form, found, law);
  const sent = (await eventsOf(tx, found.id)).findLast(({ act }) => act === 'transmit');
  const [ours, theirs] = [isStateCode(own) ? own : undefined, found.counterpart];
  const isOurs = found.direction === 'outgoing';
  return {
    draft: { legal, answers: found.version.answers, explained: found.version.explained },
    from: isOurs ? ours : theirs,
    to: isOurs ? theirs : ours,
    urgency: found.urgency,
    way: sent?.detail.channel ?? (found.origin?.kind === 'plan' ? found.origin.way : undefined),
    isReasoned: sent?.reason !== undefined,
  };
}

/** The request at the beginning of the line. */
export async function firstOf(tx: Tx, begun: Begun): Promise<RequestRecord | undefined> {
  let at: Begun = begun;
  let found: RequestRecord | undefined;
  for (let links = 0; links < LINKS_MAX && isFollowing(at); links++) {
    const number = at.origin?.kind === 'request' ? at.origin.number : undefined;
    const next: RequestRecord | undefined =
      number === undefined ? undefined : await requestOf(tx, begun.caseId, number);
    if (next === undefined) return undefined;
    [at, found] = [next, next];
  }
  return found;
}

function isFollowing({ form: id }: Begun): boolean {
  const form = formOf(id);
  return form !== undefined && goesAsFollowed(form);
}

/** By which means it went, or came: what follows it goes so unless somebody says otherwise. */
export async function meansOfRequest(
  tx: Tx,
  { id, means }: { readonly id: Uuid; readonly means?: RequestRecord['means'] },
): Promise<RequestRecord['means']> {
  return (await eventsOf(tx, id)).findLast(({ act }) => act === 'transmit')?.detail.means ?? means;
}
