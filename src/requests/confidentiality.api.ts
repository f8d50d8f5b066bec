// Who may know that a request exists, as JSON. A key takes people out and none in: that is decided on the pages.
import { z } from 'zod';
import { inCase, instant, type ApiRoute } from '../people/visit.api.ts';
import { uuid } from '../evidence/exhibits/exhibit-asked.api.ts';
import { keepConfidential } from './confidentiality.acts.ts';
import type { Confidentiality } from './confidentiality.ts';
import { confidentialityOf } from './confidentiality.store.ts';
import { draftingOf, REQUEST, requestAsked, requestParams, type RequestAsked } from './request-asked.api.ts';

const PATH = `${REQUEST}/confidentiality` as const;
const KNOWERS_MAX = 500;

const shape = z
  .object({
    isConfidential: z.boolean(),
    knowers: z.array(z.object({ person: z.uuid(), name: z.string() })).describe('Who may know of it.'),
    until: z.iso
      .date()
      .nullable()
      .describe('When the lead is asked whether it may be opened. It never opens by itself.'),
    decisions: z
      .array(
        z.object({
          act: z.enum(['restricted', 'named', 'removed', 'extended', 'opened']),
          by: z.string().nullable(),
          through: z.string().nullable().describe('`key …`: another program decided it for the person.'),
          at: instant,
          about: z.string().nullable(),
          until: z.iso.date().nullable(),
          reason: z.string(),
        }),
      )
      .describe('The newest first.'),
  })
  .meta({ id: 'RequestConfidentiality' });

export function confidentialityApi(): ApiRoute[] {
  return [showing(), keeping()];
}

function showing(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: PATH,
      operation: 'showRequestConfidentiality',
      summary: 'Shows who may know that a request exists, until when, and every decision on it.',
      params: requestParams,
      answer: { status: 200, words: 'How it is.', schema: shape },
    },
    shown,
  );
}

function keeping(): ApiRoute {
  return inCase(
    'restrictRequest',
    {
      method: 'POST',
      path: PATH,
      operation: 'keepRequestConfidential',
      summary: 'Says who alone may know that a request exists; the others are taken out.',
      description:
        'You must be among them, and a lead. With a key nobody is named who does not know of it, and nothing is opened: a person does that on the pages.',
      params: requestParams,
      body: z
        .strictObject({
          knowers: z.array(uuid).min(1).max(KNOWERS_MAX).describe('Everybody who may know: ids of members.'),
          until: z.iso
            .date()
            .nullable()
            .describe('The day on which the lead is asked; null: nobody is asked.'),
          reason: z.string().trim().min(1).max(2000),
        })
        .meta({ id: 'RequestKeptConfidential' }),
      answer: { status: 200, words: 'It is so.', schema: shape },
    },
    async ({ body: { knowers, until, reason }, ...visit }) => {
      const { number } = await requestAsked(visit);
      const asked = { number, knowers: [...new Set(knowers)], until: until ?? undefined, reason };
      await keepConfidential(draftingOf(visit), asked);
      return shown(visit);
    },
  );
}

async function shown(asked: RequestAsked): Promise<z.input<typeof shape>> {
  const { id, isRestricted } = await requestAsked(asked);
  const now = await asked.people.db.asPerson(asked.person.id, (tx) => confidentialityOf(tx, id));
  return confidentialityJson(isRestricted, now);
}

function confidentialityJson(
  isConfidential: boolean,
  { knowers, until, decisions }: Confidentiality,
): z.input<typeof shape> {
  return {
    isConfidential,
    knowers: knowers.map(({ person, name }) => ({ person, name })),
    until: until ?? null,
    decisions: decisions.map((one) => ({
      act: one.act,
      by: one.by ?? null,
      through: one.through ?? null,
      at: one.at.toISOString(),
      about: one.about ?? null,
      until: one.until ?? null,
      reason: one.reason,
    })),
  };
}
