// The job that computes the digests which a sender stated, so that the page can compare them.
import type { JobTools } from '../../../evidence/log/tools.jobs.ts';
import { defineJob } from '../../../platform/job.ts';
import { computeDigests, statedDigestsOrder } from './stated-digests.acts.ts';

export const statedDigestsJob = defineJob(statedDigestsOrder, async (payload, work, { house }: JobTools) => {
  const { damaged } = await computeDigests(house, payload, work);
  if (damaged.length === 0) return {};
  const name = damaged.join(', ');
  return {
    warning: `Stored bytes are not what was sealed: ${name}`,
    warnings: [{ what: 'notSealed', name }],
  };
});
