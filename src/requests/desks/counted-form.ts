// The orders of Regulation (EU) 2023/1543, and the kinds of data that one asks for.
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from '../drafting/answers/answers.ts';
import { categoriesOf } from '../form.ts';
import { FORMS } from '../forms/index.ts';

export const COUNTED_FORMS = ['epoc', 'epoc-pr'] as const;
export type CountedForm = (typeof COUNTED_FORMS)[number];

/** Undefined alone, where none is recorded: the order is counted all the same. */
export function categoriesAsked(id: CountedForm, answers: Answers): readonly (DataCategory | undefined)[] {
  const form = FORMS.find((one) => one.id === id);
  const found = form === undefined ? [] : categoriesOf(form, answers);
  return found.length === 0 ? [undefined] : found;
}
