// NTFS: the table of file records is read once from its first to its last, so that an entry is found whether or not a folder
// still has it; names and parents come from the records. For the documentation see ntfs-record.ts.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import {
  safeName,
  type Content,
  type Entry,
  type FileSystem,
  type Problem,
  type Run,
} from './file-system.ts';
import { attributeContent, type Volume } from './ntfs-content.ts';
import { linksOf, namesOf, NOWHERE, ROOT, type Links } from './ntfs-links.ts';
import { timesOf, TYPE, type Attribute, type FileRecord } from './ntfs-record.ts';
import { FileTable } from './ntfs-table.ts';
import { errorText } from '../../base/error-text.ts';

const VOLUME = 3;
const BITMAP = 6;
const STREAMS_MAX = 65_536;

/** "Volume header (boot record)". Undefined where it is not one of NTFS. */
export function openNtfs(volume: Bytes): FileSystem | undefined {
  if (volume.size < 512) return undefined;
  const sector = exactly(volume, 0, 512);
  if (sector.toString('latin1', 3, 11) !== 'NTFS    ') return undefined;
  const sectorBytes = sector.readUInt16LE(11);
  const perCluster = sector[13]! > 128 ? 2 ** (256 - sector[13]!) : sector[13]!; // within 512 bytes
  const clusterBytes = sectorBytes * perCluster;
  const recordSize = sector.readInt8(64);
  const recordBytes = recordSize < 0 ? 2 ** -recordSize : recordSize * clusterBytes;
  const tableAt = Number(sector.readBigUInt64LE(48)) * clusterBytes;
  const isPower = (value: number): boolean => value > 0 && Number.isInteger(Math.log2(value));
  if (!isPower(clusterBytes) || clusterBytes < 256 || clusterBytes > 2 * 1024 * 1024 || !isPower(recordBytes))
    throw damaged(
      'the boot sector of NTFS',
      `clusters of ${clusterBytes} and records of ${recordBytes} bytes`,
    );
  if (recordBytes < 512 || recordBytes > 65_536)
    throw damaged('records of 512 to 65,536 bytes', `${recordBytes}`);
  return new Ntfs(
    { bytes: volume, clusterBytes },
    new FileTable({ bytes: volume, clusterBytes }, tableAt, recordBytes),
  );
}

interface Stream {
  readonly name: string;
  readonly pieces: readonly Attribute[];
}

class Ntfs implements FileSystem {
  readonly kind = 'NTFS';
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly #volume: Volume;
  readonly #table: FileTable;
  #links: Links | undefined;

  constructor(volume: Volume, table: FileTable) {
    this.#volume = volume;
    this.#table = table;
    this.clusterBytes = volume.clusterBytes;
    const named = table.record(VOLUME)?.attributes.find(({ type }) => type === TYPE.volumeName);
    this.label = named?.resident?.toString('utf16le') ?? '';
    const record = table.record(ROOT);
    if (record === undefined) throw damaged('the record of the root folder', 'none');
    this.root = this.#entry(record, '/', false);
  }

  children(folder: Entry, problem: Problem): Iterable<Entry> {
    return this.#of(recordOf(folder), problem);
  }

  orphans(problem: Problem): Iterable<Entry> {
    return this.#of(NOWHERE, problem);
  }

  content(entry: Entry): Content {
    const record = this.#table.record(recordOf(entry));
    if (record === undefined) throw damaged('the record of an entry', entry.address);
    const stream = streamsOf(record)[entry.key % STREAMS_MAX];
    if (stream === undefined && record.lost !== undefined) throw record.lost;
    const content = attributeContent(this.#volume, stream?.pieces ?? [], this.#table.at);
    return entry.isDeleted ? { ...content, isAssumed: true } : content;
  }

  /** "$Bitmap": a bit for each cluster. */
  *unallocated(): Generator<Run> {
    const bitmap = this.#table.record(BITMAP);
    const content = attributeContent(
      this.#volume,
      bitmap === undefined ? [] : (streamsOf(bitmap)[0]?.pieces ?? []),
      this.#table.at,
    );
    const piece = Buffer.alloc(65_536);
    const { clusterBytes } = this.#volume;
    let run: { at: number; length: number } | undefined;
    for (let from = 0; from < content.size; from += piece.length) {
      const filled = content.readInto(from, piece);
      for (let bit = 0; bit < 8 * filled; bit++) {
        if (((piece[bit >> 3]! >> (bit & 7)) & 1) === 1) continue; // within what was filled
        const at = (8 * from + bit) * clusterBytes;
        if (at >= this.#volume.bytes.size) break;
        if (run !== undefined && run.at + run.length === at) run.length += clusterBytes;
        else {
          if (run !== undefined) yield run;
          run = { at, length: clusterBytes };
        }
      }
    }
    if (run !== undefined) yield run;
  }

  *#of(parent: number, problem: Problem): Generator<Entry> {
    this.#links ??= linksOf(this.#table, problem);
    for (const number of this.#links.children(parent)) {
      let record: FileRecord | undefined;
      try {
        record = this.#table.record(number);
      } catch (error) {
        problem(`record ${number}: ${errorText(error)}`);
      }
      if (record === undefined) continue;
      for (const name of namesOf(record)) {
        if (this.#links.parentOf(number, name) === parent) yield* this.#entries(record, name.name);
      }
    }
  }

  /** A file is one entry, and one more for each alternate stream. */
  *#entries(record: FileRecord, name: string): Generator<Entry> {
    yield this.#entry(record, safeName(name), !record.isInUse);
    for (const [index, { name: stream, pieces }] of streamsOf(record).entries()) {
      if (stream === '') continue;
      const [first] = pieces;
      if (first === undefined) continue;
      yield {
        ...this.#entry(record, safeName(name), !record.isInUse),
        type: 'file',
        stream: safeName(stream),
        address: `${record.number}-${TYPE.data}-${first.id}`,
        sizeBytes: sizeOf(pieces),
        key: record.number * STREAMS_MAX + index,
      };
    }
  }

  #entry(record: FileRecord, name: string, isDeleted: boolean): Entry {
    const type = record.isFolder ? TYPE.indexRoot : TYPE.data;
    const main = record.attributes.find(
      (one) => one.type === type && one.name === (record.isFolder ? '$I30' : ''),
    );
    const streams = streamsOf(record);
    const index = streams.findIndex((stream) => stream.name === '');
    return {
      name,
      address: main === undefined ? `${record.number}` : `${record.number}-${type}-${main.id}`,
      type: record.isFolder ? 'folder' : 'file',
      sizeBytes: record.isFolder || index < 0 ? 0 : sizeOf(streams[index]?.pieces ?? []),
      isDeleted,
      times: timesOf(record),
      key: record.number * STREAMS_MAX + (index < 0 ? STREAMS_MAX - 1 : index),
    };
  }
}

function recordOf(entry: Entry): number {
  return Math.floor(entry.key / STREAMS_MAX);
}

function streamsOf({ attributes }: FileRecord): Stream[] {
  const byName = new Map<string, Attribute[]>();
  for (const attribute of attributes) {
    if (attribute.type !== TYPE.data) continue;
    const known = byName.get(attribute.name);
    if (known === undefined) byName.set(attribute.name, [attribute]);
    else known.push(attribute);
  }
  return Array.from(byName, ([name, pieces]) => ({ name, pieces }));
}

function sizeOf(pieces: readonly Attribute[]): number {
  const [first] = pieces;
  if (first?.resident !== undefined) return first.resident.length;
  return pieces.find(({ stored }) => stored?.firstCluster === 0)?.stored?.size ?? 0;
}
