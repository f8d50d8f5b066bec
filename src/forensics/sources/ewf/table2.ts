// The sector table of version 2: 16 bytes for each chunk, with offset, size and flags (EWF 2 specification, 4.5).
import type { OnFault } from '../image.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { damage } from './damage.ts';
import { isSealed } from './small-tables.ts';
import type { DataArea } from './table1.ts';
import { scanEntries, type ChunkPlace, type ChunkTable, type Entries, type EntryWindows } from './tables.ts';
import type { Section } from './sections.ts';

/** 20 bytes and 12 of padding. */
const HEADER_BYTES = 32;
const ENTRY_BYTES = 16;
const IS_COMPRESSED = 1;
const IS_CHECKED = 2;
const IS_PATTERN = 4;

interface TableHeader2 {
  readonly firstChunk: number;
  readonly count: number;
}

/** Undefined when the checksum is wrong. */
function parseTableHeader2(bytes: Uint8Array): TableHeader2 | undefined {
  if (!isSealed(bytes, 16)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const firstChunk = Number(view.getBigUint64(0, true));
  return Number.isSafeInteger(firstChunk) ? { firstChunk, count: view.getUint32(8, true) } : undefined;
}

/** Undefined when the header is damaged or announces more entries than the section has room for. */
export function readTable2(
  files: SegmentFiles,
  section: Section,
  area: DataArea,
  onFault: OnFault,
): Table2 | undefined {
  const { segment, dataOffset, dataSize } = section;
  if (dataSize < HEADER_BYTES) return undefined;
  const header = parseTableHeader2(files.bytes(segment, dataOffset, HEADER_BYTES));
  if (header === undefined || HEADER_BYTES + header.count * ENTRY_BYTES + 4 > dataSize) return undefined;
  const entries = {
    segment,
    offset: dataOffset + HEADER_BYTES,
    count: header.count,
    entryBytes: ENTRY_BYTES,
  };
  return new Table2(header.firstChunk, entries, area, onFault);
}

class Table2 implements ChunkTable {
  readonly firstChunk: number;
  readonly count: number;
  readonly #entries: Entries;
  readonly #area: DataArea;
  readonly #onFault: OnFault;
  #isChecked = false;

  constructor(firstChunk: number, entries: Entries, area: DataArea, onFault: OnFault) {
    this.firstChunk = firstChunk;
    this.count = entries.count;
    this.#entries = entries;
    this.#area = area;
    this.#onFault = onFault;
  }

  place(index: number, windows: EntryWindows): ChunkPlace {
    if (!this.#isChecked) this.#check(windows.files);
    const { segment } = this.#entries;
    const { view, offset: at } = windows.at(this.#entries, index);
    const flags = view.getUint32(at + 12, true);
    if (isPattern(flags)) {
      const pattern = new Uint8Array(view.buffer, view.byteOffset + at, 8).slice();
      return { kind: 'pattern', segment, offset: this.#entries.offset + index * ENTRY_BYTES, pattern };
    }
    const kind = (flags & IS_COMPRESSED) !== 0 ? 'deflate' : (flags & IS_CHECKED) !== 0 ? 'plain' : 'bare';
    return { kind, segment, offset: Number(view.getBigUint64(at, true)), size: view.getUint32(at + 8, true) };
  }

  /** There is no second copy: a wrong checksum, or entries that go back, overlap or leave the data, refuse the image. */
  #check(files: SegmentFiles): void {
    const { segment, offset, count } = this.#entries;
    const file = files.nameOf(segment);
    let end = this.#area.start;
    let unchecked = 0;
    const checksum = scanEntries(files, this.#entries, (view, at, index) => {
      const flags = view.getUint32(at + 12, true);
      if (isPattern(flags)) return;
      if ((flags & (IS_COMPRESSED | IS_CHECKED)) === 0) unchecked += 1;
      const start = view.getBigUint64(at, true);
      const size = view.getUint32(at + 8, true);
      if (start < BigInt(end) || start + BigInt(size) > BigInt(this.#area.end)) {
        const place = { file, offset: offset + index * ENTRY_BYTES };
        throw damage(
          place,
          `chunk ${index} of the table between ${end} and ${this.#area.end}`,
          `${size} bytes at ${start}`,
        );
      }
      end = Number(start) + size;
    });
    if (files.bytes(segment, offset + count * ENTRY_BYTES, 4).readUInt32LE(0) !== checksum)
      throw damage({ file, offset }, 'a sector table with a right checksum', 'one whose checksum is wrong');
    if (unchecked > 0)
      this.#onFault({ file, offset, what: `${unchecked} chunk(s) of the table have no checksum` });
    this.#isChecked = true;
  }
}

function isPattern(flags: number): boolean {
  return (flags & IS_PATTERN) !== 0 && (flags & IS_COMPRESSED) !== 0;
}
