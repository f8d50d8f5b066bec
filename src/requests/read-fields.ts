// Reads the fields of a page of questions as answers. An empty field is no answer: a draft may lack any.
import type { FormField } from '../law/model.ts';
import { answerSchema, type Answer, type Answers } from './answers.ts';
import { checkIdentifier } from './identifiers/check.ts';
import type { Problem } from './identifiers/identifier.ts';

/** Parts of a party or contact, in the order in which they are asked. */
export const PARTS = {
  party: ['organisation', 'person', 'role', 'address', 'phone', 'mobile', 'fax', 'email', 'hours', 'zone'],
  contact: ['name', 'title', 'function', 'phone', 'mobile', 'email'],
} as const;

export type PartName = (typeof PARTS)['party' | 'contact'][number];

/** What is wrong, by the name of the field: a problem of an identifier, or that it does not fit. */
export type FieldProblems = Readonly<Record<string, Problem | 'doesNotFit' | 'needed' | 'choose'>>;

export interface ReadFields {
  readonly answers: Answers;
  readonly problems: FieldProblems;
}

export function readFields(fields: readonly FormField[], form: URLSearchParams): ReadFields {
  const answers: Record<string, Answer> = {};
  const problems: Record<string, FieldProblems[string]> = {};
  for (const field of fields) {
    const schema = answerSchema(field);
    const raw = rawAnswer(field, form);
    if (schema === undefined || raw === undefined) continue;
    const parsed = schema.safeParse(raw);
    if (parsed.success) answers[field.id] = parsed.data;
    else
      for (const { path } of parsed.error.issues) {
        const name = [field.id, ...path.filter((part) => typeof part === 'string')].join('.');
        problems[name] ??= problemOf(field, name, form);
      }
  }
  return { answers, problems };
}

function rawAnswer({ id, type }: FormField, form: URLSearchParams): unknown {
  const text = (form.get(id) ?? '').trim();
  switch (type) {
    case 'boolean':
      return text === '' ? undefined : text === 'yes';
    case 'multichoice': {
      const chosen = form.getAll(id).filter((one) => one !== '');
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'list':
    case 'languages': {
      const lines = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
      return lines.length === 0 ? undefined : lines;
    }
    case 'party':
    case 'contact':
      return parts(PARTS[type], id, form);
    case 'date_range':
      return parts(['from', 'to'], id, form);
    default:
      return text === '' ? undefined : text;
  }
}

function parts(
  names: readonly string[],
  id: string,
  form: URLSearchParams,
): Record<string, string> | undefined {
  const given = names.flatMap((name) => {
    const value = (form.get(`${id}.${name}`) ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function problemOf({ type }: FormField, name: string, form: URLSearchParams): FieldProblems[string] {
  const value = (form.get(name) ?? '').trim();
  if (value === '') return 'needed';
  if (type === 'choice' || type === 'multichoice') return 'choose';
  const kind = /(?:^|\.)(?:phone|mobile|fax)$/.test(name) || type === 'phone' ? 'phone' : 'email';
  if (kind === 'phone' || /(?:^|\.)email$/.test(name) || type === 'email') {
    const checked = checkIdentifier({ kind, value });
    if (!checked.ok) return checked.problem;
  }
  return 'doesNotFit';
}
