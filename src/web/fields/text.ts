// What somebody writes: a line, or several.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { lineField, suggestions } from '../ask-parts.ts';
import { html } from '../html.ts';
import { field } from '../parts.ts';
import { visibleLines } from '../safe-text.ts';
import { asMeant, ok, wrong, type Body, type Field, type Question, type Words } from './field.ts';

export interface TextAsked<A> extends Question<A> {
  /** Characters. */
  readonly max: number;
  /** Lines of its box. Absent: one line. */
  readonly rows?: number;
  readonly type?: 'text' | 'email';
  readonly autocomplete?: string;
  readonly width?: 'short';
  /** Offered as one types. */
  readonly suggest?: (about: A) => readonly string[];
  /** As it is kept, such as in capitals. */
  readonly tidy?: (typed: string) => string;
  /** Whether it can be the answer, beside those that were given before it. */
  readonly isRight?: (tidy: string, body: Body) => boolean;
  readonly wrong: Words<A>;
  /** Of more than `max`. Absent: as of nothing. */
  readonly tooLong?: Words<A>;
}

/** Trimmed, in one form of line ends; never empty. */
export function text<A = unknown>(asked: TextAsked<A>): Field<string, A> {
  const { max, rows, type, autocomplete, width, tidy = (typed) => typed, isRight = () => true } = asked;
  const expected = phrase('charactersMost', { what: asMeant(asked.means), max });
  return {
    ...asked,
    schema: (name) => ({ [name]: z.string().trim().min(1).max(max).describe(asked.means) }),
    control: (say, { name, given, errors, isPart, isOptional }, about) => {
      const hint = asked.hint?.(say, about);
      const question = {
        name,
        label: asked.ask(say, about),
        isHeading: isPart !== true,
        value: given.get(name) ?? '',
      };
      const more = {
        ...(hint !== undefined && { hint }),
        ...(rows !== undefined && { rows }),
        ...(type !== undefined && { type }),
        ...(autocomplete !== undefined && { autocomplete }),
        ...(width !== undefined && { width }),
        ...(isOptional === true && { isOptional }),
      };
      if (asked.suggest === undefined) return field(say, { ...question, ...more }, errors);
      const list = `${name}-list`;
      return html`${suggestions(list, asked.suggest(about))}
      ${lineField(say, { ...question, hint, list }, errors)}`;
    },
    typed: (given, name) => ({ [name]: given.get(name) ?? '' }),
    read: (body, name, about) => {
      const typed = body[name];
      const value = typeof typed === 'string' ? tidy(trimmed(typed)) : '';
      if (value !== '' && value.length <= max && isRight(value, body)) return ok(value);
      const words = value.length > max ? (asked.tooLong ?? asked.wrong) : asked.wrong;
      return wrong((say) => words(say, about), expected, phrase('noneOrMore'));
    },
    body: (value, name) => ({ [name]: value }),
    said: (_say, value) => html`<span class="c-typed">${visibleLines(value, max)}</span>`,
  };
}

function trimmed(typed: string): string {
  return typed.trim().replaceAll('\r\n', '\n').toWellFormed();
}
