// The outgoing text, from typed answers: the sections of the official form in its own order and numbering, each field with its
// answer. What was not asked is left out; what was asked and not answered says so.
import type { FormField } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import { itemsOf, type Answer, type Contact, type Item, type Party } from './answers.ts';
import { detailFacts, evidenceTitle } from './evidence-details.ts';
import { isAsked, ownSections, type Words } from './form.ts';
import { checkIdentifier } from './identifiers/check.ts';
import type { DraftRequest } from './request-file.ts';

export interface Letter {
  readonly title: string;
  /** Instrument and reference. */
  readonly basis: string;
  /** Words that must stand on the paper, such as that the form has not been confirmed. */
  readonly notice: string | undefined;
  readonly sections: readonly LetterSection[];
}

export interface LetterSection {
  readonly label: string;
  /** Whom this section is for, where it is not for every reader of the letter. */
  readonly audience: string | undefined;
  readonly rows: readonly LetterRow[];
}

export interface LetterRow {
  readonly label: string;
  /** Paragraphs; none where items stand instead. */
  readonly text: readonly string[];
  readonly items?: readonly LetterItem[];
  /** Room for a signature. */
  readonly isSignature?: true;
}

/** One thing asked for. */
export interface LetterItem {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly text: readonly string[] }[];
}

/** `instrument`: its short title. */
export function letterOf(draft: DraftRequest, instrument: string): Letter {
  const { legal, answers } = draft;
  const { record } = legal;
  return {
    title: record.title,
    basis: `${instrument}, ${record.ref}`,
    notice: NOTICES[record.confidence],
    sections: ownSections(record)
      .map(({ label, audience, fields }) => ({
        label,
        audience,
        rows: fields
          .filter((field) => isAsked(legal, field, answers))
          .map((field) => rowOf(field, answers[field.id])),
      }))
      .filter(({ rows }) => rows.length > 0),
  };
}

const NOTICES = {
  confirmed: undefined,
  recalled: 'This form has not yet been compared with the official text.',
  contributed: 'This form was contributed and has not yet been compared with the official text.',
  disputed: 'The content of this form is disputed.',
  editorial: 'No law prescribes this form; it follows good practice.',
} as const;

const NOT_STATED = 'Not stated.';

function rowOf(field: FormField, answer: Answer | undefined): LetterRow {
  const { label, type } = field;
  if (type === 'signature') return { label, text: [], isSignature: true };
  if (type === 'constant') return { label, text: [] };
  if (answer === undefined) return { label, text: [NOT_STATED] };
  switch (type) {
    case 'item_list':
      return { label, text: [], items: itemsOf({ answer }, 'answer').map(itemWords) };
    case 'identifier_list':
      return { label, text: (answer as Item['identifiers']).map(identifierWords) };
    case 'party':
    case 'contact':
      return { label, text: partyWords(answer as Party & Contact) };
    case 'boolean':
      return { label, text: [answer === true ? 'Yes.' : 'No.'] };
    case 'choice':
    case 'multichoice':
      return { label, text: chosen(field, answer) };
    case 'state':
      return { label, text: [stateName(answer as string)] };
    case 'text':
    case 'longtext':
    case 'date':
    case 'datetime':
    case 'address':
    case 'phone':
    case 'email':
    case 'reference':
      return { label, text: paragraphs(answer as string) };
    case 'languages':
    case 'list':
      return { label, text: answer as string[] };
    case 'date_range': {
      const { from, to } = answer as { from: string; to: string };
      return { label, text: [`${from} to ${to}`] };
    }
    case 'duration': {
      const { length, unit } = answer as { length: number; unit: string };
      return { label, text: [`${length} ${unit}${length === 1 ? '' : 's'}`] };
    }
    case 'person_list':
      return {
        label,
        text: (
          answer as { name: string; role: string; born?: string; nationality?: string; location?: string }[]
        ).map(personWords),
      };
    case 'hash_list':
      return {
        label,
        text: (answer as { file: string; algorithm: string; digest: string }[]).map(
          ({ file, algorithm, digest }) => `${file}: ${algorithm} ${digest}`,
        ),
      };
  }
}

/** An answer as lines of text. */
export function answerLines(field: FormField, answer: Answer): readonly string[] {
  const { text, items = [] } = rowOf(field, answer);
  return [
    ...text,
    ...items.flatMap(({ title, facts }) => [
      title,
      ...facts.map((one) => `${one.label}: ${one.text.join(', ')}`),
    ]),
  ];
}

function paragraphs(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function chosen({ options }: FormField, answer: Answer): string[] {
  const ids = Array.isArray(answer) ? (answer as readonly string[]) : [answer as string];
  return ids.map((id) => options.find((one) => one.id === id)?.label ?? id);
}

/** In the order in which the templates name them. */
function partyWords({
  organisation,
  name,
  person,
  title,
  role,
  function: duty,
  address,
  phone,
  mobile,
  fax,
  email,
  hours,
  zone,
}: Partial<Party & Contact>): string[] {
  const line = (label: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${label}: ${value}`];
  return [
    ...(organisation === undefined ? [] : [organisation]),
    ...(name === undefined ? [] : [name]),
    ...line('Person in charge', person),
    ...line('Title', title),
    ...line('Function', duty ?? role),
    ...line('Address', address),
    ...line('Telephone', phone),
    ...line('Mobile', mobile),
    ...line('Fax', fax),
    ...line('E-mail', email),
    ...line('Office hours', hours),
    ...line('Time zone', zone),
  ];
}

function personWords(person: {
  name: string;
  role: string;
  born?: string;
  nationality?: string;
  location?: string;
}): string {
  const more = [
    person.role,
    person.born,
    person.nationality && stateName(person.nationality),
    person.location,
  ];
  return [person.name, ...more.filter((one) => one !== undefined)].join(', ');
}

function itemWords(one: Item, i: number): LetterItem {
  const category = one.category.replaceAll('_', ' ');
  return { title: `Item ${i + 1}: ${evidenceTitle(one, category, english)}`, facts: itemLines(one) };
}

const english = ({ en }: Words): string => en;

export function itemLines(one: Item): LetterItem['facts'] {
  const period =
    one.from === undefined && one.to === undefined ? [] : [`${one.from ?? '…'} to ${one.to ?? '…'}`];
  const facts = [
    { label: 'Wanted', text: one.wanted },
    { label: 'Of', text: one.identifiers.map(identifierWords) },
    { label: 'Held by', text: [one.holder, ...(one.service === undefined ? [] : [one.service])] },
    { label: 'Period', text: period },
    { label: 'Why', text: paragraphs(one.reason) },
    { label: 'Form of evidence', text: one.format === undefined ? [] : [one.format] },
    ...detailFacts(one, english),
    { label: 'Preserved', text: one.preservation === undefined ? [] : [one.preservation] },
  ];
  return facts.filter(({ text }) => text.length > 0);
}

function identifierWords(typed: Item['identifiers'][number]): string {
  const checked = checkIdentifier({ kind: typed.kind, value: typed.value });
  const value = checked.ok ? checked.identifier.value : typed.value;
  const port = typed.port === undefined ? '' : ` port ${typed.port}`;
  const when =
    typed.from === undefined ? '' : ` at ${typed.from}${typed.to === undefined ? '' : ` to ${typed.to}`}`;
  return `${typed.kind} ${value}${port}${when}`;
}
