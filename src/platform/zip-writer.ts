// Writes a zip (PKWARE APPNOTE 6.3) in one pass: entries stored as they are, one after the other, ZIP64 where numbers are
// too large. What is at hand whole gets its checksum in its header; what comes in pieces gets it behind the data.
import { crc32 } from 'node:zlib';

/** Takes bytes in order. They are valid until its promise is kept. */
export type ZipSink = (bytes: Uint8Array) => Promise<void>;

const PIECE_BYTES = 1024 * 1024;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
const DESCRIPTOR = 1 << 3;
const UTF8_NAME = 1 << 11;
/** Made on Unix, by version 4.5, which ZIP64 needs. */
const MADE_BY = (3 << 8) | 45;
/** A plain file that nobody writes to. */
const ATTRIBUTES = (0o100444 << 16) >>> 0;

interface Entry {
  readonly name: Buffer;
  readonly flags: number;
  readonly crc: number;
  readonly bytes: number;
  readonly offset: number;
}

export class ZipWriter {
  readonly #sink: ZipSink;
  readonly #time: readonly [time: number, date: number];
  /** Records of the directory, in blocks: a million small buffers would weigh more than what is in them. */
  readonly #directory: Buffer[] = [];
  readonly #out = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #filled = 0;
  #block = Buffer.alloc(PIECE_BYTES);
  #used = 0;
  #entries = 0;
  #offset = 0;

  /** `time` in milliseconds since 1970 is told of every entry. */
  constructor(sink: ZipSink, time: number) {
    this.#sink = sink;
    this.#time = dosTime(new Date(time));
  }

  /** A file that is at hand whole. `path` is one that `nameFault` lets pass. */
  async add(path: string, content: Uint8Array): Promise<void> {
    const name = Buffer.from(path);
    const crc = crc32(content);
    const entry = { name, flags: UTF8_NAME, crc, bytes: content.length, offset: this.#offset };
    await this.#put(this.#localHeader(entry));
    await this.#put(content);
    this.#list(entry);
  }

  /** A file of any length; a piece may be used again once the next is asked for. */
  async addPieces(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const name = Buffer.from(path);
    const offset = this.#offset;
    const open = { name, flags: UTF8_NAME | DESCRIPTOR, crc: 0, bytes: 0, offset };
    await this.#put(this.#localHeader(open));
    let crc = 0;
    let bytes = 0;
    for await (const piece of pieces) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      await this.#put(piece);
    }
    const entry = { ...open, crc, bytes };
    await this.#put(descriptor(entry));
    this.#list(entry);
  }

  /** Writes the directory. Nothing can be added afterwards. */
  async finish(): Promise<void> {
    const start = this.#offset;
    for (const block of this.#directory) await this.#put(block);
    await this.#put(this.#block.subarray(0, this.#used));
    const directory = { entries: this.#entries, bytes: this.#offset - start, offset: start };
    await this.#put(endRecords(directory, this.#offset));
    await this.#flush();
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    if (this.#filled + bytes.length > this.#out.length) await this.#flush();
    if (bytes.length >= this.#out.length) {
      await this.#sink(bytes);
      return;
    }
    this.#out.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  async #flush(): Promise<void> {
    if (this.#filled > 0) await this.#sink(this.#out.subarray(0, this.#filled));
    this.#filled = 0;
  }

  /** 4.3.7. */
  #localHeader({ name, flags, crc, bytes }: Entry): Buffer {
    const [time, date] = this.#time;
    const header = Buffer.alloc(LOCAL_BYTES + name.length);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(45, 4);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(time, 10);
    header.writeUInt16LE(date, 12);
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(bytes, 18);
    header.writeUInt32LE(bytes, 22);
    header.writeUInt16LE(name.length, 26);
    name.copy(header, LOCAL_BYTES);
    return header;
  }

  /** 4.3.12; numbers of all ones stand in the extra field (4.5.3). */
  #list({ name, flags, crc, bytes, offset }: Entry): void {
    const [time, date] = this.#time;
    const wide = [...(bytes >= MAX_32 ? [bytes, bytes] : []), ...(offset >= MAX_32 ? [offset] : [])];
    const extraBytes = wide.length === 0 ? 0 : 4 + 8 * wide.length;
    const length = CENTRAL_BYTES + name.length + extraBytes;
    const record = this.#room(length);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(MADE_BY, 4);
    record.writeUInt16LE(45, 6);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(time, 12);
    record.writeUInt16LE(date, 14);
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(Math.min(bytes, MAX_32), 20);
    record.writeUInt32LE(Math.min(bytes, MAX_32), 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extraBytes, 30);
    record.writeUInt32LE(ATTRIBUTES, 38);
    record.writeUInt32LE(Math.min(offset, MAX_32), 42);
    name.copy(record, CENTRAL_BYTES);
    if (wide.length > 0) {
      record.writeUInt16LE(0x0001, CENTRAL_BYTES + name.length);
      record.writeUInt16LE(8 * wide.length, CENTRAL_BYTES + name.length + 2);
      for (const [i, value] of wide.entries())
        record.writeBigUInt64LE(BigInt(value), CENTRAL_BYTES + name.length + 4 + 8 * i);
    }
    this.#entries += 1;
  }

  /** The next bytes of the directory. */
  #room(length: number): Buffer {
    if (this.#used + length > this.#block.length) {
      this.#directory.push(this.#block.subarray(0, this.#used));
      this.#block = Buffer.alloc(PIECE_BYTES);
      this.#used = 0;
    }
    this.#used += length;
    return this.#block.subarray(this.#used - length, this.#used);
  }
}

/** 4.3.9, with the signature that most tools write; numbers of 64 bits where 32 are too few. */
function descriptor({ crc, bytes }: Entry): Buffer {
  const isWide = bytes >= MAX_32;
  const record = Buffer.alloc(isWide ? 24 : 16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  for (const i of [0, 1]) {
    if (isWide) record.writeBigUInt64LE(BigInt(bytes), 8 + 8 * i);
    else record.writeUInt32LE(bytes, 8 + 4 * i);
  }
  return record;
}

interface Directory {
  readonly entries: number;
  readonly bytes: number;
  readonly offset: number;
}

/** 4.3.16, after 4.3.14 and 4.3.15 where a number is too large for it. */
function endRecords({ entries, bytes, offset }: Directory, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(Math.min(bytes, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  if (entries < MAX_16 && bytes < MAX_32 && offset < MAX_32) return end;
  const wide = Buffer.alloc(56 + 20);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(MADE_BY, 12);
  wide.writeUInt16LE(45, 14);
  for (const [i, value] of [entries, entries, bytes, offset].entries())
    wide.writeBigUInt64LE(BigInt(value), 24 + 8 * i);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(at), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, end]);
}

/** 4.4.6: two seconds at a time since 1980, here in UTC, as no zone goes with it. */
function dosTime(time: Date): readonly [time: number, date: number] {
  const years = Math.min(Math.max(time.getUTCFullYear() - 1980, 0), 127);
  return [
    (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
    (years << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
  ];
}
