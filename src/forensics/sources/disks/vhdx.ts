// VHDX, fixed and dynamic ([MS-VHDX] 2.2 headers and region table, 2.5 block allocation table, 2.6 metadata). Little-endian.
import type { SegmentFiles } from '../segment-files.ts';
import { Tables, unsupported, type DiskMap, type DiskOf } from './disk-map.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const HEADERS_AT = [64 * KIB, 128 * KIB];
const REGIONS_AT = [192 * KIB, 256 * KIB];
const HEADER_BYTES = 4 * KIB;
const TABLE_BYTES = 64 * KIB;
const MAX_REGIONS = 2047;
const MAX_ITEMS = 2047;

const BAT = guid('2dc27766-f623-4200-9d64-115e9bfd4a08');
const METADATA = guid('8b7ca206-4790-4b9a-b8fe-575f050f886e');
const FILE_PARAMETERS = guid('caa16737-fa36-4d43-b3b6-33f0aa44e76b');
const DISK_SIZE = guid('2fa54224-cd1b-4876-b211-5dbed83bf4b8');
const SECTOR_SIZE = guid('8141bf1d-a96f-4709-ba47-f233a8faab5f');

export function openVhdx(files: SegmentFiles): DiskOf {
  const tables = new Tables(files, 0);
  checkHeaders(files, tables);
  const regions = regionsOf(files, tables);
  const [bat, metadata] = [regions.get(BAT), regions.get(METADATA)];
  if (bat === undefined || metadata === undefined)
    throw tables.damage(
      REGIONS_AT[0] ?? 0,
      'a region table with block allocation table and metadata',
      'none of them',
    );
  const items = itemsOf(tables, metadata);
  const parameters = itemOf(tables, items, FILE_PARAMETERS, 8);
  if ((parameters.readUInt32LE(4) & 2) !== 0)
    throw unsupported(files, 'a differencing VHDX disk, which has a parent');
  const blockBytes = parameters.readUInt32LE(0);
  const size = Number(itemOf(tables, items, DISK_SIZE, 8).readBigUInt64LE(0));
  const bytesPerSector = itemOf(tables, items, SECTOR_SIZE, 4).readUInt32LE(0);
  if (blockBytes < MIB || blockBytes > 256 * MIB || (blockBytes & (blockBytes - 1)) !== 0)
    throw tables.damage(metadata.at, 'blocks of 1 to 256 MiB', `${blockBytes} bytes`);
  if (bytesPerSector !== 512 && bytesPerSector !== 4096)
    throw tables.damage(metadata.at, 'sectors of 512 or 4,096 bytes', `${bytesPerSector}`);
  return {
    format: 'vhdx',
    bytesPerSector,
    extents: [mapOf(tables, bat, { size, blockBytes, bytesPerSector })],
  };
}

interface Region {
  readonly at: number;
  readonly length: number;
}

/** 2.2.2: of two, the right one with the higher number counts. A log in it was not yet played back. */
function checkHeaders(files: SegmentFiles, tables: Tables): void {
  const good = HEADERS_AT.map((at) => tables.bytes(at, HEADER_BYTES)).filter((bytes) =>
    isSealed(bytes, 'head'),
  );
  const [first, second] = good;
  if (first === undefined)
    throw tables.damage(HEADERS_AT[0] ?? 0, 'a VHDX header with a right checksum', 'none');
  const current =
    second !== undefined && second.readBigUInt64LE(8) > first.readBigUInt64LE(8) ? second : first;
  if (current.subarray(48, 64).some((byte) => byte !== 0))
    throw unsupported(files, 'a VHDX disk that was not closed: a log in it waits to be played back');
}

/** 2.2.3. */
function regionsOf(files: SegmentFiles, tables: Tables): ReadonlyMap<string, Region> {
  const table = REGIONS_AT.map((at) => tables.bytes(at, TABLE_BYTES)).find((bytes) =>
    isSealed(bytes, 'regi'),
  );
  if (table === undefined)
    throw tables.damage(REGIONS_AT[0] ?? 0, 'a region table with a right checksum', 'none');
  const count = table.readUInt32LE(8);
  if (count > MAX_REGIONS)
    throw tables.damage(REGIONS_AT[0] ?? 0, `at most ${MAX_REGIONS} regions`, `${count}`);
  const regions = new Map<string, Region>();
  for (let i = 0; i < count; i++) {
    const entry = table.subarray(16 + 32 * i, 48 + 32 * i);
    const id = entry.toString('hex', 0, 16);
    if (id !== BAT && id !== METADATA && (entry.readUInt32LE(28) & 1) !== 0)
      throw unsupported(files, 'a VHDX disk with a region that must be known');
    regions.set(id, { at: Number(entry.readBigUInt64LE(16)), length: entry.readUInt32LE(24) });
  }
  return regions;
}

/** 2.6.1. Places are from the start of the region. */
function itemsOf(tables: Tables, region: Region): ReadonlyMap<string, Region> {
  const table = tables.bytes(region.at, TABLE_BYTES);
  const count = table.readUInt16LE(10);
  if (table.toString('latin1', 0, 8) !== 'metadata' || count > MAX_ITEMS)
    throw tables.damage(region.at, 'a table of metadata', 'another');
  const items = new Map<string, Region>();
  for (let i = 0; i < count; i++) {
    const entry = table.subarray(32 + 32 * i, 64 + 32 * i);
    const [at, length] = [entry.readUInt32LE(16), entry.readUInt32LE(20)];
    if (at + length > region.length)
      throw tables.damage(region.at, 'an item within its region', `one at ${at}`);
    items.set(entry.toString('hex', 0, 16), { at: region.at + at, length });
  }
  return items;
}

function itemOf(tables: Tables, items: ReadonlyMap<string, Region>, id: string, length: number): Buffer {
  const item = items.get(id);
  if (item === undefined || item.length < length)
    throw tables.damage(item?.at ?? 0, 'size, block and sector of the disk among its metadata', 'none');
  return tables.bytes(item.at, length);
}

/** 2.5: after each group of blocks stands one entry for a map of sectors, which only a differencing disk uses. */
function mapOf(
  tables: Tables,
  bat: Region,
  { size, blockBytes, bytesPerSector }: { size: number; blockBytes: number; bytesPerSector: number },
): DiskMap {
  const ratio = (2 ** 23 * bytesPerSector) / blockBytes;
  const blocks = Math.ceil(size / blockBytes);
  if (8 * (blocks + Math.floor(Math.max(0, blocks - 1) / ratio)) > bat.length)
    throw tables.damage(bat.at, `a table for ${size} bytes`, `one of ${bat.length} bytes`);
  return {
    size,
    unitBytes: blockBytes,
    unit: (index) => {
      const at = bat.at + 8 * (index + Math.floor(index / ratio));
      const entry = tables.uint64(at, true);
      const state = Number(entry & 7n);
      if (state === FULLY_PRESENT) return { file: 0, at: Number(entry >> 20n) * MIB };
      if (state <= UNMAPPED) return undefined;
      throw tables.damage(at, 'the state of a block', `${state}`);
    },
  };
}

const FULLY_PRESENT = 6;
/** Not present, undefined, zero, unmapped: all read as zeros. */
const UNMAPPED = 3;

/** CRC-32C at 4, over the structure with zeros there. */
function isSealed(bytes: Buffer, signature: string): boolean {
  if (bytes.toString('latin1', 0, 4) !== signature) return false;
  const cleared = Buffer.from(bytes).fill(0, 4, 8);
  return crc32c(cleared) === bytes.readUInt32LE(4);
}

/** As its bytes lie in a file: the first three groups little-endian. */
function guid(text: string): string {
  const turned = (part: string): string => part.match(/../g)?.toReversed().join('') ?? '';
  const [a = '', b = '', c = '', ...rest] = text.split('-');
  return [turned(a), turned(b), turned(c), ...rest].join('');
}

/** CRC-32C (RFC 3720, B.4). */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0x82f6_3b78;
  return value;
});

export function crc32c(bytes: Uint8Array): number {
  let value = 0xffff_ffff;
  for (const byte of bytes) value = (value >>> 8) ^ (CRC[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}
