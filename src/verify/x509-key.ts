// SubjectPublicKeyInfo (RFC 5280, 4.1.2.7): which kind of key it is, and its DER for `Crypto`.
import { concat } from '../base/bytes.ts';
import { algorithm, bitOctets, integer, oid, type Algorithm } from './der-values.ts';
import { expectTag, Fields, readDer, TAG, type Element } from './der.ts';
import { pssHash, RSA_PSS, type StrongHash } from './x509-hash.ts';

export interface PublicKey {
  /** DER SubjectPublicKeyInfo; of an RSA key always under rsaEncryption, the only form browsers read. */
  readonly spki: Uint8Array;
  readonly type: KeyKind;
}

export type KeyKind =
  /** `pss`: made for RSA-PSS with this digest alone (RFC 4055, 1.2). */
  | { readonly kind: 'rsa'; readonly bits: number; readonly pss: StrongHash | undefined }
  | { readonly kind: 'ecdsa'; readonly curve: 'p256' | 'p384' | 'p521' }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'other'; readonly oid: string };

export const RSA_KEY = '1.2.840.113549.1.1.1';
export const EC_KEY = '1.2.840.10045.2.1';
/** RFC 8410, section 3; of keys and of signatures. */
export const ED25519 = '1.3.101.112';
const CURVES: { readonly [oid: string]: 'p256' | 'p384' | 'p521' } = {
  '1.2.840.10045.3.1.7': 'p256',
  '1.3.132.0.34': 'p384',
  '1.3.132.0.35': 'p521',
};
/** AlgorithmIdentifier of rsaEncryption with NULL. */
const RSA_ALGORITHM = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0);

export function publicKey(element: Element): PublicKey {
  const fields = new Fields(expectTag(element, TAG.sequence, 'subjectPublicKeyInfo'));
  const named = algorithm(fields.next('key algorithm'), 'key algorithm');
  const key = fields.next('subjectPublicKey');
  fields.end('subjectPublicKeyInfo');
  const isRsa = named.oid === RSA_KEY || named.oid === RSA_PSS;
  return {
    spki: isRsa ? sequence(concat(RSA_ALGORITHM, key.whole)) : element.whole,
    type: keyKind(named, bitOctets(key, 'subjectPublicKey'), element.place),
  };
}

function keyKind({ oid: id, parameters }: Algorithm, bits: Uint8Array, place: string): KeyKind {
  if (id === RSA_KEY) return { kind: 'rsa', bits: modulusBits(bits, place), pss: undefined };
  // without parameters the key may be used with any digest, so nothing is lost by treating it as an RSA key
  const pss = id === RSA_PSS && parameters ? pssHash(parameters, place) : undefined;
  if (id === RSA_PSS) return { kind: 'rsa', bits: modulusBits(bits, place), pss };
  if (id === ED25519 && !parameters) return { kind: 'ed25519' };
  if (id !== EC_KEY || parameters?.tag !== TAG.oid) return { kind: 'other', oid: id };
  const curve = oid(parameters, 'named curve');
  const known = CURVES[curve];
  return known ? { kind: 'ecdsa', curve: known } : { kind: 'other', oid: curve };
}

/** RSAPublicKey (RFC 8017, A.1.1). */
function modulusBits(bits: Uint8Array, place: string): number {
  const fields = new Fields(expectTag(readDer(bits, place), TAG.sequence, 'RSAPublicKey'));
  const { content } = fields.take(TAG.integer, 'modulus');
  integer(fields.next('exponent'), 'exponent');
  fields.end('RSAPublicKey');
  const at = content.findIndex((byte) => byte !== 0);
  return at < 0 ? 0 : 8 * (content.length - at) - (Math.clz32(content[at] ?? 0) - 24);
}

function sequence(content: Uint8Array): Uint8Array {
  const { length } = content;
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return concat(Uint8Array.of(TAG.sequence, ...header), content);
}
