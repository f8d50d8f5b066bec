// Which pictures of an exhibit are near to one of a set: every file is read once, its pictures are decoded behind walls, and what is
// near becomes a hit. Two events, whatever it found: that it was read, and what was compared.
import { createHash } from 'node:crypto';
import { uuidOfDigest } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import type { SourceFile } from '../../platform/confined-process.ts';
import { filesOf } from '../contents/contents.acts.ts';
import { diskImage } from '../looking/disk-image.ts';
import { LookInside, lookingPool } from '../looking/look-inside.ts';
import { firstSegment } from '../looking/medium-of.ts';
import { MOST_BITS, PictureIndex } from '../pictures/picture-index.ts';
import { fileOfBytes, lookAtPicture, picturePool } from '../pictures/pictures.ts';
import { LEAST_QUALITY } from '../pictures/pdq.ts';
import { PICTURE_BYTES, pictureKindOf } from '../pictures/read.ts';
import { hashesOf, keepHits, type NewHit, type PictureSet } from './review.store.ts';

const RUN_SECONDS = 24 * 3600;
const FIRST_BYTES = 16;

export interface MatchedPictures {
  readonly pictures: number;
  readonly hits: number;
  /** What began as a picture and could not be read, each with its reason. */
  readonly failures: readonly { readonly path: string; readonly why: string }[];
}

type Found = Pick<NewHit, 'volume' | 'path' | 'address'> & { readonly file: SourceFile };

/** Refuses notAllowed: it is not held, or the set has expired. */
export async function matchPictures(
  house: Installation,
  {
    exhibit,
    set,
    signal,
  }: { readonly exhibit: Exhibit; readonly set: PictureSet; readonly signal?: AbortSignal },
): Promise<MatchedPictures> {
  if (exhibit.status !== 'held') throw new Refusal('notAllowed.destroyed');
  if (isoLocal(house.clock()).slice(0, 10) >= set.expiresOn) throw expired(set);
  const at = { item: exhibit.number, case: exhibit.caseId, tool: TOOL } as const;
  const now = (): string => isoLocal(house.clock());
  await house.log.append({
    events: [{ ...at, type: 'viewed', facts: { purpose: 'pictures' }, occurredAt: now() }],
  });
  const index = new PictureIndex(await hashesOf(house.db.kysely, set.id));
  const pool = picturePool();
  const hits: NewHit[] = [];
  const failures: { path: string; why: string }[] = [];
  let pictures = 0;
  try {
    await eachPicture(house, exhibit, signal, async ({ file, ...place }) => {
      const found = await fingerprinted(pool, file);
      if ('why' in found) return void failures.push({ path: place.path, why: found.why });
      pictures += 1;
      const [nearest] = found.quality < LEAST_QUALITY ? [] : index.near(found.hash, MOST_BITS);
      if (nearest === undefined) return;
      const { row, distance } = nearest;
      hits.push({
        ...place,
        ...found,
        id: hitId(exhibit, set, place),
        bytes: file.size,
        entry: row + 1,
        distance,
      });
    });
  } finally {
    pool.close();
  }
  const method = `PDQ, at most ${MOST_BITS} bits, set ${set.name} ${set.version}: ${pictures} pictures, ${hits.length} hits, ${failures.length} not read`;
  await house.log.append({
    events: async (tx) => {
      const of = { exhibit: exhibit.id, caseId: exhibit.caseId, set, at: new Date(house.clock()) };
      await keepHits(tx, of, hits);
      return [{ ...at, type: 'extracted', facts: { method }, occurredAt: now() }];
    },
  });
  return { pictures, hits: hits.length, failures };
}

async function fingerprinted(
  pool: ConfinedPool,
  file: SourceFile,
): Promise<
  Pick<NewHit, 'hash' | 'quality' | 'width' | 'height' | 'veil' | 'veilWidth'> | { readonly why: string }
> {
  const look = await lookAtPicture(pool, file, { fingerprint: true, view: 'veiled' });
  if (!look.ok) return { why: `${look.reason}: ${look.detail}` };
  const { read, pixels } = look;
  if (read.pdq === undefined || pixels === undefined) return { why: 'badAnswer' };
  const { width, height, pdq } = read;
  const veil =
    pixels.channels === 1 ? pixels.bytes : pixels.bytes.filter((_, at) => at % pixels.channels === 0);
  return {
    hash: Buffer.from(pdq.hash, 'hex'),
    quality: pdq.quality,
    width,
    height,
    veil,
    veilWidth: pixels.width,
  };
}

/** Of a medium the files of its volumes, else those of the store. */
async function eachPicture(
  house: Installation,
  exhibit: Exhibit,
  signal: AbortSignal | undefined,
  act: (found: Found) => Promise<void>,
): Promise<void> {
  const files = await filesOf(house, exhibit);
  const first = firstSegment(exhibit, files);
  const path = first === undefined ? undefined : house.store.localPath(exhibit.id, first);
  if (path !== undefined) return onMedium(path, signal, act);
  for (const { path: stored, bytes } of files) {
    signal?.throwIfAborted();
    const read = async (at: number, target: Uint8Array): Promise<number> => {
      let done = 0;
      for await (const piece of house.store.read(exhibit.id, stored, { from: at, to: at + target.length })) {
        target.set(piece, done);
        done += piece.length;
      }
      return done;
    };
    const start = new Uint8Array(Math.max(0, Math.min(FIRST_BYTES, bytes)));
    await read(0, start);
    if (pictureKindOf(start) === undefined) continue;
    const place = { volume: undefined, path: stored.slice('data'.length), address: 'stored' };
    await act({ ...place, file: { name: 'picture', size: bytes, read } });
  }
}

async function onMedium(
  path: string,
  signal: AbortSignal | undefined,
  act: (found: Found) => Promise<void>,
): Promise<void> {
  const image = diskImage(path);
  const pool = lookingPool();
  let open: { readonly place: Omit<Found, 'file'>; readonly parts: Buffer[]; had: number } | undefined;
  const done = async (): Promise<void> => {
    const whole = open;
    open = undefined;
    if (whole === undefined) return;
    await act({ ...whole.place, file: fileOfBytes('picture', Buffer.concat(whole.parts)) });
  };
  try {
    await new LookInside(pool, image).take(
      { withDeleted: true },
      async (part, bytes) => {
        if (part !== null && 'record' in part && !('failed' in part)) {
          const { volume, path: found, address } = part.record;
          open = { place: { volume, path: found, address }, parts: [], had: 0 };
        }
        if (open !== undefined) {
          open.parts.push(Buffer.from(bytes));
          open.had += bytes.length;
          // What is no picture is let go with its first bytes, what is too large as soon as it is.
          const isNone =
            open.had >= FIRST_BYTES &&
            pictureKindOf(open.parts.find(({ length }) => length > 0) ?? bytes) === undefined;
          if (isNone || open.had > PICTURE_BYTES) open = undefined;
        }
        const isOver = part !== null && ('end' in part || ('isWhole' in part && part.isWhole === true));
        if (isOver && (open?.had ?? 0) >= FIRST_BYTES) await done();
      },
      { seconds: RUN_SECONDS, ...(signal === undefined ? {} : { signal }) },
    );
  } finally {
    pool.close();
    image.close();
  }
}

function hitId(
  exhibit: Exhibit,
  set: PictureSet,
  { volume, path, address }: Omit<Found, 'file'>,
): NewHit['id'] {
  const place = JSON.stringify([exhibit.id, set.id, volume ?? null, path, address]);
  return uuidOfDigest(createHash('sha256').update(place).digest());
}

const expired = ({ name, version, expiresOn }: PictureSet): Refusal =>
  new Refusal('notAllowed.fingerprintsExpired', { name, version, expiresOn });
