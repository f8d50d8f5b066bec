// National laws, cases, strategies and lessons, in memory.
import type { PartialDate, Validity } from './day.ts';
import type { Cited, DataCategory } from './model.ts';
import type { ISSUES } from './schema/legal-records.ts';
import type { StateCode } from './states.ts';

export type Issue = (typeof ISSUES)[number];

/** What a record of the law library is about. */
export interface Tags {
  readonly measures: readonly string[];
  readonly categories: readonly DataCategory[];
  /** Instruments, alone or with an article. */
  readonly instruments: readonly string[];
  readonly crimeTypes: readonly string[];
  readonly issues: readonly Issue[];
}

export interface LegalExtract extends Validity {
  readonly place: string;
  readonly gives: string;
  readonly text: string | undefined;
  readonly language: string | undefined;
}

export const LEGAL_KINDS = ['law', 'case', 'strategy', 'lesson'] as const;
export type LegalKind = (typeof LEGAL_KINDS)[number];

/** A national law, a case, a strategy or a lesson learned. */
export interface LegalRecord extends Cited {
  readonly kind: LegalKind;
  readonly id: string;
  readonly state: StateCode | undefined;
  readonly organisation: string | undefined;
  readonly title: string;
  readonly titleOriginal: string | undefined;
  readonly language: string | undefined;
  readonly url: string | undefined;
  /** Citation, number of the case, place in the source. */
  readonly reference: string | undefined;
  readonly court: string | undefined;
  /** In force, decided, adopted. Undefined: not recorded. */
  readonly from: PartialDate | undefined;
  /** Repealed, or to run until. */
  readonly until: PartialDate | undefined;
  readonly evidence: string | undefined;
  readonly says: readonly { readonly what: LegalSaying; readonly text: string }[];
  readonly extracts: readonly LegalExtract[];
  readonly tags: Tags;
  readonly note: string | undefined;
}

export type LegalSaying = 'facts' | 'held' | 'cooperation' | 'aim' | 'met' | 'advice';
