// The job that fires alarms, sends the letters that tell of them, and lets preservations expire whose end was told of.
import type { JobTools } from '../../../evidence/log/tools.jobs.ts';
import { defineJob } from '../../../platform/job.ts';
import { expirePreservations } from './preservation-expire.acts.ts';
import { fireAlarms, sendAlarmLetters } from '../../machine/clocks/alarm.acts.ts';
import { alarmOrder } from './alarms.acts.ts';

export const alarmJob = defineJob(alarmOrder, async (_payload, work, { house, db }: JobTools) => {
  await fireAlarms(house);
  await expirePreservations(house, work.signal);
  await sendAlarmLetters({ house, db }, work.signal);
  return {};
});
