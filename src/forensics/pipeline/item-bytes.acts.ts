// The bytes of an item, however deep it lies: read again through the exhibit, in a confined child. No copy of them was kept.
import { basename } from 'node:path';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { SourceFile } from '../../platform/confined-process.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import type { Chain } from '../extractors/asked.ts';
import {
  ExamineInside,
  EXAMINE_LIMITS,
  type ExamineLimits,
  type Failure,
} from '../extractors/examine-inside.ts';
import { storedImage } from '../looking/disk-image.ts';
import { firstSegment } from '../looking/medium-of.ts';
import { DiskFiles } from '../sources/segment-files.ts';
import { itemById, type ContentItem, type Of } from './examined.store.ts';

/** An exhibit that is looked into. */
export interface OpenInside {
  readonly house: Installation;
  readonly exhibit: Exhibit;
  readonly of: Of;
  /** What the store has of it, below `data/`. */
  readonly files: readonly StoredFile[];
  readonly inside: ExamineInside;
  readonly isMedium: boolean;
  /** Of its encrypted volumes. */
  readonly key?: Uint8Array;
}

/** Close it. */
export async function openInside(
  house: Installation,
  exhibit: Exhibit,
  limits: ExamineLimits = EXAMINE_LIMITS,
  key?: Uint8Array,
): Promise<OpenInside & { readonly close: () => void }> {
  const own = { house, exhibit, of: { exhibit: exhibit.id, caseId: exhibit.caseId } };
  await house.settleStaged(exhibit.id);
  const files = (await house.store.inventory(exhibit.id)).files.filter(({ path }) =>
    path.startsWith('data/'),
  );
  const first = firstSegment(exhibit, files);
  const image =
    first === undefined ? undefined : await storedImage(house.store, exhibit.id, { first, files });
  if (image === undefined) {
    const inside = new ExamineInside({ asked: {}, files: [] }, limits);
    return { ...own, files, inside, isMedium: false, close: () => inside.close() };
  }
  const { set, files: handed, close } = image;
  const given = key === undefined ? {} : { key: Buffer.from(key).toString('base64') };
  const inside = new ExamineInside({ asked: { set, ...given }, files: handed }, limits);
  const closeAll = (): void => {
    inside.close();
    close();
  };
  return { ...own, files, inside, isMedium: true, ...(key === undefined ? {} : { key }), close: closeAll };
}

/** In order, in pieces. Undefined: all were given. */
export async function eachByteOf(
  open: OpenInside,
  item: ContentItem,
  onBytes: (bytes: Uint8Array) => Promise<void> | void,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  const { chain, top } = await chainOf(open, item);
  const { house, exhibit, isMedium } = open;
  if (!isMedium && item.parent === undefined) {
    for await (const piece of house.store.read(exhibit.id, `data${item.path}`)) {
      signal.throwIfAborted();
      await onBytes(piece);
    }
    return undefined;
  }
  const handed = isMedium ? undefined : storedFile(open, top);
  try {
    return await open.inside.bytes(chain, onBytes, {
      signal,
      ...(handed === undefined ? {} : { files: [handed.file] }),
    });
  } finally {
    handed?.close();
  }
}

/** From the file of the file system, or of the store, down to the item. */
export async function chainOf(
  work: OpenInside,
  item: ContentItem,
): Promise<{ chain: Chain; top: ContentItem }> {
  const line = [item];
  for (let at = item; at.parent !== undefined;) {
    const above = await itemById(work.house.db.kysely, work.of, at.parent);
    if (above === undefined) throw new Error('an item whose container is not there');
    line.unshift(above);
    at = above;
  }
  const [top = item, ...below] = line;
  const nameOf = ({ path }: ContentItem): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const members = below.map(({ address }, index) => {
    const within = line[index] ?? item;
    return { name: nameOf(within), kind: within.kind, address };
  });
  const entry = { volume: top.volume, path: top.path.split('/').slice(1), address: top.address };
  const own = { members, name: nameOf(item), kind: item.kind };
  return { top, chain: work.isMedium ? { entry, ...own } : own };
}

export function storedFile(
  { house, exhibit, files: all }: OpenInside,
  { path }: ContentItem,
): { file: SourceFile; close: () => void } | undefined {
  const local = house.store.localPath(exhibit.id, `data${path}`);
  if (local === undefined) {
    const stored = all.find((one) => one.path === `data${path}`);
    if (house.store.about === undefined || stored === undefined || stored.bytes < 0) return undefined;
    const read = house.store.readAt(exhibit.id, stored);
    return { file: { name: basename(path), size: stored.bytes, read }, close: () => undefined };
  }
  const files = new DiskFiles();
  const index = files.add(local);
  const read = (at: number, target: Uint8Array): number => {
    files.read(index, at, target);
    return target.length;
  };
  const file = { name: files.nameOf(index), size: files.sizeOf(index), read };
  return { file, close: () => files.close() };
}
