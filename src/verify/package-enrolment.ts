// Which keys may sign: those whose enrolment is in the log, until they are revoked or rotated out (vault 4.4:
// a signature counts if its key was enrolled and not revoked; later revocation does not void earlier events).
import { fromBase64, hex } from '../base/bytes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { factText, type CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import { keyFingerprint, noteKey, rawKeyOf, type NoteKey } from './note-key.ts';
import { eventPath } from './package-layout.ts';
import type { FoundEvent, KnownKeys, LogKeys, ReadEvent } from './package-parts.ts';

interface Enrolment {
  readonly fingerprint: string;
  readonly use: string;
  readonly publicKey: Uint8Array;
  readonly isEd25519: boolean;
}

/** Keys stated by `keyEnrolled` events. Nothing is believed by this: `checkEnrolments` judges once signatures are checked. */
export function statedKeys(crypto: Crypto, events: readonly ReadEvent[], keys: LogKeys): KnownKeys {
  const services = [keys.service];
  const officers: Uint8Array[] = [];
  for (const { event, index } of events) {
    if (event.type !== 'keyEnrolled') continue;
    const { use, publicKey, isEd25519 } = enrolment(crypto, event, eventPath(index));
    if (!isEd25519) continue;
    if (use !== 'service') officers.push(publicKey);
    else if (hex(publicKey) !== hex(keys.service.publicKey))
      services.push(noteKey(crypto, keys.service.name, keys.service.type, publicKey));
  }
  return { current: keys.service, services, officers };
}

/**
 * Every key that signed an event was enrolled before and not revoked or rotated out. The first enrolment of a service
 * key is signed by that key itself: that it is the authority's rests on the log's keys, which sign the tree it is in.
 * Fault keyNotEnrolled. Returns the number of keys.
 */
export function checkEnrolments(crypto: Crypto, events: readonly FoundEvent[], keys: LogKeys): number {
  const enrolled = new Map<string, Enrolment>();
  const ended = new Map<string, number>();
  for (const { event, index, signedBy } of events) {
    const place = eventPath(index);
    if (event.type === 'keyEnrolled') {
      const stated = enrolment(crypto, event, place);
      const isFirst = ![...enrolled.values()].some((one) => one.use === 'service');
      if (isFirst && stated.use !== 'service')
        throw new Fault(
          'keyNotEnrolled',
          place,
          'a service key to be enrolled first',
          `one for ${stated.use}`,
        );
      const signsItself =
        isFirst && signedBy.some((key) => keyFingerprint(crypto, key) === stated.fingerprint);
      if (!signsItself) requireEnrolled(crypto, signedBy, { enrolled, ended, place });
      enrolled.set(stated.fingerprint, stated);
      continue;
    }
    requireEnrolled(crypto, signedBy, { enrolled, ended, place });
    if (event.type !== 'keyRevoked' && event.type !== 'keyRotated') continue;
    const key = factText(event, 'key') ?? '';
    checkItem(event, key, place);
    ended.set(key, index);
  }
  const current = keyFingerprint(crypto, keys.service);
  if (enrolled.get(current)?.use !== 'service' || ended.has(current))
    throw new Fault(
      'keyNotEnrolled',
      'custody/keys/service.pem',
      'a service key whose enrolment is here and that was not ended',
      'another',
    );
  return enrolled.size;
}

interface State {
  readonly enrolled: ReadonlyMap<string, Enrolment>;
  readonly ended: ReadonlyMap<string, number>;
  readonly place: string;
}

function requireEnrolled(crypto: Crypto, signedBy: readonly NoteKey[], state: State): void {
  for (const key of signedBy) {
    const fingerprint = keyFingerprint(crypto, key);
    const found = state.enrolled.get(fingerprint);
    const end = state.ended.get(fingerprint);
    const wanted = `a key enrolled before it: ${fingerprint}`;
    if (found === undefined)
      throw new Fault('keyNotEnrolled', state.place, wanted, 'no enrolment in this package');
    if (end !== undefined)
      throw new Fault('keyNotEnrolled', state.place, wanted, `one that ended with event ${end}`);
    if ((key.type === 'recorded-ed25519') !== (found.use === 'service'))
      throw new Fault('keyNotEnrolled', state.place, wanted, `one enrolled for ${found.use}`);
  }
}

/** The key as the event states it. Fault keyInvalid when its parts contradict each other. */
function enrolment(crypto: Crypto, event: CustodyEvent, place: string): Enrolment {
  const algorithm = factText(event, 'algorithm') ?? '';
  const spki = fromBase64(factText(event, 'publicKey') ?? '');
  const raw = spki === undefined ? undefined : rawKeyOf(spki);
  if (spki === undefined || raw === undefined || raw.algorithm !== algorithm)
    throw new Fault('keyInvalid', place, `a SubjectPublicKeyInfo of ${algorithm} in Base 64`, 'another');
  const fingerprint = hex(digestOf(crypto, 'sha256', spki));
  const stated = factText(event, 'key') ?? '';
  if (fingerprint !== stated) throw new Fault('keyInvalid', place, `the fingerprint ${fingerprint}`, stated);
  checkItem(event, fingerprint, place);
  return {
    fingerprint,
    use: factText(event, 'use') ?? '',
    publicKey: raw.publicKey,
    isEd25519: raw.algorithm === 'ed25519',
  };
}

function checkItem(event: CustodyEvent, fingerprint: string, place: string): void {
  const item = `key:${fingerprint.slice(0, 16)}`;
  if (event.item !== item) throw new Fault('keyInvalid', place, `the item ${item}`, event.item);
}
