// tar archives: POSIX ustar and pax (POSIX.1-2017, pax), with the long names of GNU. Members are ranges of the archive.
import { damaged, exactly, slice, type Bytes } from '../volumes/bytes.ts';
import { Stopped, type Extractor, type Member, type Spent } from './extractor.ts';

const BLOCK = 512;
const HEADER_BYTES = 1024 * 1024;

export const tar: Extractor = {
  name: 'tar',
  group: 'archives',
  version: 2, // times before 1970
  takes: (kind, name) => kind === 'tar' || name.endsWith('.tar'),
  read: (bytes, spent) => ({ members: members(bytes, spent) }),
};

function* members(bytes: Bytes, spent: Spent): Generator<Member> {
  let next: { path?: string; target?: string; size?: number; modified?: string } = {};
  for (let at = 0; at + BLOCK <= bytes.size;) {
    const head = exactly(bytes, at, BLOCK);
    if (head.every((byte) => byte === 0)) return; // the end
    if (number(head, 148, 8) !== sum(head)) throw damaged(`a header at ${at}`, 'another sum of its bytes');
    const type = String.fromCharCode(head[156] ?? 0);
    const size = next.size ?? number(head, 124, 12);
    if (size < 0) throw damaged(`a size at ${at}`, `${size}`);
    const data = at + BLOCK;
    const end = data + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x' || type === 'L' || type === 'K' || type === 'g') {
      if (size > HEADER_BYTES)
        throw new Stopped('tooLarge', `a header of ${size} bytes, more than ${HEADER_BYTES}`);
      const text = exactly(bytes, data, size);
      if (type === 'x') next = { ...next, ...paxOf(text) };
      if (type === 'L') next = { ...next, path: cut(text) };
      if (type === 'K') next = { ...next, target: cut(text) };
      at = end;
      continue;
    }
    spent.member();
    const prefix = cut(head.subarray(345, 500));
    const isUstar = head.toString('latin1', 257, 262) === 'ustar' && head[262] === 0;
    const short = cut(head.subarray(0, 100));
    const target = next.target ?? cut(head.subarray(157, 257));
    const kind = KINDS[type] ?? 'other';
    const modified = next.modified ?? dateText(number(head, 136, 12));
    yield {
      path: next.path ?? (isUstar && prefix !== '' ? `${prefix}/${short}` : short),
      address: `${at}`,
      type: kind,
      sizeBytes: kind === 'file' ? size : 0,
      ...(modified === undefined ? {} : { modified }),
      ...(target === '' ? {} : { target }),
      ...(kind === 'file' ? { open: () => held(bytes, data, size) } : {}),
    };
    next = {};
    at = kind === 'file' ? end : data; // of a link the size is that of what it leads to, in some archives
  }
}

function held(bytes: Bytes, at: number, size: number): Bytes {
  if (at + size > bytes.size) throw damaged(`${size} bytes at ${at}`, `an end after ${bytes.size}`);
  return slice(bytes, at, size);
}

const KINDS: { readonly [type: string]: Member['type'] } = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'link',
  '5': 'folder',
};

/** Octal digits, or binary where the first bit is set (GNU): below zero where the second one is set too, as of a time before 1970. */
function number(head: Buffer, at: number, length: number): number {
  const first = head[at] ?? 0;
  const last = at + length - 6;
  if ((first & 0x80) !== 0) return (first & 0x40) === 0 ? head.readUIntBE(last, 6) : head.readIntBE(last, 6);
  const text = cut(head.subarray(at, at + length)).trim();
  const value = text === '' ? 0 : Number.parseInt(text, 8);
  if (!Number.isSafeInteger(value) || value < 0) throw damaged(`octal digits at ${at}`, 'something else');
  return value;
}

/** Undefined where no date is that far off. */
function dateText(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000', '');
}

/** All bytes of the header, those of the sum itself taken for blanks. */
function sum(head: Buffer): number {
  let total = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) total += head[i] ?? 0;
  return total;
}

function cut(text: Buffer): string {
  const end = text.indexOf(0);
  return (end < 0 ? text : text.subarray(0, end)).toString('utf8');
}

/** `length name=value`, one a line. */
function paxOf(text: Buffer): { path?: string; target?: string; size?: number; modified?: string } {
  const found: { path?: string; target?: string; size?: number; modified?: string } = {};
  for (let at = 0; at < text.length;) {
    const blank = text.indexOf(0x20, at);
    const length = blank < 0 ? 0 : Number(text.toString('latin1', at, blank));
    if (!Number.isSafeInteger(length) || length <= blank - at + 1 || at + length > text.length)
      throw damaged('a record of a pax header', 'another length');
    const [name = '', ...rest] = text.toString('utf8', blank + 1, at + length - 1).split('=');
    const value = rest.join('=');
    if (name === 'path') found.path = value;
    if (name === 'linkpath') found.target = value;
    if (name === 'size' && /^\d{1,15}$/.test(value)) found.size = Number(value);
    const modified =
      name === 'mtime' && /^-?\d{1,11}(?:\.\d{1,9})?$/.test(value) ? dateText(Number(value)) : undefined;
    if (modified !== undefined) found.modified = modified;
    at += length;
  }
  return found;
}
