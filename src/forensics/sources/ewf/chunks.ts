// Unpacks one chunk and says whether its checksum is right (EWF specification, 4.8.1 and 8; EWF 2, 4.4).
import { inflateRawSync, inflateSync } from 'node:zlib';
import { errorCode } from '../../../platform/files.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { adler32 } from './adler32.ts';
import { Inflater, LEAD_BYTES } from './inflater.ts';
import type { ChunkPlace } from './tables.ts';

/** Room beyond the chunk, so that zlib finds the end of a full chunk without a second buffer. */
const SPARE_BYTES = 64;
const ZLIB_HEADER_BYTES = 2;
/** From here on memory counts more than the time it takes to ask for it. */
const BIG_BYTES = 16 * 1024 * 1024;

type StoredPlace = Exclude<ChunkPlace, { kind: 'pattern' }>;

export class ChunkDecoder {
  readonly #files: SegmentFiles;
  readonly #chunkBytes: number;
  readonly #options: { readonly chunkSize: number; readonly maxOutputLength: number };
  readonly #inflater = new Inflater();
  #packed = new Uint8Array();
  #room = new Uint8Array();

  constructor(files: SegmentFiles, chunkBytes: number) {
    this.#files = files;
    this.#chunkBytes = chunkBytes;
    this.#options = { chunkSize: chunkBytes + SPARE_BYTES, maxOutputLength: chunkBytes + SPARE_BYTES - 1 };
  }

  /**
   * Fills `target`, which is a chunk long or, for the last chunk of the medium, shorter. Returns what is wrong, or
   * undefined. What is wrong and can be read is delivered as it is stored, as `ewfverify` does; what cannot be read
   * is delivered as zeros, as `ewfverify -w` does.
   */
  decode(place: ChunkPlace, target: Uint8Array): string | undefined {
    switch (place.kind) {
      case 'plain':
        return this.#plain(place, target);
      case 'deflate':
        return this.#deflate(place, target);
      case 'bare':
        return this.#bare(place, target);
      case 'pattern':
        for (let i = 0; i < target.length; i++) target[i] = place.pattern[i % place.pattern.length] ?? 0;
        return undefined;
    }
  }

  #plain(place: StoredPlace, target: Uint8Array): string | undefined {
    // The last chunk may be cut at the end of the medium, or not; both are seen.
    const size = Math.min(place.size, this.#chunkBytes + 4);
    if (size < target.length + 4) {
      target.fill(0);
      return `the chunk is cut: ${place.size} bytes`;
    }
    const packed = this.#read(place, size);
    if (size === target.length + 4 && this.#inflater.copyChecked(this.#packed, target)) return undefined;
    target.set(packed.subarray(0, target.length));
    if (isChecked(packed, size - 4)) return undefined;
    if (size - 4 > target.length && isChecked(packed, target.length)) return undefined;
    return 'the checksum of the chunk is wrong';
  }

  #bare(place: StoredPlace, target: Uint8Array): string | undefined {
    if (place.size >= target.length) {
      this.#files.read(place.segment, place.offset, target);
      return undefined;
    }
    target.fill(0);
    return `the chunk is cut: ${place.size} bytes`;
  }

  /**
   * The same for one that nobody has room for yet. What zlib unpacked is handed over as it is, so that a chunk of 128 MiB is
   * held twice at most: packed and unpacked.
   */
  decodeNew(
    place: ChunkPlace,
    length: number,
  ): { readonly bytes: Uint8Array; readonly what: string | undefined } {
    if (place.kind === 'deflate' && length > BIG_BYTES) {
      const packed = this.#packedOf(place);
      const bytes = unpacked(packed, this.#options);
      if (bytes !== undefined && bytes.length >= length && bytes.length <= this.#chunkBytes) {
        this.#letGo();
        return { bytes: bytes.subarray(0, length), what: undefined };
      }
    }
    const bytes = new Uint8Array(length);
    const what = this.decode(place, bytes);
    if (length > BIG_BYTES) this.#letGo();
    return { bytes, what };
  }

  /**
   * What the last chunk holds after the end of the medium, where its checksum is right: `ewfacquire` writes a last sector that is not
   * whole there, digests it, and leaves it out of the number of sectors.
   */
  after(place: ChunkPlace, length: number): Uint8Array {
    switch (place.kind) {
      case 'plain': {
        const size = Math.min(place.size, this.#chunkBytes + 4);
        if (size - 4 <= length) return new Uint8Array();
        const packed = this.#read(place, size);
        return isChecked(packed, size - 4) ? packed.slice(length, size - 4) : new Uint8Array();
      }
      case 'deflate': {
        const bytes = unpacked(this.#packedOf(place), this.#options);
        return bytes !== undefined && bytes.length <= this.#chunkBytes
          ? Uint8Array.from(bytes.subarray(length))
          : new Uint8Array();
      }
      case 'bare':
      case 'pattern':
        return new Uint8Array();
    }
  }

  #letGo(): void {
    release(this.#packed);
    this.#packed = new Uint8Array();
  }

  #packedOf(place: StoredPlace): Uint8Array {
    // Deflate adds less than a thousandth to what it cannot compress. The rest of a larger place is padding.
    return this.#read(place, Math.min(place.size, this.#chunkBytes + (this.#chunkBytes >> 8) + 1024));
  }

  #deflate(place: StoredPlace, target: Uint8Array): string | undefined {
    const packed = this.#packedOf(place);
    if (this.#unpackedInto(packed, target)) return undefined;
    try {
      return this.#take(inflateSync(packed, this.#options), target);
    } catch (error) {
      const what = errorCode(error) === 'Z_DATA_ERROR' ? this.#unchecked(packed, target) : undefined;
      if (what === undefined) target.fill(0);
      return what ?? 'the chunk cannot be unpacked';
    }
  }

  /** False: what is wrong, or too large for room that stays, is found out by the other way. */
  #unpackedInto(packed: Uint8Array, target: Uint8Array): boolean {
    if (this.#chunkBytes > BIG_BYTES) return false;
    if (this.#room.length === 0) this.#room = new Uint8Array(this.#options.chunkSize);
    const length = this.#inflater.into(packed, this.#room) ?? 0;
    if (length < target.length || length > this.#chunkBytes) return false;
    target.set(this.#room.subarray(0, target.length));
    return true;
  }

  /** What to say when only the checksum at the end is wrong: then the bytes are worth having. */
  #unchecked(packed: Uint8Array, target: Uint8Array): string | undefined {
    try {
      const bytes = inflateRawSync(packed.subarray(ZLIB_HEADER_BYTES), this.#options);
      return this.#take(bytes, target) ?? 'the checksum of the chunk is wrong';
    } catch {
      return undefined; // not decodable without the checksum either
    }
  }

  #take(bytes: Buffer, target: Uint8Array): string | undefined {
    const isWhole = bytes.length >= target.length && bytes.length <= this.#chunkBytes;
    if (isWhole) target.set(bytes.subarray(0, target.length));
    else target.fill(0);
    const unpacked = bytes.length;
    // Gives the memory back at once; left to the garbage collector, a hundred megabytes of it would pile up.
    const { buffer } = bytes;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === this.#options.chunkSize) buffer.transfer(0);
    return isWhole ? undefined : `the chunk unpacks to ${unpacked} bytes`;
  }

  #read(place: StoredPlace, size: number): Uint8Array {
    if (this.#packed.length < LEAD_BYTES + size) this.#packed = new Uint8Array(LEAD_BYTES + size);
    const packed = this.#packed.subarray(LEAD_BYTES, LEAD_BYTES + size); // aligned, for the checksum
    this.#files.read(place.segment, place.offset, packed);
    return packed;
  }
}

/** Gives the memory of a large chunk back at once, as the garbage collector would let several pile up. */
export function release({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > BIG_BYTES) buffer.transfer(0);
}

function unpacked(packed: Uint8Array, options: Parameters<typeof inflateSync>[1]): Buffer | undefined {
  try {
    return inflateSync(packed, options);
  } catch {
    return undefined; // what is wrong with it is said by the other way
  }
}

function isChecked(packed: Uint8Array, length: number): boolean {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return view.getUint32(length, true) === adler32(packed.subarray(0, length));
}
