// A request of another State, as JSON: registered from its document or without one, and the documents that came with it.
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import {
  absent,
  timedIdOf,
  inCase,
  instant,
  pageByPlace,
  pageOf,
  paging,
  placeInList,
  SentFile,
  type ApiRoute,
} from '../../people/visit.api.ts';
import { papersOf } from '../letters/paper.store.ts';
import { readNew, registerRequest, seePaper, type SentPaper } from './register.acts.ts';
import {
  actingOf,
  moment,
  REQUEST,
  requestAsked,
  requestParams,
  REQUESTS,
  stateCode,
  zone,
  type RequestsApi,
} from '../request-asked.api.ts';
import { requestJson, requestShape } from '../request-shape.api.ts';
import { otherState } from '../request-write.api.ts';
import { URGENCIES } from '../request.ts';

const DOCUMENT_BYTES_MAX = 8 * 1024 * 1024;
/** As base64, with what stands around it. */
const BODY_BYTES_MAX = Math.ceil(DOCUMENT_BYTES_MAX / 3) * 4 + 64 * 1024;

const documentBody = z.strictObject({
  name: z.string().min(1).max(200),
  base64: z
    .string()
    .min(1)
    .describe(
      `RFC 4648, section 4. PDF, PNG, JPEG, or the message as JSON or XML; at most ${DOCUMENT_BYTES_MAX} bytes, kept as they come.`,
    ),
});

const newIncoming = z
  .strictObject({
    document: documentBody.optional(),
    form: z.string().max(80).optional().describe('Where the document does not say it itself.'),
    counterpart: stateCode.optional().describe('Who asks, where the document does not say it itself.'),
    urgency: z.enum(URGENCIES).optional(),
    reference: z.string().min(1).max(1000).optional().describe('Their own number of it.'),
    receivedAt: moment.describe('When it was received: time limits run from then.'),
    zone: zone.describe('Time zone of whoever received it.'),
    evidence: z.string().min(1).max(4000).describe('How its receipt is known.'),
  })
  .meta({ id: 'NewIncomingRequest' });

const paperShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    at: instant,
    addedBy: z.string().nullable(),
  })
  .meta({ id: 'RequestDocument' });

export function incomingApi(api: RequestsApi): ApiRoute[] {
  return [registering(api), listingPapers(), readingPaper(api)];
}

function registering(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUESTS}/incoming`,
      operation: 'registerIncomingRequest',
      summary: 'Registers a request of another State, with its document when one came.',
      description:
        'A PDF with the message within it, or the message itself, is read: its answers are taken over, and what it says of itself need not be said again.',
      body: newIncoming,
      bodyBytesMax: BODY_BYTES_MAX,
      answer: { status: 201, words: 'It is registered, and its receipt recorded.', schema: requestShape },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const acting = await actingOf(api, visit);
      const { document, receivedAt, zone: where, evidence } = body;
      const paper = document && documentIn(document);
      const read = paper && (await readNew(paper.bytes, acting.law).catch(understood));
      const message = read?.kind === 'read' ? read.message : undefined;
      const form = body.form ?? message?.authorisation.form;
      const counterpart = body.counterpart ?? message?.header.sender?.country;
      if (form === undefined) throw untold('form');
      if (counterpart === undefined) throw untold('counterpart');
      const number = await registerRequest(acting, {
        id: timedIdOf({ actKey, begunAt }),
        form,
        paper,
        counterpart: otherState(counterpart, visit.file.reference) ?? counterpart,
        urgency: body.urgency ?? message?.authorisation.priority ?? 'normal',
        reference: body.reference ?? message?.header.transaction,
        receivedAt,
        zone: where,
        evidence,
      });
      return requestJson(visit.file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}

function documentIn({ name, base64 }: z.output<typeof documentBody>): SentPaper {
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is no base64, so that other bytes would be kept than were sent.
  if (bytes.toString('base64') !== base64) throw misread('`base64` as RFC 4648, section 4 has it');
  if (bytes.length > DOCUMENT_BYTES_MAX)
    throw new Refusal('tooLarge', {
      expected: `a document of at most ${DOCUMENT_BYTES_MAX} bytes`,
      found: String(bytes.length),
      next: 'Register it on the pages, where larger ones are taken.',
    });
  return { name, bytes };
}

function understood(error: unknown): never {
  if (error instanceof Refusal && error.code === 'unsupported') throw misread(error.expected);
  throw error;
}

function misread(expected: string): Refusal {
  return new Refusal('badInput', {
    expected,
    found: 'something else',
    next: 'Correct it and send it again.',
  });
}

function untold(part: string): Refusal {
  return new Refusal('badInput', {
    expected: `\`${part}\`, where the document does not say it`,
    found: 'none',
    next: 'Say it beside the document.',
  });
}

function listingPapers(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/documents`,
      operation: 'listRequestDocuments',
      summary: 'Lists the documents that came with a request.',
      params: requestParams,
      query: paging,
      answer: {
        status: 200,
        words: 'In the order they came.',
        schema: pageOf('RequestDocumentPage', paperShape),
      },
    },
    async (asked) => {
      const { id } = await requestAsked(asked);
      const { people, person, query } = asked;
      const all = await people.db.asPerson(person.id, (tx) => papersOf(tx, id));
      const from = placeInList(query.after);
      return pageByPlace(
        all.slice(from),
        { from, limit: query.limit },
        ({ sizeBytes, at, addedBy, ...one }) => ({
          ...one,
          bytes: sizeBytes,
          at: at.toISOString(),
          addedBy: addedBy ?? null,
        }),
      );
    },
  );
}

function readingPaper(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/documents/:document`,
      operation: 'readRequestDocument',
      summary: 'Gives a document that came with a request, byte for byte.',
      params: requestParams.extend({
        document: z.string().refine(isUuid).describe('Its id, from the list.'),
      }),
      answer: {
        status: 200,
        words: 'The document.',
        schema: z.instanceof(SentFile),
        media: 'application/octet-stream',
      },
    },
    async (asked) => {
      const { id } = await requestAsked(asked);
      const found = await seePaper(await actingOf(api, asked), asked.params.document);
      if (found?.request !== id) throw absent();
      return new SentFile(found.paper.name, found.bytes.length, piece(found.bytes));
    },
  );
}

async function* piece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
