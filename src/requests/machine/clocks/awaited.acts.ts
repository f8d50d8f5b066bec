// For which items of a request a clock still runs: those that are wanted and not answered.
import type { Tx } from '../../../people/as-person.store.ts';
import { hasGround, missingOf, type RequestItem } from '../states/life.ts';
import { askedBy, itemsOfRequest } from '../states/life.store.ts';
import { categoryAsked } from '../../core/request-items.ts';
import { isOrder, formOf } from '../../forms/index.ts';
import type { StoredClock } from './stored.ts';
import { isAbout, isAnswerTime, isOfItsData } from '../states/time-limits-by-form.ts';

/** Numbers, in order. None of a clock that does not run for items, or not any more. */
export async function awaitedBy(
  tx: Tx,
  { request, rule, run }: Pick<StoredClock, 'request' | 'rule' | 'run'>,
): Promise<number[]> {
  const isOpen = run.status === 'running' || run.status === 'paused';
  if (request === undefined || !isOpen || !isAnswerTime(rule.id)) return [];
  const asked = await askedBy(tx, request);
  return asked === undefined ? [] : awaitedIn(rule, asked, await itemsOfRequest(tx, request));
}

type AskedData = NonNullable<Awaited<ReturnType<typeof askedBy>>>;

/** Of a clock that runs. */
export function awaitedIn(
  rule: StoredClock['rule'],
  asked: AskedData,
  items: readonly RequestItem[],
): number[] {
  const own = items.filter(({ item }) => runsFor(rule, asked, item));
  const missing = missingOf(own, isOrder(asked.form));
  // All of it was answered, and the order was reviewed: it runs for what was refused.
  const refused = own.filter(({ desired, actual }) => desired === 'wanted' && hasGround(actual));
  return missing.length > 0 ? missing : refused.map(({ item }) => item);
}

/** Where others run for other data of the same request, it runs for its own. */
function runsFor(rule: StoredClock['rule'], { form, answers }: AskedData, item: number): boolean {
  const items = formOf(form)?.roles.items;
  const category = categoryAsked(answers, items, item);
  return !isOfItsData(rule.id) || (category !== undefined && isAbout(rule, [category]));
}
