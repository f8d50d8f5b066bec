// Objects and B-trees of APFS. Apple File System Reference (2020-06-22), "Objects" and "B-Trees", structures named as there. Little-endian.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';

/** `btn_flags`. */
const [ROOT, LEAF, FIXED] = [0x1, 0x2, 0x4];
const NODE_HEAD_BYTES = 56;
/** `btree_info_t`, at the end of a root. */
const INFO_BYTES = 40;
/** `BTOFF_INVALID`: a key without a value. */
const NO_VALUE = 0xffff;
const MAX_LEVEL = 16;
const NODES_KEPT = 256;

export interface Container {
  readonly bytes: Bytes;
  readonly blockBytes: number;
  readonly blocks: number;
}

/** `obj_phys_t`: the checksum of Fletcher over all that follows it. */
export function object(container: Container, address: number): Buffer {
  if (!Number.isSafeInteger(address) || address < 0 || address >= container.blocks)
    throw damaged(`a block below ${container.blocks}`, `${address}`);
  const block = exactly(container.bytes, address * container.blockBytes, container.blockBytes);
  if (!isWhole(block)) throw damaged('an object with a right checksum', `a wrong one in block ${address}`);
  return block;
}

/** "o_cksum": Fletcher 64 over 32-bit words, modulo 2^32 - 1. */
export function isWhole(block: Buffer): boolean {
  const [low, high] = fletcher64(block);
  return block.readUInt32LE(0) === low && block.readUInt32LE(4) === high;
}

export function fletcher64(block: Buffer): readonly [number, number] {
  const words = new DataView(block.buffer, block.byteOffset, block.length);
  let [one, two] = [0, 0];
  for (let at = 8; at + 4 <= block.length; at += 4) {
    one = (one + words.getUint32(at, true)) % 0xffff_ffff;
    two = (two + one) % 0xffff_ffff;
  }
  const low = 0xffff_ffff - ((one + two) % 0xffff_ffff);
  return [low, 0xffff_ffff - ((one + low) % 0xffff_ffff)];
}

/** A number of the medium that is counted with; past 2^53 no medium goes. */
export function count64(raw: Buffer, at: number): number {
  return Number(raw.readBigUInt64LE(at));
}

export interface ApfsRecord {
  readonly key: Buffer;
  readonly value: Buffer;
}

interface Node {
  readonly level: number;
  readonly isLeaf: boolean;
  readonly records: readonly ApfsRecord[];
}

export class ApfsTree {
  readonly #container: Container;
  readonly #root: number;
  /** Where a child that a node names is: its number is an address, or one that an object map knows. */
  readonly #addressOf: (child: number) => number;
  readonly #sizes: { readonly key: number; readonly value: number };
  readonly #kept = new Map<number, Node>();

  constructor(
    container: Container,
    root: number,
    sizes: { readonly key: number; readonly value: number },
    addressOf: (child: number) => number = (child) => child,
  ) {
    this.#container = container;
    this.#root = root;
    this.#addressOf = addressOf;
    this.#sizes = sizes;
  }

  /** Records from the first whose key is not before what is wanted; `order` is below 0 for those before it. */
  *from(order: (key: Buffer) => number): Generator<ApfsRecord> {
    yield* this.#below(this.#addressOf(this.#root), MAX_LEVEL + 1, { order, seen: new Set() });
  }

  /** The last record whose key is not after what is wanted. */
  lastUpTo(order: (key: Buffer) => number): ApfsRecord | undefined {
    let address = this.#addressOf(this.#root);
    for (let above = MAX_LEVEL + 1; ;) {
      const node = this.#node(address);
      if (node.level >= above) throw damaged(`a node below level ${above}`, `${node.level}`);
      const found = node.records.findLast(({ key }) => order(key) <= 0);
      if (node.isLeaf || found === undefined) return found;
      above = node.level;
      address = this.#child(found);
    }
  }

  *#below(
    address: number,
    above: number,
    asked: { readonly order: (key: Buffer) => number; readonly seen: Set<number> },
  ): Generator<ApfsRecord> {
    if (asked.seen.has(address)) throw damaged('each node of a tree once', `block ${address} again`);
    asked.seen.add(address);
    const node = this.#node(address);
    if (node.level >= above) throw damaged(`a node below level ${above}`, `${node.level}`);
    if (node.isLeaf) {
      for (const record of node.records) if (asked.order(record.key) >= 0) yield record;
      return;
    }
    const before = node.records.findLastIndex(({ key }) => asked.order(key) < 0);
    for (const record of node.records.slice(Math.max(0, before)))
      yield* this.#below(this.#child(record), node.level, asked);
  }

  /** Of an index node; those of a sealed volume have a digest after it. */
  #child({ value }: ApfsRecord): number {
    if (value.length < 8) throw damaged('the number of a child', `${value.length} bytes`);
    return this.#addressOf(count64(value, 0));
  }

  #node(address: number): Node {
    const known = this.#kept.get(address);
    if (known !== undefined) return known;
    const node = nodeOf(object(this.#container, address), this.#sizes);
    const oldest = this.#kept.size < NODES_KEPT ? undefined : this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(address, node);
    return node;
  }
}

/** `btree_node_phys_t`: a table of contents, keys from the front, values from the end. */
function nodeOf(block: Buffer, sizes: { readonly key: number; readonly value: number }): Node {
  const flags = block.readUInt16LE(32);
  const [level, count] = [block.readUInt16LE(34), block.readUInt32LE(36)];
  const isLeaf = (flags & LEAF) !== 0;
  const isFixed = (flags & FIXED) !== 0;
  const tableAt = NODE_HEAD_BYTES + block.readUInt16LE(40);
  const keysAt = tableAt + block.readUInt16LE(42);
  const valuesEnd = block.length - ((flags & ROOT) === 0 ? 0 : INFO_BYTES);
  const entryBytes = isFixed ? 4 : 8;
  if (keysAt > valuesEnd || tableAt + count * entryBytes > keysAt)
    throw damaged('a node of a B-tree', `${count} entries in ${keysAt - tableAt} bytes`);
  if (isLeaf !== (level === 0)) throw damaged('a leaf at level 0', `level ${level}`);
  const records = Array.from({ length: count }, (_, index) => {
    const at = tableAt + index * entryBytes;
    const key = keysAt + block.readUInt16LE(at);
    const keyBytes = isFixed ? sizes.key : block.readUInt16LE(at + 2);
    const back = block.readUInt16LE(at + (isFixed ? 2 : 4));
    const valueBytes = isFixed ? (isLeaf ? sizes.value : 8) : block.readUInt16LE(at + 6);
    if (back === NO_VALUE) return { key: cut(block, key, keyBytes, valuesEnd), value: Buffer.alloc(0) };
    return {
      key: cut(block, key, keyBytes, valuesEnd),
      value: cut(block, valuesEnd - back, valueBytes, valuesEnd),
    };
  });
  return { level, isLeaf, records };
}

function cut(block: Buffer, at: number, length: number, end: number): Buffer {
  if (at < NODE_HEAD_BYTES || at + length > end)
    throw damaged('a record within its node', `${length} bytes at ${at}`);
  return block.subarray(at, at + length);
}
