// What taking evidence in needs to know of images (evidence/intake/acquire.acts.ts).
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import type { ImageTools } from '../../evidence/intake/acquire.acts.ts';
import type { ImageFinding } from '../../evidence/exhibits/exhibit.ts';
import { openImage } from './open-image.ts';
import { findSegments, looksLikeImage } from './segments.ts';
import { verifyImage, type ImageCheck } from './verify.ts';

const FIRST_BYTES = 16;
/** An event holds at most 60 KB; `image verify` lists more. */
const MAX_RANGES_IN_FINDING = 500;

export const imageTools: ImageTools = {
  segments: (path) => Promise.resolve().then(() => imageSegments(path)),
  check: async (firstSegment, onProgress, signal) => {
    const options = { onProgress, ...(signal === undefined ? {} : { signal }) };
    return checkImage(firstSegment, options);
  },
};

/**
 * Paths of all segments in order, for a file that is surely an image; undefined for any other file, and for formats
 * that are not read. Throws Refusal `notFound` that names a missing segment: evidence should be complete when it is
 * taken in. An image that is damaged otherwise has its segments found by their names alone.
 */
function imageSegments(path: string): readonly string[] | undefined {
  if (looksLikeImage(firstBytes(path), basename(path)) === undefined) return stripes(path);
  try {
    const image = openImage(path, () => undefined); // `check` hears of the faults
    image.close();
    return image.description.segments.map((segment) => join(dirname(path), segment.name));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'notFound') throw error;
    return segmentsByName(path);
  }
}

/** So many times the bytes of its files is more than what packs well: it is not digested because it says so. */
const MAX_SHARE = 4096;

/** The files of a striped AFF4 image, of which one alone is of no use; undefined for everything else. */
function stripes(path: string): readonly string[] | undefined {
  if (!/\d\.aff4$/i.test(path)) return undefined;
  try {
    const image = openImage(path, () => undefined);
    image.close();
    const { format, segments, mediaSize } = image.description;
    const bytes = segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (format !== 'aff4' || segments.length === 1 || mediaSize > MAX_SHARE * bytes) return undefined;
    return segments.map(({ name }) => join(dirname(path), name));
  } catch (error) {
    if (error instanceof Refusal) return undefined; // taken in as what it is, a file
    throw error;
  }
}

/** Never throws for what is wrong with the image: an image that cannot be read as a whole has a bad container. */
async function checkImage(
  firstSegment: string,
  options: Parameters<typeof verifyImage>[1],
): Promise<ImageFinding> {
  try {
    return findingOf(await verifyImage(firstSegment, options));
  } catch (error) {
    if (!(error instanceof Refusal) || !ABOUT_THE_IMAGE.has(error.code)) throw error;
    const segments = segmentsByName(firstSegment).length;
    return { format: 'unreadable', segments, mediaSize: 0, container: 'bad', stored: {}, computed: {} };
  }
}

const ABOUT_THE_IMAGE: ReadonlySet<string> = new Set([
  'badInput',
  'damaged',
  'tooLarge',
  'unsupported',
  'notFound',
]);

function findingOf({
  description,
  container,
  computed,
  restBytes = 0,
  agrees,
  badRanges,
}: ImageCheck): ImageFinding {
  const ranges = badRanges
    .slice(0, MAX_RANGES_IN_FINDING)
    .map(({ offset, length }) => [offset, length] as const);
  return {
    format: description.format,
    segments: description.segments.length,
    mediaSize: description.mediaSize + restBytes, // what the digests are over
    container,
    stored: description.stored,
    computed,
    ...(agrees === undefined ? {} : { agrees }),
    ...(ranges.length === 0 ? {} : { badRanges: ranges }),
  };
}

/** From the first number on without a gap. */
function segmentsByName(path: string): readonly string[] {
  const set = findSegments(path);
  const paths: string[] = [];
  for (let number = set.firstNumber; ; number++) {
    const segment = set.paths.get(number);
    if (segment === undefined) return paths.length === 0 ? [path] : paths;
    paths.push(segment);
  }
}

function firstBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(FIRST_BYTES);
  const file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, FIRST_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
