// The witness over HTTP (C2SP tlog-witness). Everything that arrives is limited in bytes and time.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { concat } from '../../base/bytes.ts';
import { addCheckpoint, type Cosigned, type NotCosigned, type Witness } from './witness.acts.ts';
import { originHash } from './witness.store.ts';
import { MAX_REQUEST_BYTES } from './witness.ts';

/** Told of each request that was answered, and of each that could not be. */
interface WitnessObserver {
  answered(answer: Cosigned | NotCosigned): void;
  failed(error: unknown): void;
}

interface WitnessReply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

const TEXT = 'text/plain; charset=utf-8';
const MAX_CONNECTIONS = 128;
const HEADERS_LIMIT_MS = 10_000;
const REQUEST_LIMIT_MS = 30_000;

export function witnessServer(witness: Witness, observer: WitnessObserver): Server {
  const limits = {
    headersTimeout: HEADERS_LIMIT_MS,
    requestTimeout: REQUEST_LIMIT_MS,
    keepAliveTimeout: 5_000,
  };
  const server = createServer(limits, (request, response) => {
    const asked = {
      method: request.method ?? '',
      path: (request.url ?? '').split('?')[0] ?? '',
      body: () => readBody(request),
    };
    witnessReply(witness, observer, asked)
      .catch((error: unknown) => {
        if (!request.destroyed) observer.failed(error);
        return { status: 503, type: TEXT, body: 'The witness cannot answer now. Send it again later.\n' };
      })
      .then((answer) => send(response, answer))
      .catch((error: unknown) => observer.failed(error));
  });
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

interface WitnessAsked {
  readonly method: string;
  /** Below the address of the witness. */
  readonly path: string;
  /** Undefined when there is more than `MAX_REQUEST_BYTES`. */
  readonly body: () => Promise<Uint8Array | undefined>;
}

/** What a witness answers, whichever server it stands on. */
export async function witnessReply(
  witness: Witness,
  observer: Pick<WitnessObserver, 'answered'>,
  { method, path, body: readBody }: WitnessAsked,
): Promise<WitnessReply> {
  if (path === '/add-checkpoint') {
    if (method !== 'POST') return wrongMethod('POST');
    const body = await readBody();
    if (body === undefined)
      return { status: 413, type: TEXT, body: `At most ${MAX_REQUEST_BYTES} bytes are taken.\n` };
    const answer = await addCheckpoint(witness, body);
    observer.answered(answer);
    return toReply(answer);
  }
  if (path === '/add-key-change') {
    if (method !== 'POST') return wrongMethod('POST');
    const body = await readBody();
    if (body === undefined)
      return { status: 413, type: TEXT, body: `At most ${MAX_REQUEST_BYTES} bytes are taken.\n` };
    const { status, says } = await witness.keys.learn(body);
    return { status, type: TEXT, body: `${says}\n` };
  }
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? [];
  if (path !== '/forks' && hash === undefined) return notFound();
  if (method !== 'GET') return wrongMethod('GET');
  return hash === undefined ? forks(witness) : latest(witness, hash);
}

function toReply(answer: Cosigned | NotCosigned): WitnessReply {
  if (answer.status === 200) return { status: 200, type: TEXT, body: answer.body };
  if (answer.lastSize !== undefined)
    return { status: answer.status, type: 'text/x.tlog.size', body: `${answer.lastSize}\n` };
  return { status: answer.status, type: TEXT, body: `${answer.says}\n` };
}

async function latest(witness: Witness, hash: string): Promise<WitnessReply> {
  const key = witness.logKeys.find((one) => originHash(one.name) === hash);
  const held = key === undefined ? undefined : await witness.store.latest(key.name);
  return held === undefined ? notFound() : { status: 200, type: TEXT, body: held.note };
}

/** Both checkpoints of each contradiction: anybody can check the log's two signatures. */
async function forks(witness: Witness): Promise<WitnessReply> {
  const texts = await witness.store.forks();
  return { status: 200, type: 'application/json', body: `{"forks":[${texts.join(',')}]}\n` };
}

/** Undefined when there is more than the limit; the rest is not read. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) return undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // Not destroyed on return, so that the refusal can still be sent. No encoding was set, so pieces are bytes.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > MAX_REQUEST_BYTES) return undefined;
    pieces.push(piece);
  }
  return concat(...pieces);
}

function send(response: ServerResponse, answer: WitnessReply): void {
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(answer.status === 413 && { connection: 'close' }),
  });
  response.end(answer.body);
}

function notFound(): WitnessReply {
  return { status: 404, type: TEXT, body: 'There is nothing here.\n' };
}

function wrongMethod(right: string): WitnessReply {
  return { status: 405, type: TEXT, body: `Use ${right}.\n` };
}
