// Runs a target in a thread and watches it from outside: how long one input takes, and how much memory all of it holds. What was
// slow or large among others is read once more in a process of its own, which says whether it was that input.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Slowest, Told, Work } from './worker.ts';

export interface Finding {
  readonly kind: 'crash' | 'hang' | 'memory';
  readonly number: number;
  readonly words: string;
}

export interface Driven {
  readonly seed: number;
  readonly inputs: number;
  readonly refused: number;
  /** Of those that ended. */
  readonly slowest: Slowest;
  readonly findings: readonly Finding[];
}

export interface Plan {
  readonly name: string;
  readonly seed: number;
  readonly seconds: number;
  /** At most so many inputs. */
  readonly inputs?: number;
  readonly targets?: string;
  readonly limits?: Limits;
}

export interface Limits {
  readonly ms: number;
  readonly bytes: number;
}

/** Of one input, beside what a small one takes. */
export const LIMITS: Limits = { ms: 5_000, bytes: 300 * 1024 * 1024 };
const FINDINGS_MAX = 5;
const NONE: Slowest = { number: 0, ms: 0 };
const WATCH_MS = 50;
const WORKER = new URL('worker.ts', import.meta.url);
const ONE = fileURLToPath(new URL('one.ts', import.meta.url));

export async function drive(plan: Plan): Promise<Driven> {
  const { name, seed, seconds, inputs = Infinity, limits = LIMITS } = plan;
  const targets = plan.targets ?? new URL('targets.ts', import.meta.url).href;
  let left = seconds * 1000;
  const findings: Finding[] = [];
  let [next, refused] = [0, 0];
  let slowest: Slowest = NONE;
  while (left > 0 && next < inputs && findings.length < FINDINGS_MAX) {
    const progress = new SharedArrayBuffer(12);
    const work: Work = { targets, name, seed, first: next, ms: left, end: inputs, progress };
    const ran = await watch(work, limits, (one) => findings.push(one));
    next = ran.next;
    left -= Math.max(ran.ms, 1);
    refused += ran.refused;
    if (ran.slowest.ms > slowest.ms) slowest = ran.slowest;
    if (ran.doubt !== undefined)
      findings.push(...confirmed({ ...work, first: ran.next - 1 }, ran.doubt, limits));
  }
  return { seed, inputs: next, refused, slowest, findings };
}

interface Ran {
  /** The first that was not read. */
  readonly next: number;
  readonly refused: number;
  readonly slowest: Slowest;
  /** From the first input on. */
  readonly ms: number;
  /** The one before it seemed to take too much. */
  readonly doubt?: 'hang' | 'memory';
}

function watch(work: Work, limits: Limits, found: (finding: Finding) => void): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const shared = new Int32Array(work.progress);
    const worker = new Worker(WORKER, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    let first: number | undefined;
    /** Of its own accord it ends when its time is over; one that never began is not waited for again. */
    const spent = (): number => (first === undefined ? work.ms : Date.now() - first);
    const end = (ran: Omit<Ran, 'ms'>, ms = spent()): void => {
      clearInterval(watching);
      void worker.terminate().then(() => resolve({ ...ran, ms }));
    };
    worker.on('error', (error) => {
      // Out of memory ends the thread: that is a finding too.
      if (errorCodeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY')
        return end({ next: Atomics.load(shared, 0) + 1, refused: 0, slowest: NONE, doubt: 'memory' });
      clearInterval(watching);
      reject(error);
    });
    worker.on('message', (told: Told) => {
      if (told.kind === 'end')
        return end({ next: told.next, refused: told.refused, slowest: told.slowest }, work.ms);
      found({ kind: 'crash', number: told.number, words: told.error });
    });
    let [seen, since] = [0, Date.now()];
    const watching = setInterval(() => {
      const [begun, now] = [Atomics.load(shared, 1), Date.now()];
      if (begun > 0) first ??= now;
      if (begun !== seen || begun === 0) [seen, since] = [begun, now];
      const base = 1024 * Atomics.load(shared, 2);
      const rss = begun === 0 ? base : process.memoryUsage.rss();
      const next = Atomics.load(shared, 0) + 1;
      if (now - since > limits.ms) end({ next, refused: 0, slowest: NONE, doubt: 'hang' });
      else if (rss - base > limits.bytes) end({ next, refused: 0, slowest: NONE, doubt: 'memory' });
    }, WATCH_MS);
  });
}

/** Alone, beside a small input of the same target. */
function confirmed(work: Work, doubt: 'hang' | 'memory', limits: Limits): Finding[] {
  const { targets, name, seed, first: number } = work;
  const args = [ONE, targets, name, String(seed), String(number)];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 6 * limits.ms });
  if (ran.error !== undefined)
    return [{ kind: 'hang', number, words: `more than ${(6 * limits.ms) / 1000} s alone` }];
  if (ran.status !== 0) return [{ kind: doubt, number, words: ran.stderr.slice(-2000) }];
  const { ms, bytes } = JSON.parse(ran.stdout) as { ms: number; bytes: number }; // as one.ts prints it
  if (ms > limits.ms) return [{ kind: 'hang', number, words: `${ms} ms alone` }];
  if (bytes > limits.bytes) return [{ kind: 'memory', number, words: `${bytes} bytes alone` }];
  return [];
}

function errorCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
