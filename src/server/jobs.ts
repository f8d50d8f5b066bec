// Every kind of job, and the process that runs them: the server itself, or `./comity worker` beside it.
import type { PersonDatabase } from '../people/as-person.store.ts';
import { courtOfPackages } from '../court/checklist.acts.ts';
import { haveKeysEnded, standsStill, type Installation } from '../evidence/log/installation.acts.ts';
import { checkJob, fixityJob } from '../evidence/custody/fixity.jobs.ts';
import { checkIncomingJob, importJob } from '../evidence/packages/incoming.jobs.ts';
import { takeFolderJob } from '../evidence/intake/server-folder.jobs.ts';
import { makeJob, type PackageTools } from '../evidence/packages/share.jobs.ts';
import { keyJobs } from '../evidence/installation/key-proposal.jobs.ts';
import { takeJob } from '../evidence/intake/upload.jobs.ts';
import { alarmJob } from '../requests/verbs/preservation/alarms.jobs.ts';
import { counterpartCopyJob } from '../requests/verbs/letters/counterpart-copy.jobs.ts';
import { sealJob } from '../requests/verbs/letters/seal.jobs.ts';
import { statedDigestsJob } from '../requests/verbs/results/stated-digests.jobs.ts';
import { examineJob } from '../forensics/pipeline/examine.jobs.ts';
import { selectJob } from '../forensics/pipeline/select.jobs.ts';
import { imageTools } from '../forensics/sources/image-tools.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { openJobQueue, type JobQueue } from '../platform/job-queue.jobs.ts';
import type { JobKind } from '../platform/job.ts';
import type { Log } from '../platform/log.ts';
import { uploadSettings } from '../platform/upload-settings.ts';

/** Of what the database and the store have alone: on any machine that reaches both. */
const JOBS_ANYWHERE: readonly JobKind<PackageTools>[] = [
  checkJob,
  fixityJob,
  examineJob,
  selectJob,
  statedDigestsJob,
  counterpartCopyJob,
];

/** One line a kind; its words are in web/messages/en/people.json. */
const jobsOf = (env: NodeJS.ProcessEnv): readonly JobKind<PackageTools>[] => [
  ...JOBS_ANYWHERE,
  alarmJob,
  sealJob,
  makeJob,
  checkIncomingJob,
  importJob,
  takeJob(imageTools),
  takeFolderJob(imageTools, uploadSettings(env).folder),
  ...keyJobs(env),
];

export const JOBS_AT_ONCE = 2;

export interface JobsRequest {
  readonly house: Installation;
  readonly db: PersonDatabase;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly atOnce: number;
  /** On a machine without the folder of the server: only what needs nothing of that folder. */
  readonly isElsewhere?: boolean;
  /** In place of ours, for tests. */
  readonly kinds?: readonly JobKind<PackageTools>[];
}

export function startJobs({
  house,
  db,
  env,
  log,
  atOnce,
  isElsewhere = false,
  kinds = isElsewhere ? JOBS_ANYWHERE : standsStill(house) ? keyJobs(env) : jobsOf(env),
}: JobsRequest): Promise<JobQueue> {
  const { home, clock } = house;
  const courtOf = courtOfPackages(openPublishedLaw(house.db, clock), clock);
  const tools = { house, db, courtOf };
  const isOutdated = (): Promise<boolean> => haveKeysEnded(house);
  return openJobQueue({ home, env, db: house.db, kinds, tools, log, clock, atOnce, isOutdated });
}
