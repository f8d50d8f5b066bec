// A hit is looked at, and one says whether it is the known picture. Each showing and each decision is an event of the log.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Tx } from '../../evidence/log/log.store.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import type { ContentsHouse } from '../contents/contents.acts.ts';
import type { Pixels } from '../pictures/pdq.ts';
import { EXAMINE_LIMITS } from '../extractors/examine-inside.ts';
import { fileOfBytes, lookAtPicture } from '../pictures/pictures.ts';
import { PICTURE_BYTES, type AskedPicture } from '../pictures/read.ts';
import { readFrames } from '../pictures/video.ts';
import { stillAt, videoProgram } from '../pictures/video-frames.ts';
import { itemById, type ContentItem } from '../pipeline/examined.store.ts';
import { framesText } from '../pipeline/pictures.store.ts';
import { eachByteOf, openInside, type OpenInside } from '../pipeline/item-bytes.acts.ts';
import { resultOf } from '../known/decided.ts';
import { limitsSet } from './limits.acts.ts';
import { DECIDED, exposureOf, UNDO_MS, waitsFor } from './review.ts';
import {
  dropDecision,
  hitOf,
  keepDecision,
  keepOpening,
  lastDecided,
  openingsOf,
  samePicture,
  type Hit,
} from './review.store.ts';

const DAY = 24 * 3600 * 1000;
const OPEN_MS = 60_000;

interface AskedHit {
  readonly by: Viewer;
  readonly number: string;
  readonly hit: Uuid;
}

/** Recorded before the pixels leave. Refuses notFound, notAllowed: the limit of the sitting or of the day is reached. */
export async function openHit(
  at: ContentsHouse,
  { by, number, hit }: AskedHit,
  view: AskedPicture['view'],
): Promise<Pixels | undefined> {
  const { house } = at;
  let opened: { readonly exhibit: Exhibit; readonly found: Hit } | undefined;
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const found = await hitOf(tx, exhibit.id, hit);
      if (found === undefined) throw noHit();
      const now = house.clock();
      const openings = await openingsOf(tx, by.person.id, new Date(now - DAY));
      if (exposureOf(openings, now, await limitsSet(tx)).isOver) throw enough();
      const of = { hit: found.id, exhibit: exhibit.id, caseId: exhibit.caseId, person: by.person.id };
      await keepOpening(tx, { ...of, id: newUuid(house.clock, house.random), at: new Date(now) });
      opened = { exhibit, found };
      const detail = { ...nameOf(by), foundAs: found.path };
      return [
        { ...draftOf(house, { by, number, role }), type: 'viewed', facts: { purpose: 'picture' }, detail },
      ];
    },
  });
  if (opened === undefined) return undefined;
  return pixelsOf(at, { ...opened, person: by.person.id }, view);
}

/** Read again through the exhibit, wherever in it the picture lies. */
async function pixelsOf(
  { house, insides }: ContentsHouse,
  { exhibit, found, person }: { readonly exhibit: Exhibit; readonly found: Hit; readonly person: Uuid },
  view: AskedPicture['view'],
): Promise<Pixels | undefined> {
  const item =
    found.item === null
      ? undefined
      : await itemById(house.db.kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }, found.item);
  if (item === undefined || exhibit.status !== 'held') return undefined;
  const open = await openInside(house, exhibit, EXAMINE_LIMITS, insides.keyOf(exhibit, person));
  try {
    const signal = AbortSignal.timeout(OPEN_MS);
    const frames = await framesText(house.db.kysely, open.of, item.sha256);
    if (frames !== undefined) return await frameOf(open, item, { frames, hash: found.hash, view, signal });
    const parts: Uint8Array[] = [];
    let had = 0;
    const failed = await eachByteOf(
      open,
      item,
      (piece) => {
        had += piece.length;
        if (had <= PICTURE_BYTES) parts.push(Uint8Array.from(piece));
      },
      signal,
    );
    if (failed !== undefined || had > PICTURE_BYTES) return undefined;
    const file = fileOfBytes('picture', Buffer.concat(parts));
    const look = await lookAtPicture(insides.pictures(exhibit), file, view === undefined ? {} : { view }, {
      signal,
    });
    return look.ok ? look.pixels : undefined;
  } finally {
    open.close();
  }
}

/** The frame of a video by which it was found. */
async function frameOf(
  open: OpenInside,
  item: ContentItem,
  { frames, hash, view, signal }: { readonly frames: string; readonly hash: string; readonly view: AskedPicture['view']; readonly signal: AbortSignal }, // prettier-ignore
): Promise<Pixels | undefined> {
  const program = await videoProgram();
  const frame = readFrames(frames)?.find((one) => one.hash === hash);
  if (program === undefined || frame === undefined) return undefined;
  const fill = async (write: (bytes: Uint8Array) => void): Promise<void> =>
    void (await eachByteOf(open, item, write, signal));
  const isGrey = view === 'smallGrey' || view === 'veiled';
  const look = await stillAt(program, { fill, seconds: frame.seconds, isGrey, signal });
  return look.ok ? look.pixels : undefined;
}

/** Refuses notFound, badInput, notAllowed, conflict: others have settled it. */
export async function decideHit(
  { house }: Pick<ContentsHouse, 'house'>,
  { by, number, hit }: AskedHit,
  body: BodyOf<typeof DECIDED>,
): Promise<void> {
  const { decision } = readAll(DECIDED, body, undefined);
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const found = await hitOf(tx, exhibit.id, hit);
      if (found === undefined) throw noHit();
      const own = found.decisions.get(by.person.id);
      const isFirst = own !== undefined && found.decisions.size === 1;
      if (own === decision) return [];
      if (!isFirst && !waitsFor(found.decisions, by.person.id)) throw settled();
      const of = { hit, exhibit: exhibit.id, person: by.person.id, at: new Date(house.clock()) };
      const said = new Map(found.decisions).set(by.person.id, decision);
      await keepDecision(tx, of, { decision, result: resultOf([...said.values()]) });
      const method = await methodOf(tx, exhibit, found, decision);
      const detail = { ...nameOf(by), foundAs: found.path };
      return [{ ...draftOf(house, { by, number, role }), type: 'extracted', facts: { method }, detail }];
    },
  });
}

/** What this person said last is withdrawn, and asked again. Refuses notFound; conflict: it is not the last, or somebody has decided after it. */
export async function undoDecision(
  { house }: Pick<ContentsHouse, 'house'>,
  { by, number, hit }: AskedHit,
): Promise<void> {
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const found = await hitOf(tx, exhibit.id, hit);
      if (found === undefined) throw noHit();
      const person = by.person.id;
      const since = new Date(house.clock() - UNDO_MS);
      const decision = found.decisions.get(person);
      if (decision === undefined || (await lastDecided(tx, exhibit.id, { person, since })) !== found.id)
        throw settled();
      const said = new Map(found.decisions);
      said.delete(person);
      await dropDecision(tx, { hit: found.id, exhibit: exhibit.id, person }, resultOf([...said.values()]));
      const method = await methodOf(tx, exhibit, found, `${decision} withdrawn`);
      const detail = { ...nameOf(by), foundAs: found.path };
      return [{ ...draftOf(house, { by, number, role }), type: 'extracted', facts: { method }, detail }];
    },
  });
}

async function methodOf(tx: Tx, exhibit: Exhibit, found: Hit, said: string): Promise<string> {
  const { setName, setVersion, entry, distance } = found;
  const { count } = await samePicture(tx, exhibit.id, { id: found.id, limit: 1 });
  const files = count === 0 ? '' : `, in ${count + 1} files with these bytes`;
  return `hit of set ${setName} ${setVersion}, entry ${entry}, distance ${distance}: ${said}${files}`;
}

const noHit = (): Refusal => new Refusal('notFound.pictureHit');
const enough = (): Refusal => new Refusal('notAllowed.pictureLimit');
const settled = (): Refusal => new Refusal('conflict.pictureSettled');
