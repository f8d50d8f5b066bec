// Runs jobs in this process, several processes beside each other. A worker that was killed holds its jobs no longer than
// a few seconds: each process holds an advisory lock for its pool, and the others look for pools whose lock is free.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner, WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import { isConnectionLoss, withDefaults } from './connection.ts';
import { connectionsOf, type DatabaseServer } from './database-server.ts';
import type { Database, Hold } from './database.ts';
import type { Home } from './home.ts';
import * as queue from './job-queue.store.ts';
import { endJob, forgetJobs } from './job.store.ts';
import type { JobKind } from './job.ts';
import { runJob, type Running } from './job-run.jobs.ts';
import type { Log } from './log.ts';
import type { Schema } from './schema.ts';

interface QueueParts<Tools> {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  /** By the system's own hand. */
  readonly db: Database<Schema>;
  readonly kinds: readonly JobKind<Tools>[];
  /** What the jobs work with. */
  readonly tools: Tools;
  readonly log: Log;
  readonly clock: Clock;
  /** Jobs at once in this process. */
  readonly atOnce: number;
  /** This process can record nothing more: what it then refuses is no answer, and is done again by one that can. */
  readonly isOutdated?: () => Promise<boolean>;
}

export interface JobQueue {
  /** Takes no more jobs; waits for those under way, at most `graceMs`; the rest goes back and is taken up again. */
  stop(graceMs: number): Promise<void>;
}

const TICK_MS = 500;
const POLL_MS = 1_000; // a new job is told by NOTIFY; this is for those given back
const TIDY_EVERY_MS = 60_000;
const KEPT_DAYS = 90;
/** What stops with a server is kept as short as a person waits for it. */
const ABORT_GRACE_MS = 10_000;

export async function openJobQueue<Tools>(parts: QueueParts<Tools>): Promise<JobQueue> {
  const { log } = parts;
  const server = await connectionsOf(parts.home, parts.env);
  const pool = await ownerPool(server, parts.atOnce + 3);
  const running = new Map<Uuid, Running>();
  const keeper = poolKeeper(parts, pool, running);
  let runner: Runner;
  try {
    runner = await startRunner(parts, pool, keeper, running);
  } catch (error) {
    await pool.end();
    await server.leave();
    throw error;
  }
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue ended'));
  const stopping = new AbortController();
  const ticking = tickUntil(stopping.signal, async () => {
    try {
      await keeper.tick();
    } catch (error) {
      if (isConnectionLoss(error)) await server.attend(true);
      else log.error({ err: error }, 'the job queue could not be looked after');
    }
  });
  return {
    stop: async (graceMs) => {
      const ended = runner.stop();
      const isOver = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })]);
      const cut = [...running.keys()];
      if (!isOver) {
        for (const one of running.values()) one.stop();
        await Promise.race([ended, sleep(ABORT_GRACE_MS, undefined, { ref: false })]); // what does not heed it is taken up by another process
        await queue.tryAgainNow(pool, cut).catch((error: unknown) => log.warn({ err: error }, 'jobs wait'));
      }
      stopping.abort();
      await ticking;
      await keeper.release();
      await pool.end();
      await server.leave();
    },
  };
}

async function startRunner<Tools>(
  parts: QueueParts<Tools>,
  pool: Pool,
  keeper: PoolKeeper,
  running: Map<Uuid, Running>,
): Promise<Runner> {
  const { run, Logger } = await import('graphile-worker');
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => keeper.own(workerPool.id));
  const tasks = parts.kinds.map((kind) => [
    kind.name,
    async (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }): Promise<void> => {
      await keeper.shown();
      const isLast = job.attempts >= job.max_attempts;
      await runJob({ ...parts, running }, kind, jobId(payload), isLast);
    },
  ]);
  return run({
    pgPool: pool,
    concurrency: parts.atOnce,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    parsedCronItems: [],
    events,
    taskList: Object.fromEntries(tasks),
    // What a job says of itself is logged where it ran; only the queue's own troubles are left.
    logger: new Logger(() => (level, message) => {
      const isOwn = level === 'error' && !message.startsWith('Failed task');
      if (isOwn) parts.log.warn({ queue: message.split('\n')[0] }, 'the job queue had a trouble');
    }),
  });
}

interface PoolKeeper {
  own(pool: string): void;
  /** When others can see that this process lives. */
  shown(): Promise<void>;
  /** Shows that we live, and gives back what the dead hold. */
  tick(): Promise<void>;
  release(): Promise<void>;
}

function poolKeeper<Tools>(
  { db, clock, log }: QueueParts<Tools>,
  pool: Pool,
  running: Map<Uuid, Running>,
): PoolKeeper {
  const own = new Map<string, Hold | undefined>();
  let free = new Set<string>(); // pools whose lock was free at the last look
  let tidyAt = 0;
  const show = async (): Promise<void> => {
    for (const [id, hold] of own)
      if (hold === undefined || hold.isLost()) own.set(id, await db.hold(lockOf(id)));
  };
  const releaseDead = async (): Promise<void> => {
    const before = free;
    free = new Set();
    for (const id of await queue.poolsAtWork(pool)) {
      if (own.has(id)) continue;
      const hold = await db.hold(lockOf(id));
      if (hold === undefined) continue; // it lives
      try {
        // Twice in a row: a living one whose connection was lost takes its lock again between two looks.
        if (before.has(id)) await queue.releasePool(pool, id);
        else free.add(id);
      } finally {
        await hold.release();
      }
      if (before.has(id)) log.warn('a worker died; its jobs were given to others');
    }
  };
  const tidy = async (): Promise<void> => {
    if (clock() < tidyAt) return;
    tidyAt = clock() + TIDY_EVERY_MS;
    for (const id of await queue.takeGivenUp(pool))
      if (isUuid(id)) await endJob(db.kysely, id, GIVEN_UP, new Date(clock()));
    await queue.queueForgotten(pool);
    await forgetJobs(db.kysely, new Date(clock() - KEPT_DAYS * 86_400_000));
  };
  return {
    own: (id) => void own.set(id, undefined),
    shown: show,
    tick: async () => {
      await show();
      for (const one of running.values()) await one.tick();
      await releaseDead();
      await tidy();
    },
    release: async () => {
      for (const hold of own.values()) await hold?.release().catch(() => undefined); // lost, and the lock too
    },
  };
}

const GIVEN_UP = {
  state: 'failed',
  failure: {
    code: 'damaged',
    expected: 'a job that comes to an end',
    next: 'It ended its process again and again, and is not tried any more. Tell the administrator.',
  },
} as const;

function lockOf(pool: string): string {
  return `job-pool:${pool}`;
}

/** What the queue holds of a job. */
function jobId(payload: unknown): Uuid {
  const id = typeof payload === 'object' && payload !== null && 'job' in payload ? payload.job : undefined;
  if (typeof id === 'string' && isUuid(id)) return id;
  throw new Error('the queue names no job');
}

async function ownerPool(server: DatabaseServer, max: number): Promise<Pool> {
  const { default: pg } = await import('pg');
  const { types: _types, ...config } = await withDefaults(server.owner); // the library reads its numbers as text
  const pool = new pg.Pool({ ...config, max });
  pool.on('error', () => undefined); // the next use makes a new connection
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

async function tickUntil(signal: AbortSignal, tick: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await tick();
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined); // told to stop
  }
}
