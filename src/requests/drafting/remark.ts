// What somebody who reads a request says of one of its answers, or suggests in its place.
import type { Uuid } from '../../base/ids.ts';
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

/** On the answer, or on one of its items: `data.2`. */
export function openRemarks(list: readonly Remark[], field: string): number {
  return list.filter(
    (one) => one.decision === undefined && (one.field === field || itemOf(one.field, field) !== undefined),
  ).length;
}

/** Which item of the field a remark is on, counted from 1. */
export function itemOf(remarked: string, field: string): number | undefined {
  const [, number] = remarked.startsWith(`${field}.`)
    ? (/^\.([1-9]\d{0,2})$/.exec(remarked.slice(field.length)) ?? [])
    : [];
  return number === undefined ? undefined : Number(number);
}
