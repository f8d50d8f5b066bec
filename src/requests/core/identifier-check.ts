// One door for all kinds of identifiers.
import { right, wrong, type Checked, type TypedIdentifier } from './identifier.ts';
import { chainAddress, ethereum, iban, transaction } from './money.ts';
import { account, domain, email, ip, mac, tenant, url } from './network.ts';
import { createRequire } from 'node:module';
import type { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const MAX_CHARS = 2048;

/** Spaces around are not meant; invisible characters within would make two things look alike, and are taken out. */
export function checkIdentifier(typed: TypedIdentifier): Checked {
  const value = typed.value
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e]/g, '')
    .trim()
    .normalize('NFC');
  if (value === '') return wrong('empty');
  if (value.length > MAX_CHARS) return wrong('tooLong');
  const clean = { ...typed, value };
  switch (typed.kind) {
    case 'email':
      return email(clean);
    case 'phone':
      return phone(clean);
    case 'ip':
      return ip(clean);
    case 'url':
      return url(clean);
    case 'domain':
      return domain(clean);
    case 'account':
      return account(clean);
    case 'imei':
      return imei(clean);
    case 'imsi':
      return imsi(clean);
    case 'mac':
      return mac(clean);
    case 'iban':
      return iban(clean);
    case 'bitcoin':
    case 'litecoin':
    case 'tron':
      return chainAddress(typed.kind, clean);
    case 'ethereum':
      return ethereum(clean);
    case 'transaction':
      return transaction(clean);
    case 'serial':
      return serial(clean);
    case 'tenant':
      return tenant(clean);
    case 'other':
      return right('other', value);
  }
}

// Numbers of telephony: subscribers, devices, cards.

const load = createRequire(import.meta.url);
/** Loaded by whoever first reads a number: its tables would be 0.1 s and 16 MB of every start. */
const library = () =>
  load('libphonenumber-js/max') as { parsePhoneNumberFromString: typeof parsePhoneNumberFromString }; // as its package says

/** ITU-T E.164, with its country: a number written as at home is somebody else's number abroad. */
function phone({ value }: TypedIdentifier): Checked {
  const international = value.replace(/^00/, '+');
  if (!international.startsWith('+'))
    return wrong(/^[\d\s()./-]+$/.test(value) ? 'phoneWithoutCountry' : 'notPhone');
  const parsed = library().parsePhoneNumberFromString(international);
  return parsed?.isValid() === true && parsed.ext === undefined
    ? right('phone', parsed.number)
    : wrong('notPhone');
}

/** 3GPP TS 23.003 section 6.2: 14 digits and a check digit, or 16 with the software version, which has none. */
function imei({ value }: TypedIdentifier): Checked {
  const digits = value.replace(/[\s./-]/g, '');
  if (!/^\d{14,16}$/.test(digits)) return wrong('notDigits');
  const body = digits.slice(0, 14);
  const check = luhnDigit(body);
  if (digits.length === 16) return right('imei', digits);
  if (digits.length === 14) return right('imei', `${body}${check}`, ['checkDigitAdded']);
  return digits === `${body}${check}` ? right('imei', digits) : wrong('checkDigit');
}

/** 3GPP TS 23.003 section 2.2: country (3), network (2 or 3), subscriber; at most 15 digits. */
function imsi({ value }: TypedIdentifier): Checked {
  const digits = value.replace(/[\s-]/g, '');
  return /^[2-79]\d{13,14}$/.test(digits) ? right('imsi', digits) : wrong('notDigits');
}

/** Makers write them as they like: letters, digits and what stands between; without the spaces that labels put in. */
function serial({ value }: TypedIdentifier): Checked {
  const text = value.replace(/\s/g, '').toUpperCase();
  return /^[A-Z\d][A-Z\d./_-]{3,39}$/.test(text) ? right('serial', text) : wrong('notSerial');
}

/** The digit that makes the sum of ISO/IEC 7812-1 a multiple of ten. */
function luhnDigit(body: string): number {
  let sum = 0;
  for (const [i, digit] of Array.from(body).toReversed().entries()) {
    const twice = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  }
  return (10 - (sum % 10)) % 10;
}
