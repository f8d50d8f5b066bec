// Publishes the log: tiles, entry bundles, then a signed checkpoint. Work grows with what is new, not with the log.
import { equalBytes } from '../../base/bytes.ts';
import { errorText } from '../../base/error-text.ts';
import { inEnglish, phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import type { Database } from '../../platform/database.ts';
import { errorCode, ifThere } from '../../platform/files.ts';
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

interface PublishParts {
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

/**
 * The later of the two heads on disk, its signatures checked. Undefined before the first is published, and when the last was set
 * aside (`log-set-aside.acts.ts`); `refuseLostHead` tells these from a head that is gone.
 */
export async function readPublished(
  folder: LogFolder,
  keys: LogKeys,
  origin: string,
): Promise<Published | undefined> {
  return publishedReader(folder, keys, origin)();
}

/** The same, for who asks often: the signatures are checked again only when a file has changed. */
export function publishedReader(
  folder: LogFolder,
  keys: LogKeys,
  origin: string,
): () => Promise<Published | undefined> {
  let opened: Published[] = [];
  return async () => {
    const found: Published[] = [];
    for (const { bytes } of await folder.heads()) {
      if (bytes === undefined || found.some(({ note }) => equalBytes(note, bytes))) continue;
      const before = opened.find(({ note }) => equalBytes(note, bytes));
      found.push(before ?? (await openPublished(bytes, keys, origin)));
    }
    opened = found;
    const last = found.reduce<Published | undefined>(
      (best, one) => (best !== undefined && best.size >= one.size ? best : one),
      undefined,
    );
    return last === undefined || (await isSetAside(folder, last)) ? undefined : last;
  };
}

/** Whether a log that was taken up again has put this head among the lost. */
async function isSetAside(folder: LogFolder, { size, note }: Published): Promise<boolean> {
  const lost = await ifThere(folder.read(lostPath(size)));
  return lost !== undefined && equalBytes(lost, note);
}

export function lostPath(size: number): string {
  return `lost/${size}.note`;
}

/** The first act of `init`, which publishes: nothing later is recorded before a head was published. */
const EVENTS_OF_INIT = 1;

/**
 * Refuses (`damaged`) where a head was published and none is left: whether the database was set back cannot be told, and a new
 * head would fork the log.
 */
export async function refuseLostHead(folder: LogFolder, size: number): Promise<void> {
  const heads = await folder.heads();
  if (heads.some(({ bytes }) => bytes !== undefined)) return;
  if (await isOfInit(folder, size)) return;
  throw new Refusal('damaged.publishedHead', { places: heads.map(({ place }) => place).join(', '), size });
}

/** Nothing more was recorded or published than `init` does. `size`: events in the database. */
export async function isOfInit(folder: LogFolder, size: number): Promise<boolean> {
  return size <= EVENTS_OF_INIT && !(await hasPublishedMore(folder));
}

/** Files that only a log of more events than those of `init` leaves behind. */
async function hasPublishedMore(folder: LogFolder): Promise<boolean> {
  const first = new Set(['000.p', `${EVENTS_OF_INIT}`, 'entries', '0']);
  for (const path of ['kept', 'lost', 'tile', 'tile/0', 'tile/0/000.p', 'tile/entries'])
    if ((await folder.list(path)).some((name) => !name.startsWith('.') && !first.has(name))) return true;
  return false;
}

/** Keys of a restored backup can be older than those that published since. */
async function openPublished(note: Uint8Array, keys: LogKeys, origin: string): Promise<Published> {
  try {
    return await openCheckpoint(note, keys, origin);
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== 'signatureMissing') throw cause;
    throw new Refusal('wrongKey.publishedHeadKeys', { cause });
  }
}

/** The keys that must have signed are those of its size. */
export async function openCheckpoint(bytes: Uint8Array, keys: LogKeys, origin: string): Promise<Published> {
  const note = parseNote(bytes, 'checkpoint');
  const checkpoint = parseCheckpoint(note.text, 'checkpoint');
  const { ed25519, mlDsa44 } = pairOf(keys, checkpoint.size);
  const verified = await verifySignatures(nodeCrypto, note, [ed25519, mlDsa44], 'checkpoint');
  const times = [ed25519, mlDsa44].map((key) => requireSignature(verified, key, 'checkpoint').time ?? 0);
  if (checkpoint.origin !== origin)
    throw new Refusal('damaged.checkpointOrigin', { origin, found: checkpoint.origin });
  return { ...checkpoint, note: bytes, time: Math.max(...times) };
}

/** Publishes what was recorded since the last time; the checkpoint it returns covers every event recorded before the call. */
export async function publishLog(parts: PublishParts): Promise<Published | undefined> {
  return parts.db.transaction(async (tx) => {
    await lockForPublishing(tx);
    const head = await readHead(tx);
    const last = await readPublished(parts.folder, parts.keys, parts.origin);
    if (last === undefined) await refuseLostHead(parts.folder, head?.size ?? 0);
    await refuseInconsistent(tx, last, head?.size ?? 0);
    // Asked after the size is known: a head that covers a change is signed by none but the new keys.
    if (await haveKeysChanged(tx, parts.keys)) throw keysChanged();
    if (head === undefined) return last;
    if (last?.size === head.size) return await keepTwice(parts.folder, last);
    const root = await rootOfFiles(parts, tx, { from: last?.size ?? 0, to: head.size });
    if (!equalBytes(root, head.root)) throw lostFiles(phrase('others'));
    const note = signCheckpoint(parts, { origin: parts.origin, size: head.size, root });
    await parts.folder.publish(note);
    return openCheckpoint(note, parts.keys, parts.origin);
  });
}

/** A head of which one copy was lost is there twice again. */
async function keepTwice(folder: LogFolder, last: Published): Promise<Published> {
  const heads = await folder.heads();
  if (heads.some(({ bytes }) => bytes === undefined || !equalBytes(bytes, last.note)))
    await folder.publish(last.note);
  return last;
}

/** A program that was killed between the two places of the head left the older one in the second of them. */
export async function settleHeads(folder: LogFolder, last: Published | undefined): Promise<void> {
  const heads = await folder.heads();
  if (last === undefined || heads.some(({ bytes }) => bytes === undefined)) return; // a lost one is a difference of the audit
  await keepTwice(folder, last);
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
    throw lostFiles(inEnglish(errorText(error)));
  }
}

function lostFiles(found: Phrase): Refusal {
  return new Refusal('damaged.publishedTiles', { found });
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
    throw new Refusal('rolledBack.log', { expected: last.size, found: size });
  }
  const root = await rootAt(tx, last.size);
  if (root === undefined || !equalBytes(root, last.root)) {
    throw new Refusal('damaged.publishedRoot', { size: last.size });
  }
}

async function writeTiles(parts: PublishParts, tx: Tx, from: number, to: number): Promise<void> {
  let done = from;
  while (done < to) {
    const start = done - (done % TILE_WIDTH);
    const end = Math.min(to, start + STEP);
    const leaves = await leavesBetween(tx, start, end);
    if (leaves.length !== end - start)
      throw new Refusal('damaged.eventsInDatabase', { from: start, to: end - 1, count: leaves.length });
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
