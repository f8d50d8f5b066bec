// Whether somebody may authorise a request, and whether its offence is grave enough: asked before anybody signs. The tables are
// law data (`competence.yaml`); where an instrument leaves it to the law of the State, that is said and nobody is stopped.
import {
  thresholdVerdict,
  type AuthorityRank,
  type CompetenceRule,
  type Competences,
  type OffenceKnown,
  type OffenceThreshold,
  type ThresholdVerdict,
} from '../../../law/competence.ts';
import type { DataCategory } from '../../../law/model.ts';
import type { Answers } from '../../core/answers.ts';
import { measuresOf } from '../../core/request-items.ts';
import { categoriesOf, type Form } from '../../core/form.ts';
import type { Issuer } from '../../core/form-nature.ts';

export interface Authoriser {
  readonly rank: AuthorityRank;
  /** Who has validated it; undefined: nobody yet. */
  readonly validatedBy?: AuthorityRank | undefined;
  readonly isEmergency?: boolean | undefined;
}

/** `validateLater`: in an emergency it may go, and is validated within so many hours. */
export type CompetenceVerdict =
  | 'may'
  | 'validateLater'
  | 'needsValidation'
  | 'mayNot'
  | 'domesticLaw'
  | 'notByThisForm';

interface CompetenceFinding {
  readonly category: DataCategory;
  readonly verdict: CompetenceVerdict;
  /** Undefined where the form carries no such data. */
  readonly rule: CompetenceRule | undefined;
}

interface KindFinding {
  readonly kind: string;
  /** Undefined: not on record, which is not no. */
  readonly verdict: CompetenceVerdict | undefined;
  readonly rule: CompetenceRule | undefined;
}

/** One finding a kind of assistance that the request asks for besides data. */
export function kindFindings(
  { rules }: Competences,
  form: Form,
  answers: Answers,
  authoriser: Authoriser,
): readonly KindFinding[] {
  const asked = new Set(measuresOf(answers, form.roles.items).map(({ measure }) => measure));
  return [...asked].map((kind) => {
    const rule = rules.find(({ forms, kinds }) => forms.includes(form.id) && kinds.includes(kind));
    return { kind, rule, verdict: rule && verdictOf(rule, authoriser) };
  });
}

/** One finding a category of data; none for a form that leaves it to the law at home and that no rule is about, such as an answer. */
export function competenceFindings(
  { rules, ruledForms }: Competences,
  form: Form,
  answers: Answers,
  authoriser: Authoriser,
): readonly CompetenceFinding[] {
  if (form.signing === 'atHome' && !ruledForms.includes(form.id)) return [];
  const ofForm = rules.filter(({ forms }) => forms.includes(form.id));
  return categoriesOf(form, answers).map((category) => {
    const rule = ofForm.find(({ categories }) => categories.includes(category));
    return { category, rule, verdict: rule === undefined ? 'notByThisForm' : verdictOf(rule, authoriser) };
  });
}

/**
 * How the order has whoever signs it: as who issues, or as who validates. Undefined: it names somebody else, and would say
 * something that is not so.
 */
export function signingAs(issuer: Issuer | undefined, signer: AuthorityRank): Authoriser | undefined {
  const named = issuer?.kinds[0];
  if (issuer === undefined || named === undefined || issuer.kinds.includes(signer)) return { rank: signer };
  return issuer.validator === signer ? { rank: named, validatedBy: signer } : undefined;
}

export function isOpen(verdict: CompetenceVerdict): boolean {
  switch (verdict) {
    case 'may':
    case 'validateLater':
    case 'domesticLaw':
      return true;
    case 'needsValidation':
    case 'mayNot':
    case 'notByThisForm':
      return false;
  }
}

interface ThresholdFinding {
  readonly category: DataCategory;
  readonly verdict: ThresholdVerdict;
  readonly threshold: OffenceThreshold;
}

/** Of a request for several offences each is asked for itself. None where no threshold is known. */
export function thresholdFindings(
  { thresholds }: Competences,
  form: Form,
  answers: Answers,
  offence: OffenceKnown,
): readonly ThresholdFinding[] {
  const ofForm = thresholds.filter(({ forms }) => forms.includes(form.id));
  return categoriesOf(form, answers).flatMap((category) => {
    const threshold = ofForm.find(({ categories }) => categories.includes(category));
    return threshold === undefined
      ? []
      : [{ category, threshold, verdict: thresholdVerdict(threshold, offence) }];
  });
}

function verdictOf(
  { authorities, validatedBy, emergencyWithoutValidation }: CompetenceRule,
  { rank, validatedBy: validator, isEmergency }: Authoriser,
): CompetenceVerdict {
  switch (authorities[rank]) {
    case 'may':
      return 'may';
    case 'may_not':
      return 'mayNot';
    case 'domestic_law':
      return 'domesticLaw';
    case 'validated':
      if (validator !== undefined && validatedBy.includes(validator)) return 'may';
      return isEmergency === true && emergencyWithoutValidation !== undefined
        ? 'validateLater'
        : 'needsValidation';
  }
}
