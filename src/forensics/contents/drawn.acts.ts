// How a file is drawn, wherever in an exhibit it lies: a picture or a page by the child of pictures, of a document of an office the pages
// that LibreOffice makes of it, of a video stills.
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import type { SourceFile } from '../../platform/confined-process.ts';
import type { OutsideAsked } from '../../platform/outside-program.ts';
import type { Wall } from '../../platform/walls.ts';
import { kindOf } from '../listing/kinds.ts';
import {
  lookAtOffice,
  OFFICE_BYTES,
  officeFor,
  officePartOf,
  type OfficeLacks,
} from '../pictures/office-pdf.ts';
import { lookAtPicture, type PictureLook } from '../pictures/pictures.ts';
import { PICTURE_BYTES, pictureKindOf, type AskedPicture } from '../pictures/read.ts';
import { VIDEO_KINDS } from '../pictures/video.ts';
import { stillsOf, videoProgram } from '../pictures/video-frames.ts';

export interface Drawable {
  /** Its first bytes: they say what it is, with its name where they leave it open. */
  readonly first: Uint8Array;
  readonly name: string;
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

export interface Drawing {
  /** It can be drawn: it begins as a picture does, or as a video and this machine has FFmpeg, or as a document of an office and it has LibreOffice. */
  readonly isDrawn: boolean;
  /** For want of what its pages are not drawn. */
  readonly lacks?: OfficeLacks;
  /** What made pages of it, and behind which walls. */
  readonly madeBy?: { readonly program: string; readonly version: string; readonly walls: readonly Wall[] };
  /** Where it was asked for. */
  readonly picture?: PictureLook;
}

/** Refused by its size before anything of it is read. */
const TOO_LARGE = { name: 'picture', read: () => 0 };

export async function drawn(
  pool: ConfinedPool,
  drawable: Drawable,
  asked: AskedDrawing | undefined,
): Promise<Drawing> {
  const { first, size, file, fill } = drawable;
  const part = officePartOf(first, drawable.name);
  if (part !== undefined) return officeDrawn(pool, part, { drawable, asked });
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

async function officeDrawn(
  pool: ConfinedPool,
  part: NonNullable<ReturnType<typeof officePartOf>>,
  { drawable, asked }: { readonly drawable: Drawable; readonly asked: AskedDrawing | undefined },
): Promise<Drawing> {
  const here = await officeFor(part);
  if (!('by' in here)) return { isDrawn: false, lacks: here };
  const { by: program, walls } = here;
  if (asked === undefined) return { isDrawn: true };
  const madeBy = { program: 'LibreOffice', version: program.version, walls };
  const { size, fill } = drawable;
  if (size > OFFICE_BYTES)
    return { isDrawn: true, madeBy, picture: { ok: false, reason: 'refused', detail: `more than ${OFFICE_BYTES} bytes` } }; // prettier-ignore
  const pieces: Buffer[] = [];
  await fill((bytes) => void pieces.push(Buffer.from(bytes)));
  const view = asked.view === 'pages' ? 'veiled' : asked.view;
  const page = asked.page === undefined ? {} : { page: asked.page };
  const bytes = Buffer.concat(pieces);
  return { isDrawn: true, madeBy, picture: await lookAtOffice(pool, { program, part, bytes }, { view, ...page }) }; // prettier-ignore
}
