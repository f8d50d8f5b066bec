// For which items of a request a clock still runs: those that are wanted and not answered.
import type { Tx } from '../../people/as-person.store.ts';
import { isOrder } from '../life/carriage.ts';
import { hasGround, missingOf } from '../life/life.ts';
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
  if (form === undefined) return [];
  const items = await itemsOfRequest(tx, request);
  const missing = missingOf(items, isOrder(form));
  // All of it was answered, and the order was reviewed: it runs for what was refused.
  const refused = items.filter(({ desired, actual }) => desired === 'wanted' && hasGround(actual));
  return missing.length > 0 ? missing : refused.map(({ item }) => item);
}
