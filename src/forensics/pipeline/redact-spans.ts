// Where what is to be taken out of a file of text lies: lines, columns of a table (RFC 4180), values of JSON (RFC 8259, RFC 6901), a text
// wherever it stands, ranges of bytes. All of it as ranges of the original's bytes, so that what is outside of them stays as it is.
import { isNestedDeeper } from '../../base/json-depth.ts';

/** Bytes of the original, from the first to before the last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const REDACTED = '[redacted]';
export const REDACT_KINDS = ['lines', 'columns', 'values', 'text', 'bytes'] as const;
export type RedactKind = (typeof REDACT_KINDS)[number];

/** notText: no UTF-8 · notTable, notJson: not of that form · form: `which` is not · absent: nothing of it is in the file. */
type RedactProblem = 'notText' | 'notTable' | 'notJson' | 'form' | 'absent';
type FoundSpans =
  | { readonly ok: true; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly problem: RedactProblem; readonly found: string };

const DEPTH_MAX = 200;
const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];

const problem = (of: RedactProblem, found: string): FoundSpans => ({
  ok: false,
  problem: of,
  found: found.slice(0, 200),
});

/** `which`: one a line. They are merged, in the order of the file. */
export function spansOf(kind: RedactKind, which: readonly string[], bytes: Uint8Array): FoundSpans {
  const text = textOf(bytes);
  if (text === undefined) return problem('notText', 'other bytes');
  const found = FINDERS[kind](which, bytes, text);
  if (!found.ok) return found;
  return found.spans.length === 0
    ? problem('absent', which.join(', '))
    : { ok: true, spans: merged(found.spans) };
}

/** With a mark in the place of each, and where the marks stand in what is returned. `isJson`: the mark is a value of its own. */
export function redactedBytes(
  bytes: Uint8Array,
  spans: readonly Span[],
  isJson: boolean,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly marks: readonly Span[] } {
  const mark = Buffer.from(isJson ? JSON.stringify(REDACTED) : REDACTED);
  const pieces: Uint8Array[] = [];
  const marks: Span[] = [];
  let [at, length] = [0, 0];
  for (const { from, to } of spans) {
    pieces.push(bytes.subarray(at, from), mark);
    length += from - at;
    marks.push({ from: length, to: length + mark.length });
    [at, length] = [to, length + mark.length];
  }
  pieces.push(bytes.subarray(at));
  return { bytes: new Uint8Array(Buffer.concat(pieces)), marks };
}

type Finder = (which: readonly string[], bytes: Uint8Array, text: string) => FoundSpans;
const FINDERS: { readonly [kind in RedactKind]: Finder } = {
  lines: (which, bytes) => {
    const lines = linesOf(bytes);
    return numbered(which, 1, lines.length, (from, to) => lines.slice(from - 1, to));
  },
  bytes: (which, bytes) => numbered(which, 0, bytes.length - 1, (from, to) => [{ from, to: to + 1 }]),
  text: (which, bytes) => {
    const all = which.map((one) => places(bytes, Buffer.from(one)));
    // What was looked for is told by no refusal: it may be what is to be taken out.
    return all.some((one) => one.length === 0) ? problem('absent', '–') : { ok: true, spans: all.flat() };
  },
  columns,
  values,
};

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** `3`, `7-12`: each within the file. */
function numbered(
  which: readonly string[],
  first: number,
  last: number,
  spans: (from: number, to: number) => readonly Span[],
): FoundSpans {
  const all: Span[] = [];
  for (const one of which.flatMap((line) => line.split(/[,;，、]/)).map((part) => part.trim())) {
    const [, low = '', high = low] = /^(\d{1,15})(?:\s*[-–]\s*(\d{1,15}))?$/.exec(one) ?? [];
    const [from, to] = [Number(low), Number(high)];
    if (low === '' || to < from) return problem('form', one);
    if (from < first || to > last) return problem('absent', one);
    all.push(...spans(from, to));
  }
  return { ok: true, spans: all };
}

/** Without what ends them; the empty rest after the last end is none. */
function linesOf(bytes: Uint8Array): Span[] {
  const lines: Span[] = [];
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(LF, from);
    const end = at === -1 ? bytes.length : at;
    lines.push({ from, to: at > from && bytes[at - 1] === CR ? end - 1 : end });
    from = end + 1;
  }
  return lines;
}

function places(bytes: Uint8Array, wanted: Buffer): Span[] {
  const [whole, all]: [Buffer, Span[]] = [Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), []];
  for (let at = whole.indexOf(wanted); at !== -1 && wanted.length > 0; at = whole.indexOf(wanted, at + 1))
    all.push({ from: at, to: at + wanted.length });
  return all;
}

/** Of a table with a heading: each cell below it, quotes and all. Commas, semicolons or tabs, by the heading. */
function columns(which: readonly string[], bytes: Uint8Array): FoundSpans {
  const rows = rowsOf(bytes);
  const [head, ...below] = rows ?? [];
  if (head === undefined) return problem('notTable', 'a quotation mark without its end');
  const names = head.map((cell) => nameOf(bytes, cell));
  const chosen: number[] = [];
  for (const name of which) {
    const found = names.flatMap((one, i) => (one === name ? [i] : []));
    if (found.length === 0) return problem('absent', name);
    chosen.push(...found);
  }
  return {
    ok: true,
    spans: below.flatMap((row) => chosen.flatMap((at) => (row[at] === undefined ? [] : [row[at]]))),
  };
}

function nameOf(bytes: Uint8Array, { from, to }: Span): string {
  const text = new TextDecoder().decode(bytes.subarray(from, to)).trim();
  return text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;
}

/** Undefined: something quoted does not end. */
function rowsOf(bytes: Uint8Array): Span[][] | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0; // a mark of the byte order
  const separator = separatorOf(bytes, start);
  const rows: Span[][] = [];
  let row: Span[] = [];
  for (let at = start; at < bytes.length || row.length > 0;) {
    const end = cellEnd(bytes, at, separator);
    if (end === undefined) return undefined;
    const isLast = bytes[end] !== separator;
    row.push({
      from: at,
      to: isLast && bytes[end] === LF && end > at && bytes[end - 1] === CR ? end - 1 : end,
    });
    at = end + 1;
    if (!isLast) continue;
    if (row.length > 1 || row[0]?.from !== row[0]?.to) rows.push(row); // an empty line is no row
    row = [];
  }
  return rows;
}

/** Where it ends: at a separator, at the end of its line, or of the file. */
function cellEnd(bytes: Uint8Array, from: number, separator: number): number | undefined {
  let at = from;
  if (bytes[at] === QUOTE) {
    for (at += 1; bytes[at] !== QUOTE || bytes[at + 1] === QUOTE; at += bytes[at] === QUOTE ? 2 : 1)
      if (at >= bytes.length) return undefined;
    at += 1;
  }
  while (at < bytes.length && bytes[at] !== separator && bytes[at] !== LF) at += 1;
  return at;
}

function separatorOf(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  const head = bytes.subarray(start, end === -1 ? bytes.length : end);
  const many = (one: number): number => head.reduce((sum, byte) => sum + (byte === one ? 1 : 0), 0);
  const [comma, semicolon, tab] = [0x2c, 0x3b, 0x09];
  return [comma, semicolon, tab].toSorted((a, b) => many(b) - many(a))[0] ?? comma;
}

/** A pointer, and what of it is still ahead. */
interface Pointer {
  readonly whole: string;
  readonly ahead: readonly string[];
}

/** One value, or one a line. A pointer names them; `*` is every member, and every place of a list. Each must find something. */
function values(which: readonly string[], bytes: Uint8Array, text: string): FoundSpans {
  const pointers: Pointer[] = [];
  for (const whole of which) {
    if (!whole.startsWith('/') || /~(?![01])/.test(whole)) return problem('form', whole);
    const parts = whole.slice(1).split('/');
    pointers.push({ whole, ahead: parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')) });
  }
  const documents = isJson(text) ? [{ from: 0, to: bytes.length }] : linesOf(bytes);
  const found: (Span & { readonly by: string })[] = [];
  for (const { from, to } of documents) {
    const one = new TextDecoder().decode(bytes.subarray(from, to));
    if (one.trim() === '') continue;
    if (!isJson(one))
      return problem('notJson', `line ${documents.findIndex((each) => each.from === from) + 1}`);
    found.push(...new JsonWalk(bytes, from).spans(pointers));
  }
  const seen = new Set(found.map(({ by }) => by));
  const absent = which.find((one) => !seen.has(one));
  return absent === undefined ? { ok: true, spans: found } : problem('absent', absent);
}

/** Of a depth that is walked. */
function isJson(text: string): boolean {
  if (isNestedDeeper(text, DEPTH_MAX)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Over bytes that are known to be JSON: only where its values begin and end is looked for. */
class JsonWalk {
  readonly #bytes: Uint8Array;
  readonly #found: (Span & { readonly by: string })[] = [];
  #at: number;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  spans(pointers: readonly Pointer[]): readonly (Span & { readonly by: string })[] {
    this.#value(pointers);
    return this.#found;
  }

  #value(wanted: readonly Pointer[]): void {
    this.#space();
    const from = this.#at;
    const first = this.#bytes[from];
    if (first === 0x7b) this.#members(wanted);
    else if (first === 0x5b) this.#places(wanted);
    else if (first === QUOTE) this.#string();
    else while (this.#isWord()) this.#at += 1;
    for (const { whole, ahead } of wanted)
      if (ahead.length === 0) this.#found.push({ from, to: this.#at, by: whole });
  }

  #members(wanted: readonly Pointer[]): void {
    for (this.#at += 1, this.#space(); this.#bytes[this.#at] !== 0x7d; this.#space()) {
      const from = this.#at;
      this.#string();
      const name = JSON.parse(new TextDecoder().decode(this.#bytes.subarray(from, this.#at))) as string; // a string
      this.#space();
      this.#at += 1; // the colon
      this.#value(below(wanted, name));
      this.#comma();
    }
    this.#at += 1;
  }

  #places(wanted: readonly Pointer[]): void {
    let place = 0;
    for (this.#at += 1, this.#space(); this.#bytes[this.#at] !== 0x5d; this.#space()) {
      this.#value(below(wanted, String(place)));
      place += 1;
      this.#comma();
    }
    this.#at += 1;
  }

  #string(): void {
    for (this.#at += 1; this.#bytes[this.#at] !== QUOTE; this.#at += 1)
      if (this.#bytes[this.#at] === 0x5c) this.#at += 1;
    this.#at += 1;
  }

  #comma(): void {
    this.#space();
    if (this.#bytes[this.#at] === 0x2c) this.#at += 1;
  }

  #isWord(): boolean {
    const byte = this.#bytes[this.#at];
    return byte !== undefined && /[\w+.-]/.test(String.fromCharCode(byte));
  }

  /** A mark of the byte order too, which is before the first value alone. */
  #space(): void {
    while ([0x20, 0x09, LF, CR, 0xef, 0xbb, 0xbf].includes(this.#bytes[this.#at] ?? 0)) this.#at += 1;
  }
}

function below(wanted: readonly Pointer[], name: string): Pointer[] {
  return wanted.flatMap(({ whole, ahead: [first, ...ahead] }) =>
    first === name || first === '*' ? [{ whole, ahead }] : [],
  );
}

/** In order; those that touch by a byte or overlap are one. */
function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = all.at(-1);
    if (last !== undefined && (span.from < last.to || (span.from === last.from && span.to === last.to)))
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}
