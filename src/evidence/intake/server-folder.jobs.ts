// Takes files and folders that lie on the server into evidence, each once, by the act of the terminal.
import { join } from 'node:path';
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import { warningOf } from './acquire-failures.acts.ts';
import type { JobWarning } from '../../platform/job.ts';
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { startJob } from '../../platform/job.store.ts';
import { defineJob, type JobKind } from '../../platform/job.ts';
import type { ImageTools } from './acquire.acts.ts';
import { addExhibit } from './exhibit-add.acts.ts';
import { answersShape, type Answers } from './intake.ts';
import { deleteIntake } from './intake.store.ts';
import { partsOf, placeWithin } from './server-folder.acts.ts';
import type { JobTools } from '../log/tools.jobs.ts';
import { takerPayload, type Taker } from './upload.acts.ts';
import { statedIn } from './upload.jobs.ts';

export const ENTRIES_MAX = 500;

const payloadShape = z.strictObject({
  intake: z.uuid(),
  /** Paths below the folder. */
  entries: z.array(z.string()).min(1).max(ENTRIES_MAX),
  reference: z.string(),
  role: z.string(),
  name: z.string(),
  /** What asked for it in the person's name, when it was another program. */
  through: z.string().optional(),
  /** As they stood when it was asked for. */
  answers: answersShape,
});

const takeFolderOrder = { name: 'takeFolder', act: 'addEvidence', payload: payloadShape } as const;

interface Chosen {
  /** Of the job: the same one is asked for once. */
  readonly id: Uuid;
  readonly intake: Uuid;
  readonly answers: Answers;
  /** Paths below the folder. */
  readonly entries: readonly string[];
}

/** The job that takes them. */
export function askForEntries(people: People, by: Taker, chosen: Chosen): Promise<Uuid> {
  const { id, intake, answers, entries } = chosen;
  const { person, file } = by;
  return people.db.asPerson(person.id, (tx) => {
    const payload = { intake, entries: [...entries], ...takerPayload(by), answers };
    const title = entries.join(', ');
    return startJob(people, tx, takeFolderOrder, { by: person.id, caseId: file.id, title, payload, id });
  });
}

/** `root`: the folder that is set up now; undefined when there is none any more. */
export function takeFolderJob(images: ImageTools, root: string | undefined): JobKind<JobTools> {
  return defineJob(takeFolderOrder, async (payload, work, { house }: JobTools) => {
    const { entries, reference, role, name, through, answers } = payload;
    const taken: string[] = [];
    const troubles: string[] = [];
    const warnings: JobWarning[] = [];
    for (const [i, entry] of entries.entries()) {
      work.signal.throwIfAborted();
      const key = `job:${work.job}/${i}`;
      try {
        const isRecorded = (await house.recordedUnder(key)) !== undefined;
        const path = isRecorded ? join(root ?? '', entry) : await pathOf(root, entry);
        const added = await addExhibit(house, {
          ...statedIn(answers),
          key,
          caseName: reference,
          title: `${answers.what}: ${entry}`,
          from: { kind: 'path', path, foundAs: entry, real: Buffer.from(path).toString('latin1') },
          also: [],
          images,
          by: { role, person: name, personId: work.person ?? '', through },
          signal: work.signal,
          onProgress: (_label, bytes, total) => work.progress(bytes, total, 'bytes', entry),
        });
        taken.push(added.exhibit.number);
        troubles.push(...added.failures.map(({ words }) => `${entry}: ${words}`));
        warnings.push(...added.failures.map((failure) => warningOf(failure, entry)));
      } catch (error) {
        if (!(error instanceof Refusal) || entries.length === 1) throw error;
        troubles.push(`${entry}: ${error.next}`); // the others are taken all the same
        warnings.push({ what: 'notTaken', name: entry });
      }
    }
    await house.db.transaction((tx) => deleteIntake(tx, payload.intake as Uuid)); // as its schema checked
    return {
      href: `/cases/${reference}/evidence`,
      note: taken.join(', '),
      ...(troubles.length === 0 ? {} : { warning: troubles.join(' '), warnings }),
    };
  });
}

async function pathOf(root: string | undefined, entry: string): Promise<string> {
  const parts = partsOf(entry);
  if (root !== undefined && parts !== undefined && parts.length > 0)
    return (await placeWithin(root, parts)).path;
  throw new Refusal('notFound.serverFolder');
}
