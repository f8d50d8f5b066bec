// VMDK (VMware, Virtual Disk Format 5.0: "The Descriptor File", "Hosted Sparse Extents", "Stream-Optimized Compressed Sparse Extents"):
// one sparse file, one that was written as a stream, or a descriptor with its extents beside it. Little-endian.
import type { SegmentFiles } from '../segment-files.ts';
import { Tables, unsupported, type DiskMap, type DiskOf } from './disk-map.ts';
import { parseDescriptor, type DescribedExtent } from './vmdk-descriptor.ts';

const SECTOR = 512;
const HEADER_BYTES = 512;
const FOOTER_FROM_END = 1024;
const GRAIN_HEADER_BYTES = 12;
const AT_END = 0xffff_ffff_ffff_ffffn;
const MAX_DESCRIPTOR_BYTES = 1024 * 1024;
const [COMPRESSED, ZERO_GRAINS] = [1 << 16, 1 << 2];
const DEFLATE = 1;

/** `files`: the one that was named first, then the extents of its descriptor in order. */
export function openVmdk(files: SegmentFiles): DiskOf {
  const tables = new Tables(files, 0);
  if (isSparse(tables)) return { format: 'vmdk', extents: [sparseOf(files, 0)] };
  const described = descriptorOf(files, tables.bytes(0, Math.min(tables.size, MAX_DESCRIPTOR_BYTES)));
  let file = 0;
  const extents = described.map((extent) => mapOf(files, extent, extent.kind === 'zero' ? 0 : (file += 1)));
  return { format: 'vmdk', extents };
}

function descriptorOf(files: SegmentFiles, bytes: Buffer): readonly DescribedExtent[] {
  const { extents, hasParent } = parseDescriptor(bytes, files.nameOf(0));
  if (hasParent) throw unsupported(files, 'a VMDK disk that has a parent');
  return extents;
}

function mapOf(files: SegmentFiles, { kind, sectors, startSector }: DescribedExtent, file: number): DiskMap {
  const size = sectors * SECTOR;
  switch (kind) {
    case 'zero':
      return { size, unitBytes: 2 ** 40, unit: () => undefined };
    case 'flat':
      return {
        size,
        unitBytes: 2 ** 40,
        unit: (index) => ({ file, at: startSector * SECTOR + index * 2 ** 40 }),
      };
    case 'sparse':
      return { ...sparseOf(files, file), size };
  }
}

function isSparse(tables: Tables): boolean {
  return tables.size >= HEADER_BYTES && tables.bytes(0, 4).toString('latin1') === 'KDMV';
}

function sparseOf(files: SegmentFiles, file: number): DiskMap {
  const tables = new Tables(files, file);
  if (!isSparse(tables)) throw tables.damage(0, 'a sparse extent (KDMV)', 'another file');
  let header = tables.bytes(0, HEADER_BYTES);
  // Of a stream the directory is known at its end: a copy of the header there says where.
  if (header.readBigUInt64LE(56) === AT_END)
    header = tables.bytes(tables.size - FOOTER_FROM_END, HEADER_BYTES);
  const [version, flags] = [header.readUInt32LE(4), header.readUInt32LE(8)];
  if (header.toString('latin1', 0, 4) !== 'KDMV' || version < 1 || version > 3)
    throw tables.damage(0, 'a header of version 1 to 3, or its copy at the end', `version ${version}`);
  checkEmbedded(files, tables, header);
  const grainSectors = Number(header.readBigUInt64LE(20));
  const [entries, directoryAt] = [header.readUInt32LE(44), Number(header.readBigUInt64LE(56)) * SECTOR];
  const size = Number(header.readBigUInt64LE(12)) * SECTOR;
  if (
    grainSectors < 1 ||
    grainSectors > 8192 ||
    entries < 1 ||
    entries > 65_536 ||
    !Number.isSafeInteger(size)
  )
    throw tables.damage(
      12,
      'a size, grains of at most 4 MiB and tables of at most 65,536 entries',
      'other numbers',
    );
  const isPacked = (flags & COMPRESSED) !== 0;
  if (isPacked && header.readUInt16LE(77) !== DEFLATE)
    throw unsupported(files, `a VMDK disk compressed by method ${header.readUInt16LE(77)}`);
  const unitBytes = grainSectors * SECTOR;
  return {
    size,
    unitBytes,
    unit: (index) => {
      const table = tables.uint32(directoryAt + 4 * Math.floor(index / entries), true) * SECTOR;
      if (table === 0) return undefined;
      const sector = tables.uint32(table + 4 * (index % entries), true);
      if (sector === 0 || (sector === 1 && (flags & ZERO_GRAINS) !== 0)) return undefined;
      if (!isPacked) return { file, at: sector * SECTOR };
      const packedBytes = tables.uint32(sector * SECTOR + 8, true);
      return { file, at: sector * SECTOR + GRAIN_HEADER_BYTES, packedBytes, by: 'zlib' };
    },
  };
}

/** What a sparse file says of itself: whether it has a parent. */
function checkEmbedded(files: SegmentFiles, tables: Tables, header: Buffer): void {
  const [at, length] = [
    Number(header.readBigUInt64LE(28)) * SECTOR,
    Number(header.readBigUInt64LE(36)) * SECTOR,
  ];
  if (at === 0 || length === 0) return;
  if (length > MAX_DESCRIPTOR_BYTES)
    throw tables.damage(36, 'a descriptor of at most 1 MiB', `${length} bytes`);
  descriptorOf(files, tables.bytes(at, length));
}
