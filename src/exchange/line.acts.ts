// Asking a peer over HTTPS: to the address of its document alone, signed with the wire key, no redirect followed, and of the answer no more
// read than there can be.
import { lookup } from 'node:dns';
import { request as askPlain, Agent as PlainAgent, type IncomingMessage } from 'node:http';
import { request as askTls, Agent as TlsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { randomBytes } from 'node:crypto';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { isPublicAddress } from '../platform/public-address.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { contentDigest, signHead } from './http-signature.ts';

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
const agents = {
  'http:': new PlainAgent({ keepAlive: true, maxSockets: 16 }),
  'https:': new TlsAgent({ keepAlive: true, maxSockets: 16, minVersion: 'TLSv1.3' }),
} as const;

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
  return send(new URL(uri), method, fields, body, asked.answerBytesMax ?? ANSWER_BYTES_MAX);
}

/** What everybody may read: nothing is signed. */
export function readOpenly(line: string, path: string, answerBytesMax: number): Promise<LineAnswer> {
  return send(new URL(`${line}${path}`), 'GET', {}, new Uint8Array(), answerBytesMax);
}

function send(
  url: URL,
  method: string,
  headers: { readonly [name: string]: string },
  body: Uint8Array,
  bytesMax: number,
): Promise<LineAnswer> {
  const isPlain = url.protocol === 'http:';
  return new Promise((resolve, reject) => {
    const options = { method, headers, lookup: reachable, timeout: TIMEOUT_MS };
    const heard = (answer: IncomingMessage): void => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > bytesMax) answer.destroy(new Error('a longer answer than there can be'));
        else parts.push(part);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) }));
      answer.on('error', reject);
    };
    if (isIP(bare(url.hostname)) !== 0 && !mayBeReached(bare(url.hostname)))
      return reject(new Error('an address of a private network'));
    const asking = isPlain
      ? askPlain(url, { ...options, agent: agents['http:'] }, heard)
      : askTls(url, { ...options, agent: agents['https:'] }, heard);
    const overall = setTimeout(() => asking.destroy(new Error('no answer in time')), TIMEOUT_MS);
    asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
    asking.on('close', () => clearTimeout(overall));
    asking.on('error', reject);
    asking.end(body);
  });
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

/** `COMITY_EXCHANGE_PRIVATE=1`: peers in the same network, or on this machine. */
function mayBeReached(address: string): boolean {
  if (process.env['COMITY_EXCHANGE_PRIVATE'] === '1') return true;
  return isPublicAddress(address);
}

const reachable: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '', 0);
    const open = found.filter(({ address }) => mayBeReached(address));
    const [first] = open;
    if (first === undefined) return done(new Error('an address of a private network'), '', 0);
    return options.all === true ? done(null, open) : done(null, first.address, first.family);
  });
};
