// The files of a logical AFF4 container ("AFF4-L: A Scalable Open Logical Evidence Container", Schatz, 2019, and what pyaff4 writes): each lies
// as a member of the ZIP file, as a stream of chunks, or as a map over chunks that are kept once and named by their digest.
import { createHash } from 'node:crypto';
import type { LogicalContent, LogicalDigest, LogicalFile, LogicalTime, OnFault } from '../image.ts';
import { readMap, readThrough } from './map.ts';
import { symbolic, type ReadStream } from './streams.ts';
import type { Member } from './zip-members.ts';
import type { AffVolume } from './volumes.ts';

const AFF4 = 'http://aff4.org/Schema#';
const MAX_SIZE = 64 * 1024 ** 4;
const MAX_PATH = 32_768;
/** A deflated member is unpacked as a whole: what writes them so does it for files of up to 1 MiB. */
const MAX_DEFLATED_BYTES = 128 * 1024 * 1024;
const KEPT_STREAMS = 4;
const READ_BYTES = 1024 * 1024;

export class AffFiles {
  readonly #volume: AffVolume;
  readonly #onFault: OnFault;
  readonly #open: (uri: string) => ReadStream;
  readonly #streams = new Map<string, ReadStream>();

  /** `open`: a stream of chunks by its name. */
  constructor(volume: AffVolume, open: (uri: string) => ReadStream, onFault: OnFault) {
    this.#volume = volume;
    this.#open = open;
    this.#onFault = onFault;
  }

  list(): readonly LogicalFile[] {
    return this.#volume.told.files().map((uri) => this.#file(uri));
  }

  /** That each chunk which is named by its digest has it. */
  check(): void {
    const { told, zip } = this.#volume;
    for (const uri of told.subjects) {
      const digest = /^aff4:sha512:([A-Za-z0-9_-]{86})(?:==)?$/.exec(uri)?.[1];
      const place = digest === undefined ? undefined : rangeOf(told.iri(uri, 'dataStream'));
      if (place === undefined) continue;
      const hash = createHash('sha512');
      const buffer = new Uint8Array(Math.min(READ_BYTES, place.length));
      const stream = this.#stream(place.uri);
      for (let at = 0; at < place.length; at += buffer.length) {
        const part = buffer.subarray(0, Math.min(buffer.length, place.length - at));
        stream(place.at + at, part, 0);
        hash.update(part);
      }
      if (hash.digest('base64url') !== digest)
        this.#onFault({ file: zip.name, offset: 0, what: `a chunk of ${place.uri} at ${place.at} has not the digest that it is named by` }); // prettier-ignore
    }
  }

  #file(uri: string): LogicalFile {
    const { told } = this.#volume;
    const isFolder = !told.is(uri, 'FileImage');
    const [said] = told.texts(uri, 'originalFileName');
    const path = said?.text ?? uri.slice(uri.startsWith(told.volume) ? told.volume.length : 0);
    if (path.length > MAX_PATH)
      throw told.damaged(`a path of at most ${MAX_PATH} characters`, `${path.length}`);
    const size =
      told.texts(uri, 'size').length > 0 ? told.number(uri, 'size', MAX_SIZE) : this.#member(uri)?.size;
    return {
      path,
      type: isFolder ? 'folder' : 'file',
      sizeBytes: isFolder ? 0 : (size ?? 0),
      times: this.#times(uri),
      digests: this.#digests(uri),
      open: () => this.#content(uri),
    };
  }

  #times(uri: string): LogicalFile['times'] {
    const found: { -readonly [name in keyof LogicalFile['times']]: LogicalFile['times'][name] } = {};
    for (const [property, name] of Object.entries(TIMES)) {
      const moment = momentOf(this.#volume.told.texts(uri, property)[0]?.text);
      if (moment !== undefined) found[name] = moment;
    }
    return found;
  }

  #digests(uri: string): LogicalFile['digests'] {
    const found: { -readonly [name in LogicalDigest]?: string } = {};
    for (const { text, type } of this.#volume.told.texts(uri, 'hash')) {
      const name = DIGESTS[type.replace(AFF4, '').toLowerCase()];
      if (name !== undefined && /^[0-9A-Fa-f]{32,128}$/.test(text)) found[name] ??= text.toLowerCase();
    }
    return found;
  }

  #content(file: string): LogicalContent {
    const { told } = this.#volume;
    const uri = told.iri(file, 'dataStream') ?? file;
    if (told.is(uri, 'Map', 'ImageStream')) {
      const size = told.number(uri, 'size', MAX_SIZE);
      const read = told.is(uri, 'Map')
        ? readThrough(readMap(this.#volume, uri, size), (name) => this.#target(name))
        : this.#stream(uri);
      return {
        size,
        readInto: (offset, target) => {
          const wanted = Math.max(0, Math.min(target.length, size - offset));
          if (wanted > 0) read(offset, target.subarray(0, wanted), offset);
          return wanted;
        },
      };
    }
    const member = this.#member(uri);
    if (member === undefined) throw told.damaged(`the member ${uri}`, 'none of that name');
    const [said] = told.texts(file, 'size');
    if (said !== undefined && Number(said.text) !== member.size)
      this.#onFault({ file: this.#volume.zip.name, offset: member.headerAt, what: `${member.name} has ${member.size} bytes, not ${said.text.slice(0, 40)}` }); // prettier-ignore
    return this.#memberContent(member);
  }

  #memberContent(member: Member): LogicalContent {
    const { zip } = this.#volume;
    const { size, crc32 } = member;
    const whole = member.method === 0 ? undefined : zip.whole(member, MAX_DEFLATED_BYTES);
    return {
      size,
      crc32,
      readInto: (offset, target) => {
        const wanted = Math.max(0, Math.min(target.length, size - offset));
        const into = target.subarray(0, wanted);
        if (whole === undefined) zip.readInto(member, offset, into);
        else into.fill(0, whole.copy(into, 0, Math.min(offset, whole.length)));
        return wanted;
      },
    };
  }

  #member(uri: string): Member | undefined {
    return this.#volume.zip.find(uri, this.#volume.told.volume);
  }

  /** What a map leads to: a sign, a stream, or a chunk by its digest, which is said to be a range of a stream. */
  #target(name: string): ReadStream {
    const sign = symbolic(name);
    if (sign !== undefined) return sign;
    const { told } = this.#volume;
    if (told.is(name, 'ImageStream')) return this.#stream(name);
    const place = rangeOf(told.iri(name, 'dataStream') ?? name);
    if (place === undefined) throw told.damaged(`a stream ${name}`, 'none that is described');
    const { uri, at, length } = place;
    return (offset, target, mediaAt) => {
      const there = Math.max(0, Math.min(target.length, length - offset));
      if (there > 0) this.#stream(uri)(at + offset, target.subarray(0, there), mediaAt);
      if (there === target.length) return;
      target.fill(0, there);
      this.#onFault({ file: this.#volume.zip.name, offset: 0, what: `a part of a file lies after the end of ${name}` }); // prettier-ignore
    };
  }

  /** A container may have as many streams as files: few of them are kept with what they have read. */
  #stream(uri: string): ReadStream {
    const kept = this.#streams.get(uri);
    if (kept !== undefined) return kept;
    const stream = this.#open(uri);
    const [oldest] = this.#streams.keys();
    if (oldest !== undefined && this.#streams.size >= KEPT_STREAMS) this.#streams.delete(oldest);
    this.#streams.set(uri, stream);
    return stream;
  }
}

const TIMES = {
  lastWritten: 'modified',
  lastAccessed: 'accessed',
  recordChanged: 'changed',
  birthTime: 'created',
} as const satisfies { readonly [property: string]: LogicalTime };

const DIGESTS: { readonly [type: string]: LogicalDigest } = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  blake2b: 'blake2b',
};

/** `stream[0x10:0x20]`: so many bytes from there. */
function rangeOf(text: string | undefined): { uri: string; at: number; length: number } | undefined {
  const [, uri, at, length] = /^([^[\]]+)\[0x([0-9a-f]{1,14}):0x([0-9a-f]{1,14})\]$/i.exec(text ?? '') ?? [];
  if (uri === undefined || at === undefined || length === undefined) return undefined;
  const place = { uri, at: Number.parseInt(at, 16), length: Number.parseInt(length, 16) };
  return place.at + place.length <= MAX_SIZE ? place : undefined;
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d{0,9})?(Z|[+-]\d\d:\d\d)$/;

/** A time without a zone says no moment: it is left out. */
function momentOf(text: string | undefined): { seconds: number; nanos: number } | undefined {
  const [, second, fraction = '', zone] = TIME.exec(text ?? '') ?? [];
  if (second === undefined || zone === undefined) return undefined;
  const seconds = Date.parse(second + zone) / 1000;
  return Number.isSafeInteger(seconds) ? { seconds, nanos: Number(fraction.padEnd(9, '0')) } : undefined;
}
