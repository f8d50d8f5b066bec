// FAT12, FAT16 and FAT32. Specification: Microsoft, "FAT: General Overview of On-Disk Format", version 1.03 (2000), the same as
// ECMA-107 for FAT12 and FAT16; section names of the former are given at each structure.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { directoryEntries, type FatEntry, type FolderPiece } from './fat-directory.ts';
import {
  addRun,
  contentOfRuns,
  type Content,
  type Entry,
  type FileSystem,
  type Problem,
  type Run,
} from './file-system.ts';
import { errorText } from '../../base/error-text.ts';

/** "Boot Sector and BPB Structure", in bytes of the volume. */
interface FatShape {
  readonly bits: 12 | 16 | 32;
  readonly sectorBytes: number;
  readonly clusterBytes: number;
  readonly fatAt: number;
  /** After the tables: the root folder of FAT12 and FAT16, then the clusters. */
  readonly dataAt: number;
  readonly rootBytes: number;
  readonly clustersAt: number;
  readonly clusters: number;
  readonly rootCluster: number;
  readonly label: string;
}

/** "a directory may hold at most 65,536 entries" of 32 bytes. */
const MAX_FOLDER_BYTES = 65_536 * 32;
const ROOT_ADDRESS = '2';

/** Undefined where the first sector is not that of a FAT volume. */
export function openFat(volume: Bytes): FileSystem | undefined {
  const shape = fatShape(volume);
  return shape === undefined ? undefined : new Fat(volume, shape);
}

function fatShape(volume: Bytes): FatShape | undefined {
  if (volume.size < 512) return undefined;
  const sector = exactly(volume, 0, 512);
  const sectorBytes = sector.readUInt16LE(11);
  const perCluster = sector[13]!; // within 512 bytes, here and below
  const reserved = sector.readUInt16LE(14);
  const fats = sector[16]!;
  const rootEntries = sector.readUInt16LE(17);
  const sectors = sector.readUInt16LE(19) || sector.readUInt32LE(32);
  const fatSectors = sector.readUInt16LE(22) || sector.readUInt32LE(36);
  const isPower = (value: number): boolean => value > 0 && (value & (value - 1)) === 0;
  if (sector.readUInt16LE(510) !== 0xaa55 || sector.toString('latin1', 3, 11) === 'EXFAT   ')
    return undefined;
  if (!isPower(sectorBytes) || sectorBytes < 512 || sectorBytes > 4096 || !isPower(perCluster))
    return undefined;
  if (reserved === 0 || fats === 0 || fats > 4 || fatSectors === 0) return undefined;
  if (sector[21]! < 0xf0 && sector[21] !== 0) return undefined; // media
  const rootSectors = Math.ceil((rootEntries * 32) / sectorBytes);
  const dataSector = reserved + fats * fatSectors;
  const clusters = Math.floor((sectors - dataSector - rootSectors) / perCluster);
  if (clusters < 1) return undefined;
  // "FAT Type Determination": by the count of clusters and nothing else.
  const bits = clusters < 4085 ? 12 : clusters < 65_525 ? 16 : 32;
  const hasRootArea = rootEntries > 0;
  if ((bits === 32) === hasRootArea) return undefined;
  return {
    bits,
    sectorBytes,
    clusterBytes: perCluster * sectorBytes,
    fatAt: reserved * sectorBytes,
    dataAt: dataSector * sectorBytes,
    rootBytes: rootSectors * sectorBytes,
    clustersAt: (dataSector + rootSectors) * sectorBytes,
    clusters,
    rootCluster: bits === 32 ? sector.readUInt32LE(44) : 0,
    label: sector.toString('latin1', bits === 32 ? 71 : 43, bits === 32 ? 82 : 54),
  };
}

class Fat implements FileSystem {
  readonly kind: string;
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'local';
  readonly root: Entry;
  readonly #volume: Bytes;
  readonly #shape: FatShape;
  /** Cluster and size of each entry that was listed; `key` counts in it. */
  readonly #found: FatEntry[] = [];

  constructor(volume: Bytes, shape: FatShape) {
    this.#volume = volume;
    this.#shape = shape;
    this.kind = `FAT${shape.bits}`;
    this.clusterBytes = shape.clusterBytes;
    this.label = shape.label.replace(/^NO NAME {4}$/, '').trim();
    this.root = {
      name: '/',
      address: ROOT_ADDRESS,
      type: 'folder',
      sizeBytes: 0,
      isDeleted: false,
      times: {},
      key: -1,
    };
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    const said: Problem = (what) => problem(`folder ${folder.name}: ${what}`);
    const isSure = this.#isSure(folder);
    if (!isSure && !folder.isDeleted) said('it does not begin as a folder does');
    const pieces = this.#pieces(folder, problem);
    for (const found of directoryEntries(pieces, this.#shape, isSure ? said : undefined)) {
      if (found.isLabel) continue;
      const key = this.#found.push(found) - 1;
      // A file below a deleted folder is gone with it, whatever its own entry says.
      yield {
        ...found.entry,
        isDeleted: found.entry.isDeleted || (folder.key !== -1 && folder.isDeleted),
        key,
      };
    }
  }

  content(entry: Entry): Content {
    const { cluster, entry: found } = this.#of(entry);
    const size = found.type === 'folder' ? 0 : found.sizeBytes;
    if (size === 0) return contentOfRuns(this.#volume, [], 0);
    if (entry.isDeleted) return this.#assumed(cluster, size);
    const runs: { at: number | undefined; length: number }[] = [];
    let left = size;
    const limit = Math.min(this.#shape.clusters, Math.ceil(size / this.clusterBytes));
    for (const number of this.#chain(cluster, limit)) {
      addRun(runs, this.#at(number), this.clusterBytes);
      left -= this.clusterBytes;
    }
    if (left > 0) throw damaged(`a chain of clusters for ${size} bytes`, `one for ${size - left} bytes`);
    return contentOfRuns(this.#volume, runs, size);
  }

  *unallocated(): Generator<Run> {
    let run: { at: number; length: number } | undefined;
    for (let cluster = 2; cluster < this.#shape.clusters + 2; cluster++) {
      if (this.#next(cluster) !== 0) continue;
      const at = this.#at(cluster);
      if (run !== undefined && run.at + run.length === at) run.length += this.clusterBytes;
      else {
        if (run !== undefined) yield run;
        run = { at, length: this.clusterBytes };
      }
    }
    if (run !== undefined) yield run;
  }

  #of(entry: Entry): FatEntry {
    const found = this.#found[entry.key];
    if (found === undefined) throw damaged('an entry of this volume', entry.address);
    return found;
  }

  /** The chain is wiped when a file is deleted: its bytes are taken to lie in a row, and only where nothing else lies now. */
  #assumed(cluster: number, size: number): Content {
    const wanted = Math.ceil(size / this.clusterBytes);
    if (cluster < 2 || cluster + wanted > this.#shape.clusters + 2)
      throw damaged('the first cluster of a deleted file', `${cluster}`);
    const runs: { at: number | undefined; length: number }[] = [];
    // Free clusters one after another; what is in use by now belongs to another file and is passed over.
    let [number, got] = [cluster, 0];
    for (; got < wanted && number < this.#shape.clusters + 2; number++) {
      if (this.#next(number) !== 0) {
        if (got === 0) throw damaged('a deleted file whose clusters are free', `cluster ${number} is in use`);
        continue;
      }
      addRun(runs, this.#at(number), this.clusterBytes);
      got += 1;
    }
    if (got < wanted) throw damaged(`${wanted} free clusters`, `${got}`);
    return contentOfRuns(this.#volume, runs, size, { isAssumed: true });
  }

  *#pieces(folder: Entry, problem: Problem): Generator<FolderPiece> {
    const { rootBytes, dataAt, bits, rootCluster } = this.#shape;
    if (folder.key === -1 && bits !== 32) {
      yield { at: dataAt, bytes: exactly(this.#volume, dataAt, Math.min(rootBytes, MAX_FOLDER_BYTES)) };
      return;
    }
    const isDeleted = folder.key !== -1 && folder.isDeleted;
    const first = folder.key === -1 ? rootCluster : this.#of(folder).cluster;
    const limit = Math.max(1, Math.ceil(MAX_FOLDER_BYTES / this.clusterBytes));
    // A deleted folder keeps its first cluster at most; it is read while no other file has it, and if it begins as a folder does.
    const chain = isDeleted ? (this.#isFreeFolder(first) ? [first] : []) : this.#chain(first, limit);
    const seen = new Set<number>();
    try {
      for (const number of chain) {
        if (seen.has(number)) throw damaged('each cluster of a folder once', `cluster ${number} again`);
        seen.add(number);
        const at = this.#at(number);
        yield { at, bytes: exactly(this.#volume, at, this.clusterBytes) };
      }
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  /** What another file has by now may look like anything. */
  #isSure(folder: Entry): boolean {
    return folder.key === -1 || (!folder.isDeleted && this.#beginsAsFolder(this.#of(folder).cluster));
  }

  #isFreeFolder(cluster: number): boolean {
    return this.#beginsAsFolder(cluster) && this.#next(cluster) === 0;
  }

  #beginsAsFolder(cluster: number): boolean {
    if (cluster < 2 || cluster >= this.#shape.clusters + 2) return false;
    const at = this.#at(cluster);
    return (
      at + 64 <= this.#volume.size &&
      /^\. {10}[^]{21}\.\. {9}/.test(exactly(this.#volume, at, 64).toString('latin1'))
    );
  }

  /** At most `limit` clusters: a file whose chain goes in a circle ends there. Throws Refusal where it leaves the volume. */
  *#chain(first: number, limit: number): Generator<number> {
    let cluster = first;
    for (let count = 0; count < limit; count++) {
      if (cluster < 2 || cluster >= this.#shape.clusters + 2)
        throw damaged(`a cluster from 2 to ${this.#shape.clusters + 1}`, `${cluster}`);
      yield cluster;
      const next = this.#next(cluster);
      if (next >= END[this.#shape.bits]) return;
      cluster = next;
    }
  }

  #at(cluster: number): number {
    return this.#shape.clustersAt + (cluster - 2) * this.clusterBytes;
  }

  /** "FAT Data Structure": the entry of a cluster in the first table. */
  #next(cluster: number): number {
    const { bits, fatAt } = this.#shape;
    const at = fatAt + (bits === 12 ? cluster + (cluster >> 1) : cluster * (bits / 8));
    const entry = exactly(this.#volume, at, bits === 32 ? 4 : 2);
    if (bits === 32) return entry.readUInt32LE(0) & 0x0fffffff;
    const word = entry.readUInt16LE(0);
    if (bits === 16) return word;
    return (cluster & 1) === 1 ? word >> 4 : word & 0xfff;
  }
}

/** From here on a chain has ended; one less is a bad cluster. */
const END = { 12: 0xff8, 16: 0xfff8, 32: 0x0ffffff8 } as const;
