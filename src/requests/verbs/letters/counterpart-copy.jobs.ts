// The job that makes the document of a copy for an authority of the other State.
import type { JobTools } from '../../../evidence/log/tools.jobs.ts';
import { openPublishedLaw } from '../../../law/published.acts.ts';
import { defineJob } from '../../../platform/job.ts';
import { copyOrder } from '../life/counterpart-copy.acts.ts';
import { writeCopy } from './counterpart-copy.acts.ts';

export const counterpartCopyJob = defineJob(copyOrder, async (payload, _work, { house }: JobTools) => {
  const law = await openPublishedLaw(house.db, house.clock).current();
  await writeCopy(house, law, payload);
  return {};
});
