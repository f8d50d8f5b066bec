// The Master File Table of NTFS: records by their number, with what overflowed into others ("Attribute list" of the
// documentation that ntfs-record.ts names).
import { damaged, exactly } from '../volumes/bytes.ts';
import type { Content } from './file-system.ts';
import { attributeContent, type Volume } from './ntfs-content.ts';
import { fileRecord, TYPE, type Attribute, type FileRecord } from './ntfs-record.ts';

const MAX_LIST_BYTES = 1024 * 1024;
const MAX_EXTENSIONS = 4096;
const KEPT = 1024;

export class FileTable {
  readonly #volume: Volume;
  readonly #recordBytes: number;
  #content: Content;
  readonly #kept = new Map<number, FileRecord | undefined>();

  /** Its first record says where all others lie; where that does not fit into it, extensions do, which lie in what is known by then. */
  constructor(volume: Volume, at: number, recordBytes: number) {
    this.#volume = volume;
    this.#recordBytes = recordBytes;
    const own = fileRecord(exactly(volume.bytes, at, recordBytes), 0);
    if (own === undefined) throw damaged('the first record of the file table', `none at ${at}`);
    const isData = ({ type, name }: Attribute): boolean => type === TYPE.data && name === '';
    const recordAt = (): number => at;
    const first = own.attributes.filter(isData).slice(0, 1);
    this.#content = attributeContent(volume, first, recordAt);
    const all = this.#withExtensions(own).attributes.filter(isData);
    if (all.length > 1) this.#content = attributeContent(volume, all, recordAt);
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

  #withExtensions(record: FileRecord): FileRecord {
    const list = record.attributes.filter(({ type }) => type === TYPE.attributeList);
    if (list.length === 0) return record;
    const content = attributeContent(this.#volume, list, this.at);
    if (content.size > MAX_LIST_BYTES)
      throw damaged(`a list of attributes below ${MAX_LIST_BYTES} bytes`, `${content.size}`);
    const raw = Buffer.alloc(content.size);
    content.readInto(0, raw);
    const numbers = new Set<number>();
    for (let at = 0; at + 26 <= raw.length;) {
      const length = raw.readUInt16LE(at + 4);
      if (length < 26) break;
      const number = raw.readUInt32LE(at + 16) + raw.readUInt16LE(at + 20) * 2 ** 32;
      if (number !== record.number && numbers.size < MAX_EXTENSIONS) numbers.add(number);
      at += length;
    }
    const more = [...numbers].flatMap((number) => {
      const extension = this.#alone(number);
      return extension?.base === record.number ? extension.attributes : [];
    });
    return { ...record, attributes: [...record.attributes, ...more] };
  }
}
