// The file that a copy goes to: new, read-only when whole, with the holes of its source; gone again when it fails.
import * as fs from 'node:fs';
import { codeOf } from './copy-source.ts';
import { errorText } from '../base/error-text.ts';

/** Why a copy could not be written; `code` is that of the system. */
export class SinkError extends Error {
  readonly code: string;

  constructor(error: unknown) {
    super(errorText(error), { cause: error });
    this.code = codeOf(error);
  }
}

const HOLE_BYTES = 64 * 1024;
const ZEROS = new Uint8Array(HOLE_BYTES);
/** What every disk and file system takes as a unit when bytes go past its cache. */
const BLOCK_BYTES = 4096;

interface SinkForm {
  /** Leaves long runs of zeros unwritten. */
  readonly withHoles: boolean;
  /**
   * Goes past the cache of the system (O_DIRECT), which takes most of the work out of writing a large file. For whole
   * blocks out of a page-aligned buffer; the rest, and what a file system will not take so, is written as usual.
   */
  readonly isDirect?: boolean;
}

export class Sink {
  readonly #path: string;
  readonly #fd: number;
  readonly #withHoles: boolean;
  /** The same file, past the cache. */
  #direct: number | undefined;
  #size = 0;

  /** Refuses to replace anything. */
  constructor(path: string, { withHoles, isDirect = false }: SinkForm) {
    this.#path = path;
    this.#withHoles = withHoles;
    this.#fd = sinkCall(() => fs.openSync(path, 'wx', 0o600));
    this.#direct = isDirect && !withHoles ? openDirect(path) : undefined;
  }

  write(bytes: Uint8Array): void {
    if (this.#withHoles) {
      for (let at = 0; at < bytes.length; at += HOLE_BYTES) {
        const part = bytes.subarray(at, at + HOLE_BYTES);
        if (Buffer.compare(part, ZEROS.subarray(0, part.length)) !== 0) this.#put(part, this.#size + at);
      }
    } else {
      this.#put(bytes, this.#size);
    }
    this.#size += bytes.length;
  }

  /** Nobody is to write to it again. Making it durable is another step, cheaper for many files at once. */
  finish(): void {
    sinkCall(() => {
      if (this.#withHoles) fs.ftruncateSync(this.#fd, this.#size);
      fs.fchmodSync(this.#fd, 0o444);
      this.#closeDirect();
      fs.closeSync(this.#fd);
    });
  }

  discard(): void {
    const close = (): void => fs.closeSync(this.#fd);
    for (const step of [() => this.#closeDirect(), close, () => fs.unlinkSync(this.#path)]) {
      try {
        step();
      } catch {
        // The error that led here is the one to report; what is left goes when the staging area is discarded.
      }
    }
  }

  #put(bytes: Uint8Array, at: number): void {
    sinkCall(() => {
      for (let done = 0; done < bytes.length;) {
        const rest = bytes.length - done;
        done +=
          this.#putDirect(bytes, done, at + done) ?? fs.writeSync(this.#fd, bytes, done, rest, at + done);
      }
    });
  }

  /** How many bytes of `bytes` from `from` went past the cache; undefined when they have to go the usual way. */
  #putDirect(bytes: Uint8Array, from: number, at: number): number | undefined {
    const length = bytes.length - from;
    if (this.#direct === undefined || at % BLOCK_BYTES !== 0 || length % BLOCK_BYTES !== 0) return undefined;
    try {
      return fs.writeSync(this.#direct, bytes, from, length, at);
    } catch (error) {
      if (codeOf(error) !== 'EINVAL') throw error;
      this.#closeDirect(); // not this file system, or not these buffers
      return undefined;
    }
  }

  #closeDirect(): void {
    if (this.#direct !== undefined) fs.closeSync(this.#direct);
    this.#direct = undefined;
  }
}

function openDirect(path: string): number | undefined {
  const { O_DIRECT, O_WRONLY } = fs.constants as { O_DIRECT?: number; O_WRONLY: number }; // Linux alone has it
  try {
    return O_DIRECT === undefined ? undefined : fs.openSync(path, O_WRONLY | O_DIRECT);
  } catch {
    return undefined; // a file system without it; the file itself is open
  }
}

function sinkCall<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SinkError(error);
  }
}
