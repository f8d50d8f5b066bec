// Takes a log up again whose database is older than what was published. Events that survive in the entry bundles on
// disk are read back and held against the published root; what cannot be read back is named as lost. Two officers sign.
import { equalBytes, hex } from '../../base/bytes.ts';
import { newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rootOf, type CompactRange } from '../../verify/merkle.ts';
import { entriesPath, parseEntryBundle, TILE_WIDTH, treeRoot } from '../../verify/tiles.ts';
import type { Installation } from '../log/installation.acts.ts';
import { makeLeaf, type NoteSigner } from '../log/log-entry.ts';
import { haveKeysChanged, readPublished, refuseLostHead, type Published } from '../log/log-publish.acts.ts';
import {
  chainHeads,
  insertHead,
  insertLeaves,
  lockForWriting,
  readHead,
  type NewLeaf,
  type Tx,
} from '../log/log.store.ts';
import { setAside } from '../log/log-set-aside.acts.ts';
import { isEnrolled, keyEventNotes, notEnrolled, refuseFewOfficers } from '../log/officer.acts.ts';
import { keyItem } from '../log/key-names.ts';
import { rebuildRows } from './rebuild.acts.ts';
import { TOOL } from '../log/tool.ts';

interface Restored {
  readonly foundSize: number;
  readonly publishedSize: number;
  readonly recovered: number;
  /** Positions whose events are lost, from and up to but not including; undefined when none are. */
  readonly lost?: { readonly from: number; readonly to: number };
}

export async function restoreLog(
  house: Installation,
  officers: readonly NoteSigner[],
  reason: string,
): Promise<Restored> {
  refuseFewOfficers(officers);
  const published = await readPublished(house.folder, house.keys, house.identity.origin);
  const restored = await house.db.transaction(async (tx) => {
    await lockForWriting(tx);
    const head = await readHead(tx);
    const range: CompactRange = head ?? EMPTY_RANGE;
    if (published === undefined) await refuseLostHead(house.folder, range.size);
    if (published === undefined || published.size <= range.size) throw nothingToRestore(range.size);
    await refuseFork(house, range, published);
    const found = await survivingLeaves(house, range, published);
    const last = await insertRecovered(tx, range, found);
    await rebuildRows(
      tx,
      found.map((leaf) => ({ event: leaf.event, recordedAt: leaf.recordedAt })),
    );
    await refuseStrangers(house, officers, found);
    const result = describe(range.size, published, last.size);
    await appendRestored(house, tx, { range: last, officers, reason, published, result });
    return result;
  });
  if (restored.lost !== undefined && published !== undefined) await setAside(house.folder, published);
  // Who has only keys that were replaced since has the log back, and replaces the keys next.
  if (house.keys.canSign && !(await haveKeysChanged(house.db.kysely, house.keys))) await house.publish();
  return restored;
}

function describe(foundSize: number, published: Published, reached: number): Restored {
  const lost = reached < published.size ? { lost: { from: reached, to: published.size } } : {};
  return { foundSize, publishedSize: published.size, recovered: reached - foundSize, ...lost };
}

/** The database must be an earlier state of the published log, not another log. */
async function refuseFork(house: Installation, range: CompactRange, published: Published): Promise<void> {
  const root = await treeRoot(nodeCrypto, house.folder.read, range.size).catch(() => undefined);
  const isEarlier = root === undefined || range.size === 0 || equalBytes(root, rootOf(nodeCrypto, range));
  if (isEarlier) return;
  throw new Refusal('damaged.otherLog', { published: published.size, size: range.size });
}

/** Reads on from where the database ends, for as long as every entry leads to the published tree. */
async function survivingLeaves(
  house: Installation,
  range: CompactRange,
  published: Published,
): Promise<NewLeaf[]> {
  const found: NewLeaf[] = [];
  for (let start = range.size - (range.size % TILE_WIDTH); start < published.size; start += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, published.size - start);
    const entries = await readBundle(house, start / TILE_WIDTH, width);
    if (entries === undefined) break;
    for (const [i, note] of entries.entries()) {
      if (start + i < range.size) continue;
      const { event, note: signed } = parseEventNote(note, `entry ${start + i}`);
      const recordedAt = new Date(serviceSeconds(signed.signatures.at(-1)?.bytes) * 1000);
      found.push({ event, note, leafHash: leafHash(nodeCrypto, note), index: start + i, recordedAt });
    }
  }
  const reached = found.reduce((all, leaf) => appendLeaf(nodeCrypto, all, leaf.leafHash), range);
  if (reached.size === published.size && !equalBytes(rootOf(nodeCrypto, reached), published.root)) {
    throw new Refusal('damaged.entryBundles');
  }
  return found;
}

async function readBundle(
  house: Installation,
  index: number,
  width: number,
): Promise<Uint8Array[] | undefined> {
  for (const path of [entriesPath(index, width), entriesPath(index)]) {
    const bytes = await house.folder.read(path).catch(() => undefined);
    if (bytes !== undefined) return parseEntryBundle(bytes, path).slice(0, width);
  }
  return undefined;
}

/** The first eight bytes of the service's line are POSIX seconds (docs/formats/event.md). */
function serviceSeconds(bytes: Uint8Array | undefined): number {
  if (bytes === undefined || bytes.length < 8) return 0;
  return Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
}

async function insertRecovered(
  tx: Tx,
  range: CompactRange,
  found: readonly NewLeaf[],
): Promise<CompactRange> {
  const last = found.reduce((all, leaf) => appendLeaf(nodeCrypto, all, leaf.leafHash), range);
  for (let at = 0; at < found.length; at += 1000) await insertLeaves(tx, found.slice(at, at + 1000));
  if (found.length > 0) await insertHead(tx, last, rootOf(nodeCrypto, last));
  return last;
}

async function refuseStrangers(
  house: Installation,
  officers: readonly NoteSigner[],
  found: readonly NewLeaf[],
): Promise<void> {
  for (const { signing } of officers) {
    const item = keyItem(signing.fingerprint);
    const recovered = found.filter((leaf) => leaf.event.item === item).map((leaf) => leaf.note);
    const notes = [...(await keyEventNotes(house, signing.fingerprint)), ...recovered];
    if (!isEnrolled(notes, 'officer')) throw notEnrolled(signing.fingerprint);
  }
}

interface RestoredEvent {
  readonly range: CompactRange;
  readonly officers: readonly NoteSigner[];
  readonly reason: string;
  readonly published: Published;
  readonly result: Restored;
}

async function appendRestored(house: Installation, tx: Tx, parts: RestoredEvent): Promise<void> {
  const salt = new Uint8Array(32);
  house.random(salt);
  const recordedAt = new Date(Math.floor(house.clock() / 1000) * 1000);
  const { result, published } = parts;
  const head = await lastOfLogItem(tx);
  const leaf = makeLeaf(house.identity, {
    draft: {
      type: 'restored',
      item: 'log',
      occurredAt: isoLocal(house.clock()),
      reason: parts.reason,
      tool: TOOL,
      facts: {
        publishedSize: published.size,
        publishedRoot: hex(published.root),
        foundSize: result.foundSize,
        recovered: result.recovered,
        ...(result.lost === undefined ? {} : { lostFrom: result.lost.from, lostTo: result.lost.to }),
      },
    },
    head,
    id: newUuid(house.clock, house.random),
    salt,
    recordedAt: recordedAt.getTime() / 1000,
    officers: parts.officers,
  });
  const range = appendLeaf(nodeCrypto, parts.range, leaf.leafHash);
  await insertLeaves(tx, [{ ...leaf, index: parts.range.size, recordedAt }]);
  await insertHead(tx, range, rootOf(nodeCrypto, range));
}

async function lastOfLogItem(tx: Tx) {
  return (await chainHeads(tx, ['log'])).get('log');
}

function nothingToRestore(size: number): Refusal {
  return new Refusal('notReady.nothingToRestore', { size });
}
