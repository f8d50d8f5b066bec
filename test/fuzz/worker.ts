// The thread that reads: one input after the other, each known by its number, so that whoever watches can make it again.
import { parentPort, workerData } from 'node:worker_threads';
import { isClearRefusal, type OpenTarget } from './target.ts';
import { inputOf } from './input.ts';

export interface Work {
  /** The module with `TARGETS`. */
  readonly targets: string;
  readonly name: string;
  readonly seed: number;
  readonly first: number;
  /** So long from when the target is open, which may take a while itself: then no other input begins. And none of this number or higher. */
  readonly ms: number;
  readonly end: number;
  /** Three numbers shared with whoever watches: the input under way, how many were begun, and what all of it held before the first, in KiB. */
  readonly progress: SharedArrayBuffer;
}

export type Told =
  | { readonly kind: 'crash'; readonly number: number; readonly error: string }
  | { readonly kind: 'end'; readonly next: number; readonly refused: number; readonly slowest: Slowest };

export interface Slowest {
  readonly number: number;
  readonly ms: number;
}

const { targets, name, seed, first, ms: most, end, progress } = workerData as Work; // given by drive.ts
const { TARGETS } = (await import(targets)) as { TARGETS: { readonly [name: string]: OpenTarget } };
const open = TARGETS[name];
if (open === undefined) throw new TypeError(`no target ${name}`);
const target = await open();
const shared = new Int32Array(progress);
Atomics.store(shared, 2, Math.ceil(process.memoryUsage.rss() / 1024));
const tell = (told: Told): void => parentPort?.postMessage(told);

let refused = 0;
let slowest: Slowest = { number: 0, ms: 0 };
let number = first;
const until = Date.now() + most;
for (; number < end && Date.now() < until; number++) {
  Atomics.store(shared, 0, number);
  const input = inputOf(target, seed, number);
  Atomics.add(shared, 1, 1);
  const began = performance.now();
  try {
    await target.read(input);
  } catch (error) {
    if (isClearRefusal(error)) refused += 1;
    else
      tell({
        kind: 'crash',
        number,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
  const ms = performance.now() - began;
  if (ms > slowest.ms) slowest = { number, ms };
}
tell({ kind: 'end', next: number, refused, slowest });
