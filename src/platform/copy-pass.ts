// One pass over one file, in a thread of its own: read, digest and, when asked, write. Synchronous on purpose: streams
// cost nearly half the speed.
import * as fs from 'node:fs';
import { SideFile } from './chunk-file.ts';
import type { BesideDigester } from './copy-beside.ts';
import {
  Digester,
  digestWhole,
  type Digested,
  type DigestName,
  type DigestPlan,
  type HexDigests,
} from './copy-digests.ts';
import type { Seen } from './object-store.ts';
import { Sink, SinkError } from './copy-sink.ts';
import { codeOf, Source, SourceError, type ReadAt, type SourceEnd } from './copy-source.ts';
import { errorText } from '../base/error-text.ts';

/** Structured-clone safe. Paths are the raw bytes, one character for each (latin1). */
export interface PassJob {
  readonly from: string;
  readonly algorithms: readonly DigestName[];
  /** Absent: only digested. */
  readonly to?: string;
  /** Where the side file of chunk hashes goes when there is more than one chunk; computes the chunk tree. */
  readonly chunksTo?: string;
  /** Read as evidence: around bad places, and compared with itself afterwards. Otherwise an error is an error. */
  readonly asEvidence: boolean;
  readonly seen?: Seen;
  /** Where the source has to lie. */
  readonly real?: string;
}

export interface PassDone {
  readonly ok: true;
  readonly bytes: number;
  readonly digests: HexDigests;
  readonly chunksRoot?: string;
  readonly end?: SourceEnd;
}

export interface PassFailed {
  readonly ok: false;
  /** Of the system, or as in `SourceError`. */
  readonly code: string;
  readonly reason: string;
  /** Which side failed. A failing target ends everything, a failing source only itself. */
  readonly side: 'source' | 'target';
}

export type PassOutcome = PassDone | PassFailed;

export interface PassTools {
  /** Kept from job to job. Not longer than a chunk. */
  readonly buffer: Uint8Array;
  readonly onBytes: (bytes: number) => void;
  readonly isAborted: () => boolean;
  readonly read?: ReadAt;
  /** A thread to digest large files in while this one reads and writes. */
  readonly beside?: () => BesideDigester;
}

export const PASS_BUFFER_BYTES = 1024 * 1024;
/** From here on a copy is worth a second thread. */
export const BESIDE_BYTES = 64 * 1024 * 1024;

/** Never throws for what lies outside: that comes back. */
export function runPass(job: PassJob, tools: PassTools): PassOutcome {
  try {
    const path = Buffer.from(job.from, 'latin1');
    const source = job.asEvidence ? new Source(path, job, tools.read) : new PlainFile(path, tools.read);
    try {
      return copyThrough(source, job, tools);
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof SinkError)
      return { ok: false, side: 'target', code: error.code, reason: error.message };
    if (error instanceof SourceError)
      return { ok: false, side: 'source', code: error.code, reason: error.message };
    throw error;
  }
}

interface Readable {
  readonly size: number;
  readonly isSparse: boolean;
  fill(buffer: Uint8Array, at: number, length: number, onStep: () => void): number;
  finish(bytes: number): SourceEnd | undefined;
  close(): void;
}

function copyThrough(source: Readable, job: PassJob, tools: PassTools): PassDone {
  const beside = job.to !== undefined && isForTwo(source, job) ? tools.beside?.() : undefined;
  const form = { withHoles: source.isSparse, isDirect: beside !== undefined };
  const sink = job.to === undefined ? undefined : new Sink(job.to, form);
  try {
    const { bytes, digested } =
      sink && beside
        ? digestBeside(source, sink, { job, tools, beside })
        : digestThrough(source, sink, job, tools);
    const end = source.finish(bytes);
    sink?.finish();
    return { ok: true, bytes, ...digested, ...(end && { end }) };
  } catch (error) {
    sink?.discard();
    if (job.chunksTo !== undefined) fs.rmSync(job.chunksTo, { force: true });
    throw error;
  }
}

function digestThrough(
  source: Readable,
  sink: Sink | undefined,
  job: PassJob,
  tools: PassTools,
): { readonly bytes: number; readonly digested: Digested } {
  const { buffer } = tools;
  const plan: DigestPlan = { algorithms: job.algorithms, chunks: job.chunksTo !== undefined };
  const onStep = (): void => {
    if (tools.isAborted()) throw new SourceError('aborted', 'stopped on request');
  };
  // Files of /proc say 0 and have content; anything else is read as far as it went when it was opened.
  const limit = source.size === 0 ? Number.MAX_SAFE_INTEGER : source.size;
  const next = (at: number): Uint8Array => {
    onStep();
    const n = source.fill(buffer, at, Math.min(buffer.length, limit - at), onStep);
    const part = buffer.subarray(0, n);
    sink?.write(part);
    tools.onBytes(n);
    return part;
  };

  const first = next(0);
  if (first.length < buffer.length || first.length === limit)
    return { bytes: first.length, digested: digestWhole(first, plan) };

  const side = job.chunksTo === undefined ? undefined : new SideFile(job.chunksTo);
  const digester = new Digester(plan, (leaf) => side?.add(leaf));
  digester.update(first);
  let bytes = first.length;
  while (bytes < limit) {
    const part = next(bytes);
    if (part.length === 0) break;
    digester.update(part);
    bytes += part.length;
  }
  const digested = digester.finish();
  side?.finish(bytes, digested.chunksRoot ?? '');
  return { bytes, digested };
}

function isForTwo(source: Readable, job: PassJob): boolean {
  return source.size >= BESIDE_BYTES && job.chunksTo === undefined;
}

function digestBeside(
  source: Readable,
  sink: Sink,
  work: { readonly job: PassJob; readonly tools: PassTools; readonly beside: BesideDigester },
): { readonly bytes: number; readonly digested: Digested } {
  const { job, tools, beside } = work;
  const onStep = (): void => {
    if (tools.isAborted()) throw new SourceError('aborted', 'stopped on request');
  };
  beside.begin(job.algorithms);
  try {
    let bytes = 0;
    while (bytes < source.size) {
      onStep();
      const slot = beside.slot();
      const n = source.fill(slot, bytes, Math.min(slot.length, source.size - bytes), onStep);
      if (n === 0) break;
      beside.give(n);
      sink.write(slot.subarray(0, n));
      tools.onBytes(n);
      bytes += n;
    }
    return { bytes, digested: { digests: beside.finish() } };
  } catch (error) {
    beside.stop();
    throw error;
  }
}

/** A file of our own, which holds still. */
class PlainFile implements Readable {
  readonly size: number;
  readonly isSparse: boolean;
  readonly #fd: number;
  readonly #read: ReadAt;

  constructor(path: Buffer, read: ReadAt = fs.readSync) {
    this.#read = read;
    this.#fd = plainCall(() => fs.openSync(path, OPEN_PLAIN));
    const stat = plainCall(() => fs.fstatSync(this.#fd));
    if (!stat.isFile()) {
      fs.closeSync(this.#fd);
      throw new SourceError('notFile', 'something that is not a file');
    }
    this.size = stat.size;
    this.isSparse = stat.blocks * 512 < stat.size;
  }

  fill(buffer: Uint8Array, at: number, length: number): number {
    let filled = 0;
    while (filled < length) {
      const n = plainCall(() => this.#read(this.#fd, buffer, filled, length - filled, at + filled));
      if (n === 0) break;
      filled += n;
    }
    return filled;
  }

  finish(): undefined {
    return undefined;
  }

  close(): void {
    fs.closeSync(this.#fd);
  }
}

const OPEN_PLAIN = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

function plainCall<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SourceError(codeOf(error), errorText(error), error);
  }
}
