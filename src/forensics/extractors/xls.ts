// Workbooks of Excel before 2007 (BIFF8): the text of cells, sheet by sheet. [MS-XLS] 2.4, section numbers at each record. Little-endian.
// Shown as they are stored: numbers without their format, dates as the number of the day, a formula as what it gave last.
import type { Bytes } from '../volumes/bytes.ts';
import type { CompoundFile } from './cfb.ts';
import { Stopped, wholeOf, type Spent } from './extractor.ts';
import { inLine, Lines } from './lines.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_STRINGS = 1_000_000;
/** 2.3.2: the numbers of records. */
const [BOF, EOF, CONTINUE, FILE_PASS, SHEET, SST] = [0x0809, 0x000a, 0x003c, 0x002f, 0x0085, 0x00fc];
const [LABEL, LABEL_SST, NUMBER, RK, MUL_RK, FORMULA, STRING, BOOLEAN, NOTE_TEXT] =
  [0x0204, 0x00fd, 0x0203, 0x027e, 0x00bd, 0x0006, 0x0207, 0x0205, 0x01b6]; // prettier-ignore
const BIFF8 = 0x0600;

interface Record {
  readonly type: number;
  readonly at: number;
  readonly body: Buffer;
}

/** Undefined where there is no workbook; of Excel before 97 it throws `unsupported`. */
export function workbookText(file: CompoundFile, spent: Spent): string | undefined {
  const stream: Bytes | undefined = (file.find('Workbook') ?? file.find('Book'))?.open();
  if (stream === undefined) return undefined;
  const raw = wholeOf(stream, 0, Math.min(stream.size, MAX_BYTES), spent);
  const book = new Workbook(spent.limits.textCharacters);
  for (const record of recordsOf(raw)) book.take(record, raw);
  return book.text;
}

/** 2.1.4: a number, a length, and so many bytes. */
function* recordsOf(raw: Buffer): Generator<Record> {
  for (let at = 0; at + 4 <= raw.length;) {
    const length = raw.readUInt16LE(at + 2);
    yield { type: raw.readUInt16LE(at), at, body: raw.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}

class Workbook {
  readonly #out: Lines;
  #strings: readonly string[] = [];
  readonly #sheets = new Map<number, string>();
  #row = -1;
  #cells: string[] = [];
  #isFormulaText = false;

  constructor(characters: number) {
    this.#out = new Lines(characters);
  }

  get text(): string {
    this.#endRow();
    return this.#out.text;
  }

  take({ type, at, body }: Record, raw: Buffer): void {
    if (type === BOF) return this.#begin(at, body);
    if (type === FILE_PASS) throw new Stopped('encrypted', 'the workbook needs a password');
    if (this.#out.isFull) return;
    if (type === EOF) return this.#endRow();
    if (type === SST) {
      this.#strings = stringsOf(piecesAt(raw, at));
      return;
    }
    if (type === SHEET && body.length > 8) {
      this.#sheets.set(body.readUInt32LE(0), charactersOf(body, 7, body[6] ?? 0)); // 2.4.28, BoundSheet8
      return;
    }
    if (type === STRING && this.#isFormulaText && body.length > 3) {
      this.#cells.push(charactersOf(body, 2, body.readUInt16LE(0))); // 2.4.268
      this.#isFormulaText = false;
      return;
    }
    if (type === NOTE_TEXT) return this.#note(raw, at);
    this.#cell(type, body);
  }

  /** 2.4.21: the first is of the workbook, each other of the sheet that is said to begin there. */
  #begin(at: number, body: Buffer): void {
    if (body.length >= 2 && body.readUInt16LE(0) !== BIFF8)
      throw new Stopped('unsupported', 'a workbook of Excel before 97');
    this.#endRow();
    const name = this.#sheets.get(at);
    if (name !== undefined) this.#out.add(`[${inLine(name, 100)}]`);
  }

  #cell(type: number, body: Buffer): void {
    if (body.length < 8 || CELLS[type] === undefined || body.length < CELLS[type]) return;
    const row = body.readUInt16LE(0);
    if (row !== this.#row) this.#endRow();
    this.#row = row;
    switch (type) {
      case LABEL_SST: // 2.4.149
        this.#cells.push(this.#strings[body.readUInt32LE(6)] ?? '');
        break;
      case LABEL: // 2.4.148
        this.#cells.push(charactersOf(body, 8, body.readUInt16LE(6)));
        break;
      case NUMBER: // 2.4.180
        this.#cells.push(numberWords(body.readDoubleLE(6)));
        break;
      case RK: // 2.4.220
        this.#cells.push(numberWords(rkOf(body.readUInt32LE(6))));
        break;
      case MUL_RK: // 2.4.175
        for (let at = 4; at + 8 <= body.length; at += 6)
          this.#cells.push(numberWords(rkOf(body.readUInt32LE(at + 2))));
        break;
      case BOOLEAN: // 2.4.24
        if (body[7] === 0) this.#cells.push(body[6] === 0 ? 'FALSE' : 'TRUE');
        break;
      default:
        this.#formula(body);
    }
  }

  /** 2.4.127 and 2.5.133, FormulaValue: where the last two bytes are ones, the first says of which kind it is. */
  #formula(body: Buffer): void {
    this.#isFormulaText = false;
    if (body.readUInt16LE(12) !== 0xffff) this.#cells.push(numberWords(body.readDoubleLE(6)));
    else if (body[6] === 0) this.#isFormulaText = true;
    else if (body[6] === 1) this.#cells.push(body[8] === 0 ? 'FALSE' : 'TRUE');
  }

  /** 2.4.329, TxO: what is written in a note or a drawing stands in the record that continues it. */
  #note(raw: Buffer, at: number): void {
    const [head, text] = piecesAt(raw, at);
    if (head === undefined || text === undefined || head.length < 12) return;
    const words = charactersOf(text, 0, head.readUInt16LE(10));
    if (words.trim() !== '') {
      this.#endRow();
      this.#out.add(words);
    }
  }

  #endRow(): void {
    if (this.#cells.some((cell) => cell !== '')) this.#out.add(this.#cells.map((cell) => inLine(cell, 32_767)).join('\t')); // prettier-ignore
    this.#cells = [];
    this.#row = -1;
  }
}

/** Records of cells, with the bytes that each has at least. */
const CELLS: { readonly [type: number]: number } = { [LABEL_SST]: 10, [LABEL]: 9, [NUMBER]: 14, [RK]: 10, [MUL_RK]: 12, [FORMULA]: 20, [BOOLEAN]: 8 }; // prettier-ignore

/** 2.5.217, RkNumber: the upper 30 bits of a double, or a whole number; the first bit says that it stands for a hundredth. */
function rkOf(raw: number): number {
  let value: number;
  if ((raw & 2) === 0) {
    const double = Buffer.alloc(8);
    double.writeUInt32LE((raw & 0xffff_fffc) >>> 0, 4);
    value = double.readDoubleLE(0);
  } else value = (raw | 0) >> 2;
  return (raw & 1) === 0 ? value : value / 100;
}

function numberWords(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** Flags, then so many characters of one byte or of two, as the flags say (2.5.293, 2.5.240). */
function charactersOf(body: Buffer, at: number, count: number): string {
  const isWide = ((body[at] ?? 0) & 1) !== 0;
  const from = at + 1;
  return isWide
    ? body.toString('utf16le', from, from + 2 * count)
    : body.toString('latin1', from, from + count);
}

/** A record and those that continue it (2.4.58). */
function piecesAt(raw: Buffer, from: number): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (const { type, body } of recordsOf(raw.subarray(from))) {
    if (pieces.length > 0 && type !== CONTINUE) break;
    pieces.push(body);
  }
  return pieces;
}

/** 2.4.265, SST. A string may go on in the next piece, which then says anew how wide its characters are. */
function stringsOf(pieces: readonly Buffer[]): readonly string[] {
  const found: string[] = [];
  let [piece, at] = [0, 8];
  const current = (): Buffer => pieces[piece] ?? Buffer.alloc(0);
  const isOver = (): boolean => {
    while (piece < pieces.length && at >= current().length) [piece, at] = [piece + 1, at - current().length];
    return piece >= pieces.length;
  };
  const most = Math.min(MAX_STRINGS, current().length < 8 ? 0 : current().readUInt32LE(4));
  while (found.length < most && !isOver()) {
    const head = current();
    if (at + 3 > head.length) break;
    let left = head.readUInt16LE(at);
    let flags = head[at + 2] ?? 0;
    at += 3;
    const runs = (flags & 8) !== 0 && at + 2 <= head.length ? head.readUInt16LE(at) : 0;
    if ((flags & 8) !== 0) at += 2;
    const extra = (flags & 4) !== 0 && at + 4 <= head.length ? head.readUInt32LE(at) : 0;
    if ((flags & 4) !== 0) at += 4;
    let text = '';
    while (left > 0) {
      if (at >= current().length) {
        if (piece + 1 >= pieces.length) break;
        [piece, at] = [piece + 1, 1];
        flags = current()[0] ?? 0;
      }
      const width = (flags & 1) === 0 ? 1 : 2;
      const count = Math.min(left, Math.floor((current().length - at) / width));
      if (count <= 0) break;
      text += current().toString(width === 1 ? 'latin1' : 'utf16le', at, at + count * width);
      at += count * width;
      left -= count;
    }
    found.push(text);
    at += 4 * runs + extra;
  }
  return found;
}
