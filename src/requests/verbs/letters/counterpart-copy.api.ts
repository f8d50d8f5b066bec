// Copies for an authority of the other State as JSON: for whom, made, read, and how each went.
import { z } from 'zod';
import { bodyOf } from '../../../web/fields/field.ts';
import { hex } from '../../../base/bytes.ts';
import { isUuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { utcDay } from '../../../base/time.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import { absent, inCase, instant, pageOf, paging, type ApiRoute, orNull } from '../../../people/visit.api.ts';
import { copiesOf, copyDocument, type CounterpartCopy } from '../../machine/way/counterpart-copy.store.ts';
import { COPY, COPY_FOR_WHOM, toldOfCopy } from '../../machine/way/copy-asked.ts';
import { copyTakers } from '../../machine/way/counterpart-copy.ts';
import { setCopyFor } from '../drafting/request-draft.acts.ts';
import {
  actingOf,
  draftingOf,
  legalAsked,
  pageOfRequest,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { requestJson, requestShape } from '../sending/request-shape.api.ts';
import { makeCopy, recordCopy } from './counterpart-copy.acts.ts';
import { goesToProvider } from '../../core/form.ts';

const params = requestParams.extend({ copy: z.string().refine(isUuid).describe('Its id, from the list.') });

const toldShape = orNull(z.object({ evidence: z.string(), at: instant }));
const copyShape = z
  .object({
    id: z.uuid(),
    authority: z.string(),
    name: z.string().describe('As the directory had it then.'),
    version: z.int().describe('Of the answers.'),
    language: z.string().describe('That of the letter.'),
    beside: orNull(z.string()).describe('Another side by side with it, which the authority reads.'),
    isWithSending: z.boolean().describe('Asked for by the act that sent the letter; otherwise by hand.'),
    askedAt: instant,
    madeAt: orNull(instant).describe('Null: it is being made, and cannot be sent yet.'),
    sha256: orNull(z.string()),
    sent: toldShape,
    received: toldShape,
  })
  .meta({ id: 'CounterpartCopy' });

export function counterpartCopyApi(api: RequestsApi): ApiRoute[] {
  return [choosing(api), listing, making(api), reading, recording('sent'), recording('received')];
}

function choosing(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/copy-for`,
      operation: 'chooseCopyAuthority',
      summary: 'Says which authority of the other State is sent a copy of what goes to a provider.',
      description:
        'The copy is made by itself with the act `transmit`. Choosing another takes a submitted request back, and voids what was signed.',
      params: requestParams,
      body: bodyOf(COPY_FOR_WHOM).meta({ id: 'CopyAuthority' }),
      answer: { status: 200, words: 'It is saved.', schema: requestShape },
    },
    async ({ body, ...visit }) => {
      const request = await requestAsked(visit);
      const { number, counterpart } = request;
      const legal = await legalAsked(api, visit, request);
      const law = knowledgeOn(await api.law.current(), utcDay(visit.people.clock()));
      const takers = goesToProvider(legal.form) ? copyTakers(law, counterpart) : [];
      if (body.authority !== null && !takers.some(({ id }) => id === body.authority))
        throw new Refusal('badInput.copyTaker', {
          takers: takers.map(({ id }) => id).join(', ') || '–',
          found: body.authority,
        });
      await setCopyFor(draftingOf(visit), { number, authority: body.authority ?? undefined });
      return requestJson(visit.file.reference, await requestAsked(visit));
    },
  );
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${REQUEST}/copies`,
    operation: 'listCounterpartCopies',
    summary: 'Lists the copies of a letter for authorities of the other State, and how each went.',
    params: requestParams,
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('CounterpartCopyPage', copyShape) },
  },
  (asked) => pageOfRequest(asked, copiesOf, copyJson),
);

function making(api: RequestsApi): ApiRoute {
  return inCase(
    'sendRequest',
    {
      method: 'POST',
      path: `${REQUEST}/copies`,
      operation: 'makeCounterpartCopy',
      summary: 'Has a copy of the signed letter made for another authority of the other State.',
      description:
        'A document of its own, and no second request. For the same authority it is made once; asked for while it is being made, it is tried again.',
      params: requestParams,
      body: bodyOf(COPY).meta({ id: 'NewCounterpartCopy' }),
      answer: {
        status: 201,
        words: 'It is asked for; `madeAt` in the list says when it is there.',
        schema: z.object({ copy: z.uuid() }).meta({ id: 'AskedCounterpartCopy' }),
      },
    },
    async ({ body, ...visit }) => {
      const { number, direction } = await requestAsked(visit);
      if (direction !== 'outgoing') throw absent();
      return { copy: await makeCopy(await actingOf(api, visit), { number, ...body }) };
    },
  );
}

const reading = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: `${REQUEST}/copies/:copy/document`,
    operation: 'readCounterpartCopy',
    summary: 'Gives the document of a copy, to the byte as it was made.',
    params,
    answer: {
      status: 200,
      words: 'PDF/A-3 with the message within it.',
      schema: z.instanceof(Uint8Array),
      media: 'application/pdf',
    },
  },
  async (visit) => {
    const { id } = await requestAsked(visit);
    const { people, person } = visit;
    const { copy } = visit.params;
    const bytes = await people.db.asPerson(person.id, (tx) => copyDocument(tx, id, copy));
    if (bytes === undefined) throw absent();
    return Buffer.from(bytes);
  },
);

function recording(what: 'sent' | 'received'): ApiRoute {
  const isSent = what === 'sent';
  return inCase(
    'sendRequest',
    {
      method: 'POST',
      path: `${REQUEST}/copies/:copy/${what}`,
      operation: isSent ? 'recordCounterpartCopySent' : 'recordCounterpartCopyReceived',
      summary: isSent
        ? 'Records that a copy was sent, and what shows it.'
        : 'Records that a copy was received, and what shows it.',
      description: 'Once: what was recorded stays. Said again in the same words, it is recorded.',
      params,
      body: bodyOf(toldOfCopy(what)).meta({ id: isSent ? 'CounterpartCopySent' : 'CounterpartCopyReceived' }),
      answer: { status: 204, words: 'It is recorded.', schema: z.undefined() },
    },
    async ({ body: { evidence }, ...visit }) => {
      const { id: request } = await requestAsked(visit);
      const { people, person, params: asked } = visit;
      await recordCopy({ people, person }, { request, id: asked.copy }, what, evidence);
    },
  );
}

function copyJson({ made, ...one }: CounterpartCopy) {
  return { ...one, madeAt: made?.at, sha256: made && hex(made.sha256) };
}
