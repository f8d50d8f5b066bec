// An envelope: one line of lengths, a signed note (the header), an age file (the body). The same bytes by HTTP, by mail, on a
// carrier. docs/formats/envelope.md. Rules alone: whose key signed is for the caller to say, who knows the peers.
import { z } from 'zod';
import { concat, hex, utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { digestOf, type Crypto } from '../verify/crypto.ts';
import { Fault } from '../verify/fault.ts';
import { isKeyName, type NoteKey } from '../verify/note-key.ts';
import { isLineOf, parseNote, verifySignatures } from '../verify/note.ts';

export const NOTE_BYTES_MAX = 16 * 1024;
export const BODY_BYTES_MAX = 1024 * 1024;
export const ENVELOPE_BYTES_MAX = NOTE_BYTES_MAX + BODY_BYTES_MAX + 64;
export const ATTACHMENTS_MAX = 100;
/** 16 TiB: more than any carrier holds. */
const ATTACHMENT_BYTES_MAX = 2 ** 44;
export const EXPIRES_DAYS_MAX = 60;
const SEQ_MAX = 2 ** 31 - 1;

export const ENVELOPE_MEDIA = 'application/vnd.comity.envelope';
const FIRST_LINE = /^comity\/envelope\/v1 ([1-9][0-9]{0,4}) ([1-9][0-9]{0,6})$/;
const FIRST_LINE_BYTES_MAX = 64;

export const LANES = ['normal', 'urgent'] as const;
export type Lane = (typeof LANES)[number];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Version 7: made by who opens the conversation, never a number of a case. */
const id = z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value) && value[14] === '7');
const origin = z.string().max(255).refine(isKeyName);
/** UTC, whole seconds. */
const second = z.string().refine(isSecond);
const count = (max: number) => z.int().min(1).max(max);

const header = z
  .strictObject({
    v: z.literal(1),
    id,
    conversation: id,
    from: origin,
    to: origin,
    seq: count(SEQ_MAX),
    prev: digest.optional(),
    epoch: z.int().min(2).max(SEQ_MAX).optional(),
    lane: z.enum(LANES),
    created: second,
    expires: second.optional(),
    body: z.strictObject({ sha256: digest, size: count(BODY_BYTES_MAX) }),
    content: digest,
    attachments: z
      .array(z.strictObject({ sha256: digest, size: count(ATTACHMENT_BYTES_MAX), chunks: digest }))
      .max(ATTACHMENTS_MAX),
  })
  // The chain begins with the first message of this side, and nowhere else.
  .refine(({ seq, prev }) => (seq === 1) === (prev === undefined))
  .refine(({ from, to }) => from !== to)
  .refine(({ created, expires }) => expires === undefined || isWithin(created, expires));

export type Header = z.infer<typeof header>;

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
export type EnvelopeFault = 'form' | 'tooLarge' | 'signature';
export type ReadEnvelope =
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
  const text = await signedText(parts.note, keys, crypto);
  if (text === undefined) return bad('signature', 'a note that no exchange key of this peer signed');
  const read = header.safeParse(parseCanonicalJson(text.slice(0, -1)));
  if (!text.endsWith('\n') || !read.success) return bad('form', 'a header that is not of the form');
  const { from, body } = read.data;
  if (keys[0]?.name !== exchangeKeyName(from)) return bad('signature', 'a header of somebody else');
  if (body.size !== parts.body.length) return bad('form', 'a body of another length');
  const digest = sha256Hex(crypto, parts.note);
  return { ok: true, envelope: { header: read.data, note: parts.note, digest, body: parts.body } };
}

const bad = (code: EnvelopeFault, found: string): ReadEnvelope => ({ ok: false, code, found });

/** One that was checked when it was kept, read again. */
export function keptEnvelope(bytes: Uint8Array, crypto: Crypto): Envelope | undefined {
  const parts = splitEnvelope(bytes);
  if (parts === undefined) return undefined;
  const text = utf8Text(parseNote(parts.note, 'kept envelope').text);
  const read = header.safeParse(parseCanonicalJson(text.slice(0, -1)));
  if (!read.success) return undefined;
  return { header: read.data, note: parts.note, digest: sha256Hex(crypto, parts.note), body: parts.body };
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

export function headerText(of: Header): Uint8Array<ArrayBuffer> {
  // Zod gave it: texts, whole numbers and lists; what is absent is left out.
  return utf8(`${canonicalJson(JSON.parse(JSON.stringify(header.parse(of))) as Json)}\n`);
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

export function isSecond(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && secondOf(Date.parse(text) || 0) === text;
}

function isWithin(created: string, expires: string): boolean {
  const ms = Date.parse(expires) - Date.parse(created);
  return ms > 0 && ms <= EXPIRES_DAYS_MAX * 86_400_000;
}
