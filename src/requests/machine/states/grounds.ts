// Why a request is refused, postponed or granted in part: codes that both sides understand, the same in forms, acts and statistics.
// Annex III of Regulation (EU) 2023/1543 and its Article 12 where it has them, mutual assistance treaties for the rest; each with
// what it rests on. The codes are those of `forms.yaml` (`eu-impossibility-reasons`, `refusal-grounds`).

import type { Instrument } from '../../../law/model.ts';
import { groundsOfBasis } from '../../core/grounds-of-basis.ts';

interface Ground {
  readonly ref: string;
  /** The reference has not been compared with the text: said on the screen. */
  readonly isRecalled?: true;
}

/** Annex III, Section D, in its order. */
export const IMPOSSIBILITIES = [
  'incomplete',
  'manifest-errors',
  'insufficient',
  'not-stored',
  'impossible',
  'authority',
  'offence',
  'service',
  'immunity',
  'third-country-law',
] as const;

export const GROUNDS = [
  ...IMPOSSIBILITIES,
  'fundamental-right',
  'ne-bis-in-idem',
  'no-offence',
  'political-offence',
  'essential-interests',
  'dual-criminality',
  'form',
  'domestic-bar',
  'legal-system',
  // Directive 2014/41/EU alone.
  'territoriality',
  'non-criminal',
  'restricted-measure',
  'not-authorised',
  'no-consent',
  // Of an act alone: a ground to postpone, and what no text names.
  'own-investigation',
  'other',
] as const;

export type GroundCode = (typeof GROUNDS)[number];

/** What Regulation (EU) 2023/1543 knows: its Annex III, and the grounds for refusal of its Art. 12(1). */
export const ORDER_GROUNDS: readonly GroundCode[] = [
  ...IMPOSSIBILITIES,
  'fundamental-right',
  'ne-bis-in-idem',
  'no-offence',
];

/** By which of them a request of another State that rests on this text is refused; undefined: the law data do not have its grounds. */
export function groundsOfText(text: Instrument | undefined): readonly GroundCode[] | undefined {
  if (text?.grounds === undefined || text.grounds.length === 0) return undefined;
  const isOfText = groundsOfBasis({ basis: text.id });
  return isOfText && GROUNDS.filter(isOfText);
}

export const GROUND_REFS: { readonly [code in GroundCode]: Ground } = {
  incomplete: { ref: 'eu-2023-1543, Annex III, Section D' },
  'manifest-errors': { ref: 'eu-2023-1543, Annex III, Section D' },
  insufficient: { ref: 'eu-2023-1543, Annex III, Section D' },
  'not-stored': { ref: 'eu-2023-1543, Annex III, Section D' },
  impossible: { ref: 'eu-2023-1543, Annex III, Section D' },
  authority: { ref: 'eu-2023-1543, Annex III, Section D' },
  offence: { ref: 'eu-2023-1543, Annex III, Section D; Art. 5(4)' },
  service: { ref: 'eu-2023-1543, Annex III, Section D' },
  immunity: { ref: 'eu-2023-1543, Annex III, Section D; Art. 12(1); eu-2014-41, Art. 11(1)(a)' },
  'third-country-law': { ref: 'eu-2023-1543, Annex III, Section D; Art. 17' },
  'fundamental-right': { ref: 'eu-2023-1543, Art. 12(1); eu-2014-41, Art. 11(1)(f)' },
  'ne-bis-in-idem': { ref: 'eu-2023-1543, Art. 12(1); eu-2014-41, Art. 11(1)(d)' },
  'no-offence': { ref: 'eu-2023-1543, Art. 12(1)' },
  'political-offence': { ref: 'coe-ets-185, Art. 27(4)' },
  'essential-interests': {
    ref: 'coe-ets-185, Art. 27(4); un-untoc-2000, Art. 18(21); eu-2014-41, Art. 11(1)(b)',
  },
  'dual-criminality': { ref: 'un-untoc-2000, Art. 18(9); eu-2014-41, Art. 11(1)(g)' },
  form: { ref: 'un-untoc-2000, Art. 18(21)' },
  'domestic-bar': { ref: 'un-untoc-2000, Art. 18(21)' },
  'legal-system': { ref: 'un-untoc-2000, Art. 18(21)' },
  territoriality: { ref: 'eu-2014-41, Art. 11(1)(e)' },
  'non-criminal': { ref: 'eu-2014-41, Art. 11(1)(c)' },
  'restricted-measure': { ref: 'eu-2014-41, Art. 11(1)(h)' },
  'not-authorised': { ref: 'eu-2014-41, Arts 26(6), 27(5), 28(1), 29(3)(a), 30(5)' },
  'no-consent': { ref: 'eu-2014-41, Arts 22(2), 23(2), 24(2), 29(3)(b)' },
  'own-investigation': { ref: 'coe-ets-185, Art. 27(5); eu-2014-41, Art. 15(1)', isRecalled: true },
  other: { ref: '' },
};
