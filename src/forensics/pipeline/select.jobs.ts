// A selection that somebody asked for: it goes on when the page is closed, and is made once.
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import { exhibitInAct, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { findExhibit } from '../../evidence/exhibits/exhibit.store.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import type { JobTools } from '../../evidence/log/tools.jobs.ts';
import type { People } from '../../people/people.acts.ts';
import { defineJob } from '../../platform/job.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { makeSelection } from './select.acts.ts';
import { SELECT, SELECTIONS } from './select.ts';

const payload = z.strictObject({
  number: z.string(),
  reference: z.string(),
  what: z.enum(SELECTIONS),
  tag: z.string().optional(),
  title: z.string(),
  reason: z.string(),
  role: z.string(),
  name: z.string(),
  through: z.string().optional(),
});

const selectOrder = { name: 'selectItems', act: 'addEvidence', payload } as const;

export const selectJob = defineJob(selectOrder, async (asked, work, { house }: JobTools) => {
  const { number, reference, role, name, through, ...what } = asked;
  const { exhibit: made } = await makeSelection(house, {
    ...what,
    exhibit: await findExhibit(house.db.kysely, number),
    reference,
    key: `job:${work.job}`,
    by: { role, person: name, personId: work.person ?? '', through },
    signal: work.signal,
    onProgress: (done, total) => work.progress(done, total, 'items', number),
  });
  return {
    href: `/cases/${reference}/evidence/${itemOfNumber(made.number)}`,
    note: made.number,
  };
});

/** The job that makes it. */
export function askToSelect(
  people: People,
  viewer: Viewer,
  { number, body, id }: { readonly number: string; readonly body: BodyOf<typeof SELECT>; readonly id: Uuid },
): Promise<Uuid> {
  const { person, file, through } = viewer;
  const { what, tag, title, reason } = readAll(SELECT, body, {});
  return people.operator.transaction(async (tx) => {
    const { role } = await exhibitInAct(tx, viewer, number, 'addEvidence');
    if ((await jobById(tx, id)) !== undefined) return id;
    const own = { number, reference: file.reference, what, title, reason, role, name: person.name };
    return startJob(people, tx, selectOrder, {
      id,
      by: person.id,
      caseId: file.id,
      title: number,
      payload: {
        ...own,
        ...(tag === undefined ? {} : { tag }),
        ...(through === undefined ? {} : { through }),
      },
    });
  });
}
