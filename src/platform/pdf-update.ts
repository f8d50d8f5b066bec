// An update at the end of a PDF (ISO 32000-2, 7.5.6): as much of a classic file is read as that needs, and what was there stays byte for
// byte. For documents that we made; values that are not touched keep their own bytes, since a dictionary is read as key and raw text.
import { createHash } from 'node:crypto';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { dictAt, dictOf, reference, references, valueEnd, writeDict, type Dict } from './pdf-values.ts';

const TABLES_MAX = 100;
const OBJECTS_MAX = 1_000_000;
const DEPTH_MAX = 60;

export class PdfFile {
  readonly bytes: Buffer;
  /** Of each object where it begins; -1: it was freed. */
  readonly places = new Map<number, number>();
  readonly trailer: Dict;
  /** Where the last table begins. */
  readonly start: number;

  /** Refusals: badInput (no PDF with tables of the classic kind). */
  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Never by looking for %%EOF: what is within a file may hold it.
    const tail = this.bytes.subarray(-64).toString('latin1');
    const found = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1];
    if (found === undefined) throw broken('no startxref at its end');
    this.start = Number(found);
    let trailer: Dict | undefined;
    const seen = new Set<number>();
    for (let at: number | undefined = this.start; at !== undefined;) {
      if (seen.has(at) || seen.size > TABLES_MAX) throw broken('a circle of tables, or too many');
      seen.add(at);
      const one = this.#table(at);
      trailer ??= one;
      const previous = one.get('Prev');
      at = previous === undefined ? undefined : Number(previous);
    }
    this.trailer = trailer ?? new Map();
  }

  /** Raw text of an object that is no stream; of a stream, its dictionary. */
  raw(number: number): string {
    const at = this.places.get(number) ?? -1;
    const head = at < 0 ? null : /^(\d+) 0 obj\s*/.exec(this.bytes.toString('latin1', at, at + 40));
    if (head === null || Number(head[1]) !== number)
      throw broken(`object ${number} elsewhere than its table says`);
    const from = at + head[0].length;
    return this.bytes.toString('latin1', from, valueEnd(this.bytes, from));
  }

  dict(number: number): Dict {
    return dictOf(this.raw(number));
  }

  size(): number {
    return Number(this.trailer.get('Size'));
  }

  root(): number {
    return reference(this.trailer.get('Root') ?? '');
  }

  /** Object number of a page, from 1. */
  page(number: number): number {
    let left = number;
    const walk = (node: number, depth: number): number | undefined => {
      if (depth > DEPTH_MAX) throw broken('a tree of pages that is too deep');
      const dict = this.dict(node);
      if (dict.get('Type') === '/Page') return --left === 0 ? node : undefined;
      const count = Number(dict.get('Count'));
      if (count < left) {
        left -= count;
        return undefined;
      }
      for (const kid of references(dict.get('Kids') ?? '')) {
        const found = walk(kid, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const found = walk(reference(this.dict(this.root()).get('Pages') ?? ''), 0);
    if (found === undefined) throw broken(`no page ${number}`);
    return found;
  }

  /** Object numbers of its pages, in order. Refusals: badInput (a tree that goes round, or is too deep). */
  pages(): number[] {
    const found: number[] = [];
    const seen = new Set<number>();
    const walk = (node: number, depth: number): void => {
      if (depth > DEPTH_MAX || seen.has(node))
        throw broken('a tree of pages that goes round, or is too deep');
      seen.add(node);
      const dict = this.dict(node);
      if (dict.get('Type') === '/Page') found.push(node);
      else for (const kid of references(dict.get('Kids') ?? '')) walk(kid, depth + 1);
    };
    walk(reference(this.dict(this.root()).get('Pages') ?? ''), 0);
    return found;
  }

  /** The dictionary of a stream, and its bytes as they stand. */
  stream(number: number): { readonly dict: Dict; readonly bytes: Buffer } | undefined {
    const raw = this.raw(number);
    const place = this.places.get(number) ?? 0;
    const after = this.bytes.indexOf(raw, place, 'latin1') + raw.length;
    const mark = /^\s*stream\r?\n/.exec(this.bytes.toString('latin1', after, after + 20))?.[0];
    if (mark === undefined || !raw.startsWith('<<')) return undefined;
    const dict = dictOf(raw);
    const said = dict.get('Length') ?? '';
    const length = said.endsWith(' R') ? Number(this.raw(reference(said))) : Number(said);
    const start = after + mark.length;
    return { dict, bytes: this.bytes.subarray(start, start + length) };
  }

  /** Reads one table into `places`; what a later one said stands. */
  #table(at: number): Dict {
    const { bytes, places } = this;
    if (bytes.toString('latin1', at, at + 4) !== 'xref') throw broken('a table that is a stream');
    for (let p = at + 4; ;) {
      const head = /^\s*(?:(\d+) (\d+)[ ]*(?:\r\n|\n|\r)|trailer)/.exec(bytes.toString('latin1', p, p + 60));
      if (head === null) throw broken(`a broken table at ${p}`);
      p += head[0].length;
      if (head[1] === undefined) return dictAt(bytes, p).dict;
      const [first, count] = [Number(head[1]), Number(head[2])];
      if (first + count > OBJECTS_MAX) throw broken('a table of more than a million objects');
      for (let i = 0; i < count; i += 1, p += 20) {
        const isUsed = bytes[p + 17] === 0x6e;
        if (!places.has(first + i))
          places.set(first + i, isUsed ? Number(bytes.toString('latin1', p, p + 10)) : -1);
      }
    }
  }
}

export type PdfObjects = ReadonlyMap<number, string | Buffer>;

/** New objects and changed ones, appended; nothing stands behind the last %%EOF but one line feed. */
export function appendUpdate(pdf: PdfFile, objects: PdfObjects): Buffer {
  const parts: Buffer[] = [];
  let at = pdf.bytes.length;
  const put = (one: string | Buffer): void => {
    const bytes = typeof one === 'string' ? Buffer.from(one, 'latin1') : one;
    parts.push(bytes);
    at += bytes.length;
  };
  put(pdf.bytes.at(-1) === 0x0a ? '' : '\n');
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  const places = new Map<number, number>();
  for (const number of numbers) {
    places.set(number, at);
    put(`${number} 0 obj\n`);
    put(objects.get(number) ?? '');
    put('\nendobj\n');
  }
  const start = at;
  put(tableOf(numbers, places));
  const trailer: Dict = new Map(pdf.trailer);
  const ids = dictIds(trailer.get('ID'));
  const hash = createHash('sha256').update(pdf.bytes.subarray(-4096));
  for (const part of parts) hash.update(part);
  trailer.set('Size', String(Math.max(pdf.size(), (numbers.at(-1) ?? 0) + 1)));
  trailer.set('Prev', String(pdf.start));
  trailer.set('ID', `[${ids} <${hash.digest('hex').slice(0, 32)}>]`);
  put(`trailer\n${writeDict(trailer)}\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat([pdf.bytes, ...parts]);
}

function tableOf(numbers: readonly number[], places: ReadonlyMap<number, number>): string {
  let table = 'xref\n';
  for (let i = 0; i < numbers.length;) {
    let end = i;
    while (end < numbers.length && numbers[end] === (numbers[i] ?? 0) + end - i) end += 1;
    table += `${numbers[i]} ${end - i}\n`;
    for (; i < end; i += 1) table += `${String(places.get(numbers[i] ?? 0)).padStart(10, '0')} 00000 n \n`;
  }
  return table;
}

/** The first of the two: what the file was called when it was made. */
function dictIds(raw = '[<00>]'): string {
  const bytes = Buffer.from(raw, 'latin1');
  const from = raw.search(/[<(]/);
  return raw.slice(from, valueEnd(bytes, from));
}

/** What is not a letter of ours. */
export function broken(found: string): Refusal {
  return new Refusal('badInput.ownPdf', { found: inEnglish(found) });
}
