// The node database of a mailbox of Outlook: nodes by number, blocks by number, nodes within nodes. [MS-PST] 2.2, section numbers at each
// structure; Unicode files and the older ANSI ones. Little-endian. Looked up from the top each time, so that a file of any size is read by ranges.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';

const PAGE_BYTES = 512;
const MAX_LEVELS = 12;
const MAX_BLOCKS = 200_000;
const MAX_SUBNODES = 100_000;
const PAGES_HELD = 512;
const [PAGE_BLOCKS, PAGE_NODES] = [0x80, 0x81];
/** 2.2.2.2: of a block's number the first bit says nothing, the second that it is no data but a table of other blocks. */
const INTERNAL = 2;

export interface Node {
  readonly nid: number;
  readonly parent: number;
  readonly data: number;
  readonly sub: number;
}

interface Block {
  readonly at: number;
  readonly size: number;
}

export class NodeFile {
  readonly isUnicode: boolean;
  /** Whether a table hides the data (2.2.2.6, bCryptMethod). */
  readonly isPermuted: boolean;
  /** Of the whole file, as its head says (2.2.2.5, ibFileEof). */
  readonly statedBytes: number;
  readonly #bytes: Bytes;
  readonly #nodes: number;
  readonly #blocks: number;
  readonly #pages = new Map<number, Buffer>();

  /** 2.2.2.6, HEADER. */
  constructor(bytes: Bytes) {
    const head = exactly(bytes, 0, PAGE_BYTES + 4);
    const version = head.readUInt16LE(10);
    if (version >= 36) throw new Stopped('unsupported', 'a mailbox with pages of 4,096 bytes (OST since Outlook 2013)'); // prettier-ignore
    this.#bytes = bytes;
    this.isUnicode = version >= 23;
    const method = head[this.isUnicode ? 513 : 461] ?? 0;
    if (method > 1) throw new Stopped('encrypted', `data encrypted by method ${method}`);
    this.isPermuted = method === 1;
    this.statedBytes = this.#number(head, this.isUnicode ? 184 : 168);
    this.#nodes = this.#number(head, this.isUnicode ? 224 : 188);
    this.#blocks = this.#number(head, this.isUnicode ? 240 : 196);
  }

  /** A number or place: 8 bytes, or 4 in the older. */
  #number(raw: Buffer, at: number): number {
    if (!this.isUnicode) return raw.readUInt32LE(at);
    const value = raw.readBigUInt64LE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a place within the file', `${value}`);
    return Number(value);
  }

  get #wide(): number {
    return this.isUnicode ? 8 : 4;
  }

  /** 2.2.2.7.7.1, BTPAGE. */
  #page(at: number, type: number): { raw: Buffer; count: number; each: number; level: number } {
    let raw = this.#pages.get(at);
    if (raw === undefined) {
      raw = exactly(this.#bytes, at, PAGE_BYTES);
      if (this.#pages.size >= PAGES_HELD) this.#pages.clear();
      this.#pages.set(at, raw);
    }
    const tail = this.isUnicode ? 488 : 496;
    const [count = 0, , each = 0, level = 0, trailer] = [...raw.subarray(tail, tail + 4), raw[this.isUnicode ? 496 : 500]]; // prettier-ignore
    const least = level > 0 ? 3 * this.#wide : type === PAGE_NODES ? (this.isUnicode ? 32 : 16) : this.isUnicode ? 24 : 12; // prettier-ignore
    if (trailer !== type || each < least || count * each > tail || level > MAX_LEVELS)
      throw damaged(`a page of the tree at ${at}`, 'another structure');
    return { raw, count, each, level };
  }

  /** The last entry whose key is not above it, down to a leaf. */
  #find(key: number, root: number, type: number): Buffer | undefined {
    let above = MAX_LEVELS + 1;
    for (let at = root; ;) {
      const { raw, count, each, level } = this.#page(at, type);
      if (level >= above) throw damaged('lower pages below higher', `level ${level} at ${at}`);
      above = level;
      let found: Buffer | undefined;
      for (let index = 0; index < count; index++) {
        const entry = raw.subarray(index * each, (index + 1) * each);
        if (this.#key(entry, type) > key) break;
        found = entry;
      }
      if (found === undefined) return undefined;
      if (level === 0) return this.#key(found, type) === key ? found : undefined;
      at = this.#number(found, 2 * this.#wide);
    }
  }

  #key(entry: Buffer, type: number): number {
    if (type === PAGE_NODES) return entry.readUInt32LE(0);
    const key = this.#number(entry, 0);
    return key - (key % 2);
  }

  node(nid: number): Node | undefined {
    const entry = this.#find(nid, this.#nodes, PAGE_NODES);
    return entry === undefined ? undefined : this.#nodeOf(entry);
  }

  /** 2.2.2.7.7.4, NBTENTRY. */
  #nodeOf(entry: Buffer): Node {
    const wide = this.#wide;
    const [data, sub] = [this.#number(entry, wide), this.#number(entry, 2 * wide)];
    return { nid: entry.readUInt32LE(0), data, sub, parent: entry.readUInt32LE(3 * wide) };
  }

  /** Every node, by number. No page twice, so that a tree that leads back to itself ends. */
  *nodes(at = this.#nodes, above = MAX_LEVELS + 1, seen = new Set<number>()): Generator<Node> {
    const { raw, count, each, level } = this.#page(at, PAGE_NODES);
    if (level >= above || seen.has(at)) throw damaged('each page of the tree once', `${at} again`);
    seen.add(at);
    for (let index = 0; index < count; index++) {
      const entry = raw.subarray(index * each, (index + 1) * each);
      if (level === 0) yield this.#nodeOf(entry);
      else yield* this.nodes(this.#number(entry, 2 * this.#wide), level, seen);
    }
  }

  /** 2.2.2.7.7.3, BBTENTRY, and 2.2.2.8.3.1: what is in a block, shown where it is data. */
  block(bid: number): Buffer {
    const { at, size } = this.#blockAt(bid);
    const raw = exactly(this.#bytes, at, size);
    if (this.isPermuted && (bid & INTERNAL) === 0)
      for (let i = 0; i < size; i++) raw[i] = SHOWN[raw[i] ?? 0] ?? 0;
    return raw;
  }

  #blockAt(bid: number): Block {
    const entry = this.#find(bid - (bid % 2), this.#blocks, PAGE_BLOCKS);
    if (entry === undefined) throw damaged(`block ${bid}`, 'none');
    return { at: this.#number(entry, this.#wide), size: entry.readUInt16LE(2 * this.#wide) };
  }

  /** 2.2.2.8.3.2: the blocks of data that a number stands for: itself, or those of its table, or of its table of tables. */
  dataBlocks(bid: number): readonly number[] {
    if (bid === 0) return [];
    if (this.#isData(bid)) return [bid];
    const found: number[] = [];
    const take = (from: number, most: number): void => {
      const raw = this.block(from);
      const level = raw[1] ?? 0;
      if (raw.length < 8 || raw[0] !== 1 || level < 1 || level > most) throw damaged(`a table of blocks at ${from}`, 'another structure'); // prettier-ignore
      const count = raw.readUInt16LE(2);
      for (let index = 0; index < count && 8 + (index + 1) * this.#wide <= raw.length; index++) {
        const below = this.#number(raw, 8 + index * this.#wide);
        if (this.#isData(below)) found.push(below);
        else take(below, level - 1);
        if (found.length > MAX_BLOCKS)
          throw new Stopped('tooMany', `more than ${MAX_BLOCKS} blocks of one node`);
      }
    };
    take(bid, 2);
    return found;
  }

  #isData(bid: number): boolean {
    return bid % 4 < INTERNAL;
  }

  sizeOf(blocks: readonly number[]): number {
    return blocks.reduce((sum, bid) => sum + this.#blockAt(bid).size, 0);
  }

  /** 2.2.2.8.3.3: nodes within a node. */
  subnodes(bid: number): ReadonlyMap<number, Node> {
    const found = new Map<number, Node>();
    if (bid === 0) return found;
    const wide = this.#wide;
    const from = this.isUnicode ? 8 : 4;
    const take = (at: number, most: number): void => {
      const raw = this.block(at);
      const level = raw[1] ?? 0;
      if (raw.length < from || raw[0] !== 2 || level > most)
        throw damaged(`a table of nodes at ${at}`, 'another structure');
      const each = level === 0 ? 3 * wide : 2 * wide;
      const count = raw.readUInt16LE(2);
      for (let index = 0; index < count && from + (index + 1) * each <= raw.length; index++) {
        const entry = raw.subarray(from + index * each, from + (index + 1) * each);
        if (level === 1) take(this.#number(entry, wide), 0);
        else found.set(entry.readUInt32LE(0), { nid: entry.readUInt32LE(0), parent: 0, data: this.#number(entry, wide), sub: this.#number(entry, 2 * wide) }); // prettier-ignore
        if (found.size > MAX_SUBNODES) throw new Stopped('tooMany', `more than ${MAX_SUBNODES} nodes in one node`); // prettier-ignore
      }
    };
    take(bid, 1);
    return found;
  }
}

/** 5.1, Permutative Encoding: what each byte stands for. */
const SHOWN = Buffer.from(
  '47f1b4e60b6a7248854e9eebe2f89453e0bba002e85a09abdbe3bac67cc310dd39059630f53760828cc9134a6b1df3fb8f2697ca911701c4322d6e3195ffd923' +
    'd1005e79dc443b1a28c5615720903d83b943be67d2464276c06d5b7eb20f16293ca903540dda5ddff6b7c762cd8d06d3695c86d614f7a56675acb1e94521700c' +
    '879f74a4224c6fbf1f56aa2eb3783350b0a392bccf191ca763cb1e4d3e4b1b9b4fe7f0eead3ab55904ea40552551e57a893868527bfc27aed7bdfa07f4cc8e5f' +
    'ef359c842b15d5773449b6120a7f7188fd9d18417d93d8582ccefe24afdeb836c8a180a69998a82f0e816573e4c2a28ad4e111d0088b2af2ed9a643fc16cf9ec',
  'hex',
);
