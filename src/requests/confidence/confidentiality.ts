// What is kept to those who are named, that a request exists, or what came in answer to it: who, until when, why, and every
// decision on it.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Day } from '../../law/day.ts';

/** Closed list: what may be kept. */
export type KeptKind = 'request' | 'result';

export interface Keepable {
  readonly of: KeptKind;
  /** Of the request, or of its delivery. */
  readonly id: Uuid;
}

/** As it is found. */
export interface Kept extends Keepable {
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** False: whoever sees requests, or may know of the request of a result, knows of it. */
  readonly isKept: boolean;
}

/** The condition of the sender, or the rule, in words. Of a result alone: what a request is kept for is its reason. */
export const GROUND_MAX = 1000;
export const REASON_MAX = 2000;

/** What somebody asks for. */
export interface Keeping {
  /** Everybody who may know. */
  readonly knowers: readonly Uuid[];
  readonly until: Day | undefined;
  /** Of a result, and of nothing else. */
  readonly ground?: string | undefined;
  readonly reason: string;
}

/** Closed list. */
export type ConfidenceAct = 'restricted' | 'named' | 'removed' | 'extended' | 'opened';

export interface Confidentiality {
  readonly knowers: readonly { readonly person: Uuid; readonly name: string }[];
  /** When those of them who decide are asked whether it may be opened; undefined: nobody is. It never opens by itself. */
  readonly until: Day | undefined;
  readonly ground: string | undefined;
  /** The newest first. */
  readonly decisions: readonly ConfidenceDecision[];
}

export interface ConfidenceDecision {
  readonly act: ConfidenceAct;
  readonly by: string | undefined;
  readonly at: Date;
  readonly about: string | undefined;
  readonly until: Day | undefined;
  readonly ground: string | undefined;
  readonly reason: string;
  /** `key <id>`, where another program decided it in somebody's name. */
  readonly through: string | undefined;
}

export interface ConfidenceChange {
  readonly act: ConfidenceAct;
  readonly about?: Uuid;
}

/** What stands between what was and what is asked for, in the order in which it is recorded. */
export function decisionsBetween(
  isKept: boolean,
  before: Pick<Confidentiality, 'knowers' | 'until' | 'ground'>,
  asked: Pick<Keeping, 'knowers' | 'until' | 'ground'>,
): ConfidenceChange[] {
  const knew = before.knowers.map(({ person }) => person);
  const named = asked.knowers.filter((one) => !knew.includes(one));
  const removed = knew.filter((one) => !asked.knowers.includes(one));
  const isOther = before.until !== asked.until || before.ground !== asked.ground;
  return [
    ...named.map((about) => ({ act: 'named' as const, about })),
    ...(isKept ? [] : [{ act: 'restricted' as const }]),
    ...(isKept && isOther ? [{ act: 'extended' as const }] : []),
    ...removed.map((about) => ({ act: 'removed' as const, about })),
  ];
}

/** From now on whoever holds it, or was offered it, would find it no more, and could not give it back. */
export const heldElsewhere = (number: string): Refusal =>
  new Refusal('conflict', {
    expected: 'exhibits held, or offered, by those who may know of the result',
    found: `${number}: somebody else holds it, or was offered it`,
    next: 'Have it handed over first, or name that person too.',
  });
