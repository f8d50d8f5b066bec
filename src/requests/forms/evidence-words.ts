// Kinds of electronic evidence in words: what it is called, what it is, and what may be asked of it. All but English are drafts.
import type { EvidenceType } from '../core/evidence.ts';
import type { Words } from '../core/form.ts';
import { WORDS } from './words.ts';

interface EvidenceWords {
  readonly label: Words;
  /** What it is, and what it needs. */
  readonly hint: Words;
  /** Examples of what is wanted. */
  readonly wanted: Words;
}

export const EVIDENCE_WORDS: { readonly [type in EvidenceType]: EvidenceWords } = WORDS.evidence;
