// What comes due by itself: alarms of time limits, and the ends of preservations. One job does both, so that it is told of an end before
// that ends anything.
import * as z from 'zod';
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { isUnderWay } from '../../../evidence/custody/fixity.store.ts';
import { startJob } from '../../../platform/job.store.ts';
import { isAnythingDue } from '../../machine/clocks/alarm.store.ts';
import { isAnyEnded } from '../../machine/clocks/preservation.store.ts';

type House = Pick<Installation, 'db' | 'clock' | 'random'>;

/** `act`: nobody is shown the job; it is the system's own. */
export const alarmOrder = { name: 'alarms', act: 'seeRequests', payload: z.strictObject({}) } as const;

/** Asks for the firing of what is due, unless one is under way. */
export async function startAlarms(house: House): Promise<boolean> {
  return house.db.transaction(async (tx) => {
    const now = new Date(house.clock());
    if (!(await isAnythingDue(tx, now)) && !(await isAnyEnded(tx, now))) return false;
    if (await isUnderWay(tx, alarmOrder.name)) return false;
    await startJob(house, tx, alarmOrder, { by: undefined, title: '', payload: {} });
    return true;
  });
}
