// Making a package that was asked for on a page.
import { Refusal } from '../../base/refusal.ts';
import { jobById } from '../../platform/job.store.ts';
import { defineJob } from '../../platform/job.ts';
import { correctUnmade, makeOrder, makeShare } from './share.acts.ts';
import type { JobTools } from '../log/tools.jobs.ts';
import type { CourtOf } from './package-contents.ts';

/** What makes packages works with this too. */
export interface PackageTools extends JobTools {
  /** For their reports; made in a folder above. */
  readonly courtOf?: CourtOf | undefined;
}

export const makeJob = defineJob(makeOrder, async (payload, work, { house, courtOf }: PackageTools) => {
  const { reference, role } = payload;
  const making = {
    id: work.job,
    caseId: work.caseId ?? work.job, // it is always of a case
    role,
    signal: work.signal,
    courtOf,
    onProgress: (done: number, total: number) => work.progress(done, total, 'bytes'),
  };
  try {
    await makeShare(house, making);
  } catch (error) {
    // A server that stops makes it again later; what was cancelled or refused is not made at all.
    const isCancelled = work.signal.aborted && (await jobById(house.db.kysely, work.job))?.isCancelling;
    if (error instanceof Refusal || isCancelled === true) await correctUnmade(house, making);
    throw error;
  }
  return { href: `/cases/${reference}/packages/${work.job}` };
});
