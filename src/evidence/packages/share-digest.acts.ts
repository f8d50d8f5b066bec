// What a receiver holds in hand of a package: its name, its size, and its SHA-512, which rules for evidence sent by other means ask
// for (Implementing Regulation (EU) 2025/1550, Annex, point 3.3.3). Nothing leaves: it is read here alone.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../../platform/files.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { SharedPackage } from './share.ts';
import { fileNameOf } from '../custody/copies.store.ts';

/** Read while somebody waits; of a larger one a person gives the digest. */
const DIGEST_BYTES_MAX = 4 * 1024 ** 3;

/** As it is downloaded. */
export function sentName({ made, recipient }: Pick<SharedPackage, 'made' | 'recipient'>): string {
  return `${made?.bag ?? ''}${recipient === undefined ? '.zip' : '.zip.age'}`;
}

/** Undefined: too large to be read now, or not on this machine any more. */
export async function sentSha512({ home }: Installation, share: SharedPackage): Promise<string | undefined> {
  if (share.made === undefined || share.made.bytes > DIGEST_BYTES_MAX) return undefined;
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(join(home.packages, fileNameOf(share))), hash);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}
