// The threads of this process that read and digest. They start when there is work and do not keep the process alive.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PassJob, PassOutcome } from './copy-pass.ts';
import type { PassRequest } from './copy.worker.ts';
import { controlsOf, newControl } from './copy-control.ts';
import type { AnyIterable, WorkOptions } from './object-store.ts';

const MAX_THREADS = 8;
/** A message costs as much as a small file, so small files travel together. */
const BATCH_JOBS = 64;
const BATCH_BYTES = 4 * 1024 * 1024;
/** For a file of which nothing is known. */
const USUAL_BYTES = 64 * 1024;
const PROGRESS_MS = 100;

export interface HintedJob extends PassJob {
  readonly bytesHint?: number;
}

/**
 * Runs a pass over each item, several at a time, and gives the outcomes in the order of the items. Items are taken as
 * threads become free. Throws the reason of the signal when aborted; leaving the loop early stops the threads too.
 */
export async function* runPasses<T>(
  items: AnyIterable<T>,
  jobOf: (item: T) => HintedJob,
  options: WorkOptions = {},
): AsyncGenerator<readonly [T, PassOutcome]> {
  const shared = newControl();
  const control = controlsOf(shared);
  const { signal } = options;
  signal?.throwIfAborted();
  signal?.addEventListener('abort', control.abort);
  const stopProgress = reportProgress(control.bytes, options);
  const running: Promise<readonly (readonly [T, PassOutcome])[]>[] = [];
  const batches = batched(items, jobOf);
  try {
    for (let isMore = true; isMore || running.length > 0;) {
      while (isMore && running.length < 2 * threadCount()) {
        const batch = await batches.next();
        isMore = batch.done !== true;
        if (batch.done === true) break;
        const outcomes = pair(batch.value, shared);
        outcomes.catch(() => undefined); // it is awaited in its turn; until then it is not forgotten
        running.push(outcomes);
      }
      const done = (await running.shift()) ?? [];
      signal?.throwIfAborted();
      yield* done;
    }
    stopProgress();
  } finally {
    signal?.removeEventListener('abort', control.abort);
    control.abort(); // for whoever still works when the caller has left
    await batches.return(undefined);
    await Promise.allSettled(running);
    stopProgress();
  }
}

export async function runPassAlone(job: PassJob, options: WorkOptions = {}): Promise<PassOutcome> {
  for await (const [, outcome] of runPasses([job], (one) => one, options)) return outcome;
  throw new Error('one job has one outcome');
}

async function pair<T>(
  batch: Batch<T>,
  control: SharedArrayBuffer,
): Promise<readonly (readonly [T, PassOutcome])[]> {
  const outcomes = await askThread({ jobs: batch.jobs, control });
  return batch.items.map((item, i) => {
    const outcome = outcomes[i];
    if (outcome === undefined) throw new Error('a thread answered fewer jobs than it was given');
    return [item, outcome];
  });
}

interface Batch<T> {
  readonly items: readonly T[];
  readonly jobs: readonly PassJob[];
}

async function* batched<T>(items: AnyIterable<T>, jobOf: (item: T) => HintedJob): AsyncGenerator<Batch<T>> {
  let batch: { items: T[]; jobs: PassJob[] } = { items: [], jobs: [] };
  let bytes = 0;
  for await (const item of items) {
    const { bytesHint, ...job } = jobOf(item);
    batch.items.push(item);
    batch.jobs.push(job);
    bytes += bytesHint ?? USUAL_BYTES;
    if (batch.jobs.length < BATCH_JOBS && bytes < BATCH_BYTES) continue;
    yield batch;
    [batch, bytes] = [{ items: [], jobs: [] }, 0];
  }
  if (batch.jobs.length > 0) yield batch;
}

/** Calls on a timer, so that a thread need not stop to tell; once more at the end with the whole. */
function reportProgress(bytes: () => number, { onProgress }: WorkOptions): () => void {
  if (onProgress === undefined) return () => undefined;
  let last = -1;
  const report = (): void => {
    const now = bytes();
    if (now !== last) onProgress((last = now));
  };
  const timer = setInterval(report, PROGRESS_MS);
  return () => {
    clearInterval(timer);
    report();
  };
}

interface Waiting {
  readonly request: PassRequest;
  readonly resolve: (outcomes: readonly PassOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

const queue: Waiting[] = [];
const idle: Worker[] = [];
let threads = 0;

function threadCount(): number {
  return Math.min(MAX_THREADS, availableParallelism());
}

function askThread(request: PassRequest): Promise<readonly PassOutcome[]> {
  return new Promise((resolve, reject) => {
    const waiting = { request, resolve, reject };
    const worker = idle.pop() ?? (threads < threadCount() ? startThread() : undefined);
    if (worker === undefined) queue.push(waiting);
    else work(worker, waiting);
  });
}

function startThread(): Worker {
  threads += 1;
  return new Worker(new URL('./copy.worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 8 }, // its garbage is one small answer for each file
  });
}

function work(worker: Worker, { request, resolve, reject }: Waiting): void {
  worker.ref();
  const onMessage = (outcomes: readonly PassOutcome[]): void => {
    worker.off('error', onError);
    const next = queue.shift();
    if (next !== undefined) {
      work(worker, next);
    } else {
      worker.unref();
      idle.push(worker);
    }
    resolve(outcomes);
  };
  // A thread dies of a fault of the program, not of evidence; the next one starts afresh.
  const onError = (error: unknown): void => {
    worker.off('message', onMessage);
    threads -= 1;
    reject(error);
    const next = queue.shift();
    if (next !== undefined) work(startThread(), next);
  };
  worker.once('message', onMessage);
  worker.once('error', onError);
  worker.postMessage(request);
}
