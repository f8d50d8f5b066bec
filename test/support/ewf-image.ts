// Builds EWF images section by section, so that a test can damage exactly one thing and keep every checksum right.
// Written from the same specifications as the reader; `ewfverify` reads what it makes (ewf1.test.ts, ewf2.test.ts).
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { adler32 } from '../../src/forensics/sources/ewf/adler32.ts';

export interface Section {
  type: string;
  /** The data, or what makes it once the offset of the data in the file is known. */
  data: Uint8Array | ((dataOffset: number) => Uint8Array);
  /** To lie about where the section ends. */
  size?: number;
  next?: number;
  isDescriptorBad?: boolean;
}

export interface E01Options {
  readonly media: Uint8Array;
  readonly bytesPerSector?: number;
  readonly sectorsPerChunk?: number;
  readonly compress?: (chunk: number) => boolean;
  readonly chunksPerSegment?: number;
  readonly layout?: 'e01' | 'smart' | 'encase1';
  /** Changes the volume section before its checksum is set. */
  readonly volume?: (view: DataView) => void;
  readonly md5?: string;
  readonly header2?: string;
}

/** The sections of every segment of a right image. */
export function e01Sections(options: E01Options): Section[][] {
  const { media, bytesPerSector = 512, sectorsPerChunk = 64, layout = 'e01' } = options;
  const chunkBytes = bytesPerSector * sectorsPerChunk;
  const chunks: { bytes: Buffer; isCompressed: boolean }[] = [];
  for (let at = 0; at < media.length; at += chunkBytes) {
    const chunk = media.subarray(at, at + chunkBytes);
    const isCompressed = layout === 'smart' || (options.compress?.(at / chunkBytes) ?? true);
    chunks.push({ bytes: isCompressed ? deflateSync(chunk) : sealed(chunk), isCompressed });
  }
  const perSegment = options.chunksPerSegment ?? Math.max(1, chunks.length);
  const count = Math.max(1, Math.ceil(chunks.length / perSegment));
  const volume = (): Buffer =>
    volumeData(options, { chunkCount: chunks.length, bytesPerSector, sectorsPerChunk });
  return Array.from({ length: count }, (_, i) => {
    const own = chunks.slice(i * perSegment, (i + 1) * perSegment);
    const isLast = i === count - 1;
    const sections: Section[] = [];
    if (i === 0) {
      const text = options.header2 ?? '1\nmain\nc\tn\ta\te\tt\nCASE-7\tE-1\tA disk\tExaminer\tNote\n\n';
      sections.push({ type: 'header2', data: deflateSync(utf16(text)) });
      sections.push({ type: 'volume', data: volume() });
    } else if (layout !== 'smart') sections.push({ type: 'data', data: volume() });
    sections.push(...chunkSections(own, layout));
    if (isLast) sections.push({ type: 'hash', data: hashData(options.md5 ?? md5(media)) });
    sections.push({ type: isLast ? 'done' : 'next', data: new Uint8Array() });
    return sections;
  });
}

/** Whole segment files, in order. */
export function e01Files(options: E01Options): Buffer[] {
  return e01Sections(options).map((sections, i) => segmentFile(i + 1, sections));
}

export function segmentFile(number: number, sections: readonly Section[]): Buffer {
  const header = Buffer.from('EVF\x09\x0d\x0a\xff\x00\x01\x00\x00\x00\x00', 'latin1');
  header.writeUInt16LE(number, 9);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const section of sections) {
    const data = typeof section.data === 'function' ? section.data(offset + 76) : section.data;
    const end = offset + 76 + data.length;
    const isLast = section.type === 'next' || section.type === 'done';
    const descriptor = Buffer.alloc(76);
    descriptor.write(section.type, 'latin1');
    descriptor.writeBigUInt64LE(BigInt(section.next ?? (isLast ? offset : end)), 16);
    descriptor.writeBigUInt64LE(BigInt(section.size ?? (isLast ? 0 : end - offset)), 24);
    descriptor.writeUInt32LE(
      (adler32(descriptor.subarray(0, 72)) ^ (section.isDescriptorBad ? 1 : 0)) >>> 0,
      72,
    );
    parts.push(descriptor, Buffer.from(data));
    offset = end;
  }
  return Buffer.concat(parts);
}

function chunkSections(
  chunks: readonly { bytes: Buffer; isCompressed: boolean }[],
  layout: string,
): Section[] {
  const data = Buffer.concat(chunks.map((chunk) => chunk.bytes));
  const entries = (start: number): number[] => {
    let at = start;
    return chunks.map((chunk) => {
      const entry = at + (chunk.isCompressed ? 0x8000_0000 : 0);
      at += chunk.bytes.length;
      return entry;
    });
  };
  if (layout !== 'e01') {
    const footer = layout === 'encase1';
    const length = 24 + 4 * chunks.length + (footer ? 4 : 0);
    const table = (at: number): Buffer => Buffer.concat([tableData(entries(at + length), { footer }), data]);
    return [{ type: 'table', data: table }];
  }
  let start = 0;
  const sectors = (at: number): Buffer => {
    start = at;
    return data;
  };
  return [
    { type: 'sectors', data: sectors },
    { type: 'table', data: () => tableData(entries(start)) },
    { type: 'table2', data: () => tableData(entries(start)) },
  ];
}

export interface TableLies {
  readonly count?: number;
  readonly base?: number;
  readonly footer?: boolean;
  readonly isHeaderBad?: boolean;
  readonly isFooterBad?: boolean;
}

export function tableData(entries: readonly number[], lies: TableLies = {}): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt32LE(lies.count ?? entries.length, 0);
  header.writeBigUInt64LE(BigInt(lies.base ?? 0), 8);
  const body = Buffer.alloc(4 * entries.length);
  for (const [i, entry] of entries.entries()) body.writeUInt32LE(entry >>> 0, 4 * i);
  const head = sealed(header, lies.isHeaderBad);
  return Buffer.concat([head, lies.footer === false ? body : sealed(body, lies.isFooterBad)]);
}

export function volumeData(
  options: Pick<E01Options, 'media' | 'layout' | 'volume'>,
  shape: { chunkCount: number; bytesPerSector: number; sectorsPerChunk: number },
): Buffer {
  const bytes = Buffer.alloc(options.layout === 'smart' ? 90 : 1048);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setUint8(0, 1);
  view.setUint32(4, shape.chunkCount, true);
  view.setUint32(8, shape.sectorsPerChunk, true);
  view.setUint32(12, shape.bytesPerSector, true);
  view.setUint32(16, options.media.length / shape.bytesPerSector, true);
  if (options.layout !== 'smart') {
    view.setUint8(36, 3);
    bytes.fill(0xab, 64, 80);
  } else bytes.write('SMART', 85, 'latin1');
  options.volume?.(view);
  return sealed(bytes);
}

export function hashData(md5Hex: string): Buffer {
  return sealed(Buffer.concat([Buffer.from(md5Hex, 'hex'), Buffer.alloc(16)]));
}

/** The bytes and their Adler-32. */
export function sealed(bytes: Uint8Array, isBad = false): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE((adler32(bytes) ^ (isBad ? 1 : 0)) >>> 0);
  return Buffer.concat([bytes, checksum]);
}

export function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** Bytes that differ everywhere and compress somewhat; the same for the same seed. */
export function mediaBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    if (i % 7 < 3) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = i % 7 < 3 ? state >>> 24 : 65 + (i % 7);
  }
  return bytes;
}
