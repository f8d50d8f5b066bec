// What an installation says of itself to its peers: who it is, which keys it has, where it is reached, what it understands. Signed with
// an exchange key whose enrolment is in its log, so that it rests on the log keys which two persons compared. Rules alone.
import { z } from 'zod';
import { utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { digestOf, type Crypto } from '../verify/crypto.ts';
import { isSecond } from '../verify/envelope.ts';
import { isKeyName, type NoteKey } from '../verify/note-key.ts';
import {
  exchangeKeys,
  readNoteFile,
  signersOf,
  type DocumentFault,
  type ReadNote,
} from '../verify/peer-note.ts';

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

function isOfThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** A document as it lies in its file. Nothing is believed by this. */
export type ReadDocument = ReadNote<PeerDocument>;

/** Undefined when the file is not of the form or larger than 256 KiB. */
export function readDocumentFile(bytes: Uint8Array, crypto: Crypto): ReadDocument | undefined {
  const file = readNoteFile(bytes, crypto);
  const read = file === undefined ? undefined : document.safeParse(file.document);
  return file === undefined || read?.success !== true ? undefined : { ...file, document: read.data };
}

export function documentText(of: PeerDocument): Uint8Array<ArrayBuffer> {
  return utf8(`${canonicalJson(JSON.parse(JSON.stringify(document.parse(of))) as Json)}\n`); // texts, numbers, lists
}

export function documentFile(note: Uint8Array, proofs: readonly Uint8Array[]): string {
  return `${JSON.stringify({ v: 1, note: utf8Text(note), proofs: proofs.map(utf8Text) })}\n`;
}

/** Those that stop everything with the peer until two persons have looked. */
export const STOPPING: ReadonlySet<DocumentFault> = new Set(['keyNotInLog', 'fork', 'notAnnounced']);

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
