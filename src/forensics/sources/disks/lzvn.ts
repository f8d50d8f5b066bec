// LZVN, which macOS packs small files with, and LZFSE its small blocks.

/**
 * LZVN: literals, and matches at a distance that may be the one before. After the opcodes that Apple's reference decoder names
 * (github.com/lzfse/lzfse, src/lzvn_decode_base.c). Exactly `size` bytes; undefined where it is no such stream, or says other than that.
 */
export function unpackLzvn(packed: Uint8Array, size: number): Buffer | undefined {
  const out = Buffer.alloc(size);
  let [at, filled, distance] = [0, 0, 0];
  const byte = (offset: number): number => packed[at + offset] ?? NaN;
  while (at < packed.length) {
    const step = stepOf(byte(0), byte(1), byte(2));
    if (step === undefined) return undefined;
    if (step === END) return filled === size ? out : undefined;
    at += step.bytes;
    const { literals, match } = step;
    if (!(at + literals <= packed.length && filled + literals <= size)) return undefined;
    out.set(packed.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (match === 0) continue;
    distance = step.distance ?? distance;
    if (!(distance > 0 && distance <= filled && filled + match <= size)) return undefined;
    for (let n = 0; n < match; n++) out[filled + n] = out[filled + n - distance]!; // may be what is being written
    filled += match;
  }
  return undefined;
}

interface Step {
  readonly bytes: number;
  readonly literals: number;
  readonly match: number;
  /** Undefined: that of the match before. */
  readonly distance?: number;
}

const END = 'end';

function stepOf(code: number, second: number, third: number): Step | typeof END | undefined {
  if (code === 0x06) return END;
  if (code === 0x0e || code === 0x16) return { bytes: 1, literals: 0, match: 0 };
  if (code >= 0xf0)
    return { bytes: code === 0xf0 ? 2 : 1, literals: 0, match: code === 0xf0 ? second + 16 : code - 0xf0 };
  if (code >= 0xe0)
    return { bytes: code === 0xe0 ? 2 : 1, literals: code === 0xe0 ? second + 16 : code - 0xe0, match: 0 };
  if ((code >= 0x70 && code < 0x80) || (code >= 0xd0 && code < 0xe0)) return undefined;
  if (code >= 0xa0 && code < 0xc0) {
    const match = (code & 7) * 4 + (second & 3) + 3;
    return { bytes: 3, literals: (code >> 3) & 3, match, distance: (second >> 2) + third * 64 };
  }
  const [literals, match] = [code >> 6, ((code >> 3) & 7) + 3];
  const low = code & 7;
  if (low === 7) return { bytes: 3, literals, match, distance: second + third * 256 };
  if (low === 6) return code < 0x40 ? undefined : { bytes: 1, literals, match };
  return { bytes: 2, literals, match, distance: low * 256 + second };
}
