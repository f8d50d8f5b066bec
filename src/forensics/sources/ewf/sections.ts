// The chain of sections in one segment file of EWF version 1 (libewf, EWF specification, sections 3 and 4).
import type { SegmentFiles } from '../segment-files.ts';
import { adler32 } from './adler32.ts';
import { damage } from './damage.ts';

export const FILE_HEADER_BYTES = 13;
export const DESCRIPTOR_BYTES = 76;
/** Over all segments: what the tables of `MAX_TABLES` need, and as much again. */
export const MAX_SECTIONS = 400_000;

interface Descriptor {
  readonly type: string;
  /** Offset of the next section in the file; of the section itself in the last one. */
  readonly next: number;
  /** With the descriptor; 0 where the program did not set it. */
  readonly size: number;
}

/** Where the data of a section lie. */
export interface Section {
  readonly type: string;
  readonly segment: number;
  /** Of the section, for messages. */
  readonly offset: number;
  readonly dataOffset: number;
  readonly dataSize: number;
}

/** Segment number of the 13 byte file header; undefined when it is not one. */
export function parseFileHeader(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isHeader =
    bytes.length >= FILE_HEADER_BYTES && view.getUint8(8) === 1 && view.getUint16(11, true) === 0;
  return isHeader ? view.getUint16(9, true) : undefined;
}

/** Undefined when the checksum is wrong or a number is beyond what can be addressed. */
export function parseDescriptor(bytes: Uint8Array): Descriptor | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < DESCRIPTOR_BYTES || view.getUint32(72, true) !== adler32(bytes.subarray(0, 72)))
    return undefined;
  const next = Number(view.getBigUint64(16, true));
  const size = Number(view.getBigUint64(24, true));
  const typeEnd = bytes.subarray(0, 16).indexOf(0);
  // It ends up in messages, so nothing may be in it that a terminal would obey.
  const type = String.fromCharCode(...bytes.subarray(0, typeEnd < 0 ? 16 : typeEnd)).replace(/[^ -~]/g, '?');
  return Number.isSafeInteger(next) && Number.isSafeInteger(size) ? { type, next, size } : undefined;
}

/**
 * Yields the sections in order, `next` or `done` last. The chain must go forward without a gap or an overlap:
 * the size and the offset of the next section are compared, since an image in which they differ shows one
 * medium to one program and another to the next ("dual image" in the specification).
 */
export function* sections(files: SegmentFiles, segment: number): Generator<Section> {
  const file = files.nameOf(segment);
  const end = files.sizeOf(segment);
  const bytes = new Uint8Array(DESCRIPTOR_BYTES);
  let offset = FILE_HEADER_BYTES;
  for (;;) {
    const at = { file, offset };
    if (offset + DESCRIPTOR_BYTES > end)
      throw damage(
        at,
        'a section',
        `the end of the file (${end} bytes): the segment was cut or never finished`,
      );
    files.read(segment, offset, bytes);
    const descriptor = parseDescriptor(bytes);
    if (descriptor === undefined)
      throw damage(at, 'a section descriptor with a right checksum', 'a descriptor whose checksum is wrong');
    const { type, next, size } = descriptor;
    if (type === 'next' || type === 'done') {
      yield { type, segment, offset, dataOffset: offset + DESCRIPTOR_BYTES, dataSize: 0 };
      return;
    }
    if (next <= offset) throw damage(at, `a section after '${type}'`, `a loop back to offset ${next}`);
    if (next > end) throw damage(at, `section '${type}' to end at ${next}`, `the end of the file at ${end}`);
    if (next < offset + DESCRIPTOR_BYTES || (size !== 0 && offset + size !== next))
      throw damage(
        at,
        `section '${type}' to end where the next begins`,
        `size ${size} and next section at ${next}`,
      );
    const dataOffset = offset + DESCRIPTOR_BYTES;
    yield { type, segment, offset, dataOffset, dataSize: next - dataOffset };
    offset = next;
  }
}
