// The sentences of the program, by language: data in messages/<language>/, one file for each folder of the program. English is the
// pattern. A language is read when it is first asked for.
import { readdirSync, readFileSync } from 'node:fs';
import { ORDER, type Given, type Open } from './messages/arguments.ts';
import type { English } from './messages/en/whole.ts';
import { spoken, type Spoken, type Words } from './words.ts';

/** What language.json says. */
interface Described {
  readonly code: string;
  /** `ltr` or `rtl`. */
  readonly dir: string;
  /** BCP 47. */
  readonly locale: string;
  /** As its speakers call it. */
  readonly name: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly colon: string;
  readonly fullStop: string;
  /** Who has read the whole as a speaker of it, and when. */
  readonly confirmed: readonly { readonly by: string; readonly on: string }[];
}

export type Messages = Spoken<English, Given, Open> & {
  readonly language: Described & { readonly isDraft: boolean };
};
/** The six of the United Nations. A folder more is a language more, under its own name. */
export type Language = 'ar' | 'zh' | 'en' | 'fr' | 'ru' | 'es';

const FOLDER = new URL('messages/', import.meta.url);
const jsonOf = (path: string): unknown => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));

function read(code: string): Messages {
  const files = readdirSync(new URL(`${code}/`, FOLDER)).filter((file) => file.endsWith('.json'));
  // Of our own repository; a test reads every one, and the type check those of whole.ts.
  const described = jsonOf(`${code}/language.json`) as Described;
  const words = files
    .filter((file) => file !== 'language.json')
    .map((file) => spoken(described, jsonOf(`${code}/${file}`) as Words, ORDER));
  const language = { ...described, isDraft: code !== 'en' && described.confirmed.length === 0 };
  return Object.assign({}, ...words, { language }) as Messages;
}

/** In the order in which the United Nations list theirs, which is that of the alphabet in English; then any more. */
const FIRST: readonly Language[] = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];
const codes = readdirSync(FOLDER, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

export const LANGUAGES = Object.defineProperties(
  {},
  Object.fromEntries(
    [...FIRST, ...codes.filter((code) => !FIRST.some((one) => one === code)).sort()].map((code) => {
      let known: Messages | undefined;
      return [code, { enumerable: true, get: () => (known ??= read(code)) }];
    }),
  ),
) as { readonly [code in Language]: Messages };
