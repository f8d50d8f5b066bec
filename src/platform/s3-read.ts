// Reading from an object store: whole files that go on where the line broke, and ranges through blocks that are kept a while.
import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../base/refusal.ts';
import type { ByteRange } from './object-store.ts';
import { S3Error, type S3Client } from './s3-client.ts';

const RESUMES = 4;

/** Refuses notFound, and badInput for a range that is not there. `name` is for messages. */
export async function* readKey(
  client: S3Client,
  key: string,
  {
    name = key,
    range,
    signal,
  }: { name?: string; range?: ByteRange | undefined; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array> {
  let at = range?.from ?? 0;
  let end = range?.to;
  if (!(at >= 0 && (end === undefined || at <= end))) throw noSuchRange(name, range);
  // An empty range cannot be asked for; that the file is there can.
  if (end === at) {
    if ((await client.ask({ method: 'HEAD', key })) === undefined) throw notFound(name);
    return;
  }
  for (let resumes = 0; end === undefined || at < end;) {
    try {
      const headers =
        at === 0 && end === undefined ? {} : { range: `bytes=${at}-${end === undefined ? '' : end - 1}` };
      const answer = await client.ask({ method: 'GET', key, headers, ...(signal && { signal }) });
      if (answer === undefined) throw notFound(name);
      const length = Number(answer.headers['content-length']);
      if (end !== undefined && length !== end - at) throw noSuchRange(name, range);
      end ??= at + length;
      for await (const piece of answer as AsyncIterable<Uint8Array>) {
        yield piece;
        at += piece.length;
        signal?.throwIfAborted();
      }
      if (at < end) throw new Error(`the answer ended ${end - at} bytes early`);
    } catch (error) {
      if (error instanceof S3Error && error.status === 416) throw noSuchRange(name, range);
      const isFinal = error instanceof Refusal || error instanceof S3Error || signal?.aborted === true;
      if (isFinal || (resumes += 1) > RESUMES) throw error;
    }
  }
}

const BLOCK_BYTES = 1024 * 1024;
/** In memory, of all files together. */
const BLOCKS_KEPT = 96;
/** Asked for at once when somebody reads on. */
const AHEAD_MAX = 8;

/** Blocks of files that never change, the last used ones kept; who reads on is given more at once. */
export class BlockCache {
  readonly #client: S3Client;
  readonly #blocks = new Map<string, Promise<Buffer>>();
  /** By file: the block after the last one that was fetched, and how many at once that was. */
  readonly #runs = new Map<string, { next: number; ahead: number }>();

  constructor(client: S3Client) {
    this.#client = client;
  }

  /** Fills `target`, or as much of it as there is. */
  async read(key: string, size: number, at: number, target: Uint8Array): Promise<number> {
    const end = Math.min(size, at + target.length);
    for (let from = at; from < end;) {
      const number = Math.floor(from / BLOCK_BYTES);
      const block = await this.#block(key, size, number);
      const start = from - number * BLOCK_BYTES;
      const part = block.subarray(start, Math.min(block.length, start + end - from));
      target.set(part, from - at);
      from += part.length;
    }
    return Math.max(0, end - at);
  }

  forget(): void {
    this.#blocks.clear();
    this.#runs.clear();
  }

  async #block(key: string, size: number, number: number): Promise<Buffer> {
    const known = this.#blocks.get(`${number} ${key}`) ?? this.#fetch(key, size, number);
    this.#blocks.delete(`${number} ${key}`); // put behind the others: it was used now
    this.#blocks.set(`${number} ${key}`, known);
    return known;
  }

  #fetch(key: string, size: number, number: number): Promise<Buffer> {
    const run = this.#runs.get(key);
    const ahead = run?.next === number ? Math.min(AHEAD_MAX, run.ahead * 2) : 1;
    const last = Math.min(number + ahead, Math.ceil(size / BLOCK_BYTES));
    this.#runs.delete(key);
    this.#runs.set(key, { next: last, ahead });
    for (const oldest of this.#runs.keys()) if (this.#runs.size > BLOCKS_KEPT) this.#runs.delete(oldest);
    const [from, to] = [number * BLOCK_BYTES, Math.min(size, last * BLOCK_BYTES)];
    const whole = this.#bytes(key, { from, to });
    for (let n = number; n < last; n++) {
      const name = `${n} ${key}`;
      const start = n * BLOCK_BYTES - from;
      const block = whole.then((bytes) => bytes.subarray(start, start + BLOCK_BYTES));
      this.#blocks.delete(name);
      this.#blocks.set(name, block);
      block.catch(() => this.#blocks.delete(name)); // asked for again by whoever needs it
    }
    for (const oldest of this.#blocks.keys())
      if (this.#blocks.size > BLOCKS_KEPT) this.#blocks.delete(oldest);
    // The one that was asked for is among them: fewer are fetched than are kept.
    return this.#blocks.get(`${number} ${key}`)!;
  }

  async #bytes(key: string, range: ByteRange): Promise<Buffer> {
    await setImmediate();
    const pieces: Uint8Array[] = [];
    for await (const piece of readKey(this.#client, key, { range })) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

function notFound(path: string): Refusal {
  return new Refusal('notFound.storedFile', { path });
}

function noSuchRange(path: string, range: ByteRange | undefined): Refusal {
  return new Refusal('badInput.contentRange', { path, from: range?.from, to: range?.to });
}
