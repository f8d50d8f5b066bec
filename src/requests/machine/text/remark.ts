// What somebody who reads a request says of one of its answers, or suggests in its place.
import type { Uuid } from '../../../base/ids.ts';
import type { FormField } from '../../../law/model-form.ts';
import type { LegalForm } from '../../core/form.ts';
import { isAnswered, type Answer, type Answers, type Asked } from '../../core/answers.ts';
import { askedOf } from '../../core/request-items.ts';

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
  /** `key <id>`, where another program said it. */
  readonly through: string | undefined;
  readonly decision: Decision | undefined;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
}

/** How many nobody has decided yet, by what they are about: a field, or an item of one. */
export type OpenRemarks = ReadonlyMap<string, number>;

export const REMARK_MAX = 4000;

/** The answer that remarks are about, or the one item of it. */
export interface RemarkPlace {
  readonly field: FormField;
  readonly item: RemarkedItem | undefined;
}

interface RemarkedItem {
  /** Counted from 1. */
  readonly number: number;
  readonly asked: Asked;
}

/** As remarks name it: a field, or an item of one, `data.2`. */
export function remarkedId({ field, item }: RemarkPlace): string {
  return item === undefined ? field.id : `${field.id}.${item.number}`;
}

/** Undefined: nobody answers that, or there is no such item now. */
export function remarkPlace({ fields }: LegalForm, answers: Answers, id: string): RemarkPlace | undefined {
  const field = fields.find((one) => one.id === id);
  if (field !== undefined) return isAnswered(field.type) ? { field, item: undefined } : undefined;
  const list = fields.find((one) => one.type === 'item_list' && itemOf(id, one.id) !== undefined);
  const number = list && itemOf(id, list.id);
  if (list === undefined || number === undefined) return undefined;
  const asked = askedOf(answers, list.id)[number - 1];
  return asked && { field: list, item: { number, asked } };
}

/** Its item is there no more: it is seen with the list, and can only be declined or settled. */
export function isOfNoItem(remark: Pick<Remark, 'field'>, { id }: FormField, answers: Answers): boolean {
  const number = itemOf(remark.field, id);
  return number !== undefined && number > askedOf(answers, id).length;
}

/** A suggestion is taken over or declined, a remark without one is settled. */
export function mayDecide(remark: Remark, decision: Decision, isThere: boolean): boolean {
  return (decision === 'done') === (remark.suggestion === undefined) && (isThere || decision !== 'accepted');
}

/** On the answer, or on one of its items: `data.2`. */
export function openRemarks(open: OpenRemarks, field: string): number {
  return [...open]
    .filter(([one]) => one === field || itemOf(one, field) !== undefined)
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Which item of the field a remark is on, counted from 1. */
export function itemOf(remarked: string, field: string): number | undefined {
  const [, number] = remarked.startsWith(`${field}.`)
    ? (/^\.([1-9]\d{0,2})$/.exec(remarked.slice(field.length)) ?? [])
    : [];
  return number === undefined ? undefined : Number(number);
}
