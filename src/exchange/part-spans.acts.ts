// Bytes of a file go over the line in spans, two of them at once, so that it never waits: while one is read another is on its way. Each
// is written as it comes. What was asked for and does not lie in the file yet is never more than one part: that is what a cut can cost.
import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { CHUNK_BYTES } from '../platform/chunk-tree.ts';
import { errorCode } from '../platform/files.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeerAtLength } from './line.acts.ts';
import { sealedPath } from './offer.acts.ts';
import * as store from './offer.store.ts';
import type { PeerDocument } from './peer-document.ts';

export const ATTACHMENTS_PATH = '/exchange/v1/attachments';

/** Both are among the bytes, counted from 0. */
export interface AskedBytes {
  readonly first: number;
  readonly last: number;
}

/** As it was asked for before any bytes could be. */
export const partAt = (index: number): AskedBytes => ({
  first: index * CHUNK_BYTES,
  last: (index + 1) * CHUNK_BYTES - 1,
});

/** What a peer asks for of a file that was offered to it, at most a part at once. Undefined: there is none such for it. */
export async function servedPart(
  house: Installation,
  peerOrigin: string,
  { sha256, wanted }: { readonly sha256: string; readonly wanted: AskedBytes | 'chunks' },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const offer = await store.offeredFile(house.db.kysely, peerOrigin, sha256);
  if (offer?.attachment === undefined) return undefined;
  const { first, last } = wanted === 'chunks' ? { first: 0, last: Infinity } : wanted;
  if (wanted !== 'chunks' && last - first >= CHUNK_BYTES) return undefined;
  const path = sealedPath(house, offer);
  const file = await open(wanted === 'chunks' ? `${path}.chunks` : path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const length = Math.min(last + 1, (await file.stat()).size) - first;
    if (length <= 0) return undefined;
    const bytes = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await file.read(bytes, 0, length, first);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Its document says so; an older program gives whole parts, and is asked for one after the other. */
export function takesSpans({ messages }: PeerDocument): boolean {
  return messages['parts']?.includes(2) === true;
}

const SPANS_AT_ONCE = 2;
const [SPAN_MIN, SPAN_FIRST, SPAN_MAX] = [64 * 1024, 512 * 1024, CHUNK_BYTES / SPANS_AT_ONCE];
/** A span takes about so long on a slow line: nothing waits so long that it is taken for cut. */
const [QUICK_MS, SLOW_MS] = [1000, 4000];
const SPAN_MS_MAX = 60_000;
const WRITE_BYTES = 512 * 1024;
const READ_BYTES = 1024 * 1024;
/** 64 MiB: what a loss of power may cost, twice. */
const PARTS_A_SYNC = 16;

export interface PartsFrom {
  readonly keys: ExchangeKeys;
  readonly line: string;
  readonly sha256: string;
  readonly size: number;
  readonly leaves: readonly Buffer[];
  readonly file: FileHandle;
  readonly takesSpans: boolean;
  readonly clock: Clock;
}

/** From its start, up to and without its end. */
interface Span {
  readonly start: number;
  readonly end: number;
}

interface AskedSpan extends Span {
  readonly answer: Promise<IncomingMessage>;
}

/**
 * What is not in `have` is fetched, and added to it part by part, until `end` (of `performance.now()`) or until all are here. Throws Error
 * where the line is cut or too slow, or where it gives other bytes than were signed.
 */
export async function fetchParts(
  from: PartsFrom,
  { have, end }: { readonly have: Set<number>; readonly end: number },
): Promise<void> {
  const missing = from.leaves.map((_, i) => i).filter((i) => !have.has(i));
  const begun = await bytesBegun(from, missing[0]);
  const sync = syncing(from.file);
  const cut = new AbortController();
  const size = spanSize(from.takesSpans);
  const spans = spansOf(from, missing, { begun, size: size.now });
  const pace = paced();
  const asked: AskedSpan[] = [];
  const askMore = (): void => {
    while (asked.length < (from.takesSpans ? SPANS_AT_ONCE : 1) && performance.now() < end) {
      const { value: span } = spans.next();
      if (span === undefined) return;
      asked.push({ ...span, answer: ask(from, span, cut.signal) });
    }
  };
  try {
    let came = 0;
    let part: ComingPart | undefined;
    for (askMore(); asked.length > 0; askMore()) {
      const span = asked.shift()!; // there is one
      const began = performance.now();
      part ??= await beginPart(from, span.start);
      await takeSpan(span, part, pace);
      size.took(performance.now() - began);
      if (!part.isWhole) continue;
      await part.keep();
      have.add(part.index);
      part = undefined;
      came += 1;
      if (came % PARTS_A_SYNC === 0) await sync.begin();
    }
  } finally {
    cut.abort();
    await sync.begin();
    await sync.ended();
  }
}

/** Those of one part lie in it alone; a part that was begun goes on where it ends. */
function* spansOf(
  from: PartsFrom,
  missing: readonly number[],
  { begun, size }: { readonly begun: number; readonly size: () => number },
): Generator<Span, undefined> {
  for (const [i, part] of missing.entries()) {
    const end = Math.min(from.size, (part + 1) * CHUNK_BYTES);
    for (let start = part * CHUNK_BYTES + (i === 0 ? begun : 0); start < end;) {
      const until = Math.min(end, start + size());
      yield { start, end: until };
      start = until;
    }
  }
  return undefined;
}

/** Grows while the line is quick, and shrinks where it is slow. */
function spanSize(takesSpans: boolean): { readonly now: () => number; readonly took: (ms: number) => void } {
  let bytes = takesSpans ? SPAN_FIRST : CHUNK_BYTES;
  return {
    now: () => bytes,
    took: (ms) => {
      if (!takesSpans) return;
      if (ms < QUICK_MS) bytes = Math.min(SPAN_MAX, bytes * 2);
      else if (ms > SLOW_MS) bytes = Math.max(SPAN_MIN, bytes / 2);
    },
  };
}

function ask(from: PartsFrom, { start, end }: Span, cut: AbortSignal): Promise<IncomingMessage> {
  const which = from.takesSpans ? `${start}-${end - 1}` : String(start / CHUNK_BYTES);
  const path = `${ATTACHMENTS_PATH}/${from.sha256}/${which}`;
  const signal = AbortSignal.any([cut, AbortSignal.timeout(SPAN_MS_MAX)]);
  const answer = askPeerAtLength(from.keys, { line: from.line, path }, { now: from.clock(), signal });
  const isMetLater = (): void => undefined; // when its turn comes
  answer.then((coming) => coming.on('error', isMetLater), isMetLater);
  return answer;
}

export const notServed = (status: number): Error =>
  new Error(status === 404 ? 'the file is not there any more' : `answered ${status}`);

async function takeSpan({ start, end, answer }: AskedSpan, part: ComingPart, pace: Pace): Promise<void> {
  const coming = await answer;
  if (coming.statusCode !== 200) {
    coming.resume();
    throw notServed(coming.statusCode ?? 0);
  }
  let left = end - start;
  for await (const piece of coming as AsyncIterable<Buffer>) {
    left -= piece.length;
    if (left < 0) throw new Error('a longer answer than there can be');
    await part.take(piece);
    await pace.after(piece.length);
  }
  if (left > 0) throw new Error('the answer was cut');
  await part.written();
}

/** RFC 6962, 2.1: of bytes that lie in the file. More can be added to it. */
export async function readLeaf(file: FileHandle, { start, end }: Span): Promise<Hash> {
  const digest = createHash('sha256').update(Uint8Array.of(0));
  const bytes = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, end - start));
  for (let at = start; at < end; at += READ_BYTES) {
    const { bytesRead } = await file.read(bytes, 0, Math.min(READ_BYTES, end - at), at);
    digest.update(bytes.subarray(0, bytesRead));
  }
  return digest;
}

/** How many bytes of this part lie there, where it is the last in the file: those before it were written before it. */
async function bytesBegun({ file, takesSpans: can }: PartsFrom, part = 0): Promise<number> {
  const over = (await file.stat()).size - part * CHUNK_BYTES;
  return can && over > 0 && over < CHUNK_BYTES ? over : 0;
}

/** What lies there of it before `at`, where its first span starts, is digested first. */
async function beginPart(from: PartsFrom, at: number): Promise<ComingPart> {
  const index = Math.floor(at / CHUNK_BYTES);
  const start = index * CHUNK_BYTES;
  const digest = await readLeaf(from.file, { start, end: at });
  return new ComingPart(from, index, { digest, begun: at - start });
}

/** Its pieces are digested and written as they come. */
class ComingPart {
  readonly index: number;
  readonly #from: PartsFrom;
  readonly #bytes: number;
  readonly #digest: Hash;
  #came: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    from: PartsFrom,
    index: number,
    { digest, begun }: { readonly digest: Hash; readonly begun: number },
  ) {
    this.#from = from;
    this.index = index;
    this.#bytes = Math.min(CHUNK_BYTES, from.size - index * CHUNK_BYTES);
    this.#digest = digest;
    this.#came = begun;
  }

  get isWhole(): boolean {
    return this.#came === this.#bytes;
  }

  async take(piece: Buffer): Promise<void> {
    this.#digest.update(piece);
    this.#waiting.push(piece);
    this.#waitingBytes += piece.length;
    this.#came += piece.length;
    if (this.#waitingBytes >= WRITE_BYTES) await this.#write();
  }

  /** All that was taken lies in the file. */
  async written(): Promise<void> {
    await this.#write();
    await this.#writing;
  }

  /** Throws Error when it is another part than was signed; then it is fetched from its start. */
  async keep(): Promise<void> {
    if (this.#from.leaves[this.index]?.equals(this.#digest.digest()) === true) return;
    const { file } = this.#from;
    const start = this.index * CHUNK_BYTES;
    if ((await file.stat()).size <= start + CHUNK_BYTES) await file.truncate(start);
    throw new Error(`part ${this.index} differs from what was signed`);
  }

  /** One is written while the next comes. */
  async #write(): Promise<void> {
    await this.#writing;
    const pieces = this.#waiting;
    const at = this.index * CHUNK_BYTES + this.#came - this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writing = writeAll(this.#from.file, pieces, at);
    this.#writing.catch(() => undefined); // met when it is waited for
  }
}

async function writeAll(file: FileHandle, pieces: readonly Buffer[], at: number): Promise<void> {
  const wanted = pieces.reduce((sum, { length }) => sum + length, 0);
  if (wanted === 0) return;
  const { bytesWritten } = await file.writev([...pieces], at);
  if (bytesWritten !== wanted) throw new Error(`${bytesWritten} of ${wanted} bytes could be written`);
}

/** The disk keeps step with the line: what is left to wait for at the end is little. */
function syncing(file: FileHandle): {
  readonly begin: () => Promise<void>;
  readonly ended: () => Promise<void>;
} {
  let running: Promise<void> = Promise.resolve();
  return {
    begin: async () => {
      await running;
      running = file.datasync();
      running.catch(() => undefined); // met when it is waited for
    },
    ended: () => running,
  };
}

interface Pace {
  after(bytes: number): Promise<void>;
}

/** `COMITY_EXCHANGE_BYTES_PER_SECOND`: no more than that on the average of a round. */
function paced(): Pace {
  const most = Number(process.env['COMITY_EXCHANGE_BYTES_PER_SECOND'] ?? 0);
  let freeAt = performance.now();
  return {
    after: async (bytes) => {
      if (most === 0) return;
      freeAt = Math.max(freeAt, performance.now()) + (bytes / most) * 1000;
      const ms = freeAt - performance.now();
      if (ms > 20) await sleep(ms);
    },
  };
}
