// Pictures: each content once, decoded behind walls. Its fingerprint is kept, by which it is compared with sets again and again without
// being read; and a few grey squares, which are all of it that is kept.
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import { fileOfBytes, lookAtPicture, picturePool } from '../pictures/pictures.ts';
import { PICTURE_BYTES, pictureKindOf } from '../pictures/read.ts';
import type { Failure } from '../extractors/examine-inside.ts';
import type { Work } from './examine.acts.ts';
import { VERSIONS } from './examined.ts';
import { contentsCount, type ContentItem, type UnitEnd } from './examined.store.ts';
import { eachByteOf } from './item-bytes.acts.ts';
import { once } from './list.acts.ts';
import { beginningsAfter, forgetOldPicture, type PictureFacts } from './pictures.store.ts';

const AT_ONCE = 1000;

/** In the order of the items' ids; whatever stops it, it goes on to the same end. */
export async function fingerprintAll(work: Work): Promise<void> {
  const pool = picturePool();
  try {
    const seen = { done: 0, total: await contentsCount(work.house.db.kysely, work.of), failed: 0 };
    for (let after = ''; ;) {
      const items = await beginningsAfter(work.house.db.kysely, work.of, { after, limit: AT_ONCE });
      for (const { first, bytes, ...item } of items) {
        seen.done += 1;
        if (pictureKindOf(first) === undefined) continue;
        const unit = { stage: 'picture', version: VERSIONS.pictures, content: item.sha256, itemId: item.id };
        await once(work, unit, async () => {
          const end = await fingerprinted(work, { pool, item, bytes });
          if (end.failed !== undefined) seen.failed += 1;
          return {
            end,
            effect: (tx) => forgetOldPicture(tx, work.of, { content: item.sha256, version: unit.version }),
          };
        });
        await work.at('pictures', seen);
      }
      const last = items.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  } finally {
    pool.close();
  }
}

async function fingerprinted(
  work: Work,
  { pool, item, bytes }: { readonly pool: ConfinedPool; readonly item: ContentItem; readonly bytes: number },
): Promise<UnitEnd> {
  if (bytes > PICTURE_BYTES)
    return { failed: { reason: 'tooLarge', detail: `a picture of more than ${PICTURE_BYTES} bytes` } };
  const content = await wholePicture(work, item);
  if (!Buffer.isBuffer(content)) return { failed: content };
  const look = await lookAtPicture(
    pool,
    fileOfBytes('picture', content),
    { fingerprint: true, view: 'veiled' },
    { signal: work.signal },
  );
  work.signal.throwIfAborted();
  if (!look.ok) return { failed: { reason: look.reason, detail: look.detail } };
  const { read, pixels } = look;
  if (read.pdq === undefined || pixels === undefined)
    return { failed: { reason: 'badAnswer', detail: 'not what was asked for' } };
  const { width, height, pdq } = read;
  const veil = Buffer.from(pixels.bytes.filter((_, at) => at % pixels.channels === 0));
  const facts: PictureFacts = {
    pdq: pdq.hash,
    turned: pdq.turned,
    quality: pdq.quality,
    width,
    height,
    veil: veil.toString('hex'),
    veilWidth: pixels.width,
  };
  return { facts };
}

/** What is larger than its entry says ends it. */
export async function wholePicture(work: Work, item: ContentItem): Promise<Buffer | Failure> {
  const parts: Buffer[] = [];
  let had = 0;
  const failed = await eachByteOf(
    work,
    item,
    (piece) => {
      had += piece.length;
      if (had <= PICTURE_BYTES) parts.push(Buffer.from(piece));
    },
    work.signal,
  );
  if (failed !== undefined) return failed;
  if (had > PICTURE_BYTES)
    return { reason: 'tooLarge', detail: `a picture of more than ${PICTURE_BYTES} bytes` };
  return Buffer.concat(parts);
}
