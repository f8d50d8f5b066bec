// How many events an item has at one size of the log, so that a left-out event shows. `docs/formats/log.md`, "Item head".
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { utf8, utf8Text } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { parseNote, type SignedNote } from './note.ts';

export interface ItemHead {
  /** Origin of the log. */
  readonly log: string;
  readonly item: string;
  readonly events: number;
  /** Leaf hash of the item's last event, lower-case hex. */
  readonly last: string;
  readonly logSize: number;
  /** Lower-case hex. */
  readonly logRoot: string;
}

const MAX_BYTES = 16 * 1024;

/** The text that the service signs as `comity/recorded-v1`. */
export function formatItemHead(head: ItemHead): Uint8Array<ArrayBuffer> {
  return utf8(`${canonicalJson({ v: 1, type: 'itemHead', ...head })}\n`);
}

/** Reads a signed item head without checking signatures. Throws Fault limitExceeded, noteInvalid or eventInvalid. */
export function parseItemHead(
  bytes: Uint8Array,
  place: string,
): { readonly head: ItemHead; readonly note: SignedNote } {
  if (bytes.length > MAX_BYTES)
    throw new Fault('limitExceeded', place, `at most ${MAX_BYTES} bytes`, `${bytes.length}`);
  const note = parseNote(bytes, place);
  const text = utf8Text(note.text);
  const value = text.indexOf('\n') === text.length - 1 ? parseCanonicalJson(text.slice(0, -1)) : undefined;
  if (!isHead(value))
    throw new Fault('eventInvalid', place, 'one line of canonical JSON: an item head', 'other text');
  const { log, item, events, last, logSize, logRoot } = value;
  return { head: { log, item, events, last, logSize, logRoot }, note };
}

function isHead(value: Json | undefined): value is ItemHead & { readonly [name: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = value as { readonly [name: string]: Json }; // an object, so by name
  const { v, type, log, item, events, last, logSize, logRoot, ...others } = fields;
  return (
    v === 1 &&
    type === 'itemHead' &&
    isText(log, 255) &&
    isText(item, 100) &&
    isCount(events) &&
    isHash(last) &&
    isCount(logSize) &&
    events <= logSize &&
    isHash(logRoot) &&
    Object.keys(others).length === 0
  );
}

function isText(value: Json | undefined, max: number): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= max &&
    !/[\u0000-\u001f\u007f]/.test(value)
  );
}

/** An item that has a head has an event, and so has the log. */
function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isHash(value: Json | undefined): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
