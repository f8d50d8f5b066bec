// `table` and `table2` of version 1: offsets of 31 bits, the top bit telling compressed chunks (EWF specification,
// 4.9 and 4.10). The end of a chunk is the start of the next, or the end of the section that holds the data.
import type { OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { damage } from './damage.ts';
import type { Section } from './sections.ts';
import { isSealed } from './small-tables.ts';
import { scanEntries, type ChunkPlace, type ChunkTable, type Entries, type EntryWindows } from './tables.ts';

const HEADER_BYTES = 24;
const ENTRY_BYTES = 4;
const COMPRESSED = 0x8000_0000;

interface TableHeader {
  readonly count: number;
  /** Added to every offset; written since EnCase 6. */
  readonly base: number;
}

/** Undefined when the checksum of the header is wrong. */
function parseTableHeader(bytes: Uint8Array): TableHeader | undefined {
  if (bytes.length < HEADER_BYTES || !isSealed(bytes, 20)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const base = Number(view.getBigUint64(8, true));
  return Number.isSafeInteger(base) ? { count: view.getUint32(0, true), base } : undefined;
}

/** One of the two copies of a table. Flat, because an image may have many. */
export interface TableCopy {
  /** Of the section, for messages. */
  readonly offset: number;
  readonly isSecond: boolean;
  readonly entriesAt: number;
  readonly count: number;
  readonly base: number;
  /** False in SMART images, where nothing protects the entries. */
  readonly hasChecksum: boolean;
}

/** Undefined when the header is damaged or announces more entries than the section has room for. */
export function readTableCopy(
  files: SegmentFiles,
  section: Section,
  hasChecksum: boolean,
): TableCopy | undefined {
  const { segment, dataOffset, dataSize, type, offset } = section;
  if (dataSize < HEADER_BYTES) return undefined;
  const header = parseTableHeader(files.bytes(segment, dataOffset, HEADER_BYTES));
  if (header === undefined || HEADER_BYTES + header.count * ENTRY_BYTES + (hasChecksum ? 4 : 0) > dataSize)
    return undefined;
  return {
    offset,
    isSecond: type === 'table2',
    entriesAt: dataOffset + HEADER_BYTES,
    ...header,
    hasChecksum,
  };
}

/** Where in which file the chunks of a table must lie. */
export interface DataArea {
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

export class Table1 implements ChunkTable {
  readonly firstChunk: number;
  readonly count: number;
  readonly #area: DataArea;
  readonly #onFault: OnFault;
  #copy: TableCopy;
  #second: TableCopy | undefined;
  #isChecked = false;
  /** From this entry on the full 32 bits are an offset: a fault of EnCase 6.7.1 with segments above 2 GiB. */
  #overflowsAt = Infinity;

  /** `copies`: the table, its second copy or both. */
  constructor(
    firstChunk: number,
    copies: readonly [TableCopy, TableCopy?],
    area: DataArea,
    onFault: OnFault,
  ) {
    [this.#copy, this.#second] = copies;
    this.firstChunk = firstChunk;
    this.count = this.#copy.count;
    this.#area = area;
    this.#onFault = onFault;
  }

  place(index: number, windows: EntryWindows): ChunkPlace {
    if (!this.#isChecked) this.#check(windows.files);
    const { base, count } = this.#copy;
    const { segment, end } = this.#area;
    const { view, offset: at } = windows.at(this.#entriesOf(this.#copy), index);
    const entry = view.getUint32(at, true);
    const offset = base + this.#offsetOf(entry, index);
    const next =
      index + 1 < count ? base + this.#offsetOf(view.getUint32(at + ENTRY_BYTES, true), index + 1) : end;
    const isCompressed = entry >= COMPRESSED && index < this.#overflowsAt;
    return { kind: isCompressed ? 'deflate' : 'plain', segment, offset, size: next - offset };
  }

  /** Picks the copy whose checksum is right, and refuses entries that go back, overlap or leave the data. */
  #check(files: SegmentFiles): void {
    const at = { file: files.nameOf(this.#area.segment), offset: this.#copy.offset };
    const one = this.#checksumOf(files, this.#copy);
    const other = this.#second === undefined ? undefined : this.#checksumOf(files, this.#second);
    if (one !== undefined && other !== undefined && one !== other)
      this.#onFault({ ...at, what: 'table and table2 have right checksums and differ; table was used' });
    if (one === undefined) {
      if (this.#second === undefined || other === undefined)
        throw damage(at, 'a table of chunks, or its second copy, with a right checksum', 'neither');
      this.#copy = this.#second;
    }
    this.#second = undefined;
    this.#checkEntries(files);
    this.#isChecked = true;
  }

  /** Of the entries; undefined, and reported, when it is not the one that is stored. */
  #checksumOf(files: SegmentFiles, copy: TableCopy): number | undefined {
    const { segment } = this.#area;
    const checksum = scanEntries(files, this.#entriesOf(copy));
    if (!copy.hasChecksum) return checksum;
    const stored = files.bytes(segment, copy.entriesAt + copy.count * ENTRY_BYTES, 4).readUInt32LE(0);
    if (stored === checksum) return checksum;
    const name = copy.isSecond ? 'table2' : 'table';
    this.#onFault({
      file: files.nameOf(segment),
      offset: copy.offset,
      what: `the checksum of ${name} is wrong`,
    });
    return undefined;
  }

  #checkEntries(files: SegmentFiles): void {
    const { segment, start, end } = this.#area;
    const { base, entriesAt } = this.#copy;
    let previous = -1;
    scanEntries(files, this.#entriesOf(this.#copy), (view, offset, index) => {
      const entry = view.getUint32(offset, true);
      const mayOverflow = this.#overflowsAt === Infinity && end - base > COMPRESSED;
      if (mayOverflow && base + (entry % COMPRESSED) <= previous && base + entry > previous)
        this.#overflowsAt = index;
      const place = base + this.#offsetOf(entry, index);
      if (place > previous && place >= start && place < end) previous = place;
      else {
        const at = { file: files.nameOf(segment), offset: entriesAt + index * ENTRY_BYTES };
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

  #entriesOf({ entriesAt, count }: TableCopy): Entries {
    return { segment: this.#area.segment, offset: entriesAt, count, entryBytes: ENTRY_BYTES };
  }
}
