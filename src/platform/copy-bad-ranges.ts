// Which bytes of a source could not be read, or only when tried again. A dying disk can have millions of such places and an
// event has room for a thousand, so beyond that neighbours are joined; the number of their bytes stays exact.

const MAX_RANGES = 1000;
const COARSE_BYTES = 64 * 1024;

export type Range = readonly [offset: number, bytes: number];

export class BadRanges {
  #ranges: Range[] = [];
  #grain = 1;
  /** Of all places together, each byte counted once. */
  bytes = 0;

  /** In order, and not overlapping what was added before. */
  add(offset: number, bytes: number): void {
    this.bytes += bytes;
    const [from, to] = [this.#down(offset), this.#up(offset + bytes)];
    const last = this.#ranges.at(-1);
    if (last !== undefined && last[0] + last[1] >= from) {
      this.#ranges[this.#ranges.length - 1] = [last[0], Math.max(to, last[0] + last[1]) - last[0]];
    } else {
      this.#ranges.push([from, to - from]);
    }
    if (this.#ranges.length > MAX_RANGES) this.#coarsen();
  }

  /** True once there are so many that finding each bad sector would take days and could not be written down. */
  get isCoarse(): boolean {
    return this.#grain > 1;
  }

  /** Clipped to what was read. */
  list(size: number): readonly Range[] {
    return this.#ranges.map(([offset, bytes]) => [offset, Math.min(bytes, size - offset)]);
  }

  #coarsen(): void {
    while (this.#ranges.length > MAX_RANGES / 2) {
      this.#grain = Math.max(COARSE_BYTES, this.#grain * 2);
      const joined: [number, number][] = [];
      for (const [offset, bytes] of this.#ranges) {
        const [from, to] = [this.#down(offset), this.#up(offset + bytes)];
        const last = joined.at(-1);
        if (last !== undefined && last[0] + last[1] >= from) last[1] = Math.max(to - last[0], last[1]);
        else joined.push([from, to - from]);
      }
      this.#ranges = joined;
    }
  }

  #down(offset: number): number {
    return Math.floor(offset / this.#grain) * this.#grain;
  }

  #up(offset: number): number {
    return Math.ceil(offset / this.#grain) * this.#grain;
  }
}
