// A request whose existence is kept to those who are named: who, until when, and every decision on it.
import type { Uuid } from '../base/ids.ts';
import type { Day } from '../law/day.ts';

/** Closed list. */
export type ConfidenceAct = 'restricted' | 'named' | 'removed' | 'extended' | 'opened';

export interface Knower {
  readonly person: Uuid;
  readonly name: string;
}

export interface Confidentiality {
  readonly knowers: readonly Knower[];
  /** When the lead is asked whether it may be opened; undefined: nobody is asked. It never opens by itself. */
  readonly until: Day | undefined;
  /** The newest first. */
  readonly decisions: readonly ConfidenceDecision[];
}

export interface ConfidenceDecision {
  readonly act: ConfidenceAct;
  readonly by: string | undefined;
  readonly at: Date;
  readonly about: string | undefined;
  readonly until: Day | undefined;
  readonly reason: string;
  /** `key <id>`, where another program decided it in somebody's name. */
  readonly through: string | undefined;
}

/** What stands between what was and what is asked for, in the order in which it is recorded. */
export function decisionsBetween(
  before: {
    readonly isRestricted: boolean;
    readonly knowers: readonly Uuid[];
    readonly until: Day | undefined;
  },
  asked: { readonly knowers: readonly Uuid[]; readonly until: Day | undefined },
): { readonly act: ConfidenceAct; readonly about?: Uuid }[] {
  const named = asked.knowers.filter((one) => !before.knowers.includes(one));
  const removed = before.knowers.filter((one) => !asked.knowers.includes(one));
  return [
    ...named.map((about) => ({ act: 'named' as const, about })),
    ...(before.isRestricted ? [] : [{ act: 'restricted' as const }]),
    ...(before.isRestricted && before.until !== asked.until ? [{ act: 'extended' as const }] : []),
    ...removed.map((about) => ({ act: 'removed' as const, about })),
  ];
}
