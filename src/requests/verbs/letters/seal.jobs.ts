// The job that seals the letter of a request once it is authorised.
import { isUuid } from '../../../base/ids.ts';
import type { JobTools } from '../../../evidence/log/tools.jobs.ts';
import { defineJob } from '../../../platform/job.ts';
import { signatureToSeal } from '../../machine/signature/signature.store.ts';
import { sealLetter, sealOrder } from './seal.acts.ts';

/** What was sealed is not sealed again: it may have left. */
export const sealJob = defineJob(sealOrder, async ({ signature: id }, _work, { house }: JobTools) => {
  const found = isUuid(id) ? await house.db.transaction((tx) => signatureToSeal(tx, id)) : undefined;
  if (found !== undefined && found.signature.sealed === undefined)
    await sealLetter(house, found.signature, found.letterIn);
  return {};
});
