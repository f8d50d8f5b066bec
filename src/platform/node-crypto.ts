// The primitives of `verify/` by Node.js, that is by OpenSSL.
import * as nodeHashes from 'node:crypto';
import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Crypto, SignatureName } from '../verify/crypto.ts';
import { spkiOf } from '../verify/note-key.ts';

interface Scheme {
  /** `asymmetricKeyType` of the key that fits. */
  readonly keyType: string;
  /** Digest of the message; null where the scheme takes the message whole. */
  readonly digest: string | null;
  /** Named curve of an ECDSA key, as OpenSSL calls it. */
  readonly curve?: string;
  /** Where it is not PKCS #1 v1.5. */
  readonly padding?: { readonly padding: number; readonly saltLength: number };
}

const PSS = {
  keyType: 'rsa',
  padding: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
};
const P256 = { keyType: 'ec', curve: 'prime256v1' };
const P384 = { keyType: 'ec', curve: 'secp384r1' };
const P521 = { keyType: 'ec', curve: 'secp521r1' };

const SCHEMES: { readonly [name in SignatureName]: Scheme } = {
  ed25519: { keyType: 'ed25519', digest: null },
  'ml-dsa-44': { keyType: 'ml-dsa-44', digest: null },
  'rsa-pkcs1-sha256': { keyType: 'rsa', digest: 'sha256' },
  'rsa-pkcs1-sha384': { keyType: 'rsa', digest: 'sha384' },
  'rsa-pkcs1-sha512': { keyType: 'rsa', digest: 'sha512' },
  'rsa-pss-sha256': { ...PSS, digest: 'sha256' },
  'rsa-pss-sha384': { ...PSS, digest: 'sha384' },
  'rsa-pss-sha512': { ...PSS, digest: 'sha512' },
  'ecdsa-p256-sha256': { ...P256, digest: 'sha256' },
  'ecdsa-p256-sha384': { ...P256, digest: 'sha384' },
  'ecdsa-p256-sha512': { ...P256, digest: 'sha512' },
  'ecdsa-p384-sha256': { ...P384, digest: 'sha256' },
  'ecdsa-p384-sha384': { ...P384, digest: 'sha384' },
  'ecdsa-p384-sha512': { ...P384, digest: 'sha512' },
  'ecdsa-p521-sha512': { ...P521, digest: 'sha512' },
};

/** Larger keys are not met, and take long to use: a cheap way to keep a checker busy. */
const RSA_BITS_MAX = 8192;

/** Absent before Node.js 20.12, which comity-verify.mjs also meets; a third less work for a small file. */
const hashAtOnce = (nodeHashes as { hash?: typeof nodeHashes.hash }).hash;

export const nodeCrypto: Crypto = {
  ...(hashAtOnce !== undefined && { hexAtOnce: (name, bytes) => hashAtOnce(name, bytes, 'hex') }),
  hasher: (name) => {
    const hash = createHash(name);
    return {
      update: (bytes) => void hash.update(bytes),
      digest: () => new Uint8Array(hash.digest()),
    };
  },
  // oxlint-disable-next-line require-await -- the shape is asynchronous for browsers
  verify: async (name, spki, message, signature) => {
    const scheme = SCHEMES[name];
    if (name === 'ml-dsa-44' && !hasMlDsa()) return undefined; // Node.js before 24, which comity-verify.mjs also meets
    const publicKey = readKey(spki, scheme);
    if (publicKey === undefined) return false;
    try {
      const key = scheme.padding === undefined ? publicKey : { key: publicKey, ...scheme.padding };
      return verify(scheme.digest, message, key, signature);
    } catch {
      return false; // OpenSSL throws for some signatures that are not even of the form
    }
  },
};

/** Every string of the right length is a public key of ML-DSA-44: a platform that refuses this one has none. */
function hasMlDsa(): boolean {
  return readKey(spkiOf('ml-dsa-44', new Uint8Array(1312)), SCHEMES['ml-dsa-44']) !== undefined;
}

/** A log is signed by a few keys over and over, and reading one costs as much as half a signature. */
const readKeys = new Map<string, { readonly scheme: Scheme; readonly key: KeyObject | undefined }>();
const MAX_KEYS = 64;
const MAX_KEY_BYTES = 4096;

/** Undefined when the bytes are not a key of this scheme. */
function readKey(spki: Uint8Array, scheme: Scheme): KeyObject | undefined {
  if (spki.length > MAX_KEY_BYTES) return parseKey(spki, scheme);
  const name = Buffer.from(spki).toString('latin1');
  const before = readKeys.get(name);
  if (before?.scheme === scheme) return before.key;
  const key = parseKey(spki, scheme);
  if (readKeys.size >= MAX_KEYS) readKeys.clear();
  readKeys.set(name, { scheme, key });
  return key;
}

function parseKey(spki: Uint8Array, scheme: Scheme): KeyObject | undefined {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== scheme.keyType) return undefined;
  if (scheme.curve !== undefined && details.namedCurve !== scheme.curve) return undefined;
  if ((details.modulusLength ?? 0) > RSA_BITS_MAX) return undefined;
  return key;
}
