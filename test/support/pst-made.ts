// A mailbox of Outlook ([MS-PST]) of one folder and one message: Unicode or ANSI, its data plain or hidden by the table; with a file of several
// blocks and a message attached to it.

const TIME = (1_577_934_245n + 11_644_473_600n) * 10_000_000n;
const [NUMBER, OBJECT, NARROW, WIDE, TIME_TYPE, BINARY] = [0x03, 0x0d, 0x1e, 0x1f, 0x40, 0x102];

export interface MadeMailbox {
  readonly isUnicode?: boolean;
  /** What stands for each byte. */
  readonly hide?: (byte: number) => number;
  /** The attached message has attached what it is attached to. */
  readonly isLooped?: boolean;
  /** The folder of the message is no more. */
  readonly isOrphaned?: boolean;
}

interface Value {
  readonly id: number;
  readonly type: number;
  /** A number, bytes of the heap, or the node within that has them. */
  readonly value: number | Buffer | { readonly nid: number };
}

export const ATTACHED = Buffer.from('a line of a longer file\n'.repeat(900));

export function mailbox({
  isUnicode = true,
  hide = (byte) => byte,
  isLooped = false,
  isOrphaned = false,
}: MadeMailbox = {}): Buffer {
  const wide = isUnicode ? 8 : 4;
  const blocks: { bid: number; at: number; size: number }[] = [];
  const pieces: Buffer[] = [Buffer.alloc(1024)];
  let end = 1024;
  let nextBid = 4;
  const place = (bytes: Buffer, each = 64): number => {
    const at = Math.ceil(end / each) * each;
    pieces.push(Buffer.alloc(at - end), bytes);
    end = at + bytes.length;
    return at;
  };
  const number = (value: number, bytes = wide): Buffer => {
    const raw = Buffer.alloc(bytes);
    raw.writeUIntLE(value, 0, Math.min(6, bytes));
    return raw;
  };
  const block = (bytes: Buffer, isInternal = false): number => {
    const bid = nextBid + (isInternal ? 2 : 0);
    nextBid += 4;
    const stored = isInternal ? bytes : Buffer.from(bytes.map(hide));
    blocks.push({ bid, at: place(Buffer.concat([stored, Buffer.alloc(16)])), size: bytes.length });
    return bid;
  };
  /** More than one block: a table of them. */
  const data = (bytes: Buffer): number => {
    const bids: number[] = [];
    for (let at = 0; at < bytes.length; at += 8000) bids.push(block(bytes.subarray(at, at + 8000)));
    if (bids.length < 2) return bids[0] ?? 0;
    const head = Buffer.from([1, 1, bids.length, 0]);
    return block(Buffer.concat([head, number(bytes.length, 4), ...bids.map((bid) => number(bid))]), true);
  };
  const subnodes = (nodes: readonly { nid: number; data: number; sub?: number }[]): number => {
    const head = Buffer.concat([Buffer.from([2, 0, nodes.length, 0]), Buffer.alloc(isUnicode ? 4 : 0)]);
    return block(Buffer.concat([head, ...nodes.flatMap((one) => [number(one.nid), number(one.data), number(one.sub ?? 0)])]), true); // prettier-ignore
  };
  const text = (id: number, words: string): Value =>
    isUnicode
      ? { id, type: WIDE, value: Buffer.from(words, 'utf16le') }
      : { id, type: NARROW, value: Buffer.from(Array.from(words, cyrillic)) };
  const properties = (values: readonly Value[]): number => data(heapOf(values));

  const folder = (words: string): number => properties([text(0x3001, words)]);
  const inner = properties([text(0x0037, 'within'), text(0x1000, 'the inner words')]);
  const innerNode = { nid: 0x2000_44, data: inner };
  const fileNode = { nid: 0x8025, data: properties([text(0x3707, 'список.txt'), { id: 0x3705, type: NUMBER, value: 1 }, { id: 0x3701, type: BINARY, value: { nid: 0x803f } }]), sub: subnodes([{ nid: 0x803f, data: data(ATTACHED) }]) }; // prettier-ignore
  const pointed = Buffer.concat([number(innerNode.nid, 4), number(100, 4)]);
  const messageData = properties([text(0x3001, 'kept mail'), { id: 0x3705, type: NUMBER, value: 5 }, { id: 0x3701, type: OBJECT, value: pointed }]); // prettier-ignore
  // The table of a looped one names itself: the next number but two, as `subnodes` takes one for each.
  const looped = isLooped ? nextBid + 4 + 2 : 0;
  const messageNode = { nid: 0x8045, data: messageData, sub: subnodes([{ ...innerNode, sub: looped }]) };
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(TIME);
  const sub = subnodes([fileNode, messageNode]);
  const message = properties([
    text(0x0037, '\u0001\u0001О деле'),
    text(0x0c1a, 'Инесса'),
    text(0x0e04, 'someone'),
    text(0x1000, 'See what is enclosed.\r\nПривет'),
    { id: 0x0039, type: TIME_TYPE, value: time },
    { id: 0x3ffd, type: NUMBER, value: 1251 },
  ]);
  const nodes = [
    { nid: 0x21, data: folder('made'), sub: 0, parent: 0 },
    { nid: 0x122, data: folder(''), sub: 0, parent: 0x122 },
    ...(isOrphaned ? [] : [{ nid: 0x8022, data: folder('Kept'), sub: 0, parent: 0x122 }]),
    { nid: 0x2000_24, data: message, sub, parent: 0x8022 },
  ];
  const page = (type: number, each: number, entries: readonly Buffer[]): number => {
    const raw = Buffer.alloc(512);
    for (const [index, entry] of entries.entries()) entry.copy(raw, index * each);
    const tail = isUnicode ? 488 : 496;
    raw.set([entries.length, Math.floor(tail / each), each, 0], tail);
    raw.set([type, type], isUnicode ? 496 : 500);
    return place(raw, 512);
  };
  const blockPage = page(0x80, isUnicode ? 24 : 12, blocks.toSorted((a, b) => a.bid - b.bid).map(({ bid, at, size }) => Buffer.concat([number(bid), number(at), number(size, 2), number(2, 2)]))); // prettier-ignore
  const nodePage = page(0x81, isUnicode ? 32 : 16, nodes.map((one) => Buffer.concat([number(one.nid), number(one.data), number(one.sub), number(one.parent, 4)]))); // prettier-ignore
  const file = Buffer.concat(pieces);
  file.write('!BDN', 0, 'latin1');
  file.write('SM', 8, 'latin1');
  file.writeUInt16LE(isUnicode ? 23 : 14, 10);
  number(file.length).copy(file, isUnicode ? 184 : 168);
  number(nodePage).copy(file, isUnicode ? 224 : 188);
  number(blockPage).copy(file, isUnicode ? 240 : 196);
  file[isUnicode ? 512 : 460] = 0x80;
  file[isUnicode ? 513 : 461] = hide(1) === 1 ? 0 : 1;
  return file;
}

/** A heap of one block ([MS-PST] 2.3.1): the head of a tree, its records, and what is longer than four bytes. */
function heapOf(values: readonly Value[]): Buffer {
  const pieces: Buffer[] = [];
  const add = (bytes: Buffer): number => (pieces.push(bytes), pieces.length << 5);
  const head = Buffer.from([0xb5, 2, 6, 0, 0, 0, 0, 0]);
  add(head);
  const records = Buffer.alloc(8 * values.length);
  head.writeUInt32LE(add(records), 4);
  for (const [index, { id, type, value }] of values.toSorted((a, b) => a.id - b.id).entries()) {
    records.writeUInt16LE(id, 8 * index);
    records.writeUInt16LE(type, 8 * index + 2);
    const told = typeof value === 'number' ? value : Buffer.isBuffer(value) ? add(value) : value.nid;
    records.writeUInt32LE(told, 8 * index + 4);
  }
  const body = Buffer.concat(pieces);
  const start = Buffer.alloc(12);
  start.writeUInt16LE(12 + body.length, 0);
  start.set([0xec, 0xbc], 2);
  start.writeUInt32LE(1 << 5, 4);
  const map = Buffer.alloc(4 + 2 * (pieces.length + 1));
  map.writeUInt16LE(pieces.length, 0);
  let at = 12;
  for (const [index, piece] of pieces.entries()) {
    map.writeUInt16LE(at, 4 + 2 * index);
    at += piece.length;
  }
  map.writeUInt16LE(at, 4 + 2 * pieces.length);
  return Buffer.concat([start, body, map]);
}

/** Windows-1251, of letters from А to я. */
function cyrillic(letter: string): number {
  const code = letter.charCodeAt(0);
  return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code & 0xff;
}
