// A chunk as an E01 image stores it: deflated (RFC 1950), or as it is with its Adler-32 behind it (EWF specification, 4.8).
import { deflateSync } from 'node:zlib';
import { adler32 } from '../ewf/adler32.ts';
import type { Compression } from './plan.ts';

export interface PackedChunk {
  readonly bytes: Uint8Array;
  readonly isCompressed: boolean;
}

const LEVELS = { fast: 1, best: 9 } as const;
/** So many bytes, spread over the chunk, tell noise from what can be compressed. */
const SAMPLES = 4096;
/** Of noise, the squares of the counts sum to n² / 256 + n; what is a tenth above that is worth a try. */
const NOISE = 1.1 * (SAMPLES ** 2 / 256 + SAMPLES);

export class Packer {
  readonly #compression: Compression;
  readonly #chunkBytes: number;
  /** By byte: the packed chunk that consists of it alone. */
  readonly #empty = new Map<number, Uint8Array>();
  readonly #counts = new Uint32Array(256);

  constructor(compression: Compression, chunkBytes: number) {
    this.#compression = compression;
    this.#chunkBytes = chunkBytes;
  }

  pack(chunk: Uint8Array): PackedChunk {
    if (this.#compression === 'none') return plain(chunk);
    const empty = this.#emptyOf(chunk);
    if (empty !== undefined) return { bytes: empty, isCompressed: true };
    if (this.#compression === 'empty-block') return plain(chunk);
    if (this.#compression === 'fast' && this.#isNoise(chunk)) return plain(chunk);
    const bytes = deflated(chunk, LEVELS[this.#compression]);
    return bytes.length < chunk.length ? { bytes, isCompressed: true } : plain(chunk);
  }

  #emptyOf(chunk: Uint8Array): Uint8Array | undefined {
    const [first] = chunk;
    if (first === undefined || chunk.length < 2) return undefined;
    // Every byte is like the one before it: memcmp, which ends at the first that is not.
    if (Buffer.compare(chunk.subarray(1), chunk.subarray(0, -1)) !== 0) return undefined;
    if (chunk.length !== this.#chunkBytes) return deflated(chunk, LEVELS.best);
    const known = this.#empty.get(first);
    if (known !== undefined) return known;
    const bytes = deflated(chunk, LEVELS.best);
    this.#empty.set(first, bytes);
    return bytes;
  }

  #isNoise(chunk: Uint8Array): boolean {
    if (chunk.length < SAMPLES) return false;
    const counts = this.#counts.fill(0);
    const step = Math.floor(chunk.length / SAMPLES);
    for (let i = 0; i < SAMPLES; i++) counts[chunk[i * step]!]! += 1; // both within their arrays
    let squares = 0;
    for (const count of counts) squares += count * count;
    return squares < NOISE;
  }
}

function deflated(chunk: Uint8Array, level: number): Uint8Array {
  return deflateSync(chunk, { level, chunkSize: chunk.length + 1024 });
}

function plain(chunk: Uint8Array): PackedChunk {
  const bytes = new Uint8Array(chunk.length + 4);
  bytes.set(chunk);
  new DataView(bytes.buffer).setUint32(chunk.length, adler32(chunk), true);
  return { bytes, isCompressed: false };
}

/** Of what a slot holds of a batch: how many chunks, the length of each with the top bit where it is compressed, and then their bytes. */
export function packedSlotBytes(batchBytes: number, chunkBytes: number): number {
  const chunks = batchBytes / chunkBytes;
  return 4 + 4 * chunks + batchBytes + 4 * chunks;
}

const COMPRESSED = 0x8000_0000;

export function packBatch(packer: Packer, batch: Uint8Array, chunkBytes: number, into: Uint8Array): void {
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
  const count = Math.ceil(batch.length / chunkBytes);
  view.setUint32(0, count, true);
  let at = 4 + 4 * count;
  for (let i = 0; i < count; i++) {
    const { bytes, isCompressed } = packer.pack(batch.subarray(i * chunkBytes, (i + 1) * chunkBytes));
    view.setUint32(4 + 4 * i, bytes.length + (isCompressed ? COMPRESSED : 0), true);
    into.set(bytes, at);
    at += bytes.length;
  }
}

export function* unpackBatch(from: Uint8Array): Generator<PackedChunk> {
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  const count = view.getUint32(0, true);
  let at = 4 + 4 * count;
  for (let i = 0; i < count; i++) {
    const told = view.getUint32(4 + 4 * i, true);
    const length = told % COMPRESSED;
    yield { bytes: from.subarray(at, at + length), isCompressed: told >= COMPRESSED };
    at += length;
  }
}
