// The job that fires alarms and sends the letters that tell of them.
import type { JobTools } from '../../evidence/tools.jobs.ts';
import { defineJob } from '../../platform/job.ts';
import { alarmOrder, fireAlarms, sendAlarmLetters } from './alarm.acts.ts';

export const alarmJob = defineJob(alarmOrder, async (_payload, work, { house, db }: JobTools) => {
  await fireAlarms(house);
  await sendAlarmLetters({ house, db }, work.signal);
  return {};
});
