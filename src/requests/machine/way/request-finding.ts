// A point that stands against a request, or beside it: what it is, and whether a reason lets the request go nevertheless.
import type { FormField } from '../../../law/model-form.ts';
import type { Wording } from '../../../law/sentence.ts';
import type { Detail } from '../../core/evidence.ts';
import type { TypeProblem } from '../../core/evidence-types.ts';
import type { PracticeCode } from './practice.ts';
import type { FormRule, Level } from '../../core/form.ts';
import type { Problem, Remark } from '../../core/identifier.ts';

/** Closed: `finding.ts` says each in words. */
export type SharedCheck =
  | 'noHolder'
  | 'noReason'
  | 'noIdentifiers'
  | TypeProblem
  | 'endsBeforeItBegins'
  | 'noFormat'
  | 'preserve';

export type What =
  | { readonly kind: 'missing' }
  /** An answer that this kind of assistance needs. */
  | { readonly kind: 'lacks'; readonly part: Pick<FormField, 'id' | 'label'> }
  | { readonly kind: 'rule'; readonly rule: FormRule }
  | { readonly kind: 'shared'; readonly code: SharedCheck }
  /** A detail that this kind of evidence needs. */
  | { readonly kind: 'detail'; readonly detail: Detail }
  | { readonly kind: 'practice'; readonly code: PracticeCode; readonly words: readonly Wording[] }
  | { readonly kind: 'problem'; readonly code: Problem }
  | { readonly kind: 'remark'; readonly code: Remark };

export interface RequestFinding {
  readonly what: What;
  readonly level: Level;
  readonly field: string;
  /** Which item and identifier, counted from 1. */
  readonly item?: number;
  readonly identifier?: number;
  /** Which field of the kind of assistance that the item asks for. */
  readonly part?: string;
  /** Instrument and article, or the practice it rests on. */
  readonly ref: string;
}

/** A reason, or what was found, lets the request go; the others must be put right. */
const EXPLAINED: ReadonlySet<PracticeCode> = new Set<PracticeCode>([
  'affiliate',
  'notPreserved',
  'preservationEnds',
  'directRoute',
  'counterpartCopy',
  'copyTakerGone',
  'copyNotRead',
  'cyberUnitLater',
  'accountFormat',
  'wrongEntity',
  'holderNotListed',
  'noAddress',
  'forceUnknown',
  'unvalidated',
  'dualCriminality',
  'noSecrecyReason',
  'notConfidential',
  'noThreat',
  'callBack',
  'notInLanguage',
  'notInLanguageNotified',
  'languageUnknown',
  'authorityAsks',
  'authorityNotListed',
  'otherAuthority',
  'contactUnconfirmed',
  'wayClosed',
  'wayUnknown',
  'meansNotSaid',
  'meansNotAccepted',
  'profileSilent',
  'assuranceAsked',
  'duplicate',
  'privilege',
  'proportionality',
]);

/** `missing`, the id of a rule, `detail-` with what lacks, or the code of a check, problem or remark. */
export function codeOf(what: What): string {
  switch (what.kind) {
    case 'missing':
      return 'missing';
    case 'rule':
      return what.rule.id;
    case 'lacks':
      return `missing-${what.part.id}`;
    case 'detail':
      return `detail-${what.detail}`;
    case 'shared':
    case 'practice':
    case 'problem':
    case 'remark':
      return what.code;
  }
}

/** The reason for which a request goes under a treaty that is not known to bind both States. */
export const FORCE_UNKNOWN = 'forceUnknown' satisfies PracticeCode;

/**
 * Data may be held by law, or the holder be trusted not to delete: a reason lets the request go (para 57, second tip). So it does
 * where a page has no other address than one that may change.
 */
export function mayBeExplained(what: What): boolean {
  if (what.kind === 'practice') return EXPLAINED.has(what.code);
  if (what.kind === 'remark') return what.code === 'noStableId';
  return what.kind === 'shared' && what.code === 'preserve';
}

/** Reasons for what no check finds any more: the law has become known, or an answer has changed. */
export function outdatedReasons(
  findings: readonly RequestFinding[],
  explained: Readonly<Record<string, string>>,
): readonly string[] {
  const open = new Set(findings.filter(({ what }) => mayBeExplained(what)).map(({ what }) => codeOf(what)));
  return Object.keys(explained).filter((code) => !open.has(code));
}

/** True when nothing stands in the way that has not been explained. */
export function mayGo(
  findings: readonly RequestFinding[],
  explained: Readonly<Record<string, string>>,
): boolean {
  return findings.every(
    ({ level, what }) => level !== 'block' || (mayBeExplained(what) && explained[codeOf(what)] !== undefined),
  );
}
