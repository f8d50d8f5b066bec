// What was looked for in open sources before others are asked, recorded by another program.
import { z } from 'zod';
import { latestDay } from '../../../base/time.ts';
import { Refusal } from '../../../base/refusal.ts';
import { isDay } from '../../../law/day.ts';
import { inCase, type ApiRoute } from '../../../people/visit.api.ts';
import { draftingOf, REQUEST, requestAsked, requestParams } from '../life/request-asked.api.ts';
import { requestJson, requestShape } from './request-shape.api.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { recordSearch } from '../drafting/checks/open-search.acts.ts';
import { NAME_MAX, SEARCH, TEXT_MAX } from '../../core/open-search.ts';

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
      body: bodyOf(SEARCH).meta({ id: 'NewOpenSourceSearch' }),
      answer: { status: 200, words: 'It is recorded.', schema: requestShape },
    },
    async ({ body, ...visit }) => {
      const { number, version } = await requestAsked(visit);
      const today = latestDay(visit.people.clock());
      const about = { today, base: version.number, recorded: version.openSearch };
      const saved = await recordSearch(draftingOf(visit), { number, body, about });
      if (saved === 'noExhibit') throw new Refusal('badInput.exhibitOfCase', { found: `'${body.exhibit}'` });
      if (!saved.ok) throw new Refusal('conflict.recordChanged', { version: saved.request.version.number });
      return requestJson(visit.file.reference, await requestAsked(visit));
    },
  );
}
