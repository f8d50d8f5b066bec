// A whole number.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { numberField } from '../ask-parts.ts';
import { westernDigits } from '../moment.ts';
import { numberText } from '../when.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface NumberAsked<A> extends Question<A> {
  /** What any answer lies between, whatever it hangs on. */
  readonly min: number;
  readonly max: number;
  /** The most that it can be now. */
  readonly most?: (about: A) => number;
  readonly wrong: Words<A>;
}

export function number<A = unknown>(asked: NumberAsked<A>): Field<number, A> {
  const { min, max } = asked;
  return {
    ...asked,
    schema: (name) => ({
      [name]: z
        .int()
        .min(min)
        .max(max)
        .describe(asked.means)
        .meta({ examples: [min] }),
    }),
    control: (say, { name, given, errors, isPart }, about) => {
      const value = given.get(name) ?? '';
      const hint = asked.hint?.(say, about);
      return numberField(
        say,
        { name, label: asked.ask(say, about), hint, value, isHeading: isPart !== true },
        errors,
      );
    },
    typed: (given, name) => {
      const typed = westernDigits(given.get(name) ?? '').replace(/[\s\u00a0\u202f]/g, '');
      return { [name]: /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed };
    },
    read: (body, name, about) => {
      const [value, most] = [body[name], Math.min(max, asked.most?.(about) ?? max)];
      if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= most)
        return ok(value);
      const found = typeof value === 'number' || typeof value === 'string' ? String(value) : phrase('none');
      return wrong((say) => asked.wrong(say, about), phrase('numberWithin', { min, most }), found);
    },
    body: (value, name) => ({ [name]: value }),
    said: numberText,
    cell: (_say, value) => String(value),
  };
}
