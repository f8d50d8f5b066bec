// Exact search among 256-bit fingerprints of pictures: all that differ in at most so many bits, none missed. A fingerprint is cut into 16
// slots of 16 bits. Two that differ in at most 31 bits differ in at most one bit of some slot, so it is enough to look at those that share
// the value of a slot, or that value with one bit turned (multi-index hashing: Norouzi, Punjani, Fleet, 2012).
const BYTES = 32;
export const PICTURE_HASH_BYTES = BYTES;
const WORDS = BYTES / 4;
const SLOTS = 16;
const VALUES = 65_536;
/** Two bits off in every slot is more than this. */
export const MOST_BITS = 31;
/** What was added since is compared one by one, until it is worth sorting in. */
const TAIL_ROWS = 4096;
const TAIL_SHARE = 8;

export interface Near {
  /** In the order in which they were added, from 0. */
  readonly row: number;
  readonly distance: number;
}

export class PictureIndex {
  #bytes: Uint8Array;
  #words: Uint32Array;
  #count = 0;
  /** Of the first so many rows: where the rows of each value of each slot begin in `#postings`. */
  #sorted = 0;
  #starts = new Uint32Array(0);
  #postings = new Uint32Array(0);

  /** `bytes`: 32 a fingerprint, as PDQ is printed. */
  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#bytes = new Uint8Array(0);
    this.#words = new Uint32Array(0);
    this.add(bytes);
  }

  get count(): number {
    return this.#count;
  }

  /** All fingerprints, 32 bytes each. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#count * BYTES);
  }

  add(bytes: Uint8Array): void {
    if (bytes.length % BYTES !== 0) throw new RangeError('fingerprints have 32 bytes each');
    const had = this.#count * BYTES;
    if (had + bytes.length > this.#bytes.length) {
      const room = had === 0 ? bytes.length : Math.max(had + bytes.length, ((had * 3) >> 1) & -BYTES);
      const larger = new Uint8Array(room);
      larger.set(this.bytes);
      this.#bytes = larger;
      this.#words = new Uint32Array(larger.buffer);
    }
    this.#bytes.set(bytes, had);
    this.#count += bytes.length / BYTES;
    const tail = this.#count - this.#sorted;
    if (tail > Math.max(TAIL_ROWS, this.#count / TAIL_SHARE)) this.#sort();
  }

  /** Every row that differs in at most `most` bits, the nearest first, equals in order of their rows. */
  near(hash: Uint8Array, most: number): Near[] {
    if (hash.length !== BYTES) throw new RangeError('a fingerprint has 32 bytes');
    if (!(most >= 0 && most <= MOST_BITS)) throw new RangeError(`at most ${MOST_BITS} bits are searched for`);
    const query = new Uint32Array(Uint8Array.from(hash).buffer);
    const found: Near[] = [];
    const isWide = most >= SLOTS;
    if (this.#probed(query, isWide) < this.#sorted) this.#probe(query, { most, isWide, found });
    else this.#scan(query, { from: 0, to: this.#sorted, most, found });
    this.#scan(query, { from: this.#sorted, to: this.#count, most, found });
    return found.sort((one, other) => one.distance - other.distance || one.row - other.row);
  }

  /** Rows that a search would look at: in sets that are clumped it may be more than there are. */
  #probed(query: Uint32Array, isWide: boolean): number {
    let rows = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const base = slot * (VALUES + 1);
      const value = slotOf(query, 0, slot);
      for (let bit = isWide ? 15 : -1; bit >= -1; bit--) {
        const at = base + (bit < 0 ? value : value ^ (1 << bit));
        rows += (this.#starts[at + 1] ?? 0) - (this.#starts[at] ?? 0);
      }
    }
    return rows;
  }

  #probe(
    query: Uint32Array,
    { most, isWide, found }: { readonly most: number; readonly isWide: boolean; readonly found: Near[] },
  ): void {
    const [words, starts, postings] = [this.#words, this.#starts, this.#postings];
    const [q0, q1, q2] = [query[0]!, query[1]!, query[2]!]; // it has eight
    for (let slot = 0; slot < SLOTS; slot++) {
      const base = slot * (VALUES + 1);
      const value = slotOf(query, 0, slot);
      for (let bit = isWide ? 15 : -1; bit >= -1; bit--) {
        const at = base + (bit < 0 ? value : value ^ (1 << bit));
        for (let posting = starts[at]!, end = starts[at + 1]!; posting < end; posting++) {
          const row = postings[posting]!;
          const word = row * WORDS;
          // Three of eight words set nearly all aside.
          if (threeBits(words[word]! ^ q0, words[word + 1]! ^ q1, words[word + 2]! ^ q2) > most) continue;
          const distance = distanceOf(words, word, query);
          if (distance <= most && !this.#isFoundBefore(query, { row, slot, isWide }))
            found.push({ row, distance });
        }
      }
    }
  }

  /** A row that is near shares several slots: the first of them finds it. */
  #isFoundBefore(
    query: Uint32Array,
    { row, slot, isWide }: { readonly row: number; readonly slot: number; readonly isWide: boolean },
  ): boolean {
    for (let before = 0; before < slot; before++) {
      const differs = slotOf(query, 0, before) ^ slotOf(this.#words, row * WORDS, before);
      if (differs === 0 || (isWide && (differs & (differs - 1)) === 0)) return true;
    }
    return false;
  }

  #scan(
    query: Uint32Array,
    { from, to, most, found }: { from: number; to: number; readonly most: number; readonly found: Near[] },
  ): void {
    for (let row = from; row < to; row++) {
      const distance = distanceOf(this.#words, row * WORDS, query);
      if (distance <= most) found.push({ row, distance });
    }
  }

  /** By counting, slot by slot. */
  #sort(): void {
    const [count, words] = [this.#count, this.#words];
    this.#starts = new Uint32Array(SLOTS * (VALUES + 1));
    this.#postings = new Uint32Array(SLOTS * count);
    for (let slot = 0; slot < SLOTS; slot++) {
      const next = new Uint32Array(VALUES + 1);
      for (let row = 0; row < count; row++) next[slotOf(words, row * WORDS, slot) + 1]! += 1;
      next[0] = slot * count;
      for (let value = 1; value <= VALUES; value++) next[value]! += next[value - 1]!;
      this.#starts.set(next, slot * (VALUES + 1));
      for (let row = 0; row < count; row++) this.#postings[next[slotOf(words, row * WORDS, slot)]!++] = row;
    }
    this.#sorted = count;
  }
}

/** In how many bits two fingerprints differ. */
export function pictureDistance(one: Uint8Array, other: Uint8Array): number {
  const words = (hash: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(hash).buffer);
  return distanceOf(words(one), 0, words(other));
}

function slotOf(words: Uint32Array, at: number, slot: number): number {
  return (words[at + (slot >> 1)]! >>> ((slot & 1) << 4)) & 0xffff; // within: a row has eight words
}

function distanceOf(words: Uint32Array, at: number, query: Uint32Array): number {
  return (
    threeBits(words[at]! ^ query[0]!, words[at + 1]! ^ query[1]!, words[at + 2]! ^ query[2]!) +
    threeBits(words[at + 3]! ^ query[3]!, words[at + 4]! ^ query[4]!, words[at + 5]! ^ query[5]!) +
    threeBits(words[at + 6]! ^ query[6]!, words[at + 7]! ^ query[7]!, 0)
  );
}

/** Bits that are set in three words: counted by pairs, by fours, where three still fit, then together. */
function threeBits(a: number, b: number, c: number): number {
  a -= (a >>> 1) & 0x55555555;
  b -= (b >>> 1) & 0x55555555;
  c -= (c >>> 1) & 0x55555555;
  const fours =
    (a & 0x33333333) + ((a >>> 2) & 0x33333333) +
    ((b & 0x33333333) + ((b >>> 2) & 0x33333333)) +
    ((c & 0x33333333) + ((c >>> 2) & 0x33333333)); // prettier-ignore
  const eights = (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
  return Math.imul(eights, 0x01010101) >>> 24;
}
