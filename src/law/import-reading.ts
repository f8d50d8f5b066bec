// What a download of a depositary says, whatever its form; and States by the names that depositaries give them.
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import { isPartialDate, type PartialDate } from './day.ts';
import { foldText } from './fold.ts';
import type { PartyStatus } from './model.ts';
import { STATE_CODES, stateName, type StateCode } from './states.ts';

export interface ReadParty {
  readonly state: StateCode;
  readonly status: PartyStatus;
  readonly entryIntoForce: PartialDate | undefined;
}

/** A value of the instrument itself: where it stands in its record, and what it is. */
export interface ReadValue {
  readonly path: readonly string[];
  readonly value: string;
}

export interface Reading {
  readonly parties: readonly ReadParty[];
  readonly values: readonly ReadValue[];
  /** Of which the file says something that only a person can read: neither told nor gone. */
  readonly unclear?: readonly StateCode[];
}

/** As depositaries write them, where that is not the name of Unicode's CLDR. Organisations are no States: `null`. */
const OTHER_NAMES: { readonly [name: string]: StateCode | null } = {
  'bolivia (plurinational state of)': 'BO',
  'bosnia and herzegovina': 'BA',
  'brunei darussalam': 'BN',
  'cabo verde': 'CV',
  congo: 'CG',
  "cote d'ivoire": 'CI',
  'czech republic': 'CZ',
  'democratic republic of the congo': 'CD',
  "democratic people's republic of korea": 'KP',
  'european union': null,
  'gambia (republic of the)': 'GM',
  'holy see': 'VA',
  'iran (islamic republic of)': 'IR',
  "lao people's democratic republic": 'LA',
  'micronesia (federated states of)': 'FM',
  myanmar: 'MM',
  'netherlands (kingdom of the)': 'NL',
  'netherlands, the kingdom of the': 'NL',
  'kingdom of the netherlands': 'NL',
  'north macedonia': 'MK',
  'the former yugoslav republic of macedonia': 'MK',
  'republic of korea': 'KR',
  'republic of moldova': 'MD',
  'russian federation': 'RU',
  'sao tome and principe': 'ST',
  'state of palestine': 'PS',
  'syrian arab republic': 'SY',
  'timor-leste': 'TL',
  turkey: 'TR',
  'united kingdom of great britain and northern ireland': 'GB',
  'united republic of tanzania': 'TZ',
  'united states of america': 'US',
  'venezuela (bolivarian republic of)': 'VE',
  'viet nam': 'VN',
};

const NAMES = new Map<string, StateCode | null>([
  ...STATE_CODES.map((code) => [plain(stateName(code)), code] as const),
  ...Object.entries(OTHER_NAMES).map(([name, code]) => [plain(name), code] as const),
]);

/** null: an organisation. Throws Refusal for a name that is not known: a list with a hole would be read as a change. */
export function stateNamed(name: string): StateCode | null {
  const known = NAMES.get(plain(name));
  if (known !== undefined) return known;
  throw new UnknownStateName(name.slice(0, 80));
}

export class UnknownStateName extends Refusal {
  /** As the file has it. */
  readonly named: string;
  constructor(named: string) {
    super('badInput.stateName', { found: `'${named}'` });
    this.named = named;
  }
}

/** Footnote numbers and marks are no part of a name. */
function plain(name: string): string {
  const folded = foldText(name)
    .replace(/[\d*¹²³]+|\[[^\][]*\]/g, '')
    .replace(/&/g, 'and')
    .replace(/\bst\./g, 'saint')
    .replace(/\s+/g, ' ');
  let end = folded.length;
  while (end > 0 && ' ,;.'.includes(folded.charAt(end - 1))) end -= 1;
  return folded.slice(0, end).trim();
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `24 Sep 2003`, `24/09/2003`, `2003-09-24`; what stands after it is left. Undefined: no date there. */
export function dateIn(text: string): PartialDate | undefined {
  const [, day, word, year] = /^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})\b/.exec(text) ?? [];
  const [, d, m, y] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(text) ?? [];
  const [iso] = /^\d{4}-\d{2}-\d{2}\b/.exec(text) ?? [];
  const pad = (part: string | number): string => String(part).padStart(2, '0');
  const found =
    iso ??
    (word !== undefined
      ? `${year}-${pad(MONTHS.indexOf(word.toLowerCase()) + 1)}-${pad(day ?? '')}`
      : d === undefined
        ? undefined
        : `${y}-${pad(m ?? '')}-${pad(d)}`);
  return found !== undefined && isPartialDate(found) ? found : undefined;
}

/** Throws Refusal for a file that says nothing of any State, and for one that says it twice. */
export function checkedParties(parties: readonly ReadParty[], what: Phrase): readonly ReadParty[] {
  const seen = new Set<string>();
  for (const { state } of parties) {
    if (seen.has(state)) throw notSuch(what, phrase('twice', { what: stateName(state) }));
    seen.add(state);
  }
  if (parties.length === 0) throw notSuch(what, phrase('noRowOfState'));
  return parties;
}

export function notSuch(what: Phrase, found: Phrase): Refusal {
  return new Refusal('badInput.download', { expected: what, found });
}
