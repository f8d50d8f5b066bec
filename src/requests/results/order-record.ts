// What is recorded of an order of Regulation (EU) 2023/1543 once it has gone: remedies that are used against it, and costs that are
// claimed for it. Each record begins with one event; what becomes of it is another. An event is never changed: what was recorded by
// mistake is said to be so, and counts no more.
import type { Day } from '../../law/day.ts';

export interface Recorded {
  /** When it happened; undefined of what was recorded by mistake. */
  readonly on: Day | undefined;
  /** What shows it, or why. */
  readonly evidence: string;
  /** Undefined: somebody who left. */
  readonly by: string | undefined;
  readonly at: Date;
  /** `key <id>`, where another program recorded it. */
  readonly through: string | undefined;
}

/** Of what happened on a day. */
export interface Happened extends Recorded {
  readonly on: Day;
}

export const LINE_MAX = 1000;
export const EVIDENCE_MAX = 4000;

/** Trimmed, in one form of line ends; undefined: there is none, or too much. */
export function textIn(text: string | null | undefined, max: number): string | undefined {
  const trimmed = (text ?? '').trim().replaceAll('\r\n', '\n').toWellFormed();
  return trimmed === '' || trimmed.length > max ? undefined : trimmed;
}
