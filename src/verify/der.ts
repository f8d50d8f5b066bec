// Reads DER (ITU-T X.690, clauses 8, 10 and 11) strictly: one spelling for each value, every length within its parent.
// Nothing here recurses or allocates by what the bytes claim, so hostile input costs no more than its own size.
import { because, Fault, type FaultReason } from './fault.ts';

/** Identifier octets that are read here; context-specific ones are made with `context`. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[number]`, primitive or constructed. */
export function context(number: number, form: 'primitive' | 'constructed'): number {
  return (form === 'primitive' ? 0x80 : 0xa0) | number;
}

export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Identifier, length and content octets. */
  readonly whole: Uint8Array;
  /** Offset of `whole` in the file. */
  readonly at: number;
  /** The file, for faults. */
  readonly place: string;
}

/** Ten times what any honest token needs. */
export const MAX_DER_BYTES = 256 * 1024;

/** The one element that fills `bytes`. */
export function readDer(bytes: Uint8Array, place: string, max = MAX_DER_BYTES): Element {
  if (bytes.length > max)
    throw new Fault(
      'limitExceeded',
      place,
      `at most ${max} bytes of DER`,
      `${bytes.length}`,
      because('tooLarge'),
    );
  const element = elementAt({ bytes, from: 0, at: 0, place });
  if (element.whole.length !== bytes.length)
    throw invalid(element, 'nothing after the first element', `${bytes.length - element.whole.length} bytes`);
  return element;
}

/** The elements within a constructed one, in order: each is asked for by tag, and at the end none may be left. */
export class Fields {
  readonly #parent: Element;
  #from = 0;

  constructor(parent: Element) {
    this.#parent = parent;
  }

  /** The next element, which must carry this tag. `name` is what the specification calls it. */
  take(tag: number, name: string): Element {
    const element = this.next(name);
    return expectTag(element, tag, name);
  }

  /** The next element when it carries this tag. */
  maybe(tag: number): Element | undefined {
    return this.#parent.content[this.#from] === tag ? this.next('') : undefined;
  }

  /** The next element of any tag. */
  next(name: string): Element {
    if (this.done()) throw invalid(this.#parent, name, 'the end', partAt(this.#parent, name));
    const { content, whole, at, place } = this.#parent;
    const header = whole.length - content.length;
    const element = elementAt({ bytes: content, from: this.#from, at: at + header + this.#from, place });
    this.#from += element.whole.length;
    return element;
  }

  done(): boolean {
    return this.#from === this.#parent.content.length;
  }

  rest(name: string): Element[] {
    const elements: Element[] = [];
    while (!this.done()) elements.push(this.next(name));
    return elements;
  }

  end(name: string): void {
    if (!this.done()) throw invalid(this.next(''), `the end of ${name}`, 'another field');
  }
}

export function sequenceOf(element: Element, name: string): Element[] {
  return new Fields(expectTag(element, TAG.sequence, name)).rest(name);
}

/** What an explicit tag wraps: exactly one element. */
export function unwrap(element: Element, tag: number, name: string): Element {
  const fields = new Fields(element);
  const inner = fields.take(tag, name);
  fields.end(name);
  return inner;
}

export function expectTag(element: Element, tag: number, name: string): Element {
  if (element.tag === tag) return element;
  const found = `tag ${hexByte(element.tag)}`;
  throw invalid(element, `${name} with tag ${hexByte(tag)}`, found, partAt(element, name));
}

/** The fault that names what stands at this element. */
export function invalid(
  element: Element,
  expected: string,
  found: string,
  reason: FaultReason = because('form', `${element.at}`),
): Fault {
  return new Fault('timestampInvalid', element.place, expected, `${found} (at byte ${element.at})`, reason);
}

/** By the name that the specification gives it, which is one word in every language. */
function partAt({ at }: Element, name: string): FaultReason {
  return /^[A-Za-z][\w-]*$/.test(name) ? because('part', name, `${at}`) : because('form', `${at}`);
}

interface Start {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly at: number;
  readonly place: string;
}

function elementAt({ bytes, from, at, place }: Start): Element {
  const fail = (expected: string, found: string): Fault =>
    new Fault('timestampInvalid', place, expected, `${found} (at byte ${at})`, because('form', `${at}`));
  const tag = bytes[from];
  const first = bytes[from + 1];
  if (tag === undefined || first === undefined) throw fail('an element of DER', 'the end of the bytes');
  if ((tag & 0x1f) === 0x1f) throw fail('a tag below 31', 'a longer tag');
  if (first === 0x80)
    throw new Fault(
      'notCheckedHere',
      place,
      'DER (RFC 3161, section 3)',
      `BER, indefinite length (at byte ${at})`,
      because('form', `${at}`),
    );
  let length = first;
  let header = 2;
  if (first > 0x80) {
    const digits = first - 0x80;
    if (digits > 4) throw fail('a length of at most four bytes', `${digits} bytes`);
    length = 0;
    for (let i = 0; i < digits; i++) {
      const digit = bytes[from + 2 + i];
      if (digit === undefined) throw fail('a whole length', 'the end of the bytes');
      length = length * 256 + digit;
    }
    if (length < 0x80 || length < 256 ** (digits - 1))
      throw fail('the shortest form of a length', 'a longer one');
    header += digits;
  }
  const end = from + header + length;
  if (end > bytes.length)
    throw fail(`${length} bytes of content`, `${Math.max(0, bytes.length - from - header)} bytes`);
  return {
    tag,
    content: bytes.subarray(from + header, end),
    whole: bytes.subarray(from, end),
    at,
    place,
  };
}

function hexByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}
