// What was looked for in open sources before others are asked, recorded by another program.
import { z } from 'zod';
import { latestDay } from '../../../base/time.ts';
import { Refusal } from '../../../base/refusal.ts';
import { isDay } from '../../../law/day.ts';
import { inCase, type ApiRoute } from '../../../people/visit.api.ts';
import { draftingOf, REQUEST, requestAsked, requestParams } from '../../request-asked.api.ts';
import { requestJson, requestShape } from '../../request-shape.api.ts';
import { exhibitForSearch } from './open-search.acts.ts';
import { NAME_MAX, TEXT_MAX, type OpenSearch } from './open-search.ts';
import { saveOpenSearch } from '../request-draft.acts.ts';

const text = z.string().trim().min(1).max(TEXT_MAX);
const done = z.strictObject({
  kind: z.literal('done'),
  on: z.string().refine(isDay, 'A day, such as 2026-11-26.').describe('When it was looked for.'),
  by: z.string().trim().min(1).max(NAME_MAX).describe('Who looked.'),
  where: text.describe('In which sources.'),
  found: text.describe('What was found, or that nothing was.'),
  exhibit: z.string().max(60).optional().describe('Number of the exhibit of the case that holds it.'),
});
const notApplicable = z.strictObject({ kind: z.literal('notApplicable'), reason: text });

export const openSearchShape = z
  .discriminatedUnion('kind', [done, notApplicable])
  .meta({ id: 'OpenSourceSearch' });

export function openSearchApi(): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/open-sources`,
      operation: 'recordOpenSourceSearch',
      summary: 'Records what was looked for in open sources before the request, or why that does not apply.',
      description:
        'Internal: it goes out with no letter and no message. Each record makes a version, takes a submitted request back, and voids what was signed.',
      params: requestParams,
      body: z
        .strictObject({
          base: z.int().min(1).describe('`version` of the request that you saw.'),
          search: openSearchShape,
        })
        .meta({ id: 'NewOpenSourceSearch' }),
      answer: { status: 200, words: 'It is recorded.', schema: requestShape },
    },
    async ({ body: { base, search }, ...visit }) => {
      const { number, version } = await requestAsked(visit);
      const drafting = draftingOf(visit);
      const today = latestDay(visit.people.clock());
      if (search.kind === 'done' && search.on > today) throw bad(`a day up to ${today}`, search.on);
      const saved = await saveOpenSearch(drafting, {
        number,
        base: base <= version.number ? base : 0,
        openSearch: await withExhibit(drafting, search),
      });
      if (!saved.ok)
        throw new Refusal('conflict', {
          expected: 'a record that nobody else changed since',
          found: `version ${saved.request.version.number}`,
          next: 'Read the request again, and send what should stand.',
        });
      return requestJson(visit.file.reference, await requestAsked(visit));
    },
  );
}

async function withExhibit(
  drafting: Parameters<typeof exhibitForSearch>[0],
  search: z.infer<typeof openSearchShape>,
): Promise<OpenSearch> {
  if (search.kind === 'notApplicable' || search.exhibit === undefined) return search;
  const exhibit = await exhibitForSearch(drafting, search.exhibit);
  if (exhibit === undefined) throw bad('the number of an exhibit of this case', `'${search.exhibit}'`);
  return { ...search, exhibit };
}

function bad(expected: string, found: string): Refusal {
  return new Refusal('badInput', { expected, found, next: 'Correct it and send it again.' });
}
