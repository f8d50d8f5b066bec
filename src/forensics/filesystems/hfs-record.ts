// The records of HFS+: what the catalog says of a file or folder, forks, names, times. Apple Technical Note TN1150, "HFS Plus Volume Format",
// its sections named at each structure. Big-endian.
import { damaged } from '../volumes/bytes.ts';
import type { EntryType, Moment } from './file-system.ts';
import type { TreeRecord } from './hfs-tree.ts';

const FORK_BYTES = 80;
/** "Catalog File Key": at most 255 units of a name. */
const MAX_KEY_BYTES = 516;
/** "Catalog Node IDs". */
const FIRST_USER_ID = 16;
/** "Catalog File Data": the kinds of records; those of threads (3, 4) say of a folder or file where it is. */
const [FOLDER_RECORD, FILE_RECORD] = [1, 2];
const [FOLDER_BYTES, FILE_BYTES] = [88, 248];
/** "HFS Plus Dates": seconds since 1904-01-01, in UTC. */
const EPOCH_SECONDS = 2_082_844_800;

export interface Fork {
  readonly size: number;
  /** The first eight extents; more of them are in the extents overflow file. */
  readonly extents: readonly { readonly start: number; readonly count: number }[];
}

export interface Catalog {
  readonly record: TreeRecord;
  readonly parent: number;
  readonly name: string;
  readonly id: number;
  readonly isFolder: boolean;
}

/** Undefined for a thread record and for what is none. */
export function catalogOf(record: TreeRecord): Catalog | undefined {
  const { key, value } = record;
  if (key.length < 6 || value.length < 2) return undefined;
  const kind = value.readInt16BE(0);
  const isFolder = kind === FOLDER_RECORD;
  if (!isFolder && kind !== FILE_RECORD) return undefined;
  if (value.length < (isFolder ? FOLDER_BYTES : FILE_BYTES))
    throw damaged('a whole catalog record', `${value.length} bytes`);
  return { record, parent: key.readUInt32BE(0), name: unicode(key, 4), id: value.readUInt32BE(8), isFolder };
}

/** Where one is among bytes that no node lists any more: what it says of itself must fit together. `index` is the offset. */
export function remainOf(
  bytes: Buffer,
  at: number,
  place: Omit<TreeRecord, 'key' | 'value'>,
): Catalog | undefined {
  if (at + 8 > bytes.length) return undefined;
  const keyBytes = bytes.readUInt16BE(at);
  const valueAt = at + 2 + keyBytes;
  if (keyBytes < 8 || keyBytes > MAX_KEY_BYTES || keyBytes % 2 === 1 || valueAt + FOLDER_BYTES > bytes.length)
    return undefined;
  const key = bytes.subarray(at + 2, valueAt);
  const kind = bytes.readInt16BE(valueAt);
  const length = kind === FILE_RECORD ? FILE_BYTES : FOLDER_BYTES;
  if (key.readUInt16BE(4) * 2 + 6 !== keyBytes || valueAt + length > bytes.length) return undefined;
  if (kind !== FOLDER_RECORD && kind !== FILE_RECORD) return undefined;
  const found = catalogOf({ ...place, key, value: bytes.subarray(valueAt, valueAt + length) });
  if (found === undefined || found.id < FIRST_USER_ID) return undefined;
  const type = found.record.value.readUInt16BE(42) >> 12;
  const isFitting = type === 0 || (found.isFolder ? type === 4 : type !== 4 && type in TYPES);
  return isFitting ? found : undefined;
}

export function forksOf(file: Buffer): readonly [data: Fork, resource: Fork] {
  return [forkOf(file.subarray(88)), forkOf(file.subarray(168))];
}

/** "Fork Data Structure". */
export function forkOf(raw: Buffer): Fork {
  if (raw.length < FORK_BYTES) throw damaged('a fork of 80 bytes', `${raw.length}`);
  const size = Number(raw.readBigUInt64BE(0));
  return { size, extents: extentsOf(raw.subarray(16)) };
}

export function extentsOf(raw: Buffer): Fork['extents'] {
  return Array.from({ length: 8 }, (_, index) => ({
    start: raw.readUInt32BE(8 * index),
    count: raw.readUInt32BE(8 * index + 4),
  }));
}

/** "Unicode Subtleties": a count of 16-bit units, then they. */
export function unicode(key: Buffer, at: number): string {
  const units = key.readUInt16BE(at);
  const raw = Buffer.from(key.subarray(at + 2, at + 2 + 2 * units));
  return raw
    .subarray(0, raw.length - (raw.length % 2))
    .swap16()
    .toString('utf16le');
}

/** On the medium a name may have `/` in it and no `:`; a path shows it as `:`, as macOS does. NUL is written as its picture. */
export function shownName(name: string): string {
  const shown = name.replaceAll('/', ':').replaceAll('\0', '\u2400');
  return shown === '' || shown === '.' || shown === '..' ? `(${shown === '' ? 'no name' : shown})` : shown;
}

export function moment(name: string, value: number): { readonly [name: string]: Moment } {
  return value === 0 ? {} : { [name]: { seconds: value - EPOCH_SECONDS, nanos: 0 } };
}

/** "HFSPlusBSDInfo": the upper four bits of the mode. */
export const TYPES: { readonly [bits: number]: EntryType } = {
  2: 'other',
  4: 'folder',
  6: 'other',
  1: 'other',
  8: 'file',
  10: 'link',
  12: 'other',
};
