// Accounts of money: bank accounts and addresses of virtual currencies. Each carries a checksum, so a wrong letter is found.
import { keccak_256 } from '@noble/hashes/sha3.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import { right, wrong, type Checked, type IdentifierKind, type TypedIdentifier } from './identifier.ts';

/** ISO 13616: lengths by country as in the registry of SWIFT, as of 2024. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 ' +
    'SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** ISO 13616 and ISO/IEC 7064 MOD 97-10. */
export function iban({ value }: TypedIdentifier): Checked {
  const text = value.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{8,30}$/.test(text)) return wrong('notIban');
  const length = IBAN_LENGTHS[text.slice(0, 2)];
  if (length !== undefined && text.length !== length) return wrong('ibanLength');
  const turned = `${text.slice(4)}${text.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of turned) rest = (rest * 10 + Number(digit)) % 97;
  if (rest !== 1) return wrong('checkDigit');
  return right('iban', text, length === undefined ? ['countryUnknown'] : []);
}

const base58check = createBase58check(sha256);

/** First byte of Base58Check addresses and prefix of Bech32 ones (BIP 173, BIP 350), each network and its test network. */
const CHAINS = {
  bitcoin: { bytes: [0x00, 0x05], prefix: 'bc', testBytes: [0x6f, 0xc4], testPrefixes: ['tb', 'bcrt'] },
  litecoin: {
    bytes: [0x30, 0x32, 0x05],
    prefix: 'ltc',
    testBytes: [0x6f, 0x3a, 0xc4],
    testPrefixes: ['tltc', 'rltc'],
  },
  tron: { bytes: [0x41], prefix: undefined, testBytes: [0xa0], testPrefixes: [] },
} as const;
type Chain = keyof typeof CHAINS;

export function chainAddress(chain: Chain, { value }: TypedIdentifier): Checked {
  const { prefix, testPrefixes } = CHAINS[chain];
  const found = /^([a-z]{2,4})1/i.exec(value)?.[1]?.toLowerCase();
  if (found !== undefined && [prefix, ...testPrefixes].some((one) => one === found))
    return segwit(chain, value, found === prefix);
  return base58(chain, value);
}

function base58(chain: Chain & IdentifierKind, value: string): Checked {
  if (!/^[1-9A-HJ-NP-Za-km-z]{25,36}$/.test(value)) return wrong('notAddress');
  const bytes = attempt(() => base58check.decode(value));
  if (bytes === undefined) return wrong('checkDigit');
  const [version = -1] = bytes;
  const { bytes: versions, testBytes } = CHAINS[chain];
  if (bytes.length !== 21) return wrong('notAddress');
  if (versions.some((one) => one === version)) return right(chain, value);
  return wrong(testBytes.some((one) => one === version) ? 'otherNetwork' : 'notAddress');
}

/** BIP 173 for witness version 0, BIP 350 for the later ones; upper case is allowed, mixed is not. */
function segwit(chain: Chain & IdentifierKind, value: string, isMain: boolean): Checked {
  const text = value as `${string}1${string}`; // the caller has seen the separator
  const [zero, later] = [attempt(() => bech32.decode(text)), attempt(() => bech32m.decode(text))];
  const decoded = zero ?? later;
  if (decoded === undefined) return wrong('checkDigit');
  const [version = -1, ...words] = decoded.words;
  const program = attempt(() => bech32.fromWords(words));
  const isRight = (version === 0) === (zero !== undefined) && version <= 16;
  if (!isRight || program === undefined || program.length < 2 || program.length > 40)
    return wrong('notAddress');
  if (version === 0 && program.length !== 20 && program.length !== 32) return wrong('notAddress');
  return isMain ? right(chain, value.toLowerCase()) : wrong('otherNetwork');
}

/** EIP-55: mixed case is a checksum; one case alone carries none. */
export function ethereum({ value }: TypedIdentifier): Checked {
  if (!/^0x[\da-f]{40}$/i.test(value)) return wrong('notAddress');
  const digits = value.slice(2).toLowerCase();
  const hash = Buffer.from(keccak_256(new TextEncoder().encode(digits))).toString('hex');
  const mixed = Array.from(digits)
    .map((one, i) => (Number.parseInt(hash[i]!, 16) >= 8 ? one.toUpperCase() : one))
    .join(''); // 64 digits
  const typed = value.slice(2);
  if (typed === typed.toLowerCase() || typed === typed.toUpperCase())
    return right('ethereum', `0x${mixed}`, ['caseNotChecked']);
  return typed === mixed ? right('ethereum', value) : wrong('checkDigit');
}

/** Its digest in hexadecimal (Bitcoin, Ethereum, Tron and most others), or 64 bytes in base 58 (Solana). */
export function transaction({ value }: TypedIdentifier): Checked {
  if (/^(?:0x)?[\da-f]{64}$/i.test(value)) return right('transaction', value.toLowerCase());
  return /^[1-9A-HJ-NP-Za-km-z]{86,88}$/.test(value) ? right('transaction', value) : wrong('notTransaction');
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined; // the decoder says no in words of its own
  }
}
