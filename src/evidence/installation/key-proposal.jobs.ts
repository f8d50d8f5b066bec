// Carries out a change of the keys of the log, or of the service, that two administrators signed. Killed at any step it is taken up again, and what was
// recorded is finished by whoever opens the installation next.
import { Refusal } from '../../base/refusal.ts';
import type { Uuid } from '../../base/ids.ts';
import { defineJob, type JobKind } from '../../platform/job.ts';
import type { KeyChange } from '../../verify/key-change.ts';
import { handOverOf } from '../log/log-hand-over.acts.ts';
import { witnessCheckpoint } from '../log/log-partners.acts.ts';
import { openInstallation } from './open.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { recordProposal, recordServiceProposal } from './key-proposal.acts.ts';
import { replaceKeysOrder, replaceServiceKeyOrder } from './key-proposal.ts';
import type { JobTools } from '../log/tools.jobs.ts';

/** Recorded; the files in place and the proof made; witnesses told. */
const STEPS = 3;

const replaceKeysJob = (env: NodeJS.ProcessEnv): JobKind<JobTools, { change: Uuid }> =>
  defineJob(replaceKeysOrder, async ({ change: id }, work, { house }: JobTools) => {
    const step = (done: number): void => work.progress(done, STEPS, 'items');
    work.signal.throwIfAborted();
    step(0);
    const change = await recordProposal(house, id, env['COMITY_PASSPHRASE']);
    step(1);
    await finish(house, env, change, () => step(2));
    step(STEPS);
    return { href: `/settings/keys/changes/${id}` };
  });

/** Recorded; the file in place. */
const SERVICE_STEPS = 2;

const replaceServiceKeyJob = (env: NodeJS.ProcessEnv): JobKind<JobTools, { change: Uuid }> =>
  defineJob(replaceServiceKeyOrder, async ({ change: id }, work, { house }: JobTools) => {
    work.signal.throwIfAborted();
    work.progress(0, SERVICE_STEPS, 'items');
    await recordServiceProposal(house, id, env['COMITY_PASSPHRASE']);
    work.progress(1, SERVICE_STEPS, 'items');
    const { home, clock, random } = house;
    await (await openInstallation(home, { env, clock, random, mayLackKeys: true })).close(); // of the log they may be lost too
    work.progress(SERVICE_STEPS, SERVICE_STEPS, 'items');
    return { href: `/settings/keys/changes/${id}` };
  });

/** What may be done where a key is missing. */
export const keyJobs = (env: NodeJS.ProcessEnv): readonly JobKind<JobTools>[] => [
  replaceKeysJob(env),
  replaceServiceKeyJob(env),
];

/** Opened anew, the installation puts the files in place and makes the proof; this program follows by itself (server/watch-keys.ts). */
async function finish(
  { home, clock, random }: Installation,
  env: NodeJS.ProcessEnv,
  change: KeyChange,
  onProof: () => void,
): Promise<void> {
  const next = await openInstallation(home, { env, clock, random });
  try {
    await handOverOf(next, change.index);
    onProof();
    // Witnesses that run Comity learn a planned change from the proof. Who cannot be reached is asked at the next package.
    if (change.cause === 'planned')
      await witnessCheckpoint(next, await next.publish()).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
  } finally {
    await next.close();
  }
}
