// An event log of Windows of one chunk: a record that brings its template, and two that use it again.
import { crc32 } from 'node:zlib';

const TIME = (1_577_934_245n + 11_644_473_600n) * 10_000_000n;
const CHUNK_BYTES = 65_536;
const [TEXT, NUMBER16, TIME_TYPE, XML] = [0x01, 0x06, 0x11, 0x21];

interface Written {
  readonly type: number;
  readonly bytes: Buffer;
}

/** What is written at its place in the chunk: names stand where they are used first. */
class Writer {
  readonly chunk = Buffer.alloc(CHUNK_BYTES);
  at = 512;
  readonly #names = new Map<string, number>();

  put(bytes: Buffer | readonly number[]): void {
    this.at += Buffer.from(bytes).copy(this.chunk, this.at);
  }

  four(value: number): void {
    const raw = Buffer.alloc(4);
    raw.writeUInt32LE(value);
    this.put(raw);
  }

  two(value: number): void {
    this.put([value & 255, value >> 8]);
  }

  name(word: string): void {
    const known = this.#names.get(word);
    this.four(known ?? this.at + 4);
    if (known !== undefined) return;
    this.#names.set(word, this.at);
    this.four(0);
    this.two(0);
    this.two(word.length);
    this.put(Buffer.from(`${word}\0`, 'utf16le'));
  }

  open(word: string, attributes: readonly (readonly [name: string, fill: () => void])[] = []): () => void {
    this.put([attributes.length === 0 ? 0x01 : 0x41]);
    this.two(0xffff);
    const sizeAt = this.at;
    this.four(0);
    this.name(word);
    const listAt = this.at;
    if (attributes.length > 0) this.four(0);
    for (const [name, fill] of attributes) {
      this.put([0x06]);
      this.name(name);
      fill();
    }
    if (attributes.length > 0) this.chunk.writeUInt32LE(this.at - listAt - 4, listAt);
    this.put([0x02]);
    return () => {
      this.put([0x04]);
      this.chunk.writeUInt32LE(this.at - sizeAt - 4, sizeAt);
    };
  }

  words(text: string): void {
    this.put([0x05, TEXT]);
    this.two(text.length);
    this.put(Buffer.from(text, 'utf16le'));
  }

  filled(index: number, type: number): void {
    this.put([0x0d]);
    this.two(index);
    this.put([type]);
  }
}

function template(to: Writer): void {
  const value = (index: number, type: number) => () => to.filled(index, type);
  const event = to.open('Event');
  const system = to.open('System');
  to.open('Provider', [['Name', () => to.words('Made-Provider')]])();
  const id = to.open('EventID');
  to.filled(0, NUMBER16);
  id();
  to.open('TimeCreated', [['SystemTime', value(1, TIME_TYPE)]])();
  const computer = to.open('Computer');
  to.words('MADE-PC');
  computer();
  system();
  const data = to.open('EventData');
  const named = to.open('Data', [['Name', () => to.words('Target')]]);
  to.filled(2, TEXT);
  named();
  data();
  to.filled(3, XML);
  event();
}

/** Values after the template, the last of them XML; without a template before it, that too. */
function record(
  to: Writer,
  { number, known, values }: { number: number; known?: number; values: readonly Written[] },
): number {
  const from = to.at;
  to.put([0x2a, 0x2a, 0, 0]);
  to.four(0);
  const head = Buffer.alloc(16);
  head.writeBigUInt64LE(BigInt(number));
  head.writeBigUInt64LE(TIME, 8);
  to.put(head);
  to.put([0x0f, 1, 1, 0, 0x0c, 1]);
  to.four(7);
  const definition = known ?? to.at + 4;
  to.four(definition);
  if (known === undefined) {
    to.put(Buffer.alloc(24));
    to.put([0x0f, 1, 1, 0]);
    template(to);
    to.put([0]);
    to.chunk.writeUInt32LE(to.at - definition - 24, definition + 20);
  }
  to.four(values.length + 1);
  for (const { type, bytes } of values) {
    to.two(bytes.length);
    to.put([type, 0]);
  }
  const sizeAt = to.at;
  to.put([0, 0, XML, 0]);
  for (const { bytes } of values) to.put(bytes);
  const start = to.at;
  to.put([0x0f, 1, 1, 0]);
  const own = to.open('UserData');
  to.words('said beside it');
  own();
  to.put([0]);
  to.chunk.writeUInt16LE(to.at - start, sizeAt);
  to.put([0]);
  to.put(Buffer.alloc((8 - ((to.at - from + 4) % 8)) % 8));
  const size = to.at + 4 - from;
  to.four(size);
  to.chunk.writeUInt32LE(size, from + 4);
  return definition;
}

export function eventLog(): Buffer {
  const to = new Writer();
  const values = (id: number, target: string): Written[] => [
    { type: NUMBER16, bytes: Buffer.from([id & 255, id >> 8]) },
    { type: TIME_TYPE, bytes: bigTime() },
    { type: TEXT, bytes: Buffer.from(target, 'utf16le') },
  ];
  const first = to.at;
  const known = record(to, { number: 1, values: values(4624, 'Inès') });
  record(to, { number: 2, known, values: values(4625, 'О деле') });
  const last = to.at;
  record(to, { number: 3, known, values: values(1102, 'third') });
  const head = to.chunk;
  head.write('ElfChnk\0', 0, 'latin1');
  for (const [at, value] of [[8, 1n], [16, 3n], [24, 1n], [32, 3n]] as const) head.writeBigUInt64LE(value, at); // prettier-ignore
  head.writeUInt32LE(128, 40);
  head.writeUInt32LE(last, 44);
  head.writeUInt32LE(to.at, 48);
  head.writeUInt32LE(crc32(head.subarray(first, to.at)), 52);
  head.writeUInt32LE(crc32(head.subarray(128, 512), crc32(head.subarray(0, 120))), 124);
  const file = Buffer.alloc(4096);
  file.write('ElfFile\0', 0, 'latin1');
  file.writeBigUInt64LE(4n, 24);
  for (const [at, value] of [[36, 1], [38, 3], [40, 4096], [42, 1]] as const) file.writeUInt16LE(value, at); // prettier-ignore
  file.writeUInt32LE(128, 32);
  file.writeUInt32LE(crc32(file.subarray(0, 120)), 124);
  return Buffer.concat([file, head]);
}

function bigTime(): Buffer {
  const raw = Buffer.alloc(8);
  raw.writeBigUInt64LE(TIME);
  return raw;
}
