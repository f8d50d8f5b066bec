// Some of a list that hangs on what the act is of, each known by its id; for other programs the ids.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import type { Messages } from '../messages.ts';
import { choices } from '../parts.ts';
import { listText } from '../when.ts';
import { asMeant, ok, wrong, type Field, type Question, type Words } from './field.ts';

interface SomeAsked<One, I extends string | number, A> extends Question<A> {
  readonly list: (about: A) => readonly One[];
  readonly id: (one: One) => I;
  readonly words: (say: Messages, one: One) => string;
  readonly hints?: (say: Messages, one: One) => string | undefined;
  /** Those that are ticked before anybody has answered. */
  readonly chosen?: (about: A) => readonly I[];
  /** Whether they may be the answer. Absent: where there is one. */
  readonly isEnough?: (chosen: readonly One[], about: A) => boolean;
  readonly wrong: Words<A>;
  /** Of an id, for other programs, and how many of them can be said. */
  readonly ids: z.ZodType<I>;
  readonly max: number;
  /** None may be the answer too. */
  readonly isNoneToo?: true;
}

export function someOf<One, I extends string | number, A = unknown>(
  asked: SomeAsked<One, I, A>,
): Field<readonly One[], A, readonly I[]> {
  const { list, id, words, hints, isNoneToo } = asked;
  const { isEnough = (some) => isNoneToo === true || some.length > 0 } = asked;
  return {
    ...asked,
    schema: (name) => ({
      [name]: z
        .array(asked.ids)
        .min(isNoneToo === true ? 0 : 1)
        .max(asked.max)
        .describe(asked.means),
    }),
    control: (say, { name, given, errors, isPart }, about) => {
      const now: readonly string[] = given.has(name)
        ? given.getAll(name)
        : (asked.chosen?.(about) ?? []).map(String);
      const each = list(about).map((one) => {
        const hint = hints?.(say, one);
        const value = String(id(one));
        return {
          value,
          words: words(say, one),
          isChosen: now.includes(value),
          ...(hint !== undefined && { hint }),
        };
      });
      const hint = asked.hint?.(say, about);
      const question = {
        name,
        kind: 'checkboxes',
        legend: asked.ask(say, about),
        isHeading: isPart !== true,
      } as const;
      return choices(say, { ...question, list: each, ...(hint !== undefined && { hint }) }, errors);
    },
    typed: (given, name, about) => {
      const ids = new Map(list(about).map((one) => [String(id(one)), id(one)]));
      return { [name]: [...new Set(given.getAll(name))].map((typed) => ids.get(typed) ?? typed) };
    },
    read: (body, name, about) => {
      const said: readonly unknown[] = Array.isArray(body[name]) ? body[name] : [];
      const all = list(about);
      const found = all.filter((one) => said.includes(id(one)));
      if (found.length === new Set(said).size && isEnough(found, about)) return ok(found);
      return wrong(
        (say) => asked.wrong(say, about),
        asMeant(asked.means),
        phrase('chosenCount', { count: said.length }),
      );
    },
    body: (value, name) => ({ [name]: value.map(id) }),
    said: (say, value) =>
      listText(
        say,
        value.map((one) => words(say, one)),
      ),
  };
}
