// One question of acts on a request: what its answer is for, when it is asked, and its field.
import { z } from 'zod';
import type { Member } from '../../../people/case-member.store.ts';
import type { Body, Field } from '../../../web/fields/field.ts';
import { someOf } from '../../../web/fields/some.ts';
import { text, type TextAsked } from '../../../web/fields/text.ts';
import type { Messages } from '../../../web/messages.ts';
import type { GuardFacts } from '../../machine/states/guard-facts.ts';
import type { ActDetail } from '../../machine/states/life.ts';
import type { LifeShown } from './life.pages.ts';
import type { Hindrance } from '../../machine/states/guards.ts';
import type { Guard, Row } from '../../machine/states/machine.ts';

export interface ActAbout {
  /** Who is told of it by itself, through the exchange. */
  readonly told?: string | undefined;
  readonly shown: LifeShown;
  readonly row: Row<string, string>;
  /** What no answer on its pages would mend. */
  readonly hindrances: readonly Hindrance[];
  /** Exhibits of the case, where the act names some. */
  readonly exhibits: readonly { readonly number: string; readonly title: string }[];
  /** Who may carry it out, where the act names somebody. */
  readonly members?: readonly Pick<Member, 'person' | 'name'>[];
  readonly now: Date;
  /** What the program found where it compares the digests itself, and nobody is asked. */
  readonly compared?: Pick<ActDetail, 'digestsMatch'>;
}

/** An act as it may be taken. */
export interface ActOf {
  readonly row: Row<string, string>;
  readonly facts: Pick<
    GuardFacts,
    'preservations' | 'request' | 'form' | 'limits' | 'events' | 'items' | 'received'
  >;
  /** The program compares the digests itself. */
  readonly isCompared?: boolean;
}

/** Which of these guards would still stand in the way, by what was said; `reason`: if that were given. */
export type Left = (guards: readonly Guard[], reason?: string) => readonly Hindrance[];
type Words = (say: Messages) => string;
type Title = (words: Words) => Words;

interface ActQuestion<V> {
  /** What its answer is for: it is wrong where one of these does not hold once the last question for it is answered. */
  readonly guards: readonly Guard[];
  /** Absent: the act has the first of its guards. */
  readonly when?: (of: ActOf) => boolean;
  /** May stay empty. */
  readonly isOptional?: (row: ActOf['row']) => boolean;
  /** What is shown where it stays so. */
  readonly none?: Words;
  /** By what was said before. */
  readonly isAsked?: (said: Body, left: Left, about: ActAbout) => boolean;
  /** `title` says of what may stay empty that it may. */
  // No other program is asked by it: the act has its own body (life.ts).
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly field: (about: ActAbout, title: Title) => Field<V, unknown, any>;
}

export const question = <V>(one: ActQuestion<V>): ActQuestion<V> => one;

export const always = (): boolean => true;
export const has = ({ row }: Pick<ActOf, 'row'>, guard: Guard): boolean => row.guards.includes(guard);
export const bySystem = ({ facts }: ActOf): boolean => facts.form.goesBySystem;
export const isSaid = (name: string, value: string) => (said: Body) => said[name] === value;
export const toChoose: Words = (say) => say.form.choose;

type Texts<O> = { [K in keyof O]: O[K] extends string ? K : never }[keyof O] & string;
type Life = Messages['requestLife'];
const plain: Title = (words) => words;

export const ofLife = (name: Texts<Life['asks']> & Texts<Life>, title: Title = plain) => ({
  ask: title((say) => say.requestLife.asks[name]),
  label: (say: Messages) => say.requestLife[name],
  means: name,
});

export const ofCarriage = (name: Texts<Life['asks']> & Texts<Life['carriage']>, title: Title = plain) => ({
  ask: title((say) => say.requestLife.asks[name]),
  label: (say: Messages) => say.requestLife.carriage[name],
  means: name,
});

type Outcome = Messages['requestOutcome'];
export const ofEnding = (name: Texts<Outcome['asks']> & Texts<Outcome['labels']>) => ({
  ask: (say: Messages) => say.requestOutcome.asks[name],
  label: (say: Messages) => say.requestOutcome.labels[name],
  means: name,
});

type Asked = Pick<TextAsked<unknown>, 'ask' | 'label' | 'hint' | 'preset' | 'rows' | 'means'>;

export function typed(asked: Asked & { readonly max?: number }) {
  const max = asked.rows === undefined ? 1000 : 4000;
  return text({ max, wrong: (say) => say.requestLife.notTaken, ...asked });
}

/** One box to tick. */
export function ticked<const V extends string>(value: V, asked: Asked & { readonly words: Words }) {
  return someOf<V, V>({
    ...asked,
    list: () => [value],
    id: (one) => one,
    ids: z.literal(value),
    max: 1,
    wrong: toChoose,
  });
}
