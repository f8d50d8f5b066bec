// A receipt: the receiver's own signed line on what became of an envelope. It is the only thing that ends a message; an answer
// that nobody signed (a proxy's page, a bounce) never does. docs/formats/envelope.md
import { utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Crypto } from './crypto.ts';
import { exchangeKeyName, isSecond, signedText } from './envelope.ts';
import { members, oneOf, sha256, text, whole, type Shape } from './json-shape.ts';
import { isKeyName, type NoteKey } from './note-key.ts';

/** Bytes on the receiver's disk, authenticated · opened, checked, in order, before the desk · a person opened it. */
const STAGES = ['relay', 'delivery', 'retrieval'] as const;
export type Stage = (typeof STAGES)[number];

/** Why a message was refused, for good. */
const REFUSAL_REASONS = [
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

export interface Receipt {
  readonly v: 1;
  readonly type: 'receipt';
  readonly stage: Stage;
  readonly outcome: 'accepted' | 'refused';
  readonly code?: RefusalReason | undefined;
  /** SHA-256 of the note of the envelope. */
  readonly envelope: string;
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  /** By the clock of who signs, and the zone in which its law counts days. */
  readonly at: string;
  readonly zone: string;
  /** The last checkpoint of the signer: ties the receipt to its log. */
  readonly log?: { readonly size: number; readonly root: string } | undefined;
}

const isId = text(isUuid);
const isOrigin = text((one) => one.length <= 255 && isKeyName(one));
const receipt: Shape = members(
  {
    v: oneOf(1),
    type: oneOf('receipt'),
    stage: oneOf(...STAGES),
    outcome: oneOf('accepted', 'refused'),
    envelope: sha256,
    id: isId,
    conversation: isId,
    seq: whole(1, Number.MAX_SAFE_INTEGER),
    from: isOrigin,
    to: isOrigin,
    at: text(isSecond),
    zone: text((one) => /^[A-Za-z0-9_+/-]{1,64}$/.test(one)),
  },
  {
    code: oneOf(...REFUSAL_REASONS),
    log: members({ size: whole(0, Number.MAX_SAFE_INTEGER), root: sha256 }),
  },
);

function receiptOf(json: Json | undefined): Receipt | undefined {
  if (json === undefined || !receipt(json)) return undefined;
  const read = json as unknown as Receipt; // of this shape
  return (read.outcome === 'refused') === (read.code !== undefined) ? read : undefined;
}

const RECEIPT_BYTES_MAX = 4096;

/** Throws TypeError when it is not of the form. */
export function receiptText(of: Receipt): Uint8Array<ArrayBuffer> {
  const json = JSON.parse(JSON.stringify(of)) as Json; // texts and numbers; what is absent is left out
  if (receiptOf(json) === undefined) throw new TypeError('a receipt that is not of the form');
  return utf8(`${canonicalJson(json)}\n`);
}

/** Undefined when it is not signed by one of these keys, or is not of the form. */
export async function readReceipt(
  note: Uint8Array,
  keys: readonly NoteKey[],
  crypto: Crypto,
): Promise<Receipt | undefined> {
  if (note.length > RECEIPT_BYTES_MAX) return undefined;
  const line = await signedText(note, keys, crypto);
  const read = line === undefined ? undefined : receiptOf(parseCanonicalJson(line.slice(0, -1)));
  return read !== undefined && keys[0]?.name === exchangeKeyName(read.from) ? read : undefined;
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
