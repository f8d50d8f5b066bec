// bzip2, as UDIF packs with it. There is no specification by its author; after "bzip2 Format Specification" (J. Tsai, 2016) and the man page: blocks of
// up to 900,000 bytes, sorted (Burrows and Wheeler), moved to front, coded by Huffman, each with a checksum.

const BLOCK = 0x314159265359n;
const END = 0x177245385090n;
const GROUP = 50;
const MAX_BITS = 20;

/** At most `most` bytes; undefined where it is no such thing, or says more, or a checksum differs. */
export function bunzip2(packed: Uint8Array, most: number): Uint8Array | undefined {
  const bits = new Bits(packed);
  const level = packed[3] ?? 0;
  if (Buffer.from(packed.subarray(0, 3)).toString('latin1') !== 'BZh' || level < 0x31 || level > 0x39) return undefined; // prettier-ignore
  bits.skip(32);
  const out = new Uint8Array(most);
  let [filled, all] = [0, 0];
  for (;;) {
    const magic = (BigInt(bits.take(24)) << 24n) | BigInt(bits.take(24));
    const crc = bits.take(16) * 65_536 + bits.take(16);
    if (magic === END) return bits.isOver || all >>> 0 !== crc ? undefined : out.subarray(0, filled);
    if (magic !== BLOCK || bits.isOver) return undefined;
    const sorted = blockOf(bits, (level - 0x30) * 100_000);
    const end = sorted === undefined ? undefined : unsorted(sorted, out, filled);
    if (end === undefined || crcOf(out.subarray(filled, end)) !== crc) return undefined;
    filled = end;
    all = ((all << 1) | (all >>> 31)) ^ crc;
  }
}

interface Sorted {
  readonly bytes: Uint8Array;
  readonly origin: number;
}

function blockOf(bits: Bits, most: number): Sorted | undefined {
  if (bits.take(1) === 1) return undefined; // "randomised": no version since 0.9.5 writes it
  const origin = bits.take(24);
  const ranges = bits.take(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (((ranges >> (15 - range)) & 1) === 0) continue;
    const own = bits.take(16);
    for (let sign = 0; sign < 16; sign++) if (((own >> (15 - sign)) & 1) === 1) used.push(16 * range + sign);
  }
  const tables = bits.take(3);
  const selectors = selectorsOf(bits, tables);
  if (used.length === 0 || selectors === undefined) return undefined;
  const codes: Codes[] = [];
  for (let table = 0; table < tables; table++) {
    const made = codesOf(bits, used.length + 2);
    if (made === undefined) return undefined;
    codes.push(made);
  }
  return movedBack(bits, { used, selectors, codes, most, origin });
}

/** Which code each group of fifty is in: moved to front, in unary. */
function selectorsOf(bits: Bits, tables: number): Uint8Array | undefined {
  const count = bits.take(15);
  if (tables < 2 || tables > 6 || count === 0) return undefined;
  const order = Array.from({ length: tables }, (_, table) => table);
  const selectors = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    let at = 0;
    while (bits.take(1) === 1) if ((at += 1) >= tables) return undefined;
    const [chosen = 0] = order.splice(at, 1);
    order.unshift(chosen);
    selectors[n] = chosen;
  }
  return bits.isOver ? undefined : selectors;
}

/** Canonical: of each length the first code, where it ends, and the signs in order. */
interface Codes {
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly start: readonly number[];
  readonly signs: readonly number[];
}

function codesOf(bits: Bits, signs: number): Codes | undefined {
  const lengths: number[] = [];
  let length = bits.take(5);
  for (let sign = 0; sign < signs; sign++) {
    while (bits.take(1) === 1) {
      length += bits.take(1) === 0 ? 1 : -1;
      if (length < 1 || length > MAX_BITS || bits.isOver) return undefined;
    }
    if (length < 1 || length > MAX_BITS) return undefined;
    lengths.push(length);
  }
  const [first, count, start]: number[][] = [[0], [0], [0]];
  let [code, at] = [0, 0];
  for (let size = 1; size <= MAX_BITS; size++) {
    const own = lengths.filter((one) => one === size).length;
    code *= 2;
    first?.push(code);
    count?.push(own);
    start?.push(at);
    code += own;
    at += own;
  }
  const order = lengths.map((_, sign) => sign).sort((a, b) => lengths[a]! - lengths[b]! || a - b); // of each a length
  return { first: first ?? [], count: count ?? [], start: start ?? [], signs: order };
}

function signOf(bits: Bits, { first, count, start, signs }: Codes): number | undefined {
  let code = 0;
  for (let length = 1; length <= MAX_BITS; length++) {
    code = code * 2 + bits.take(1);
    const within = code - first[length]!; // one for each length
    if (within >= 0 && within < count[length]!) return signs[start[length]! + within];
  }
  return undefined;
}

interface Coded {
  readonly used: readonly number[];
  readonly selectors: Uint8Array;
  readonly codes: readonly Codes[];
  readonly most: number;
  readonly origin: number;
}

/** Runs of the front sign are counted by the signs 0 and 1, which stand for 1 and 2 times a power of two. */
function movedBack(bits: Bits, { used, selectors, codes, most, origin }: Coded): Sorted | undefined {
  const order = [...used];
  const bytes = new Uint8Array(most);
  let [filled, run, weight] = [0, 0, 1];
  for (let n = 0; ; n++) {
    const code = codes[selectors[Math.floor(n / GROUP)] ?? -1];
    const sign = code === undefined || bits.isOver ? undefined : signOf(bits, code);
    if (sign === undefined) return undefined;
    if (sign < 2) {
      run += weight * (sign + 1);
      weight *= 2;
      if (run > most) return undefined;
      continue;
    }
    if (filled + run > most) return undefined;
    bytes.fill(order[0]!, filled, filled + run); // one sign is used at least
    filled += run;
    [run, weight] = [0, 1];
    if (sign === used.length + 1) break;
    if (filled >= most) return undefined;
    const [front = 0] = order.splice(sign - 1, 1);
    order.unshift(front);
    bytes[filled++] = front;
  }
  return origin < filled ? { bytes: bytes.subarray(0, filled), origin } : undefined;
}

/** The sorting taken back; then four equal bytes are followed by how many more there are. Where it ends. */
function unsorted({ bytes, origin }: Sorted, out: Uint8Array, from: number): number | undefined {
  const starts = new Uint32Array(257);
  for (const byte of bytes) starts[byte + 1]! += 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1]! += starts[byte]!;
  const next = new Uint32Array(bytes.length);
  for (const [at, byte] of bytes.entries()) next[starts[byte]!++] = at;
  let [filled, same, last, at] = [from, 0, -1, next[origin]!];
  for (let n = 0; n < bytes.length; n++, at = next[at]!) {
    const byte = bytes[at]!; // `next` leads through all of them
    if (same === 4) {
      if (filled + byte > out.length) return undefined;
      out.fill(last, filled, filled + byte);
      filled += byte;
      same = 0;
      last = -1;
      continue;
    }
    if (filled >= out.length) return undefined;
    same = byte === last ? same + 1 : 1;
    last = byte;
    out[filled++] = byte;
  }
  return filled;
}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isOver(): boolean {
    return this.#at > 8 * this.#bytes.length;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** The highest first; zeros after the end. */
  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0;) {
      const within = this.#at & 7;
      const part = Math.min(left, 8 - within);
      const byte = this.#bytes[this.#at >>> 3] ?? 0;
      value = value * 2 ** part + ((byte >> (8 - within - part)) & (2 ** part - 1));
      this.#at += part;
      left -= part;
    }
    return value;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

/** The one of Ethernet with the highest bit first, unlike that of zlib. */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ byte) & 0xff]!; // of each byte one
  return ~crc >>> 0;
}
