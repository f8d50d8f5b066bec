// What the sections say beside where the medium lies: metadata, digests, read errors, tracks, notices. None of it is
// needed to read the medium, so what is damaged here is reported and left out.
import type { Digests, ImageMetadata, SectorRange } from '../image.ts';
import { report, type Source } from './layout.ts';
import { decodeText, inflateText } from './metadata.ts';
import type { Track } from './small-tables.ts';

/** Enough for 500,000 ranges that could not be read, or for a description far longer than EnCase takes. */
const MAX_SECTION_BYTES = 4 * 1024 * 1024;
/** Real images have at most five of each; more would only cost time. */
const MAX_SECTIONS_READ = 32;
const MAX_NOTICES = 50;

/** Where a section's data lies. */
export interface Data {
  readonly type: string;
  readonly segment: number;
  /** Of the section, for messages. */
  readonly offset: number;
  readonly dataOffset: number;
  readonly dataSize: number;
}

export class Words {
  readonly #source: Source;
  readonly #metadata: { rank: number; values: ImageMetadata }[] = [];
  readonly #notices = new Set<string>();
  #stored: Digests = {};
  #read = 0;
  acquisitionErrors: readonly SectorRange[] = [];
  tracks: readonly Track[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  get stored(): Digests {
    return this.#stored;
  }

  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /** Values of higher rank win: UTF-16 texts over those in some code page. */
  get metadata(): ImageMetadata {
    const inOrder = this.#metadata.toSorted((one, other) => one.rank - other.rank);
    return Object.assign({}, ...inOrder.map((one) => one.values));
  }

  notice(text: string): void {
    if (this.#notices.size < MAX_NOTICES) this.#notices.add(text);
  }

  addMetadata(rank: number, values: ImageMetadata): void {
    this.#metadata.push({ rank, values });
  }

  /** The first digest of a kind counts; another one that differs is a fault. */
  addDigests(data: Data, found: Digests): void {
    const isOther = (one: string | undefined, other: string | undefined): boolean =>
      one !== undefined && other !== undefined && one !== other;
    if (isOther(found.md5, this.#stored.md5) || isOther(found.sha1, this.#stored.sha1))
      this.#report(data, `the ${data.type} section carries another digest than the one before`);
    this.#stored = { ...this.#stored, ...found, ...this.#stored }; // in the order in which they were found
  }

  /** Parses a small section; undefined from `parse` means that its own checksum is wrong. */
  small<T>(data: Data, parse: (bytes: Uint8Array) => T | undefined, take: (value: T) => void): void {
    if (++this.#read > MAX_SECTIONS_READ) return;
    const { files } = this.#source;
    const isReadable = data.dataSize <= MAX_SECTION_BYTES;
    const value = isReadable ? parse(files.bytes(data.segment, data.dataOffset, data.dataSize)) : undefined;
    if (value === undefined) this.#report(data, `the ${data.type} section is damaged or too large`);
    else take(value);
  }

  /** The same for text that is compressed with zlib. */
  text(data: Data, take: (text: string) => void): void {
    this.small(data, inflateText, (bytes) => take(decodeText(bytes)));
  }

  #report(data: Data, what: string): void {
    report(this.#source, data.segment, data.offset, what);
  }
}
