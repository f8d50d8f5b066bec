// A distinguished name as text (RFC 4514), for people: names are compared as bytes, never as this text.
import { utf8Text } from '../base/bytes.ts';
import { oid } from './der-values.ts';
import { expectTag, Fields, readDer, sequenceOf, TAG, type Element } from './der.ts';

const SHORT: { readonly [oid: string]: string } = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};
const BMP_STRING = 0x1e;
const MAX_TEXT = 500;

/** Attributes in the order of the certificate, `C=FR, O=…, CN=…`. Safe to print: no control or direction character. */
export function nameText(name: Uint8Array, place: string): string {
  const parts = sequenceOf(readDer(name, place), 'Name').flatMap((set) =>
    new Fields(expectTag(set, TAG.set, 'RelativeDistinguishedName')).rest('attribute').map(attributeText),
  );
  const text = parts.join(', ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function attributeText(attribute: Element): string {
  const fields = new Fields(expectTag(attribute, TAG.sequence, 'attribute'));
  const id = oid(fields.next('attribute type'), 'attribute type');
  const value = fields.next('attribute value');
  fields.end('attribute');
  return `${SHORT[id] ?? id}=${escaped(valueText(value))}`;
}

/** UTF-8 where it says so; else two bytes or one byte a character, as the older string types in use have it. */
function valueText(value: Element): string {
  const { content } = value;
  if (value.tag === BMP_STRING)
    return Array.from({ length: content.length >> 1 }, (_, i) =>
      String.fromCharCode((content[2 * i] ?? 0) * 256 + (content[2 * i + 1] ?? 0)),
    ).join('');
  if (value.tag !== TAG.utf8String) return String.fromCharCode(...content.subarray(0, MAX_TEXT));
  try {
    return utf8Text(content);
  } catch {
    return '?'; // only a label; the bytes themselves are what is compared and signed
  }
}

/** RFC 4514, 2.4, and whatever could make a line or a terminal say something else. */
function escaped(text: string): string {
  return text.replace(/[,+"\\<>;=]/g, '\\$&').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
