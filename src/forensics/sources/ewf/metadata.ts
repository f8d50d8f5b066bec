// What the acquiring program wrote about the acquisition: `header`, `header2`, `xheader` and `xhash` of version 1,
// the object strings of version 2 (EWF specification, 4.3, 4.4 and 5; EWF 2 specification, 4.2, 4.3 and 5).
import { inflateSync } from 'node:zlib';
import type { Digests, ImageMetadata } from '../image.ts';

/** The longest line of tags that is known has 22. */
const MAX_TAGS = 100;

type Field = keyof ImageMetadata;

const HEADER_FIELDS: { readonly [tag: string]: Field } = {
  a: 'description',
  c: 'caseNumber',
  n: 'evidenceNumber',
  e: 'examiner',
  t: 'notes',
  md: 'model',
  sn: 'serialNumber',
  l: 'deviceLabel',
  av: 'software',
  ov: 'platform',
  m: 'acquiredAt',
  u: 'systemTime',
  pid: 'processId',
};

const XHEADER_FIELDS: { readonly [tag: string]: Field } = {
  description: 'description',
  case_number: 'caseNumber',
  evidence_number: 'evidenceNumber',
  examiner_name: 'examiner',
  notes: 'notes',
  model: 'model',
  serial_number: 'serialNumber',
  device_label: 'deviceLabel',
  acquiry_software_version: 'software',
  acquiry_operating_system: 'platform',
  acquiry_date: 'acquiredAt',
  system_date: 'systemTime',
};

const OBJECT_FIELDS: { readonly [tag: string]: Field } = {
  nm: 'description',
  cn: 'caseNumber',
  en: 'evidenceNumber',
  ex: 'examiner',
  nt: 'notes',
  md: 'model',
  sn: 'serialNumber',
  lb: 'deviceLabel',
  av: 'software',
  os: 'platform',
  tt: 'acquiredAt',
  at: 'systemTime',
  pid: 'processId',
};

/** Inflates the text of a section; undefined when it is not zlib data or longer than `mostBytes`. */
export function inflateText(bytes: Uint8Array, mostBytes: number): Uint8Array | undefined {
  if (mostBytes < 1) return undefined;
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    return undefined; // the caller reports it as a fault of the section
  }
}

/** By byte order mark; without one UTF-8, and what is not UTF-8 is taken for the code page of Windows. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** `header` and `header2`: lines; after `main` the tags and then their values, both separated by tabs. */
export function parseHeaderText(text: string): ImageMetadata {
  return named(mainObject(text), HEADER_FIELDS);
}

/** Device information and case data of version 2, where line feed, carriage return and tab are escaped. */
export function parseObjectText(text: string): {
  metadata: ImageMetadata;
  values: ReadonlyMap<string, string>;
} {
  const values = mainObject(text);
  return { metadata: named(values, OBJECT_FIELDS), values };
}

/** EWF-X: flat XML with the values as elements. */
export function parseXheader(text: string): ImageMetadata {
  return named(elements(text, Object.keys(XHEADER_FIELDS)), XHEADER_FIELDS);
}

export function parseXhash(text: string): Digests {
  const found: { md5?: string; sha1?: string; sha256?: string } = {};
  for (const [name, value] of elements(text, ['md5', 'sha1', 'sha256'])) {
    const digest = value.trim().toLowerCase();
    if (name === 'md5' && /^[0-9a-f]{32}$/.test(digest)) found.md5 = digest;
    if (name === 'sha1' && /^[0-9a-f]{40}$/.test(digest)) found.sha1 = digest;
    if (name === 'sha256' && /^[0-9a-f]{64}$/.test(digest)) found.sha256 = digest;
  }
  return found;
}

/** Three lines of a text that may have a million. */
function mainObject(text: string): ReadonlyMap<string, string> {
  const main = /(?:^|\n)main\r?\n/.exec(text);
  if (main === null) return new Map();
  const tags = lineAt(text, main.index + main[0].length);
  const values = lineAt(text, tags.next).line.split('\t', MAX_TAGS);
  const pairs = tags.line.split('\t', MAX_TAGS).map((tag, i) => [tag, unescape(values[i] ?? '')] as const);
  return new Map(pairs.filter(([tag, value]) => tag !== '' && value !== ''));
}

function lineAt(text: string, from: number): { readonly line: string; readonly next: number } {
  const found = text.indexOf('\n', from);
  const end = found < 0 ? text.length : found;
  return { line: text.slice(from, end).replace(/\r$/, ''), next: end + 1 };
}

/** Those of the names that are known: a text may have a million others. */
function elements(xml: string, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of xml.matchAll(/<([A-Za-z0-9_]{1,64})>([^<]*)<\//g)) {
    const known = name.toLowerCase();
    if (!names.includes(known)) continue;
    const text = value.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '');
    if (text !== '') found.set(known, text);
  }
  return found;
}

const ENTITIES: { readonly [name: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescape(value: string): string {
  return value.replaceAll('\u0001', '\n').replaceAll('\u0002', '\r').replaceAll('\u0003', '\t');
}

function named(
  values: ReadonlyMap<string, string>,
  fields: { readonly [tag: string]: Field },
): ImageMetadata {
  const metadata: { [field in Field]?: string } = {};
  for (const [tag, value] of values) {
    const field = Object.hasOwn(fields, tag) ? fields[tag] : undefined;
    if (field === undefined) continue;
    metadata[field] = field === 'acquiredAt' || field === 'systemTime' ? timeText(value) : value;
  }
  return metadata;
}

/** A POSIX time is UTC; `2002 3 4 10 19 59` is local time of a machine that does not say where it stood. */
function timeText(value: string): string {
  if (/^\d{1,10}$/.test(value)) return new Date(Number(value) * 1000).toISOString().replace('.000Z', 'Z');
  const local = /^(\d{4}) (\d{1,2}) (\d{1,2}) (\d{1,2}) (\d{1,2}) (\d{1,2})$/.exec(value);
  if (local === null) return value;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = local;
  const two = (text: string): string => text.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}
