// The codes of ISO 3166-1 (alpha-2), officially assigned. Names come from the Unicode CLDR that Node.js carries.

const CODES = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`
  .trim()
  .split(/\s+/);

const KNOWN = new Set(CODES);
/** Names already asked for, by language: the planner asks for the same few a million times. */
const names = new Map<
  string,
  { readonly display: Intl.DisplayNames; readonly known: Map<StateCode, string> }
>();

/** ISO 3166-1 alpha-2, upper case. A State of the law here; territories with a law of their own have codes too. */
export type StateCode = string;

export const STATE_CODES: readonly StateCode[] = CODES;

/** Codes and names that people write, and that ISO 3166-1 does not have or no longer has. */
const OLD_NAMES: Readonly<Record<string, StateCode>> = {
  UK: 'GB',
  EL: 'GR',
  SU: 'RU',
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  WALES: 'GB',
  'NORTHERN IRELAND': 'GB',
  'GREAT BRITAIN': 'GB',
  USA: 'US',
  'UNITED STATES OF AMERICA': 'US',
  HOLLAND: 'NL',
  BURMA: 'MM',
  SWAZILAND: 'SZ',
  TURKEY: 'TR',
  'CZECH REPUBLIC': 'CZ',
  MACEDONIA: 'MK',
  'IVORY COAST': 'CI',
  'CAPE VERDE': 'CV',
  'EAST TIMOR': 'TL',
  'REPUBLIC OF KOREA': 'KR',
  'RUSSIAN FEDERATION': 'RU',
  ZAIRE: 'CD',
  'HONG KONG': 'HK',
  MACAU: 'MO',
  REUNION: 'RE',
  CURACAO: 'CW',
};

/** The code of today for one of yesterday. Undefined: no old name that we know. */
export function codeOfOldName(text: string): StateCode | undefined {
  const name = text.trim().toUpperCase();
  return Object.hasOwn(OLD_NAMES, name) ? OLD_NAMES[name] : undefined;
}

export function isStateCode(text: string): boolean {
  return KNOWN.has(text);
}

export function stateName(code: StateCode, language = 'en'): string {
  let inLanguage = names.get(language);
  if (inLanguage === undefined) {
    inLanguage = { display: new Intl.DisplayNames([language], { type: 'region' }), known: new Map() };
    names.set(language, inLanguage);
  }
  const known = inLanguage.known.get(code);
  if (known !== undefined) return known;
  const name = inLanguage.display.of(code) ?? code;
  if (KNOWN.has(code)) inLanguage.known.set(code, name); // other codes come from outside, without end
  return name;
}
