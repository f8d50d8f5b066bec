// From the English words: what each message is given, for the type check; and what is wrong with the messages of a language.
import { IntlMessageFormat } from 'intl-messageformat';
import { perLocale } from './per-locale.ts';
import { NO_TEXT, TAG_NAMES, type Words } from './words.ts';

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}
type ArgumentsByPath = { readonly [path: string]: readonly Argument[] };
/** By the path of a message: its text, or its texts where it is a list. */
export type Texts = ReadonlyMap<string, readonly string[]>;
type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** `TYPE` of the parser. */
const LITERAL = 0;
const ARGUMENT = 1;
const NUMBER = 2;
const SELECT = 5;
const PLURAL = 6;
const TAG = 8;

export function textsOf(words: Words, path = ''): Texts {
  return new Map(
    Object.entries(words).flatMap(([name, text]): (readonly [string, readonly string[]])[] => {
      const here = path === '' ? name : `${path}.${name}`;
      if (typeof text === 'string') return [[here, [text]]];
      return Array.isArray(text) ? [[here, text as string[]]] : [...textsOf(text as Words, here)];
    }),
  );
}

/**
 * Of a message that exists its arguments keep their order and their types: in some the English has them in another order than the
 * pages give them. What is new comes after them, in the order of the English.
 */
export function argumentsOf(english: Texts, before: ArgumentsByPath): ArgumentsByPath {
  return Object.fromEntries(
    [...english].flatMap(([path, texts]): (readonly [string, readonly Argument[]])[] => {
      const used = new Map<string, string>();
      for (const text of texts) typesIn(elementsOf(text, 'en'), used);
      const kept = before[path] ?? [];
      const added = [...used]
        .filter(([name]) => !kept.some((one) => one.name === name))
        .map(([name, type]) => ({ name, type, isOptional: false }));
      const list = [...kept, ...added];
      return list.length === 0 ? [] : [[path, list]];
    }),
  );
}

/** A plural or a number needs a number; what is only put in may be either. */
function typesIn(elements: readonly Element[], used: Map<string, string>, chosen = chosenType): void {
  for (const one of elements) {
    if (one.type === ARGUMENT && !used.has(one.value)) used.set(one.value, 'string | number');
    if (one.type === NUMBER || one.type === PLURAL) used.set(one.value, 'number');
    if (one.type === SELECT) used.set(one.value, chosen(Object.keys(one.options)));
    for (const within of inside(one)) typesIn(within, used, chosen);
  }
}

function chosenType(keys: readonly string[]): string {
  if (keys.includes('true')) return 'boolean';
  if (keys.every((key) => key === NO_TEXT || key === 'other')) return 'string';
  return keys
    .filter((key) => key !== 'other')
    .map((key) => `'${key}'`)
    .join(' | ');
}

/** What a plural may name, and must. */
const pluralsOf = perLocale((locale) => {
  const rules = new Intl.PluralRules(locale);
  const { pluralCategories } = rules.resolvedOptions();
  // `zero` is written only where a language has it for more than nothing: none of the six has.
  const needed = new Set([...Array(1000).keys()].map((n) => rules.select(n)));
  needed.delete('zero');
  return { pluralCategories, needed };
});

/** One line a fault: `fr desks.title: …`. */
export function faultsIn(
  { code, locale }: { readonly code: string; readonly locale: string },
  texts: Texts,
  english: ArgumentsByPath,
): readonly string[] {
  const plurals = pluralsOf(locale);
  return [...texts].flatMap(([path, list]) =>
    list.flatMap((text) => {
      const where = `${code} ${path}`;
      try {
        const names = new Set(english[path]?.map(({ name }) => name));
        return elementFaults(elementsOf(text, locale), { names, ...plurals }).map(
          (fault) => `${where}: ${fault}`,
        );
      } catch (thrown) {
        return [`${where}: is no ICU message (${(thrown as Error).message})`];
      }
    }),
  );
}

/**
 * What a translation does otherwise than the English: an argument is not said, or is taken for what it is not. `given`: of the
 * message; a number may be put in as it is or counted with, in each language as its grammar asks.
 */
export function unlikeIn(
  english: string,
  translation: string,
  { locale, given = [] }: { readonly locale: string; readonly given?: readonly Argument[] | undefined },
): readonly string[] {
  const [said, kept] = [usesIn(english, 'en'), usesIn(translation, locale)];
  const numbers = new Set(given.filter(({ type }) => type === 'number').map(({ name }) => name));
  return [...said].flatMap(([name, use]) => {
    const found = kept.get(name);
    if (found === undefined) return [`{${name}} of the English is lost`];
    const isSame =
      found === use || (numbers.has(name) && ![found, use].some((one) => one.startsWith(CHOICE)));
    return isSame ? [] : [`{${name}} is ${found} here, ${use} in the English`];
  });
}

const CHOICE = 'choice of ';

/** As `typesIn`, with every key that chooses: what is said for one that nobody gives is never said. */
function usesIn(text: string, locale: string): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  typesIn(elementsOf(text, locale), used, (keys) => CHOICE + keys.toSorted().join(', '));
  return used;
}

interface Allowed {
  readonly names: ReadonlySet<string>;
  readonly pluralCategories: readonly string[];
  readonly needed: ReadonlySet<string>;
}

function elementFaults(elements: readonly Element[], allowed: Allowed): string[] {
  return elements.flatMap((one) => [
    ...ownFaults(one, allowed),
    ...inside(one).flatMap((within) => elementFaults(within, allowed)),
  ]);
}

function ownFaults(one: Element, { names, pluralCategories, needed }: Allowed): string[] {
  if (one.type === TAG) return TAG_NAMES.includes(one.value) ? [] : [`no tag <${one.value}>`];
  if ('value' in one && one.type !== LITERAL && !names.has(one.value))
    return [`English is not given {${one.value}}`];
  if (one.type !== PLURAL) return [];
  const keys = Object.keys(one.options);
  const named = keys.filter((key) => !key.startsWith('='));
  const unknown = named.filter((key) => !pluralCategories.some((category) => category === key));
  const isCounted = named.some((key) => key !== 'other');
  const missing = isCounted
    ? [...needed].filter((key) => !named.includes(key) && !(key === 'one' && keys.includes('=1')))
    : [];
  return [...unknown.map((key) => `no category ${key}`), ...missing.map((key) => `no form ${key}`)];
}

function inside(one: Element): readonly (readonly Element[])[] {
  const options = 'options' in one ? Object.values(one.options).map(({ value }) => value) : [];
  return 'children' in one ? [...options, one.children] : options;
}

function elementsOf(text: string, locale: string): readonly Element[] {
  return /[{}'<]/.test(text) ? new IntlMessageFormat(text, locale).getAst() : [];
}

export function argumentsText(given: ArgumentsByPath, open: readonly string[]): string {
  const entries = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
  const typed = ({ name, type, isOptional }: Argument): string => `${name}${isOptional ? '?' : ''}: ${type}`;
  return [
    '// Made from the English words; not written by hand. What each message is given, by name and in this order.',
    'export interface Given {',
    ...entries.map(([path, list]) => `  readonly '${path}': [${list.map(typed).join(', ')}];`),
    '}',
    '',
    '/** Tables that are looked into by names that no type lists. */',
    `export type Open = ${open.map((path) => `'${path}'`).join(' | ') || 'never'};`,
    '',
    'export const ORDER: { readonly [path in keyof Given]: readonly string[] } = {',
    ...entries.map(([path, list]) => `  '${path}': [${list.map(({ name }) => `'${name}'`).join(', ')}],`),
    '};',
    '',
  ].join('\n');
}

/** Reads what `argumentsText` wrote, whether or not a formatter has broken its lines. */
export function argumentsIn(text: string): ArgumentsByPath {
  return Object.fromEntries(
    [...text.matchAll(/readonly '([^']+)': \[([^\]]*)\];/g)].map(([, path = '', list = '']) => [
      path,
      [...list.matchAll(/(\w+)(\??): ((?:'[^']*'|[^,'])+)/g)].map(([, name = '', optional, type = '']) => ({
        name,
        type: type.trim(),
        isOptional: optional === '?',
      })),
    ]),
  );
}

export function openIn(text: string): readonly string[] {
  return [...(/^export type Open =([^;]*);/m.exec(text)?.[1]?.matchAll(/'([^']+)'/g) ?? [])].map(
    ([, path = '']) => path,
  );
}
