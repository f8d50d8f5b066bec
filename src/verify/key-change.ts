// The keys of a log replaced by others: an event says so, and heads of the log that cover it are signed by the new keys. The
// hand-over proof (docs/formats/log.md, "Keys of the log replaced") is that event with its way into such a head; where the
// change was planned the old keys have signed the same head, so whoever trusts the old ones can go on to the new ones.
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { Crypto } from './crypto.ts';
import { factText, type CustodyEvent } from './event.ts';
import { parseEventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { parseNote, requireSignature, verifySignatures } from './note.ts';
import { formatVerifierKey, parseVerifierKey, type NoteKey, type NoteKeyType } from './note-key.ts';
import { isSameKey } from './policy.ts';
import { parseTlogProof } from './tlog-proof.ts';

/** The item under which every change of a log's keys is chained. */
export const LOG_KEYS_ITEM = 'key:log';

/** `compromised`: somebody else may hold the old keys. `lost`: nobody does. Of neither can the old keys vouch for the new. */
export const KEY_CHANGE_CAUSES = ['planned', 'compromised', 'lost'] as const;
export type KeyChangeCause = (typeof KEY_CHANGE_CAUSES)[number];

/** The two keys that sign the heads of a log. */
export interface LogKeyPair {
  readonly ed25519: NoteKey;
  readonly mlDsa44: NoteKey;
}

export interface KeyChange {
  /** Place of the event in the log: heads of more events than this are signed by the new keys. */
  readonly index: number;
  readonly cause: KeyChangeCause;
  readonly from: LogKeyPair;
  readonly to: LogKeyPair;
  /** RFC 3339: until then the old keys sign beside the new ones. */
  readonly overlapUntil?: string;
}

/** A key of the service put in the place of another, as the `keyEnrolled` event of the new one says. Both are fingerprints. */
export interface ServiceKeyChange {
  readonly from: string;
  readonly to: string;
  readonly cause: KeyChangeCause;
}

export interface HandOverProof {
  readonly change: KeyChange;
  /** The event's leaf, byte for byte. */
  readonly leaf: Uint8Array;
  readonly checkpoint: Checkpoint;
  /** Algorithms that this platform lacks. */
  readonly unchecked: readonly string[];
}

type Facts = NonNullable<CustodyEvent['facts']>;

export function keyChangeFacts({ from, to, cause, overlapUntil }: Omit<KeyChange, 'index'>): Facts {
  return {
    cause,
    oldEd25519: formatVerifierKey(from.ed25519),
    oldMlDsa44: formatVerifierKey(from.mlDsa44),
    newEd25519: formatVerifierKey(to.ed25519),
    newMlDsa44: formatVerifierKey(to.mlDsa44),
    ...(overlapUntil === undefined ? {} : { overlapUntil }),
  };
}

/** What a `logKeysReplaced` event says. Faults: eventInvalid, keyInvalid. */
export function keyChangeOf(crypto: Crypto, event: CustodyEvent, index: number, place: string): KeyChange {
  const bad = (expected: string, found: string): Fault => new Fault('eventInvalid', place, expected, found);
  if (event.type !== 'logKeysReplaced') throw bad('an event logKeysReplaced', event.type);
  if (event.item !== LOG_KEYS_ITEM) throw bad(`the item ${LOG_KEYS_ITEM}`, event.item);
  const stated = factText(event, 'cause');
  const cause = KEY_CHANGE_CAUSES.find((one) => one === stated);
  if (cause === undefined) throw bad(`a cause: ${KEY_CHANGE_CAUSES.join(', ')}`, 'another');
  const key = (fact: string, type: NoteKeyType): NoteKey => {
    const found = parseVerifierKey(factText(event, fact) ?? '', place, crypto);
    if (found.name === event.log && found.type === type) return found;
    throw new Fault('keyInvalid', place, `a key of ${event.log} for ${fact}`, found.name);
  };
  const pair = (which: 'old' | 'new'): LogKeyPair => ({
    ed25519: key(`${which}Ed25519`, 'ed25519'),
    mlDsa44: key(`${which}MlDsa44`, 'cosignature-ml-dsa-44'),
  });
  const [from, to] = [pair('old'), pair('new')];
  if (isSameKey(from.ed25519, to.ed25519) || isSameKey(from.mlDsa44, to.mlDsa44))
    throw new Fault('keyInvalid', place, 'new keys', 'one that was there before');
  const overlapUntil = factText(event, 'overlapUntil');
  return { index, cause, from, to, ...(overlapUntil === undefined ? {} : { overlapUntil }) };
}

/** Undefined: the event enrols a key that replaces none. Fault eventInvalid. */
export function serviceKeyChangeOf(event: CustodyEvent, place: string): ServiceKeyChange | undefined {
  const [from, stated, to = ''] = ['replaces', 'cause', 'key'].map((name) => factText(event, name));
  if (from === undefined && stated === undefined) return undefined;
  const cause = KEY_CHANGE_CAUSES.find((one) => one === stated);
  if (from === undefined || cause === undefined || from === to || factText(event, 'use') !== 'service')
    throw new Fault(
      'eventInvalid',
      place,
      `a key of the service that replaces another, with a cause: ${KEY_CHANGE_CAUSES.join(', ')}`,
      'something else',
    );
  return { from, to, cause };
}

export function isSamePair(a: LogKeyPair, b: LogKeyPair): boolean {
  return isSameKey(a.ed25519, b.ed25519) && isSameKey(a.mlDsa44, b.mlDsa44);
}

/** Keys that ended stay ended: whether a later change gives one of these back to the log. */
export function isEnded(keys: LogKeyPair, change: KeyChange): boolean {
  return isSameKey(keys.ed25519, change.to.ed25519) || isSameKey(keys.mlDsa44, change.to.mlDsa44);
}

/**
 * The event is in a head of the log that the new keys signed, and after a planned change the old ones too. Whose keys these
 * are is not said by this. Faults: proofInvalid, eventInvalid, keyInvalid, signatureMissing, signatureWrong, checkpointInvalid.
 */
export async function checkHandOver(
  crypto: Crypto,
  bytes: Uint8Array,
  place: string,
): Promise<HandOverProof> {
  const { extra: leaf, index, proof, checkpoint: note } = parseTlogProof(bytes, place);
  if (leaf === undefined)
    throw new Fault('proofInvalid', place, 'the event itself as its extra data', 'none');
  const { event } = parseEventNote(leaf, place);
  const change = keyChangeOf(crypto, event, index, place);
  const parsed = parseNote(note, place);
  const checkpoint = parseCheckpoint(parsed.text, place);
  if (checkpoint.origin !== event.log)
    throw new Fault('checkpointInvalid', place, `a head of ${event.log}`, checkpoint.origin);
  const { size, root } = checkpoint;
  verifyInclusion(crypto, { index, size, root, leaf: leafHash(crypto, leaf), proof }, place);
  const pairs = change.cause === 'planned' ? [change.to, change.from] : [change.to];
  const keys = pairs.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);
  const verified = await verifySignatures(crypto, parsed, keys, place);
  const unchecked = new Set<string>();
  for (const key of keys) {
    if (verified.some((one) => one.key === key && one.unchecked)) unchecked.add(key.type);
    else requireSignature(verified, key, place);
  }
  return { change, leaf, checkpoint, unchecked: [...unchecked] };
}

/** The keys that sign a head of so many events. `changes`: oldest first; `current`: those that sign now. */
export function pairAt(changes: readonly KeyChange[], current: LogKeyPair, size: number): LogKeyPair {
  return changes.find((change) => size <= change.index)?.from ?? current;
}

/**
 * Whether these keys of a log, which came by another road, lead to `to`: they are `to`, or those that a planned change
 * replaced, and every change since was planned. `blocked`: one was not, and the new keys must come by another road too.
 */
export function followKeys(
  named: readonly NoteKey[],
  to: LogKeyPair,
  changes: readonly KeyChange[],
): { readonly steps: number; readonly of: LogKeyPair } | { readonly blocked: KeyChange } | undefined {
  if (areNamed(named, to)) return { steps: 0, of: to };
  let blocked: KeyChange | undefined;
  for (const [i, change] of [...changes].reverse().entries()) {
    if (change.cause !== 'planned') blocked ??= change;
    if (areNamed(named, change.from))
      return blocked === undefined ? { steps: i + 1, of: change.from } : { blocked };
  }
  return undefined;
}

/** At least one of the two is named, and neither is contradicted. */
function areNamed(named: readonly NoteKey[], pair: LogKeyPair): boolean {
  const found = [pair.ed25519, pair.mlDsa44].map((key) => {
    const same = named.filter((one) => one.type === key.type && one.name === key.name);
    return same.length === 0 ? undefined : same.some((one) => isSameKey(one, key));
  });
  return found.includes(true) && !found.includes(false);
}
