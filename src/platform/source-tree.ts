// A folder as evidence: what lies in it, as found, in a fixed order. Nothing is followed, nothing is opened but folders; each stays open
// until its end, and what is in it is looked at from there, so that nothing put in its place meanwhile is.
import * as fs from 'node:fs';
import { Refusal } from '../base/refusal.ts';
import { codeOf } from './copy-source.ts';
import type { PathSource, Seen } from './object-store.ts';
import { openFolder, placeBelow, type OpenedFolder } from './opened-place.ts';
import { folderNames } from './safe-name.ts';

type FoundKind =
  | 'file'
  | 'folder'
  | 'link'
  | 'fifo'
  | 'socket'
  | 'blockDevice'
  | 'characterDevice'
  | 'unreadable'; // not even its kind could be told

export interface FoundEntry {
  readonly kind: FoundKind;
  /** Safe path below `data/`, `/` between parts; '' for the folder itself, which comes first. */
  readonly path: string;
  /** Safe path of its folder; '' at the top. */
  readonly folder: string;
  /** Last part of the found path: raw bytes. */
  readonly name: Buffer;
  /** Found path, for opening: raw bytes. */
  readonly foundPath: Buffer;
  /** Where it lies, as latin1: opened elsewhere it is another. Undefined where the system does not say. */
  readonly real?: string | undefined;
  /** Absent when unreadable. */
  readonly stat?: fs.BigIntStats;
  /** Where a symbolic link points: raw bytes. */
  readonly target?: Buffer;
  /** On another file system than its folder. */
  readonly isMountPoint: boolean;
  /** Safe path of the first entry that is the same file. */
  readonly hardLinkOf?: string;
  /** System code when it could not be looked at, or a folder not be listed. */
  readonly fault?: string;
}

interface TreeLimits {
  readonly entries: number;
  readonly depth: number;
}

export const TREE_LIMITS: TreeLimits = { entries: 1_000_000, depth: 1000 };

/** A safe path leaves room in a package for what comes before it (1,024 bytes and 64 parts in all). */
const MAX_FOLDER_PATH_BYTES = 600;
const MAX_FOLDER_DEPTH = 40;

/**
 * Yields the folder and everything below it, each folder before what it holds, names in the order of their bytes.
 * Refuses notFound, badInput (not a folder) and tooLarge (more entries or deeper than `limits`). `real`: where the folder has to lie,
 * in latin1.
 */
export function* walkTree(
  root: string | Uint8Array,
  limits = TREE_LIMITS,
  real?: string,
): Generator<FoundEntry> {
  const walk: Walk = { limits, count: 0, firstLinks: new Map(), topNames: folderNames(), restarts: 0 };
  walk.topNames('tree.jsonl'); // taken: in a package the list stands beside what it lists
  const rootPath = trimSlashes(Buffer.from(root).toString('latin1'));
  const stack: Folder[] = [];
  try {
    const place = { path: rootPath, at: rootPath, real, name: nameOf(rootPath), safe: '', folder: '' };
    const top = enter(walk, place, undefined, 0);
    if (top.inside !== undefined) stack.push(top.inside);
    if (top.entry.kind !== 'folder') throw notAFolder(top.entry);
    yield top.entry;
    for (let folder = stack.at(-1); folder !== undefined; folder = stack.at(-1)) {
      const name = folder.names[folder.next++];
      if (name === undefined) {
        fs.closeSync(folder.opened.fd);
        stack.pop();
        continue;
      }
      const { entry, inside } = enter(walk, placeIn(walk, folder, name), folder, stack.length);
      if (inside !== undefined) stack.push(inside);
      yield entry;
    }
  } finally {
    for (const { opened } of stack) fs.closeSync(opened.fd);
  }
}

/** To hand to `Staging.write`: what was seen here is compared with what is read then. */
export function sourceOf(entry: FoundEntry): PathSource {
  const { foundPath: path, real, stat } = entry;
  return { kind: 'path', path, ...(real !== undefined && { real }), ...(stat && { seen: seenOf(stat) }) };
}

/** Only what is compared, because it travels to another thread. */
function seenOf({ dev, ino, size, mtimeNs, ctimeNs }: Seen): Seen {
  return { dev, ino, size, mtimeNs, ctimeNs };
}

interface Walk {
  readonly limits: TreeLimits;
  count: number;
  /** Device and inode of files with several names. */
  readonly firstLinks: Map<string, string>;
  readonly topNames: (name: string | Uint8Array) => string;
  restarts: number;
}

/** Names and paths are raw bytes, one character each (latin1): compact, and their order is that of the bytes. */
interface Folder {
  readonly path: string;
  readonly opened: OpenedFolder;
  readonly safe: string;
  readonly dev: bigint;
  readonly names: readonly string[];
  readonly safeNames: (name: string | Uint8Array) => string;
  next: number;
}

interface Place {
  readonly path: string;
  /** For looking at it, by the folder that was opened. */
  readonly at: string;
  readonly real: string | undefined;
  readonly name: string;
  readonly safe: string;
  readonly folder: string;
}

function enter(
  walk: Walk,
  place: Place,
  parent: Folder | undefined,
  depth: number,
): { readonly entry: FoundEntry; readonly inside?: Folder } {
  walk.count += 1;
  if (walk.count > walk.limits.entries) throw tooMany(walk.limits.entries);
  if (depth > walk.limits.depth) throw tooDeep(walk.limits.depth);
  const [foundPath, name] = [Buffer.from(place.path, 'latin1'), Buffer.from(place.name, 'latin1')];
  const common = { path: place.safe, folder: place.folder, name, foundPath, real: place.real };
  const at = Buffer.from(place.at, 'latin1');
  try {
    const stat = fs.lstatSync(at, { bigint: true });
    const kind = kindOf(stat);
    const isMountPoint = parent !== undefined && stat.dev !== parent.dev;
    const entry = { ...common, kind, stat, isMountPoint };
    if (kind === 'link') return { entry: { ...entry, target: fs.readlinkSync(at, { encoding: 'buffer' }) } };
    if (kind === 'folder') return enterFolder(walk, place, entry, stat.dev);
    const hardLinkOf = kind === 'file' && stat.nlink > 1n ? firstLink(walk, stat, place.safe) : undefined;
    return { entry: { ...entry, ...(hardLinkOf !== undefined && { hardLinkOf }) } };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return { entry: { ...common, kind: 'unreadable', isMountPoint: false, fault: codeOf(error) } };
  }
}

function enterFolder(
  walk: Walk,
  place: Place,
  entry: FoundEntry,
  dev: bigint,
): { readonly entry: FoundEntry; readonly inside?: Folder } {
  let opened: OpenedFolder | undefined;
  try {
    opened = openFolder(place.at, place.real);
    const names = namesIn(walk, opened);
    const own = place.safe === '' ? walk.topNames : folderNames();
    const { path, safe } = place;
    return { entry, inside: { path, opened, safe, dev, names, safeNames: own, next: 0 } };
  } catch (error) {
    if (opened !== undefined) fs.closeSync(opened.fd);
    if (error instanceof Refusal) throw error;
    return { entry: { ...entry, fault: codeOf(error) } };
  }
}

function namesIn(walk: Walk, { handle }: OpenedFolder): readonly string[] {
  const names: string[] = [];
  const listing = fs.opendirSync(Buffer.from(handle, 'latin1'), { encoding: 'latin1', bufferSize: 256 });
  try {
    for (let one = listing.readSync(); one !== null; one = listing.readSync()) {
      names.push(one.name);
      if (walk.count + names.length > walk.limits.entries) throw tooMany(walk.limits.entries);
    }
  } finally {
    listing.closeSync();
  }
  return names.sort();
}

function placeIn(walk: Walk, folder: Folder, name: string): Place {
  const { path, opened } = folder;
  const real = placeBelow(opened.real, name);
  return {
    path: `${path}/${name}`,
    at: `${opened.handle}/${name}`,
    real,
    name,
    ...safePlace(walk, folder, name),
  };
}

/** Where the safe path would grow too long or deep for a package, it starts again at the top. */
function safePlace(
  walk: Walk,
  folder: Folder,
  name: string,
): { readonly safe: string; readonly folder: string } {
  const isLong =
    Buffer.byteLength(folder.safe) > MAX_FOLDER_PATH_BYTES ||
    folder.safe.split('/').length > MAX_FOLDER_DEPTH;
  if (isLong) {
    walk.restarts += 1;
    return { safe: walk.topNames(`deeper-${walk.restarts}`), folder: folder.safe };
  }
  const own = folder.safeNames(Buffer.from(name, 'latin1'));
  return { safe: folder.safe === '' ? own : `${folder.safe}/${own}`, folder: folder.safe };
}

function firstLink(walk: Walk, stat: Seen, path: string): string | undefined {
  const key = `${stat.dev}:${stat.ino}`;
  const first = walk.firstLinks.get(key);
  if (first === undefined) walk.firstLinks.set(key, path);
  return first;
}

function kindOf(stat: fs.BigIntStats): FoundKind {
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  if (stat.isSymbolicLink()) return 'link';
  if (stat.isFIFO()) return 'fifo';
  if (stat.isSocket()) return 'socket';
  return stat.isBlockDevice() ? 'blockDevice' : 'characterDevice';
}

function trimSlashes(path: string): string {
  return path.length > 1 ? path.replace(/(?<!\/)\/+$/, '') || '/' : path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

function notAFolder(entry: FoundEntry): Refusal {
  const path = entry.foundPath.toString();
  return entry.kind === 'unreadable'
    ? new Refusal('notFound.folderGone', { path, found: entry.fault })
    : new Refusal('badInput.notFolder', { path, kind: entry.kind });
}

function tooMany(entries: number): Refusal {
  return new Refusal('tooLarge.folderEntries', { entries });
}

function tooDeep(depth: number): Refusal {
  return new Refusal('tooLarge.folderDepth', { depth });
}
