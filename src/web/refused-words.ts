// Why something was refused, in the words of the reader: by its code alone, or as the catalogue says it.
import type {
  PageSentence,
  Phrase,
  Refusal,
  RefusalCode,
  RefusalName,
  RefusalValue,
  RefusalValues,
} from '../base/refusal.ts';
import { html, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { ORDER } from './messages/arguments.ts';
import { sourceWords } from './source-words.ts';

export function reasonWords({ refused }: Messages, { code }: Pick<Refusal, 'code'>): string {
  const because: { readonly [code in RefusalCode]?: string } = refused.because;
  return because[code] ?? refused.wentWrong;
}

type Words = { readonly [part in 'expected' | 'found' | 'next']: string };

/**
 * What was expected, what was found and what to do, as the catalogue says it in the language of the page. Undefined: it has none of
 * this name any more, which one that was stored may have had.
 */
export function refusalWords(say: Messages, entry: RefusalName, values: RefusalValues): Words | undefined {
  const [code = '', name = ''] = entry.split('.');
  const said = (say.refusals as unknown as Entries)[code]?.[name]; // a name is made of these two
  if (said === undefined) return undefined;
  const [expected, found, next] = (['expected', 'found', 'next'] as const).map((part) =>
    saidWith(say, said[part], `refusals.${entry}.${part}`, values),
  );
  return expected === undefined || found === undefined || next === undefined
    ? undefined
    : { expected, found, next };
}

/** Undefined: the catalogue has it no more, or what stands in it. */
export function phraseWords(say: Messages, { phrase, values }: Phrase): string | undefined {
  const said = (say.phrases as unknown as { readonly [name: string]: Said })[phrase];
  return said === undefined ? undefined : saidWith(say, said, `phrases.${phrase}`, values);
}

function saidWith(say: Messages, said: Said, path: string, values: RefusalValues): string | undefined {
  if (typeof said === 'string') return said;
  const places = ORDER[path as keyof typeof ORDER] ?? [];
  const given = places.map((place) => valueWords(say, values[place] ?? ''));
  return given.every((one) => one !== undefined) ? said(...given) : undefined;
}

function valueWords(say: Messages, value: RefusalValue): string | number | undefined {
  if (typeof value !== 'object') return value;
  if ('phrase' in value) return phraseWords(say, value);
  if ('said' in value) return sentenceWords(say, value);
  const each = value.map((one) => valueWords(say, one));
  return each.includes(undefined) ? undefined : each.join(say.language.comma);
}

function sentenceWords(say: Messages, { said, english }: PageSentence): string {
  if (say.language.code === 'en') return english;
  const found = said
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
      say,
    );
  return typeof found === 'string' ? say.phrases.alsoEnglish(found, english) : english;
}

type Said = string | ((...values: readonly (string | number)[]) => string);
type Entries = {
  readonly [code: string]: { readonly [name: string]: { readonly [part in keyof Words]: Said } };
};

/** For a reader without a page. One that is not in the catalogue says it in English. */
export function wordsOf(say: Messages, refusal: Pick<Refusal, 'entry' | 'values' | keyof Words>): Words {
  const { entry, values } = refusal;
  return (entry === undefined ? undefined : refusalWords(say, entry, values)) ?? refusal;
}

/** What was expected and what to do. */
export function toDoWords(
  say: Messages,
  { entry, values, ...english }: Pick<Refusal, 'entry' | 'values' | 'expected' | 'next'>,
): Html {
  const said = entry === undefined ? undefined : refusalWords(say, entry, values);
  if (said === undefined) return sourceWords(say, `${english.expected}. ${english.next}`);
  const { expected, next } = said;
  return html`${expected}${say.language.fullStop}${next}`;
}
