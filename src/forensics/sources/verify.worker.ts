// One thread of a verification: it unpacks, or it digests, or (when it is alone) both.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal, toldRefusal, type ToldRefusal } from '../../base/refusal.ts';
import { Digester } from '../../platform/copy-digests.ts';
import { FaultLog, type FaultReport } from './faults.ts';
import type { DigestName, Digests } from './image.ts';
import { markFilled, markTaken, slotToFill, slotToTake, type RingMemory } from './ring.ts';

export type VerifyTask = {
  readonly path: string;
  readonly mediaSize: number;
  readonly ring: RingMemory;
  /** Digested after the medium. */
  readonly rest?: Uint8Array;
} & (
  | {
      readonly kind: 'unpack';
      /** Batches `first`, `first + step`, … */ readonly first: number;
      readonly step: number;
      /** Only with a step of 1, which is the whole medium in order. */
      readonly algorithms: readonly DigestName[];
    }
  | { readonly kind: 'digest'; readonly consumer: number; readonly algorithms: readonly DigestName[] }
  | { readonly kind: 'both'; readonly algorithms: readonly DigestName[] }
);

export type VerifyAnswer =
  | { readonly kind: 'done'; readonly digests: Digests; readonly report: FaultReport }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly refusal: ToldRefusal };

async function answer(task: VerifyTask): Promise<VerifyAnswer> {
  const log = new FaultLog();
  try {
    const digests = task.kind === 'digest' ? digest(task) : await unpack(task, log);
    return digests === undefined ? { kind: 'stopped' } : { kind: 'done', digests, report: log.report() };
  } catch (error) {
    // A Refusal loses its class on the way between threads.
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', refusal: toldRefusal(error) };
  }
}

/** Undefined when the ring was stopped. */
async function unpack(
  task: Extract<VerifyTask, { kind: 'unpack' | 'both' }>,
  log: FaultLog,
): Promise<Digests | undefined> {
  const { ring, mediaSize } = task;
  const [first, step] = task.kind === 'both' ? [0, 1] : [task.first, task.step];
  const digester = new Digester({ algorithms: task.algorithms, chunks: false });
  // Not for the threads that digest: half of what a thread takes to start is loading the readers.
  const { openImage } = await import('./open-image.ts');
  const image = openImage(task.path, log.add);
  try {
    for (let batch = first; batch * ring.slotBytes < mediaSize; batch += step) {
      const slot = slotToFill(ring, batch);
      if (slot === undefined) return undefined;
      const filled = image.readInto(batch * ring.slotBytes, slot);
      if (task.kind === 'unpack') markFilled(ring, batch);
      digester.update(slot.subarray(0, filled));
      if (task.kind === 'both') markTaken(ring, 0, batch);
    }
    if (task.rest) digester.update(task.rest);
    return digester.finish().digests;
  } finally {
    image.close();
  }
}

function digest({
  ring,
  mediaSize,
  rest,
  consumer,
  algorithms,
}: Extract<VerifyTask, { kind: 'digest' }>): Digests | undefined {
  const digester = new Digester({ algorithms, chunks: false });
  for (let batch = 0; batch * ring.slotBytes < mediaSize; batch++) {
    const slot = slotToTake(ring, batch);
    if (slot === undefined) return undefined;
    digester.update(slot.subarray(0, Math.min(ring.slotBytes, mediaSize - batch * ring.slotBytes)));
    markTaken(ring, consumer, batch);
  }
  if (rest) digester.update(rest);
  return digester.finish().digests;
}

parentPort?.postMessage(await answer(workerData as VerifyTask)); // verify.ts makes it of this type
