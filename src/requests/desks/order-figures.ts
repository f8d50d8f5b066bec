// The figures of Article 28(2)(h) and (j) of Regulation (EU) 2023/1543, counted from records of remedies and of costs: each in the year in
// which it happened, whenever its order was sent, so that what comes after a report stands in the next one.
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from '../core/answers.ts';
import { amountOf, thousandthsOf } from '../../base/currency.ts';
import {
  REMEDY_KINDS,
  stateOfRemedy,
  type RemedyKind,
  type RemedyOutcome,
  type RemedyState,
} from '../verbs/results/remedy.ts';
import { categoriesAsked, productionOrder } from './counted-form.ts';

type Direction = 'outgoing' | 'incoming';

/** Used in that year against a production order: the Article asks for those alone. */
export interface CountedRemedy {
  readonly direction: Direction;
  /** As they stood when the order was sent, or came. */
  readonly answers: Answers;
  readonly kind: RemedyKind;
  /** Until now; undefined: it is pending. */
  readonly outcome: RemedyOutcome | undefined;
}

/** What happened in that year. */
export interface CountedCost {
  readonly direction: Direction;
  /** Id of an order of the Regulation. */
  readonly form: string;
  readonly act: 'claimed' | 'reimbursed' | 'refused';
  /** Of what was refused, what had been claimed. In decimal digits with a point. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface CountedRecords {
  readonly remedies: readonly CountedRemedy[];
  readonly costs: readonly CountedCost[];
}

export interface RemedyLine {
  readonly direction: Direction;
  /** Undefined: it is not recorded. */
  readonly category: DataCategory | undefined;
  /** In which State. */
  readonly state: RemedyState;
  /** Whether a review under Article 17 or a remedy against a penalty is one, the Article does not say: each stands by itself. */
  readonly kind: RemedyKind;
  readonly number: number;
  readonly outcomes: Readonly<Record<RemedyOutcome | 'pending', number>>;
}

/** Each remedy once, however many kinds of data its order asks for. */
export interface RemedyTotal {
  readonly state: RemedyState;
  readonly kind: RemedyKind;
  readonly number: number;
}

export interface Sum {
  /** Of claims. */
  readonly number: number;
  /** In decimal digits with a point. */
  readonly amount: string;
}

export interface ClaimLine {
  readonly direction: Direction;
  /** Id of an order of the Regulation. */
  readonly form: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly claimed: Sum;
  readonly reimbursed: Sum;
  readonly refused: Sum;
}

/** One line a kind of data: a remedy against an order for two is counted in both. */
export function remedyLines(remedies: readonly CountedRemedy[]): readonly RemedyLine[] {
  const each = remedies.flatMap((remedy) =>
    categoriesAsked(productionOrder(), remedy.answers).map((category) => ({ ...remedy, category })),
  );
  const groups = Map.groupBy(each, ({ direction, category, kind }) =>
    [direction, category ?? '', stateOfRemedy(kind), kind].join(' '),
  );
  return sorted(groups).flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const { direction, category, kind } = first;
    const number = (outcome?: RemedyOutcome): number => list.filter((one) => one.outcome === outcome).length;
    const outcomes = {
      pending: number(),
      granted: number('granted'),
      partly: number('partly'),
      rejected: number('rejected'),
      inadmissible: number('inadmissible'),
      withdrawn: number('withdrawn'),
    };
    return { direction, category, state: stateOfRemedy(kind), kind, number: list.length, outcomes };
  });
}

export function remedyTotals(remedies: readonly CountedRemedy[]): readonly RemedyTotal[] {
  return REMEDY_KINDS.map((kind) => ({
    state: stateOfRemedy(kind),
    kind,
    number: remedies.filter((one) => one.kind === kind).length,
  })).filter(({ number }) => number > 0);
}

/** Summed in thousandths, so nothing is rounded; currencies are not changed into one another. */
export function claimLines(costs: readonly CountedCost[]): readonly ClaimLine[] {
  const groups = Map.groupBy(costs, ({ direction, form, currency }) => [direction, form, currency].join(' '));
  return sorted(groups).flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const { direction, form, currency } = first;
    const sumOf = (of: CountedCost['act']): Sum => {
      const amounts = list.filter(({ act }) => act === of).map(({ amount }) => thousandthsOf(amount));
      const all = amounts.reduce((sum, one) => sum + one, 0n);
      return { number: amounts.length, amount: amountOf(all, currency) };
    };
    return {
      direction,
      form,
      currency,
      claimed: sumOf('claimed'),
      reimbursed: sumOf('reimbursed'),
      refused: sumOf('refused'),
    };
  });
}

function sorted<T>(groups: ReadonlyMap<string, T>): T[] {
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
