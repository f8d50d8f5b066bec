// What an installation says of itself, as far as a stranger needs it: its exchange keys, until when, and that its log enrolled them. What else
// a peer document says is for its peers (exchange/peer-document.ts). docs/formats/envelope.md, "Peer document"
import { fromBase64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isNestedDeeper } from '../base/json-depth.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Crypto } from './crypto.ts';
import { exchangeKeyName, isSecond, sha256Hex, wireKeyName } from './envelope.ts';
import { factText } from './event.ts';
import { parseEventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import { listOf, members, oneOf, text, whole, type Shape } from './json-shape.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { isKeyName, parseVerifierKey, type NoteKey } from './note-key.ts';
import { parseNote, requireSignature, verifySignatures } from './note.ts';
import { parseTlogProof } from './tlog-proof.ts';

export const DOCUMENT_BYTES_MAX = 256 * 1024;
export const VALID_DAYS_MAX = 90;

interface Span {
  readonly key: string;
  readonly from: string;
  readonly until: string;
}

/** Of the line that is signed. */
export interface PeerNote {
  readonly origin: string;
  readonly serial: number;
  readonly exchange: readonly Span[];
  readonly wire: readonly Span[];
  readonly issuedAt: string;
  readonly validUntil: string;
}

/** Nothing is believed by this. */
export interface ReadNote<Document = PeerNote> {
  readonly document: Document;
  readonly note: Uint8Array;
  /** SHA-256 of the note. */
  readonly digest: string;
  readonly proofs: readonly Uint8Array[];
}

const NOTE_BYTES_MAX = 64 * 1024;
const short: Shape = text((one) => one.length <= NOTE_BYTES_MAX);
const file = members({ v: oneOf(1), note: short, proofs: listOf(short, 8) });
const spans = listOf(
  members({ key: text((one) => one.length <= 512), from: text(isSecond), until: text(isSecond) }),
  4,
);
const fields: { readonly [name: string]: Shape } = {
  v: oneOf(1),
  type: oneOf('peer'),
  origin: text((one) => one.length <= 255 && isKeyName(one)),
  serial: whole(1, 2 ** 31 - 1),
  exchange: spans,
  wire: spans,
  issuedAt: text(isSecond),
  validUntil: text(isSecond),
};

/** The JSON of the line, whatever it says; undefined when the file is not of the form or larger than 256 KiB. */
export function readNoteFile(bytes: Uint8Array, crypto: Crypto): ReadNote<Json> | undefined {
  if (bytes.length > DOCUMENT_BYTES_MAX) return undefined;
  try {
    const whole = utf8Text(bytes);
    if (isNestedDeeper(whole, 8)) return undefined;
    const outer = JSON.parse(whole) as Json; // JSON.parse gives nothing else
    if (!file(outer)) return undefined;
    const { note: inside, proofs } = outer as unknown as { note: string; proofs: string[] }; // of this shape
    const note = utf8(inside);
    const line = utf8Text(parseNote(note, 'peer document').text);
    const document = parseCanonicalJson(line.slice(0, -1));
    if (!line.endsWith('\n') || document === undefined || proofs.length === 0) return undefined;
    return { document, note, digest: sha256Hex(crypto, note), proofs: proofs.map(utf8) };
  } catch (error) {
    if (error instanceof Fault || error instanceof SyntaxError || error instanceof TypeError)
      return undefined;
    throw error;
  }
}

/** Undefined when it is not of the form, as far as it is looked at here. */
export function readPeerNote(bytes: Uint8Array, crypto: Crypto): ReadNote | undefined {
  const read = readNoteFile(bytes, crypto);
  if (read === undefined) return undefined;
  const { document } = read;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  const of = document as { readonly [name: string]: Json }; // neither a list nor anything flat
  const isOne = Object.entries(fields).every(([name, shape]) => {
    const value = of[name];
    return value !== undefined && shape(value);
  });
  return isOne ? { ...read, document: document as unknown as PeerNote } : undefined; // of this shape
}

export type DocumentFault =
  | 'otherLog' // of another origin than the peer
  | 'keyNotInLog' // an exchange key without its enrolment under the peer's confirmed log keys
  | 'notSigned' // by none of the exchange keys that it names
  | 'notValid' // its time is over, or has not begun
  | 'older' // a lower serial than the one that is here
  | 'fork' // the same serial with other bytes
  | 'notAnnounced'; // other exchange keys than before, and no signature of one of those before

/** Against the keys of the log that two persons compared. Undefined: it holds. */
export async function documentFault(
  read: ReadNote,
  { origin, log, now }: { readonly origin: string; readonly log: readonly NoteKey[]; readonly now: number },
  crypto: Crypto,
): Promise<DocumentFault | undefined> {
  const { document: of } = read;
  if (of.origin !== origin) return 'otherLog';
  const own = exchangeKeys(of, crypto);
  if (own === undefined || wireKeys(of, crypto) === undefined) return 'notSigned';
  const enrolled = new Set<string>();
  for (const proof of read.proofs) {
    const key = await enrolledKey(proof, { origin, log }, crypto);
    if (key !== undefined) enrolled.add(hex(key));
  }
  if (own.some((key) => !enrolled.has(hex(key.spki)))) return 'keyNotInLog';
  if ((await signersOf(read, own, crypto)).length === 0) return 'notSigned';
  const [from, until] = [Date.parse(of.issuedAt), Date.parse(of.validUntil)];
  const isLong = until - from > VALID_DAYS_MAX * 86_400_000;
  // Clocks may differ by hours; what was issued tomorrow is wrong.
  return isLong || from > now + 86_400_000 || until < now ? 'notValid' : undefined;
}

/** Those of the known keys that signed it. */
export async function signersOf(
  { note }: Pick<ReadNote, 'note'>,
  known: readonly NoteKey[],
  crypto: Crypto,
): Promise<NoteKey[]> {
  try {
    const verified = await verifySignatures(crypto, parseNote(note, 'peer document'), known, 'peer document');
    return verified.map(({ key }) => key);
  } catch (error) {
    if (error instanceof Fault) return []; // a line of a known key that does not verify
    throw error;
  }
}

/** SubjectPublicKeyInfo of the exchange key that the proof shows as enrolled; undefined when it shows none. */
async function enrolledKey(
  bytes: Uint8Array,
  { origin, log }: { readonly origin: string; readonly log: readonly NoteKey[] },
  crypto: Crypto,
): Promise<Uint8Array | undefined> {
  try {
    const { extra, index, proof, checkpoint } = parseTlogProof(bytes, 'proof');
    const note = parseNote(checkpoint, 'proof');
    const { size, root, origin: of } = parseCheckpoint(note.text, 'proof');
    if (extra === undefined || of !== origin || log.length === 0) return undefined;
    const verified = await verifySignatures(crypto, note, log, 'proof');
    for (const key of log) requireSignature(verified, key, 'proof');
    verifyInclusion(crypto, { index, size, leaf: leafHash(crypto, extra), proof, root }, 'proof');
    const { event } = parseEventNote(extra, 'proof');
    const isEnrolment = event.type === 'keyEnrolled' && factText(event, 'use') === 'exchange';
    if (!isEnrolment || event.log !== origin) return undefined;
    return fromBase64(factText(event, 'publicKey') ?? '');
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Undefined when one is no such key of this installation. */
export function exchangeKeys(of: PeerNote, crypto: Crypto): NoteKey[] | undefined {
  return keysNamed(of.exchange, exchangeKeyName(of.origin), crypto);
}

export function wireKeys(of: PeerNote, crypto: Crypto): NoteKey[] | undefined {
  return keysNamed(of.wire, wireKeyName(of.origin), crypto);
}

function keysNamed(
  list: readonly { readonly key: string }[],
  name: string,
  crypto: Crypto,
): NoteKey[] | undefined {
  try {
    const parsed = list.map(({ key }) => parseVerifierKey(key, 'key', crypto));
    return parsed.every((key) => key.type === 'ed25519' && key.name === name) ? parsed : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
