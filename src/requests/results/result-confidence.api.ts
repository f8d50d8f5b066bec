// Who may know of a result, as JSON. A key takes people out and none in: that is decided on the pages.
import { z } from 'zod';
import { uuid } from '../../evidence/exhibits/exhibit-asked.api.ts';
import { inCase, instant, type ApiRoute } from '../../people/visit.api.ts';
import { actingOf } from '../request-asked.api.ts';
import { keepResult } from './result-confidence.acts.ts';
import { GROUND_MAX, REASON_MAX } from './result-confidence.ts';
import { resultConfidentialityOf } from './result-confidence.store.ts';
import { DELIVERY, deliveryAsked, deliveryParams, type ResultsApi } from './results-asked.api.ts';

const PATH = `${DELIVERY}/confidentiality` as const;
const KNOWERS_MAX = 500;

/** Who may know, until when and by what; as it is given when a result is recorded, and when that is changed. */
export const keptShape = z
  .strictObject({
    knowers: z
      .array(uuid)
      .min(1)
      .max(KNOWERS_MAX)
      .describe(
        'Everybody who may know: ids of members who may know of the request, you and a lead among them.',
      ),
    until: z.iso.date().nullable().describe('The day on which the lead is asked; null: nobody is asked.'),
    ground: z.string().trim().min(1).max(GROUND_MAX).describe('The condition of the sender, or the rule.'),
  })
  .meta({ id: 'ResultKept' });

/** As the acts take it. */
export function keptFrom({ knowers, until, ground }: z.output<typeof keptShape>) {
  return { knowers: [...new Set(knowers)], until: until ?? undefined, ground };
}

const shape = z
  .object({
    isConfidential: z.boolean().describe('False: whoever may know of the request sees it.'),
    knowers: z.array(z.object({ person: z.uuid(), name: z.string() })).describe('Who alone may know of it.'),
    until: z.iso
      .date()
      .nullable()
      .describe('When the lead is asked whether it may be opened. It never opens by itself.'),
    ground: z.string().nullable(),
    decisions: z
      .array(
        z.object({
          act: z.enum(['restricted', 'named', 'removed', 'extended', 'opened']),
          by: z.string().nullable(),
          through: z.string().nullable().describe('`key …`: another program decided it for the person.'),
          at: instant,
          about: z.string().nullable(),
          until: z.iso.date().nullable(),
          ground: z.string().nullable(),
          reason: z.string(),
        }),
      )
      .describe('The newest first.'),
  })
  .meta({ id: 'ResultConfidentiality' });

export function resultConfidenceApi(api: ResultsApi): ApiRoute[] {
  return [showing(), keeping(api)];
}

function showing(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: PATH,
      operation: 'showResultConfidentiality',
      summary: 'Shows who may know of a result, until when, by what, and every decision on it.',
      params: deliveryParams,
      answer: { status: 200, words: 'How it is.', schema: shape },
    },
    shown,
  );
}

function keeping(api: ResultsApi): ApiRoute {
  return inCase(
    'restrictRequest',
    {
      method: 'POST',
      path: PATH,
      operation: 'keepResultConfidential',
      summary: 'Says who alone may know of a result; to the others it is absent, with its exhibits.',
      description:
        'You must be among them, and a lead. With a key nobody is named who does not know of it, and nothing is opened: a person does that on the pages.',
      params: deliveryParams,
      body: keptShape
        .extend({ reason: z.string().trim().min(1).max(REASON_MAX) })
        .meta({ id: 'ResultKeptConfidential' }),
      answer: { status: 200, words: 'It is so.', schema: shape },
    },
    async ({ body: { reason, ...kept }, ...visit }) => {
      await deliveryAsked(visit);
      const place = { number: visit.params.request, delivery: visit.params.delivery };
      await keepResult(await actingOf(api, visit), place, { ...keptFrom(kept), reason });
      return shown(visit);
    },
  );
}

async function shown(asked: Parameters<typeof deliveryAsked>[0]): Promise<z.input<typeof shape>> {
  const { id, isConfidential } = await deliveryAsked(asked);
  const now = await asked.people.db.asPerson(asked.person.id, (tx) => resultConfidentialityOf(tx, id));
  return {
    isConfidential,
    knowers: now.knowers.map(({ person, name }) => ({ person, name })),
    until: now.until ?? null,
    ground: now.ground ?? null,
    decisions: now.decisions.map((one) => ({
      act: one.act,
      by: one.by ?? null,
      through: one.through ?? null,
      at: one.at.toISOString(),
      about: one.about ?? null,
      until: one.until ?? null,
      ground: one.ground ?? null,
      reason: one.reason,
    })),
  };
}
