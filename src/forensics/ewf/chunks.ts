// Unpacks one chunk and says whether its checksum is right (EWF specification, 4.8.1 and 8; EWF 2, 4.4).
import { inflateRawSync, inflateSync } from 'node:zlib';
import type { SegmentFiles } from '../segment-files.ts';
import { adler32 } from './adler32.ts';
import type { ChunkPlace } from './tables.ts';

/** Room beyond the chunk, so that zlib finds the end of a full chunk without a second buffer. */
const SPARE_BYTES = 64;
const ZLIB_HEADER_BYTES = 2;

type StoredPlace = Exclude<ChunkPlace, { kind: 'pattern' }>;

export class ChunkDecoder {
  readonly #files: SegmentFiles;
  readonly #chunkBytes: number;
  #packed = new Uint8Array();

  constructor(files: SegmentFiles, chunkBytes: number) {
    this.#files = files;
    this.#chunkBytes = chunkBytes;
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

  #deflate(place: StoredPlace, target: Uint8Array): string | undefined {
    // Deflate adds less than a thousandth to what it cannot compress. The rest of a larger place is padding.
    const packed = this.#read(place, Math.min(place.size, this.#chunkBytes + (this.#chunkBytes >> 8) + 1024));
    const room = this.#chunkBytes + SPARE_BYTES;
    const options = { chunkSize: room, maxOutputLength: room };
    try {
      const bytes = inflateSync(packed, options);
      if (bytes.length >= target.length && bytes.length <= this.#chunkBytes) {
        target.set(bytes.subarray(0, target.length));
        return undefined;
      }
      target.fill(0);
      return `the chunk unpacks to ${bytes.length} bytes`;
    } catch {
      return this.#unchecked(packed, target, options);
    }
  }

  /** Whether only the checksum at the end is wrong: then the bytes are worth having. */
  #unchecked(
    packed: Uint8Array,
    target: Uint8Array,
    options: { chunkSize: number; maxOutputLength: number },
  ): string {
    try {
      const bytes = inflateRawSync(packed.subarray(ZLIB_HEADER_BYTES), options);
      if (bytes.length >= target.length && bytes.length <= this.#chunkBytes) {
        target.set(bytes.subarray(0, target.length));
        return 'the checksum of the chunk is wrong';
      }
    } catch {
      // not decodable without the checksum either
    }
    target.fill(0);
    return 'the chunk cannot be unpacked';
  }

  #read(place: StoredPlace, size: number): Uint8Array {
    if (this.#packed.length < size) this.#packed = new Uint8Array(size); // aligned, for the checksum
    const packed = this.#packed.subarray(0, size);
    this.#files.read(place.segment, place.offset, packed);
    return packed;
  }
}

function isChecked(packed: Uint8Array, length: number): boolean {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return view.getUint32(length, true) === adler32(packed.subarray(0, length));
}
