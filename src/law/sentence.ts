// A sentence as a value: which one it is, and its parts. It is written when somebody reads it, in their language; bytes
// that are kept, sent or printed have it in English, which one function writes.
import { tagName } from '../web/language-names.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import type { PartialDate } from './day.ts';
import type { DataCategory } from './model.ts';
import { stateName, type StateCode } from './states.ts';

type Sentences = Messages['sentences'];
type SentenceKey = keyof Sentences;

/** A sentence of ours, or the words of a source, which stay as they are. */
export type Wording = Sentence | string;

/** A string is words or signs of a source. */
export type Part =
  | Wording
  | { readonly state: StateCode }
  /** A State that the English names by its code. */
  | { readonly code: StateCode }
  | { readonly day: PartialDate }
  | { readonly category: DataCategory }
  /** A channel, by its id. */
  | { readonly way: string }
  /** A label of the law data that has translations, and what the English says in its place. */
  | { readonly label: string; readonly english: string }
  /** By its tag (BCP 47); what is none stays as it was typed. */
  | { readonly language: string }
  /** What the asker typed, in whatever language. */
  | { readonly said: string }
  | { readonly list: readonly Part[]; readonly by?: ListKind };

type ListKind = ',' | ';' | 'or';

type Params<K extends SentenceKey> = Sentences[K] extends (...args: infer A) => string ? A : [];
type PartsOf<A extends readonly unknown[]> = { [I in keyof A]: A[I] extends number ? number : Part };
type Parts<K extends SentenceKey> = PartsOf<Params<K>>;

/** A class because JSON and templates must find its English; plain data otherwise. */
export class Sentence {
  readonly key: SentenceKey;
  readonly parts: readonly (Part | number)[];
  #english: string | undefined;

  constructor(key: SentenceKey, parts: readonly (Part | number)[]) {
    this.key = key;
    this.parts = parts;
  }

  toString(): string {
    this.#english ??= written(this, english);
    return this.#english;
  }

  toJSON(): string {
    return this.toString();
  }
}

export function tell<K extends SentenceKey>(key: K, ...parts: Parts<K>): Sentence {
  return new Sentence(key, parts);
}

/** Several in one line. */
export function joined(...list: readonly Wording[]): Sentence {
  return tell('itself', { list, by: ';' });
}

/** Whether it is that sentence, or has it within. Words of a source are none of ours. */
export function isSaying(wording: Part | number, key: SentenceKey): boolean {
  if (!(wording instanceof Sentence)) return false;
  return wording.key === key || wording.parts.some((part) => isSaying(part, key));
}

/** How each part is written in a language and for a reader. */
export interface Writer {
  readonly sentences: Sentences;
  readonly source: (text: string) => string;
  readonly said: (text: string) => string;
  readonly state: (code: StateCode) => string;
  readonly code: (code: StateCode) => string;
  readonly day: (day: PartialDate) => string;
  readonly category: (category: DataCategory) => string;
  readonly way: (channel: string) => string;
  readonly language: (tag: string) => string;
  readonly label: (label: string, english: string) => string;
  readonly list: (parts: readonly string[], by: ListKind) => string;
}

export function written(wording: Wording, writer: Writer): string {
  if (typeof wording === 'string') return writer.source(wording);
  const entry = writer.sentences[wording.key];
  if (typeof entry === 'string') return entry;
  const args = wording.parts.map((part) => (typeof part === 'number' ? part : partOf(part, writer)));
  return (entry as (...args: (string | number)[]) => string)(...args); // `tell` has seen that they fit
}

function partOf(part: Part, writer: Writer): string {
  if (typeof part === 'string' || part instanceof Sentence) return written(part, writer);
  if ('state' in part) return writer.state(part.state);
  if ('code' in part) return writer.code(part.code);
  if ('day' in part) return writer.day(part.day);
  if ('category' in part) return writer.category(part.category);
  if ('way' in part) return writer.way(part.way);
  if ('language' in part) return writer.language(part.language);
  if ('label' in part) return writer.label(part.label, part.english);
  if ('said' in part) return writer.said(part.said);
  return writer.list(
    part.list.map((one) => partOf(one, writer)),
    part.by ?? ',',
  );
}

const asItIs = (text: string): string => text;

/** Of the terminal, the API and kept answers: names of States and of languages alone are words, days and categories are as in the data. */
const english: Writer = {
  sentences: LANGUAGES.en.sentences,
  source: asItIs,
  said: asItIs,
  state: (code) => stateName(code),
  code: asItIs,
  day: asItIs,
  category: asItIs,
  way: asItIs,
  language: (tag) => tagName(tag, 'en'),
  label: (_label, words) => words,
  list: (parts, by) => parts.join(by === 'or' ? ' or ' : `${by} `),
};
