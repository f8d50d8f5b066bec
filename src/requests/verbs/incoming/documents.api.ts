// The documents that came with the requests of other States, as JSON: sent as base64 and kept byte for byte.
import { z } from 'zod';
import { SentFile } from '../../../people/bytes.api.ts';
import { isUuid } from '../../../base/ids.ts';
import { Refusal, refusalTold, toldRefusal } from '../../../base/refusal.ts';
import {
  absent,
  inCase,
  instant,
  pageByPlace,
  pageOf,
  paging,
  timedIdOf,
  type ApiRoute,
  orNull,
} from '../../../people/visit.api.ts';
import type { Paper } from '../../core/paper.ts';
import { papersOf, waitingPapers } from '../../core/paper.store.ts';
import {
  actingOf,
  pageOfRequest,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { DISCARD } from './discard.ts';
import { discardWaiting, keepPaper, seePaper, type SentPaper } from './register.acts.ts';

const DOCUMENT_BYTES_MAX = 8 * 1024 * 1024;
/** As base64, with what stands around it. */
export const DOCUMENT_BODY_BYTES_MAX = Math.ceil(DOCUMENT_BYTES_MAX / 3) * 4 + 64 * 1024;

export const documentBody = z.strictObject({
  name: z.string().min(1).max(200),
  base64: z
    .string()
    .min(1)
    .describe(
      `RFC 4648, section 4. PDF, PNG, JPEG, or the message as JSON or XML; at most ${DOCUMENT_BYTES_MAX} bytes, kept as they come.`,
    ),
});

const paperShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    at: instant,
    addedBy: orNull(z.string()),
  })
  .meta({ id: 'RequestDocument' });

const WAITING_SHOWN = 100;
const documentId = z.string().refine(isUuid).describe('Its id, from the list.');

export function documentsApi(api: RequestsApi): ApiRoute[] {
  return [listingPapers, readingPaper(api), adding(api), listingWaiting, discarding(api)];
}

export function documentIn({ name, base64 }: z.output<typeof documentBody>): SentPaper {
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is no base64, so that other bytes would be kept than were sent.
  if (bytes.toString('base64') !== base64) throw new Refusal('badInput.base64');
  if (bytes.length > DOCUMENT_BYTES_MAX)
    throw new Refusal('tooLarge.documentSent', { max: DOCUMENT_BYTES_MAX, length: bytes.length });
  return { name, bytes };
}

export function understood(error: unknown): never {
  if (error instanceof Refusal && error.code === 'unsupported')
    throw refusalTold({ ...toldRefusal(error), code: 'badInput' });
  throw error;
}

const listingPapers = inCase(
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
  (asked) => pageOfRequest(asked, papersOf, paperJson),
);

function readingPaper(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/documents/:document`,
      operation: 'readRequestDocument',
      summary: 'Gives a document that came with a request, byte for byte.',
      params: requestParams.extend({ document: documentId }),
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

function adding(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/documents`,
      operation: 'addRequestDocument',
      summary: 'Keeps another document that came with a request.',
      params: requestParams,
      body: documentBody.meta({ id: 'NewRequestDocument' }),
      bodyBytesMax: DOCUMENT_BODY_BYTES_MAX,
      answer: {
        status: 201,
        words: 'It is kept.',
        schema: z.object({ document: z.uuid() }).meta({ id: 'KeptRequestDocument' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { id, direction } = await requestAsked(visit);
      if (direction !== 'incoming') throw new Refusal('conflict.notIncoming');
      const sent = { ...documentIn(body), request: id, id: timedIdOf({ actKey, begunAt }) };
      return { document: await keepPaper(await actingOf(api, visit), sent).catch(understood) };
    },
  );
}

const listingWaiting = inCase(
  'draftRequest',
  {
    method: 'GET',
    path: '/cases/:case/waiting-documents',
    operation: 'listWaitingDocuments',
    summary: 'Lists the documents from which no request was registered yet.',
    query: paging,
    answer: {
      status: 200,
      words: `The newest first; at most ${WAITING_SHOWN}.`,
      schema: pageOf('WaitingDocumentPage', paperShape),
    },
  },
  async ({ people, person, file, query }) => {
    const all = await people.db.asPerson(person.id, (tx) => waitingPapers(tx, file.id, WAITING_SHOWN));
    return pageByPlace(all, query, paperJson);
  },
);

function discarding(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: '/cases/:case/waiting-documents/:document/discard',
      operation: 'discardWaitingDocument',
      summary:
        'Discards a document from which no request is to be registered. That it came, and why it went, stays known.',
      params: z.object({ document: documentId }),
      body: bodyOf(DISCARD).meta({ id: 'DiscardedDocument' }),
      answer: { status: 204, words: 'It is discarded.', schema: z.undefined() },
    },
    async ({ body: { reason }, params: { document }, ...visit }) => {
      const acting = await actingOf(api, visit);
      if ((await seePaper(acting, document)) === undefined) throw absent();
      await discardWaiting(acting, document, reason);
    },
  );
}

function paperJson({ sizeBytes: bytes, ...one }: Paper) {
  return { ...one, bytes };
}

async function* piece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
