// Who signed events, checked as every verifier checks it, and told for each.
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote, verifyEventSignatures } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import type { RecordedEvent } from '../events/recorded-event.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { serviceKeys, serviceOf } from '../log/log-entry.ts';
import { officerSigner } from '../../verify/officer-key.ts';
import { statedKeysOf } from '../log/officer.acts.ts';
import type { SignedBy } from '../events/event.ts';
import { signedBy } from '../events/signed-by.ts';

export interface SignatureFound {
  /** What the event says; undefined for an act of the service itself. */
  readonly by: SignedBy | undefined;
  /** What is wrong; undefined when every signature is good. */
  readonly fault: string | undefined;
}

/** One for each event, in order. */
export async function checkSignatures(
  house: Installation,
  events: readonly RecordedEvent[],
): Promise<SignatureFound[]> {
  const keys = await statedKeysOf(house);
  const officers = keys.officers.map((one) => officerSigner(nodeCrypto, one.name, one));
  const services = serviceKeys(keys);
  const found: SignatureFound[] = [];
  for (const { note, index } of events) {
    const parsed = parseEventNote(note, `event ${index}`);
    const known = { service: serviceOf(parsed.note, services), officers };
    const fault = await verifyEventSignatures(nodeCrypto, parsed, known, `event ${index}`).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Fault) return error.message;
        throw error;
      },
    );
    found.push({ by: signedBy(parsed), fault });
  }
  return found;
}
