// The chain of sections in one segment file of EWF version 2 (libewf, EWF 2 specification, sections 3 and 4).
import { hex } from '../../../base/bytes.ts';
import type { SegmentFiles } from '../segment-files.ts';
import { adler32 } from './adler32.ts';
import { damage } from './damage.ts';

export const FILE_HEADER2_BYTES = 32;
const DESCRIPTOR2_BYTES = 64;
/** Over all segments; a list of them is held while a segment is read. */
export const MAX_DESCRIPTORS2 = 200_000;
const SIGNATURE = 'EVF2\x0d\x0a\x81\x00';
const MD5_IS_SET = 1;
const IS_ENCRYPTED = 2;

interface FileHeader2 {
  readonly major: number;
  readonly minor: number;
  /** 0 none, 1 deflate, 2 bzip2. */
  readonly compression: number;
  readonly number: number;
  readonly setIdentifier: string;
}

const TYPES = {
  0x01: 'device information',
  0x02: 'case data',
  0x03: 'sector data',
  0x04: 'sector table',
  0x05: 'error table',
  0x06: 'session table',
  0x07: 'known and not needed', // increment data
  0x08: 'MD5 hash',
  0x09: 'SHA1 hash',
  0x0a: 'known and not needed', // restart data
  0x0b: 'encryption keys',
  0x0c: 'known and not needed', // memory extents
  0x0d: 'next',
  0x0e: 'known and not needed', // final information
  0x0f: 'done',
  0x10: 'known and not needed', // analytical data
  0x20: 'single files',
  0x21: 'single files',
  0x22: 'single files',
  0x23: 'single files',
} as const;

type Type2 = (typeof TYPES)[keyof typeof TYPES] | 'unknown';

interface Descriptor2 {
  readonly type: Type2;
  readonly isEncrypted: boolean;
  /** Offset of the descriptor before, 0 for none. */
  readonly previous: number;
  /** Padding included. */
  readonly dataSize: number;
  /** Of the data, where one is set. */
  readonly md5?: string;
}

export interface Section2 extends Descriptor2 {
  readonly segment: number;
  /** Of the descriptor. */
  readonly offset: number;
  readonly dataOffset: number;
  /** Where the section before ends: the data may start later. */
  readonly gapStart: number;
}

export function parseFileHeader2(bytes: Uint8Array): FileHeader2 | undefined {
  if (bytes.length < FILE_HEADER2_BYTES || String.fromCharCode(...bytes.subarray(0, 8)) !== SIGNATURE)
    return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    major: view.getUint8(8),
    minor: view.getUint8(9),
    compression: view.getUint16(10, true),
    number: view.getUint32(12, true),
    setIdentifier: hex(bytes.subarray(16, 32)),
  };
}

/** Undefined when the checksum is wrong or a number is beyond what can be addressed. */
export function parseDescriptor2(bytes: Uint8Array): Descriptor2 | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < DESCRIPTOR2_BYTES || view.getUint32(60, true) !== adler32(bytes.subarray(0, 60)))
    return undefined;
  const code = view.getUint32(0, true);
  const flags = view.getUint32(4, true);
  const previous = Number(view.getBigUint64(8, true));
  const dataSize = Number(view.getBigUint64(16, true));
  if (!Number.isSafeInteger(previous) || !Number.isSafeInteger(dataSize)) return undefined;
  if (view.getUint32(24, true) !== DESCRIPTOR2_BYTES) return undefined;
  return {
    type: isType(code) ? TYPES[code] : 'unknown',
    isEncrypted: (flags & IS_ENCRYPTED) !== 0,
    previous,
    dataSize,
    ...((flags & MD5_IS_SET) === 0 ? {} : { md5: hex(bytes.subarray(32, 48)) }),
  };
}

/** The sections in the order of the file, `next` or `done` last. The chain must go back without an overlap. */
export function sections2(files: SegmentFiles, segment: number, limit: number): readonly Section2[] {
  const file = files.nameOf(segment);
  const found: Section2[] = [];
  let offset = files.sizeOf(segment) - DESCRIPTOR2_BYTES;
  for (;;) {
    const at = { file, offset };
    if (offset < FILE_HEADER2_BYTES)
      throw damage(at, 'a section descriptor after the file header', 'no room for it');
    if (found.length >= limit) throw damage(at, `at most ${MAX_DESCRIPTORS2} sections`, 'more', 'tooLarge');
    const descriptor = parseDescriptor2(files.bytes(segment, offset, DESCRIPTOR2_BYTES));
    if (descriptor === undefined) throw damage(at, 'a section descriptor with a right checksum', WRONG);
    const { previous, dataSize, type } = descriptor;
    if (found.length === 0 && type !== 'next' && type !== 'done')
      throw damage(
        at,
        "a section 'next' or 'done' at the end of the segment",
        `'${type}': the segment was cut or never finished`,
      );
    const gapStart = previous === 0 ? FILE_HEADER2_BYTES : previous + DESCRIPTOR2_BYTES;
    const dataOffset = offset - dataSize;
    if (dataOffset < gapStart)
      throw damage(
        at,
        `${dataSize} bytes of data between ${gapStart} and the descriptor`,
        'an overlap or a loop',
      );
    found.push({ ...descriptor, segment, offset, dataOffset, gapStart });
    if (previous === 0) return found.reverse();
    offset = previous;
  }
}

const WRONG = 'one whose checksum is wrong: the segment is damaged, cut or never finished';

function isType(code: number): code is keyof typeof TYPES {
  return Object.hasOwn(TYPES, code);
}
