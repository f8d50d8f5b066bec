// exFAT. Specification: Microsoft, "exFAT file system specification" (revision 1.00); its section numbers are given at each
// structure.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { moment } from './fat-directory.ts';
import {
  addRun,
  contentOfRuns,
  safeName,
  zerosAfter,
  type Content,
  type Entry,
  type FileSystem,
  type Moment,
  type Problem,
  type Run,
} from './file-system.ts';
import { errorText } from '../../base/error-text.ts';

interface Shape {
  readonly sectorBytes: number;
  readonly clusterBytes: number;
  readonly fatAt: number;
  readonly heapAt: number;
  readonly clusters: number;
  readonly rootCluster: number;
}

const ENTRY_BYTES = 32;
const MAX_FOLDER_BYTES = 256 * 1024 * 1024; // section 7: "the maximum size of a directory"
const FOLDER = 0x10;
const FIRST_ADDRESS = 3;

/** Section 3.1, "Main and Backup Boot Sector". */
export function openExfat(volume: Bytes): FileSystem | undefined {
  if (volume.size < 512) return undefined;
  const sector = exactly(volume, 0, 512);
  if (sector.toString('latin1', 3, 11) !== 'EXFAT   ') return undefined;
  const [sectorShift, clusterShift] = [sector[108]!, sector[109]!]; // within 512 bytes
  if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25 - sectorShift)
    throw damaged(
      'sectors of 512 to 4,096 bytes, clusters up to 32 MiB',
      `shifts ${sectorShift} and ${clusterShift}`,
    );
  const sectorBytes = 2 ** sectorShift;
  return new Exfat(volume, {
    sectorBytes,
    clusterBytes: sectorBytes * 2 ** clusterShift,
    fatAt: sector.readUInt32LE(80) * sectorBytes,
    heapAt: sector.readUInt32LE(88) * sectorBytes,
    clusters: sector.readUInt32LE(92),
    rootCluster: sector.readUInt32LE(96),
  });
}

/** Where the bytes of an entry lie. */
interface Place {
  readonly cluster: number;
  /** Section 6.3.4.2, "NoFatChain": they lie in a row, and the table says nothing of them. */
  readonly isInRow: boolean;
  readonly size: number;
  readonly validSize: number;
}

class Exfat implements FileSystem {
  readonly kind = 'exFAT';
  label = '';
  readonly clusterBytes: number;
  /** Most times say their offset from UTC; those that do not are `isLocal`. */
  readonly times = 'utc';
  readonly root: Entry;
  readonly #volume: Bytes;
  readonly #shape: Shape;
  readonly #found: Place[] = [];
  #bitmap: Place | undefined;

  constructor(volume: Bytes, shape: Shape) {
    this.#volume = volume;
    this.#shape = shape;
    this.clusterBytes = shape.clusterBytes;
    this.root = {
      name: '/',
      address: '2',
      type: 'folder',
      sizeBytes: 0,
      isDeleted: false,
      times: {},
      key: 0,
    };
    const size = Math.min(MAX_FOLDER_BYTES, shape.clusters * shape.clusterBytes);
    this.#found.push({ cluster: shape.rootCluster, isInRow: false, size, validSize: size });
    for (const { raw } of this.#entries(this.root, () => undefined)) this.#noteSystem(raw);
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    let set: Buffer[] = [];
    let at = 0;
    for (const { raw, at: own } of this.#entries(folder, problem)) {
      const type = raw[0]!; // of 32 bytes
      if ((type & 0x40) !== 0) {
        if (set.length > 0) set.push(raw);
      } else {
        yield* this.#listed(set, at, folder, problem);
        [set, at] = (type & 0x7f) === 0x05 ? [[raw], own] : [[], 0];
      }
      // Section 7.4.1: how many entries follow the first; two at least.
      if (set.length <= Math.max(2, set[0]?.[1] ?? 0)) continue;
      yield* this.#listed(set, at, folder, problem);
      set = [];
    }
    yield* this.#listed(set, at, folder, problem);
  }

  /** A set in use is listed whatever its sum, its count and its name are, and what is wrong with it is said; one that is deleted may be overwritten. */
  *#listed(set: readonly Buffer[], at: number, folder: Entry, problem: Problem): Generator<Entry> {
    const [file] = set;
    if (file === undefined) return;
    const isInUse = (file[0]! & 0x80) !== 0; // of 32 bytes
    const isCounted = set.length > 2 && set.length === file[1]! + 1;
    const isWhole = isCounted && (!isInUse || checksumOf(set) === file.readUInt16LE(2));
    const isLive = isInUse && !folder.isDeleted;
    if (!isWhole && !isLive) return;
    try {
      const entry = this.#entry(set, at, folder.isDeleted);
      if (isLive && !isWhole)
        problem(`folder ${folder.name}: the checksum of the entry ${this.#addressOf(at)} is another one`);
      if (entry !== undefined) yield entry;
    } catch (error) {
      if (isLive) problem(`folder ${folder.name}: entry ${this.#addressOf(at)}: ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    const place = this.#found[entry.key];
    if (place === undefined) throw damaged('an entry of this volume', entry.address);
    const { size, validSize } = place;
    if (size === 0) return contentOfRuns(this.#volume, [], 0);
    const runs = this.#runs(place, entry.isDeleted);
    const more = entry.isDeleted ? ({ isAssumed: true } as const) : {};
    // Section 7.6.5, "ValidDataLength": what is after it was never written and reads as zeros.
    if (validSize >= size) return contentOfRuns(this.#volume, runs, size, more);
    const written = contentOfRuns(this.#volume, runs, Math.max(0, validSize), more);
    return { ...zerosAfter(written, size), runs: contentOfRuns(this.#volume, runs, size).runs };
  }

  /** Section 7.1, "Allocation Bitmap". */
  *unallocated(): Generator<Run> {
    if (this.#bitmap === undefined) return;
    const bitmap = contentOfRuns(this.#volume, this.#runs(this.#bitmap, false), this.#bitmap.size);
    const byte = new Uint8Array(1);
    let run: { at: number; length: number } | undefined;
    for (let index = 0; index < Math.min(this.#shape.clusters, 8 * bitmap.size); index++) {
      if (index % 8 === 0) bitmap.readInto(index >> 3, byte);
      if (((byte[0]! >> (index & 7)) & 1) === 1) continue;
      const at = this.#at(index + 2);
      if (run !== undefined && run.at + run.length === at) run.length += this.clusterBytes;
      else {
        if (run !== undefined) yield run;
        run = { at, length: this.clusterBytes };
      }
    }
    if (run !== undefined) yield run;
  }

  /** Of the root: label (7.3) and bitmap (7.1). */
  #noteSystem(raw: Buffer): void {
    if (raw[0] === 0x83) this.label = raw.toString('utf16le', 2, 2 + 2 * Math.min(11, raw[1]!));
    if (raw[0] !== 0x81) return;
    const size = size64(raw, 24);
    this.#bitmap = { cluster: raw.readUInt32LE(20), isInRow: false, size, validSize: size };
  }

  /** Up to the end of the folder, section 6.2.1.1. A deleted folder is read where it is said to lie, in a row. */
  *#entries(folder: Entry, problem: Problem): Generator<{ raw: Buffer; at: number }> {
    try {
      const place = this.#found[folder.key];
      if (place === undefined) throw damaged('a folder of this volume', folder.address);
      let left = Math.min(place.size, MAX_FOLDER_BYTES);
      const seen = new Set<number>();
      for (const cluster of this.#clusters(place, folder.isDeleted)) {
        if (seen.has(cluster)) throw damaged('each cluster of a folder once', `cluster ${cluster} again`);
        seen.add(cluster);
        const at = this.#at(cluster);
        const bytes = exactly(this.#volume, at, Math.min(this.clusterBytes, left));
        for (let from = 0; from + ENTRY_BYTES <= bytes.length; from += ENTRY_BYTES) {
          const raw = bytes.subarray(from, from + ENTRY_BYTES);
          if (raw[0] === 0) return;
          yield { raw, at: at + from };
        }
        left -= bytes.length;
        if (left <= 0) return;
      }
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  /** Sections 7.4 (file), 7.6 (stream extension), 7.7 (file name). */
  #entry(set: readonly Buffer[], at: number, inDeleted: boolean): Entry | undefined {
    const [file, stream, ...names] = set;
    if (file === undefined || stream === undefined || (stream[0]! & 0x7f) !== 0x40) return undefined;
    const isDeleted = (file[0]! & 0x80) === 0;
    const name = names
      .filter((raw) => (raw[0]! & 0x7f) === 0x41)
      .map((raw) => raw.toString('utf16le', 2, 32))
      .join('')
      .slice(0, stream[3]);
    const isFolder = (file.readUInt16LE(4) & FOLDER) !== 0;
    const size = size64(stream, 24);
    const place = {
      cluster: stream.readUInt32LE(20),
      isInRow: (stream[1]! & 2) !== 0,
      size,
      validSize: size64(stream, 8),
    };
    return {
      name: safeName(name),
      address: this.#addressOf(at),
      type: isFolder ? 'folder' : 'file',
      sizeBytes: isFolder ? 0 : size,
      isDeleted: isDeleted || inDeleted,
      times: timesOf(file),
      key: this.#found.push(place) - 1,
    };
  }

  #runs(place: Place, isDeleted: boolean): Run[] {
    const runs: { at: number | undefined; length: number }[] = [];
    let left = place.size;
    for (const cluster of this.#clusters(place, isDeleted)) {
      addRun(runs, this.#at(cluster), this.clusterBytes);
      left -= this.clusterBytes;
      if (left <= 0) break;
    }
    if (left > 0) throw damaged(`clusters for ${place.size} bytes`, `for ${place.size - left} bytes`);
    return runs;
  }

  *#clusters({ cluster, isInRow, size }: Place, isDeleted: boolean): Generator<number> {
    const { clusters, fatAt } = this.#shape;
    const limit = Math.min(clusters, Math.ceil(size / this.clusterBytes));
    let number = cluster;
    for (let count = 0; count < limit; count++) {
      if (number < 2 || number >= clusters + 2)
        throw damaged(`a cluster from 2 to ${clusters + 1}`, `${number}`);
      yield number;
      if (isInRow || isDeleted) number += 1;
      else {
        const next = exactly(this.#volume, fatAt + 4 * number, 4).readUInt32LE(0); // section 4.1
        if (next === 0xffffffff) return;
        number = next;
      }
    }
  }

  /** Of the entry at a place in the volume. */
  #addressOf(at: number): string {
    const { sectorBytes, heapAt } = this.#shape;
    const sector = Math.floor((at - heapAt) / sectorBytes);
    const within = ((at - heapAt) % sectorBytes) / ENTRY_BYTES;
    return `${sector * (sectorBytes / ENTRY_BYTES) + within + FIRST_ADDRESS}`;
  }

  #at(cluster: number): number {
    return this.#shape.heapAt + (cluster - 2) * this.clusterBytes;
  }
}

function size64(raw: Buffer, at: number): number {
  const value = raw.readUInt32LE(at) + raw.readUInt32LE(at + 4) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw damaged('a size below 2 to the power of 53', `${value}`);
  return value;
}

/** Section 6.3.3, "EntrySetChecksum": over all but itself. */
function checksumOf(set: readonly Buffer[]): number {
  let sum = 0;
  for (const [index, raw] of set.entries())
    for (let at = 0; at < ENTRY_BYTES; at++)
      if (index > 0 || (at !== 2 && at !== 3)) sum = (((sum & 1) << 15) + (sum >> 1) + raw[at]!) & 0xffff;
  return sum;
}

/** Sections 7.4.5 to 7.4.10: the words of FAT, hundredths on top, and quarters of an hour from UTC where the first bit says so. */
function timesOf(raw: Buffer): Entry['times'] {
  const time = (at: number, hundredths: number, offset: number): Moment | undefined => {
    const found = moment(raw.readUInt16LE(at + 2), raw.readUInt16LE(at), hundredths);
    if (found === undefined) return undefined;
    if ((offset & 0x80) === 0) return { ...found, isLocal: true };
    const quarters = ((offset & 0x7f) ^ 0x40) - 0x40;
    return { ...found, seconds: found.seconds - quarters * 900 };
  };
  const created = time(8, raw[20]!, raw[22]!); // of 32 bytes, here and below
  const modified = time(12, raw[21]!, raw[23]!);
  const accessed = time(16, 0, raw[24]!);
  return {
    ...(created === undefined ? {} : { created }),
    ...(modified === undefined ? {} : { modified }),
    ...(accessed === undefined ? {} : { accessed }),
  };
}
