// Writes a raw image, in one file or in several of one size.
import { closeSync, constants, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { splitRawNames } from '../../../base/segment-names.ts';
import { removed, writeAll } from './ewf-writer.ts';
import type { Place } from './journal.ts';
import type { AcquirePlan } from './plan.ts';

const PLACE_BYTES = 256 * 1024 * 1024;
const PLACE_MS = 60_000;

export class RawWriter {
  readonly #plan: AcquirePlan;
  readonly #onPlace: (place: Place) => void;
  #file: number;
  #segment: number;
  #offset: number;
  #media: number;
  #since = Date.now();
  #unflushed = 0;

  constructor(plan: AcquirePlan, place: Place | undefined, onPlace: (place: Place) => void) {
    this.#plan = plan;
    this.#onPlace = onPlace;
    this.#media = place?.media ?? 0;
    this.#segment = place?.segment ?? 1;
    this.#offset = place?.offset ?? 0;
    const { O_RDWR, O_CREAT } = constants;
    this.#file = openSync(rawPath(plan, this.#segment), O_RDWR | O_CREAT, 0o600);
    ftruncateSync(this.#file, this.#offset);
    for (let after = this.#segment + 1; this.#isSplit && removed(rawPath(plan, after)); after++);
  }

  add(bytes: Uint8Array): void {
    const most = this.#plan.settings.splitBytes ?? Infinity;
    for (let done = 0; done < bytes.length;) {
      if (this.#offset === most) this.#nextSegment();
      const part = bytes.subarray(done, Math.min(bytes.length, done + most - this.#offset));
      writeAll(this.#file, part, this.#offset);
      this.#offset += part.length;
      this.#media += part.length;
      done += part.length;
    }
    this.#unflushed += bytes.length;
    if (this.#unflushed >= PLACE_BYTES || Date.now() - this.#since > PLACE_MS) this.flush();
  }

  flush(): void {
    fsyncSync(this.#file);
    this.#onPlace({ media: this.#media, segment: this.#segment, offset: this.#offset });
    this.#unflushed = 0;
    this.#since = Date.now();
  }

  close(): void {
    closeSync(this.#file);
  }

  get #isSplit(): boolean {
    return this.#plan.settings.splitBytes !== undefined;
  }

  #nextSegment(): void {
    this.flush();
    closeSync(this.#file);
    this.#segment += 1;
    this.#offset = 0;
    this.#file = openSync(rawPath(this.#plan, this.#segment), 'wx', 0o600);
  }
}

export function rawPath({ target, settings }: AcquirePlan, segment: number): string {
  return settings.splitBytes === undefined ? target : target.slice(0, -3) + NAMES.extensionOf(segment);
}

const NAMES = splitRawNames(3);
