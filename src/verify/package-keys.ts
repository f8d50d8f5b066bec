// Who signed: keys against the policy, the head of the log, the witnesses. The seal itself is in package-seal.ts.
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { Fault } from './fault.ts';
import {
  MAX_NOTE_BYTES,
  parseNote,
  refuseTimeless,
  requireSignature,
  verifySignatures,
  type Verified,
} from './note.ts';
import { readTagFile, type LogKeys, type OpenPackage } from './package-parts.ts';
import type { NoteKey } from './note-key.ts';
import { isSameKey, parsePolicy, quorumMet, quorumText, refuseOwnWitness, type Policy } from './policy.ts';

const MAX_POLICY_BYTES = 512 * 1024;
export const CHECKPOINT = 'custody/checkpoint.note';

/** `custody/policy.txt` must name this log's two keys and no other log. */
export async function checkPolicy(pack: OpenPackage, keys: LogKeys): Promise<Policy> {
  const path = 'custody/policy.txt';
  const policy = parsePolicy(await readTagFile(pack, path, MAX_POLICY_BYTES), path, pack.crypto);
  const expected = [keys.ed25519, keys.mlDsa44];
  const found = policy.logs.map((log) => log.key);
  if (found.length !== expected.length || !expected.every((key) => found.some((one) => isSameKey(one, key))))
    throw new Fault('policyInvalid', path, 'the two keys of custody/keys as its logs', 'others');
  return policy;
}

export interface CheckedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Byte for byte: what proofs repeat and time stamps are over. */
  readonly bytes: Uint8Array;
  readonly verified: readonly Verified[];
  /** Algorithms that this platform lacks. */
  readonly unchecked: readonly string[];
}

/** Both signatures of the log are required; witnesses are judged by `checkQuorum`. */
export async function checkCheckpoint(
  pack: OpenPackage,
  keys: LogKeys,
  policies: readonly Policy[],
): Promise<CheckedCheckpoint> {
  for (const policy of policies)
    refuseOwnWitness(
      policy,
      [keys.ed25519, keys.mlDsa44, keys.service],
      'custody/policy.txt or the trust file',
    );
  const bytes = await readTagFile(pack, CHECKPOINT, MAX_NOTE_BYTES);
  const note = parseNote(bytes, CHECKPOINT);
  const checkpoint = parseCheckpoint(note.text, CHECKPOINT);
  if (checkpoint.origin !== keys.origin)
    throw new Fault('checkpointInvalid', CHECKPOINT, `the log ${keys.origin}`, checkpoint.origin);
  if (checkpoint.extensions !== undefined)
    throw new Fault('checkpointInvalid', CHECKPOINT, 'no extension lines', 'some');
  const witnesses = policies.flatMap((policy) => policy.witnesses.map((witness) => witness.key));
  const verified = await verifySignatures(
    pack.crypto,
    note,
    distinct([keys.ed25519, keys.mlDsa44, ...witnesses]),
    CHECKPOINT,
  );
  refuseTimeless(verified, witnesses, CHECKPOINT);
  const unchecked: string[] = [];
  for (const key of [keys.ed25519, keys.mlDsa44]) {
    if (verified.some((one) => one.key === key && one.unchecked)) unchecked.push(key.type);
    else requireSignature(verified, key, CHECKPOINT);
  }
  return { checkpoint, bytes, verified, unchecked };
}

export interface Cosigner {
  readonly name: string;
  /** POSIX seconds. */
  readonly time: number;
}

/** A witness that two policies name is one. */
function distinct(keys: readonly NoteKey[]): readonly NoteKey[] {
  return keys.filter((key, i) => keys.findIndex((one) => isSameKey(one, key)) === i);
}

/** What the sender promised, and what came by another road where something did: both are to be met. */
export function checkQuorum(
  found: CheckedCheckpoint,
  policy: Policy,
  isTrusted: boolean,
): readonly Cosigner[] {
  const signed = found.verified.filter((one) => policy.witnesses.some(({ key }) => isSameKey(key, one.key)));
  const good = signed.filter((one) => one.unchecked === undefined);
  if (
    !quorumMet(
      policy,
      good.map((one) => one.key),
    )
  ) {
    const wanted = `cosignatures of ${quorumText(policy.quorum)}, as the ${isTrusted ? 'trust file' : 'package’s policy'} says`;
    if (
      quorumMet(
        policy,
        signed.map((one) => one.key),
      )
    )
      throw new Fault('notCheckedHere', CHECKPOINT, wanted, 'cosignatures that this program cannot check');
    throw new Fault(
      'quorumMissing',
      CHECKPOINT,
      wanted,
      good.map((one) => one.key.name).join(', ') || 'none',
    );
  }
  return good.map((one) => ({ name: one.key.name, time: one.time ?? 0 }));
}
