// Raw and split raw images: the bytes of the medium and nothing else.
import type { ImageReader } from './image.ts';
import type { SegmentFiles } from './segment-files.ts';
import { pathOfSegment, type SegmentSet } from './segments.ts';

/** A raw image does not say its sector size; this is what nearly all media have. */
const BYTES_PER_SECTOR = 512;
const CHUNK_BYTES = 256 * 1024;

/** Throws Refusal `notFound` for a gap in the numbers of a split image. */
export function openRawImage(set: SegmentSet, files: SegmentFiles): ImageReader {
  const starts: number[] = [];
  let mediaSize = 0;
  try {
    for (let segment = set.firstNumber; segment <= set.lastNumber; segment++) {
      const index = files.add(pathOfSegment(set, segment));
      starts.push(mediaSize);
      mediaSize += files.sizeOf(index);
    }
  } catch (error) {
    files.close();
    throw error;
  }
  const segments = starts.map((_, index) => ({ name: files.nameOf(index), sizeBytes: files.sizeOf(index) }));
  return {
    description: {
      format: segments.length > 1 || set.container === 'split-raw' ? 'split-raw' : 'raw',
      segments,
      mediaSize,
      bytesPerSector: BYTES_PER_SECTOR,
      chunkBytes: CHUNK_BYTES,
      metadata: {},
      stored: {},
      acquisitionErrors: [],
      tracks: [],
      notices: [],
    },
    readInto: (offset, target) => {
      const wanted = Math.min(target.length, Math.max(0, mediaSize - offset));
      let filled = 0;
      for (let index = segmentAt(starts, offset); filled < wanted; index++) {
        const within = offset + filled - (starts[index] ?? 0);
        const length = Math.min(wanted - filled, files.sizeOf(index) - within);
        files.read(index, within, target.subarray(filled, filled + length));
        filled += length;
      }
      return filled;
    },
    close: () => files.close(),
  };
}

/** Index of the last segment that starts at or before the offset. */
function segmentAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
