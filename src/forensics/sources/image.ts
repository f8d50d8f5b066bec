// What a forensic image is to the rest of the program: the bytes of a medium, whatever container holds them.

export type ImageFormat =
  | 'raw'
  | 'split-raw'
  | 'ewf-e01'
  | 'ewf-s01'
  | 'ewf-ex01'
  | 'qcow2'
  | 'vhd'
  | 'vhdx'
  | 'vmdk'
  | 'aff4'
  | 'aff4-l'
  | 'udif';
export type DigestName = 'md5' | 'sha1' | 'sha256';
/** Lower-case hex of the whole medium. */
export type Digests = { readonly [name in DigestName]?: string };

/** Bytes of the medium. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface SectorRange {
  readonly firstSector: number;
  readonly sectors: number;
}

/** Something in the container that is not as its checksums say, with the bytes of the medium it touches. */
export interface ImageFault {
  readonly file: string;
  readonly offset: number;
  readonly what: string;
  readonly media?: ByteRange;
}

/** The caller must say what happens to a fault: a chunk that is not good is still delivered (see `readInto`). */
export type OnFault = (fault: ImageFault) => void;

/** What the acquiring program wrote about the acquisition. Text from outside: show it escaped. */
export interface ImageMetadata {
  readonly caseNumber?: string;
  readonly evidenceNumber?: string;
  readonly description?: string;
  readonly examiner?: string;
  readonly notes?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly deviceLabel?: string;
  readonly software?: string;
  readonly platform?: string;
  /** ISO 8601; without an offset where the image does not say one. */
  readonly acquiredAt?: string;
  readonly systemTime?: string;
  readonly processId?: string;
}

export interface ImageDescription {
  readonly format: ImageFormat;
  readonly segments: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly mediaSize: number;
  readonly bytesPerSector: number;
  /** The unit the container compresses and checks; for raw images the unit of reading. */
  readonly chunkBytes: number;
  readonly mediaType?: 'removable' | 'fixed' | 'optical' | 'memory' | 'unknown';
  readonly isPhysical?: boolean;
  /** Written by the acquiring program into every segment, lower-case hex. */
  readonly setIdentifier?: string;
  readonly metadata: ImageMetadata;
  /** Digests of the medium that the image itself carries. */
  readonly stored: Digests;
  /** Sectors the acquiring program could not read; the image holds zeros there. */
  readonly acquisitionErrors: readonly SectorRange[];
  /** Tracks of an optical disc. */
  readonly tracks: readonly { readonly firstSector: number; readonly isAudio: boolean }[];
  /** What a reader of the image should know and that is no fault. */
  readonly notices: readonly string[];
}

/** A file or folder of a logical container: what was acquired is not a medium, but files as a system gave them. */
export interface LogicalFile {
  /** As the container says it: text from outside. */
  readonly path: string;
  readonly type: 'file' | 'folder';
  readonly sizeBytes: number;
  readonly times: { readonly [name in LogicalTime]?: { readonly seconds: number; readonly nanos: number } };
  /** Digests of it that the container carries: lower-case hex by their names. */
  readonly digests: { readonly [name in LogicalDigest]?: string };
  /** Throws Refusal where its bytes cannot be found. */
  open(): LogicalContent;
}

export type LogicalTime = 'modified' | 'accessed' | 'changed' | 'created';
export const LOGICAL_DIGESTS = ['md5', 'sha1', 'sha256', 'sha512', 'blake2b'] as const;
export type LogicalDigest = (typeof LOGICAL_DIGESTS)[number];

export interface LogicalContent {
  readonly size: number;
  /** As that of an image: what is in doubt is reported, and less is filled only at the end. */
  readInto(offset: number, target: Uint8Array): number;
  /** Of what is read from first to last, where the container has one; compared by whoever reads the whole. */
  readonly crc32?: number;
}

/** Reading is synchronous: it belongs in a worker thread or a command, not in the thread of a server. */
export interface ImageReader {
  readonly description: ImageDescription;
  /**
   * Fills `target` from `offset` of the medium and returns how much was filled: less only at the end of the
   * medium. A chunk whose checksum differs is reported and delivered as it is stored; one that cannot be
   * decoded is reported and delivered as zeros. Throws Refusal `damaged` where the bytes cannot be found.
   */
  readInto(offset: number, target: Uint8Array): number;
  /** Of a last sector that is not whole: bytes that the container holds after the medium that it states. Absent: none can be. */
  readonly rest?: () => Uint8Array;
  /** Compares what the container says of its own tables, beside what is compared as each chunk is read; `onFault` hears of it. */
  readonly check?: () => void;
  /** Of a logical container, in place of a medium, which then has no bytes. */
  readonly logical?: readonly LogicalFile[];
  close(): void;
}

/** The whole medium in order, chunk by chunk. The bytes are only good until the next step. */
export function* mediaChunks(image: ImageReader): Generator<{ offset: number; bytes: Uint8Array }> {
  const { chunkBytes, mediaSize } = image.description;
  const buffer = new Uint8Array(Math.min(chunkBytes, mediaSize));
  for (let offset = 0; offset < mediaSize; offset += chunkBytes) {
    const filled = image.readInto(offset, buffer.subarray(0, Math.min(chunkBytes, mediaSize - offset)));
    yield { offset, bytes: buffer.subarray(0, filled) };
  }
}
