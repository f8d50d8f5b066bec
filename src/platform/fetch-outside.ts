// What the program asks of others over HTTP: time-stamp authorities, witnesses, identity providers, responders and lists of certificates,
// peers. An address may come from a certificate or a partner, and a name may lead anywhere: whatever is not on the public network is
// asked only where whoever runs the server named its host. No redirect is followed.
import { lookup } from 'node:dns';
import {
  request as askPlain,
  Agent as PlainAgent,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as askTls, Agent as TlsAgent } from 'node:https';
import { connect as connectPlain, isIP, type LookupFunction, type OnReadOpts, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { Refusal } from '../base/refusal.ts';
import { isPublicAddress } from './public-address.ts';

/** Hosts, or hosts with a port, that may be within the house: `idp.agency.example, 10.0.0.5:8443`. */
const NAMED = 'COMITY_INTERNAL_HOSTS';
export const SILENCE_MS = 30_000;
const agents = {
  'http:': new PlainAgent({ keepAlive: true, maxSockets: 64 }),
  'https:': new TlsAgent({ keepAlive: true, maxSockets: 64 }),
} as const;

export interface OutsideOptions {
  readonly tlsMin?: 'TLSv1.2' | 'TLSv1.3';
  /** Shown to who asks for one (mutual TLS): PEM. */
  readonly client?: { readonly cert: string; readonly key: string } | undefined;
}

/** As `fetch`, besides what is said above. Refusals: notAllowed.internalAddress. */
export async function fetchOutside(
  input: string | URL | Request,
  init?: RequestInit,
  more: OutsideOptions = {},
): Promise<Response> {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  const body = asked.body === null ? undefined : Buffer.from(await asked.arrayBuffer());
  const headers = Object.fromEntries(asked.headers);
  const answer = await askOutside(url, { method: asked.method, headers, body, signal: asked.signal }, more);
  const { statusCode = 0 } = answer;
  const hasBody = ![204, 205, 304].includes(statusCode) && asked.method !== 'HEAD';
  if (!hasBody) answer.resume();
  else if (statusCode >= 300 && statusCode < 400 && asked.redirect !== 'manual') {
    answer.destroy();
    throw new TypeError(`${url.host} sends elsewhere (${statusCode})`);
  }
  // The two libraries name one class by two types.
  const stream = hasBody ? (Readable.toWeb(answer) as ReadableStream<Uint8Array>) : null;
  return new Response(stream, { status: statusCode, headers: headersOf(answer) });
}

export interface AskedOutside {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** The same as it comes, whatever its status, for who asks often or for much. */
export async function askOutside(
  url: URL,
  { method, headers, body, signal }: AskedOutside,
  { tlsMin = 'TLSv1.2', client }: OutsideOptions = {},
): Promise<IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`an address of ${url.protocol}`);
  const options = {
    method,
    headers: { ...headers, ...(body && { 'content-length': body.length }) },
    lookup: openTo(url),
    timeout: SILENCE_MS,
    agent: agents[url.protocol],
    ...(url.protocol === 'https:' && { minVersion: tlsMin, ...client }),
  };
  return send(url, options, body, signal);
}

/** A connection alone, for who reads and writes itself. A refusal is the error that it ends with. */
export function connectOutside(
  url: URL,
  { tlsMin = 'TLSv1.2', client }: OutsideOptions,
  onread: OnReadOpts,
): Socket {
  const isTls = url.protocol === 'https:';
  if (!isTls && url.protocol !== 'http:') throw new TypeError(`an address of ${url.protocol}`);
  const host = bare(url.hostname);
  if (isIP(host) !== 0 && !mayBeAsked(url, host)) throw internal(url);
  const to = { host, port: Number(url.port || (isTls ? 443 : 80)), lookup: openTo(url), onread };
  if (!isTls) return connectPlain(to);
  return connectTls({ ...to, ...(isIP(host) === 0 && { servername: host }), minVersion: tlsMin, ...client });
}

/** Throws notAllowed.internalAddress where nothing would be asked of it; what no name server knows passes, and fails when it is asked. */
export async function refuseInternal(url: URL): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    openTo(url)(bare(url.hostname), { all: true }, (error) =>
      error instanceof Refusal ? reject(error) : resolve(),
    );
  });
}

function send(
  url: URL,
  options: RequestOptions,
  body: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // To an address that is no name, nothing is looked up.
    if (isIP(bare(url.hostname)) !== 0 && !mayBeAsked(url, bare(url.hostname))) return reject(internal(url));
    const ask = url.protocol === 'https:' ? askTls : askPlain;
    let heard: IncomingMessage | undefined;
    const asking = ask(url, options, (answer) => resolve((heard = answer)));
    const end = (reason: unknown): void => {
      const error = reason instanceof Error ? reason : new Error(String(reason));
      heard?.destroy(error);
      asking.destroy(error);
    };
    const aborted = (): void => end(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    asking.on('timeout', () => end(new Error('no answer in time')));
    asking.on('close', () => signal.removeEventListener('abort', aborted));
    asking.on('error', (cause) => {
      if (signal.aborted || cause instanceof Refusal) reject(cause);
      else reject(new TypeError(cause.message, { cause }));
    });
    asking.end(body);
  });
}

/** One answer of the name server is looked at and connected to: another a moment later leads nowhere else. */
function openTo(url: URL): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '', 0);
      const open = found.filter(({ address }) => mayBeAsked(url, address));
      const [first] = open;
      if (first === undefined) return done(internal(url), '', 0);
      return options.all === true ? done(null, open) : done(null, first.address, first.family);
    });
  };
}

function mayBeAsked({ hostname, port, protocol }: URL, address: string): boolean {
  if (isPublicAddress(address)) return true;
  const named = (process.env[NAMED] ?? '').toLowerCase().split(/[\s,]+/u);
  return [hostname, `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`].some((one) =>
    named.includes(one),
  );
}

export function isInternal(
  error: unknown,
): error is Refusal & { readonly entry: 'notAllowed.internalAddress' } {
  return error instanceof Refusal && error.entry === 'notAllowed.internalAddress';
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

const internal = ({ host }: URL): Refusal => new Refusal('notAllowed.internalAddress', { host });

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '');
  return headers;
}

/** Reads no more than that, and then throws what it is told. */
export async function bodyWithin(
  response: Response,
  bytesMax: number,
  tooLong: () => Error,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > bytesMax) throw tooLong(); // leaving the loop ends the answer
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
