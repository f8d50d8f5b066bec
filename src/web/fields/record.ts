// What an act left, read afterwards: the columns of a table that other programs count with, and the facts of a page. Both come from the
// fields by which it was asked.
import { html, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import { isEmpty, labelOf, type Body, type Field, type Fields, type Spread, type ValuesOf } from './field.ts';

type Known<V> = { readonly [K in keyof V]?: V[K] | null | undefined };
type OfOne<K extends PropertyKey, One> = Known<
  One extends Field<infer V, infer _A, infer _J> ? { readonly [N in K]: V } : never
>;
type OfParts<One> = One extends { readonly parts: infer P extends Fields; readonly json?: Spread<unknown> }
  ? Known<ValuesOf<P>>
  : unknown;

/** The answers as far as they are known, whatever else stands beside them; parts that stand beside the others also by their own names. */
export type RecordOf<F extends Fields> = {
  [K in keyof F]: (one: OfOne<K, F[K]> & OfParts<F[K]>) => void;
}[keyof F] extends (one: infer R) => void
  ? R
  : never;

type Named = readonly [name: string, field: Fields[string]];

/** The columns of a table (CSV): whatever names nobody. */
export function columnsOf(fields: Fields): Named[] {
  return flat(Object.entries(fields).filter(([, { isPrivate }]) => isPrivate !== true)).filter(
    ([, { isPrivate }]) => isPrivate !== true,
  );
}

export function cellOf(say: Messages, [name, field]: Named, value: unknown): string {
  if (value === undefined || value === null) return '';
  return field.cell === undefined ? plain(field.body(value, name)) : field.cell(say, value);
}

/** Each scalar of it, one behind the other. */
function plain(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plain).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What an answer is called, and the answer as it was shown where all were checked. */
export type Fact = readonly [label: string, value: Html | string];

/**
 * A line for each answer that there is. What names somebody is among them: a page of one record is seen by whoever may see all of it, and
 * who may not is given fewer fields, as is whoever is shown one of them in another way.
 */
export function factsOf<F extends Fields>(say: Messages, fields: F, values: RecordOf<F>): Fact[] {
  return answersIn(say, fields, values).map(({ label, said }) => [
    label,
    typeof said === 'string' ? said : html`<bdi>${said}</bdi>`,
  ]);
}

/** The same as text, for what is compared or goes on: what is shown by mark-up is as the API has it. */
export function linesOf<F extends Fields>(
  say: Messages,
  fields: F,
  values: RecordOf<F>,
): (readonly [label: string, text: string])[] {
  return answersIn(say, fields, values).map(({ label, said, body }) => [
    label,
    typeof said === 'string' ? said : plain(body),
  ]);
}

function answersIn<F extends Fields>(say: Messages, fields: F, values: RecordOf<F>) {
  const all = values as Body; // by the names of these fields
  const known: Body = Object.assign(
    {},
    all,
    ...Object.keys(fields).map((name) => (isBeside(fields[name]) ? all[name] : undefined)),
  );
  return flat(Object.entries(fields)).flatMap(([name, field]) => {
    const value = known[name] ?? undefined;
    const said = isEmpty(value) ? '' : field.said(say, value, known);
    return said === '' ? [] : [{ label: labelOf(say, field), said, body: field.body(value, name) }];
  });
}

function isBeside(field: Fields[string] | undefined): boolean {
  return field?.isSpread === true && field.parts !== undefined;
}

/** Parts that stand beside the others are columns and facts of their own. */
function flat(fields: readonly Named[]): Named[] {
  return fields.flatMap(([name, field]) =>
    isBeside(field) ? flat(Object.entries(field.parts ?? {})) : [[name, field] as const],
  );
}
