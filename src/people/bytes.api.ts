// Bytes through the API: what a route that takes or gives them says of itself.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';

/** For a route of bytes that are many: they are read and sent piece by piece. */
export class SentFile {
  readonly name: string;
  readonly bytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  constructor(name: string, bytes: number, chunks: AsyncIterable<Uint8Array>) {
    this.name = name;
    this.bytes = bytes;
    this.chunks = chunks;
  }
}

/**
 * The body is bytes of this type, not JSON: as many as come, for as long as they keep coming. `tus`: a part of a file by the tus
 * protocol 1.0 (tus.io), a PATCH. `digest`: a POST of the whole, whose query names its SHA-256 (`sentWhole`); by that the server
 * knows the same sending again, without keeping the bytes.
 */
export interface TakenBytes {
  readonly media: string;
  readonly by: 'tus' | 'digest';
}

/** Of a file, as the sender computed it. */
export const sha256Said = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the file as you have it, hex.');

/** The query of a POST that is the bytes of one file. */
export const sentWhole = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine((name) => !/[\p{Cc}/\\]/u.test(name))
    .describe('Of the file.'),
  sha256: sha256Said,
});

/** Piece by piece. After the last one refuses badInput when they are not the bytes that were said: what was read is not to be kept. */
export async function* bytesAsSaid(request: Request, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of request.body ?? []) {
    hash.update(piece);
    yield piece;
  }
  const found = hash.digest('hex');
  if (found === sha256) return;
  throw new Refusal('badInput.bytesOfDigest', { sha256, found });
}
