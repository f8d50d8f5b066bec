// What an attribute of NTFS holds: runs of clusters, some of them compressed. "Data runs" and "Compression" of the
// documentation that ntfs-record.ts names; the compression is LZNT1 of [MS-XCA], section 2.5.
import { damaged, type Bytes } from '../volumes/bytes.ts';
import { addRun, contentInside, contentOfRuns, zerosAfter, type Content, type Run } from './file-system.ts';
import type { Attribute } from './ntfs-record.ts';

const ENCRYPTED = 0x4000;
const COMPRESSED = 0x00ff;
const MAX_UNIT_BYTES = 1024 * 1024;

export interface Volume {
  readonly bytes: Bytes;
  readonly clusterBytes: number;
}

/** Of one or several pieces of the same attribute, in any order. `recordAt`: where its record lies in the volume. */
export function attributeContent(
  volume: Volume,
  pieces: readonly Attribute[],
  recordAt: (record: number) => number,
): Content {
  const [first] = pieces;
  if (first === undefined) return contentOfRuns(volume.bytes, [], 0);
  if (first.resident !== undefined) return contentInside(first.resident, recordAt(first.record) + first.at);
  const stored = pieces
    .flatMap((piece) => piece.stored ?? [])
    .toSorted((one, other) => one.firstCluster - other.firstCluster);
  const head = stored[0];
  if (head === undefined || head.firstCluster !== 0) throw damaged('the first piece of an attribute', 'none');
  const runs = mergedRuns(stored, volume.clusterBytes);
  const initialised = Math.min(head.initialised, head.size);
  const isCompressed = (first.flags & COMPRESSED) !== 0 && head.unit > 0;
  const size = head.size;
  if (isCompressed)
    return compressed(volume, { runs, size, initialised, unitBytes: head.unit * volume.clusterBytes });
  const content = contentOfRuns(volume.bytes, runs, initialised, {
    stored: (first.flags & ENCRYPTED) === 0 ? 'plain' : 'encrypted',
  });
  if (initialised === size) return content;
  return { ...zerosAfter(content, size), runs: contentOfRuns(volume.bytes, runs, size).runs };
}

function mergedRuns(
  stored: readonly { firstCluster: number; runs: readonly Run[] }[],
  clusterBytes: number,
): Run[] {
  const runs: { at: number | undefined; length: number }[] = [];
  let clusters = 0;
  for (const { firstCluster, runs: own } of stored) {
    if (firstCluster !== clusters)
      throw damaged(`the piece of cluster ${clusters}`, `one of ${firstCluster}`);
    for (const { at, length } of own) {
      addRun(runs, at === undefined ? undefined : at * clusterBytes, length * clusterBytes);
      clusters += length;
    }
  }
  return runs;
}

interface Packed {
  readonly runs: readonly Run[];
  readonly size: number;
  readonly initialised: number;
  readonly unitBytes: number;
}

/** A unit without a hole is stored as it is, one of holes alone is zeros, every other is packed. */
function compressed({ bytes }: Volume, { runs, size, initialised, unitBytes }: Packed): Content {
  if (unitBytes > MAX_UNIT_BYTES)
    throw damaged(`a compression unit of at most ${MAX_UNIT_BYTES} bytes`, `${unitBytes}`);
  const whole = runs.reduce((sum, run) => sum + run.length, 0);
  const stored = contentOfRuns(bytes, runs, whole);
  const units = unitsOf(runs, unitBytes);
  let kept: { number: number; bytes: Buffer } = { number: -1, bytes: Buffer.alloc(0) };
  const unit = (number: number): Buffer => {
    if (kept.number === number) return kept.bytes;
    if (number * unitBytes >= whole) throw damaged(`runs of ${initialised} bytes`, `of ${whole} bytes`);
    const raw = Buffer.alloc(unitBytes);
    const packed = units.get(number) ?? 0;
    stored.readInto(number * unitBytes, raw.subarray(0, packed));
    kept = {
      number,
      bytes: packed === 0 || packed >= unitBytes ? raw : unpack(raw.subarray(0, packed), unitBytes),
    };
    return kept.bytes;
  };
  const readInto = (offset: number, target: Uint8Array): number => {
    const wanted = Math.max(0, Math.min(target.length, initialised - offset));
    for (let filled = 0; filled < wanted;) {
      const at = offset + filled;
      const from = unit(Math.floor(at / unitBytes)).subarray(at % unitBytes);
      const part = from.subarray(0, wanted - filled);
      target.set(part, filled);
      filled += part.length;
    }
    return wanted;
  };
  return zerosAfter({ size: initialised, runs, stored: 'compressed', readInto }, size);
}

/** How many bytes of each unit are on the disk; units that have none are not named. */
function unitsOf(runs: readonly Run[], unitBytes: number): Map<number, number> {
  const units = new Map<number, number>();
  let at = 0;
  for (const run of runs) {
    if (run.at !== undefined)
      for (let left = run.length, from = at; left > 0;) {
        const part = Math.min(left, unitBytes - (from % unitBytes));
        const number = Math.floor(from / unitBytes);
        units.set(number, (units.get(number) ?? 0) + part);
        from += part;
        left -= part;
      }
    at += run.length;
  }
  return units;
}

/** [MS-XCA] 2.5.1.1: chunks of 4,096 bytes; a flag byte says of eight symbols whether each is a byte or a copy. */
function unpack(packed: Uint8Array, size: number): Buffer {
  const out = Buffer.alloc(size);
  let to = 0;
  for (let at = 0; at + 2 <= packed.length && to < size;) {
    const header = packed[at]! | (packed[at + 1]! << 8); // within the unit, here and below
    if (header === 0) break;
    const end = Math.min(packed.length, at + (header & 0xfff) + 3);
    const start = to;
    at += 2;
    if ((header & 0x8000) === 0) {
      to += Buffer.from(packed.subarray(at, end)).copy(out, to);
    } else to = chunk(packed.subarray(at, end), out, start);
    at = end;
    if (at < packed.length) to = Math.max(to, Math.min(size, start + 4096));
  }
  return out;
}

function chunk(packed: Uint8Array, out: Buffer, start: number): number {
  const limit = Math.min(out.length, start + 4096);
  let to = start;
  for (let at = 0; at < packed.length && to < limit;) {
    const flags = packed[at++]!;
    for (let bit = 0; bit < 8 && at < packed.length && to < limit; bit++) {
      if (((flags >> bit) & 1) === 0) {
        out[to++] = packed[at++]!;
        continue;
      }
      if (at + 2 > packed.length) return to;
      const word = packed[at]! | (packed[at + 1]! << 8);
      at += 2;
      // The farther into the chunk, the more bits the way back has and the fewer the length.
      let shift = 12;
      for (let reach = to - start - 1; reach >= 0x10; reach >>= 1) shift -= 1;
      const back = (word >> shift) + 1;
      if (back > to - start)
        throw damaged('a copy of bytes of the same chunk', `${back} bytes back at ${to - start}`);
      for (let left = (word & ((1 << shift) - 1)) + 3; left > 0 && to < limit; left--) {
        out[to] = out[to - back]!;
        to += 1;
      }
    }
  }
  return to;
}
