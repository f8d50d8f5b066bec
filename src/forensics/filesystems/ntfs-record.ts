// File records of NTFS and the attributes in them. Microsoft publishes no specification; this follows the documentation of
// libfsntfs ("New Technologies File System (NTFS)", libyal/libfsntfs), whose section names are given at each structure.
import type { Refusal } from '../../base/refusal.ts';
import { damaged } from '../volumes/bytes.ts';
import type { Moment, Run, Times } from './file-system.ts';

export const TYPE = {
  standardInformation: 0x10,
  attributeList: 0x20,
  fileName: 0x30,
  volumeName: 0x60,
  data: 0x80,
  indexRoot: 0x90,
  bitmap: 0xb0,
} as const;

export interface FileRecord {
  readonly number: number;
  readonly sequence: number;
  readonly isInUse: boolean;
  readonly isFolder: boolean;
  /** Of an extension of another record; 0 for a record of its own. */
  readonly base: number;
  readonly attributes: readonly Attribute[];
  /** Why attributes are missing: the list of them cannot be read, or no record has the content that it names. */
  readonly lost?: Refusal;
}

export interface Attribute {
  readonly type: number;
  readonly id: number;
  readonly name: string;
  /** 0x0001 compressed, 0x4000 encrypted, 0x8000 sparse. */
  readonly flags: number;
  /** Offset within its record, for resident content. */
  readonly at: number;
  readonly record: number;
  readonly resident?: Buffer;
  readonly stored?: NonResident;
}

interface NonResident {
  readonly firstCluster: number;
  readonly size: number;
  /** What is after it was never written and reads as zeros. */
  readonly initialised: number;
  /** Clusters that are compressed together; 0 where they are not. */
  readonly unit: number;
  /** In clusters. */
  readonly runs: readonly Run[];
}

const MAX_ATTRIBUTES = 512;

/** "File record": undefined where there is none; what is damaged in it throws. Changes `raw`: the fix-up values are put back. */
export function fileRecord(raw: Buffer, number: number): FileRecord | undefined {
  if (raw.toString('latin1', 0, 4) !== 'FILE') return undefined;
  fixUp(raw);
  const flags = raw.readUInt16LE(22);
  const attributes: Attribute[] = [];
  for (let at = raw.readUInt16LE(20); at + 24 <= raw.length && raw.readUInt32LE(at) !== 0xffffffff;) {
    const length = raw.readUInt32LE(at + 4);
    if (length < 24 || length % 8 !== 0 || at + length > raw.length || attributes.length >= MAX_ATTRIBUTES)
      throw damaged(`attributes within record ${number}`, `one of ${length} bytes at ${at}`);
    attributes.push(attribute(raw.subarray(at, at + length), at, number));
    at += length;
  }
  return {
    number,
    sequence: raw.readUInt16LE(16),
    isInUse: (flags & 1) !== 0,
    isFolder: (flags & 2) !== 0,
    base: raw.readUInt32LE(32) + raw.readUInt16LE(36) * 2 ** 32,
    attributes,
  };
}

/** "Fix-up values": the last two bytes of each 512 stand in a table, so that a torn write shows. */
function fixUp(raw: Buffer): void {
  const [table, count] = [raw.readUInt16LE(4), raw.readUInt16LE(6)];
  if (count === 0 || table + 2 * count > raw.length || (count - 1) * 512 > raw.length)
    throw damaged('a table of fix-up values', `${count} values at ${table}`);
  const mark = raw.readUInt16LE(table);
  for (let sector = 1; sector < count; sector++) {
    const at = sector * 512 - 2;
    if (raw.readUInt16LE(at) !== mark)
      throw damaged('a record that was written whole', 'a sector of another writing');
    raw.writeUInt16LE(raw.readUInt16LE(table + 2 * sector), at);
  }
}

/** "Attribute", "Resident", "Non-resident". */
function attribute(raw: Buffer, at: number, record: number): Attribute {
  const [nameLength, nameAt] = [raw[9]!, raw.readUInt16LE(10)]; // at least 24 bytes
  if (nameAt + 2 * nameLength > raw.length) throw damaged('the name of an attribute within it', `${nameAt}`);
  const common = {
    type: raw.readUInt32LE(0),
    id: raw.readUInt16LE(14),
    name: raw.toString('utf16le', nameAt, nameAt + 2 * nameLength),
    flags: raw.readUInt16LE(12),
    record,
  };
  if (raw[8] === 0) {
    const [length, from] = [raw.readUInt32LE(16), raw.readUInt16LE(20)];
    if (from + length > raw.length) throw damaged('resident content within its attribute', `${length} bytes`);
    return { ...common, at: at + from, resident: raw.subarray(from, from + length) };
  }
  if (raw.length < 64) throw damaged('an attribute of 64 bytes', `${raw.length}`);
  const firstCluster = number64(raw, 16);
  const isFirst = firstCluster === 0; // sizes stand in the first piece alone
  const unit = raw.readUInt16LE(34);
  if (unit > 16) throw damaged('a compression unit of at most 65,536 clusters', `2 to the power of ${unit}`);
  return {
    ...common,
    at,
    stored: {
      firstCluster,
      size: isFirst ? number64(raw, 48) : 0,
      initialised: isFirst ? number64(raw, 56) : 0,
      unit: unit === 0 ? 0 : 2 ** unit,
      runs: dataRuns(raw.subarray(raw.readUInt16LE(32))),
    },
  };
}

/** "Data runs": lengths, and starts relative to the run before; one without a start is sparse. In clusters. */
function dataRuns(raw: Buffer): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let at = 0; at < raw.length && raw[at] !== 0;) {
    const [lengthBytes, startBytes] = [raw[at]! & 0xf, raw[at]! >> 4];
    if (
      lengthBytes === 0 ||
      lengthBytes > 6 ||
      startBytes > 6 ||
      at + 1 + lengthBytes + startBytes > raw.length
    )
      throw damaged('a data run', `the mark ${raw[at]}`);
    const length = raw.readUIntLE(at + 1, lengthBytes);
    if (startBytes > 0) start += raw.readIntLE(at + 1 + lengthBytes, startBytes);
    if (start < 0) throw damaged('a data run within the volume', `cluster ${start}`);
    runs.push({ at: startBytes === 0 ? undefined : start, length });
    at += 1 + lengthBytes + startBytes;
  }
  return runs;
}

function number64(raw: Buffer, at: number): number {
  const value = raw.readUInt32LE(at) + raw.readUInt32LE(at + 4) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw damaged('a size below 2 to the power of 53', `${value}`);
  return value;
}

export interface FileName {
  readonly parent: number;
  readonly parentSequence: number;
  /** 2: only for DOS, beside the real one. */
  readonly space: number;
  readonly name: string;
}

/** "File name attribute". */
export function fileName({ resident }: Attribute): FileName | undefined {
  if (resident === undefined || resident.length < 66) return undefined;
  const end = 66 + 2 * resident[64]!; // at least 66 bytes
  if (end > resident.length) return undefined;
  return {
    parent: resident.readUInt32LE(0) + resident.readUInt16LE(4) * 2 ** 32,
    parentSequence: resident.readUInt16LE(6),
    space: resident[65]!, // as above
    name: resident.toString('utf16le', 66, end),
  };
}

/** "Standard information attribute". */
export function timesOf({ attributes }: FileRecord): Times {
  const raw = attributes.find(({ type }) => type === TYPE.standardInformation)?.resident;
  if (raw === undefined || raw.length < 32) return {};
  const parts = {
    created: fileTime(raw, 0),
    modified: fileTime(raw, 8),
    changed: fileTime(raw, 16),
    accessed: fileTime(raw, 24),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, moment]) => moment !== undefined));
}

const SECONDS_FROM_1601 = 11_644_473_600;

/** Hundreds of nanoseconds since 1601; 0 is none. */
function fileTime(raw: Buffer, at: number): Moment | undefined {
  const value = raw.readBigUInt64LE(at);
  if (value === 0n) return undefined;
  const seconds = Number(value / 10_000_000n) - SECONDS_FROM_1601;
  return { seconds, nanos: Number(value % 10_000_000n) * 100 };
}
