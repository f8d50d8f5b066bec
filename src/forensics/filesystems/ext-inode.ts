// "Index Nodes" of ext2, ext3 and ext4, and the bitmaps that say what is in use (see ext.ts for the specification).
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { groupOf, type Group, type SuperBlock } from './ext-super.ts';
import type { Moment, Run, Times } from './file-system.ts';

/** One in a block of them, read where it lies there. */
export class Inode {
  readonly number: number;
  /** Where it lies in the volume. */
  readonly at: number;
  /** The bitmap says that it is not in use. */
  readonly isFree: boolean;
  readonly mode: number;
  readonly #raw: Raw;

  constructor(number: number, at: number, raw: Raw, isFree: boolean) {
    this.number = number;
    this.at = at;
    this.#raw = raw;
    this.isFree = isFree;
    this.mode = this.#half(0);
  }

  get owner(): number {
    return this.#half(2) + this.#half(0x78) * 65_536;
  }

  get group(): number {
    return this.#half(0x18) + this.#half(0x7a) * 65_536;
  }

  get size(): number {
    const type = this.mode & 0xf000;
    const isSized = type === 0x8000 || type === 0x4000;
    return this.#word(4) + (isSized ? this.#word(0x6c) * 2 ** 32 : 0);
  }

  get flags(): number {
    return this.#word(0x20);
  }

  get blocks512(): number {
    return this.#word(0x1c);
  }

  get times(): Times {
    return timesOf(this.#raw);
  }

  /** "i_block": 60 bytes of block numbers, an extent tree, or the content itself. */
  get block(): Buffer {
    const { view, from } = this.#raw;
    return Buffer.from(view.buffer, view.byteOffset + from + 0x28, 60);
  }

  #half(at: number): number {
    return this.#raw.view.getUint16(this.#raw.from + at, true);
  }

  #word(at: number): number {
    return this.#raw.view.getUint32(this.#raw.from + at, true);
  }
}

/** Bytes of an inode: `length` of them from a place in a block. */
interface Raw {
  readonly view: DataView;
  readonly from: number;
  readonly length: number;
}

const BASE_BYTES = 128;
const GROUPS_KEPT = 4096;

export class ExtInodes {
  readonly #volume: Bytes;
  readonly #super: SuperBlock;
  readonly #groups = new Map<number, Group>();
  /** The one of the bitmaps and the one of the blocks of inodes that were read last: neighbours are asked for one after another. */
  #bitmap: Kept = NOTHING;
  #table: { readonly from: number; readonly view: DataView } | undefined;

  constructor(volume: Bytes, found: SuperBlock) {
    this.#volume = volume;
    this.#super = found;
  }

  read(number: number): Inode {
    const { inodes, inodesPerGroup, inodeBytes, blockBytes } = this.#super;
    if (number < 1 || number > inodes) throw damaged(`an inode from 1 to ${inodes}`, `${number}`);
    const group = this.#group(Math.floor((number - 1) / inodesPerGroup));
    const index = (number - 1) % inodesPerGroup;
    const at = group.inodeTable * blockBytes + index * inodeBytes;
    const raw = this.#raw(at, inodeBytes);
    const isFree = !this.#bit(group.inodeBitmap, index, (group.flags & 1) === 0);
    return new Inode(number, at, raw, isFree);
  }

  /** "Inline Data": 60 bytes in the inode, what is more in its attribute `system.data`. */
  inline(inode: Inode, size: number): Buffer {
    const wanted = Math.min(size, this.#super.inodeBytes);
    if (wanted <= 60) return Buffer.from(inode.block.subarray(0, wanted));
    const raw = exactly(this.#volume, inode.at, this.#super.inodeBytes);
    const rest = systemData(raw);
    return Buffer.concat([inode.block, rest]).subarray(0, wanted);
  }

  *freeBlocks(): Generator<Run> {
    const { blocks, blocksPerGroup, firstDataBlock, blockBytes } = this.#super;
    let run: { at: number; length: number } | undefined;
    const last = Math.min(blocks, Math.floor(this.#volume.size / blockBytes));
    for (let block = firstDataBlock; block < last; block++) {
      const group = this.#group(Math.floor((block - firstDataBlock) / blocksPerGroup));
      if (this.#bit(group.blockBitmap, (block - firstDataBlock) % blocksPerGroup, (group.flags & 2) === 0))
        continue;
      const at = block * blockBytes;
      if (run !== undefined && run.at + run.length === at) run.length += blockBytes;
      else {
        if (run !== undefined) yield run;
        run = { at, length: blockBytes };
      }
    }
    if (run !== undefined) yield run;
  }

  #group(number: number): Group {
    const known = this.#groups.get(number);
    if (known !== undefined) return known;
    const group = groupOf(this.#volume, this.#super, number);
    if (this.#groups.size >= GROUPS_KEPT) this.#groups.clear();
    this.#groups.set(number, group);
    return group;
  }

  /** An inode lies within one block. What was handed out before stays as it was: each block has bytes of its own. */
  #raw(at: number, inodeBytes: number): Raw {
    const { blockBytes } = this.#super;
    const within = at % blockBytes;
    const from = at - within;
    if (from + blockBytes > this.#volume.size)
      return { view: viewOf(exactly(this.#volume, at, inodeBytes)), from: 0, length: inodeBytes };
    if (this.#table?.from !== from)
      this.#table = { from, view: viewOf(exactly(this.#volume, from, blockBytes)) };
    return { view: this.#table.view, from: within, length: inodeBytes };
  }

  /** A group whose bitmap was never written has nothing in use. */
  #bit(bitmap: number, index: number, isWritten: boolean): boolean {
    if (!isWritten) return false;
    const { blockBytes } = this.#super;
    const from = bitmap * blockBytes;
    const at = index >> 3;
    if (at >= blockBytes || from + blockBytes > this.#volume.size)
      return isSet(exactly(this.#volume, from + at, 1)[0]!, index); // one was read
    if (this.#bitmap.from !== from) this.#bitmap = { from, bytes: exactly(this.#volume, from, blockBytes) };
    return isSet(this.#bitmap.bytes[at]!, index); // within the block
  }
}

interface Kept {
  readonly from: number;
  readonly bytes: Buffer;
}

const NOTHING: Kept = { from: -1, bytes: Buffer.alloc(0) };

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);

function isSet(byte: number, index: number): boolean {
  return ((byte >> (index & 7)) & 1) === 1;
}

/** A device, a pipe or a socket holds no bytes. */
export function isReadable({ mode }: Inode): boolean {
  const type = mode & 0xf000;
  return type === 0x8000 || type === 0x4000 || type === 0xa000 || type === 0;
}

/** "Inode Timestamps": 34 bits of seconds and 30 of nanoseconds where the inode has room for them. */
function timesOf({ view, from, length }: Raw): Times {
  const room = length > BASE_BYTES ? Math.min(length, BASE_BYTES + view.getUint16(from + 0x80, true)) : 0;
  const accessed = timeAt(view, from + 0x08, room >= 0x90 ? from + 0x8c : 0);
  const changed = timeAt(view, from + 0x0c, room >= 0x88 ? from + 0x84 : 0);
  const modified = timeAt(view, from + 0x10, room >= 0x8c ? from + 0x88 : 0);
  const created = room >= 0x98 ? timeAt(view, from + 0x90, from + 0x94) : undefined;
  if (accessed !== undefined && changed !== undefined && modified !== undefined && created !== undefined)
    return { accessed, changed, modified, created };
  const times: { -readonly [name in keyof Times]: Moment } = {};
  if (accessed !== undefined) times.accessed = accessed;
  if (changed !== undefined) times.changed = changed;
  if (modified !== undefined) times.modified = modified;
  if (created !== undefined) times.created = created;
  return times;
}

/** `wordAt`: of the further bits; 0 where there are none. */
function timeAt(view: DataView, at: number, wordAt: number): Moment | undefined {
  const word = wordAt === 0 ? 0 : view.getUint32(wordAt, true);
  const seconds = view.getInt32(at, true) + (word & 3) * 2 ** 32;
  const nanos = word >>> 2;
  return seconds === 0 && nanos === 0 ? undefined : { seconds, nanos: Math.min(nanos, 999_999_999) };
}

/** "Extended Attributes" within the inode: index 7 ("system."), name "data". */
function systemData(raw: Buffer): Buffer {
  const start = BASE_BYTES + raw.readUInt16LE(0x80);
  if (start + 4 > raw.length || raw.readUInt32LE(start) !== 0xea020000) return Buffer.alloc(0);
  const first = start + 4;
  for (let at = first; at + 16 <= raw.length && raw.readUInt32LE(at) !== 0;) {
    const nameBytes = raw[at]!; // within the inode
    const from = first + raw.readUInt16LE(at + 2);
    const length = raw.readUInt32LE(at + 8);
    if (raw[at + 1] === 7 && raw.toString('latin1', at + 16, at + 16 + nameBytes) === 'data')
      return from + length <= raw.length ? raw.subarray(from, from + length) : Buffer.alloc(0);
    at += 16 + ((nameBytes + 3) & ~3);
  }
  return Buffer.alloc(0);
}
