// Property lists of Apple, binary and XML, as text. Binary: CFBinaryPList.c of CoreFoundation ("bplist00": objects, a table of where they
// are, a trailer of 32 bytes). XML: Apple's PropertyList-1.0.dtd; entities of a document type are not known and stay as they stand.
import { damaged } from '../volumes/bytes.ts';
import { Stopped, wholeOf, type Extractor } from './extractor.ts';
import { inLine, Lines } from './lines.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_OBJECTS = 2_000_000;
const MAX_DEPTH = 64;
const MAX_WRITTEN = 200_000;
const SHOWN_BYTES = 64;
/** Seconds from 1970 to 2001, from which dates are counted. */
const EPOCH_SECONDS = 978_307_200;

export const plist: Extractor = {
  name: 'plist',
  group: 'system',
  version: 1,
  takes: (kind, name) => kind === 'plist' || (kind === undefined && name.endsWith('.plist')),
  read: (bytes, spent) => {
    if (bytes.size > MAX_BYTES) throw new Stopped('tooLarge', `${bytes.size} bytes, more than ${MAX_BYTES}`);
    const raw = wholeOf(bytes, 0, bytes.size, spent);
    const out = new Lines(spent.limits.textCharacters);
    const isBinary = raw.toString('latin1', 0, 6) === 'bplist';
    const written = isBinary ? new Binary(raw, out).write() : writeXml(raw.toString('utf8'), out);
    return {
      facts: { form: isBinary ? 'binary' : 'XML', values: written, ...(out.isFull ? { text: 'cut' } : {}) },
      text: out.text,
    };
  },
};

class Binary {
  readonly #raw: Buffer;
  readonly #out: Lines;
  readonly #at: (object: number) => number;
  readonly #count: number;
  readonly #top: number;
  readonly #refBytes: number;
  #written = 0;

  constructor(raw: Buffer, out: Lines) {
    this.#raw = raw;
    this.#out = out;
    const trailer = raw.subarray(Math.max(0, raw.length - 32));
    if (trailer.length < 32) throw damaged('a trailer of 32 bytes', `${trailer.length}`);
    const offsetBytes = trailer[6]!; // 32 bytes
    this.#refBytes = trailer[7]!; // as above
    const [count, top, table] = [8, 16, 24].map((at) => Number(trailer.readBigUInt64BE(at))) as [
      number,
      number,
      number,
    ];
    if (![1, 2, 3, 4].includes(offsetBytes) || ![1, 2, 3, 4].includes(this.#refBytes) || count > MAX_OBJECTS)
      throw damaged('numbers of 1 to 4 bytes', `${offsetBytes} and ${this.#refBytes}, ${count} objects`);
    if (table + count * offsetBytes > raw.length)
      throw damaged('a table within the file', `${count} objects at ${table}`);
    this.#count = count;
    this.#top = top;
    this.#at = (object) => raw.readUIntBE(table + object * offsetBytes, offsetBytes);
  }

  write(): number {
    this.#value(this.#top, '', []);
    return this.#written;
  }

  /** `above`: the objects that hold it. One that holds itself is said; one in many places is written until the text is full. */
  #value(object: number, label: string, above: readonly number[]): void {
    if (this.#out.isFull) return;
    if (++this.#written > MAX_WRITTEN) throw new Stopped('tooMany', `more than ${MAX_WRITTEN} values`);
    if (object >= this.#count) throw damaged(`an object below ${this.#count}`, `${object}`);
    if (above.includes(object)) throw new Stopped('damaged', `object ${object} holds itself`);
    if (above.length > MAX_DEPTH) throw new Stopped('tooDeep', `more than ${MAX_DEPTH} values within values`);
    const at = this.#at(object);
    const marker = this.#raw[at];
    if (marker === undefined) throw damaged('an object within the file', `one at ${at}`);
    const indent = '  '.repeat(above.length);
    const kind = marker >> 4;
    if (kind !== 0xa && kind !== 0xc && kind !== 0xd) {
      this.#out.add(`${indent}${label}${this.#plain(at, marker)}`);
      return;
    }
    const { count, from } = this.#length(at, marker);
    const inner = [...above, object];
    this.#out.add(`${indent}${label}${kind === 0xd ? `{${count}}` : `[${count}]`}`);
    for (let index = 0; index < count && !this.#out.isFull; index++) {
      const own = this.#ref(from, index);
      if (kind !== 0xd) this.#value(own, '', inner);
      else this.#value(this.#ref(from, count + index), `${this.#key(own)}: `, inner);
    }
  }

  #key(object: number): string {
    const at = object < this.#count ? this.#at(object) : this.#raw.length;
    const marker = this.#raw[at];
    return marker === undefined ? '?' : inLine(this.#plain(at, marker), 300);
  }

  #ref(from: number, index: number): number {
    const at = from + index * this.#refBytes;
    if (at + this.#refBytes > this.#raw.length) throw damaged('a reference within the file', `${at}`);
    return this.#raw.readUIntBE(at, this.#refBytes);
  }

  /** The lower four bits, or where they are all set a number after them. */
  #length(at: number, marker: number): { readonly count: number; readonly from: number } {
    if ((marker & 15) !== 15) return { count: marker & 15, from: at + 1 };
    const bytes = 2 ** ((this.#raw[at + 1] ?? 0) & 15);
    if (bytes > 4 || at + 2 + bytes > this.#raw.length)
      throw damaged('a length of at most 4 bytes', `${bytes}`);
    return { count: this.#raw.readUIntBE(at + 2, bytes), from: at + 2 + bytes };
  }

  #plain(at: number, marker: number): string {
    const kind = marker >> 4;
    if (kind === 0) return marker === 8 ? 'false' : marker === 9 ? 'true' : 'null';
    if (kind <= 3 || kind === 8) {
      const bytes = kind === 8 ? (marker & 15) + 1 : 2 ** (marker & 15);
      const raw = this.#raw.subarray(at + 1, at + 1 + bytes);
      if (raw.length < bytes || bytes > 16) return '?';
      if (kind === 3) return dateOf(bytes === 8 ? raw.readDoubleBE(0) : Number.NaN);
      if (kind === 2)
        return String(bytes === 4 ? raw.readFloatBE(0) : bytes === 8 ? raw.readDoubleBE(0) : '?');
      return bytes < 8 ? String(BigInt(`0x${raw.toString('hex')}`)) : String(BigInt.asIntN(64, BigInt(`0x${raw.toString('hex')}`))); // prettier-ignore
    }
    const { count, from } = this.#length(at, marker);
    if (kind === 4) return dataOf(this.#raw.subarray(from, from + count));
    if (kind === 5) return inLine(this.#raw.toString('latin1', from, Math.min(from + count, from + 4000)));
    if (kind !== 6) return '?';
    const units = Buffer.from(this.#raw.subarray(from, from + 2 * Math.min(count, 2000)));
    return inLine(
      units
        .subarray(0, units.length - (units.length % 2))
        .swap16()
        .toString('utf16le'),
    );
  }
}

function dataOf(raw: Buffer): string {
  return `<${raw.subarray(0, SHOWN_BYTES).toString('hex')}${raw.length > SHOWN_BYTES ? ` … ${raw.length} bytes` : ''}>`;
}

function dateOf(seconds: number): string {
  const date = new Date((seconds + EPOCH_SECONDS) * 1000);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString();
}

const NAMED: { readonly [entity: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** From tag to tag; a value takes the key before it. */
function writeXml(xml: string, out: Lines): number {
  if (!xml.includes('<plist')) throw damaged('a property list', 'none');
  let [depth, label, written] = [0, '', 0];
  for (const [, tag = '', text = ''] of xml.matchAll(
    /<(\/?(?:dict|array|key|string|integer|real|date|data|true|false)\/?)>([^<]*)/g,
  )) {
    const words = inLine(
      text.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => NAMED[name] ?? ''),
    );
    if (tag === 'key') label = `${words}: `;
    else if (tag === 'dict' || tag === 'array') {
      out.add(`${'  '.repeat(Math.min(depth, MAX_DEPTH))}${label}${tag === 'dict' ? '{}' : '[]'}`);
      depth += 1;
      label = '';
    } else if (tag === '/dict' || tag === '/array') depth = Math.max(0, depth - 1);
    else if (!tag.startsWith('/')) {
      const value = tag === 'true/' || tag === 'false/' ? tag.slice(0, -1) : words;
      if (!out.add(`${'  '.repeat(Math.min(depth, MAX_DEPTH))}${label}${value}`)) break;
      written += 1;
      label = '';
    }
  }
  return written;
}
