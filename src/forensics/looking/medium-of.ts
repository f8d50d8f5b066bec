// Whether an exhibit is a medium that is looked into, or files as they are.
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { StoredFile } from '../../platform/object-store.ts';

/** A file that is not said to be an image is taken for one by its name alone: its bytes decide what is on it. */
export function firstSegment({ image, method }: Exhibit, files: readonly StoredFile[]): string | undefined {
  const [first] = files;
  if (first === undefined) return undefined;
  const isMedium = image !== undefined || method === 'image' || method === 'device';
  const isNamedSo =
    files.length === 1 &&
    /\.(?:dd|img|raw|iso|bin|e01|ex01|s01|001|qcow2?|vhdx?|vmdk|aff4|dmg)$/i.test(first.path);
  return isMedium || isNamedSo ? first.path : undefined;
}
