// An index of pictures as it is kept beside the fingerprints that it was made of, so that the next examination opens it and does not make it
// again: of ten million that is the work of many seconds. It is nothing but a saving of time. It names what it was made of by digest and is
// covered by one of its own; whatever does not agree is made anew, and what was kept is replaced. docs/formats/known-set.md
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { PICTURE_HASH_BYTES, PictureIndex, type SharedPictureIndex } from './picture-index.ts';

const MAGIC = Buffer.from('CMTYPIX1', 'latin1');
const NUMBERS = 2;
const HEAD = MAGIC.length + 4 * NUMBERS + 32;
const DIGEST = 32;
const PIECE = 64 * 1024 * 1024;

/** `bytes`: the set, in memory that threads may share. What was added since the index was kept is added to it, and it is kept again. */
export function keptIndex(path: string, bytes: Uint8Array): PictureIndex {
  const found = readKept(path, bytes);
  if (found !== undefined && found.count * PICTURE_HASH_BYTES === bytes.length) return found;
  found?.add(bytes.subarray(found.count * PICTURE_HASH_BYTES));
  const index = found ?? new PictureIndex(bytes);
  keep(path, index);
  return index;
}

/** Of as many rows as were sorted in when it was kept; undefined: it is not there, not whole, or of other fingerprints. */
export function readKept(path: string, bytes: Uint8Array): PictureIndex | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const head = Buffer.alloc(HEAD);
    if (readSync(file, head) !== HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const [slots, sorted] = [head.readUInt32LE(MAGIC.length), head.readUInt32LE(MAGIC.length + 4)];
    const sizes = PictureIndex.sizesOf(slots, sorted);
    if (sizes === undefined || sorted * PICTURE_HASH_BYTES > bytes.length) return undefined;
    const length = HEAD + 4 * (sizes.starts + sizes.postings) + DIGEST;
    if (fstatSync(file).size !== length || !head.subarray(-32).equals(digestOf(bytes, sorted)))
      return undefined;
    const hash = createHash('sha256').update(head);
    const starts = filled(file, sizes.starts, hash);
    const postings = filled(file, sizes.postings, hash);
    const digest = Buffer.alloc(DIGEST);
    if (starts === undefined || postings === undefined || readSync(file, digest) !== DIGEST) return undefined;
    if (!digest.equals(hash.digest())) return undefined;
    const words = inShared(bytes);
    return PictureIndex.of({ words, starts, postings, count: sorted, sorted, slots });
  } finally {
    closeSync(file);
  }
}

/** Under another name until it is whole. Where there is no room for it, it is made again the next time. */
function keep(path: string, index: PictureIndex): void {
  const { words, starts, postings, sorted, slots } = index.share();
  if (sorted === 0) return;
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      const head = Buffer.alloc(HEAD);
      MAGIC.copy(head);
      head.writeUInt32LE(slots, MAGIC.length);
      head.writeUInt32LE(sorted, MAGIC.length + 4);
      digestOf(new Uint8Array(words.buffer), sorted).copy(head, HEAD - 32);
      const hash = createHash('sha256');
      for (const part of [head, bytesOf(starts), bytesOf(postings)])
        for (let at = 0; at < part.length;) {
          const piece = part.subarray(at, at + PIECE);
          const written = writeSync(file, piece);
          hash.update(piece.subarray(0, written));
          at += written;
        }
      writeSync(file, hash.digest());
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (!(error instanceof Error && 'code' in error && NO_ROOM.has(String(error.code)))) throw error;
  }
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES']);

function digestOf(bytes: Uint8Array, rows: number): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(0, rows * PICTURE_HASH_BYTES))
    .digest();
}

/** Little-endian, as every processor that this program runs on has its numbers. */
function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Undefined: the file ends before. */
function filled(
  file: number,
  count: number,
  hash: { update(bytes: Uint8Array): unknown },
): Uint32Array | undefined {
  const numbers = new Uint32Array(new SharedArrayBuffer(4 * count));
  const bytes = bytesOf(numbers);
  for (let at = 0; at < bytes.length;) {
    const piece = bytes.subarray(at, at + PIECE);
    const read = readSync(file, piece);
    if (read === 0) return undefined;
    hash.update(piece.subarray(0, read));
    at += read;
  }
  return numbers;
}

function inShared(bytes: Uint8Array): SharedPictureIndex['words'] {
  if (
    bytes.buffer instanceof SharedArrayBuffer &&
    bytes.byteOffset === 0 &&
    bytes.byteLength === bytes.buffer.byteLength
  )
    return new Uint32Array(bytes.buffer);
  const words = new Uint32Array(new SharedArrayBuffer(bytes.length));
  bytesOf(words).set(bytes);
  return words;
}
