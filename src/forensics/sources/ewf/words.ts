// What the sections say beside where the medium lies: metadata, digests, read errors, tracks, notices. None of it is
// needed to read the medium, so what is damaged here is reported and left out.
import { createHash } from 'node:crypto';
import type { Digests, ImageMetadata, SectorRange } from '../image.ts';
import { report, type Source } from './layout.ts';
import { decodeText, inflateText } from './metadata.ts';
import type { Track } from './small-tables.ts';
import type { Section } from './sections.ts';

/** Enough for 500,000 ranges that could not be read, or for a description far longer than EnCase takes. */
const MAX_SECTION_BYTES = 4 * 1024 * 1024;
/** A digest has 20 bytes; a section of one is never passed over, whatever else there is. */
const MAX_DIGEST_SECTION_BYTES = 4096;
/** Real images have at most five kinds, once each or repeated in every segment; others are said and not read. */
const MAX_SECTIONS_READ = 32;
/** For all of them together, as they lie and as they are inflated: six descriptions as long as EnCase takes. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_NOTICES = 50;

export class Words {
  readonly #source: Source;
  readonly #metadata: { rank: number; values: ImageMetadata }[] = [];
  readonly #notices = new Set<string>();
  readonly #seen = new Set<string>();
  #stored: Digests = {};
  #budget = MAX_BYTES;
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
  addDigests(data: Section, found: Digests): void {
    const isOther = (one: string | undefined, other: string | undefined): boolean =>
      one !== undefined && other !== undefined && one !== other;
    if (isOther(found.md5, this.#stored.md5) || isOther(found.sha1, this.#stored.sha1))
      this.#report(data, `the ${data.type} section carries another digest than the one before`);
    this.#stored = { ...this.#stored, ...found, ...this.#stored }; // in the order in which they were found
  }

  /** A section of a digest; undefined from `parse` means that its own checksum is wrong. */
  digest(data: Section, parse: (bytes: Uint8Array) => Digests | undefined): void {
    const found = data.dataSize > MAX_DIGEST_SECTION_BYTES ? undefined : parse(this.#bytes(data));
    if (found === undefined) this.#report(data, tooMuch(data));
    else this.addDigests(data, found);
  }

  /** Parses another small section. What is left out is a fault, so that nothing can be hidden behind many. */
  small<T>(data: Section, parse: (bytes: Uint8Array) => T | undefined, take: (value: T) => void): void {
    if (data.dataSize > MAX_SECTION_BYTES) return this.#report(data, tooMuch(data));
    if (this.#budget < data.dataSize || this.#seen.size === MAX_SECTIONS_READ) return this.#leaveOut(data);
    const bytes = this.#bytes(data);
    const name = `${data.type} ${createHash('sha256').update(bytes).digest('hex')}`;
    if (this.#seen.has(name)) return; // as version 2 says it again in every segment
    this.#seen.add(name);
    this.#budget -= data.dataSize;
    const value = parse(bytes);
    if (value === undefined) this.#report(data, tooMuch(data));
    else take(value);
  }

  /** The same for text that is compressed with zlib. */
  text(data: Section, take: (text: string) => void): void {
    const inflate = (bytes: Uint8Array): Uint8Array | undefined => {
      const most = Math.min(MAX_SECTION_BYTES, this.#budget);
      const text = inflateText(bytes, most);
      this.#budget -= text?.length ?? most; // what was inflated in vain cost as much
      return text;
    };
    this.small(data, inflate, (bytes) => take(decodeText(bytes)));
  }

  #bytes({ segment, dataOffset, dataSize }: Section): Uint8Array {
    return this.#source.files.bytes(segment, dataOffset, dataSize);
  }

  #leaveOut(data: Section): void {
    this.#report(
      data,
      `the ${data.type} section is not read: an image has at most ${MAX_SECTIONS_READ} such sections and ${MAX_BYTES} bytes of text`,
    );
  }

  #report(data: Section, what: string): void {
    report(this.#source, data.segment, data.offset, what);
  }
}

function tooMuch({ type }: Section): string {
  return `the ${type} section is damaged or too large`;
}
