// ZIP archives (PKWARE APPNOTE 6.3.10): the central directory, members stored or deflated, ZIP64.
import { crc32, inflateRawSync } from 'node:zlib';
import { damaged, exactly, slice, type Bytes } from '../volumes/bytes.ts';
import { inMemory, Stopped, wholeOf, type Extractor, type Member, type Spent } from './extractor.ts';
import { unpacked } from './unpack.ts';

const END = 0x06054b50; // 4.3.16
const END64 = 0x06064b50; // 4.3.14
const END64_AT = 0x07064b50; // 4.3.15
const ENTRY = 0x02014b50; // 4.3.12
const LOCAL = 0x04034b50; // 4.3.7
const ENCRYPTED = 1; // 4.4.4, bit 0
const UTF8 = 1 << 11;
const DIRECTORY_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;

export const zip: Extractor = {
  name: 'zip',
  group: 'archives',
  version: 2,
  takes: (kind) => kind === 'ZIP',
  read: (bytes, spent) => ({ members: members(bytes, spent) }),
};

export function* members(bytes: Bytes, spent: Spent): Generator<Member> {
  const { at, length, entries, shift } = directoryOf(bytes);
  if (length > DIRECTORY_BYTES)
    throw new Stopped('tooLarge', `a directory of ${length} bytes, more than ${DIRECTORY_BYTES}`);
  const directory = exactly(bytes, at, length);
  let from = 0;
  for (let index = 0; index < entries; index++) {
    if (from + 46 > directory.length || directory.readUInt32LE(from) !== ENTRY)
      throw damaged(`entry ${index + 1} of ${entries} of the directory`, 'another structure');
    spent.member();
    const flags = directory.readUInt16LE(from + 8);
    const method = directory.readUInt16LE(from + 10);
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((o) => directory.readUInt16LE(from + o)) as [number, number, number]; // prettier-ignore
    const raw = directory.subarray(from + 46, from + 46 + nameLength);
    const extra = directory.subarray(from + 46 + nameLength, from + 46 + nameLength + extraLength);
    const sizes = sizesOf(directory, from, extra);
    const crc = directory.readUInt32LE(from + 16);
    const path = raw.toString((flags & UTF8) !== 0 || isUtf8(raw) ? 'utf8' : 'latin1');
    const isFolder = path.endsWith('/');
    const modified = timeOf(directory.readUInt16LE(from + 12), directory.readUInt16LE(from + 14));
    yield {
      path,
      address: `${index}`,
      type: isFolder ? 'folder' : isLink(directory, from) ? 'link' : 'file',
      sizeBytes: isFolder ? 0 : sizes.plain,
      ...(modified === undefined ? {} : { modified }),
      ...(isFolder ? {} : { open: () => content(bytes, { ...sizes, shift, flags, method, crc }, spent) }),
    };
    from += 46 + nameLength + extraLength + noteLength;
  }
}

interface Where {
  readonly plain: number;
  readonly packed: number;
  readonly local: number;
}

function content(
  bytes: Bytes,
  {
    plain,
    packed,
    local,
    shift,
    flags,
    method,
    crc,
  }: Where & {
    readonly [name in 'shift' | 'flags' | 'method' | 'crc']: number;
  },
  spent: Spent,
): Bytes {
  if ((flags & ENCRYPTED) !== 0) throw new Stopped('encrypted', 'the member needs a password');
  const head = exactly(bytes, local + shift, 30);
  if (head.readUInt32LE(0) !== LOCAL) throw damaged(`a local header at ${local}`, 'another structure');
  const from = local + shift + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (from + packed > bytes.size) throw damaged(`${packed} bytes at ${from}`, `${bytes.size} in all`);
  if (method === 0) return whole(slice(bytes, from, Math.min(plain, packed)), crc);
  if (method !== 8) throw new Stopped('unsupported', `compression method ${method}`);
  spent.unpack(plain);
  const data = wholeOf(bytes, from, packed, spent);
  return whole(inMemory(unpacked(spent, (most) => inflateRawSync(data, { maxOutputLength: most }))), crc);
}

/** As it was packed (4.4.7), or refused: what has changed since is not what its name says. */
function whole(plain: Bytes, crc: number): Bytes {
  let found = 0;
  for (let at = 0; at < plain.size; at += READ_BYTES)
    found = crc32(exactly(plain, at, Math.min(READ_BYTES, plain.size - at)), found);
  if (found !== crc) throw new Stopped('damaged', 'the bytes differ from the CRC-32 of the directory');
  return plain;
}

function sizesOf(directory: Buffer, from: number, extra: Buffer): Where {
  let [packed, plain, local] = [20, 24, 42].map((o) => directory.readUInt32LE(from + o)) as [number, number, number]; // prettier-ignore
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue; // 4.5.3: only what is all ones in the entry, in this order
    let next = at + 4;
    const end = Math.min(extra.length, next + extra.readUInt16LE(at + 2));
    const long = (value: number): number => {
      if (value !== 0xffffffff || next + 8 > end) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    plain = long(plain);
    packed = long(packed);
    local = long(local);
  }
  return { plain, packed, local };
}

/** `shift`: bytes before the archive, such as a program that unpacks it. */
function directoryOf(bytes: Bytes): { at: number; length: number; entries: number; shift: number } {
  const tailLength = Math.min(bytes.size, 65_557);
  const tail = exactly(bytes, bytes.size - tailLength, tailLength);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    const entries = tail.readUInt16LE(at + 10);
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    const end = bytes.size - tailLength + at;
    if (at >= 20 && tail.readUInt32LE(at - 20) === END64_AT) {
      const long = exactly(bytes, Number(tail.readBigUInt64LE(at - 12)), 56);
      if (long.readUInt32LE(0) === END64)
        return {
          entries: Number(long.readBigUInt64LE(32)),
          length: Number(long.readBigUInt64LE(40)),
          at: Number(long.readBigUInt64LE(48)),
          shift: 0,
        };
    }
    const shift = end - length - offset;
    if (shift < 0) continue;
    return { at: offset + shift, length, entries, shift };
  }
  throw damaged('the end of a directory within the last 65,557 bytes', 'none');
}

/** Local time of whoever packed it, to two seconds (4.4.6). */
function timeOf(time: number, date: number): string | undefined {
  const [month, day] = [(date >> 5) & 15, date & 31];
  const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${1980 + (date >> 9)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** Made on a Unix (4.4.2), with the mode of a symbolic link in the upper half of the attributes. */
function isLink(directory: Buffer, from: number): boolean {
  return directory[from + 5] === 3 && directory.readUInt32LE(from + 38) >>> 28 === 0o12;
}

function isUtf8(raw: Buffer): boolean {
  return Buffer.from(raw.toString('utf8')).equals(raw);
}
