// The pages of an SQLite database (sqlite.org, "Database File Format", 1.3 header, 1.5 free list, 1.6 b-trees, 2 records), those that a
// write-ahead log beside it has before those of the file itself.
// Every number is hostile: a page is visited once, a tree is of bounded depth, a length is compared before it is used.
import { Refusal } from '../../base/refusal.ts';
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';
import type { WriteAheadLog } from './sqlite-wal.ts';

export type Value = null | number | bigint | string | Uint8Array;

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Where the number of the row stands for a column (INTEGER PRIMARY KEY); -1 where it does not. */
  readonly rowidAt: number;
  readonly root: number;
  /** WITHOUT ROWID (2.4): kept as an index is, the columns of the primary key first. */
  readonly isKeyed: boolean;
}

export interface Row {
  /** How many rows of the table this stands for: many where only their number was asked. */
  readonly isCounted: number;
  readonly rowid: bigint;
  readonly values?: readonly Value[];
}

const HEAD_BYTES = 100;
const MAX_PAGES = 4_000_000;
const MAX_DEPTH = 20;
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;
const MAX_COLUMNS = 2000;
const [KEY_INTERIOR, INTERIOR, KEY_LEAF, LEAF] = [2, 5, 10, 13];
const ROWID = [INTERIOR, LEAF];
const KEYED = [KEY_INTERIOR, KEY_LEAF];
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be'] as const;

export class Database {
  readonly pageBytes: number;
  readonly usable: number;
  readonly pages: number;
  readonly freePages: number;
  readonly firstFree: number;
  readonly encoding: (typeof ENCODINGS)[number];
  readonly isWal: boolean;
  /** The first thing that was not as it should be; the rest was read. */
  damage: string | undefined;
  readonly #bytes: Bytes;
  readonly #log: WriteAheadLog | undefined;
  readonly #decoder: TextDecoder;
  #visited = 0;

  /** Throws `Stopped`. */
  constructor(bytes: Bytes, log?: WriteAheadLog) {
    const written = exactly(bytes, 0, HEAD_BYTES);
    const size = written.readUInt16BE(16);
    this.pageBytes = size === 1 ? 65_536 : size;
    this.#log = log?.pageBytes === this.pageBytes ? log : undefined;
    const head = this.#log?.page(1)?.subarray(0, HEAD_BYTES) ?? written;
    if (this.pageBytes < 512 || (this.pageBytes & (this.pageBytes - 1)) !== 0)
      throw new Stopped('damaged', `pages of ${this.pageBytes} bytes`);
    this.usable = this.pageBytes - (head[20] ?? 0);
    if (this.usable < 480) throw new Stopped('damaged', `${this.usable} bytes of a page are used`);
    this.#bytes = bytes;
    this.pages = this.#log?.pages ?? Math.floor(bytes.size / this.pageBytes);
    this.firstFree = head.readUInt32BE(32);
    this.freePages = Math.min(head.readUInt32BE(36), this.pages);
    this.encoding = ENCODINGS[head.readUInt32BE(56) - 1] ?? 'utf-8';
    this.#decoder = new TextDecoder(this.encoding);
    this.isWal = head[18] === 2;
  }

  /** The rows of a table in order; without values once `isEnough`, a page at a time. */
  *rows({ root, isKeyed }: Pick<Table, 'root' | 'isKeyed'>, isEnough: () => boolean): Generator<Row> {
    if (isKeyed) return yield* this.#keyed({ number: root, depth: 0, seen: new Set() }, isEnough);
    const seen = new Set<number>();
    const stack = [{ number: root, depth: 0 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { number, depth } = next;
      const page = this.#enter(number, depth, seen);
      if (page === undefined) continue;
      const { type, cells } = page;
      if (type === INTERIOR) {
        const children = cells.map((at) => page.bytes.readUInt32BE(at));
        children.push(page.bytes.readUInt32BE(page.start + 8));
        for (const child of children.toReversed()) stack.push({ number: child, depth: depth + 1 });
      } else if (isEnough()) yield { isCounted: cells.length, rowid: 0n };
      else for (const at of cells) yield* this.#row(page.bytes, at);
    }
  }

  /** 1.6: in an index b-tree the inner pages hold rows too, each after those of the page below it. */
  *#keyed(
    at: { readonly number: number; readonly depth: number; readonly seen: Set<number> },
    isEnough: () => boolean,
  ): Generator<Row> {
    const page = this.#enter(at.number, at.depth, at.seen, KEYED);
    if (page === undefined) return;
    const { bytes, start, type, cells } = page;
    const below = (number: number) => ({ number, depth: at.depth + 1, seen: at.seen });
    for (const cell of cells) {
      const isInner = type === KEY_INTERIOR;
      if (isInner) yield* this.#keyed(below(bytes.readUInt32BE(cell)), isEnough);
      if (isEnough()) yield { isCounted: 1, rowid: 0n };
      else yield* this.#keyedRow(bytes, cell + (isInner ? 4 : 0));
    }
    if (type === KEY_INTERIOR) yield* this.#keyed(below(bytes.readUInt32BE(start + 8)), isEnough);
  }

  *#keyedRow(page: Buffer, at: number): Generator<Row> {
    const size = varint(page, at);
    if (size === undefined) return this.damaged('a row that does not end');
    const payload = this.#payload(
      page,
      size.next,
      size.value,
      Math.floor(((this.usable - 12) * 64) / 255) - 23,
    );
    const values = payload && this.record(payload);
    if (values === undefined) this.damaged('a row of a table without rowids cannot be read');
    else yield { isCounted: 1, rowid: 0n, values };
  }

  page(number: number): Buffer | undefined {
    if (number < 1 || number > this.pages) {
      this.damaged(`page ${number} of ${this.pages}`);
      return undefined;
    }
    return this.#log?.page(number) ?? exactly(this.#bytes, (number - 1) * this.pageBytes, this.pageBytes);
  }

  damaged(what: string): void {
    this.damage ??= what;
  }

  /** Of a leaf: undefined where the bytes are none. */
  record(payload: Buffer): readonly Value[] | undefined {
    const head = varint(payload, 0);
    if (head === undefined || head.value > BigInt(payload.length)) return undefined;
    const [values, end]: [Value[], number] = [[], Number(head.value)];
    let at = head.next;
    let data = end;
    while (at < end) {
      const type = varint(payload, at);
      if (type === undefined || values.length === MAX_COLUMNS) return undefined;
      at = type.next;
      const length = lengthOf(type.value);
      if (length === undefined || data + length > payload.length) return undefined;
      values.push(this.#value(Number(type.value), payload.subarray(data, data + length)));
      data += length;
    }
    return at === end ? values : undefined;
  }

  #enter(
    number: number,
    depth: number,
    seen: Set<number>,
    kinds: readonly number[] = ROWID,
  ):
    | {
        readonly bytes: Buffer;
        readonly start: number;
        readonly type: number;
        readonly cells: readonly number[];
      }
    | undefined {
    if (seen.has(number) || depth > MAX_DEPTH) {
      this.damaged(`page ${number} twice in one table`);
      return undefined;
    }
    seen.add(number);
    this.#visited += 1;
    if (this.#visited > MAX_PAGES) throw new Stopped('tooMany', `more than ${MAX_PAGES} pages`);
    const bytes = this.page(number);
    if (bytes === undefined) return undefined;
    const start = number === 1 ? HEAD_BYTES : 0;
    const type = bytes[start] ?? 0;
    if (!kinds.includes(type)) {
      this.damaged(`page ${number} of kind ${type} in a table`);
      return undefined;
    }
    return { bytes, start, type, cells: cellsOf(bytes, start, type) };
  }

  *#row(page: Buffer, at: number): Generator<Row> {
    const size = varint(page, at);
    const rowid = size && varint(page, size.next);
    if (size === undefined || rowid === undefined) return this.damaged('a row that does not end');
    const payload = this.#payload(page, rowid.next, size.value);
    const values = payload && this.record(payload);
    if (values === undefined) this.damaged(`row ${rowid.value} cannot be read`);
    else yield { isCounted: 1, rowid: rowid.value, values };
  }

  /** 1.6: what does not fit lies in a chain of pages. */
  #payload(page: Buffer, at: number, length: bigint, most = this.usable - 35): Buffer | undefined {
    const total = Number(length);
    if (total <= most) return at + total > page.length ? undefined : page.subarray(at, at + total);
    if (total > MAX_PAYLOAD_BYTES) return undefined;
    const least = Math.floor(((this.usable - 12) * 32) / 255) - 23;
    const local = least + ((total - least) % (this.usable - 4));
    const here = local <= most ? local : least;
    if (at + here + 4 > page.length) return undefined;
    const all = Buffer.alloc(total);
    let done = page.copy(all, 0, at, at + here);
    let next = page.readUInt32BE(at + here);
    while (done < total) {
      const more = this.page(next); // a loop ends with the length
      if (more === undefined) return undefined;
      done += more.copy(all, done, 4, Math.min(this.usable, 4 + total - done));
      next = more.readUInt32BE(0);
    }
    return all;
  }

  /** 2.1: serial types. */
  #value(type: number, bytes: Buffer): Value {
    if (type === 0) return null;
    if (type === 6) return bytes.readBigInt64BE(0);
    if (type === 7) return bytes.readDoubleBE(0);
    if (type === 8 || type === 9) return type - 8;
    if (type < 12) return bytes.readIntBE(0, bytes.length);
    return type % 2 === 0 ? bytes : this.#decoder.decode(bytes);
  }
}

function lengthOf(type: bigint): number | undefined {
  if (type >= 12n) return type > 2n ** 32n ? undefined : Number((type - 12n) / 2n);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][Number(type)];
}

function cellsOf(bytes: Buffer, start: number, type: number): number[] {
  const from = start + (type === INTERIOR || type === KEY_INTERIOR ? 12 : 8);
  const count = Math.min(bytes.readUInt16BE(start + 3), Math.floor((bytes.length - from) / 2));
  const cells: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = bytes.readUInt16BE(from + 2 * i);
    if (at >= from && at + 4 <= bytes.length) cells.push(at);
  }
  return cells;
}

/** 1.6: seven bits a byte, the ninth byte whole. */
function varint(bytes: Buffer, at: number): { readonly value: bigint; readonly next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value: BigInt(value), next: at + i + 1 };
  }
  let long = BigInt(value);
  for (let i = 4; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return { value: BigInt.asIntN(64, (long << 8n) | BigInt(byte)), next: at + 9 };
    long = (long << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value: long, next: at + i + 1 };
  }
  return undefined;
}

interface FreeRow {
  readonly page: number;
  readonly values: readonly Value[];
}

/** 1.5: what lies in pages of the free list that were leaves of a table, as far as it is still whole. */
export function* freeRows(database: Database, most: number): Generator<FreeRow> {
  const seen = new Set<number>();
  for (let trunk = database.firstFree; trunk !== 0 && !seen.has(trunk) && seen.size < most;) {
    seen.add(trunk);
    const page = database.page(trunk);
    if (page === undefined) return;
    const count = Math.min(page.readUInt32BE(4), Math.floor(database.usable / 4) - 2);
    for (let i = 0; i < count && seen.size < most; i++) {
      const number = page.readUInt32BE(8 + 4 * i);
      if (seen.has(number)) continue;
      seen.add(number);
      yield* leafRows(database, number);
    }
    trunk = page.readUInt32BE(0);
  }
}

function* leafRows(database: Database, number: number): Generator<FreeRow> {
  let page: Buffer | undefined;
  try {
    page = database.page(number);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // a page that cannot be read holds nothing
  }
  for (const values of rowsWithin(database, page)) yield { page: number, values };
}

/** Whole rows of a leaf of a table, wherever it was found. */
export function* rowsWithin(database: Database, page: Buffer | undefined): Generator<readonly Value[]> {
  if (page?.[0] !== LEAF) return;
  for (const at of cellsOf(page, 0, LEAF)) {
    const size = varint(page, at);
    const rowid = size && varint(page, size.next);
    if (size === undefined || rowid === undefined || size.value > BigInt(page.length - rowid.next)) continue;
    const values = database.record(page.subarray(rowid.next, rowid.next + Number(size.value)));
    if (values !== undefined && values.length > 0) yield values;
  }
}
