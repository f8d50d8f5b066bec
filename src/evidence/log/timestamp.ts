// Time-stamp requests (RFC 3161, section 2.4.1) and what is kept of an answer. `timestamp.acts.ts` asks an authority.
import { concat, equalBytes } from '../../base/bytes.ts';
import { digestOf, type Crypto } from '../../verify/crypto.ts';
import { parseTimestampToken, tokenWithin } from '../../verify/timestamp-token.ts';
import { pemOfCertificates } from '../../verify/x509-pem.ts';

/** AlgorithmIdentifier of SHA-256 with NULL, as most authorities expect it. */
const SHA256 = Uint8Array.of(0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0);
const VERSION_1 = Uint8Array.of(2, 1, 1);
const CERT_REQ = Uint8Array.of(1, 1, 0xff);

/**
 * DER TimeStampReq over the SHA-256 of `data`, asking for the certificate: without it in the token, a stranger could
 * not check it years later. `nonce`: 1 to 32 bytes, big-endian.
 */
export function timestampRequest(
  crypto: Crypto,
  data: Uint8Array,
  nonce: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const imprint = sequence(SHA256, element(0x04, digestOf(crypto, 'sha256', data)));
  return sequence(VERSION_1, imprint, element(0x02, unsigned(nonce)), CERT_REQ);
}

/** DER wants the fewest bytes, and a zero in front when the first bit is set. */
function unsigned(number: Uint8Array): Uint8Array {
  const first = number.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : number.subarray(first);
  return (digits[0] ?? 0) < 0x80 ? digits : concat(Uint8Array.of(0), digits);
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return element(0x30, ...parts);
}

function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = concat(...parts);
  if (content.length > 127) throw new RangeError('a request with so long a nonce'); // ours is 16 bytes
  return concat(Uint8Array.of(tag, content.length), content);
}

/**
 * PEM for `custody/chains/`: the certificates within a response or token, and those known of its authority (its root,
 * mostly, which tokens leave out), each once. This is the `-CAfile` of a check by hand. Faults when not a time stamp.
 */
export function chainPem(token: Uint8Array, known: readonly Uint8Array[], place: string): string {
  const { signedData } = parseTimestampToken(tokenWithin(token, place), place);
  const all = [...signedData.certificates.map((certificate) => certificate.der), ...known];
  const each = all.filter((der, i) => all.findIndex((other) => equalBytes(other, der)) === i);
  return pemOfCertificates(each, place);
}
