// LZFSE with the blocks that its first encoders wrote (`bvx1`): those of today (`bvx2`) with the same payload, their numbers and tables
// written out. Fields of both: github.com/lzfse/lzfse, src/lzfse_internal.h.
import { execFileSync } from 'node:child_process';

const TABLES = 20 + 20 + 64 + 256;
/** Codes of how often a symbol is: so many bits, of which the lowest are `is`; the others count from `from` on. */
const CODES = [
  { bits: 2, low: 2, is: 0b00, from: 0 },
  { bits: 2, low: 2, is: 0b10, from: 1 },
  { bits: 3, low: 3, is: 0b001, from: 2 },
  { bits: 3, low: 3, is: 0b101, from: 3 },
  { bits: 5, low: 3, is: 0b011, from: 4 },
  { bits: 8, low: 4, is: 0b0111, from: 8 },
  { bits: 14, low: 4, is: 0b1111, from: 24 },
];

export function lzfse(input: Uint8Array): Buffer {
  return execFileSync('lzfse', ['-encode'], { input, maxBuffer: 10 ** 7 });
}

/** One block that is not packed, and the end. */
export function storedLzfse(plain: Buffer): Buffer {
  const head = Buffer.from('bvx-\0\0\0\0');
  head.writeUInt32LE(plain.length, 4);
  return Buffer.concat([head, plain, Buffer.from('bvx$')]);
}

/** By Apple's own program. */
export function unlzfse(input: Uint8Array): Buffer {
  return execFileSync('lzfse', ['-decode'], { input, maxBuffer: 10 ** 7 });
}

/** A stream of one or more blocks `bvx2`. */
export function asFirstWritten(stream: Buffer): Buffer {
  const out: Buffer[] = [];
  let at = 0;
  for (; stream.toString('latin1', at, at + 4) === 'bvx2';) {
    const [one = 0n, two = 0n, three = 0n] = [8, 16, 24].map((n) => stream.readBigUInt64LE(at + n));
    const of = (word: bigint, bit: number, bits: number): number =>
      Number(BigInt.asUintN(bits, word >> BigInt(bit)));
    const [literalBytes, lmdBytes, headBytes] = [of(one, 20, 20), of(two, 40, 20), of(three, 0, 32)];
    const head = Buffer.alloc(772);
    head.write('bvx1');
    head.writeUInt32LE(stream.readUInt32LE(at + 4), 4);
    const numbers = [literalBytes + lmdBytes, of(one, 0, 20), of(one, 40, 20), literalBytes, lmdBytes];
    for (const [n, value] of numbers.entries()) head.writeUInt32LE(value, 8 + 4 * n);
    head.writeInt32LE(of(one, 60, 3) - 7, 28);
    for (const [n, bit] of [0, 10, 20, 30].entries()) head.writeUInt16LE(of(two, bit, 10), 32 + 2 * n);
    head.writeInt32LE(of(two, 60, 3) - 7, 40);
    for (const [n, bit] of [32, 42, 52].entries()) head.writeUInt16LE(of(three, bit, 10), 44 + 2 * n);
    for (const [n, often] of oftenIn(stream.subarray(at + 32, at + headBytes)).entries())
      head.writeUInt16LE(often, 50 + 2 * n);
    const end = at + headBytes + literalBytes + lmdBytes;
    out.push(head, stream.subarray(at + headBytes, end));
    at = end;
  }
  return Buffer.concat([...out, stream.subarray(at)]);
}

function oftenIn(stored: Buffer): number[] {
  let left = BigInt(`0x${Buffer.from(stored).reverse().toString('hex')}`);
  return Array.from({ length: TABLES }, () => {
    const code = CODES.find(({ low, is }) => Number(left & ((1n << BigInt(low)) - 1n)) === is);
    if (code === undefined) throw new Error('no code of a frequency');
    const { bits, low, from } = code;
    const value = from + Number((left >> BigInt(low)) & ((1n << BigInt(bits - low)) - 1n));
    left >>= BigInt(bits);
    return value;
  });
}
