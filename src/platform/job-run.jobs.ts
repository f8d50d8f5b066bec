// One run of one job: begins it, writes down how far it is, hears that it should stop, says how it ended.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Clock } from '../base/time.ts';
import type { Database, Hold } from './database.ts';
import { beginJob, endJob, putBack, writeProgress, type BegunJob, type Progress } from './job.store.ts';
import type { JobKind, Work } from './job.ts';
import type { Log } from './log.ts';
import type { Schema } from './schema.ts';

interface RunParts<Tools> {
  readonly db: Database<Schema>;
  readonly tools: Tools;
  readonly log: Log;
  readonly clock: Clock;
  /** The jobs under way in this process. */
  readonly running: Map<Uuid, Running>;
  /** As of the queue. */
  readonly isOutdated?: () => Promise<boolean>;
}

export interface Running {
  /** Twice a second: writes the progress, hears a cancellation, keeps the lock. */
  tick(): Promise<void>;
  /** The server stops: the job is to end now, and will be taken up again. */
  stop(): void;
}

type Why = 'cancelled' | 'stopping' | 'takenOver';

/** Rejects when it is to be tried again. `isLast`: it will not be. */
export async function runJob<Tools>(
  parts: RunParts<Tools>,
  kind: JobKind<Tools>,
  id: Uuid,
  isLast: boolean,
): Promise<void> {
  const hold = await parts.db.hold(`job:${id}`);
  if (hold === undefined) throw new Error('the job is at work in another process');
  try {
    const begun = await beginJob(parts.db.kysely, id, new Date(parts.clock()));
    if (begun !== undefined) await work(parts, kind, begun, { hold, isLast });
  } finally {
    await hold.release().catch(() => undefined); // lost, and the lock too
  }
}

async function work<Tools>(
  parts: RunParts<Tools>,
  kind: JobKind<Tools>,
  { job, payload }: BegunJob,
  { hold, isLast }: { hold: Hold; isLast: boolean },
): Promise<void> {
  const { db, log } = parts;
  const ended = (ending: Parameters<typeof endJob>[2]): Promise<void> =>
    endJob(db.kysely, job.id, ending, new Date(parts.clock()));
  if (job.isCancelling) return ended({ state: 'cancelled' });
  const state = supervise(parts, job.id, hold);
  try {
    const result = await kind.run(payload, state.work(job), parts.tools);
    await state.settle();
    await ended({ state: 'done', result });
  } catch (error) {
    await state.settle();
    const why = state.why();
    if (why === 'cancelled') return await ended({ state: 'cancelled' });
    const isOutdated = error instanceof Refusal && (await parts.isOutdated?.()) === true;
    if (why === undefined && error instanceof Refusal && !(isOutdated && !isLast)) {
      log.warn({ err: error, job: job.id, kind: job.kind }, 'a job was refused');
      const { code, expected, next, entry, values } = error;
      const named = entry === undefined ? {} : { entry, values };
      return await ended({ state: 'failed', failure: { code, expected, next, ...named } });
    }
    if (why === undefined && !isOutdated)
      log.error({ err: error, job: job.id, kind: job.kind }, 'a job failed');
    if (why === undefined && isLast) return await ended({ state: 'failed', failure: UNEXPECTED });
    if (why !== 'takenOver') await putBack(db.kysely, job.id);
    throw error;
  } finally {
    parts.running.delete(job.id);
  }
}

const UNEXPECTED = { code: 'unexpected', expected: '', next: '' } as const;

interface Supervised {
  work(job: BegunJob['job']): Work;
  why(): Why | undefined;
  /** Writes what was not written yet. */
  settle(): Promise<void>;
}

function supervise<Tools>(parts: RunParts<Tools>, id: Uuid, hold: Hold): Supervised {
  const { db, running } = parts;
  const controller = new AbortController();
  let why: Why | undefined;
  let unwritten: Progress | undefined;
  let current: Hold | undefined = hold;
  const abort = (reason: Why): void => {
    if (why !== undefined) return;
    why = reason;
    controller.abort();
  };
  const write = async (): Promise<void> => {
    const progress = unwritten;
    unwritten = undefined;
    if (await writeProgress(db.kysely, id, progress)) abort('cancelled');
  };
  running.set(id, {
    tick: async () => {
      if (current?.isLost() !== false) {
        current = await db.hold(`job:${id}`);
        if (current === undefined) return abort('takenOver');
      }
      await write();
    },
    stop: () => abort('stopping'),
  });
  return {
    why: () => why,
    settle: async () => {
      if (unwritten !== undefined) await write();
      if (current !== hold) await current?.release();
    },
    work: (job) => ({
      job: id,
      person: job.person,
      caseId: job.caseId,
      signal: controller.signal,
      progress: (done, total, unit, message) => void (unwritten = { done, total, unit, message }),
    }),
  };
}
