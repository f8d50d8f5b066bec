// Words kept as data: messages of ICU (MessageFormat 1) in JSON, read by intl-messageformat (FormatJS).
import { IntlMessageFormat } from 'intl-messageformat';
import { citationsKept, valueIsolated } from './citations.ts';

/** Texts by name, as a file has them. */
export type Words = { readonly [name: string]: string | readonly string[] | Words };
type Value = string | number | boolean | undefined;
type Values = { readonly [name: string]: Value };
/** The names of what a message is given, in the order in which pages give it, by the path of the message. */
type Order = { readonly [path: string]: readonly string[] };
/** What messages are made for. */
interface Tongue {
  /** BCP 47: says which plural a number takes and how it is written. */
  readonly locale: string;
  readonly dir: string;
}

type At<Path extends string, Name extends string> = Path extends '' ? Name : `${Path}.${Name}`;
type Said<Text> = Text extends readonly string[] ? readonly string[] : string;
/** As pages have them: a text, or a function of what the message is given. `Open` tables are looked into by any name. */
export type Spoken<Part, Given, Open extends string, Path extends string = ''> = {
  readonly [name in keyof Part & string]: At<Path, name> extends infer Key extends keyof Given
    ? Given[Key] extends infer Arguments extends readonly unknown[]
      ? (...given: Arguments) => Said<Part[name]>
      : never
    : At<Path, name> extends Open
      ? { readonly [name: string]: string }
      : Part[name] extends string | readonly string[]
        ? Said<Part[name]>
        : Spoken<Part[name], Given, Open, At<Path, name>>;
};

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const joined = (chunks: readonly string[]): string => chunks.join('');
/** What a language does to a value in its place: `<ended>{day}</ended>`. */
const TAGS = {
  /** With a point at its end, and not with two: a day in Russian has one already. */
  ended: (chunks: string[]) => (joined(chunks).endsWith('.') ? joined(chunks) : `${joined(chunks)}.`),
  /** In the marks that Chinese sets titles in; one that has marks of its own keeps them alone. */
  book: (chunks: string[]) => (joined(chunks).includes('《') ? joined(chunks) : `《${joined(chunks)}》`),
  lowercase: (chunks: string[]) => joined(chunks).toLowerCase(),
};
export const TAG_NAMES: readonly string[] = Object.keys(TAGS);
/** What a `select` calls a text that is empty or absent. */
export const NO_TEXT = 'noText';

/** The words of a language. `order` says which are functions: a language that leaves an argument out still has one. */
export function spoken(tongue: Tongue, words: Words, order: Order, path = ''): object {
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => {
      const here = path === '' ? name : `${path}.${name}`;
      return [name, isPart(text) ? spoken(tongue, text, order, here) : one(tongue, text, order[here])];
    }),
  );
}

const isPart = (text: Words[string]): text is Words => typeof text === 'object' && !Array.isArray(text);

function one(
  tongue: Tongue,
  text: string | readonly string[],
  names: readonly string[] | undefined,
): unknown {
  const each = [text].flat().map((single) => messageIn(tongue, single));
  const say = (values: Values): string | readonly string[] =>
    typeof text === 'string' ? (each[0]?.(values) ?? '') : each.map((message) => message(values));
  if (names === undefined) return say({});
  const said = (...given: readonly Value[]): string | readonly string[] =>
    say(Object.fromEntries(names.map((name, i) => [name, given[i]])));
  return Object.defineProperty(said, 'length', { value: names.length });
}

/**
 * Parsed when it is first said. In a line from right to left the citations that stand in the message are isolated then, once; a
 * value that is put in is never looked through, only set apart as a whole.
 */
export function messageIn({ locale, dir }: Tongue, text: string): (values: Values) => string {
  const isRightToLeft = dir === 'rtl';
  if (!/[{}'<]/.test(text)) {
    const fixed = isRightToLeft ? citationsKept(text) : text;
    return () => fixed;
  }
  /** Where the message sets its places apart itself, they are. */
  const isApart = isRightToLeft && !/[\u2066-\u2068]/.test(text);
  let made: { readonly format: IntlMessageFormat; readonly chosen: ReadonlySet<string> } | undefined;
  return (values) => {
    if (made === undefined) {
      const parsed = new IntlMessageFormat(text, locale).getAst();
      const elements = isRightToLeft ? keptIn(parsed) : parsed;
      made = { format: new IntlMessageFormat(elements, locale), chosen: new Set(chosenIn(elements)) };
    }
    const { format, chosen } = made;
    const given: { [name: string]: Value } = {};
    for (const [name, value] of Object.entries(values)) {
      if (chosen.has(name)) given[name] = value === '' || value === undefined ? NO_TEXT : value;
      else given[name] = isApart && typeof value === 'string' ? valueIsolated(value) : value;
    }
    return String(format.format({ ...TAGS, ...given }));
  };
}

/** `TYPE.literal`, `.select` and `.plural` of the parser. */
const LITERAL = 0;
const SELECT = 5;

function keptIn(elements: Element[]): Element[] {
  return elements.map((element) => {
    if (element.type === LITERAL) return { ...element, value: citationsKept(element.value) };
    if ('children' in element) return { ...element, children: keptIn(element.children) };
    if (!('options' in element)) return element;
    const options = Object.entries(element.options).map(
      ([name, option]) => [name, { ...option, value: keptIn(option.value) }] as const,
    );
    return { ...element, options: Object.fromEntries(options) } as Element; // of the same kind: only texts in it changed
  });
}

/** Arguments that a `select` goes by. */
function chosenIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const within = 'options' in element ? Object.values(element.options) : [];
    const inTag = 'children' in element ? chosenIn(element.children) : [];
    const own = element.type === SELECT ? [element.value] : [];
    return [...own, ...inTag, ...within.flatMap(({ value }) => chosenIn(value))];
  });
}
