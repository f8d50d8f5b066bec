// Chunks as AFF4 packs them (AFF4 Standard 1.0, 3.2): deflate, Snappy, LZ4. Undefined: the bytes are not what they say.
import { inflateRawSync, inflateSync } from 'node:zlib';

/** `packed` to at most `most` bytes. */
export type Unpack = (packed: Uint8Array, most: number) => Uint8Array | undefined;

/** By the name that the metadata gives it. The first two are in the standard, the others in files of older programs. */
export const METHODS: { readonly [iri: string]: Unpack } = {
  'https://tools.ietf.org/html/rfc1951': raw,
  'http://tools.ietf.org/html/rfc1951': raw,
  'https://www.ietf.org/rfc/rfc1951.txt': raw,
  'https://www.ietf.org/rfc/rfc1950.txt': (packed, maxOutputLength) => tried(() => inflateSync(packed, { maxOutputLength })), // prettier-ignore
  'http://code.google.com/p/snappy/': snappy,
  'https://code.google.com/p/snappy/': snappy,
  'https://code.google.com/p/lz4/': lz4,
  'http://code.google.com/p/lz4/': lz4,
  'http://aff4.org/Schema#NullCompressor': () => undefined,
};

function raw(packed: Uint8Array, maxOutputLength: number): Uint8Array | undefined {
  return tried(() => inflateRawSync(packed, { maxOutputLength }));
}

function tried(act: () => Uint8Array): Uint8Array | undefined {
  try {
    return act();
  } catch {
    return undefined; // it is reported, with its place
  }
}

/** Snappy, "Compressed format description" (google/snappy, format_description.txt): a length, then literals and copies. */
export function snappy(packed: Uint8Array, most: number): Uint8Array | undefined {
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = packed[at++];
    if (byte === undefined || shift > 28) return undefined;
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (size > most) return undefined;
  const out = new Uint8Array(size);
  let filled = 0;
  const number = (bytes: number): number => {
    let value = 0;
    for (let n = 0; n < bytes; n++) value += (packed[at++] ?? NaN) * 2 ** (8 * n);
    return value;
  };
  while (at < packed.length) {
    const tag = packed[at++]!; // within the bytes
    const kind = tag & 3;
    if (kind === 0) {
      const high = tag >> 2;
      const length = 1 + (high < 60 ? high : number(high - 59));
      if (!(at + length <= packed.length && filled + length <= size)) return undefined;
      out.set(packed.subarray(at, at + length), filled);
      at += length;
      filled += length;
      continue;
    }
    const length = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const back = kind === 1 ? (tag >> 5) * 256 + number(1) : number(kind === 2 ? 2 : 4);
    if (!copied(out, filled, { back, length })) return undefined;
    filled += length;
  }
  return filled === size ? out : undefined;
}

/** What lies `back` bytes before, which may be what is being written. */
function copied(out: Uint8Array, at: number, { back, length }: { back: number; length: number }): boolean {
  if (!(back > 0 && back <= at && at + length <= out.length)) return false;
  if (back >= length) out.copyWithin(at, at - back, at - back + length);
  else for (let n = 0; n < length; n++) out[at + n] = out[at - back + n]!; // within it
  return true;
}

const FRAME = 0x184d2204;

/** LZ4, "Block Format Description" (lz4_Block_format.md); where it is in frames, "LZ4 Frame Format Description". */
export function lz4(packed: Uint8Array, most: number): Uint8Array | undefined {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const out = new Uint8Array(most);
  if (packed.length < 7 || view.getUint32(0, true) !== FRAME) {
    const end = lz4Block(packed, out, 0);
    return end === undefined ? undefined : out.subarray(0, end);
  }
  const flags = packed[4]!; // seven are there
  let at = 7 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4);
  let filled = 0;
  for (;;) {
    if (at + 4 > packed.length) return undefined;
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) return out.subarray(0, filled);
    const length = word & 0x7fff_ffff;
    const block = packed.subarray(at, at + length);
    at += length + ((flags & 16) === 0 ? 0 : 4);
    if (block.length < length) return undefined;
    if (word >>> 31 === 1) {
      if (filled + length > most) return undefined;
      out.set(block, filled);
      filled += length;
      continue;
    }
    const end = lz4Block(block, out, filled);
    if (end === undefined) return undefined;
    filled = end;
  }
}

/** From `filled` on; where it ends then. */
function lz4Block(packed: Uint8Array, out: Uint8Array, from: number): number | undefined {
  let [at, filled] = [0, from];
  const more = (start: number): number => {
    let value = start;
    for (let byte = 255; start === 15 && byte === 255;) value += byte = packed[at++] ?? NaN;
    return value;
  };
  while (at < packed.length) {
    const token = packed[at++]!; // within the bytes
    const literals = more(token >> 4);
    if (!(at + literals <= packed.length && filled + literals <= out.length)) return undefined;
    out.set(packed.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at === packed.length) return filled; // the last sequence has literals alone
    const back = (packed[at] ?? NaN) + (packed[at + 1] ?? NaN) * 256;
    at += 2;
    const length = more(token & 15) + 4;
    if (!copied(out, filled, { back, length })) return undefined;
    filled += length;
  }
  return undefined;
}
