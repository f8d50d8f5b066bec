// Lets preservations expire: the system's only act. Each in a transaction of its own with its event, once, whatever crashes.
// The clocks are left as they are: nobody has done what ends them, so the alarm stands until somebody sees to it, and an
// extension of before the end that is recorded after it still counts by its rule.
import { newUuid } from '../../../base/ids.ts';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { sideOf } from '../../machine/states/machine.ts';
import { decidePreservation } from '../life/preservation-step.ts';
import * as store from '../../machine/clocks/preservation.store.ts';

/** In one round; the next takes the rest. */
const ROUND_MAX = 1000;

/** How many. After the alarms: what was never told of is not put away. */
export async function expirePreservations(
  house: Pick<Installation, 'db' | 'clock' | 'random'>,
  signal?: AbortSignal,
): Promise<number> {
  for (let expired = 0; expired < ROUND_MAX; expired++) {
    signal?.throwIfAborted();
    if (!(await house.db.transaction((tx) => expireNext(house, tx)))) return expired;
  }
  return ROUND_MAX;
}

async function expireNext(
  house: Pick<Installation, 'clock' | 'random'>,
  tx: Parameters<typeof store.nextToExpire>[0],
): Promise<boolean> {
  const at = new Date(house.clock());
  const due = await store.nextToExpire(tx, at);
  if (due === undefined) return false;
  const { held, endedAt, zone } = due;
  const told = {
    occurredAt: endedAt,
    zone,
    evidence: undefined,
    reason: undefined,
    detail: { endsAt: endedAt.toISOString() },
  };
  const row = decidePreservation(
    held,
    'expire',
    { actor: 'system', competence: { rules: [], thresholds: [], ruledForms: [] }, endedAt },
    told,
  );
  await store.insertPreservationEvent(tx, {
    id: newUuid(house.clock, house.random),
    preservation: held.id,
    caseId: held.caseId,
    act: row.act,
    from: row.from,
    to: row.to,
    side: sideOf(row),
    by: undefined,
    at,
    ...told,
  });
  await store.setPreservation(tx, held.id, { state: row.to, since: at });
  return true;
}
