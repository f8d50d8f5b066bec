// A password, or what else nobody reads over a shoulder: it is typed unseen, and shown on no page again. Where one is kept, nothing typed
// leaves that one as it is.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { field } from '../parts.ts';
import { asMeant, ok, wrong, type Field, type Question, type Words } from './field.ts';

interface SecretAsked<A> extends Omit<Question<A>, 'isPrivate' | 'preset'> {
  /** Characters. */
  readonly max: number;
  /** One is kept, and may stay. Absent: it is typed each time. */
  readonly isKept?: (about: A) => boolean;
  /** As it is kept. Absent: as it was typed, with its spaces. */
  readonly tidy?: (typed: string) => string;
  readonly isRight?: (tidy: string) => boolean;
  /** Of none. */
  readonly wrong: Words<A>;
  /** Of more than `max`. Absent: as of none. */
  readonly tooLong?: Words<A>;
}

/** Undefined: it stays as it is. */
export function secret<A = unknown>(asked: SecretAsked<A>): Field<string | undefined, A> {
  const { max, isKept = () => false, tidy = (typed) => typed, isRight = () => true } = asked;
  const expected = phrase('charactersMost', { what: asMeant(asked.means), max });
  return {
    ...asked,
    isPrivate: true,
    schema: (name) => ({ [name]: z.string().min(1).max(max).optional().describe(asked.means) }),
    control: (say, { name, errors, isPart }, about) => {
      const hint = asked.hint?.(say, about);
      const isOptional = isKept(about);
      const question = { name, label: asked.ask(say, about), isHeading: isPart !== true, isOptional };
      const unseen = { type: 'password', autocomplete: 'off' } as const;
      return field(
        say,
        { ...question, ...unseen, ...(hint !== undefined && hint !== '' && { hint }) },
        errors,
      );
    },
    typed: (given, name) => {
      const typed = given.get(name) ?? '';
      return typed === '' ? {} : { [name]: typed };
    },
    read: (body, name, about) => {
      const typed = body[name];
      const value = typeof typed === 'string' ? tidy(typed.toWellFormed()) : '';
      if (value === '' && isKept(about)) return ok(undefined);
      if (value !== '' && value.length <= max && isRight(value)) return ok(value);
      const words = value.length > max ? (asked.tooLong ?? asked.wrong) : asked.wrong;
      return wrong((say) => words(say, about), expected, phrase('noneOrMore'));
    },
    body: (value, name) => (value === undefined ? {} : { [name]: value }),
    said: (say, value) => (value === undefined ? say.form.secretKept : say.form.secretTyped),
  };
}
