// Files of our own into a zip, each read once: its bytes go into the archive and through SHA-256 in the same pass.
import { createHash, hash as digestAtOnce } from 'node:crypto';
import * as fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { HashResult } from './copy.ts';
import { codeOf, SourceError } from './copy-source.ts';
import type { WorkOptions } from './object-store.ts';
import type { ZipWriter } from './zip-writer.ts';
import { errorText } from '../base/error-text.ts';

interface ZipTarget {
  readonly path: string;
  /** Its name in the zip. */
  readonly to: string;
}

const BUFFER_BYTES = 1024 * 1024;
/** So many bytes at a time; then others get their turn. */
const TURN_BYTES = 8 * 1024 * 1024;
const OPEN = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

/** As `copyFiles`, in their order. After a source that failed the zip is of no use. Throws what the sink throws. */
export async function* zipFiles<T extends ZipTarget>(
  zip: ZipWriter,
  files: Iterable<T>,
  { onProgress, signal }: WorkOptions = {},
): AsyncGenerator<HashResult<T>> {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let bytes = 0;
  let turnedAt = 0;
  const onBytes = async (more: number): Promise<void> => {
    bytes += more;
    if (bytes - turnedAt < TURN_BYTES) return;
    turnedAt = bytes;
    signal?.throwIfAborted();
    onProgress?.(bytes);
    await setImmediate();
  };
  for (const target of files) yield await zipFile(zip, target, buffer, onBytes);
  onProgress?.(bytes);
}

type OnBytes = (bytes: number) => Promise<void>;

async function zipFile<T extends ZipTarget>(
  zip: ZipWriter,
  target: T,
  buffer: Buffer,
  onBytes: OnBytes,
): Promise<HashResult<T>> {
  try {
    const file = reading(() => fs.openSync(target.path, OPEN));
    try {
      const first = readSome(file, buffer);
      // A read that does not fill the buffer has met the end; what is added to the file later was not there.
      if (first.length === buffer.length) return await zipLarge(zip, target, { file, buffer, onBytes });
      await zip.add(target.to, first);
      await onBytes(first.length);
      return {
        ok: true,
        target,
        bytes: first.length,
        digests: { sha256: digestAtOnce('sha256', first, 'hex') },
      };
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ok: false, target, code: error.code, reason: error.message };
  }
}

async function zipLarge<T extends ZipTarget>(
  zip: ZipWriter,
  target: T,
  { file, buffer, onBytes }: { readonly file: number; readonly buffer: Buffer; readonly onBytes: OnBytes },
): Promise<HashResult<T>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let piece = buffer; piece.length > 0; piece = readSome(file, buffer)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
      await onBytes(piece.length);
    }
  };
  await zip.addPieces(target.to, pieces());
  return { ok: true, target, bytes, digests: { sha256: hash.digest('hex') } };
}

function readSome(file: number, buffer: Buffer): Buffer {
  return buffer.subarray(
    0,
    reading(() => fs.readSync(file, buffer, 0, buffer.length, null)),
  );
}

function reading<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SourceError(codeOf(error), errorText(error), error);
  }
}
