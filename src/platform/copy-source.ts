// A source of evidence, opened so that looking does not change it, read to its end in spite of bad places, and
// compared with itself afterwards.
import * as fs from 'node:fs';
import { BadRanges, type Range } from './copy-bad-ranges.ts';
import type { Seen, SourceChange } from './object-store.ts';
import { deviceSize, isDeviceGone, sectorBytes, SectorReader } from './copy-device.ts';
import { errorCode } from './files.ts';
import { refuseElsewhere } from './opened-place.ts';
import { isoNanoseconds } from './source-time.ts';
import { errorText } from '../base/error-text.ts';

/** `fs.readSync`, or in a test something that fails on purpose. */
export type ReadAt = (fd: number, into: Uint8Array, offset: number, length: number, at: number) => number;

/** Why a source could not be used. `code` is that of the system, or notFile, noSize, aborted. */
export class SourceError extends Error {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface SourceEnd {
  readonly isSparse: boolean;
  readonly badBytes: number;
  readonly badRanges: readonly Range[];
  readonly retriedBytes: number;
  readonly retriedRanges: readonly Range[];
  readonly changes: readonly SourceChange[];
}

/** How a source is opened and watched. */
interface SourceOptions {
  /** What a listing saw; without it the file is looked at now. */
  readonly seen?: Seen;
  /** Where it has to lie. */
  readonly real?: string;
  /** How often the smallest piece that cannot be read is tried again. */
  readonly retries?: number;
  readonly onBad?: (offset: number, bytes: number) => void;
  readonly onRetried?: (offset: number, bytes: number) => void;
}

/** The part of a source that is being read, and where it goes. */
interface Window {
  readonly buffer: Uint8Array;
  readonly at: number;
  readonly onStep: () => void;
}

/** A bad place; what imaging tools read around. A source that is gone is not one of these. */
const MEDIUM_ERRORS = new Set(['EIO', 'ENODATA', 'EREMOTEIO', 'EILSEQ', 'EBADMSG', 'ETIMEDOUT', 'EUCLEAN']);
/** The page cache reads a file by the page, so smaller steps find nothing more. */
const PAGE_BYTES = 4096;
const COARSE_BYTES = 64 * 1024;

// Where a system lacks one it is undefined, which `|` takes for 0.
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY, O_NOATIME } = fs.constants;

export class Source {
  readonly fd: number;
  /** Bytes to read; 0 also for files of /proc, which have content all the same. */
  readonly size: number;
  readonly isSparse: boolean;
  readonly #path: Buffer;
  readonly #before: Seen;
  readonly #rdev: bigint | undefined;
  readonly #unit: number;
  readonly #read: ReadAt;
  readonly #bad = new BadRanges();
  readonly #retried = new BadRanges();
  readonly #options: SourceOptions;
  #sectors: SectorReader | undefined;

  constructor(path: Buffer, options: SourceOptions, read: ReadAt = fs.readSync) {
    const { seen, real } = options;
    this.#options = options;
    this.#path = path;
    this.#read = read;
    // A fifo would wait for a writer and a tape would wind, so the kind is known before opening.
    if (seen === undefined) checkKind(guard(() => fs.lstatSync(path, { bigint: true })));
    this.fd = guard(() => openUntouched(path));
    try {
      guard(() => refuseElsewhere(this.fd, real));
      const stat = guard(() => fs.fstatSync(this.fd, { bigint: true }));
      checkKind(stat);
      this.#before = seen ?? stat;
      this.#rdev = stat.isBlockDevice() ? stat.rdev : undefined;
      this.#unit = this.#rdev === undefined ? PAGE_BYTES : sectorBytes(this.#rdev);
      this.size = this.#rdev === undefined ? Number(stat.size) : sizeOf(this.#rdev);
      this.isSparse = this.#rdev === undefined && stat.blocks * 512n < stat.size;
    } catch (error) {
      fs.closeSync(this.fd);
      throw error;
    }
  }

  get isDevice(): boolean {
    return this.#rdev !== undefined;
  }

  /** Of a file 512, as a raw image is taken to have. */
  get sectorBytes(): number {
    return this.#rdev === undefined ? 512 : this.#unit;
  }

  /**
   * Fills the buffer from `at` on, as far as the source goes; what cannot be read is zeros there and noted. Returns
   * the bytes filled: fewer than asked only at the end. `onStep` is called before each try and may throw.
   */
  fill(buffer: Uint8Array, at: number, length: number, onStep: () => void): number {
    let filled = 0;
    while (filled < length) {
      try {
        const n = this.#read(this.fd, buffer, filled, length - filled, at + filled);
        if (n === 0) break;
        filled += n;
      } catch (error) {
        this.#refuseIfGone(error);
        const from = Math.max(0, filled - ((at + filled) % this.#unit)); // sectors start where they start
        return this.#readAgain({ buffer, at, onStep }, from, length, Math.max(this.#unit, COARSE_BYTES));
      }
    }
    return filled;
  }

  /** What happened to the source meanwhile. `bytes` is how many were read. */
  finish(bytes: number): SourceEnd {
    const bad = {
      badBytes: this.#bad.bytes,
      badRanges: this.#bad.list(bytes),
      retriedBytes: this.#retried.bytes,
      retriedRanges: this.#retried.list(bytes),
    };
    if (this.#rdev !== undefined) {
      const after = deviceSize(this.#rdev) ?? 0;
      const changes = [change('size', this.size, after), change('length', this.size, bytes)];
      return { isSparse: false, ...bad, changes: changes.filter((one) => one !== undefined) };
    }
    const after = guard(() => fs.fstatSync(this.fd, { bigint: true }));
    const changes = [
      change('size', this.#before.size, after.size),
      change('length', this.#before.size, BigInt(bytes)),
      change('modified', this.#before.mtimeNs, after.mtimeNs, timeText),
      change('changed', this.#before.ctimeNs, after.ctimeNs, timeText),
      this.#nameChange(after),
    ];
    return { isSparse: this.isSparse, ...bad, changes: changes.filter((one) => one !== undefined) };
  }

  close(): void {
    this.#sectors?.close();
    fs.closeSync(this.fd);
  }

  /**
   * Reads a part that failed in smaller pieces. Where all of it comes now, the failure is noted; else the smaller piece that
   * failed tells of it. Returns as `fill` does.
   */
  #readAgain(window: Window, from: number, to: number, piece: number): number {
    const troubled = this.#bad.bytes + this.#retried.bytes;
    const end = this.#readAround(window, from, to, piece);
    if (this.#bad.bytes + this.#retried.bytes === troubled && end > from)
      this.#addRetried(window.at + from, end - from);
    return end;
  }

  /** Tries the part from `from` to `to` in smaller pieces, down to the unit. */
  #readAround(window: Window, from: number, to: number, piece: number): number {
    const { buffer, at, onStep } = window;
    for (let p = from; p < to;) {
      onStep();
      const length = Math.min(piece - ((at + p) % piece), to - p);
      try {
        const n = this.#readPiece(buffer, p, length, at + p);
        if (n < length) return p + n;
      } catch (error) {
        this.#refuseIfGone(error);
        const smallest = this.#bad.isCoarse ? Math.max(this.#unit, COARSE_BYTES) : this.#unit;
        if (piece > smallest) {
          const end = this.#readAgain(window, p, p + length, Math.max(smallest, piece / 16));
          if (end < p + length) return end;
        } else if (this.#isReadByTrying(window, p, length)) this.#addRetried(at + p, length);
        else {
          buffer.fill(0, p, p + length);
          this.#bad.add(at + p, length);
          this.#options.onBad?.(at + p, length);
        }
      }
      p += length;
    }
    return to;
  }

  #isReadByTrying({ buffer, at, onStep }: Window, p: number, length: number): boolean {
    for (let again = 0; again < (this.#options.retries ?? 0); again++) {
      onStep();
      try {
        return this.#readPiece(buffer, p, length, at + p) === length;
      } catch (error) {
        this.#refuseIfGone(error);
      }
    }
    return false;
  }

  #addRetried(offset: number, bytes: number): void {
    this.#retried.add(offset, bytes);
    this.#options.onRetried?.(offset, bytes);
  }

  #readPiece(buffer: Uint8Array, offset: number, length: number, at: number): number {
    if (this.#rdev !== undefined && this.#read === fs.readSync) {
      this.#sectors ??= new SectorReader(this.fd, COARSE_BYTES);
      return this.#sectors.read(buffer, offset, length, at);
    }
    let got = 0;
    while (got < length) {
      const n = this.#read(this.fd, buffer, offset + got, length - got, at + got);
      if (n === 0) break;
      got += n;
    }
    return got;
  }

  #refuseIfGone(error: unknown): void {
    const code = codeOf(error);
    if (isDeviceGone(this.#rdev ?? this.#before.dev))
      throw new SourceError('ENODEV', 'the device was removed while it was read', error);
    if (!MEDIUM_ERRORS.has(code)) throw new SourceError(code, errorText(error), error);
  }

  #nameChange(after: fs.BigIntStats): SourceChange | undefined {
    let now: fs.BigIntStats;
    try {
      now = fs.lstatSync(this.#path, { bigint: true });
    } catch (error) {
      return { what: 'removed', before: 'there', after: codeOf(error) };
    }
    const before = `${this.#before.dev}:${this.#before.ino}`;
    return (
      change('inode', before, `${after.dev}:${after.ino}`) ?? change('inode', before, `${now.dev}:${now.ino}`)
    );
  }
}

/** Reads do not touch the access time where this user may ask for that. */
function openUntouched(path: Buffer): number {
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  try {
    return fs.openSync(path, flags | O_NOATIME);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
    return fs.openSync(path, flags);
  }
}

/** Of the system; `unknown` for what has none. */
export function codeOf(error: unknown): string {
  return errorCode(error) ?? 'unknown';
}

function checkKind(stat: fs.BigIntStats): void {
  if (stat.isFile() || stat.isBlockDevice()) return;
  const kind = stat.isSymbolicLink()
    ? 'a symbolic link'
    : stat.isDirectory()
      ? 'a folder'
      : 'a fifo, socket or character device';
  throw new SourceError('notFile', kind);
}

function sizeOf(rdev: bigint): number {
  const size = deviceSize(rdev);
  if (size === undefined) throw new SourceError('noSize', 'the kernel does not say how large the device is');
  return size;
}

function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SourceError(codeOf(error), errorText(error), error);
  }
}

function change<T extends bigint | number | string>(
  what: SourceChange['what'],
  before: T,
  after: T,
  text: (value: T) => string = String,
): SourceChange | undefined {
  return before === after ? undefined : { what, before: text(before), after: text(after) };
}

function timeText(ns: bigint): string {
  return isoNanoseconds(ns) ?? `${ns} ns`;
}
