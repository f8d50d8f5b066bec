// What an installation says of itself to its peers: who it is, which keys it has, where it is reached, what it understands. Signed with
// an exchange key whose enrolment is in its log, so that it rests on the log keys which two persons compared. Rules alone.
import { z } from 'zod';
import { fromBase64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isNestedDeeper } from '../base/json-depth.ts';
import { digestOf, type Crypto } from '../verify/crypto.ts';
import { parseCheckpoint } from '../verify/checkpoint.ts';
import { factText } from '../verify/event.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { Fault } from '../verify/fault.ts';
import { leafHash, verifyInclusion } from '../verify/merkle.ts';
import { formatVerifierKey, isKeyName, noteKey, parseVerifierKey, type NoteKey } from '../verify/note-key.ts';
import { parseNote, requireSignature, verifySignatures } from '../verify/note.ts';
import { parseTlogProof } from '../verify/tlog-proof.ts';
import { exchangeKeyName, isSecond, sha256Hex, wireKeyName } from './envelope.ts';

export const DOCUMENT_BYTES_MAX = 256 * 1024;
export const VALID_DAYS_MAX = 90;
/** Where everybody finds it, and where a peer looks for it. */
export const WELL_KNOWN = '/.well-known/comity.json';

export const PEER_KINDS = [
  'centralAuthority',
  'police',
  'prosecutor',
  'court',
  'dutyPoint',
  'provider',
  'defence',
  'other',
] as const;
export type PeerKind = (typeof PEER_KINDS)[number];

const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !/\p{Cc}|\p{Cf}/u.test(text));
const second = z.string().refine(isSecond);
const span = { from: second, until: second };
const verifierKey = z.string().max(512);
const keys = z
  .array(z.strictObject({ key: verifierKey, ...span }))
  .min(1)
  .max(4);
const KIND_OF_AGE = /^age1[02-9ac-hj-np-z]{58}$/; // X25519

const document = z.strictObject({
  v: z.literal(1),
  type: z.literal('peer'),
  origin: z.string().max(255).refine(isKeyName),
  serial: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  /** SHA-256 of the note before this one. */
  prev: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  agency: plain(200),
  state: z.string().regex(/^[A-Z]{2}$/),
  kinds: z.array(z.enum(PEER_KINDS)).min(1).max(8),
  /** Verifier keys of the log: those that two persons compare. */
  log: z.array(z.string().max(4096)).min(1).max(2),
  exchange: keys,
  wire: keys,
  age: z
    .array(z.strictObject({ key: z.string().regex(KIND_OF_AGE), ...span }))
    .min(1)
    .max(4),
  /** Cosignature keys by which it witnesses the logs of its peers, at `WITNESS_PATH` of its line. */
  witness: z.array(z.string().max(4096)).min(1).max(2).optional(),
  /** `mail`: a mailbox, for peers without a line. */
  endpoints: z.strictObject({
    line: z.string().refine(isLine).optional(),
    mail: z.string().refine(isMailbox).optional(),
  }),
  messages: z.record(
    z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
    z.array(z.int().min(1).max(1000)).min(1).max(8),
  ),
  issuedAt: second,
  validUntil: second,
});

export type PeerDocument = z.infer<typeof document>;

/** Scheme, host and port, no path; in the clear on this machine alone, where nobody listens. */
export function isLine(text: string): boolean {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.origin !== text) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOfThisMachine(url.hostname));
}

/** One address and nothing else; in small letters of ASCII, so that two persons compare what they see. */
export function isMailbox(text: string): boolean {
  return text.length <= 254 && /^[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text);
}

export function isOfThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** A document as it lies in its file. Nothing is believed by this. */
export interface ReadDocument {
  readonly document: PeerDocument;
  readonly note: Uint8Array;
  /** SHA-256 of the note. */
  readonly digest: string;
  readonly proofs: readonly Uint8Array[];
}

const file = z.strictObject({
  v: z.literal(1),
  note: z.string().max(64 * 1024),
  proofs: z
    .array(z.string().max(64 * 1024))
    .min(1)
    .max(8),
});

/** Undefined when the file is not of the form or larger than 256 KiB. */
export function readDocumentFile(bytes: Uint8Array, crypto: Crypto): ReadDocument | undefined {
  if (bytes.length > DOCUMENT_BYTES_MAX) return undefined;
  try {
    const text = utf8Text(bytes);
    if (isNestedDeeper(text, 8)) return undefined;
    const outer = file.safeParse(JSON.parse(text));
    if (!outer.success) return undefined;
    const note = utf8(outer.data.note);
    const line = utf8Text(parseNote(note, 'peer document').text);
    const read = document.safeParse(parseCanonicalJson(line.slice(0, -1)));
    if (!line.endsWith('\n') || !read.success) return undefined;
    return {
      document: read.data,
      note,
      digest: sha256Hex(crypto, note),
      proofs: outer.data.proofs.map(utf8),
    };
  } catch (error) {
    if (error instanceof Fault || error instanceof SyntaxError || error instanceof TypeError)
      return undefined;
    throw error;
  }
}

export function documentText(of: PeerDocument): Uint8Array<ArrayBuffer> {
  return utf8(`${canonicalJson(JSON.parse(JSON.stringify(document.parse(of))) as Json)}\n`); // texts, numbers, lists
}

export function documentFile(note: Uint8Array, proofs: readonly Uint8Array[]): string {
  return `${JSON.stringify({ v: 1, note: utf8Text(note), proofs: proofs.map(utf8Text) })}\n`;
}

export type DocumentFault =
  | 'otherLog' // of another origin than the peer
  | 'keyNotInLog' // an exchange key without its enrolment under the peer's confirmed log keys
  | 'notSigned' // by none of the exchange keys that it names
  | 'notValid' // its time is over, or has not begun
  | 'older' // a lower serial than the one that is here
  | 'fork' // the same serial with other bytes
  | 'notAnnounced'; // other exchange keys than before, and no signature of one of those before

/** Those that stop everything with the peer until two persons have looked. */
export const STOPPING: ReadonlySet<DocumentFault> = new Set(['keyNotInLog', 'fork', 'notAnnounced']);

/** Against the keys of the log that two persons compared. Undefined: it holds. */
export async function documentFault(
  read: ReadDocument,
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

/** Whether it may take the place of the one that is here. Undefined: it may. */
export async function successionFault(
  next: ReadDocument,
  before: ReadDocument,
  crypto: Crypto,
): Promise<DocumentFault | undefined> {
  const [now, then] = [next.document, before.document];
  if (now.serial < then.serial) return 'older';
  if (now.serial === then.serial) return next.digest === before.digest ? undefined : 'fork';
  if (now.serial === then.serial + 1 && now.prev !== before.digest) return 'fork';
  const known = exchangeKeys(then, crypto) ?? [];
  const isSame = now.exchange.every(({ key }) => then.exchange.some((one) => one.key === key));
  if (isSame || (await signersOf(next, known, crypto)).length > 0) return undefined;
  return 'notAnnounced';
}

async function signersOf(
  { note }: ReadDocument,
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
export function exchangeKeys(of: PeerDocument, crypto: Crypto): NoteKey[] | undefined {
  return keysNamed(of.exchange, exchangeKeyName(of.origin), crypto);
}

export function wireKeys(of: PeerDocument, crypto: Crypto): NoteKey[] | undefined {
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

export function verifierKeyOf(name: string, publicKey: Uint8Array, crypto: Crypto): string {
  return formatVerifierKey(noteKey(crypto, name, 'ed25519', publicKey));
}

/** As a file of keys (C2SP tlog-policy), which the trusted peer is kept as. */
export function trustOfDocument({ document: { origin, agency, state, log } }: ReadDocument): string {
  return `# Keys of the custody log ${origin}, ${agency} (${state}). Compare them by another road.\n${log.map((key) => `log ${key}\n`).join('')}quorum none\n`;
}

const GROUPS = 12;

/** Twelve groups of five digits over the keys of the log: read out in any language, and compared with what the other side reads. */
export function fingerprintDigits(log: readonly NoteKey[], crypto: Crypto): string {
  const digest = fingerprint(log, crypto);
  const groups = Array.from({ length: GROUPS }, (_, i) => {
    const number = digest.subarray(5 * i, 5 * i + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 100_000).padStart(5, '0');
  });
  return groups.join(' ');
}

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const WORDS = 10;

/** The same as ten words of five letters, of no language and easily told apart: 16 bits each (proquints, arXiv:0901.4016). */
export function fingerprintWords(log: readonly NoteKey[], crypto: Crypto): string {
  const digest = fingerprint(log, crypto);
  const words = Array.from({ length: WORDS }, (_, i) => {
    const bits = (digest[2 * i] ?? 0) * 256 + (digest[2 * i + 1] ?? 0);
    const at = (letters: string, shift: number): string => letters[(bits >> shift) % letters.length] ?? '';
    return `${at(CONSONANTS, 12)}${at(VOWELS, 10)}${at(CONSONANTS, 6)}${at(VOWELS, 4)}${at(CONSONANTS, 0)}`;
  });
  return words.join(' ');
}

function fingerprint(log: readonly NoteKey[], crypto: Crypto): Uint8Array {
  const spkis = log.toSorted((a, b) => (a.type < b.type ? -1 : 1)).map(({ spki }) => spki);
  return digestOf(crypto, 'sha512', ...spkis);
}
