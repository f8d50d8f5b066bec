// Long work that goes on when the page is closed: a kind of job, what it is given, what it says of itself.
//
//   // letter.jobs.ts
//   export const renderLetter = defineJob({ name: 'renderLetter', act: 'seeCase', payload: z.strictObject({ … }) },
//     async (payload, work, { house, db }: JobTools) => { …; return { href: '/cases/…' }; });
//   // where it is asked for, in the transaction that needs it (platform/job.store.ts)
//   const id = await startJob(people, tx, renderLetter, { by, caseId, title, payload });
//   return visit.go(`/jobs/${id}`);
//   // and one line in server/jobs.ts, and its words in web/messages/en/people.json
//
// A job may run twice, because its worker may be killed after the effect and before it could say so: the effect is
// recorded under `work.job` (the idempotency key of the custody log), so that it is there once.
import type { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import type { RefusalName, RefusalValues } from '../base/refusal.ts';

/** What is needed to ask for a job. May stand in a file of rules, beside the acts that ask for it. */
export interface JobOrder<Payload> {
  /** Never changed: rows and queue name it. */
  readonly name: string;
  /** An act of people/policy.ts: a member of the case who may do this sees the job. */
  readonly act: string;
  readonly payload: z.ZodType<Payload>;
}

export interface JobKind<Tools, Payload = unknown> extends JobOrder<Payload> {
  /** Does the work. Throws a Refusal when that is the answer; after any other error it is tried again, later. */
  run(payload: unknown, work: Work, tools: Tools): Promise<JobResult>;
}

export type JobUnit = 'items' | 'bytes';

/** What a job under way is given. */
export interface Work {
  readonly job: Uuid;
  /** Undefined: the system itself asked. */
  readonly person: Uuid | undefined;
  readonly caseId: Uuid | undefined;
  /** Aborted when somebody cancels it, or the server stops and cannot wait any longer. */
  readonly signal: AbortSignal;
  /** Call it as often as you like: it is written down twice a second. */
  progress(done: number, total: number | undefined, unit: JobUnit, message?: string): void;
}

/** Where it led. `href` is a path of this site; `note` and `warning` are plain text. */
export interface JobResult {
  readonly href?: string;
  readonly note?: string;
  /** It was done, and something about it needs attention. */
  readonly warning?: string;
  /** The same as values, so that a page says it in its reader's language. */
  readonly warnings?: readonly JobWarning[];
}

/** What can need attention about work that was done. */
export const JOB_WARNINGS = [
  'senderDigest', // other bytes arrived than were sent
  'containerChecksums', // an image file is damaged by its own account
  'storedHash', // an image has another hash than it says
  'sourceChanged', // it changed while it was read
  'notSealed', // stored bytes are not what was sealed
  'keptAside', // a package that does not hold any more
  'notTaken', // one of several was refused, the others were taken
] as const;

export interface JobWarning {
  readonly what: (typeof JOB_WARNINGS)[number];
  /** Which one, as it is called. */
  readonly name?: string;
  /** Of values that can be compared by eye. */
  readonly expected?: string;
  readonly found?: string;
}

/** Why it did not come to its end, for the page: what a Refusal says. */
export interface JobFailure {
  readonly code: string;
  readonly expected: string;
  readonly next: string;
  /** By which the catalogue says it in other languages; of a failure that was written before it was there, absent. */
  readonly entry?: RefusalName;
  readonly values?: RefusalValues;
}

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** When its turn comes: before all that wait, in the order of asking, or when nothing else waits. As the queue counts: the lowest first. */
export const PRIORITIES = { first: -1, usual: 0, last: 1 } as const;
export type JobPriority = keyof typeof PRIORITIES;

/** As its members see it. */
export interface Job {
  readonly id: Uuid;
  readonly kind: string;
  readonly act: string;
  readonly caseId: Uuid | undefined;
  readonly person: Uuid | undefined;
  readonly title: string;
  readonly state: JobState;
  readonly priority: JobPriority;
  readonly askedAt: Date;
  readonly beganAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly isCancelling: boolean;
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: JobUnit;
  readonly message: string | undefined;
  readonly result: JobResult | undefined;
  readonly failure: JobFailure | undefined;
}

export function hasEnded(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

export function defineJob<Payload, Tools>(
  order: JobOrder<Payload>,
  run: (payload: Payload, work: Work, tools: Tools) => Promise<JobResult>,
): JobKind<Tools, Payload> {
  return { ...order, run: (payload, work, tools) => run(order.payload.parse(payload), work, tools) };
}
