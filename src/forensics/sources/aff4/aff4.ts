// AFF4, ZIP files with an image in them (AFF4 Standard 1.0 and 1.0a, github.com/aff4/Standard; the sections are named at each structure): which
// image, what is said about it, and its bytes through a map. Read only.
import type { Digests, ImageDescription, ImageReader, OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import type { SegmentSet } from '../segments.ts';
import { checkVolumes } from './check.ts';
import { AffFiles } from './files.ts';
import { readMap, readThrough, unreadable, wholeOf } from './map.ts';
import { Chunks, symbolic, type ReadStream } from './streams.ts';
import { METHODS } from './unpack.ts';
import { AffVolumes } from './volumes.ts';

const MAX_SIZE = 64 * 1024 ** 4;
const MAX_CHUNK_BYTES = 16 * 1024 * 1024;
const MAX_CHUNKS_IN_BEVY = 1024 * 1024;
const READ_BYTES = 256 * 1024;
const AFF4 = 'http://aff4.org/Schema#';

/**
 * Throws Refusal as `openImage` does; `unsupported` for encrypted ones, `notFound` for a stripe that is not beside
 * the others. The first of the set is the one that was named, the others are those that may belong to it.
 */
export function openAff4(set: SegmentSet, files: SegmentFiles, onFault: OnFault): ImageReader {
  try {
    return new Aff4(new AffVolumes(set, files), files, onFault).reader();
  } catch (error) {
    files.close();
    throw error;
  }
}

class Aff4 {
  readonly #volumes: AffVolumes;
  readonly #files: SegmentFiles;
  readonly #onFault: OnFault;

  constructor(volumes: AffVolumes, files: SegmentFiles, onFault: OnFault) {
    this.#volumes = volumes;
    this.#files = files;
    this.#onFault = onFault;
  }

  reader(): ImageReader {
    const { told } = this.#volumes.first;
    if (told.files().length > 0) return this.#logical();
    const image = told.image();
    const data = told.iri(image, 'dataStream') ?? image;
    const holder = this.#volumes.holder(image, data);
    const size = holder.told.number(data, 'size', MAX_SIZE);
    const map = holder.told.is(data, 'Map') ? readMap(holder, data, size) : undefined;
    // 7.1: evidence should be complete, also where the map makes no use of a stripe.
    for (const stream of map === undefined ? [] : holder.told.iris(data, 'dependentStream'))
      if (symbolic(stream) === undefined) this.#volumes.holder(image, stream);
    const read =
      map === undefined
        ? this.#stream(image, data)
        : readThrough(map, (name) => symbolic(name) ?? this.#stream(image, name));
    const volumes = this.#volumes.used();
    const description: ImageDescription = {
      format: 'aff4',
      segments: volumes.map(({ zip, file }) => ({ name: zip.name, sizeBytes: this.#files.sizeOf(file) })),
      mediaSize: size,
      bytesPerSector: told.sector(image),
      chunkBytes: READ_BYTES,
      metadata: told.metadata(image),
      stored: this.#stored([image, data, ...wholeOf(map)]),
      acquisitionErrors: map === undefined ? [] : unreadable(map, told.sector(image)),
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
      check: () => checkVolumes({ volumes, image, map, holder, onFault: this.#onFault }),
      close: () => this.#files.close(),
    };
  }

  /** A container of files: there is no medium. */
  #logical(): ImageReader {
    const { first } = this.#volumes;
    const { told, zip, file } = first;
    const files = new AffFiles(first, (uri) => this.#stream(uri, uri), this.#onFault);
    const logical = files.list();
    const description: ImageDescription = {
      format: 'aff4-l',
      segments: [{ name: zip.name, sizeBytes: this.#files.sizeOf(file) }],
      mediaSize: 0,
      bytesPerSector: 512,
      chunkBytes: READ_BYTES,
      metadata: told.metadata(told.volume),
      stored: {},
      acquisitionErrors: [],
      tracks: [],
      notices: told.notices,
    };
    const close = (): void => this.#files.close();
    return { description, readInto: () => 0, check: () => files.check(), logical, close };
  }

  /** 6.1: of the image; of the stream too, where it is the image from its first byte to its last. */
  #stored(subjects: readonly string[]): Digests {
    const found: { -readonly [name in keyof Digests]: string } = {};
    for (const subject of subjects)
      for (const { told } of this.#volumes.used())
        for (const { text, type } of told.texts(subject, 'hash')) {
          const name = LINEAR[type];
          if (name !== undefined) found[name] ??= text.toLowerCase();
        }
    return found;
  }

  #stream(image: string, uri: string): ReadStream {
    const { told, zip } = this.#volumes.holder(image, uri);
    if (!told.is(uri, 'ImageStream')) throw told.unsupported(`a stream of another kind, ${uri}`);
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
    return new Chunks(zip, given, zip.name, this.#onFault).read;
  }
}

const LINEAR: { readonly [type: string]: keyof Digests } = {
  [`${AFF4}MD5`]: 'md5',
  [`${AFF4}SHA1`]: 'sha1',
  [`${AFF4}SHA256`]: 'sha256',
};
