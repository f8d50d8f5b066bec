// Where the content of an inode lies: "Direct/Indirect Block Addressing" and "Extent Tree" (see ext.ts for the specification).
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { addRun, type Run } from './file-system.ts';

interface Given {
  readonly volume: Bytes;
  readonly blockBytes: number;
  readonly blocks: number;
}

type Runs = { at: number | undefined; length: number }[];

const DIRECT = 12;
const MAX_DEPTH = 5;
const MAX_EXTENTS = 4_000_000;

/** `wanted` blocks: twelve, then those of one, two and three steps. A number of zero is a hole. Undefined: more than the volume can have. */
export function blockRuns(given: Given, block: Buffer, wanted: number): Run[] | undefined {
  const { volume, blockBytes, blocks } = given;
  const runs: Runs = [];
  const perBlock = blockBytes / 4;
  let left = wanted;
  let steps = 0;
  const add = (number: number, count: number): void => {
    if (number >= blocks) throw damaged(`a block below ${blocks}`, `${number}`);
    const take = Math.min(count, left);
    addRun(runs, number === 0 ? undefined : number * blockBytes, take * blockBytes);
    left -= take;
  };
  const below = (number: number, level: number): void => {
    if (left <= 0) return;
    if (number === 0) add(0, perBlock ** level);
    else if (level === 0) add(number, 1);
    else {
      // A table that names itself would be read for ever: no file has more tables than the volume blocks.
      if (++steps > blocks) throw damaged('tables of blocks', 'more of them than the volume has blocks');
      if (number >= blocks) throw damaged(`a block below ${blocks}`, `${number}`);
      const table = exactly(volume, number * blockBytes, blockBytes);
      for (let at = 0; at < blockBytes && left > 0; at += 4) below(table.readUInt32LE(at), level - 1);
    }
  };
  for (let i = 0; i < DIRECT; i++) below(block.readUInt32LE(4 * i), 0);
  for (let level = 1; level <= 3; level++) below(block.readUInt32LE(4 * (DIRECT + level - 1)), level);
  return runs;
}

/** `wanted` blocks or more; a file may end in a hole. What is unwritten yet reads as zeros; its blocks are the file's all the same, and are left out as a hole is. */
export function extentRuns({ volume, blockBytes, blocks }: Given, root: Buffer, wanted: number): Run[] {
  const runs: Runs = [];
  let next = 0;
  let count = 0;
  const leaf = (raw: Buffer): void => {
    const first = raw.readUInt32LE(0);
    const stated = raw.readUInt16LE(4);
    const isWritten = stated <= 32_768;
    const length = isWritten ? stated : stated - 32_768;
    const start = raw.readUInt16LE(6) * 2 ** 32 + raw.readUInt32LE(8);
    if (first < next || start + length > blocks)
      throw damaged('extents in order within the volume', `block ${start}`);
    if (first > next) addRun(runs, undefined, (first - next) * blockBytes);
    addRun(runs, isWritten ? start * blockBytes : undefined, length * blockBytes);
    next = first + length;
  };
  const node = (raw: Buffer, depthAbove: number): void => {
    if (raw.readUInt16LE(0) !== 0xf30a) throw damaged('the mark of an extent tree', `${raw.readUInt16LE(0)}`);
    const [entries, depth] = [raw.readUInt16LE(2), raw.readUInt16LE(6)];
    if (depth >= depthAbove) throw damaged(`an extent tree below depth ${depthAbove}`, `${depth}`);
    if (12 + 12 * entries > raw.length) throw damaged('extents within their block', `${entries}`);
    for (let at = 12; at < 12 + 12 * entries; at += 12) {
      if (++count > MAX_EXTENTS) throw damaged(`at most ${MAX_EXTENTS} extents`, 'more');
      const entry = raw.subarray(at, at + 12);
      if (depth === 0) leaf(entry);
      else {
        const child = entry.readUInt16LE(8) * 2 ** 32 + entry.readUInt32LE(4);
        if (child >= blocks) throw damaged(`a block below ${blocks}`, `${child}`);
        node(exactly(volume, child * blockBytes, blockBytes), depth);
      }
    }
  };
  node(root, MAX_DEPTH + 1);
  if (next < wanted) addRun(runs, undefined, (wanted - next) * blockBytes);
  return runs;
}
