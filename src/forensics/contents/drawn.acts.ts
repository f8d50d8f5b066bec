// How a file is drawn, wherever in an exhibit it lies: a picture or a page by the child of pictures, of a video stills.
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import type { SourceFile } from '../../platform/confined-process.ts';
import type { OutsideAsked } from '../../platform/outside-program.ts';
import { kindOf } from '../listing/kinds.ts';
import { lookAtPicture, type PictureLook } from '../pictures/pictures.ts';
import { PICTURE_BYTES, pictureKindOf, type AskedPicture } from '../pictures/read.ts';
import { VIDEO_KINDS } from '../pictures/video.ts';
import { stillsOf, videoProgram } from '../pictures/video-frames.ts';

export interface Drawable {
  /** Its first bytes: they say what it is. */
  readonly first: Uint8Array;
  readonly size: number;
  /** To be read anywhere in it; not asked for where it is larger than a picture may be. */
  readonly file: () => Promise<SourceFile>;
  /** All of it, in order. */
  readonly fill: OutsideAsked['fill'];
}

export interface AskedDrawing {
  /** pages: nothing is shown of it, but how many pages it has. */
  readonly view: NonNullable<AskedPicture['view']> | 'pages';
  /** Of a document, from 1. */
  readonly page?: number | undefined;
}

interface Drawing {
  /** It can be drawn: the bytes begin as a picture does, or as a video and this machine has FFmpeg. */
  readonly isDrawn: boolean;
  /** Where it was asked for. */
  readonly picture?: PictureLook;
}

/** Refused by its size before anything of it is read. */
const TOO_LARGE = { name: 'picture', read: () => 0 };

export async function drawn(
  pool: ConfinedPool,
  { first, size, file, fill }: Drawable,
  asked: AskedDrawing | undefined,
): Promise<Drawing> {
  const isVideo = VIDEO_KINDS.includes(kindOf(first) ?? '');
  const program = isVideo ? await videoProgram() : undefined;
  const kind = pictureKindOf(first);
  const isDrawn = program !== undefined || kind !== undefined;
  if (asked === undefined || !isDrawn) return { isDrawn };
  if (asked.view === 'pages' && kind !== 'PDF') return { isDrawn };
  const view = asked.view === 'pages' ? 'veiled' : asked.view;
  const page = kind === 'PDF' && asked.page !== undefined ? { page: asked.page } : {};
  if (program !== undefined) return { isDrawn, picture: await stillsOf(program, { size, fill }, { view }) };
  const handed = size > PICTURE_BYTES ? { ...TOO_LARGE, size } : await file();
  return { isDrawn, picture: await lookAtPicture(pool, handed, { view, ...page }) };
}
