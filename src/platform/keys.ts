// Private keys in files: PKCS #8 PEM, mode 0600, with a passphrase when one is given. `openssl pkey` reads them.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
  createCipheriv,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { createAtomically, ifThere, writeAtomically } from './files.ts';

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
  const pem = await ifThere(readFile(path, 'utf8'));
  if (pem === undefined) return undefined;
  try {
    return signingKey(createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(passphrase === undefined ? 'wrongKey.keyWithoutPassphrase' : 'wrongKey.keyPassphrase', {
      path,
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
    throw new Refusal('wrongKey.keyAlgorithm', { algorithm: String(algorithm) });
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

// A private key under a passphrase: EncryptedPrivateKeyInfo of PKCS #8 (RFC 5958, section 3) with PBES2 (RFC 8018, A.4),
// scrypt (RFC 7914, section 7.1) and AES-256-CBC. Node.js itself writes PBKDF2 of 2,048 rounds, which is guessed hundreds
// of times faster. Node.js and `openssl pkey` read both.

/** As OWASP advises where 16 MiB are to be enough; OpenSSL refuses to read what needs more than 32. */
const COST = { N: 16_384, r: 8, p: 5 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

const PBES2 = oid('2a864886f70d01050d'); // 1.2.840.113549.1.5.13
const SCRYPT = oid('2b06010401da47040b'); // 1.3.6.1.4.1.11591.4.11
const AES_256_CBC = oid('60864801650304012a'); // 2.16.840.1.101.3.4.1.42

/** PEM. `pkcs8` is the DER of the open key. */
export function encryptedPem(pkcs8: Uint8Array, passphrase: string): string {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(16);
  const key = scryptSync(passphrase, salt, KEY_BYTES, COST);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const bytes = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const kdf = sequence(SCRYPT, sequence(octets(salt), integer(COST.N), integer(COST.r), integer(COST.p)));
  const encryption = sequence(AES_256_CBC, octets(iv));
  const whole = sequence(sequence(PBES2, sequence(kdf, encryption)), octets(bytes));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${lines.join('\n')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function octets(bytes: Uint8Array): Buffer {
  return element(0x04, bytes);
}

/** Of a positive number below 2^31. */
function integer(value: number): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return element(0x02, isNegative ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

function oid(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'));
}

/** DER, with lengths below 65,536. */
function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const long = length > 0xff ? [0x82, length >> 8, length & 0xff] : [0x81, length];
  return Buffer.concat([Buffer.of(tag, ...(length < 0x80 ? [length] : long)), content]);
}
