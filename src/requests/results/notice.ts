// The duty to tell a person that their data were obtained: planned, delayed with a reason and a day of review, done.
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';

export const NOTICE_STATES = ['planned', 'delayed', 'done', 'notNeeded'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What may become of one that is planned or delayed. */
export const OUTCOMES = ['done', 'delayed', 'notNeeded'] as const satisfies readonly NoticeState[];
export type Outcome = (typeof OUTCOMES)[number];

export interface Notice {
  readonly id: Uuid;
  readonly number: number;
  readonly person: string;
  /** On what rule, as whoever planned it says. */
  readonly basis: string;
  readonly state: NoticeState;
  /** The day for which it is planned, or that of the review. */
  readonly dueOn: Day | undefined;
  /** The oldest first. */
  readonly events: readonly NoticeEvent[];
}

export interface NoticeEvent {
  readonly act: NoticeState;
  readonly by: string | undefined;
  readonly at: Date;
  readonly dueOn: Day | undefined;
  readonly doneOn: Day | undefined;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
  /** `key <id>`, where another program recorded it. */
  readonly through: string | undefined;
}

export function isOver({ state }: Pick<Notice, 'state'>): boolean {
  return state === 'done' || state === 'notNeeded';
}
