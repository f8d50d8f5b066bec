// What file entries of UDF say: where, when, who may, what it is. ECMA-167, 3rd edition, part 4 unless another is named. Little-endian.
import type { EntryType, Moment } from './file-system.ts';
import type { BlockAt } from './udf-volume.ts';

const NO_ZONE = -2047;

export function placeOf(key: number): BlockAt {
  return { block: key % 2 ** 32, partition: Math.floor(key / 2 ** 32) };
}

/** 14.14.2, long_ad. */
export function longAt(raw: Buffer, at: number): BlockAt {
  return { block: raw.readUInt32LE(at + 4), partition: raw.readUInt16LE(at + 8) };
}

/** Part 1, 7.3: with its offset from UTC in minutes, where it has one. */
export function timestamp(raw: Buffer): Moment | undefined {
  const zone = (raw.readInt16LE(0) << 20) >> 20; // the lower 12 bits, signed
  const [year, month, day] = [raw.readInt16LE(2), raw[4]!, raw[5]!]; // 12 bytes
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(raw[6]!, raw[7]!, raw[8]!); // 12 bytes
  const seconds = date.getTime() / 1000 - (zone === NO_ZONE ? 0 : zone * 60);
  const micros = raw[9]! * 10_000 + raw[10]! * 100 + raw[11]!; // as above
  if (Number.isNaN(seconds)) return undefined;
  const moment = { seconds, nanos: Math.min(999_999, micros) * 1000 };
  return zone === NO_ZONE ? { ...moment, isLocal: true } : moment;
}

/** 14.9.5: five bits each for others, group and owner; 14.6.8 for set-user, set-group and sticky. */
export function modeOf(permissions: number, flags: number): number {
  const part = (shift: number): number => (permissions >>> shift) & 7;
  const special = ((flags >> 6) & 1) * 0o4000 + ((flags >> 7) & 1) * 0o2000 + ((flags >> 8) & 1) * 0o1000;
  return special + part(10) * 64 + part(5) * 8 + part(0);
}

/** 14.6.6. */
export const TYPES: { readonly [type: number]: EntryType } = { 4: 'folder', 5: 'file', 12: 'link' };
