// AFF4, a ZIP file with an image in it (AFF4 Standard 1.0 and 1.0a, github.com/aff4/Standard; the sections are named at each structure): which
// image, what is said about it, and its bytes through a map. Read only.
import { createHash } from 'node:crypto';
import type { Digests, ImageDescription, ImageReader, OnFault, SectorRange } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { pathOfSegment, type SegmentSet } from '../segments.ts';
import { BLOCK_DIGESTS, blockDigests, Chunks, symbolic, type ReadStream } from './streams.ts';
import { AffTold } from './told.ts';
import { METHODS } from './unpack.ts';
import { ZipMembers } from './zip-members.ts';

const MAX_SIZE = 64 * 1024 ** 4;
const MAX_MAP_BYTES = 256 * 1024 * 1024;
const MAX_NAMES_BYTES = 16 * 1024 * 1024;
const MAX_CHUNK_BYTES = 16 * 1024 * 1024;
const MAX_CHUNKS_IN_BEVY = 1024 * 1024;
const MAX_FAULTY_RANGES = 10_000;
const MAP_ENTRY_BYTES = 28;
const READ_BYTES = 256 * 1024;
const AFF4 = 'http://aff4.org/Schema#';

/** Throws Refusal as `openImage` does; `unsupported` for containers of files, encrypted ones and those in several files. */
export function openAff4(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
  try {
    files.add(pathOfSegment(set, set.firstNumber));
    return new Aff4(files, onFault).reader();
  } catch (error) {
    files.close();
    throw error;
  }
}

interface MapEntry {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly target: number;
}

class Aff4 {
  readonly #files: SegmentFiles;
  readonly #onFault: OnFault;
  readonly #zip: ZipMembers;
  readonly #told: AffTold;

  constructor(files: SegmentFiles, onFault: OnFault) {
    this.#files = files;
    this.#onFault = onFault;
    this.#zip = new ZipMembers(files);
    this.#told = new AffTold(this.#zip, files.nameOf(0));
  }

  reader(): ImageReader {
    const told = this.#told;
    const image = told.image();
    const data = told.iri(image, 'dataStream') ?? image;
    const size = told.number(data, 'size', MAX_SIZE);
    const isMap = told.is(data, 'Map');
    const mapped = isMap ? this.#map(data, size) : undefined;
    const read = mapped?.read ?? this.#stream(data);
    const description: ImageDescription = {
      format: 'aff4',
      segments: [{ name: this.#files.nameOf(0), sizeBytes: this.#files.sizeOf(0) }],
      mediaSize: size,
      bytesPerSector: told.sector(image),
      chunkBytes: READ_BYTES,
      metadata: told.metadata(image),
      stored: this.#stored(image, data, mapped?.whole),
      acquisitionErrors: mapped?.unreadable(told.sector(image)) ?? [],
      tracks: [],
      notices: told.notices,
    };
    return {
      description,
      readInto: (offset, target) => {
        const wanted = Math.max(0, Math.min(target.length, size - offset));
        if (wanted > 0) read(offset, target.subarray(0, wanted), offset);
        return wanted;
      },
      check: () => this.#check(image, data),
      close: () => this.#files.close(),
    };
  }

  /** 6.1: of the image; of the stream too, where it is the image from its first byte to its last. */
  #stored(image: string, data: string, whole: string | undefined): Digests {
    const found: { -readonly [name in keyof Digests]: string } = {};
    for (const subject of [image, data, ...(whole === undefined ? [] : [whole])])
      for (const { text, type } of this.#told.texts(subject, 'hash')) {
        const name = LINEAR[type];
        if (name !== undefined) found[name] ??= text.toLowerCase();
      }
    return found;
  }

  #stream(uri: string): ReadStream {
    const told = this.#told;
    if (!told.is(uri, 'ImageStream')) throw told.unsupported(`a stream of another kind, ${uri}`);
    if (told.iri(uri, 'stored') !== undefined && told.texts(uri, 'size').length === 0)
      throw told.unsupported('a part of an image whose other parts lie in other files');
    const method = told.iri(uri, 'compressionMethod') ?? `${AFF4}NullCompressor`;
    const unpack = METHODS[method];
    if (unpack === undefined) throw told.unsupported(`chunks that are packed by ${method}`);
    const given = {
      uri,
      volume: told.volume,
      size: told.number(uri, 'size', MAX_SIZE),
      chunkBytes: told.number(uri, 'chunkSize', MAX_CHUNK_BYTES, 1),
      perBevy: told.number(uri, 'chunksInSegment', MAX_CHUNKS_IN_BEVY, 1),
      unpack,
    };
    return new Chunks(this.#zip, given, this.#files.nameOf(0), this.#onFault).read;
  }

  /** 4: entries in their order; what none of them has is of the stream for gaps. */
  #map(
    uri: string,
    size: number,
  ): {
    read: ReadStream;
    whole: string | undefined;
    unreadable: (sector: number) => readonly SectorRange[];
  } {
    const names = this.#member(`${uri}/idx`, MAX_NAMES_BYTES).toString('utf8').split(/\r?\n/);
    const entries = this.#entries(uri, size);
    const targets = new Map<string, ReadStream>();
    const streamOf = (name: string): ReadStream => {
      let stream = targets.get(name);
      if (stream === undefined) {
        stream = symbolic(name) ?? this.#stream(name);
        targets.set(name, stream);
      }
      return stream;
    };
    const gap = streamOf(this.#told.iri(uri, 'mapGapDefaultStream') ?? `${AFF4}Zero`);
    for (const target of new Set(entries.map((entry) => entry.target))) streamOf(names[target] ?? '');
    const read: ReadStream = (offset, target) => {
      for (let filled = 0; filled < target.length;) {
        const at = offset + filled;
        const index = entryAt(entries, at);
        const entry = entries[index];
        const isIn = entry !== undefined && at < entry.at + entry.length;
        const end = isIn ? entry.at + entry.length : (entries[index + 1]?.at ?? size);
        const part = target.subarray(filled, filled + Math.min(target.length - filled, end - at));
        if (isIn) streamOf(names[entry.target] ?? '')(entry.from + at - entry.at, part, at);
        else gap(at, part, at);
        filled += part.length;
      }
    };
    const [first] = entries;
    const isWhole = entries.length === 1 && first?.at === 0 && first.from === 0 && first.length === size;
    return {
      read,
      whole: isWhole && first !== undefined ? names[first.target] : undefined,
      unreadable: (sector) => unreadable(entries, names, sector),
    };
  }

  #entries(uri: string, size: number): readonly MapEntry[] {
    const bytes = this.#member(`${uri}/map`, MAX_MAP_BYTES);
    const entries: MapEntry[] = [];
    for (let at = 0; at + MAP_ENTRY_BYTES <= bytes.length; at += MAP_ENTRY_BYTES) {
      const [from = 0, length = 0, target = 0] = [0, 8, 16].map((field) =>
        Number(bytes.readBigUInt64LE(at + field)),
      );
      if (length > 0) entries.push({ at: from, length, from: target, target: bytes.readUInt32LE(at + 24) });
    }
    entries.sort((a, b) => a.at - b.at);
    let end = 0;
    for (const { at, length, from } of entries) {
      if (at < end || !Number.isSafeInteger(at + length) || !Number.isSafeInteger(from + length))
        throw this.#told.damaged('a map whose parts do not overlap', `one at ${at} before ${end}`);
      end = at + length;
    }
    if (end > size) throw this.#told.damaged(`a map of ${size} bytes`, `one of ${end}`);
    return entries;
  }

  #member(uri: string, maxBytes: number): Buffer {
    const member = this.#zip.find(uri, this.#told.volume);
    if (member === undefined) throw this.#told.damaged(`the member ${uri}`, 'none of that name');
    return this.#zip.whole(member, maxBytes);
  }

  /** 6.2: the map, and what stands over the digests of the chunks, which are compared as each of them is read. */
  #check(image: string, data: string): void {
    const told = this.#told;
    const compare = (
      what: string,
      said: { readonly text: string; readonly type: string },
      parts: readonly Buffer[],
    ): Buffer | undefined => {
      const algorithm = WHOLE[said.type];
      if (algorithm === undefined) return undefined;
      const hash = createHash(algorithm);
      for (const part of parts) hash.update(part);
      const digest = hash.digest();
      if (digest.toString('hex') !== said.text.toLowerCase())
        this.#onFault({
          file: this.#files.nameOf(0),
          offset: 0,
          what: `${what}: its ${algorithm} is another one`,
        });
      return digest;
    };
    const own = (property: string, parts: () => readonly Buffer[]): (Buffer | undefined)[] =>
      told.texts(data, property).map((said) => compare(property, said, parts()));
    const segment = (name: string): readonly Buffer[] => {
      const member = this.#zip.find(`${data}/${name}`, told.volume);
      return member === undefined ? [] : [this.#zip.whole(member, MAX_MAP_BYTES)];
    };
    const [point] = own('mapPointHash', () => segment('map'));
    const [idx] = own('mapIdxHash', () => segment('idx'));
    const [path] = own('mapPathHash', () => segment('mapPath'));
    own('mapHash', () => [...segment('map'), ...segment('idx'), ...segment('mapPath')]);
    const streams = told.is(data, 'Map') ? told.iris(data, 'dependentStream') : [data];
    const digests: Buffer[] = [];
    for (const stream of streams)
      for (const [name] of BLOCK_DIGESTS.toReversed())
        for (const said of told.texts(`${stream}/blockhash.${name}`, 'hash')) {
          const digest = compare(`blockhash.${name}`, said, this.#blockDigests(stream, name));
          if (digest !== undefined) digests.push(digest);
        }
    // Over one stream its order is said by the standard.
    if (streams.length !== 1 || point === undefined || idx === undefined) return;
    const parts = [...digests, point, idx, ...(path === undefined ? [] : [path])];
    for (const { text, type } of told.texts(image, 'hash'))
      if (type.startsWith(`${AFF4}blockMapHash`))
        compare('blockMapHash', { text, type: type.replace('#blockMapHash', '#') }, parts);
  }

  #blockDigests(stream: string, name: string): Buffer[] {
    const found: Buffer[] = [];
    for (let bevy = 0; ; bevy++) {
      const uri = `${stream}/${String(bevy).padStart(8, '0')}`;
      const member = blockDigests(this.#zip, uri, { name, volume: this.#told.volume });
      if (member === undefined) return found;
      found.push(this.#zip.whole(member, MAX_CHUNKS_IN_BEVY * 64));
    }
  }
}

const LINEAR: { readonly [type: string]: keyof Digests } = {
  [`${AFF4}MD5`]: 'md5',
  [`${AFF4}SHA1`]: 'sha1',
  [`${AFF4}SHA256`]: 'sha256',
};
const WHOLE: { readonly [type: string]: string } = {
  [`${AFF4}SHA256`]: 'sha256',
  [`${AFF4}SHA512`]: 'sha512',
};

/** Neighbours joined. */
function unreadable(entries: readonly MapEntry[], names: readonly string[], sector: number): SectorRange[] {
  const found: { firstSector: number; sectors: number }[] = [];
  for (const { at, length, target } of entries) {
    if (names[target] !== `${AFF4}UnreadableData`) continue;
    const range = { firstSector: Math.floor(at / sector), sectors: Math.ceil(length / sector) };
    const last = found.at(-1);
    if (last !== undefined && last.firstSector + last.sectors === range.firstSector)
      last.sectors += range.sectors;
    else if (found.push(range) >= MAX_FAULTY_RANGES) break;
  }
  return found;
}

/** The last that begins at or before it; -1 where none does. */
function entryAt(entries: readonly MapEntry[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at <= at) low = middle + 1; // between the two
    else high = middle;
  }
  return low - 1;
}
