// A file that a command reads whole, and that is no larger than such a file can be.
import { closeSync, openSync, readSync } from 'node:fs';
import { Refusal } from '../base/refusal.ts';
import { printable } from './words.ts';

const PART_BYTES = 1024 * 1024;

interface SmallFile {
  /** Bytes. */
  readonly most: number;
}

/** What is named may have no size of its own: a pipe, a device. Refusals: notFound, tooLarge. */
export function smallFile(path: string, { most }: SmallFile): Buffer {
  try {
    return readAtMost(path, most);
  } catch (cause) {
    if (cause instanceof RangeError) throw new Refusal('tooLarge.smallFile', { most, path: printable(path) });
    throw new Refusal('notFound.smallFile', { path: printable(path), cause });
  }
}

/** Throws RangeError where there is more. */
function readAtMost(path: string, most: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    for (let read = 0; ;) {
      const part = Buffer.alloc(PART_BYTES);
      const length = readSync(file, part);
      if (length === 0) return Buffer.concat(parts);
      read += length;
      if (read > most) throw new RangeError('more');
      parts.push(part.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}
