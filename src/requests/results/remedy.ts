// Remedies used against an order of Regulation (EU) 2023/1543: a record of each with its outcome, so that they can be counted as its
// Art. 28(2)(h) asks, by the State in which they are used. Who used it is told by their part in the matter alone, never by name.
import type { Uuid } from '../../base/ids.ts';
import type { Happened, Recorded } from './order-record.ts';

/** In the issuing State by Arts 18 and 17 or by its own law; in the enforcing State against a penalty (Art. 16(10)) or by its own law. */
export const REMEDY_KINDS = [
  'effective',
  'conflict',
  'nationalIssuing',
  'penalty',
  'nationalEnforcing',
] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** The person whose data were asked for, told apart from a suspect or accused (Art. 18(1)); `authority`: the issuing one (Art. 17(3)). */
export const REMEDY_USERS = ['dataSubject', 'suspect', 'addressee', 'authority', 'other'] as const;
export type RemedyUser = (typeof REMEDY_USERS)[number];

/** Of what was attacked: `granted`, it does not stand; `rejected`, it does. */
export const REMEDY_OUTCOMES = ['granted', 'partly', 'rejected', 'inadmissible', 'withdrawn'] as const;
export type RemedyOutcome = (typeof REMEDY_OUTCOMES)[number];

export type RemedyState = 'issuing' | 'enforcing';

/** Articles of the Regulation that give it, or leave room for it. */
export const REMEDY_REFS: { readonly [kind in RemedyKind]: string } = {
  effective: 'Art. 18(2)',
  conflict: 'Art. 17(3)',
  nationalIssuing: 'Art. 18(1)',
  penalty: 'Art. 16(10)',
  nationalEnforcing: 'Art. 18(1)',
};

export function stateOfRemedy(kind: RemedyKind): RemedyState {
  switch (kind) {
    case 'effective':
    case 'conflict':
    case 'nationalIssuing':
      return 'issuing';
    case 'penalty':
    case 'nationalEnforcing':
      return 'enforcing';
  }
}

export interface Remedy {
  readonly id: Uuid;
  /** Within the request. */
  readonly number: number;
  readonly kind: RemedyKind;
  readonly usedBy: RemedyUser;
  readonly court: string;
  readonly used: Happened;
  /** Undefined: it is pending. */
  readonly decided: (Happened & { readonly outcome: RemedyOutcome }) | undefined;
  readonly mistaken: Recorded | undefined;
}
