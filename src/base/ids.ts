// Identifiers: UUID version 7 (RFC 9562, section 5.7), made before anything is written.
import type { Clock } from './time.ts';
import { hex } from './bytes.ts';

export type Uuid = string & { readonly __uuid: unique symbol };

/** Fills the array with random bytes; faked in tests. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => void;

export function newUuid(clock: Clock, random: Random): Uuid {
  const bytes = new Uint8Array(16);
  random(bytes);
  const view = new DataView(bytes.buffer);
  const ms = clock();
  view.setUint16(0, Math.floor(ms / 2 ** 32));
  view.setUint32(2, ms % 2 ** 32);
  return uuidOf(bytes, 0x70);
}

/** Sets the version (in the upper half of a byte) and the variant, section 4. */
function uuidOf(bytes: Uint8Array, version: number): Uuid {
  bytes[6] = version | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const text = hex(bytes);
  const parts = [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)];
  return parts.join('-') as Uuid; // the version and variant bits were just set
}

/** UUID version 8 (RFC 9562, section 5.8) of a digest: what is the same has the same name. */
export function uuidOfDigest(digest: Uint8Array): Uuid {
  const bytes = digest.slice(0, 16);
  if (bytes.length < 16) throw new RangeError('a digest of at least 16 bytes');
  return uuidOf(bytes, 0x80);
}

/** When one of version 7 was made, in milliseconds since 1970. */
export function timeOf(id: Uuid): number | undefined {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

export function isUuid(text: string): text is Uuid {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
