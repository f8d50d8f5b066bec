// Times of files as found: nanoseconds since 1970, of any sign and size, because evidence holds clocks that were wrong.

/** ISO 8601 in UTC with nine decimals; years outside 0 to 9999 with sign and six digits. Undefined past the year ±271821. */
export function isoNanoseconds(ns: bigint): string | undefined {
  const fraction = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const ms = Number((ns - fraction) / 1_000_000n);
  if (Math.abs(ms) > 8.64e15) return undefined; // ECMA-262, section 21.4.1.1
  const seconds = new Date(ms).toISOString().replace(/\.000Z$/, '');
  return `${seconds}.${String(fraction).padStart(9, '0')}Z`;
}
