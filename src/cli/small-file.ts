// A file that a command reads whole, and that is no larger than such a file can be.
import { closeSync, openSync, readSync } from 'node:fs';
import { Refusal } from '../base/refusal.ts';

const PART_BYTES = 1024 * 1024;

interface SmallFile {
  /** What it is, with its article. */
  readonly what: string;
  /** Bytes. */
  readonly most: number;
  /** Where it cannot be read, and where it is larger. */
  readonly next?: { readonly absent?: string; readonly larger?: string };
}

/** What is named may have no size of its own: a pipe, a device. Refusals: notFound, tooLarge. */
export function smallFile(path: string, { what, most, next = {} }: SmallFile): Buffer {
  try {
    return readAtMost(path, most);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new Refusal('tooLarge', {
        expected: `${what} of at most ${most} bytes`,
        found: 'more',
        next: next.larger ?? 'Look whether it is the right file.',
      });
    throw new Refusal('notFound', {
      expected: what,
      found: `'${path}', which cannot be read`,
      next: next.absent ?? 'Name a file that is there.',
      cause,
    });
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
