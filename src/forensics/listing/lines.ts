// A listing as text that other programs read: the body file of The Sleuth Kit, JSON Lines, CSV, and plain names.
import { csvLine } from '../../base/csv.ts';
import type { Entry, EntryType, FileSystem, Moment } from '../filesystems/file-system.ts';
import type { LineBuffer } from './line-buffer.ts';
import type { Listed } from './list-image.ts';

export const FORMATS = ['names', 'body', 'jsonl', 'csv'] as const;
export type ListingFormat = (typeof FORMATS)[number];

export interface LineGiven {
  readonly format: ListingFormat;
  readonly fileSystem: FileSystem;
  /** Put before each path where a medium has several file systems: `/volume-3`. */
  readonly prefix: string;
}

export function headerOf(format: ListingFormat): string {
  return format === 'csv' ? csvLine(CSV_COLUMNS) : '';
}

export function writeLine(into: LineBuffer, listed: Listed, given: LineGiven): void {
  if (given.format === 'body') writeBody(into, listed, given.prefix);
  else into.text(textOf(listed, given));
  into.endLine();
}

function textOf(listed: Listed, given: LineGiven): string {
  if (given.format === 'csv') return csvOf(listed, given);
  if (given.format === 'jsonl') return `${JSON.stringify(recordOf(listed, given))}\n`;
  return `${visible(given.prefix + listed.path)}${listed.entry.isDeleted ? ' (deleted)' : ''}\n`;
}

const [BAR, NEW_LINE] = [0x7c, 0x0a] as const;

/**
 * `MD5|name|inode|mode|UID|GID|size|atime|mtime|ctime|crtime` (The Sleuth Kit, "Body file" 3.x). The digest is 0: it is not
 * computed for a listing. What would end a cell or a line in a name becomes `^`, as there.
 */
function writeBody(into: LineBuffer, { path, entry }: Listed, prefix: string): void {
  const { type, mode, owner = 0, group = 0, target, times } = entry;
  into.text('0|');
  if (prefix !== '') into.cell(prefix);
  into.cell(path);
  if (target !== undefined) {
    into.text(' -> ');
    into.cell(target);
  }
  if (entry.isDeleted) into.text(' (deleted)');
  into.byte(BAR);
  into.text(entry.address);
  into.byte(BAR);
  into.text(modeText(type, mode));
  into.byte(BAR);
  into.number(owner);
  into.byte(BAR);
  into.number(group);
  into.byte(BAR);
  into.number(entry.sizeBytes);
  into.byte(BAR);
  into.number(times.accessed?.seconds ?? 0);
  into.byte(BAR);
  into.number(times.modified?.seconds ?? 0);
  into.byte(BAR);
  into.number(times.changed?.seconds ?? 0);
  into.byte(BAR);
  into.number(times.created?.seconds ?? 0);
  into.byte(NEW_LINE);
}

/** What an entry is in JSON. Names are as they were found: JSON escapes what is no text. */
export interface ListedRecord {
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly type: EntryType;
  readonly sizeBytes: number;
  readonly deleted: boolean;
  readonly modified?: string;
  readonly accessed?: string;
  readonly changed?: string;
  readonly created?: string;
  readonly mode?: string;
  readonly owner?: number;
  readonly group?: number;
  readonly target?: string;
  /** `md5 …, sha1 …`: those that a logical container carries of it, not computed here. */
  readonly storedDigests?: string;
}

export function recordOf(
  { volume, path, entry }: Listed,
  given: Pick<LineGiven, 'fileSystem'>,
): ListedRecord {
  const { times, mode, owner, group, target, digests } = entry;
  const zone = given.fileSystem.times === 'utc' ? 'Z' : '';
  const named = Object.entries(times).map(([name, moment]) => [name, isoText(moment, zone)]);
  return {
    volume,
    path,
    address: entry.address,
    type: entry.type,
    sizeBytes: entry.sizeBytes,
    deleted: entry.isDeleted,
    ...(Object.fromEntries(named) as Pick<ListedRecord, keyof Listed['entry']['times']>), // the names of the times
    ...(mode === undefined ? {} : { mode: modeText(entry.type, mode), owner: owner ?? 0, group: group ?? 0 }),
    ...(target === undefined ? {} : { target }),
    ...(digests === undefined ? {} : { storedDigests: digestsText(digests) }),
  };
}

function digestsText(digests: NonNullable<Entry['digests']>): string {
  return Object.entries(digests)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

const CSV_COLUMNS = [
  'volume',
  'path',
  'address',
  'type',
  'sizeBytes',
  'deleted',
  'modified',
  'accessed',
  'changed',
  'created',
  'mode',
  'owner',
  'group',
  'target',
  'storedDigests',
] as const satisfies readonly (keyof ListedRecord)[];

function csvOf(listed: Listed, given: LineGiven): string {
  const record: Partial<Record<keyof ListedRecord, string | number | boolean>> = recordOf(listed, given);
  return csvLine(CSV_COLUMNS.map((name) => visible(String(record[name] ?? ''))));
}

/** ISO 8601 to the last digit that is kept; without `Z` where the file system, or this time on it, knows no zone. */
export function isoText({ seconds, nanos, isLocal }: Moment, zone: 'Z' | ''): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds} s`; // further off than a date can be
  const fraction =
    nanos === 0
      ? ''
      : `.${String(nanos)
          .padStart(9, '0')
          .replace(/(?<!0)0+$/, '')}`;
  return `${date.toISOString().slice(0, -5)}${fraction}${isLocal === true ? '' : zone}`;
}

function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** As `ls -l` and `fls` write it; file systems without modes allow everything. */
function modeText(type: EntryType, mode: number | undefined): string {
  const key = TYPES.indexOf(type) * 65_536 + ((mode ?? 0o777) & 0o7777);
  const known = MODE_TEXTS.get(key);
  if (known !== undefined) return known;
  const text = madeModeText(type, mode);
  MODE_TEXTS.set(key, text);
  return text;
}

const TYPES: readonly EntryType[] = ['file', 'folder', 'link', 'other'];
/** At most 16,384 there are, and a few in one listing. */
const MODE_TEXTS = new Map<number, string>();

function madeModeText(type: EntryType, mode: number | undefined): string {
  const kind = type === 'folder' ? 'd' : type === 'link' ? 'l' : type === 'file' ? 'r' : '-';
  const bits = mode ?? 0o777;
  const part = (shift: number, special: number, letter: string): string => {
    const own = (bits >> shift) & 7;
    const runs = (own & 1) !== 0;
    const last = (bits & special) === 0 ? (runs ? 'x' : '-') : runs ? letter : letter.toUpperCase();
    return `${(own & 4) === 0 ? '-' : 'r'}${(own & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return `${kind}/${kind}${part(6, 0o4000, 's')}${part(3, 0o2000, 's')}${part(0, 0o1000, 't')}`;
}
