// Numbers of telephony: subscribers, devices, cards.
import { createRequire } from 'node:module';
import type { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { right, wrong, type Checked, type TypedIdentifier } from './identifier.ts';

const load = createRequire(import.meta.url);
/** Loaded by whoever first reads a number: its tables would be 0.1 s and 16 MB of every start. */
const library = () =>
  load('libphonenumber-js/max') as { parsePhoneNumberFromString: typeof parsePhoneNumberFromString }; // as its package says

/** ITU-T E.164, with its country: a number written as at home is somebody else's number abroad. */
export function phone({ value }: TypedIdentifier): Checked {
  const international = value.replace(/^00/, '+');
  if (!international.startsWith('+'))
    return wrong(/^[\d\s()./-]+$/.test(value) ? 'phoneWithoutCountry' : 'notPhone');
  const parsed = library().parsePhoneNumberFromString(international);
  return parsed?.isValid() === true && parsed.ext === undefined
    ? right('phone', parsed.number)
    : wrong('notPhone');
}

/** 3GPP TS 23.003 section 6.2: 14 digits and a check digit, or 16 with the software version, which has none. */
export function imei({ value }: TypedIdentifier): Checked {
  const digits = value.replace(/[\s./-]/g, '');
  if (!/^\d{14,16}$/.test(digits)) return wrong('notDigits');
  const body = digits.slice(0, 14);
  const check = luhnDigit(body);
  if (digits.length === 16) return right('imei', digits);
  if (digits.length === 14) return right('imei', `${body}${check}`, ['checkDigitAdded']);
  return digits === `${body}${check}` ? right('imei', digits) : wrong('checkDigit');
}

/** 3GPP TS 23.003 section 2.2: country (3), network (2 or 3), subscriber; at most 15 digits. */
export function imsi({ value }: TypedIdentifier): Checked {
  const digits = value.replace(/[\s-]/g, '');
  return /^[2-79]\d{13,14}$/.test(digits) ? right('imsi', digits) : wrong('notDigits');
}

/** Makers write them as they like: letters, digits and what stands between; without the spaces that labels put in. */
export function serial({ value }: TypedIdentifier): Checked {
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
