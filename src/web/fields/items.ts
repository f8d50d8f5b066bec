// Several of the same: a row of fields for each. `items` takes as many as somebody adds; `itemsOf` has one for each of what the act is of.
// For other programs a list of objects.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { html, nothing, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import type { Errors } from '../parts.ts';
import {
  asMeant,
  ok,
  shapeOf,
  wrong,
  type AboutOf,
  type Body,
  type BodyOf,
  type Field,
  type Fields,
  type Question,
  type Read,
  type ValuesOf,
  type Words,
} from './field.ts';
import { isEmpty, isTyped, readRow, rowBody, rowFields, typedRow, wholeOf } from './row.ts';

interface ItemsAsked<R extends Fields, A> extends Question<A> {
  readonly row: R;
  readonly min?: number;
  readonly max: number;
  /** What one of them is called, above its fields. */
  readonly title: (say: Messages, n: number) => string;
  /** Of the button that adds one. */
  readonly add: (say: Messages) => string;
  /** Of too few, or too many. */
  readonly wrong: Words<A>;
}

/** As many as somebody adds. What is left empty is left out. */
export function items<R extends Fields, A extends AboutOf<R> = AboutOf<R>>(
  asked: ItemsAsked<R, A>,
): Field<readonly ValuesOf<R>[], A, readonly BodyOf<R>[]> {
  const { row, min = 1, max } = asked;
  return {
    ...asked,
    schema: (name) => ({
      [name]: z
        .array(z.strictObject(shapeOf(row)))
        .min(min)
        .max(max)
        .describe(asked.means),
    }),
    control: (say, shown, about) => {
      const { name, given } = shown;
      const rows = Math.max(rowsIn(given, name, max), min, 1);
      const each = Array.from({ length: rows }, (_, i) => {
        const gone = rows > Math.max(min, 1) ? removeButton(say, name, i, asked.title(say, i + 1)) : nothing;
        return rowFields(
          say,
          { row, shown, at: `${name}.${i}`, title: asked.title(say, i + 1), more: gone },
          about,
        );
      });
      const more = html`<button
        type="submit"
        class="govuk-button govuk-button--secondary"
        name="${name}.more"
        value="yes"
      >
        ${asked.add(say)}
      </button>`;
      return wholeOf(say, { asked, shown, about }, html`${ENTER}${each}${rows < max ? more : nothing}`);
    },
    typed: (given, name, about) => {
      const each = Array.from({ length: rowsIn(given, name, max) }, (_, i) =>
        typedRow(row, given, `${name}.${i}`, about),
      );
      return { [name]: each };
    },
    read: (body, name, about) => {
      const given = listIn(body, name);
      const read = given.flatMap((one, i) => (isEmpty(one) ? [] : [readAt(row, one, `${name}.${i}`, about)]));
      const expected = phrase('someOfThem', { min, max, what: asMeant(asked.means) });
      if (read.length < min || given.length > max)
        return wrong((say) => asked.wrong(say, about), expected, `${read.length}`);
      return allOf(read);
    },
    again: (given, name) => {
      const rows = rowsIn(given, name, max);
      if (given.has(`${name}.more`)) return withRow(given, name, Math.min(Math.max(rows, min, 1), max - 1));
      const gone = given.get(`${name}.remove`);
      return gone === null || !/^\d{1,4}$/.test(gone) ? undefined : withoutRow(given, name, Number(gone));
    },
    body: (value, name) => ({ [name]: value.map((one) => rowBody(row, one)) }),
    said: (say, value) =>
      listSaid(value.map((one, i) => ({ title: asked.title(say, i + 1), said: rowSaid(say, row, one) }))),
    cell: (_say, value) => String(value.length),
  };
}

interface ItemsOfAsked<
  One,
  K extends string,
  I extends string | number,
  R extends Fields,
  A,
> extends Question<A> {
  readonly list: (about: A) => readonly One[];
  /** How the API calls what says which of them one is of. */
  readonly key: K;
  readonly id: (one: One) => I;
  readonly ids: z.ZodType<I>;
  readonly words: (say: Messages, one: One) => string;
  readonly row: R;
  readonly max: number;
  /** Whether those that were answered are enough. Absent: where one is. */
  readonly isEnough?: (answered: number, about: A) => boolean;
  readonly wrong: Words<A>;
  /** What stands in the fields of one before anybody has typed: by the names of the row. */
  readonly presetOf?: (one: One) => { readonly [field: string]: string };
}

/** One row for each of a list that hangs on what the act is of. What is left empty is left out. */
export function itemsOf<
  One,
  const K extends string,
  I extends string | number,
  R extends Fields,
  A extends AboutOf<R> = AboutOf<R>,
>(
  asked: ItemsOfAsked<One, K, I, R, A>,
): Field<
  readonly (ValuesOf<R> & { readonly of: One })[],
  A,
  readonly (BodyOf<R> & { readonly [k in K]: I })[]
> {
  const { row, list, key, id, words, max, isEnough = (answered) => answered > 0 } = asked;
  type Row = ValuesOf<R> & { readonly of: One };
  return {
    ...asked,
    schema: (name) => ({
      [name]: z
        .array(z.strictObject({ [key]: asked.ids, ...shapeOf(row) }))
        .max(max)
        .describe(asked.means),
    }),
    control: (say, shown, about) => {
      const each = list(about).map((one) => {
        const at = `${shown.name}.${id(one)}`;
        const preset = isTyped(shown.given, at) ? {} : (asked.presetOf?.(one) ?? {});
        const more = Object.entries(preset).map(([field, value]): [string, string] => [
          `${at}.${field}`,
          value,
        ]);
        const given = new URLSearchParams([...shown.given, ...more]);
        return rowFields(say, { row, shown: { ...shown, given }, at, title: words(say, one) }, about);
      });
      return wholeOf(say, { asked, shown, about }, html`${ENTER}${each}`);
    },
    typed: (given, name, about) => {
      const each = list(about).flatMap((one) => {
        const typed = typedRow(row, given, `${name}.${id(one)}`, about);
        return isEmpty(typed) ? [] : [{ [key]: id(one), ...typed }];
      });
      return { [name]: each };
    },
    read: (body, name, about) => {
      const given = listIn(body, name);
      const all = list(about);
      const found = given.map((one) => all.find((of) => id(of) === one[key]));
      const isRight = !found.includes(undefined) && new Set(found).size === found.length;
      if (!isRight || !isEnough(found.length, about))
        return wrong((say) => asked.wrong(say, about), asMeant(asked.means), `${given.length}`);
      const read = given.map((one, i) => {
        const of = found[i] as One; // none is undefined
        const { [key]: _of, ...rest } = one;
        const each = readAt(row, rest, `${name}.${id(of)}`, about);
        return each.ok ? ok({ ...each.value, of }) : each;
      });
      return allOf<Row>(read);
    },
    body: (value, name) => ({
      [name]: value.map(({ of, ...one }) => ({
        [key]: id(of),
        ...rowBody(row, one as unknown as ValuesOf<R>),
      })), // without `of`
    }),
    said: (say, value) =>
      listSaid(value.map((one) => ({ title: words(say, one.of), said: rowSaid(say, row, one) }))),
    cell: (_say, value) => String(value.length),
  };
}

/** Enter is to answer, and not to add or to remove: the first button is pressed by it. */
const ENTER = html`<button
  type="submit"
  class="govuk-visually-hidden"
  tabindex="-1"
  aria-hidden="true"
></button>`;

function removeButton(say: Messages, name: string, i: number, title: string): Html {
  return html`<p>
    <button type="submit" class="c-linkbutton" name="${name}.remove" value="${i}">
      ${say.form.remove}<span class="govuk-visually-hidden">${say.language.colon}${title}</span>
    </button>
  </p>`;
}

function rowsIn(given: URLSearchParams, name: string, max: number): number {
  const indices = [...given].map(([field]) => {
    const [index = '', ...rest] = field.startsWith(`${name}.`) ? field.slice(name.length + 1).split('.') : [];
    return rest.length > 0 && /^\d{1,4}$/.test(index) ? Number(index) + 1 : 0;
  });
  return Math.min(Math.max(0, ...indices), max);
}

function listIn(body: Body, name: string): readonly Body[] {
  const given = body[name];
  return Array.isArray(given) ? (given as readonly Body[]) : []; // by its schema, or as `typed` gives it
}

/** A refusal says of which row. */
function readAt<R extends Fields>(row: R, body: Body, at: string, about: unknown): Read<ValuesOf<R>> {
  const read = readRow(row, body, { at, about });
  if (read.ok) return read;
  return { ...read, wrong: { ...read.wrong, expected: phrase('inRow', { what: read.wrong.expected, at }) } };
}

function allOf<V>(read: readonly Read<V>[]): Read<readonly V[]> {
  const bad = read.flatMap((one) => (one.ok ? [] : [one.wrong]));
  const [first] = bad;
  if (first === undefined) return ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
  const each = (say: Messages): Errors => Object.assign({}, ...bad.map((one) => one.each?.(say))) as Errors;
  return { ok: false, wrong: { ...first, each } };
}

function rowSaid<R extends Fields>(say: Messages, row: R, value: ValuesOf<R>): Html {
  return html`${Object.entries(row).map(([name, field], i) => {
    const one = value[name] === undefined ? '' : field.said(say, value[name]);
    return html`${i === 0 ? nothing : say.language.comma}<bdi>${one}</bdi>`;
  })}`;
}

function listSaid(rows: readonly { readonly title: string; readonly said: Html }[]): Html {
  return html`<ul class="govuk-list">
    ${rows.map(
      ({ title, said }) =>
        html`<li>
          <b><bdi>${title}</bdi></b> ${said}
        </li>`,
    )}
  </ul>`;
}

function withRow(given: URLSearchParams, name: string, index: number): URLSearchParams {
  return new URLSearchParams([
    ...[...given].filter(([field]) => field !== `${name}.more`),
    [`${name}.${index}.`, ''],
  ]);
}

function withoutRow(given: URLSearchParams, name: string, gone: number): URLSearchParams {
  const left = [...given].flatMap(([field, value]): [string, string][] => {
    const [index = '', ...rest] = field.slice(name.length + 1).split('.');
    if (field === `${name}.remove` || !/^\d{1,4}$/.test(index) || Number(index) === gone) return [];
    const i = Number(index) > gone ? Number(index) - 1 : Number(index);
    return [[[name, i, ...rest].join('.'), value]];
  });
  // Nothing is left: the question is to be asked, and not to be found wrong.
  return new URLSearchParams(left.length === 0 ? [[`${name}.0.`, '']] : left);
}
