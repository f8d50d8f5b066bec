// Yes or no; for other programs true or false.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import type { Messages } from '../messages.ts';
import { choices } from '../parts.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface YesNoAsked<A> extends Question<A> {
  /** What each means, where "Yes" and "No" are not enough. */
  readonly words?: (say: Messages, value: boolean) => string;
  readonly hints?: (say: Messages, value: boolean) => string | undefined;
  /** Of none. Absent: that one is to be chosen. */
  readonly wrong?: Words<A>;
  /** No is the likelier one, and stands first. */
  readonly isNoFirst?: true;
}

export function yesNo<A = unknown>(asked: YesNoAsked<A>): Field<boolean, A> {
  const { words = (say, value) => say.form.yesNo[value ? 'yes' : 'no'], hints } = asked;
  return {
    ...asked,
    schema: (name) => ({ [name]: z.boolean().describe(asked.means) }),
    control: (say, { name, given, errors, isPart }, about) => {
      const list = [!asked.isNoFirst, asked.isNoFirst === true].map((value) => {
        const hint = hints?.(say, value);
        const text = value ? 'yes' : 'no';
        const isChosen = given.get(name) === text;
        return { value: text, words: words(say, value), isChosen, ...(hint !== undefined && { hint }) };
      });
      const hint = asked.hint?.(say, about);
      const question = {
        name,
        kind: 'radios',
        legend: asked.ask(say, about),
        isHeading: isPart !== true,
        list,
      } as const;
      return choices(say, { ...question, ...(hint !== undefined && { hint }) }, errors);
    },
    typed: (given, name) => {
      const typed = given.get(name) ?? '';
      return { [name]: typed === 'yes' ? true : typed === 'no' ? false : typed };
    },
    read: (body, name, about) => {
      const value = body[name];
      if (typeof value === 'boolean') return ok(value);
      const words_ = asked.wrong ?? ((say: Messages) => say.form.choose);
      return wrong(
        (say) => words_(say, about),
        phrase('askedOneOf', { list: ['true', 'false'] }),
        value === undefined ? phrase('none') : typeof value,
      );
    },
    body: (value, name) => ({ [name]: value }),
    said: words,
    cell: (_say, value) => String(value),
  };
}
