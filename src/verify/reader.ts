// What the checks need of the outside world: list a package, read a small file, digest a file of any size.
// Folder and zip in Node.js, dropped files in a browser and plain memory in tests each give one of these.
import { concat, hex } from '../base/bytes.ts';
import type { Crypto, HashName } from './crypto.ts';
import { Fault } from './fault.ts';

export interface PackageEntry {
  /** From the outermost folder, `/` between parts. Not checked yet: treat as hostile. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Of a file; 0 for anything else. */
  readonly bytes: number;
}

export interface FileDigests {
  /** As counted while reading. */
  readonly bytes: number;
  /** Lower-case hex, one for each algorithm asked. */
  readonly hex: { readonly [name in HashName]?: string };
}

export type OnBytes = (bytes: number) => void;

export interface PackageReader {
  /** Everything there is, folders included, in any order. Faults: unreadable, limitExceeded, unsafeName, unsafeArchive. */
  entries(): Promise<readonly PackageEntry[]>;
  /** The bytes of a listed file in order, at most 1 MiB at a time; a piece is valid until the next is asked for. */
  pieces(path: string): AsyncIterable<Uint8Array>;
  /** One pass over a listed file. `onBytes` is told how many more bytes were read. */
  digest(path: string, names: readonly HashName[], onBytes?: OnBytes): Promise<FileDigests>;
  /** The same for many files, in their order and so many at a time as suits the reader: 20,000 promises would be felt. */
  readonly digestAll?: DigestAll;
}

export type DigestAll = (
  files: readonly Pick<PackageEntry, 'path' | 'bytes'>[],
  names: readonly HashName[],
  onBytes?: OnBytes,
) => AsyncIterable<readonly FileDigests[]>;

/** No honest package comes near these. */
export const MAX_ENTRIES = 1_000_000;
export const PIECE_BYTES = 1024 * 1024;

/** The whole of a small file. */
export async function readSmall(reader: PackageReader, path: string, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of reader.pieces(path)) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new Fault('limitExceeded', path, `at most ${maxBytes} bytes`, 'more');
    pieces.push(new Uint8Array(piece)); // a copy: `slice` of a Buffer is none
  }
  return concat(...pieces);
}

/** Digests by pieces; readers with a faster way have their own. */
export async function digestPieces(
  pieces: AsyncIterable<Uint8Array>,
  crypto: Crypto,
  names: readonly HashName[],
  onBytes?: (bytes: number) => void,
): Promise<FileDigests> {
  const hashers = names.map((name) => [name, crypto.hasher(name)] as const);
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    for (const [, hasher] of hashers) hasher.update(piece);
    onBytes?.(piece.length);
  }
  return { bytes, hex: Object.fromEntries(hashers.map(([name, hasher]) => [name, hex(hasher.digest())])) };
}

interface LineLimits {
  readonly lineBytes: number;
  readonly bytes: number;
}

/** The lines of a UTF-8 text file that ends in a newline, in batches. Faults: limitExceeded, bagInvalid. */
export async function* lineBatches(
  pieces: AsyncIterable<Uint8Array>,
  limits: LineLimits,
  place: string,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new Fault('bagInvalid', place, 'UTF-8 text', 'other bytes');
    }
  };
  let rest = '';
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > limits.bytes)
      throw new Fault('limitExceeded', place, `at most ${limits.bytes} bytes`, 'more');
    const lines = (rest + decode(piece)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.some((line) => line.length > limits.lineBytes) || rest.length > limits.lineBytes)
      throw new Fault('limitExceeded', place, `lines of at most ${limits.lineBytes} bytes`, 'a longer one');
    yield lines;
  }
  rest += decode();
  if (rest !== '') throw new Fault('bagInvalid', place, 'a newline at the end', 'an unfinished line');
}
