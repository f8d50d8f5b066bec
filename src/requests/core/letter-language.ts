// Languages in which a letter may go out: those of the pages, and each of the Union, for which the agency brings the official wording.
// What frames a letter there (salutation, closing, item, page, approval) is ours in every one, as a draft: letter-words/.
import { readFileSync } from 'node:fs';
import { isLanguage } from '../../web/language.ts';
import { languageName } from '../../web/language-names.ts';
import { ORDER } from '../../web/messages/arguments.ts';
import { LANGUAGES, type Language, type Messages } from '../../web/messages.ts';
import { spoken, type Words } from '../../web/words.ts';

/** Regulation No 1 of the Council: 24. */
const UNION_LANGUAGES = [
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'ga',
  'hr',
  'hu',
  'it',
  'lt',
  'lv',
  'mt',
  'nl',
  'pl',
  'pt',
  'ro',
  'sk',
  'sl',
  'sv',
] as const;

export type LetterLanguage = Language | (typeof UNION_LANGUAGES)[number];

export const LETTER_LANGUAGES: readonly LetterLanguage[] = [
  ...(Object.keys(LANGUAGES) as Language[]), // its own keys
  ...UNION_LANGUAGES.filter((code) => !isLanguage(code)),
];

export function isLetterLanguage(code: string): code is LetterLanguage {
  return LETTER_LANGUAGES.some((one) => one === code);
}

/** What others wrote may be in a language of which a letter knows nothing. */
export function letterLanguage(code: string | undefined): LetterLanguage | undefined {
  return code !== undefined && isLetterLanguage(code) ? code : undefined;
}

type OwnLanguage = Exclude<LetterLanguage, Language>;

const kept = new Map<OwnLanguage, Messages>();

/** Of a language that no page has: what frames the letter in it, the rest in English, with its way to write numbers, days and States. */
export function letterWords(code: LetterLanguage): Messages {
  if (isLanguage(code)) return LANGUAGES[code];
  const known = kept.get(code) ?? ownWords(code);
  kept.set(code, known);
  return known;
}

function ownWords(code: OwnLanguage): Messages {
  const { en } = LANGUAGES;
  const path = new URL(`letter-words/${code}.json`, import.meta.url);
  // Of our own repository; a test holds every one against the English.
  const words = JSON.parse(readFileSync(path, 'utf8')) as Words;
  const said = spoken({ locale: code, dir: en.language.dir }, words, ORDER);
  const language = { ...en.language, code, locale: code, name: languageName(code, code), isDraft: true };
  return over(over(en, said), { language }) as Messages; // the same parts as the English, some said otherwise; its code alone is none of a catalogue
}

/** Parts that are given, each in its place; what is not given stays. */
function over(base: object, given: object): object {
  const was = base as { readonly [name: string]: unknown }; // any part of a catalogue
  return Object.fromEntries([
    ...Object.entries(was),
    ...Object.entries(given).map(([name, part]: [string, unknown]) => {
      const before = was[name];
      return [name, isPart(part) && isPart(before) ? over(before, part) : part];
    }),
  ]);
}

function isPart(one: unknown): one is object {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
