// Why a request is refused, postponed or granted in part: codes that both sides understand. Annex III of Regulation (EU)
// 2023/1543 and its Article 12 where it has them, mutual assistance treaties for the rest; each with what it rests on.

export interface Ground {
  readonly ref: string;
  /** The reference has not been compared with the text: said on the screen. */
  readonly isRecalled?: true;
}

export const GROUNDS = [
  'incomplete',
  'manifestErrors',
  'insufficientInformation',
  'dataNotStored',
  'notPossible',
  'wrongAuthority',
  'offenceNotCovered',
  'serviceNotCovered',
  'immunityOrPress',
  'thirdCountryLaw',
  'fundamentalRights',
  'neBisInIdem',
  'notAnOffence',
  'politicalOffence',
  'essentialInterests',
  'ownInvestigation',
  'contraryToLaw',
  'other',
] as const;

export type GroundCode = (typeof GROUNDS)[number];

export const GROUND_REFS: { readonly [code in GroundCode]: Ground } = {
  incomplete: { ref: 'eu-2023-1543, Annex III, Section D' },
  manifestErrors: { ref: 'eu-2023-1543, Annex III, Section D' },
  insufficientInformation: { ref: 'eu-2023-1543, Annex III, Section D' },
  dataNotStored: { ref: 'eu-2023-1543, Annex III, Section D' },
  notPossible: { ref: 'eu-2023-1543, Annex III, Section D' },
  wrongAuthority: { ref: 'eu-2023-1543, Annex III, Section D' },
  offenceNotCovered: { ref: 'eu-2023-1543, Annex III, Section D; Art. 5(4)' },
  serviceNotCovered: { ref: 'eu-2023-1543, Annex III, Section D' },
  immunityOrPress: { ref: 'eu-2023-1543, Art. 12(1)' },
  thirdCountryLaw: { ref: 'eu-2023-1543, Art. 17' },
  fundamentalRights: { ref: 'eu-2023-1543, Art. 12(1)' },
  neBisInIdem: { ref: 'eu-2023-1543, Art. 12(1)' },
  notAnOffence: { ref: 'eu-2023-1543, Art. 12(1)' },
  politicalOffence: { ref: 'coe-ets-185, Art. 27(4)' },
  essentialInterests: { ref: 'coe-ets-185, Art. 27(4); un-untoc-2000, Art. 18(21)' },
  ownInvestigation: { ref: 'coe-ets-185, Art. 27(5)', isRecalled: true },
  contraryToLaw: { ref: 'un-untoc-2000, Art. 18(21)' },
  other: { ref: '' },
};
