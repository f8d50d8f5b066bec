// A leaf of the custody log: an event and its signatures as one note. `docs/formats/log.md`, "Leaf".
import { utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { MAX_EVENT_BYTES, parseEventText, type CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import { keyFingerprint, type NoteKey } from './note-key.ts';
import { parseNote, requireSignature, verifySignatures, type SignedNote } from './note.ts';
import { passkeyOfLine, verifyPasskeyLine, type Passkey, type Signer } from './passkey.ts';

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
  readonly signedBy: readonly Signer[];
  /** The one that the event names as its actor's. */
  readonly actor: Signer;
}

/**
 * Checks who signed an event: the service of the log, and the key the event names as its actor (which may be the
 * service's). Throws Fault signatureMissing, signatureWrong, or notCheckedHere.
 */
export async function verifyEventSignatures(
  crypto: Crypto,
  { event, note }: EventNote,
  keys: { readonly service: NoteKey; readonly officers: readonly Signer[] },
  place: string,
): Promise<EventSignatures> {
  const plain = keys.officers.filter((key) => key.type !== 'passkey');
  const verified = await verifySignatures(crypto, note, [keys.service, ...plain], place);
  const { time } = requireSignature(verified, keys.service, place);
  if (time === undefined)
    throw new Fault('signatureMissing', place, 'a service line that states a time', keys.service.type);
  const passkeys = keys.officers.filter((key) => key.type === 'passkey');
  const all: Signed[] = [...verified, ...(await verifyPasskeys(crypto, note, passkeys, place))];
  const actor = all.find((one) => keyFingerprint(crypto, one.key) === event.actor.key);
  if (actor === undefined)
    throw new Fault('signatureMissing', place, `a signature of the actor ${event.actor.key}`, 'none');
  if (actor.unchecked)
    throw new Fault('notCheckedHere', place, `a program that can check ${actor.key.type}`, 'one that cannot');
  const others = all.filter((one) => one.key !== keys.service && one.unchecked === undefined);
  return { recordedAt: time, signedBy: [keys.service, ...others.map((one) => one.key)], actor: actor.key };
}

interface Signed {
  readonly key: Signer;
  /** This platform lacks the algorithm. */
  readonly unchecked?: true;
}

/** As `verifySignatures` does for other keys: unknown lines are passed over, a wrong one of a known key is refused. */
async function verifyPasskeys(
  crypto: Crypto,
  note: SignedNote,
  passkeys: readonly Passkey[],
  place: string,
): Promise<Signed[]> {
  const signed = new Map<Passkey, Signed>();
  for (const signature of note.signatures) {
    const key = passkeyOfLine(signature, passkeys);
    if (key === undefined) continue;
    const isChecked = await verifyPasskeyLine(crypto, key, { signature, text: note.text }, place);
    if (!signed.has(key)) signed.set(key, { key, ...(isChecked ? {} : { unchecked: true }) });
  }
  return [...signed.values()];
}
