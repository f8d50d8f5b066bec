// Inputs made of good ones: cut, flipped, doubled, spliced with another, with numbers and words at which parsers err.
import { oneOf, whole, type Draw } from './target.ts';

const NUMBERS = [
  0,
  1,
  12,
  75,
  76,
  127,
  128,
  255,
  256,
  511,
  512,
  32_767,
  32_768,
  65_535,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
];
/** No input grows beyond: what is longer is refused by a count of bytes, and tells nothing. */
const MOST_BYTES = 4 * 1024 * 1024;

/** One to six changes of one of them. `words`: what the format gives a meaning. */
export function mutated(
  draw: Draw,
  good: readonly Uint8Array[],
  words: readonly (string | Uint8Array)[],
): Buffer {
  let bytes = Buffer.from(oneOf(draw, good));
  for (let left = 1 + whole(draw, 6); left > 0; left--)
    bytes = Buffer.from(changed(draw, bytes, good, words));
  return bytes.subarray(0, MOST_BYTES);
}

function changed(
  draw: Draw,
  bytes: Buffer,
  good: readonly Uint8Array[],
  words: readonly (string | Uint8Array)[],
): Buffer {
  const at = whole(draw, bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + whole(draw, draw() < 0.8 ? 16 : 4000));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (whole(draw, 10)) {
    case 0:
      return flipped(draw, bytes);
    case 1:
      return before; // cut
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, piece, piece, after]);
    case 4:
      return Buffer.concat([before, repeated(draw, piece), after]);
    case 5:
      return Buffer.concat([before, word(draw, words), after]);
    case 6:
      return Buffer.concat([before, word(draw, words), piece, after]);
    case 7:
      return withNumber(draw, bytes);
    case 8: {
      const other = Buffer.from(oneOf(draw, good));
      return Buffer.concat([before, other.subarray(whole(draw, other.length + 1))]);
    }
    default:
      return Buffer.concat([before, noise(draw, piece.length), after]);
  }
}

function flipped(draw: Draw, bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  const at = whole(draw, bytes.length || 1);
  if (at < bytes.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << whole(draw, 8));
  return flipped;
}

/** Long rows are where patterns and recursion go wrong. */
function repeated(draw: Draw, piece: Buffer): Buffer {
  const times = oneOf(draw, [3, 40, 1000, 20_000]);
  return Buffer.concat(
    Array.from({ length: Math.min(times, Math.ceil(400_000 / (piece.length || 1))) }, () => piece),
  );
}

function word(draw: Draw, words: readonly (string | Uint8Array)[]): Buffer {
  const chosen = words.length === 0 ? '' : oneOf(draw, words);
  const bytes = Buffer.from(chosen as string); // takes both
  return draw() < 0.2 ? repeated(draw, bytes) : bytes;
}

function withNumber(draw: Draw, bytes: Buffer): Buffer {
  const number = oneOf(draw, NUMBERS);
  const size = oneOf(draw, [1, 2, 4]);
  const result = Buffer.from(bytes);
  if (result.length < size) return result;
  const at = whole(draw, result.length - size + 1);
  const value = number % 256 ** size;
  if (draw() < 0.5) result.writeUIntBE(value, at, size);
  else result.writeUIntLE(value, at, size);
  return result;
}

function noise(draw: Draw, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => whole(draw, 256)));
}
