// Writes the segment files of a made image into a folder and reads the medium back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../src/base/refusal.ts';
import { mediaChunks, type ImageDescription, type ImageFault } from '../../src/forensics/sources/image.ts';
import { openImage } from '../../src/forensics/sources/open-image.ts';

/** Returns the path of the first segment. */
export function writeSegments(
  folder: string,
  files: readonly Uint8Array[],
  nameOf = (number: number): string => `image.E${String(number).padStart(2, '0')}`,
): string {
  for (const [i, bytes] of files.entries()) writeFileSync(join(folder, nameOf(i + 1)), bytes);
  return join(folder, nameOf(1));
}

export interface ReadBack {
  readonly description: ImageDescription;
  readonly media: Buffer;
  readonly faults: readonly ImageFault[];
}

export function readBack(path: string): ReadBack {
  const faults: ImageFault[] = [];
  const image = openImage(path, (fault) => faults.push(fault));
  try {
    const parts: Uint8Array[] = [];
    for (const { bytes } of mediaChunks(image)) parts.push(Uint8Array.from(bytes));
    return { description: image.description, media: Buffer.concat(parts), faults };
  } finally {
    image.close();
  }
}

/** The Refusal that opening and reading the image ends with; undefined when it can be read. */
export function refusalOf(path: string): Refusal | undefined {
  try {
    readBack(path);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
