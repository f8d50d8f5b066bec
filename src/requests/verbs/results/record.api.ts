// What is recorded of a request, as JSON: the list, one more, and what becomes of each.
import { z } from 'zod';
import { inCase, numberInPath, pageOf, paging, timedIdOf, type ApiRoute } from '../../../people/visit.api.ts';
import { bodyOf, shapeOf, type Body, type Fields } from '../../../web/fields/field.ts';
import {
  actingOf,
  draftingOf,
  pageOfRequest,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { beginRecord, stepRecord, type Records } from './record.do.ts';
import type { Given, RecordKind } from './record.ts';
import { done } from './results-asked.api.ts';

type Numbered = { readonly number: number };

export function recordApi<One extends Numbered>(api: RequestsApi, records: Records<One>): ApiRoute[] {
  return [listing(records), beginning(records), stepping(api, records)];
}

function listing<One extends Numbered>({ kind, list: find }: Records<One>): ApiRoute {
  const { list } = kind.api;
  return inCase(
    'seeRequests',
    {
      ...said(list),
      method: 'GET',
      path: `${REQUEST}${kind.path}`,
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'As recorded.', schema: pageOf(list.id, list.shape) },
    },
    (asked) =>
      pageOfRequest(
        asked,
        (tx, id) => find(tx, id),
        (one) => isoIn(list.json(one)),
      ),
  );
}

function beginning<One extends Numbered>(records: Records<One>): ApiRoute {
  const { kind } = records;
  const { named } = kind;
  const { begin } = kind.api;
  return inCase(
    kind.may,
    {
      ...said(begin),
      method: 'POST',
      path: `${REQUEST}${kind.path}`,
      params: requestParams,
      body: bodyOf(kind.fields).meta({ id: begin.id }),
      answer: {
        status: 201,
        words: begin.words,
        schema: z.object({ [named]: z.int().describe('Its number.') }).meta({ id: begin.answer }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const id = timedIdOf({ actKey, begunAt });
      const given = { ...(body as Body), number, id } as unknown as Given<Fields>; // parsed by its fields
      return { [named]: await beginRecord(records, draftingOf(visit), given) };
    },
  );
}

function stepping<One extends Numbered>(api: RequestsApi, records: Records<One>): ApiRoute {
  const { kind } = records;
  const { named } = kind;
  const { step } = kind.api;
  return inCase(
    kind.may,
    {
      ...said(step),
      method: 'POST',
      path: `${REQUEST}${kind.path}/:${named}/${step.path}`,
      params: requestParams.extend({ [named]: numberInPath.describe('Its number within the request.') }),
      body: stepBody(kind),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const params = visit.params as { readonly [name: string]: number } & { readonly request: number }; // as above
      const { number } = await requestAsked({ ...visit, params });
      const place = { number, record: params[named] ?? 0, id: timedIdOf({ actKey, begunAt }) };
      const given = { act: step.act, ...(body as Body) } as Body & { readonly act: string }; // parsed by its fields
      await stepRecord(records, await actingOf(api, visit), place, given);
    },
  );
}

/** Times as the API has them. */
function isoIn(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(isoIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, isoIn(one)]));
}

interface Operation {
  readonly operation: string;
  readonly summary: string;
  readonly description?: string;
}

function said({ operation, summary, description }: Operation): Operation {
  return { operation, summary, ...(description !== undefined && { description }) };
}

/** What may become of one: that one act, or any of them, by its `act`. */
function stepBody<One>({ steps, api: { step } }: RecordKind<One>): z.ZodType {
  const only = step.act === undefined ? undefined : steps[step.act];
  if (only !== undefined) return z.strictObject(shapeOf(only.fields)).meta({ id: step.id });
  const acts = Object.entries(steps).map(([act, { fields }]) =>
    z.strictObject({ act: z.literal(act), ...shapeOf(fields) }),
  );
  type Act = (typeof acts)[number];
  return z.discriminatedUnion('act', acts as [Act, ...Act[]]).meta({ id: step.id }); // one at least
}
