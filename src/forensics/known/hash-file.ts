// The entries of a set, of one kind, as one sorted file: written from any order in memory of fixed size, and looked up without being
// loaded (docs/formats/known-set.md).
//
//   'comity known 1' \n · digest bytes (u8) · label bytes (u8) · 2 zero bytes · count (u64 LE) · 65,537 places (u64 LE)
//   then digest and label (u16 LE) by the order of the digests. A place is how many come before the digests that begin with these two
//   bytes.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';

const MAGIC = Buffer.from('comity known 1\n');
const LABEL_BYTES = 2;
const PARTS = 256;
const BUCKETS = 65_536;
const HEAD_BYTES = 32;
const INDEX_BYTES = (BUCKETS + 1) * 8;
const BUFFER_BYTES = 64 * 1024;
/** A part is sorted in memory: of a set of 200 million a part has 780,000. */
const PART_RECORDS_MAX = 1_048_575;

export const LABELS_MAX = 65_536;

/** Takes digests in any order; `finish` writes the file. */
export class HashFileWriter {
  readonly digestBytes: number;
  readonly #path: string;
  readonly #folder: string;
  readonly #parts: { readonly file: number; readonly buffer: Buffer; used: number }[];
  readonly #record: number;

  constructor(path: string, digestBytes: number) {
    this.digestBytes = digestBytes;
    this.#path = path;
    this.#record = digestBytes + LABEL_BYTES;
    mkdirSync(dirname(path), { recursive: true });
    this.#folder = mkdtempSync(`${path}.parts-`);
    this.#parts = Array.from({ length: PARTS }, (_, i) => ({
      file: openSync(join(this.#folder, `${i}`), 'wx+'),
      buffer: Buffer.allocUnsafe(BUFFER_BYTES),
      used: 0,
    }));
  }

  add(digest: Uint8Array, label: number): void {
    const part = this.#parts[digest[0] ?? 0]!; // there is one for each byte
    if (part.used + this.#record > BUFFER_BYTES) this.#flush(part);
    part.buffer.set(digest, part.used);
    part.buffer.writeUInt16LE(label, part.used + this.digestBytes);
    part.used += this.#record;
  }

  /** How many different digests it has; of those given twice the first label counts. */
  finish(): number {
    const out = openSync(this.#path, 'wx');
    try {
      const places = Buffer.alloc(INDEX_BYTES);
      let count = 0;
      let at = HEAD_BYTES + INDEX_BYTES;
      for (const part of this.#parts) {
        this.#flush(part);
        const sorted = this.#sorted(
          readFileSync(join(this.#folder, `${this.#parts.indexOf(part)}`)),
          count,
          places,
        );
        for (let done = 0; done < sorted.length;)
          done += writeSync(out, sorted, done, sorted.length - done, at + done);
        at += sorted.length;
        count += sorted.length / this.#record;
      }
      places.writeBigUInt64LE(BigInt(count), BUCKETS * 8);
      fillGaps(places);
      const head = Buffer.alloc(HEAD_BYTES);
      MAGIC.copy(head);
      head[16] = this.digestBytes;
      head[17] = LABEL_BYTES;
      head.writeBigUInt64LE(BigInt(count), 24);
      writeSync(out, head, 0, HEAD_BYTES, 0);
      writeSync(out, places, 0, INDEX_BYTES, HEAD_BYTES);
      fsyncSync(out);
      return count;
    } finally {
      closeSync(out);
      this.close();
    }
  }

  close(): void {
    for (const { file } of this.#parts.splice(0)) closeSync(file);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(part: { readonly file: number; readonly buffer: Buffer; used: number }): void {
    for (let done = 0; done < part.used;) done += writeSync(part.file, part.buffer, done, part.used - done);
    part.used = 0;
  }

  /** By four bytes after the first, which with the place of the record fit into a number; then among those that agree. */
  #sorted(records: Buffer, before: number, places: Buffer): Buffer {
    const size = this.#record;
    const count = records.length / size;
    if (count > PART_RECORDS_MAX) throw new Refusal('tooLarge.digestSet', { count });
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i++) keys[i] = records.readUInt32BE(i * size + 1) * 1_048_576 + i;
    keys.sort();
    const order = Uint32Array.from(keys, (key) => key % 1_048_576);
    const compare = (a: number, b: number): number =>
      records.compare(records, b * size, b * size + this.digestBytes, a * size, a * size + this.digestBytes);
    for (let i = 1; i < count; i++)
      for (let j = i; j > 0 && compare(order[j - 1]!, order[j]!) > 0; j--)
        // within the array
        [order[j - 1], order[j]] = [order[j]!, order[j - 1]!];
    const sorted = Buffer.allocUnsafe(records.length);
    let made = 0;
    for (let i = 0; i < count; i++) {
      const one = order[i]!; // as above
      if (i > 0 && compare(order[i - 1]!, one) === 0) continue;
      const bucket = records.readUInt16BE(one * size);
      if (places.readBigUInt64LE(bucket * 8) === 0n)
        places.writeBigUInt64LE(BigInt(before + made) + 1n, bucket * 8);
      records.copy(sorted, made * size, one * size, (one + 1) * size);
      made += 1;
    }
    return sorted.subarray(0, made * size);
  }
}

/** Written as one more than they are where a bucket has a digest; now as they are, and those of empty buckets too. */
function fillGaps(places: Buffer): void {
  let next = places.readBigUInt64LE(BUCKETS * 8);
  for (let bucket = BUCKETS - 1; bucket >= 0; bucket--) {
    const own = places.readBigUInt64LE(bucket * 8);
    if (own !== 0n) next = own - 1n;
    places.writeBigUInt64LE(next, bucket * 8);
  }
}

const BLOCK_BYTES = 1024 * 1024;

/** Digests that are asked for in their order are found in one pass over the file; in any other order, a read each. */
export class HashFile {
  readonly count: number;
  readonly digestBytes: number;
  readonly #file: number;
  readonly #places: Float64Array;
  readonly #record: number;
  #block = Buffer.alloc(0);
  #from = 0;
  #to = 0;

  /** Refuses damaged: it is none of ours, or was cut. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    const head = Buffer.alloc(HEAD_BYTES + INDEX_BYTES);
    const got = readSync(this.#file, head, 0, head.length, 0);
    const record = (head[16] ?? 0) + LABEL_BYTES;
    const whole = head.length + Number(head.readBigUInt64LE(24)) * record;
    const isOurs = got === head.length && head.subarray(0, MAGIC.length).equals(MAGIC);
    if (!isOurs || fstatSync(this.#file).size !== whole) {
      closeSync(this.#file);
      throw new Refusal('damaged.digestSet');
    }
    this.digestBytes = head[16] ?? 0;
    this.#record = this.digestBytes + LABEL_BYTES;
    this.count = Number(head.readBigUInt64LE(24));
    this.#places = Float64Array.from({ length: BUCKETS + 1 }, (_, i) =>
      Number(head.readBigUInt64LE(HEAD_BYTES + i * 8)),
    );
  }

  /** Its label; undefined where it is not in the set. */
  labelOf(digest: Buffer): number | undefined {
    const bucket = ((digest[0] ?? 0) << 8) | (digest[1] ?? 0);
    let low = this.#places[bucket] ?? 0;
    let high = this.#places[bucket + 1] ?? 0;
    if (low === high) return undefined;
    if (low < this.#from || high > this.#to) this.#load(low, high);
    const size = this.#record;
    const key = digest.readUInt32BE(2); // the four bytes after those of the bucket nearly always decide
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = (middle - this.#from) * size;
      const own = this.#block.readUInt32BE(at + 2);
      const order = own - key || this.#block.compare(digest, 0, this.digestBytes, at, at + this.digestBytes);
      if (order === 0) return this.#block.readUInt16LE(at + this.digestBytes);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  /** All of them, in order; the bytes are good until the next step. */
  *all(): Generator<{ readonly digest: Buffer; readonly label: number }> {
    for (let from = 0; from < this.count;) {
      this.#load(from, Math.min(this.count, from + 1));
      for (; from < this.#to; from++) {
        const at = (from - this.#from) * this.#record;
        const digest = this.#block.subarray(at, at + this.digestBytes);
        yield { digest, label: this.#block.readUInt16LE(at + this.digestBytes) };
      }
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #load(low: number, high: number): void {
    // Whoever asks in order reads on; whoever jumps reads no more than where it may be.
    const block = Math.floor(BLOCK_BYTES / this.#record);
    const isNext = low >= this.#from && low <= this.#to + block;
    const most = isNext ? Math.max(high - low, block) : high - low;
    const to = Math.min(this.count, low + most);
    const length = (to - low) * this.#record;
    if (this.#block.length < length) this.#block = Buffer.allocUnsafe(length);
    const at = HEAD_BYTES + INDEX_BYTES + low * this.#record;
    if (readSync(this.#file, this.#block, 0, length, at) !== length) throw new Refusal('damaged.digestSet');
    [this.#from, this.#to] = [low, to];
  }
}
