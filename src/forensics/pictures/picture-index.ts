// Exact search among 256-bit fingerprints of pictures: all that differ in at most so many bits, none missed. A fingerprint is cut into
// slots, and each slot has so many bits that may be turned in it, so that these numbers and one for each slot are together more than the
// bits that are searched for. Two fingerprints that differ in more than that in every slot then differ in more than is searched for, so
// that it is enough to look at those that share the value of some slot with so many of its bits turned (multi-index hashing: Norouzi,
// Punjani, Fleet, 2012; with numbers of their own: Qin et al., 2018). Of more rows the slots are longer, so that few rows share a value.
//
// The time goes into waiting for memory: of ten million fingerprints hardly a look is near the one before it. So each step is done for all
// that is looked at before the next one begins, without a decision in between: the processor then has many looks under way at once.
const BYTES = 32;
export const PICTURE_HASH_BYTES = BYTES;
const WORDS = BYTES / 4;
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

/** From so many rows on longer slots, that is fewer, are faster, and worth the room that they take. */
const CUTS = [
  { rows: 4_000_000, slots: 11 },
  { rows: 500_000, slots: 13 },
  { rows: 0, slots: 16 },
] as const;
const LONGEST = 11;

/** No row that is near is looked for by this slot. */
const NONE = -1;

/** For each slot how many bits are turned in it: as few as find all. */
function turnedIn(slots: number, most: number): readonly number[] {
  const [each, over] = [Math.floor((most + 1) / slots), (most + 1) % slots];
  return Array.from({ length: slots }, (_, slot) => (slot < over ? each : each - 1));
}

/** What turns at most so many bits of a slot, the value as it is first. */
function turns(bits: number, most: number): Uint32Array {
  if (most === NONE) return new Uint32Array(0);
  const out = [0];
  for (let a = 0; most > 0 && a < bits; a++) out.push(1 << a);
  for (let a = 0; most > 1 && a < bits; a++) for (let b = a + 1; b < bits; b++) out.push((1 << a) | (1 << b));
  return Uint32Array.from(out);
}

const TURNS = new Map<number, Uint32Array>();

function turnsOf(bits: number, most: number): Uint32Array {
  const name = bits * 4 + most - NONE;
  let known = TURNS.get(name);
  if (known === undefined) TURNS.set(name, (known = turns(bits, most)));
  return known;
}

export interface Near {
  /** In the order in which they were added, from 0. */
  readonly row: number;
  readonly distance: number;
}

export interface SharedPictureIndex {
  readonly words: Uint32Array;
  readonly starts: Uint32Array;
  readonly postings: Uint32Array;
  readonly count: number;
  readonly sorted: number;
  readonly slots: number;
}

function shared(words: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(words * 4));
}

export class PictureIndex {
  #bytes: Uint8Array;
  #words: Uint32Array;
  #count = 0;
  /** Of the first so many rows: where the rows of each value of each slot begin in `#postings`. */
  #sorted = 0;
  #starts: Uint32Array = new Uint32Array(0);
  #postings: Uint32Array = new Uint32Array(0);
  #slots = cut(16);
  /** Undefined: as many as its rows ask for. */
  readonly #cutInto: number | undefined;

  /** `bytes`: 32 a fingerprint, as PDQ is printed. */
  constructor(bytes: Uint8Array = new Uint8Array(), { slots }: { readonly slots?: number } = {}) {
    if (slots !== undefined && slots < LONGEST)
      throw new RangeError(`at least ${LONGEST} slots: no more than two bits are turned`);
    this.#cutInto = slots;
    this.#bytes = new Uint8Array(0);
    this.#words = new Uint32Array(0);
    this.add(bytes);
  }

  /** For other threads, which only look (`PictureIndex.of`): the same memory, no copy. */
  share(): SharedPictureIndex {
    const [words, starts, postings] = [this.#words, this.#starts, this.#postings];
    return { words, starts, postings, count: this.#count, sorted: this.#sorted, slots: this.#slots.length };
  }

  /** How many numbers `starts` and `postings` have; undefined: no index is cut so. */
  static sizesOf(
    slots: number,
    rows: number,
  ): { readonly starts: number; readonly postings: number } | undefined {
    if (slots < LONGEST || slots > 32) return undefined;
    return { starts: cut(slots).reduce((sum, { bits }) => sum + 2 ** bits + 1, 0), postings: slots * rows };
  }

  static of({ words, starts, postings, count, sorted, slots }: SharedPictureIndex): PictureIndex {
    const index = new PictureIndex();
    index.#bytes = new Uint8Array(words.buffer);
    [index.#words, index.#starts, index.#postings] = [words, starts, postings];
    [index.#count, index.#sorted, index.#slots] = [count, sorted, cut(slots)];
    return index;
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
      this.#words = shared(room / 4);
      const larger = new Uint8Array(this.#words.buffer);
      larger.set(this.bytes);
      this.#bytes = larger;
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
    const found = this.#probe(query, most) ?? this.#scan(query, { from: 0, to: this.#sorted, most });
    found.push(...this.#scan(query, { from: this.#sorted, to: this.#count, most }));
    return found.sort((one, other) => one.distance - other.distance || one.row - other.row);
  }

  /** Undefined: it would look at as many rows as there are, as in sets that are clumped. */
  #probe(query: Uint32Array, most: number): Near[] | undefined {
    const found: Near[] = [];
    const turned = turnedIn(this.#slots.length, most);
    let looked = 0;
    for (const [slot, { at, bits, base }] of this.#slots.entries()) {
      const turns = turnsOf(bits, turned[slot] ?? NONE);
      const buckets = bucketsOf(this.#starts, { turns, base, value: bitsAt(query, 0, at, bits) });
      looked += buckets.rows;
      if (looked >= this.#sorted) return undefined;
      for (let place = 0; place < buckets.count;) {
        let rows: number;
        [place, rows] = rowsOf(this.#postings, place, buckets);
        rows = sift(this.#words, rows, query, most);
        for (let n = 0; n < rows; n++) {
          const row = ROWS[n]!; // below `rows`
          const distance = distanceOf(this.#words, row * WORDS, query);
          if (distance <= most && !this.#isFoundBefore(query, { row, slot, turned }))
            found.push({ row, distance });
        }
      }
    }
    return found;
  }

  /** A row that is near shares several slots: the first of them finds it. */
  #isFoundBefore(
    query: Uint32Array,
    {
      row,
      slot,
      turned,
    }: { readonly row: number; readonly slot: number; readonly turned: readonly number[] },
  ): boolean {
    for (let before = 0; before < slot; before++) {
      const { at, bits } = this.#slots[before]!; // one of those before
      const differs = bitsAt(query, 0, at, bits) ^ bitsAt(this.#words, row * WORDS, at, bits);
      if (threeBits(differs, 0, 0) <= (turned[before] ?? NONE)) return true;
    }
    return false;
  }

  #scan(
    query: Uint32Array,
    { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
  ): Near[] {
    const found: Near[] = [];
    for (let row = from; row < to; row++) {
      const distance = distanceOf(this.#words, row * WORDS, query);
      if (distance <= most) found.push({ row, distance });
    }
    return found;
  }

  /** By counting, slot by slot. */
  #sort(): void {
    const [count, words] = [this.#count, this.#words];
    this.#slots = cut(this.#cutInto ?? CUTS.find(({ rows }) => count >= rows)?.slots ?? LONGEST);
    const values = this.#slots.reduce((sum, { bits }) => sum + 2 ** bits + 1, 0);
    this.#starts = shared(values);
    this.#postings = shared(this.#slots.length * count);
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

/** Of one slot at a time: where the rows begin that share a value, and where they end. Two bits are turned of at most 24. */
const [BEGINS, ENDS] = [new Uint32Array(512), new Uint32Array(512)];
/** Rows to be looked at. */
const ROWS = new Uint32Array(4096);

interface Buckets {
  readonly count: number;
  readonly rows: number;
}

function bucketsOf(
  starts: Uint32Array,
  { turns, base, value }: { readonly turns: Uint32Array; readonly base: number; readonly value: number },
): Buckets {
  let [count, rows] = [0, 0];
  for (let n = 0; n < turns.length; n++) {
    const of = base + (value ^ turns[n]!); // below its length
    const [begin, end] = [starts[of]!, starts[of + 1]!]; // a slot has one more than it has values
    BEGINS[count] = begin;
    ENDS[count] = end;
    count += end > begin ? 1 : 0;
    rows += end - begin;
  }
  return { count, rows };
}

/** Rows of the buckets from `place` on, as many as there is room for; where to go on, and how many they are. */
function rowsOf(postings: Uint32Array, place: number, { count }: Buckets): [place: number, rows: number] {
  let rows = 0;
  for (; place < count; place++) {
    const [begin, end] = [BEGINS[place]!, Math.min(ENDS[place]!, BEGINS[place]! + ROWS.length - rows)]; // it was written
    for (let at = begin; at < end; at++) ROWS[rows++] = postings[at]!; // within
    BEGINS[place] = end;
    if (end < ENDS[place]!) break;
  }
  return [place, rows];
}

/** How many of the first `rows` may be near, by three of eight words: those stand first then. */
function sift(words: Uint32Array, rows: number, query: Uint32Array, most: number): number {
  const [q0, q1, q2] = [query[0]!, query[1]!, query[2]!]; // it has eight
  let kept = 0;
  for (let n = 0; n < rows; n++) {
    const row = ROWS[n]!; // below `rows`
    const word = row * WORDS;
    ROWS[kept] = row;
    kept += threeBits(words[word]! ^ q0, words[word + 1]! ^ q1, words[word + 2]! ^ q2) > most ? 0 : 1;
  }
  return kept;
}

export interface NearestAsked {
  /** 32 bytes each. */
  readonly hashes: Uint8Array;
  readonly most: number;
}

/** Pairs of row and distance, one for each fingerprint that was asked about; a row of -1: none is near. */
export type NearestFound = Int32Array<ArrayBuffer>;

/** Of those as near, the first in the order of the set. */
export function nearestOf(index: PictureIndex, { hashes, most }: NearestAsked): NearestFound {
  const found = new Int32Array((2 * hashes.length) / BYTES).fill(-1);
  for (let at = 0; at < hashes.length; at += BYTES) {
    const [nearest] = index.near(hashes.subarray(at, at + BYTES), most);
    if (nearest !== undefined) found.set([nearest.row, nearest.distance], (2 * at) / BYTES);
  }
  return found;
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
