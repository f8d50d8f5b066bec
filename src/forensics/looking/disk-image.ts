// An image on a disk of this machine, or in a store elsewhere, as it is handed to a confined child.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { ObjectStore, StoredFile } from '../../platform/object-store.ts';
import { DiskFiles } from '../sources/segment-files.ts';
import { findSegments, pathOfSegment, type SegmentSet } from '../sources/segments.ts';
import type { HandedImage } from './look-inside.ts';

const MAX_SEGMENTS = 20_000;

export type OpenImage = HandedImage & { readonly close: () => void };

/** `close` when nothing is read any more. Throws Refusal as `openImage` does for files that are missing or of no such kind. */
export function diskImage(path: string): OpenImage {
  const set = findSegments(path);
  const files = new DiskFiles();
  try {
    const handed = [];
    for (const segment of segmentPaths(set)) {
      const index = files.add(segment);
      handed.push({
        name: files.nameOf(index),
        size: files.sizeOf(index),
        read: (at: number, target: Uint8Array): number => {
          files.read(index, at, target);
          return target.length;
        },
        reopen: () => files.reopen(index),
      });
    }
    const { container, firstNumber } = set;
    return { set: { container, firstNumber }, files: handed, close: () => files.close() };
  } catch (error) {
    files.close();
    throw error;
  }
}

/** The image of which a stored file is the first segment; undefined where that file is not there. */
export async function storedImage(
  store: Pick<ObjectStore, 'about' | 'localPath' | 'read' | 'readAt'>,
  id: Uuid,
  { first, files }: { readonly first: string; readonly files: readonly StoredFile[] },
): Promise<OpenImage | undefined> {
  const local = store.localPath(id, first);
  if (local !== undefined) return diskImage(local);
  const byName = new Map(files.map((file) => [basename(file.path), file]));
  const stored = byName.get(basename(first));
  const others = files.map(({ path }) => path).filter((path) => path !== first);
  if (store.about === undefined || stored === undefined || stored.bytes < 0) return undefined;
  const set = await segmentsElsewhere(store, id, { stored, others });
  const handed = segmentPaths(set).map((path) => {
    const file = byName.get(basename(path));
    if (file === undefined) throw new Error('a segment that the store does not list');
    return { name: basename(path), size: Math.max(0, file.bytes), read: store.readAt(id, file) };
  });
  const { container, firstNumber } = set;
  return { set: { container, firstNumber }, files: handed, close: () => undefined };
}

/** As many bytes of a file as say what it is: a descriptor of a disk is at most so long. */
const HEAD_BYTES = 1024 * 1024;
const TAIL_BYTES = 512;
const SIGNATURE_BYTES = 16;

/**
 * What the names and the first and last bytes say, by the one rule for that, which looks into a folder: for a moment there is one with files
 * of those names, with holes in the place of all other bytes.
 */
async function segmentsElsewhere(
  store: Pick<ObjectStore, 'read'>,
  id: Uuid,
  { stored, others }: { readonly stored: StoredFile; readonly others: readonly string[] },
): Promise<SegmentSet> {
  const bytesOf = async (from: number, to: number): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of store.read(id, stored.path, { from, to })) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const head = await bytesOf(0, Math.min(HEAD_BYTES, stored.bytes));
  const folder = await mkdtemp(join(tmpdir(), 'comity-segments-'));
  try {
    const path = join(folder, basename(stored.path));
    for (const other of others.slice(0, MAX_SEGMENTS))
      await writeFile(join(folder, basename(other)), head.subarray(0, SIGNATURE_BYTES));
    await writeFile(path, head);
    if (stored.bytes > head.length) {
      const from = Math.max(head.length, stored.bytes - TAIL_BYTES);
      await truncate(path, from);
      await writeFile(path, await bytesOf(from, stored.bytes), { flag: 'a' });
    }
    return findSegments(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function segmentPaths(set: SegmentSet): readonly string[] {
  const count = set.lastNumber - set.firstNumber + 1;
  if (count > MAX_SEGMENTS) throw new Refusal('tooLarge.imageSegments', { max: MAX_SEGMENTS, count });
  return Array.from({ length: count }, (_, i) => pathOfSegment(set, set.firstNumber + i));
}
