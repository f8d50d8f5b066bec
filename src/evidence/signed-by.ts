// With what an event says it was signed, for pages and reports. Whether the signature is good is for the verifiers.
import type { EventNote } from '../verify/event-note.ts';
import { officerKeyName } from './log-entry.ts';
import type { SignedBy } from './package-contents.ts';

/** Role of the service's own acts (docs/formats/event.md, "Signatures"). */
const OWN_ROLE = 'operator';
const ED25519_SIGNATURE_BYTES = 64;

export function signedBy({ event, note }: EventNote): SignedBy | undefined {
  const { key, role } = event.actor;
  const line = note.signatures.find(({ name }) => name === officerKeyName(event.log, key));
  if (line === undefined) return role === OWN_ROLE ? undefined : 'service';
  return line.bytes.length === ED25519_SIGNATURE_BYTES ? 'key' : 'passkey'; // with what WebAuthn makes it sign it is longer
}
