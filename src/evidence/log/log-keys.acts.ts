// The keys of the log as an installation opens them: which pair signs, which earlier pair signs beside it for a while, and how
// one came to the other. The log decides and the files follow, so a crash between the two is finished here.
import { createPublicKey } from 'node:crypto';
import { readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import type { Database } from '../../platform/database.ts';
import { flush, ifThere, writeAtomically } from '../../platform/files.ts';
import { readKeyFile, spkiPem, type KeyAlgorithm, type SigningKey } from '../../platform/keys.ts';
import type { LogFolder } from '../../platform/log-folder.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { Schema } from '../../platform/schema.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import {
  checkHandOver,
  isSamePair,
  keyChangeOf,
  LOG_KEYS_ITEM,
  pairAt,
  type KeyChange,
  type LogKeyPair,
} from '../../verify/key-change.ts';
import { keyFingerprint, noteKey, rawKeyOf, type NoteKey } from '../../verify/note-key.ts';
import { indexName } from '../../verify/package-layout.ts';
import { KEY_NAMES, NEXT, OLD } from './key-names.ts';
import type { NoteSigner } from './log-entry.ts';
import { leavesOfItem, lockForPublishing, readHead, type Db } from './log.store.ts';

/** Who signs heads of the log. */
interface PairSigner {
  readonly ed25519: NoteSigner;
  readonly mlDsa44: NoteSigner;
}

export interface LogKeys extends PairSigner {
  /** Every change of them, oldest first. */
  readonly changes: readonly KeyChange[];
  /** The pair that a planned change replaced, while its private keys are here; it signs too until then (ms). */
  readonly retiring?: PairSigner & { readonly until: number };
  /** False when the private keys are not here: then nothing is signed. */
  readonly canSign: boolean;
}

interface KeyParts {
  /** The folder of the private keys. */
  readonly keys: string;
  readonly db: Database<Schema>;
  readonly folder: LogFolder;
  readonly origin: string;
  readonly clock: Clock;
  readonly passphrase: string | undefined;
  /** Private keys may be missing: for acts that end that very state. */
  readonly mayLack: boolean;
}

const ALGORITHMS = ['ed25519', 'mlDsa44'] as const;
type Which = (typeof ALGORITHMS)[number];

/** The keys that a head of so many events bears. */
export function pairOf(keys: LogKeys, size: number): LogKeyPair {
  return pairAt(keys.changes, { ed25519: keys.ed25519.key, mlDsa44: keys.mlDsa44.key }, size);
}

/** Where the proof of a change is kept, below the folder of the log. */
export function handOverPath(index: number): string {
  return `key-changes/${indexName(index)}.tlog-proof`;
}

/** Changes that the log in this database has recorded. */
async function recordedChanges(db: Db): Promise<KeyChange[]> {
  return (await leavesOfItem(db, LOG_KEYS_ITEM)).map(({ note, index }) => {
    const place = `event ${index}`;
    return keyChangeOf(nodeCrypto, parseEventNote(note, place).event, index, place);
  });
}

export async function openLogKeys(parts: KeyParts): Promise<LogKeys> {
  const recorded = await recordedChanges(parts.db.kysely);
  const changes = await withPublishedChanges(parts, recorded);
  const last = changes.at(-1);
  if (last !== undefined)
    await parts.db.transaction(async (tx) => {
      await lockForPublishing(tx); // of two processes that open at once, one moves the files
      for (const which of ALGORITHMS) await putInPlace(parts, which, last);
    });
  const [ed25519, mlDsa44] = [
    await signerOf(parts, 'ed25519', last?.to),
    await signerOf(parts, 'mlDsa44', last?.to),
  ];
  const retiring = last === undefined ? undefined : await retiringPair(parts, last);
  return {
    ed25519: ed25519.signer,
    mlDsa44: mlDsa44.signer,
    changes,
    ...(retiring === undefined ? {} : { retiring }),
    canSign: ed25519.canSign && mlDsa44.canSign,
  };
}

/**
 * A database that was restored from an older backup may know less than was published. What the published log proves, from
 * the keys that are known here on, counts as known: with older keys nothing may be signed any more.
 */
async function withPublishedChanges(parts: KeyParts, recorded: KeyChange[]): Promise<KeyChange[]> {
  const names = (await parts.folder.list('key-changes')).sort();
  const size = (await readHead(parts.db.kysely))?.size ?? 0;
  const changes = [...recorded];
  for (const name of names) {
    const index = Number(/^(\d{6,16})\.tlog-proof$/.exec(name)?.[1] ?? -1);
    if (index < size) continue;
    const found = await publishedChange(parts, name);
    const before = changes.at(-1)?.to ?? (await pairInFiles(parts));
    if (found === undefined || before === undefined) continue;
    if (isSamePair(found.from, before) || isSamePair(found.to, before)) changes.push(found);
  }
  return changes;
}

async function publishedChange(parts: KeyParts, name: string): Promise<KeyChange | undefined> {
  try {
    const place = `key-changes/${name}`;
    const { change, checkpoint } = await checkHandOver(nodeCrypto, await parts.folder.read(place), place);
    return checkpoint.origin === parts.origin ? change : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined; // proves nothing; the audit names it
    throw error;
  }
}

async function pairInFiles(parts: KeyParts): Promise<LogKeyPair | undefined> {
  const [ed25519, mlDsa44] = await Promise.all(ALGORITHMS.map((which) => publicKey(parts, which)));
  return ed25519 === undefined || mlDsa44 === undefined ? undefined : { ed25519, mlDsa44 };
}

/** The current key becomes the old one, the next one the current. Each step is taken once, wherever the last run stopped. */
async function putInPlace(parts: KeyParts, which: Which, change: KeyChange): Promise<void> {
  const at = (suffix: string): string => join(parts.keys, `${KEY_NAMES[which]}${suffix}`);
  const wanted = fingerprintOf(change.to[which]);
  const current = await readKeyFile(at('.pem'), parts.passphrase);
  if (current?.fingerprint !== wanted) {
    const next = await readKeyFile(at(`${NEXT}.pem`), parts.passphrase);
    if (next?.fingerprint !== wanted) return;
    if (current?.fingerprint === fingerprintOf(change.from[which]) && change.cause === 'planned') {
      await rename(at('.pem'), at(`${OLD}.pem`));
      await flush(parts.keys);
    }
    await writeAtomically(at('.pub.pem'), spkiPem(next.spki), 0o644);
    await rename(at(`${NEXT}.pem`), at('.pem'));
    await flush(parts.keys);
  }
  await ifThere(unlink(at(`${NEXT}.pub.pem`)));
}

/** Until the overlap is over; then the private keys leave the folder, once the new ones have their proof. */
async function retiringPair(parts: KeyParts, change: KeyChange): Promise<LogKeys['retiring']> {
  const at = (which: Which): string => join(parts.keys, `${KEY_NAMES[which]}${OLD}.pem`);
  const until = change.cause === 'planned' ? Date.parse(change.overlapUntil ?? '') || 0 : 0;
  const isProven = (await parts.folder.list('key-changes')).includes(`${indexName(change.index)}.tlog-proof`);
  if (change.cause !== 'planned' || (isProven && parts.clock() >= until)) {
    for (const which of ALGORITHMS) await ifThere(unlink(at(which)));
    return undefined;
  }
  const found = await Promise.all(
    ALGORITHMS.map(async (which): Promise<NoteSigner | undefined> => {
      const signing = await readKeyFile(at(which), parts.passphrase);
      const key = change.from[which];
      return signing?.fingerprint === fingerprintOf(key) ? { key, signing } : undefined;
    }),
  );
  const [ed25519, mlDsa44] = found;
  return ed25519 === undefined || mlDsa44 === undefined ? undefined : { ed25519, mlDsa44, until };
}

async function signerOf(
  parts: KeyParts,
  which: Which,
  wanted: LogKeyPair | undefined,
): Promise<{ readonly signer: NoteSigner; readonly canSign: boolean }> {
  const name = KEY_NAMES[which];
  const held = await readKeyFile(join(parts.keys, `${name}.pem`), parts.passphrase);
  const key = wanted?.[which] ?? (held === undefined ? undefined : keyFor(parts.origin, which, held));
  if (held !== undefined && key !== undefined && held.fingerprint === fingerprintOf(key))
    return { signer: { key, signing: held }, canSign: true };
  const isOther = held !== undefined;
  const known = key ?? (await publicKey(parts, which));
  if (!parts.mayLack || known === undefined) throw isOther ? otherKey(parts, name) : missingKey(parts, name);
  return { signer: { key: known, signing: withoutPrivate(known, which, parts) }, canSign: false };
}

function keyFor(origin: string, which: Which, { publicKey: raw }: Pick<SigningKey, 'publicKey'>): NoteKey {
  return noteKey(nodeCrypto, origin, which === 'ed25519' ? 'ed25519' : 'cosignature-ml-dsa-44', raw);
}

/** From the public file, which `comity init` writes beside the private one. */
async function publicKey({ keys, origin }: KeyParts, which: Which): Promise<NoteKey | undefined> {
  const pem = await ifThere(readFile(join(keys, `${KEY_NAMES[which]}.pub.pem`), 'utf8'));
  if (pem === undefined) return undefined;
  const raw = rawKeyOf(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  return raw === undefined ? undefined : keyFor(origin, which, raw);
}

function withoutPrivate(key: NoteKey, which: Which, parts: KeyParts): SigningKey {
  const algorithm: KeyAlgorithm = which === 'ed25519' ? 'ed25519' : 'ml-dsa-44';
  const sign = (): Uint8Array => {
    throw missingKey(parts, KEY_NAMES[which]);
  };
  return { algorithm, spki: key.spki, publicKey: key.publicKey, fingerprint: fingerprintOf(key), sign };
}

function fingerprintOf(key: NoteKey): string {
  return keyFingerprint(nodeCrypto, key);
}

function missingKey({ keys }: KeyParts, name: string): Refusal {
  return new Refusal('notReady.logKeyMissing', { name, keys });
}

function otherKey({ keys }: KeyParts, name: string): Refusal {
  return new Refusal('wrongKey.logKeyOld', { path: join(keys, `${name}.pem`) });
}

export function keysChanged(): Refusal {
  return new Refusal('notReady.logKeysReplacedMeanwhile');
}
