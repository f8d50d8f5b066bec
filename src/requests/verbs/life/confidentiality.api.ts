// Who may know that a request exists, or of what came in answer to it, as JSON. A key takes people out and none in: that is
// decided on the pages.
import { z } from 'zod';
import type { Uuid } from '../../../base/ids.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { inCase, instant, type ApiCaseVisit, type ApiRoute, orNull } from '../../../people/visit.api.ts';
import { draftingOf, REQUEST, requestAsked, requestParams, type RequestAsked } from './request-asked.api.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import { KEEP, type Keepable } from '../drafting/confidence/confidentiality.ts';
import { confidentialityOf } from '../drafting/confidence/confidentiality.store.ts';

const PATH = `${REQUEST}/confidentiality` as const;

export const requestKept = bodyOf(KEEP.request).meta({ id: 'RequestKeptConfidential' });

/** As the acts take it. */
export function keptFrom<T extends { readonly knowers: readonly Uuid[]; readonly until: string | null }>({
  knowers,
  until,
  ...rest
}: T) {
  return { ...rest, knowers: [...new Set(knowers)], until: until ?? undefined };
}

export const KEEPING_WORDS =
  'You must be among them, and a lead. With a key nobody is named who does not know of it, and nothing is opened: a person does that on the pages.';

export const confidenceShape = z
  .object({
    isConfidential: z
      .boolean()
      .describe(
        'False: whoever sees the requests of the case, or may know of the request of a result, sees it.',
      ),
    knowers: z.array(z.object({ person: z.uuid(), name: z.string() })).describe('Who alone may know of it.'),
    until: orNull(z.iso.date()).describe(
      'When those of them who decide are asked whether it may be opened. It never opens by itself.',
    ),
    ground: orNull(z.string()).describe(
      'The condition of the sender, or the rule, of a result; null of a request.',
    ),
    decisions: z
      .array(
        z.object({
          act: z.enum(['restricted', 'named', 'removed', 'extended', 'opened']),
          by: orNull(z.string()),
          through: orNull(z.string()).describe('`key …`: another program decided it for the person.'),
          at: instant,
          about: orNull(z.string()),
          until: orNull(z.iso.date()),
          ground: orNull(z.string()),
          reason: z.string(),
        }),
      )
      .describe('The newest first.'),
  })
  .meta({ id: 'Confidentiality' });

export function confidentialityApi(): ApiRoute[] {
  return [showing, keeping];
}

const showing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: PATH,
    operation: 'showRequestConfidentiality',
    summary: 'Shows who may know that a request exists, until when, and every decision on it.',
    params: requestParams,
    answer: { status: 200, words: 'How it is.', schema: confidenceShape },
  },
  shown,
);

const keeping = inCase(
  'restrictRequest',
  {
    method: 'POST',
    path: PATH,
    operation: 'keepRequestConfidential',
    summary: 'Says who alone may know that a request exists; the others are taken out.',
    description: KEEPING_WORDS,
    params: requestParams,
    body: requestKept,
    answer: { status: 200, words: 'It is so.', schema: confidenceShape },
  },
  async ({ body, ...visit }) => {
    const { number } = await requestAsked(visit);
    await keepConfidential(draftingOf(visit), { ...keptFrom(body), number });
    return shown(visit);
  },
);

async function shown(asked: RequestAsked) {
  const { id, isRestricted } = await requestAsked(asked);
  return confidenceJson(asked, { of: 'request', id }, isRestricted);
}

export async function confidenceJson(
  { people, person }: Pick<ApiCaseVisit, 'people' | 'person'>,
  thing: Keepable,
  isConfidential: boolean,
) {
  return { isConfidential, ...(await people.db.asPerson(person.id, (tx) => confidentialityOf(tx, thing))) };
}
