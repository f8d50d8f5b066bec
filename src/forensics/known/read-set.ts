// Files of known material, read piece by piece: plain lists, NSRL RDSv3, Project VIC and CAID, NCMEC. What a file of this kind is
// is told by its first bytes; what in it is no digest is refused by its place.
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { pictureLine } from '../pictures/picture-set.ts';
import { jsonObjects } from './json-objects.ts';

const FORMATS = ['list', 'nsrl', 'vics', 'ncmec'] as const;
export type SetFormat = (typeof FORMATS)[number];

/** What the set says of a digest, in its own words. */
export interface KnownLabel {
  readonly category?: string;
  readonly flags?: readonly string[];
}

/** What the lines of a plain list are: 64 hex digits are a SHA-256 or a fingerprint, which no line says. */
export const LINES = ['digests', 'pdq', 'photodna'] as const;
export type Lines = (typeof LINES)[number];

/** Lower-case hex; of PhotoDNA the string as it was given. */
export interface KnownEntry {
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  readonly pdq?: string;
  readonly photodna?: string;
  readonly label: KnownLabel;
}

interface ReadSet {
  readonly format: SetFormat;
  readonly entries: AsyncIterable<KnownEntry>;
}

const HEAD_BYTES = 4096;

export function readSet(path: string, lines: Lines = 'digests'): ReadSet {
  const head = headOf(path);
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head.toString('latin1', 0, 16) === 'SQLite format 3\0') return { format: 'nsrl', entries: nsrl(path) };
  if (text.startsWith('{') || text.startsWith('[')) return { format: 'vics', entries: vics(path) };
  if (text.startsWith('<')) return { format: 'ncmec', entries: ncmec(path) };
  return { format: 'list', entries: LISTS[lines](path) };
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, statSync(path).size));
    readSync(file, head, 0, head.length, 0);
    return head;
  } finally {
    closeSync(file);
  }
}

const LINE_CHARACTERS = 10_000;

async function* linesOf(path: string): AsyncGenerator<{ readonly line: string; readonly number: number }> {
  let rest = '';
  let number = 0;
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARACTERS)
      throw wrong(path, `line ${number + lines.length + 1}`, `${rest.length} characters`);
    for (const line of lines) yield { line, number: ++number };
  }
  if (rest !== '') yield { line: rest, number: number + 1 };
}

/** A digest a line, whatever stands after it (`sha256sum`, `hashdeep`, CSV with the digest first); `#` and `%` begin remarks. */
async function* list(path: string): AsyncGenerator<KnownEntry> {
  for await (const { line, number } of linesOf(path)) {
    const text = line.replace(/^\ufeff/, '').trim();
    if (text === '' || /^[#%]/.test(text)) continue;
    const digest = /^"?([0-9A-Fa-f]+)"?(?:$|[\s,;|*])/.exec(text)?.[1];
    const name = digest === undefined ? undefined : NAMES[digest.length];
    if (digest === undefined || name === undefined) {
      if (number === 1) continue; // names of columns
      throw wrong(path, `line ${number}`, 'a line that begins with none');
    }
    yield { [name]: digest.toLowerCase(), label: {} };
  }
}

/** A fingerprint a line, wherever it stands in it. */
async function* pdqList(path: string): AsyncGenerator<KnownEntry> {
  for await (const { line, number } of linesOf(path)) {
    const found = pictureLine(line, number);
    if (found !== undefined) yield { pdq: Buffer.from(found.hash).toString('hex'), label: {} };
  }
}

/** A string a line. */
async function* photodnaList(path: string): AsyncGenerator<KnownEntry> {
  for await (const { line } of linesOf(path)) {
    const text = line.replace(/^\ufeff/, '').trim();
    if (text !== '' && !text.startsWith('#')) yield { photodna: text, label: {} };
  }
}

const LISTS = { digests: list, pdq: pdqList, photodna: photodnaList } as const;

const NAMES: { readonly [length: number]: 'md5' | 'sha1' | 'sha256' } = {
  32: 'md5',
  40: 'sha1',
  64: 'sha256',
};

/** NSRL RDSv3: the table or view that has the digests (NIST, "RDSv3", 2022: FILE; METADATA in the full sets). */
async function* nsrl(path: string): AsyncGenerator<KnownEntry> {
  const db = new DatabaseSync(path, {
    readOnly: true,
    allowExtension: false,
    enableForeignKeyConstraints: false,
  });
  try {
    db.exec('pragma trusted_schema = off');
    for (const table of ['METADATA', 'FILE', 'DISTINCT_HASH']) {
      const columns = db
        .prepare('select lower(name) as name from pragma_table_info(?)')
        .all(table)
        .map(({ name }) => String(name));
      const digests = (['sha256', 'sha1', 'md5'] as const).filter((name) => columns.includes(name));
      if (digests.length === 0) continue;
      for (const row of db.prepare(`select ${digests.join(', ')} from ${table}`).iterate()) {
        const given = digests.flatMap((name) => {
          const value = row[name];
          return typeof value === 'string' && value.length * 4 === BITS[name]
            ? [[name, value.toLowerCase()]]
            : [];
        });
        yield { ...(Object.fromEntries(given) as Omit<KnownEntry, 'label'>), label: {} }; // by their names
      }
      return;
    }
  } finally {
    db.close();
  }
  throw wrong(path, 'the database', 'no table METADATA, FILE or DISTINCT_HASH with sha256, sha1 or md5');
}

const BITS = { md5: 128, sha1: 160, sha256: 256 } as const;

/** Project VIC VICS 1.3 and 2.0, and CAID: objects of OData, each with the digests of one picture or film. */
async function* vics(path: string): AsyncGenerator<KnownEntry> {
  for await (const object of jsonObjects(
    createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 }),
    path,
  )) {
    const get = (...names: readonly string[]): unknown => {
      const key = Object.keys(object).find((one) => names.includes(one.toLowerCase()));
      return key === undefined ? undefined : object[key];
    };
    const digests = [
      ['md5', get('md5')] as const,
      ['sha1', get('sha1')] as const,
      ['sha256', get('sha256')] as const,
    ].flatMap(([name, value]) =>
      typeof value === 'string' && /^[0-9A-Fa-f]+$/.test(value) && value.length * 4 === BITS[name]
        ? [[name, value.toLowerCase()]]
        : [],
    );
    const fingerprints = alternatives(get('alternativehashes'));
    if (digests.length === 0 && Object.keys(fingerprints).length === 0) continue;
    const category = get('category');
    const flags = [
      ...(get('victimidentified') === true ? ['victimIdentified'] : []),
      ...(get('offenderidentified') === true ? ['offenderIdentified'] : []),
      ...(get('isdistributed') === true ? ['distributed'] : []),
      ...(get('isprecategorized') === true ? ['precategorized'] : []),
    ];
    yield {
      ...(Object.fromEntries(digests) as Omit<KnownEntry, 'label'>), // by their names
      ...fingerprints,
      label: {
        ...(category === undefined || category === null
          ? {}
          : { category: String(category as string | number).slice(0, 60) }),
        ...(flags.length === 0 ? {} : { flags }),
      },
    };
  }
}

const PDQ = /^[0-9A-Fa-f]{64}$/;
const PHOTODNA_CHARACTERS = 4000;

/** `AlternativeHashes`: each with its name and its value. */
export function alternatives(given: unknown): Pick<KnownEntry, 'pdq' | 'photodna'> {
  let found: Pick<KnownEntry, 'pdq' | 'photodna'> = {};
  for (const one of Array.isArray(given) ? (given as readonly unknown[]) : []) {
    if (typeof one !== 'object' || one === null) continue;
    const of = Object.fromEntries(Object.entries(one).map(([name, value]) => [name.toLowerCase(), value]));
    const [name, value] = [of['hashname'], of['hashvalue']] as readonly unknown[];
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    found = { ...fingerprintOf(name, value), ...found };
  }
  return found;
}

function fingerprintOf(name: string, value: string): Pick<KnownEntry, 'pdq' | 'photodna'> {
  const text = value.trim();
  if (/^pdq$/i.test(name)) return PDQ.test(text) ? { pdq: text.toLowerCase() } : {};
  const isString = /^(?:photodna|pdna)$/i.test(name) && text !== '' && text.length <= PHOTODNA_CHARACTERS;
  return isString ? { photodna: text } : {};
}

const ENTRY_CHARACTERS = 1024 * 1024;

/** NCMEC hash sharing: an element for each picture or film. A declaration of entities is refused: none is needed. */
async function* ncmec(path: string): AsyncGenerator<KnownEntry> {
  let rest = '';
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    rest += String(piece);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(rest)) throw wrong(path, 'the document', 'declarations of entities');
    for (;;) {
      const entry = entryIn(rest);
      if (entry === undefined) break;
      rest = rest.slice(entry.end);
      const { inner } = entry;
      const one = (name: string): string | undefined => textOf(inner, name);
      const digests = (['md5', 'sha1', 'sha256'] as const).flatMap((name) => {
        const value = one(name);
        return value !== undefined && /^[0-9A-Fa-f]+$/.test(value) && value.length * 4 === BITS[name]
          ? [[name, value.toLowerCase()]]
          : [];
      });
      const fingerprints = {
        ...fingerprintOf('pdq', one('pdq') ?? ''),
        ...fingerprintOf('pdna', one('pdna') ?? ''),
      };
      if (digests.length === 0 && Object.keys(fingerprints).length === 0) continue;
      const category = one('classification');
      yield {
        ...(Object.fromEntries(digests) as Omit<KnownEntry, 'label'>),
        ...fingerprints,
        label: category === undefined ? {} : { category: category.slice(0, 200) },
      }; // by their names
    }
    if (rest.length > ENTRY_CHARACTERS && !ENTRY.test(rest)) rest = rest.slice(-100);
    if (rest.length > 4 * ENTRY_CHARACTERS)
      throw wrong(path, 'an entry', `more than ${4 * ENTRY_CHARACTERS} characters`);
  }
}

/** Not `<images>`. */
const ENTRY = /<(?:image|video)(?=[\s>])/;

/** The first whole element of an entry, and where it ends. */
function entryIn(text: string): { readonly inner: string; readonly end: number } | undefined {
  const found = ENTRY.exec(text);
  if (found === null) return undefined;
  const close = `</${found[0].slice(1)}>`;
  const to = text.indexOf(close, found.index);
  return to < 0 ? undefined : { inner: text.slice(found.index, to), end: to + close.length };
}

/** Of the first element of that name. */
function textOf(xml: string, name: string): string | undefined {
  const from = xml.indexOf(`<${name}>`);
  const to = xml.indexOf('<', from + 1);
  return from < 0 || to < 0
    ? undefined
    : xml
        .slice(from + name.length + 2, to)
        .trim()
        .slice(0, PHOTODNA_CHARACTERS);
}

function wrong(path: string, place: string, found: string): Refusal {
  return new Refusal('badInput.setEntries', { path, place: inEnglish(place), found: inEnglish(found) });
}
