// The files of messages, for what looks at them as a whole: the types made from English, the checks of a language, translators' files.
import { readdirSync, readFileSync } from 'node:fs';
import { textsOf, type Texts } from './message-arguments.ts';
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
