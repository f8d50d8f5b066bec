// Event logs of Windows Vista and later: what happened on the machine, when, by which program, for whom. J. Metz, "Windows XML Event Log
// (EVTX)" (libevtx), section names at each structure; what a record says is in `evtx-xml.ts`. Little-endian.
import { Refusal } from '../../base/refusal.ts';
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { EventXml, type Element } from './evtx-xml.ts';
import { inMemory, Stopped, type Extractor, type Facts, type Member, type Spent } from './extractor.ts';
import { fileTime, inLine, Lines } from './lines.ts';

const CHUNK_BYTES = 65_536;
const CHUNK_HEAD_BYTES = 512;
const RECORD_HEAD_BYTES = 24;
const MAX_RECORDS = 2_000_000;
const RECORD = 0x0000_2a2a;
const DIRTY = 1;

export const evtx: Extractor = {
  name: 'evtx',
  group: 'system',
  version: 3,
  takes: (kind) => kind === 'EVTX',
  read: (bytes, spent) => {
    const log = new EventLog(new Lines(spent.limits.textCharacters));
    const facts = log.read(bytes);
    const whole: Member = { path: 'records.tsv', address: '0', type: 'file', sizeBytes: 0, open: () => allOf(bytes, spent) }; // prettier-ignore
    return { facts, text: log.out.text, members: log.out.isFull ? [whole] : [] };
  },
};

/** The same lines, where they are more than is kept as text. */
function allOf(bytes: Bytes, spent: Spent): Bytes {
  spent.unpack(0);
  const log = new EventLog(new Lines(spent.left / 4)); // a character has up to four bytes
  log.read(bytes);
  if (log.out.isFull) throw new Stopped('tooLarge', `lines of more than ${spent.left / 4} characters`);
  const lines = Buffer.from(`${log.out.text}\n`);
  spent.unpacked(lines.length);
  return inMemory(lines);
}

class EventLog {
  readonly out: Lines;
  #records = 0;
  #unread = 0;
  #badChunks = 0;
  #left = 0;
  #first: string | undefined;
  #last: string | undefined;
  readonly #computers = new Set<string>();
  readonly #channels = new Set<string>();

  constructor(out: Lines) {
    this.out = out;
  }

  /** "File header": the number in it is not kept while the log is open, so chunks are looked for to the end. */
  read(bytes: Bytes): Facts {
    const head = exactly(bytes, 0, 128);
    const headBytes = Math.max(128, head.readUInt16LE(40));
    for (let at = headBytes; at + CHUNK_HEAD_BYTES <= bytes.size; at += CHUNK_BYTES)
      this.#chunk(exactly(bytes, at, Math.min(CHUNK_BYTES, bytes.size - at)));
    const isDirty = (head.readUInt32LE(120) & DIRTY) !== 0;
    return {
      records: this.#records,
      ...(this.#first === undefined ? {} : { first: this.#first }),
      ...(this.#last === undefined ? {} : { last: this.#last }),
      ...some('computers', this.#computers),
      ...some('channels', this.#channels),
      ...(this.#unread === 0 ? {} : { 'records-not-read': this.#unread }),
      ...(this.#badChunks === 0 ? {} : { 'chunks-not-read': this.#badChunks }),
      ...(this.#left === 0 ? {} : { 'records-in-free-space': this.#left }),
      ...(isDirty ? { state: 'it was not closed' } : {}),
      ...(this.out.isFull ? { text: 'cut' } : {}),
    };
  }

  /** "Chunk": records one after another, to where the free space begins. */
  #chunk(raw: Buffer): void {
    const signature = raw.toString('latin1', 0, 8);
    if (signature !== 'ElfChnk\0') {
      if (signature !== '\0'.repeat(8)) this.#badChunks += 1; // one that was never used is zeros
      return;
    }
    const end = Math.min(raw.length, raw.readUInt32LE(48));
    for (let at = CHUNK_HEAD_BYTES; at + RECORD_HEAD_BYTES + 4 <= end;) {
      const size = raw.readUInt32LE(at + 4);
      if (raw.readUInt32LE(at) !== RECORD || size < RECORD_HEAD_BYTES + 4 || at + size > end) {
        this.#badChunks += 1;
        return;
      }
      if (++this.#records > MAX_RECORDS)
        throw new Stopped('tooMany', `more than ${MAX_RECORDS} records of events`);
      this.#record(raw, at, size);
      at += size;
    }
    if (end >= CHUNK_HEAD_BYTES) this.#freeSpace(raw, end);
  }

  /**
   * After its last record a chunk may hold records from before it was begun anew. One is taken for such where its signature, its size and the
   * size once more at its end agree; what it refers to in the chunk may have been written over since, so its words are not to be relied on.
   */
  #freeSpace(raw: Buffer, end: number): void {
    for (let at = Math.ceil(end / 8) * 8; at + RECORD_HEAD_BYTES + 4 <= raw.length;) {
      const size = raw.readUInt32LE(at) === RECORD ? raw.readUInt32LE(at + 4) : 0;
      const isOne = size >= RECORD_HEAD_BYTES + 4 && at + size <= raw.length && raw.readUInt32LE(at + size - 4) === size; // prettier-ignore
      if (!isOne) {
        at += 8;
        continue;
      }
      if (++this.#left > MAX_RECORDS)
        throw new Stopped('tooMany', `more than ${MAX_RECORDS} records of events`);
      const written = fileTime(raw, at + 16);
      this.#line(raw, { at, size, written, name: 'record in free space' });
      at += size;
    }
  }

  /** "Event record". */
  #record(chunk: Buffer, at: number, size: number): void {
    const written = fileTime(chunk, at + 16);
    if (written !== undefined) {
      if (this.#first === undefined || written < this.#first) this.#first = written;
      if (this.#last === undefined || written > this.#last) this.#last = written;
    }
    const system = this.#line(chunk, { at, size, written, name: 'record' });
    if (system === undefined) {
      this.#unread += 1;
      return;
    }
    if (system.computer !== '' && this.#computers.size < 20) this.#computers.add(system.computer);
    if (system.channel !== '' && this.#channels.size < 20) this.#channels.add(system.channel);
  }

  /** Undefined where it could not be read, which its line says. */
  #line(
    chunk: Buffer,
    {
      at,
      size,
      written,
      name,
    }: {
      readonly at: number;
      readonly size: number;
      readonly written: string | undefined;
      readonly name: string;
    },
  ): Event['system'] | undefined {
    const number = chunk.readBigUInt64LE(at + 8);
    const event = eventOf(chunk, at + RECORD_HEAD_BYTES, at + size - 4);
    if (event === undefined) {
      this.out.add(`${written ?? ''}\t${name} ${number}\tcould not be read`);
      return undefined;
    }
    const { system, data } = event;
    const line = [system.time || written || '', system.provider, system.id, system.computer, system.channel, system.user]; // prettier-ignore
    this.out.add([`${name} ${number}`, ...line, data].map((part) => inLine(part, 8000)).join('\t'));
    return system;
  }
}

function some(name: string, values: ReadonlySet<string>): Facts {
  return values.size === 0 ? {} : { [name]: inLine([...values].toSorted().join(', '), 1000) };
}

interface Event {
  readonly system: {
    readonly [part in 'time' | 'provider' | 'id' | 'computer' | 'channel' | 'user']: string;
  };
  readonly data: string;
}

/** The schema of an event: who, when and which under System; what was said of it beside that. */
function eventOf(chunk: Buffer, at: number, end: number): Event | undefined {
  let root: Element;
  try {
    root = new EventXml(chunk).read(at, end);
  } catch (error) {
    if (error instanceof Stopped || error instanceof Refusal) return undefined; // of one record
    throw error;
  }
  const event = root.elements[0];
  if (event === undefined) return undefined;
  const system = event.elements.find(({ name }) => name === 'System');
  const part = (name: string, attribute?: string): string => {
    const found = system?.elements.find((each) => each.name === name);
    if (attribute === undefined) return found?.text ?? '';
    return found?.attributes.find((each) => each.name === attribute)?.value ?? '';
  };
  const data: string[] = [];
  for (const element of event.elements) if (element !== system) say(element, data);
  return {
    system: {
      time: part('TimeCreated', 'SystemTime'),
      provider: part('Provider', 'Name') || part('Provider', 'EventSourceName'),
      id: part('EventID'),
      computer: part('Computer'),
      channel: part('Channel'),
      user: part('Security', 'UserID'),
    },
    data: data.join(' | '),
  };
}

/** `name: value` of each element that says something; an unnamed one of EventData says only its value. */
function say(element: Element, into: string[]): void {
  const named = element.attributes.find(({ name }) => name === 'Name')?.value;
  const label = named ?? (element.name === 'Data' ? '' : element.name);
  const text = element.text.trim();
  if (text !== '') into.push(label === '' ? text : `${label}: ${text}`);
  for (const below of element.elements) say(below, into);
}
