// What an AFF4 image is read from: a stream of chunks in bevies (AFF4 Standard 1.0, 3 "Image Stream"), and the streams of one sign or word that
// stand for what was not read (4.4 "Symbolic Streams").
import { createHash } from 'node:crypto';
import type { ByteRange, OnFault } from '../image.ts';
import type { Member, ZipMembers } from './zip-members.ts';
import type { Unpack } from './unpack.ts';

/** Bytes at `offset` of a stream, which end nowhere that is asked for. */
export type ReadStream = (offset: number, target: Uint8Array, mediaAt: number) => void;

interface ChunksGiven {
  readonly uri: string;
  readonly volume: string;
  readonly size: number;
  readonly chunkBytes: number;
  readonly perBevy: number;
  readonly unpack: Unpack;
}

/** 6.2: the names of the digests of chunks with their length; the other way round they are in the order of the standard. */
export const BLOCK_DIGESTS = [
  ['blake2b', 64, 'blake2b512'],
  ['sha512', 64, 'sha512'],
  ['sha256', 32, 'sha256'],
  ['sha1', 20, 'sha1'],
  ['md5', 16, 'md5'],
] as const;

const INDEX_ENTRY_BYTES = 12;
const KEPT_BEVIES = 8;
const MAX_KEPT_BYTES = 16 * 1024 * 1024;

interface Bevy {
  readonly data: Member;
  readonly index: Buffer;
  readonly digests:
    | { readonly bytes: Buffer; readonly length: number; readonly algorithm: string }
    | undefined;
}

interface Chunk {
  /** As it was, filled up with zeros; of one that cannot be read zeros alone. */
  readonly bytes: Uint8Array;
  readonly wrong: string | undefined;
}

export class Chunks {
  readonly #zip: ZipMembers;
  readonly #given: ChunksGiven;
  readonly #onFault: OnFault;
  readonly #file: string;
  readonly #bevies = new Map<number, Bevy | undefined>();
  readonly #kept = new Map<number, Chunk>();

  constructor(zip: ZipMembers, given: ChunksGiven, file: string, onFault: OnFault) {
    this.#zip = zip;
    this.#given = given;
    this.#file = file;
    this.#onFault = onFault;
  }

  readonly read: ReadStream = (offset, target, mediaAt) => {
    const { chunkBytes, size } = this.#given;
    const there = Math.max(0, Math.min(target.length, size - offset));
    for (let filled = 0; filled < there;) {
      const number = Math.floor((offset + filled) / chunkBytes);
      const within = offset + filled - number * chunkBytes;
      const part = Math.min(there - filled, chunkBytes - within);
      const { bytes, wrong } = this.#chunk(number);
      target.set(bytes.subarray(within, within + part), filled);
      // Each time that any of it is asked for: what is kept is no better.
      if (wrong !== undefined) this.#tell(number, wrong, { offset: mediaAt + filled, length: part });
      filled += part;
    }
    if (there === target.length) return;
    target.fill(0, there);
    const media = { offset: mediaAt + there, length: target.length - there };
    this.#onFault({ file: this.#file, offset: 0, what: 'a part of the image lies after the end of its stream', media }); // prettier-ignore
  };

  #tell(number: number, wrong: string, media: ByteRange): void {
    const offset = this.#bevy(Math.floor(number / this.#given.perBevy))?.data.headerAt ?? 0;
    this.#onFault({ file: this.#file, offset, what: `chunk ${number}: ${wrong}`, media });
  }

  #chunk(number: number): Chunk {
    const kept = this.#kept.get(number);
    if (kept !== undefined) return kept;
    const { chunkBytes } = this.#given;
    const chunk = this.#unpacked(number);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && (this.#kept.size + 1) * chunkBytes > MAX_KEPT_BYTES)
      this.#kept.delete(oldest);
    this.#kept.set(number, chunk);
    return chunk;
  }

  #unpacked(number: number): Chunk {
    const { chunkBytes, perBevy, size } = this.#given;
    const bevy = this.#bevy(Math.floor(number / perBevy));
    const within = number % perBevy;
    const bytes = new Uint8Array(chunkBytes);
    if (bevy === undefined) return { bytes, wrong: 'its bevy is not in the file' };
    const own = this.#bytesOf(bevy, within);
    if (own === undefined) return { bytes, wrong: 'it cannot be unpacked' };
    bytes.set(own);
    const { digests } = bevy;
    if (digests !== undefined && !isAsDigested(bytes, own.length, digests, within))
      return { bytes, wrong: `its ${digests.algorithm} is another one` };
    const whole = Math.min(chunkBytes, size - number * chunkBytes); // the last may be shorter
    return { bytes, wrong: own.length < whole ? `it unpacks to ${own.length} bytes` : undefined };
  }

  /** 3.2: of the length of a chunk it is stored as it is. */
  #bytesOf({ data, index }: Bevy, within: number): Uint8Array | undefined {
    const { chunkBytes, unpack } = this.#given;
    const at = within * INDEX_ENTRY_BYTES;
    if (at + INDEX_ENTRY_BYTES > index.length) return undefined;
    const [offset, length] = [Number(index.readBigUInt64LE(at)), index.readUInt32LE(at + 8)];
    if (length > chunkBytes || offset + length > data.size) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    this.#zip.readInto(data, offset, bytes);
    return length === chunkBytes ? bytes : unpack(bytes, chunkBytes);
  }

  #bevy(number: number): Bevy | undefined {
    if (this.#bevies.has(number)) return this.#bevies.get(number);
    const { uri, volume, perBevy } = this.#given;
    const name = `${uri}/${String(number).padStart(8, '0')}`;
    const [data, index] = [this.#zip.find(name, volume), this.#zip.find(`${name}.index`, volume)];
    const bevy =
      data === undefined || index === undefined
        ? undefined
        : {
            data,
            index: this.#zip.whole(index, perBevy * INDEX_ENTRY_BYTES),
            digests: this.#digestsOf(name),
          };
    const [oldest] = this.#bevies.keys();
    if (oldest !== undefined && this.#bevies.size >= KEPT_BEVIES) this.#bevies.delete(oldest);
    this.#bevies.set(number, bevy);
    return bevy;
  }

  #digestsOf(bevy: string): Bevy['digests'] {
    for (const [name, length, algorithm] of BLOCK_DIGESTS) {
      const member = blockDigests(this.#zip, bevy, { name, volume: this.#given.volume });
      if (member !== undefined)
        return { bytes: this.#zip.whole(member, this.#given.perBevy * length), length, algorithm };
    }
    return undefined;
  }
}

/** As the standard names them, and as the reference images do. */
export function blockDigests(
  zip: ZipMembers,
  bevy: string,
  { name, volume }: { readonly name: string; readonly volume: string },
): Member | undefined {
  return zip.find(`${bevy}.blockHash.${name}`, volume) ?? zip.find(`${bevy}.${name}`, volume);
}

/** Of the whole chunk; of a last one also over what it has alone. */
function isAsDigested(
  chunk: Uint8Array,
  length: number,
  digests: NonNullable<Bevy['digests']>,
  within: number,
): boolean {
  const at = within * digests.length;
  const told = digests.bytes.subarray(at, at + digests.length);
  const is = (bytes: Uint8Array): boolean =>
    createHash(digests.algorithm).update(bytes).digest().equals(told);
  return is(chunk) || (length < chunk.length && is(chunk.subarray(0, length)));
}

const REPEATED_BYTES = 1024 * 1024;

/** Undefined for a name that stands for none. */
export function symbolic(iri: string): ReadStream | undefined {
  const name = iri.replace('http://aff4.org/Schema#', '');
  if (name === 'Zero') return (_, target) => void target.fill(0);
  const [, digits] = /^SymbolicStream([0-9A-Fa-f]{2})$/.exec(name) ?? [];
  if (digits !== undefined) return (_, target) => void target.fill(Number.parseInt(digits, 16));
  const word = name === 'UnknownData' ? 'UNKNOWN' : name === 'UnreadableData' ? 'UNREADABLEDATA' : undefined;
  if (word === undefined) return undefined;
  const repeated = Buffer.alloc(REPEATED_BYTES, word);
  return (offset, target) => {
    for (let filled = 0; filled < target.length;) {
      const within = (offset + filled) % REPEATED_BYTES;
      filled += repeated.copy(target, filled, within);
    }
  };
}
