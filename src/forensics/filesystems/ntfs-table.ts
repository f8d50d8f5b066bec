// The Master File Table of NTFS: records by their number, with what overflowed into others ("Attribute list" of the
// documentation that ntfs-record.ts names).
import { Refusal } from '../../base/refusal.ts';
import { damaged, exactly } from '../volumes/bytes.ts';
import type { Content } from './file-system.ts';
import { attributeContent, type Volume } from './ntfs-content.ts';
import { fileRecord, TYPE, type Attribute, type FileRecord } from './ntfs-record.ts';

const MAX_LIST_BYTES = 1024 * 1024;
const MAX_EXTENSIONS = 4096;
/** How often the table may say of itself that it goes on where only what it said last can be read. */
const MAX_STEPS = 64;
const KEPT = 1024;
const FOREIGN = 1_000_000;

export class FileTable {
  readonly #volume: Volume;
  readonly #recordBytes: number;
  #content: Content;
  readonly #kept = new Map<number, FileRecord | undefined>();
  /** Of records that a list names and that belong to another: to which, or to none. Lists that all name the same would be read for ever. */
  readonly #foreign = new Map<number, number | undefined>();

  /** Its first record says where all others lie; where that does not fit into it, extensions do, each in what is known by then. */
  constructor(volume: Volume, at: number, recordBytes: number) {
    this.#volume = volume;
    this.#recordBytes = recordBytes;
    const own = fileRecord(exactly(volume.bytes, at, recordBytes), 0);
    if (own === undefined) throw damaged('the first record of the file table', `none at ${at}`);
    let pieces = own.attributes.filter(isContent).slice(0, 1);
    this.#content = attributeContent(volume, pieces, () => at);
    for (let step = 0; step < MAX_STEPS; step++) {
      const all = this.#withExtensions(own).attributes.filter(isContent);
      this.#foreign.clear(); // what was beyond the parts known so far
      if (all.length <= pieces.length) break;
      pieces = all;
      this.#content = attributeContent(volume, pieces, () => at);
    }
  }

  get count(): number {
    return Math.floor(Math.min(this.#content.size, this.#volume.bytes.size) / this.#recordBytes);
  }

  /** Where a record lies in the volume. */
  readonly at = (number: number): number => {
    let left = number * this.#recordBytes;
    for (const { at, length } of this.#content.runs) {
      if (left < length) return (at ?? 0) + left;
      left -= length;
    }
    return 0;
  };

  /** With the attributes of its extensions. Undefined where there is no record. */
  record(number: number): FileRecord | undefined {
    if (this.#kept.has(number)) return this.#kept.get(number);
    const alone = this.#alone(number);
    const record = alone === undefined ? undefined : this.#withExtensions(alone);
    if (this.#kept.size >= KEPT) this.#kept.clear();
    this.#kept.set(number, record);
    return record;
  }

  #alone(number: number): FileRecord | undefined {
    if (number < 0 || number >= this.count) return undefined;
    const raw = Buffer.allocUnsafe(this.#recordBytes);
    this.#content.readInto(number * this.#recordBytes, raw);
    return fileRecord(raw, number);
  }

  /** As far as they can be read: one that is missing hides neither the record nor what is below it. */
  #withExtensions(record: FileRecord): FileRecord {
    const list = record.attributes.filter(({ type }) => type === TYPE.attributeList);
    if (list.length === 0) return record;
    const raw = orDamage(() => this.#bytesOf(list));
    if (raw instanceof Refusal) return { ...record, lost: raw };
    const { records, ids } = listedIn(raw, record.number, list[0]?.id ?? 0);
    const more = records.flatMap((number) => this.#extension(number, record.number)?.attributes ?? []);
    const numbered = more.map((one) => ({ ...one, id: ids.get(nameKey(one.type, one.name)) ?? one.id }));
    const whole = { ...record, attributes: [...record.attributes, ...numbered] };
    if (!ids.has(nameKey(TYPE.data, '')) || more.some(isContent)) return whole;
    return { ...whole, lost: damaged('the content in an extension', 'none that can be read') };
  }

  #bytesOf(list: readonly Attribute[]): Buffer {
    const content = attributeContent(this.#volume, list, this.at);
    if (content.size > MAX_LIST_BYTES)
      throw damaged(`a list of attributes below ${MAX_LIST_BYTES} bytes`, `${content.size}`);
    const raw = Buffer.alloc(content.size);
    content.readInto(0, raw);
    return raw;
  }

  #extension(number: number, base: number): FileRecord | undefined {
    if (this.#foreign.has(number) && this.#foreign.get(number) !== base) return undefined;
    const read = orDamage(() => this.#alone(number));
    const extension = read instanceof Refusal ? undefined : read; // said where all records are read
    if (extension?.base === base) return extension;
    if (this.#foreign.size >= FOREIGN) this.#foreign.clear();
    this.#foreign.set(number, extension?.base);
    return undefined;
  }
}

function isContent({ type, name }: Attribute): boolean {
  return type === TYPE.data && name === '';
}

function orDamage<Value>(read: () => Value): Value | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'damaged') return error;
    throw error;
  }
}

/**
 * The extensions of a record, and a number for each attribute that begins in one. On the volume an attribute's number is its own within its record alone, so that
 * two of one file may have the same: as The Sleuth Kit does, those of extensions get the numbers after the largest in the list, which keeps addresses apart.
 */
function listedIn(
  raw: Buffer,
  base: number,
  ownId: number,
): { readonly records: readonly number[]; readonly ids: ReadonlyMap<string, number> } {
  const records = new Set<number>();
  const first = new Map<string, number>();
  let largest = ownId;
  for (let at = 0; at + 26 <= raw.length;) {
    const length = raw.readUInt16LE(at + 4);
    if (length < 26 || at + length > raw.length) break;
    const number = raw.readUInt32LE(at + 16) + raw.readUInt16LE(at + 20) * 2 ** 32;
    if (number !== base && records.size < MAX_EXTENSIONS) records.add(number);
    const [nameLength, nameAt] = [raw[at + 6]!, raw[at + 7]!]; // at least 26 bytes
    const name = raw.toString('utf16le', at + nameAt, Math.min(at + nameAt + 2 * nameLength, at + length));
    const key = nameKey(raw.readUInt32LE(at), name);
    if (!first.has(key)) first.set(key, number);
    largest = Math.max(largest, raw.readUInt16LE(at + 24));
    at += length;
  }
  const begun = [...first].filter(([, number]) => number !== base);
  return { records: [...records], ids: new Map(begun.map(([key], index) => [key, largest + 1 + index])) };
}

function nameKey(type: number, name: string): string {
  return `${type} ${name}`;
}
