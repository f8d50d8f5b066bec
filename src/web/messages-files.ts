// The files of messages, for what looks at them as a whole: the types made from English, the checks of a language, translators' files.
import { readdirSync, readFileSync } from 'node:fs';
import { textsOf, type Texts } from './message-arguments.ts';
import type { RefusalCode } from '../base/refusal.ts';
import type { Words } from './words.ts';

export const MESSAGES = new URL('messages/', import.meta.url);
export const ARGUMENTS = new URL('arguments.ts', MESSAGES);

/** `law.json`, in the order of their names; what describes the language is none of its words. */
export function wordFiles(language: string): readonly string[] {
  return readdirSync(new URL(`${language}/`, MESSAGES))
    .filter((file) => file.endsWith('.json') && file !== 'language.json')
    .sort();
}

export function wordsIn(language: string, file: string): Words {
  return JSON.parse(readFileSync(new URL(`${language}/${file}`, MESSAGES), 'utf8')) as Words; // our own; a test reads every one
}

export function everyText(language: string): Texts {
  return new Map(wordFiles(language).flatMap((file) => [...textsOf(wordsIn(language, file))]));
}

/** `refusals.json`: by code and name. */
interface RefusalWords {
  readonly refusals: {
    readonly [code in RefusalCode]?: {
      readonly [name: string]: { readonly expected: string; readonly found: string; readonly next: string };
    };
  };
  /** What stands within them. */
  readonly phrases: { readonly [name: string]: string };
}

/** What base/refusals.ts says: the English of the refusals, below the folders that throw them. */
export const REFUSALS_MADE = new URL('../base/refusals.ts', import.meta.url);

export function refusalsText(): string {
  const { refusals, phrases } = wordsIn('en', 'refusals.json') as unknown as RefusalWords; // our own; the types of `Refusal` come from it
  const entries = Object.entries(refusals).flatMap(([code, named]) =>
    Object.entries(named).map(([name, { expected, found, next }]) => {
      const text = JSON.stringify({ expected, found, next });
      return `  ${JSON.stringify(`${code}.${name}`)}: ${text},`;
    }),
  );
  return [
    '// Made from the English words by `npm run words`; not written by hand. Every refusal by its name, which begins with its code.',
    'export const REFUSALS = {',
    ...entries,
    '} as const;',
    '',
    '/** Words that stand within a refusal. */',
    'export const PHRASES = {',
    ...Object.entries(phrases).map(([name, text]) => `  ${name}: ${JSON.stringify(text)},`),
    '} as const;',
    '',
  ].join('\n');
}

/** What verify/words-english.ts says: the English of the verifier, which stands alone. */
export const CHECKER_MADE = new URL('../verify/words-english.ts', import.meta.url);

export function checkerText(): string {
  const { checker } = wordsIn('en', 'verify.json') as unknown as {
    readonly checker: { readonly report: object };
  }; // our own
  return [
    '// Made from the English words by `npm run words`; not written by hand. What the verifier says.',
    "import type { ReportWords } from './report-words.ts';",
    '',
    `export const ENGLISH: ReportWords = ${JSON.stringify(checker.report, null, 2)};`,
    '',
  ].join('\n');
}
