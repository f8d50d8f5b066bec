// A passkey's signature under an event (docs/formats/event.md, "Passkeys"): what WebAuthn signs, with the digest of this
// very event as its challenge. Web Authentication Level 3: 6.1 (authenticator data), 5.8.1 (client data), 7.2 (checks).
import { concat, equalBytes, hex, utf8, utf8Text } from '../base/bytes.ts';
import { digestOf, type Crypto, type SignatureName } from './crypto.ts';
import { Fault } from './fault.ts';
import { isKeyName, rawKeyOf, type NoteKey } from './note-key.ts';
import { isLineOf, type NoteSignature } from './note.ts';

type PasskeyAlgorithm = 'es256' | 'ed25519';

/** A person's key that lives in their device and signs WebAuthn assertions, not texts. */
export interface Passkey {
  readonly type: 'passkey';
  /** In signature lines. */
  readonly name: string;
  /** Eight lower-case hex digits. */
  readonly keyId: string;
  readonly algorithm: PasskeyAlgorithm;
  /** DER SubjectPublicKeyInfo. Its SHA-256 is the key's fingerprint. */
  readonly spki: Uint8Array;
  /** Where it signs, such as `https://comity.agency.example`. The host name is the relying party. */
  readonly origin: string;
}

/** Whoever may sign an event. */
export type Signer = NoteKey | Passkey;

export interface Assertion {
  readonly authenticatorData: Uint8Array;
  readonly clientDataJson: Uint8Array;
  readonly signature: Uint8Array;
}

/** 0xff, and the name of our own signature type. */
const IDENTIFIER = concat(Uint8Array.of(0xff), utf8('comity/passkey-v1'));
/** DER before the coordinates of an uncompressed point of P-256 (RFC 5480, section 2). */
// prettier-ignore
const P256_PREFIX = Uint8Array.of(
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
  0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
);
const SCHEMES: { readonly [name in PasskeyAlgorithm]: SignatureName } = {
  es256: 'ecdsa-p256-sha256',
  ed25519: 'ed25519',
};
/** `http` is for an installation tried out on one's own machine: WebAuthn takes it for localhost alone. */
const ORIGIN = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9]\d{0,4})?$/;

/** Relying party, flags, counter (6.1). An assertion of an honest device has little more. */
const AUTHENTICATOR_DATA_BYTES_MIN = 37;
const AUTHENTICATOR_DATA_BYTES_MAX = 1024;
const CLIENT_DATA_BYTES_MAX = 4096;
const FLAG_PRESENT = 0x01;
const FLAG_VERIFIED = 0x04;

/** Raw coordinates of P-256, 64 bytes, to DER SubjectPublicKeyInfo. */
export function p256Spki(coordinates: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(P256_PREFIX, coordinates);
}

export function passkeyAlgorithm(spki: Uint8Array): PasskeyAlgorithm | undefined {
  const isP256 =
    spki.length === P256_PREFIX.length + 64 && equalBytes(spki.subarray(0, P256_PREFIX.length), P256_PREFIX);
  if (isP256) return 'es256';
  return rawKeyOf(spki)?.algorithm === 'ed25519' ? 'ed25519' : undefined;
}

export function isPasskeyOrigin(origin: string | undefined): origin is string {
  return origin !== undefined && origin.length <= 300 && ORIGIN.test(origin);
}

/** Throws Fault keyInvalid when name, key or origin is not of the form. */
export function passkeyOf(crypto: Crypto, name: string, spki: Uint8Array, origin: string): Passkey {
  const algorithm = passkeyAlgorithm(spki);
  if (!isKeyName(name) || algorithm === undefined || !isPasskeyOrigin(origin))
    throw new Fault('keyInvalid', 'passkey', 'a P-256 or Ed25519 key and the origin it signs at', 'another');
  const digest = digestOf(crypto, 'sha256', utf8(`${name}\n`), IDENTIFIER, spki);
  return { type: 'passkey', name, keyId: hex(digest.subarray(0, 4)), algorithm, spki, origin };
}

/** What a person's device is asked to sign for this text: 32 bytes. */
export function passkeyChallenge(crypto: Crypto, text: Uint8Array): Uint8Array<ArrayBuffer> {
  return digestOf(crypto, 'sha256', text);
}

/** The signature line of an assertion, ready for `formatNote`; the bytes are kept as the device and browser gave them. */
export function passkeyLine(key: Passkey, assertion: Assertion): NoteSignature {
  const { authenticatorData, clientDataJson, signature } = assertion;
  const bytes = concat(
    uint16(authenticatorData.length),
    authenticatorData,
    uint16(clientDataJson.length),
    clientDataJson,
    signature,
  );
  return { name: key.name, keyId: key.keyId, bytes };
}

/** Of the keys that a line names (one key, enrolled for several origins) the one of the origin that was signed at. */
export function passkeyOfLine(line: NoteSignature, passkeys: readonly Passkey[]): Passkey | undefined {
  const named = passkeys.filter((key) => isLineOf(line, key));
  if (named.length < 2) return named[0];
  const clientData = hex(parseAssertion(line.bytes)?.clientDataJson ?? new Uint8Array());
  return named.find((key) => clientData.includes(hex(utf8(originMember(key.origin))))) ?? named[0];
}

function originMember(origin: string): string {
  return `"origin":"${origin}"`;
}

/**
 * Checks a line of this key over the text of a note: challenge, origin, relying party, presence and verification of the
 * person, signature. False when this platform lacks the algorithm. Throws Fault signatureWrong, saying what is wrong.
 */
export async function verifyPasskeyLine(
  crypto: Crypto,
  key: Passkey,
  line: { readonly signature: NoteSignature; readonly text: Uint8Array },
  place: string,
): Promise<boolean> {
  const wrong = (expected: string, found: string): Fault =>
    new Fault('signatureWrong', place, `${expected} in the line of ${key.name}+${key.keyId}`, found);
  const assertion = parseAssertion(line.signature.bytes);
  if (assertion === undefined)
    throw wrong('authenticator data, client data and a signature', 'bytes of another form');
  checkClientData(assertion.clientDataJson, passkeyChallenge(crypto, line.text), key.origin, wrong);
  const { authenticatorData } = assertion;
  const relyingParty = digestOf(crypto, 'sha256', utf8(hostOf(key.origin)));
  if (!equalBytes(authenticatorData.subarray(0, 32), relyingParty))
    throw wrong(`the relying party ${hostOf(key.origin)}`, 'another');
  const flags = authenticatorData[32] ?? 0; // length checked
  if ((flags & FLAG_PRESENT) === 0) throw wrong('a person who was present', 'no such flag');
  if ((flags & FLAG_VERIFIED) === 0) throw wrong('a person whom the device knew', 'no such flag');
  const message = concat(authenticatorData, digestOf(crypto, 'sha256', assertion.clientDataJson));
  const good = await crypto.verify(SCHEMES[key.algorithm], key.spki, message, assertion.signature);
  if (good === false) throw wrong('a good signature', 'one that does not verify');
  return good === true;
}

/** Undefined when the bytes are not two counted parts and a rest, or a part is longer than any honest one. */
export function parseAssertion(bytes: Uint8Array): Assertion | undefined {
  const authenticatorData = countedPart(bytes, 0);
  const clientDataJson = countedPart(bytes, 2 + (authenticatorData?.length ?? 0));
  if (authenticatorData === undefined || clientDataJson === undefined) return undefined;
  const signature = bytes.subarray(4 + authenticatorData.length + clientDataJson.length);
  const fits =
    authenticatorData.length >= AUTHENTICATOR_DATA_BYTES_MIN &&
    authenticatorData.length <= AUTHENTICATOR_DATA_BYTES_MAX &&
    clientDataJson.length <= CLIENT_DATA_BYTES_MAX &&
    signature.length > 0;
  return fits ? { authenticatorData, clientDataJson, signature } : undefined;
}

/**
 * Section 5.8.1.2, the limited algorithm: browsers write these members first, in this order and spelling, so that a
 * prefix says all and no JSON of a stranger is parsed. Browsers before 2021 wrote no `crossOrigin`.
 */
function checkClientData(
  bytes: Uint8Array,
  challenge: Uint8Array,
  origin: string,
  wrong: (expected: string, found: string) => Fault,
): void {
  let rest: string;
  try {
    rest = utf8Text(bytes);
  } catch {
    throw wrong('client data in UTF-8', 'other bytes');
  }
  const take = (text: string, expected: string): void => {
    if (!rest.startsWith(text)) throw wrong(expected, 'another');
    rest = rest.slice(text.length);
  };
  take('{"type":"webauthn.get","challenge":"', 'client data of a WebAuthn assertion');
  take(`${base64Url(challenge)}",`, 'the SHA-256 of this event as the challenge');
  take(originMember(origin), `the origin ${origin}`);
  if (rest === '}') return;
  take(',"crossOrigin":false', 'a page that stands by itself');
  if (rest !== '}' && !(rest.startsWith(',"') && rest.endsWith('}')))
    throw wrong('the end of the client data', 'something else');
}

/** RFC 4648, section 5, without padding, as WebAuthn writes it. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

/** Of an origin that `passkeyOf` took. */
function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
}

function countedPart(bytes: Uint8Array, at: number): Uint8Array | undefined {
  const [high, low] = [bytes[at], bytes[at + 1]];
  if (high === undefined || low === undefined) return undefined;
  const end = at + 2 + high * 256 + low;
  return end <= bytes.length ? bytes.subarray(at + 2, end) : undefined;
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
