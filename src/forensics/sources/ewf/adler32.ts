// Adler-32 (RFC 1950, section 8.2), which EWF puts on everything.

const BASE = 65521;
/** So many words can be summed before a sum of 16 bits could overflow: 255 · 22 · 23 / 2 = 64,515. */
const RUN_WORDS = 22;
/** So many bytes can be summed before the second sum could leave 32 bits. */
const RUN_BYTES = 5552;

/** `seed` is the checksum of the bytes before, for data that comes in parts. */
export function adler32(bytes: Uint8Array, seed = 1): number {
  if (bytes.byteOffset % 4 !== 0) return sumBytes(bytes, seed);
  const whole = bytes.length - (bytes.length % 4);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, whole / 4);
  return sumBytes(bytes.subarray(whole), sumWords(words, seed));
}

/**
 * Three times as fast as byte by byte: the four bytes of a word are added in two numbers of two lanes each, even bytes
 * in one and odd ones in the other. Every platform that Node.js runs on is little-endian.
 */
function sumWords(words: Int32Array, seed: number): number {
  let low = seed & 0xffff;
  let high = seed >>> 16;
  for (let at = 0; at < words.length;) {
    const start = at;
    const end = Math.min(at + RUN_WORDS, words.length);
    let even = 0; // sums of bytes 0 and 2 of the words
    let odd = 0; // of bytes 1 and 3
    let evens = 0; // sums of those sums: a word counts once for each word from it on
    let odds = 0;
    for (; at < end; at++) {
      const word = words[at]!; // below `end`
      even = (even + (word & 0xff00ff)) | 0;
      odd = (odd + ((word >>> 8) & 0xff00ff)) | 0;
      evens = (evens + even) | 0;
      odds = (odds + odd) | 0;
    }
    const [first, second, third, fourth] = [even & 0xffff, odd & 0xffff, even >>> 16, odd >>> 16];
    const sums = (evens & 0xffff) + (odds & 0xffff) + (evens >>> 16) + (odds >>> 16);
    high = (high + 4 * ((end - start) * low + sums) - second - 2 * third - 3 * fourth) % BASE;
    low = (low + first + second + third + fourth) % BASE;
  }
  return ((high << 16) | low) >>> 0;
}

function sumBytes(bytes: Uint8Array, seed: number): number {
  let low = seed & 0xffff;
  let high = seed >>> 16;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + RUN_BYTES, bytes.length);
    for (; at < end; at++) {
      low += bytes[at]!; // below `end`
      high += low;
    }
    low %= BASE;
    high %= BASE;
  }
  return ((high << 16) | low) >>> 0;
}
