// Which keys may sign: those whose enrolment is in the log, until they are revoked or rotated out (vault 4.4:
// a signature counts if its key was enrolled and not revoked; later revocation does not void earlier events).
import { fromBase64, hex } from '../base/bytes.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { factText, type CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import { serviceKeyChangeOf, type ServiceKeyChange } from './key-change.ts';
import { shownName } from './names.ts';
import { keyFingerprint, noteKey, rawKeyOf } from './note-key.ts';
import { eventPath } from './package-layout.ts';
import { officerKeyName, officerSigner, type StatedKey } from './officer-key.ts';
import type { FoundEvent, KnownKeys, LogKeys, ReadEvent } from './package-parts.ts';
import { isPasskeyOrigin, passkeyAlgorithm, type Signer } from './passkey.ts';

/** Those of persons and of the service sign events; one of the exchange signs envelopes and receipts, and no event. */
const USES: readonly string[] = ['service', 'officer', 'passkey', 'exchange'];
const PERSONS = 2;

interface Enrolment {
  readonly fingerprint: string;
  readonly use: string;
  readonly key: StatedKey | undefined;
  /** Of a key of the service that two persons put in the place of another. */
  readonly replaced: ServiceKeyChange | undefined;
}

/** Keys stated by `keyEnrolled` events. Nothing is believed by this: `checkEnrolments` judges once signatures are checked. */
export function statedKeys(crypto: Crypto, events: readonly ReadEvent[], keys: LogKeys): KnownKeys {
  const services = [keys.service];
  const officers: Signer[] = [];
  for (const { event, index } of events) {
    if (event.type !== 'keyEnrolled') continue;
    const { fingerprint, use, key } = enrolment(crypto, event, eventPath(index));
    if (key === undefined || use === 'exchange') continue;
    if (use !== 'service')
      officers.push(officerSigner(crypto, officerKeyName(keys.origin, fingerprint), key));
    else if (key.kind === 'ed25519' && hex(key.publicKey) !== hex(keys.service.publicKey))
      services.push(noteKey(crypto, keys.service.name, keys.service.type, key.publicKey));
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
  for (const found of events) {
    const { event, index, signedBy } = found;
    const place = eventPath(index);
    const state = { enrolled, ended, place };
    if (event.type === 'keyEnrolled') {
      const stated = enrolment(crypto, event, place);
      checkEnrolled(crypto, found, stated, state);
      const end = ended.get(stated.fingerprint);
      if (end !== undefined)
        throw new Fault(
          'keyNotEnrolled',
          place,
          'a key that did not end before',
          `one that ended with event ${end}`,
        );
      enrolled.set(nameOf(stated.fingerprint, originOf(stated.key)), stated);
      if (stated.replaced !== undefined && stated.replaced.cause !== 'planned')
        ended.set(stated.replaced.from, index);
      continue;
    }
    requireEnrolled(crypto, signedBy, state);
    if (event.type !== 'keyRevoked' && event.type !== 'keyRotated') continue;
    const key = factText(event, 'key') ?? '';
    checkItem(event, key, place);
    checkRotation(event, state);
    if (!ended.has(key)) ended.set(key, index);
  }
  const current = keyFingerprint(crypto, keys.service);
  if (enrolled.get(nameOf(current, ''))?.use !== 'service' || ended.has(current))
    throw new Fault(
      'keyNotEnrolled',
      'custody/keys/service.pem',
      'a service key whose enrolment is here and that was not ended',
      'another',
    );
  return new Set([...enrolled.values()].map((one) => one.fingerprint)).size;
}

/**
 * Who may enrol this key: the service as it is; for the first key of all that key itself. It does so too when it replaces one
 * that somebody else may hold, or nobody does; then two persons sign with it, as they do over every change that states its cause.
 */
function checkEnrolled(
  crypto: Crypto,
  { signedBy, index }: FoundEvent,
  { fingerprint, use, replaced }: Enrolment,
  state: State,
): void {
  const { enrolled, ended, place } = state;
  const isFirst = ![...enrolled.values()].some((one) => one.use === 'service');
  if (isFirst && use !== 'service')
    throw new Fault('keyNotEnrolled', place, 'a service key to be enrolled first', `one for ${use}`);
  const own = signedBy.filter((key) => keyFingerprint(crypto, key) === fingerprint);
  if (replaced === undefined) {
    // Only the first event of a log enrols its own key; a later one of the service names the key that it replaces.
    if (use === 'service' && !(index === 0 && isFirst))
      throw new Fault(
        'keyNotEnrolled',
        place,
        'a later key of the service to say which it replaces and why, and two persons to sign',
        'one that does not',
      );
    if (!isFirst || own.length === 0) requireEnrolled(crypto, signedBy, state);
    return;
  }
  const before = enrolled.get(nameOf(replaced.from, ''));
  if (before?.use !== 'service' || ended.has(replaced.from))
    throw new Fault('keyNotEnrolled', place, 'to replace the key of the service', replaced.from);
  const isByItself = replaced.cause !== 'planned';
  if (isByItself !== own.length > 0)
    throw new Fault(
      'keyNotEnrolled',
      place,
      `a signature of the ${isByItself ? 'new' : 'old'} key`,
      'another',
    );
  requireEnrolled(
    crypto,
    signedBy.filter((key) => !own.includes(key)),
    state,
  );
  // By the key itself: one key may stand under two names.
  const persons = new Set(
    signedBy.filter((key) => key.type !== 'recorded-ed25519').map((key) => keyFingerprint(crypto, key)),
  );
  if (persons.size < PERSONS)
    throw new Fault('signatureMissing', place, 'signatures of two persons', `${persons.size}`);
}

/** What ends a key of the service says of the change what the enrolment of its successor says. */
function checkRotation(event: CustodyEvent, { enrolled, place }: State): void {
  if (event.type === 'keyRevoked') return;
  const successor = enrolled.get(nameOf(factText(event, 'successor') ?? '', ''))?.replaced;
  const cause = factText(event, 'cause');
  const isOfService = enrolled.get(nameOf(factText(event, 'key') ?? '', ''))?.use === 'service';
  if (!isOfService && cause === undefined && successor === undefined) return;
  if (successor?.cause !== cause || successor?.from !== factText(event, 'key'))
    throw new Fault(
      'eventInvalid',
      place,
      'the change that the enrolment of its successor states',
      'another',
    );
}

/** A passkey is enrolled for each origin at which it signs. */
function nameOf(fingerprint: string, origin: string): string {
  return `${fingerprint} ${origin}`;
}

function originOf(key: StatedKey | undefined): string {
  return key?.kind === 'passkey' ? key.origin : '';
}

interface State {
  readonly enrolled: ReadonlyMap<string, Enrolment>;
  readonly ended: ReadonlyMap<string, number>;
  readonly place: string;
}

function requireEnrolled(crypto: Crypto, signedBy: readonly Signer[], state: State): void {
  for (const key of signedBy) {
    const fingerprint = keyFingerprint(crypto, key);
    const found = state.enrolled.get(nameOf(fingerprint, key.type === 'passkey' ? key.origin : ''));
    const end = state.ended.get(fingerprint);
    const wanted = `a key enrolled before it: ${fingerprint}`;
    if (found === undefined)
      throw new Fault('keyNotEnrolled', state.place, wanted, 'no enrolment in this package');
    if (end !== undefined)
      throw new Fault('keyNotEnrolled', state.place, wanted, `one that ended with event ${end}`);
    if (!mayBe(found.use, key))
      throw new Fault('keyNotEnrolled', state.place, wanted, `one enrolled for ${found.use}`);
  }
}

/** A key signs in the way it was enrolled for, and in no other. */
function mayBe(use: string, { type }: Signer): boolean {
  if (use === 'service') return type === 'recorded-ed25519';
  if (use === 'exchange') return false;
  return use === 'passkey' ? type === 'passkey' : type === 'ed25519';
}

/** The key as the event states it. Fault keyInvalid when its parts contradict each other. */
function enrolment(crypto: Crypto, event: CustodyEvent, place: string): Enrolment {
  const [algorithm = '', use = ''] = ['algorithm', 'use'].map((name) => factText(event, name));
  const spki = fromBase64(factText(event, 'publicKey') ?? '');
  if (!USES.includes(use))
    throw new Fault('keyInvalid', place, `a key for ${USES.join(', ')}`, shownName(use));
  const isOfForm = spki !== undefined && algorithmOf(spki, use) === algorithm;
  if (!isOfForm)
    throw new Fault('keyInvalid', place, `a SubjectPublicKeyInfo of ${algorithm} in Base 64`, 'another');
  const fingerprint = hex(digestOf(crypto, 'sha256', spki));
  const stated = factText(event, 'key') ?? '';
  if (fingerprint !== stated) throw new Fault('keyInvalid', place, `the fingerprint ${fingerprint}`, stated);
  checkItem(event, fingerprint, place);
  const replaced = serviceKeyChangeOf(event, place);
  return { fingerprint, use, key: statedKey({ event, spki, use, place }), replaced };
}

function algorithmOf(spki: Uint8Array, use: string): string | undefined {
  return use === 'passkey' ? passkeyAlgorithm(spki) : rawKeyOf(spki)?.algorithm;
}

interface Stated {
  readonly event: CustodyEvent;
  readonly spki: Uint8Array;
  readonly use: string;
  readonly place: string;
}

/** Undefined for a key that signs no events. */
function statedKey({ event, spki, use, place }: Stated): StatedKey | undefined {
  const origin = factText(event, 'origin');
  if (use !== 'passkey') {
    if (origin !== undefined) throw new Fault('keyInvalid', place, 'an origin of passkeys alone', use);
    const raw = rawKeyOf(spki);
    return raw?.algorithm === 'ed25519' ? { kind: 'ed25519', publicKey: raw.publicKey } : undefined;
  }
  if (!isPasskeyOrigin(origin))
    throw new Fault('keyInvalid', place, 'the origin at which this passkey signs', origin ?? 'none');
  return { kind: 'passkey', spki, origin };
}

function checkItem(event: CustodyEvent, fingerprint: string, place: string): void {
  const item = `key:${fingerprint.slice(0, 16)}`;
  if (event.item !== item) throw new Fault('keyInvalid', place, `the item ${item}`, event.item);
}
