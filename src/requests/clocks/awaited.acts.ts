// For which items of a request a clock still runs: those that are wanted and not answered.
import type { Tx } from '../../people/as-person.store.ts';
import { isOrder } from '../life/carriage.ts';
import { missingOf } from '../life/life.ts';
import { formOfRequest, itemsOfRequest } from '../life/life.store.ts';
import type { StoredClock } from './stored.ts';
import { isAnswerTime } from './which.ts';

/** Numbers, in order. None of a clock that does not run for items, or not any more. */
export async function awaitedBy(
  tx: Tx,
  { request, rule, run }: Pick<StoredClock, 'request' | 'rule' | 'run'>,
): Promise<number[]> {
  const isOpen = run.status === 'running' || run.status === 'paused';
  if (request === undefined || !isOpen || !isAnswerTime(rule.id)) return [];
  const form = await formOfRequest(tx, request);
  return form === undefined ? [] : missingOf(await itemsOfRequest(tx, request), isOrder(form));
}
