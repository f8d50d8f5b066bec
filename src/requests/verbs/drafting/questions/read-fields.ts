// Reads the fields of a page of questions as answers. An empty field is no answer: a draft may lack any.
import { isDay } from '../../../../law/day.ts';
import type { FormField } from '../../../../law/model-form.ts';
import { dayGiven, hasDayParts } from '../../../../web/day-field.ts';
import { readRecordedTime } from '../../../../web/recorded-time.ts';
import { answerSchema, type Answer, type Answers } from '../../../core/answers.ts';
import { checkIdentifier } from '../../../core/identifier-check.ts';
import type { Problem } from '../../../core/identifier.ts';
import { isKept, isLines, readDuration, readLines, readPersons } from '../../../core/list-fields.ts';

/** Parts of a party or contact, in the order in which they are asked. */
export const PARTS = {
  party: ['organisation', 'person', 'role', 'address', 'phone', 'mobile', 'fax', 'email', 'hours', 'zone'],
  contact: ['name', 'title', 'function', 'phone', 'mobile', 'email'],
} as const;

export type PartName = (typeof PARTS)['party' | 'contact'][number];

/** What is wrong, by the name of the field: a problem of an identifier, or that it does not fit. */
export type FieldProblems = Readonly<
  Record<string, Problem | 'doesNotFit' | 'notDay' | 'needed' | 'choose' | 'wrongLines'>
>;

interface ReadFields {
  readonly answers: Answers;
  readonly problems: FieldProblems;
}

/** What the page answers: neither what is signed later nor what it showed as it is. */
export function answeredHere(fields: readonly FormField[], form: URLSearchParams): string[] {
  return fields.filter((field) => field.type !== 'signature' && !isKept(field, form)).map(({ id }) => id);
}

export function readFields(fields: readonly FormField[], form: URLSearchParams): ReadFields {
  const answers: Record<string, Answer> = {};
  const problems: Record<string, FieldProblems[string]> = {};
  for (const field of fields) {
    const schema = answerSchema(field);
    if (schema === undefined || isKept(field, form)) continue;
    if (isLines(field) && readLines(field, form.get(field.id) ?? '').wrong.length > 0) {
      problems[field.id] = 'wrongLines';
      continue;
    }
    const raw = rawAnswer(field, form);
    if (raw === undefined) continue;
    const parsed = schema.safeParse(raw);
    if (parsed.success) answers[field.id] = parsed.data;
    else
      for (const { path } of parsed.error.issues) {
        const name = nameOf(field, path, form);
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
      const lines = form
        .getAll(id)
        .join('\n')
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
    case 'identifier_list':
    case 'hash_list': {
      const { list } = readLines({ id, type }, text);
      return list.length === 0 ? undefined : list;
    }
    case 'person_list': {
      const persons = readPersons(id, form);
      return persons.length === 0 ? undefined : persons.map(({ person }) => person);
    }
    case 'duration':
      return readDuration(id, form);
    case 'datetime':
      return readRecordedTime(form, id);
    case 'date':
      return dayGiven(form, id) || undefined;
    default:
      return text === '' ? undefined : text;
  }
}

/** Of the field on the page that holds the part; a person's part is named with the number of its row. */
function nameOf({ id, type }: FormField, path: readonly PropertyKey[], form: URLSearchParams): string {
  const words = path.filter((part) => typeof part === 'string');
  if (type === 'duration') return [id, ...(words.length === 0 ? ['length'] : words)].join('.');
  if (type !== 'person_list') return [id, ...words].join('.');
  const row = readPersons(id, form)[Number(path[0] ?? 0)]?.row ?? 0;
  return [id, words[0] ?? 'name', row].join('.');
}

function parts(
  names: readonly string[],
  id: string,
  form: URLSearchParams,
): Record<string, string> | undefined {
  const given = names.flatMap((name) => {
    const value = partGiven(form, `${id}.${name}`);
    return value === '' ? [] : [[name, value] as const];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** A day is asked in three boxes. */
function partGiven(form: URLSearchParams, name: string): string {
  return hasDayParts(form, name) ? dayGiven(form, name) : (form.get(name) ?? '').trim();
}

function problemOf({ type }: FormField, name: string, form: URLSearchParams): FieldProblems[string] {
  const value = partGiven(form, name);
  if (value === '') return 'needed';
  if (type === 'date' || (type === 'date_range' && !isDay(value))) return 'notDay';
  if (type === 'datetime')
    return /T\d{2}:\d{2}:\d{2}[\d.]*$/.test(readRecordedTime(form, name) ?? '')
      ? 'timeWithoutOffset'
      : 'notTime';
  if (type === 'choice' || type === 'multichoice') return 'choose';
  if (type === 'person_list' || type === 'duration') return 'doesNotFit';
  const kind = /(?:^|\.)(?:phone|mobile|fax)$/.test(name) || type === 'phone' ? 'phone' : 'email';
  if (kind === 'phone' || /(?:^|\.)email$/.test(name) || type === 'email') {
    const checked = checkIdentifier({ kind, value });
    if (!checked.ok) return checked.problem;
  }
  return 'doesNotFit';
}
