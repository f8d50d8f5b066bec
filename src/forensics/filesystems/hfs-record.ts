// The records of HFS+: what the catalog says of a file or folder, forks, names, times. Apple Technical Note TN1150, "HFS Plus Volume Format",
// its sections named at each structure. Big-endian.
import { damaged } from '../volumes/bytes.ts';
import type { EntryType, Moment } from './file-system.ts';
import type { TreeRecord } from './hfs-tree.ts';

const FORK_BYTES = 80;
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
