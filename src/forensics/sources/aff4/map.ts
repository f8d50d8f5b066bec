// The map of an AFF4 image (AFF4 Standard 1.0, 4 "Map"): which range of it lies where in which stream. What no entry has is of the stream for gaps.
import type { SectorRange } from '../image.ts';
import type { ReadStream } from './streams.ts';
import type { AffVolume } from './volumes.ts';

const MAX_MAP_BYTES = 256 * 1024 * 1024;
const MAX_NAMES_BYTES = 16 * 1024 * 1024;
const MAX_FAULTY_RANGES = 10_000;
const MAP_ENTRY_BYTES = 28;
const AFF4 = 'http://aff4.org/Schema#';

interface MapEntry {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly target: number;
}

export interface AffMap {
  readonly size: number;
  /** In order; they do not overlap. */
  readonly entries: readonly MapEntry[];
  /** Of the streams, by the number that an entry gives. */
  readonly names: readonly string[];
  readonly gap: string;
}

/** Throws Refusal `damaged` and `tooLarge`. */
export function readMap(volume: AffVolume, uri: string, size: number): AffMap {
  const { told } = volume;
  const names = member(volume, `${uri}/idx`, MAX_NAMES_BYTES).toString('utf8').split(/\r?\n/);
  const bytes = member(volume, `${uri}/map`, MAX_MAP_BYTES);
  const entries: MapEntry[] = [];
  for (let at = 0; at + MAP_ENTRY_BYTES <= bytes.length; at += MAP_ENTRY_BYTES) {
    const [from = 0, length = 0, target = 0] = [0, 8, 16].map((field) =>
      Number(bytes.readBigUInt64LE(at + field)),
    );
    if (length > 0) entries.push({ at: from, length, from: target, target: bytes.readUInt32LE(at + 24) });
  }
  entries.sort((a, b) => a.at - b.at);
  let end = 0;
  for (const { at, length, from } of entries) {
    if (at < end || !Number.isSafeInteger(at + length) || !Number.isSafeInteger(from + length))
      throw told.damaged('a map whose parts do not overlap', `one at ${at} before ${end}`);
    end = at + length;
  }
  if (end > size) throw told.damaged(`a map of ${size} bytes`, `one of ${end}`);
  return { size, entries, names, gap: told.iri(uri, 'mapGapDefaultStream') ?? `${AFF4}Zero` };
}

/** Each stream is opened before anything is read. */
export function readThrough(map: AffMap, open: (name: string) => ReadStream): ReadStream {
  const { entries, names, size } = map;
  const streams = new Map<string, ReadStream>();
  const streamOf = (name: string): ReadStream => {
    let stream = streams.get(name);
    if (stream === undefined) {
      stream = open(name);
      streams.set(name, stream);
    }
    return stream;
  };
  const gap = streamOf(map.gap);
  for (const target of new Set(entries.map((entry) => entry.target))) streamOf(names[target] ?? '');
  return (offset, target) => {
    for (let filled = 0; filled < target.length;) {
      const at = offset + filled;
      const index = entryAt(entries, at);
      const entry = entries[index];
      const isIn = entry !== undefined && at < entry.at + entry.length;
      const end = isIn ? entry.at + entry.length : (entries[index + 1]?.at ?? size);
      const part = target.subarray(filled, filled + Math.min(target.length - filled, end - at));
      if (isIn) streamOf(names[entry.target] ?? '')(entry.from + at - entry.at, part, at);
      else gap(at, part, at);
      filled += part.length;
    }
  };
}

/** The stream that is the image from its first byte to its last, where one is. */
export function wholeOf(map: AffMap | undefined): readonly string[] {
  const [first] = map?.entries ?? [];
  if (map === undefined || first === undefined || map.entries.length > 1) return [];
  const name =
    first.at === 0 && first.from === 0 && first.length === map.size ? map.names[first.target] : undefined;
  return name === undefined ? [] : [name];
}

/** Neighbours joined. */
export function unreadable({ entries, names }: AffMap, sector: number): SectorRange[] {
  const found: { firstSector: number; sectors: number }[] = [];
  for (const { at, length, target } of entries) {
    if (names[target] !== `${AFF4}UnreadableData`) continue;
    const range = { firstSector: Math.floor(at / sector), sectors: Math.ceil(length / sector) };
    const last = found.at(-1);
    if (last !== undefined && last.firstSector + last.sectors === range.firstSector)
      last.sectors += range.sectors;
    else if (found.push(range) >= MAX_FAULTY_RANGES) break;
  }
  return found;
}

/** Where two maps lead to other bytes first; undefined where everywhere to the same. Each stripe may cut the same ranges in its own way. */
export function firstDifference(one: AffMap, other: AffMap): number | undefined {
  if (one.size !== other.size) return Math.min(one.size, other.size);
  const [a, b] = [rangesOf(one), rangesOf(other)];
  for (let [left, right] = [a.next(), b.next()]; ; [left, right] = [a.next(), b.next()]) {
    if (left.done === true || right.done === true)
      return left.done === right.done ? undefined : (left.value ?? right.value)?.at;
    const [x, y] = [left.value, right.value];
    if (x.at !== y.at || x.name !== y.name || x.from !== y.from) return Math.min(x.at, y.at);
    if (x.length !== y.length) return x.at + Math.min(x.length, y.length);
  }
}

interface NamedRange {
  readonly at: number;
  readonly length: number;
  readonly name: string;
  readonly from: number;
}

/** Without a hole, and neighbours joined that are one range of a stream. */
function* rangesOf(map: AffMap): Generator<NamedRange, undefined> {
  let open: NamedRange | undefined;
  for (const next of everyRange(map)) {
    if (open?.name === next.name && (isSign(next.name) || next.from === open.from + open.length)) {
      open = { ...open, length: open.length + next.length };
      continue;
    }
    if (open !== undefined) yield open;
    open = next;
  }
  if (open !== undefined) yield open;
  return undefined;
}

function* everyRange({ entries, names, gap, size }: AffMap): Generator<NamedRange> {
  let end = 0;
  const range = (at: number, length: number, name: string, from: number): NamedRange => {
    return { at, length, name: isZero(name) ? 'zero' : name, from: isSign(name) ? 0 : from };
  };
  for (const { at, length, from, target } of entries) {
    if (at > end) yield range(end, at - end, gap, end);
    yield range(at, length, names[target] ?? '', from);
    end = at + length;
  }
  if (end < size) yield range(end, size - end, gap, end);
}

/** 4.4: of one sign throughout, so that where in it a range lies says nothing. */
function isSign(name: string): boolean {
  return name === 'zero' || isZero(name) || name.startsWith(`${AFF4}SymbolicStream`);
}

function isZero(name: string): boolean {
  return name === `${AFF4}Zero` || name === `${AFF4}SymbolicStream00`;
}

function member({ zip, told }: AffVolume, uri: string, maxBytes: number): Buffer {
  const found = zip.find(uri, told.volume);
  if (found === undefined) throw told.damaged(`the member ${uri}`, 'none of that name');
  return zip.whole(found, maxBytes);
}

/** The last that begins at or before it; -1 where none does. */
function entryAt(entries: readonly MapEntry[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at <= at) low = middle + 1; // between the two
    else high = middle;
  }
  return low - 1;
}
