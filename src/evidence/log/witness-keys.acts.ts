// What a witness knows of the keys of a log: those it was started with, and every planned change that the log proved to it
// since. A change is kept before it counts, and counts again at the next start.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { createAtomically, ifThere, makeFolder } from '../../platform/files.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { Fault } from '../../verify/fault.ts';
import {
  checkHandOver,
  followKeys,
  isEnded,
  isSamePair,
  pairAt,
  type HandOverProof,
  type KeyChange,
} from '../../verify/key-change.ts';
import type { NoteKey } from '../../verify/note-key.ts';
import { indexName } from '../../verify/package-layout.ts';
import { isSameKey } from '../../verify/policy.ts';
import { originHash } from './witness.store.ts';
import type { Submission } from './witness.ts';
import { isLineOf } from '../../verify/note.ts';

/** A log that changes its keys more often is not an honest one. */
const CHANGES_MAX = 100;

export interface WitnessKeys {
  /** Every key that may sign for a log, old ones too. */
  all(): readonly NoteKey[];
  /** The keys that sign a head of this size have signed it: of those that were replaced, none above the change. */
  haveSigned(submission: Submission): boolean;
  /** `POST add-key-change`: 200 learned (or known), 400 no proof, 404 another log, 403 not from the keys known here, 409 another history. */
  learn(body: Uint8Array): Promise<Learned>;
}

interface Learned {
  readonly status: 200 | 400 | 403 | 404 | 409;
  readonly says: string;
  readonly origin?: string;
}

export async function witnessKeys(root: string, named: readonly NoteKey[]): Promise<WitnessKeys> {
  const changes = new Map<string, KeyChange[]>();
  const folderOf = (origin: string): string => join(root, originHash(origin), 'key-changes');
  for (const origin of new Set(named.map((key) => key.name)))
    for (const name of (await namesIn(folderOf(origin))).sort()) {
      const bytes = await readFile(join(folderOf(origin), name));
      const { change } = await checkHandOver(nodeCrypto, bytes, `key-changes/${name}`);
      if (refusal(named, changes.get(origin) ?? [], change) === undefined) add(changes, origin, change);
    }
  return {
    all: () => [
      ...named,
      ...[...changes.values()].flat().flatMap(({ from, to }) => pairs(from, to).filter(isNew(named))),
    ],
    haveSigned: ({ checkpoint, logSignatures }) => {
      const known = changes.get(checkpoint.origin);
      const last = known?.at(-1);
      if (known === undefined || last === undefined) return true;
      const pair = pairAt(known, last.to, checkpoint.size);
      return pairs(pair).some((key) => logSignatures.some((line) => isLineOf(line, key)));
    },
    learn: async (body) => {
      const proof = await readProof(body);
      if ('says' in proof) return proof;
      const { change, checkpoint } = proof;
      const { origin } = checkpoint;
      if (!named.some((key) => key.name === origin))
        return { status: 404, says: 'This witness does not know the log.' };
      const known = changes.get(origin) ?? [];
      if (known.some((one) => one.index === change.index && isSamePair(one.to, change.to)))
        return { status: 200, says: 'Known.', origin };
      const refused = refusal(named, known, change);
      if (refused !== undefined) return { ...refused, origin };
      await keep(folderOf(origin), change.index, body);
      add(changes, origin, change);
      return { status: 200, says: 'The new keys are known from now on.', origin };
    },
  };
}

async function readProof(body: Uint8Array): Promise<HandOverProof | Learned> {
  try {
    return await checkHandOver(nodeCrypto, body, 'request');
  } catch (error) {
    if (error instanceof Fault) return { status: 400, says: error.message };
    throw error;
  }
}

function refusal(
  named: readonly NoteKey[],
  known: readonly KeyChange[],
  change: KeyChange,
): Pick<Learned, 'status' | 'says'> | undefined {
  const last = known.at(-1);
  if (change.cause !== 'planned')
    return {
      status: 403,
      says: 'The keys were not handed on as planned: the new ones must come by another road.',
    };
  if (known.length >= CHANGES_MAX) return { status: 403, says: 'Too many changes of keys.' };
  if (last !== undefined && change.index <= last.index)
    return { status: 409, says: `The keys of this log were replaced at event ${last.index} already.` };
  const isFromHere =
    last === undefined
      ? followKeys(
          named.filter((key) => key.name === change.from.ed25519.name),
          change.from,
          [],
        ) !== undefined
      : isSamePair(last.to, change.from);
  if (!isFromHere) return { status: 403, says: 'The keys that hand on are not those known here.' };
  if ([...known, change].some(({ from }) => isEnded(from, change)))
    return { status: 403, says: 'A key of this log that ended does not come back.' };
  return undefined;
}

/** Durable before it counts. Of two requests at once the second finds it there. */
async function keep(folder: string, index: number, body: Uint8Array): Promise<void> {
  await makeFolder(folder, 0o700);
  await createAtomically(join(folder, `${indexName(index)}.tlog-proof`), body, 0o600).catch(
    (error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
    },
  );
}

function add(changes: Map<string, KeyChange[]>, origin: string, change: KeyChange): void {
  changes.set(origin, [...(changes.get(origin) ?? []), change]);
}

function pairs(...all: readonly KeyChange['to'][]): NoteKey[] {
  return all.flatMap(({ ed25519, mlDsa44 }) => [ed25519, mlDsa44]);
}

function isNew(named: readonly NoteKey[]) {
  return (key: NoteKey): boolean => !named.some((one) => isSameKey(one, key));
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await ifThere(readdir(folder))) ?? []).filter((name) => /^\d{6,16}\.tlog-proof$/.test(name));
}
