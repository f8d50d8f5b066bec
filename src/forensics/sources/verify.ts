// Compares an image with what it says of itself. Three results are told apart: whether the container's own checksums
// are right, which digests of the medium it carries, and what the digests of the medium are now.
import { Worker } from 'node:worker_threads';
import { refusalTold } from '../../base/refusal.ts';
import { Digester } from '../../platform/copy-digests.ts';
import { FaultLog, type FaultReport } from './faults.ts';
import {
  mediaChunks,
  type DigestName,
  type Digests,
  type ImageDescription,
  type ImageReader,
} from './image.ts';
import { checkLogical } from './logical-check.ts';
import { openImage } from './open-image.ts';
import { batchesDone, newRing, stopRing, type RingMemory } from './ring.ts';
import type { VerifyAnswer, VerifyTask } from './verify.worker.ts';

interface VerifyOptions {
  /** Digests wanted beside those that the image carries; SHA-256 when it carries none and none is named. */
  readonly hashes?: readonly DigestName[];
  /** Threads that unpack and digest, 1 to 16; default 2. */
  readonly threads?: number;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
  readonly signal?: AbortSignal;
}

export interface ImageCheck extends FaultReport {
  readonly description: ImageDescription;
  /** The container's own checksums; `absent` for raw images and disks, which have none; `bad` where a part of one is not in it. */
  readonly container: 'good' | 'bad' | 'absent';
  readonly computed: Digests;
  /**
   * So many bytes of a last sector that is not whole, after the medium that the container states: the digests are over them too,
   * because only so they are those that the image carries. `ewfverify` leaves these bytes out, and says that such an image fails.
   */
  readonly restBytes?: number;
  /** Whether every digest the image carries equals the computed one; undefined when it carries none. */
  readonly agrees: boolean | undefined;
  /** Of a logical container: how many files there are, and of how many it carries digests. */
  readonly logical?: { readonly files: number; readonly withDigests: number };
}

const DEFAULT_THREADS = 2;
const MAX_THREADS = 16;
/** Below this, threads take longer to start than the work does. */
const SMALL_MEDIA_BYTES = 4 * 1024 * 1024;
const BATCH_BYTES = 1024 * 1024;
const BIG_CHUNK_BYTES = 16 * 1024 * 1024;
const RING_BYTES = 32 * 1024 * 1024;
const MAX_SLOTS = 8;
const PROGRESS_MS = 100;

/**
 * Reads the whole medium once. Bad chunks are recorded and the reading goes on; throws Refusal when the medium cannot
 * be read as a whole (see `openImage`), the reason of `signal` when it is aborted.
 */
export async function verifyImage(path: string, options: VerifyOptions = {}): Promise<ImageCheck> {
  options.signal?.throwIfAborted();
  const log = new FaultLog();
  const image = openImage(path, log.add);
  const { description } = image;
  if (image.logical !== undefined) return checkedLogical(image, log, options);
  const algorithms = algorithmsFor(description.stored, options.hashes);
  const digested = (rest?: Uint8Array): Digests | Promise<Digests> =>
    description.mediaSize <= SMALL_MEDIA_BYTES
      ? digestHere(image, algorithms, options, rest)
      : digestInThreads(path, description, { algorithms, log, options, ...(rest && { rest }) });
  let computed: Digests;
  let restBytes: number | undefined;
  try {
    image.check?.();
    computed = await digested();
    const rest = image.rest?.() ?? NO_BYTES;
    if (rest.length > 0 && agreement(description.stored, computed) === false) {
      const withRest = await digested(rest);
      if (agreement(description.stored, withRest) === true) [computed, restBytes] = [withRest, rest.length];
    }
  } finally {
    image.close();
  }
  const report = log.report();
  const hasChecksums = description.format.startsWith('ewf') || image.check !== undefined;
  const isGood = report.faults.length === 0 && report.isComplete;
  return {
    ...report,
    description,
    container: !isGood ? 'bad' : hasChecksums ? 'good' : 'absent',
    computed,
    ...(restBytes === undefined ? {} : { restBytes }),
    agrees: agreement(description.stored, computed),
  };
}

async function checkedLogical(
  image: ImageReader,
  log: FaultLog,
  options: VerifyOptions,
): Promise<ImageCheck> {
  const { description, logical = [] } = image;
  try {
    image.check?.();
    const how = { name: description.segments[0]?.name ?? '', onFault: log.add, ...options };
    const { agrees, ...counts } = await checkLogical(logical, how);
    const report = log.report();
    const isGood = report.faults.length === 0 && report.isComplete;
    return {
      ...report,
      description,
      container: isGood ? 'good' : 'bad',
      computed: {},
      agrees,
      logical: counts,
    };
  } finally {
    image.close();
  }
}

const NO_BYTES = new Uint8Array();

function algorithmsFor(stored: Digests, wanted: readonly DigestName[] = []): readonly DigestName[] {
  const all = (['md5', 'sha1', 'sha256'] as const).filter(
    (name) => stored[name] !== undefined || wanted.includes(name),
  );
  return all.length === 0 ? ['sha256'] : all;
}

function agreement(stored: Digests, computed: Digests): boolean | undefined {
  const names = (['md5', 'sha1', 'sha256'] as const).filter((name) => stored[name] !== undefined);
  return names.length === 0 ? undefined : names.every((name) => stored[name] === computed[name]);
}

function digestHere(
  image: ImageReader,
  algorithms: readonly DigestName[],
  { onProgress }: VerifyOptions,
  rest: Uint8Array = NO_BYTES,
): Digests {
  const digester = new Digester({ algorithms, chunks: false });
  for (const { bytes } of mediaChunks(image)) digester.update(bytes);
  digester.update(rest);
  onProgress?.(image.description.mediaSize, image.description.mediaSize);
  return digester.finish().digests;
}

interface Work {
  readonly algorithms: readonly DigestName[];
  readonly log: FaultLog;
  readonly options: VerifyOptions;
  readonly rest?: Uint8Array;
}

async function digestInThreads(path: string, description: ImageDescription, work: Work): Promise<Digests> {
  const { onProgress, signal } = work.options;
  const { mediaSize } = description;
  const { ring, tasks } = plan(path, description, work);
  const stop = (): void => stopRing(ring);
  signal?.addEventListener('abort', stop);
  const report = (): void => onProgress?.(Math.min(mediaSize, batchesDone(ring) * ring.slotBytes), mediaSize);
  const timer = setInterval(report, PROGRESS_MS);
  try {
    // Every thread is waited for, also when one fails: it makes the others stop.
    const answers = await Promise.allSettled(tasks.map((task) => runTask(task)));
    signal?.throwIfAborted();
    const digests: Digests[] = [];
    for (const answer of answers) {
      if (answer.status === 'rejected') throw answer.reason;
      if (answer.value.kind === 'refused') throw refusalTold(answer.value.refusal);
    }
    for (const answer of answers) {
      if (answer.status === 'rejected' || answer.value.kind !== 'done')
        throw new Error('a verification stopped by itself');
      work.log.addReport(answer.value.report);
      digests.push(answer.value.digests);
    }
    report();
    return Object.assign({}, ...digests);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/**
 * What each takes of a medium that is half packed, in eighths of a second for 512 MiB. MD5 cannot be shared out, so that it should
 * wait for nothing else: with two threads the one that unpacks digests with what is left.
 */
const WEIGHTS = { md5: 5, sha256: 3, sha1: 2, unpack: 3 } as const;

/** Each algorithm goes to the thread with the least to do, the slowest first; a single thread that unpacks may digest too. */
function shared(
  algorithms: readonly DigestName[],
  threads: number,
): {
  readonly consumers: readonly DigestName[][];
  readonly unpackers: number;
  readonly unpacking: readonly DigestName[];
} {
  const count = Math.min(algorithms.length, threads - 1);
  const loads = Array.from({ length: count }, () => ({ names: [] as DigestName[], load: 0 }));
  const unpacking = { names: [] as DigestName[], load: WEIGHTS.unpack };
  const able = threads - count === 1 ? [...loads, unpacking] : loads;
  for (const name of algorithms.toSorted((one, other) => WEIGHTS[other] - WEIGHTS[one])) {
    const least = able.reduce((one, other) => (other.load < one.load ? other : one));
    least.names.push(name);
    least.load += WEIGHTS[name];
  }
  return {
    consumers: loads.map(({ names }) => names),
    unpackers: threads - count,
    unpacking: unpacking.names,
  };
}

/** One thread alone unpacks and digests. */
function plan(
  path: string,
  description: ImageDescription,
  work: Work,
): { ring: RingMemory; tasks: VerifyTask[] } {
  const { chunkBytes, mediaSize } = description;
  const { algorithms, options, rest } = work;
  const threads = Math.max(1, Math.min(MAX_THREADS, Math.floor(options.threads ?? DEFAULT_THREADS)));
  const { consumers, unpackers, unpacking } = shared(algorithms, Math.max(2, threads));
  if (chunkBytes > BIG_CHUNK_BYTES) {
    // There is room for one chunk, packed and unpacked, and for no other in the making: one thread, piece by piece.
    const ring = newRing({ slotBytes: BATCH_BYTES, slots: 2, consumers: 1 });
    return { ring, tasks: [{ path, mediaSize, ring, kind: 'both', algorithms, ...(rest && { rest }) }] };
  }
  const slotBytes = chunkBytes * Math.max(1, Math.floor(BATCH_BYTES / chunkBytes));
  const slots = Math.max(unpackers + 1, Math.min(MAX_SLOTS, Math.floor(RING_BYTES / slotBytes)));
  const ring = newRing({ slotBytes, slots, consumers: threads === 1 ? 1 : consumers.length });
  const common = { path, mediaSize, ring, ...(rest && { rest }) };
  if (threads === 1) return { ring, tasks: [{ ...common, kind: 'both', algorithms }] };
  const tasks: VerifyTask[] = [];
  for (let first = 0; first < unpackers; first++)
    tasks.push({ ...common, kind: 'unpack', first, step: unpackers, algorithms: unpacking });
  for (const [consumer, own] of consumers.entries())
    tasks.push({ ...common, kind: 'digest', consumer, algorithms: own });
  return { ring, tasks };
}

/** Stops the ring when the thread fails, so that no other waits for it. */
async function runTask(task: VerifyTask): Promise<VerifyAnswer> {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
  });
  return new Promise<VerifyAnswer>((resolve, reject) => {
    let hasAnswered = false;
    worker.once('message', (answer: VerifyAnswer) => {
      hasAnswered = true;
      if (answer.kind !== 'done') stopRing(task.ring);
      resolve(answer);
    });
    worker.once('error', (error) => {
      stopRing(task.ring);
      reject(error);
    });
    worker.once('exit', (code) => {
      if (hasAnswered) return;
      stopRing(task.ring);
      reject(new Error(`a thread of the verification ended with code ${code}`));
    });
  });
}
