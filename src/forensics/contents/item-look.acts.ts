// An item of an examination, however deep it lies: its bytes are read again through the exhibit and the files around it, in a confined
// child, for one who looks or takes a copy. Each look is an event of the log before anything is given out.
import { recordLook, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';
import { EXAMINE_LIMITS, type Failure } from '../extractors/examine-inside.ts';
import { isKnownPicture } from '../pictures/hits.store.ts';
import { fileOfBytes } from '../pictures/pictures.ts';
import { PICTURE_BYTES } from '../pictures/read.ts';
import { itemById, type ContentItem } from '../pipeline/examined.store.ts';
import { eachByteOf, openInside, type OpenInside } from '../pipeline/item-bytes.acts.ts';
import { readItem, type ReadItem } from '../pipeline/item.store.ts';
import { ofReview, type ContentsHouse } from './contents.acts.ts';
import { SHOWN_BYTES, type ContentsView } from './contents.ts';
import { drawn, type AskedDrawing, type Drawing } from './drawn.acts.ts';

/** A page waits for it; a person then asks again, or takes the file. */
const PAGE_MS = 60_000;
const COPY_MS = 6 * 3600 * 1000;

export interface ItemAsked {
  readonly viewer: Viewer;
  /** As the list of evidence knows it. */
  readonly exhibit: Exhibit;
  /** The id of the item. */
  readonly found: string;
}

export interface ItemLook extends Drawing {
  readonly item: ReadItem;
  /** Where its bytes were asked for. */
  readonly first?: Uint8Array;
  /** It is known material: its picture is for the review of hits alone. */
  readonly isKnown: boolean;
  /** Why there are no bytes. */
  readonly failed?: Failure;
}

/**
 * Undefined: no examination has found such an item in it; then nothing is recorded. Refuses notAllowed: the picture of known material is
 * shown where each showing is counted, and nowhere else.
 */
export async function lookAtItem(
  at: ContentsHouse,
  db: PersonDatabase,
  asked: ItemAsked & {
    readonly view: ContentsView;
    readonly picture?: AskedDrawing['view'];
    readonly page?: number | undefined;
  },
): Promise<ItemLook | undefined> {
  const { view, picture } = asked;
  const there = await itemThere(db, asked);
  const isKnown = there !== undefined && view === 'picture' && (await isKnownItem(db, asked, there));
  if (isKnown && picture === 'shown') throw ofReview();
  const look = await bytesLook(at, db, asked);
  return look && { ...look, isKnown };
}

async function bytesLook(
  at: ContentsHouse,
  db: PersonDatabase,
  asked: Parameters<typeof lookAtItem>[2],
): Promise<Omit<ItemLook, 'isKnown'> | undefined> {
  const { view, picture } = asked;
  const purpose = picture === 'shown' ? 'picture' : view === 'details' ? 'examination results' : 'contents';
  const item = await recorded(at, db, asked, { type: 'viewed', facts: { purpose } });
  if (item === undefined) return undefined;
  const first = Buffer.from(item.first ?? '', 'hex');
  const isRead = item.type === 'file' && item.bytes > 0 && asked.exhibit.status === 'held';
  const pool = at.insides.pictures(asked.exhibit);
  const it = { first, name: item.path, size: item.bytes };
  const isUnread = view === 'details' || (view === 'picture' && picture === undefined);
  if (!isRead || isUnread) {
    return { item, ...(isRead ? await drawn(pool, { ...it, file: unasked, fill: unasked }, undefined) : { isDrawn: false }) }; // prettier-ignore
  }
  const signal = AbortSignal.timeout(PAGE_MS);
  return withBytes(at, asked, async (open, content) => {
    const read = async (most: number): Promise<Buffer> => someOf(open, content, most, signal);
    try {
      if (view !== 'picture') {
        const drawing = await drawn(pool, { ...it, file: unasked, fill: unasked }, undefined);
        return { item, first: await read(SHOWN_BYTES), ...drawing };
      }
      const drawable = {
        ...it,
        file: async () => fileOfBytes('picture', await read(PICTURE_BYTES)),
        fill: (write: (bytes: Uint8Array) => void) => wholeOf(open, content, write, signal),
      };
      return { item, ...(await drawn(pool, drawable, picture && { view: picture, page: asked.page })) };
    } catch (error) {
      return { item, isDrawn: true, failed: failureOf(error, signal) };
    }
  });
}

export interface TakenItem {
  readonly item: ReadItem;
  /** The whole of it, in order. Throws where it cannot be read to its end. */
  readonly send: (onBytes: (bytes: Uint8Array) => Promise<void>) => Promise<void>;
}

/** A copy of one item, an event before anything leaves. Undefined: there is no such file. */
export async function takeItem(
  at: ContentsHouse,
  db: PersonDatabase,
  asked: ItemAsked,
): Promise<TakenItem | undefined> {
  const { exhibit } = asked;
  const item = await itemThere(db, asked);
  if (item?.type !== 'file' || exhibit.status !== 'held') return undefined;
  const facts = { files: 1, bytes: item.bytes };
  await recorded(at, db, asked, { type: 'downloaded', facts });
  const send = (onBytes: (bytes: Uint8Array) => Promise<void>): Promise<void> =>
    withBytes(at, asked, (open, content) => wholeOf(open, content, onBytes, AbortSignal.timeout(COPY_MS)));
  return { item, send };
}

/** What a record says of where an item lies: each file around it, the outermost first. */
export function placeOf({
  id,
  path,
  volume,
  address,
  kind,
  modified,
  deleted,
  bytes,
  around,
  at,
  sha256,
}: ReadItem) {
  const within = around.map(({ at: own, id: item, ...one }) => ({ item, ...one, ...own }));
  return {
    item: id,
    path,
    volume,
    address,
    kind,
    modified,
    deleted,
    bytes,
    ...at,
    within,
    examinedSha256: sha256,
  };
}

function itemThere(db: PersonDatabase, { viewer, exhibit, found }: ItemAsked): Promise<ReadItem | undefined> {
  return db.asPerson(viewer.person.id, (tx) => readItem(tx, exhibit.id, found));
}

function isKnownItem(
  db: PersonDatabase,
  { viewer, exhibit }: ItemAsked,
  { path, address, sha256 }: ReadItem,
): Promise<boolean> {
  return db.asPerson(viewer.person.id, (tx) => isKnownPicture(tx, exhibit.id, { path, address, sha256 }));
}

/** The look names the item by its path, which has those of the files around it. */
async function recorded(
  { house }: ContentsHouse,
  db: PersonDatabase,
  { viewer, exhibit, found }: ItemAsked,
  what: Omit<Parameters<typeof recordLook>[4], 'foundAs'>,
): Promise<ReadItem | undefined> {
  const item = await itemThere(db, { viewer, exhibit, found });
  if (item === undefined) return undefined;
  const seen = await recordLook(house, db, viewer, exhibit.number, { ...what, foundAs: item.path });
  return seen === undefined ? undefined : item;
}

async function withBytes<T>(
  { house, insides }: ContentsHouse,
  { viewer, exhibit, found }: ItemAsked,
  act: (open: OpenInside, content: ContentItem) => Promise<T>,
): Promise<T> {
  const content = await itemById(house.db.kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }, found);
  if (content === undefined) throw new Error('an item that was there a moment ago');
  // With the key by which this person has opened a volume of it, if that is so.
  const open = await openInside(house, exhibit, EXAMINE_LIMITS, insides.keyOf(exhibit, viewer.person.id));
  try {
    return await act(open, content);
  } finally {
    open.close();
  }
}

class Enough extends Error {}
/** Its bytes cannot be had again. */
export class Unread extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.reason}: ${failure.detail}`);
    this.failure = failure;
  }
}

async function wholeOf(
  open: OpenInside,
  content: ContentItem,
  onBytes: (bytes: Uint8Array) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  const failed = await eachByteOf(open, content, onBytes, signal);
  if (failed !== undefined) throw new Unread(failed);
}

/** Its beginning; what follows is not read. */
async function someOf(
  open: OpenInside,
  content: ContentItem,
  most: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let had = 0;
  const take = (bytes: Uint8Array): void => {
    parts.push(Buffer.from(bytes)); // a copy: the piece is used again
    had += bytes.length;
    if (had >= most) throw new Enough();
  };
  await wholeOf(open, content, take, signal).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return Buffer.concat(parts).subarray(0, most);
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (error instanceof Unread) return error.failure;
  if (signal.aborted) return { reason: 'tooLong', detail: `more than ${PAGE_MS / 1000} s` };
  throw error;
}

const unasked = (): never => {
  throw new Error('nothing is drawn, so nothing is read');
};
