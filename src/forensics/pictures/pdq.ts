// PDQ: 256 bits of how a picture looks, for finding it again after it was scaled, compressed or slightly changed. Defined by the
// reference implementation of facebook/ThreatExchange (pdq/cpp), whose bits come out here from the same pixels: all arithmetic is of
// 32-bit floats, in its order. Of its second blur only the rows and columns that are sampled are computed; each is a sum of its own.
const { fround, trunc, ceil, floor, min, max, abs, sqrt, cos, PI } = Math;

/** As a decoder gives them: rows from the top, 1 (grey) or 3 (red, green, blue) bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bytes: Uint8Array;
}

interface Pdq {
  /** 32 bytes, the most significant first, as PDQ is printed. */
  readonly hash: Uint8Array;
  /** 0 to 100: how much there is to tell the picture by. */
  readonly quality: number;
}

/** The picture turned and mirrored: what is compared where somebody may have done so. */
export const DIHEDRAL = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;
export type Dihedral = (typeof DIHEDRAL)[number];

type DihedralPdq = { readonly hashes: { readonly [turn in Dihedral]: Uint8Array } } & Pick<Pdq, 'quality'>;

/** Below this there is too little to tell a picture by, and nothing is compared (ThreatExchange). */
export const LEAST_QUALITY = 50;
/** A side above this is brought to it by the nearest pixel, as the reference does. */
export const PDQ_SIDE = 512;
const SMALLEST = 5;
const SIDE = 64;
const TERMS = 16;

export function pdqOf(pixels: Pixels): Pdq {
  const sampled = sampledLuma(pixels);
  if (sampled === undefined) return { hash: new Uint8Array(32), quality: 0 };
  return { hash: bitsOf(cosines(sampled)), quality: qualityOf(sampled) };
}

export function dihedralPdqOf(pixels: Pixels): DihedralPdq {
  const sampled = sampledLuma(pixels);
  const terms = sampled === undefined ? undefined : cosines(sampled);
  const hashes = DIHEDRAL.map((turn) => [
    turn,
    terms === undefined ? new Uint8Array(32) : bitsOf(turned(terms, turn)),
  ]);
  const quality = sampled === undefined ? 0 : qualityOf(sampled);
  return { hashes: Object.fromEntries(hashes) as DihedralPdq['hashes'], quality }; // one for each turn
}

/** Pixels whose sides PDQ takes as they are. */
export function withinSide(pixels: Pixels): Pixels {
  const { width, height, channels, bytes } = pixels;
  if (width <= PDQ_SIDE && height <= PDQ_SIDE) return pixels;
  const out = new Uint8Array(PDQ_SIDE * PDQ_SIDE * channels);
  for (let y = 0, to = 0; y < PDQ_SIDE; y++) {
    const row = floor((y * height) / PDQ_SIDE) * width;
    for (let x = 0; x < PDQ_SIDE; x++) {
      const from = (row + floor((x * width) / PDQ_SIDE)) * channels;
      for (let c = 0; c < channels; c++) out[to++] = bytes[from + c] ?? 0;
    }
  }
  return { width: PDQ_SIDE, height: PDQ_SIDE, channels, bytes: out };
}

const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114].map((part) =>
  Float32Array.from({ length: 256 }, (_, value) => fround(part) * value),
) as [Float32Array, Float32Array, Float32Array]; // three of them

/** Every `step`th value from `at` on is one of the row. */
function fillLuma(
  { width, channels, bytes }: Pixels,
  y: number,
  [row, at, step]: [Float32Array, number, number],
): void {
  let from = y * width * channels;
  for (let x = 0, to = at; x < width; x++, to += step, from += channels)
    row[to] =
      channels === 1
        ? bytes[from]! // within: the length was looked at
        : fround(RED[bytes[from]!]! + GREEN[bytes[from + 1]!]!) + BLUE[bytes[from + 2]!]!;
}

/** A box that moves along n values, smaller at both ends: before output `at` it takes `at + lead` in and lets `at - lag` go. */
function boxOf(n: number): { readonly lead: number; readonly lag: number } {
  const window = ceil(n / (2 * SIDE));
  const half = floor((window + 2) / 2);
  return { lead: half - 1, lag: window - half + 1 };
}

function widthOf({ lead, lag }: ReturnType<typeof boxOf>, at: number, n: number): number {
  return min(at + lead, n - 1) - max(at - lag, -1);
}

/** Which of n values the 64 samples are. */
function samplesOf(n: number): Int32Array {
  return Int32Array.from({ length: SIDE }, (_, index) => floor(((index + 0.5) * n) / SIDE));
}

/** Two blurs and 64 by 64 samples. Undefined: too small for a hash. */
function sampledLuma({ width, height, channels, bytes }: Pixels): Float32Array | undefined {
  if (bytes.length !== width * height * channels) throw new RangeError('pixels that do not fit their sides');
  const pixels = withinSide({ width, height, channels, bytes });
  if (pixels.width < SMALLEST || pixels.height < SMALLEST) return undefined;
  return pixels.width === SIDE && pixels.height === SIDE ? unblurred(pixels) : blurred(pixels);
}

function unblurred(pixels: Pixels): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) fillLuma(pixels, y, [out, y * SIDE, 1]);
  return out;
}

/** Rows are blurred by fours, whose values lie side by side: one sum waits for its last step, four do not wait for each other. */
const FOUR = 4;

function blurred(pixels: Pixels): Float32Array {
  const { width, height } = pixels;
  const [across, down] = [boxOf(width), boxOf(height)];
  const widths = Float32Array.from({ length: width }, (_, x) => widthOf(across, x, width));
  const four = new Float32Array(width * FOUR);
  const rows = new Float32Array(width * (height + FOUR));
  const all = Int32Array.from({ length: width }, (_, x) => x);
  for (let y = 0; y < height; y++) {
    fillLuma(pixels, y, [four, y % FOUR, FOUR]);
    if (y % FOUR === FOUR - 1 || y === height - 1)
      blurFour(four, rows.subarray((y - (y % FOUR)) * width), { box: across, widths, samples: all });
  }
  const samples = samplesOf(width);
  const narrow = new Float32Array(SIDE * (height + FOUR));
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    moveDown(rows, sums, { box: down, y, height });
    const size = widthOf(down, y, height);
    for (let x = 0, to = y % FOUR; x < width; x++, to += FOUR) four[to] = sums[x]! / size;
    if (y % FOUR === FOUR - 1 || y === height - 1)
      blurFour(four, narrow.subarray((y - (y % FOUR)) * SIDE), { box: across, widths, samples });
  }
  return sampleRows(narrow, down, height);
}

type Box = ReturnType<typeof boxOf>;

/** Of four rows what is sampled of their blur. */
function blurFour(
  from: Float32Array,
  to: Float32Array,
  { box, widths, samples }: { box: Box; widths: Float32Array; samples: Int32Array },
): void {
  const end = from.length;
  const [lead, lag] = [box.lead * FOUR, box.lag * FOUR];
  const count = samples.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let next = 0;
  let wanted = samples[0]! * FOUR;
  for (let at = -lead; at < end; at += FOUR) {
    const into = at + lead;
    if (into < end) {
      a = fround(a + from[into]!);
      b = fround(b + from[into + 1]!);
      c = fround(c + from[into + 2]!);
      d = fround(d + from[into + 3]!);
    }
    const out = at - lag;
    if (out >= 0) {
      a = fround(a - from[out]!);
      b = fround(b - from[out + 1]!);
      c = fround(c - from[out + 2]!);
      d = fround(d - from[out + 3]!);
    }
    while (at === wanted) {
      const size = widths[at >> 2]!;
      to[next] = a / size;
      to[next + count] = b / size;
      to[next + 2 * count] = c / size;
      to[next + 3 * count] = d / size;
      next += 1;
      wanted = next < count ? samples[next]! * FOUR : -1;
    }
  }
}

/** The boxes of all columns one row on. */
function moveDown(
  rows: Float32Array,
  sums: Float32Array,
  { box: { lead, lag }, y, height }: { box: Box; y: number; height: number },
): void {
  const width = sums.length;
  for (let taken = y === 0 ? 0 : y + lead; taken <= y + lead && taken < height; taken++) {
    const row = rows.subarray(taken * width, (taken + 1) * width);
    for (let x = 0; x < width; x++) sums[x]! += row[x]!;
  }
  if (y < lag) return;
  const row = rows.subarray((y - lag) * width, (y - lag + 1) * width);
  for (let x = 0; x < width; x++) sums[x]! -= row[x]!;
}

function sampleRows(narrow: Float32Array, box: Box, height: number): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  const samples = samplesOf(height);
  const sums = new Float32Array(SIDE);
  for (let y = 0, next = 0; y < height; y++) {
    moveDown(narrow, sums, { box, y, height });
    const size = widthOf(box, y, height);
    for (; samples[next] === y; next++) for (let x = 0; x < SIDE; x++) out[next * SIDE + x] = sums[x]! / size;
  }
  return out;
}

function qualityOf(sampled: Float32Array): number {
  const step = (one: number, other: number): number =>
    abs(trunc(fround(fround(fround(one - other) * 100) / 255)));
  let sum = 0;
  for (let at = 0; at < SIDE * SIDE; at++) {
    if (at + SIDE < SIDE * SIDE) sum += step(sampled[at]!, sampled[at + SIDE]!);
    if (at % SIDE < SIDE - 1) sum += step(sampled[at]!, sampled[at + 1]!);
  }
  return min(100, floor(sum / 90));
}

/** Of the discrete cosine transform the terms 1 to 16; the constant one says only how bright it is. */
const COSINES = Float32Array.from(
  { length: TERMS * SIDE },
  (_, at) => fround(sqrt(2 / SIDE)) * cos((PI / 2 / SIDE) * (floor(at / SIDE) + 1) * (2 * (at % SIDE) + 1)),
);

function cosines(sampled: Float32Array): Float32Array {
  const half = new Float32Array(TERMS * SIDE);
  for (let term = 0; term < TERMS; term++) {
    const sums = half.subarray(term * SIDE, (term + 1) * SIDE);
    for (let k = 0; k < SIDE; k++) {
      const factor = COSINES[term * SIDE + k]!;
      for (let x = 0; x < SIDE; x++) sums[x] = sums[x]! + fround(factor * sampled[k * SIDE + x]!);
    }
  }
  const terms = new Float32Array(TERMS * TERMS);
  for (let i = 0; i < TERMS; i++)
    for (let j = 0; j < TERMS; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = fround(sum + fround(half[i * SIDE + k]! * COSINES[j * SIDE + k]!));
      terms[i * TERMS + j] = sum;
    }
  return terms;
}

/** A picture turned or mirrored has the same terms, with other signs, or with rows for columns. */
function turned(terms: Float32Array, turn: Dihedral): Float32Array {
  const out = new Float32Array(TERMS * TERMS);
  const { isTransposed, isNegative } = TURNS[turn];
  for (let i = 0; i < TERMS; i++)
    for (let j = 0; j < TERMS; j++) {
      const term = terms[i * TERMS + j]!;
      out[isTransposed ? j * TERMS + i : i * TERMS + j] = isNegative(i, j) ? -term : term;
    }
  return out;
}

const TURNS: {
  readonly [turn in Dihedral]: {
    readonly isTransposed: boolean;
    readonly isNegative: (i: number, j: number) => boolean;
  };
} = {
  original: { isTransposed: false, isNegative: () => false },
  rotate90: { isTransposed: true, isNegative: (_, j) => j % 2 === 0 },
  rotate180: { isTransposed: false, isNegative: (i, j) => (i + j) % 2 === 1 },
  rotate270: { isTransposed: true, isNegative: (i) => i % 2 === 0 },
  flipX: { isTransposed: false, isNegative: (i) => i % 2 === 0 },
  flipY: { isTransposed: false, isNegative: (_, j) => j % 2 === 0 },
  flipPlus1: { isTransposed: true, isNegative: () => false },
  flipMinus1: { isTransposed: true, isNegative: (i, j) => (i + j) % 2 === 1 },
};

/** A bit for each term above the 128th smallest; the last term is the first bit. */
function bitsOf(terms: Float32Array): Uint8Array {
  const median = terms.toSorted()[127]!;
  const hash = new Uint8Array(32);
  for (const [at, term] of terms.entries()) if (term > median) hash[31 - (at >> 3)]! |= 1 << (at & 7);
  return hash;
}
