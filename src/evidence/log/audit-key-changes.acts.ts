// Every change of the log's keys looked at again: that one leads to the next, that two officers signed it, and that the proof
// which partners and witnesses follow is there and sound.
import { equalBytes } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote, verifyEventSignatures } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import {
  checkHandOver,
  isSamePair,
  keyChangeOf,
  LOG_KEYS_ITEM,
  type KeyChange,
} from '../../verify/key-change.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import type { Findings } from './audit.ts';
import type { Installation } from '../house/installation.acts.ts';
import { serviceKeys, serviceOf } from './log-entry.ts';
import { officerSigner } from '../../verify/officer-key.ts';
import { handOverOf } from './log-hand-over.acts.ts';
import { handOverPath } from './log-keys.acts.ts';
import { leavesOfItem, type StoredLeaf } from './log.store.ts';
import { statedKeysOf } from './officer.acts.ts';

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

async function officersOf(house: Installation, leaf: StoredLeaf): Promise<number> {
  const place = `event ${leaf.index}`;
  const keys = await statedKeysOf(house);
  const parsed = parseEventNote(leaf.note, place);
  const service = serviceOf(parsed.note, serviceKeys(keys));
  const officers = keys.officers.map((one) => officerSigner(nodeCrypto, one.name, one));
  const { signedBy } = await verifyEventSignatures(nodeCrypto, parsed, { service, officers }, place);
  return new Set(signedBy.slice(1).map((key) => keyFingerprint(nodeCrypto, key))).size;
}

async function auditProof(house: Installation, leaf: StoredLeaf, change: KeyChange): Promise<void> {
  const path = handOverPath(change.index);
  const proof = await checkHandOver(nodeCrypto, await handOverOf(house, change.index), path);
  if (!equalBytes(proof.leaf, leaf.note))
    throw new Fault('proofInvalid', path, `event ${leaf.index} of the log`, 'another event');
}
