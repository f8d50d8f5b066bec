// Videos, where FFmpeg is found: each content once, as a fingerprint a second (vPDQ). Kept as text that is derived: a line a frame, as
// other programs exchange them.
import { LEAST_QUALITY } from '../pictures/pdq.ts';
import { frameLine, VIDEO_KINDS } from '../pictures/video.ts';
import { framesOf, VIDEO_BYTES, videoProgram } from '../pictures/video-frames.ts';
import type { OutsideProgram } from '../../platform/outside-program.ts';
import type { Work } from './examine.acts.ts';
import { VERSIONS } from './examined.ts';
import type { ContentItem, UnitEnd } from './examined.store.ts';
import { eachByteOf } from './item-bytes.acts.ts';
import { once } from './list.acts.ts';
import { ofKindsAfter } from './outside.store.ts';

const AT_ONCE = 1000;

/** In the order of the items' ids; whatever stops it, it goes on to the same end. */
export async function fingerprintVideos(work: Work): Promise<void> {
  const program = await videoProgram();
  if (program === undefined) return;
  const asked = { kinds: VIDEO_KINDS, mostBytes: VIDEO_BYTES, limit: AT_ONCE };
  for (let after = ''; ;) {
    const items = await ofKindsAfter(work.house.db.kysely, work.of, { ...asked, after });
    for (const item of items) {
      const unit = { stage: 'extract:vpdq', version: VERSIONS.videos, content: item.sha256, itemId: item.id };
      await once(work, unit, async () => ({ end: await read(work, item, program) }));
    }
    const last = items.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

async function read(work: Work, item: ContentItem, program: OutsideProgram): Promise<UnitEnd> {
  let failed: UnitEnd['failed'];
  const fill = async (write: (bytes: Uint8Array) => void): Promise<void> => {
    failed = await eachByteOf(work, item, write, work.signal);
  };
  const look = await framesOf(program, fill, work.signal);
  work.signal.throwIfAborted();
  if (failed !== undefined) return { failed };
  if (!look.ok) return { failed: look };
  const good = look.frames.filter(({ quality }) => quality >= LEAST_QUALITY).length;
  return {
    facts: { program: program.name, 'program-version': program.version, frames: look.frames.length, good },
    ...(look.frames.length === 0 ? {} : { text: look.frames.map(frameLine).join('\n') }),
  };
}
