// The requests of a case as JSON, to read: the list, one with what may come next, its message, checks, events and time limits.
import { z } from 'zod';
import { utcDay } from '../../base/time.ts';
import { isUuid } from '../../base/ids.ts';
import {
  absent,
  inCase,
  pageByNumber,
  pageByPlace,
  pageOf,
  paging,
  type ApiRoute,
} from '../../people/visit.api.ts';
import { allFindings, findingsOf } from '../verbs/drafting/checks/checks.ts';
import { requestClocksApi } from '../verbs/life/clock.api.ts';
import type { LegalForm } from '../core/form.ts';
import { lifeOf } from '../verbs/life/life.acts.ts';
import { eventsOf } from '../machine/states/life.store.ts';
import { addresseeCopy } from '../verbs/letters/copies.ts';
import { writeRequest } from '../machine/messages/request-file.ts';
import {
  actingOf,
  legalAsked,
  pageOfRequest,
  REQUEST,
  requestAsked,
  requestParams,
  REQUESTS,
  type RequestAsked,
  type RequestsApi,
} from '../verbs/life/request-asked.api.ts';
import {
  findingJson,
  findingShape,
  lifeEventJson,
  lifeEventShape,
  requestJson,
  requestShape,
  wholeRequestJson,
  wholeRequestShape,
} from '../verbs/sending/request-shape.api.ts';
import type { RequestRecord } from '../core/request.ts';
import { requestsOf } from '../machine/states/request.store.ts';
import { settingOf } from '../verbs/drafting/checks/setting.store.ts';
import { signaturesOf, standingPapers } from '../machine/signature/signature.store.ts';

export function requestApi(api: RequestsApi): ApiRoute[] {
  return [
    listing,
    showing(api),
    readingMessage(api),
    checking(api),
    listingEvents,
    requestClocksApi(),
    readingSigned,
  ];
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: REQUESTS,
    operation: 'listRequests',
    summary: 'Lists the requests of a case, ours and those of others.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('RequestPage', requestShape) },
  },
  ({ person, people, file, query }) =>
    pageByNumber(
      query,
      (limit, before) => people.db.asPerson(person.id, (tx) => requestsOf(tx, file.id, limit, before)),
      (one) => requestJson(file.reference, one),
    ),
);

function showing(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: REQUEST,
      operation: 'showRequest',
      summary: 'Shows where a request stands, its items, and which acts you could take now.',
      params: requestParams,
      answer: { status: 200, words: 'The request.', schema: wholeRequestShape },
    },
    async (asked) => {
      await requestAsked(asked);
      const { people, person, file, params } = asked;
      const acting = await actingOf(api, asked);
      const life = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, params.request));
      return wholeRequestJson(file.reference, life, people.clock());
    },
  );
}

function readingMessage(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/message`,
      operation: 'readRequestMessage',
      summary:
        'Gives a request as the message that goes from program to program: what was signed and stands, or the answers as they are.',
      description: 'Its JSON Schema is served at /schemas/request/1.json (docs/formats/request.md).',
      params: requestParams,
      answer: {
        status: 200,
        words: 'The message.',
        schema: z.instanceof(Uint8Array),
        media: 'application/json',
      },
    },
    async (asked) => {
      const request = await requestAsked(asked);
      const legal = await legalAsked(api, asked, request);
      const { people, person } = asked;
      const signed = await people.db.asPerson(person.id, (tx) => standingPapers(tx, request));
      if (signed !== undefined) return Buffer.from(signed.data);
      const { answers } = request.version;
      return Buffer.from(writeRequest(addresseeCopy({ legal, answers, explained: {} })));
    },
  );
}

function checking(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/checks`,
      operation: 'checkRequest',
      summary: 'Lists what a request still lacks, each point with the article that asks for it.',
      description:
        'It is submitted only when nothing of the level `block` is left that has not been explained.',
      params: requestParams,
      query: paging,
      answer: {
        status: 200,
        words: 'In the order of the form.',
        schema: pageOf('RequestFindingPage', findingShape),
      },
    },
    async (asked) => {
      const request = await requestAsked(asked);
      const { query } = asked;
      const legal = await legalAsked(api, asked, request);
      const findings = await findingsHere(api, asked, request, legal);
      return pageByPlace(findings, query, (one) => findingJson(request, legal, one));
    },
  );
}

async function findingsHere(
  { law }: RequestsApi,
  { people, person, file }: RequestAsked,
  request: RequestRecord,
  legal: LegalForm,
) {
  const knowledge = await law.current();
  const { answers, explained } = request.version;
  const draft = { legal, answers, explained };
  if (request.direction === 'incoming') return findingsOf(draft, knowledge);
  const setting = await people.db.asPerson(person.id, (tx) =>
    settingOf(tx, file, { request, legal, law: knowledge }, utcDay(people.clock())),
  );
  return allFindings(draft, knowledge, setting);
}

const listingEvents = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${REQUEST}/events`,
    operation: 'listRequestEvents',
    summary: 'Lists what happened to a request, and how it is known.',
    params: requestParams,
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('LifeEventPage', lifeEventShape) },
  },
  (asked) => pageOfRequest(asked, eventsOf, lifeEventJson),
);

const readingSigned = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${REQUEST}/signatures/:signature/letter`,
    operation: 'readSignedLetter',
    summary: 'Gives the letter as it was signed, to the byte, whatever became of the request.',
    description: 'PDF/A-3 with the message within it. How it is checked: docs/formats/request-signature.md.',
    params: requestParams.extend({
      signature: z.string().refine(isUuid).describe('Id of the signature, from the request.'),
    }),
    answer: {
      status: 200,
      words: 'The letter.',
      schema: z.instanceof(Uint8Array),
      media: 'application/pdf',
    },
  },
  async (asked) => {
    const { id } = await requestAsked(asked);
    const { people, person, params } = asked;
    const all = await people.db.asPerson(person.id, (tx) => signaturesOf(tx, id));
    const found = all.find((one) => one.id === params.signature);
    if (found === undefined) throw absent();
    return Buffer.from(found.papers.document);
  },
);
