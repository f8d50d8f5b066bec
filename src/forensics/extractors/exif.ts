// What a camera wrote into a JPEG or TIFF (Exif 2.32, TIFF 6.0): make, model, times, place.
import { damaged, exactly, slice, type Bytes } from '../volumes/bytes.ts';
import type { Extractor } from './extractor.ts';

const HEAD_BYTES = 1024 * 1024;
const ENTRIES = 1000;
const VALUE_BYTES = 4096;

export const exif: Extractor = {
  name: 'exif',
  group: 'documents',
  version: 1,
  takes: (kind) => kind === 'JPEG' || kind === 'TIFF',
  read: (bytes) => {
    const tiff = tiffOf(bytes);
    return tiff === undefined ? {} : { facts: factsOf(tiff) };
  },
};

/** The segment APP1 of a JPEG (Exif 2.32, 4.7.2), or the whole of a TIFF. */
function tiffOf(bytes: Bytes): Bytes | undefined {
  const start = exactly(bytes, 0, 2).readUInt16BE(0);
  if (start !== 0xffd8) return bytes;
  for (let at = 2; at + 4 <= Math.min(bytes.size, HEAD_BYTES);) {
    const head = exactly(bytes, at, 4);
    const marker = head.readUInt16BE(0);
    if (marker === 0xffff) {
      at += 1; // fill
      continue;
    }
    if (marker < 0xff01 || marker === 0xffda || marker === 0xffd9) return undefined; // the picture begins, or ends
    const length = head.readUInt16BE(2);
    if (length < 2) throw damaged(`a segment at ${at}`, `a length of ${length}`);
    if (marker === 0xffe1 && length > 14 && exactly(bytes, at + 4, 6).toString('latin1') === 'Exif\0\0')
      return slice(bytes, at + 10, length - 8);
    at += 2 + length;
  }
  return undefined;
}

/** Names of the tags that are told; of the first table, of the camera's, of the place. */
const TAGS: { readonly [table: string]: { readonly [tag: number]: string } } = {
  image: { 0x010f: 'make', 0x0110: 'model', 0x0131: 'software', 0x0132: 'modified', 0x013b: 'artist' },
  camera: {
    0x9003: 'taken',
    0x9010: 'modified-offset',
    0x9011: 'taken-offset',
    0xa431: 'serial-number',
    0xa434: 'lens',
  },
  place: {
    1: 'latitude-ref',
    2: 'latitude',
    3: 'longitude-ref',
    4: 'longitude',
    6: 'altitude',
    7: 'gps-time',
    29: 'gps-date',
  },
};

function factsOf(tiff: Bytes): { readonly [name: string]: string | number } {
  const head = exactly(tiff, 0, 8);
  const order = head.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') throw damaged('a byte order II or MM', JSON.stringify(order));
  const isLittle = order === 'II';
  const facts: { [name: string]: string | number } = {};
  const pointers = new Map<number, number>();
  const u16 = (part: Buffer, at: number): number =>
    isLittle ? part.readUInt16LE(at) : part.readUInt16BE(at);
  const u32 = (part: Buffer, at: number): number =>
    isLittle ? part.readUInt32LE(at) : part.readUInt32BE(at);
  const table = (at: number, names: { readonly [tag: number]: string }): void => {
    const count = u16(exactly(tiff, at, 2), 0);
    if (count > ENTRIES) throw damaged(`at most ${ENTRIES} entries`, `${count}`);
    const entries = exactly(tiff, at + 2, count * 12);
    for (let i = 0; i < count; i++) {
      const [tag, type, number] = [u16(entries, i * 12), u16(entries, i * 12 + 2), u32(entries, i * 12 + 4)];
      if (tag === 0x8769 || tag === 0x8825) pointers.set(tag, u32(entries, i * 12 + 8));
      const name = names[tag];
      const size = (SIZES[type] ?? 0) * number;
      if (name === undefined || size < 1 || size > VALUE_BYTES) continue;
      const value =
        size <= 4 ? entries.subarray(i * 12 + 8, i * 12 + 12) : exactly(tiff, u32(entries, i * 12 + 8), size);
      if (type === 2) facts[name] = value.toString('utf8', 0, size).replaceAll('\0', '').trim();
      else if (type === 5) facts[name] = ratios(value, number, u32);
      else if (type === 3) facts[name] = u16(value, 0);
      else if (type === 4) facts[name] = u32(value, 0);
    }
  };
  table(u32(head, 4), TAGS['image'] ?? {});
  for (const [tag, names] of [
    [0x8769, 'camera'],
    [0x8825, 'place'],
  ] as const) {
    const at = pointers.get(tag);
    if (at !== undefined) table(at, TAGS[names] ?? {});
  }
  for (const axis of ['latitude', 'longitude']) {
    const side = facts[`${axis}-ref`];
    const place = degrees(facts[axis]);
    delete facts[`${axis}-ref`];
    delete facts[axis];
    if (place !== undefined && typeof side === 'string')
      facts[axis] = side === 'S' || side === 'W' ? -place : place;
  }
  return facts;
}

/** Bytes of a value of each type (TIFF 6.0, section 2). */
const SIZES: { readonly [type: number]: number } = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

function ratios(value: Buffer, number: number, u32: (part: Buffer, at: number) => number): string {
  const parts = Array.from({ length: Math.min(number, 3) }, (_, i) => {
    const [over, under] = [u32(value, i * 8), u32(value, i * 8 + 4)];
    return under === 0 ? 'none' : String(over / under);
  });
  return parts.join(' ');
}

/** Degrees, minutes and seconds as one number, to a seventh digit: a centimetre. */
function degrees(value: string | number | undefined): number | undefined {
  const parts = String(value ?? '')
    .split(' ')
    .map(Number);
  const [whole, minutes = 0, seconds = 0] = parts;
  if (whole === undefined || parts.some((one) => !Number.isFinite(one))) return undefined;
  const all = whole + minutes / 60 + seconds / 3600;
  return all > 180 || value === undefined ? undefined : Math.round(all * 1e7) / 1e7;
}
