// Exact search among 256-bit fingerprints of pictures: all that differ in at most so many bits, none missed. A fingerprint is cut into
// slots. Two that differ in at most 31 bits differ in at most one bit of some of 16 slots, or two bits of some of 11, so it is enough to
// look at those that share the value of a slot, or that value with so many bits turned (multi-index hashing: Norouzi, Punjani, Fleet,
// 2012). Of more rows the slots are longer, so that few rows share a value.
const BYTES = 32;
export const PICTURE_HASH_BYTES = BYTES;
const WORDS = BYTES / 4;
/** More bits off in every slot than are turned is more than this. */
export const MOST_BITS = 31;
/** What was added since is compared one by one, until it is worth sorting in. */
const TAIL_ROWS = 4096;
const TAIL_SHARE = 8;

/** Where a slot begins, and how long it is. */
interface Slot {
  readonly at: number;
  readonly bits: number;
  /** Of its values, those of the slots before it included: where in `#starts` its own begin. */
  readonly base: number;
}

/** From the first bit on, as even as can be. */
function cut(count: number): readonly Slot[] {
  let [at, base] = [0, 0];
  return Array.from({ length: count }, (_, n) => {
    const bits = Math.floor((256 * (n + 1)) / count) - at;
    const slot = { at, bits, base };
    at += bits;
    base += 2 ** bits + 1;
    return slot;
  });
}

/** Below so many rows the short slots are faster, and take less room. */
const MANY_ROWS = 4_000_000;
const [SHORT, LONG] = [16, 11];

/** What turns at most so many bits of a slot, the value as it is first. */
function turns(bits: number, most: number): Uint32Array {
  const out = [0];
  for (let a = 0; most > 0 && a < bits; a++) out.push(1 << a);
  for (let a = 0; most > 1 && a < bits; a++) for (let b = a + 1; b < bits; b++) out.push((1 << a) | (1 << b));
  return Uint32Array.from(out);
}

const TURNS = new Map<number, Uint32Array>();

function turnsOf(bits: number, most: number): Uint32Array {
  const name = bits * 4 + most;
  let known = TURNS.get(name);
  if (known === undefined) TURNS.set(name, (known = turns(bits, most)));
  return known;
}

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
  #slots = cut(SHORT);
  /** Undefined: as many as its rows ask for. */
  readonly #cutInto: number | undefined;

  /** `bytes`: 32 a fingerprint, as PDQ is printed. */
  constructor(bytes: Uint8Array = new Uint8Array(), { slots }: { readonly slots?: number } = {}) {
    if (slots !== undefined && slots < LONG)
      throw new RangeError(`at least ${LONG} slots: no more than two bits are turned`);
    this.#cutInto = slots;
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
    const turned = Math.floor(most / this.#slots.length);
    if (this.#probed(query, turned) < this.#sorted) this.#probe(query, { most, turned, found });
    else this.#scan(query, { from: 0, to: this.#sorted, most, found });
    this.#scan(query, { from: this.#sorted, to: this.#count, most, found });
    return found.sort((one, other) => one.distance - other.distance || one.row - other.row);
  }

  /** Rows that a search would look at: in sets that are clumped it may be more than there are. */
  #probed(query: Uint32Array, turned: number): number {
    const starts = this.#starts;
    let rows = 0;
    for (const { at, bits, base } of this.#slots) {
      const value = bitsAt(query, 0, at, bits);
      for (const turn of turnsOf(bits, turned)) {
        const of = base + (value ^ turn);
        rows += (starts[of + 1] ?? 0) - (starts[of] ?? 0);
      }
    }
    return rows;
  }

  #probe(
    query: Uint32Array,
    { most, turned, found }: { readonly most: number; readonly turned: number; readonly found: Near[] },
  ): void {
    const [words, starts, postings] = [this.#words, this.#starts, this.#postings];
    const [q0, q1, q2] = [query[0]!, query[1]!, query[2]!]; // it has eight
    for (const [slot, { at, bits, base }] of this.#slots.entries()) {
      const value = bitsAt(query, 0, at, bits);
      const all = turnsOf(bits, turned);
      for (let n = 0; n < all.length; n++) {
        const of = base + (value ^ all[n]!);
        for (let posting = starts[of]!, end = starts[of + 1]!; posting < end; posting++) {
          const row = postings[posting]!;
          const word = row * WORDS;
          // Three of eight words set nearly all aside.
          if (threeBits(words[word]! ^ q0, words[word + 1]! ^ q1, words[word + 2]! ^ q2) > most) continue;
          const distance = distanceOf(words, word, query);
          if (distance <= most && !this.#isFoundBefore(query, { row, slot, turned }))
            found.push({ row, distance });
        }
      }
    }
  }

  /** A row that is near shares several slots: the first of them finds it. */
  #isFoundBefore(
    query: Uint32Array,
    { row, slot, turned }: { readonly row: number; readonly slot: number; readonly turned: number },
  ): boolean {
    for (let before = 0; before < slot; before++) {
      const { at, bits } = this.#slots[before]!; // one of those before
      const differs = bitsAt(query, 0, at, bits) ^ bitsAt(this.#words, row * WORDS, at, bits);
      if (threeBits(differs, 0, 0) <= turned) return true;
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
    this.#slots = cut(this.#cutInto ?? (count < MANY_ROWS ? SHORT : LONG));
    const values = this.#slots.reduce((sum, { bits }) => sum + 2 ** bits + 1, 0);
    this.#starts = new Uint32Array(values);
    this.#postings = new Uint32Array(this.#slots.length * count);
    for (const [slot, { at, bits, base }] of this.#slots.entries()) {
      const next = new Uint32Array(2 ** bits + 1);
      for (let row = 0; row < count; row++) next[bitsAt(words, row * WORDS, at, bits) + 1]! += 1;
      next[0] = slot * count;
      for (let value = 1; value < next.length; value++) next[value]! += next[value - 1]!;
      this.#starts.set(next, base);
      for (let row = 0; row < count; row++)
        this.#postings[next[bitsAt(words, row * WORDS, at, bits)]!++] = row;
    }
    this.#sorted = count;
  }
}

/** In how many bits two fingerprints differ. */
export function pictureDistance(one: Uint8Array, other: Uint8Array): number {
  const words = (hash: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(hash).buffer);
  return distanceOf(words(one), 0, words(other));
}

/** Of a row, whose first word is at `word`; a slot may lie over two words. */
function bitsAt(words: Uint32Array, word: number, at: number, bits: number): number {
  const [first, from] = [word + (at >>> 5), at & 31];
  const low = words[first]! >>> from; // within: a row has eight words
  const all = from + bits > 32 ? low | (words[first + 1]! << (32 - from)) : low;
  return all & (2 ** bits - 1);
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
