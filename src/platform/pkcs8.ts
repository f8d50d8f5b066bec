// A private key under a passphrase: EncryptedPrivateKeyInfo of PKCS #8 (RFC 5958, section 3) with PBES2 (RFC 8018, A.4),
// scrypt (RFC 7914, section 7.1) and AES-256-CBC. Node.js itself writes PBKDF2 of 2,048 rounds, which is guessed hundreds
// of times faster. Node.js and `openssl pkey` read both.
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto';

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
