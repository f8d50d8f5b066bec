// A receipt: the receiver's own signed line on what became of an envelope. It is the only thing that ends a message; an answer
// that nobody signed (a proxy's page, a bounce) never does. docs/formats/envelope.md
import { z } from 'zod';
import { utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Crypto } from '../verify/crypto.ts';
import { isKeyName, type NoteKey } from '../verify/note-key.ts';
import { exchangeKeyName, isSecond, signedText } from './envelope.ts';

/** Bytes on the receiver's disk, authenticated · opened, checked, in order, before the desk · a person opened it. */
export const STAGES = ['relay', 'delivery', 'retrieval'] as const;
export type Stage = (typeof STAGES)[number];

/** Why a message was refused, for good. */
export const REFUSAL_REASONS = [
  'form',
  'signature',
  'unsupported',
  'expired',
  'idTaken',
  'seqTaken',
  'chainBroken',
  'contentDiffers',
  'notYourConversation',
  'notYoursToSend',
  'wrongState',
  'stopped',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.custom<Uuid>((value) => typeof value === 'string' && isUuid(value));
const origin = z.string().max(255).refine(isKeyName);

const receipt = z
  .strictObject({
    v: z.literal(1),
    type: z.literal('receipt'),
    stage: z.enum(STAGES),
    outcome: z.enum(['accepted', 'refused']),
    code: z.enum(REFUSAL_REASONS).optional(),
    envelope: digest,
    id,
    conversation: id,
    seq: z.int().min(1),
    from: origin,
    to: origin,
    /** By the clock of who signs, and the zone in which its law counts days. */
    at: z.string().refine(isSecond),
    zone: z.string().regex(/^[A-Za-z0-9_+/-]{1,64}$/),
    /** The last checkpoint of the signer: ties the receipt to its log. */
    log: z.strictObject({ size: z.int().min(0), root: digest }).optional(),
  })
  .refine(({ outcome, code }) => (outcome === 'refused') === (code !== undefined));

export type Receipt = z.infer<typeof receipt>;

const RECEIPT_BYTES_MAX = 4096;

export function receiptText(of: Receipt): Uint8Array<ArrayBuffer> {
  return utf8(`${canonicalJson(JSON.parse(JSON.stringify(receipt.parse(of))) as Json)}\n`); // texts and numbers
}

/** Undefined when it is not signed by one of these keys, or is not of the form. */
export async function readReceipt(
  note: Uint8Array,
  keys: readonly NoteKey[],
  crypto: Crypto,
): Promise<Receipt | undefined> {
  if (note.length > RECEIPT_BYTES_MAX) return undefined;
  const text = await signedText(note, keys, crypto);
  const read = text === undefined ? undefined : receipt.safeParse(parseCanonicalJson(text.slice(0, -1)));
  if (read?.success !== true || keys[0]?.name !== exchangeKeyName(read.data.from)) return undefined;
  return read.data;
}

/** One that was checked when it was filed, or that we signed. */
export function keptReceipt(note: Uint8Array): Receipt {
  return JSON.parse(utf8Text(note).split('\n')[0] ?? '') as Receipt; // as above
}

/** Notes come one after the other: each begins with its JSON line and ends with its signature line. At most eight. */
export function splitNotes(bytes: Uint8Array): Uint8Array[] {
  const notes: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i + 1 < bytes.length && notes.length < 8; i++)
    if (bytes[i] === 0x0a && bytes[i + 1] === 0x7b) {
      notes.push(bytes.subarray(start, i + 1));
      start = i + 1;
    }
  return [...notes, bytes.subarray(start)];
}
