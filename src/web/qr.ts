// QR codes (ISO/IEC 18004:2015) as SVG: byte mode, error correction level M, versions 1 to 13 (up to 331 bytes).
import { html, raw, type Html } from './html.ts';

/** For level M, by version: error correction codewords a block; blocks of the first group and their data codewords; of the second (Table 9). */
const BLOCKS: readonly (readonly [ec: number, n1: number, d1: number, n2: number, d2: number])[] = [
  [10, 1, 16, 0, 0],
  [16, 1, 28, 0, 0],
  [26, 1, 44, 0, 0],
  [18, 2, 32, 0, 0],
  [24, 2, 43, 0, 0],
  [16, 4, 27, 0, 0],
  [18, 4, 31, 0, 0],
  [22, 2, 38, 2, 39],
  [22, 3, 36, 2, 37],
  [26, 4, 43, 1, 44],
  [30, 1, 50, 4, 51],
  [22, 6, 36, 2, 37],
  [22, 8, 37, 1, 38],
];
/** Centres of the alignment patterns, by version (Annex E). */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
];
const QUIET = 4;

/** The picture, with what it is in words for those who do not see it. Throws when the text is too long. */
export function qrSvg(text: string, words: string): Html {
  const modules = qrModules(text);
  const side = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${side} ${side}"
    role="img"
    aria-label="${words}"
    shape-rendering="crispEdges"
  >
    <path fill="#fff" d="M0 0h${side}v${side}H0z" />
    <path d="${raw(dark.join(''))}" />
  </svg>`;
}

/** Rows of modules, true for dark. */
export function qrModules(text: string): boolean[][] {
  const data = new TextEncoder().encode(text);
  const version = BLOCKS.findIndex((_, i) => capacity(i + 1) >= data.length + (i + 1 > 9 ? 3 : 2)) + 1;
  if (version === 0) throw new Error(`a QR code of at most 331 bytes, not ${data.length}`);
  const grid = new Grid(version);
  grid.place(interleave(version, codewords(data, version)));
  return grid.masked();
}

function capacity(version: number): number {
  const [, n1, d1, n2, d2] = BLOCKS[version - 1]!; // versions are 1 to 13
  return n1 * d1 + n2 * d2;
}

/** Mode, length, bytes, terminator, padding (7.4). */
function codewords(data: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number): void => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  push(4, 4);
  push(data.length, version > 9 ? 16 : 8);
  for (const byte of data) push(byte, 8);
  const room = capacity(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) push(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** Splits into blocks, adds error correction to each, and takes a codeword from each in turn (7.6). */
function interleave(version: number, data: readonly number[]): number[] {
  const [ec, n1, d1, n2, d2] = BLOCKS[version - 1]!; // versions are 1 to 13
  const sizes = [...Array<number>(n1).fill(d1), ...Array<number>(n2).fill(d2)];
  let from = 0;
  const blocks = sizes.map((size) => data.slice(from, (from += size)));
  const corrections = blocks.map((block) => remainder(block, ec));
  const turn = (lists: readonly (readonly number[])[]): number[] =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, i) =>
      lists.flatMap((list) => list[i] ?? []),
    ).flat();
  return [...turn(blocks), ...turn(corrections)];
}

/** Powers and logarithms of GF(256) with x^8 + x^4 + x^3 + x^2 + 1. */
const POWER = Array.from({ length: 255 }, () => 0);
const LOG = Array.from({ length: 256 }, () => 0);
for (let i = 0, x = 1; i < 255; i++, x = x >= 128 ? (x * 2) ^ 0x11d : x * 2) {
  POWER[i] = x;
  LOG[x] = i;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : POWER[(LOG[a]! + LOG[b]!) % 255]!; // bytes
}

/** Reed-Solomon: the remainder of the block divided by the generator polynomial of this degree (Annex A). */
function remainder(block: readonly number[], degree: number): number[] {
  let generator = [1];
  for (let i = 0; i < degree; i++) {
    const longer = [...generator, 0];
    generator.forEach((factor, k) => (longer[k + 1] = longer[k + 1]! ^ multiply(factor, POWER[i]!)));
    generator = longer;
  }
  const rest = [...block, ...Array<number>(degree).fill(0)];
  for (let i = 0; i < block.length; i++) {
    const factor = rest[i]!; // within the list
    generator.forEach((one, k) => (rest[i + k] = rest[i + k]! ^ multiply(one, factor)));
  }
  return rest.slice(block.length);
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

class Grid {
  readonly #side: number;
  readonly #dark: boolean[][];
  /** Modules with a fixed meaning, which are not masked. */
  readonly #fixed: boolean[][];

  constructor(version: number) {
    this.#side = 17 + 4 * version;
    const empty = (): boolean[][] =>
      Array.from({ length: this.#side }, () => Array<boolean>(this.#side).fill(false));
    this.#dark = empty();
    this.#fixed = empty();
    const last = this.#side - 1;
    for (let i = 0; i <= last; i++) {
      this.#fix(6, i, i % 2 === 0);
      this.#fix(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [last - 3, 3],
      [3, last - 3],
    ] as const)
      this.#finder(x, y);
    const centres = ALIGNMENT[version - 1] ?? [];
    const end = centres.at(-1);
    for (const x of centres)
      for (const y of centres)
        if (!((x === 6 && y === 6) || (x === 6 && y === end) || (x === end && y === 6)))
          this.#alignment(x, y);
    this.#format(this.#dark, 0);
    if (version >= 7) this.#version(version);
  }

  /** Two columns at a time, upwards and downwards, from the right (7.7.3). */
  place(codewords: readonly number[]): void {
    let bit = 0;
    for (let right = this.#side - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let i = 0; i < this.#side; i++) {
        const isUpwards = ((right + 1) & 2) === 0;
        const y = isUpwards ? this.#side - 1 - i : i;
        for (const x of [right, right - 1]) {
          if (this.#fixed[y]![x]!) continue; // within the grid
          this.#dark[y]![x] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
          bit += 1;
        }
      }
    }
  }

  /** Under the mask with the least penalty (7.8). */
  masked(): boolean[][] {
    const all = MASKS.map((mask, number) => {
      const rows = this.#dark.map((row, y) =>
        row.map((on, x) => (this.#fixed[y]![x]! ? on : on !== mask(x, y))),
      );
      this.#format(rows, number);
      return rows;
    });
    const penalties = all.map(penalty);
    return all[penalties.indexOf(Math.min(...penalties))]!; // one of them
  }

  #fix(x: number, y: number, on: boolean): void {
    if (x < 0 || y < 0 || x >= this.#side || y >= this.#side) return;
    this.#dark[y]![x] = on;
    this.#fixed[y]![x] = true;
  }

  #finder(cx: number, cy: number): void {
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        this.#fix(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
  }

  #alignment(cx: number, cy: number): void {
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -2; dx <= 2; dx++)
        this.#fix(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
  }

  /** Level M is 00; BCH(15,5), masked (7.9). */
  #format(rows: boolean[][], mask: number): void {
    let rest = mask;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const last = this.#side - 1;
    const set = (x: number, y: number, i: number): void => {
      rows[y]![x] = ((bits >> i) & 1) === 1;
      this.#fixed[y]![x] = true;
    };
    for (let i = 0; i <= 5; i++) set(8, i, i);
    set(8, 7, 6);
    set(8, 8, 7);
    set(7, 8, 8);
    for (let i = 9; i < 15; i++) set(14 - i, 8, i);
    for (let i = 0; i < 8; i++) set(last - i, 8, i);
    for (let i = 8; i < 15; i++) set(8, this.#side - 15 + i, i);
    rows[last - 7]![8] = true;
    this.#fixed[last - 7]![8] = true;
  }

  /** BCH(18,6) (7.10). */
  #version(version: number): void {
    let rest = version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const on = ((bits >> i) & 1) === 1;
      const a = this.#side - 11 + (i % 3);
      const b = Math.floor(i / 3);
      this.#fix(a, b, on);
      this.#fix(b, a, on);
    }
  }
}

/** Runs, blocks, finder-like patterns, balance (Table 11). */
function penalty(rows: readonly (readonly boolean[])[]): number {
  const side = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x]!)); // square
  const lines = [...rows, ...columns].map((line) => line.map(Number).join(''));
  let points = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length;
  }
  for (let y = 1; y < side; y++)
    for (let x = 1; x < side; x++) {
      const on = rows[y]![x];
      if (rows[y]![x - 1] === on && rows[y - 1]![x] === on && rows[y - 1]![x - 1] === on) points += 3;
    }
  const dark = rows.flat().filter(Boolean).length / side ** 2;
  return points + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
}
