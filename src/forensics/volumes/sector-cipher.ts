// Bytes that lie encrypted sector by sector, as their plain text.
import { exactly, type Bytes } from './bytes.ts';

export const SECTOR = 512;
/** Of the bytes that are asked for, decrypted at once. */
const PIECE_BYTES = 1024 * 1024;

/** Decrypts a sector where it is; its number counts in units of 512 bytes, however long sectors are. */
export type Sectors = (number: number, bytes: Uint8Array) => void;

/** `firstSector`: the number of the first, in those units. What is no whole sector at the end is left out. */
export function decrypted(
  from: Bytes,
  how: { readonly sectors: Sectors; readonly sectorBytes: number; readonly firstSector: number },
): Bytes {
  const { sectors, sectorBytes, firstSector } = how;
  const size = from.size - (from.size % sectorBytes);
  return {
    size,
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - offset));
      for (let filled = 0; filled < wanted;) {
        const at = offset + filled;
        const start = at - (at % sectorBytes);
        const most = Math.ceil((offset + wanted - start) / sectorBytes) * sectorBytes;
        const piece = exactly(from, start, Math.min(most, PIECE_BYTES));
        for (let n = 0; n < piece.length; n += sectorBytes)
          sectors(firstSector + (start + n) / SECTOR, piece.subarray(n, n + sectorBytes));
        const part = Math.min(wanted - filled, piece.length - (at - start));
        target.set(piece.subarray(at - start, at - start + part), filled);
        filled += part;
      }
      return wanted;
    },
  };
}
