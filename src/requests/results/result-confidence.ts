// What came in answer to a request, kept to those who are named: who, until when, by which ground, and every decision on it.
import { Refusal } from '../../base/refusal.ts';
import type { Day } from '../../law/day.ts';
import type { ConfidenceDecision, Knower } from '../confidentiality.ts';

/** The condition of the sender, or the rule, in words. */
export const GROUND_MAX = 1000;
export const REASON_MAX = 2000;

export interface ResultConfidentiality {
  readonly knowers: readonly Knower[];
  /** When those of them who decide are asked; undefined: nobody is. It never opens by itself. */
  readonly until: Day | undefined;
  /** Undefined: it has no confidentiality of its own, and follows its request. */
  readonly ground: string | undefined;
  /** The newest first. */
  readonly decisions: readonly (ConfidenceDecision & { readonly ground: string | undefined })[];
}

/** From now on whoever holds it, or was offered it, would find it no more, and could not give it back. */
export const heldElsewhere = (number: string): Refusal =>
  new Refusal('conflict', {
    expected: 'exhibits held, or offered, by those who may know of the result',
    found: `${number}: somebody else holds it, or was offered it`,
    next: 'Have it handed over first, or name that person too.',
  });
