// The two headers each zip entry has (PKWARE APPNOTE 6.3, 4.3.7 and 4.3.12). They repeat each other, and tools differ
// in which one they believe: here both must say the same.
import { equalBytes, utf8Text } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { shownName } from './names.ts';
import type { PackageEntry } from './reader.ts';

export interface CentralEntry extends PackageEntry {
  /** As in the file, with the final `/` of a folder. */
  readonly name: Uint8Array;
  readonly flags: number;
  readonly crc32: number;
  readonly hasDescriptor: boolean;
  readonly headerOffset: number;
  /** Length of this record in the directory. */
  readonly recordBytes: number;
}

const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const DESCRIPTOR = 1 << 3;
const UTF8_NAME = 1 << 11;
/** Of the general purpose bits only these two are understood; bits 1 and 2 mean nothing for stored entries. */
const KNOWN_FLAGS = DESCRIPTOR | UTF8_NAME | 0b110;
const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;

export function unsafeArchive(place: string, expected: string, found: string): Fault {
  return new Fault(
    'unsafeArchive',
    place,
    expected,
    `${found}; unpack it with a tool you trust and check the folder`,
  );
}

export function parseCentralEntry(bytes: Uint8Array, at: number): CentralEntry {
  if (bytes.length - at < CENTRAL_BYTES)
    throw unsafeArchive('zip', 'a directory of whole records', 'a cut one');
  const data = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  if (data.getUint32(0, true) !== 0x02014b50)
    throw unsafeArchive('zip', 'a directory of entries', 'other bytes');
  const nameBytes = data.getUint16(28, true);
  const extraBytes = data.getUint16(30, true);
  const recordBytes = CENTRAL_BYTES + nameBytes + extraBytes + data.getUint16(32, true);
  if (recordBytes > bytes.length - at)
    throw unsafeArchive('zip', 'a directory of whole records', 'a cut one');
  const name = bytes.slice(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
  const flags = data.getUint16(8, true);
  const maker = data.getUint16(4, true) >> 8;
  const path = entryPath(name, flags, isUnix(maker));
  const place = shownName(path);
  if ((flags & ~KNOWN_FLAGS) !== 0) throw unsafeArchive(place, 'no encryption or patches', `flags ${flags}`);
  if (data.getUint16(10, true) !== 0)
    throw unsafeArchive(place, 'an entry that is stored', 'a compressed one');
  if (data.getUint16(32, true) !== 0) throw unsafeArchive(place, 'no comment', 'one');
  if (data.getUint16(34, true) !== 0) throw unsafeArchive(place, 'one disk', 'a part of several');
  const extra = bytes.subarray(at + CENTRAL_BYTES + nameBytes, at + CENTRAL_BYTES + nameBytes + extraBytes);
  const [size, packed, headerOffset] = zip64Values(extra, place, [
    data.getUint32(24, true),
    data.getUint32(20, true),
    data.getUint32(42, true),
  ]);
  if (size !== packed) throw unsafeArchive(place, 'a stored entry of one size', 'two sizes');
  const kind = entryKind(isUnix(maker), data.getUint32(38, true), name);
  if (kind === 'folder' && size !== 0) throw unsafeArchive(place, 'no bytes in it', `${size}`);
  return {
    path: kind === 'folder' ? path.slice(0, -1) : path,
    kind,
    bytes: size,
    name,
    flags,
    crc32: data.getUint32(16, true),
    hasDescriptor: (flags & DESCRIPTOR) !== 0,
    headerOffset,
    recordBytes,
  };
}

/** Compares a local header with the directory's record; returns its length. */
export function parseLocalHeader(bytes: Uint8Array, entry: CentralEntry): number {
  const place = shownName(entry.path);
  const differs = (what: string): Fault => unsafeArchive(place, `the same ${what} in both headers`, 'two');
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (data.getUint32(0, true) !== 0x04034b50)
    throw unsafeArchive(place, 'a header at its place', 'other bytes');
  if (data.getUint16(6, true) !== entry.flags || data.getUint16(8, true) !== 0)
    throw differs('flags and method');
  const nameBytes = data.getUint16(26, true);
  const extraBytes = data.getUint16(28, true);
  const headerBytes = LOCAL_BYTES + nameBytes + extraBytes;
  if (headerBytes > bytes.length) throw unsafeArchive(place, 'a whole header', 'a cut one');
  if (!equalBytes(bytes.subarray(LOCAL_BYTES, LOCAL_BYTES + nameBytes), entry.name)) throw differs('name');
  const extra = bytes.subarray(LOCAL_BYTES + nameBytes, headerBytes);
  const [size, packed] = zip64Values(extra, place, [data.getUint32(22, true), data.getUint32(18, true)]);
  const crc32 = data.getUint32(14, true);
  // With a data descriptor the local header may leave the three at zero (4.4.4, bit 3).
  const isLeftOpen = entry.hasDescriptor && size === 0 && packed === 0 && crc32 === 0;
  if (!isLeftOpen && (size !== entry.bytes || packed !== entry.bytes || crc32 !== entry.crc32))
    throw differs('size and checksum');
  return headerBytes;
}

/** 4.4.2.2: Unix and macOS. Tools there write names as the file system has them, mostly without the UTF-8 mark. */
function isUnix(maker: number): boolean {
  return maker === 3 || maker === 19;
}

function entryPath(name: Uint8Array, flags: number, madeOnUnix: boolean): string {
  const isAscii = name.every((byte) => byte < 0x80);
  if (!isAscii && !madeOnUnix && (flags & UTF8_NAME) === 0)
    throw new Fault('unsafeName', 'zip', 'names marked as UTF-8', 'a name in an older code page');
  try {
    return utf8Text(name);
  } catch {
    throw new Fault('unsafeName', 'zip', 'names in UTF-8', 'a name of other bytes');
  }
}

/** 4.4.15: only Unix makers say what kind of thing it is; elsewhere the name does. */
function entryKind(madeOnUnix: boolean, attributes: number, name: Uint8Array): PackageEntry['kind'] {
  const endsAsFolder = name.at(-1) === 0x2f;
  const mode = (attributes >>> 16) & 0o170000;
  if (madeOnUnix && mode === 0o120000) return 'link';
  if (madeOnUnix && mode !== 0 && mode !== 0o100000 && mode !== 0o040000) return 'other';
  const saysFolder = (madeOnUnix && mode === 0o040000) || (attributes & 0x10) !== 0;
  if (saysFolder !== endsAsFolder && (saysFolder || (madeOnUnix && mode === 0o100000))) return 'other';
  return endsAsFolder ? 'folder' : 'file';
}

/** 4.5.3: values of all ones stand in the extra field instead, in this order, and only those. */
function zip64Values(extra: Uint8Array, place: string, values: readonly [number, number]): [number, number];
function zip64Values(
  extra: Uint8Array,
  place: string,
  values: readonly [number, number, number],
): [number, number, number];
function zip64Values(extra: Uint8Array, place: string, values: readonly number[]): number[] {
  const data = new DataView(extra.buffer, extra.byteOffset, extra.length);
  let field: DataView | undefined;
  for (let at = 0; at < extra.length;) {
    if (extra.length - at < 4) throw unsafeArchive(place, 'extra fields that are whole', 'a cut one');
    const id = data.getUint16(at, true);
    const length = data.getUint16(at + 2, true);
    if (at + 4 + length > extra.length)
      throw unsafeArchive(place, 'extra fields that are whole', 'a cut one');
    if (id === UNICODE_PATH_EXTRA) throw unsafeArchive(place, 'one name', 'a second in an extra field');
    if (id === ZIP64_EXTRA) {
      if (field !== undefined) throw unsafeArchive(place, 'one ZIP64 field', 'two');
      field = new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    }
    at += 4 + length;
  }
  let at = 0;
  return values.map((value) => {
    if (value !== 0xffffffff || field === undefined) return value;
    if (at + 8 > field.byteLength)
      throw unsafeArchive(place, 'a ZIP64 field with every value', 'a shorter one');
    const wide = Number(field.getBigUint64(at, true));
    at += 8;
    if (!Number.isSafeInteger(wide))
      throw unsafeArchive(place, 'a size or offset below 2^53', 'a larger one');
    return wide;
  });
}
