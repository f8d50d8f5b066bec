// Reads XML of others as it comes, never holding the whole: no document type and so no entities of its own, and a limit
// on bytes, depth, elements and the length of one text (XML 1.0; parser: saxes).
import { SaxesParser, type SaxesOptions, type SaxesTag } from 'saxes';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';

export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
  readonly text: number;
}

const XML_LIMITS: XmlLimits = {
  bytes: 32 * 1024 * 1024,
  depth: 64,
  elements: 500_000,
  text: 256 * 1024,
};

interface XmlReader {
  /** Every element must be of this namespace, whatever its prefix, and has no attributes; names are then local. */
  readonly namespace?: string;
  /** ISO 8859-1 is read too, where the XML declaration names it; otherwise UTF-8 is all. */
  readonly mayBeLatin?: boolean;
  /** White space is part of the text. */
  readonly keepsSpace?: boolean;
  open?(name: string, attribute: (name: string) => string | undefined): void;
  /** Each element with the text directly in it, white space collapsed unless it is kept. */
  close(name: string, text: string): void;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** A document type can define entities: it is never read, whatever it says. */
export class DocumentTypeRefused extends Refusal {
  constructor() {
    super('badInput.doctype');
  }
}

/** Throws Refusal: badInput for what is no such XML, tooLarge beyond a limit. Reads no further than that. */
export async function readXml(
  bytes: AsyncIterable<Uint8Array>,
  reader: XmlReader,
  limits: XmlLimits = XML_LIMITS,
): Promise<void> {
  const { namespace, keepsSpace = false } = reader;
  const parser = new SaxesParser<SaxesOptions>({ xmlns: namespace !== undefined, position: true });
  const texts: string[] = [];
  let [elements, read] = [0, 0];
  parser.on('error', (error) => {
    throw bad(phrase('wellFormedXml'), error.message);
  });
  parser.on('doctype', () => {
    throw new DocumentTypeRefused();
  });
  const nameOf = (tag: SaxesTag): string => (namespace === undefined ? tag.name : localName(tag, namespace));
  parser.on('opentag', (tag) => {
    if (++elements > limits.elements) throw tooLarge(phrase('elementsCount', { count: limits.elements }));
    if (texts.push('') > limits.depth) throw tooLarge(phrase('depthOf', { count: limits.depth }));
    reader.open?.(nameOf(tag), (name) => {
      const value = tag.attributes[name];
      return typeof value === 'object' ? value.value : value;
    });
  });
  const add = (text: string): void => {
    const whole = (texts.pop() ?? '') + text;
    if (whole.length > limits.text) throw tooLarge(phrase('textOfCharacters', { count: limits.text }));
    texts.push(whole);
  };
  parser.on('text', (text) => {
    if (texts.length > 0) add(text);
  });
  parser.on('cdata', add);
  parser.on('closetag', (tag) => {
    const text = texts.pop() ?? '';
    reader.close(nameOf(tag), keepsSpace ? text : text.replace(/\s+/g, ' ').trim());
  });
  const whole = reader.mayBeLatin === true ? withHead(bytes) : bytes;
  let decoder: TextDecoder | undefined;
  let pending = 0;
  for await (const piece of whole) {
    decoder ??= decoderFor(reader.mayBeLatin === true ? piece : NO_BYTES);
    read += piece.length;
    if (read > limits.bytes) throw tooLarge(phrase('bytesLong', { bytes: limits.bytes }));
    // The parser holds a text until it ends: it is not given more than a text may be long without a tag in between.
    const end = piece.lastIndexOf(0x3c);
    pending = end === -1 ? pending + piece.length : piece.length - end;
    if (pending > 4 * limits.text) throw tooLarge(phrase('textOfCharacters', { count: limits.text }));
    parser.write(decoded(decoder, piece));
  }
  parser.write(decoded(decoder ?? decoderFor(NO_BYTES)));
  parser.close();
}

const NO_BYTES = new Uint8Array();
const DECLARATION_MAX = 200;
const LATIN = /^<\?xml[^>]*\bencoding\s*=\s*["'](?:iso-8859-1|windows-1252)["']/i;

/** The same bytes, the first piece long enough to hold the declaration. */
async function* withHead(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let head: Uint8Array | undefined = NO_BYTES;
  for await (const piece of bytes) {
    if (head === undefined) yield piece;
    else {
      head = Buffer.concat([head, piece]);
      if (head.length < DECLARATION_MAX) continue;
      yield head;
      head = undefined;
    }
  }
  if (head !== undefined) yield head;
}

/** As the web has it (Encoding Standard), ISO 8859-1 is read as windows-1252, of which it is a part. */
function decoderFor(head: Uint8Array): TextDecoder {
  const declaration = Buffer.from(head.subarray(0, DECLARATION_MAX)).toString('latin1');
  return new TextDecoder(LATIN.test(declaration) ? 'windows-1252' : 'utf-8', { fatal: true });
}

function localName(tag: SaxesTag, namespace: string): string {
  if (!('local' in tag) || tag.uri !== namespace)
    throw bad(
      phrase('elementsOf', { namespace }),
      phrase('nameOf', { name: `'${tag.name}'`, namespace: `'${tag.uri ?? ''}'` }),
    );
  const stray = Object.values(tag.attributes).find(({ uri }) => uri !== XMLNS && uri !== XSI);
  if (stray !== undefined) throw bad(phrase('noAttributes'), `'${stray.name}'`);
  return tag.local;
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw bad(phrase('xmlInUtf8'), phrase('otherEncoding'));
  }
}

function tooLarge(what: Phrase): Refusal {
  return new Refusal('tooLarge.xml', { most: what });
}

function bad(expected: Phrase, found: string | Phrase): Refusal {
  return new Refusal('badInput.xml', { expected, found });
}
