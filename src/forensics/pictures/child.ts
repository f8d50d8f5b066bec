// The program of a confined child that reads pictures: pixels come out of it, never a file, and the server writes the PNG.
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { serve, type Given } from '../../platform/confined-child.ts';
import { damaged } from '../volumes/bytes.ts';
import { DIHEDRAL, dihedralPdqOf, PDQ_SIDE, type Pixels } from './pdq.ts';
import {
  PICTURE_BYTES,
  PICTURE_PIXELS,
  pictureKindOf,
  READING_SIDE,
  SHOWN_SIDE,
  SMALL_SIDE,
  VEILED_SIDE,
  type AskedPicture,
  type PictureKind,
  type ReadPicture,
} from './read.ts';

// One picture at a time, nothing kept of it, and no reader but those of the kinds above: no SVG, no PostScript, no text.
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((loader) => `VipsForeignLoad${loader}`),
});

/** Decoded whole, so that the fingerprint is the reference's; a larger one is brought down while it is decoded. */
const WHOLE_PIXELS = 50_000_000;
/** Of a bitmap. */
const FILE_HEAD = 14;
const INFO_HEAD = 40;
const DEPTHS = [1, 4, 8, 24, 32];
/** Not packed, and 32 bits whose order is said (as every program writes it: blue, green, red). */
const [PLAIN, FIELDS] = [0, 3];
const PDF_FOLDER = fileURLToPath(new URL('../../../node_modules/pdfjs-dist/', import.meta.url));

const within = (image: Sharp, side: number): Sharp =>
  image.autoOrient().resize(side, side, { fit: 'inside', withoutEnlargement: true });
const VIEWS: { readonly [view in NonNullable<AskedPicture['view']>]: (image: Sharp) => Sharp } = {
  veiled: (image) => within(image, VEILED_SIDE).greyscale(),
  shown: (image) => within(image, SHOWN_SIDE).toColourspace('srgb'),
  small: (image) => within(image, SMALL_SIDE).toColourspace('srgb'),
  smallGrey: (image) => within(image, SMALL_SIDE).greyscale(),
  reading: (image) => within(image, READING_SIDE).greyscale(),
};
/** The letters of a screen are too small to be read well: a picture of less is made larger. */
const READING_LEAST = 1500;
const READING_TIMES = 2;

serve({
  picture: async (given) => {
    const { view, fingerprint, page = 1 } = given.told as AskedPicture; // written by the server
    const picture = await opened(wholeOf(given), {
      page,
      side: view === 'reading' ? READING_SIDE : SHOWN_SIDE,
    });
    const { kind, width, height, pages } = picture;
    const told: ReadPicture = {
      kind,
      width,
      height,
      isDamaged: false,
      ...(pages === undefined ? {} : { pages }),
    };
    const read = async (make: (image: Sharp) => Sharp): Promise<Pixels> => {
      const { pixels, isDamaged } = await decoded(picture, make);
      told.isDamaged ||= isDamaged;
      return pixels;
    };
    if (view !== undefined) {
      const isSmall = view === 'reading' && Math.max(width, height) < READING_LEAST;
      const { bytes, ...head } = await read(isSmall ? larger(width, height) : VIEWS[view]);
      given.part(head, bytes);
    }
    if (fingerprint === true) {
      const isWhole = width * height <= WHOLE_PIXELS;
      const { hashes, quality } = dihedralPdqOf(
        await read((image) => (isWhole ? image : broughtDown(image))),
      );
      const [hash = '', ...turned] = DIHEDRAL.map((turn) => Buffer.from(hashes[turn]).toString('hex'));
      told.pdq = { hash, turned: turned.join(''), quality };
    }
    return told;
  },
});

function larger(width: number, height: number): (image: Sharp) => Sharp {
  const side = Math.max(width, height) * READING_TIMES;
  return (image) => image.autoOrient().resize(side, side, { fit: 'inside' }).greyscale();
}

interface OpenPicture {
  readonly kind: PictureKind;
  readonly pages?: number;
  readonly width: number;
  readonly height: number;
  /** Each time anew, from its bytes. */
  readonly image: (failOn: 'none' | 'truncated') => Sharp;
}

function wholeOf({ files: [file], read }: Given): Buffer {
  if (file === undefined || file.size > PICTURE_BYTES)
    throw new RangeError(`a file of at most ${PICTURE_BYTES} bytes is decoded; it has ${file?.size}`);
  const bytes = Buffer.alloc(file.size);
  read(0, 0, bytes);
  return bytes;
}

/** `page` and `side`: of a PDF. */
async function opened(
  bytes: Buffer,
  drawn: { readonly page: number; readonly side: number },
): Promise<OpenPicture> {
  const kind = pictureKindOf(bytes);
  if (kind === undefined) throw new TypeError('it is no picture of a kind that is read here');
  if (kind === 'BMP') {
    const { bytes: data, ...raw } = readBitmap(bytes);
    return { kind, ...raw, image: () => sharp(data, { raw }) };
  }
  if (kind === 'PDF') {
    const { pages, pixels } = await pdfPage(bytes, drawn);
    const { bytes: data, ...raw } = pixels;
    return { kind, pages, ...raw, image: () => sharp(data, { raw }) };
  }
  const image: OpenPicture['image'] = (failOn) => sharp(bytes, { failOn, limitInputPixels: PICTURE_PIXELS });
  const { width, height } = await image('none').metadata();
  if (width * height > PICTURE_PIXELS)
    throw new RangeError(`at most ${PICTURE_PIXELS} pixels are decoded; it says ${width} by ${height}`);
  return { kind, width, height, image };
}

/** What breaks off is decoded as far as it goes. */
async function decoded(
  { image }: OpenPicture,
  make: (image: Sharp) => Sharp,
): Promise<{ readonly pixels: Pixels; readonly isDamaged: boolean }> {
  try {
    return { pixels: await pixelsOf(make(image('truncated'))), isDamaged: false };
  } catch {
    return { pixels: await pixelsOf(make(image('none'))), isDamaged: true };
  }
}

async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .flatten({ background: '#fff' }) // what is transparent is on white paper
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 1 && channels !== 3) throw new TypeError(`${channels} channels`);
  return { width, height, channels, bytes: data };
}

function broughtDown(image: Sharp): Sharp {
  return image.resize(PDQ_SIDE, PDQ_SIDE, { fit: 'fill', kernel: 'nearest' });
}

/** BMP, which the library does not read (Windows GDI, BITMAPFILEHEADER and BITMAPINFOHEADER): not packed, with or without a palette. */
function readBitmap(bytes: Buffer): Pixels {
  if (bytes.length < FILE_HEAD + INFO_HEAD) throw damaged('the heads of a bitmap', `${bytes.length} bytes`);
  const [from, head] = [bytes.readUInt32LE(10), bytes.readUInt32LE(14)];
  const [width, signed] = [bytes.readInt32LE(18), bytes.readInt32LE(22)];
  const [depth, packing] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)];
  const height = Math.abs(signed);
  if (width < 1 || height < 1 || width * height > WHOLE_PIXELS)
    throw damaged(`a bitmap of at most ${WHOLE_PIXELS} pixels`, `${width} by ${height}`);
  if (!DEPTHS.includes(depth) || (packing !== PLAIN && !(packing === FIELDS && depth === 32)))
    throw damaged('a bitmap that is not packed', `packing ${packing}, ${depth} bits a pixel`);
  const stride = Math.ceil((width * depth) / 32) * 4;
  const colours = depth > 8 ? undefined : bytes.subarray(FILE_HEAD + head, FILE_HEAD + head + 4 * 2 ** depth);
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    // The last row comes first, but where the height is negative.
    const row = from + (signed < 0 ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x++, to += 3) {
      const [table, at] =
        colours === undefined
          ? [bytes, row + (x * depth) / 8]
          : [colours, 4 * indexAt(bytes, row, { x, depth })];
      // A row that is missing is black, as in a picture that was cut off.
      out[to] = table[at + 2] ?? 0;
      out[to + 1] = table[at + 1] ?? 0;
      out[to + 2] = table[at] ?? 0;
    }
  }
  return { width, height, channels: 3, bytes: out };
}

function indexAt(
  bytes: Buffer,
  row: number,
  { x, depth }: { readonly x: number; readonly depth: number },
): number {
  const byte = bytes[row + Math.floor((x * depth) / 8)] ?? 0;
  return (byte >> (8 - depth - ((x * depth) % 8))) & (2 ** depth - 1);
}

/** A page, drawn by pdf.js. What draws it is large: it is loaded where there is a PDF. */
async function pdfPage(
  bytes: Buffer,
  drawn: { readonly page: number; readonly side: number },
): Promise<{ readonly pages: number; readonly pixels: Pixels }> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: Uint8Array.from(bytes), // it takes them for itself
    verbosity: 0,
    stopAtErrors: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    standardFontDataUrl: `${PDF_FOLDER}standard_fonts/`,
    cMapUrl: `${PDF_FOLDER}cmaps/`,
    wasmUrl: `${PDF_FOLDER}wasm/`,
  });
  const pdf = await task.promise;
  try {
    const page = await pdf.getPage(drawn.page);
    const own = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: drawn.side / Math.max(own.width, own.height, 1) });
    const [width, height] = [
      Math.max(1, Math.round(viewport.width)),
      Math.max(1, Math.round(viewport.height)),
    ];
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    // Its types are of the canvas of a browser.
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
    const { data } = context.getImageData(0, 0, width, height);
    const out = new Uint8Array(width * height * 3);
    for (let at = 0, to = 0; at < data.length; at += 4)
      for (let c = 0; c < 3; c++) out[to++] = data[at + c] ?? 255;
    return { pages: pdf.numPages, pixels: { width, height, channels: 3, bytes: out } };
  } finally {
    await task.destroy();
  }
}
