// Reading stored bytes again: one exhibit because somebody asks, or all that were not read for long, by a schedule.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { uuidOfDigest, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { defineJob } from '../../platform/job.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import { checkExhibit } from './custody.acts.ts';
import { itemOfNumber, type Exhibit } from '../exhibits/exhibit.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import type { Viewer } from '../exhibits/exhibit-act.acts.ts';
import { CHECK_JOB, countUnread, isUnderWay, longestUnread, openCheck, fixityDays } from './fixity.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { JobTools } from '../log/tools.jobs.ts';

const DAY_MS = 86_400_000;

/** What was last read before this is due. */
export function unreadSince(house: Pick<Installation, 'clock'>, days: number): Date {
  return new Date(house.clock() - days * DAY_MS);
}

const onePayload = z.strictObject({
  number: z.string(),
  item: z.int(),
  reference: z.string(),
  role: z.string(),
  name: z.string(),
  /** What asked in the person's name, when it was another program. */
  through: z.string().optional(),
});

/** What somebody asks for on the page of an exhibit. */
const checkOrder = { name: CHECK_JOB, act: 'seeExhibit', payload: onePayload } as const;

export const checkJob = defineJob(checkOrder, async (payload, work, { house }: JobTools) => {
  const { number, item, reference, role, name, through } = payload;
  const { bytes } = await findExhibit(house.db.kysely, number);
  const found = await checkExhibit(house, number, {
    key: `job:${work.job}`,
    signal: work.signal,
    onProgress: (done) => work.progress(done, bytes, 'bytes'),
    ...(work.person === undefined ? {} : { by: { role, person: name, personId: work.person, through } }),
  });
  const href = `/cases/${reference}/evidence/${item}`;
  if (found.isIntact) return { href };
  const first = found.first ?? '';
  const warnings = [{ what: 'notSealed', name: first }] as const;
  return { href, warning: `Its stored bytes are not what was sealed. ${first}`, warnings };
});

/** Asked for twice, it is read once. The job's id. Refuses conflict when its bytes were destroyed. */
export function askForCheck(
  people: People,
  { person, file, through }: Viewer,
  exhibit: Exhibit,
  key?: string,
): Promise<Uuid> {
  const { number, status } = exhibit;
  if (status !== 'held') throw new Refusal('conflict.nothingToRead');
  const id = key === undefined ? undefined : uuidOfDigest(createHash('sha256').update(key).digest());
  return people.db.asPerson(person.id, async (tx) => {
    const before = id === undefined ? undefined : await jobById(tx, id);
    const open = before?.id ?? (await openCheck(tx, file.id, number));
    if (open !== undefined) return open;
    const payload = {
      number,
      item: itemOfNumber(number),
      reference: file.reference,
      role: file.role,
      name: person.name,
      ...(through === undefined ? {} : { through }),
    };
    const asked = { by: person.id, caseId: file.id, title: number, payload };
    return startJob(people, tx, checkOrder, id === undefined ? asked : { ...asked, id });
  });
}

const allPayload = z.strictObject({ days: z.int().min(1).max(3660) });

const fixityOrder = { name: 'fixity', act: 'seeExhibit', payload: allPayload } as const;

/** Begins again where it was stopped: what was read is not due any more. */
export const fixityJob = defineJob(fixityOrder, async ({ days }, work, { house }: JobTools) => {
  const before = unreadSince(house, days);
  const total = await countUnread(house.db.kysely, before);
  let [checked, failed] = [0, 0];
  for (;;) {
    work.signal.throwIfAborted();
    const next = await longestUnread(house.db.kysely, before);
    if (next === undefined) break;
    const { isIntact } = await checkExhibit(house, next.number, { signal: work.signal });
    checked += 1;
    if (!isIntact) failed += 1;
    work.progress(checked, Math.max(total, checked), 'items');
  }
  const warning = `${failed} of ${checked}`;
  return failed === 0 ? {} : { warning, warnings: [{ what: 'notSealed', name: `${failed} / ${checked}` }] };
});

/** Asks for the reading of what was not read for as many days as are set, unless one is under way or nothing is due. */
export async function startFixity(house: Installation): Promise<boolean> {
  const days = await fixityDays(house.db.kysely);
  const before = unreadSince(house, days);
  return house.db.transaction(async (tx) => {
    if ((await longestUnread(tx, before)) === undefined || (await isUnderWay(tx, fixityOrder.name)))
      return false;
    await startJob(house, tx, fixityOrder, { by: undefined, title: `${days}`, payload: { days } });
    return true;
  });
}
