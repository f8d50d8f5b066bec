// What a node of a mailbox holds: a heap with a tree of properties. [MS-PST] 2.3, section numbers at each structure. Little-endian.
import { damaged } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';
import { fileTime, pageDecoder } from './lines.ts';
import type { Node, NodeFile } from './pst-nodes.ts';

const PROPERTIES = 0xbc;
const MAX_LEVELS = 8;
const MAX_PROPERTIES = 20_000;
const MAX_VALUE_BYTES = 16 * 1024 * 1024;
/** [MS-OXCDATA] 2.11.1. */
const [NUMBER, LOGICAL, OBJECT, NARROW, WIDE, TIME, BINARY] = [0x03, 0x0b, 0x0d, 0x1e, 0x1f, 0x40, 0x102]; // prettier-ignore
const [MESSAGE_PAGE, INTERNET_PAGE] = [0x3ffd, 0x3fde];

interface Property {
  readonly type: number;
  readonly value: number;
}

/** 2.3.3, Property Context. */
export class Properties {
  readonly subnodes: ReadonlyMap<number, Node>;
  readonly #file: NodeFile;
  readonly #page: number;
  readonly #blocks: readonly number[];
  readonly #properties = new Map<number, Property>();
  readonly #held = new Map<number, Buffer>();

  /** `page`: of what it lies in, where it says none. */
  constructor(file: NodeFile, node: Node, page = 1252) {
    this.#file = file;
    this.#page = page;
    this.#blocks = file.dataBlocks(node.data);
    this.subnodes = file.subnodes(node.sub);
    const head = this.#block(0);
    if (head.length < 12 || head[2] !== 0xec || head[3] !== PROPERTIES)
      throw damaged(`properties in node ${node.nid}`, 'another structure');
    const tree = this.#heap(head.readUInt32LE(4)); // 2.3.2.1, BTHHEADER
    if (tree.length < 8 || tree[0] !== 0xb5 || tree[1] !== 2 || tree[2] !== 6)
      throw damaged(`a tree of properties in node ${node.nid}`, 'another structure');
    this.#take(tree.readUInt32LE(4), Math.min(MAX_LEVELS, tree[3] ?? 0));
  }

  #block(index: number): Buffer {
    const bid = this.#blocks[index];
    if (bid === undefined) throw damaged('a heap that has this block', `block ${index} of ${this.#blocks.length}`); // prettier-ignore
    const held = this.#held.get(index) ?? this.#file.block(bid);
    this.#held.set(index, held);
    return held;
  }

  /** 2.3.1.1, HID: which piece of which block; 2.3.1.5, HNPAGEMAP: where each begins. */
  #heap(hid: number): Buffer {
    if (hid === 0) return Buffer.alloc(0);
    const block = this.#block(hid >>> 16);
    const index = (hid >>> 5) & 0x7ff;
    const map = block.length < 2 ? block.length : block.readUInt16LE(0);
    if (index < 1 || map + 4 + 2 * index + 2 > block.length || index > block.readUInt16LE(map))
      throw damaged('a piece of the heap', `none at ${hid}`);
    return block.subarray(block.readUInt16LE(map + 2 + 2 * index), block.readUInt16LE(map + 4 + 2 * index));
  }

  /** 2.3.2.2 and 2.3.2.3: tables of tables, down to records of a number, a type and a value. */
  #take(hid: number, level: number): void {
    const raw = this.#heap(hid);
    const each = level === 0 ? 8 : 6;
    for (let at = 0; at + each <= raw.length; at += each) {
      if (level > 0) this.#take(raw.readUInt32LE(at + 2), level - 1);
      else this.#properties.set(raw.readUInt16LE(at), { type: raw.readUInt16LE(at + 2), value: raw.readUInt32LE(at + 4) }); // prettier-ignore
      if (this.#properties.size > MAX_PROPERTIES) throw new Stopped('tooMany', `more than ${MAX_PROPERTIES} properties`); // prettier-ignore
    }
  }

  number(id: number): number | undefined {
    const found = this.#properties.get(id);
    return found?.type === NUMBER || found?.type === LOGICAL ? found.value : undefined;
  }

  time(id: number): string | undefined {
    const found = this.#properties.get(id);
    const raw = found?.type === TIME ? this.#heap(found.value) : undefined;
    return raw === undefined || raw.length < 8 ? undefined : fileTime(raw, 0);
  }

  text(id: number): string | undefined {
    const found = this.#properties.get(id);
    if (found?.type !== WIDE && found?.type !== NARROW) return undefined;
    const raw = this.#content(found.value);
    if (found.type === WIDE) return raw.toString('utf16le', 0, raw.length & ~1);
    return pageDecoder(this.page).decode(raw);
  }

  get page(): number {
    return this.number(MESSAGE_PAGE) ?? this.number(INTERNET_PAGE) ?? this.#page;
  }

  bytes(id: number): Buffer | undefined {
    const found = this.#properties.get(id);
    return found?.type === BINARY ? this.#content(found.value) : undefined;
  }

  /** 2.3.3.5: an object is a node within this one. */
  object(id: number): Node | undefined {
    const found = this.#properties.get(id);
    if (found?.type !== OBJECT) return undefined;
    const raw = this.#heap(found.value);
    return raw.length < 4 ? undefined : this.subnodes.get(raw.readUInt32LE(0));
  }

  /** How long it is, before it is read. */
  sizeOf(id: number): number {
    const found = this.#properties.get(id);
    if (found === undefined || found.type !== BINARY || !isNode(found.value)) return 0;
    const node = this.subnodes.get(found.value);
    return node === undefined ? 0 : this.#file.sizeOf(this.#file.dataBlocks(node.data));
  }

  /** 2.3.3.2, HNID: in the heap, or as a node within this one. */
  #content(hnid: number): Buffer {
    if (!isNode(hnid)) return this.#heap(hnid);
    const node = this.subnodes.get(hnid);
    if (node === undefined) throw damaged('the node of a value', `none of number ${hnid}`);
    return contentOf(this.#file, node, MAX_VALUE_BYTES * 8);
  }
}

export function contentOf(file: NodeFile, node: Node, most: number): Buffer {
  const blocks = file.dataBlocks(node.data);
  const size = file.sizeOf(blocks);
  if (size > most) throw new Stopped('tooLarge', `${size} bytes of one value, more than ${most}`);
  return Buffer.concat(blocks.map((bid) => file.block(bid)));
}

function isNode(hnid: number): boolean {
  return hnid !== 0 && (hnid & 0x1f) !== 0;
}
