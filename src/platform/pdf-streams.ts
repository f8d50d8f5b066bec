// Streams of a PDF that hold one DER value, such as those of its store of certificates and revocation data (ETSI EN 319 142-1, 5.4.2).
// pdf.js does not show that store. A stream is an object of its own (ISO 32000-2, 7.3.8), so they are found by their marks, whatever
// leads to them: who reads them believes each by its own signatures.
import { constants, inflateSync } from 'node:zlib';

const MOST = 200;
/** Of one, and of all together. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_BYTES_ALL = 8 * 1024 * 1024;
/** Streams that are looked at, of a document of thousands of pages. */
const MOST_LOOKED_AT = 20_000;
const MAX_HEAD = 400;
/** SEQUENCE with a length of one or more bytes. */
const SEQUENCE = 0x30;

export function derStreams(pdf: Uint8Array): Buffer[] {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const found: Buffer[] = [];
  let [size, looked] = [0, 0];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const content = contentAt(bytes, at);
    if (content === undefined) continue;
    if (++looked > MOST_LOOKED_AT || found.length === MOST) break;
    if (content[0] !== SEQUENCE) continue;
    size += content.length;
    if (size > MOST_BYTES_ALL) break;
    found.push(content);
  }
  return found;
}

/** Of the stream that begins there; undefined: none, or one that says it is something else, or is filtered in another way. */
function contentAt(bytes: Buffer, at: number): Buffer | undefined {
  const head = bytes.subarray(Math.max(0, at - MAX_HEAD), at).toString('latin1');
  const [, dictionary = ''] = /\bobj\s*<<((?:(?!\bobj\b)[\s\S])*)>>\s*$/.exec(head) ?? [];
  const keys = [...dictionary.matchAll(/\/([A-Za-z]+)/g)].map(([, name = '']) => name);
  if (!keys.includes('Length') || !keys.every((one) => ['Length', 'Filter', 'FlateDecode'].includes(one)))
    return undefined;
  const from = at + 'stream'.length + (bytes[at + 6] === 0x0d ? 2 : 1);
  const [, digits] = /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)/.exec(dictionary) ?? [];
  const end = digits === undefined ? endOf(bytes, from) : from + Number(digits);
  if (end < from || end > bytes.length) return undefined;
  const raw = bytes.subarray(from, end);
  const isPacked = keys.includes('Filter');
  return isPacked ? inflated(raw) : raw.length > MOST_BYTES ? undefined : raw;
}

/** Where its length stands elsewhere: before the line end and the mark. */
function endOf(bytes: Buffer, from: number): number {
  const mark = bytes.indexOf('endstream', from);
  const line = bytes[mark - 1] === 0x0a ? 1 : 0;
  return mark - line - (line === 1 && bytes[mark - 2] === 0x0d ? 1 : 0);
}

/** A page is put aside by its first byte. */
function inflated(raw: Buffer): Buffer | undefined {
  try {
    const first = inflateSync(raw.subarray(0, 64), { finishFlush: constants.Z_SYNC_FLUSH });
    return first[0] === SEQUENCE ? inflateSync(raw, { maxOutputLength: MOST_BYTES }) : first;
  } catch {
    return undefined; // damaged, or larger than any such value
  }
}
