// Takes the indefinite lengths out of BER (ITU-T X.690, 8.1.3.6), in which some programs write the outer parts of a signature in a
// document. What is signed itself is DER whatever is around it (RFC 5652, 5.4); every other form of BER is still refused.
import { concat } from '../base/bytes.ts';
import { because, Fault } from './fault.ts';

/** A CMS SignedData is nested six deep around its certificates. */
const MAX_DEPTH = 16;
const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;

/** The first element of `bytes` with every length written out, and where in `bytes` it ends. */
export function definiteLengths(bytes: Uint8Array, place: string): Read {
  return elementAt({ bytes, place }, 0, 0);
}

interface Source {
  readonly bytes: Uint8Array;
  readonly place: string;
}

interface Read {
  readonly written: Uint8Array;
  /** Where the next one begins, as it was read. */
  readonly end: number;
}

function elementAt(source: Source, at: number, depth: number): Read {
  const { bytes } = source;
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw bad(source, at, 'an element', 'the end of the bytes');
  if (depth > MAX_DEPTH)
    throw new Fault(
      'limitExceeded',
      source.place,
      `elements nested ${MAX_DEPTH} deep`,
      'deeper ones',
      because('tooLarge'),
    );
  if (first !== 0x80) return definiteAt(source, at);
  if ((tag & CONSTRUCTED) === 0)
    throw bad(source, at, 'a constructed element', 'a primitive one without a length');
  const parts: Uint8Array[] = [];
  let next = at + 2;
  while (bytes[next] !== 0 || bytes[next + 1] !== 0) {
    const part = elementAt(source, next, depth + 1);
    parts.push(part.written);
    next = part.end;
  }
  return { written: closed(source, at, tag, concat(...parts)), end: next + 2 };
}

/** As it stands: whoever reads it refuses what is not DER within. */
function definiteAt(source: Source, at: number): Read {
  const { bytes } = source;
  const first = bytes[at + 1] ?? 0;
  const digits = first > 0x80 ? first - 0x80 : 0;
  if (digits > 4) throw bad(source, at, 'a length of at most four bytes', `${digits} bytes`);
  let length = digits === 0 ? first : 0;
  for (let i = 0; i < digits; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const end = at + 2 + digits + length;
  if (end > bytes.length) throw bad(source, at, `${length} bytes of content`, 'the end of the bytes');
  return { written: bytes.subarray(at, end), end };
}

/** A string in pieces would have to be put together; the strings of a signature over a document come whole. */
function closed(source: Source, at: number, tag: number, content: Uint8Array): Uint8Array {
  if (tag === (OCTET_STRING | CONSTRUCTED)) throw bad(source, at, 'a string in one piece', 'one in pieces');
  const { length } = content;
  const digits = length < 0x80 ? [] : [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff);
  while (digits[0] === 0) digits.shift();
  const header = digits.length === 0 ? [length] : [0x80 + digits.length, ...digits];
  return concat(Uint8Array.of(tag, ...header), content);
}

function bad({ place }: Source, at: number, expected: string, found: string): Fault {
  return new Fault('notCheckedHere', place, expected, `${found} (at byte ${at})`, because('form', `${at}`));
}
