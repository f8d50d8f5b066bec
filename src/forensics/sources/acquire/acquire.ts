// Makes an image of a device or a file: read once, digested while it is read, packed on all cores, and taken up again where an
// earlier run was stopped.
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Refusal, refusalTold } from '../../../base/refusal.ts';
import { diskRefusal } from '../../../platform/files.ts';
import { BadRanges, type Range } from '../../../platform/copy-bad-ranges.ts';
import { Digester } from '../../../platform/copy-digests.ts';
import type { ReadAt } from '../../../platform/copy-source.ts';
import { flush, writeAtomically } from '../../../platform/files.ts';
import type { SourceChange } from '../../../platform/object-store.ts';
import { isRunning } from '../../../platform/processes.ts';
import type { DigestName, Digests } from '../image.ts';
import { batchesDone, newRing, stopRing } from '../ring.ts';
import type { AcquireAnswer, AcquireTask } from './acquire.worker.ts';
import { EwfWriter, ewfPath } from './ewf-writer.ts';
import { Journal, journalOf, readJournal, type Place, type Progress } from './journal.ts';
import { Packer, packedSlotBytes } from './pack.ts';
import {
  batchBytesOf,
  checkWholeSectors,
  chunkBytesFor,
  RING_SLOTS,
  type AcquirePlan,
  type AcquireSettings,
  type Rings,
} from './plan.ts';
import { RawWriter, rawPath } from './raw-writer.ts';
import { lookAt, Reading } from './reading.ts';
import { mapPath, mapText, recordPath, recordText, sectorsOf, type Acquired } from './record.ts';
import { writtenBytes } from './written.ts';

interface AcquireOptions {
  readonly threads?: number;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
  readonly signal?: AbortSignal;
  /** In a test: something that fails on purpose, for media that are worked on in this thread. */
  readonly read?: ReadAt;
  readonly now?: () => Date;
}

const MAX_THREADS = 16;
/** Below this, threads take longer to start than the work does. */
const SMALL_BYTES = 4 * 1024 * 1024;
const PROGRESS_MS = 200;

/**
 * Throws Refusal for a source that cannot be read, a target that is there, another acquisition's journal, a medium that changed;
 * the reason of `signal` when it is aborted. What was done until then is taken up by the same call.
 */
export async function acquireImage(
  source: string,
  target: string,
  settings: AcquireSettings,
  options: AcquireOptions = {},
): Promise<Acquired> {
  options.signal?.throwIfAborted();
  try {
    const progress = begun(resolve(source), resolve(target), settings, options);
    const { plan } = progress;
    const left = plan.mediaSize - (progress.place?.media ?? 0);
    const run = left <= SMALL_BYTES ? acquireHere : acquireInThreads;
    const { digests, changes } = await run(progress, options);
    return finished(progress, digests, changes, options);
  } catch (error) {
    throw diskRefusal(error, target);
  }
}

interface Outcome {
  readonly digests: Digests;
  readonly changes: readonly SourceChange[];
}

/** The journal is there, and says what of it is done. */
function begun(source: string, target: string, settings: AcquireSettings, options: AcquireOptions): Progress {
  const path = journalOf(target);
  const found = lookAt(source);
  const before = readJournal(path);
  if (before !== undefined) {
    const { plan, by } = before;
    if (by !== undefined && by !== process.pid && isRunning(by)) throw busy(target, by);
    const told = (one: AcquirePlan): readonly unknown[] => {
      const { source: from, mediaSize, bytesPerSector, model, serialNumber, settings: how } = one;
      return [from, mediaSize, bytesPerSector, model, serialNumber, how];
    };
    const now = { ...plan, ...found, source, mediaSize: found.size, settings };
    if (!isDeepStrictEqual(told(plan), told(now))) throw anotherJournal(path, plan);
    const journal = new Journal(path, false);
    journal.add({ by: process.pid });
    journal.close();
    return readJournal(path) ?? before;
  }
  const plan = newPlan(source, target, settings, options);
  const first = settings.format === 'raw' ? rawPath(plan, 1) : ewfPath(target, 1);
  for (const taken of [first, recordPath(target)]) if (existsSync(taken)) throw isThere(taken);
  rmSync(path, { force: true }); // one whose first line is not whole
  const journal = new Journal(path, true);
  journal.add({ version: 1, plan });
  journal.add({ by: process.pid });
  journal.flush();
  journal.close();
  return { plan, place: undefined, groups: [], bad: [], retried: [], by: process.pid };
}

function newPlan(
  source: string,
  target: string,
  settings: AcquireSettings,
  { now = () => new Date() }: AcquireOptions,
): AcquirePlan {
  const { size, bytesPerSector, ...found } = lookAt(source);
  if (settings.format === 'e01') checkWholeSectors(size, bytesPerSector);
  return {
    source,
    target,
    mediaSize: size,
    bytesPerSector,
    chunkBytes: chunkBytesFor(bytesPerSector),
    ...found,
    setIdentifier: randomBytes(16).toString('hex'),
    startedAt: now().toISOString(),
    settings,
  };
}

async function acquireHere(progress: Progress, options: AcquireOptions): Promise<Outcome> {
  const { plan, place } = progress;
  const digester = new Digester({ algorithms: ['md5', 'sha1', 'sha256'], chunks: false });
  for (const bytes of writtenBytes(progress)) digester.update(bytes);
  const journal = new Journal(journalOf(plan.target), false);
  const reading = new Reading(plan, place?.media ?? 0, journal, options.read);
  const writer = writerOf(plan, place, (reached) => journal.add({ place: reached }));
  try {
    const batch = new Uint8Array(batchBytesOf(plan));
    const onStep = (): void => options.signal?.throwIfAborted();
    for (let filled = reading.fill(batch, onStep); filled > 0; filled = reading.fill(batch, onStep)) {
      digester.update(batch.subarray(0, filled));
      writer.add(batch.subarray(0, filled));
    }
    writer.end();
    journal.flush();
    return { digests: digester.finish().digests, changes: reading.changes() };
  } finally {
    writer.close();
    reading.close();
    journal.close();
  }
}

interface Writer {
  add(bytes: Uint8Array): void;
  end(): void;
  close(): void;
}

function writerOf(plan: AcquirePlan, place: Place | undefined, onPlace: (place: Place) => void): Writer {
  if (plan.settings.format === 'raw') {
    const raw = new RawWriter(plan, place, onPlace);
    return { add: (bytes) => raw.add(bytes), end: () => raw.flush(), close: () => raw.close() };
  }
  const packer = new Packer(plan.settings.compression, plan.chunkBytes);
  const ewf = new EwfWriter(plan, place, onPlace);
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length; at += plan.chunkBytes)
        ewf.add(packer.pack(bytes.subarray(at, at + plan.chunkBytes)));
    },
    end: () => ewf.endGroups(),
    close: () => ewf.close(),
  };
}

async function acquireInThreads(progress: Progress, options: AcquireOptions): Promise<Outcome> {
  const { rings, tasks } = tasksOf(progress, options.threads ?? availableParallelism());
  const { plan, place } = progress;
  const stop = (): void => {
    for (const ring of [rings.read, ...rings.packed]) stopRing(ring);
  };
  options.signal?.addEventListener('abort', stop);
  const before = place?.media ?? 0;
  const report = (): void =>
    options.onProgress?.(
      Math.min(plan.mediaSize, before + batchesDone(rings.read) * batchBytesOf(plan)),
      plan.mediaSize,
    );
  const timer = setInterval(report, PROGRESS_MS);
  try {
    // Every thread is waited for, also when one fails: it makes the others stop.
    const answers = await Promise.allSettled(tasks.map((task) => runTask(task, stop)));
    options.signal?.throwIfAborted();
    const outcome = { digests: {}, changes: [] as readonly SourceChange[] };
    for (const answer of answers) {
      if (answer.status === 'rejected') throw answer.reason;
      if (answer.value.kind === 'refused') throw refusalTold(answer.value.refusal);
    }
    for (const answer of answers) {
      if (answer.status === 'rejected' || answer.value.kind !== 'done')
        throw new Error('an acquisition stopped by itself');
      outcome.digests = { ...outcome.digests, ...answer.value.digests };
      outcome.changes = answer.value.changes ?? outcome.changes;
    }
    report();
    return outcome;
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

function tasksOf(progress: Progress, wanted: number): { rings: Rings; tasks: readonly AcquireTask[] } {
  const { plan, place } = progress;
  const threads = Math.max(1, Math.min(MAX_THREADS, Math.floor(wanted)));
  const { format, compression } = plan.settings;
  const isCheap = compression === 'none' || compression === 'empty-block';
  const packers = format === 'raw' ? 0 : isCheap ? 1 : threads;
  const digesters: readonly (readonly DigestName[])[] =
    threads < 4 ? [['md5', 'sha1', 'sha256']] : [['md5'], ['sha1', 'sha256']];
  const batchBytes = batchBytesOf(plan);
  const slots = RING_SLOTS + packers;
  const packedBytes = packedSlotBytes(batchBytes, plan.chunkBytes);
  const consumers = digesters.length + (packers || 1);
  const rings: Rings = {
    read: newRing({ slotBytes: batchBytes, slots, consumers }),
    packed: Array.from({ length: packers }, () =>
      newRing({ slotBytes: packedBytes, slots: 3, consumers: 1 }),
    ),
  };
  const batches = Math.ceil((plan.mediaSize - (place?.media ?? 0)) / batchBytes);
  const common = { progress, rings, batchBytes, batches };
  const tasks: AcquireTask[] = [{ ...common, kind: 'read' }];
  for (const [consumer, algorithms] of digesters.entries())
    tasks.push({ ...common, kind: 'digest', consumer, algorithms });
  for (let packer = 0; packer < packers; packer++)
    tasks.push({ ...common, kind: 'pack', consumer: digesters.length + packer, packer });
  tasks.push({ ...common, kind: 'write', consumer: digesters.length });
  return { rings, tasks };
}

/** Stops the others when the thread fails, so that none waits for it. */
async function runTask(task: AcquireTask, stop: () => void): Promise<AcquireAnswer> {
  const worker = new Worker(new URL('./acquire.worker.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
  });
  return new Promise<AcquireAnswer>((done, failed) => {
    let hasAnswered = false;
    worker.once('message', (answer: AcquireAnswer) => {
      hasAnswered = true;
      if (answer.kind !== 'done') stop();
      done(answer);
    });
    worker.once('error', (error) => {
      stop();
      failed(error);
    });
    worker.once('exit', (code) => {
      if (hasAnswered) return;
      stop();
      failed(new Error(`a thread of the acquisition ended with code ${code}`));
    });
  });
}

/** May be done again: the journal goes last. */
async function finished(
  before: Progress,
  digests: Digests,
  changes: readonly SourceChange[],
  { now = () => new Date() }: AcquireOptions,
): Promise<Acquired> {
  const { plan } = before;
  const path = journalOf(plan.target);
  const after = readJournal(path);
  const { md5, sha1, sha256 } = digests;
  if (
    after?.place?.media !== plan.mediaSize ||
    md5 === undefined ||
    sha1 === undefined ||
    sha256 === undefined
  )
    throw new Error('an acquisition ended before its medium');
  const bad = joined(after.bad, plan.mediaSize);
  if (plan.settings.format === 'e01') {
    const writer = new EwfWriter(plan, after.place, () => undefined);
    writer.finish({ md5, sha1 }, sectorsOf(bad.ranges, plan.bytesPerSector));
    writer.close();
  }
  const acquired: Acquired = {
    plan,
    finishedAt: now().toISOString(),
    segments: Array.from({ length: after.place.segment }, (_, i) => {
      const file = plan.settings.format === 'raw' ? rawPath(plan, i + 1) : ewfPath(plan.target, i + 1);
      return { name: basename(file), sizeBytes: statSync(file).size };
    }),
    digests: { md5, sha1, sha256 },
    badBytes: bad.bytes,
    badRanges: bad.ranges,
    retriedBytes: joined(after.retried, plan.mediaSize).bytes,
    changes,
    resumedAt: before.place?.media ?? 0,
  };
  if (plan.settings.format === 'raw') await writeAtomically(mapPath(plan.target), mapText(acquired), 0o600);
  await writeAtomically(recordPath(plan.target), recordText(acquired), 0o600);
  rmSync(path);
  await flush(dirname(plan.target));
  return acquired;
}

function joined(
  ranges: readonly Range[],
  size: number,
): { readonly bytes: number; readonly ranges: readonly Range[] } {
  const all = new BadRanges();
  for (const [offset, bytes] of ranges) all.add(offset, bytes);
  return { bytes: all.bytes, ranges: all.list(size) };
}

function busy(target: string, by: number): Refusal {
  return new Refusal('conflict.acquiring', { target, by });
}

function anotherJournal(path: string, plan: AcquirePlan): Refusal {
  return new Refusal('badInput.otherAcquisition', { path, bytes: plan.mediaSize, source: plan.source });
}

function isThere(path: string): Refusal {
  return new Refusal('alreadyExists.imageFile', { path });
}
