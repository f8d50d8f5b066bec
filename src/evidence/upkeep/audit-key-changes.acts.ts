// Every change of the log's keys looked at again: that one leads to the next, that two officers signed it, and that the proof
// which partners and witnesses follow is there and sound. And the same of the keys that sign events.
import { equalBytes, hex } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote, verifyEventSignatures, type EventSignatures } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import {
  checkHandOver,
  isSamePair,
  keyChangeOf,
  LOG_KEYS_ITEM,
  type KeyChange,
} from '../../verify/key-change.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { checkEnrolments } from '../../verify/package-enrolment.ts';
import type { FoundEvent } from '../../verify/package-parts.ts';
import type { Findings } from '../log/findings.ts';
import type { Installation } from '../log/installation.acts.ts';
import { serviceKeys, serviceOf, type StatedKeys } from '../log/log-entry.ts';
import { officerSigner } from '../../verify/officer-key.ts';
import { handOverOf } from '../log/log-hand-over.acts.ts';
import { handOverPath } from '../log/log-keys.acts.ts';
import { leavesOfItem, leavesOfTypes, type StoredLeaf } from '../log/log.store.ts';
import { statedKeysOf } from '../log/officer.acts.ts';

/** How many changes were looked at. */
export async function auditKeyChanges(house: Installation, findings: Findings): Promise<number> {
  const leaves = await leavesOfItem(house.db.kysely, LOG_KEYS_ITEM);
  const changes: KeyChange[] = [];
  for (const leaf of leaves) {
    const place = `event ${leaf.index}`;
    try {
      const change = keyChangeOf(nodeCrypto, parseEventNote(leaf.note, place).event, leaf.index, place);
      const before = changes.at(-1);
      if (before !== undefined && !isSamePair(before.to, change.from))
        findings.add(place, 'the keys that the change before it named', 'others');
      changes.push(change);
      const officers = await officersOf(house, leaf);
      if (officers < 2) findings.add(place, 'signatures of two officers', `${officers}`);
      await auditProof(house, leaf, change);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Refusal)) throw error;
      findings.add(error instanceof Fault ? error.place : place, error.expected, error.found);
    }
  }
  const last = changes.at(-1);
  const { ed25519, mlDsa44 } = house.keys;
  if (last !== undefined && !isSamePair(last.to, { ed25519: ed25519.key, mlDsa44: mlDsa44.key }))
    findings.add('keys', 'the keys of the log that its last change named', 'others');
  const known = leaves.map((leaf) => handOverPath(leaf.index));
  for (const name of await house.folder.list('key-changes'))
    if (!name.startsWith('.') && !known.includes(`key-changes/${name}`))
      findings.add(`key-changes/${name}`, 'a change of keys that the log has recorded', 'none');
  return leaves.length;
}

/**
 * Which key enrolled which, which ended, and who signed that a key of the service takes the place of another: by the very rule
 * that every verifier of a package holds its events to.
 */
export async function auditEnrolments(house: Installation, findings: Findings): Promise<void> {
  const found = await keyEvents(house);
  if (found === undefined) return;
  try {
    const { origin, service } = house.identity;
    const { ed25519, mlDsa44 } = house.keys;
    const own = { origin, ed25519: ed25519.key, mlDsa44: mlDsa44.key, service: service.key };
    checkEnrolments(nodeCrypto, found, own);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [, index] = /\/(\d+)\.note$/.exec(error.place) ?? [];
    findings.add(index === undefined ? 'keys' : `event ${Number(index)}`, error.expected, error.found);
  }
}

/** Undefined where one of them is unsound, which the reading of the whole log names. */
async function keyEvents(house: Installation): Promise<readonly FoundEvent[] | undefined> {
  const keys = await statedKeysOf(house);
  const found: FoundEvent[] = [];
  try {
    for (const leaf of await leavesOfTypes(house.db.kysely, ['keyEnrolled', 'keyRotated', 'keyRevoked'])) {
      const { event } = parseEventNote(leaf.note, `event ${leaf.index}`);
      const leafHash = hex(leaf.leafHash);
      found.push({ index: leaf.index, event, leafHash, ...(await signaturesOf(keys, leaf)) });
    }
    return found;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

async function officersOf(house: Installation, leaf: StoredLeaf): Promise<number> {
  const { signedBy } = await signaturesOf(await statedKeysOf(house), leaf);
  return new Set(signedBy.slice(1).map((key) => keyFingerprint(nodeCrypto, key))).size;
}

async function signaturesOf(keys: StatedKeys, leaf: StoredLeaf): Promise<EventSignatures> {
  const place = `event ${leaf.index}`;
  const parsed = parseEventNote(leaf.note, place);
  const service = serviceOf(parsed.note, serviceKeys(keys));
  const officers = keys.officers.map((one) => officerSigner(nodeCrypto, one.name, one));
  return verifyEventSignatures(nodeCrypto, parsed, { service, officers }, place);
}

async function auditProof(house: Installation, leaf: StoredLeaf, change: KeyChange): Promise<void> {
  const path = handOverPath(change.index);
  const proof = await checkHandOver(nodeCrypto, await handOverOf(house, change.index), path);
  if (!equalBytes(proof.leaf, leaf.note))
    throw new Fault('proofInvalid', path, `event ${leaf.index} of the log`, 'another event');
}
