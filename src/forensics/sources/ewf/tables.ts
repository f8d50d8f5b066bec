// Where the chunks lie. Tables stay in the file: an image of 10 TB has a gigabyte of them in version 2. What is in
// memory is one small record a table and a few windows of entries.
import type { SegmentFiles } from '../segment-files.ts';
import { adler32 } from './adler32.ts';

/**
 * Where one chunk lies and how it is packed; `plain` chunks are followed by a checksum, `bare` ones are not. `size` is
 * what the container has for it, checksum and padding included.
 */
export type ChunkPlace =
  | {
      readonly kind: 'deflate' | 'plain' | 'bare';
      readonly segment: number;
      readonly offset: number;
      readonly size: number;
    }
  | {
      readonly kind: 'pattern';
      readonly segment: number;
      readonly offset: number;
      readonly pattern: Uint8Array;
    };

/** Entries of one table, somewhere in a file. */
export interface Entries {
  readonly segment: number;
  readonly offset: number;
  readonly count: number;
  readonly entryBytes: number;
}

export interface ChunkTable {
  readonly firstChunk: number;
  readonly count: number;
  /** Place of the chunk with this index within the table. The first call checks the whole table. */
  place(index: number, windows: EntryWindows): ChunkPlace;
}

/** EnCase and FTK Imager write one for each 512 MiB to 2 GiB of the medium, so this reaches beyond 32 TiB. */
export const MAX_TABLES = 65_536;

const WINDOW_ENTRIES = 4096;
const MAX_WINDOWS = 8;

/** The windows last used, shared by all tables of one reader. */
export class EntryWindows {
  readonly #files: SegmentFiles;
  readonly #windows = new Map<number, { readonly entries: Entries; readonly view: DataView }>();
  #turn = 0;

  constructor(files: SegmentFiles) {
    this.#files = files;
  }

  get files(): SegmentFiles {
    return this.#files;
  }

  /** A view that starts at the entry, with the following one in it when the table has one. */
  at(entries: Entries, index: number): { readonly view: DataView; readonly offset: number } {
    const number = Math.floor(index / WINDOW_ENTRIES);
    const start = number * WINDOW_ENTRIES;
    const view = this.#find(entries, start) ?? this.#load(entries, start);
    return { view, offset: (index - start) * entries.entryBytes };
  }

  #find(entries: Entries, start: number): DataView | undefined {
    const wanted = entries.offset + start * entries.entryBytes;
    for (const window of this.#windows.values())
      if (window.entries.segment === entries.segment && window.entries.offset === wanted) return window.view;
    return undefined;
  }

  #load(entries: Entries, start: number): DataView {
    const { segment, entryBytes } = entries;
    const offset = entries.offset + start * entryBytes;
    const count = Math.min(WINDOW_ENTRIES + 1, entries.count - start); // one more: it ends the last chunk of the window
    const bytes = this.#files.bytes(segment, offset, count * entryBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#turn = (this.#turn + 1) % MAX_WINDOWS;
    this.#windows.set(this.#turn, { entries: { segment, offset, count, entryBytes }, view });
    return view;
  }
}

/** Runs over all entries in parts of constant size and returns their Adler-32. */
export function scanEntries(
  files: SegmentFiles,
  entries: Entries,
  visit?: (view: DataView, offset: number, index: number) => void,
): number {
  let checksum = 1;
  for (let start = 0; start < entries.count; start += WINDOW_ENTRIES) {
    const count = Math.min(WINDOW_ENTRIES, entries.count - start);
    const { entryBytes } = entries;
    const bytes = files.bytes(entries.segment, entries.offset + start * entryBytes, count * entryBytes);
    checksum = adler32(bytes, checksum);
    if (visit === undefined) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < count; i++) visit(view, i * entryBytes, start + i);
  }
  return checksum;
}

/** The table that holds a chunk; tables are in order and without gaps. */
export function tableOf(tables: readonly ChunkTable[], chunk: number): ChunkTable | undefined {
  let low = 0;
  let high = tables.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tables[middle]?.firstChunk ?? 0) <= chunk) low = middle;
    else high = middle - 1;
  }
  const table = tables[low];
  return table !== undefined && chunk < table.firstChunk + table.count ? table : undefined;
}
