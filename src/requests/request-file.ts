// A request as JSON: which form, and the answers. Strict: an unknown form or field, and an answer of the wrong kind, is
// refused with its place.
import * as z from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { Knowledge } from '../law/model.ts';
import { answerSchema, type Answers } from './answers.ts';
import { legalForm, type LegalForm } from './form.ts';
import { FORMS } from './forms/index.ts';

export const REQUEST_FILE_VERSION = 1;
const MAX_CHARACTERS = 16 * 1024 * 1024;

export interface DraftRequest {
  readonly legal: LegalForm;
  readonly answers: Answers;
  /** Why a finding that may be explained does not stand in the way, by its code. */
  readonly explained: Readonly<Record<string, string>>;
}

const outer = z.strictObject({
  v: z.literal(REQUEST_FILE_VERSION),
  form: z.string().max(80),
  answers: z.record(z.string().max(80), z.unknown()),
  explained: z.record(z.string().max(80), z.string().trim().min(1).max(4000)).optional(),
});

/** Refusals: tooLarge, badInput. A draft may lack answers; `findingsOf` says which. */
export function readRequest(text: string, { forms }: Knowledge): DraftRequest {
  if (text.length > MAX_CHARACTERS)
    throw new Refusal('tooLarge', {
      expected: `a request of at most ${MAX_CHARACTERS} characters`,
      found: `${text.length}`,
      next: 'Attach long lists as evidence instead.',
    });
  const { form: id, answers, explained = {} } = parse(outer, json(text), 'the file');
  const form = FORMS.find((one) => one.id === id);
  if (form === undefined) throw bad(`a form (${FORMS.map((one) => one.id).join(', ')})`, `'${id}'`);
  const legal = legalForm(form, forms);
  return { legal, answers: readAnswers(legal, answers), explained };
}

/** Refusals: badInput. */
export function readAnswers(legal: LegalForm, raw: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, Answers[string]> = {};
  for (const [id, value] of Object.entries(raw)) {
    const field = legal.fields.find((one) => one.id === id);
    const schema = field && answerSchema(field);
    if (schema === undefined) throw bad(`a field of ${legal.form.id} that is answered`, `'${id}'`);
    answers[id] = parse(schema, value, id);
  }
  return answers;
}

export function writeRequest({ legal, answers, explained }: DraftRequest): string {
  const ordered = Object.fromEntries(
    legal.fields.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
  );
  const reasons = Object.keys(explained).length === 0 ? {} : { explained };
  return `${JSON.stringify({ v: REQUEST_FILE_VERSION, form: legal.form.id, answers: ordered, ...reasons }, undefined, 2)}\n`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw bad('JSON', error instanceof Error ? error.message : 'something else');
  }
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown, where: string): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [where, ...(issue?.path ?? [])].join('.');
  throw bad(`an answer as the form wants it at ${path}`, issue?.message ?? 'another');
}

function bad(expected: string, found: string): Refusal {
  return new Refusal('badInput', {
    expected,
    found,
    next: "See './comity request form FORM' for the fields of a form.",
  });
}
