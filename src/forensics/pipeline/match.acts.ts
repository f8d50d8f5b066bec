// Known material: the digests and fingerprints of an examination against every set that may be used today. Nothing of the exhibit is read
// again. What is equal is a hit; a picture that is near to a known one is a hit that people look at (review/).
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { uuidOfDigest } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import { fileOf, setsInUse } from '../known/known.acts.ts';
import { HashFile } from '../known/hash-file.ts';
import { EXACT_KINDS, type EntryKind, type ExactKind, type KnownSet } from '../known/known.ts';
import { openNearest, type Nearest } from '../pictures/nearest.ts';
import { MOST_BITS, PICTURE_HASH_BYTES, type NearestFound } from '../pictures/picture-index.ts';
import { DIHEDRAL, LEAST_QUALITY } from '../pictures/pdq.ts';
import { readFrames } from '../pictures/video.ts';
import type { Work } from './examine.acts.ts';
import { unitKey, type Failed } from './examined.ts';
import { insertUnits, stillHeld, type Of } from './examined.store.ts';
import { madeNow } from './list.acts.ts';
import {
  fingerprintsAfter,
  forgetPictureHits,
  gatherCopies,
  insertPictureHits,
  videosAfter,
  type NewPictureHit,
} from './pictures.store.ts';

const AT_ONCE = 20_000;

/** Each set in one transaction: its hits, and that it was asked. Of sets that may not be used any more nothing is asked, and what was found stays. */
export async function matchAll(work: Work): Promise<void> {
  const { house, of, signal } = work;
  const sets = await setsInUse(house);
  let [done, failed] = [0, 0];
  for (const set of sets) {
    signal.throwIfAborted();
    await house.db.transaction(async (tx) => {
      await stillHeld(tx, of);
      await sql`delete from known_hit where exhibit_id = ${of.exhibit} and set_name = ${set.name}`.execute(
        tx,
      );
      const unit = { stage: 'known', version: 1, content: set.sha256, settings: set.id };
      const key = Buffer.from(unitKey(unit), 'hex'); // it may have failed before
      await sql`delete from examined_unit where exhibit_id = ${of.exhibit} and key = ${key}`.execute(tx);
      const failure = await matchSet(work, tx, set);
      if (failure !== undefined) failed += 1;
      await insertUnits(tx, of, [{ ...unit, failed: failure }], madeNow(work));
    });
    done += 1;
    await work.at('known', { done, total: sets.length, failed });
  }
}

async function matchSet(work: Work, tx: Tx, set: KnownSet): Promise<Failed | undefined> {
  for (const kind of EXACT_KINDS) {
    if (set.counts[kind] === undefined) continue;
    const file = openFile(work, set, kind);
    if (file === undefined) return notThere(set);
    try {
      await matchKind(work, tx, { set, kind, file });
    } finally {
      file.close();
    }
  }
  // What is near to a file that everybody has is not that file.
  if (set.counts.pdq === undefined || set.use === 'ignore') return undefined;
  await forgetPictureHits(tx, work.of, set);
  const file = openFile(work, set, 'pdq');
  if (file === undefined) return notThere(set);
  let open: Promise<OpenSet> | undefined;
  const opened = (): Promise<OpenSet> =>
    (open ??= openSet(file, `${fileOf(work.house, set.id, 'pdq')}.index`));
  try {
    await matchPictures(work, tx, { set, opened });
    await matchVideos(work, tx, { set, opened });
    await gatherCopies(tx, work.of, set);
  } finally {
    await open?.then(({ nearest }) => nearest.close());
    file.close();
  }
  return undefined;
}

/** Undefined: it is not there, or is none. */
function openFile(work: Work, set: KnownSet, kind: EntryKind): HashFile | undefined {
  try {
    return new HashFile(fileOf(work.house, set.id, kind));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function notThere({ name }: KnownSet): Failed {
  return { reason: 'damaged', detail: `the entries of the set ${name} are not there: import it again` };
}

const PICTURES_AT_ONCE = 2000;

/**
 * The nearest entry of the set counts, however the picture is turned or mirrored; of those as near, that of the picture as it is, then the
 * first in the order of their fingerprints.
 */
async function matchPictures(work: Work, tx: Tx, { set, opened }: KnownPictures): Promise<void> {
  const { of, signal } = work;
  const asked = { limit: PICTURES_AT_ONCE, leastQuality: LEAST_QUALITY };
  for (let after = ''; ;) {
    signal.throwIfAborted();
    const rows = await fingerprintsAfter(tx, of, { ...asked, after });
    const last = rows.at(-1);
    if (last === undefined) return;
    const known = await opened();
    const hashes = Buffer.from(rows.map(({ pdq, turned }) => pdq + turned).join(''), 'hex');
    const found = await known.nearest.find({ hashes, most: MOST_BITS });
    let at = 0;
    const hits = rows.flatMap(({ turned, ...row }) => {
      const turns = DIHEDRAL.slice(0, 1 + turned.length / (2 * PICTURE_HASH_BYTES));
      const best = firstNearest(found.subarray(2 * at, 2 * (at + turns.length)));
      at += turns.length;
      if (best === undefined) return [];
      const turn = turns[best.place] ?? 'original';
      return [{ ...row, turn, ...hitOf(of, { set, known, item: row.id }, best.near, best.distance) }];
    });
    if (hits.length > 0) await insertPictureHits(tx, of, { set, hits, at: new Date(work.house.clock()) });
    after = last.id;
  }
}

/** Of as many as are asked for together: the first of the nearest. */
function firstNearest(
  found: NearestFound,
): { readonly place: number; readonly near: number; readonly distance: number } | undefined {
  let best: { readonly place: number; readonly near: number; readonly distance: number } | undefined;
  for (let place = 0; place < found.length / 2; place++) {
    const [near = -1, distance = 0] = found.subarray(2 * place, 2 * place + 2);
    if (near >= 0 && distance < (best?.distance ?? Infinity)) best = { place, near, distance };
  }
  return best;
}

const VIDEOS_AT_ONCE = 20;
/** Of a video no picture is kept: its one square says nothing, and its sides are those of that. */
const NO_VEIL = { veil: '80', veilWidth: 1, width: 1, height: 1 } as const;

/** Of a video the frame that is nearest to an entry; of those as near, the first. */
async function matchVideos(work: Work, tx: Tx, { set, opened }: KnownPictures): Promise<void> {
  const { of, signal } = work;
  for (let after = ''; ;) {
    signal.throwIfAborted();
    const rows = await videosAfter(tx, of, { after, limit: VIDEOS_AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    const known = await opened();
    const hits: NewPictureHit[] = [];
    for (const { text, ...row } of rows) {
      const frames = (readFrames(text) ?? []).filter(({ quality }) => quality >= LEAST_QUALITY);
      if (frames.length === 0) continue;
      const hashes = Buffer.concat(frames.map(({ hash }) => Buffer.from(hash, 'hex')));
      const found = await known.nearest.find({ hashes, most: MOST_BITS });
      const best = firstNearest(found);
      const frame = best === undefined ? undefined : frames[best.place];
      if (best === undefined || frame === undefined) continue;
      const hit = hitOf(of, { set, known, item: row.id }, best.near, best.distance);
      hits.push({ ...row, ...NO_VEIL, pdq: frame.hash, quality: frame.quality, turn: 'original', ...hit });
    }
    if (hits.length > 0) await insertPictureHits(tx, of, { set, hits, at: new Date(work.house.clock()) });
    after = last.id;
  }
}

interface KnownPictures {
  readonly set: KnownSet;
  /** Where there is nothing to compare, it is not opened. */
  readonly opened: () => Promise<OpenSet>;
}

/** `near`: the row of the entry. Found again it is the same hit. */
function hitOf(
  { exhibit }: Of,
  { set, known, item }: { readonly set: KnownSet; readonly known: OpenSet; readonly item: string },
  near: number,
  distance: number,
): Pick<NewPictureHit, 'hit' | 'entry' | 'distance' | 'category' | 'flags'> {
  const place = JSON.stringify([exhibit, set.id, item]);
  const hit = uuidOfDigest(createHash('sha256').update(place).digest());
  const { category, flags } = set.labels[known.labels[near] ?? 0] ?? {};
  return { hit, entry: near + 1, distance, category, flags };
}

interface OpenSet {
  readonly nearest: Nearest;
  readonly labels: Uint16Array;
}

/** `kept`: where the index is kept, beside the set; it goes with it. */
async function openSet(file: HashFile, kept: string): Promise<OpenSet> {
  const bytes = new Uint8Array(new SharedArrayBuffer(file.count * PICTURE_HASH_BYTES));
  const labels = new Uint16Array(file.count);
  let row = 0;
  for (const { digest, label } of file.all()) {
    bytes.set(digest, row * PICTURE_HASH_BYTES);
    labels[row] = label;
    row += 1;
  }
  return { nearest: await openNearest(bytes, { kept }), labels };
}

async function matchKind(
  { of, signal }: Work,
  tx: Tx,
  { set, kind, file }: { readonly set: KnownSet; readonly kind: ExactKind; readonly file: HashFile },
): Promise<void> {
  let after: Place = { digest: Buffer.alloc(0), id: Buffer.alloc(0) };
  for (;;) {
    signal.throwIfAborted();
    const rows = await digestsAfter(tx, of, kind, after);
    const hits = rows.flatMap(({ id, digest }) => {
      const label = file.labelOf(digest);
      return label === undefined ? [] : [{ item: id.toString('hex'), ...set.labels[label] }];
    });
    if (hits.length > 0) await insertHits(tx, of, { set, kind, hits });
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return;
    after = last;
  }
}

interface Place {
  readonly digest: Buffer;
  readonly id: Buffer;
}

/** In the order of the digests, as the file of a set has them. */
async function digestsAfter(
  db: Db,
  { exhibit }: Of,
  kind: ExactKind,
  after: Place,
): Promise<readonly Place[]> {
  const column = sql.ref(kind);
  const { rows } = await sql<Place>`
    select ${column} as digest, id from examined_item
     where exhibit_id = ${exhibit} and ${column} is not null and bytes > 0 and (${column}, id) > (${after.digest}, ${after.id})
     order by ${column}, id limit ${AT_ONCE}`.execute(db);
  return rows;
}

async function insertHits(
  tx: Tx,
  { exhibit, caseId }: Of,
  {
    set,
    kind,
    hits,
  }: {
    readonly set: KnownSet;
    readonly kind: ExactKind;
    readonly hits: readonly { readonly item: string }[];
  },
): Promise<void> {
  await sql`
    insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, category, flags, may_be_told)
    select ${exhibit}, ${caseId}, decode(item, 'hex'), ${set.id}, ${set.name}, ${set.version}, ${set.use}, ${kind}, category,
           coalesce(flags, '[]'), ${set.mayBeTold}
      from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as r(item text, category text, flags jsonb)
    on conflict (exhibit_id, item_id, set_name) do nothing`.execute(tx);
}
