// How the keys of a package's log came to be the ones they are: each change with its hand-over proof, from the first on.
import { equalBytes } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { MAX_EVENT_BYTES } from './event.ts';
import { Fault } from './fault.ts';
import { checkHandOver, isEnded, isSamePair, LOG_KEYS_ITEM, type KeyChange } from './key-change.ts';
import { keyFingerprint } from './note-key.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import { eventPath, indexInName, keyChangePath } from './package-layout.ts';
import { readTagFile, type FoundEvent, type LogKeys, type OpenPackage } from './package-parts.ts';

/** A log that changes its keys more often is not an honest one. */
const MAX_CHANGES = 100;
const MAX_PROOF_BYTES = 64 * 1024 + MAX_NOTE_BYTES;
const OFFICERS = 2;

export interface KeyChanges {
  /** Oldest first. */
  readonly changes: readonly KeyChange[];
  /** Algorithms that this platform lacks. */
  readonly unchecked: readonly string[];
}

/**
 * Each leads to the next, and the last to the keys of the package. The events are those of `custody/events`, where the
 * later checks hold them to the log. Faults: those of `checkHandOver`, keyInvalid, limitExceeded, fileMissing.
 */
export async function readKeyChanges(pack: OpenPackage, keys: LogKeys): Promise<KeyChanges> {
  const paths = pack.source.tagPaths.filter((path) => path.startsWith('custody/key-changes/')).sort();
  if (paths.length > MAX_CHANGES)
    throw new Fault('limitExceeded', 'custody/key-changes', `at most ${MAX_CHANGES}`, `${paths.length}`);
  const found: { readonly path: string; readonly change: KeyChange }[] = [];
  const unchecked = new Set<string>();
  for (const path of paths) {
    const proof = await checkHandOver(pack.crypto, await readTagFile(pack, path, MAX_PROOF_BYTES), path);
    const { change, leaf, checkpoint } = proof;
    if (indexInName(path) !== change.index)
      throw new Fault('proofInvalid', path, `index ${change.index} as its name`, 'another');
    if (checkpoint.origin !== keys.origin)
      throw new Fault('keyInvalid', path, `the log ${keys.origin}`, checkpoint.origin);
    const event = await readTagFile(pack, eventPath(change.index), MAX_EVENT_BYTES);
    if (!equalBytes(event, leaf))
      throw new Fault('proofInvalid', path, `the event of ${eventPath(change.index)}`, 'another');
    found.push({ path, change });
    for (const name of proof.unchecked) unchecked.add(name);
  }
  found.sort((a, b) => a.change.index - b.change.index);
  for (const [i, { path, change }] of found.entries())
    if (!isSamePair(change.to, found[i + 1]?.change.from ?? keys))
      throw new Fault('keyInvalid', path, 'the keys that come next', 'others');
  for (const [i, { path, change }] of found.entries())
    if (found.slice(i).some((later) => isEnded(change.from, later.change)))
      throw new Fault('keyInvalid', path, 'keys that ended here to stay ended', 'one of them later on');
  return { changes: found.map(({ change }) => change), unchecked: [...unchecked] };
}

/** Each change of keys is here with its proof, and two officers signed it. Faults fileMissing, signatureMissing. */
export function checkChangeEvents(
  crypto: Crypto,
  events: readonly FoundEvent[],
  { changes }: KeyChanges,
): void {
  for (const { index, event, signedBy } of events) {
    if (event.type !== 'logKeysReplaced' && event.item !== LOG_KEYS_ITEM) continue;
    if (!changes.some((change) => change.index === index))
      throw new Fault('fileMissing', keyChangePath(index), 'the proof of a change of keys', 'none');
    // By the key itself: one key may stand under two names.
    const officers = new Set(
      signedBy.filter((key) => key.type !== 'recorded-ed25519').map((key) => keyFingerprint(crypto, key)),
    );
    if (officers.size < OFFICERS)
      throw new Fault('signatureMissing', eventPath(index), 'signatures of two officers', `${officers.size}`);
  }
}
