// The one act of a witness: to cosign a log's checkpoint when, and only when, it follows from the last one it cosigned.
import { equalBytes, utf8 } from '../../base/bytes.ts';
import { isKeyName, noteKey, type NoteKey } from '../../verify/note-key.ts';
import { formatNote, formatSignatureLine, parseNote } from '../../verify/note.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import { makeFolder } from '../../platform/files.ts';
import { keyFile } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { signatureOf, type NoteSigner } from './log-entry.ts';
import { witnessStore, type WitnessStore } from './witness.store.ts';
import { witnessKeys, type WitnessKeys } from './witness-keys.acts.ts';
import { judgeSubmission, readSubmission, type ContradictionKind, type Refused } from './witness.ts';
import { join } from 'node:path';

export interface Witness {
  readonly signers: readonly NoteSigner[];
  /** Keys of the logs it witnesses; each bears its log's origin as name. */
  readonly logKeys: readonly NoteKey[];
  readonly keys: WitnessKeys;
  readonly store: WitnessStore;
  readonly clock: Clock;
  readonly isTrusted: IsTrusted;
}

/** Asked before each cosignature: whether this log is still to be witnessed. Without an answer it throws, and nothing is signed. */
type IsTrusted = (origin: string) => Promise<boolean>;

interface WitnessOptions {
  /** Of the witness, as partners write it into their policies. */
  readonly name: string;
  readonly logKeys: readonly NoteKey[];
  readonly clock: Clock;
  readonly passphrase?: string;
  /** Every log that it has keys of, unless said otherwise. */
  readonly isTrusted?: IsTrusted;
}

/** What came of a request. `body` is the answer of tlog-witness. */
export interface Cosigned {
  readonly status: 200;
  readonly body: string;
  readonly origin: string;
  readonly size: number;
}

export interface NotCosigned extends Omit<Refused, 'status'> {
  readonly status: Refused['status'] | 503;
  readonly origin?: string;
}

const NO_LONGER_TRUSTED = {
  status: 403,
  says: 'The keys of this log are no longer trusted here. Its checkpoints are not cosigned.',
} as const;

const PAUSED = {
  status: 503,
  says: 'This witness was restored from a backup and cosigns nothing until its keepers have looked.',
} as const;

/** Requests that overtake each other this often on one log are not honest traffic. */
const MAX_ATTEMPTS = 20;

/** Opens `<folder>/keys` and the checkpoints beside it; makes both keys at the first start. */
export async function openWitness(folder: string, options: WitnessOptions): Promise<Witness> {
  const { name, passphrase, logKeys, clock, isTrusted = () => Promise.resolve(true) } = options;
  if (!isKeyName(name)) throw badName(name);
  const keys = join(folder, 'keys');
  await makeFolder(keys, 0o700);
  const ed25519 = await keyFile(keys, 'ed25519', 'ed25519', passphrase);
  const mlDsa44 = await keyFile(keys, 'ml-dsa-44', 'ml-dsa-44', passphrase);
  const signers = [
    { key: noteKey(nodeCrypto, name, 'cosignature-ed25519', ed25519.publicKey), signing: ed25519 },
    { key: noteKey(nodeCrypto, name, 'cosignature-ml-dsa-44', mlDsa44.publicKey), signing: mlDsa44 },
  ];
  return {
    signers,
    logKeys,
    keys: await witnessKeys(folder, logKeys),
    store: witnessStore(folder),
    clock,
    isTrusted,
  };
}

/**
 * `POST add-checkpoint`. The checkpoint is on disk before the answer is made; of two requests that build on the same
 * checkpoint one is cosigned. Throws Refusal (noSpace, damaged, conflict) when it can neither cosign nor refuse.
 */
export async function addCheckpoint(witness: Witness, body: Uint8Array): Promise<Cosigned | NotCosigned> {
  const read = await readSubmission(nodeCrypto, witness.keys.all(), body);
  if ('refused' in read) return read.refused;
  const { submission } = read;
  const { origin, size } = submission.checkpoint;
  if (!(await witness.isTrusted(origin))) return { ...NO_LONGER_TRUSTED, origin };
  if (!witness.keys.haveSigned(submission))
    return { status: 403, says: 'The keys of the log were replaced below this size.', origin };
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const held = await witness.store.latest(origin);
    const refused = judgeSubmission(nodeCrypto, submission, held?.checkpoint);
    if (refused !== undefined) {
      const kind: ContradictionKind | undefined = refused.contradiction;
      if (held !== undefined && kind !== undefined)
        await witness.store.keepFork(held, submission, kind, witness.clock());
      return { ...refused, origin };
    }
    if (await witness.store.isPaused()) return { ...PAUSED, origin };
    const time = Math.floor(witness.clock() / 1000);
    const cosignatures = witness.signers.map((signer) => signatureOf(signer, submission.text, time));
    const note = formatNote(submission.text, [...submission.logSignatures, ...cosignatures]);
    // The same checkpoint again is stated anew, and changes nothing that is kept.
    const isKept = held !== undefined && equalBytes(parseNote(held.note, origin).text, submission.text);
    if (isKept || (await witness.store.keep(origin, held, note)))
      return { status: 200, body: cosignatures.map(formatSignatureLine).join(''), origin, size };
  }
  throw new Refusal('conflict.witnessBusy', { origin, tries: MAX_ATTEMPTS });
}

function badName(name: string): Refusal {
  return new Refusal('badUsage.witnessName', { length: utf8(name).length });
}
