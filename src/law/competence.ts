// Which authority may authorise which data under which instrument, and for which offences: what competence.yaml says, asked.
// Where the instrument leaves it to the law of the State, the answer says so and nobody is stopped here.
import type { LawFiles } from './files.ts';
import { cite, validity, type Where } from './cite.ts';
import type { Validity } from './day.ts';
import type { Cited, DataCategory } from './model.ts';
import type { AUTHORITY_RANKS } from './schema/competence.ts';

export type AuthorityRank = (typeof AUTHORITY_RANKS)[number];
type Authorities = LawFiles['competence.yaml']['rules'][number]['authorities'];

interface Scope extends Cited, Validity {
  readonly id: string;
  readonly instrument: string;
  readonly forms: readonly string[];
  readonly categories: readonly DataCategory[];
  readonly article: string;
  readonly note: string | undefined;
}

export interface CompetenceRule extends Scope {
  /** Kinds of assistance that ask for no data. */
  readonly kinds: readonly string[];
  readonly authorities: Authorities;
  readonly validatedBy: readonly AuthorityRank[];
  readonly emergencyWithoutValidation: { readonly article: string; readonly hours: number } | undefined;
}

export type OffenceThreshold = Scope &
  (
    | { readonly kind: 'any_offence' | 'similar_domestic_case' }
    | {
        readonly kind: 'years_or_listed';
        readonly minMaxYears: number;
        readonly listedBySystem: readonly string[];
        readonly listedAlways: readonly string[];
      }
  );

export interface Competences {
  readonly rules: readonly CompetenceRule[];
  readonly thresholds: readonly OffenceThreshold[];
  /** Forms that some rule is about, on whatever day: what none of the day's rules names cannot be had by them. */
  readonly ruledForms: readonly string[];
}

/** What is known of the offence; undefined: not said. Kinds as in Annex IV of Regulation (EU) 2023/1543. */
export interface OffenceKnown {
  readonly maxYears?: number | undefined;
  readonly types?: readonly string[] | undefined;
  readonly byInformationSystem?: boolean | undefined;
}

export type ThresholdVerdict = 'met' | 'notMet' | 'unknown' | 'domesticLaw';

export function thresholdVerdict(threshold: OffenceThreshold, offence: OffenceKnown): ThresholdVerdict {
  switch (threshold.kind) {
    case 'any_offence':
      return 'met';
    case 'similar_domestic_case':
      return 'domesticLaw';
    case 'years_or_listed': {
      const { minMaxYears, listedAlways, listedBySystem } = threshold;
      const { maxYears, types, byInformationSystem } = offence;
      if ((maxYears ?? 0) >= minMaxYears) return 'met';
      if (types?.some((type) => listedAlways.includes(type)) === true) return 'met';
      const mayBeListed = types?.some((type) => listedBySystem.includes(type)) === true;
      if (mayBeListed && byInformationSystem === true) return 'met';
      const isOpen = mayBeListed && byInformationSystem === undefined;
      return maxYears === undefined || types === undefined || isOpen ? 'unknown' : 'notMet';
    }
  }
}

export function competences(file: LawFiles['competence.yaml'], where: Where): Competences {
  const at = (list: string, i: number): string => where('competence.yaml', [list, i]);
  const scope = (one: LawFiles['competence.yaml']['rules' | 'thresholds'][number], place: string): Scope => ({
    ...cite(one, place),
    ...validity(one),
    id: one.id,
    instrument: one.instrument,
    forms: one.forms,
    categories: one.categories,
    article: one.article,
    note: one.note,
  });
  return {
    ruledForms: [...new Set(file.rules.flatMap(({ forms }) => forms))],
    rules: file.rules.map((one, i) => ({
      ...scope(one, at('rules', i)),
      kinds: one.kinds ?? [],
      authorities: one.authorities,
      validatedBy: one.validated_by ?? [],
      emergencyWithoutValidation: one.emergency_without_validation,
    })),
    thresholds: file.thresholds.map((one, i): OffenceThreshold => {
      const of = scope(one, at('thresholds', i));
      return one.kind === 'years_or_listed'
        ? {
            ...of,
            kind: one.kind,
            minMaxYears: one.min_max_years,
            listedBySystem: one.listed_by_system,
            listedAlways: one.listed_always,
          }
        : { ...of, kind: one.kind };
    }),
  };
}
