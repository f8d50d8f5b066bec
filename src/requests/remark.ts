// What somebody who reads a request says of one of its answers, or suggests in its place.
import type { Uuid } from '../base/ids.ts';
import type { Answer } from './answers.ts';

/** `done`: settled without a suggestion. */
export const DECISIONS = ['accepted', 'declined', 'done'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Remark {
  readonly id: Uuid;
  /** Of the answers that were read. */
  readonly version: number;
  readonly field: string;
  readonly text: string | undefined;
  readonly suggestion: Answer | undefined;
  readonly by: string | undefined;
  readonly at: Date;
  readonly decision: Decision | undefined;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
}

export function openRemarks(list: readonly Remark[], field: string): number {
  return list.filter((one) => one.field === field && one.decision === undefined).length;
}
