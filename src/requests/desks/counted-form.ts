// The orders of Regulation (EU) 2023/1543, and the kinds of data that one asks for.
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from '../core/answers.ts';
import { categoriesOf } from '../core/form.ts';
import { formOf, ordersOf } from '../forms/index.ts';

/** Id of its form: in the tables, figures that no request is behind are named so too. */
export function productionOrder(): string {
  const [id = ''] = ordersOf('production');
  return id;
}

/** Undefined alone, where none is recorded: the order is counted all the same. */
export function categoriesAsked(id: string, answers: Answers): readonly (DataCategory | undefined)[] {
  const form = formOf(id);
  const found = form === undefined ? [] : categoriesOf(form, answers);
  return found.length === 0 ? [undefined] : found;
}
