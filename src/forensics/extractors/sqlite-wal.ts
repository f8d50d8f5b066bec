// The write-ahead log of SQLite (sqlite.org, "Database File Format", 4: header and frames, checksums): pages that were committed and not
// yet written into the database, and those that were there before.
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';

const HEAD_BYTES = 32;
const FRAME_BYTES = 24;
const MAX_FRAMES = 1_000_000;
/** The last bit says whether checksums are made of big-endian words. */
const [LITTLE, BIG] = [0x377f_0682, 0x377f_0683];

interface Frame {
  readonly page: number;
  readonly at: number;
}

export interface WriteAheadLog {
  readonly pageBytes: number;
  /** Of the database after the last commit; undefined where none is whole. */
  readonly pages: number | undefined;
  /** As the last commit left it. */
  page(number: number): Buffer | undefined;
  /** Frames that count: up to the last commit, with right checksums. */
  readonly committed: number;
  /** Other versions of pages: earlier ones, those after the last commit, and those that a log before this one left. */
  readonly others: readonly Frame[];
  bytesOf(frame: Frame): Buffer;
}

/** Throws `Stopped`, and Refusal where it is cut. */
export function openLog(bytes: Bytes): WriteAheadLog {
  const head = exactly(bytes, 0, HEAD_BYTES);
  const magic = head.readUInt32BE(0);
  if (magic !== LITTLE && magic !== BIG) throw new Stopped('damaged', 'no header of a write-ahead log');
  const pageBytes = head.readUInt32BE(8);
  if (pageBytes < 512 || pageBytes > 65_536 || Math.log2(pageBytes) % 1 !== 0)
    throw new Stopped('damaged', `pages of ${pageBytes} bytes`);
  const sum = new Checksum(magic === BIG);
  sum.add(head.subarray(0, 24));
  const isWhole = sum.is(head, 24);
  const frames: Frame[] = [];
  let [counted, pages]: [number, number | undefined] = [0, undefined];
  let isFollowing = isWhole;
  for (let at = HEAD_BYTES; at + FRAME_BYTES + pageBytes <= bytes.size; at += FRAME_BYTES + pageBytes) {
    if (frames.length >= MAX_FRAMES) throw new Stopped('tooMany', `more than ${MAX_FRAMES} frames`);
    const frame = exactly(bytes, at, FRAME_BYTES);
    const page = frame.readUInt32BE(0);
    isFollowing &&= page > 0 && frame.readBigUInt64BE(8) === head.readBigUInt64BE(16);
    if (isFollowing) {
      sum.add(frame.subarray(0, 8));
      sum.add(exactly(bytes, at + FRAME_BYTES, pageBytes));
      isFollowing = sum.is(frame, 16);
    }
    frames.push({ page, at: at + FRAME_BYTES });
    const size = frame.readUInt32BE(4);
    if (isFollowing && size > 0) [counted, pages] = [frames.length, size];
  }
  const newest = new Map(frames.slice(0, counted).map((frame) => [frame.page, frame]));
  const bytesOf = ({ at }: Frame): Buffer => exactly(bytes, at, pageBytes);
  return {
    pageBytes,
    pages,
    page: (number) => {
      const frame = newest.get(number);
      return frame === undefined ? undefined : bytesOf(frame);
    },
    committed: counted,
    others: frames.filter((frame) => newest.get(frame.page) !== frame),
    bytesOf,
  };
}

/** 4.2, "Checksum Algorithm". */
class Checksum {
  readonly #isBig: boolean;
  #one = 0;
  #two = 0;

  constructor(isBig: boolean) {
    this.#isBig = isBig;
  }

  add(bytes: Buffer): void {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      this.#one = (this.#one + words.getUint32(at, !this.#isBig) + this.#two) >>> 0;
      this.#two = (this.#two + words.getUint32(at + 4, !this.#isBig) + this.#one) >>> 0;
    }
  }

  is(stored: Buffer, at: number): boolean {
    return stored.readUInt32BE(at) === this.#one && stored.readUInt32BE(at + 4) === this.#two;
  }
}
