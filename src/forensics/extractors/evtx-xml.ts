// Binary XML of the event log of Windows. [MS-EVEN6] 2.2.12 (tokens) and 2.2.13 (values), and J. Metz, "Windows XML Event Log (EVTX)" (libevtx), for
// what a file has differently: names and templates lie once in a chunk, and are named by where in it. Little-endian.
import { damaged } from '../volumes/bytes.ts';
import { Stopped } from './extractor.ts';
import { fileTime, guid, inLine, utf16 } from './lines.ts';

export interface Element {
  readonly name: string;
  readonly attributes: { readonly name: string; value: string }[];
  readonly elements: Element[];
  text: string;
}

const MAX_STEPS = 50_000;
const MAX_DEPTH = 64;
const MAX_CHARACTERS = 512 * 1024;
/** What a token's lower bits say; the bit 0x40 says that more of it follows. */
const [END, OPEN, CLOSE_START, CLOSE_EMPTY, CLOSE, VALUE, ATTRIBUTE, CDATA, CHARACTER, ENTITY, TARGET, INSTRUCTION, TEMPLATE, SUBSTITUTION, OPTIONAL, FRAGMENT] =
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]; // prettier-ignore
const [TYPE_NULL, TYPE_XML, IS_ARRAY] = [0x00, 0x21, 0x80];

interface Value {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

/** One record; `steps` and `characters` are of all that is in it, so that templates within templates come to an end. */
export class EventXml {
  readonly #chunk: Buffer;
  #at = 0;
  #steps = 0;
  #characters = 0;

  constructor(chunk: Buffer) {
    this.#chunk = chunk;
  }

  read(at: number, end: number): Element {
    const root: Element = { name: '', attributes: [], elements: [], text: '' };
    this.#fragment({ at, end }, [], root, 0);
    return root;
  }

  #take(bytes: number, end: number): number {
    const at = this.#at;
    if (at + bytes > end || end > this.#chunk.length)
      throw damaged(`${bytes} bytes of an event at ${at}`, `an end at ${end}`);
    this.#at += bytes;
    return at;
  }

  /** 2.2.12: elements, until the end of what they lie in. Leaves `#at` behind it. */
  #fragment(
    where: { readonly at: number; readonly end: number },
    values: readonly Value[],
    into: Element,
    depth: number,
  ): void {
    if (depth > MAX_DEPTH) throw new Stopped('tooDeep', `more than ${MAX_DEPTH} templates within templates`);
    this.#at = where.at;
    const { end } = where;
    const open: Element[] = [into];
    /** What a value or a substitution that comes next belongs to. */
    let attribute: { readonly name: string; value: string } | undefined;
    const say = (text: string): void => {
      this.#characters += text.length;
      if (this.#characters > MAX_CHARACTERS)
        throw new Stopped('tooLarge', `an event of more than ${MAX_CHARACTERS} characters`);
      const current = open.at(-1) ?? into;
      if (attribute === undefined) current.text += text;
      else attribute.value += text;
    };
    while (this.#at < end) {
      if (++this.#steps > MAX_STEPS) throw new Stopped('tooMany', `more than ${MAX_STEPS} parts of an event`);
      const token = this.#chunk[this.#take(1, end)] ?? 0;
      const current = open.at(-1) ?? into;
      switch (token & 0x0f) {
        case END:
          return;
        case FRAGMENT:
          this.#take(3, end);
          break;
        case TEMPLATE:
          this.#template(end, current, depth);
          break;
        case OPEN: {
          const element: Element = { name: this.#open(token, end), attributes: [], elements: [], text: '' };
          if (open.length > MAX_DEPTH) throw new Stopped('tooDeep', `more than ${MAX_DEPTH} elements within elements`); // prettier-ignore
          current.elements.push(element);
          open.push(element);
          attribute = undefined;
          break;
        }
        case ATTRIBUTE: {
          attribute = { name: this.#name(end), value: '' };
          current.attributes.push(attribute);
          break;
        }
        case CLOSE_START:
          attribute = undefined;
          break;
        case CLOSE_EMPTY:
        case CLOSE:
          attribute = undefined;
          if (open.length > 1) open.pop();
          break;
        case TARGET:
          this.#name(end);
          break;
        case SUBSTITUTION:
        case OPTIONAL:
          say(this.#substitute(end, values, current, depth));
          break;
        default:
          say(this.#text(token, end));
      }
    }
  }

  /** Of a value its text; what it holds as XML goes into the element. */
  #substitute(end: number, values: readonly Value[], into: Element, depth: number): string {
    const value = values[this.#chunk.readUInt16LE(this.#take(3, end))];
    if (value === undefined || value.type === TYPE_NULL || value.size === 0) return '';
    if (value.type !== TYPE_XML) return shown(this.#chunk, value);
    const back = this.#at;
    this.#fragment({ at: value.at, end: value.at + value.size }, [], into, depth + 1);
    this.#at = back;
    return '';
  }

  /** Characters as they stand. */
  #text(token: number, end: number): string {
    switch (token & 0x0f) {
      case VALUE:
        this.#take(1, end);
        return this.#words(end);
      case CDATA:
      case INSTRUCTION:
        return this.#words(end);
      case CHARACTER:
        return String.fromCharCode(this.#chunk.readUInt16LE(this.#take(2, end)));
      case ENTITY:
        return ENTITIES[this.#name(end)] ?? '';
      default:
        throw damaged('a token of binary XML', `${token} at ${this.#at - 1}`);
    }
  }

  /** 2.2.12, OpenStartElement. In some fragments the number of the substitution it hangs on is not there. */
  #open(token: number, end: number): string {
    const at = this.#at;
    const isAt = (from: number): boolean =>
      from + 8 <= end &&
      this.#chunk.readUInt32LE(from) <= end - from &&
      this.#chunk.readUInt32LE(from + 4) <= this.#chunk.length - 10 &&
      this.#chunk.readUInt32LE(from + 4) >= 512;
    this.#take(isAt(at + 2) ? 6 : 4, end);
    const name = this.#name(end);
    if ((token & 0x40) !== 0) this.#take(4, end);
    return name;
  }

  /** "Name": where in the chunk, and, where that is here, the name itself. */
  #name(end: number): string {
    const at = this.#chunk.readUInt32LE(this.#take(4, end));
    if (at + 8 > this.#chunk.length) throw damaged('a name within the chunk', `one at ${at}`);
    const bytes = 2 * this.#chunk.readUInt16LE(at + 6);
    if (at + 8 + bytes > this.#chunk.length)
      throw damaged('a name within the chunk', `${bytes} bytes at ${at}`);
    if (at === this.#at) this.#take(8 + bytes + 2, end);
    return utf16(this.#chunk.subarray(at + 8, at + 8 + bytes));
  }

  /** 2.2.12, a length in characters and so many. */
  #words(end: number): string {
    const bytes = 2 * this.#chunk.readUInt16LE(this.#take(2, end));
    const at = this.#take(bytes, end);
    return this.#chunk.toString('utf16le', at, at + bytes);
  }

  /** "Template instance": a definition, here or elsewhere in the chunk, and the values that it is filled with. */
  #template(end: number, into: Element, depth: number): void {
    const at = this.#take(9, end);
    const definition = this.#chunk.readUInt32LE(at + 5);
    if (definition + 24 > this.#chunk.length)
      throw damaged('a template within the chunk', `one at ${definition}`);
    const size = this.#chunk.readUInt32LE(definition + 20);
    if (definition === this.#at) this.#take(24 + size, end);
    const count = this.#chunk.readUInt32LE(this.#take(4, end));
    if (4 * count > end - this.#at) throw damaged('values within the record', `${count} values`);
    const heads = this.#take(4 * count, end);
    const values: Value[] = [];
    for (let index = 0; index < count; index++) {
      const bytes = this.#chunk.readUInt16LE(heads + 4 * index);
      values.push({
        type: this.#chunk[heads + 4 * index + 2] ?? 0,
        size: bytes,
        at: this.#take(bytes, end),
      });
    }
    const after = this.#at;
    this.#fragment({ at: definition + 24, end: definition + 24 + size }, values, into, depth + 1);
    this.#at = after;
  }
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** 2.2.13: of an array each, behind a bar. */
function shown(chunk: Buffer, { type, at, size }: Value): string {
  const raw = chunk.subarray(at, at + size);
  if ((type & IS_ARRAY) === 0) return one(raw, type);
  const of = type & ~IS_ARRAY;
  if (of === 1) return raw.toString('utf16le', 0, size & ~1).split('\0').filter((word) => word !== '').join(' | '); // prettier-ignore
  if (of === 2) return raw.toString('latin1').split('\0').filter((word) => word !== '').join(' | '); // prettier-ignore
  const width = WIDTHS[of];
  if (width === undefined) return raw.toString('hex');
  return Array.from({ length: Math.floor(size / width) }, (_, index) => one(raw.subarray(index * width, (index + 1) * width), of)).join(' | '); // prettier-ignore
}

const WIDTHS: { readonly [type: number]: number } = { 3: 1, 4: 1, 5: 2, 6: 2, 7: 4, 8: 4, 9: 8, 10: 8, 11: 4, 12: 8, 13: 4, 15: 16, 17: 8, 18: 16, 20: 4, 21: 8 }; // prettier-ignore

function one(raw: Buffer, type: number): string {
  if (raw.length < (WIDTHS[type] ?? 0)) return raw.toString('hex');
  switch (type) {
    case 1:
      return utf16(raw);
    case 2:
      return raw.toString('latin1').replace(/\0[^]*$/, ''); // prettier-ignore
    case 3:
      return String(raw.readInt8(0));
    case 4:
      return String(raw.readUInt8(0));
    case 5:
      return String(raw.readInt16LE(0));
    case 6:
      return String(raw.readUInt16LE(0));
    case 7:
      return String(raw.readInt32LE(0));
    case 8:
      return String(raw.readUInt32LE(0));
    case 9:
      return String(raw.readBigInt64LE(0));
    case 10:
      return String(raw.readBigUInt64LE(0));
    case 11:
      return String(raw.readFloatLE(0));
    case 12:
      return String(raw.readDoubleLE(0));
    case 13:
      return raw.readUInt32LE(0) === 0 ? 'false' : 'true';
    case 15:
      return `{${guid(raw)}}`;
    case 16:
    case 20:
    case 21:
      return `0x${Buffer.from(raw).reverse().toString('hex')}`;
    case 17:
      return fileTime(raw, 0) ?? '';
    case 18:
      return systemTime(raw);
    case 19:
      return sid(raw);
    default:
      return inLine(raw.toString('hex'));
  }
}

/** [MS-DTYP] 2.3.13. */
function systemTime(raw: Buffer): string {
  const [year, month, , day, hour, minute, second, thousandths] = Array.from({ length: 8 }, (_, index) => raw.readUInt16LE(2 * index)); // prettier-ignore
  const two = (value = 0, digits = 2): string => String(value).padStart(digits, '0');
  return `${two(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${two(thousandths, 3)}`;
}

/** [MS-DTYP] 2.4.2.2. */
function sid(raw: Buffer): string {
  const count = raw[1] ?? 0;
  if (raw.length < 8 + 4 * count) return raw.toString('hex');
  const parts = Array.from({ length: count }, (_, index) => raw.readUInt32LE(8 + 4 * index));
  return ['S', raw[0], raw.readUIntBE(2, 6), ...parts].join('-');
}
