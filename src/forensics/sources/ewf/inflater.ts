// Chunks unpacked one after the other with the same decompressor, into memory that is there. Of what `inflateSync` takes for a chunk of
// 32 KiB, more than a third is making the decompressor and the memory for its answer, and their end.
//
// Node.js has no public way to this. What its own `inflateSync` calls is tried in each inflater on a stream whose contents are known; where
// it is not what it was (Node.js 24, lib/zlib.js, `processChunkSync`), `inflateSync` and our own checksum do the work.
import { constants, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { adler32 } from './adler32.ts';

interface Inside {
  readonly _handle: {
    onerror: () => void;
    reset(): void;
    writeSync(...of: [flush: number, from: Uint8Array, at: number, length: number, to: Uint8Array, at: number, room: number]): void; // prettier-ignore
  };
  /** After a write: room left, bytes that were not read. */
  readonly _writeState: Uint32Array;
}

/** Before bytes that are stored: what makes them one stream (RFC 1950, 2.2; RFC 1951, 3.2.4), and one byte, so that they lie at a multiple of 4. */
export const LEAD_BYTES = 8;
const CHECKSUM_BYTES = 4;
/** Of one stored block. */
const MOST_STORED = 0xffff;
const TRIED = 'comity, comity, comity';

export class Inflater {
  readonly #inside: Inside | undefined;
  #hasFailed = false;

  /** `isPublic`: by what Node.js documents alone. */
  constructor({ isPublic = false }: { readonly isPublic?: boolean } = {}) {
    this.#inside = isPublic ? undefined : this.#tried();
  }

  /** How many bytes of `target` the stream fills. Undefined: it is damaged, broken off, or of more bytes than there is room for. */
  into(packed: Uint8Array, target: Uint8Array): number | undefined {
    if (this.#inside === undefined) return plainly(packed, target);
    const left = this.#left(this.#inside, packed, target);
    return left === undefined || left === 0 ? undefined : target.length - left;
  }

  /**
   * Whether the Adler-32 (little-endian) after `target.length` bytes from LEAD_BYTES of `framed` on is right: then `target` has them.
   * zlib sums as it copies, with the vector instructions of the processor. What lies before the bytes is written over.
   */
  copyChecked(framed: Uint8Array, target: Uint8Array): boolean {
    const end = LEAD_BYTES + target.length;
    const trailer = framed.subarray(end, end + CHECKSUM_BYTES);
    if (this.#inside === undefined || target.length > MOST_STORED) {
      const bytes = framed.subarray(LEAD_BYTES, end);
      target.set(bytes);
      const view = new DataView(trailer.buffer, trailer.byteOffset, CHECKSUM_BYTES);
      return view.getUint32(0, true) === adler32(bytes);
    }
    const [low, high] = [target.length & 0xff, target.length >> 8];
    framed.set([0x78, 0x01, 0x01, low, high, low ^ 0xff, high ^ 0xff], 1);
    trailer.reverse();
    const left = this.#left(this.#inside, framed.subarray(1, end + CHECKSUM_BYTES), target);
    const isRight = left === 0 && this.#inside._writeState[1] === 0;
    trailer.reverse();
    return isRight;
  }

  /** Room that is left; undefined: it failed. */
  #left({ _handle, _writeState }: Inside, packed: Uint8Array, target: Uint8Array): number | undefined {
    this.#hasFailed = false;
    _handle.reset();
    _handle.writeSync(constants.Z_FINISH, packed, 0, packed.length, target, 0, target.length);
    return this.#hasFailed ? undefined : _writeState[0];
  }

  #tried(): Inside | undefined {
    try {
      const inside = createInflate() as unknown as Inside; // whether it is, is tried here
      inside._handle.onerror = () => (this.#hasFailed = true);
      const [packed, target] = [deflateSync(TRIED), new Uint8Array(TRIED.length + 1)];
      const isSeen = this.#left(inside, packed.subarray(0, -1), target) === undefined; // it is broken off
      const isRight = this.#left(inside, packed, target) === 1 && inside._writeState[1] === 0;
      return isSeen && isRight && Buffer.from(target).toString('latin1', 0, TRIED.length) === TRIED
        ? inside
        : undefined;
    } catch {
      return undefined;
    }
  }
}

function plainly(packed: Uint8Array, target: Uint8Array): number | undefined {
  try {
    const bytes = inflateSync(packed, { chunkSize: target.length, maxOutputLength: target.length - 1 });
    target.set(bytes);
    return bytes.length;
  } catch {
    return undefined; // what is wrong with it the caller finds out
  }
}
