// A few small parts of one answer, asked on one page: the kind of an order and its reference. For other programs an object under its name;
// `together`: their own properties beside the others.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { html, nothing, type Html } from '../html.ts';
import type { Messages } from '../messages.ts';
import type { Errors } from '../parts.ts';
import {
  labelOf,
  shapeOf,
  type AboutOf,
  type Body,
  type BodyOf,
  type Field,
  type Fields,
  type Lack,
  type Question,
  type Spread,
  type ValuesOf,
} from './field.ts';
import { isTyped, readRow, rowBody, typedRow, wholeOf } from './row.ts';

interface GroupAsked<P extends Fields, A> extends Question<A> {
  readonly parts: P;
  /** Between the title and the parts: what is to be seen before it is answered. */
  readonly above?: (say: Messages, about: A, given: URLSearchParams) => Html;
}

interface TogetherAsked<P extends Fields, A> extends GroupAsked<P, A> {
  /** What only shows where they stand beside each other: of which part, and why. */
  readonly lacks?: (said: Body) => Lack | undefined;
  /** Each part stands with its name where the answers are checked. */
  readonly isNamed?: true;
}

/** At the terminal each part is an option of its own. */
interface Parted<P extends Fields> {
  readonly parts: P;
}

export function group<P extends Fields, A extends AboutOf<P> = AboutOf<P>>(
  asked: GroupAsked<P, A>,
): Parted<P> & Field<ValuesOf<P>, A, BodyOf<P>> {
  const { parts } = asked;
  return {
    ...parted(asked),
    schema: (name) => ({ [name]: z.strictObject(shapeOf(parts)).describe(asked.means) }),
    typed: (given, name, about) => ({ [name]: typedRow(parts, given, name, about) }),
    read: (body, name, about) => {
      const own = body[name];
      return readRow(parts, typeof own === 'object' && own !== null ? (own as Body) : {}, {
        at: name,
        about,
      }); // by its schema
    },
    body: (value, name) => ({ [name]: rowBody(parts, value) }),
  };
}

/** The same, without an object around it. */
export function together<P extends Fields, A extends AboutOf<P> = AboutOf<P>>(
  asked: TogetherAsked<P, A>,
): Parted<P> & Field<ValuesOf<P>, A, Spread<BodyOf<P>>> {
  const { parts, lacks } = asked;
  return {
    ...parted(asked),
    isSpread: true,
    schema: () => shapeOf(parts),
    typed: (given, name, about) => typedRow(parts, given, name, about),
    read: (body, name, about, said) => {
      const read = readRow(parts, body, { at: name, about, said });
      const lack = read.ok ? lacks?.(read.value) : undefined;
      if (lack === undefined) return read;
      const { part, words, expected } = lack;
      const each = (say: Messages): Errors => ({ [`${name}.${part}`]: words(say) });
      return { ok: false, wrong: { words, each, expected, found: phrase('none') } };
    },
    body: (value) => rowBody(parts, value),
  };
}

/** A question has its mark already. */
function named(say: Messages, name: string): string {
  return /[?？؟]$/.test(name) ? `${name} ` : `${name}${say.language.colon}`;
}

function parted<P extends Fields, A>(
  asked: GroupAsked<P, A> & { readonly isNamed?: true },
): Parted<P> & Pick<Field<ValuesOf<P>, A, never>, 'control' | 'settled' | 'said' | keyof Question<A>> {
  const parts = Object.entries(asked.parts);
  return {
    ...asked,
    control: (say, shown, about) => {
      const { name, given, errors } = shown;
      const preset = parts.flatMap(([part, field]): [string, string][] => {
        const value = field.preset?.(about);
        return value === undefined ? [] : [[`${name}.${part}`, value]];
      });
      const begun = isTyped(given, name) ? given : new URLSearchParams([...given, ...preset]);
      const each = parts.map(([part, field]) =>
        field.control(say, { name: `${name}.${part}`, given: begun, errors, isPart: true }, about),
      );
      const above = asked.above?.(say, about, given) ?? nothing;
      return wholeOf(say, { asked, shown, about }, html`${above}${each}`);
    },
    settled: (given, name, about) =>
      parts.reduce((now, [part, field]) => field.settled?.(now, `${name}.${part}`, about) ?? now, given),
    said: (say, value, body) => {
      const said = parts.flatMap(([part, field]) => {
        const one: unknown = value[part];
        const words = one === undefined ? '' : field.said(say, one, body);
        if (words === '') return [];
        const name = asked.isNamed === true ? labelOf(say, field) : '';
        return [{ name, words }];
      });
      return html`${said.map(
        ({ name, words }, i) =>
          html`${i === 0 ? nothing : html`<br />`}${name === '' ? nothing : html`${named(say, name)}`}<bdi
              >${words}</bdi
            >`,
      )}`;
    },
  };
}
