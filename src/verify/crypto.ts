// The few primitives the checks need. Passed in, so that the same checks run in Node.js and in a browser.

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array<ArrayBuffer>;
}

export type HashName = 'sha256' | 'sha384' | 'sha512' | 'sha1' | 'md5';

/** Signature algorithms of notes and of time-stamp tokens. */
export type SignatureName =
  | 'ed25519' // RFC 8032
  | 'ml-dsa-44' // FIPS 204
  | 'rsa-pkcs1-sha256'
  | 'rsa-pkcs1-sha384'
  | 'rsa-pkcs1-sha512'
  | 'rsa-pss-sha256' // MGF1 with the same digest, a salt as long as the digest (RFC 4055)
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p256-sha384'
  | 'ecdsa-p256-sha512'
  | 'ecdsa-p384-sha256'
  | 'ecdsa-p384-sha384'
  | 'ecdsa-p384-sha512'
  | 'ecdsa-p521-sha512';

export interface Crypto {
  hasher(name: HashName): Hasher;
  /** Lower-case hex of the digest of bytes at hand, where the platform has a shorter way than a hasher. */
  hexAtOnce?(name: HashName, bytes: Uint8Array): string;
  /**
   * `key` is a DER SubjectPublicKeyInfo; an ECDSA `signature` is DER (RFC 3279, section 2.2.3).
   * False when it does not verify or the key is not usable; undefined when this platform lacks the algorithm.
   */
  verify(
    name: SignatureName,
    key: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean | undefined>;
}

export function digestOf(
  crypto: Crypto,
  name: HashName,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const hasher = crypto.hasher(name);
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}
