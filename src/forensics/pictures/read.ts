// What is asked of the child that reads pictures, and what it answers: its answers are checked by these shapes.
import { z } from 'zod';

const PICTURE_KINDS = ['JPEG', 'PNG', 'GIF', 'WebP', 'TIFF', 'AVIF', 'BMP', 'PDF'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** A file or a picture that is larger is not decoded. */
export const PICTURE_BYTES = 64 * 1024 * 1024;
export const PICTURE_PIXELS = 200_000_000;
export const SHOWN_SIDE = 1024;
export const SMALL_SIDE = 320;
/** So few pixels that nobody can make out what it shows. */
export const VEILED_SIDE = 16;

/** As a reader of words takes it. */
export const READING_SIDE = 3000;

export interface AskedPicture {
  /**
   * veiled: grey, of a few pixels. shown: as one looks at it, turned as its EXIF says. small: no larger than a decision needs.
   * reading: grey, as large as words are read best.
   */
  readonly view?: 'veiled' | 'shown' | 'small' | 'smallGrey' | 'reading';
  /** Of a PDF, from 1; the first where it is not said. */
  readonly page?: number;
  readonly fingerprint?: true;
}

const count = z.int().min(0);
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

export const readShape = z.strictObject({
  kind: z.enum(PICTURE_KINDS),
  /** As they are stored, before it is turned; of a PDF its first page as it was drawn. */
  width: count,
  height: count,
  /** It breaks off: what there is of it is shown. */
  isDamaged: z.boolean(),
  /** Of a PDF. */
  pages: count.optional(),
  pdq: z
    .strictObject({
      hash: fingerprint,
      /** Of the picture turned and mirrored in its seven other ways, in the order of `DIHEDRAL`. */
      turned: z.string().regex(/^[0-9a-f]{448}$/),
      quality: z.int().min(0).max(100),
    })
    .optional(),
});
export type ReadPicture = z.infer<typeof readShape>;

const side = z.int().min(1).max(READING_SIDE);
export const pixelsShape = z.strictObject({
  width: side,
  height: side,
  channels: z.union([z.literal(1), z.literal(3)]),
});

/** By the first bytes, which decide, not the name. */
export function pictureKindOf(first: Uint8Array): PictureKind | undefined {
  const start = Buffer.from(first.subarray(0, 16)).toString('latin1');
  return BEGINNINGS.find(({ begins }) => begins.test(start))?.kind;
}

const BEGINNINGS: readonly { readonly kind: PictureKind; readonly begins: RegExp }[] = [
  { kind: 'JPEG', begins: /^\xff\xd8\xff/ },
  { kind: 'PNG', begins: /^\x89PNG\r\n\x1a\n/ },
  { kind: 'GIF', begins: /^GIF8[79]a/ },
  { kind: 'WebP', begins: /^RIFF[^]{4}WEBP/ },
  { kind: 'TIFF', begins: /^(?:II\*\0|MM\0\*)/ },
  { kind: 'AVIF', begins: /^[^]{4}ftypavi[fs]/ },
  { kind: 'BMP', begins: /^BM[^]{12}[\x28\x6c\x7c]\0/ },
  { kind: 'PDF', begins: /^%PDF-/ },
];
