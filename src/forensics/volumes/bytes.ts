// Bytes that a reader of hostile structures asks for: any range, never more than there is, through a cache of fixed size.
import { Refusal } from '../../base/refusal.ts';

/** A medium, a volume of it, or what a file holds. Reading is synchronous. */
export interface Bytes {
  readonly size: number;
  /** Fills `target` from `offset`; how much was filled, less only at the end. */
  readInto(offset: number, target: Uint8Array): number;
}

/** A structure on the medium is not what its specification says. One is no reason to give up the rest. */
export function damaged(what: string, found: string): Refusal {
  return new Refusal('damaged.structure', { expected: what, found });
}

const MAX_PIECE_BYTES = 64 * 1024 * 1024;

/** Exactly `length` bytes, or Refusal `damaged`: no structure is made of bytes that are not there. */
export function exactly(bytes: Bytes, offset: number, length: number): Buffer {
  if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || length > MAX_PIECE_BYTES)
    throw damaged(`a piece within ${bytes.size} bytes`, `${length} bytes at ${offset}`);
  if (offset + length > bytes.size)
    throw damaged(`${length} bytes at ${offset}`, `an end after ${bytes.size} bytes`);
  const target = Buffer.allocUnsafe(length);
  if (bytes.readInto(offset, target) !== length)
    throw damaged(`${length} bytes at ${offset}`, 'fewer bytes than that');
  return target;
}

/** A range of other bytes; it ends where they end. */
export function slice(bytes: Bytes, offset: number, length: number): Bytes {
  const size = Math.max(0, Math.min(length, bytes.size - offset));
  return {
    size,
    readInto: (at, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - at));
      return wanted === 0 ? 0 : bytes.readInto(offset + at, target.subarray(0, wanted));
    },
  };
}

/** Bytes that lie in pieces: `placeAt` says where one lies and how many follow it there, or that it lies nowhere. */
export function inPieces(
  from: Bytes,
  size: number,
  placeAt: (offset: number) => { readonly at: number; readonly left: number } | undefined,
): Bytes {
  return {
    size,
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - offset));
      let filled = 0;
      while (filled < wanted) {
        const place = placeAt(offset + filled);
        if (place === undefined) break;
        const length = Math.min(place.left, wanted - filled);
        const got = from.readInto(place.at, target.subarray(filled, filled + length));
        if (got <= 0) break;
        filled += got;
      }
      return filled;
    },
  };
}

const PAGE_BYTES = 64 * 1024;
const PAGES = 256;
/** That come at once where the page before was asked for: each request to the server costs as much as reading three. */
const AHEAD = 4;

/** The same bytes, the last 16 MiB that were asked for kept at hand. Large reads go past it. */
export function cached(bytes: Bytes): Bytes {
  const pages = new Map<number, Buffer>();
  const ahead = Buffer.allocUnsafe(AHEAD * PAGE_BYTES);
  const keep = (number: number, from: Buffer): Buffer => {
    const oldest = pages.size < PAGES ? undefined : pages.keys().next().value;
    const buffer =
      (oldest === undefined ? undefined : pages.get(oldest)?.buffer) ?? new ArrayBuffer(PAGE_BYTES);
    if (oldest !== undefined) pages.delete(oldest);
    const made = Buffer.from(buffer, 0, from.length);
    made.set(from);
    pages.set(number, made);
    return made;
  };
  const readAt = (number: number, count: number): Buffer => {
    const wanted = ahead.subarray(0, count * PAGE_BYTES);
    try {
      return wanted.subarray(0, bytes.readInto(number * PAGE_BYTES, wanted));
    } catch (error) {
      if (count === 1) throw error;
      return readAt(number, 1); // what lies after it was not asked for yet
    }
  };
  const page = (number: number): Buffer => {
    const known = pages.get(number);
    if (known !== undefined) {
      pages.delete(number); // and again at the end: the one used longest ago goes first
      pages.set(number, known);
      return known;
    }
    const read = readAt(number, pages.has(number - 1) ? AHEAD : 1);
    for (let at = read.length - 1; at >= PAGE_BYTES; at -= PAGE_BYTES) {
      const more = Math.floor(at / PAGE_BYTES);
      if (!pages.has(number + more))
        keep(number + more, read.subarray(more * PAGE_BYTES, (more + 1) * PAGE_BYTES));
    }
    return keep(number, read.subarray(0, PAGE_BYTES));
  };
  return {
    size: bytes.size,
    readInto: (offset, target) => {
      if (target.length >= PAGE_BYTES) return bytes.readInto(offset, target);
      let filled = 0;
      while (filled < target.length) {
        const at = offset + filled;
        const from = page(Math.floor(at / PAGE_BYTES));
        const within = at % PAGE_BYTES;
        const part = Math.min(target.length - filled, from.length - within);
        if (part <= 0) break;
        target.set(from.subarray(within, within + part), filled);
        filled += part;
      }
      return filled;
    },
  };
}
