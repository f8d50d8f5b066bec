// Where the bytes of exhibits lie: one OCFL 1.1 object per exhibit. `disk-store.ts` keeps it on a disk, `s3-store.ts`
// in a bucket; another store need only offer these functions, so nothing here seeks back, overwrites or renames.
import type { Uuid } from '../base/ids.ts';

/** `path` everywhere is the content path within `v1/content/`, such as `data/photo.jpg` or `tree.jsonl`. */
export interface ObjectStore {
  /** Undefined: on a disk of this machine. */
  readonly about: StoreElsewhere | undefined;
  /** Opens a staging area. Refuses alreadyExists when the id is staged, published or was purged. */
  stage(id: Uuid): Promise<Staging>;
  /**
   * Makes a sealed object visible, all at once. Doing it again, or again after a crash, changes nothing. Refuses notFound
   * when there is neither a staged nor a published one, notReady when it was not sealed.
   */
  publish(id: Uuid): Promise<void>;
  /** Removes what is staged; nothing staged is no error. */
  discard(id: Uuid): Promise<void>;
  /** What lies in staging. At start, what no living process holds is published or discarded. */
  staged(): Promise<readonly StagedObject[]>;
  /** Whether it is published. */
  has(id: Uuid): Promise<boolean>;
  /** Every published object. */
  ids(): AsyncIterable<Uuid>;
  /** Places in the store that hold no object of ours, for audit. */
  strays(): AsyncIterable<string>;
  /** What the inventory of a published object says. Refuses notFound, and damaged when it cannot be read. */
  inventory(id: Uuid): Promise<StoredObject>;
  /** Bytes of a stored file, as they are on the medium; `check` compares them. Refuses notFound. */
  read(id: Uuid, path: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** For readers that seek where there is no local path: fills `target`, through blocks that are kept a while; how much was filled. */
  readAt(
    id: Uuid,
    file: Pick<StoredFile, 'path' | 'bytes'>,
  ): (at: number, target: Uint8Array) => Promise<number>;
  /** A path on this machine for readers that seek; undefined where the store has none or the file is not there. */
  localPath(id: Uuid, path: string): string | undefined;
  /** Recomputes every digest and holds the whole object to OCFL 1.1. Refuses notFound; damage is in the answer. */
  check(id: Uuid, options?: WorkOptions): Promise<ObjectCheck>;
  /** Destroys the bytes by order and leaves a tombstone. Doing it again changes nothing. Refuses notFound. */
  purge(id: Uuid): Promise<void>;
  /** Writes all files of a published object, as they are, into a new folder. Refuses notFound. */
  copyTo(id: Uuid, folder: string, onBytes?: (bytes: number) => void): Promise<void>;
  /** Until when the store itself keeps it from being destroyed; undefined: not, or no more. */
  lockedUntil(id: Uuid): Promise<Date | undefined>;
  /** Takes over the tombstone of an object that was destroyed before the store was brought back. */
  bury(tombstone: Tombstone): Promise<void>;
  /** The tombstone of a purged object. */
  tombstone(id: Uuid): Promise<Tombstone | undefined>;
  /** Ends the threads that read and hash. */
  close(): Promise<void>;
}

/** A store that other machines reach too. */
export interface StoreElsewhere {
  /** `s3://bucket/folder/` */
  readonly place: string;
  /** Bytes that somebody replaces behind our back can be brought back. */
  readonly isVersioned: boolean;
  /** For how long what is put can be removed by nobody; undefined: no lock. */
  readonly lockDays: number | undefined;
}

/** A place for one object until it is whole. */
export interface Staging {
  readonly id: Uuid;
  /** Copies one source. A refusal leaves the staging area to be discarded. */
  write(path: string, source: ByteSource, options?: WriteOptions): Promise<WrittenFile>;
  /** Copies many, several at a time; the answers come in the order of the sources. */
  writeAll(files: AnyIterable<SourceFile>, options?: WriteOptions): AsyncIterable<WriteResult>;
  /** A path on this machine of a file already written, for readers that seek. */
  localPath(path: string): string | undefined;
  /** Writes the inventory and makes everything durable; nothing can be written after. */
  seal(): Promise<SealedObject>;
  discard(): Promise<void>;
}

export type AnyIterable<T> = Iterable<T> | AsyncIterable<T>;

/** What a listing saw of a file before it was opened: `fs.BigIntStats` fits. */
export interface Seen {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** Bytes where the name is not UTF-8. `seen` moves the start of watching for changes to the listing. */
export interface PathSource {
  readonly kind: 'path';
  readonly path: string | Uint8Array;
  readonly seen?: Seen;
  /** Where it lies, in latin1: what is opened elsewhere, by a link that was put on the way, is refused (ELOOP). */
  readonly real?: string;
}

/** The name is for messages only. */
interface StreamSource {
  readonly kind: 'stream';
  readonly stream: AnyIterable<Uint8Array>;
  readonly name: string;
}

export type ByteSource = PathSource | StreamSource;

export interface SourceFile {
  readonly path: string;
  readonly source: PathSource;
  /** About how long it is, so that work can be shared out; nothing depends on its being right. */
  readonly bytesHint?: number;
}

export interface WorkOptions {
  /** Bytes read so far in this call. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

export interface WriteOptions extends WorkOptions {
  /** Computed beside SHA-256 in the same pass. */
  readonly also?: readonly ('md5' | 'sha1')[];
}

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex, of the bytes as stored. */
  readonly sha256: string;
  readonly md5?: string;
  readonly sha1?: string;
  /** Root of the RFC 6962 tree over chunks of 4 MiB, hex (docs/formats/store.md). */
  readonly chunksRoot: string;
  /** The source took less room than its length, so it has holes; they are read and stored as zeros. */
  readonly isSparse: boolean;
  /** Bytes that could not be read and are stored as zeros. */
  readonly badBytes: number;
  /** Where those lie: [offset, bytes], in order. With very many, neighbours are joined and a range holds good bytes too. */
  readonly badRanges: readonly (readonly [number, number])[];
  /** Bytes that could not be read at first and came when read again, and where: the smallest reads that failed. */
  readonly retriedBytes: number;
  readonly retriedRanges: readonly (readonly [number, number])[];
  /** What was different about the source after reading; the copy is what was read. Empty when it held still. */
  readonly changes: readonly SourceChange[];
}

/** `length` is the number of bytes that were read against the size before. */
export interface SourceChange {
  readonly what: 'size' | 'length' | 'modified' | 'changed' | 'inode' | 'removed';
  readonly before: string;
  readonly after: string;
}

/** One file that cannot be opened does not end the copying of a tree; a full disk does (it is thrown). */
export type WriteResult =
  | { readonly ok: true; readonly file: WrittenFile }
  | { readonly ok: false; readonly path: string; readonly code: string; readonly reason: string };

export interface SealedObject {
  /** Content files, `tree.jsonl` among them. */
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of inventory.json, hex: one digest for the whole object. */
  readonly inventorySha256: string;
}

export interface StagedObject {
  readonly id: Uuid;
  /** Whole and durable: it can be published. */
  readonly isSealed: boolean;
  /** A living process of this machine is at work on it. */
  readonly isHeld: boolean;
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface StoredObject {
  readonly id: Uuid;
  /** In the order of their paths. A size is that of the file found; -1 where there is none. */
  readonly files: readonly StoredFile[];
  readonly bytes: number;
  readonly inventorySha256: string;
}

/** From the first byte to before the last: [from, to). */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface ObjectCheck {
  readonly files: number;
  readonly bytes: number;
  /** Of inventory.json as found; empty where there is none. */
  readonly inventorySha256: string;
  /** Empty when everything is as written. At most 1,000 are listed. */
  readonly differences: readonly ObjectDifference[];
  readonly differencesCount: number;
}

export interface ObjectDifference {
  /** Within the object: `v1/content/data/photo.jpg`, `inventory.json`. */
  readonly path: string;
  readonly what: 'missing' | 'changed' | 'unlisted' | 'unreadable' | 'layout';
  readonly expected: string;
  readonly found: string;
  /** Which chunks differ, where the side file can tell: [offset, bytes]. */
  readonly damaged?: readonly (readonly [number, number])[];
}

export interface Tombstone extends SealedObject {
  readonly id: Uuid;
}
