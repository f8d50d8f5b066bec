// An envelope: one line of lengths, a signed note (the header), an age file (the body). The same bytes by HTTP, by mail, on a carrier; and what
// was in the body, once it was opened. docs/formats/envelope.md. Rules alone: whose key signed is for the caller to say, who knows the peers.
import { concat, hex, utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isNestedDeeper } from '../base/json-depth.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { listOf, members, oneOf, sha256, text, whole, type Shape } from './json-shape.ts';
import { isKeyName, type NoteKey } from './note-key.ts';
import { isLineOf, parseNote, verifySignatures } from './note.ts';

const NOTE_BYTES_MAX = 16 * 1024;
export const BODY_BYTES_MAX = 1024 * 1024;
export const ENVELOPE_BYTES_MAX = NOTE_BYTES_MAX + BODY_BYTES_MAX + 64;
const ATTACHMENTS_MAX = 100;
/** 16 TiB: more than any carrier holds. */
const ATTACHMENT_BYTES_MAX = 2 ** 44;
const EXPIRES_DAYS_MAX = 60;
const SEQ_MAX = 2 ** 31 - 1;

export const ENVELOPE_MEDIA = 'application/vnd.comity.envelope';
const FIRST_LINE = /^comity\/envelope\/v1 ([1-9][0-9]{0,4}) ([1-9][0-9]{0,6})$/;
const FIRST_LINE_BYTES_MAX = 64;

const LANES = ['normal', 'urgent'] as const;
export type Lane = (typeof LANES)[number];

/** Version 7: made by who opens the conversation, never a number of a case. */
const isId = text((one) => isUuid(one) && one[14] === '7');
const isOrigin = text((one) => one.length <= 255 && isKeyName(one));
/** UTC, whole seconds. */
const second = text(isSecond);

export interface Header {
  readonly v: 1;
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly from: string;
  readonly to: string;
  readonly seq: number;
  readonly prev?: string | undefined;
  readonly epoch?: number | undefined;
  readonly lane: Lane;
  readonly created: string;
  readonly expires?: string | undefined;
  readonly body: { readonly sha256: string; readonly size: number };
  /** SHA-256 of the plaintext. */
  readonly content: string;
  readonly attachments: readonly {
    readonly sha256: string;
    readonly size: number;
    readonly chunks: string;
  }[];
}

const header: Shape = members(
  {
    v: oneOf(1),
    id: isId,
    conversation: isId,
    from: isOrigin,
    to: isOrigin,
    seq: whole(1, SEQ_MAX),
    lane: oneOf(...LANES),
    created: second,
    body: members({ sha256, size: whole(1, BODY_BYTES_MAX) }),
    content: sha256,
    attachments: listOf(
      members({ sha256, size: whole(1, ATTACHMENT_BYTES_MAX), chunks: sha256 }),
      ATTACHMENTS_MAX,
    ),
  },
  { prev: sha256, epoch: whole(2, SEQ_MAX), expires: second },
);

function headerOf(json: Json | undefined): Header | undefined {
  if (json === undefined || !header(json)) return undefined;
  const read = json as unknown as Header; // of this shape
  const { seq, prev, from, to, created, expires } = read;
  // The chain begins with the first message of this side, and nowhere else.
  const isChained = (seq === 1) === (prev === undefined);
  const isInTime = expires === undefined || isWithin(created, expires);
  return isChained && isInTime && from !== to ? read : undefined;
}

export interface Envelope {
  readonly header: Header;
  /** The note as it was signed, to the byte. */
  readonly note: Uint8Array;
  /** SHA-256 of the note: by this receipts, chains and custody events name the message. */
  readonly digest: string;
  /** An age file. */
  readonly body: Uint8Array;
}

/** Why an envelope is no good, before anything of it is opened. */
type EnvelopeFault = 'form' | 'tooLarge' | 'signature';
type ReadEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly code: EnvelopeFault; readonly found: string };

interface Parts {
  readonly note: Uint8Array;
  readonly body: Uint8Array;
}

/** The key names of an installation: by these a note says which of its keys signed. */
export const exchangeKeyName = (of: string): string => `${of}/exchange`;
export const wireKeyName = (of: string): string => `${of}/wire`;

/** Each check is cheaper than the next: lengths, name of the key, signature, form. The body is not looked at. */
export async function readEnvelope(
  bytes: Uint8Array,
  keys: readonly NoteKey[],
  crypto: Crypto,
): Promise<ReadEnvelope> {
  const parts = splitEnvelope(bytes);
  if (parts === undefined)
    return bad(bytes.length > ENVELOPE_BYTES_MAX ? 'tooLarge' : 'form', 'other bytes than an envelope');
  const line = await signedText(parts.note, keys, crypto);
  if (line === undefined) return bad('signature', 'a note that no exchange key of this peer signed');
  const read = headerOf(parseCanonicalJson(line.slice(0, -1)));
  if (!line.endsWith('\n') || read === undefined) return bad('form', 'a header that is not of the form');
  const { from, body } = read;
  if (keys[0]?.name !== exchangeKeyName(from)) return bad('signature', 'a header of somebody else');
  if (body.size !== parts.body.length) return bad('form', 'a body of another length');
  const digest = sha256Hex(crypto, parts.note);
  return { ok: true, envelope: { header: read, note: parts.note, digest, body: parts.body } };
}

const bad = (code: EnvelopeFault, found: string): ReadEnvelope => ({ ok: false, code, found });

/** One that was checked when it was kept, read again. */
export function keptEnvelope(bytes: Uint8Array, crypto: Crypto): Envelope | undefined {
  const parts = splitEnvelope(bytes);
  if (parts === undefined) return undefined;
  const line = utf8Text(parseNote(parts.note, 'kept envelope').text);
  const read = headerOf(parseCanonicalJson(line.slice(0, -1)));
  if (read === undefined) return undefined;
  return { header: read, note: parts.note, digest: sha256Hex(crypto, parts.note), body: parts.body };
}

function splitEnvelope(bytes: Uint8Array): Parts | undefined {
  if (bytes.length > ENVELOPE_BYTES_MAX) return undefined;
  const end = bytes.subarray(0, FIRST_LINE_BYTES_MAX).indexOf(0x0a);
  const line = FIRST_LINE.exec(String.fromCharCode(...bytes.subarray(0, Math.max(end, 0))));
  if (line === null) return undefined;
  const [note, body] = [Number(line[1]), Number(line[2])];
  if (note > NOTE_BYTES_MAX || body > BODY_BYTES_MAX || bytes.length !== end + 1 + note + body)
    return undefined;
  return { note: bytes.subarray(end + 1, end + 1 + note), body: bytes.subarray(end + 1 + note) };
}

/**
 * The text of a note with exactly one signature line, which one of these keys gave; undefined of any other. Receipts and peer
 * documents are read by it too.
 */
export async function signedText(
  note: Uint8Array,
  keys: readonly NoteKey[],
  crypto: Crypto,
): Promise<string | undefined> {
  if (note.length > NOTE_BYTES_MAX) return undefined;
  try {
    const parsed = parseNote(note, 'note');
    const [line, second] = parsed.signatures;
    // The name is looked at before anything is computed.
    if (line === undefined || second !== undefined || !keys.some((key) => isLineOf(line, key)))
      return undefined;
    const verified = await verifySignatures(crypto, parsed, keys, 'note');
    return verified.length === 1 ? utf8Text(parsed.text) : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Who sent it, as it says itself: for finding the keys to check it with. Nothing is believed by this. */
export function claimedSender(bytes: Uint8Array): string | undefined {
  const parts = splitEnvelope(bytes);
  if (parts === undefined) return undefined;
  try {
    const [line] = parseNote(parts.note, 'note').signatures;
    return line?.name.endsWith('/exchange') === true ? line.name.slice(0, -'/exchange'.length) : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Throws TypeError when it is not of the form. */
export function headerText(of: Header): Uint8Array<ArrayBuffer> {
  const json = JSON.parse(JSON.stringify(of)) as Json; // texts, whole numbers and lists; what is absent is left out
  if (headerOf(json) === undefined) throw new TypeError('a header that is not of the form');
  return utf8(`${canonicalJson(json)}\n`);
}

export function joinEnvelope({ note, body }: Parts): Uint8Array<ArrayBuffer> {
  return concat(utf8(`comity/envelope/v1 ${note.length} ${body.length}\n`), note, body);
}

export function sha256Hex(crypto: Crypto, bytes: Uint8Array): string {
  return crypto.hexAtOnce?.('sha256', bytes) ?? hex(digestOf(crypto, 'sha256', bytes));
}

/** `2026-11-26T09:15:00Z`. */
export function secondOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export function isSecond(one: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(one) && secondOf(Date.parse(one) || 0) === one;
}

function isWithin(created: string, expires: string): boolean {
  const ms = Date.parse(expires) - Date.parse(created);
  return ms > 0 && ms <= EXPIRES_DAYS_MAX * 86_400_000;
}

/** Of a plaintext: random bytes, a line of JSON, spaces up to a multiple of this. */
export const PAD = 4096;
export const SALT_BYTES = 32;
export const TEXT_BYTES_MAX = 1024 * 1024 - 64 * 1024; // with stanzas and tags it fits into the largest body
const DEPTH_MAX = 32;

/** The JSON of a plaintext; undefined when it is not of the form, in any way. */
export function messageIn(plain: Uint8Array): Json | undefined {
  const end = plain.indexOf(0x0a, SALT_BYTES);
  if (plain.length % PAD !== 0 || end < 0 || end > SALT_BYTES + TEXT_BYTES_MAX) return undefined;
  if (!plain.subarray(end + 1).every((byte) => byte === 0x20)) return undefined;
  let line: string;
  try {
    line = utf8Text(plain.subarray(SALT_BYTES, end));
  } catch {
    return undefined; // not UTF-8
  }
  return isNestedDeeper(line, DEPTH_MAX) ? undefined : parseCanonicalJson(line);
}
