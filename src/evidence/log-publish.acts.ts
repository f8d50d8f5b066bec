// Publishes the log: tiles, entry bundles, then a signed checkpoint. Work grows with what is new, not with the log.
import { equalBytes } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import type { Clock } from '../base/time.ts';
import type { Database } from '../platform/database.ts';
import { errorCode } from '../platform/files.ts';
import type { SigningKey } from '../platform/keys.ts';
import type { LogFolder } from '../platform/log-folder.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import type { Schema } from '../platform/schema.ts';
import { formatCheckpoint, parseCheckpoint, type Checkpoint } from '../verify/checkpoint.ts';
import { Fault } from '../verify/fault.ts';
import { noteKey, type NoteKey } from '../verify/note-key.ts';
import { formatNote, parseNote, requireSignature, verifySignatures } from '../verify/note.ts';
import { entriesPath, formatEntryBundle, newTiles, TILE_WIDTH, treeRoot } from '../verify/tiles.ts';
import { signatureOf, type NoteSigner } from './log-entry.ts';
import { leavesBetween, lockForPublishing, readHead, rootAt, type Tx } from './log.store.ts';

export interface LogKeys {
  readonly ed25519: NoteSigner;
  readonly mlDsa44: NoteSigner;
}

export interface PublishParts {
  readonly db: Database<Schema>;
  readonly folder: LogFolder;
  readonly keys: LogKeys;
  readonly origin: string;
  readonly clock: Clock;
}

export interface Published extends Checkpoint {
  /** The whole signed note, as stored. */
  readonly note: Uint8Array;
  /** POSIX seconds, as the log's ML-DSA-44 line states it. */
  readonly time: number;
}

/** Leaves taken at a time: 256 tiles of entries, at most 16 MB of hashes and notes in memory. */
const STEP = 16 * TILE_WIDTH;

export function logKeys(origin: string, ed25519: SigningKey, mlDsa44: SigningKey): LogKeys {
  return {
    ed25519: { key: noteKey(nodeCrypto, origin, 'ed25519', ed25519.publicKey), signing: ed25519 },
    mlDsa44: {
      key: noteKey(nodeCrypto, origin, 'cosignature-ml-dsa-44', mlDsa44.publicKey),
      signing: mlDsa44,
    },
  };
}

/** The checkpoint on disk, its signatures checked; undefined before the first. */
export async function readPublished(
  folder: LogFolder,
  keys: LogKeys,
  origin: string,
): Promise<Published | undefined> {
  const note = await folder.checkpoint();
  return note === undefined ? undefined : openCheckpoint(note, [keys.ed25519.key, keys.mlDsa44.key], origin);
}

/** The same, for who asks often: the signatures are checked again only when the file has changed. */
export function publishedReader(
  folder: LogFolder,
  keys: LogKeys,
  origin: string,
): () => Promise<Published | undefined> {
  let last: Published | undefined;
  return async () => {
    const note = await folder.checkpoint();
    if (note === undefined) return undefined;
    if (last === undefined || !equalBytes(note, last.note))
      last = await openCheckpoint(note, [keys.ed25519.key, keys.mlDsa44.key], origin);
    return last;
  };
}

export async function openCheckpoint(
  bytes: Uint8Array,
  keys: readonly NoteKey[],
  origin: string,
): Promise<Published> {
  const note = parseNote(bytes, 'checkpoint');
  const verified = await verifySignatures(nodeCrypto, note, keys, 'checkpoint');
  const times = keys.map((key) => requireSignature(verified, key, 'checkpoint').time ?? 0);
  const checkpoint = parseCheckpoint(note.text, 'checkpoint');
  if (checkpoint.origin !== origin) throw damaged(`a checkpoint of ${origin}`, `one of ${checkpoint.origin}`);
  return { ...checkpoint, note: bytes, time: Math.max(...times) };
}

/** Publishes what was recorded since the last time; the checkpoint it returns covers every event recorded before the call. */
export async function publishLog(parts: PublishParts): Promise<Published | undefined> {
  return parts.db.transaction(async (tx) => {
    await lockForPublishing(tx);
    const head = await readHead(tx);
    const last = await readPublished(parts.folder, parts.keys, parts.origin);
    await refuseInconsistent(tx, last, head?.size ?? 0);
    if (head === undefined || last?.size === head.size) return last;
    const root = await rootOfFiles(parts, tx, { from: last?.size ?? 0, to: head.size });
    if (!equalBytes(root, head.root)) throw lostFiles('others');
    const note = signCheckpoint(parts, { origin: parts.origin, size: head.size, root });
    await parts.folder.publish(note);
    return openCheckpoint(note, [parts.keys.ed25519.key, parts.keys.mlDsa44.key], parts.origin);
  });
}

/** Writes every tile and entry bundle of the published log again from the database, where files under `log/` were lost. */
export async function rebuildFiles(parts: PublishParts): Promise<void> {
  await parts.db.transaction(async (tx) => {
    await lockForPublishing(tx);
    const head = await readHead(tx);
    const last = await readPublished(parts.folder, parts.keys, parts.origin);
    await refuseInconsistent(tx, last, head?.size ?? 0);
    if (last !== undefined) await writeTiles(parts, tx, 0, last.size);
  });
}

async function rootOfFiles(
  parts: PublishParts,
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array> {
  try {
    await writeTiles(parts, tx, from, to);
    return await treeRoot(nodeCrypto, parts.folder.read, to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && !(error instanceof Fault)) throw error;
    throw lostFiles(error instanceof Error ? error.message : 'others');
  }
}

function lostFiles(found: string): Refusal {
  return new Refusal('damaged', {
    expected: 'the tiles of the log as they were published',
    found,
    next: 'Keep a copy of the folder `log`, then run `comity log checkpoint --rebuild`.',
  });
}

export function signCheckpoint(
  parts: Pick<PublishParts, 'keys' | 'clock'>,
  checkpoint: Checkpoint,
): Uint8Array {
  const text = formatCheckpoint(checkpoint);
  const now = Math.floor(parts.clock() / 1000);
  return formatNote(text, [
    signatureOf(parts.keys.ed25519, text, undefined),
    signatureOf(parts.keys.mlDsa44, text, now),
  ]);
}

/** The log signs nothing that contradicts what it signed before. */
async function refuseInconsistent(tx: Tx, last: Published | undefined, size: number): Promise<void> {
  if (last === undefined) return;
  if (last.size > size) {
    throw new Refusal('rolledBack', {
      expected: `a log of at least ${last.size} events, as last published`,
      found: `${size} events in the database`,
      next: 'The database is older than the published checkpoint. Run `comity log restore` with two officers.',
    });
  }
  const root = await rootAt(tx, last.size);
  if (root === undefined || !equalBytes(root, last.root)) {
    throw damaged(`the root published at size ${last.size}`, 'another root in the database');
  }
}

async function writeTiles(parts: PublishParts, tx: Tx, from: number, to: number): Promise<void> {
  let done = from;
  while (done < to) {
    const start = done - (done % TILE_WIDTH);
    const end = Math.min(to, start + STEP);
    const leaves = await leavesBetween(tx, start, end);
    if (leaves.length !== end - start)
      throw damaged(`events ${start} to ${end - 1} in the database`, `${leaves.length} of them`);
    const bundles = [];
    for (let first = start; first < end; first += TILE_WIDTH) {
      const entries = leaves.slice(first - start, first - start + TILE_WIDTH).map((leaf) => leaf.note);
      const width = entries.length === TILE_WIDTH ? undefined : entries.length;
      bundles.push({ path: entriesPath(first / TILE_WIDTH, width), bytes: formatEntryBundle(entries) });
    }
    const hashes = leaves.slice(done - start).map((leaf) => leaf.leafHash);
    const tiles = await newTiles(nodeCrypto, {
      oldSize: done,
      leafHashes: hashes,
      reader: parts.folder.read,
    });
    await parts.folder.write([...bundles, ...tiles]);
    done = end;
  }
}

function damaged(expected: string, found: string): Refusal {
  return new Refusal('damaged', {
    expected,
    found,
    next: 'Stop, keep everything as it is, and run `comity audit`, which names what differs.',
  });
}
