// Positioned reading from the files of one image, with few of them open: an image may have thousands.
import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { cannotOpen } from './segments.ts';

const MAX_OPEN = 32;

/** The files of one image, in the order in which they were added. */
export interface SegmentFiles {
  /** Returns the index of the file. Throws Refusal when it is not a plain readable file. */
  add(path: string): number;
  readonly count: number;
  nameOf(index: number): string;
  sizeOf(index: number): number;
  /** Fills `target`. Throws Refusal `changed` when the file has fewer bytes than when it was opened. */
  read(index: number, offset: number, target: Uint8Array): void;
  bytes(index: number, offset: number, length: number): Buffer;
  close(): void;
}

interface SegmentFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly identity: string;
}

/** On a disk of this machine. */
export class DiskFiles implements SegmentFiles {
  readonly #files: SegmentFile[] = [];
  /** In order of last use. */
  readonly #open = new Map<number, number>();

  add(path: string): number {
    const index = this.#files.length;
    const descriptor = openFile(path);
    this.#keep(index, descriptor);
    const stat = fstatSync(descriptor, { bigint: true });
    if (!stat.isFile()) throw notAFile(path);
    this.#files.push({ path, name: basename(path), size: Number(stat.size), identity: identityOf(stat) });
    return index;
  }

  get count(): number {
    return this.#files.length;
  }

  nameOf(index: number): string {
    return this.#file(index).name;
  }

  sizeOf(index: number): number {
    return this.#file(index).size;
  }

  read(index: number, offset: number, target: Uint8Array): void {
    const descriptor = this.#descriptor(index);
    let filled = 0;
    while (filled < target.length) {
      const got = this.#readOnce(index, descriptor, target.subarray(filled), offset + filled);
      if (got === 0) throw this.#changed(index);
      filled += got;
    }
  }

  /** A descriptor of its own for somebody else, who closes it; undefined where the file is gone or another. */
  reopen(index: number): number | undefined {
    const { path, identity } = this.#file(index);
    let descriptor: number | undefined;
    try {
      descriptor = openFile(path);
      if (identityOf(fstatSync(descriptor, { bigint: true })) === identity) return descriptor;
    } catch {
      // whoever reads it here is told
    }
    if (descriptor !== undefined) closeSync(descriptor);
    return undefined;
  }

  bytes(index: number, offset: number, length: number): Buffer {
    const target = Buffer.allocUnsafe(length);
    this.read(index, offset, target);
    return target;
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #readOnce(index: number, descriptor: number, target: Uint8Array, offset: number): number {
    try {
      return readSync(descriptor, target, 0, target.length, offset);
    } catch (error) {
      throw new Refusal('damaged.imageReadError', {
        bytes: target.length,
        offset,
        name: this.nameOf(index),
        cause: error,
      });
    }
  }

  #descriptor(index: number): number {
    const open = this.#open.get(index);
    if (open !== undefined) {
      this.#open.delete(index);
      this.#open.set(index, open);
      return open;
    }
    const file = this.#file(index);
    const descriptor = openFile(file.path);
    this.#keep(index, descriptor);
    if (identityOf(fstatSync(descriptor, { bigint: true })) !== file.identity) throw this.#changed(index);
    return descriptor;
  }

  #keep(index: number, descriptor: number): void {
    for (const [oldest, other] of this.#open) {
      if (this.#open.size < MAX_OPEN) break;
      closeSync(other);
      this.#open.delete(oldest);
    }
    this.#open.set(index, descriptor);
  }

  #file(index: number): SegmentFile {
    const file = this.#files[index];
    if (file === undefined) throw new RangeError(`no segment file ${index}`);
    return file;
  }

  #changed(index: number): Refusal {
    return new Refusal('changed.imageChanged', { name: this.nameOf(index) });
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK); // a pipe by that name must not hold us up
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function identityOf(stat: BigIntStats): string {
  return `${stat.dev}:${stat.ino}:${stat.size}`;
}

function notAFile(path: string): Refusal {
  return new Refusal('badInput.plainFile', { name: basename(path) });
}
