// "Super Block" and "Block Group Descriptors" of ext2, ext3 and ext4 (see ext.ts for the specification).
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';

export interface SuperBlock {
  readonly kind: 'ext2' | 'ext3' | 'ext4';
  readonly label: string;
  readonly blockBytes: number;
  readonly blocks: number;
  readonly firstDataBlock: number;
  readonly blocksPerGroup: number;
  readonly inodes: number;
  readonly inodesPerGroup: number;
  readonly inodeBytes: number;
  readonly descriptorBytes: number;
  readonly hasFileType: boolean;
  /** "Meta Block Groups": from this group of descriptors on they lie in the groups themselves. */
  readonly firstMetaGroup: number;
  readonly is64Bit: boolean;
  readonly sparseSuper: boolean;
}

const MAGIC = 0xef53;
const INCOMPAT = { fileType: 0x2, metaGroups: 0x10, extents: 0x40, is64Bit: 0x80, encrypt: 0x10000 } as const;

export function superBlock(volume: Bytes): SuperBlock | undefined {
  if (volume.size < 2048) return undefined;
  const raw = exactly(volume, 1024, 1024);
  if (raw.readUInt16LE(0x38) !== MAGIC) return undefined;
  const logBlock = raw.readUInt32LE(0x18);
  const revision = raw.readUInt32LE(0x4c);
  const compatible = raw.readUInt32LE(0x5c);
  const incompatible = revision === 0 ? 0 : raw.readUInt32LE(0x60);
  const readOnly = revision === 0 ? 0 : raw.readUInt32LE(0x64);
  const is64Bit = (incompatible & INCOMPAT.is64Bit) !== 0;
  const found = {
    label: raw.toString('utf8', 0x78, 0x88).replace(/\0[^]*$/, ''),
    blockBytes: 1024 * 2 ** Math.min(logBlock, 40),
    blocks: raw.readUInt32LE(4) + (is64Bit ? raw.readUInt32LE(0x150) * 2 ** 32 : 0),
    firstDataBlock: raw.readUInt32LE(0x14),
    blocksPerGroup: raw.readUInt32LE(0x20),
    inodes: raw.readUInt32LE(0),
    inodesPerGroup: raw.readUInt32LE(0x28),
    inodeBytes: revision === 0 ? 128 : raw.readUInt16LE(0x58),
    descriptorBytes: is64Bit ? raw.readUInt16LE(0xfe) : 32,
    hasFileType: (incompatible & INCOMPAT.fileType) !== 0,
    firstMetaGroup: (incompatible & INCOMPAT.metaGroups) === 0 ? Infinity : raw.readUInt32LE(0x104),
    is64Bit,
    sparseSuper: (readOnly & 1) !== 0,
  };
  const { blockBytes, inodeBytes, descriptorBytes, inodesPerGroup, blocksPerGroup } = found;
  const isSane =
    blockBytes <= 65_536 &&
    inodeBytes >= 128 &&
    inodeBytes <= blockBytes &&
    (inodeBytes & (inodeBytes - 1)) === 0 &&
    descriptorBytes >= 32 &&
    descriptorBytes <= 1024 &&
    inodesPerGroup > 0 &&
    inodesPerGroup <= 8 * blockBytes &&
    blocksPerGroup > 0 &&
    blocksPerGroup <= 8 * blockBytes * 16;
  if (!isSane) throw damaged('a super block of ext2, ext3 or ext4', 'sizes that none has');
  const isExt4 = (incompatible & INCOMPAT.extents) !== 0 || is64Bit || (readOnly & 0x78) !== 0;
  return { kind: isExt4 ? 'ext4' : (compatible & 0x4) !== 0 ? 'ext3' : 'ext2', ...found };
}

export interface Group {
  readonly blockBitmap: number;
  readonly inodeBitmap: number;
  readonly inodeTable: number;
  /** Flags: 1 no inode of it is in use, 2 no block (only with checksums of groups). */
  readonly flags: number;
}

export function groupOf(volume: Bytes, found: SuperBlock, group: number): Group {
  const { blockBytes, descriptorBytes, firstDataBlock, blocksPerGroup, firstMetaGroup } = found;
  const perBlock = Math.floor(blockBytes / descriptorBytes);
  const meta = Math.floor(group / perBlock);
  let at = (firstDataBlock + 1) * blockBytes + group * descriptorBytes;
  if (meta >= firstMetaGroup) {
    const first = meta * perBlock;
    const hasSuper = hasSuperBlock(first, found.sparseSuper) ? 1 : 0;
    at =
      (firstDataBlock + first * blocksPerGroup + hasSuper) * blockBytes +
      (group % perBlock) * descriptorBytes;
  }
  const raw = exactly(volume, at, descriptorBytes);
  const wide = (low: number, high: number): number =>
    raw.readUInt32LE(low) + (found.is64Bit && descriptorBytes >= 64 ? raw.readUInt32LE(high) * 2 ** 32 : 0);
  return {
    blockBitmap: wide(0, 0x20),
    inodeBitmap: wide(4, 0x24),
    inodeTable: wide(8, 0x28),
    flags: raw.readUInt16LE(0x12),
  };
}

/** Groups 0, 1 and powers of 3, 5 and 7. */
function hasSuperBlock(group: number, sparse: boolean): boolean {
  if (!sparse || group < 2) return true;
  return [3, 5, 7].some((base) => {
    let power = base;
    while (power < group) power *= base;
    return power === group;
  });
}
