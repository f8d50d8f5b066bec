// An examination that somebody asked for; it goes on when the page is closed, and where it was after a crash.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newUuid, uuidOfDigest, type Uuid } from '../../base/ids.ts';
import { exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { findExhibit } from '../../evidence/exhibits/exhibit.store.ts';
import { itemOfNumber, type Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { JobTools } from '../../evidence/log/tools.jobs.ts';
import type { People } from '../../people/people.acts.ts';
import { defineJob } from '../../platform/job.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import { Refusal } from '../../base/refusal.ts';
import { wordLanguages } from '../words/read-words.ts';
import { languageShape } from '../words/words.ts';
import { examine } from './examine.acts.ts';
import { STAGES } from './examined.ts';
import { forgetFailures } from './results.store.ts';
import { lastRun } from './items.store.ts';

const payload = z.strictObject({
  number: z.string(),
  reference: z.string(),
  role: z.string(),
  detail: z.record(z.string(), z.string()),
  words: languageShape.optional(),
  unused: z.literal(true).optional(),
});

const examineOrder = { name: 'examine', act: 'seeExhibit', payload } as const;

export const examineJob = defineJob(examineOrder, async (asked, work, { house }: JobTools) => {
  const { number, reference, role, detail, words, unused } = asked;
  const exhibit = await findExhibit(house.db.kysely, number);
  await examine(house, {
    exhibit,
    run: work.job,
    job: work.job,
    signal: work.signal,
    words,
    unused,
    ...(work.person === undefined ? {} : { by: { role, personId: work.person, detail } }),
    onProgress: (stage, { done, total }) => {
      const step = `${STAGES.indexOf(stage) + 1}/${STAGES.length}`;
      work.progress(done, total, stage === 'verify' ? 'bytes' : 'items', step);
    },
  });
  return { href: `/cases/${reference}/evidence/${itemOfNumber(number)}/items` };
});

interface ExamineAsked {
  readonly exhibit: Exhibit;
  /** What failed is tried once more. */
  readonly again: boolean;
  /** With `again`: only what failed of this item. */
  readonly item?: string | undefined;
  /** The language of words in pictures, where they are to be read. */
  readonly words?: string | undefined;
  /** Free space and slack are listed too. */
  readonly unused?: boolean | undefined;
  readonly key?: string;
}

/** The job under way, where there is one. Refuses a language of words that nothing here reads. */
export async function askToExamine(
  people: People,
  viewer: Viewer,
  { exhibit, again, item, words, unused, key }: ExamineAsked,
): Promise<Uuid> {
  if (words !== undefined && !(await wordLanguages()).includes(words))
    throw new Refusal('badInput.noLanguageData', { language: words });
  const { person, file } = viewer;
  return people.operator.transaction(async (tx) => {
    const { role } = await exhibitInAct(tx, viewer, exhibit.number, 'checkEvidence');
    const id =
      key === undefined
        ? newUuid(people.clock, people.random)
        : uuidOfDigest(createHash('sha256').update(key).digest());
    if ((await jobById(tx, id)) !== undefined) return id;
    const last = await lastRun(tx, exhibit.id);
    const job = last?.endedAt === null && last.job !== null ? await jobById(tx, last.job as Uuid) : undefined; // the column's type is uuid
    if (job !== undefined && job.endedAt === undefined) return job.id;
    if (again) await forgetFailures(tx, { exhibit: exhibit.id, caseId: exhibit.caseId }, item);
    const asked = {
      number: exhibit.number,
      reference: file.reference,
      role,
      detail: nameOf(viewer),
      ...(words === undefined ? {} : { words }),
      ...(unused === true ? { unused } : {}),
    };
    return startJob(people, tx, examineOrder, {
      id,
      by: person.id,
      caseId: file.id,
      title: exhibit.number,
      payload: asked,
    });
  });
}
