// A package in memory, for tests that damage it a thousand times.
import type { Crypto } from '../../src/verify/crypto.ts';
import { Fault } from '../../src/verify/fault.ts';
import { digestPieces, PIECE_BYTES, type PackageEntry, type PackageReader } from '../../src/verify/reader.ts';

export type MemoryFiles = Map<string, Uint8Array>;

/** Files by path; `others` are entries that are no files. */
export function memoryReader(
  files: ReadonlyMap<string, Uint8Array>,
  crypto: Crypto,
  others: readonly PackageEntry[] = [],
): PackageReader {
  async function* pieces(path: string): AsyncGenerator<Uint8Array> {
    const bytes = files.get(path);
    if (bytes === undefined) throw new Fault('unreadable', path, 'a file', 'none');
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  }
  const entries = [...files].map(([path, bytes]): PackageEntry => ({
    path,
    kind: 'file',
    bytes: bytes.length,
  }));
  return {
    entries: async () => [...entries, ...others],
    pieces,
    digest: async (path, names, onBytes) => await digestPieces(pieces(path), crypto, names, onBytes),
  };
}
