// Everything on a medium, volume by volume, entry by entry, in an order that depends on the medium alone.
import { Refusal } from '../../base/refusal.ts';
import { encryptedAs, openedAs, placedIn, type OpenedBytes } from './encrypted-volume.ts';
import { openApfs, type ApfsVolume } from '../filesystems/apfs-container.ts';
import { logicalFileSystem } from '../filesystems/logical.ts';
import { openFileSystem } from '../filesystems/open-file-system.ts';
import { openUdf } from '../filesystems/udf.ts';
import type { Entry, FileSystem } from '../filesystems/file-system.ts';
import type { LogicalFile } from '../sources/image.ts';
import { cached, slice, type Bytes } from '../volumes/bytes.ts';
import { givenKey } from '../volumes/bitlocker-key.ts';
import {
  lvmBytes,
  physicalId,
  readLvm,
  type LogicalVolume,
  type LvmDisk,
  type LvmSegment,
} from '../volumes/lvm.ts';
import { readVolumes, whole, type Volume, type VolumeTable } from '../volumes/volumes.ts';

export interface OpenVolume extends Volume {
  /** Where it lies in several pieces on the medium. */
  readonly segments?: readonly LvmSegment[];
  readonly fileSystem?: FileSystem;
  /** What the file system reads: decrypted, and in one piece. */
  readonly bytes?: Bytes;
  /** What was recognised and is not read, such as an encrypted volume. */
  readonly unread?: string;
  /** Why a file system that was recognised cannot be read. */
  readonly damage?: string;
  /** It lies encrypted where it is said to lie, and was opened with a key that was given. */
  readonly isOpened?: true;
  /** It is encrypted, whether it was opened or not. */
  readonly isEncrypted?: true;
  /** Of what was opened: the number of the encrypted volume that it lies in. */
  readonly within?: number;
}

export interface OpenMedium {
  readonly scheme: VolumeTable['scheme'];
  readonly volumes: readonly OpenVolume[];
  readonly problems: readonly string[];
}

/** What an entry is called within its volume: `/Users/ines/a.txt`, with `:stream` after it. */
export interface Listed {
  readonly volume: number;
  readonly path: string;
  readonly entry: Entry;
  readonly from: OpenVolume;
}

/** A file system may lie on the medium itself, without a table before it. `key`: the passphrase of what is encrypted. */
export function openMedium(medium: Bytes, key?: Uint8Array): OpenMedium {
  const bytes = cached(medium);
  const alone = openVolume(bytes, whole(bytes));
  if (alone.fileSystem !== undefined) {
    const [shown, problems] = [[alone, ...besides(bytes, alone)], [] as string[]];
    return { scheme: 'none', volumes: withOpened(bytes, shown, { key, problems }), problems };
  }
  const { scheme, volumes, problems } = readVolumes(bytes);
  const found = [...problems];
  const opened = volumes.map((volume) => (volume.isUnallocated ? volume : openVolume(bytes, volume)));
  const all = [...opened, ...innerVolumes(bytes, volumes, found)];
  return {
    scheme,
    problems: found,
    volumes: withOpened(bytes, all, { key, problems: found }),
  };
}

/** What is no medium but files, as one volume. */
export function openLogical(kind: string, files: readonly LogicalFile[]): OpenMedium {
  const length = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const volume = { number: 1, offset: 0, length, kind: 'logical container' };
  return {
    scheme: 'none',
    problems: [],
    volumes: [{ ...volume, fileSystem: logicalFileSystem(kind, files) }],
  };
}

/**
 * With what lies within those that the key opens, or that hold a clear one. The number of each depends on where it lies and on nothing
 * else: not on which of the others were opened.
 */
function withOpened(
  bytes: Bytes,
  volumes: readonly OpenVolume[],
  { key, problems }: { readonly key: Uint8Array | undefined; readonly problems: string[] },
): OpenVolume[] {
  const given = key === undefined ? undefined : givenKey(key);
  const names = new Map<OpenVolume, string>();
  for (const volume of volumes) {
    const name = encryptedAs(volume, () => ownBytes(bytes, volume));
    if (name !== undefined) names.set(volume, name);
  }
  const numbers = Math.max(0, ...volumes.map((volume) => volume.number));
  const found: OpenVolume[] = [];
  for (const [rank, [outer, name]] of [...names].entries()) {
    const within = outer.number;
    try {
      const opened = openedAs(ownBytes(bytes, outer), name, { key, given });
      if (typeof opened === 'string') {
        if (key !== undefined) problems.push(`volume ${within}: ${name}: ${opened}`);
        continue;
      }
      const inside = withinOpened(outer, { ...opened, bytes: cached(opened.bytes) }, problems);
      for (const [index, volume] of inside.entries())
        found.push({ ...volume, within, number: numbers + 1 + rank + index * names.size });
    } catch (error) {
      problems.push(`volume ${within}: ${reasonOf(error)}`);
    }
  }
  const marked = volumes.map((volume) =>
    names.has(volume) ? { ...volume, isEncrypted: true as const } : volume,
  );
  return [...marked, ...found.toSorted((one, other) => one.number - other.number)];
}

function withinOpened(
  outer: OpenVolume,
  opened: OpenedBytes,
  problems: string[],
): Omit<OpenVolume, 'number'>[] {
  const { bytes, kind } = opened;
  const one = { ...whole(bytes), kind, isOpened: true } as const;
  const disks = disksOf(bytes, [one]);
  if (disks.size === 0) return [{ ...openVolume(bytes, one), ...placedIn(outer, opened) }];
  if (outer.segments !== undefined || opened.moved !== undefined)
    return [
      { ...one, offset: outer.offset, unread: 'LVM2 physical volume within an encrypted volume in pieces' },
    ];
  const start = outer.offset + opened.at;
  return logicalOf(bytes, disks, problems).map(({ unread, ...logical }) => {
    const volume = { ...one, kind: 'LVM2 logical volume, opened with the key', ...logical };
    const inner = unread === undefined ? openVolume(bytes, volume) : { ...volume, unread };
    const segments = inner.segments?.map((each) => ({
      ...each,
      places: each.places.map((place) => start + place),
    }));
    return { ...inner, offset: start + inner.offset, ...(segments && { segments }) };
  });
}

/** As they lie on the medium: of what is encrypted, encrypted. */
function ownBytes(
  bytes: Bytes,
  { segments, offset, length }: Pick<OpenVolume, 'segments' | 'offset' | 'length'>,
): Bytes {
  return segments === undefined ? slice(bytes, offset, length) : lvmBytes(bytes, segments);
}

/**
 * A disc may hold other file systems over the same bytes: UDF beside ISO 9660 (a "bridge" disc), and partitions with HFS+ or FAT. What one
 * of them shows the others may not.
 */
function besides(bytes: Bytes, { fileSystem }: OpenVolume): OpenVolume[] {
  if (fileSystem?.kind.startsWith('ISO 9660') !== true) return [];
  const found: Omit<OpenVolume, 'number'>[] = [];
  try {
    const udf = openUdf(bytes);
    if (udf !== undefined) found.push({ ...whole(bytes), kind: 'the same disc', fileSystem: udf, bytes });
  } catch (error) {
    found.push({ ...whole(bytes), kind: 'the same disc', damage: reasonOf(error) });
  }
  for (const volume of readVolumes(bytes).volumes) {
    if (volume.isUnallocated || volume.offset === 0) continue;
    const opened = openVolume(bytes, volume);
    if (opened.fileSystem !== undefined || opened.unread !== undefined) found.push(opened);
  }
  return found.map((volume, index) => ({ ...volume, number: index + 1 }));
}

/** Those that lie within the volumes of the medium, numbered after them: of LVM2 and of APFS. */
function innerVolumes(bytes: Bytes, volumes: readonly Volume[], problems: string[]): OpenVolume[] {
  const found: Omit<OpenVolume, 'number'>[] = [];
  const disks = disksOf(bytes, volumes);
  for (const outer of volumes) {
    if (outer.isUnallocated) continue;
    const inside = slice(bytes, outer.offset, outer.length);
    for (const { unread, ...inner } of logicalOf(inside, disks, problems)) {
      const volume = { kind: 'LVM2 logical volume', ...inner, number: 0 };
      found.push(unread === undefined ? openVolume(bytes, volume) : { ...volume, unread });
    }
    const { offset, length } = outer;
    for (const inner of apfsOf(inside, problems)) found.push({ offset, length, ...inner, bytes: inside });
  }
  const numbers = Math.max(0, ...volumes.map((volume) => volume.number));
  return found.map((volume, index) => ({ ...volume, number: numbers + index + 1 }));
}

function apfsOf(volume: Bytes, problems: string[]): readonly ApfsVolume[] {
  try {
    return openApfs(volume, reasonOf) ?? [];
  } catch (error) {
    problems.push(reasonOf(error));
    return [];
  }
}

/** The physical volumes of LVM2 on the medium: a logical one may lie on several of them. */
function disksOf(bytes: Bytes, volumes: readonly Volume[]): ReadonlyMap<string, LvmDisk> {
  const disks = new Map<string, LvmDisk>();
  for (const { offset, length, isUnallocated } of volumes) {
    if (isUnallocated) continue;
    const own = slice(bytes, offset, length);
    const id = physicalId(own);
    if (id !== undefined && !disks.has(id)) disks.set(id, { offset, length: own.size });
  }
  return disks;
}

function logicalOf(
  volume: Bytes,
  disks: ReadonlyMap<string, LvmDisk>,
  problems: string[],
): readonly LogicalVolume[] {
  try {
    return readLvm(volume, disks, problems) ?? [];
  } catch (error) {
    problems.push(reasonOf(error));
    return [];
  }
}

function openVolume(bytes: Bytes, volume: Omit<OpenVolume, 'fileSystem'>): OpenVolume {
  try {
    const own = ownBytes(bytes, volume);
    const opened = openFileSystem(own);
    if (opened.kind === 'read') return { ...volume, fileSystem: opened.fileSystem, bytes: own };
    return opened.name === undefined ? volume : { ...volume, unread: opened.name };
  } catch (error) {
    return { ...volume, damage: reasonOf(error) };
  }
}

/** For `Problem`: a refusal is about the medium; everything else is an error of ours and goes on. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  return `expected ${error.expected}; found ${error.found}`;
}

export interface WalkLimits {
  readonly entries: number;
  readonly depth: number;
}

export const WALK_LIMITS: WalkLimits = { entries: 20_000_000, depth: 255 };
/** The name under which entries stand that no folder has. */
export const ORPHANS = '$Orphans';

/** Each folder once, whatever the medium says; deeper than the limit is said and left out. */
export function* walk(
  volume: OpenVolume,
  problem: (what: string) => void,
  limits: WalkLimits = WALK_LIMITS,
): Generator<Listed> {
  const { fileSystem } = volume;
  if (fileSystem === undefined) return;
  const seen = new Set<string>([fileSystem.root.address]);
  let count = 0;
  // Those that are being listed, one within another; the orphans come when all others were.
  const open: Folder[] = [];
  const enter = (entries: Iterable<Entry>, path: string, depth: number): void =>
    void open.push({ entries: entries[Symbol.iterator](), below: `${path}/`, depth });
  if (fileSystem.orphans !== undefined) enter(fileSystem.orphans(problem), `/${ORPHANS}`, 1);
  enter(fileSystem.children(fileSystem.root, problem), '', 0);
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const { done, value: entry } = folder.entries.next();
    if (done === true) {
      open.pop();
      continue;
    }
    if (++count > limits.entries)
      throw new Refusal('tooLarge.listedEntries', { max: limits.entries, volume: volume.number });
    const { name, stream } = entry;
    const path = folder.below + (stream === undefined ? name : `${name}:${stream}`);
    const listed = withinLimits({ volume: volume.number, path, entry, from: volume }, problem);
    yield listed;
    if (entry.type !== 'folder') continue;
    if (seen.has(entry.address)) problem(`the folder ${listed.path} was listed before`);
    else if (folder.depth >= limits.depth)
      problem(`the folder ${listed.path} lies deeper than ${limits.depth} folders`);
    else {
      seen.add(entry.address);
      enter(fileSystem.children(entry, problem), path, folder.depth + 1);
    }
  }
}

/** Of a path, or of where a link leads: a little below what an answer takes, for what is said around it. */
const TEXT_CHARACTERS = 65_000;
const TOLD_CHARACTERS = 300;

/** What one entry says of itself keeps no other from being listed: a size that no number is exact for is 0, a text that is longer is cut. */
export function withinLimits(listed: Listed, problem: (what: string) => void): Listed {
  const { path, entry } = listed;
  const { sizeBytes, target } = entry;
  const isSized = Number.isSafeInteger(sizeBytes) && sizeBytes >= 0;
  const texts = [path, target ?? ''].map(({ length }) => length);
  const isShort = Math.max(...texts) <= TEXT_CHARACTERS;
  if (isSized && isShort) return listed;
  const told = path.slice(0, TOLD_CHARACTERS);
  if (!isSized) problem(`${told}: a size of ${sizeBytes} bytes, which no file has`);
  if (!isShort)
    problem(`${told}: a path or target of ${Math.max(...texts)} characters, cut after ${TEXT_CHARACTERS}`);
  const cut = (text: string): string => text.slice(0, TEXT_CHARACTERS);
  return {
    ...listed,
    path: cut(path),
    entry: {
      ...entry,
      sizeBytes: isSized ? sizeBytes : 0,
      ...(target === undefined ? {} : { target: cut(target) }),
    },
  };
}

interface Folder {
  readonly entries: Iterator<Entry>;
  /** What the path of each of them begins with. */
  readonly below: string;
  readonly depth: number;
}
