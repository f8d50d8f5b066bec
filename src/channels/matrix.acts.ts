// The whole matrix on all cores. Rows come in one order, whatever thread was the faster: the same bytes every time.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Knowledge } from '../law/model.ts';
import type { StateCode } from '../law/states.ts';
import { matrixHeading, requestingStates, type Matrix } from './matrix.ts';
import type { MatrixThread } from './matrix.worker.ts';

/** Of finished parts that wait for an earlier one; about half a megabyte each. */
const WAITING_MAX = 8;

/** The heading, then the rows of one requesting State after the other. */
export async function* matrixCsv(
  matrix: Matrix,
  knowledge: Knowledge,
  threads = availableParallelism(),
): AsyncGenerator<string> {
  const states = requestingStates(matrix);
  const workerData: MatrixThread = { matrix, knowledge };
  const workers = Array.from(
    { length: Math.min(threads, states.length) },
    () => new Worker(new URL('./matrix.worker.ts', import.meta.url), { workerData }),
  );
  try {
    yield matrixHeading(knowledge);
    yield* inTurn(states, workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function* inTurn(states: readonly StateCode[], workers: readonly Worker[]): AsyncGenerator<string> {
  const idle = workers.map((worker) => Promise.resolve(worker));
  const running: Promise<string>[] = [];
  for (const state of states) {
    const [index, worker] = await Promise.race(idle.map(async (one, i) => [i, await one] as const));
    const rows = ask(worker, state);
    rows.catch(() => undefined); // it is awaited in its turn
    idle[index] = rows.then(() => worker);
    idle[index].catch(() => undefined);
    running.push(rows);
    while (running.length > WAITING_MAX) yield (await running.shift()) ?? '';
  }
  for (const rows of running) yield await rows;
}

async function ask(worker: Worker, state: StateCode): Promise<string> {
  const answer = once(worker, 'message'); // rejects when the thread fails
  worker.postMessage(state);
  const [rows] = (await answer) as [string];
  return rows;
}
