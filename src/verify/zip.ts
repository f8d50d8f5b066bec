// A package as one zip file (PKWARE APPNOTE 6.3), read where it lies. Only what a package needs: stored entries, one
// after the other without a gap, so that nothing hides between them and nothing unpacks to more than it is.
import { hex } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { shownName } from './names.ts';
import {
  digestPieces,
  MAX_ENTRIES,
  PIECE_BYTES,
  type DigestAll,
  type FileDigests,
  type PackageEntry,
  type PackageReader,
} from './reader.ts';
import { parseCentralEntry, parseLocalHeader, unsafeArchive, type CentralEntry } from './zip-headers.ts';

export interface RandomAccess {
  readonly bytes: number;
  /** Exactly `length` bytes; may put them into `scratch` when that is long enough. Fault unreadable when there are fewer. */
  readAt(offset: number, length: number, scratch?: Uint8Array): Promise<Uint8Array>;
}

interface Stored extends CentralEntry {
  readonly dataOffset: number;
}

interface Directory {
  readonly offset: number;
  readonly bytes: number;
  readonly entries: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const LOCAL_BYTES = 30;
/** For headers, which are far apart where files are large. */
const HEADER_WINDOW_BYTES = 64 * 1024;
/** Files digested between two answers. */
const AT_ONCE = 256;
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;

/**
 * Reads and compares the central directory and every local header. Faults: unsafeArchive, unsafeName, limitExceeded, and
 * unreadable when it is still encrypted.
 */
export async function openZip(file: RandomAccess, crypto: Crypto): Promise<PackageReader> {
  await refuseEncrypted(file);
  const directory = await readEnd(file);
  const stored = await locate(file, directory, await readDirectory(file, directory));
  const byPath = new Map<string, Stored>();
  for (const entry of stored) {
    if (byPath.has(entry.path)) throw unsafeArchive(shownName(entry.path), 'each name once', 'two entries');
    byPath.set(entry.path, entry);
  }
  const find = (path: string): Stored => {
    const entry = byPath.get(path);
    if (entry === undefined || entry.kind !== 'file') throw new Fault('fileMissing', path, 'a file', 'none');
    return entry;
  };
  const pieces = (path: string): AsyncIterable<Uint8Array> => piecesOf(file, find(path));
  return {
    entries: async () => stored.map(({ path, kind, bytes }): PackageEntry => ({ path, kind, bytes })),
    pieces,
    digest: async (path, names, onBytes) => await digestPieces(pieces(path), crypto, names, onBytes),
    digestAll: digestAllOf(file, crypto, find),
  };
}

/** Small files lie side by side: a window is read once and every file in it digested where it lies. */
function digestAllOf(file: RandomAccess, crypto: Crypto, find: (path: string) => Stored): DigestAll {
  return async function* (files, names, onBytes) {
    const ahead = readAhead(file, PIECE_BYTES);
    const [only] = names;
    let batch: FileDigests[] = [];
    for (const { path } of files) {
      const entry = find(path);
      const { bytes, dataOffset } = entry;
      if (bytes > PIECE_BYTES || only === undefined || names.length > 1 || crypto.hexAtOnce === undefined) {
        batch.push(await digestPieces(piecesOf(file, entry), crypto, names, onBytes));
      } else {
        const content = ahead.atHand(dataOffset, bytes) ?? (await ahead.readAt(dataOffset, bytes));
        batch.push({ bytes, hex: { [only]: crypto.hexAtOnce(only, content) } });
        onBytes?.(bytes);
      }
      if (batch.length < AT_ONCE) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  };
}

/** A package for one receiver is a zip within age (age-encryption.org/v1, binary or armoured). */
async function refuseEncrypted(file: RandomAccess): Promise<void> {
  const start = String.fromCharCode(...(await file.readAt(0, Math.min(file.bytes, 40))));
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/.test(start))
    throw new Fault(
      'unreadable',
      'zip',
      'an open package',
      'an encrypted one; decrypt it with your age key first',
    );
}

async function* piecesOf(file: RandomAccess, entry: Stored): AsyncGenerator<Uint8Array> {
  const scratch = new Uint8Array(Math.min(entry.bytes, PIECE_BYTES));
  for (let at = 0; at < entry.bytes; at += PIECE_BYTES)
    yield await file.readAt(entry.dataOffset + at, Math.min(PIECE_BYTES, entry.bytes - at), scratch);
}

/** End of central directory (4.3.16), and the ZIP64 record and locator before it (4.3.14, 4.3.15). */
async function readEnd(file: RandomAccess): Promise<Directory> {
  const endAt = file.bytes - END_BYTES;
  if (endAt < 0) throw unsafeArchive('zip', 'a zip file', `${file.bytes} bytes`);
  const end = view(await file.readAt(endAt, END_BYTES));
  if (end.getUint32(0, true) !== 0x06054b50 || end.getUint16(20, true) !== 0)
    throw unsafeArchive('zip', 'a zip file that ends with its directory and no comment', 'another end');
  if (end.getUint16(4, true) !== 0 || end.getUint16(6, true) !== 0)
    throw unsafeArchive('zip', 'one disk', 'a part of several');
  const small = {
    entries: end.getUint16(10, true),
    bytes: end.getUint32(12, true),
    offset: end.getUint32(16, true),
  };
  if (end.getUint16(8, true) !== small.entries) throw unsafeArchive('zip', 'one number of entries', 'two');
  const large = await readEnd64(file, endAt);
  const directory = large ?? { ...small, stopsAt: endAt };
  if (large !== undefined) {
    const agrees = (at16: number, max: number, value: number): boolean => at16 === max || at16 === value;
    if (
      !agrees(small.entries, 0xffff, large.entries) ||
      !agrees(small.bytes, 0xffffffff, large.bytes) ||
      !agrees(small.offset, 0xffffffff, large.offset)
    )
      throw unsafeArchive('zip', 'two directories that agree', 'two that do not');
  }
  if (directory.offset + directory.bytes !== directory.stopsAt)
    throw unsafeArchive('zip', 'a directory that ends where it says', 'another length or offset');
  if (directory.entries > MAX_ENTRIES || directory.bytes > MAX_DIRECTORY_BYTES)
    throw new Fault('limitExceeded', 'zip', `at most ${MAX_ENTRIES} entries`, `${directory.entries}`);
  return directory;
}

async function readEnd64(
  file: RandomAccess,
  endAt: number,
): Promise<(Directory & { readonly stopsAt: number }) | undefined> {
  const locatorAt = endAt - LOCATOR_BYTES;
  if (locatorAt < END64_BYTES) return undefined;
  const locator = view(await file.readAt(locatorAt, LOCATOR_BYTES));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const recordAt = locatorAt - END64_BYTES;
  const record = view(await file.readAt(recordAt, END64_BYTES));
  if (
    locator.getUint32(4, true) !== 0 ||
    locator.getUint32(16, true) !== 1 ||
    big(locator, 8) !== recordAt ||
    record.getUint32(0, true) !== 0x06064b50 ||
    big(record, 4) !== END64_BYTES - 12 ||
    record.getUint32(16, true) !== 0 ||
    record.getUint32(20, true) !== 0 ||
    big(record, 24) !== big(record, 32)
  )
    throw unsafeArchive('zip', 'a ZIP64 end record right before its locator', 'another');
  return { entries: big(record, 32), bytes: big(record, 40), offset: big(record, 48), stopsAt: recordAt };
}

async function readDirectory(file: RandomAccess, directory: Directory): Promise<CentralEntry[]> {
  const bytes = await file.readAt(directory.offset, directory.bytes);
  const entries: CentralEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const entry = parseCentralEntry(bytes, at);
    entries.push(entry);
    at += entry.recordBytes;
  }
  if (entries.length !== directory.entries)
    throw unsafeArchive('zip', `${directory.entries} entries`, `${entries.length}`);
  return entries;
}

/** Walks the local headers in the order of the file: each begins where the one before ends. */
async function locate(file: RandomAccess, directory: Directory, entries: CentralEntry[]): Promise<Stored[]> {
  const sorted = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  const stored: Stored[] = [];
  const ahead = readAhead(file, HEADER_WINDOW_BYTES);
  let at = 0;
  for (const [i, entry] of sorted.entries()) {
    const place = shownName(entry.path);
    const next = sorted[i + 1]?.headerOffset ?? directory.offset;
    if (entry.headerOffset !== at)
      throw unsafeArchive(place, `its header at byte ${at}`, `${entry.headerOffset}`);
    if (next > directory.offset) throw unsafeArchive(place, 'its header before the directory', 'after');
    if (next - at < LOCAL_BYTES + entry.name.length + entry.bytes)
      throw unsafeArchive(place, 'entries that do not overlap', 'two that do');
    // All that is not data: the header, and a data descriptor at most.
    const most = Math.min(next - at - entry.bytes, LOCAL_BYTES + entry.name.length + 0xffff);
    const dataOffset = at + parseLocalHeader(await ahead.readAt(at, most), entry);
    const tail = next - dataOffset - entry.bytes;
    if (tail < 0) throw unsafeArchive(place, 'entries that do not overlap', 'two that do');
    if (tail > 0 || entry.hasDescriptor) await checkTail(ahead, entry, dataOffset + entry.bytes, tail);
    stored.push({ ...entry, dataOffset });
    at = next;
  }
  if (at !== directory.offset)
    throw unsafeArchive('zip', 'nothing between entries and directory', 'other bytes');
  return stored;
}

/** A data descriptor (4.3.9), with or without its signature, of 32 or 64 bits; nothing else may follow the data. */
async function checkTail(file: ReadAhead, entry: CentralEntry, at: number, bytes: number): Promise<void> {
  const place = shownName(entry.path);
  if (!entry.hasDescriptor) {
    if (bytes !== 0) throw unsafeArchive(place, 'nothing after its data', `${bytes} bytes`);
    return;
  }
  if (![12, 16, 20, 24].includes(bytes))
    throw unsafeArchive(place, 'a data descriptor after its data', `${bytes} bytes`);
  const tail = await file.readAt(at, bytes);
  const wide = bytes >= 20;
  const expected = new Uint8Array(bytes);
  const out = view(expected);
  let to = 0;
  if (bytes === 16 || bytes === 24) {
    out.setUint32(0, 0x08074b50, true);
    to = 4;
  }
  out.setUint32(to, entry.crc32, true);
  for (const offset of wide ? [to + 4, to + 12] : [to + 4, to + 8]) {
    if (wide) out.setBigUint64(offset, BigInt(entry.bytes), true);
    else out.setUint32(offset, entry.bytes, true);
  }
  if (hex(tail) !== hex(expected))
    throw unsafeArchive(place, 'a data descriptor that agrees', 'one that does not');
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Above 2^53 a number is no longer exact, and no file is that long: it then fails the comparison it is for. */
function big(data: DataView, at: number): number {
  return Number(data.getBigUint64(at, true));
}

// Many small reads of one file as few large ones: what lies next to what was asked for is most often asked for next.

interface ReadAhead {
  /** What is at hand already, without waiting; undefined when it is not all there. Valid until the next `readAt`. */
  atHand(offset: number, length: number): Uint8Array | undefined;
  /** As `RandomAccess`; valid until the next one. */
  readAt(offset: number, length: number): Promise<Uint8Array>;
}

function readAhead(file: RandomAccess, windowBytes: number): ReadAhead {
  const scratch = new Uint8Array(Math.min(windowBytes, file.bytes));
  let window: Uint8Array = scratch.subarray(0, 0);
  let start = 0;
  const atHand = (offset: number, length: number): Uint8Array | undefined => {
    const from = offset - start;
    return from >= 0 && from + length <= window.length ? window.subarray(from, from + length) : undefined;
  };
  return {
    atHand,
    readAt: async (offset, length) => {
      const already = atHand(offset, length);
      if (already !== undefined) return already;
      if (length > scratch.length) return await file.readAt(offset, length);
      const most = Math.max(length, Math.min(scratch.length, file.bytes - offset));
      window = await file.readAt(offset, most, scratch);
      start = offset;
      return window.subarray(0, length);
    },
  };
}
