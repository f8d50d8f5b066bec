// The body of an envelope: 32 random bytes, the message as one line of canonical JSON, spaces up to a multiple of 4 KiB; encrypted
// to the receiver with age. The random bytes keep the digest in the header from telling what a short message says.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, type Identity } from 'age-encryption';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Random } from '../base/ids.ts';
import { PAD, SALT_BYTES, TEXT_BYTES_MAX } from '../verify/envelope.ts';
import { x25519Identity, x25519Recipient } from './age-x25519.ts';

const AGE_HEADER_BYTES_MAX = 16 * 1024;
const STANZAS_MAX = 8;
const END_OF_STANZAS = '\n--- ';
/** Of the payload (C2SP age): a nonce, then pieces, each with its tag. */
export const [NONCE_BYTES, PIECE_BYTES, TAG_BYTES] = [16, 64 * 1024, 16];
export const CIPHER = 'chacha20-poly1305';
const EMPTY = new Uint8Array();

/** Throws RangeError when the message is too large. */
export function plainOf(message: Json, random: Random): Uint8Array<ArrayBuffer> {
  const text = utf8(`${canonicalJson(message)}\n`);
  if (text.length > TEXT_BYTES_MAX)
    throw new RangeError(`a message of at most ${TEXT_BYTES_MAX} bytes, not ${text.length}`);
  const plain = new Uint8Array(Math.ceil((SALT_BYTES + text.length) / PAD) * PAD).fill(0x20);
  random(plain.subarray(0, SALT_BYTES));
  plain.set(text, SALT_BYTES);
  return plain;
}

export async function sealBody(
  plain: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { head, fileKey } = await sealedHead(recipients);
  return new Uint8Array(Buffer.concat([head, ...sealPayload(plain, fileKey)]));
}

/** The library makes it: of an empty file, whose key is kept for the payload. */
export async function sealedHead(
  recipients: readonly string[],
): Promise<{ readonly head: Uint8Array; readonly fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  let key: Uint8Array | undefined;
  for (const one of recipients) {
    const recipient = x25519Recipient(one);
    encrypter.addRecipient({
      wrapFileKey: (fileKey) => recipient.wrapFileKey((key = Uint8Array.from(fileKey))),
    });
  }
  const empty = await encrypter.encrypt(EMPTY);
  if (key === undefined) throw new Error('a body that nobody can open');
  return { head: empty.subarray(0, headBytes(empty, empty.length)), fileKey: key };
}

/** Undefined: not for us, or not as it was sealed. Which of the two is not told: it would help who guesses. */
export async function openBody(
  body: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array | undefined> {
  if (!hasFewStanzas(body)) return undefined;
  const decrypter = new Decrypter();
  for (const one of identities) decrypter.addIdentity(identityOf(one));
  try {
    const head = body.subarray(0, headBytes(body));
    return openPayload(body.subarray(head.length), await decrypter.decryptHeader(head));
  } catch {
    return undefined;
  }
}

/** Read once: the same opens all that comes. */
const opening = new Map<string, Identity>();
const OPENING_MAX = 16;

export function identityOf(text: string): Identity {
  const known = opening.get(text) ?? x25519Identity(text);
  if (opening.size >= OPENING_MAX) opening.clear();
  opening.set(text, known);
  return known;
}

/**
 * C2SP age, "Payload": ChaCha20-Poly1305 by pieces, the number of each and whether it is the last in its nonce. By `node:crypto`, since
 * the library's own, in JavaScript, takes six times as long, which was most of what a message cost. Throws where a piece does not hold.
 */
function openPayload(payload: Uint8Array, fileKey: Uint8Array): Uint8Array {
  const key = payloadKey(fileKey, payload.subarray(0, NONCE_BYTES));
  const sealed = payload.subarray(NONCE_BYTES);
  const count = Math.max(1, Math.ceil(sealed.length / (PIECE_BYTES + TAG_BYTES)));
  const plain: Uint8Array[] = [];
  for (let i = 0; i < count; i += 1) {
    const piece = sealed.subarray(i * (PIECE_BYTES + TAG_BYTES), (i + 1) * (PIECE_BYTES + TAG_BYTES));
    const decipher = createDecipheriv(CIPHER, key, pieceNonce(i, i === count - 1), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(piece.subarray(-TAG_BYTES));
    plain.push(decipher.update(piece.subarray(0, -TAG_BYTES)), decipher.final());
    if (i > 0 && piece.length <= TAG_BYTES) throw new Error('only a single piece may be empty');
  }
  return Buffer.concat(plain);
}

/** As it is opened above. */
function sealPayload(plain: Uint8Array, fileKey: Uint8Array): Uint8Array[] {
  const nonce = randomBytes(NONCE_BYTES);
  const key = payloadKey(fileKey, nonce);
  const count = Math.max(1, Math.ceil(plain.length / PIECE_BYTES));
  const pieces = Array.from({ length: count }, (_, i) => {
    const cipher = createCipheriv(CIPHER, key, pieceNonce(i, i === count - 1), { authTagLength: TAG_BYTES });
    const sealed = cipher.update(plain.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES));
    return [sealed, cipher.final(), cipher.getAuthTag()];
  });
  return [nonce, ...pieces.flat()];
}

export const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

export function pieceNonce(i: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(i, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Each stanza costs its reader a multiplication on the curve, and other kinds of stanzas far more. */
function hasFewStanzas(body: Uint8Array): boolean {
  const stanzas = stanzasOf(body);
  if (stanzas === undefined) return false;
  return stanzas.length <= STANZAS_MAX && stanzas.every((one) => /^(?:X25519 |[^ ]+-grease )/.test(one));
}

/** For one reader alone: no second key opens it. */
export function hasOneStanza(body: Uint8Array): boolean {
  return stanzasOf(body)?.filter((one) => one.startsWith('X25519 ')).length === 1;
}

function stanzasOf(body: Uint8Array): string[] | undefined {
  const end = endOfStanzas(body);
  if (end < 0) return undefined;
  return Buffer.from(body.subarray(0, end)).toString('latin1').split('\n-> ').slice(1);
}

/** With the line of its authentication code. */
export const headBytes = (body: Uint8Array, most = AGE_HEADER_BYTES_MAX): number =>
  body.indexOf(0x0a, endOfStanzas(body, most) + END_OF_STANZAS.length) + 1;

/** Where they end; negative: nowhere in as much as a header may be. */
function endOfStanzas(body: Uint8Array, most = AGE_HEADER_BYTES_MAX): number {
  return Buffer.from(body.subarray(0, most)).indexOf(END_OF_STANZAS);
}
