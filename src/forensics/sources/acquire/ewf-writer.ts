// Writes an image as EWF-E01 of EnCase 6 (libewf, EWF specification, sections 3 and 4): chunks in order, in groups with a table
// and its copy each. After every group all before it is on the disk and its place is known.
import { closeSync, constants, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { ewfNames } from '../../../base/segment-names.ts';
import type { DigestName, SectorRange } from '../image.ts';
import { errorCode } from '../../../platform/files.ts';
import { adler32 } from '../ewf/adler32.ts';
import { DESCRIPTOR_BYTES, FILE_HEADER_BYTES } from '../ewf/sections.ts';
import type { Group, Place } from './journal.ts';
import type { PackedChunk } from './pack.ts';
import type { AcquirePlan } from './plan.ts';

/** What EnCase takes in one table. */
const GROUP_CHUNKS = 16_375;
/** A slow source still comes to a place from which it can be taken up again. */
const GROUP_MS = 60_000;
const COMPRESSED = 0x8000_0000;
/** Table, its copy, volume, digests, ends: what a segment needs beside its chunks. */
const END_BYTES = 4096;
const WRITE_BYTES = 1024 * 1024;

export class EwfWriter {
  readonly #plan: AcquirePlan;
  readonly #onPlace: (place: Place) => void;
  #file: number;
  #segment: number;
  /** Of the next byte in the segment, with those that wait to be written. */
  #offset: number;
  #media: number;
  readonly #waiting = Buffer.allocUnsafe(WRITE_BYTES);
  #waitingBytes = 0;
  #entries: number[] = [];
  #groupAt = 0;
  #groupSince = 0;

  /** `place`: where an earlier run came to; what it wrote after that is cut off. */
  constructor(plan: AcquirePlan, place: Place | undefined, onPlace: (place: Place) => void) {
    this.#plan = plan;
    this.#onPlace = onPlace;
    this.#media = place?.media ?? 0;
    this.#segment = place?.segment ?? 1;
    this.#offset = place?.offset ?? 0;
    const { O_RDWR, O_CREAT } = constants;
    this.#file = openSync(this.#path(this.#segment), O_RDWR | O_CREAT, 0o600);
    ftruncateSync(this.#file, this.#offset);
    for (let after = this.#segment + 1; removed(this.#path(after)); after++);
    if (place === undefined) this.#begin();
  }

  add(chunk: PackedChunk): void {
    if (this.#entries.length === 0) this.#beginGroup();
    const relative = this.#offset - this.#groupAt;
    this.#entries.push(relative + (chunk.isCompressed ? COMPRESSED : 0));
    this.#put(chunk.bytes);
    this.#media = Math.min(this.#plan.mediaSize, this.#media + this.#plan.chunkBytes);
    const isDue = this.#entries.length === GROUP_CHUNKS || Date.now() - this.#groupSince > GROUP_MS;
    if (isDue || this.#isFull()) this.#endGroup();
  }

  /** Once all chunks are there; with it everything is on the disk. */
  endGroups(): void {
    if (this.#entries.length > 0) this.#endGroup();
  }

  finish(digests: { readonly [name in DigestName]?: string }, errors: readonly SectorRange[]): void {
    if (this.#segment === 1) this.#section('data', volumeData(this.#plan));
    if (errors.length > 0) this.#section('error2', errorData(errors));
    const [md5, sha1] = [digests.md5 ?? '', digests.sha1 ?? ''].map((hex) => Buffer.from(hex, 'hex'));
    if (md5 === undefined || sha1 === undefined) throw new RangeError('two digests were made');
    this.#section('digest', sealed(Buffer.concat([md5, sha1, Buffer.alloc(40)])));
    this.#section('hash', sealed(Buffer.concat([md5, Buffer.alloc(16)])));
    this.#put(descriptor('done', this.#offset, 0));
    this.#write();
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #path(segment: number): string {
    return ewfPath(this.#plan.target, segment);
  }

  #begin(): void {
    const header = Buffer.from('EVF\x09\x0d\x0a\xff\x00\x01\x00\x00\x00\x00', 'latin1');
    header.writeUInt16LE(this.#segment, 9);
    this.#put(header);
    if (this.#segment === 1) {
      const { header2, header: plain } = headers(this.#plan);
      this.#section('header2', header2);
      this.#section('header2', header2); // twice, as EnCase does
      this.#section('header', plain);
      this.#section('volume', volumeData(this.#plan));
    } else this.#section('data', volumeData(this.#plan));
  }

  #section(type: string, data: Uint8Array): void {
    this.#put(descriptor(type, this.#offset, data.length));
    this.#put(data);
  }

  #beginGroup(): void {
    if (this.#isFull()) this.#nextSegment();
    this.#groupAt = this.#offset;
    this.#groupSince = Date.now();
    this.#put(Buffer.alloc(DESCRIPTOR_BYTES)); // written when its length is known
  }

  #endGroup(): void {
    const [at, end] = [this.#groupAt, this.#offset];
    const table = tableData(at, this.#entries);
    this.#section('table', table);
    this.#section('table2', table);
    this.#write();
    writeAll(this.#file, descriptor('sectors', at, end - at - DESCRIPTOR_BYTES), at);
    fsyncSync(this.#file);
    const chunks = this.#entries.length;
    this.#entries = [];
    const group: Group = { segment: this.#segment, at, end, chunks };
    this.#onPlace({ media: this.#media, segment: this.#segment, offset: this.#offset, group });
  }

  #isFull(): boolean {
    const { splitBytes } = this.#plan.settings;
    if (splitBytes === undefined || this.#offset < FILE_HEADER_BYTES + 8192) return false;
    const tables = 2 * (4 * this.#entries.length + 128);
    return this.#offset + tables + this.#plan.chunkBytes + END_BYTES > splitBytes;
  }

  #nextSegment(): void {
    this.#put(descriptor('next', this.#offset, 0));
    this.#write();
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#segment += 1;
    this.#offset = 0;
    this.#file = openSync(this.#path(this.#segment), 'wx', 0o600);
    this.#begin();
  }

  #put(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const part = bytes.subarray(done, done + WRITE_BYTES - this.#waitingBytes);
      this.#waiting.set(part, this.#waitingBytes);
      this.#waitingBytes += part.length;
      this.#offset += part.length;
      done += part.length;
      if (this.#waitingBytes === WRITE_BYTES) this.#write();
    }
  }

  #write(): void {
    writeAll(this.#file, this.#waiting.subarray(0, this.#waitingBytes), this.#offset - this.#waitingBytes);
    this.#waitingBytes = 0;
  }
}

export function ewfPath(target: string, segment: number): string {
  const name = basename(target);
  const stem = name.slice(0, -3);
  return join(dirname(target), stem + ewfNames('E', name.endsWith('e01')).extensionOf(segment));
}

/** False when there is none. */
export function removed(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

export function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

/** 4.1: `done` and `next` name their own offset. */
function descriptor(type: string, at: number, dataBytes: number): Buffer {
  const isLast = type === 'next' || type === 'done';
  const bytes = Buffer.alloc(DESCRIPTOR_BYTES);
  bytes.write(type, 'latin1');
  bytes.writeBigUInt64LE(BigInt(isLast ? at : at + DESCRIPTOR_BYTES + dataBytes), 16);
  bytes.writeBigUInt64LE(BigInt(isLast ? 0 : DESCRIPTOR_BYTES + dataBytes), 24);
  bytes.writeUInt32LE(adler32(bytes.subarray(0, 72)), 72);
  return bytes;
}

/** 4.5. */
function volumeData({ mediaSize, bytesPerSector, chunkBytes, ...plan }: AcquirePlan): Buffer {
  const bytes = Buffer.alloc(1048);
  bytes[0] = 1; // fixed
  bytes.writeUInt32LE(Math.ceil(mediaSize / chunkBytes), 4);
  bytes.writeUInt32LE(chunkBytes / bytesPerSector, 8);
  bytes.writeUInt32LE(bytesPerSector, 12);
  bytes.writeBigUInt64LE(BigInt(mediaSize / bytesPerSector), 16);
  bytes[36] = plan.isDevice ? 3 : 1; // an image; of a whole device
  bytes[52] = { none: 0, 'empty-block': 0, fast: 1, best: 2 }[plan.settings.compression];
  bytes.writeUInt32LE(1, 56); // error granularity, in sectors
  bytes.write(plan.setIdentifier, 64, 'hex');
  return sealed(bytes);
}

/** 4.9: offsets from the start of the section `sectors`. */
function tableData(base: number, entries: readonly number[]): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt32LE(entries.length, 0);
  header.writeBigUInt64LE(BigInt(base), 8);
  const body = Buffer.alloc(4 * entries.length);
  for (const [i, entry] of entries.entries()) body.writeUInt32LE(entry, 4 * i);
  return Buffer.concat([sealed(header), sealed(body)]);
}

/** 4.17. */
function errorData(ranges: readonly SectorRange[]): Buffer {
  const header = Buffer.alloc(516);
  header.writeUInt32LE(ranges.length, 0);
  const body = Buffer.alloc(8 * ranges.length);
  for (const [i, { firstSector, sectors }] of ranges.entries()) {
    body.writeUInt32LE(firstSector, 8 * i);
    body.writeUInt32LE(sectors, 8 * i + 4);
  }
  return Buffer.concat([sealed(header), sealed(body)]);
}

/** 4.3 and 4.4, as EnCase 6 has them. */
function headers(plan: AcquirePlan): { readonly header: Buffer; readonly header2: Buffer } {
  const { caseNumber, evidenceNumber, description, examiner, notes } = plan.settings.words;
  const at = new Date(plan.startedAt);
  const posix = String(Math.floor(at.getTime() / 1000));
  const long: readonly (readonly [string, string])[] = [
    ['a', description],
    ['c', caseNumber],
    ['n', evidenceNumber],
    ['e', examiner],
    ['t', notes],
    ['md', plan.model],
    ['sn', plan.serialNumber],
    ['av', 'Comity'],
    ['ov', process.platform],
    ['m', posix],
    ['u', posix],
    ['p', '0'],
    ['dc', ''],
  ];
  const sources = 'srce\n0\t1\np\tn\tid\tev\ttb\tlo\tpo\tah\tgu\taq\n0\t0\n\t\t\t\t\t-1\t-1\t\t\t\n\n';
  const subjects = 'sub\n0\t1\np\tn\tid\tnu\tco\tgu\n0\t0\n\t\t\t\t1\t\n\n';
  const text = `3\nmain\n${row(long.map(([tag]) => tag))}\n${row(long.map(([, value]) => value))}\n\n${sources}${subjects}`;
  const time = `${at.getUTCFullYear()} ${at.getUTCMonth() + 1} ${at.getUTCDate()} ${at.getUTCHours()} ${at.getUTCMinutes()} ${at.getUTCSeconds()}`;
  const short = [caseNumber, evidenceNumber, description, examiner, notes, 'Comity', process.platform];
  const plain = `1\r\nmain\r\nc\tn\ta\te\tt\tav\tov\tm\tu\tp\r\n${row([...short, time, time, '0'])}\r\n\r\n`;
  return {
    header2: deflateSync(Buffer.from(`\ufeff${text}`, 'utf16le')),
    header: deflateSync(Buffer.from(plain.replace(/[^\t\r\n -~]/g, '?'), 'latin1')),
  };
}

/** Tabs and ends of line part the values, so none may be within one. */
function row(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\t\r\n\0]+/g, ' ')).join('\t');
}

function sealed(bytes: Uint8Array): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(adler32(bytes));
  return Buffer.concat([bytes, checksum]);
}
