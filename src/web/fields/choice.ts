// One of a closed list.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import type { Messages } from '../messages.ts';
import { choices } from '../parts.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface ChoiceAsked<V extends string, A> extends Question<A> {
  readonly words: (say: Messages, value: V) => string;
  readonly hints?: (say: Messages, value: V) => string | undefined;
  /** How it is shown where it is chosen, if not by `words`: such as a language, in that language. */
  readonly choice?: (value: V) => { readonly words: string; readonly lang: string };
  /** Those that can be chosen now. Absent: all. */
  readonly open?: (about: A) => readonly V[];
  /** Of none. Absent: that one is to be chosen. */
  readonly wrong?: Words<A>;
}

export function oneOf<const V extends string, A = unknown>(
  values: readonly [V, ...V[]],
  asked: ChoiceAsked<V, A>,
): Field<V, A> {
  const { words, hints, open = () => values } = asked;
  return {
    ...asked,
    schema: (name) => ({ [name]: z.enum(values).describe(asked.means) }),
    control: (say, { name, given, errors, isPart }, about) => {
      const list = open(about).map((value) => {
        const hint = hints?.(say, value);
        const isChosen = given.get(name) === value;
        const shown = asked.choice?.(value) ?? { words: words(say, value) };
        return { value, ...shown, isChosen, ...(hint !== undefined && { hint }) };
      });
      const hint = asked.hint?.(say, about);
      const legend = asked.ask(say, about);
      const question = { name, kind: 'radios', legend, isHeading: isPart !== true, list } as const;
      return choices(say, { ...question, ...(hint !== undefined && hint !== '' && { hint }) }, errors);
    },
    typed: (given, name) => ({ [name]: given.get(name) ?? '' }),
    read: (body, name, about) => {
      const value = open(about).find((one) => one === body[name]);
      if (value !== undefined) return ok(value);
      const words_ = asked.wrong ?? ((say: Messages) => say.form.choose);
      return wrong((say) => words_(say, about), phrase('askedOneOf', { list: values }), textOf(body[name]));
    },
    body: (value, name) => ({ [name]: value }),
    said: words,
    cell: words,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'none';
}
