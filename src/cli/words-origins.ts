// Where the words stand that `./comity words` gives to translators: the messages of the pages, the words of the forms, and labels of ours in the law data.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Words as InLanguages } from '../requests/core/form.ts';
import { DETAIL_WORDS } from '../requests/forms/evidence-details.ts';
import { EVIDENCE_WORDS } from '../requests/forms/evidence-words.ts';
import { FORMS } from '../requests/forms/index.ts';
import { WORDS } from '../requests/forms/words.ts';
import { textsOf } from '../web/message-arguments.ts';
import { MESSAGES, wordFiles, wordsIn } from '../web/messages-files.ts';
import { LANGUAGES } from '../web/messages.ts';
import type { Words } from '../web/words.ts';

const FORM_WORDS = new URL('../requests/forms/words/', import.meta.url);
/** Before the name of what is none of the messages, so that each name is said once in all: `forms:part.reference`. */
const FORMS_PREFIX = 'forms:';

/** A file of words of one language. */
export interface WordsFile {
  readonly path: string;
  readonly prefix: string;
  readonly words: Words;
  /** As it stands on the disk. */
  readonly written: (words: Words) => string;
}

export function filesOf(language: string): readonly WordsFile[] {
  const messages = wordFiles(language).map((file) => ({
    path: fileURLToPath(new URL(`${language}/${file}`, MESSAGES)),
    prefix: '',
    words: wordsIn(language, file),
    written: asJson,
  }));
  return [...messages, formsFile(language), ...LABELS.map((folder) => labelsFile(folder, language))];
}

function formsFile(language: string): WordsFile {
  const path = fileURLToPath(new URL(`${language}.json`, FORM_WORDS));
  const words = JSON.parse(readFileSync(path, 'utf8')) as Words; // our own; `words.ts` of the forms gives it its type
  return { path, prefix: FORMS_PREFIX, words, written: asJson };
}

/** Ours in the law data, by their English (`law/form-labels.store.ts`). The official wording of a form is none of them: an agency brings it. */
const LABELS = ['form-labels', 'law-words'] as const;
type LabelFolder = (typeof LABELS)[number];
/** English is what each is called in the others. */
const TRANSLATED = Object.keys(LANGUAGES).filter((language) => language !== 'en');

/** A unit has no sentence as its name: it is made from the English, and is another when that changes. */
function labelsFile(folder: LabelFolder, language: string): WordsFile {
  const { path, head, labels } = labelsIn(folder, language);
  const every = TRANSLATED.flatMap((one) => [...labelsIn(folder, one).labels.keys()]);
  const byName = new Map([...labels.keys(), ...every].map((english) => [nameOf(english), english]));
  const own = (english: string): string => (language === 'en' ? english : (labels.get(english) ?? ''));
  return {
    path,
    prefix: `${folder}:`,
    words: Object.fromEntries([...byName].map(([name, english]) => [name, own(english)])),
    written: (words) =>
      [
        ...head,
        ...Object.entries(words).flatMap(([name, text]) =>
          text === '' ? [] : [`  ${JSON.stringify(byName.get(name))}: ${JSON.stringify(text)}`],
        ),
        '',
      ].join('\n'),
  };
}

const nameOf = (english: string): string => createHash('sha256').update(english).digest('hex').slice(0, 16);

interface LabelsRead {
  readonly path: string;
  /** Lines before the labels. */
  readonly head: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
}

/** One line a label, both sides as JSON has them: so it is written back as it stood, and read in a fraction of what YAML takes. */
function labelsIn(folder: LabelFolder, language: string): LabelsRead {
  const path = fileURLToPath(new URL(`../../data/${folder}/${language}.yaml`, import.meta.url));
  if (language === 'en') return { path, head: [], labels: new Map() };
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const start = lines.indexOf('labels:') + 1;
  const labels = lines.slice(start).map((line, i): readonly [string, string] => {
    const [, english, own] = /^ {2}("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*")$/.exec(line) ?? [];
    if (english === undefined || own === undefined) throw new Error(`${path}:${start + i + 1} is no label`);
    return [JSON.parse(english) as string, JSON.parse(own) as string]; // each is a string between its marks
  });
  return { path, head: lines.slice(0, start), labels: new Map(labels) };
}

const asJson = (words: Words): string => `${JSON.stringify(words, null, 2)}\n`;

/** `comity`, `forms`, `form-labels`, `law-words`: the part of the XLIFF in which it stands. */
export const partOf = (path: string): string => /^([\w-]+):/.exec(path)?.[1] ?? 'comity';

/** By name; a text of a list has its place behind it. */
export function singly(language: string): ReadonlyMap<string, string> {
  return new Map(
    filesOf(language).flatMap(({ prefix, words }) =>
      [...textsOf(words)].flatMap(([path, texts]): (readonly [string, string])[] =>
        texts.length === 1
          ? [[prefix + path, texts[0] ?? '']]
          : texts.map((text, i) => [`${prefix}${path}.${i}`, text]),
      ),
    ),
  );
}

const PLACES_MAX = 3;

/** In which form, and there in which part, question or rule a word of the forms is said, and the page; of a label, the data. */
export function dataNotes(): (path: string) => readonly string[] {
  const said = placesByWords();
  const byPath = new Map<string, readonly Place[]>();
  const look = (words: object, path: string): void => {
    for (const [name, text] of Object.entries(words) as [string, object][])
      if (typeof (text as Partial<InLanguages>).en === 'string')
        byPath.set(`${path}${name}`, said.get(text) ?? []);
      else look(text, `${path}${name}.`);
  };
  look(WORDS, FORMS_PREFIX);
  return (path) => {
    if (partOf(path) === 'form-labels')
      return ['label of a form, in letters and on pages', 'on: data/law/forms/'];
    if (partOf(path) === 'law-words') return ['a text of the law data that pages show', 'on: data/law/'];
    const places = byPath.get(path) ?? [];
    const more = places.length - PLACES_MAX;
    return [
      ...places.slice(0, PLACES_MAX).map(({ form }) => form),
      ...(more > 0 ? [`form: ${more} more`] : []),
      ...new Set(places.map(({ page }) => `on: src/requests/verbs/drafting/${page}`)),
    ];
  };
}

interface Place {
  readonly form: string;
  /** In `requests/verbs/drafting/`. */
  readonly page: string;
}

/** By the words themselves: what a form says is an entry of `WORDS`, and the same one where forms share it. */
function placesByWords(): ReadonlyMap<object, readonly Place[]> {
  const places = new Map<object, Place[]>();
  const add = (words: object | undefined, form: string, page: string): void => {
    if (words === undefined) return;
    const here = places.get(words);
    if (here === undefined) places.set(words, [{ form, page }]);
    else here.push({ form, page });
  };
  for (const form of FORMS)
    for (const each of [form, ...(form.kinds ?? [])]) {
      const name = each === form ? `form: ${form.id}` : `form: ${form.id}, kind of assistance: ${each.id}`;
      if ('hint' in each) add(each.hint, `${name}, hint of the kind`, 'items/item.pages.ts');
      for (const { id, title, pages } of each.tasks) {
        add(title, `${name}, part: ${id}`, 'questions/task-list.pages.ts');
        for (const page of pages) {
          add(page.title, `${name}, question: ${page.id}`, 'questions/question.pages.ts');
          add(page.hint, `${name}, hint of the question: ${page.id}`, 'questions/question.pages.ts');
        }
      }
      for (const { id, field, words } of each.rules)
        add(words, `${name}, rule: ${id}, of the question: ${field}`, 'checks/request-check.pages.ts');
    }
  for (const [type, said] of Object.entries(EVIDENCE_WORDS))
    for (const [name, words] of Object.entries(said) as [string, object][])
      add(words, `form: each that asks for data, kind of data: ${type}, ${name}`, 'items/evidence.pages.ts');
  for (const [detail, words] of Object.entries({ ...DETAIL_WORDS, ...WORDS.detailOption }))
    add(words, `form: each that asks for data, detail of the data: ${detail}`, 'items/evidence.pages.ts');
  return places;
}
