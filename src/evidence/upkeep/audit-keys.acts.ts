// From where to where in the log the key of a person may sign: between its enrolment and its end. The writer sees to it; the
// audit looks again, as every receiver of a package will (docs/formats/event.md, "Signatures", 5).
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { signerName } from '../log/key-names.ts';
import { leavesOfTypes, type Db } from '../log/log.store.ts';

interface Lifetime {
  /** Positions of the events that enrolled and ended it. */
  readonly from: number;
  until?: number;
}

export class KeyLifetimes {
  readonly #lifetimes: ReadonlyMap<string, Lifetime>;

  constructor(lifetimes: ReadonlyMap<string, Lifetime>) {
    this.#lifetimes = lifetimes;
  }

  mayHaveSigned(signer: string, index: number): boolean {
    const found = this.#lifetimes.get(signer);
    return found !== undefined && found.from < index && (found.until === undefined || index < found.until);
  }
}

export async function keyLifetimes(db: Db): Promise<KeyLifetimes> {
  const lifetimes = new Map<string, Lifetime>();
  for (const { index, note } of await leavesOfTypes(db, ['keyEnrolled', 'keyRevoked', 'keyRotated'])) {
    const { event } = parseEventNote(note, `event ${index}`);
    const fingerprint = factText(event, 'key') ?? '';
    if (event.type === 'keyEnrolled') {
      if (factText(event, 'use') === 'exchange') continue; // it signs no events
      const name = signerName(fingerprint, factText(event, 'origin'));
      if (!lifetimes.has(name)) lifetimes.set(name, { from: index });
      continue;
    }
    for (const [name, lifetime] of lifetimes) if (name.startsWith(fingerprint)) lifetime.until ??= index;
  }
  return new KeyLifetimes(lifetimes);
}
