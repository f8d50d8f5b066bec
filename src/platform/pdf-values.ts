// Values of a PDF as text (ISO 32000-2, 7.3): where each ends, dictionaries as key and raw value, references, and how they are written.
export type Dict = Map<string, string>;

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;
const NESTED_MAX = 200;

export function dictOf(raw: string): Dict {
  return dictAt(Buffer.from(raw, 'latin1'), 0).dict;
}

export function dictAt(bytes: Buffer, from: number): { readonly dict: Dict; readonly end: number } {
  let p = skip(bytes, from);
  if (bytes.toString('latin1', p, p + 2) !== '<<') throw new RangeError(`no dictionary at ${from}`);
  const dict: Dict = new Map();
  for (p = skip(bytes, p + 2); bytes.toString('latin1', p, p + 2) !== '>>'; p = skip(bytes, p)) {
    if (charAt(bytes, p) !== '/') throw new RangeError(`no key at ${p}`);
    const keyEnd = valueEnd(bytes, p);
    const key = bytes.toString('latin1', p + 1, keyEnd);
    p = skip(bytes, keyEnd);
    const end = valueEnd(bytes, p);
    dict.set(key, bytes.toString('latin1', p, end));
    p = end;
  }
  return { dict, end: p + 2 };
}

export function writeDict(dict: Dict): string {
  return `<<${[...dict].map(([key, value]) => `/${key} ${value}`).join('\n')}>>`;
}

/** A stream of these bytes; `head`: what its dictionary has beside the length. */
export function streamOf(bytes: Buffer, head = ''): Buffer {
  const open = Buffer.from(`<</Length ${bytes.length}${head}>>\nstream\n`, 'latin1');
  return Buffer.concat([open, bytes, Buffer.from('\nendstream')]);
}

/** The number of the object that is meant. */
export function reference(text: string): number {
  const number = /^(\d+) 0 R$/.exec(text.trim())?.[1];
  if (number === undefined) throw new RangeError(`not a reference: ${text.slice(0, 40)}`);
  return Number(number);
}

export function references(text: string): number[] {
  return [...text.matchAll(/(?<!\d)(\d+) 0 R/g)].map(([, number]) => Number(number));
}

/** A text: ASCII as it is, else UTF-16 with its mark. */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

const TOKEN = /\/?[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The same text for the same value, however it is spaced and its numbers are written. Throws RangeError for what has no end. */
export function plainValue(raw: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  const tokens: string[] = [];
  for (let p = skip(bytes, 0); p < raw.length; p = skip(bytes, p)) {
    const two = raw.slice(p, p + 2);
    let end: number;
    if (two === '<<' || two === '>>') end = p + 2;
    else if (raw[p] === '(' || raw[p] === '<') end = valueEnd(bytes, p);
    else {
      TOKEN.lastIndex = p;
      end = p + Math.max(1, TOKEN.exec(raw)?.[0].length ?? 1);
    }
    const token = raw.slice(p, end);
    tokens.push(NUMBER.test(token) ? String(Number(token)) : token);
    p = end;
  }
  return tokens.join(' ');
}

/** Where the value that begins here ends. Throws RangeError for what has no end. */
export function valueEnd(bytes: Buffer, from: number, nested = 0): number {
  if (nested > NESTED_MAX) throw new RangeError('values nested too deep');
  const c = charAt(bytes, from);
  if (c === '(') return stringEnd(bytes, from + 1);
  if (c === '<' && charAt(bytes, from + 1) !== '<') return found(bytes.indexOf('>', from));
  if (c === '<') return listEnd(bytes, from + 2, '>>', nested);
  if (c === '[') return listEnd(bytes, from + 1, ']', nested);
  let p = from + 1;
  while (p < bytes.length && !DELIMITER.test(charAt(bytes, p))) p += 1;
  const whole = /^\d+ \d+ R(?![A-Za-z])/.exec(bytes.toString('latin1', from, from + 24));
  return whole === null ? p : from + whole[0].length;
}

function listEnd(bytes: Buffer, from: number, end: string, nested: number): number {
  let p = skip(bytes, from);
  while (bytes.toString('latin1', p, p + end.length) !== end) {
    if (p >= bytes.length) throw new RangeError('a value without an end');
    p = skip(bytes, valueEnd(bytes, p, nested + 1));
  }
  return p + end.length;
}

function stringEnd(bytes: Buffer, from: number): number {
  let p = from;
  for (let depth = 1; depth > 0; p += 1) {
    const c = charAt(bytes, p);
    if (p >= bytes.length) throw new RangeError('a text without an end');
    if (c === '\\') p += 1;
    else if (c === '(') depth += 1;
    else if (c === ')') depth -= 1;
  }
  return p;
}

function found(at: number): number {
  if (at < 0) throw new RangeError('a value without an end');
  return at + 1;
}

/** Over white space and comments. */
function skip(bytes: Buffer, from: number): number {
  for (let p = from; ;) {
    while (p < bytes.length && SPACE.test(charAt(bytes, p))) p += 1;
    if (charAt(bytes, p) !== '%') return p;
    while (p < bytes.length && !/[\r\n]/.test(charAt(bytes, p))) p += 1;
  }
}

function charAt(bytes: Buffer, at: number): string {
  return String.fromCharCode(bytes[at] ?? 0);
}
