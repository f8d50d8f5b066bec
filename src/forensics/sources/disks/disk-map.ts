// A disk of a virtual machine: units of one size, each of which lies somewhere in a file, plain or deflated, or nowhere and is zeros.
// What the formats have in common is here; each of them says where a unit lies.
import { inflateRawSync, inflateSync } from 'node:zlib';
import { inEnglish, Refusal } from '../../../base/refusal.ts';
import { damage } from '../ewf/damage.ts';
import { bunzip2 } from './bzip2.ts';
import { unpackLzfse } from './lzfse.ts';
import type { ImageDescription, ImageFormat, ImageReader, OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';

/** Undefined: never written. Plain: a whole unit from `at` on. Packed: so many bytes, of which deflate may not need all. */
export type Unit =
  | undefined
  | { readonly file: number; readonly at: number }
  | { readonly file: number; readonly at: number; readonly packedBytes: number; readonly by: Packing };

type Packing = 'zlib' | 'raw' | 'bzip2' | 'lzfse';

/** One extent of a disk; most disks have one. */
export interface DiskMap {
  readonly size: number;
  readonly unitBytes: number;
  unit(index: number): Unit;
}

export interface DiskOf {
  readonly format: ImageFormat;
  readonly extents: readonly DiskMap[];
  readonly bytesPerSector?: number;
  readonly notices?: readonly string[];
  /** Where it has checksums of its own. */
  readonly check?: (onFault: OnFault) => void;
}

/** Of VHDX, the largest that there is. */
const MAX_DISK_BYTES = 64 * 1024 ** 4;
const MAX_PACKED_UNIT_BYTES = 4 * 1024 * 1024;
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

interface Extent {
  readonly start: number;
  readonly map: DiskMap;
}

/** Throws Refusal `tooLarge` for a disk that no format allows. */
export function diskReader(disk: DiskOf, files: SegmentFiles, onFault: OnFault): ImageReader {
  const extents: Extent[] = [];
  let mediaSize = 0;
  for (const map of disk.extents) {
    extents.push({ start: mediaSize, map });
    mediaSize += map.size;
  }
  if (!Number.isSafeInteger(mediaSize) || mediaSize > MAX_DISK_BYTES)
    throw damage(
      { file: files.nameOf(0), offset: 0 },
      'a disk of at most 64 TiB',
      `${mediaSize} bytes`,
      'tooLarge',
    );
  const units = new Units(files, onFault);
  const description: ImageDescription = {
    format: disk.format,
    segments: Array.from({ length: files.count }, (_, i) => ({
      name: files.nameOf(i),
      sizeBytes: files.sizeOf(i),
    })),
    mediaSize,
    bytesPerSector: disk.bytesPerSector ?? 512,
    chunkBytes: CHUNK_BYTES,
    metadata: {},
    stored: {},
    acquisitionErrors: [],
    tracks: [],
    notices: disk.notices ?? [],
  };
  return {
    description,
    readInto: (offset, target) => {
      const wanted = Math.min(target.length, Math.max(0, mediaSize - offset));
      for (let filled = 0; filled < wanted;) {
        const at = offset + filled;
        const extent = extentAt(extents, at);
        if (extent === undefined) break;
        const { map, start } = extent;
        const index = Math.floor((at - start) / map.unitBytes);
        const within = at - start - index * map.unitBytes;
        const length = Math.min(wanted - filled, map.unitBytes - within, map.size - (at - start));
        units.read({ map, index, within, media: at }, target.subarray(filled, filled + length));
        filled += length;
      }
      return wanted;
    },
    ...(disk.check === undefined ? {} : { check: () => disk.check?.(onFault) }),
    close: () => files.close(),
  };
}

/** The last that begins at or before it. */
function extentAt(extents: readonly Extent[], at: number): Extent | undefined {
  let [low, high] = [0, extents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (extents[middle]!.start <= at) low = middle + 1; // between the two
    else high = middle;
  }
  return extents[low - 1];
}

interface Part {
  readonly map: DiskMap;
  readonly index: number;
  readonly within: number;
  readonly media: number;
}

class Units {
  readonly #files: SegmentFiles;
  readonly #onFault: OnFault;
  /** Unpacked, by file and place; the oldest first. */
  readonly #kept = new Map<string, Uint8Array>();
  #keptBytes = 0;

  constructor(files: SegmentFiles, onFault: OnFault) {
    this.#files = files;
    this.#onFault = onFault;
  }

  read({ map, index, within, media }: Part, target: Uint8Array): void {
    const unit = map.unit(index);
    if (unit === undefined) {
      target.fill(0);
      return;
    }
    const fault = (what: string): void =>
      this.#onFault({
        file: this.#files.nameOf(unit.file),
        offset: unit.at,
        what,
        media: { offset: media, length: target.length },
      });
    if ('by' in unit) {
      const bytes = this.#unpacked(unit, map.unitBytes);
      const whole = Math.min(map.unitBytes, map.size - index * map.unitBytes); // the last may be shorter
      if (bytes === undefined) fault('a part of the disk cannot be unpacked');
      else if (bytes.length < whole) fault(`a part of the disk unpacks to ${bytes.length} bytes`);
      target.fill(0);
      if (bytes !== undefined) target.set(bytes.subarray(within, within + target.length));
      return;
    }
    const there = Math.max(0, Math.min(target.length, this.#files.sizeOf(unit.file) - unit.at - within));
    if (there > 0) this.#files.read(unit.file, unit.at + within, target.subarray(0, there));
    if (there === target.length) return;
    target.fill(0, there);
    fault('a part of the disk lies after the end of the file');
  }

  #unpacked(unit: Extract<Unit, { by: string }>, unitBytes: number): Uint8Array | undefined {
    const { file, at, by } = unit;
    const key = `${file} ${at}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const packedBytes = Math.min(unit.packedBytes, this.#files.sizeOf(file) - at, 2 * unitBytes + 4096);
    if (packedBytes <= 0 || unitBytes > MAX_PACKED_UNIT_BYTES) return undefined;
    const bytes = inflated(this.#files.bytes(file, at, packedBytes), by, unitBytes);
    if (bytes === undefined) return undefined;
    for (const [old, { length }] of this.#kept) {
      if (this.#keptBytes + bytes.length <= MAX_KEPT_BYTES) break;
      this.#kept.delete(old);
      this.#keptBytes -= length;
    }
    this.#kept.set(key, bytes);
    this.#keptBytes += bytes.length;
    return bytes;
  }
}

/** A unit as it was; undefined where it was not packed so. */
function inflated(packed: Uint8Array, by: Packing, unitBytes: number): Uint8Array | undefined {
  if (by === 'bzip2') return bunzip2(packed, unitBytes);
  if (by === 'lzfse') return unpackLzfse(packed, unitBytes);
  try {
    const bytes = (by === 'zlib' ? inflateSync : inflateRawSync)(packed, { maxOutputLength: unitBytes });
    return bytes.length <= unitBytes ? bytes : undefined;
  } catch {
    return undefined; // it is reported, with its place
  }
}

/** Numbers of tables in a file, read in pages of which few are kept. */
export class Tables {
  readonly #files: SegmentFiles;
  readonly #file: number;
  readonly #pages = new Map<number, DataView>();

  constructor(files: SegmentFiles, file: number) {
    this.#files = files;
    this.#file = file;
  }

  get size(): number {
    return this.#files.sizeOf(this.#file);
  }

  /** Throws Refusal `damaged` where that is not within the file. */
  bytes(at: number, length: number): Buffer {
    if (!Number.isSafeInteger(at) || at < 0 || at + length > this.size) throw this.beyond(at, length);
    return this.#files.bytes(this.#file, at, length);
  }

  uint32(at: number, littleEndian: boolean): number {
    const { view, within } = this.#page(at, 4);
    return view.getUint32(within, littleEndian);
  }

  uint64(at: number, littleEndian: boolean): bigint {
    const { view, within } = this.#page(at, 8);
    return view.getBigUint64(within, littleEndian);
  }

  damage(at: number, expected: string, found: string, code?: 'unsupported' | 'tooLarge'): Refusal {
    return damage({ file: this.#files.nameOf(this.#file), offset: at }, expected, found, code);
  }

  beyond(at: number, length: number): Refusal {
    return this.damage(at, `${length} bytes of a table`, `the end of the file at ${this.size}`);
  }

  /** A number is aligned to its length, and so within one page. */
  #page(at: number, length: number): { readonly view: DataView; readonly within: number } {
    if (!Number.isSafeInteger(at) || at < 0 || at + length > this.size || at % length !== 0)
      throw this.beyond(at, length);
    const number = Math.floor(at / PAGE_BYTES);
    let view = this.#pages.get(number);
    if (view === undefined) {
      const start = number * PAGE_BYTES;
      const bytes = this.#files.bytes(this.#file, start, Math.min(PAGE_BYTES, this.size - start));
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.#pages.delete(number);
    this.#pages.set(number, view);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MAX_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return { view, within: at - number * PAGE_BYTES };
  }
}

const PAGE_BYTES = 64 * 1024;
const MAX_PAGES = 32;

export function unsupported(files: SegmentFiles, found: string): Refusal {
  return new Refusal('unsupported.wholeDisk', { found: inEnglish(found), file: files.nameOf(0) });
}
