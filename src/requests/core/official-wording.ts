// What the official text of a form calls its parts in one language: a file of the agency, and what the labels of a letter become by it.
import * as z from 'zod';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import type { Knowledge } from '../../law/model.ts';
import type { FormField, FormRecord } from '../../law/model-form.ts';
import { readYaml, type Path } from '../../law/yaml-file.ts';
import { day } from './answers.ts';
import type { LegalForm } from './form.ts';
import type { Messages } from '../../web/messages.ts';
import { LETTER_LANGUAGES, type LetterLanguage } from './letter-language.ts';

const words = z.string().trim().min(1).max(4000);

/** Fixed words of a letter that a printed sheet has too: as it has them, where they are brought. */
const LETTER_WORDS = [
  'yes',
  'no',
  'not_stated',
  'name',
  'function',
  'place_and_date',
  'signature',
  'stamp',
] as const;
type LetterWord = (typeof LETTER_WORDS)[number];

const file = z.strictObject({
  schema_version: z.literal(1),
  form: z.string().regex(/^[a-z0-9-]{1,80}$/),
  language: z.enum(LETTER_LANGUAGES as readonly [LetterLanguage, ...LetterLanguage[]]),
  /** Of the text: where it was published, and the day of that edition. */
  source: z.string().trim().min(1).max(500),
  day,
  title: words.optional(),
  sections: z.record(z.string(), words).optional(),
  fields: z.record(z.string(), words).optional(),
  options: z.record(z.string(), z.record(z.string(), words)).optional(),
  letter: z.partialRecord(z.enum(LETTER_WORDS), words).optional(),
  /** Titles of instruments, by their ids in the law data. */
  treaties: z.record(z.string(), words).optional(),
});

export interface OfficialWords {
  readonly title?: string | undefined;
  /** By id; of an option by the ids of its field and its own. */
  readonly sections?: Readonly<Record<string, string>> | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly letter?: Readonly<Partial<Record<LetterWord, string | undefined>>> | undefined;
  readonly treaties?: Readonly<Record<string, string>> | undefined;
}

export interface OfficialWording {
  readonly form: string;
  readonly language: LetterLanguage;
  readonly source: string;
  readonly day: string;
  readonly words: OfficialWords;
}

/** All of a file or nothing of it; each line that is wrong is named. Refusals: badInput. */
export function readOfficialWording(
  name: string,
  text: string,
  recordOf: (form: string) => FormRecord | undefined,
  isInstrument: (id: string) => boolean,
): OfficialWording {
  const { file: yaml, findings } = readYaml({ name, text });
  if (yaml === undefined) throw refused(findings.map(({ line, message }) => `${name}:${line}: ${message}`));
  const at = (path: Path, message: string): string => `${name}:${yaml.lineOf(path)}: ${message}`;
  const read = file.safeParse(yaml.value);
  if (!read.success)
    throw refused(
      read.error.issues.map(({ path, message }) => at(path.map(stepOf), `${path.join('.')}: ${message}`)),
    );
  const { form, language, source, day: on, title, sections, fields, options, letter, treaties } = read.data;
  const record = recordOf(form);
  if (record === undefined) throw refused([at(['form'], `no form ${form}`)]);
  const unknown = strangeIn(record, { sections, fields, options });
  if (unknown.length > 0)
    throw refused(unknown.map((path) => at(path, `${path.join('.')} is no part of ${form}`)));
  const untold = Object.keys(treaties ?? {}).filter((id) => !isInstrument(id));
  if (untold.length > 0)
    throw refused(
      untold.map((id) => at(['treaties', id], `treaties.${id} is no instrument of the law data`)),
    );
  return { form, language, source, day: on, words: { title, sections, fields, options, letter, treaties } };
}

const MAX_SAID = 20;

function refused(lines: readonly string[]): Refusal {
  return new Refusal('badInput.officialWording', { found: inEnglish(lines.slice(0, MAX_SAID).join('\n')) });
}

function stepOf(step: PropertyKey): string | number {
  return typeof step === 'symbol' ? String(step) : step;
}

/** Ids that the form does not have. */
function strangeIn(record: FormRecord, { sections = {}, fields = {}, options = {} }: OfficialWords): Path[] {
  const known = new Map(allFields(record).map((field) => [field.id, field]));
  const parts = new Set(record.sections.map(({ id }) => id));
  return [
    ...Object.keys(sections).flatMap((id) => (parts.has(id) ? [] : [['sections', id]])),
    ...Object.keys(fields).flatMap((id) => (known.has(id) ? [] : [['fields', id]])),
    ...Object.entries(options).flatMap(([id, labels]) => {
      const field = known.get(id);
      if (field === undefined) return [['options', id]];
      return Object.keys(labels).flatMap((option) =>
        boxesOf(field).some((one) => one.id === option) ? [] : [['options', id, option]],
      );
    }),
  ];
}

/** The options, and the boxes above them, whose ids are told apart. */
function boxesOf({ options, headings = [] }: FormField): readonly { readonly id: string }[] {
  return [...options, ...headings];
}

function allFields({ sections }: FormRecord): readonly FormField[] {
  return sections.flatMap(({ fields }) => fields);
}

/** The words of a letter as the wording has them; what it does not name stays as it is. */
export function sayingOfficially<M extends Pick<Messages, 'letter'>>(
  say: M,
  given: OfficialWords | undefined,
): M {
  const { letter: brought } = given ?? {};
  if (brought === undefined) return say;
  const { letter } = say;
  const signs = {
    ...letter.signs,
    name: brought.name ?? letter.signs.name,
    function: brought.function ?? letter.signs.function,
    date: brought.place_and_date ?? letter.signs.date,
    signature: brought.signature ?? letter.signs.signature,
    stamp: brought.stamp ?? letter.signs.stamp,
  };
  const { yes = letter.yes, no = letter.no, not_stated: notStated = letter.notStated } = brought;
  return { ...say, letter: { ...letter, yes, no, notStated, signs } };
}

/** The labels of the law data in the language, with the titles of instruments that the wording brings, from their English. */
export function withTreaties(
  labels: ReadonlyMap<string, string>,
  given: OfficialWords | undefined,
  { instruments }: Pick<Knowledge, 'instruments'>,
): ReadonlyMap<string, string> {
  const brought = instruments.flatMap(({ id, title, shortTitle }) => {
    const words = given?.treaties?.[id];
    return words === undefined ? [] : [[title, words] as const, [shortTitle, words] as const];
  });
  return brought.length === 0 ? labels : new Map([...labels, ...brought]);
}

/** How many of its labels and of the fixed words of its letter the wording gives, and of how many. */
export function coverageOf(
  record: FormRecord,
  given: OfficialWords,
): { readonly of: number; readonly said: number } {
  const labels = [
    given.title,
    ...record.sections.map(({ id }) => given.sections?.[id]),
    ...allFields(record).flatMap((field) => [
      given.fields?.[field.id],
      ...boxesOf(field).map((option) => given.options?.[field.id]?.[option.id]),
    ]),
    ...LETTER_WORDS.map((word) => given.letter?.[word]),
  ];
  return { of: labels.length, said: labels.filter((one) => one !== undefined).length };
}

/** `legal`: with labels of ours in the language; what the wording does not name keeps them. */
export function officially(legal: LegalForm, given: OfficialWords | undefined): LegalForm {
  if (given === undefined) return legal;
  const field = (one: FormField): FormField => {
    const said = <Box extends { readonly id: string; readonly label: string }>(box: Box): Box => ({
      ...box,
      label: given.options?.[one.id]?.[box.id] ?? box.label,
    });
    // Its own words bring the number of the printed form with them.
    const { number: _, ...unnumbered } = one;
    const label = given.fields?.[one.id];
    return {
      ...(label === undefined ? one : { ...unnumbered, label }),
      options: one.options.map(said),
      ...(one.headings && { headings: one.headings.map(said) }),
    };
  };
  const { record } = legal;
  return {
    form: legal.form,
    record: {
      ...record,
      title: given.title ?? record.title,
      sections: record.sections.map((section) => ({
        ...section,
        label: given.sections?.[section.id] ?? section.label,
        fields: section.fields.map(field),
      })),
    },
    fields: legal.fields.map(field),
  };
}
