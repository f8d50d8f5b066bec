// One question, answered for each of some things that have a number: `items.3` is the answer of the third. None of them need be
// answered; what an act needs, it asks for.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { askedFieldset } from '../asked-fieldset.ts';
import { html, nothing, raw, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import { visibleLines } from '../safe-text.ts';
import { ok, wrong, type Body, type Field, type Question, type Words } from './field.ts';

export interface OfEach<V extends string> {
  readonly of: number;
  readonly value: V;
}

interface EachAsked<A> extends Question<A> {
  /** Of which it is asked, by what was typed so far. */
  readonly numbers: (given: URLSearchParams) => readonly number[];
  readonly named: (say: Messages, of: number) => string;
  readonly hints?: (say: Messages, of: number) => string;
  /** What stands in its field before anybody has answered. */
  readonly presets?: (of: number) => string | undefined;
}

interface ChoiceOfEach<V extends string, A> extends EachAsked<A> {
  readonly values: readonly V[];
  readonly words: (say: Messages, value: V) => string;
  /** Above them. */
  readonly none: (say: Messages, of: number) => string;
  /** Where not one is answered. Absent: that is an answer. */
  readonly needed?: Words<A>;
}

/** Of each, one of a closed list. */
export function oneOfEach<V extends string, A = unknown>(
  asked: ChoiceOfEach<V, A>,
): Field<readonly OfEach<V>[], A> {
  const { values, words, none, needed } = asked;
  return {
    ...each<V, A>(asked, words, (say, of, { id, name, value }) => {
      const options = [['', none(say, of)], ...values.map((one) => [one, words(say, one)] as const)] as const;
      return html`<select class="govuk-select" id="${id}" name="${name}">
        ${options.map(
          ([one, text]) =>
            html`<option value="${one}" ${one === value ? raw(' selected') : nothing}>${text}</option>`,
        )}
      </select>`;
    }),
    schema: (name) => ({ [name]: z.array(z.strictObject({ of: z.int(), value: z.string() })) }),
    read: (body, name, about) => {
      const said = saidIn(body, name).flatMap(({ of, value }) => {
        const known = values.find((one) => one === value);
        return known === undefined ? [] : [{ of, value: known }];
      });
      if (needed === undefined || said.length > 0) return ok(said);
      return wrong((say) => needed(say, about), phrase('oneOfEach', { list: values }), phrase('none'));
    },
  };
}

/** Of each, some words. */
export function textOfEach<A = unknown>(
  asked: EachAsked<A> & { readonly max: number; readonly wrong: Words<A> },
): Field<readonly OfEach<string>[], A> {
  const { max } = asked;
  return {
    ...each<string, A>(
      asked,
      (_say, value) => visibleLines(value, max),
      (_say, _of, { id, name, value }) =>
        html`<textarea
          class="govuk-textarea"
          id="${id}"
          name="${name}"
          rows="3"
          ${value === '' ? nothing : raw(' dir="auto"')}
        >
${value}</textarea>`,
    ),
    schema: (name) => ({ [name]: z.array(z.strictObject({ of: z.int(), value: z.string().max(max) })) }),
    read: (body, name, about) => {
      const said = saidIn(body, name);
      const longest = Math.max(0, ...said.map(({ value }) => value.length));
      if (longest <= max) return ok(said);
      return wrong((say) => asked.wrong(say, about), phrase('charactersOfEach', { max }), `${longest}`);
    },
  };
}

type Box = Readonly<Record<'id' | 'name' | 'value', string>>;

function each<V extends string, A>(
  asked: EachAsked<A>,
  words: (say: Messages, value: V) => string,
  box: (say: Messages, of: number, at: Box) => Html,
): Omit<Field<readonly OfEach<V>[], A>, 'schema' | 'read'> {
  const { numbers, named, hints, presets } = asked;
  return {
    ...asked,
    control: (say, { name, given, errors }, about) => {
      const boxes = numbers(given).map((of, i) => {
        const own = `${name}.${of}`;
        // What is wrong leads to the first.
        const id = i === 0 ? name : own;
        return html`<div class="govuk-form-group">
          <label class="govuk-label" for="${id}">${named(say, of)}</label>
          ${hints === undefined ? nothing : html`<div class="govuk-hint">${hints(say, of)}</div>`}
          ${box(say, of, { id, name: own, value: given.get(own) ?? presets?.(of) ?? '' })}
        </div>`;
      });
      const hint = asked.hint?.(say, about);
      const question = { name, legend: asked.ask(say, about), hint, isHeading: true, error: errors[name] };
      return askedFieldset(say, question, html`${boxes}`);
    },
    typed: (given, name) => ({
      [name]: [...given].flatMap(([field, value]) => {
        const of = field.startsWith(`${name}.`) ? field.slice(name.length + 1) : '';
        return /^[1-9]\d{0,4}$/.test(of) && value.trim() !== ''
          ? [{ of: Number(of), value: value.trim().replaceAll('\r\n', '\n').toWellFormed() }]
          : [];
      }),
    }),
    body: (value, name) => ({ [name]: value }),
    said: (say, value) =>
      value.length === 0
        ? '–'
        : html`${value.map((one) => html`<span class="c-typed">${named(say, one.of)}${say.language.colon}${words(say, one.value)}</span><br />`)}`,
  };
}

/** As its schema has it. */
function saidIn(body: Body, name: string): readonly OfEach<string>[] {
  return (body[name] ?? []) as readonly OfEach<string>[];
}
