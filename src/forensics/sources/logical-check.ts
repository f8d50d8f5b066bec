// Compares each file of a logical container with the digests that the container carries of it.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Refusal } from '../../base/refusal.ts';
import {
  LOGICAL_DIGESTS,
  type ImageReader,
  type LogicalDigest,
  type LogicalFile,
  type OnFault,
} from './image.ts';

const READ_BYTES = 1024 * 1024;
const ALGORITHM: { readonly [name in LogicalDigest]: string } = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  blake2b: 'blake2b512',
};

export interface LogicalCheck {
  readonly files: number;
  readonly withDigests: number;
  /** Whether every file has every digest that is said of it; undefined where none is. */
  readonly agrees: boolean | undefined;
}

interface How {
  readonly name: string;
  readonly onFault: OnFault;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads all of them once. One that cannot be read is a fault, and the others are read all the same. */
export async function checkLogical(
  logical: NonNullable<ImageReader['logical']>,
  how: How,
): Promise<LogicalCheck> {
  const files = logical.filter(({ type }) => type === 'file');
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let [done, withDigests, differ] = [0, 0, 0];
  for (const file of files) {
    const said = LOGICAL_DIGESTS.filter((name) => file.digests[name] !== undefined);
    if (said.length > 0) withDigests += 1;
    const wrong = readOne(file, said, how);
    if (said.length > 0 && wrong) differ += 1;
    done += file.sizeBytes;
    how.onProgress?.(done, total);
    // Others have their turn, and whoever waits may end it.
    await new Promise((resolve) => setImmediate(resolve));
    how.signal?.throwIfAborted();
  }
  return { files: files.length, withDigests, agrees: withDigests === 0 ? undefined : differ === 0 };
}

/** Whether it cannot be read, or any of its digests is another one. */
function readOne(file: LogicalFile, said: readonly LogicalDigest[], { name, onFault, signal }: How): boolean {
  const fault = (what: string): void => onFault({ file: name, offset: 0, what: `${file.path}: ${what}` });
  const hashes = said.map((digest) => ({ digest, hash: createHash(ALGORITHM[digest]) }));
  let crc = 0;
  try {
    const content = file.open();
    const buffer = new Uint8Array(Math.min(READ_BYTES, Math.max(1, content.size)));
    for (let at = 0; at < content.size; at += buffer.length) {
      signal?.throwIfAborted();
      const part = buffer.subarray(0, Math.min(buffer.length, content.size - at));
      content.readInto(at, part);
      for (const { hash } of hashes) hash.update(part);
      if (content.crc32 !== undefined) crc = crc32(part, crc);
    }
    if (content.crc32 !== undefined && content.crc32 !== crc) fault('its CRC-32 is another one');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fault(`it cannot be read: expected ${error.expected}; found ${error.found}`);
    return true;
  }
  const wrong = hashes.filter(({ digest, hash }) => hash.digest('hex') !== file.digests[digest]);
  for (const { digest } of wrong) fault(`its ${digest} is another one`);
  return wrong.length > 0;
}
