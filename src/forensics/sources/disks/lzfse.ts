// LZFSE: blocks of literals and matches, whose lengths and distances are coded by finite states (tANS). After the structures that Apple's
// reference implementation defines (github.com/lzfse/lzfse, src/lzfse_internal.h: "Block header objects", tables of extra bits and base
// values; lzfse_fse.h: how a stream is read from its end).
import { unpackLzvn } from './lzvn.ts';

const [LITERALS_MAX, MATCHES_MAX] = [40_000, 10_000];
const SYMBOLS = { l: 20, m: 20, d: 64, literal: 256 } as const;
const STATES = { l: 64, m: 64, d: 256, literal: 1024 } as const;
type Stream = keyof typeof SYMBOLS;
const HEADER_BYTES = 32;
/** `lzfse_compressed_block_header_v1`: its numbers and tables as they are, with padding to a multiple of four. */
const [PLAIN_HEADER_BYTES, PLAIN_TABLES_AT] = [772, 50];

/** A symbol stands for the values from a base on, as many as its extra bits tell apart. */
const EXTRA: { readonly [stream in Exclude<Stream, 'literal'>]: readonly number[] } = {
  l: [...zeros(16), 2, 3, 5, 8],
  m: [...zeros(16), 3, 5, 8, 11],
  d: Array.from({ length: SYMBOLS.d }, (_, symbol) => symbol >> 2),
};
const BASE = { l: basesOf(EXTRA.l), m: basesOf(EXTRA.m), d: basesOf(EXTRA.d) };

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

function basesOf(extra: readonly number[]): readonly number[] {
  let next = 0;
  return extra.map((bits) => (next += 2 ** bits) - 2 ** bits);
}

/** Exactly `size` bytes; undefined where it is no such stream, or says other than that. */
export function unpackLzfse(packed: Uint8Array, size: number): Buffer | undefined {
  const from = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const out = Buffer.alloc(size);
  let filled = 0;
  for (let at = 0; at + 4 <= from.length;) {
    const kind = from.toString('latin1', at, at + 4);
    if (kind === 'bvx$') return filled === size ? out : undefined;
    if (at + 8 > from.length) return undefined;
    const raw = from.readUInt32LE(at + 4);
    if (raw > size - filled) return undefined;
    const end =
      kind === 'bvx-'
        ? plain(from, at, out.subarray(filled, filled + raw))
        : kind === 'bvxn'
          ? lzvn(from, at, out.subarray(filled, filled + raw))
          : kind === 'bvx2'
            ? matches(from, headAt(from, at), { out, filled, end: filled + raw })
            : kind === 'bvx1'
              ? matches(from, plainHeadAt(from, at), { out, filled, end: filled + raw })
              : undefined;
    if (end === undefined) return undefined; // each is further than it began
    at = end;
    filled += raw;
  }
  return undefined;
}

function plain(from: Buffer, at: number, out: Buffer): number | undefined {
  const end = at + 8 + out.length;
  if (end > from.length) return undefined;
  out.set(from.subarray(at + 8, end));
  return end;
}

function lzvn(from: Buffer, at: number, out: Buffer): number | undefined {
  if (at + 12 > from.length) return undefined;
  const end = at + 12 + from.readUInt32LE(at + 8);
  if (end > from.length) return undefined;
  const unpacked = unpackLzvn(from.subarray(at + 12, end), out.length);
  if (unpacked === undefined) return undefined;
  out.set(unpacked);
  return end;
}

interface Head {
  readonly literals: number;
  readonly literalBytes: number;
  readonly matches: number;
  readonly lmdBytes: number;
  /** Of the last byte of each stream, bits that are not of it. */
  readonly literalBits: number;
  readonly lmdBits: number;
  readonly literalStates: readonly number[];
  readonly l: number;
  readonly m: number;
  readonly d: number;
  /** Where its literals begin. */
  readonly start: number;
  /** Of each symbol of each stream. */
  readonly often: readonly number[] | undefined;
}

/** `lzfse_compressed_block_header_v2`: three numbers of 64 bits, packed. */
function headAt(from: Buffer, at: number): Head | undefined {
  if (at + HEADER_BYTES > from.length) return undefined;
  const words = [8, 16, 24].map((offset) => from.readBigUInt64LE(at + offset));
  const field = (word: number, bit: number, bits: number): number =>
    Number(BigInt.asUintN(bits, (words[word] ?? 0n) >> BigInt(bit)));
  const bytes = field(2, 0, 32);
  const start = at + bytes;
  if (bytes < HEADER_BYTES || start > from.length) return undefined;
  return sound(from, {
    literals: field(0, 0, 20),
    literalBytes: field(0, 20, 20),
    matches: field(0, 40, 20),
    literalBits: 7 - field(0, 60, 3),
    literalStates: [0, 10, 20, 30].map((bit) => field(1, bit, 10)),
    lmdBytes: field(1, 40, 20),
    lmdBits: 7 - field(1, 60, 3),
    l: field(2, 32, 10),
    m: field(2, 42, 10),
    d: field(2, 52, 10),
    start,
    often: frequencies(from.subarray(at + HEADER_BYTES, start)),
  });
}

/** `lzfse_compressed_block_header_v1`, as the first encoders wrote it: nothing in it is packed. */
function plainHeadAt(from: Buffer, at: number): Head | undefined {
  const start = at + PLAIN_HEADER_BYTES;
  if (start > from.length) return undefined;
  const tables = Object.values(SYMBOLS).reduce((sum, count) => sum + count, 0);
  return sound(from, {
    literals: from.readUInt32LE(at + 12),
    matches: from.readUInt32LE(at + 16),
    literalBytes: from.readUInt32LE(at + 20),
    lmdBytes: from.readUInt32LE(at + 24),
    literalBits: -from.readInt32LE(at + 28),
    literalStates: [32, 34, 36, 38].map((offset) => from.readUInt16LE(at + offset)),
    lmdBits: -from.readInt32LE(at + 40),
    l: from.readUInt16LE(at + 44),
    m: from.readUInt16LE(at + 46),
    d: from.readUInt16LE(at + 48),
    start,
    often: Array.from({ length: tables }, (_, n) => from.readUInt16LE(at + PLAIN_TABLES_AT + 2 * n)),
  });
}

function sound(from: Buffer, head: Head): Head | undefined {
  const { literals, matches: count, literalBits, lmdBits, start, literalBytes, lmdBytes } = head;
  const isUnused = (bits: number): boolean => bits >= 0 && bits <= 7;
  const isSound =
    literals <= LITERALS_MAX && count <= MATCHES_MAX && isUnused(literalBits) && isUnused(lmdBits);
  return isSound && start + literalBytes + lmdBytes <= from.length ? head : undefined;
}

/** Literals first, all of them; then the triples of literal length, match length and distance. */
function matches(
  from: Buffer,
  head: Head | undefined,
  { out, filled, end }: { readonly out: Buffer; readonly filled: number; readonly end: number },
): number | undefined {
  const tables = head && tablesOf(head.often);
  if (head === undefined || tables === undefined) return undefined;
  // Literals are filled up to a multiple of four, and a triple that gives nothing is of no use: more would be work without an end to it.
  if (head.literals > end - filled + 3 || head.matches > end - filled + 1 || filled === end) return undefined;
  const middle = head.start + head.literalBytes;
  const literals = literalsOf(from.subarray(head.start, middle), head, tables.literal);
  const stop = middle + head.lmdBytes;
  const bits = new Backwards(from.subarray(middle, stop), head.lmdBits);
  const states = { l: head.l, m: head.m, d: head.d };
  let [taken, to, distance] = [0, filled, 0];
  const next = (stream: 'l' | 'm' | 'd'): number => {
    const step = tables[stream][states[stream]];
    if (step === undefined) return NaN;
    states[stream] = step.next + bits.take(step.bits);
    return (BASE[stream][step.symbol] ?? NaN) + bits.take(EXTRA[stream][step.symbol] ?? 0);
  };
  for (let n = 0; n < head.matches; n++) {
    const [literal, match] = [next('l'), next('m')];
    distance = next('d') || distance;
    if (!(taken + literal <= literals.length && to + literal + match <= end)) return undefined;
    out.set(literals.subarray(taken, taken + literal), to);
    taken += literal;
    to += literal;
    if (match > 0 && !(distance > 0 && distance <= to)) return undefined;
    for (let k = 0; k < match; k++) out[to + k] = out[to + k - distance]!; // may be what is being written
    to += match;
  }
  return to === end && !bits.isSpent ? stop : undefined;
}

/** Four states in turn. */
function literalsOf(stored: Buffer, head: Head, table: Table): Buffer {
  const bits = new Backwards(stored, head.literalBits);
  const states = [...head.literalStates];
  const out = Buffer.alloc(head.literals);
  for (let n = 0; n < out.length; n++) {
    const step = table[states[n & 3]!]; // four of them
    if (step === undefined || bits.isSpent) return out.subarray(0, n);
    out[n] = step.symbol;
    states[n & 3] = step.next + bits.take(step.bits);
  }
  return bits.isSpent ? Buffer.alloc(0) : out;
}

/** A stream of bits is read from its end; what was taken together is a number whose lowest bit lies lowest. */
class Backwards {
  readonly #stored: Buffer;
  #at: number;

  constructor(stored: Buffer, unused: number) {
    this.#stored = stored;
    this.#at = 8 * stored.length - unused;
  }

  /** More was taken than there is. */
  get isSpent(): boolean {
    return this.#at < 0;
  }

  /** At most 15. */
  take(count: number): number {
    this.#at -= count;
    if (count === 0 || this.#at < 0) return 0;
    const first = this.#at >> 3;
    const three =
      (this.#stored[first] ?? 0) |
      ((this.#stored[first + 1] ?? 0) << 8) |
      ((this.#stored[first + 2] ?? 0) << 16);
    return (three >> (this.#at & 7)) & ((1 << count) - 1);
  }
}

interface Step {
  readonly symbol: number;
  readonly bits: number;
  /** To which those bits are added. */
  readonly next: number;
}
type Table = readonly Step[];

/** How often each symbol is, and of that the steps from each state. */
function tablesOf(often: readonly number[] | undefined): { readonly [stream in Stream]: Table } | undefined {
  if (often === undefined) return undefined;
  let at = 0;
  const table = (stream: Stream): Table | undefined => {
    const own = often.slice(at, (at += SYMBOLS[stream]));
    return stepsOf(own, STATES[stream]);
  };
  const [l, m, d, literal] = [table('l'), table('m'), table('d'), table('literal')];
  return l && m && d && literal && { l, m, d, literal };
}

/** `fse_init_decoder_table`: a symbol has as many states, in order, as it is often. Fewer in all than there are states is allowed. */
function stepsOf(often: readonly number[], states: number): Table | undefined {
  if (often.reduce((sum, one) => sum + one, 0) > states) return undefined;
  const steps: Step[] = [];
  for (const [symbol, count] of often.entries()) {
    if (count === 0) continue;
    const bits = Math.clz32(count) - Math.clz32(states); // count << bits is from `states` to below twice that
    const fewer = ((2 * states) >> bits) - count;
    for (let n = 0; n < count; n++)
      steps.push(
        n < fewer
          ? { symbol, bits, next: ((count + n) << bits) - states }
          : { symbol, bits: bits - 1, next: (n - fewer) << (bits - 1) },
      );
  }
  return steps;
}

/** `lzfse_decode_v1_freq_value`: what the lowest bits begin with says how long a number is: 0 to 7 in two to five bits, to 23 in 8, to 1047 in 14. */
function frequencies(stored: Buffer): number[] | undefined {
  const count = SYMBOLS.l + SYMBOLS.m + SYMBOLS.d + SYMBOLS.literal;
  const often: number[] = [];
  let at = 0;
  for (; often.length < count;) {
    const first = at >> 3;
    const three = (stored[first] ?? 0) | ((stored[first + 1] ?? 0) << 8) | ((stored[first + 2] ?? 0) << 16);
    const bits = three >> (at & 7);
    const [length, value] = frequencyOf(bits);
    at += length;
    if (at > 8 * stored.length) return undefined;
    often.push(value);
  }
  return 8 * stored.length - at < 8 ? often : undefined;
}

function frequencyOf(bits: number): readonly [length: number, value: number] {
  if ((bits & 1) === 0) return [2, (bits & 2) === 0 ? 0 : 1];
  if ((bits & 2) === 0) return [3, (bits & 4) === 0 ? 2 : 3];
  if ((bits & 4) === 0) return [5, 4 + ((bits >> 3) & 3)];
  if ((bits & 8) === 0) return [8, 8 + ((bits >> 4) & 15)];
  return [14, 24 + ((bits >> 4) & 1023)];
}
