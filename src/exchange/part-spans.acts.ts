// Bytes of a file go over the line in spans, several of them at once, so that it never waits: while one is read others are on their way. Each
// is written as it comes. What was asked for and does not lie in the file yet is never more than one part: that is what a cut can cost.
import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { AnswerLine, CutAnswer } from '../platform/answer-into.ts';
import { CHUNK_BYTES } from '../platform/chunk-tree.ts';
import { ifThere } from '../platform/files.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeerAtLength, askPeerInto, lineOptions, type ReadingInto } from './line.acts.ts';
import { sealedPath } from './offer.acts.ts';
import type { PartOfFile } from './give-part.ts';
import * as store from './offer.store.ts';
import type { PeerDocument } from './peer-document.ts';

export const ATTACHMENTS_PATH = '/exchange/v1/attachments';

/** Both are among the bytes, counted from 0. */
interface AskedBytes {
  readonly first: number;
  readonly last: number;
}

/** As it was asked for before any bytes could be. */
export const partAt = (index: number): AskedBytes => ({
  first: index * CHUNK_BYTES,
  last: (index + 1) * CHUNK_BYTES - 1,
});

/** What a peer asks for of a file that was offered to it, at most a part at once, given to `give`. Undefined: there is none such for it. */
export async function servedPart<Given>(
  house: Installation,
  peerOrigin: string,
  { sha256, wanted }: { readonly sha256: string; readonly wanted: AskedBytes | 'chunks' },
  give: (part: PartOfFile) => Promise<Given>,
): Promise<Given | undefined> {
  const offer = await store.offeredFile(house.db.kysely, peerOrigin, sha256);
  if (offer?.attachment === undefined) return undefined;
  const { first, last } = wanted === 'chunks' ? { first: 0, last: Infinity } : wanted;
  if (wanted !== 'chunks' && last - first >= CHUNK_BYTES) return undefined;
  const path = sealedPath(house, offer);
  const file = await ifThere(open(wanted === 'chunks' ? `${path}.chunks` : path));
  if (file === undefined) return undefined;
  try {
    const length = Math.min(last + 1, (await file.stat()).size) - first;
    return length > 0 ? await give({ file, first, length }) : undefined;
  } finally {
    await file.close();
  }
}

/** Its document says so; an older program gives whole parts, and is asked for one after the other. */
export function takesSpans({ messages }: PeerDocument): boolean {
  return messages['parts']?.includes(2) === true;
}

/** All of them together are one part, which is what a cut may cost; each so small that it stays in the processor until it is hashed and written. */
const SPANS_AT_ONCE = 8;
const [SPAN_MIN, SPAN_FIRST, SPAN_MAX] = [16 * 1024, 64 * 1024, CHUNK_BYTES / SPANS_AT_ONCE];
/** All that are on the line share it, and come in about this time together: of a slow one so little is asked that none is taken for cut. */
const ON_LINE_MS = 2000;
const SPAN_MS_MAX = 60_000;
const READ_BYTES = 1024 * 1024;
/** Of what came since then a loss of power may cost all. */
const SYNC_MS = 5000;

interface PartsFrom {
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
  readonly seat: Seat;
  readonly answer: Promise<number>;
}

/** One of the questions that are on the line at once. */
interface Seat {
  readonly over: AnswerLine;
  readonly bytes: Buffer;
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
  const free = seats(from.takesSpans);
  const asked: AskedSpan[] = [];
  const askMore = (): void => {
    for (let seat = free[0]; seat !== undefined && performance.now() < end; seat = free[0]) {
      const { value: span } = spans.next();
      if (span === undefined) return;
      free.shift();
      asked.push({ ...span, seat, answer: ask(from, span, { seat, cut: cut.signal }) });
    }
  };
  const all = [...free];
  try {
    let part: ComingPart | undefined;
    for (askMore(); asked.length > 0; askMore()) {
      const span = asked.shift()!; // there is one
      part ??= await beginPart(from, span.start);
      await takeSpan(span, part, pace);
      free.push(span.seat);
      size.took(span.end - span.start);
      if (!part.isWhole) continue;
      await part.keep();
      have.add(part.index);
      part = undefined;
      sync.now();
    }
  } finally {
    cut.abort();
    for (const { over } of all) over.close();
    // A whole one is read at once, and is not kept: nothing hangs on its being on the disk.
    await sync.ended(have.size < from.leaves.length);
  }
}

const seats = (takesSpans: boolean): Seat[] =>
  Array.from(
    { length: takesSpans ? SPANS_AT_ONCE : 1 },
    (_, __, bytesMax = takesSpans ? SPAN_MAX : CHUNK_BYTES) => ({
      over: new AnswerLine(lineOptions()),
      bytes: Buffer.allocUnsafeSlow(bytesMax),
    }),
  );

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

/** How long the next is, by what all that were on the line at once brought, and in what time. `now` in milliseconds. */
export function spanSize(
  takesSpans: boolean,
  now: () => number = () => performance.now(),
): { readonly now: () => number; readonly took: (bytes: number) => void } {
  let size = takesSpans ? SPAN_FIRST : CHUNK_BYTES;
  let [came, spans, since] = [0, 0, now()];
  return {
    now: () => size,
    took: (bytes) => {
      came += bytes;
      spans += 1;
      if (!takesSpans || spans < SPANS_AT_ONCE) return;
      const ofEach = ((came / Math.max(1, now() - since)) * ON_LINE_MS) / SPANS_AT_ONCE;
      size = Math.min(SPAN_MAX, Math.max(SPAN_MIN, Math.floor(ofEach)));
      [came, spans, since] = [0, 0, now()];
    },
  };
}

/** How many bytes came into the seat: all, or it throws. */
function ask(
  from: PartsFrom,
  { start, end }: Span,
  { seat, cut }: { readonly seat: Seat; readonly cut: AbortSignal },
): Promise<number> {
  const which = from.takesSpans ? `${start}-${end - 1}` : String(start / CHUNK_BYTES);
  const path = `${ATTACHMENTS_PATH}/${from.sha256}/${which}`;
  const signal = AbortSignal.any([cut, AbortSignal.timeout(SPAN_MS_MAX)]);
  const answer = readInto(from, path, { over: seat.over, into: seat.bytes.subarray(0, end - start), signal });
  answer.catch(() => undefined); // met when its turn comes
  return answer;
}

async function readInto(
  { keys, line, clock }: PartsFrom,
  path: string,
  reading: Omit<ReadingInto, 'now'>,
): Promise<number> {
  const { status, bytes } = await askPeerInto(keys, { line, path }, { ...reading, now: clock() });
  if (bytes !== undefined) return bytes;
  if (status !== 200 && status !== 0) throw notServed(status);
  // Something between the two sends it on in another form.
  const { into, signal } = reading;
  return readAnswer(await askPeerAtLength(keys, { line, path }, { now: clock(), signal }), into);
}

async function readAnswer(coming: IncomingMessage, into: Buffer): Promise<number> {
  if (coming.statusCode !== 200) {
    coming.resume();
    throw notServed(coming.statusCode ?? 0);
  }
  let at = 0;
  for await (const piece of coming as AsyncIterable<Buffer>) {
    if (at + piece.length > into.length) throw new Error('a longer answer than there can be');
    at += piece.copy(into, at);
  }
  if (at < into.length) throw new Error('the answer was cut');
  return at;
}

export const notServed = (status: number): Error =>
  new Error(status === 404 ? 'the file is not there any more' : `answered ${status}`);

/** What came of one that was cut is kept too. */
async function takeSpan({ seat, answer }: AskedSpan, part: ComingPart, pace: Pace): Promise<void> {
  const bytes = await answer.catch(async (error: unknown) => {
    if (error instanceof CutAnswer) await part.take(seat.bytes.subarray(0, error.bytes));
    throw error;
  });
  await part.take(seat.bytes.subarray(0, bytes));
  await pace.after(bytes);
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

/** Its spans are digested and written as they come. */
class ComingPart {
  readonly index: number;
  readonly #from: PartsFrom;
  readonly #bytes: number;
  readonly #digest: Hash;
  #came: number;

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

  /** They lie in the file when this is over. */
  async take(bytes: Buffer): Promise<void> {
    const written = writeAll(this.#from.file, bytes, this.index * CHUNK_BYTES + this.#came);
    this.#digest.update(bytes); // while another thread writes them
    this.#came += bytes.length;
    await written;
  }

  /** Throws Error when it is another part than was signed; then it is fetched from its start. */
  async keep(): Promise<void> {
    if (this.#from.leaves[this.index]?.equals(this.#digest.digest()) === true) return;
    const { file } = this.#from;
    const start = this.index * CHUNK_BYTES;
    if ((await file.stat()).size <= start + CHUNK_BYTES) await file.truncate(start);
    throw new Error(`part ${this.index} differs from what was signed`);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  if (bytes.length === 0) return;
  const { bytesWritten } = await file.write(bytes, 0, bytes.length, at);
  if (bytesWritten !== bytes.length)
    throw new Error(`${bytesWritten} of ${bytes.length} bytes could be written`);
}

/** The disk keeps step with the line, and the line does not wait for it. */
function syncing(file: FileHandle): {
  readonly now: () => void;
  readonly ended: (isKept: boolean) => Promise<void>;
} {
  let running: Promise<void> | undefined;
  let failed: unknown;
  let last = performance.now();
  const begin = (): void => {
    last = performance.now();
    running = file.datasync().then(
      () => void (running = undefined),
      (error: unknown) => void ((running = undefined), (failed ??= error)),
    );
  };
  return {
    now: () => {
      if (failed !== undefined) throw failed;
      if (running === undefined && performance.now() - last > SYNC_MS) begin();
    },
    ended: async (isKept) => {
      await running;
      if (isKept) await file.datasync();
      if (failed !== undefined) throw failed;
    },
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
