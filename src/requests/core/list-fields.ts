// Fields that take many: identifiers and digests one a line, persons row by row; and a length with its unit.
import type { FormField } from '../../law/model-form.ts';
import type { Answer, Answers, ListedPerson } from './answers.ts';
import { hashLines, readHashLines, type FileHash, type HashProblem } from './hash-lines.ts';
import { identifierLines, readIdentifierLines, type LineProblem, type Wanted } from './identifier-lines.ts';
import type { TypedIdentifier } from './identifier.ts';

/** More than this does not come back through a form, which takes 64 kB with all its escapes: it stays as it is. */
const MAX_TYPED = 15_000;
const MAX_PERSONS = 200;

export type ListField = Pick<FormField, 'id' | 'type'>;

/** A line of a field, with what is wrong with it. */
export interface WrongFieldLine {
  readonly line: number;
  readonly text: string;
  readonly problem: LineProblem | HashProblem;
}

interface ReadLines {
  /** Identifiers, or digests of files. */
  readonly list: readonly (TypedIdentifier | FileHash)[];
  readonly wrong: readonly WrongFieldLine[];
}

/** Which kind a list asks for: by the names that forms give to their fields. */
const KINDS: Readonly<Record<string, Pick<Wanted, 'only' | 'otherwise'>>> = {
  ip: { only: 'ip' },
  phones: { only: 'phone' },
  emails: { only: 'email' },
  imei: { only: 'imei' },
  mac: { only: 'mac' },
  users: { otherwise: 'account' },
};

export function isOfOneKind({ id }: ListField): boolean {
  return KINDS[id] !== undefined;
}

export function isLines({ type }: ListField): boolean {
  return type === 'identifier_list' || type === 'hash_list';
}

/** Answered by the fields of this file. */
export function isOfMany(type: ListField['type']): boolean {
  return isLines({ id: '', type }) || type === 'person_list' || type === 'duration';
}

/** `before`: what is there already and stays. */
export function readLines(
  field: ListField,
  text: string,
  before: readonly (TypedIdentifier | FileHash)[] = [],
): ReadLines {
  if (field.type === 'hash_list') {
    const { hashes, wrong } = readHashLines(text, before as readonly FileHash[]); // of this field, by its schema
    return { list: hashes, wrong };
  }
  const there = before as readonly TypedIdentifier[]; // as above
  const { identifiers, wrong } = readIdentifierLines(text, { ...KINDS[field.id], before: there });
  return { list: identifiers, wrong };
}

export function listOf(answers: Answers, { id }: ListField): readonly (TypedIdentifier | FileHash)[] {
  const answer = answers[id];
  return Array.isArray(answer) ? (answer as readonly (TypedIdentifier | FileHash)[]) : []; // by its schema
}

/** Undefined when it is too long to be typed. */
function linesText(field: ListField, list: readonly (TypedIdentifier | FileHash)[]): string | undefined {
  const text =
    field.type === 'hash_list' ? hashLines(list as FileHash[]) : identifierLines(list as TypedIdentifier[]); // as above
  return text.length > MAX_TYPED ? undefined : text;
}

/** True where the page showed how many there are and not which: they stay. */
export function isKept({ id }: ListField, form: URLSearchParams): boolean {
  return form.has(`${id}.kept`);
}

/** What was answered, as it stands in the fields of a page. */
export function listGiven(
  field: ListField,
  answer: Answer,
): readonly (readonly [name: string, value: string])[] {
  const { id, type } = field;
  switch (type) {
    case 'identifier_list':
    case 'hash_list': {
      const list = listOf({ [id]: answer }, field);
      const text = linesText(field, list);
      return text === undefined ? [[`${id}.kept`, String(list.length)]] : [[id, text]];
    }
    case 'person_list':
      return (answer as readonly ListedPerson[]).flatMap((person, row) =>
        PERSON_PARTS.map((part) => [`${id}.${part}.${row}`, person[part] ?? ''] as const),
      ); // by its schema
    case 'duration': {
      const { length, unit } = answer as { length: number; unit: string }; // as above
      return [
        [`${id}.length`, String(length)],
        [`${id}.unit`, unit],
      ];
    }
    default:
      return [];
  }
}

const PERSON_PARTS = ['name', 'role', 'born', 'nationality', 'location'] as const;

/** Numbers of the rows of persons in the form, at most so many. */
export function personRows(id: string, form: URLSearchParams): number[] {
  const start = `${id}.name.`;
  const rows = [...form.keys()].flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
  return [...new Set(rows.filter((row) => /^\d{1,3}$/.test(row)).map(Number))]
    .sort((a, b) => a - b)
    .slice(0, MAX_PERSONS);
}

/** With an empty row more. */
export function withPerson(id: string, form: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(form);
  next.set(`${id}.name.${(personRows(id, form).at(-1) ?? -1) + 1}`, '');
  return next;
}

/** A row that is left empty is no person. Each with the number of its row. */
export function readPersons(
  id: string,
  form: URLSearchParams,
): readonly { readonly row: number; readonly person: Readonly<Record<string, string>> }[] {
  return personRows(id, form).flatMap((row) => {
    const parts = PERSON_PARTS.map(
      (part) => [part, (form.get(`${id}.${part}.${row}`) ?? '').trim()] as const,
    );
    const given = parts.filter(([, value]) => value !== '');
    return given.length === 0 ? [] : [{ row, person: Object.fromEntries(given) }];
  });
}

/** A number as it was typed stays text where it is none, so that the schema refuses it. */
export function readDuration(id: string, form: URLSearchParams): unknown {
  const length = (form.get(`${id}.length`) ?? '').trim();
  const unit = form.get(`${id}.unit`) ?? '';
  if (length === '' && unit === '') return undefined;
  return { length: /^\d{1,6}$/.test(length) ? Number(length) : length, unit };
}
