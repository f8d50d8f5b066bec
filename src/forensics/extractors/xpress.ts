// LZXPRESS Huffman: how Windows 10 packs prefetch files. [MS-XCA] 2.2.4, "Processing of the LZ77+Huffman compression algorithm".
import { Stopped } from './extractor.ts';

const TABLE_BYTES = 256;
const SYMBOLS = 512;
const BLOCK_BYTES = 65_536;
const MAX_LENGTH = 15;

/** Throws `Stopped` where the bytes end, or lead before the start. */
export function unpackXpress(packed: Buffer, size: number): Buffer {
  const out = Buffer.alloc(size);
  let [at, done] = [0, 0];
  const read16 = (): number => {
    at += 2;
    return at > packed.length ? 0 : packed.readUInt16LE(at - 2);
  };
  while (done < size) {
    if (at + TABLE_BYTES + 4 > packed.length)
      throw new Stopped('damaged', 'a packed block that does not end');
    const table = decodingOf(packed.subarray(at, at + TABLE_BYTES));
    at += TABLE_BYTES;
    let bits = read16() * 65_536 + read16();
    let extra = 16;
    const take = (count: number): void => {
      bits = (bits << count) >>> 0;
      extra -= count;
      if (extra >= 0) return;
      bits = (bits | (read16() << -extra)) >>> 0;
      extra += 16;
    };
    for (const end = Math.min(size, done + BLOCK_BYTES); done < end;) {
      const entry = table[bits >>> 17] ?? 0;
      const symbol = entry >>> 4;
      if ((entry & 15) === 0 || at > packed.length + 8) throw new Stopped('damaged', 'a code that is none');
      take(entry & 15);
      if (symbol < 256) {
        out[done++] = symbol;
        continue;
      }
      let length = symbol & 15;
      const offsetBits = (symbol - 256) >>> 4;
      if (length === 15) {
        const more = packed[at++] ?? 0;
        length = more === 255 ? Math.max(0, read16() - 15) + 15 : more + 15;
      }
      length += 3;
      const back = 2 ** offsetBits + (offsetBits === 0 ? 0 : bits >>> (32 - offsetBits));
      take(offsetBits);
      if (back > done) throw new Stopped('damaged', 'a copy from before the start');
      for (const to = Math.min(size, done + length); done < to; done++) out[done] = out[done - back] ?? 0;
    }
  }
  return out;
}

/** Of 15 bits each: the symbol, and in the lowest four bits the length of its code. */
function decodingOf(lengths: Buffer): Uint16Array {
  const table = new Uint16Array(1 << MAX_LENGTH);
  let next = 0;
  for (let length = 1; length <= MAX_LENGTH; length++)
    for (let symbol = 0; symbol < SYMBOLS; symbol++) {
      const own = ((lengths[symbol >> 1] ?? 0) >> (symbol % 2 === 0 ? 0 : 4)) & 15;
      if (own !== length) continue;
      const count = 1 << (MAX_LENGTH - length);
      if (next + count > table.length) throw new Stopped('damaged', 'codes that overlap');
      table.fill((symbol << 4) | length, next, next + count);
      next += count;
    }
  return table;
}
