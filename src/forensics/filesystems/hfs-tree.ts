// The B-trees of HFS+ (Apple Technical Note TN1150, "HFS Plus Volume Format", section "B-Trees"): records in the order of their keys, found
// from the root down and then along the leaves. Big-endian.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';

/** TN1150, "Node Descriptor": `kind`. */
const [LEAF, INDEX, HEADER] = [-1, 0, 1];
const DESCRIPTOR_BYTES = 14;
const MAX_DEPTH = 32;
const NODES_KEPT = 64;

export interface TreeRecord {
  readonly node: number;
  readonly index: number;
  /** Without its length. */
  readonly key: Buffer;
  readonly value: Buffer;
}

interface Node {
  readonly kind: number;
  readonly next: number;
  readonly records: readonly Omit<TreeRecord, 'node' | 'index'>[];
}

export class HfsTree {
  readonly #fork: Bytes;
  readonly #nodeBytes: number;
  readonly #nodes: number;
  readonly #root: number;
  readonly #depth: number;
  readonly #kept = new Map<number, Node>();

  constructor(fork: Bytes) {
    this.#fork = fork;
    const head = exactly(fork, 0, DESCRIPTOR_BYTES + 106); // "Header Record"
    if (head.readInt8(8) !== HEADER) throw damaged('the header node of a B-tree', `${head.readInt8(8)}`);
    this.#depth = head.readUInt16BE(14);
    this.#root = head.readUInt32BE(16);
    this.#nodeBytes = head.readUInt16BE(32);
    if (this.#nodeBytes < 512 || this.#nodeBytes > 32_768 || Math.log2(this.#nodeBytes) % 1 !== 0)
      throw damaged('nodes of 512 to 32,768 bytes', `${this.#nodeBytes}`);
    if (this.#depth > MAX_DEPTH) throw damaged(`a tree of at most ${MAX_DEPTH} levels`, `${this.#depth}`);
    this.#nodes = Math.floor(fork.size / this.#nodeBytes);
  }

  /** From the first record whose key is not before `wanted` on; `order` says of a key whether it is before (< 0) what is wanted. */
  *from(order: (key: Buffer) => number): Generator<TreeRecord> {
    if (this.#root === 0) return; // "a tree without records has no root"
    let number = this.#root;
    const seen = new Set<number>();
    for (let level = this.#depth; ; level--) {
      const node = this.#node(number);
      if (node.kind === LEAF) break;
      if (node.kind !== INDEX || level <= 1) throw damaged('an index node of a B-tree', `kind ${node.kind}`);
      const below = node.records.findLast(({ key }) => order(key) < 0) ?? node.records[0];
      if (below === undefined || below.value.length < 4) throw damaged('a child of a node', 'none');
      number = below.value.readUInt32BE(0);
    }
    while (number !== 0) {
      if (seen.has(number)) throw damaged('each leaf once', `node ${number} again`);
      seen.add(number);
      const node = this.#node(number);
      if (node.kind !== LEAF) throw damaged('a leaf of a B-tree', `kind ${node.kind}`);
      for (const [index, { key, value }] of node.records.entries())
        if (order(key) >= 0) yield { node: number, index, key, value };
      number = node.next;
    }
  }

  /**
   * What records may still lie in, with where it begins in its node: the room after the records of each leaf, and whole leaves that the tree
   * does not lead to any more. TN1150, "Node Structure": nothing there is part of the tree.
   */
  *remains(
    leaves: ReadonlySet<number>,
    mostBytes: number,
  ): Generator<{ readonly node: number; readonly at: number; readonly bytes: Buffer }> {
    const nodes = Math.min(this.#nodes, Math.ceil(mostBytes / this.#nodeBytes));
    for (let node = 1; node < nodes; node++) {
      const bytes = exactly(this.#fork, node * this.#nodeBytes, this.#nodeBytes);
      if (bytes.readInt8(8) !== LEAF) continue;
      const listed = this.#nodeBytes - 2 * (bytes.readUInt16BE(10) + 1);
      if (!leaves.has(node)) yield { node, at: DESCRIPTOR_BYTES, bytes: bytes.subarray(DESCRIPTOR_BYTES) };
      else if (listed > 0) {
        const at = bytes.readUInt16BE(listed);
        yield { node, at, bytes: bytes.subarray(at, Math.max(at, listed)) };
      }
    }
  }

  /** Bytes of a node from an offset on. */
  within(node: number, at: number): Buffer {
    if (node >= this.#nodes) throw damaged(`a node below ${this.#nodes}`, `${node}`);
    return exactly(this.#fork, node * this.#nodeBytes, this.#nodeBytes).subarray(at);
  }

  at(node: number, index: number): TreeRecord {
    const record = this.#node(node).records[index];
    if (record === undefined) throw damaged('a record of a B-tree', `none at ${index} of node ${node}`);
    return { node, index, ...record };
  }

  #node(number: number): Node {
    const known = this.#kept.get(number);
    if (known !== undefined) return known;
    if (number >= this.#nodes) throw damaged(`a node below ${this.#nodes}`, `${number}`);
    const bytes = exactly(this.#fork, number * this.#nodeBytes, this.#nodeBytes);
    const kind = bytes.readInt8(8);
    const node = { kind, next: bytes.readUInt32BE(0), records: recordsOf(bytes, kind) };
    const oldest = this.#kept.size < NODES_KEPT ? undefined : this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(number, node);
    return node;
  }
}

/** "Node Structure": where each record begins stands at the end of the node, the first one last. */
function recordsOf(node: Buffer, kind: number): Node['records'] {
  if (kind !== LEAF && kind !== INDEX) return [];
  const count = node.readUInt16BE(10);
  const listed = node.length - 2 * (count + 1);
  if (listed < DESCRIPTOR_BYTES) throw damaged('records within their node', `${count}`);
  return Array.from({ length: count }, (_, index) => {
    const at = node.readUInt16BE(node.length - 2 * (index + 1));
    const end = node.readUInt16BE(node.length - 2 * (index + 2));
    if (at < DESCRIPTOR_BYTES || at + 2 > end || end > listed)
      throw damaged('a record within its node', `${at} to ${end}`);
    const keyEnd = at + 2 + node.readUInt16BE(at);
    if (keyEnd > end) throw damaged('a key within its record', `${keyEnd - at} of ${end - at} bytes`);
    // "Keyed Records": what follows begins at an even offset.
    return {
      key: node.subarray(at + 2, keyEnd),
      value: node.subarray(Math.min(end, keyEnd + (keyEnd % 2)), end),
    };
  });
}
