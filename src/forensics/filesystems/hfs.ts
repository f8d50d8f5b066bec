// HFS+ and HFSX. Apple Technical Note TN1150, "HFS Plus Volume Format", its sections named at each structure. Big-endian.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { packedFile, unpackedContent, type PackedFile } from './decmpfs.ts';
import {
  addRun,
  contentOfRuns,
  type Content,
  type Entry,
  type EntryType,
  type FileSystem,
  type Problem,
  type Run,
} from './file-system.ts';
import {
  catalogOf,
  extentsOf,
  forkOf,
  forksOf,
  moment,
  remainOf,
  shownName,
  TYPES,
  unicode,
  type Catalog,
  type Fork,
} from './hfs-record.ts';
import { HfsTree, type TreeRecord } from './hfs-tree.ts';
import { errorText } from '../../base/error-text.ts';

const HEADER_AT = 1024;
const HEADER_BYTES = 512;
const MAX_RUNS = 1_000_000;
const MAX_FILES = 8_000_000;
/** "Catalog Node IDs". */
const [ROOT_PARENT, ROOT, EXTENTS_FILE, CATALOG_FILE, ALLOCATION_FILE, ATTRIBUTES_FILE] = [1, 2, 3, 4, 6, 8];
const [DATA, RESOURCE] = [0x00, 0xff];
/** "Hard Links": in the root, with four NULs before its name. */
const LINKS_FOLDER = '\0\0\0\0HFS+ Private Data';
const FOLDER_LINKS_FOLDER = '.HFS+ Private Directory Data\r';
const MAX_TARGET_BYTES = 4096;

/** "Volume Header"; "HFS Wrapper": an HFS volume may hold it. */
export function openHfs(volume: Bytes): FileSystem | undefined {
  if (volume.size < HEADER_AT + HEADER_BYTES) return undefined;
  const head = exactly(volume, HEADER_AT, HEADER_BYTES);
  if (head.toString('latin1', 0, 2) !== 'BD') return opened(volume, head, 0);
  if (head.toString('latin1', 124, 126) !== 'H+') return undefined; // plain HFS is named, not read
  const base = head.readUInt16BE(28) * 512 + head.readUInt16BE(126) * head.readUInt32BE(20);
  return opened(volume, exactly(volume, base + HEADER_AT, HEADER_BYTES), base);
}

function opened(volume: Bytes, header: Buffer, base: number): FileSystem | undefined {
  const signature = header.toString('latin1', 0, 2);
  const version = header.readUInt16BE(2);
  if (!(signature === 'H+' && version === 4) && !(signature === 'HX' && version === 5)) return undefined;
  return new Hfs(volume, header, base);
}

class Hfs implements FileSystem {
  readonly kind: string;
  readonly label: string;
  readonly clusterBytes: number;
  readonly times = 'utc';
  readonly root: Entry;
  readonly #volume: Bytes;
  readonly #base: number;
  readonly #blocks: number;
  readonly #allocation: Fork;
  readonly #overflow: HfsTree | undefined;
  readonly #catalog: HfsTree;
  readonly #attributes: HfsTree | undefined;
  #links: ReadonlyMap<string, Catalog> | undefined;

  constructor(volume: Bytes, header: Buffer, base: number) {
    this.#volume = volume;
    this.#base = base;
    this.kind = header.toString('latin1', 0, 2) === 'HX' ? 'HFSX' : 'HFS+';
    this.clusterBytes = header.readUInt32BE(40);
    this.#blocks = header.readUInt32BE(44);
    if (this.clusterBytes < 512 || Math.log2(this.clusterBytes) % 1 !== 0)
      throw damaged('allocation blocks of a power of 2 from 512 bytes', `${this.clusterBytes}`);
    this.#allocation = forkOf(header.subarray(112));
    const extents = forkOf(header.subarray(192));
    this.#overflow = extents.size === 0 ? undefined : new HfsTree(this.#content(extents, EXTENTS_FILE, DATA));
    this.#catalog = new HfsTree(this.#content(forkOf(header.subarray(272)), CATALOG_FILE, DATA));
    const attributes = forkOf(header.subarray(352));
    this.#attributes =
      attributes.size === 0 ? undefined : new HfsTree(this.#content(attributes, ATTRIBUTES_FILE, DATA));
    const [root] = this.#below(ROOT_PARENT);
    if (root === undefined || root.id !== ROOT) throw damaged('the record of the root folder', 'none');
    this.label = root.name;
    this.root = { ...this.#entry(root), name: '/' };
  }

  *children(folder: Entry, problem: Problem): Generator<Entry> {
    if (folder.key < 0) return; // deleted: what it had is listed beside it
    try {
      const { record } = this.#recordAt(folder.key);
      const catalog = catalogOf(record);
      const id = catalog === undefined ? 0 : this.#linked(catalog).id;
      for (const child of this.#below(id)) {
        try {
          yield* this.#entries(child);
        } catch (error) {
          problem(`${shownName(child.name)}: ${errorText(error)}`);
        }
      }
    } catch (error) {
      problem(`folder ${folder.name}: ${errorText(error)}`);
    }
  }

  /** Of deleted files and folders, from records that lie on in the nodes of the catalog. Which folder had them, nothing shows any more. */
  *orphans(problem: Problem): Generator<Entry> {
    const [leaves, seen] = [new Set<number>(), new Set<number>()];
    try {
      for (const record of this.#catalog.from(() => 0)) {
        leaves.add(record.node);
        const id = catalogOf(record)?.id;
        if (id !== undefined) seen.add(id);
        if (seen.size > MAX_FILES)
          throw damaged(`at most ${MAX_FILES} files to look for deleted ones`, 'more');
      }
      for (const { node, at: from, bytes } of this.#catalog.remains(leaves, this.#volume.size))
        for (let at = from % 2; at < bytes.length && seen.size < MAX_FILES; at += 2) {
          const found = remainOf(bytes, at, { node, index: from + at });
          if (found === undefined || seen.has(found.id)) continue; // older places of what was only moved
          seen.add(found.id);
          const own = this.#entry(found);
          const key = -own.key - 2;
          yield { ...own, isDeleted: true, key };
          const resource = found.isFolder ? 0 : forksOf(found.record.value)[1].size;
          if (resource > 0)
            yield {
              ...own,
              isDeleted: true,
              type: 'file',
              stream: 'rsrc',
              sizeBytes: resource,
              key: key + 1,
            };
        }
    } catch (error) {
      problem(`records of deleted files: ${errorText(error)}`);
    }
  }

  content(entry: Entry): Content {
    if (entry.key < 0) return this.#remaining(entry.key);
    const { record, isResource } = this.#recordAt(entry.key);
    const catalog = catalogOf(record);
    if (catalog === undefined || catalog.isFolder) return contentOfRuns(this.#volume, [], 0);
    const { id, record: own } = this.#linked(catalog);
    const [data, resource] = forksOf(own.value);
    if (isResource) return this.#content(resource, id, RESOURCE);
    const packed = this.#packed(own.value, id);
    if (packed !== undefined) return unpackedContent(packed, () => this.#content(resource, id, RESOURCE));
    return this.#content(data, id, DATA);
  }

  /** "Allocation File": a bit for each block, the highest of a byte first. */
  *unallocated(): Generator<Run> {
    const bitmap = this.#content(this.#allocation, ALLOCATION_FILE, DATA);
    const piece = Buffer.alloc(65_536);
    let run: { at: number; length: number } | undefined;
    for (let from = 0; from < bitmap.size && 8 * from < this.#blocks; from += piece.length) {
      const bits = Math.min(8 * bitmap.readInto(from, piece), this.#blocks - 8 * from);
      for (let bit = 0; bit < bits; bit++) {
        if (((piece[bit >> 3]! >> (7 - (bit & 7))) & 1) === 1) continue; // within what was filled
        const at = this.#base + (8 * from + bit) * this.clusterBytes;
        if (run !== undefined && run.at + run.length === at) run.length += this.clusterBytes;
        else {
          if (run !== undefined) yield run;
          run = { at, length: this.clusterBytes };
        }
      }
    }
    if (run !== undefined) yield run;
  }

  /** Where the record says that a fork lies, if no other file has anything of that by now. */
  #remaining(key: number): Content {
    const isResource = key % 2 !== 0;
    const place = (isResource ? 1 - key : -key) / 2 - 1;
    const [node, index] = [Math.floor(place / 65_536), place % 65_536];
    const found = remainOf(this.#catalog.within(node, index), 0, { node, index });
    if (found === undefined || found.isFolder) return contentOfRuns(this.#volume, [], 0);
    const fork = forksOf(found.record.value)[isResource ? 1 : 0];
    const bitmap = this.#content(this.#allocation, ALLOCATION_FILE, DATA);
    const content = this.#content(fork, found.id, isResource ? RESOURCE : DATA);
    for (const { start, count } of fork.extents) {
      if (count === 0) break;
      const first = Math.floor(start / 8);
      const bits = exactly(bitmap, first, Math.floor((start + count - 1) / 8) - first + 1);
      for (let block = start; block < start + count; block++) {
        const byte = bits[Math.floor(block / 8) - first] ?? 0;
        if (((byte >> (7 - (block % 8))) & 1) === 1)
          throw damaged(`blocks of the deleted file ${found.id} that no other has`, `block ${block} in use`);
      }
    }
    return { ...content, isAssumed: true };
  }

  /** "Catalog File Key": the folder, then the name. */
  *#below(parent: number): Generator<Catalog> {
    for (const record of this.#catalog.from((key) => (key.length < 4 ? 0 : key.readUInt32BE(0) - parent))) {
      if (record.key.length < 6 || record.key.readUInt32BE(0) !== parent) return;
      const found = catalogOf(record);
      if (found !== undefined) yield found;
    }
  }

  /** A file is one entry, and one more for a resource fork that holds anything. */
  *#entries(child: Catalog): Generator<Entry> {
    const own = this.#entry(child);
    yield own;
    if (own.type === 'folder') return;
    const linked = this.#linked(child);
    const [, resource] = forksOf(linked.record.value);
    if (resource.size === 0 || this.#packed(linked.record.value, linked.id) !== undefined) return;
    yield {
      ...own,
      type: 'file',
      stream: 'rsrc',
      sizeBytes: resource.size,
      key: own.key + 1,
    };
  }

  #entry(named: Catalog): Entry {
    const found = this.#linked(named);
    const { value } = found.record;
    const mode = value.readUInt16BE(42);
    const type: EntryType = found.isFolder ? 'folder' : (TYPES[mode >> 12] ?? 'file');
    const data = found.isFolder ? undefined : forksOf(value)[0];
    const size = data === undefined ? 0 : (this.#packed(value, found.id)?.size ?? data.size);
    return {
      name: shownName(named.name),
      address: `${found.id}`,
      type,
      sizeBytes: size,
      isDeleted: false,
      times: {
        ...moment('created', value.readUInt32BE(12)),
        ...moment('modified', value.readUInt32BE(16)),
        ...moment('changed', value.readUInt32BE(20)),
        ...moment('accessed', value.readUInt32BE(24)),
      },
      mode,
      owner: value.readUInt32BE(32),
      group: value.readUInt32BE(36),
      key: (named.record.node * 65_536 + named.record.index) * 2,
      ...(type === 'link' && data !== undefined ? { target: this.#target(data, found.id) } : {}),
    };
  }

  /** "Symbolic Links": the path is what the file holds. */
  #target(data: Fork, id: number): string {
    const bytes = Buffer.alloc(Math.min(data.size, MAX_TARGET_BYTES));
    return bytes.toString('utf8', 0, this.#content(data, id, DATA).readInto(0, bytes));
  }

  /** "Hard Links": type `hlnk`, creator `hfs+`, and the number of the file in a folder that is not shown; of folders since 10.5 `fdrp`, `MACS`. */
  #linked(named: Catalog): Catalog {
    if (named.isFolder) return named;
    const { value } = named.record;
    const by = value.toString('latin1', 48, 56);
    if (by !== 'hlnkhfs+' && by !== 'fdrpMACS') return named;
    const name = `${by === 'hlnkhfs+' ? 'iNode' : 'dir_'}${value.readUInt32BE(44)}`;
    this.#links ??= this.#linkTargets();
    return this.#links.get(name) ?? named;
  }

  #linkTargets(): Map<string, Catalog> {
    const found = new Map<string, Catalog>();
    for (const { name, id, isFolder } of this.#below(ROOT))
      if (isFolder && (name === LINKS_FOLDER || name === FOLDER_LINKS_FOLDER))
        for (const target of this.#below(id)) found.set(target.name, target);
    return found;
  }

  #packed(value: Buffer, id: number): PackedFile | undefined {
    const isMarked = (value[41]! & 0x20) !== 0; // UF_COMPRESSED of the owner's flags; a record is longer
    return isMarked ? packedFile(this.#attribute(id, 'com.apple.decmpfs')) : undefined;
  }

  /** "Attributes File": the file, the first block, the name; kept in the record itself (kind 0x10). */
  #attribute(id: number, name: string): Buffer | undefined {
    const order = (key: Buffer): number => (key.length < 12 ? 0 : key.readUInt32BE(2) - id);
    for (const { key, value } of this.#attributes?.from(order) ?? []) {
      if (key.length < 12 || key.readUInt32BE(2) !== id) return undefined;
      if (unicode(key, 10) !== name || value.length < 16 || value.readUInt32BE(0) !== 0x10) continue;
      return value.subarray(16, 16 + value.readUInt32BE(12));
    }
    return undefined;
  }

  #content(fork: Fork, id: number, kind: number): Content {
    const runs: { at: number | undefined; length: number }[] = [];
    let blocks = 0;
    const wanted = Math.ceil(fork.size / this.clusterBytes);
    const add = (extents: Fork['extents']): void => {
      for (const { start, count } of extents) {
        if (count === 0 || blocks >= wanted) return;
        if (start + count > this.#blocks)
          throw damaged(`blocks below ${this.#blocks}`, `${count} blocks at ${start}`);
        if (runs.length >= MAX_RUNS) throw damaged(`at most ${MAX_RUNS} extents`, 'more');
        addRun(runs, this.#base + start * this.clusterBytes, count * this.clusterBytes);
        blocks += count;
      }
    };
    add(fork.extents);
    while (blocks < wanted && id !== EXTENTS_FILE) {
      const more = this.#moreExtents(id, kind, blocks);
      if (more === undefined) throw damaged(`${wanted} blocks of file ${id}`, `${blocks}`);
      const before = blocks;
      add(more);
      if (blocks === before) throw damaged(`extents of file ${id}`, 'empty ones');
    }
    if (blocks < wanted) throw damaged(`${wanted} blocks of file ${id}`, `${blocks}`);
    return contentOfRuns(this.#volume, runs, fork.size);
  }

  /** "Extents Overflow File Key": fork, file, first block. */
  #moreExtents(id: number, kind: number, block: number): Fork['extents'] | undefined {
    const order = (key: Buffer): number =>
      key.length < 10
        ? 0
        : key.readUInt32BE(2) - id || key.readUInt8(0) - kind || key.readUInt32BE(6) - block;
    for (const { key, value } of this.#overflow?.from(order) ?? [])
      return order(key) === 0 && value.length >= 64 ? extentsOf(value) : undefined;
    return undefined;
  }

  #recordAt(key: number): { readonly record: TreeRecord; readonly isResource: boolean } {
    const place = Math.floor(key / 2);
    const record = this.#catalog.at(Math.floor(place / 65_536), place % 65_536);
    return { record, isResource: key % 2 === 1 };
  }
}
