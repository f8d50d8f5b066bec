// Until when data that somebody was asked to keep are kept.
import type { Day } from '../../../../law/day.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import { dayBefore } from '../../../machine/clocks/clock.acts.ts';
import { clocksOf } from '../../../machine/clocks/clock.store.ts';
import type { Preservation } from '../../../core/preservation.ts';

/** The last whole day; undefined: no time runs. */
export async function preservedUntil(
  tx: Tx,
  { id, expiresAt }: Pick<Preservation, 'id' | 'expiresAt'>,
): Promise<Day | undefined> {
  const running = (await clocksOf(tx, { preservation: id })).find(({ run }) => run.status === 'running');
  return expiresAt && running && dayBefore(expiresAt, running.at.zone);
}
