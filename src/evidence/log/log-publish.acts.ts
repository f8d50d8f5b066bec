// Publishes the log: tiles, entry bundles, then a signed checkpoint. Work grows with what is new, not with the log.
import { equalBytes } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import type { Database } from '../../platform/database.ts';
import { errorCode } from '../../platform/files.ts';
import type { LogFolder } from '../../platform/log-folder.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { Schema } from '../../platform/schema.ts';
import { formatCheckpoint, parseCheckpoint, type Checkpoint } from '../../verify/checkpoint.ts';
import { Fault } from '../../verify/fault.ts';
import { LOG_KEYS_ITEM } from '../../verify/key-change.ts';
import { formatNote, parseNote, requireSignature, verifySignatures } from '../../verify/note.ts';
import { entriesPath, formatEntryBundle, newTiles, TILE_WIDTH, treeRoot } from '../../verify/tiles.ts';
import { signatureOf } from './log-entry.ts';
import { keysChanged, pairOf, type LogKeys } from './log-keys.acts.ts';
import {
  lastIndexOf,
  leavesBetween,
  lockForPublishing,
  readHead,
  rootAt,
  type Db,
  type Tx,
} from './log.store.ts';

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

/** The checkpoint on disk, its signatures checked; undefined before the first. */
export async function readPublished(
  folder: LogFolder,
  keys: LogKeys,
  origin: string,
): Promise<Published | undefined> {
  const note = await folder.checkpoint();
  return note === undefined ? undefined : openPublished(note, keys, origin);
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
    if (last === undefined || !equalBytes(note, last.note)) last = await openPublished(note, keys, origin);
    return last;
  };
}

/** Keys of a restored backup can be older than those that published since. */
async function openPublished(note: Uint8Array, keys: LogKeys, origin: string): Promise<Published> {
  try {
    return await openCheckpoint(note, keys, origin);
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== 'signatureMissing') throw cause;
    throw new Refusal('wrongKey', {
      expected: 'a published head of the log that bears the keys which are here',
      found: 'one of other keys of that name',
      next: 'This folder is older than what was published: its keys were replaced since. Restore the newest backup.',
      cause,
    });
  }
}

/** The keys that must have signed are those of its size. */
export async function openCheckpoint(bytes: Uint8Array, keys: LogKeys, origin: string): Promise<Published> {
  const note = parseNote(bytes, 'checkpoint');
  const checkpoint = parseCheckpoint(note.text, 'checkpoint');
  const { ed25519, mlDsa44 } = pairOf(keys, checkpoint.size);
  const verified = await verifySignatures(nodeCrypto, note, [ed25519, mlDsa44], 'checkpoint');
  const times = [ed25519, mlDsa44].map((key) => requireSignature(verified, key, 'checkpoint').time ?? 0);
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
    // Asked after the size is known: a head that covers a change is signed by none but the new keys.
    if (await haveKeysChanged(tx, parts.keys)) throw keysChanged();
    if (head === undefined || last?.size === head.size) return last;
    const root = await rootOfFiles(parts, tx, { from: last?.size ?? 0, to: head.size });
    if (!equalBytes(root, head.root)) throw lostFiles('others');
    const note = signCheckpoint(parts, { origin: parts.origin, size: head.size, root });
    await parts.folder.publish(note);
    return openCheckpoint(note, parts.keys, parts.origin);
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

/** `isHandOver`: the pair that was replaced signs too, even when its overlap is over. */
export function signCheckpoint(
  parts: Pick<PublishParts, 'keys' | 'clock'>,
  checkpoint: Checkpoint,
  isHandOver = false,
): Uint8Array {
  const text = formatCheckpoint(checkpoint);
  const now = parts.clock();
  const { retiring } = parts.keys;
  const isOverlap = retiring !== undefined && (now < retiring.until || isHandOver);
  return formatNote(
    text,
    [parts.keys, ...(isOverlap ? [retiring] : [])].flatMap(({ ed25519, mlDsa44 }) => [
      signatureOf(ed25519, text, undefined),
      signatureOf(mlDsa44, text, Math.floor(now / 1000)),
    ]),
  );
}

/** Whether the log has changed its keys since these were opened. */
export async function haveKeysChanged(db: Db, { changes }: LogKeys): Promise<boolean> {
  const last = await lastIndexOf(db, LOG_KEYS_ITEM);
  return last !== undefined && last > (changes.at(-1)?.index ?? -1);
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
