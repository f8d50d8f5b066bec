// A selection that somebody asked for: it goes on when the page is closed, and is made once.
import { z } from 'zod';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { exhibitInAct, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { findExhibit } from '../../evidence/exhibits/exhibit.store.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import type { JobTools } from '../../evidence/log/tools.jobs.ts';
import type { People } from '../../people/people.acts.ts';
import { defineJob } from '../../platform/job.ts';
import { jobById, startJob } from '../../platform/job.store.ts';
import { isLanguage } from '../../web/language.ts';
import type { Language } from '../../web/messages.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { filterOfText, itemIdShape, itemQuery, type ItemFilter } from './items.ts';
import { keptKey } from './key.acts.ts';
import { forgetKey } from './key.store.ts';
import { makeSelection } from './select.acts.ts';
import { FURTHER, MADE_AS, MATCHING, SELECT, SELECTIONS, TICKED, TICKED_MAX } from './select.ts';

const payload = z.strictObject({
  number: z.string(),
  reference: z.string(),
  what: z.enum([...SELECTIONS, ...FURTHER]),
  as: z.enum(MADE_AS).optional(),
  tag: z.string().optional(),
  /** As in an address. */
  filter: z.string().optional(),
  ticked: z.array(itemIdShape).max(TICKED_MAX).readonly().optional(),
  title: z.string(),
  reason: z.string(),
  role: z.string(),
  name: z.string(),
  through: z.string().optional(),
  language: z.string().optional(),
});

const selectOrder = { name: 'selectItems', act: 'addEvidence', payload } as const;

export const selectJob = defineJob(selectOrder, async (asked, work, { house }: JobTools) => {
  const { number, reference, role, name, through, filter, language, ...what } = asked;
  const exhibit = await findExhibit(house.db.kysely, number);
  const kept = await keptKey(house, { exhibit: exhibit.id, caseId: exhibit.caseId, job: work.job });
  const { exhibit: made } = await makeSelection(house, {
    ...what,
    volumeKey: kept?.key,
    ...(filter === undefined ? {} : { filter: filterOfText(filter) }),
    language: isLanguage(language ?? '') ? (language as Language) : undefined, // as just asked
    exhibit,
    reference,
    key: `job:${work.job}`,
    by: { role, person: name, personId: work.person ?? '', through },
    signal: work.signal,
    onProgress: (done, total) => work.progress(done, total, 'items', number),
  }).catch(async (error: unknown) => {
    // It is not tried again of itself; after a crash it goes on with the key.
    if (kept !== undefined && error instanceof Refusal) await forgetKey(house.db.kysely, kept.id);
    throw error;
  });
  if (kept !== undefined) await forgetKey(house.db.kysely, kept.id);
  return {
    href: `/cases/${reference}/evidence/${itemOfNumber(made.number)}`,
    note: made.number,
  };
});

interface AskedSelection {
  readonly number: string;
  readonly id: Uuid;
}
/** With a filter what it finds, with ids those; else what was marked, or a report of hits. */
export type SelectionSaid =
  | { readonly of: 'marks'; readonly body: BodyOf<typeof SELECT> }
  | { readonly of: 'filter'; readonly body: BodyOf<typeof MATCHING>; readonly filter: ItemFilter }
  | { readonly of: 'ticks'; readonly body: BodyOf<typeof TICKED> };

/** As the job is told. */
function toldOf(said: SelectionSaid) {
  switch (said.of) {
    case 'marks': {
      const { tag, ...rest } = readAll(SELECT, said.body, {});
      return { ...rest, ...(tag === undefined ? {} : { tag }) };
    }
    case 'filter':
      return {
        ...readAll(MATCHING, said.body, {}),
        what: 'matching',
        filter: itemQuery(said.filter).slice(1),
      } as const;
    case 'ticks': {
      const { items, ...rest } = readAll(TICKED, said.body, {});
      return { ...rest, what: 'ticked', ticked: [...items] } as const;
    }
  }
}

/** The job that makes it. */
export function askToSelect(
  people: People,
  viewer: Viewer,
  { number, id, ...said }: AskedSelection & SelectionSaid,
): Promise<Uuid> {
  const { person, file, through } = viewer;
  const told = toldOf(said);
  return people.operator.transaction(async (tx) => {
    const { role } = await exhibitInAct(tx, viewer, number, 'addEvidence');
    if ((await jobById(tx, id)) !== undefined) return id;
    const own = { number, reference: file.reference, ...told, role, name: person.name };
    return startJob(people, tx, selectOrder, {
      id,
      by: person.id,
      caseId: file.id,
      title: number,
      payload: {
        ...own,
        ...(person.language === undefined ? {} : { language: person.language }),
        ...(through === undefined ? {} : { through }),
      },
    });
  });
}
