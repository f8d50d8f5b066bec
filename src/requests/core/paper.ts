// What came with a request: kept as it came, and shown beside the fields that are typed from it.
import { createHash } from 'node:crypto';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isPdf } from '../../platform/pdf.ts';

export const MAX_PAPER_BYTES = 32 * 1024 * 1024;

/** What a browser shows by itself without running anything, and the two renderings of a request as data. */
const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/json',
  'application/xml',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export interface Paper {
  readonly id: Uuid;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly at: Date;
  /** Undefined for somebody who left the case. */
  readonly addedBy: string | undefined;
}

/** What was removed before it was registered, as far as it stays known. */
export interface DiscardedPaper {
  readonly name: string;
  readonly sha256: string;
  readonly reason: string;
  readonly by: string | undefined;
  readonly at: Date;
}

/** By what it begins with; its name is not asked. Refusals: tooLarge, unsupported. */
export function mediaTypeOf(bytes: Uint8Array): MediaType {
  if (bytes.length > MAX_PAPER_BYTES)
    throw new Refusal('tooLarge.paperBytes', { max: MAX_PAPER_BYTES, length: bytes.length });
  const start = Buffer.from(bytes.subarray(0, 1024));
  if (isPdf(bytes)) return 'application/pdf';
  if (start.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
  if (start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  const text = start.toString('utf8').replace(/^\ufeff?\s*/, '');
  if (text.startsWith('{')) return 'application/json';
  if (text.startsWith('<') && !/^<(?:!doctype\s+html|html|svg)\b/i.test(text)) return 'application/xml';
  throw new Refusal('unsupported.paperKind');
}

export function isScan(mediaType: MediaType): boolean {
  return mediaType === 'application/pdf' || mediaType === 'image/png' || mediaType === 'image/jpeg';
}

export function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
