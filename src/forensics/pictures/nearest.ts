// The nearest picture of a set for each of many. A large set is indexed and looked through in threads of their own, over the same memory:
// of ten million fingerprints the index takes many seconds to make, in which a server would answer nobody.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { NearestBegun } from './nearest.worker.ts';
import {
  nearestOf,
  PICTURE_HASH_BYTES,
  PictureIndex,
  type NearestAsked,
  type NearestFound,
  type SharedPictureIndex,
} from './picture-index.ts';

/** Below, threads take longer to start than the work does. */
const FEW_ROWS = 100_000;

export interface Nearest {
  /** One call at a time. */
  find(asked: NearestAsked): Promise<NearestFound>;
  close(): Promise<void>;
}

interface NearestOptions {
  /** Where the index of many rows is kept, and opened again. */
  readonly kept?: string;
  readonly threads?: number;
  /** From so many rows on there are threads. */
  readonly fewRows?: number;
}

/** `bytes`: the set, 32 a fingerprint; where there are many in shared memory, or they are copied once more. */
export async function openNearest(
  bytes: Uint8Array,
  { threads = 2, fewRows = FEW_ROWS, kept }: NearestOptions = {},
): Promise<Nearest> {
  if (bytes.length < fewRows * PICTURE_HASH_BYTES) {
    const index = new PictureIndex(bytes);
    return { find: async (asked) => nearestOf(index, asked), close: async () => undefined };
  }
  const workers = [started({ bytes, kept })];
  const close = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  try {
    const index = await answerOf<SharedPictureIndex>(workers[0]!); // it was just started
    while (workers.length < threads) workers.push(started({ index }));
    await Promise.all(workers.slice(1).map(answerOf));
  } catch (error) {
    await close();
    throw error;
  }
  return { find: async (asked) => find(workers, asked), close };
}

/** Each thread looks for as many, in their order. */
async function find(workers: readonly Worker[], { hashes, most }: NearestAsked): Promise<NearestFound> {
  const count = hashes.length / PICTURE_HASH_BYTES;
  const each = Math.ceil(count / workers.length) * PICTURE_HASH_BYTES;
  const answers = await Promise.all(
    workers.map((worker, n) => {
      const answer = answerOf<NearestFound>(worker);
      worker.postMessage({ hashes: hashes.slice(n * each, (n + 1) * each), most } satisfies NearestAsked);
      return answer;
    }),
  );
  const all = new Int32Array(2 * count);
  for (const [n, answer] of answers.entries()) all.set(answer, (2 * n * each) / PICTURE_HASH_BYTES);
  return all;
}

function started(workerData: NearestBegun): Worker {
  return new Worker(new URL('./nearest.worker.ts', import.meta.url), { workerData, execArgv: [] });
}

/** Throws what the thread throws. */
async function answerOf<Answer>(worker: Worker): Promise<Answer> {
  const [answer] = (await once(worker, 'message')) as [Answer]; // nearest.worker.ts says what it says
  return answer;
}
