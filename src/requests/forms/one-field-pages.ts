// Pages of one field each, under the name of the field.
import type { QuestionPage, Words } from '../form.ts';

/** The label of the field is the question: for one that says by itself what is asked. */
export function each(...fields: readonly string[]): readonly QuestionPage[] {
  return fields.map((id) => ({ id, fields: [id] }));
}

export function ask(field: string, title: Words, hint?: Words): QuestionPage {
  return { id: field, title, ...(hint && { hint }), fields: [field] };
}
