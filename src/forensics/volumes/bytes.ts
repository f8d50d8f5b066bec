// Bytes that a reader of hostile structures asks for: any range, never more than there is, through a cache of fixed size.
import { inEnglish, Refusal } from '../../base/refusal.ts';

/** A medium, a volume of it, or what a file holds. Reading is synchronous. */
export interface Bytes {
  readonly size: number;
  /** Fills `target` from `offset`; how much was filled, less only at the end. */
  readInto(offset: number, target: Uint8Array): number;
}

/** A structure on the medium is not what its specification says. One is no reason to give up the rest. */
export function damaged(what: string, found: string): Refusal {
  return new Refusal('damaged.structure', { expected: inEnglish(what), found: inEnglish(found) });
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
  const pages = new Pages(bytes);
  return {
    size: bytes.size,
    readInto: (offset, target) => {
      if (target.length >= PAGE_BYTES) return bytes.readInto(offset, target);
      let filled = 0;
      while (filled < target.length) {
        const at = offset + filled;
        const from = pages.page(Math.floor(at / PAGE_BYTES));
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

class Pages {
  readonly #bytes: Bytes;
  readonly #pages = new Map<number, Buffer>();
  readonly #ahead = Buffer.allocUnsafe(AHEAD * PAGE_BYTES);
  /** Of all pages, in one piece: the system fills it in as it is used. */
  readonly #memory: ArrayBuffer;
  readonly #free: number[];
  #newest: { readonly number: number; readonly bytes: Buffer } = { number: -1, bytes: this.#ahead };

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    const count = Math.max(1, Math.min(PAGES, Math.ceil(bytes.size / PAGE_BYTES)));
    this.#memory = new ArrayBuffer(count * PAGE_BYTES);
    this.#free = Array.from({ length: count }, (_, index) => (count - 1 - index) * PAGE_BYTES);
  }

  /** Good until another is asked for. */
  page(number: number): Buffer {
    if (number === this.#newest.number) return this.#newest.bytes;
    let bytes = this.#pages.get(number);
    if (bytes === undefined)
      bytes = this.#pages.has(number - 1) ? this.#readAhead(number) : this.#readOne(number);
    else {
      this.#pages.delete(number); // and again at the end: the one used longest ago goes first
      this.#pages.set(number, bytes);
    }
    this.#newest = { number, bytes };
    return bytes;
  }

  #readAhead(number: number): Buffer {
    let read: Buffer;
    try {
      read = this.#ahead.subarray(0, this.#bytes.readInto(number * PAGE_BYTES, this.#ahead));
    } catch {
      return this.#readOne(number); // what lies after it was not asked for yet
    }
    for (let at = read.length - 1; at >= PAGE_BYTES; at -= PAGE_BYTES) {
      const more = Math.floor(at / PAGE_BYTES);
      if (!this.#pages.has(number + more))
        this.#keep(number + more, read.subarray(more * PAGE_BYTES, (more + 1) * PAGE_BYTES));
    }
    return this.#keep(number, read.subarray(0, PAGE_BYTES));
  }

  #keep(number: number, from: Buffer): Buffer {
    const made = Buffer.from(this.#memory, this.#place(), from.length);
    made.set(from);
    this.#pages.set(number, made);
    return made;
  }

  #readOne(number: number): Buffer {
    const at = this.#place();
    let got = 0;
    try {
      got = this.#bytes.readInto(number * PAGE_BYTES, Buffer.from(this.#memory, at, PAGE_BYTES));
    } catch (error) {
      this.#free.push(at);
      throw error;
    }
    const made = Buffer.from(this.#memory, at, got);
    this.#pages.set(number, made);
    return made;
  }

  /** That of the page used longest ago, where none is free. */
  #place(): number {
    const known = this.#free.pop();
    if (known !== undefined) return known;
    const [oldest, { byteOffset }] = this.#pages.entries().next().value!; // none is free, so there are pages
    this.#pages.delete(oldest);
    return byteOffset;
  }
}
