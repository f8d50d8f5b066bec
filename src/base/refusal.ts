// A refusal is an answer, not an accident: it names what was expected, what was found and what to do next.
import { PHRASES, REFUSALS } from './refusals.ts';

/** The closed list. One line on when each is used; `server/failure.ts` has the HTTP status of each. */
export const REFUSAL_CODES = [
  'badUsage', // the command line or a form field is not of the expected form
  'badInput', // a file or stream is not what its format promises
  'tooLarge', // a limit on bytes, entries, depth or time was reached
  'notFound', // a thing that was named does not exist
  'alreadyExists', // a thing that was to be made exists already
  'notReady', // the installation has not been set up, or needs a step first
  'changed', // evidence changed while it was read
  'conflict', // somebody else acted first; look again and repeat
  'notAllowed', // the act is against a rule
  'noSpace', // the disk is full
  'notReachable', // an outside service did not answer
  'damaged', // stored bytes, events or tree differ from what was signed
  'rolledBack', // the database is behind the last published checkpoint
  'wrongKey', // a key or passphrase does not open or verify
  'unsupported', // a known format or feature that this version does not handle
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The words of one that is not in the catalogue: English, where it is thrown. */
interface RefusalParts {
  readonly expected: string;
  readonly found: string;
  readonly next: string;
  readonly cause?: unknown;
}

/** `notFound.exhibit`: the name of a refusal begins with its code. */
export type RefusalName = keyof typeof REFUSALS;
/** Words that stand within a refusal. */
export type PhraseName = keyof typeof PHRASES;

/**
 * A sentence that is told later: by its name in the catalogue, with what stands in it, and said with its refusal in the language of
 * the reader. Plain, so that it goes between threads and is kept with a job as it is.
 */
export interface Phrase {
  readonly phrase: PhraseName;
  readonly values: RefusalValues;
}

/** A sentence that pages have, by its path in the catalogue, and what was found in English, which says it more closely. */
export interface PageSentence {
  readonly said: string;
  readonly english: string;
}

/**
 * A text is what no language changes: a name, a number, what somebody typed, what another program said. What is words of ours is a
 * phrase. Several are put in one line as the language does it.
 */
export type RefusalValue = string | number | Phrase | PageSentence | readonly (string | Phrase)[];
export type RefusalValues = { readonly [place: string]: RefusalValue | undefined };

/** What stands in braces in a text. */
type Places<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | Places<Rest>
  : never;
/** Places that are words always, and so no text. */
type WordsPlace = 'expected' | 'reason' | 'fault' | 'message' | 'detail';
type ValueAt<Place> = Place extends WordsPlace ? Exclude<RefusalValue, string> : RefusalValue;
type Filled<Text extends string> = { readonly [place in Places<Text>]: ValueAt<place> | undefined };
type PhraseArguments = {
  [Name in PhraseName]: [Places<(typeof PHRASES)[Name]>] extends [never]
    ? [name: Name]
    : [name: Name, values: Filled<(typeof PHRASES)[Name]>];
}[PhraseName];
type TextOf<Name extends RefusalName> = (typeof REFUSALS)[Name]['expected' | 'found' | 'next'];
type NamedArguments = {
  [Name in RefusalName]: [Places<TextOf<Name>>] extends [never]
    ? [name: Name, given?: { readonly cause?: unknown }]
    : [name: Name, given: Filled<TextOf<Name>> & { readonly cause?: unknown }];
}[RefusalName];

/** `phrase('askedState')`, to stand in a refusal. */
export function phrase(...[name, values]: PhraseArguments): Phrase {
  return { phrase: name, values: values ?? {} };
}

/**
 * `new Refusal('notFound.exhibit', { number })`: in the words of the catalogue, which has them in every language
 * (web/messages/<language>/refusals.json). Here they are in English, for the terminal, the API and the log; pages say them by
 * `entry` and `values` in the language of the reader.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly expected: string;
  readonly found: string;
  readonly next: string;
  /** Undefined: it is not in the catalogue. */
  readonly entry: RefusalName | undefined;
  readonly values: RefusalValues;

  constructor(...[name, given = {}]: NamedArguments | [code: RefusalCode, parts: RefusalParts]) {
    const { cause, ...values } = given as RefusalValues & { readonly cause?: unknown }; // as either of the two has it
    const entry = isEntry(name) ? name : undefined;
    const { expected, found, next } = entry === undefined ? (given as RefusalParts) : filled(entry, values); // and then it has them
    super(`Expected ${expected}; found ${found}. ${next}`, { cause });
    this.name = 'Refusal';
    this.code = name.split('.')[0] as RefusalCode; // a name begins with it
    this.expected = expected;
    this.found = found;
    this.next = next;
    this.entry = entry;
    this.values = entry === undefined ? {} : values;
  }
}

/**
 * What a reader of formats found, sign by sign, in the words of its format: not of the catalogue, and said to be English. What a person
 * can do something about is a phrase of its own.
 */
export function inEnglish(text: string): Phrase {
  return phrase('inEnglish', { text });
}

/** As it goes between threads, where an object loses its class. */
export type ToldRefusal = Pick<Refusal, 'code' | 'expected' | 'found' | 'next' | 'entry' | 'values'>;

export function toldRefusal({ code, expected, found, next, entry, values }: Refusal): ToldRefusal {
  return { code, expected, found, next, entry, values };
}

/** As it was thrown: in the words of the catalogue where it had them. Under another code it says the same. */
export function refusalTold(told: ToldRefusal): Refusal {
  return Object.assign(new Refusal(...argumentsTold(told)), { code: told.code });
}

/** What it was made of. */
export function argumentsTold(
  { entry, values, code, expected, found, next }: ToldRefusal,
  cause?: unknown,
): ConstructorParameters<typeof Refusal> {
  const made = entry === undefined ? [code, { expected, found, next, cause }] : [entry, { ...values, cause }];
  return made as ConstructorParameters<typeof Refusal>; // as one was made of them
}

function isEntry(name: string): name is RefusalName {
  return Object.hasOwn(REFUSALS, name);
}

function filled(name: RefusalName, values: RefusalValues): Omit<RefusalParts, 'cause'> {
  const { expected, found, next } = REFUSALS[name];
  return { expected: fill(expected, values), found: fill(found, values), next: fill(next, values) };
}

function fill(text: string, values: RefusalValues): string {
  return text.replace(/\{(\w+)\}/g, (_, place: string) => valueText(values[place] ?? ''));
}

/** In English. */
export function valueText(value: RefusalValue): string {
  if (typeof value !== 'object') return String(value);
  if ('said' in value) return value.english;
  return 'phrase' in value ? fill(PHRASES[value.phrase], value.values) : value.map(valueText).join(', ');
}
