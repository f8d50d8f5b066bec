// A field of an act as a value: what is asked, how an answer is typed, read, refused and shown, and what it is for another program.
// A kind of field is a file beside this one; an act is an object of fields in the order in which they are asked.
// docs/guides/add-an-act.md
import { z } from 'zod';
import { phrase, type Phrase, Refusal, valueText } from '../../base/refusal.ts';
import type { Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import type { Errors } from '../parts.ts';

/** `about`: what the act is of, such as the first day that can be meant. */
export type Words<A> = (say: Messages, about: A) => string;

/** What every kind of field says. */
export interface Question<A> {
  /** The title of its page. */
  readonly ask: Words<A>;
  /** What the answer is called under "Check your answers" and in a record. Absent: as it is asked. */
  readonly label?: Words<A>;
  readonly hint?: Words<A>;
  /** For other programs, in English: the description of the API, and what a refusal expected. */
  readonly means: string;
  /** May name somebody: never a column of a list or of a CSV. (No answer of anybody stands in an address.) */
  readonly isPrivate?: true;
  /** How the terminal takes it, where `--name TEXT` is not enough. */
  readonly option?: OptionAsked;
  /** What stands in the field before anybody has typed. */
  readonly preset?: (about: A) => string;
}

interface OptionAsked {
  readonly name?: string;
  /** What stands behind it in the help: `EMAIL`. */
  readonly value?: string;
  /** It stands by itself behind the command. */
  readonly isArgument?: true;
  /** The path of a file that has the text. */
  readonly isFile?: true;
}

export interface Shown {
  readonly name: string;
  /** The fields of the form as they were typed. */
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** It may stay empty. */
  readonly isOptional?: true;
  /** One of several on the page, which has a title of its own. */
  readonly isPart?: true;
}

export interface Wrong {
  /** In the reader's words. */
  readonly words: (say: Messages) => string;
  /** Where the question has several fields: what is wrong with each, by the id of its control. Absent: `words`, of the question. */
  readonly each?: (say: Messages) => Errors;
  /** For a refusal. */
  readonly expected: Phrase;
  readonly found: string | Phrase;
}

export type Read<V> =
  | { readonly ok: true; readonly value: V }
  | { readonly ok: false; readonly wrong: Wrong };

/** As JSON has it, by the names of the API. */
export type Body = { readonly [property: string]: unknown };

/**
 * `V`: what the act gets. `A`: what its limits hang on. `J`: what the API takes under the name of the field, or, as `Spread`, under
 * names of its own.
 */
export interface Field<V, A = unknown, J = V> extends Question<A> {
  /** Undefined, or true: it is asked. By the answers before it. */
  readonly isAsked?: (said: Body) => boolean;
  /** Of the API: one property or more, each with its schema. */
  readonly schema: (name: string) => { readonly [property: string]: z.ZodType };
  /** The question in its form, as the title of its page. */
  readonly control: (say: Messages, shown: Shown, about: A) => Html;
  /** What was typed, as the API would have it. */
  readonly typed: (given: URLSearchParams, name: string, about: A) => Body;
  /** `said`: what the answers before it are. */
  readonly read: (body: Body, name: string, about: A, said?: Body) => Read<V>;
  /** Which fields of the form are its own. Absent: those that begin with its name. */
  readonly owns?: (field: string) => boolean;
  /** What was typed, as it is kept: "just now" becomes the moment that it was. */
  readonly settled?: (given: URLSearchParams, name: string, about: A) => URLSearchParams;
  /** The fields of the form as the same question is to be shown once more, such as with another row. Undefined: it is answered. */
  readonly again?: (given: URLSearchParams, name: string) => URLSearchParams | undefined;
  /** What is not right though each of its properties is, such as that one lacks beside another. */
  readonly lacks?: (body: Body) => Lack | undefined;
  /** Its parts stand beside the other answers (`together`): what is asked after it knows them by their own names. */
  readonly isSpread?: true;
  /** Of what is asked as several small parts on one page. */
  readonly parts?: Fields;
  /** The form sends one file of at most so many bytes. */
  readonly fileBytesMax?: number;
  /** What the act got, as the API has it. */
  readonly body: (value: V, name: string) => Body;
  /** `body`: all that was typed, where it is to be checked. */
  readonly said: (say: Messages, value: V, body?: Body) => Html | string;
  /** In a table that other programs count with. Absent: as the API has it. */
  cell?(say: Messages, value: V): string;
  /** Never there: it carries a type. */
  readonly json?: J;
}

export interface Lack {
  /** Of the body. */
  readonly part: string;
  readonly words: (say: Messages) => string;
  readonly expected: Phrase;
}

export interface Spread<O> {
  readonly spread: O;
}

/** What may be left out; of names of its own, each. */
type Left<J> =
  | (J extends Spread<infer O> ? Spread<{ readonly [K in keyof O]?: O[K] | undefined }> : J)
  | (J extends Spread<unknown> ? never : undefined);

// An act has fields of any types; what each takes and gives is inferred from them.
// oxlint-disable-next-line typescript/no-explicit-any
export type Fields = { readonly [name: string]: Field<any, any, any> };

/** What the limits of these fields hang on. */
export type AboutOf<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<infer _V, infer A, infer _J> ? (about: A) => void : never;
}[keyof F] extends (about: infer A) => void
  ? A
  : never;

/** What the act gets. */
export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer V, infer _A, infer _J> ? V : never;
};

type JsonOf<One> = One extends Field<infer _V, infer _A, infer J> ? J : never;
type Flat<F extends Fields> = {
  readonly [K in keyof F as JsonOf<F[K]> extends Spread<infer _O> ? never : K]: JsonOf<F[K]>;
};
type SpreadOf<F extends Fields> = {
  [K in keyof F]: JsonOf<F[K]> extends Spread<infer O> ? (one: O) => void : (one: object) => void;
}[keyof F] extends (one: infer O) => void
  ? O
  : never;
type Lax<O> = { readonly [K in keyof O as undefined extends O[K] ? never : K]: O[K] } & {
  readonly [K in keyof O as undefined extends O[K] ? K : never]?: O[K];
};
/** The body of the API: what the act is given from anywhere. */
export type BodyOf<F extends Fields> = Lax<Flat<F>> & SpreadOf<F>;

/** What the answer is called. */
export function labelOf<A>(
  say: Messages,
  { label, ask }: Pick<Question<A>, 'label' | 'ask'>,
  about?: A,
): string {
  return (label ?? ask)(say, about as A); // a record is of nothing more: its labels hang on none
}

export const ok = <V>(value: V): Read<V> => ({ ok: true, value });

export function wrong(
  words: (say: Messages) => string,
  expected: Phrase,
  found: string | Phrase,
): Read<never> {
  const short = typeof found === 'string' ? found.slice(0, 40) : found;
  return { ok: false, wrong: { words, expected, found: short } };
}

/** What a field is to other programs, which its description says in English. */
export function asMeant(means: string): Phrase {
  return phrase('asMeant', { means: means.replace(/\.$/, '') });
}

/** What the page says of it: each by the id of its control. */
export function errorsOf(say: Messages, name: string, { words, each }: Wrong): Errors {
  return each?.(say) ?? { [name]: words(say) };
}

/** Asked only where the answers before it say so; absent where they do not. */
export function onlyIf<V, A, J>(
  isAsked: (said: Body) => boolean,
  field: Field<V, A, J>,
): Field<V | undefined, A, J | undefined> {
  const { schema } = field;
  return {
    ...field,
    isAsked,
    schema: (name) => optionalIn(schema(name)),
    body: (value, name) => (value === undefined ? {} : field.body(value, name)),
    said: (say, value, body) => (value === undefined ? '' : field.said(say, value, body)),
    json: undefined,
  };
}

/** May be left empty. `none`: how that is said. */
export function optional<V, A, J>(
  field: Field<V, A, J>,
  none: (say: Messages) => string = () => '',
): Field<V | undefined, A, Left<J>> {
  const { json: _json, ...rest } = field;
  return {
    ...rest,
    control: (say, shown, about) => field.control(say, { ...shown, isOptional: true }, about),
    schema: (name) => optionalIn(field.schema(name)),
    typed: (given, name, about) =>
      Object.fromEntries(Object.entries(field.typed(given, name, about)).filter(([, one]) => !isEmpty(one))),
    read: (body, name, about, said) =>
      Object.keys(field.schema(name)).every((property) => isEmpty(body[property]))
        ? ok(undefined)
        : field.read(body, name, about, said),
    body: (value, name) => (value === undefined ? {} : field.body(value, name)),
    said: (say, value, body) => (value === undefined ? none(say) : field.said(say, value, body)),
  };
}

/** Nothing was said: of a text, of a list, of a group of parts. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return (
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

/** Each may be left out: what it is else known by. */
export function allOptional<F extends Fields>(fields: F) {
  const each = Object.entries(fields).map(([name, field]) => [name, optional(field)]);
  // Each of its own type.
  return Object.fromEntries(each) as {
    readonly [K in keyof F]: F[K] extends Field<infer V, infer A, infer J>
      ? Field<V | undefined, A, J | undefined>
      : never;
  };
}

/** May be left empty, and then is said to be none: for other programs null. */
export function orNone<V, A, J>(
  field: Field<V, A, J>,
  none: (say: Messages) => string,
): Field<V | undefined, A, J | null> {
  const { json: _json, ...rest } = field;
  return {
    ...rest,
    schema: (name) =>
      Object.fromEntries(Object.entries(field.schema(name)).map(([key, schema]) => [key, schema.nullable()])),
    typed: (given, name, about) =>
      Object.fromEntries(
        Object.entries(field.typed(given, name, about)).map(([key, one]) => [key, one === '' ? null : one]),
      ),
    read: (body, name, about, said) =>
      Object.keys(field.schema(name)).every((key) => body[key] === null)
        ? ok(undefined)
        : field.read(body, name, about, said),
    body: (value, name) => (value === undefined ? { [name]: null } : field.body(value, name)),
    said: (say, value, body) => (value === undefined ? none(say) : field.said(say, value, body)),
  };
}

function optionalIn(shape: { readonly [property: string]: z.ZodType }): { [property: string]: z.ZodType } {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.optional()]));
}

type Beside = { readonly [property: string]: z.ZodType };
type BesideOf<M extends Beside> = keyof M extends never ? unknown : z.output<z.ZodObject<M>>;

/** The body of the API, with all that it says of each field. `more`: what stands beside them. */
export function bodyOf<F extends Fields, M extends Beside = Record<never, never>>(
  fields: F,
  more?: M,
): z.ZodType<BodyOf<F> & BesideOf<M>> {
  const body = z.strictObject({ ...more, ...shapeOf(fields) }).superRefine((said, context) => {
    for (const { lacks } of Object.values(fields)) {
      const lack = lacks?.(said);
      if (lack === undefined) continue;
      context.addIssue({ code: 'custom', path: [lack.part], message: valueText(lack.expected) });
    }
  });
  // What each kind says of its own schema; their types are those of `BodyOf`.
  return body as unknown as z.ZodType<BodyOf<F> & BesideOf<M>>;
}

/** The same, of what is kept. */
export function shapeOf(fields: Fields): { [property: string]: z.ZodType } {
  return Object.assign({}, ...Object.entries(fields).map(([name, field]) => field.schema(name))) as {
    [property: string]: z.ZodType;
  };
}

/** What the act got, as the API has it. */
export function jsonOf<F extends Fields>(fields: F, values: ValuesOf<F>): Body {
  const each = Object.entries(fields).map(([name, field]) => field.body(values[name], name));
  return Object.assign({}, ...each) as Body;
}

/** The answers in order, as far as each is asked. `before`: those that were given before the first. */
export function readEach<F extends Fields>(
  fields: F,
  body: Body,
  about: AboutOf<F>,
  before: Body = {},
): { readonly name: string; readonly read: Read<unknown> }[] {
  const said: { [name: string]: unknown } = { ...before };
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.isAsked?.(said) === false) return [];
    const read = field.read(body, name, about, said);
    if (read.ok) Object.assign(said, field.isSpread === true ? read.value : { [name]: read.value });
    return [{ name, read }];
  });
}

/** What the act is given, read by its declaration. Refusals: badInput, for the first that is wrong. */
export function readAll<F extends Fields>(fields: F, body: BodyOf<F>, about: AboutOf<F>): ValuesOf<F> {
  const each = readEach(fields, body as Body, about); // an object of the same properties
  const values = each.map(({ name, read }) => {
    if (read.ok) return [name, read.value] as const;
    const { expected, found } = read.wrong;
    throw new Refusal('badInput.field', { expected, found });
  });
  return Object.fromEntries(values) as ValuesOf<F>; // read by these very fields
}
