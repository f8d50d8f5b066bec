// The file that a copy goes to: new, read-only when whole, with the holes of its source; gone again when it fails.
import * as fs from 'node:fs';
import { codeOf, messageOf } from './copy-source.ts';

/** Why a copy could not be written; `code` is that of the system. */
export class SinkError extends Error {
  readonly code: string;

  constructor(error: unknown) {
    super(messageOf(error), { cause: error });
    this.code = codeOf(error);
  }
}

const HOLE_BYTES = 64 * 1024;
const ZEROS = new Uint8Array(HOLE_BYTES);

export class Sink {
  readonly #path: string;
  readonly #fd: number;
  readonly #withHoles: boolean;
  #size = 0;

  /** Refuses to replace anything. `withHoles` leaves long runs of zeros unwritten. */
  constructor(path: string, withHoles: boolean) {
    this.#path = path;
    this.#withHoles = withHoles;
    this.#fd = sinkCall(() => fs.openSync(path, 'wx', 0o600));
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
      fs.closeSync(this.#fd);
    });
  }

  discard(): void {
    for (const step of [() => fs.closeSync(this.#fd), () => fs.unlinkSync(this.#path)]) {
      try {
        step();
      } catch {
        // The error that led here is the one to report; what is left goes when the staging area is discarded.
      }
    }
  }

  #put(bytes: Uint8Array, at: number): void {
    sinkCall(() => {
      for (let done = 0; done < bytes.length;)
        done += fs.writeSync(this.#fd, bytes, done, bytes.length - done, at + done);
    });
  }
}

function sinkCall<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new SinkError(error);
  }
}
