// A leaf of the custody log: an event and its signatures as one note. `docs/formats/log.md`, "Leaf".
import { utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { MAX_EVENT_BYTES, parseEventText, type CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import { keyFingerprint, type NoteKey } from './note-key.ts';
import { parseNote, requireSignature, verifySignatures, type SignedNote, type Verified } from './note.ts';

export interface EventNote {
  readonly event: CustodyEvent;
  readonly note: SignedNote;
}

/** Reads a leaf without checking signatures. Throws Fault limitExceeded, noteInvalid or eventInvalid. */
export function parseEventNote(bytes: Uint8Array, place: string): EventNote {
  if (bytes.length > MAX_EVENT_BYTES)
    throw new Fault('limitExceeded', place, `at most ${MAX_EVENT_BYTES} bytes`, `${bytes.length}`);
  const note = parseNote(bytes, place);
  return { event: parseEventText(utf8Text(note.text), place), note };
}

export interface EventSignatures {
  /** POSIX seconds, as the service says. */
  readonly recordedAt: number;
  /** Every known key that signed, the service's first. */
  readonly signedBy: readonly NoteKey[];
}

/**
 * Checks who signed an event: the service of the log, and the key the event names as its actor (which may be the
 * service's). Throws Fault signatureMissing, signatureWrong, or notCheckedHere.
 */
export async function verifyEventSignatures(
  crypto: Crypto,
  { event, note }: EventNote,
  keys: { readonly service: NoteKey; readonly officers: readonly NoteKey[] },
  place: string,
): Promise<EventSignatures> {
  const verified = await verifySignatures(crypto, note, [keys.service, ...keys.officers], place);
  const { time } = requireSignature(verified, keys.service, place);
  if (time === undefined)
    throw new Fault('signatureMissing', place, 'a service line that states a time', keys.service.type);
  requireActor(crypto, verified, event, place);
  const others = verified.filter((one) => one.key !== keys.service && one.unchecked === undefined);
  return { recordedAt: time, signedBy: [keys.service, ...others.map((one) => one.key)] };
}

function requireActor(
  crypto: Crypto,
  verified: readonly Verified[],
  event: CustodyEvent,
  place: string,
): void {
  const actor = verified.find((one) => keyFingerprint(crypto, one.key) === event.actor.key);
  if (actor === undefined)
    throw new Fault('signatureMissing', place, `a signature of the actor ${event.actor.key}`, 'none');
  requireSignature([actor], actor.key, place);
}
