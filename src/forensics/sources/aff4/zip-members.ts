// The members of a ZIP file as AFF4 uses it (AFF4 Standard 1.0, 5.4; PKWARE APPNOTE.TXT 4.3, 4.4 and 4.5.3 for the fields): found by the central
// directory, named by the URIs that they stand for. Data lies stored; text about it may be deflated.
import { inflateRawSync } from 'node:zlib';
import { damage } from '../ewf/damage.ts';
import type { SegmentFiles } from '../segment-files.ts';

export interface Member {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly size: number;
  readonly headerAt: number;
  readonly crc32: number;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const FULL_32 = 0xffff_ffff;
const WIDE = 1;

export class ZipMembers {
  /** At the end of the file: AFF4 writes its volume there. */
  readonly comment: string;
  readonly #files: SegmentFiles;
  readonly #file: number;
  readonly #byUri = new Map<string, Member>();
  readonly #starts = new Map<Member, number>();

  /** Throws Refusal `damaged` and `tooLarge`. Of two members of one name the later one counts, as it does to all who append. */
  constructor(files: SegmentFiles, file: number) {
    this.#files = files;
    this.#file = file;
    const { at, bytes, entries, comment } = this.#end();
    this.comment = comment;
    if (bytes > MAX_DIRECTORY_BYTES)
      throw this.damage(at, `a directory of at most ${MAX_DIRECTORY_BYTES} bytes`, `${bytes}`, 'tooLarge');
    const directory = this.#bytes(at, bytes);
    let from = 0;
    for (let left = entries; left > 0; left--) {
      if (from + 46 > directory.length || directory.readUInt32LE(from) !== 0x0201_4b50)
        throw this.damage(at + from, 'an entry of the directory', 'none');
      const [nameBytes, extraBytes] = [directory.readUInt16LE(from + 28), directory.readUInt16LE(from + 30)];
      const end = from + 46 + nameBytes + extraBytes + directory.readUInt16LE(from + 32);
      if (end > directory.length) throw this.damage(at + from, 'a whole entry', 'one that is cut');
      const member = memberOf(directory.subarray(from, end), nameBytes, extraBytes);
      this.#byUri.set(uriOf(member.name), member);
      from = end;
    }
  }

  /** Of the file. */
  get name(): string {
    return this.#files.nameOf(this.#file);
  }

  /** By the URI that it stands for, or by its path where that lies within the volume (5.1). */
  find(uri: string, volume = ''): Member | undefined {
    const own = this.#byUri.get(uri);
    if (own !== undefined || volume === '' || !uri.startsWith(`${volume}/`)) return own;
    return this.#byUri.get(uriOf(uri.slice(volume.length + 1)));
  }

  /** Of one that is stored. */
  readInto(member: Member, offset: number, target: Uint8Array): void {
    if (member.method !== 0)
      throw this.damage(member.headerAt, 'data that is stored', `method ${member.method}`, 'unsupported');
    if (offset < 0 || offset + target.length > member.size)
      throw this.damage(member.headerAt, `${target.length} bytes at ${offset} of ${member.name}`, `${member.size}`); // prettier-ignore
    const at = this.#start(member) + offset;
    if (at + target.length > this.#files.sizeOf(this.#file)) throw this.damage(at, 'bytes of a member', 'the end of the file'); // prettier-ignore
    this.#files.read(this.#file, at, target);
  }

  /** The whole of a small one. */
  whole(member: Member, maxBytes: number): Buffer {
    const { headerAt, method, packedBytes, size, name } = member;
    if (size > maxBytes || packedBytes > maxBytes)
      throw this.damage(headerAt, `${name} of at most ${maxBytes} bytes`, `${size}`, 'tooLarge');
    if (method === 0) {
      const target = Buffer.allocUnsafe(size);
      this.readInto(member, 0, target);
      return target;
    }
    const packed = this.#bytes(this.#start(member), packedBytes);
    try {
      if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    } catch {
      throw this.damage(headerAt, `${name}, deflated`, 'bytes that are not');
    }
    throw this.damage(headerAt, 'a member that is stored or deflated', `method ${method}`, 'unsupported');
  }

  damage(offset: number, expected: string, found: string, code?: 'unsupported' | 'tooLarge'): Error {
    return damage({ file: this.name, offset }, expected, found, code);
  }

  #start(member: Member): number {
    let at = this.#starts.get(member);
    if (at === undefined) {
      const head = this.#bytes(member.headerAt, 30);
      if (head.readUInt32LE(0) !== 0x0403_4b50)
        throw this.damage(member.headerAt, `the header of ${member.name}`, 'something else');
      at = member.headerAt + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
      this.#starts.set(member, at);
    }
    return at;
  }

  #bytes(at: number, length: number): Buffer {
    if (!Number.isSafeInteger(at) || at < 0 || length < 0 || at + length > this.#files.sizeOf(this.#file))
      throw this.damage(at, `${length} bytes`, `the end of the file at ${this.#files.sizeOf(this.#file)}`);
    return this.#files.bytes(this.#file, at, length);
  }

  /** "End of central directory record", and the one of ZIP64 that a locator before it leads to. */
  #end(): { at: number; bytes: number; entries: number; comment: string } {
    const size = this.#files.sizeOf(this.#file);
    const tailAt = Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES);
    const tail = this.#bytes(tailAt, size - tailAt);
    for (let at = tail.length - END_BYTES; at >= 0; at--) {
      if (tail.readUInt32LE(at) !== 0x0605_4b50) continue;
      if (at + END_BYTES + tail.readUInt16LE(at + 20) > tail.length) continue;
      const comment = tail.toString('utf8', at + END_BYTES, at + END_BYTES + tail.readUInt16LE(at + 20));
      const locator = at >= 20 && tail.readUInt32LE(at - 20) === 0x0706_4b50 ? at - 20 : undefined;
      if (locator === undefined) {
        const [bytes, from] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
        return { at: from, bytes, entries: tail.readUInt16LE(at + 10), comment };
      }
      const wide = this.#bytes(Number(tail.readBigUInt64LE(locator + 8)), 56);
      if (wide.readUInt32LE(0) !== 0x0606_4b50) throw this.damage(tailAt + locator, 'the end of a ZIP64 file', 'none'); // prettier-ignore
      const [entries, bytes, from] = [24, 40, 48].map((field) => Number(wide.readBigUInt64LE(field)));
      return { at: from ?? 0, bytes: bytes ?? 0, entries: entries ?? 0, comment };
    }
    throw this.damage(tailAt, 'the directory of a ZIP file', 'none: the file is cut');
  }
}

/** "Central directory structure"; sizes and places of 64 bits are in its extra field 1, in this order. */
function memberOf(entry: Buffer, nameBytes: number, extraBytes: number): Member {
  const fields = { size: entry.readUInt32LE(24), packedBytes: entry.readUInt32LE(20), headerAt: entry.readUInt32LE(42) }; // prettier-ignore
  const extra = entry.subarray(46 + nameBytes, 46 + nameBytes + extraBytes);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== WIDE) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    let from = at + 4;
    for (const name of ['size', 'packedBytes', 'headerAt'] as const) {
      if (fields[name] !== FULL_32 || from + 8 > end) continue;
      fields[name] = Number(extra.readBigUInt64LE(from));
      from += 8;
    }
    break;
  }
  const crc32 = entry.readUInt32LE(16);
  return {
    name: entry.toString('utf8', 46, 46 + nameBytes),
    method: entry.readUInt16LE(10),
    crc32,
    ...fields,
  };
}

/** "Escaping" (5.2) taken back: upper or lower case, of the colon alone or of more. A path of a file keeps the slashes that it begins with. */
function uriOf(name: string): string {
  const bare = name.replace(/^\/+/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
