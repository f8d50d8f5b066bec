// The small sections of both EWF versions: digests, sectors that could not be read, tracks of an optical disc
// (EWF specification, 4.15 to 4.18; EWF 2 specification, 4.7, 4.8, 4.10 and 4.11).
import { hex } from '../../../base/bytes.ts';
import type { Digests, SectorRange } from '../image.ts';
import { adler32 } from './adler32.ts';

// Undefined in the results below means that the section's own checksum is wrong or that it is cut.

/** `hash` of version 1: MD5. All zeros mean that none was set. */
export function parseHashSection(bytes: Uint8Array): Digests | undefined {
  return isSealed(bytes, 32) ? { ...digest('md5', bytes.subarray(0, 16)) } : undefined;
}

/** `digest` of version 1: MD5 and SHA-1, either of which may be zeros for none. */
export function parseDigestSection(bytes: Uint8Array): Digests | undefined {
  if (!isSealed(bytes, 76)) return undefined;
  return { ...digest('md5', bytes.subarray(0, 16)), ...digest('sha1', bytes.subarray(16, 36)) };
}

export function parseMd5Section2(bytes: Uint8Array): Digests | undefined {
  return isSealed(bytes, 16) ? { ...digest('md5', bytes.subarray(0, 16)) } : undefined;
}

export function parseSha1Section2(bytes: Uint8Array): Digests | undefined {
  return isSealed(bytes, 20) ? { ...digest('sha1', bytes.subarray(0, 20)) } : undefined;
}

/** `error2` of version 1: a header of 520 bytes, entries of 8. */
export function parseErrorSection(bytes: Uint8Array): SectorRange[] | undefined {
  return entries({ bytes, header: { bytes: 520, sealed: 516 }, entryBytes: 8 }, (view, at) => ({
    firstSector: view.getUint32(at, true),
    sectors: view.getUint32(at + 4, true),
  }));
}

export function parseErrorSection2(bytes: Uint8Array): SectorRange[] | undefined {
  return entries({ bytes, header: HEADER2, entryBytes: 16 }, (view, at) => ({
    firstSector: Number(view.getBigUint64(at, true)),
    sectors: view.getUint32(at + 8, true),
  }));
}

export interface Track {
  readonly firstSector: number;
  readonly isAudio: boolean;
}

/** `session` of version 1: a header of 36 bytes, entries of 32. */
export function parseSessionSection(bytes: Uint8Array): Track[] | undefined {
  return entries({ bytes, header: { bytes: 36, sealed: 32 }, entryBytes: 32 }, (view, at) => ({
    firstSector: view.getUint32(at + 4, true),
    isAudio: (view.getUint32(at, true) & 1) !== 0,
  }));
}

export function parseSessionSection2(bytes: Uint8Array): Track[] | undefined {
  return entries({ bytes, header: HEADER2, entryBytes: 32 }, (view, at) => ({
    firstSector: Number(view.getBigUint64(at, true)),
    isAudio: (view.getUint32(at + 8, true) & 1) !== 0,
  }));
}

/** In version 2 the header of 20 bytes is followed by 12 of padding. */
const HEADER2 = { bytes: 32, sealed: 16 };

interface Layout {
  readonly bytes: Uint8Array;
  readonly header: { readonly bytes: number; readonly sealed: number };
  readonly entryBytes: number;
}

/** Number of entries first, a checksum at the end of the header and one after the entries. */
function entries<T>(layout: Layout, read: (view: DataView, at: number) => T): T[] | undefined {
  const { bytes, header, entryBytes } = layout;
  if (!isSealed(bytes, header.sealed)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (header.bytes + count * entryBytes + 4 > bytes.length) return undefined;
  if (!isSealed(bytes.subarray(header.bytes), count * entryBytes)) return undefined;
  return Array.from({ length: count }, (_, i) => read(view, header.bytes + i * entryBytes));
}

/** Whether the first `length` bytes are followed by their Adler-32. */
export function isSealed(bytes: Uint8Array, length: number): boolean {
  if (bytes.length < length + 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(length, true) === adler32(bytes.subarray(0, length));
}

function digest(name: 'md5' | 'sha1', bytes: Uint8Array): Digests {
  return bytes.every((byte) => byte === 0) ? {} : { [name]: hex(bytes) };
}
