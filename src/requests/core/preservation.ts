// Data that a holder was asked to keep: an object of its own, which does not end silently with the request it was made for.
import type { Uuid } from '../../base/ids.ts';
import type { DataCategory } from '../../law/model.ts';
import type { StateCode } from '../../law/states.ts';
import type { Answers } from './answers.ts';
import type { TypedIdentifier } from './identifier.ts';

/** Which data a preservation may be begun for. */
export const HELD_CATEGORIES = [
  'subscriber',
  'access',
  'traffic',
  'content',
] as const satisfies readonly DataCategory[];
export const HELD_IDENTIFIERS_MAX = 200;

export interface Preservation {
  readonly id: Uuid;
  readonly caseId: Uuid;
  /** Counted within the case: `FR-2026-000012/P2` is its second. */
  readonly number: number;
  readonly direction: 'outgoing' | 'incoming';
  /** The request that asked for it, and its form. */
  readonly request: Uuid | undefined;
  readonly form: string | undefined;
  /** The request that asks for the data. */
  readonly production: Uuid | undefined;
  /** A state of its machine. */
  readonly state: string;
  readonly stateSince: Date;
  readonly holder: string;
  readonly stateCode: StateCode | undefined;
  readonly instrument: string | undefined;
  readonly identifiers: readonly TypedIdentifier[];
  readonly categories: readonly DataCategory[];
  /** The holder's own number of it. */
  readonly reference: string | undefined;
  readonly begunAt: Date;
  readonly inForceAt: Date | undefined;
  /** The first moment after it. */
  readonly expiresAt: Date | undefined;
}

/** What a request names, as far as it does. */
export function identifiersIn(answers: Answers): TypedIdentifier[] {
  const isOne = (one: unknown): one is TypedIdentifier =>
    typeof one === 'object' && one !== null && 'kind' in one && 'value' in one;
  const all = Object.values(answers).flatMap((answer): unknown[] => (Array.isArray(answer) ? answer : []));
  return all.filter(isOne).slice(0, HELD_IDENTIFIERS_MAX);
}
