// The files of a volume of APFS. Apple File System Reference (2020-06-22), "File-System Objects", "File-System Constants", "Data Streams",
// "Extended Fields"; structures named as there. Little-endian.
import { damaged } from '../volumes/bytes.ts';
import { count64, type ApfsRecord, type ApfsTree, type Container } from './apfs-tree.ts';
import { packedFile, unpackedContent, type PackedFile } from './decmpfs.ts';
import {
  addRun,
  contentInside,
  contentOfRuns,
  safeName,
  type Content,
  type Entry,
  type EntryType,
  type FileSystem,
  type Moment,
  type Problem,
  type Run,
} from './file-system.ts';
import { errorText } from '../../base/error-text.ts';

/** `j_obj_types`. */
const [INODE, XATTR, FILE_EXTENT, DIR_REC] = [3, 4, 8, 9];
/** `ROOT_DIR_INO_NUM`. */
const ROOT = 2;
const INODE_BYTES = 92;
/** `INO_EXT_TYPE_DSTREAM`. */
const DSTREAM = 8;
const UF_COMPRESSED = 0x20;
/** `j_xattr_flags`: its bytes are elsewhere, or in the record. */
const [IN_STREAM, EMBEDDED] = [0x1, 0x2];
const MAX_RUNS = 1_000_000;
/** Streams of one file; its number times this is within 2^53. */
const STREAMS_MAX = 1024;
const MAX_NUMBER = 2 ** 43;
const LINK = 'com.apple.fs.symlink';
const PACKED = 'com.apple.decmpfs';
const RESOURCE = 'com.apple.ResourceFork';

interface ApfsGiven {
  readonly container: Container;
  readonly tree: ApfsTree;
  readonly label: string;
  /** `j_drec_hashed_key_t`: where case or form of names does not count. */
  readonly isHashed: boolean;
  /** Of the container, where this volume tells of it. */
  readonly unallocated?: (() => Iterable<Run>) | undefined;
}

interface Inode {
  readonly raw: Buffer;
  readonly number: number;
  /** Under which its extents are. */
  readonly privateNumber: number;
  readonly mode: number;
  readonly size: number;
}

interface Attribute {
  readonly name: string;
  readonly flags: number;
  readonly bytes: Buffer;
}

export class Apfs implements FileSystem {
  readonly kind = 'APFS';
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly unallocated?: () => Iterable<Run>;
  readonly #container: Container;
  readonly #tree: ApfsTree;
  readonly #isHashed: boolean;

  constructor({ container, tree, label, isHashed, unallocated }: ApfsGiven) {
    if (unallocated !== undefined) this.unallocated = unallocated;
    this.#container = container;
    this.#tree = tree;
    this.#isHashed = isHashed;
    this.label = label;
    this.clusterBytes = container.blockBytes;
    this.root = this.#entry(this.#inode(ROOT), '/');
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    try {
      for (const { key, value } of this.#of(numberOf(folder.key), DIR_REC)) {
        if (value.length < 8) continue;
        const name = this.#nameOf(key);
        try {
          yield* this.#entries(this.#inode(count64(value, 0)), safeName(name));
        } catch (error) {
          problem(`${name}: ${errorText(error)}`);
        }
      }
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    const inode = this.#inode(numberOf(entry.key));
    const stream = entry.key % STREAMS_MAX;
    if (stream > 0) {
      const attribute = this.#attributes(inode.number)[stream - 1];
      if (attribute === undefined) throw damaged('an attribute of the file', entry.stream ?? '');
      return this.#attributeContent(attribute);
    }
    if (entry.type === 'link') return contentInside(Buffer.from(entry.target ?? ''), 0);
    const packed = this.#packed(inode);
    if (packed === undefined) return this.#extents(inode.privateNumber, inode.size);
    return unpackedContent(packed, () => {
      const fork = this.#attributes(inode.number).find(({ name }) => name === RESOURCE);
      if (fork === undefined) throw damaged('the resource fork of a compressed file', 'none');
      return this.#attributeContent(fork);
    });
  }

  /** A file is one entry, and one more for each extended attribute; the resource fork is `rsrc`, as on HFS+. */
  *#entries(inode: Inode, name: string): Generator<Entry> {
    const own = this.#entry(inode, name);
    yield own;
    for (const [index, attribute] of this.#attributes(inode.number).entries()) {
      if (attribute.name === LINK || attribute.name === PACKED) continue;
      if (attribute.name === RESOURCE && this.#packed(inode) !== undefined) continue;
      yield {
        ...own,
        type: 'file',
        stream: attribute.name === RESOURCE ? 'rsrc' : safeName(attribute.name),
        sizeBytes: (attribute.flags & IN_STREAM) === 0 ? attribute.bytes.length : streamOf(attribute).size,
        key: own.key + index + 1,
      };
    }
  }

  #entry(inode: Inode, name: string): Entry {
    const { raw, number, mode } = inode;
    const type: EntryType = TYPES[mode >> 12] ?? 'other';
    const packed = type === 'file' ? this.#packed(inode) : undefined;
    return {
      name,
      address: `${number}`,
      type,
      sizeBytes: packed?.size ?? (type === 'file' ? inode.size : 0),
      isDeleted: false,
      times: {
        created: moment(raw.readBigUInt64LE(16)),
        modified: moment(raw.readBigUInt64LE(24)),
        changed: moment(raw.readBigUInt64LE(32)),
        accessed: moment(raw.readBigUInt64LE(40)),
      },
      mode,
      owner: raw.readUInt32LE(72),
      group: raw.readUInt32LE(76),
      key: number * STREAMS_MAX,
      ...(type === 'link' ? { target: this.#target(number) } : {}),
    };
  }

  #target(number: number): string {
    const found = this.#attributes(number).find(({ name }) => name === LINK);
    return found === undefined ? '' : found.bytes.toString('utf8').replace(/\0[^]*$/, '');
  }

  #packed(inode: Inode): PackedFile | undefined {
    if ((inode.raw.readUInt32LE(68) & UF_COMPRESSED) === 0) return undefined;
    const found = this.#attributes(inode.number).find(({ name }) => name === PACKED);
    return packedFile(found?.bytes);
  }

  /** `j_inode_val_t`. */
  #inode(number: number): Inode {
    if (!(number < MAX_NUMBER)) throw damaged(`a number below ${MAX_NUMBER}`, `${number}`);
    for (const { value } of this.#of(number, INODE)) {
      if (value.length < INODE_BYTES) throw damaged('an inode of 92 bytes', `${value.length}`);
      return {
        raw: value,
        number,
        privateNumber: count64(value, 8),
        mode: value.readUInt16LE(80),
        size: sizeOf(value),
      };
    }
    throw damaged(`an inode ${number}`, 'none');
  }

  /** `j_xattr_key_t`, `j_xattr_val_t`. */
  #attributes(number: number): readonly Attribute[] {
    const found: Attribute[] = [];
    for (const { key, value } of this.#of(number, XATTR)) {
      if (key.length < 10 || value.length < 4) continue;
      const name = key.toString('utf8', 10, 10 + key.readUInt16LE(8)).replace(/\0[^]*$/, '');
      const bytes = value.subarray(4, 4 + value.readUInt16LE(2));
      found.push({ name, flags: value.readUInt16LE(0), bytes });
      if (found.length >= STREAMS_MAX - 1) break;
    }
    return found;
  }

  #attributeContent(attribute: Attribute): Content {
    if ((attribute.flags & IN_STREAM) !== 0) {
      const { number, size } = streamOf(attribute);
      return this.#extents(number, size);
    }
    if ((attribute.flags & EMBEDDED) === 0)
      throw damaged('the place of an attribute', `flags ${attribute.flags}`);
    return { ...contentInside(attribute.bytes, 0), runs: [] }; // within a node of the tree: no range of the medium holds it alone
  }

  /** `j_file_extent_key_t`: where in the file; `j_file_extent_val_t`: how long, and at which block, 0 for a hole. */
  #extents(number: number, size: number): Content {
    const runs: { at: number | undefined; length: number }[] = [];
    let end = 0;
    const { blockBytes, blocks, bytes } = this.#container;
    for (const { key, value } of this.#of(number, FILE_EXTENT)) {
      if (end >= size || key.length < 16 || value.length < 16) break;
      const from = count64(key, 8);
      const length = Number(value.readBigUInt64LE(0) & 0x00ff_ffff_ffff_ffffn);
      const block = count64(value, 8);
      if (from < end) throw damaged(`an extent from ${end} on`, `one at ${from}`);
      if (runs.length >= MAX_RUNS) throw damaged(`at most ${MAX_RUNS} extents`, 'more');
      if (block + Math.ceil(length / blockBytes) > blocks)
        throw damaged(`blocks below ${blocks}`, `${block}`);
      if (from > end) addRun(runs, undefined, from - end);
      addRun(runs, block === 0 ? undefined : block * blockBytes, length);
      end = from + length;
    }
    if (!Number.isSafeInteger(size) || !Number.isSafeInteger(end))
      throw damaged('a size that can be', `${size}`);
    if (end < size) addRun(runs, undefined, size - end);
    return contentOfRuns(bytes, runs, size);
  }

  /** `j_key_t`: the object in the lower 60 bits, the kind of record above. */
  *#of(number: number, type: number): Generator<ApfsRecord> {
    const order = (key: Buffer): number => {
      if (key.length < 8) return -1;
      const head = key.readBigUInt64LE(0);
      return Number(head & 0x0fff_ffff_ffff_ffffn) - number || Number(head >> 60n) - type;
    };
    for (const record of this.#tree.from(order)) {
      if (order(record.key) !== 0) return;
      yield record;
    }
  }

  /** `j_drec_key_t`, `j_drec_hashed_key_t`: the length with its NUL, and in the latter a hash above it. */
  #nameOf(key: Buffer): string {
    if (key.length < (this.#isHashed ? 12 : 10)) throw damaged('the key of a name', `${key.length} bytes`);
    const length = this.#isHashed ? key.readUInt32LE(8) & 0x3ff : key.readUInt16LE(8);
    const at = this.#isHashed ? 12 : 10;
    return key.toString('utf8', at, Math.min(key.length, at + Math.max(0, length - 1)));
  }
}

/** `xattr_dstream_t`: whose extents they are, and the size. */
function streamOf({ bytes }: Attribute): { readonly number: number; readonly size: number } {
  if (bytes.length < 16) throw damaged('a stream of an attribute', `${bytes.length} bytes`);
  return { number: count64(bytes, 0), size: count64(bytes, 8) };
}

/** `xf_blob_t`: kinds and lengths, then what they hold, each padded to eight bytes. Without a data stream nothing is held. */
function sizeOf(inode: Buffer): number {
  if (inode.length < INODE_BYTES + 4) return 0;
  const count = inode.readUInt16LE(INODE_BYTES);
  let at = INODE_BYTES + 4 + 4 * count;
  for (let index = 0; index < count; index++) {
    const field = INODE_BYTES + 4 + 4 * index;
    if (field + 4 > inode.length) break;
    const length = inode.readUInt16LE(field + 2);
    if (inode[field] === DSTREAM && at + 8 <= inode.length) return count64(inode, at);
    at += (length + 7) & ~7;
  }
  return 0;
}

function numberOf(key: number): number {
  return Math.floor(key / STREAMS_MAX);
}

/** "Nanoseconds since 1970-01-01, 00:00 UTC". */
function moment(nanos: bigint): Moment {
  return { seconds: Number(nanos / 1_000_000_000n), nanos: Number(nanos % 1_000_000_000n) };
}

/** `DT_*`, the upper four bits of the mode. */
const TYPES: { readonly [bits: number]: EntryType } = { 4: 'folder', 8: 'file', 10: 'link' };
