// A package on disk: a folder, or one zip file. Synchronous reads, because they cost half of what streams do.
import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Dirent,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Crypto, HashName } from '../verify/crypto.ts';
import { Fault } from '../verify/fault.ts';
import { shownName } from '../verify/names.ts';
import {
  MAX_ENTRIES,
  PIECE_BYTES,
  type DigestAll,
  type FileDigests,
  type OnBytes,
  type PackageEntry,
  type PackageReader,
} from '../verify/reader.ts';
import { openZip, type RandomAccess } from '../verify/zip.ts';
import { nodeCrypto } from './node-crypto.ts';
import { threadedDigests, type Threads } from './package-threads.ts';

/** Files digested between two answers. */
const AT_ONCE = 256;

/** Folders within folders: an honest package stays far below, and the walk must end. */
const MAX_DEPTH = 100;

/**
 * Opens the outer folder of a package, its bag folder, or a zip of either. With `onThreads` the files of a folder are
 * read on all cores. Fault unreadable when there is nothing that can be opened; unsafeArchive when a zip is not of the
 * plain form.
 */
export async function openPackage(
  path: string,
  crypto: Crypto,
  onThreads?: Threads,
): Promise<PackageReader & { close(): void }> {
  const stat = reading(path, () => lstatSync(resolve(path), { throwIfNoEntry: false }));
  if (stat === undefined)
    throw new Fault('unreadable', shownName(path), 'a folder or zip file', 'nothing of that name');
  if (stat.isDirectory()) {
    // From inside the bag the note beside it is one level up; what else lies there is not ours to judge.
    const isBag = lstatSync(join(path, 'bagit.txt'), { throwIfNoEntry: false }) !== undefined;
    const only = isBag ? [basename(resolve(path)), 'package.note'] : undefined;
    const root = isBag ? dirname(resolve(path)) : resolve(path);
    const reader = folderReader(root, only);
    const digestAll = onThreads ? threadedDigests(root, reader.digestAll, onThreads) : reader.digestAll;
    return { ...reader, digestAll, close: () => undefined };
  }
  if (!stat.isFile())
    throw new Fault('unreadable', shownName(path), 'a folder or zip file', 'something else');
  const file = reading(path, () => openSync(path, constants.O_RDONLY));
  try {
    const zip = await openZip(fileAccess(file, shownName(path)), crypto);
    return { ...zip, close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

interface FolderReader extends PackageReader {
  readonly digestAll: DigestAll;
}

/** `only` names the top-level entries that belong to the package; everything when absent. */
export function folderReader(root: string, only?: readonly string[]): FolderReader {
  const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const digest = (path: string, names: readonly HashName[], onBytes?: OnBytes): FileDigests => {
    const opened = openFile(root, path);
    try {
      return digestFile(opened, buffer, { path, names, onBytes });
    } finally {
      closeSync(opened.file);
    }
  };
  return {
    entries: () => Promise.resolve().then(() => listFolder(root, only)),
    async *pieces(path) {
      const own = Buffer.allocUnsafeSlow(PIECE_BYTES);
      const { file } = openFile(root, path);
      try {
        for (let read = readSome(file, own, path); read > 0; read = readSome(file, own, path))
          yield own.subarray(0, read);
      } finally {
        closeSync(file);
      }
    },
    digest: async (path, names, onBytes) => digest(path, names, onBytes),
    async *digestAll(files, names, onBytes) {
      for (let at = 0; at < files.length; at += AT_ONCE)
        yield files.slice(at, at + AT_ONCE).map(({ path, bytes }) => {
          const small = digestSmall(root, { path, bytes }, names, buffer);
          if (small === undefined) return digest(path, names, onBytes);
          onBytes?.(bytes);
          return small;
        });
    },
  };
}

/**
 * A file that is as long as it was when it was listed and fits the buffer: opened, read in one go and closed, because for
 * small files the calls are what costs. Undefined for any other, which is then looked at closely.
 */
function digestSmall(
  root: string,
  { path, bytes }: Pick<PackageEntry, 'path' | 'bytes'>,
  names: readonly HashName[],
  buffer: Buffer,
): FileDigests | undefined {
  const [only] = names;
  if (bytes >= buffer.length || only === undefined || names.length > 1 || nodeCrypto.hexAtOnce === undefined)
    return undefined;
  const file = reading(path, () => openSync(`${root}/${path}`, OPEN));
  try {
    // The buffer is longer than the file was: one that grew is seen to have.
    const read = readSome(file, buffer, path);
    if (read !== bytes) return undefined;
    return { bytes, hex: { [only]: nodeCrypto.hexAtOnce(only, buffer.subarray(0, read)) } };
  } finally {
    closeSync(file);
  }
}

function digestFile(
  { file, size }: OpenFile,
  buffer: Buffer,
  wanted: { path: string; names: readonly HashName[]; onBytes: OnBytes | undefined },
): FileDigests {
  const { path, names, onBytes } = wanted;
  const hashes: [HashName, Hash][] = names.map((name) => [name, createHash(name)]);
  let bytes = 0;
  let read = readSome(file, buffer, path);
  for (; read > 0; read = bytes === size ? 0 : readSome(file, buffer, path)) {
    const piece = buffer.subarray(0, read);
    for (const [, hash] of hashes) hash.update(piece);
    bytes += read;
    onBytes?.(read);
  }
  return { bytes, hex: Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest('hex')])) };
}

function listFolder(root: string, only: readonly string[] | undefined): PackageEntry[] {
  const entries: PackageEntry[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (folder.depth > MAX_DEPTH)
      throw new Fault('limitExceeded', shownName(folder.path), `at most ${MAX_DEPTH} folders deep`, 'more');
    for (const found of readFolder(root, folder.path)) {
      const { name } = found;
      if (folder.depth === 0 && only !== undefined && !only.includes(name)) continue;
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      const kind = kindOf(found);
      const bytes = kind === 'file' ? reading(path, () => lstatSync(`${root}/${path}`).size) : 0;
      entries.push({ path, kind, bytes });
      if (entries.length > MAX_ENTRIES)
        throw new Fault('limitExceeded', shownName(path), `at most ${MAX_ENTRIES} entries`, 'more');
      if (kind === 'folder') folders.push({ path, depth: folder.depth + 1 });
    }
  }
  return entries;
}

function readFolder(root: string, path: string): Dirent[] {
  return reading(path === '' ? root : path, () => {
    const found = readdirSync(join(root, path), { withFileTypes: true });
    // U+FFFD stands for itself or for bytes that are not UTF-8.
    if (found.some(({ name }) => name.includes('\ufffd'))) refuseOtherBytes(root, path);
    return found;
  });
}

function refuseOtherBytes(root: string, folder: string): void {
  for (const name of readdirSync(join(root, folder), { encoding: 'buffer' })) {
    if (isUtf8(name)) continue;
    const found = `a name of other bytes: ${name.toString('hex')}`;
    throw new Fault('unsafeName', shownName(folder), 'names in UTF-8', found);
  }
}

function kindOf(found: Dirent): PackageEntry['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}

interface OpenFile {
  readonly file: number;
  readonly size: number;
}

/** Never through a link, even one that was put there after the listing; never waiting on a pipe. */
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function openFile(root: string, path: string): OpenFile {
  const file = reading(path, () => openSync(`${root}/${path}`, OPEN));
  const stat = fstatSync(file);
  if (stat.isFile()) return { file, size: stat.size };
  closeSync(file);
  throw new Fault('unsafeEntry', shownName(path), 'a file', 'something else');
}

function readSome(file: number, buffer: Buffer, path: string): number {
  return reading(path, () => readSync(file, buffer, 0, buffer.length, null));
}

function fileAccess(file: number, place: string): RandomAccess {
  return {
    bytes: fstatSync(file).size,
    readAt: async (offset, length, scratch) => {
      const into =
        scratch !== undefined && scratch.length >= length
          ? scratch.subarray(0, length)
          : new Uint8Array(length);
      for (let done = 0; done < length;) {
        const read = reading(place, () => readSync(file, into, done, length - done, offset + done));
        if (read === 0)
          throw new Fault('unreadable', place, `${length} bytes at ${offset}`, 'the end of the file');
        done += read;
      }
      return into;
    },
  };
}

/** What the system refuses is named; its own message says why. */
function reading<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      'unreadable',
      shownName(path),
      'to be able to read it',
      error instanceof Error ? error.message : '?',
    );
  }
}
