// What a form of the web asks for is done once, however often it is sent: it keeps the key that it was given.
import { isUuid, newUuid, type Random, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import { draftId } from './draft.acts.ts';
import type { SignedInVisit } from './visit.routes.ts';

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
}

/** For the page: the key that the form has; one that never had any gets one now. */
export function keyOf({ clock, random }: Parts, given: URLSearchParams): Uuid {
  const key = given.get('key') ?? '';
  return isUuid(key) ? key : newUuid(clock, random);
}

/** For the act: an id of this key, this person and this address. */
export function idOfForm(parts: Pick<Parts, 'clock'>, visit: SignedInVisit, key: Uuid): Uuid {
  const { pathname } = new URL(visit.request().url);
  return draftId(parts, { person: visit.person.id, address: pathname }, key);
}
