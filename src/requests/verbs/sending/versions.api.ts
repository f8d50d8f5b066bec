// Every version of a request as JSON, and what changed from one to another.
import { z } from 'zod';
import {
  absent,
  inCase,
  instant,
  numberInPath,
  pageByNumber,
  pageOf,
  paging,
  type ApiRoute,
} from '../../../people/visit.api.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import {
  legalAsked,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { versionLines, versionOf } from '../../machine/states/request.store.ts';
import { openSearchShape } from './open-search.api.ts';
import { changesBetween } from '../drafting/review/versions.pages.ts';

const lineShape = z
  .object({
    version: z.int(),
    page: z.string().nullable().describe('The page it was saved from; `all` by another program.'),
    savedBy: z.string().nullable(),
    savedAt: instant,
    through: z.string().nullable().describe('`key …`: another program saved it for the person.'),
  })
  .meta({ id: 'RequestVersionLine' });

const comparedShape = z
  .object({
    version: z.int(),
    savedBy: z.string().nullable(),
    savedAt: instant,
    answers: z.record(z.string(), z.unknown()).describe('By field; signed or sent as they stood here.'),
    explained: z.record(z.string(), z.string()).describe('Reasons that were given, by code of the finding.'),
    openSearch: openSearchShape.nullable().describe('What was looked for in open sources; internal.'),
    comparedWith: z.int(),
    changes: z
      .array(
        z.object({
          id: z.string().describe('The field, or the code of the finding whose reason changed.'),
          label: z.string(),
          pieces: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
        }),
      )
      .describe('Word by word, as the letter writes the answers.'),
  })
  .meta({ id: 'RequestVersion' });

export function versionsApi(api: RequestsApi): ApiRoute[] {
  return [listing, comparing(api)];
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${REQUEST}/versions`,
    operation: 'listRequestVersions',
    summary: 'Lists every version of a request, with who saved it.',
    params: requestParams,
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('RequestVersionPage', lineShape) },
  },
  async (asked) => {
    const { id } = await requestAsked(asked);
    const { people, person, query } = asked;
    return pageByNumber(
      query,
      (limit, before) => people.db.asPerson(person.id, (tx) => versionLines(tx, id, limit, before)),
      ({ number, page, savedBy, savedAt, through }) => ({
        version: number,
        page: page ?? null,
        savedBy: savedBy ?? null,
        savedAt: savedAt.toISOString(),
        through: through ?? null,
      }),
    );
  },
);

function comparing(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/versions/:version`,
      operation: 'showRequestVersion',
      summary: 'Shows the answers of a version, and what changed in them from another.',
      params: requestParams.extend({ version: numberInPath }),
      query: z.strictObject({
        with: z.coerce
          .number()
          .int()
          .min(1)
          .max(999_999_999)
          .optional()
          .describe('Absent: the one before it.'),
      }),
      answer: { status: 200, words: 'The version.', schema: comparedShape },
    },
    async (asked) => {
      const request = await requestAsked(asked);
      const { people, person, params, query } = asked;
      const other = query.with ?? Math.max(1, params.version - 1);
      const both = await people.db.asPerson(person.id, async (tx) => ({
        after: await versionOf(tx, request.id, params.version),
        before: await versionOf(tx, request.id, other),
      }));
      const { after, before } = both;
      if (after === undefined || before === undefined) throw absent();
      const legal = await legalAsked(api, asked, request);
      const changes = changesBetween(LANGUAGES.en, { legal, findings: [] }, before, after);
      return {
        version: after.number,
        savedBy: after.savedBy ?? null,
        savedAt: after.savedAt.toISOString(),
        answers: { ...after.answers },
        explained: { ...after.explained },
        openSearch: after.openSearch ?? null,
        comparedWith: before.number,
        changes: changes.map(({ pieces, ...one }) => ({ ...one, pieces: [...pieces] })),
      };
    },
  );
}
