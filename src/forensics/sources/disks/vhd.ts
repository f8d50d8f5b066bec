// VHD, fixed and dynamic (Microsoft, Virtual Hard Disk Image Format Specification 1.0: "Hard Disk Footer Format", "Dynamic Disk Header
// Format", "Block Allocation Table and Data Blocks"). Big-endian.
import type { SegmentFiles } from '../segment-files.ts';
import { Tables, unsupported, type DiskMap, type DiskOf } from './disk-map.ts';

export const VHD_FOOTER_BYTES = 512;
const HEADER_BYTES = 1024;
const SECTOR = 512;
const UNUSED = 0xffff_ffff;
const [FIXED, DYNAMIC, DIFFERENCING] = [2, 3, 4];
const MAX_BLOCK_BYTES = 256 * 1024 * 1024;

export function openVhd(files: SegmentFiles): DiskOf {
  const tables = new Tables(files, 0);
  const notices: string[] = [];
  const footer = footerOf(tables, notices);
  const size = Number(footer.readBigUInt64BE(48));
  switch (footer.readUInt32BE(60)) {
    case FIXED: {
      if (size > tables.size - VHD_FOOTER_BYTES)
        throw tables.damage(0, `a disk of ${size} bytes`, `a file of ${tables.size}`);
      const unitBytes = 2 ** 40;
      return {
        format: 'vhd',
        extents: [{ size, unitBytes, unit: (i) => ({ file: 0, at: i * unitBytes }) }],
        notices,
      };
    }
    case DYNAMIC:
      return {
        format: 'vhd',
        extents: [dynamicOf(tables, size, Number(footer.readBigUInt64BE(16)))],
        notices,
      };
    case DIFFERENCING:
      throw unsupported(files, 'a differencing VHD disk, which has a parent');
    default:
      throw unsupported(files, `a VHD disk of type ${footer.readUInt32BE(60)}`);
  }
}

/** The footer, or the copy that a dynamic disk has at its start: one with a right checksum before one without. */
function footerOf(tables: Tables, notices: string[]): Buffer {
  const end = Math.max(0, tables.size - VHD_FOOTER_BYTES);
  const found = (tables.size < VHD_FOOTER_BYTES ? [] : [end, 0])
    .map((at) => ({ at, bytes: tables.bytes(at, VHD_FOOTER_BYTES) }))
    .filter(({ bytes }) => bytes.toString('latin1', 0, 8) === 'conectix');
  const right = found.find(({ bytes }) => bytes.readUInt32BE(64) === checksumOf(bytes, 64));
  const footer = right ?? found[0];
  if (footer === undefined) throw tables.damage(end, 'a VHD footer', 'none, and no copy at the start');
  if (footer.at !== end) notices.push('the footer at the end is damaged; its copy at the start was used');
  if (right === undefined) notices.push('the checksum of the footer is wrong');
  return footer.bytes;
}

/** One's complement of the sum of all bytes but those of the checksum. */
function checksumOf(bytes: Buffer, at: number): number {
  let sum = 0;
  for (const [i, byte] of bytes.entries()) if (i < at || i >= at + 4) sum += byte;
  return ~sum >>> 0;
}

function dynamicOf(tables: Tables, size: number, headerAt: number): DiskMap {
  const header = tables.bytes(headerAt, HEADER_BYTES);
  if (header.toString('latin1', 0, 8) !== 'cxsparse' || header.readUInt32BE(36) !== checksumOf(header, 36))
    throw tables.damage(headerAt, 'the header of a dynamic disk with a right checksum', 'another');
  const tableAt = Number(header.readBigUInt64BE(16));
  const [entries, unitBytes] = [header.readUInt32BE(28), header.readUInt32BE(32)];
  if (unitBytes < SECTOR || unitBytes > MAX_BLOCK_BYTES || unitBytes % SECTOR !== 0)
    throw tables.damage(headerAt + 32, 'blocks of whole sectors, at most 256 MiB', `${unitBytes} bytes`);
  if (entries < Math.ceil(size / unitBytes))
    throw tables.damage(headerAt + 28, `a table for ${size} bytes`, `${entries} entries`);
  // Before each block lies its map of sectors, in whole sectors. What was never written is zeros there too.
  const bitmapBytes = Math.ceil(unitBytes / SECTOR / 8 / SECTOR) * SECTOR;
  return {
    size,
    unitBytes,
    unit: (index) => {
      const sector = tables.uint32(tableAt + 4 * index, false);
      return sector === UNUSED ? undefined : { file: 0, at: sector * SECTOR + bitmapBytes };
    },
  };
}
