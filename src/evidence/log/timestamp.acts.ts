// Asks a time-stamping authority over HTTP (RFC 3161, section 3.4) and believes nothing it has not checked.
import type { Random } from '../../base/ids.ts';
import { inEnglish, phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import { bodyWithin, fetchOutside } from '../../platform/fetch-outside.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import { signerCertificate } from '../../verify/timestamp-signer.ts';
import {
  MAX_TIMESTAMP_BYTES,
  parseTimestampResponse,
  parseTimestampToken,
} from '../../verify/timestamp-token.ts';
import { verifyTimestamp, type VerifiedTimestamp } from '../../verify/timestamp.ts';
import { timestampRequest } from './timestamp.ts';

interface TimestampOrder {
  /** http or https, without a user name. */
  readonly url: string;
  readonly data: Uint8Array;
  /** DER certificates of the authority that came by another road; none: the answer says `trusted: false`. */
  readonly trust: readonly Uint8Array[];
  readonly crypto: Crypto;
  readonly random: Random;
  readonly fetch?: typeof globalThis.fetch;
  /** For the whole exchange; 30 seconds when absent. */
  readonly timeLimitMs?: number;
}

export interface ObtainedTimestamp {
  /** The response as it came, DER: a `.tsr` file that `openssl ts -verify -in` reads. */
  readonly response: Uint8Array;
  readonly verified: VerifiedTimestamp;
}

const TIME_LIMIT_MS = 30_000;
const NONCE_BYTES = 16;

/** Refusals: badUsage (the address), notReachable, notAllowed (within the house), tooLarge, badInput (any other answer), unsupported (its algorithm). */
export async function requestTimestamp(order: TimestampOrder): Promise<ObtainedTimestamp> {
  const url = addressOf(order.url);
  const nonce = new Uint8Array(NONCE_BYTES);
  order.random(nonce);
  const request = timestampRequest(order.crypto, order.data, nonce);
  const response = await exchange(order, url, request);
  try {
    const { status, says, token } = parseTimestampResponse(response, url.host);
    if (!token)
      throw badAnswer(
        url,
        phrase('grantedStamp'),
        phrase('refusedStamp', { status: [status, ...says].join(', ') }),
      );
    const { signedData } = parseTimestampToken(token, url.host);
    signerCertificate(signedData, signedData.certificates, url.host); // asked for, so it has to be in there
    const { data, trust, crypto } = order;
    const verified = await verifyTimestamp(crypto, { token, data, nonce, trust, place: url.host });
    return { response, verified };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { expected, found } = fault;
    if (fault.code !== 'notCheckedHere') throw badAnswer(url, inEnglish(expected), inEnglish(found), fault);
    throw new Refusal('unsupported.timestamp', {
      expected: inEnglish(expected),
      host: url.host,
      found: inEnglish(found),
      cause: fault,
    });
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && isWeb && url.username === '' && url.password === '') return url;
  throw new Refusal('badUsage.timestampAddress', {
    found: phrase(...(url ? (['addressOfForm', { form: url.protocol }] as const) : (['noAddress'] as const))),
  });
}

async function exchange(
  order: TimestampOrder,
  url: URL,
  request: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const timeLimitMs = order.timeLimitMs ?? TIME_LIMIT_MS;
  try {
    const response = await (order.fetch ?? fetchOutside)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: request,
      redirect: 'manual', // an answer from elsewhere is not what was configured
      signal: AbortSignal.timeout(timeLimitMs),
    });
    checkHead(response, url);
    const tooLong = { bytesMax: MAX_TIMESTAMP_BYTES, host: url.host };
    return await bodyWithin(response, MAX_TIMESTAMP_BYTES, () => new Refusal('tooLarge.timestamp', tooLong));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw notReachable(url, problemOf(cause, timeLimitMs), cause);
  }
}

function checkHead(response: Response, url: URL): void {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '–';
  const isReply = type === 'application/timestamp-reply';
  if (response.status === 200 && isReply) return;
  void response.body?.cancel();
  if (response.status !== 200) throw notReachable(url, `HTTP status ${response.status}`);
  throw badAnswer(url, phrase('stampOfType', { type: 'application/timestamp-reply' }), type.slice(0, 100));
}

function notReachable(url: URL, found: string | Phrase, cause?: unknown): Refusal {
  return new Refusal('notReachable.timestamps', { host: url.host, found, cause });
}

function badAnswer(url: URL, expected: Phrase, found: string | Phrase, cause?: unknown): Refusal {
  return new Refusal('badInput.timestampAnswer', { expected, host: url.host, found, cause });
}

function problemOf(error: unknown, timeLimitMs: number): Phrase {
  if (error instanceof Error && error.name === 'TimeoutError')
    return phrase('nothingWithin', { seconds: timeLimitMs / 1000 });
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '–';
  return phrase('noConnection', { code });
}
