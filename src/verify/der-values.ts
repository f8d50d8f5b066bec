// The primitive values of DER that X.509, CMS and time stamps use (X.690, clause 8).
import { expectTag, Fields, invalid, TAG, type Element } from './der.ts';

/** Longer than the 20 bytes of an honest serial number (RFC 5280, 4.1.2.2) or any nonce we ask with. */
const MAX_INTEGER_BYTES = 64;
const MAX_OID_BYTES = 64;

export function integer(element: Element, name: string): bigint {
  const { content } = expectTag(element, TAG.integer, name);
  const [first, second] = content;
  if (first === undefined || content.length > MAX_INTEGER_BYTES)
    throw invalid(element, `${name} of 1 to ${MAX_INTEGER_BYTES} bytes`, `${content.length} bytes`);
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw invalid(element, `${name} in the fewest bytes`, 'a longer form');
  let value = 0n;
  for (const byte of content) value = (value << 8n) | BigInt(byte);
  return first >= 0x80 ? value - (1n << BigInt(8 * content.length)) : value;
}

/** A whole number that has to be small. */
export function smallInteger(element: Element, name: string, max: number): number {
  const value = integer(element, name);
  if (value < 0n || value > BigInt(max)) throw invalid(element, `${name} from 0 to ${max}`, String(value));
  return Number(value);
}

export function boolean(element: Element, name: string): boolean {
  const { content } = expectTag(element, TAG.boolean, name);
  if (content.length === 1 && content[0] === 0xff) return true;
  if (content.length === 1 && content[0] === 0) return false;
  throw invalid(element, `${name} as 00 or FF`, 'another value');
}

/** Dotted decimal. Arcs may be longer than a number of JavaScript (those under 2.25 are UUIDs). */
export function oid(element: Element, name: string): string {
  const { content } = expectTag(element, TAG.oid, name);
  const last = content.at(-1);
  if (last === undefined || last >= 0x80 || content.length > MAX_OID_BYTES)
    throw invalid(element, `${name} as an object identifier`, 'an unfinished or overlong one');
  const arcs: bigint[] = [];
  let arc = 0n;
  let isStart = true;
  for (const byte of content) {
    if (isStart && byte === 0x80) throw invalid(element, `${name} in the fewest bytes`, 'a longer form');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    isStart = byte < 0x80;
    if (!isStart) continue;
    if (arcs.length === 0) {
      const root = arc < 80n ? arc / 40n : 2n;
      arcs.push(root, arc - 40n * root);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join('.');
}

export function octets(element: Element, name: string): Uint8Array {
  return expectTag(element, TAG.octetString, name).content;
}

/** A BIT STRING of whole bytes: keys and signatures. */
export function bitOctets(element: Element, name: string): Uint8Array {
  const { content } = expectTag(element, TAG.bitString, name);
  if (content[0] !== 0) throw invalid(element, `${name} of whole bytes`, 'unused bits');
  return content.subarray(1);
}

/** Named bits (X.680, 22.7): bit 0 first; absent ones are false. */
export function namedBits(element: Element, name: string): boolean[] {
  const { content } = expectTag(element, TAG.bitString, name);
  const unused = content[0];
  if (unused === undefined || unused > 7 || content.length > 9 || (content.length === 1 && unused > 0))
    throw invalid(element, `${name} as named bits`, 'another form');
  const bits: boolean[] = [];
  for (const byte of content.subarray(1)) for (let i = 7; i >= 0; i--) bits.push(((byte >> i) & 1) === 1);
  return bits.slice(0, bits.length - unused);
}

export interface Algorithm {
  readonly oid: string;
  readonly parameters: Element | undefined;
}

/**
 * AlgorithmIdentifier (RFC 5280, 4.1.1.2). `parameters` is undefined when absent or NULL: both are written for RSA
 * and for digests (RFC 5754, section 2).
 */
export function algorithm(element: Element, name: string): Algorithm {
  const fields = new Fields(expectTag(element, TAG.sequence, name));
  const id = oid(fields.next(name), name);
  const parameters = fields.done() ? undefined : fields.next(name);
  fields.end(name);
  if (parameters?.tag !== TAG.null) return { oid: id, parameters };
  if (parameters.content.length > 0) throw invalid(parameters, 'NULL', 'a NULL with content');
  return { oid: id, parameters: undefined };
}

/** A digest algorithm: nothing but its identifier (RFC 5754, section 2). */
export function plainAlgorithm(element: Element, name: string): string {
  const { oid: id, parameters } = algorithm(element, name);
  if (parameters) throw invalid(parameters, `${name} without parameters`, 'some');
  return id;
}

/**
 * UTCTime or GeneralizedTime in the forms of RFC 5280 (4.1.2.5) and RFC 3161 (2.4.2): to the second, with `Z`.
 * A fraction is kept as written; trailing zeros in it, which DER forbids, are harmless and some authorities write them.
 */
export function time(element: Element, name: string): string {
  const isUtc = element.tag === TAG.utcTime;
  const { content } = isUtc ? element : expectTag(element, TAG.generalizedTime, name);
  const text = String.fromCharCode(...content.subarray(0, MAX_TIME_CHARACTERS + 1));
  const parts = (isUtc ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!parts) throw invalid(element, `${name} as a time in UTC`, 'another form');
  const [, years = '', month, day, hour, minute, second, fraction = ''] = parts;
  const century = isUtc ? (Number(years) < 50 ? '20' : '19') : '';
  const iso = `${century}${years}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${iso}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== iso)
    throw invalid(element, `${name} as a time that exists`, iso);
  return `${iso}${fraction}Z`;
}

const MAX_TIME_CHARACTERS = 25;
const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/;
