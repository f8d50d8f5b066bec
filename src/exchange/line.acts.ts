// Asking a peer over HTTPS: to the address of its document alone, signed with the wire key, no redirect followed, and of the answer no more
// read than there can be.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bodyWithin, fetchOutside } from '../platform/fetch-outside.ts';
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

export interface Asked {
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
export async function askPeer(keys: ExchangeKeys, asked: Asked, now: number): Promise<LineAnswer> {
  const { method, line, path, type = 'application/octet-stream', body = new Uint8Array() } = asked;
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
  return send(
    new URL(uri),
    method,
    fields,
    method === 'GET' ? undefined : body,
    asked.answerBytesMax ?? ANSWER_BYTES_MAX,
  );
}

/** What everybody may read: nothing is signed. */
export function readOpenly(line: string, path: string, answerBytesMax: number): Promise<LineAnswer> {
  return send(new URL(`${line}${path}`), 'GET', {}, undefined, answerBytesMax);
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

async function send(
  url: URL,
  method: string,
  headers: { readonly [name: string]: string },
  body: Uint8Array | undefined,
  bytesMax: number,
): Promise<LineAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // Never memory that threads share.
  const sent = {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body && { body: body as Uint8Array<ArrayBuffer> }),
  } as const;
  const answer = await fetchOutside(url, sent, { tlsMin: 'TLSv1.3', client: clientCertificate() });
  const tooLong = (): Error => new Error('a longer answer than there can be');
  return { status: answer.status, body: await bodyWithin(answer, bytesMax, tooLong) };
}
