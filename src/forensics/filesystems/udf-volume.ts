// UDF: where its partitions lie, and where a block of one is. ECMA-167, 3rd edition (part 3 volumes, part 4 files; section numbers at each
// structure) and OSTA Universal Disk Format 2.60 ("UDF"). Little-endian.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { Refusal } from '../../base/refusal.ts';

const RECOGNITION_AT = 32_768;
const MAX_RECOGNISED = 64;
const SECTOR_SIZES = [2048, 512, 4096, 1024];
const ANCHOR_SECTORS = [256, 512];
const MAX_DESCRIPTORS = 256;
const MAX_MAPS = 8;
/** Part 3, 7.2.1, and part 4, 7.2.1: identifiers of tags. */
export const TAG = {
  anchor: 2,
  pointer: 3,
  partition: 5,
  logicalVolume: 6,
  terminating: 8,
  fileSet: 256,
  fileIdentifier: 257,
  allocation: 258,
  file: 261,
  extendedFile: 266,
  spaceBitmap: 264,
} as const;

/** Of a partition of the logical volume, by its place in the list of maps. */
export interface BlockAt {
  readonly block: number;
  readonly partition: number;
}

export interface UdfVolume {
  readonly bytes: Bytes;
  readonly blockBytes: number;
  readonly label: string;
  readonly fileSet: BlockAt;
  readonly maps: readonly PartitionMap[];
}

interface PartitionMap {
  readonly kind: 'physical' | 'metadata';
  /** Of the volume, in bytes. */
  readonly offset: number;
  readonly blocks: number;
  /** Of a metadata partition (UDF 2.2.10): where its file and the mirror of it are, in the physical partition. */
  readonly metadata?: { readonly file: number; readonly mirror: number; readonly physical: number };
  /** Part 4, 14.3: the bitmap of free blocks, in this partition. */
  readonly freeBitmap?: { readonly block: number; readonly length: number };
}

/** Part 3, 7.2: its identifier, a sum over its 16 bytes, and where it was written. */
export function tagged(raw: Buffer, id: number, location?: number): boolean {
  if (raw.length < 16 || raw.readUInt16LE(0) !== id) return false;
  let sum = 0;
  for (let at = 0; at < 16; at++) if (at !== 4) sum += raw[at]!; // 16 bytes
  return sum % 256 === raw[4] && (location === undefined || raw.readUInt32LE(12) === location);
}

/** Part 2, 9.1: `NSR02` or `NSR03` among the descriptors from byte 32,768 on; then the anchor (part 3, 8.4.2.1). */
export function openUdfVolume(bytes: Bytes): UdfVolume | undefined {
  if (!isRecognised(bytes)) return undefined;
  for (const sectorBytes of SECTOR_SIZES) {
    const last = Math.floor(bytes.size / sectorBytes) - 1;
    for (const sector of [...ANCHOR_SECTORS, last - 256, last]) {
      if (sector < 0 || (sector + 1) * sectorBytes > bytes.size) continue;
      const anchor = exactly(bytes, sector * sectorBytes, 512);
      if (!tagged(anchor, TAG.anchor, sector)) continue;
      for (const at of [16, 24]) {
        const found = described(bytes, sectorBytes, [anchor.readUInt32LE(at + 4), anchor.readUInt32LE(at)]);
        if (found !== undefined) return found;
      }
      throw damaged('the descriptors of a UDF volume', 'neither set of them is whole');
    }
  }
  throw damaged('an anchor of a UDF volume', 'none where it may be');
}

function isRecognised(bytes: Bytes): boolean {
  for (let number = 0; number < MAX_RECOGNISED; number++) {
    const at = RECOGNITION_AT + number * 2048;
    if (at + 7 > bytes.size) return false;
    const id = exactly(bytes, at, 7).toString('latin1', 1, 6);
    if (id === 'NSR02' || id === 'NSR03') return true;
    if (!['CD001', 'BEA01', 'BOOT2', 'CDW02', 'TEA01'].includes(id)) return false;
  }
  return false;
}

/** Part 3, 8.4.2: descriptors up to the terminating one; of several of a kind the one with the highest number counts. */
function described(
  bytes: Bytes,
  sectorBytes: number,
  [first, length]: [number, number],
): UdfVolume | undefined {
  const partitions = new Map<number, Buffer>();
  let logical: Buffer | undefined;
  let [from, left] = [first, Math.floor(length / sectorBytes)];
  for (let count = 0; left > 0 && count < MAX_DESCRIPTORS; count++, from++, left--) {
    if ((from + 1) * sectorBytes > bytes.size) break;
    const raw = exactly(bytes, from * sectorBytes, sectorBytes);
    if (tagged(raw, TAG.terminating)) break;
    if (tagged(raw, TAG.pointer))
      [left, from] = [Math.floor(raw.readUInt32LE(20) / sectorBytes) + 1, raw.readUInt32LE(24) - 1];
    if (tagged(raw, TAG.partition)) {
      const number = raw.readUInt16LE(22);
      partitions.set(number, later(partitions.get(number), raw));
    }
    if (tagged(raw, TAG.logicalVolume)) logical = later(logical, raw);
  }
  if (logical === undefined || partitions.size === 0) return undefined;
  return logicalVolume(bytes, logical, partitions, sectorBytes);
}

function later(known: Buffer | undefined, raw: Buffer): Buffer {
  return known === undefined || raw.readUInt32LE(16) >= known.readUInt32LE(16) ? raw : known;
}

/** Part 3, 10.6. */
function logicalVolume(
  bytes: Bytes,
  raw: Buffer,
  partitions: ReadonlyMap<number, Buffer>,
  sectorBytes: number,
): UdfVolume {
  const blockBytes = raw.readUInt32LE(212);
  if (!SECTOR_SIZES.includes(blockBytes))
    throw damaged('logical blocks of 512 to 4,096 bytes', `${blockBytes}`);
  const [length, count] = [raw.readUInt32LE(264), raw.readUInt32LE(268)];
  if (count > MAX_MAPS || 440 + length > raw.length)
    throw damaged(`at most ${MAX_MAPS} partition maps`, `${count}`);
  const maps: PartitionMap[] = [];
  for (let at = 440; maps.length < count;) {
    const own = raw[at + 1] ?? 0;
    if (own < 6 || at + own > raw.length) throw damaged('a partition map', `${own} bytes`);
    maps.push(mapOf(raw.subarray(at, at + own), maps, { partitions, sectorBytes, blockBytes }));
    at += own;
  }
  const label = dstring(raw.subarray(84, 84 + 128));
  return {
    bytes,
    blockBytes,
    label,
    fileSet: { block: raw.readUInt32LE(252), partition: raw.readUInt16LE(256) },
    maps,
  };
}

interface Partitions {
  readonly partitions: ReadonlyMap<number, Buffer>;
  readonly sectorBytes: number;
  readonly blockBytes: number;
}

/** Part 3, 10.7; UDF 2.2.8 to 2.2.10 for those of type 2. */
function mapOf(raw: Buffer, before: readonly PartitionMap[], given: Partitions): PartitionMap {
  if (raw[0] === 1) return physical(raw.readUInt16LE(4), given);
  const name = raw.length < 64 ? '' : raw.toString('latin1', 5, 28).replace(/\0[^]*$/, '');
  if (name === '*UDF Metadata Partition') {
    const number = raw.readUInt16LE(38);
    const below = physical(number, given);
    const place = before.findIndex(({ offset }) => offset === below.offset);
    if (place < 0) throw damaged('a physical partition before its metadata', `partition ${number}`);
    const metadata = { file: raw.readUInt32LE(40), mirror: raw.readUInt32LE(44), physical: place };
    return { ...below, kind: 'metadata', metadata };
  }
  // A sparable partition lies where it says, but for the packets that its table names: those are not followed.
  if (name === '*UDF Sparable Partition') return physical(raw.readUInt16LE(38), given);
  throw new Refusal('unsupported.udfPartition', { found: `'${name.replace(/[^ -~]/g, '?')}'` });
}

/** Part 3, 10.5: where it starts is in sectors. */
function physical(number: number, { partitions, sectorBytes, blockBytes }: Partitions): PartitionMap {
  const raw = partitions.get(number);
  if (raw === undefined) throw damaged(`partition ${number}`, 'none of that number');
  const bytes = raw.readUInt32LE(192) * sectorBytes;
  const [length, block] = [raw.readUInt32LE(64), raw.readUInt32LE(68)];
  return {
    kind: 'physical',
    offset: raw.readUInt32LE(188) * sectorBytes,
    blocks: Math.floor(bytes / blockBytes),
    ...(length === 0 ? {} : { freeBitmap: { block, length } }),
  };
}

/** Part 1, 7.2.12: the last byte says how many of it are used. */
function dstring(raw: Buffer): string {
  return characters(raw.subarray(0, Math.min(raw.length - 1, raw[raw.length - 1] ?? 0)));
}

/** UDF 2.1.1: 8 or 16 bits each (254 and 255 where the entry was deleted), the latter big-endian. */
export function characters(raw: Buffer): string {
  const [kind, rest] = [raw[0], raw.subarray(1)];
  if (kind === 8 || kind === 254) return rest.toString('latin1');
  if (kind !== 16 && kind !== 255) return rest.toString('latin1');
  return Buffer.from(rest.subarray(0, rest.length - (rest.length % 2)))
    .swap16()
    .toString('utf16le');
}
