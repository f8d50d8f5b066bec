// Checking a package that arrived, and taking it into evidence.
import { defineJob } from '../../platform/job.ts';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { checkIncoming, checkIncomingOrder, importIncoming, importOrder } from './incoming.acts.ts';
import type { JobTools } from '../log/tools.jobs.ts';

export const checkIncomingJob = defineJob(checkIncomingOrder, async (payload, work, { house }: JobTools) => {
  await checkIncoming(house, workOn(payload, work));
  return { href: addressOf(payload) };
});

export const importJob = defineJob(importOrder, async (payload, work, { house }: JobTools) => {
  const { role, person, answers, reason, through } = payload;
  const act = { role, person, personId: work.person, through };
  const peer = payload.peer === undefined ? undefined : uuid(payload.peer);
  const isIn = await importIncoming(house, { ...workOn(payload, work), act, answers, reason, peer });
  const href = addressOf(payload);
  const warning = 'It does not hold any more, and was kept aside.';
  return isIn ? { href } : { href, warning, warnings: [{ what: 'keptAside' }] };
});

interface Arrived {
  readonly incoming: string;
  readonly caseId: string;
  readonly reference: string;
}

function workOn({ incoming, caseId }: Arrived, work: Parameters<typeof checkIncomingJob.run>[1]) {
  return {
    id: uuid(incoming),
    caseId: uuid(caseId),
    signal: work.signal,
    onProgress: (done: number, total: number) => work.progress(done, total, 'bytes'),
  };
}

function uuid(text: string): Uuid {
  if (!isUuid(text)) throw new Error('no id'); // the payload's schema
  return text;
}

function addressOf({ incoming, reference }: Arrived): string {
  return `/cases/${reference}/import/${incoming}`;
}
