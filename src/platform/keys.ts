// Private keys in files: PKCS #8 PEM, mode 0600, with a passphrase when one is given. `openssl pkey` reads them.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { createAtomically, writeAtomically } from './files.ts';
import { encryptedPem } from './pkcs8.ts';

export type KeyAlgorithm = 'ed25519' | 'ml-dsa-44';

/** Length of the fixed SubjectPublicKeyInfo prefix before the raw public key (RFC 8410, RFC 9881). */
const SPKI_PREFIX: { readonly [algorithm in KeyAlgorithm]: number } = { ed25519: 12, 'ml-dsa-44': 22 };

export interface SigningKey {
  readonly algorithm: KeyAlgorithm;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** The bare public key: 32 or 1312 bytes. */
  readonly publicKey: Uint8Array;
  /** SHA-256 of `spki`, lower-case hex: what people compare by another road. */
  readonly fingerprint: string;
  sign(message: Uint8Array): Uint8Array;
}

/** Reads `<folder>/<name>.pem`, or makes it first. The folder must exist and be closed to others. */
export async function keyFile(
  folder: string,
  name: string,
  algorithm: KeyAlgorithm,
  passphrase?: string,
): Promise<SigningKey> {
  const path = join(folder, `${name}.pem`);
  const found = await readKeyFile(path, passphrase);
  if (found !== undefined) return found;
  const { privateKey } = newKeyPair(algorithm);
  const own = signingKey(privateKey);
  // The public file comes first: whoever is killed in between makes both anew, and no key is without it.
  const publicPath = join(folder, `${name}.pub.pem`);
  await writeAtomically(publicPath, spkiPem(own.spki), 0o644);
  const pem =
    passphrase === undefined
      ? privateKey.export({ type: 'pkcs8', format: 'pem' })
      : encryptedPem(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase);
  // Of two processes that make it at once the first one's key is the key, for both.
  await createAtomically(path, Buffer.from(pem), 0o600).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
  });
  const made = (await readKeyFile(path, passphrase)) ?? own;
  if (made.fingerprint !== own.fingerprint) await writeAtomically(publicPath, spkiPem(made.spki), 0o644);
  return made;
}

/** Undefined when there is no such file; a Refusal when it does not open. */
export async function readKeyFile(path: string, passphrase?: string): Promise<SigningKey | undefined> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (pem === undefined) return undefined;
  try {
    return signingKey(createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('wrongKey', {
      expected: `a private key that opens in ${path}`,
      found:
        passphrase === undefined
          ? 'one that needs a passphrase or is damaged'
          : 'one that this passphrase does not open',
      next: 'Set COMITY_PASSPHRASE to the passphrase given at `comity init`.',
      cause,
    });
  }
}

function newKeyPair(algorithm: KeyAlgorithm): { readonly privateKey: KeyObject } {
  switch (algorithm) {
    case 'ed25519':
      return generateKeyPairSync('ed25519');
    case 'ml-dsa-44':
      return generateKeyPairSync('ml-dsa-44');
  }
}

function signingKey(privateKey: KeyObject): SigningKey {
  const algorithm = privateKey.asymmetricKeyType;
  if (algorithm !== 'ed25519' && algorithm !== 'ml-dsa-44') {
    throw new Refusal('wrongKey', {
      expected: 'an Ed25519 or ML-DSA-44 key',
      found: String(algorithm),
      next: 'Use a key that `comity init` made.',
    });
  }
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    algorithm,
    spki,
    publicKey: spki.subarray(SPKI_PREFIX[algorithm]),
    fingerprint: createHash('sha256').update(spki).digest('hex'),
    sign: (message) => sign(null, message, privateKey),
  };
}

/** PEM of a DER SubjectPublicKeyInfo, as `openssl pkey -pubin` reads it. */
export function spkiPem(spki: Uint8Array): string {
  const lines =
    Buffer.from(spki)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}
