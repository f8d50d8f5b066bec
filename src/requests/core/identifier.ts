// What a request names data by. A wrong digit costs weeks, so each kind is checked as it is typed and kept in one written form.

export const IDENTIFIER_KINDS = [
  'email',
  'phone',
  'ip',
  'url',
  'domain',
  'account',
  'imei',
  'imsi',
  'mac',
  'iban',
  'bitcoin',
  'litecoin',
  'ethereum',
  'tron',
  'transaction',
  'serial',
  'tenant',
  'other',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** As typed. */
export interface TypedIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** Of an IP address: the source port, without which many users share it (RFC 6302). */
  readonly port?: string | undefined;
  /** Of an IP address: when it was used, with its offset; `to` where it is a range. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Identifier {
  readonly kind: IdentifierKind;
  /** Canonical: E.164, RFC 5952, lower case where case means nothing. */
  readonly value: string;
  readonly port?: number;
  readonly from?: TimeFound;
  readonly to?: TimeFound;
  /** What the writer should look at again; none of them stops the request here. */
  readonly remarks: readonly Remark[];
}

export interface TimeFound {
  /** RFC 3339, as precise and in the offset as it was typed. */
  readonly text: string;
  readonly precision: 'minute' | 'second' | 'fraction';
}

/** Closed lists: the catalogue of messages says each in words. */
export type Problem =
  | 'empty'
  | 'tooLong'
  | 'notEmail'
  | 'notPhone'
  | 'phoneWithoutCountry'
  | 'notIp'
  | 'ipNotPublic' // private or reserved: it names a machine within a network, nobody outside can tell whose
  | 'notPort'
  | 'notTime'
  | 'timeWithoutOffset'
  | 'endsBeforeItBegins'
  | 'notUrl'
  | 'notDomain'
  | 'notDigits' // IMEI, IMSI: not of the right number of digits
  | 'checkDigit' // a digit is wrong: the check digits do not fit
  | 'notMac'
  | 'notIban'
  | 'ibanLength'
  | 'notAddress' // of a virtual currency
  | 'notTransaction'
  | 'notSerial'
  | 'otherNetwork'; // an address of a test network

export type Remark =
  | 'portMissing'
  | 'timeMissing'
  | 'timeOnlyToTheMinute'
  | 'displayName' // can be changed by its owner at any time
  | 'noStableId'
  | 'exampleAddress' // reserved for examples: nobody has it
  | 'randomMac' // locally administered: devices make these up
  | 'checkDigitAdded'
  | 'caseNotChecked'
  | 'countryUnknown';

export type Checked =
  | { readonly ok: true; readonly identifier: Identifier }
  | { readonly ok: false; readonly problem: Problem };

export function wrong(problem: Problem): Checked {
  return { ok: false, problem };
}

export function right(kind: IdentifierKind, value: string, remarks: readonly Remark[] = []): Checked {
  return { ok: true, identifier: { kind, value, remarks } };
}
