// An answer in the words of a language. Dates, numbers and names stay as they were typed; free text is asked of the tongue.
import type { AssistanceKind, FormField } from '../../../law/model-form.ts';
import { stateName } from '../../../law/states.ts';
import type { Answer, Asked, Contact, Item, Measure, Party } from '../../core/answers.ts';
import { askedOf, isMeasure } from '../../core/request-items.ts';
import { DETAIL_WORDS, evidenceTitle, isFreeDetail, optionWords } from '../../forms/evidence-details.ts';
import { DETAILS } from '../../core/evidence.ts';
import { detailOf, type ItemStep } from './item-steps.ts';
import type { Words } from '../../core/form.ts';
import { inLanguage } from '../way/finding.ts';
import { isLanguage } from '../../../web/language.ts';
import { checkIdentifier } from '../../core/identifier-check.ts';
import { languageName } from '../../../web/language-names.ts';
import { pageTongue, visibleIsolates, type Tongue } from './tongue.ts';
import type { Messages } from '../../../web/messages.ts';

export interface AnswerWords {
  /** Paragraphs; none where items stand instead. */
  readonly text: readonly string[];
  readonly items?: readonly LetterItem[];
}

/** One thing asked for. */
interface LetterItem {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly text: readonly string[] }[];
}

/** `field`: with its labels in the language. */
export function answerWords(field: FormField, answer: Answer, tongue: Tongue): AnswerWords {
  const { say } = tongue;
  const words = say.letter;
  switch (field.type) {
    case 'signature':
    case 'constant':
      return { text: [] };
    case 'item_list':
      return {
        text: [],
        items: askedOf({ answer }, 'answer').map((one, i) => itemWords(one, i, field, tongue)),
      };
    case 'identifier_list':
      return { text: (answer as Item['identifiers']).map((one) => identifierWords(one, tongue)) };
    case 'party':
    case 'contact':
      return { text: partyWords(answer as Party & Contact, tongue) };
    case 'boolean':
      return { text: [answer === true ? words.yes : words.no] };
    case 'choice':
    case 'multichoice':
      return { text: chosen(field, answer) };
    case 'state':
      return { text: [stateName(answer as string, say.language.code)] };
    case 'text':
    case 'longtext':
      return { text: freeText(answer as string, tongue) };
    case 'list':
      return { text: freeTexts(answer as string[], tongue) };
    case 'date':
    case 'datetime':
      return { text: paragraphs(tongue.time(answer as string)) };
    case 'address':
    case 'phone':
    case 'email':
    case 'reference':
      return { text: paragraphs(answer as string) };
    case 'languages':
      return { text: (answer as string[]).map((code) => languageName(code, say.language.locale)) };
    case 'date_range': {
      const { from, to } = answer as { from: string; to: string };
      return { text: [words.between(tongue.isolate(tongue.time(from)), tongue.isolate(tongue.time(to)))] };
    }
    case 'duration':
      return { text: [durationWords(answer as { length: number; unit: string }, say)] };
    case 'person_list':
      return { text: (answer as readonly PersonNamed[]).map((one) => personWords(one, tongue)) };
    case 'hash_list':
      return {
        text: (answer as { file: string; algorithm: string; digest: string }[]).map(
          ({ file, algorithm, digest }) => visibleIsolates(`${file}: ${algorithm} ${digest}`),
        ),
      };
  }
}

/** An answer as lines of a page. */
export function answerLines(field: FormField, answer: Answer, say: Messages): readonly string[] {
  const { text, items = [] } = answerWords(field, answer, pageTongue(say));
  return [
    ...text,
    ...items.flatMap(({ title, facts }) => [
      title,
      ...facts.map((one) => say.letter.labelled(one.label, one.text.join(say.language.comma))),
    ]),
  ];
}

function paragraphs(text: string): string[] {
  return visibleIsolates(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** What is not translated says so: where the original stands beside it by reference, else by giving it. */
function freeText(text: string, { say, free, written, isolate }: Tongue): string[] {
  const said = free(text);
  if (said !== undefined) return paragraphs(said);
  return written === undefined
    ? [say.letter.untranslated]
    : [say.letter.untranslatedFrom(isolate(written)), ...paragraphs(text)];
}

/** Of a list of which nothing is translated that is said once. */
function freeTexts(list: readonly string[], tongue: Tongue): string[] {
  const isAllOpen = list.length > 0 && list.every((one) => tongue.free(one) === undefined);
  return isAllOpen ? freeText(list.join('\n'), tongue) : list.flatMap((one) => freeText(one, tongue));
}

function chosen({ options }: FormField, answer: Answer): string[] {
  const ids = Array.isArray(answer) ? (answer as readonly string[]) : [answer as string];
  return ids.map((id) => options.find((one) => one.id === id)?.label ?? id);
}

/** The number in the digits that all six read. */
function durationWords(
  { length, unit }: { readonly length: number; readonly unit: string },
  say: Messages,
): string {
  return new Intl.NumberFormat(say.language.locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    numberingSystem: 'latn',
  }).format(length);
}

/** In the order in which the templates name them. */
function partyWords(one: Partial<Party & Contact>, { say, isolate }: Tongue): string[] {
  const { part, labelled } = say.letter;
  const line = (name: keyof typeof part, value: string | undefined): string[] =>
    value === undefined ? [] : [labelled(part[name], isolate(value))];
  const names = [one.organisation, one.name].filter((name) => name !== undefined);
  return [
    ...names.map(visibleIsolates),
    ...line('person', one.person),
    ...line('title', one.title),
    ...line('function', one.function ?? one.role),
    ...line('address', one.address),
    ...line('phone', one.phone),
    ...line('mobile', one.mobile),
    ...line('fax', one.fax),
    ...line('email', one.email),
    ...line('hours', one.hours),
    ...line('zone', one.zone),
  ];
}

interface PersonNamed {
  readonly name: string;
  readonly role: keyof Messages['letter']['person'];
  readonly born?: string;
  readonly nationality?: string;
  readonly location?: string;
}

function personWords(
  { name, role, born, nationality, location }: PersonNamed,
  { say, isolate, time }: Tongue,
): string {
  const state = nationality === undefined ? undefined : stateName(nationality, say.language.code);
  const more = [born && time(born), location].map((one) => (one === undefined ? undefined : isolate(one)));
  return [isolate(name), say.letter.person[role], more[0], state, more[1]]
    .filter((one) => one !== undefined)
    .join(say.language.comma);
}

function itemWords(one: Asked, i: number, field: FormField, tongue: Tongue): LetterItem {
  const title = tongue.say.letter.item(String(i + 1), askedTitle(one, field, tongue.say, tongue.label));
  return { title, facts: askedLines(one, field, tongue) };
}

/** What kind of data, or of assistance. `label`: for a language that has no words of its own for it. */
export function askedTitle(
  one: Asked,
  { kinds }: FormField,
  say: Messages,
  label: Tongue['label'] = (english) => english,
): string {
  if (isMeasure(one)) return kinds?.find(({ id }) => id === one.measure)?.label ?? one.measure;
  return evidenceTitle(one, say.ways.category[one.category], (words) => ownOrLabel(words, { say, label }));
}

/** In a language that no page has it is a label as those of the form are: in English, and said to be. */
function ownOrLabel(words: Words, { say, label }: Pick<Tongue, 'say' | 'label'>): string {
  return isLanguage(say.language.code) ? inLanguage(say, words) : label(words.en);
}

export function askedLines(one: Asked, { kinds }: FormField, tongue: Tongue): LetterItem['facts'] {
  if (!isMeasure(one)) return itemLines(one, tongue);
  const kind = kinds?.find(({ id }) => id === one.measure);
  return kind === undefined ? [] : measureLines(one, kind, tongue);
}

function measureLines({ answers }: Measure, { fields }: AssistanceKind, tongue: Tongue): LetterItem['facts'] {
  return fields.flatMap((field) => {
    const answer = answers[field.id];
    return answer === undefined
      ? []
      : [{ label: field.label, text: answerWords(field, answer, tongue).text }];
  });
}

function itemLines(one: Item, tongue: Tongue): LetterItem['facts'] {
  const { say } = tongue;
  const words = say.letter.fact;
  const inWords = (said: Words): string => ownOrLabel(said, tongue);
  const fact = (label: string, ...steps: readonly ItemStep[]) => ({
    label,
    text: steps.flatMap((step) => itemPartText(one, step, tongue)),
  });
  const facts = [
    fact(words.wanted, 'wanted'),
    fact(words.of, 'identifiers'),
    fact(words.holder, 'holder', 'service'),
    fact(words.period, 'period'),
    fact(words.reason, 'reason'),
    fact(words.format, 'format'),
    ...DETAILS.map((detail) => fact(inWords(DETAIL_WORDS[detail]), `details.${detail}`)),
    fact(words.preserved, 'preservation'),
  ];
  return facts.filter(({ text }) => text.length > 0);
}

/** What was answered to one of the questions that an item is asked. */
export function itemPartText(one: Item, step: ItemStep, tongue: Tongue): readonly string[] {
  const { isolate, say, time } = tongue;
  const free = (text: string | undefined): string[] => (text === undefined ? [] : freeText(text, tongue));
  const plain = (text: string | undefined): string[] => (text === undefined ? [] : [visibleIsolates(text)]);
  switch (step) {
    case 'category':
      return [say.ways.category[one.category]];
    case 'identifiers':
      return one.identifiers.map((typed) => identifierWords(typed, tongue));
    case 'period': {
      const { from, to } = one;
      if (from === undefined && to === undefined) return [];
      return [say.letter.between(isolate(time(from ?? '…')), isolate(time(to ?? '…')))];
    }
    case 'wanted':
      return freeTexts(one.wanted, tongue);
    case 'holder':
    case 'service':
    case 'preservation':
      return plain(one[step]);
    case 'reason':
    case 'format':
      return free(one[step]);
    default: {
      const detail = detailOf(step);
      const said = one.details?.[detail];
      if (said === undefined || isFreeDetail(detail)) return free(said);
      return [optionWords(said, (words) => ownOrLabel(words, tongue))];
    }
  }
}

function identifierWords(
  { kind, value, port, from, to }: Item['identifiers'][number],
  tongue: Tongue,
): string {
  const { say, isolate, time } = tongue;
  const words = say.letter;
  const checked = checkIdentifier({ kind, value });
  const when =
    from === undefined
      ? []
      : [
          to === undefined
            ? words.at(isolate(time(from)))
            : words.between(isolate(time(from)), isolate(time(to))),
        ];
  return [
    words.identifier(say.requests.kinds[kind], isolate(checked.ok ? checked.identifier.value : value)),
    ...(port === undefined ? [] : [words.port(isolate(port))]),
    ...when,
  ].join(' ');
}
