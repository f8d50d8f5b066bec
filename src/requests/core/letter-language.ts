// Languages in which a letter may go out: those of the pages, and each of the Union, for which the agency brings the official wording.
// Fixed words of the letter that no wording gives stay in English there.
import { isLanguage } from '../../web/language.ts';
import { languageName } from '../../web/language-names.ts';
import { LANGUAGES, type Language, type Messages } from '../../web/messages.ts';

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

/** Of a language that no page has: the English ones, under its name and its way to write numbers and days. */
export function letterWords(code: LetterLanguage): Messages {
  if (isLanguage(code)) return LANGUAGES[code];
  const { en } = LANGUAGES;
  const language = { ...en.language, code, locale: code, name: languageName(code, code) };
  return { ...en, language } as Messages; // its code alone is none of a catalogue
}
