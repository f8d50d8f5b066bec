// Answers that were given as JSON, each read by its field: an unknown field, and an answer of the wrong kind, is refused with its place.
import type { ZodType } from 'zod';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import type { LegalForm } from './form.ts';
import { answerSchema, type Answers } from './answers.ts';

/** Refusals: badInput. */
export function readAnswers(legal: LegalForm, raw: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, Answers[string]> = {};
  for (const [id, value] of Object.entries(raw)) {
    const field = legal.fields.find((one) => one.id === id);
    const schema = field && answerSchema(field);
    if (schema === undefined)
      throw new Refusal('badInput.answeredField', { form: legal.form.id, found: `'${id}'` });
    answers[id] = readBy(schema, value, id);
  }
  return answers;
}

/** Refusals: badInput, with the place. */
export function readBy<Value>(schema: ZodType<Value>, value: unknown, where: string): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [where, ...(issue?.path ?? [])].join('.');
  throw new Refusal('badInput.answerOfField', {
    path,
    found: issue === undefined ? '–' : inEnglish(issue.message),
  });
}
