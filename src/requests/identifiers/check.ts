// One door for all kinds of identifiers.
import { right, wrong, type Checked, type TypedIdentifier } from './identifier.ts';
import { chainAddress, ethereum, iban, transaction } from './money.ts';
import { account, domain, email, ip, mac, tenant, url } from './network.ts';
import { imei, imsi, phone, serial } from './telephone.ts';

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
