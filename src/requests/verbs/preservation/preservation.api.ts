// Preservations as JSON: data that a holder was asked to keep, begun, followed, and ended by an act that says so.
import { z } from 'zod';
import {
  absent,
  timedIdOf,
  inCase,
  instant,
  numberInPath,
  pageByNumber,
  pageByPlace,
  pageOf,
  paging,
  type ApiCaseVisit,
  type ApiRoute,
  orNull,
} from '../../../people/visit.api.ts';
import { clockPage, timeLimitPage } from '../life/clock.api.ts';
import { clocksOf } from '../../machine/clocks/clock.store.ts';
import { IDENTIFIER_KINDS } from '../../core/identifier.ts';
import { BEGIN, heldGiven } from './preservation-begin.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { beginPreservation, takePreservationAct } from '../life/preservation.acts.ts';
import {
  preservationEvents,
  preservationOf,
  preservationsOf,
} from '../../machine/clocks/preservation.store.ts';
import { type Preservation } from '../../core/preservation.ts';
import { preservationReference } from '../../core/request.ts';
import { actingOf, requestAsked, type RequestsApi } from '../life/request-asked.api.ts';
import { preservationActBody } from '../../machine/states/told.ts';
import { lifeEventJson, lifeEventShape } from '../sending/request-shape.api.ts';

const LIST = '/cases/:case/preservations';
const ONE = '/cases/:case/preservations/:preservation';
const params = z.object({
  preservation: numberInPath.describe('Its number in the case: 2 of `FR-2026-000012/P2`.'),
});

const preservationShape = z
  .object({
    reference: z.string().describe('`FR-2026-000012/P2`.'),
    number: z.int(),
    direction: z.enum(['outgoing', 'incoming']),
    state: z.string().describe('Of its machine (docs/request-life.md).'),
    stateSince: instant,
    holder: z.string(),
    holderState: orNull(z.string()).describe('ISO 3166-1 alpha-2.'),
    instrument: orNull(z.string()),
    identifiers: z.array(z.object({ kind: z.enum(IDENTIFIER_KINDS), value: z.string() })),
    categories: z.array(z.string()),
    holderReference: orNull(z.string()).describe('The holder’s own number of it.'),
    begunAt: instant,
    inForceAt: orNull(instant),
    expiresAt: orNull(instant).describe('The first moment after it; null where none is known.'),
  })
  .meta({ id: 'Preservation' });

const newPreservation = bodyOf(BEGIN, {
  request: z.int().min(1).optional().describe('Number of the request that asks for it, in this case.'),
}).meta({ id: 'NewPreservation' });

export function preservationApi(api: RequestsApi): ApiRoute[] {
  return [listing, beginning(api), showing, listingEvents, listingClocks, acting(api)];
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: LIST,
    operation: 'listPreservations',
    summary: 'Lists what holders were asked to keep for a case.',
    query: paging,
    answer: {
      status: 200,
      words: 'The newest first.',
      schema: pageOf('PreservationPage', preservationShape),
    },
  },
  ({ person, people, file, query }) =>
    pageByNumber(
      query,
      (limit, before) => people.db.asPerson(person.id, (tx) => preservationsOf(tx, file.id, limit, before)),
      (one) => preservationJson(file.reference, one),
    ),
);

function beginning(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: LIST,
      operation: 'beginPreservation',
      summary: 'Records that a holder was asked to keep data.',
      description: 'Its time limit runs once the holder has confirmed it: an act, with its evidence.',
      body: newPreservation,
      answer: { status: 201, words: 'It waits for the holder.', schema: preservationShape },
    },
    async ({ body: { request, ...body }, actKey, begunAt, ...visit }) => {
      const asked = request && (await requestAsked({ ...visit, params: { request } }));
      const number = await beginPreservation(await actingOf(api, visit), {
        ...heldGiven(body),
        id: timedIdOf({ actKey, begunAt }),
        direction: 'outgoing',
        request: asked ? asked.id : undefined,
      });
      return preservationJson(
        visit.file.reference,
        await preservationAsked({ ...visit, params: { preservation: number } }),
      );
    },
  );
}

const showing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: ONE,
    operation: 'showPreservation',
    summary: 'Shows a preservation.',
    params,
    answer: { status: 200, words: 'The preservation.', schema: preservationShape },
  },
  async (asked) => preservationJson(asked.file.reference, await preservationAsked(asked)),
);

const listingEvents = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${ONE}/events`,
    operation: 'listPreservationEvents',
    summary: 'Lists what happened to a preservation, and how it is known.',
    params,
    query: paging,
    answer: {
      status: 200,
      words: 'The oldest first.',
      schema: pageOf('PreservationEventPage', lifeEventShape),
    },
  },
  async (asked) => {
    const { id } = await preservationAsked(asked);
    const { people, person, query } = asked;
    const all = await people.db.asPerson(person.id, (tx) => preservationEvents(tx, id));
    return pageByPlace(all, query, lifeEventJson);
  },
);

const listingClocks = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${ONE}/time-limits`,
    operation: 'listPreservationTimeLimits',
    summary: 'Lists the time limits of a preservation.',
    params,
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: timeLimitPage },
  },
  async (asked) => {
    const { id } = await preservationAsked(asked);
    return clockPage(asked, asked.query, (tx) => clocksOf(tx, { preservation: id }));
  },
);

function acting(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'POST',
      path: `${ONE}/acts`,
      operation: 'takePreservationAct',
      summary: 'Records what became of a preservation: confirmed, extended, produced, not possible.',
      description: 'A prosecutor or judge releases one on the pages.',
      params,
      body: preservationActBody.meta({ id: 'PreservationAct' }),
      answer: { status: 200, words: 'It is recorded.', schema: preservationShape },
    },
    async ({ body: { production, ...body }, actKey, begunAt, ...visit }) => {
      const { number } = await preservationAsked(visit);
      const asked = production && (await requestAsked({ ...visit, params: { request: production } }));
      const held = await takePreservationAct(await actingOf(api, visit), {
        ...body,
        number,
        id: timedIdOf({ actKey, begunAt }),
        ...(asked && { detail: { ...body.detail, production: asked.id } }),
      });
      return preservationJson(visit.file.reference, held);
    },
  );
}

async function preservationAsked({
  people,
  person,
  file,
  params: { preservation },
}: ApiCaseVisit & { readonly params: { readonly preservation: number } }): Promise<Preservation> {
  const found = await people.db.asPerson(person.id, (tx) => preservationOf(tx, file.id, preservation));
  if (found === undefined) throw absent();
  return found;
}

function preservationJson(reference: string, held: Preservation) {
  const { number, stateCode: holderState, reference: holderReference } = held;
  return { ...held, reference: preservationReference(reference, number), holderState, holderReference };
}
