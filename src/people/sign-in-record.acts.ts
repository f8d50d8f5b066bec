// What happened at the door is written down before the answer leaves: an act without an entry is none.
import { newUuid, type Random, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import type { Database } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { insertAccessEvent, type AccessAct } from './access-event.store.ts';
import { personById } from './person.store.ts';
import { insertFailedTry, type FailedTry } from './sign-in-record.store.ts';

interface DoorParts {
  /** The system's own hand: nobody is signed in yet. */
  readonly operator: Database<Schema>;
  readonly clock: Clock;
  readonly random: Random;
}

type DoorAct = Extract<AccessAct, 'signedIn' | 'signedOut' | 'factorChanged' | 'passkeyAdded'>;

/** `facts` name the way and the address, never a password, code or key. */
export async function recordAtDoor(
  parts: DoorParts,
  what: DoorAct,
  person: Uuid,
  facts: { readonly [name: string]: string },
): Promise<void> {
  const { operator, clock, random } = parts;
  const made = { id: newUuid(clock, random), at: new Date(clock()), what };
  // An account of the portal is nobody of the agency: it stands in the facts.
  const isPerson = (await personById(operator.kysely, person)) !== undefined;
  const event = isPerson
    ? { ...made, by: person, about: person, facts }
    : { ...made, facts: { ...facts, portal: person } };
  await insertAccessEvent(operator.kysely, event);
}

export function recordFailedTry(parts: DoorParts, failed: Omit<FailedTry, 'id' | 'at'>): Promise<void> {
  const { operator, clock, random } = parts;
  const made = { ...failed, id: newUuid(clock, random), at: new Date(clock()) };
  return insertFailedTry(operator.kysely, made);
}
