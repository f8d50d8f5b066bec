// Mail (RFC 5322, MIME RFC 2045 to 2047 and 2231) and mailboxes (RFC 4155): parts with a name are members, text is text, the head is facts.
import type { Bytes } from '../volumes/bytes.ts';
import {
  inMemory,
  Stopped,
  wholeOf,
  type Extracted,
  type Extractor,
  type Facts,
  type Member,
  type Spent,
} from './extractor.ts';

const DEPTH = 32;
const HEAD_BYTES = 1024 * 1024;
/** Of a mailbox: one message is found in so much at a time. */
const BLOCK_BYTES = 4 * 1024 * 1024;
const TOLD = ['from', 'to', 'cc', 'date', 'subject', 'message-id'] as const;

export const eml: Extractor = {
  name: 'eml',
  group: 'mail',
  version: 2,
  takes: (kind, name) => kind === 'mail' || (kind === undefined && /\.(?:eml|mht|mhtml)$/.test(name)),
  read: (bytes, spent) => readMail(wholeOf(bytes, 0, bytes.size, spent), spent),
};

export const mbox: Extractor = {
  name: 'mbox',
  group: 'mail',
  version: 1,
  takes: (kind, name) => kind === 'mbox' || (kind === undefined && name.endsWith('.mbox')),
  read: (bytes, spent) => ({ members: messages(bytes, spent) }),
};

interface Part {
  readonly head: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

function readMail(all: Buffer, spent: Spent): Extracted {
  const whole = partOf(all);
  const members: Member[] = [];
  const texts: string[] = [];
  const html: string[] = [];
  for (const part of leaves(whole, 0)) {
    const { type, charset } = typeOf(part);
    const name = nameOf(part);
    const isText = (type === 'text/plain' || type === 'text/html') && name === undefined;
    if (isText) (type === 'text/plain' ? texts : html).push(textOf(decoded(part), charset));
    else members.push(memberOf(part, { type, name }, members.length, spent));
  }
  const facts: Facts = Object.fromEntries(
    TOLD.flatMap((field) => {
      const value = whole.head.get(field);
      return value === undefined ? [] : [[field, words(value).slice(0, 2000)]];
    }),
  );
  const text = texts.length > 0 ? texts.join('\n\n') : html.map(withoutTags).join('\n\n');
  return { members, facts, ...(text === '' ? {} : { text: text.slice(0, spent.limits.textCharacters) }) };
}

function memberOf(
  part: Part,
  { type, name }: { readonly type: string; readonly name: string | undefined },
  index: number,
  spent: Spent,
): Member {
  spent.member();
  const path = (
    name ?? (type === 'message/rfc822' ? `message-${index + 1}.eml` : `part-${index + 1}`)
  ).replaceAll('/', '_');
  return {
    path,
    address: `${index}`,
    type: 'file',
    sizeBytes: part.body.length,
    open: () => {
      spent.unpack(part.body.length);
      const body = decoded(part);
      spent.unpacked(body.length);
      return inMemory(body);
    },
  };
}

function partOf(all: Buffer): Part {
  const end = headEnd(all);
  if (end.at > HEAD_BYTES)
    throw new Stopped('tooLarge', `a head of ${end.at} bytes, more than ${HEAD_BYTES}`);
  const head = new Map<string, string>();
  const lines = all
    .toString('latin1', 0, end.at)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !head.has(name)) head.set(name, line.slice(colon + 1).trim());
  }
  return { head, body: all.subarray(end.after) };
}

function headEnd(all: Buffer): { readonly at: number; readonly after: number } {
  const [unix, dos] = [all.indexOf('\n\n'), all.indexOf('\r\n\r\n')];
  if (dos >= 0 && (unix < 0 || dos < unix)) return { at: dos, after: dos + 4 };
  return unix < 0 ? { at: all.length, after: all.length } : { at: unix, after: unix + 2 };
}

function* leaves(part: Part, depth: number): Generator<Part> {
  const { type, boundary } = typeOf(part);
  if (!type.startsWith('multipart/') || boundary === '') return yield part;
  if (depth >= DEPTH) throw new Stopped('tooDeep', `more than ${DEPTH} parts within parts`);
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let from = markAt(part.body, mark, 0);
  while (from >= 0) {
    const begin = part.body.indexOf(10, from);
    if (begin < 0 || part.body.toString('latin1', from + mark.length, from + mark.length + 2) === '--')
      return;
    const next = markAt(part.body, mark, begin);
    yield* leaves(partOf(part.body.subarray(begin + 1, next < 0 ? part.body.length : next)), depth + 1);
    from = next;
  }
}

/** At the beginning of a line (RFC 2046, 5.1.1). */
function markAt(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1))
    if (at === 0 || body[at - 1] === 10) return at;
  return -1;
}

function typeOf({ head }: Part): {
  readonly type: string;
  readonly boundary: string;
  readonly charset: string;
} {
  const value = head.get('content-type') ?? 'text/plain';
  const [type = 'text/plain'] = value.split(';', 1);
  return {
    type: type.trim().toLowerCase(),
    boundary: parameter(value, 'boundary') ?? '',
    charset: parameter(value, 'charset') ?? 'utf-8',
  };
}

function nameOf({ head }: Part): string | undefined {
  const name =
    parameter(head.get('content-disposition') ?? '', 'filename') ??
    parameter(head.get('content-type') ?? '', 'name');
  return name?.slice(0, 500);
}

/** `name=value`, `name="value"`, and `name*=charset''value` (RFC 2231), looked for from left to right. */
function parameter(value: string, wanted: string): string | undefined {
  for (const piece of value.slice(0, 10_000).split(';').slice(1)) {
    const sign = piece.indexOf('=');
    const name = piece.slice(0, sign).trim().toLowerCase();
    const given = piece.slice(sign + 1).trim();
    const plain = given.startsWith('"') ? given.slice(1, given.endsWith('"') ? -1 : undefined) : given;
    if (name === wanted) return words(plain);
    if (name !== `${wanted}*`) continue;
    const [charset = '', , text = ''] = plain.split("'");
    return textOf(
      Buffer.from(
        text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        ),
        'latin1',
      ),
      charset,
    );
  }
  return undefined;
}

/** RFC 2047. */
function words(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  const made = joined.replace(
    /=\?([\w-]{1,40})(?:\*\w{1,20})?\?([BbQq])\?([^?]{0,5000})\?=/g,
    (_, charset: string, way: string, text: string) =>
      textOf(
        way.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : printable(Buffer.from(text.replaceAll('_', ' '), 'latin1')),
        charset,
      ),
  );
  return made === joined && /[\u0080-\u00ff]/.test(value)
    ? textOf(Buffer.from(value, 'latin1'), 'utf-8')
    : made;
}

function decoded({ head, body }: Part): Buffer {
  const way = (head.get('content-transfer-encoding') ?? '').toLowerCase();
  if (way === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  return way === 'quoted-printable' ? printable(body) : body;
}

/** Quoted-printable (RFC 2045, 6.7). */
function printable(body: Buffer): Buffer {
  const made = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0;
    if (byte !== 0x3d) {
      made[length++] = byte;
      continue;
    }
    const code = body.toString('latin1', at + 1, at + 3);
    if (/^[0-9A-Fa-f]{2}$/.test(code)) {
      made[length++] = Number.parseInt(code, 16);
      at += 2;
    } else if (body[at + 1] === 10) at += 1;
    else if (body[at + 1] === 13 && body[at + 2] === 10) at += 2;
    else made[length++] = byte;
  }
  return made.subarray(0, length);
}

function textOf(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset.trim()).decode(bytes);
  } catch {
    return bytes.toString('latin1'); // no such name
  }
}

function withoutTags(text: string): string {
  let made = '';
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('<', at);
    made += text.slice(at, open < 0 ? text.length : open);
    const close = open < 0 ? -1 : text.indexOf('>', open);
    if (close < 0) break;
    made += ' ';
    at = close + 1;
  }
  return made
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Ranges between lines that begin with `From ` after an empty line; nothing is unquoted, so that the bytes are those of the box. */
function* messages(bytes: Bytes, spent: Spent): Generator<Member> {
  const starts: number[] = [];
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  const mark = Buffer.from('\nFrom ');
  for (let from = 0; from < bytes.size; from += BLOCK_BYTES - mark.length) {
    const part = block.subarray(0, bytes.readInto(from, block));
    if (from === 0 && part.toString('latin1', 0, 5) === 'From ') starts.push(0);
    for (let at = part.indexOf(mark); at >= 0; at = part.indexOf(mark, at + 1)) {
      const before = part[at - 1];
      const isEmpty = before === 10 || (before === 13 && part[at - 2] === 10);
      const start = from + at + 1;
      if (isEmpty && (starts.at(-1) ?? -1) < start) {
        spent.member();
        starts.push(start);
      }
    }
    if (part.length < BLOCK_BYTES) break;
  }
  if (starts.length === 0) throw new Stopped('damaged', 'no message begins in it');
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? bytes.size;
    const first = Buffer.allocUnsafe(Math.min(1024, end - start));
    bytes.readInto(start, first);
    const after = start + first.indexOf(10) + 1;
    const open = (): Bytes => ({
      size: end - after,
      readInto: (at, target) => {
        const wanted = Math.max(0, Math.min(target.length, end - after - at));
        return wanted === 0 ? 0 : bytes.readInto(after + at, target.subarray(0, wanted));
      },
    });
    yield {
      path: `${String(index + 1).padStart(6, '0')}.eml`,
      address: `${after}`,
      type: 'file',
      sizeBytes: end - after,
      open,
    };
  }
}
