// An image on a disk of this machine, as it is handed to a confined child.
import { Refusal } from '../../base/refusal.ts';
import { DiskFiles } from '../sources/segment-files.ts';
import { findSegments, pathOfSegment } from '../sources/segments.ts';
import type { HandedImage } from './look-inside.ts';

const MAX_SEGMENTS = 20_000;

/** `close` when nothing is read any more. Throws Refusal as `openImage` does for files that are missing or of no such kind. */
export function diskImage(path: string): HandedImage & { readonly close: () => void } {
  const set = findSegments(path);
  const files = new DiskFiles();
  try {
    if (set.lastNumber - set.firstNumber >= MAX_SEGMENTS)
      throw new Refusal('tooLarge.imageSegments', {
        max: MAX_SEGMENTS,
        count: set.lastNumber - set.firstNumber + 1,
      });
    const handed = [];
    for (let number = set.firstNumber; number <= set.lastNumber; number++) {
      const index = files.add(pathOfSegment(set, number));
      handed.push({
        name: files.nameOf(index),
        size: files.sizeOf(index),
        read: (at: number, target: Uint8Array): number => {
          files.read(index, at, target);
          return target.length;
        },
      });
    }
    const { container, firstNumber } = set;
    return { set: { container, firstNumber }, files: handed, close: () => files.close() };
  } catch (error) {
    files.close();
    throw error;
  }
}
