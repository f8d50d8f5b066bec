// What a form of the web asks for is done once, however often it is sent: it keeps the key that it was given.
import { createHash } from 'node:crypto';
import { isUuid, newUuid, timeOf, type Random, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
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

/** Clocks of several servers differ by less. */
const AHEAD_MS = 60_000;

/**
 * For the act: an id of this key, this person and this address. The same key sent to another request, or by somebody else, is of
 * another act; so nobody meets, and nobody finds out, what is kept under an id. It keeps the time of the form, by which ids are in order;
 * a time to come was given by no form, and comes before all others.
 */
export function idOfForm({ clock }: Pick<Parts, 'clock'>, visit: SignedInVisit, key: Uuid): Uuid {
  const { pathname } = new URL(visit.request().url);
  const digest = createHash('sha256')
    .update(JSON.stringify([visit.person.id, pathname, key]))
    .digest();
  const time = timeOf(key) ?? Infinity;
  return newUuid(
    () => (time > clock() + AHEAD_MS ? 0 : time),
    (bytes) => bytes.set(digest.subarray(0, bytes.length)),
  );
}
