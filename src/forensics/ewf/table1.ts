// `table` and `table2` of version 1: offsets of 31 bits, the top bit telling compressed chunks (EWF specification,
// 4.9 and 4.10). The end of a chunk is the start of the next, or the end of the section that holds the data.
import type { OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { damage } from './damage.ts';
import type { Section } from './sections.ts';
import { isSealed } from './small-tables.ts';
import { scanEntries, type ChunkPlace, type ChunkTable, type Entries, type EntryWindows } from './tables.ts';

const HEADER_BYTES = 24;
const COMPRESSED = 0x8000_0000;

export interface TableHeader {
  readonly count: number;
  /** Added to every offset; written since EnCase 6. */
  readonly base: number;
}

/** Undefined when the checksum of the header is wrong. */
export function parseTableHeader(bytes: Uint8Array): TableHeader | undefined {
  if (bytes.length < HEADER_BYTES || !isSealed(bytes, 20)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const base = Number(view.getBigUint64(8, true));
  return Number.isSafeInteger(base) ? { count: view.getUint32(0, true), base } : undefined;
}

/** One of the two copies of a table. */
export interface TableCopy {
  readonly name: string;
  readonly offset: number;
  readonly entries: Entries;
  readonly base: number;
  /** Absent in SMART images, where nothing protects the entries. */
  readonly checksumAt: number | undefined;
}

/** Undefined when the header is damaged or announces more entries than the section has room for. */
export function readTableCopy(
  files: SegmentFiles,
  section: Section,
  hasFooter: boolean,
): TableCopy | undefined {
  const { segment, dataOffset, dataSize, type: name, offset } = section;
  if (dataSize < HEADER_BYTES) return undefined;
  const header = parseTableHeader(files.bytes(segment, dataOffset, HEADER_BYTES));
  if (header === undefined || HEADER_BYTES + header.count * 4 + (hasFooter ? 4 : 0) > dataSize)
    return undefined;
  const entries = { segment, offset: dataOffset + HEADER_BYTES, count: header.count, entryBytes: 4 };
  const checksumAt = hasFooter ? entries.offset + header.count * 4 : undefined;
  return { name, offset, entries, base: header.base, checksumAt };
}

/** Offsets in the file between which the chunks of a table must lie. */
export interface DataArea {
  readonly start: number;
  readonly end: number;
}

export class Table1 implements ChunkTable {
  readonly firstChunk: number;
  readonly count: number;
  readonly #area: DataArea;
  readonly #onFault: OnFault;
  #copies: readonly TableCopy[];
  #isChecked = false;
  /** From this entry on the full 32 bits are an offset: a fault of EnCase 6.7.1 with segments above 2 GiB. */
  #overflowsAt = Infinity;

  /** `copies`: the table, its second copy or both. */
  constructor(
    firstChunk: number,
    copies: readonly [TableCopy, ...TableCopy[]],
    area: DataArea,
    onFault: OnFault,
  ) {
    this.firstChunk = firstChunk;
    this.count = copies[0].entries.count;
    this.#copies = copies;
    this.#area = area;
    this.#onFault = onFault;
  }

  place(index: number, windows: EntryWindows): ChunkPlace {
    if (!this.#isChecked) this.#check(windows.files);
    const copy = this.#copy();
    const { segment, count } = copy.entries;
    const { view, offset: at } = windows.at(copy.entries, index);
    const entry = view.getUint32(at, true);
    const offset = copy.base + this.#offsetOf(entry, index);
    const next =
      index + 1 < count
        ? copy.base + this.#offsetOf(view.getUint32(at + 4, true), index + 1)
        : this.#area.end;
    const isCompressed = entry >= COMPRESSED && index < this.#overflowsAt;
    return { kind: isCompressed ? 'deflate' : 'plain', segment, offset, size: next - offset };
  }

  /** Picks the copy whose checksum is right, and refuses entries that go back, overlap or leave the data. */
  #check(files: SegmentFiles): void {
    const good = this.#copies.filter((copy) => this.#isCopyGood(files, copy));
    const [first, second] = good;
    const [copy] = this.#copies;
    if (copy === undefined) throw new RangeError('a table without a copy');
    const at = { file: files.nameOf(copy.entries.segment), offset: copy.offset };
    if (first === undefined)
      throw damage(at, 'a table of chunks, or its second copy, with a right checksum', 'neither');
    if (second !== undefined && scanEntries(files, first.entries) !== scanEntries(files, second.entries))
      this.#onFault({ ...at, what: 'table and table2 have right checksums and differ; table was used' });
    this.#copies = [first];
    this.#checkEntries(files, first);
    this.#isChecked = true;
  }

  #isCopyGood(files: SegmentFiles, copy: TableCopy): boolean {
    if (copy.checksumAt === undefined) return true;
    const { segment } = copy.entries;
    const stored = files.bytes(segment, copy.checksumAt, 4).readUInt32LE(0);
    if (stored === scanEntries(files, copy.entries)) return true;
    this.#onFault({
      file: files.nameOf(segment),
      offset: copy.offset,
      what: `the checksum of ${copy.name} is wrong`,
    });
    return false;
  }

  #checkEntries(files: SegmentFiles, copy: TableCopy): void {
    const { start, end } = this.#area;
    let previous = -1;
    scanEntries(files, copy.entries, (view, offset, index) => {
      const entry = view.getUint32(offset, true);
      const mayOverflow = this.#overflowsAt === Infinity && end - copy.base > COMPRESSED;
      if (mayOverflow && copy.base + (entry % COMPRESSED) <= previous && copy.base + entry > previous)
        this.#overflowsAt = index;
      const place = copy.base + this.#offsetOf(entry, index);
      if (place > previous && place >= start && place < end) previous = place;
      else {
        const at = { file: files.nameOf(copy.entries.segment), offset: copy.entries.offset + index * 4 };
        throw damage(
          at,
          `chunk ${index} of the table after ${Math.max(previous, start)} and before ${end}`,
          `${place}`,
        );
      }
    });
  }

  #offsetOf(entry: number, index: number): number {
    return index < this.#overflowsAt ? entry % COMPRESSED : entry;
  }

  #copy(): TableCopy {
    const [copy] = this.#copies;
    if (copy === undefined) throw new RangeError('a table without a copy');
    return copy;
  }
}
