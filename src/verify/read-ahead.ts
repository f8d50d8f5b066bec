// Many small reads of one file as few large ones: what lies next to what was asked for is most often asked for next.
import type { RandomAccess } from './zip.ts';

export interface ReadAhead {
  /** What is at hand already, without waiting; undefined when it is not all there. Valid until the next `readAt`. */
  atHand(offset: number, length: number): Uint8Array | undefined;
  /** As `RandomAccess`; valid until the next one. */
  readAt(offset: number, length: number): Promise<Uint8Array>;
}

export function readAhead(file: RandomAccess, windowBytes: number): ReadAhead {
  const scratch = new Uint8Array(Math.min(windowBytes, file.bytes));
  let window: Uint8Array = scratch.subarray(0, 0);
  let start = 0;
  const atHand = (offset: number, length: number): Uint8Array | undefined => {
    const from = offset - start;
    return from >= 0 && from + length <= window.length ? window.subarray(from, from + length) : undefined;
  };
  return {
    atHand,
    readAt: async (offset, length) => {
      const already = atHand(offset, length);
      if (already !== undefined) return already;
      if (length > scratch.length) return await file.readAt(offset, length);
      const most = Math.max(length, Math.min(scratch.length, file.bytes - offset));
      window = await file.readAt(offset, most, scratch);
      start = offset;
      return window.subarray(0, length);
    },
  };
}
