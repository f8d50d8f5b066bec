// What a file system is to the rest of the program: folders, entries, and the ranges of the volume that an entry holds.
import { damaged, type Bytes } from '../volumes/bytes.ts';

/** A time as the file system keeps it. `seconds` counts from 1970-01-01; of a file system without a zone, in its local time. */
export interface Moment {
  readonly seconds: number;
  readonly nanos: number;
  /** It alone has no zone, on a file system whose times have one: what the clock of the device showed. */
  readonly isLocal?: true;
}

export interface Times {
  readonly modified?: Moment;
  readonly accessed?: Moment;
  /** Of the metadata. */
  readonly changed?: Moment;
  readonly created?: Moment;
}

export type EntryType = 'file' | 'folder' | 'link' | 'other';

export interface Entry {
  /** Text from the medium: show it escaped. Never empty, no `/` and no NUL in it. */
  readonly name: string;
  /** Where the file system has its metadata: as The Sleuth Kit writes it, so that both can be held side by side. */
  readonly address: string;
  readonly type: EntryType;
  readonly sizeBytes: number;
  readonly isDeleted: boolean;
  readonly times: Times;
  readonly mode?: number;
  readonly owner?: number;
  readonly group?: number;
  /** Of a symbolic link: text from the medium. */
  readonly target?: string;
  /** Of the alternate data stream of a file. */
  readonly stream?: string;
  /** Digests of it that a logical container carries, in hex: not computed here. */
  readonly digests?: { readonly [name: string]: string };
  /** What the reader needs to find the content again; of no use to others. */
  readonly key: number;
}

/** Bytes of the volume; `at` is undefined where the file system keeps none and zeros are read. */
export interface Run {
  readonly at: number | undefined;
  readonly length: number;
}

export interface Content extends Bytes {
  /** In order. Of compressed and of resident content, where its stored form lies. */
  readonly runs: readonly Run[];
  readonly stored: 'plain' | 'compressed' | 'resident' | 'encrypted';
  /** Of what is read from first to last, where a logical container says it; compared by whoever reads the whole. */
  readonly crc32?: number;
  /** The file is deleted, and where its bytes lie is an assumption. */
  readonly isAssumed?: boolean;
}

export interface FileSystem {
  readonly kind: string;
  readonly label?: string;
  readonly clusterBytes: number;
  /** Times without a zone are `local`: what the clock of the device showed. */
  readonly times: 'utc' | 'local';
  readonly root: Entry;
  /** Without `.` and `..`. What is damaged is said to `problem` and left out. Deleted entries come with the others. */
  children(folder: Entry, problem: Problem): Iterable<Entry>;
  /** Entries that no folder has any more. */
  orphans?(problem: Problem): Iterable<Entry>;
  /** Throws Refusal `damaged` and `unsupported`. */
  content(entry: Entry): Content;
  /** Clusters that hold nothing now, as runs in order. */
  unallocated?(): Iterable<Run>;
}

export type Problem = (what: string) => void;

/** Content that lies in runs as it is. Reading throws Refusal `damaged` where the runs or the volume end before `size`: zeros there would be of our making. */
export function contentOfRuns(
  volume: Bytes,
  runs: readonly Run[],
  size: number,
  more: Partial<Content> = {},
): Content {
  const starts: number[] = [];
  let end = 0;
  for (const { length } of runs) {
    starts.push(end);
    end += length;
  }
  return {
    size,
    runs: cut(runs, size),
    stored: 'plain',
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - offset));
      let filled = 0;
      for (let index = runAt(starts, offset); filled < wanted; index++) {
        const run = runs[index];
        if (run === undefined) throw damaged(`runs of ${size} bytes`, `of ${end} bytes`);
        const within = offset + filled - starts[index]!; // one for each run
        const part = Math.min(wanted - filled, run.length - within);
        if (part <= 0) continue;
        const into = target.subarray(filled, filled + part);
        if (run.at === undefined) into.fill(0);
        else if (volume.readInto(run.at + within, into) < part)
          throw damaged(`${part} bytes at ${run.at + within}`, 'fewer bytes than that');
        filled += part;
      }
      return wanted;
    },
    ...more,
  };
}

export function contentInside(bytes: Uint8Array, at: number): Content {
  return {
    size: bytes.length,
    runs: bytes.length === 0 ? [] : [{ at, length: bytes.length }],
    stored: 'resident',
    readInto: (offset, target) => {
      const part = bytes.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** The same with zeros after its end: what was never written, or where nothing is kept. */
export function zerosAfter(content: Content, size: number): Content {
  return {
    ...content,
    size,
    readInto: (offset, target) => {
      const wanted = Math.max(0, Math.min(target.length, size - offset));
      const got = Math.max(0, Math.min(wanted, content.readInto(offset, target.subarray(0, wanted))));
      target.fill(0, got, wanted);
      return wanted;
    },
  };
}

/** What of the runs is within the size; the rest of the last one is slack. */
function cut(runs: readonly Run[], size: number): Run[] {
  const kept: Run[] = [];
  let left = size;
  for (const { at, length } of runs) {
    if (left <= 0) break;
    kept.push({ at, length: Math.min(length, left) });
    left -= length;
  }
  return kept;
}

function runAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle; // between the two
    else high = middle - 1;
  }
  return low;
}

/** Neighbours joined. */
export function addRun(
  runs: { at: number | undefined; length: number }[],
  at: number | undefined,
  length: number,
): void {
  const last = runs.at(-1);
  const follows =
    last !== undefined &&
    (at === undefined ? last.at === undefined : last.at !== undefined && last.at + last.length === at);
  if (follows) last.length += length;
  else runs.push({ at, length });
}

/** None, `.`, `..`, or one with a NUL or a `/` in it. */
const UNSAFE = /^\.{0,2}$|[\0/]/;

/** A name as it may stand in a path. */
export function safeName(name: string): string {
  if (!UNSAFE.test(name)) return name;
  const cutOff = name.replace(/\0[^]*$/, '').replaceAll('/', '\u2215');
  return cutOff === '' || cutOff === '.' || cutOff === '..'
    ? `(${cutOff === '' ? 'no name' : cutOff})`
    : cutOff;
}
