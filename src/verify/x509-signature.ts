// Signatures of certificates and of CMS, by the names `Crypto` knows (RFC 3279, 4055, 5754, 5758, 8410, 8419).
import type { Crypto, SignatureName } from './crypto.ts';
import type { Algorithm } from './der-values.ts';
import { because, Fault, type FaultCode, type FaultReason } from './fault.ts';
import { algorithmName, isWeak, pssHash, RSA_PSS, tooWeak, type StrongHash } from './x509-hash.ts';
import { EC_KEY, ED25519, RSA_KEY, type KeyKind, type PublicKey } from './x509-key.ts';

interface SignatureCheck {
  readonly algorithm: Algorithm;
  /** The SignerInfo's digest algorithm; absent for certificates. */
  readonly digest?: StrongHash;
  readonly key: PublicKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** Whose signature, for the fault. */
  readonly of: string;
  /** The same for a page; the signature of what is shown itself, where nothing is said. */
  readonly reason?: FaultReason;
  /** What is too weak is a doubt and no failure: of a document that people have to weigh. A time stamp with such a key proves nothing. */
  readonly isDoubt?: boolean;
  readonly place: string;
}

/** Below this a key can be factored, and a token backdated (NIST SP 800-131A: 2,048 bits, 112-bit strength). */
const RSA_BITS_MIN = 2048;
/** Above this nobody makes one but to keep a checker busy. */
const RSA_BITS_MAX = 8192;

/** Returns when the signature verifies; else a Fault. */
export async function checkSignature(crypto: Crypto, check: SignatureCheck): Promise<void> {
  const { key, place, of, reason = because('signature') } = check;
  const name = signatureName(check);
  if (key.type.kind === 'rsa') checkLength(key.type.bits, check);
  const verifies = await crypto.verify(name, key.spki, check.message, check.signature);
  if (verifies === undefined)
    throw new Fault(
      'notCheckedHere',
      place,
      `a platform that can check ${name}`,
      'one that cannot',
      because('algorithm', name),
    );
  if (!verifies)
    throw new Fault('timestampInvalid', place, `${of} to verify`, `a wrong signature (${name})`, reason);
}

function checkLength(bits: number, { of, isDoubt = false, place }: SignatureCheck): void {
  const bad = (code: FaultCode, limit: string): Fault =>
    new Fault(code, place, `an RSA key of ${limit} for ${of}`, `${bits}`, because('keyLength', `${bits}`));
  if (bits > RSA_BITS_MAX) throw bad('limitExceeded', `at most ${RSA_BITS_MAX} bits`);
  if (bits < RSA_BITS_MIN) {
    if (isDoubt)
      throw tooWeak(`an RSA key of ${RSA_BITS_MIN} bits or more for ${of}`, `RSA of ${bits} bits`, place);
    throw bad('timestampInvalid', `${RSA_BITS_MIN} bits or more`);
  }
}

type Scheme = 'pkcs1' | 'pss' | 'ecdsa' | 'ed25519';
const KEYS = { pkcs1: 'rsa', pss: 'rsa', ecdsa: 'ecdsa', ed25519: 'ed25519' } as const;

const SCHEMES: { readonly [oid: string]: { readonly scheme: Scheme; readonly hash?: StrongHash } } = {
  [RSA_KEY]: { scheme: 'pkcs1' }, // the digest is the SignerInfo's (RFC 5754, 3.2)
  [EC_KEY]: { scheme: 'ecdsa' }, // not in any RFC, but some authorities write it
  [ED25519]: { scheme: 'ed25519', hash: 'sha512' }, // of CMS (RFC 8419, 2.3); within itself it hashes so too
  [RSA_PSS]: { scheme: 'pss' }, // the digest is in its parameters
  '1.2.840.113549.1.1.11': { scheme: 'pkcs1', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { scheme: 'pkcs1', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { scheme: 'pkcs1', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', hash: 'sha512' },
};
const NAMES: readonly SignatureName[] = [
  'ed25519',
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha384',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
  'rsa-pss-sha384',
  'rsa-pss-sha512',
  'ecdsa-p256-sha256',
  'ecdsa-p256-sha384',
  'ecdsa-p256-sha512',
  'ecdsa-p384-sha256',
  'ecdsa-p384-sha384',
  'ecdsa-p384-sha512',
  'ecdsa-p521-sha512',
];

function signatureName(check: SignatureCheck): SignatureName {
  const { algorithm, digest, key, of, place, reason = because('signature') } = check;
  const known = SCHEMES[algorithm.oid];
  const hash = known?.scheme === 'pss' ? pssHash(algorithm.parameters, place) : (known?.hash ?? digest);
  if (digest !== undefined && hash !== digest)
    throw new Fault(
      'timestampInvalid',
      place,
      `one digest algorithm, ${digest}`,
      `a signature over ${hash}`,
      because('lacks', 'signatureAlgorithm'),
    );
  if (known && known.scheme !== 'pss' && algorithm.parameters)
    throw new Fault(
      'timestampInvalid',
      place,
      'a signature algorithm without parameters',
      'some',
      because('lacks', 'signatureAlgorithm'),
    );
  if (known && key.type.kind !== 'other' && key.type.kind !== KEYS[known.scheme])
    throw new Fault(
      'timestampInvalid',
      place,
      `${of} to verify`,
      `a key of another kind (${key.type.kind})`,
      reason,
    );
  const wanted = known && nameOf(known.scheme, key.type, hash);
  const name = NAMES.find((candidate) => candidate === wanted);
  if (name !== undefined) return name;
  if (isWeak(algorithm)) throw tooWeak('a signature with SHA-2', algorithmName(algorithm), place);
  const kind = key.type.kind === 'other' ? key.type.oid : key.type.kind;
  throw new Fault(
    'notCheckedHere',
    place,
    'RSA or ECDSA (P-256, P-384, P-521) with SHA-2, or Ed25519',
    `${algorithmName(algorithm)} with a key of kind ${kind}`,
    because('algorithm', `${algorithmName(algorithm)}, ${kind}`),
  );
}

/** Undefined when the key is not one for this scheme. */
function nameOf(scheme: Scheme, key: KeyKind, hash: StrongHash | undefined): string | undefined {
  switch (scheme) {
    case 'pkcs1':
      return key.kind === 'rsa' && key.pss === undefined ? `rsa-pkcs1-${hash}` : undefined;
    case 'pss':
      return key.kind === 'rsa' && (key.pss ?? hash) === hash ? `rsa-pss-${hash}` : undefined;
    case 'ed25519':
      return key.kind === 'ed25519' ? 'ed25519' : undefined;
    case 'ecdsa':
      return key.kind === 'ecdsa' ? `ecdsa-${key.curve}-${hash}` : undefined;
  }
}
