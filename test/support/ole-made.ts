// A compound file ([MS-CFB]) of a few small streams, at most 60 KiB: one sector of table, folders one level deep.

export interface MadeStream {
  /** `folder/name` or `name`. */
  readonly path: string;
  readonly data: Buffer;
}

const [SECTOR, MINI, FREE, END] = [512, 64, 0xffff_ffff, 0xffff_fffe];

interface Entry {
  name: string;
  type: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

export function compoundFile(streams: readonly MadeStream[]): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, right: FREE, child: FREE, start: END, size: 0 }];
  const miniFat: number[] = [];
  const mini: Buffer[] = [];
  const last = new Map<number, number>();
  const add = (parent: number, entry: Omit<Entry, 'right' | 'child'>): number => {
    const number = entries.push({ ...entry, right: FREE, child: FREE }) - 1;
    const before = last.get(parent);
    if (before === undefined) entries[parent]!.child = number; // it was added before
    else entries[before]!.right = number; // as above
    last.set(parent, number);
    return number;
  };
  const folders = new Map<string, number>();
  for (const { path, data } of streams) {
    const [first = '', second] = path.split('/');
    let parent = 0;
    if (second !== undefined) {
      parent = folders.get(first) ?? add(0, { name: first, type: 1, start: 0, size: 0 });
      folders.set(first, parent);
    }
    const count = Math.ceil(data.length / MINI);
    const start = count === 0 ? END : miniFat.length;
    for (let index = 0; index < count; index++) miniFat.push(index === count - 1 ? END : miniFat.length + 1);
    mini.push(Buffer.concat([data, Buffer.alloc(count * MINI - data.length)]));
    add(parent, { name: second ?? first, type: 2, start, size: data.length });
  }
  const small = Buffer.concat(mini);
  const sectorsOf = (bytes: number): number => Math.ceil(bytes / SECTOR);
  const counts = [1, sectorsOf(entries.length * 128), sectorsOf(miniFat.length * 4), sectorsOf(small.length)];
  const starts = counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0));
  const [, directory = 0, miniFatAt = 0, smallAt = 0] = starts;
  entries[0] = { ...entries[0]!, start: smallAt, size: small.length }; // the root
  const file = Buffer.alloc(SECTOR * (1 + counts.reduce((sum, count) => sum + count, 0)));
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    file.writeUInt16LE(value, at);
  for (const [at, value] of [
    [44, 1],
    [48, directory],
    [56, 4096],
    [60, miniFatAt],
    [64, counts[2] ?? 0],
    [68, END],
  ] as const)
    file.writeUInt32LE(value, at);
  for (let at = 76; at < SECTOR; at += 4) file.writeUInt32LE(at === 76 ? 0 : FREE, at);
  const sector = (number: number): Buffer => file.subarray(SECTOR * (number + 1));
  const fat = sector(0);
  for (let index = 0; index < SECTOR / 4; index++) fat.writeUInt32LE(FREE, 4 * index);
  fat.writeUInt32LE(0xffff_fffd, 0);
  for (const [index, count] of counts.entries())
    for (let at = 0; index > 0 && at < count; at++)
      fat.writeUInt32LE(
        at === count - 1 ? END : (starts[index] ?? 0) + at + 1,
        4 * ((starts[index] ?? 0) + at),
      );
  for (const [number, { name, type, right, child, start, size }] of entries.entries()) {
    const raw = sector(directory).subarray(128 * number, 128 * (number + 1));
    raw.write(`${name}\0`, 0, 'utf16le');
    raw.writeUInt16LE(2 * (name.length + 1), 64);
    raw[66] = type;
    for (const [at, value] of [
      [68, FREE],
      [72, right],
      [76, child],
      [116, start],
      [120, size],
    ] as const)
      raw.writeUInt32LE(value, at);
  }
  for (const [index, next] of miniFat.entries()) sector(miniFatAt).writeUInt32LE(next, 4 * index);
  small.copy(file, SECTOR * (smallAt + 1));
  return file;
}

/** A message with a subject, a body, a time of sending and one attachment. */
export function outlookMessage(): Buffer {
  const wide = (words: string): Buffer => Buffer.from(words, 'utf16le');
  const properties = Buffer.alloc(32 + 16);
  properties.writeUInt32LE(0x0039_0040, 32);
  properties.writeBigUInt64LE((1_577_934_245n + 11_644_473_600n) * 10_000_000n, 40);
  return compoundFile([
    { path: '__properties_version1.0', data: properties },
    { path: '__substg1.0_0037001F', data: wide('О деле') },
    { path: '__substg1.0_0C1A001F', data: wide('Inès') },
    { path: '__substg1.0_1000001F', data: wide('See what is enclosed.') },
    { path: '__attach_version1.0_#00000000/__substg1.0_3707001F', data: wide('list.txt') },
    {
      path: '__attach_version1.0_#00000000/__substg1.0_37010102',
      data: Buffer.from('one\ntwo\n'.repeat(40)),
    },
  ]);
}

/** A workbook (BIFF8) of one sheet: a string that goes on in a second record, numbers, a formula that gave text. */
export function workbook(): Buffer {
  const record = (type: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const short = (...values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
  const begin = record(0x0809, short(0x0600, 5, 0, 0));
  const end = record(0x000a, Buffer.alloc(0));
  const strings = Buffer.concat([
    record(
      0x00fc,
      Buffer.concat([short(1, 0, 1, 0, 15), Buffer.from([0]), Buffer.from('Inès and', 'latin1')]),
    ),
    record(0x003c, Buffer.concat([Buffer.from([1]), Buffer.from(' others', 'utf16le')])),
  ]);
  const name = Buffer.from('Лист', 'utf16le');
  const sheet = (at: number): Buffer =>
    record(0x0085, Buffer.concat([Buffer.from(Uint32Array.of(at).buffer), Buffer.from([0, 0, 4, 1]), name]));
  const at = begin.length + sheet(0).length + strings.length + end.length;
  const double = Buffer.from(Float64Array.of(12.5).buffer);
  const formula = Buffer.concat([
    short(1, 0, 0),
    Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]),
    Buffer.alloc(8),
  ]);
  return Buffer.concat([
    begin,
    sheet(at),
    strings,
    end,
    begin,
    record(0x00fd, short(0, 0, 0, 0, 0)),
    record(0x0203, Buffer.concat([short(0, 1, 0), double])),
    record(0x027e, Buffer.concat([short(0, 2, 0), Buffer.from(Int32Array.of((-7 << 2) | 2).buffer)])),
    record(0x0205, Buffer.concat([short(0, 3, 0), Buffer.from([1, 0])])),
    record(0x0006, formula),
    record(0x0207, Buffer.concat([short(17), Buffer.from([0]), Buffer.from('said by a formula')])),
    end,
  ]);
}
