// What somebody writes: a line, or several.
import { z } from 'zod';
import { html } from '../html.ts';
import { field } from '../parts.ts';
import { visibleLines } from '../safe-text.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface TextAsked<A> extends Question<A> {
  /** Characters. */
  readonly max: number;
  /** Lines of its box. Absent: one line. */
  readonly rows?: number;
  readonly wrong: Words<A>;
}

/** Trimmed, in one form of line ends; never empty. */
export function text<A = unknown>(asked: TextAsked<A>): Field<string, A> {
  const { max, rows } = asked;
  const expected = `${asked.means.replace(/\.$/, '')}, in at most ${max.toLocaleString('en')} characters`;
  return {
    ...asked,
    schema: (name) => ({ [name]: z.string().trim().min(1).max(max).describe(asked.means) }),
    control: (say, { name, given, errors }, about) => {
      const hint = asked.hint?.(say, about);
      const question = { name, label: asked.ask(say, about), isHeading: true, value: given.get(name) ?? '' };
      const more = { ...(hint !== undefined && { hint }), ...(rows !== undefined && { rows }) };
      return field(say, { ...question, ...more }, errors);
    },
    typed: (given, name) => ({ [name]: given.get(name) ?? '' }),
    read: (body, name, about) => {
      const typed = body[name];
      const value = typeof typed === 'string' ? trimmed(typed) : '';
      if (value !== '' && value.length <= max) return ok(value);
      return wrong((say) => asked.wrong(say, about), expected, 'none, or more');
    },
    body: (value, name) => ({ [name]: value }),
    said: (_say, value) => html`<span class="c-typed">${visibleLines(value, max)}</span>`,
  };
}

function trimmed(typed: string): string {
  return typed.trim().replaceAll('\r\n', '\n').toWellFormed();
}
