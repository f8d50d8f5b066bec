// With what an event says it was signed, for pages and reports. Whether the signature is good is for the verifiers.
import type { CustodyEvent } from '../../verify/event.ts';
import type { EventNote } from '../../verify/event-note.ts';
import { officerKeyName } from '../../verify/officer-key.ts';
import type { SignedBy } from './event.ts';

/** Role of the service's own acts (docs/formats/event.md, "Signatures"). */
const OWN_ROLE = 'operator';
const ED25519_SIGNATURE_BYTES = 64;

export function signedBy({ event, note }: EventNote): SignedBy | undefined {
  const name = officerKeyName(event.log, event.actor.key);
  const line = note.signatures.find((one) => one.name === name);
  if (line === undefined) return serviceSigned(event);
  return line.bytes.length === ED25519_SIGNATURE_BYTES ? 'key' : 'passkey'; // with what WebAuthn makes it sign it is longer
}

/** Of an event without a line of its actor's own key. */
export function serviceSigned({ actor }: CustodyEvent): SignedBy | undefined {
  return actor.role === OWN_ROLE ? undefined : 'service';
}

/** False is certain. `text`: the whole note. */
export function seemsSignedByOfficer({ log, actor }: CustodyEvent, text: string): boolean {
  return text.includes(`\u2014 ${officerKeyName(log, actor.key)} `);
}
