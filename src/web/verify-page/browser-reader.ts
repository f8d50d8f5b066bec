// A package as a browser holds it: files of a dropped or chosen folder, or one zip file. Nothing is sent anywhere.
import { hex } from '../../base/bytes.ts';
import type { Crypto, HashName } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import {
  digestPieces,
  MAX_ENTRIES,
  PIECE_BYTES,
  type FileDigests,
  type PackageEntry,
  type PackageReader,
} from '../../verify/reader.ts';
import { openZip } from '../../verify/zip.ts';

export interface NamedFile {
  /** From the chosen folder, `/` between parts. */
  readonly path: string;
  readonly file: Blob;
}

/** WebCrypto digests whole buffers only, but twice as fast: worth it while the buffer is small. */
const WHOLE_BYTES = 64 * 1024 * 1024;

export function folderOf(files: readonly NamedFile[], crypto: Crypto): PackageReader {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  const fileAt = (path: string): Blob => {
    const file = byPath.get(path);
    if (file === undefined) throw new Fault('unreadable', path, 'a file', 'none');
    return file;
  };
  const entries = files.map(({ path, file }): PackageEntry => ({ path, kind: 'file', bytes: file.size }));
  return {
    entries: async () => entries,
    pieces: (path) => piecesOf(fileAt(path), path),
    digest: async (path, names, onBytes) =>
      await digestOfBlob(fileAt(path), { path, names, crypto }, onBytes),
  };
}

export async function zipOf(file: Blob, crypto: Crypto): Promise<PackageReader> {
  const readAt = (offset: number, length: number): Promise<Uint8Array> =>
    bytesOf(file.slice(offset, offset + length), 'zip', length);
  return await openZip({ bytes: file.size, readAt }, crypto);
}

async function* piecesOf(file: Blob, path: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    yield await bytesOf(file.slice(at, at + PIECE_BYTES), path, Math.min(PIECE_BYTES, file.size - at));
}

async function digestOfBlob(
  file: Blob,
  { path, names, crypto }: { path: string; names: readonly HashName[]; crypto: Crypto },
  onBytes: ((bytes: number) => void) | undefined,
): Promise<FileDigests> {
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto } | undefined)?.subtle; // absent in insecure contexts
  if (names.length !== 1 || names[0] !== 'sha256' || file.size > WHOLE_BYTES || subtle === undefined)
    return await digestPieces(piecesOf(file, path), crypto, names, onBytes);
  const bytes = await bytesOf(file, path, file.size);
  const digest = await subtle.digest('SHA-256', bytes);
  onBytes?.(bytes.length);
  return { bytes: bytes.length, hex: { sha256: hex(new Uint8Array(digest)) } };
}

/** A file that was changed or taken away while the page is open can no longer be read. */
async function bytesOf(blob: Blob, path: string, expected: number): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new Fault(
      'unreadable',
      path,
      'to be able to read it',
      error instanceof Error ? error.message : '?',
    );
  }
  if (bytes.length !== expected) throw new Fault('unreadable', path, `${expected} bytes`, `${bytes.length}`);
  return bytes;
}

/** Every file below what was dropped. Folders are read in batches, as browsers give them. */
export async function filesOfEntries(entries: readonly FileSystemEntry[]): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  const waiting = entries.map((entry) => ({ entry, path: entry.name }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { entry, path } = next;
    if (files.length + waiting.length > MAX_ENTRIES)
      throw new Fault('limitExceeded', path, `at most ${MAX_ENTRIES} files`, 'more');
    if (isFile(entry)) files.push({ path, file: await fileOf(entry, path) });
    else if (isFolder(entry))
      for (const child of await childrenOf(entry, path))
        waiting.push({ entry: child, path: `${path}/${child.name}` });
  }
  return files;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry, path: string): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, (error) =>
      reject(new Fault('unreadable', path, 'to be able to read it', error.message)),
    );
  });
}

async function childrenOf(folder: FileSystemDirectoryEntry, path: string): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, (error) =>
        reject(new Fault('unreadable', path, 'to be able to list it', error.message)),
      );
    });
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}
