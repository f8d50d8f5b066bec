// What is in an exhibit: a folder of it, or a file. Each look is an event of the log before anything is given out.
import { createHash } from 'node:crypto';
import { Refusal } from '../../base/refusal.ts';
import { recordLook, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { exhibitNumbered } from '../../evidence/exhibits/exhibit.store.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Uuid } from '../../base/ids.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import type { ContentHead, ShownEntry, ShownVolume } from '../looking/asked.ts';
import type { LookInside } from '../looking/look-inside.ts';
import { isKnownPicture } from '../pictures/hits.store.ts';
import type { Pixels } from '../pictures/pdq.ts';
import { thumbnailsOf } from '../pictures/thumbnails.store.ts';
import { pieces } from '../pictures/video-frames.ts';
import { itemsAt, lastRun, type ItemRow, type RunRow } from '../pipeline/items.store.ts';
import { PAGE_ROWS, SHOWN_BYTES, type Place } from './contents.ts';
import { drawn, type AskedDrawing, type Drawable, type Drawing } from './drawn.acts.ts';
import type { Insides } from './insides.acts.ts';

/** A page waits for it; a person then asks again, or takes the file. */
const LIMITS = { seconds: 60 };
const DOWNLOAD = { seconds: 6 * 3600 };
/** A file of more is looked at by its beginning, and its digest comes with the copy. */
const DIGEST_BYTES = 256 * 1024 * 1024;

export interface Contents {
  readonly exhibit: Exhibit;
  /** Of a medium; undefined for a folder or a file as it is. */
  readonly volumes: readonly ShownVolume[] | undefined;
  /** Of the folder, folders first; undefined where volumes are shown. */
  readonly rows: readonly ShownEntry[] | undefined;
  readonly chosen: Chosen | undefined;
  /** What could not be read, in English: it comes from the readers. */
  readonly problems: readonly string[];
  readonly missingWalls: readonly string[];
  /** The examination under way, else the last. */
  readonly run: RunRow | undefined;
  /** What it found of the entries that are shown. */
  readonly found: readonly ItemRow[];
  /** Of pictures among them, by the id of the item: a few grey squares. */
  readonly thumbnails: ReadonlyMap<string, Pixels>;
  /** The chosen file is known material: its picture is for the review of hits alone. */
  readonly isKnown: boolean;
}

export interface Chosen extends Partial<Drawing> {
  readonly entry: ShownEntry;
  readonly where: Pick<ContentHead, 'stored' | 'assumed' | 'runs' | 'runsCount'> | undefined;
  readonly first: Uint8Array;
  readonly sha256: string | undefined;
}

interface Opened {
  readonly exhibit: Exhibit;
  readonly files: readonly StoredFile[];
}

export interface ContentsHouse {
  readonly house: Installation;
  readonly insides: Insides;
}

interface AskedLook {
  readonly viewer: Viewer;
  readonly number: string;
  readonly place: Place;
  /** How the chosen file is drawn, if at all. */
  readonly picture?: AskedDrawing['view'];
}

/**
 * Undefined: this person's case has no such exhibit, or it is not held any more; then nothing is recorded. Refuses notAllowed: the picture
 * of known material is shown where each showing is counted, and nowhere else.
 */
export async function lookAt(
  { house, insides }: ContentsHouse,
  db: PersonDatabase,
  asked: AskedLook,
): Promise<Contents | undefined> {
  const { place } = asked;
  const foundAs = `/${[...place.path, ...(place.file === undefined ? [] : [place.file.name])].join('/')}`;
  const facts = { purpose: asked.picture === 'shown' ? 'picture' : 'contents' };
  const person = asked.viewer.person.id;
  const at = { path: foundAs, address: place.file?.address ?? '' };
  if (asked.picture === 'shown')
    await db.asPerson(person, async (tx) => {
      const there = await exhibitNumbered(tx, asked.number);
      if (there !== undefined && (await isKnownPicture(tx, there.id, at))) throw ofReview();
    });
  const exhibit = await recordLook(house, db, asked.viewer, asked.number, { type: 'viewed', facts, foundAs });
  if (exhibit?.status !== 'held') return undefined;
  const contents = await contentsOf({ house, insides }, exhibit, { ...asked, person });
  const { rows = [], chosen } = contents;
  const shown = rows.slice(place.after, place.after + PAGE_ROWS);
  const places = chosen === undefined ? shown : [...shown, chosen.entry];
  return db.asPerson(person, async (tx) => {
    const run = await lastRun(tx, exhibit.id);
    const isPicture = place.view === 'picture' || asked.picture !== undefined;
    const isKnown =
      isPicture &&
      chosen !== undefined &&
      (await isKnownPicture(tx, exhibit.id, { ...at, sha256: chosen.sha256 }));
    // What lies elsewhere than an examination found it is told by its bytes.
    if (isKnown && asked.picture === 'shown') throw ofReview();
    const found = run === undefined ? [] : await itemsAt(tx, exhibit.id, places);
    const files = found.flatMap(({ id, type }) => (type === 'file' ? [id] : []));
    const thumbnails = await thumbnailsOf(tx, exhibit.id, files);
    return { ...contents, run, found, thumbnails, isKnown };
  });
}

export const ofReview = (): Refusal => new Refusal('notAllowed.pictureOfReview');

/**
 * A key for what is encrypted on the medium. That there was one is an event before it is tried; which one is nowhere. Undefined: as of
 * `lookAt`.
 */
export async function openWithKey(
  { house, insides }: ContentsHouse,
  db: PersonDatabase,
  { viewer, number, key }: Pick<AskedLook, 'viewer' | 'number'> & { readonly key: Uint8Array },
): Promise<Exhibit | undefined> {
  const facts = { purpose: 'contents, with a key' };
  const exhibit = await recordLook(house, db, viewer, number, { type: 'viewed', facts });
  if (exhibit?.status !== 'held') return undefined;
  await insides.unlock(exhibit, await filesOf(house, exhibit), { person: viewer.person.id, key });
  return exhibit;
}

/** What `lookAt` gives, to one who has recorded the look. */
export async function contentsOf(
  { house, insides }: ContentsHouse,
  exhibit: Exhibit,
  { place, picture, person }: Pick<AskedLook, 'place' | 'picture'> & { readonly person?: Uuid },
): Promise<Omit<Contents, 'run' | 'found' | 'thumbnails' | 'isKnown'>> {
  const opened = { exhibit, files: await filesOf(house, exhibit) };
  const problems: string[] = [];
  try {
    const inside = await insides.of(exhibit, opened.files, person);
    const found =
      inside === undefined ? await ofStore(house, opened, place) : await ofMedium(inside, place, problems);
    const read = readerOf(house, { exhibit, inside });
    const drawing =
      found.chosen === undefined
        ? undefined
        : await drawn(
            insides.pictures(exhibit),
            drawableOf(found.chosen, read),
            picture && { view: picture, page: place.page },
          );
    const chosen = found.chosen === undefined ? undefined : { ...found.chosen, ...drawing };
    return { exhibit, ...found, chosen, problems, missingWalls: insides.missingWalls(exhibit) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(`expected ${error.expected}; found ${error.found}`);
    const { rows } = await ofStore(house, opened, { ...place, path: [] });
    const none = { volumes: undefined, chosen: undefined };
    return { exhibit, ...none, rows, problems, missingWalls: insides.missingWalls(exhibit) };
  }
}

type Reader = (
  entry: ShownEntry,
  range: { readonly from: number; readonly to: number },
  onBytes: (bytes: Uint8Array) => Promise<void> | void,
) => Promise<unknown>;

/** Ranges of a file, in order, where it lies. */
function readerOf(
  house: Installation,
  { exhibit, inside }: { readonly exhibit: Exhibit; readonly inside: LookInside | undefined },
): Reader {
  return async (entry, range, onBytes) => {
    if (inside !== undefined) return inside.content({ ...pathOf(entry), ...range }, onBytes, DOWNLOAD);
    const to = Math.min(range.to, entry.sizeBytes);
    const stored = house.store.read(exhibit.id, DATA + entry.path.slice(1), { from: range.from, to });
    for await (const piece of stored) await onBytes(piece);
    return undefined;
  };
}

/** As it is drawn: read where it lies. */
function drawableOf({ entry, first }: Chosen, read: Reader): Drawable {
  const fill = async (from: number, target: Uint8Array): Promise<number> => {
    let done = 0;
    await read(entry, { from, to: from + target.length }, (bytes) => {
      target.set(bytes, done);
      done += bytes.length;
    });
    return done;
  };
  const file = { name: 'picture', size: entry.sizeBytes, read: fill };
  return {
    first,
    name: entry.path,
    size: entry.sizeBytes,
    file: () => Promise.resolve(file),
    fill: (write) => pieces(file, write),
  };
}

type Found = Pick<Contents, 'volumes' | 'rows' | 'chosen'>;

async function ofMedium(inside: LookInside, place: Place, problems: string[]): Promise<Found> {
  const { volumes, problems: told } = await inside.volumes(LIMITS);
  problems.push(...told);
  const [only] = volumes;
  const volume = place.volume ?? (volumes.length === 1 ? only?.number : undefined);
  const of = volumes.find(({ number }) => number === volume);
  if (of?.fileSystem === undefined) return { volumes, rows: undefined, chosen: undefined };
  const folder = await inside.folder(
    { volume: of.number, path: place.path, isUnused: place.isUnused === true },
    LIMITS,
  );
  problems.push(...folder.problems);
  const entry = folder.entries.find(
    ({ address, path }) => address === place.file?.address && nameOf(path) === place.file.name,
  );
  const chosen =
    entry === undefined || entry.type === 'folder' ? undefined : await chosenOf(inside, entry, problems);
  return { volumes, rows: sorted(folder.entries), chosen };
}

async function chosenOf(inside: LookInside, entry: ShownEntry, problems: string[]): Promise<Chosen> {
  const hash = createHash('sha256');
  const first: Buffer[] = [];
  let had = 0;
  const isWhole = entry.sizeBytes <= DIGEST_BYTES;
  const asked = { ...pathOf(entry), from: 0, to: isWhole ? Number.MAX_SAFE_INTEGER : SHOWN_BYTES };
  try {
    const where = await inside.content(
      asked,
      (bytes) => {
        hash.update(bytes);
        if (had < SHOWN_BYTES) first.push(bytes);
        had += bytes.length;
      },
      LIMITS,
    );
    const shown = Buffer.concat(first).subarray(0, SHOWN_BYTES);
    return { entry, where, first: shown, sha256: isWhole ? hash.digest('hex') : undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(`expected ${error.expected}; found ${error.found}`);
    return { entry, where: undefined, first: Buffer.alloc(0), sha256: undefined };
  }
}

/** Files as they lie in the store. */
async function ofStore(house: Installation, { exhibit, files }: Opened, place: Place): Promise<Found> {
  const prefix = place.path.map((part) => `${part}/`).join('');
  const rows = new Map<string, ShownEntry>();
  for (const { path: stored, bytes } of files) {
    const path = stored.slice(DATA.length);
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    const own = { volume: 0, path: `/${prefix}${name}`, deleted: false };
    if (rest.length > 0) rows.set(name, { ...own, address: '', type: 'folder', sizeBytes: 0 });
    else rows.set(name, { ...own, address: 'stored', type: 'file', sizeBytes: Math.max(0, bytes) });
  }
  const entry = place.file === undefined ? undefined : rows.get(place.file.name);
  const stored = files.find(({ path }) => path === DATA + entry?.path.slice(1));
  const none = { volumes: undefined, rows: sorted([...rows.values()]) };
  if (entry === undefined || stored === undefined) return { ...none, chosen: undefined };
  const first: Uint8Array[] = [];
  const to = Math.min(SHOWN_BYTES, Math.max(0, stored.bytes));
  for await (const piece of house.store.read(exhibit.id, stored.path, { from: 0, to })) first.push(piece);
  return { ...none, chosen: { entry, where: undefined, first: Buffer.concat(first), sha256: stored.sha256 } };
}

export interface TakenFile {
  readonly entry: ShownEntry;
  readonly volume: ShownVolume | undefined;
  readonly where: Chosen['where'];
  /** The whole of it, in order. */
  readonly send: (onBytes: (bytes: Uint8Array) => Promise<void>) => Promise<void>;
}

/** A copy of one file, an event before anything leaves. Undefined: there is no such file. */
export async function takeFile(
  { house, insides }: ContentsHouse,
  db: PersonDatabase,
  asked: AskedLook,
): Promise<TakenFile | undefined> {
  const { viewer, number } = asked;
  const seen = await lookAt({ house, insides }, db, asked);
  const entry = seen?.chosen?.entry;
  if (seen === undefined || entry === undefined) return undefined;
  const facts = { files: 1, bytes: entry.sizeBytes };
  await recordLook(house, db, viewer, number, { type: 'downloaded', facts, foundAs: entry.path });
  const { exhibit } = seen;
  const volume = seen.volumes?.find((one) => one.number === entry.volume);
  const inside =
    seen.volumes === undefined
      ? undefined
      : await insides.of(exhibit, await filesOf(house, exhibit), viewer.person.id);
  const read = readerOf(house, { exhibit, inside });
  const send = async (onBytes: (bytes: Uint8Array) => Promise<void>): Promise<void> =>
    void (await read(entry, { from: 0, to: Number.MAX_SAFE_INTEGER }, onBytes));
  return { entry, volume, where: seen.chosen?.where, send };
}

/** Without the folder that the store puts around them, and without what it keeps beside them. */
export async function filesOf(house: Installation, exhibit: Exhibit): Promise<readonly StoredFile[]> {
  return (await house.store.inventory(exhibit.id)).files.filter(({ path }) => path.startsWith(DATA));
}

const DATA = 'data/';

function pathOf({ volume, path, address }: ShownEntry): { volume: number; path: string[]; address: string } {
  return { volume, path: path.split('/').slice(1), address };
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function sorted(entries: readonly ShownEntry[]): readonly ShownEntry[] {
  const rank = ({ type }: ShownEntry): number => (type === 'folder' ? 0 : 1);
  return entries.toSorted(
    (one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : one.path > other.path ? 1 : 0),
  );
}
