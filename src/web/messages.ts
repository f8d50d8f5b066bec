// The sentences of the program, by language: data in messages/<language>/, one file for each folder of the program. English is the
// pattern. A language is read when it is first asked for.
import { readdirSync, readFileSync } from 'node:fs';
import type { LanguageCode } from '../platform/schema-types.ts';
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
  /** The sheet of type faces that its script needs, where those of every page do not have it. */
  readonly sheet?: 'face-arabic' | 'face-chinese';
  readonly comma: string;
  readonly semicolon: string;
  readonly colon: string;
  readonly fullStop: string;
  /** Who has read the whole as a speaker of it, and when. */
  readonly confirmed: readonly { readonly by: string; readonly on: string }[];
}

type Unspoken = 'events' | 'checker';
/** The files that have them. */
const AS_WRITTEN: ReadonlySet<string> = new Set(['events.json', 'verify.json']);

export type Messages = Spoken<Omit<English, Unspoken>, Given, Open> & {
  /** What custody events and reports say, as it is written: whoever says it puts the values in (evidence/events/messages.ts). */
  readonly events: { readonly [name in keyof English['events']]: string };
  /** What the verifier and its page say, as it is written: the page that works offline says it without a library (verify/fill-message.ts). */
  readonly checker: English['checker'];
  readonly language: Described & { readonly isDraft: boolean };
};
/** A folder of messages more is a language more, under its own name: what is asked of all goes by LANGUAGES. */
export type Language = LanguageCode;

const SIX = new URL('messages/', import.meta.url);

function read(folder: URL, code: string): Messages {
  const jsonOf = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  // Of our own repository; a test reads every one, and the type check those of whole.ts.
  const described = jsonOf('language.json') as Described;
  const words = files
    .filter((file) => file !== 'language.json')
    .map((file) => (AS_WRITTEN.has(file) ? jsonOf(file) : spoken(described, jsonOf(file) as Words, ORDER)));
  const language = { ...described, isDraft: code !== 'en' && described.confirmed.length === 0 };
  return Object.assign({}, ...words, { language }) as Messages;
}

/** In the order in which the United Nations list theirs, which is that of the alphabet in English; then any more. */
const FIRST: readonly string[] = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];

export const LANGUAGES = {} as { readonly [code in Language]: Messages };
addLanguages(SIX);

/** Each folder in it is a language, of the name of its code. */
export function addLanguages(folder: URL): void {
  const codes = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const code of codes) {
    let known: Messages | undefined;
    const get = (): Messages => (known ??= read(new URL(`${code}/`, folder), code));
    Object.defineProperty(LANGUAGES, code, { enumerable: true, configurable: true, get });
  }
}

function rank(code: string): number {
  return FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length;
}
