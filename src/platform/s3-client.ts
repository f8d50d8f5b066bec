// What is asked of an object store of the S3 kind: few requests, signed (aws4fetch), each tried again where the network or the
// store failed. A digest goes with every body, so that the store itself refuses bytes that are others than were read here.
import { AwsV4Signer } from 'aws4fetch';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Agent as PlainAgent, request as askPlain, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as askTls } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { errorText } from '../base/error-text.ts';
import { Refusal } from '../base/refusal.ts';
import type { S3Settings } from './s3-settings.ts';

/** A part of a file, or bytes; with the SHA-256 of what is sent. */
export type S3Body =
  | { readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly path: string; readonly from: number; readonly to: number; readonly sha256: string };

interface S3Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Below the prefix; undefined: the bucket. */
  readonly key?: string;
  readonly query?: { readonly [name: string]: string };
  readonly headers?: { readonly [name: string]: string };
  readonly body?: S3Body;
  readonly signal?: AbortSignal;
}

export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    [this.status, this.code] = [status, code];
  }
}

const TRIES = 5;
const SILENCE_MS = 60_000;
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;
const SOCKETS = 32;

/** What an XML answer says, by the path of an element's names below the root. */
type S3Rows = readonly { readonly [name: string]: string }[];

export class S3Client {
  readonly settings: S3Settings;
  readonly #agent;

  constructor(settings: S3Settings) {
    this.settings = settings;
    const options = { keepAlive: true, maxSockets: SOCKETS };
    this.#agent = settings.endpoint.protocol === 'https:' ? new TlsAgent(options) : new PlainAgent(options);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The answer, its body yet to be read. Undefined: 404. Throws S3Error for what else is no success, Refusal where nobody answers. */
  async ask(asked: S3Ask): Promise<IncomingMessage | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        const answer = await this.#once(asked);
        const status = answer.statusCode ?? 0;
        if (asked.method === 'HEAD') answer.resume(); // gives the line back
        if (status >= 200 && status < 300) return answer;
        const said = (await readAll(answer)).toString();
        const code = codeOf(said) ?? `${status}`;
        if (status === 404 && code !== 'NoSuchBucket') return undefined;
        throw new S3Error(status, code, `${asked.method} ${asked.key ?? 'the bucket'}: ${status} ${code}`);
      } catch (error) {
        if (asked.signal?.aborted === true) throw error;
        const isOurs = error instanceof S3Error && error.status < 500 && error.status !== 429;
        if (isOurs) throw error;
        if (tries === TRIES) throw error instanceof S3Error ? error : this.#unreachable(error);
        await sleep(100 * 3 ** (tries - 1) * (0.5 + Math.random()));
      }
    }
  }

  /** A whole small answer. */
  async bytes(asked: S3Ask): Promise<Buffer | undefined> {
    const answer = await this.ask(asked);
    return answer === undefined ? undefined : readAll(answer);
  }

  /** One row for each element of that name right below the root, by the names of what is in it; then the root's own texts. */
  async rows(asked: S3Ask, ...each: readonly string[]): Promise<S3Rows> {
    return rowsOf((await this.bytes(asked))?.toString() ?? '', each);
  }

  async put(key: string, body: S3Body, headers: { readonly [name: string]: string } = {}): Promise<void> {
    (await this.ask({ method: 'PUT', key, body, headers }))?.resume();
  }

  async delete(key: string, version?: string): Promise<void> {
    const query = version === undefined ? {} : { versionId: version };
    (await this.ask({ method: 'DELETE', key, query }))?.resume();
  }

  async #once({ method, key, query = {}, headers = {}, body, signal }: S3Ask): Promise<IncomingMessage> {
    const { settings } = this;
    const url = this.#address(key, query);
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
      accessKeyId: settings.keyId,
      secretAccessKey: settings.secret,
      ...(settings.token !== undefined && { sessionToken: settings.token }),
      service: 's3',
      region: settings.region,
    });
    const signed = await signer.sign();
    const length = body === undefined ? 0 : 'path' in body ? body.to - body.from : body.bytes.length;
    const sent = { ...Object.fromEntries(signed.headers), 'content-length': String(length) };
    const ask = url.protocol === 'https:' ? askTls : askPlain;
    return new Promise((resolve, reject) => {
      const options = { method, headers: sent, agent: this.#agent, timeout: SILENCE_MS, signal };
      const asking = ask(signed.url, options, resolve);
      asking.on('error', reject);
      asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
      if (body === undefined || length === 0) asking.end();
      else if ('bytes' in body) asking.end(body.bytes);
      else {
        const file = createReadStream(body.path, {
          start: body.from,
          end: body.to - 1,
          highWaterMark: 1024 * 1024,
        });
        file.on('error', (error) => asking.destroy(error)).pipe(asking);
        asking.on('close', () => file.destroy());
      }
    });
  }

  #address(key: string | undefined, query: { readonly [name: string]: string }): URL {
    const { endpoint, bucket, prefix, isPathStyle } = this.settings;
    const url = new URL(endpoint);
    if (!isPathStyle) url.hostname = `${bucket}.${url.hostname}`;
    const path = key === undefined ? '' : `${prefix}${key}`.split('/').map(percent).join('/');
    url.pathname = isPathStyle ? `/${bucket}${key === undefined ? '' : '/'}${path}` : `/${path}`;
    url.search = Object.entries(query)
      .map(([name, value]) => `${percent(name)}=${percent(value)}`)
      .join('&');
    return url;
  }

  #unreachable(cause: unknown): Refusal {
    return new Refusal('notReachable.objectStore', {
      host: this.settings.endpoint.host,
      found: errorText(cause),
      cause,
    });
  }
}

const EMPTY_SHA256 = createHash('sha256').digest('hex');

/** As RFC 3986 and Signature Version 4 have it. */
function percent(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`an answer of more than ${ANSWER_BYTES_MAX} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function rowsOf(xml: string, each: readonly string[]): S3Rows {
  const rows: { [name: string]: string }[] = [];
  const root: { [name: string]: string } = {};
  const path: string[] = [];
  let row = root;
  let text = '';
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    if (path.length === 2) row = each.includes(name) ? { element: name } : root;
    text = '';
  });
  parser.on('text', (piece) => void (text += piece));
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (text !== '') row[name] = text;
    text = '';
    if (path.length !== 1) return;
    if (row !== root) rows.push(row);
    row = root;
  });
  if (xml !== '') parser.write(xml).close();
  return [...rows, root];
}

/** "Error Responses" of the S3 API: one element of an error holds its code. */
function codeOf(body: string): string | undefined {
  const [, after] = body.split('<Code>', 2);
  const [code, ...rest] = after?.split('</Code>', 2) ?? [];
  return rest.length === 0 || code === '' ? undefined : code?.slice(0, 100);
}
