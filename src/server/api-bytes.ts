// Bytes through the API: what is held to the protocol before a route takes them, and how they are sent.
import { ReadableStream } from 'node:stream/web';
import { Refusal } from '../base/refusal.ts';
import { SentFile } from '../people/bytes.api.ts';
import { WithFields, type ApiRoute } from '../people/visit.api.ts';
import { ApiProblem } from './api-problem.ts';

/** The one version there is of the protocol that files are sent by in parts (tus.io). */
const TUS_VERSION = '1.0.0';

/** What must stand in the header of a part, for the document. */
export const TUS_FIELDS = {
  'Tus-Resumable': {
    words: 'The version of the tus protocol.',
    schema: { type: 'string', const: TUS_VERSION },
  },
  'Upload-Offset': {
    words: 'How many bytes of the file were here before these.',
    schema: { type: 'integer', minimum: 0 },
  },
} as const;

export const RANGE_FIELDS = {
  Range: { words: 'One part, `bytes=4096-`: to go on where a copy broke off.', schema: { type: 'string' } },
  'If-Range': {
    words: 'The `ETag` of what you have of it; of another file you get the whole.',
    schema: { type: 'string' },
  },
} as const;

/** Throws the problem (400, 412, 415) of a request whose body is not what the route takes. */
export function checkTaken({ takes }: ApiRoute, { headers }: Request): void {
  if (takes === undefined) return;
  const { media, by } = takes;
  if (by === 'tus' && headers.get('tus-resumable') !== TUS_VERSION)
    throw new ApiProblem(412, 'wrongVersion', new Refusal('badUsage.tusVersion', { version: TUS_VERSION }), {
      fields: { 'tus-version': TUS_VERSION },
    });
  if (typeOf(headers) !== media) throw wrongType(media);
  if (by === 'tus' && !/^\d{1,15}$/.test(headers.get('upload-offset') ?? ''))
    throw new ApiProblem(400, 'badUsage', new Refusal('badUsage.uploadOffset'));
}

export function typeOf(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function wrongType(media: string): ApiProblem {
  return new ApiProblem(415, 'wrongType', new Refusal('badUsage.contentType', { media }));
}

/** What a handler gave, and the fields of the header that go with it. */
export function partsOf(given: unknown): {
  readonly answer: unknown;
  readonly fields: { readonly [name: string]: string };
} {
  return given instanceof WithFields ? given : { answer: given, fields: {} };
}

/** The answer of a route whose `answer` has a `media`. */
export function bytesAnswer({ answer }: ApiRoute, given: unknown): Response {
  if (given instanceof Response && answer.isRanged === true) return rangedAnswer(given);
  if (given instanceof SentFile) return fileAnswer(given);
  if (!(given instanceof Uint8Array)) throw new Error('a route of bytes gave something else');
  return new Response(new Uint8Array(given), { headers: { 'content-type': answer.media ?? '' } });
}

/** As it comes: nothing of it is held in memory. */
function fileAnswer({ name, bytes, chunks }: SentFile): Response {
  return new Response(ReadableStream.from(chunks) as BodyInit, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

/** A part that is outside of the file is told like all that cannot be done. */
function rangedAnswer(given: Response): Response {
  if (given.status !== 416) return given;
  const found = given.headers.get('content-range') ?? '';
  const refusal = new Refusal('badInput.filePart', { bytes: found.replace('bytes */', '') });
  throw new ApiProblem(416, 'noSuchPart', refusal, { fields: { 'content-range': found } });
}
