// Pages of a form: of one field each, under the name of the field, or of several that belong together.
import type { QuestionPage, Words } from '../core/form.ts';

/** The label of the field is the question: for one that says by itself what is asked. */
export function each(...fields: readonly string[]): readonly QuestionPage[] {
  return fields.map((id) => ({ id, fields: [id] }));
}

/** Several fields where officials expect them together: a box of the printed form, a person, an authority and how it is reached. */
export function box(id: string, title: Words, fields: readonly string[], hint?: Words): QuestionPage {
  return { id, title, ...(hint && { hint }), fields };
}

export function ask(field: string, title: Words, hint?: Words): QuestionPage {
  return { id: field, title, ...(hint && { hint }), fields: [field] };
}
