// As many lines as somebody writes, each an answer; for other programs a list of texts.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { html } from '../html.ts';
import { field } from '../parts.ts';
import { visiblePlain } from '../safe-text.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface LinesAsked<A> extends Question<A> {
  /** Characters of a line, and lines. None is an answer too, unless `isNeeded`. */
  readonly lineMax: number;
  readonly max: number;
  readonly isNeeded?: true;
  readonly isRight?: (line: string) => boolean;
  /** Of a line that is too long, too many, or none where one is needed. */
  readonly wrong: Words<A>;
}

export function lines<A = unknown>(asked: LinesAsked<A>): Field<readonly string[], A> {
  const { lineMax, max, isNeeded, isRight = () => true } = asked;
  const least = isNeeded ? 1 : 0;
  return {
    ...asked,
    schema: (name) => ({
      [name]: z.array(z.string().trim().min(1).max(lineMax)).min(least).max(max).describe(asked.means),
    }),
    control: (say, { name, given, errors, isPart }, about) => {
      const hint = asked.hint?.(say, about);
      const question = { name, label: asked.ask(say, about), isHeading: isPart !== true };
      const more = {
        rows: 8,
        value: given.get(name) ?? '',
        ...(hint !== undefined && { hint }),
        ...(isNeeded === undefined && ({ isOptional: true } as const)),
      };
      return field(say, { ...question, ...more }, errors);
    },
    typed: (given, name) => ({
      [name]: (given.get(name) ?? '').split(/\r?\n/).filter((one) => one.trim() !== ''),
    }),
    read: (body, name, about) => {
      const said: readonly unknown[] = Array.isArray(body[name]) ? body[name] : [];
      const each = said.filter((one) => typeof one === 'string').map(tidy);
      const list = [...new Set(each)].filter((one) => one !== '');
      if (
        list.length >= least &&
        list.length <= max &&
        list.every((one) => one.length <= lineMax && isRight(one))
      )
        return ok(list);
      const expected = phrase('linesMost', { max, characters: lineMax });
      return wrong((say) => asked.wrong(say, about), expected, phrase('more'));
    },
    body: (value, name) => ({ [name]: value }),
    said: (_say, value) => html`${value.map((one) => html`<bdi>${visiblePlain(one, lineMax)}</bdi><br />`)}`,
  };
}

const tidy = (line: string): string => line.replace(/\s+/g, ' ').trim().toWellFormed();
