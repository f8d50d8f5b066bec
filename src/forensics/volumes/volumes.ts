// How a medium is divided: MBR (UEFI specification 2.10, section 5.2; the chain of extended partitions as the Linux kernel's
// documentation and fdisk describe it), GPT (UEFI 2.10, section 5.3), the partition map of Apple (apple-map.ts).
import { hex } from '../../base/bytes.ts';
import { crc32 } from 'node:zlib';
import { appleParts } from './apple-map.ts';
import { exactly, type Bytes } from './bytes.ts';

export interface Volume {
  /** As it is numbered here, from 1; 0 is the whole medium. */
  readonly number: number;
  readonly offset: number;
  readonly length: number;
  /** What the table says it is: a type byte or a GUID, with its name where it is known. */
  readonly kind: string;
  readonly name?: string;
  /** Not in any table: between volumes, before or after them. */
  readonly isUnallocated?: true;
}

export interface VolumeTable {
  readonly scheme: 'none' | 'mbr' | 'gpt' | 'apple';
  readonly volumes: readonly Volume[];
  /** What is not as the specification says. */
  readonly problems: readonly string[];
}

const SECTOR_SIZES = [512, 4096] as const;
const MAX_EXTENDED = 128;
const MAX_GPT_ENTRIES = 1024;
const PROTECTIVE = 0xee;
const EXTENDED: ReadonlySet<number> = new Set([0x05, 0x0f, 0x85]);

/** Never throws for what the medium holds: a medium without a table that holds together is one volume. */
export function readVolumes(bytes: Bytes): VolumeTable {
  const problems: string[] = [];
  const found = gpt(bytes, problems) ?? apple(bytes, problems) ?? mbr(bytes, problems);
  if (found === undefined) return { scheme: 'none', volumes: [whole(bytes)], problems };
  return { scheme: found.scheme, volumes: withGaps(found.volumes, bytes.size, problems), problems };
}

export function whole(bytes: Bytes): Volume {
  return { number: 0, offset: 0, length: bytes.size, kind: 'whole medium' };
}

type Found = Omit<VolumeTable, 'problems'>;
type Part = Omit<Volume, 'number'>;

function mbr(bytes: Bytes, problems: string[]): Found | undefined {
  if (bytes.size < 512) return undefined;
  const first = exactly(bytes, 0, 512);
  if (first.readUInt16LE(510) !== 0xaa55 || isBootSector(first)) return undefined;
  const entries = tableEntries(first);
  if (entries === undefined || entries.length === 0) return undefined;
  const parts: Part[] = [];
  for (const entry of entries) {
    if (EXTENDED.has(entry.type)) logical(bytes, entry, parts, problems);
    else if (entry.type !== PROTECTIVE) parts.push(partOf(entry, 0));
  }
  return parts.length === 0 ? undefined : { scheme: 'mbr', volumes: numbered(parts) };
}

interface TableEntry {
  readonly type: number;
  readonly start: number;
  readonly sectors: number;
}

function apple(bytes: Bytes, problems: string[]): Found | undefined {
  const parts = appleParts(bytes, problems);
  return parts === undefined ? undefined : { scheme: 'apple', volumes: numbered(parts) };
}

/** Undefined where the sector cannot be a table: a status byte is 0x00 or 0x80, and none begins in the table itself. */
function tableEntries(sector: Buffer): TableEntry[] | undefined {
  const entries: TableEntry[] = [];
  for (let at = 446; at < 510; at += 16) {
    if ((sector[at]! & 0x7f) !== 0) return undefined; // within 512 bytes
    const entry = {
      type: sector[at + 4]!, // as above
      start: sector.readUInt32LE(at + 8),
      sectors: sector.readUInt32LE(at + 12),
    };
    if (entry.type !== 0 && entry.sectors > 0) entries.push(entry);
  }
  return entries;
}

/** Each link of the chain holds one volume, and where the next link is from the start of the first. */
function logical(bytes: Bytes, extended: TableEntry, parts: Part[], problems: string[]): void {
  const seen = new Set<number>();
  let start = extended.start;
  for (let links = 0; ; links++) {
    if (links >= MAX_EXTENDED || seen.has(start)) {
      problems.push(`the chain of extended partitions returns to sector ${start}`);
      return;
    }
    seen.add(start);
    if ((start + 1) * 512 > bytes.size) {
      problems.push(`an extended partition at sector ${start} is past the end of the medium`);
      return;
    }
    const sector = exactly(bytes, start * 512, 512);
    const entries = sector.readUInt16LE(510) === 0xaa55 ? tableEntries(sector) : undefined;
    if (entries === undefined) {
      problems.push(`there is no partition table at sector ${start}`);
      return;
    }
    const next = entries.find(({ type }) => EXTENDED.has(type));
    for (const entry of entries) if (!EXTENDED.has(entry.type)) parts.push(partOf(entry, start));
    if (next === undefined) return;
    start = extended.start + next.start;
  }
}

function partOf({ type, start, sectors }: TableEntry, base: number): Part {
  const known = MBR_TYPES[type];
  const code = `0x${type.toString(16).padStart(2, '0')}`;
  return {
    offset: (base + start) * 512,
    length: sectors * 512,
    kind: known === undefined ? code : `${known} (${code})`,
  };
}

/** The boot sector of a file system carries the same signature; its jump and its sector size tell it apart. */
function isBootSector(sector: Buffer): boolean {
  const jumps = sector[0] === 0xe9 || (sector[0] === 0xeb && sector[2] === 0x90);
  const named = ['NTFS    ', 'EXFAT   ', '-FVE-FS-'].includes(sector.toString('latin1', 3, 11));
  const sectorBytes = sector.readUInt16LE(11);
  const isPower = sectorBytes >= 512 && sectorBytes <= 4096 && (sectorBytes & (sectorBytes - 1)) === 0;
  return jumps && (named || (isPower && sector[16]! > 0 && sector.readUInt16LE(14) > 0)); // within 512 bytes
}

function gpt(bytes: Bytes, problems: string[]): Found | undefined {
  for (const sectorBytes of SECTOR_SIZES) {
    const primary = header(bytes, sectorBytes, sectorBytes);
    const last = Math.floor(bytes.size / sectorBytes) * sectorBytes - sectorBytes;
    if (primary === undefined && !hasProtective(bytes)) continue;
    const read = primary ?? header(bytes, last, sectorBytes);
    if (read === undefined) continue;
    if (primary === undefined)
      problems.push('the first GPT header is missing or damaged; the second was read');
    return { scheme: 'gpt', volumes: numbered(gptParts(bytes, read, sectorBytes, problems)) };
  }
  return undefined;
}

function hasProtective(bytes: Bytes): boolean {
  if (bytes.size < 512) return false;
  const sector = exactly(bytes, 0, 512);
  return (
    sector.readUInt16LE(510) === 0xaa55 &&
    (tableEntries(sector) ?? []).some(({ type }) => type === PROTECTIVE)
  );
}

interface GptHeader {
  readonly tableAt: number;
  readonly entries: number;
  readonly entryBytes: number;
  readonly tableCrc: number;
}

function header(bytes: Bytes, at: number, sectorBytes: number): GptHeader | undefined {
  if (at < 0 || at + 512 > bytes.size) return undefined;
  const sector = exactly(bytes, at, 512);
  const headerBytes = sector.readUInt32LE(12);
  if (sector.toString('latin1', 0, 8) !== 'EFI PART' || headerBytes < 92 || headerBytes > 512)
    return undefined;
  const summed = Buffer.from(sector.subarray(0, headerBytes));
  summed.writeUInt32LE(0, 16);
  if (crc32(summed) !== sector.readUInt32LE(16)) return undefined;
  return {
    tableAt: Number(sector.readBigUInt64LE(72)) * sectorBytes,
    entries: sector.readUInt32LE(80),
    entryBytes: sector.readUInt32LE(84),
    tableCrc: sector.readUInt32LE(88),
  };
}

function gptParts(bytes: Bytes, read: GptHeader, sectorBytes: number, problems: string[]): Part[] {
  const { tableAt, entryBytes, tableCrc } = read;
  const entries = Math.min(read.entries, MAX_GPT_ENTRIES);
  if (entryBytes < 128 || entryBytes > 4096 || tableAt + entries * entryBytes > bytes.size) {
    problems.push(`the GPT says ${read.entries} entries of ${entryBytes} bytes at ${tableAt}`);
    return [];
  }
  const table = exactly(bytes, tableAt, entries * entryBytes);
  if (crc32(table) !== tableCrc) problems.push('the checksum of the GPT entries is wrong');
  const parts: Part[] = [];
  for (let at = 0; at < table.length; at += entryBytes) {
    const entry = table.subarray(at, at + entryBytes);
    if (entry.subarray(0, 16).every((byte) => byte === 0)) continue;
    const first = Number(entry.readBigUInt64LE(32));
    const last = Number(entry.readBigUInt64LE(40));
    const type = guid(entry.subarray(0, 16));
    const name = entry.toString('utf16le', 56, 128).replace(/\0[^]*$/, '');
    const kind = GPT_TYPES[type] ?? type;
    const length = (last - first + 1) * sectorBytes;
    if (length <= 0 || !Number.isSafeInteger(first * sectorBytes) || !Number.isSafeInteger(length)) {
      problems.push(`a GPT entry says sectors ${first} to ${last}`);
      continue;
    }
    parts.push({ offset: first * sectorBytes, length, kind, ...(name === '' ? {} : { name }) });
  }
  return parts;
}

/** Mixed-endian, as UEFI 2.10, appendix A. */
function guid(bytes: Uint8Array): string {
  const part = (...at: number[]): string => hex(Uint8Array.from(at, (index) => bytes[index] ?? 0));
  return `${part(3, 2, 1, 0)}-${part(5, 4)}-${part(7, 6)}-${part(8, 9)}-${part(10, 11, 12, 13, 14, 15)}`;
}

function numbered(parts: readonly Part[]): Volume[] {
  return parts.map((part, index) => ({ number: index + 1, ...part }));
}

/** What no volume covers, so that every byte of the medium belongs to something that can be named. */
function withGaps(volumes: readonly Volume[], size: number, problems: string[]): Volume[] {
  const all: Volume[] = [];
  let end = 0;
  let number = volumes.length;
  const gap = (to: number): void => {
    if (to > end)
      all.push({ number: ++number, offset: end, length: to - end, kind: 'unallocated', isUnallocated: true });
  };
  for (const volume of volumes.toSorted((one, other) => one.offset - other.offset)) {
    if (volume.offset + volume.length > size)
      problems.push(`volume ${volume.number} ends after the medium, which has ${size} bytes`);
    if (volume.offset < end) problems.push(`volume ${volume.number} overlaps the one before it`);
    gap(Math.min(volume.offset, size));
    all.push(volume);
    end = Math.max(end, volume.offset + volume.length);
  }
  gap(size);
  return all;
}

const MBR_TYPES: { readonly [type: number]: string } = {
  0x01: 'FAT12',
  0x04: 'FAT16',
  0x06: 'FAT16',
  0x07: 'NTFS or exFAT',
  0x0b: 'FAT32',
  0x0c: 'FAT32',
  0x0e: 'FAT16',
  0x27: 'Windows recovery',
  0x42: 'Windows dynamic disk',
  0x82: 'Linux swap',
  0x83: 'Linux',
  0x8e: 'Linux LVM',
  0xa5: 'FreeBSD',
  0xaf: 'HFS',
  0xef: 'EFI system',
  0xfd: 'Linux RAID',
};

const GPT_TYPES: { readonly [type: string]: string } = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI system',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'Microsoft reserved',
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'Windows data',
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'Windows recovery',
  '0fc63daf-8483-4772-8e79-3d69d8477de4': 'Linux',
  'e6d6d379-f507-44c2-a23c-238f2a3df928': 'Linux LVM',
  '0657fd6d-a4ab-43c4-84e5-0933c84b4f4f': 'Linux swap',
  'ca7d7ccb-63ed-4c53-861c-1742536059cc': 'Linux LUKS',
  '48465300-0000-11aa-aa11-00306543ecac': 'HFS+',
  '7c3457ef-0000-11aa-aa11-00306543ecac': 'APFS',
};
