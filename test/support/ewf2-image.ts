// Builds Ex01 images section by section, as ewf-image.ts does E01 images.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { adler32 } from '../../src/forensics/sources/ewf/adler32.ts';
import { sealed, utf16 } from './ewf-image.ts';

export interface Section2 {
  type: number;
  data: Uint8Array | ((dataOffset: number) => Uint8Array);
  flags?: number;
  previous?: number;
  size?: number;
  isDescriptorBad?: boolean;
  isMd5Bad?: boolean;
}

export interface Ex01Options {
  readonly media: Uint8Array;
  readonly sectorsPerChunk?: number;
  readonly chunksPerSegment?: number;
  readonly how?: (chunk: number) => 'deflate' | 'plain' | 'bare' | 'pattern';
  readonly md5?: string;
  readonly device?: string;
}

export function ex01Sections(options: Ex01Options): Section2[][] {
  const { media, sectorsPerChunk = 64 } = options;
  const chunkBytes = 512 * sectorsPerChunk;
  const total = Math.ceil(media.length / chunkBytes);
  const perSegment = options.chunksPerSegment ?? Math.max(1, total);
  const count = Math.max(1, Math.ceil(total / perSegment));
  const device =
    options.device ??
    `1\nmain\nsn\tmd\tlb\tts\ths\tdc\tdt\tpid\trs\tls\tbp\tph\nSN1\tModel\tLabel\t${media.length / 512}\t\t\tf\t\t\t\t512\t1\n\n`;
  const caseText = `1\nmain\nnm\tcn\ten\tex\tnt\tav\tos\ttt\tat\ttb\tcp\tsb\tgr\twb\nA disk\tCASE-7\tE-1\tExaminer\tNote\t7.4\tWindows 7\t1341342491\t1341342491\t${total}\t1\t${sectorsPerChunk}\t64\t\n\n`;
  return Array.from({ length: count }, (_, i) => {
    const sections: Section2[] = [
      { type: 1, data: deflateSync(utf16(device)), flags: 1 },
      { type: 2, data: deflateSync(utf16(caseText)), flags: 1 },
      ...chunkSections(options, i * perSegment, Math.min(total, (i + 1) * perSegment), chunkBytes),
    ];
    const isLast = i === count - 1;
    if (isLast) sections.push({ type: 8, data: sealed(digestOf(media, 'md5', options.md5)), flags: 1 });
    if (isLast) sections.push({ type: 9, data: sealed(digestOf(media, 'sha1')), flags: 1 });
    sections.push({ type: isLast ? 0xf : 0xd, data: new Uint8Array() });
    return sections;
  });
}

export function ex01Files(options: Ex01Options): Buffer[] {
  return ex01Sections(options).map((sections, i) => segmentFile2(i + 1, sections));
}

export function segmentFile2(number: number, sections: readonly Section2[], compression = 1): Buffer {
  const header = Buffer.alloc(32, 0xcd);
  header.write('EVF2\x0d\x0a\x81\x00\x02\x01', 'latin1');
  header.writeUInt16LE(compression, 10);
  header.writeUInt32LE(number, 12);
  const parts: Buffer[] = [header];
  let offset = header.length;
  let previous = 0;
  for (const section of sections) {
    const bare = typeof section.data === 'function' ? section.data(offset) : section.data;
    const data = Buffer.concat([bare, Buffer.alloc(-bare.length & 15)]);
    const descriptor = Buffer.alloc(64);
    descriptor.writeUInt32LE(section.type, 0);
    descriptor.writeUInt32LE(section.flags ?? 0, 4);
    descriptor.writeBigUInt64LE(BigInt(section.previous ?? previous), 8);
    descriptor.writeBigUInt64LE(BigInt(section.size ?? data.length), 16);
    descriptor.writeUInt32LE(64, 24);
    descriptor.writeUInt32LE(data.length - bare.length, 28);
    if (((section.flags ?? 0) & 1) !== 0) createHash('md5').update(data).digest().copy(descriptor, 32);
    if (section.isMd5Bad) descriptor[32] = (descriptor[32] ?? 0) ^ 1;
    descriptor.writeUInt32LE(
      (adler32(descriptor.subarray(0, 60)) ^ (section.isDescriptorBad ? 1 : 0)) >>> 0,
      60,
    );
    parts.push(data, descriptor);
    previous = offset + data.length;
    offset = previous + 64;
  }
  return Buffer.concat(parts);
}

export interface Entry2 {
  offset: bigint;
  size: number;
  flags: number;
}

export function tableData2(
  firstChunk: number,
  entries: readonly Entry2[],
  lies: { count?: number; isFooterBad?: boolean } = {},
): Buffer {
  const header = Buffer.alloc(16);
  header.writeBigUInt64LE(BigInt(firstChunk), 0);
  header.writeUInt32LE(lies.count ?? entries.length, 8);
  const body = Buffer.alloc(16 * entries.length);
  for (const [i, entry] of entries.entries()) {
    body.writeBigUInt64LE(entry.offset, 16 * i);
    body.writeUInt32LE(entry.size, 16 * i + 8);
    body.writeUInt32LE(entry.flags, 16 * i + 12);
  }
  return Buffer.concat([sealed(header), Buffer.alloc(12), sealed(body, lies.isFooterBad), Buffer.alloc(12)]);
}

function chunkSections(options: Ex01Options, first: number, end: number, chunkBytes: number): Section2[] {
  const entries: Entry2[] = [];
  const sectors = (start: number): Buffer => {
    entries.length = 0;
    const parts: Buffer[] = [];
    let at = start;
    for (let chunk = first; chunk < end; chunk++) {
      const bytes = options.media.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes);
      const how = options.how?.(chunk) ?? 'deflate';
      if (how === 'pattern') {
        entries.push({ offset: Buffer.from(bytes.subarray(0, 8)).readBigUInt64LE(0), size: 0, flags: 5 });
        continue;
      }
      const packed =
        how === 'deflate' ? deflateSync(bytes) : how === 'plain' ? sealed(bytes) : Buffer.from(bytes);
      entries.push({
        offset: BigInt(at),
        size: packed.length,
        flags: { deflate: 1, plain: 2, bare: 0 }[how],
      });
      const padded = Buffer.concat([packed, Buffer.alloc(-packed.length & 15)]);
      parts.push(padded);
      at += padded.length;
    }
    return Buffer.concat(parts);
  };
  return [
    { type: 3, data: sectors },
    { type: 4, data: () => tableData2(first, entries), flags: 1 },
  ];
}

function digestOf(media: Uint8Array, name: 'md5' | 'sha1', hex?: string): Buffer {
  return hex === undefined ? createHash(name).update(media).digest() : Buffer.from(hex, 'hex');
}
