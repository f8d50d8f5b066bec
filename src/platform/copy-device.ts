// Block devices on Linux: how large, how long a sector, and reading single sectors past the page cache.
import * as fs from 'node:fs';
import { errorCode } from './files.ts';

/** Undefined when the kernel no longer, or not at all, knows the device. */
export function deviceSize(rdev: bigint): number | undefined {
  const blocks = readNumber(`${deviceFolder(rdev)}/size`); // in units of 512 bytes whatever the sector (sysfs)
  return blocks === undefined ? undefined : blocks * 512;
}

/** Logical block size; a partition has that of its disk. */
export function sectorBytes(rdev: bigint): number {
  const folder = deviceFolder(rdev);
  return (
    readNumber(`${folder}/queue/logical_block_size`) ??
    readNumber(`${folder}/../queue/logical_block_size`) ??
    512
  );
}

/** Whether the device that a file system lies on was pulled out. Only sure where the kernel lists its devices. */
export function isDeviceGone(dev: bigint): boolean {
  const { major } = numbersOf(dev);
  return major !== 0n && fs.existsSync('/sys/dev/block') && deviceSize(dev) === undefined;
}

/**
 * Reads through O_DIRECT: through the page cache a bad sector takes its whole page, or the read-ahead, with it.
 * Lengths and places are whole sectors.
 */
export class SectorReader {
  readonly #fd: number;
  readonly #buffer: Uint8Array;
  /** Where in the buffer memory is aligned as O_DIRECT wants it; -1 where it cannot be had. */
  readonly #aligned: number;
  readonly #plainFd: number;

  constructor(fd: number, maxBytes: number) {
    this.#plainFd = fd;
    this.#buffer = new Uint8Array(maxBytes + PAGE);
    this.#fd = openDirect(fd);
    this.#aligned = this.#fd < 0 ? -1 : alignment(this.#fd, this.#buffer, maxBytes);
  }

  /** As `fs.readSync`, until `length` bytes or the end. */
  read(into: Uint8Array, offset: number, length: number, at: number): number {
    if (this.#aligned < 0) return this.#readPlain(into, offset, length, at);
    let got = 0;
    try {
      while (got < length) {
        const n = fs.readSync(this.#fd, this.#buffer, this.#aligned + got, length - got, at + got);
        if (n === 0) break;
        got += n;
      }
    } catch (error) {
      if (!isInvalid(error)) throw error;
      return this.#readPlain(into, offset, length, at); // a device with alignments of its own
    }
    into.set(this.#buffer.subarray(this.#aligned, this.#aligned + got), offset);
    return got;
  }

  #readPlain(into: Uint8Array, offset: number, length: number, at: number): number {
    let got = 0;
    while (got < length) {
      const n = fs.readSync(this.#plainFd, into, offset + got, length - got, at + got);
      if (n === 0) break;
      got += n;
    }
    return got;
  }

  close(): void {
    if (this.#fd >= 0) fs.closeSync(this.#fd);
  }
}

const PAGE = 4096;

function openDirect(fd: number): number {
  try {
    // By descriptor, not by path: the same device, whatever the path names by now.
    return fs.openSync(`/proc/self/fd/${fd}`, fs.constants.O_RDONLY | fs.constants.O_DIRECT);
  } catch {
    return -1; // no O_DIRECT on this system or device; reads then go through the page cache
  }
}

/**
 * The address of a buffer is not told, so the first place that the kernel takes is found by trying, with a read as long
 * as any: a short one may pass where a longer one would cross a page.
 */
function alignment(fd: number, buffer: Uint8Array, bytes: number): number {
  for (let offset = 0; offset < PAGE; offset += 8) {
    try {
      fs.readSync(fd, buffer, offset, bytes, 0);
      return offset;
    } catch (error) {
      if (!isInvalid(error)) return offset; // aligned, but a bad sector
    }
  }
  return -1;
}

function isInvalid(error: unknown): boolean {
  return errorCode(error) === 'EINVAL';
}

function deviceFolder(rdev: bigint): string {
  const { major, minor } = numbersOf(rdev);
  return `/sys/dev/block/${major}:${minor}`;
}

/** As gnu_dev_major and gnu_dev_minor of glibc. */
function numbersOf(rdev: bigint): { readonly major: bigint; readonly minor: bigint } {
  return {
    major: ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn),
    minor: (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn),
  };
}

function readNumber(path: string): number | undefined {
  try {
    const value = Number(fs.readFileSync(path, 'utf8'));
    return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  } catch {
    return undefined;
  }
}
