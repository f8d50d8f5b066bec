// The first stages: that the bytes are those that were sealed, which volumes and entries there are, and the digests of each file.
import { createHash } from 'node:crypto';
import type { Tx } from '../../evidence/log/log.store.ts';
import { FIRST_BYTES } from '../listing/kinds.ts';
import type { ShownVolume } from '../looking/asked.ts';
import { storedImage } from '../looking/disk-image.ts';
import { LookInside, lookingPool } from '../looking/look-inside.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Walked } from '../extractors/asked.ts';
import { isFailure, type DigestRow, type ReadRow } from '../extractors/examine-inside.ts';
import type { Work } from './examine.acts.ts';
import type { OpenInside } from './item-bytes.acts.ts';
import { itemId, itemOf, kept, VERSIONS, type Failed, type NewItem, type Unit } from './examined.ts';
import {
  counts,
  filePlaces,
  firstUnread,
  forgetUnit,
  idsAt,
  insertUnits,
  setDigests,
  stillHeld,
  unitOutcome,
  type UnitEnd,
} from './examined.store.ts';
import { insertItems, leavePlaces } from './listed.store.ts';

/** In one transaction with its effect. A unit that was done, or has failed, is not done again. */
export async function once(
  work: Work,
  unit: Unit,
  act: () => Promise<{ readonly end?: UnitEnd; readonly effect?: (tx: Tx) => Promise<UnitEnd | void> }>,
): Promise<void> {
  const { house, of } = work;
  work.signal.throwIfAborted();
  if ((await unitOutcome(house.db.kysely, of, unit)) !== undefined) return;
  const { end = {}, effect } = await act();
  work.signal.throwIfAborted();
  await house.db.transaction(async (tx) => {
    await stillHeld(tx, of);
    const ended = await effect?.(tx);
    await insertUnits(tx, of, [{ ...unit, ...end, ...ended }], madeNow(work));
  });
}

export function madeNow({ madeBy, house }: Work): { by: Work['madeBy']; at: Date } {
  return { by: madeBy, at: new Date(house.clock()) };
}

export async function verifyStored(work: Work): Promise<void> {
  const { house, exhibit, signal } = work;
  const unit = { stage: 'verify', version: VERSIONS.verify, content: exhibit.sha256 };
  await once(work, unit, async () => {
    const onProgress = (done: number): void =>
      void work.at('verify', { done: Math.min(done, exhibit.bytes), total: exhibit.bytes, failed: 0 }); // what describes it is read too
    const { differences, differencesCount } = await house.store.check(exhibit.id, { signal, onProgress });
    const [first] = differences;
    if (first === undefined) return {};
    const detail = `${differencesCount} differences; ${first.path}: expected ${first.expected}, found ${first.found}`;
    return { end: { failed: { reason: 'damaged', detail } } };
  });
}

/** The numbers of the volumes with a file system that is read. */
export async function listMedium(work: Work): Promise<readonly number[]> {
  const { exhibit, of, inside, house } = work;
  const found = await volumesOf(work);
  const unitOf = { stage: 'volumes', version: VERSIONS.volumes, content: exhibit.sha256 };
  if ('reason' in found) {
    await once(work, unitOf, () => Promise.resolve({ end: { failed: found } }));
    return [];
  }
  for (const volume of found)
    if (volume.isEncrypted === true) await sayEncrypted(work, unitOf, volume, found);
  const isListed = ({ fileSystem, kind }: ShownVolume): boolean =>
    fileSystem !== undefined && kind !== 'APFS snapshot'; // most of it is what its volume has
  const volumes = found.filter(isListed).map(({ number }) => number);
  await work.at('volumes', { done: volumes.length, total: volumes.length, failed: 0 });
  let done = (await counts(house.db.kysely, of)).items;
  const list = async (tx: Tx, volume: number, isUnused: boolean): Promise<UnitEnd> => {
    if (!isUnused) await leavePlaces(tx, of, volume); // what no file holds has its places after these
    await forgetUnit(tx, of, hashUnit(work, volume, isUnused)); // where the listing alone is tried again, all had been read
    const take = async (rows: readonly Walked[]): Promise<void> => {
      await insertItems(
        tx,
        of,
        rows.map((row) => itemOf(exhibit.id, row)),
      );
      done += rows.length;
      await work.at('list', { done, failed: 0 });
    };
    const problems = await inside.walk({ volume, isUnused }, take, work.signal);
    if (isFailure(problems)) return { failed: problems };
    const reason = isUnused ? 'tooMany' : 'damaged'; // what is damaged in a file is said where that is read
    return problems.length === 0 ? {} : { failed: { reason, detail: problems.join('; ') } };
  };
  for (const [volume, isUnused] of partsOf(work, volumes)) {
    const settings = settingsOf(volume, isUnused);
    const unit = { stage: 'list', version: VERSIONS.list, content: exhibit.sha256, settings };
    await once(work, unit, () => Promise.resolve({ effect: (tx) => list(tx, volume, isUnused) }));
  }
  return volumes;
}

/** What the file systems hold, and after that what none of their files does, where that is asked for. */
function partsOf(
  { isUnused, isMedium }: Pick<Work, 'isUnused' | 'isMedium'>,
  volumes: readonly number[],
): readonly (readonly [volume: number, isUnused: boolean])[] {
  const all = volumes.map((volume) => [volume, false] as const);
  return isUnused && isMedium ? [...all, ...volumes.map((volume) => [volume, true] as const)] : all;
}

function settingsOf(volume: number, isUnused: boolean): string {
  return isUnused ? `${volume} unused` : `${volume}`;
}

/**
 * What is encrypted is a result of its own: opened, or named as what could not be read. Where it is opened in a later examination, nothing is
 * left of that.
 */
async function sayEncrypted(
  work: Work,
  unitOf: Unit,
  { number, unread }: ShownVolume,
  all: readonly ShownVolume[],
): Promise<void> {
  const { house, of } = work;
  const unit = { ...unitOf, settings: `${number}` };
  if (all.every(({ within }) => within !== number)) {
    const detail = `volume ${number}: ${unread ?? 'encrypted'}, and no key that opens it was given`;
    return once(work, unit, () => Promise.resolve({ end: { failed: { reason: 'encrypted', detail } } }));
  }
  if ((await unitOutcome(house.db.kysely, of, unit)) === 'failed')
    await house.db.transaction((tx) => forgetUnit(tx, of, unit));
  return once(work, unit, () => Promise.resolve({}));
}

/** Whether the key opens any of them: one that opens nothing is refused before anything is begun. */
export async function checkKey(open: OpenInside, signal: AbortSignal): Promise<void> {
  if (open.key === undefined) return;
  const found = await volumesOf({ ...open, signal });
  if (!('reason' in found) && found.every(({ within }) => within === undefined))
    throw new Refusal('badInput.volumeKey');
}

async function volumesOf(
  work: Pick<Work, 'house' | 'exhibit' | 'files' | 'signal' | 'key'>,
): Promise<readonly ShownVolume[] | Failed> {
  const { house, exhibit, files, signal, key } = work;
  const image = await storedImage(house.store, exhibit.id, { first: files[0]?.path ?? '', files });
  if (image === undefined) return { reason: 'damaged', detail: 'the store has no first segment' };
  const given = key === undefined ? image : { ...image, key: Buffer.from(key).toString('base64') };
  const pool = lookingPool(given);
  try {
    return (await new LookInside(pool, given).volumes({ seconds: 600, signal })).volumes;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Refusal)) throw error;
    return { reason: 'damaged', detail: `expected ${error.expected}; found ${error.found}` };
  } finally {
    pool.close();
    image.close();
  }
}

/** Files as they lie in the store; their digests are known, and were just verified. */
export async function listFiles(work: Work): Promise<readonly number[]> {
  const { house, exhibit, of } = work;
  const unit = { stage: 'list', version: VERSIONS.list, content: exhibit.sha256 };
  await once(work, unit, async () => {
    const files = (await house.store.inventory(exhibit.id)).files.filter(({ path }) =>
      path.startsWith('data/'),
    );
    const items: NewItem[] = files.map(({ path: stored, bytes }, place) => {
      const path = `/${stored.slice('data/'.length)}`;
      const at = { exhibit: exhibit.id, volume: 0, address: 'stored', path };
      const own = { volume: 0, place, path: kept(path), address: at.address, bytes: Math.max(0, bytes) };
      return { id: itemId(at), depth: 0, type: 'file', deleted: false, more: {}, ...own };
    });
    await work.at('list', { done: items.length, total: items.length, failed: 0 });
    return { effect: (tx) => insertItems(tx, of, items) };
  });
  return [0];
}

function hashUnit({ exhibit }: Work, volume: number, isUnused: boolean) {
  const settings = settingsOf(volume, isUnused);
  return { stage: 'hash', version: VERSIONS.hash, content: exhibit.sha256, settings } as const;
}

/** Each file read once for its digests; several of them to a transaction, each whole in it. */
export async function readAll(work: Work, volumes: readonly number[]): Promise<void> {
  const { house, of, inside, signal } = work;
  const { files, read } = await counts(house.db.kysely, of);
  let [done, failed] = [read, 0];
  for (const [volume, isUnused] of partsOf(work, volumes)) {
    const unit = hashUnit(work, volume, isUnused);
    await once(work, unit, async () => {
      const from = await firstUnread(house.db.kysely, of, volume);
      if (from === undefined) return {};
      const take = async (rows: readonly DigestRow[]): Promise<void> => {
        failed += await writeDigests(work, volume, rows);
        done += rows.length;
        await work.at('hash', { done, total: files, failed });
      };
      const places = (): AsyncGenerator<number> => filePlaces(house.db.kysely, of, volume, from);
      const failure = work.isMedium
        ? await inside.digests({ volume, isUnused, from, places }, take, signal)
        : await readStored(work, from, take);
      return failure === undefined ? {} : { end: { failed: failure } };
    });
  }
}

/** How many of them could not be read. */
async function writeDigests(work: Work, volume: number, rows: readonly DigestRow[]): Promise<number> {
  const { house, of } = work;
  const ids = await idsAt(house.db.kysely, of, volume, rows.map(({ place }) => place)); // prettier-ignore
  const bad = rows.filter((row) => 'failed' in row);
  const units = bad.flatMap(({ place, failed: reason, detail }) => {
    const id = ids.get(place);
    if (id === undefined) return [];
    return [{ stage: 'hash', version: VERSIONS.hash, content: id, itemId: id, failed: { reason, detail } }];
  });
  await house.db.transaction(async (tx) => {
    await stillHeld(tx, of);
    await setDigests(tx, of, volume, rows.filter((row): row is ReadRow => !('failed' in row))); // prettier-ignore
    if (units.length > 0) await insertUnits(tx, of, units, madeNow(work));
  });
  return bad.length;
}

const STORED_AT_ONCE = 200;

/** Hashing parses nothing, so it is done here. */
async function readStored(
  work: Work,
  from: number,
  take: (rows: readonly DigestRow[]) => Promise<void>,
): Promise<undefined> {
  const { house, exhibit, signal } = work;
  const files = (await house.store.inventory(exhibit.id)).files.filter(({ path }) =>
    path.startsWith('data/'),
  );
  let rows: DigestRow[] = [];
  for (const [place, { path }] of files.entries()) {
    if (place < from) continue;
    signal.throwIfAborted();
    const [sha256, sha1, md5] = [createHash('sha256'), createHash('sha1'), createHash('md5')];
    const first: Uint8Array[] = [];
    let size = 0;
    for await (const piece of house.store.read(exhibit.id, path)) {
      for (const hash of [sha256, sha1, md5]) hash.update(piece);
      if (size < FIRST_BYTES) first.push(Uint8Array.from(piece.subarray(0, FIRST_BYTES)));
      size += piece.length;
    }
    rows.push({
      place,
      sha256: sha256.digest('hex'),
      sha1: sha1.digest('hex'),
      md5: md5.digest('hex'),
      size,
      first: Buffer.concat(first).subarray(0, FIRST_BYTES).toString('hex'),
      stored: 'plain',
      assumed: false,
      runs: [],
      runsCount: 0,
    });
    if (rows.length < STORED_AT_ONCE) continue;
    await take(rows);
    rows = [];
  }
  if (rows.length > 0) await take(rows);
  return undefined;
}
