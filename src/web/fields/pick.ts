// One of a list that hangs on what the act is of, known by its id; for other programs the id.
import type { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { selectField } from '../ask-parts.ts';
import { html, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import { choices } from '../parts.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface PickAsked<One, I extends string | number, A> extends Question<A> {
  readonly list: (about: A) => readonly One[];
  readonly id: (one: One) => I;
  readonly words: (say: Messages, one: One) => string;
  readonly hints?: (say: Messages, one: One) => string | undefined;
  /** A long list is told apart by headings: that above this one and those that follow with the same. */
  readonly groups?: (say: Messages, one: One) => string | undefined;
  readonly wrong: Words<A>;
  /** Of an id, for other programs. */
  readonly ids: z.ZodType<I>;
  /** Too long a list to be shown as a whole: in the order of its words, below what these say of none of them. */
  readonly none?: (say: Messages) => string;
  /** It is in an order of its own, which stays. */
  readonly isInOrder?: true;
}

export function pick<One, I extends string | number, A = unknown>(
  asked: PickAsked<One, I, A>,
): Field<One, A, I> {
  const { list, id, words, hints, groups, none } = asked;
  return {
    ...asked,
    schema: (name) => ({ [name]: asked.ids.describe(asked.means) }),
    control: (say, { name, given, errors, isPart }, about) => {
      const value = given.get(name) ?? '';
      const hint = asked.hint?.(say, about);
      const question = { name, isHeading: isPart !== true, ...(hint !== undefined && { hint }) } as const;
      const each = list(about).map((one) => ({ value: String(id(one)), words: words(say, one), of: one }));
      if (none !== undefined) {
        const sorted =
          asked.isInOrder === true
            ? each
            : each.toSorted((a, b) => a.words.localeCompare(b.words, say.language.code));
        const options = [{ value: '', words: none(say) }, ...sorted];
        return selectField(say, { ...question, label: asked.ask(say, about), value }, options, errors);
      }
      const choice = ({ of, ...one }: (typeof each)[number]) => {
        const below = hints?.(say, of);
        const isChosen = value === one.value;
        const group = groups?.(say, of);
        return {
          ...one,
          words: isolated(one.words),
          isChosen,
          group,
          ...(below !== undefined && { hint: below }),
        };
      };
      const all = { legend: asked.ask(say, about), list: each.map(choice) };
      return choices(say, { ...question, ...all, kind: 'radios' }, errors);
    },
    typed: (given, name, about) => {
      const typed = given.get(name) ?? '';
      const found = list(about).find((one) => String(id(one)) === typed);
      return { [name]: found === undefined ? typed : id(found) };
    },
    read: (body, name, about) => {
      const said = body[name];
      const all = list(about);
      const found = all.find((one) => id(one) === said);
      if (found !== undefined) return ok(found);
      const some = all.slice(0, 20).map((one) => String(id(one)));
      return wrong(
        (say) => asked.wrong(say, about),
        phrase('askedOneOf', { list: some }),
        typeof said === 'string' ? said : phrase('none'),
      );
    },
    body: (value, name) => ({ [name]: id(value) }),
    said: words,
  };
}

/** It may be of another direction than the page. */
const isolated = (words: string): Html => html`<bdi>${words}</bdi>`;
