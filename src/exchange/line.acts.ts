// Asking a peer over HTTPS: to the address of its document alone, signed with the wire key, no redirect followed, and of the answer no more
// read than there can be.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AnswerInto, AnswerLine } from '../platform/answer-into.ts';
import { askOutside } from '../platform/fetch-outside.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { contentDigest, signHead } from './http-signature.ts';

export const ENVELOPES_PATH = '/exchange/v1/envelopes';
export const RECEIPTS_PATH = '/exchange/v1/receipts';
export const NOTE_MEDIA = 'text/plain; charset=utf-8';

export interface LineAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

interface Asked {
  readonly method: 'GET' | 'POST';
  /** `https://comity.agency.example`. */
  readonly line: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: Uint8Array;
  readonly answerBytesMax?: number;
}

const TIMEOUT_MS = 30_000;
const ANSWER_BYTES_MAX = 64 * 1024;

/** Throws Error with a short reason: not reached, too slow, too long an answer. Such an answer ends nothing. */
export function askPeer(keys: ExchangeKeys, asked: Asked, now: number): Promise<LineAnswer> {
  const { url, fields, body } = signed(keys, asked, now);
  return send(url, { ...asked, ...(asked.method === 'POST' && { body }) }, fields);
}

/** The same as it comes, for an answer of any length: whoever reads it says how long it may take. */
export function askPeerAtLength(
  keys: ExchangeKeys,
  asked: Pick<Asked, 'line' | 'path'>,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const { url, fields } = signed(keys, { ...asked, method: 'GET' }, now);
  return askOutside(url, { method: 'GET', headers: fields, signal }, lineOptions());
}

/** The same, read into memory of whoever asks, over a connection that is kept; `lineOptions` are those it was made with. */
export function askPeerInto(
  keys: ExchangeKeys,
  asked: Pick<Asked, 'line' | 'path'>,
  { over, into, now, signal }: ReadingInto,
): Promise<AnswerInto> {
  const { url, fields } = signed(keys, { ...asked, method: 'GET' }, now);
  return over.read(url, { headers: fields, into, signal });
}

export interface ReadingInto {
  readonly over: AnswerLine;
  readonly into: Buffer;
  readonly now: number;
  readonly signal: AbortSignal;
}

function signed(
  keys: ExchangeKeys,
  { method, line, path, type = 'application/octet-stream', body = new Uint8Array() }: Asked,
  now: number,
): { readonly url: URL; readonly fields: { readonly [name: string]: string }; readonly body: Uint8Array } {
  const uri = `${line}${path}`;
  const fields: { [name: string]: string } = {
    'content-digest': contentDigest(nodeCrypto, body),
    'content-length': String(body.length),
    'content-type': type,
  };
  const signer = {
    name: keys.wire.key.name,
    sign: (message: Uint8Array) => keys.wire.signing.sign(message),
  };
  const nonce = randomBytes(16).toString('base64url');
  const head = { method, uri, header: (name: string) => fields[name] };
  Object.assign(fields, signHead(head, signer, Math.floor(now / 1000), nonce));
  return { url: new URL(uri), fields, body };
}

/** What everybody may read: nothing is signed. */
export function readOpenly(line: string, path: string, answerBytesMax: number): Promise<LineAnswer> {
  return send(new URL(`${line}${path}`), { method: 'GET', answerBytesMax }, {});
}

let client: { readonly cert: string; readonly key: string } | undefined;

/**
 * Mutual TLS, where a peer's server asks for it: `COMITY_EXCHANGE_TLS_CERTIFICATE` and `COMITY_EXCHANGE_TLS_KEY` name files (PEM). What is
 * believed is the signature of the request; this is one wall more in front of it.
 */
function clientCertificate(): typeof client {
  const { COMITY_EXCHANGE_TLS_CERTIFICATE: cert, COMITY_EXCHANGE_TLS_KEY: key } = process.env;
  if (!cert || !key) return undefined;
  return (client ??= { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') });
}

export const lineOptions = () => ({ tlsMin: 'TLSv1.3', client: clientCertificate() }) as const;

async function send(
  url: URL,
  { method, body, answerBytesMax = ANSWER_BYTES_MAX }: Omit<Asked, 'line' | 'path' | 'type'>,
  headers: { readonly [name: string]: string },
): Promise<LineAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await askOutside(url, { method, headers, body, signal }, lineOptions());
  return { status: answer.statusCode ?? 0, body: await bodyOf(answer, answerBytesMax) };
}

async function bodyOf(answer: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    // Leaving the loop ends the answer.
    if (size + piece.length > bytesMax) throw new Error('a longer answer than there can be');
    pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces, size);
}
