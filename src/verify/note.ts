// Signed notes: text, an empty line, signature lines (C2SP signed-note). Keys are in note-key.ts.
import { base64, concat, fromBase64, fromHex, hex, uint64, utf8, utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { isKeyName, KEY_TYPES, type NoteKey } from './note-key.ts';
import { parseCheckpoint } from './checkpoint.ts';

export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hex digits. */
  readonly keyId: string;
  /** What follows the key ID: for timed types eight bytes of time and the signature, else the signature alone. */
  readonly bytes: Uint8Array;
}

export interface SignedNote {
  /** With its final newline, without the empty line. These bytes are what is signed. */
  readonly text: Uint8Array;
  readonly signatures: readonly NoteSignature[];
}

/** A signature of a known key. */
export interface Verified {
  readonly key: NoteKey;
  /** POSIX seconds, for timed types. */
  readonly time?: number;
  /** This platform lacks the algorithm: the signature was neither found good nor bad. */
  readonly unchecked?: true;
}

/** Room for the log and the 64 witnesses of a policy; C2SP asks every reader to take 16 signatures of up to 5 kB. */
export const MAX_NOTE_BYTES = 256 * 1024;
const MAX_SIGNATURES = 70;

/** The last second of the year 9999: what RFC 3339, and every page that shows a time, can say. */
const TIME_MAX = 253_402_300_799;

const DASH = '\u2014 ';

/** Takes only the one spelling `formatNote` writes. Throws Fault limitExceeded or noteInvalid. */
export function parseNote(bytes: Uint8Array, place: string): SignedNote {
  const bad = (expected: string, found: string): Fault => new Fault('noteInvalid', place, expected, found);
  if (bytes.length > MAX_NOTE_BYTES)
    throw new Fault('limitExceeded', place, `at most ${MAX_NOTE_BYTES} bytes`, `${bytes.length}`);
  let note: string;
  try {
    note = utf8Text(bytes);
  } catch {
    throw bad('UTF-8', 'other bytes');
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) throw bad('no control characters', 'some');
  const split = note.lastIndexOf('\n\n');
  if (split < 0) throw bad('an empty line between text and signatures', 'none');
  if (!note.endsWith('\n') || split === note.length - 2)
    throw bad('signature lines, each with a newline', 'an end without one');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES)
    throw new Fault('limitExceeded', place, `at most ${MAX_SIGNATURES} signatures`, `${lines.length}`);
  const text = utf8(note.slice(0, split + 1));
  return { text, signatures: lines.map((line) => parseSignatureLine(line, place)) };
}

/** Throws Fault noteInvalid when the parts could not be read back as they are. */
export function formatNote(text: Uint8Array, signatures: readonly NoteSignature[]): Uint8Array<ArrayBuffer> {
  const note = concat(text, utf8(`\n${signatures.map(formatSignatureLine).join('')}`));
  parseNote(note, 'note to be written');
  return note;
}

/** One line with its newline, as witnesses answer it. */
export function formatSignatureLine(signature: NoteSignature): string {
  const keyId = fromHex(signature.keyId);
  if (keyId?.length !== 4) throw new TypeError(`A key ID is 8 hex digits, not ${signature.keyId}`);
  return `${DASH}${signature.name} ${base64(concat(keyId, signature.bytes))}\n`;
}

/** `line` without its newline. Throws Fault noteInvalid. */
function parseSignatureLine(line: string, place: string): NoteSignature {
  const [name = '', encoded = '', ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  const decoded = fromBase64(encoded);
  if (!isKeyName(name) || more.length > 0 || decoded === undefined || decoded.length < 5)
    throw new Fault('noteInvalid', place, 'signature lines of dash, key name and Base 64', 'another line');
  return { name, keyId: hex(decoded.subarray(0, 4)), bytes: decoded.subarray(4) };
}

/**
 * The exact bytes a signature of the key is over. `time` in POSIX seconds is needed by timed types and ignored by plain
 * Ed25519. Throws Fault checkpointInvalid when the key signs checkpoints only (ML-DSA-44) and the text is not one.
 */
export function signedMessage(key: NoteKey, noteText: Uint8Array, time = 0): Uint8Array {
  switch (key.type) {
    case 'ed25519':
      return noteText;
    case 'cosignature-ed25519':
      return timedMessage('cosignature/v1', time, noteText);
    case 'recorded-ed25519':
      return timedMessage('comity/recorded-v1', time, noteText);
    case 'cosignature-ml-dsa-44':
      return subtreeMessage(key.name, time, noteText, 'signed text');
  }
}

/** Wraps what a signer gave for `signedMessage(key, text, time)`, ready for `formatNote`. */
export function signatureLine(key: NoteKey, signature: Uint8Array, time = 0): NoteSignature {
  const { isTimed, signatureBytes } = KEY_TYPES[key.type];
  if (signature.length !== signatureBytes)
    throw new TypeError(`A ${key.type} signature has ${signatureBytes} bytes, not ${signature.length}`);
  const bytes = isTimed ? concat(uint64(time), signature) : signature;
  return { name: key.name, keyId: key.keyId, bytes };
}

/**
 * Checks every signature of a known key, passes over unknown ones, and returns each key that signed once (the first
 * of its lines). Throws Fault signatureWrong as soon as a known key's signature fails: such a note is refused whole.
 */
export async function verifySignatures(
  crypto: Crypto,
  note: SignedNote,
  keys: readonly NoteKey[],
  place: string,
): Promise<Verified[]> {
  const verified = new Map<NoteKey, Verified>();
  for (const signature of note.signatures) {
    const key = keys.find((one) => isLineOf(signature, one));
    if (key === undefined) continue;
    const found = await verifySignature(crypto, { key, signature, text: note.text }, place);
    if (!verified.has(key)) verified.set(key, found);
  }
  return [...verified.values()];
}

/** A witness states when it looked: time 0 says nothing of that (checkpoint.md, 6). A log may leave its own open. Fault signatureWrong. */
export function refuseTimeless(
  verified: readonly Verified[],
  witnesses: readonly NoteKey[],
  place: string,
): void {
  const found = verified.find(({ key, time }) => time === 0 && witnesses.includes(key));
  if (found === undefined) return;
  const expected = `a cosignature of ${found.key.name}+${found.key.keyId} that states a time`;
  throw new Fault('signatureWrong', place, expected, 'time 0');
}

/** A line names its key by name and key ID together. */
export function isLineOf(line: NoteSignature, key: Pick<NoteKey, 'name' | 'keyId'>): boolean {
  return line.name === key.name && line.keyId === key.keyId;
}

/** The keys whose signatures were found good; what this platform could not check does not count. */
export function signersOf(verified: readonly Verified[]): NoteKey[] {
  return verified.filter((one) => one.unchecked === undefined).map((one) => one.key);
}

/** The signature of a key that must have signed. Throws Fault signatureMissing, or notCheckedHere when it could not be checked. */
export function requireSignature(verified: readonly Verified[], key: NoteKey, place: string): Verified {
  const found = verified.find((one) => one.key.name === key.name && one.key.keyId === key.keyId);
  if (found === undefined)
    throw new Fault('signatureMissing', place, `a signature of ${key.name}+${key.keyId}`, 'none');
  if (found.unchecked)
    throw new Fault('notCheckedHere', place, `a program that can check ${key.type}`, 'one that cannot');
  return found;
}

async function verifySignature(
  crypto: Crypto,
  parts: { readonly key: NoteKey; readonly signature: NoteSignature; readonly text: Uint8Array },
  place: string,
): Promise<Verified> {
  const { key, signature, text } = parts;
  const { isTimed, signatureBytes, algorithm } = KEY_TYPES[key.type];
  const wrong = (found: string): Fault =>
    new Fault('signatureWrong', place, `a good signature of ${key.name}+${key.keyId}`, found);
  const timeBytes = isTimed ? 8 : 0;
  const { bytes } = signature;
  if (bytes.length !== timeBytes + signatureBytes) throw wrong(`one of ${bytes.length} bytes`);
  const time = isTimed ? Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)) : undefined;
  if (time !== undefined && !(time <= TIME_MAX)) throw wrong('one of a time beyond all clocks');
  const message = signedMessage(key, text, time);
  const good = await crypto.verify(algorithm, key.spki, message, bytes.subarray(timeBytes));
  if (good === false) throw wrong('one that does not verify');
  return { key, ...(time !== undefined && { time }), ...(good === undefined && { unchecked: true }) };
}

// The bytes that timed signatures are over (C2SP tlog-cosignature). A header keeps the kinds apart.

const SUBTREE_LABEL = 'subtree/v1\n\0';

/** "Ed25519 signed message": a header line, a time line, the note text. `time` in POSIX seconds. */
function timedMessage(header: string, time: number, noteText: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(utf8(`${header}\ntime ${time}\n`), noteText);
}

/**
 * "ML-DSA-44 signed message": the struct `cosigned_message` for the whole tree of a checkpoint. It commits to the
 * signer's name. Throws Fault checkpointInvalid when the text is not a checkpoint.
 */
function subtreeMessage(
  signer: string,
  time: number,
  noteText: Uint8Array,
  place: string,
): Uint8Array<ArrayBuffer> {
  const { origin, size, root } = parseCheckpoint(noteText, place);
  return concat(
    utf8(SUBTREE_LABEL),
    oneByteLength(signer),
    uint64(time),
    oneByteLength(origin),
    uint64(0),
    uint64(size),
    root,
  );
}

/** `opaque text<1..2^8-1>` of RFC 8446, section 3.4. Names and origins are limited where they are parsed. */
function oneByteLength(text: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(text);
  if (bytes.length === 0 || bytes.length > 255) throw new RangeError(`${text} has ${bytes.length} bytes`);
  return concat(Uint8Array.of(bytes.length), bytes);
}
