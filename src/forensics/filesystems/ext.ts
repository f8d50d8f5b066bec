// ext2, ext3 and ext4. Specification: Linux kernel documentation, "ext4 Data Structures and Algorithms"
// (Documentation/filesystems/ext4); the names of its sections are given at each structure.
import { damaged, type Bytes } from '../volumes/bytes.ts';
import { blockRuns, extentRuns } from './ext-blocks.ts';
import { ExtInodes, isReadable, type Inode } from './ext-inode.ts';
import { superBlock, type SuperBlock } from './ext-super.ts';
import {
  contentInside,
  contentOfRuns,
  safeName,
  zerosAfter,
  type Content,
  type Entry,
  type EntryType,
  type FileSystem,
  type Problem,
  type Run,
} from './file-system.ts';
import { errorText } from '../../base/error-text.ts';

const ROOT_INODE = 2;
const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
const MAX_TARGET_BYTES = 4096;
const INLINE_DATA = 0x10000000;
const EXTENTS = 0x80000;

/** Undefined where no super block of these is found. */
export function openExt(volume: Bytes): FileSystem | undefined {
  const found = superBlock(volume);
  return found === undefined ? undefined : new Ext(volume, found);
}

class Ext implements FileSystem {
  readonly kind: string;
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly #volume: Bytes;
  readonly #super: SuperBlock;
  readonly #inodes: ExtInodes;

  constructor(volume: Bytes, found: SuperBlock) {
    this.#volume = volume;
    this.#super = found;
    this.kind = found.kind;
    this.label = found.label;
    this.clusterBytes = found.blockBytes;
    this.#inodes = new ExtInodes(volume, found);
    this.root = this.#entry('/', ROOT_INODE, false, this.#inodes.read(ROOT_INODE));
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    try {
      const inode = this.#inodes.read(folder.key);
      // One within its inode is no larger than that, whatever it says.
      const bytesMax = (inode.flags & INLINE_DATA) === 0 ? MAX_FOLDER_BYTES : this.#super.inodeBytes;
      const content = this.#contentOf(inode, Math.min(inode.size, bytesMax));
      const block = Buffer.alloc(content.stored === 'resident' ? content.size : this.clusterBytes);
      // "Inline Directories": the first four bytes are the number of the parent.
      const from = content.stored === 'resident' ? 4 : 0;
      for (let offset = 0; offset < content.size; offset += block.length) {
        const filled = block.subarray(from, content.readInto(offset, block));
        const both: OfFolder = { bytes: filled, text: filled.toString('latin1') };
        // "Linear (Classic) Directories". The nodes of a hash tree look like unused entries to it, as they are meant to.
        for (let at = 0; at + 8 <= filled.length;) {
          const length = filled[at + 4]! | (filled[at + 5]! << 8); // within it
          const end = at + length;
          if (length < 8 || length % 4 !== 0 || end > filled.length) {
            if (!folder.isDeleted) problem(`an entry of a folder says it has ${length} bytes`);
            break;
          }
          const used = this.#named(both, at, end, folder.isDeleted || numberAt(filled, at) === 0);
          if (used !== undefined) yield used;
          const own = used === undefined ? 12 : roomOf(filled, at);
          if (at + own + 12 <= end) yield* this.#hidden(both, at + own, end);
          at = end;
        }
      }
    } catch (error) {
      problem(`folder ${folder.name} (inode ${folder.address}): ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    if (entry.key === 0) return contentOfRuns(this.#volume, [], 0);
    const inode = this.#inodes.read(entry.key);
    if (entry.type === 'link') return contentInside(Buffer.from(entry.target ?? ''), inode.at);
    if (!isReadable(inode)) return contentOfRuns(this.#volume, [], 0);
    const content = this.#contentOf(inode, inode.size);
    return entry.isDeleted ? { ...content, isAssumed: true } : content;
  }

  *unallocated(): Generator<Run> {
    yield* this.#inodes.freeBlocks();
  }

  /** What was deleted lies in the room that the entry before it took over. */
  #hidden(block: OfFolder, from: number, end: number): readonly Entry[] {
    let found: Entry[] | undefined;
    for (let at = from; at + 12 <= end;) {
      const entry = block.bytes[at + 6] === 0 ? undefined : this.#named(block, at, end, true); // most of it is empty
      if (entry === undefined) at += 4;
      else {
        (found ??= []).push(entry);
        at += roomOf(block.bytes, at);
      }
    }
    return found ?? NONE;
  }

  #named({ bytes: block, text }: OfFolder, at: number, end: number, isDeleted: boolean): Entry | undefined {
    const number = numberAt(block, at);
    const nameBytes = block[at + 6]!; // within the block
    const type = this.#super.hasFileType ? block[at + 7]! : 0;
    if (number > this.#super.inodes || nameBytes === 0 || at + 8 + nameBytes > end) return undefined;
    if (number === 0 && !isDeleted) return undefined;
    if (type > 7 || (isDeleted && !looksLikeName(block.subarray(at + 8, at + 8 + nameBytes))))
      return undefined;
    const name = isPlain(block, at + 8, nameBytes)
      ? text.slice(at + 8, at + 8 + nameBytes)
      : block.toString('utf8', at + 8, at + 8 + nameBytes);
    if (name === '.' || name === '..') return undefined;
    if (number === 0) return nameAlone(name);
    try {
      const inode = this.#inodes.read(number);
      return this.#entry(name, number, isDeleted || inode.isFree, inode);
    } catch (error) {
      if (isDeleted) return undefined;
      throw error;
    }
  }

  #entry(name: string, number: number, isDeleted: boolean, inode: Inode): Entry {
    const type = TYPES[inode.mode >> 12] ?? 'other';
    const isRoot = number === ROOT_INODE;
    const entry: Entry = {
      name: isRoot ? name : safeName(name),
      address: `${number}`,
      type,
      sizeBytes: inode.size,
      isDeleted,
      times: inode.times,
      mode: inode.mode,
      owner: inode.owner,
      group: inode.group,
      key: number,
    };
    return type === 'link' ? { ...entry, target: this.#target(inode) } : entry;
  }

  /** "Symbolic Links": fewer than 60 bytes lie in the inode itself. */
  #target(inode: Inode): string {
    if (inode.size > MAX_TARGET_BYTES) return '';
    try {
      if (inode.size < 60 && (inode.flags & EXTENTS) === 0)
        return inode.block.toString('utf8', 0, inode.size);
      const bytes = Buffer.alloc(inode.size);
      this.#contentOf(inode, inode.size).readInto(0, bytes);
      return bytes.toString('utf8');
    } catch {
      return ''; // the link is listed; where it led cannot be read
    }
  }

  #contentOf(inode: Inode, size: number): Content {
    if ((inode.flags & INLINE_DATA) !== 0)
      return zerosAfter(contentInside(this.#inodes.inline(inode, size), inode.at), size);
    const wanted = Math.ceil(size / this.clusterBytes);
    if (wanted * 4 > this.#volume.size && inode.blocks512 === 0 && size > 0)
      return contentOfRuns(this.#volume, [{ at: undefined, length: size }], size); // nothing but a hole
    const given = { volume: this.#volume, blockBytes: this.clusterBytes, blocks: this.#super.blocks };
    const runs =
      (inode.flags & EXTENTS) !== 0
        ? extentRuns(given, inode.block, wanted)
        : blockRuns(given, inode.block, wanted);
    if (runs === undefined) throw damaged('the blocks of a file', 'more of them than the volume has');
    return contentOfRuns(this.#volume, runs, size);
  }
}

/** Of what was deleted first in its block the number is wiped: the name is all that is left of it. */
function nameAlone(name: string): Entry {
  return {
    name: safeName(name),
    address: '0',
    type: 'other',
    sizeBytes: 0,
    isDeleted: true,
    times: {},
    mode: 0,
    owner: 0,
    group: 0,
    key: 0,
  };
}

const NONE: readonly Entry[] = [];

/** A block of a folder, and the same as text of one character a byte: most names are plain, and are cut out of that. */
interface OfFolder {
  readonly bytes: Buffer;
  readonly text: string;
}

function isPlain(bytes: Uint8Array, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (bytes[at]! >= 0x80) return false; // within it
  return true;
}

const numberAt = (block: Buffer, at: number): number =>
  (block[at]! | (block[at + 1]! << 8) | (block[at + 2]! << 16) | (block[at + 3]! << 24)) >>> 0; // within it

/** That an entry takes: its head, and its name to a whole word. */
function roomOf(block: Buffer, at: number): number {
  return 8 + ((block[at + 6]! + 3) & ~3); // within the block
}

/** Bytes left over from anything look like an entry now and then; a name has no control characters. */
function looksLikeName(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte !== 0x7f && byte !== 0x2f);
}

/** "i_mode", the upper four bits. */
const TYPES: { readonly [bits: number]: EntryType } = { 4: 'folder', 8: 'file', 10: 'link' };
