// Fields that stand together as one answer: a row of several of the same (items.ts), or a few small parts of one (group.ts). In a form
// their names begin with that of the question.
import { html, nothing, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import type { Errors } from '../parts.ts';
import {
  ok,
  readEach,
  type AboutOf,
  type Body,
  type Fields,
  type Question,
  type Read,
  type Shown,
  type ValuesOf,
  type Wrong,
} from './field.ts';

interface RowShown {
  readonly row: Fields;
  readonly shown: Shown;
  /** What the names of its fields begin with. */
  readonly at: string;
  readonly title: string;
  readonly more?: Html;
}

export function rowFields(
  say: Messages,
  { row, shown, at, title, more = nothing }: RowShown,
  about: unknown,
): Html {
  const { given, errors } = shown;
  return html`<fieldset class="govuk-fieldset c-row">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><bdi>${title}</bdi></legend>
    ${Object.entries(row).map(([field, one]) =>
      one.control(say, { name: `${at}.${field}`, given, errors, isPart: true }, about),
    )}
    ${more}
  </fieldset>`;
}

interface Whole<A> {
  readonly asked: Question<A>;
  readonly shown: Shown;
  readonly about: A;
}

export function wholeOf<A>(say: Messages, { asked, shown, about }: Whole<A>, rows: Html): Html {
  const { name, errors } = shown;
  const hint = asked.hint?.(say, about);
  const error = errors[name];
  // What is wrong of the whole leads to it.
  return html`<h1 id="${name}" tabindex="-1">${asked.ask(say, about)}</h1>
    ${hint === undefined ? nothing : html`<div class="govuk-hint">${hint}</div>`}
    ${
      error === undefined
        ? nothing
        : html`<p class="govuk-error-message" id="${name}-error">
            <span class="govuk-visually-hidden">${say.frame.error}${say.language.colon}</span> ${error}
          </p>`
    }
    ${rows}`;
}

/** The fields of one row, as its own declaration calls them. */
function rowGiven(given: URLSearchParams, at: string): URLSearchParams {
  return new URLSearchParams(
    [...given].flatMap(([field, value]): [string, string][] =>
      field.startsWith(`${at}.`) && field !== `${at}.` ? [[field.slice(at.length + 1), value]] : [],
    ),
  );
}

export const isTyped = (given: URLSearchParams, at: string): boolean => rowGiven(given, at).size > 0;

export function typedRow(row: Fields, given: URLSearchParams, at: string, about: unknown): Body {
  const own = rowGiven(given, at);
  if ([...own.values()].every((value) => value.trim() === '')) return {};
  return Object.assign(
    {},
    ...Object.entries(row).map(([field, one]) => one.typed(own, field, about)),
  ) as Body;
}

export const isEmpty = (row: Body): boolean => Object.keys(row).length === 0;

/** What is wrong with any field of a row, each at its own control. */
export function readRow<R extends Fields>(
  row: R,
  body: Body,
  { at, about, said }: { readonly at: string; readonly about: unknown; readonly said?: Body | undefined },
): Read<ValuesOf<R>> {
  const each = readEach(row, body, about as AboutOf<R>, said);
  const values: { [field: string]: unknown } = {};
  const all: ((say: Messages) => Errors)[] = [];
  let first: Wrong | undefined;
  for (const { name, read } of each) {
    if (read.ok) values[name] = read.value;
    else {
      first ??= read.wrong;
      all.push((say) => ({ [`${at}.${name}`]: read.wrong.words(say) }));
    }
  }
  if (first === undefined) return ok(values as ValuesOf<R>); // read by these very fields
  const errors = (say: Messages): Errors => Object.assign({}, ...all.map((one) => one(say))) as Errors;
  return { ok: false, wrong: { ...first, each: errors } };
}

export function rowBody<R extends Fields>(row: R, value: ValuesOf<R>): Body {
  const each = Object.entries(row).map(([name, field]) => field.body(value[name], name));
  return Object.assign({}, ...each) as Body;
}
