// Keys of signed notes: a name, a type and a public key (C2SP signed-note, "Signatures" and "Verifier keys").
import { base64, concat, equalBytes, fromBase64, hex, utf8 } from '../base/bytes.ts';
import { digestOf, type Crypto, type SignatureName } from './crypto.ts';
import { Fault } from './fault.ts';

export type NoteKeyType =
  | 'ed25519' // over the text alone
  | 'cosignature-ed25519' // over time and text: a witness
  | 'cosignature-ml-dsa-44' // over name, time and checkpoint: a witness or a log
  | 'recorded-ed25519'; // over time and text: the service that recorded an event

export interface NoteKey {
  readonly name: string;
  /** Eight lower-case hex digits. */
  readonly keyId: string;
  readonly type: NoteKeyType;
  /** Raw: 32 bytes of Ed25519 or 1312 of ML-DSA-44. */
  readonly publicKey: Uint8Array;
  /** The same as DER SubjectPublicKeyInfo. Its SHA-256 is the key's fingerprint. */
  readonly spki: Uint8Array;
}

type KeyAlgorithm = Extract<SignatureName, 'ed25519' | 'ml-dsa-44'>;

interface KeyType {
  /** The signature type identifier; 0xff is followed by a name that is ours. */
  readonly identifier: Uint8Array;
  readonly algorithm: KeyAlgorithm;
  readonly signatureBytes: number;
  /** The signature is preceded by eight bytes of POSIX seconds. */
  readonly isTimed: boolean;
}

const ED25519 = { algorithm: 'ed25519', signatureBytes: 64 } as const;
const ML_DSA_44 = { algorithm: 'ml-dsa-44', signatureBytes: 2420 } as const;

export const KEY_TYPES: { readonly [type in NoteKeyType]: KeyType } = {
  ed25519: { ...ED25519, identifier: Uint8Array.of(0x01), isTimed: false },
  'cosignature-ed25519': { ...ED25519, identifier: Uint8Array.of(0x04), isTimed: true },
  'cosignature-ml-dsa-44': { ...ML_DSA_44, identifier: Uint8Array.of(0x06), isTimed: true },
  'recorded-ed25519': {
    ...ED25519,
    identifier: concat(Uint8Array.of(0xff), utf8('comity/recorded-v1')),
    isTimed: true,
  },
};

/** DER before the raw key: RFC 8410 section 4, and RFC 9881 section 4 (OID 2.16.840.1.101.3.4.3.17). */
const SPKI: { readonly [name in KeyAlgorithm]: { readonly prefix: Uint8Array; readonly keyBytes: number } } =
  {
    ed25519: {
      prefix: Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00),
      keyBytes: 32,
    },
    'ml-dsa-44': {
      // prettier-ignore
      prefix: Uint8Array.of(
      0x30, 0x82, 0x05, 0x32, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x11,
      0x03, 0x82, 0x05, 0x21, 0x00,
    ),
      keyBytes: 1312,
    },
  };

/** C2SP tlog-cosignature gives the length of a name one byte. */
const MAX_NAME_BYTES = 255;
const MAX_VERIFIER_KEY_LENGTH = 4096;

export function isKeyName(name: string): boolean {
  return (
    name.length > 0 &&
    name.isWellFormed() &&
    !/[\p{White_Space}+\u0000-\u001f]/u.test(name) &&
    utf8(name).length <= MAX_NAME_BYTES
  );
}

/** Throws Fault keyInvalid when the name or the length of the key is not of the form. */
export function noteKey(crypto: Crypto, name: string, type: NoteKeyType, rawPublicKey: Uint8Array): NoteKey {
  if (!isKeyName(name))
    throw new Fault('keyInvalid', 'key', 'a name without space or plus, up to 255 bytes', 'another');
  const { identifier, algorithm } = KEY_TYPES[type];
  const spki = spkiOf(algorithm, rawPublicKey);
  const digest = digestOf(crypto, 'sha256', utf8(`${name}\n`), identifier, rawPublicKey);
  return { name, keyId: hex(digest.subarray(0, 4)), type, publicKey: rawPublicKey, spki };
}

/** A "vkey": `name+keyId+base64(type || key)`. Throws Fault keyInvalid, also for types we do not know. */
export function parseVerifierKey(text: string, place: string, crypto: Crypto): NoteKey {
  const bad = (expected: string, found: string): Fault => new Fault('keyInvalid', place, expected, found);
  const [name = '', keyId = '', encoded = ''] = text.length <= MAX_VERIFIER_KEY_LENGTH ? splitKey(text) : [];
  const material = fromBase64(encoded);
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(keyId) || material === undefined)
    throw bad('a verifier key name+id+key (C2SP signed-note)', 'other text');
  for (const [type, { identifier, algorithm }] of Object.entries(KEY_TYPES)) {
    if (!equalBytes(material.subarray(0, identifier.length), identifier)) continue;
    if (material.length !== identifier.length + SPKI[algorithm].keyBytes)
      throw bad(`a key of ${SPKI[algorithm].keyBytes} bytes`, 'another length');
    const key = noteKey(crypto, name, type as NoteKeyType, material.subarray(identifier.length)); // a key of KEY_TYPES
    if (key.keyId !== keyId) throw bad(`the key ID ${key.keyId}`, keyId);
    return key;
  }
  throw bad('a key of type 0x01, 0x04, 0x06 or comity/recorded-v1', 'another type');
}

export function formatVerifierKey(key: NoteKey): string {
  return `${key.name}+${key.keyId}+${base64(concat(KEY_TYPES[key.type].identifier, key.publicKey))}`;
}

/** Raw public key to DER SubjectPublicKeyInfo. Throws Fault keyInvalid when the length is wrong. */
export function spkiOf(algorithm: KeyAlgorithm, rawPublicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const { prefix, keyBytes } = SPKI[algorithm];
  if (rawPublicKey.length !== keyBytes)
    throw new Fault('keyInvalid', 'key', `${keyBytes} bytes of ${algorithm}`, `${rawPublicKey.length}`);
  return concat(prefix, rawPublicKey);
}

/** DER SubjectPublicKeyInfo to its algorithm and raw key; undefined for any other DER. */
export function rawKeyOf(
  spki: Uint8Array,
): { readonly algorithm: KeyAlgorithm; readonly publicKey: Uint8Array } | undefined {
  for (const [name, { prefix, keyBytes }] of Object.entries(SPKI)) {
    if (spki.length !== prefix.length + keyBytes) continue;
    if (!equalBytes(spki.subarray(0, prefix.length), prefix)) continue;
    return { algorithm: name as KeyAlgorithm, publicKey: spki.subarray(prefix.length) }; // a key of SPKI
  }
  return undefined;
}

/** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: how people and events name a key. */
export function keyFingerprint(crypto: Crypto, key: Pick<NoteKey, 'spki'>): string {
  return hex(digestOf(crypto, 'sha256', key.spki));
}

/** Base 64 may hold a plus, a name may not: the first two divide. */
function splitKey(text: string): [string, string, string] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 0 || second < 0) return ['', '', ''];
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}
