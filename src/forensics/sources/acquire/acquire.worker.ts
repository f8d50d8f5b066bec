// One thread of an acquisition: it reads, packs, digests or writes.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal, toldRefusal, type ToldRefusal } from '../../../base/refusal.ts';
import { SourceError } from '../../../platform/copy-source.ts';
import { Digester } from '../../../platform/copy-digests.ts';
import { diskRefusal } from '../../../platform/files.ts';
import type { SourceChange } from '../../../platform/object-store.ts';
import type { DigestName, Digests } from '../image.ts';
import { isStopped, markFilled, markTaken, slotToFill, slotToTake, type RingMemory } from '../ring.ts';
import { EwfWriter } from './ewf-writer.ts';
import { Journal, journalOf, type Progress } from './journal.ts';
import { packBatch, Packer, unpackBatch } from './pack.ts';
import type { Rings } from './plan.ts';
import { RawWriter } from './raw-writer.ts';
import { Reading } from './reading.ts';
import { writtenBytes } from './written.ts';

export type AcquireTask = {
  readonly progress: Progress;
  readonly rings: Rings;
  readonly batchBytes: number;
  /** Batches that are left. */
  readonly batches: number;
} & (
  | { readonly kind: 'read' }
  | { readonly kind: 'digest'; readonly consumer: number; readonly algorithms: readonly DigestName[] }
  | { readonly kind: 'pack'; readonly consumer: number; readonly packer: number }
  | { readonly kind: 'write'; readonly consumer: number }
);

export type AcquireAnswer =
  | { readonly kind: 'done'; readonly digests?: Digests; readonly changes?: readonly SourceChange[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly refusal: ToldRefusal };

/** Undefined when the rings were stopped. */
type Done = { readonly digests?: Digests; readonly changes?: readonly SourceChange[] } | undefined;

function answer(task: AcquireTask): AcquireAnswer {
  try {
    const done = act(task);
    return done === undefined ? { kind: 'stopped' } : { kind: 'done', ...done };
  } catch (error) {
    if (error instanceof SourceError && error.code === 'aborted') return { kind: 'stopped' };
    const refusal = diskRefusal(error, task.progress.plan.target);
    if (!(refusal instanceof Refusal)) throw error; // it would lose its class on the way between threads
    return { kind: 'refused', refusal: toldRefusal(refusal) };
  }
}

function act(task: AcquireTask): Done {
  switch (task.kind) {
    case 'read':
      return withJournal(task, (journal) => read(task, journal));
    case 'digest':
      return digest(task);
    case 'pack':
      return pack(task);
    case 'write':
      return withJournal(task, (journal) => write(task, journal));
  }
}

function withJournal(task: AcquireTask, run: (journal: Journal) => Done): Done {
  const journal = new Journal(journalOf(task.progress.plan.target), false);
  try {
    return run(journal);
  } finally {
    journal.close();
  }
}

function read({ progress, rings, batches }: AcquireTask, journal: Journal): Done {
  const reading = new Reading(progress.plan, progress.place?.media ?? 0, journal);
  const onStep = (): void => {
    if (isStopped(rings.read)) throw new SourceError('aborted', 'stopped on request');
  };
  try {
    for (let batch = 0; batch < batches; batch++) {
      const slot = slotToFill(rings.read, batch);
      if (slot === undefined) return undefined;
      reading.fill(slot, onStep);
      markFilled(rings.read, batch);
    }
    return { changes: reading.changes() };
  } finally {
    reading.close();
  }
}

function digest(task: Extract<AcquireTask, { kind: 'digest' }>): Done {
  const digester = new Digester({ algorithms: task.algorithms, chunks: false });
  for (const bytes of writtenBytes(task.progress)) {
    if (isStopped(task.rings.read)) return undefined;
    digester.update(bytes);
  }
  const isWhole = eachBatch(task, task.rings.read, task.consumer, (bytes) => digester.update(bytes));
  return isWhole ? { digests: digester.finish().digests } : undefined;
}

/** Every so manyth batch; the others are past it before they are there. */
function pack(task: Extract<AcquireTask, { kind: 'pack' }>): Done {
  const { progress, rings, batches, batchBytes, consumer, packer: own } = task;
  const { plan } = progress;
  const packer = new Packer(plan.settings.compression, plan.chunkBytes);
  const [into, step] = [rings.packed[own], rings.packed.length];
  if (into === undefined) throw new RangeError(`no ring for packer ${own}`);
  markTaken(rings.read, consumer, own - 1);
  for (let batch = own; batch < batches; batch += step) {
    const from = slotToTake(rings.read, batch);
    const slot = from && slotToFill(into, (batch - own) / step);
    if (from === undefined || slot === undefined) return undefined;
    packBatch(packer, from.subarray(0, lengthOf(task, batch, batchBytes)), plan.chunkBytes, slot);
    markFilled(into, (batch - own) / step);
    markTaken(rings.read, consumer, batch + step - 1);
  }
  markTaken(rings.read, consumer, batches + step);
  return {};
}

function write(task: Extract<AcquireTask, { kind: 'write' }>, journal: Journal): Done {
  const { plan, place } = task.progress;
  const onPlace = (reached: NonNullable<typeof place>): void => {
    journal.add({ place: reached });
    journal.flush();
  };
  if (plan.settings.format === 'raw') {
    const writer = new RawWriter(plan, place, onPlace);
    try {
      if (!eachBatch(task, task.rings.read, task.consumer, (bytes) => writer.add(bytes))) return undefined;
      writer.flush();
    } finally {
      writer.close();
    }
    return {};
  }
  const writer = new EwfWriter(plan, place, onPlace);
  try {
    const { packed } = task.rings;
    for (let batch = 0; batch < task.batches; batch++) {
      const ring = packed[batch % packed.length];
      const index = Math.floor(batch / packed.length);
      const slot = ring && slotToTake(ring, index);
      if (slot === undefined) return undefined;
      for (const chunk of unpackBatch(slot)) writer.add(chunk);
      markTaken(ring!, 0, index); // there is a slot of it
    }
    writer.endGroups();
  } finally {
    writer.close();
  }
  return {};
}

/** False when the ring was stopped. */
function eachBatch(
  task: AcquireTask,
  ring: RingMemory,
  consumer: number,
  run: (bytes: Uint8Array) => void,
): boolean {
  for (let batch = 0; batch < task.batches; batch++) {
    const slot = slotToTake(ring, batch);
    if (slot === undefined) return false;
    run(slot.subarray(0, lengthOf(task, batch, task.batchBytes)));
    markTaken(ring, consumer, batch);
  }
  return true;
}

function lengthOf({ progress }: AcquireTask, batch: number, batchBytes: number): number {
  const left = progress.plan.mediaSize - (progress.place?.media ?? 0) - batch * batchBytes;
  return Math.min(batchBytes, left);
}

parentPort?.postMessage(answer(workerData as AcquireTask)); // acquire.ts makes it of this type
