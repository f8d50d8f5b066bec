// SQLite databases (sqlite.org, "Database File Format"): every table as text, the visits of browsers and the messages of chats in the order
// of their time, and what free pages still hold; as of the write-ahead log where one lies beside it. Read by our own reader: no program of a database meets these bytes.
import { Refusal } from '../../base/refusal.ts';
import type { Bytes } from '../volumes/bytes.ts';
import { Stopped, type Extractor, type Facts } from './extractor.ts';
import { Lines } from './lines.ts';
import { visitsOf } from './browser-visits.ts';
import { chatsOf, type Chats } from './chats.ts';
import { Database, freeRows, rowsWithin, type Row, type Table, type Value } from './sqlite-pages.ts';
import { tablesOf } from './sqlite-schema.ts';
import { openLog, type WriteAheadLog } from './sqlite-wal.ts';

const VALUE_CHARACTERS = 2000;
const FREE_PAGES = 20_000;
const OTHER_FRAMES = 20_000;

export const sqlite: Extractor = {
  name: 'sqlite',
  group: 'system',
  version: 3,
  takes: (kind) => kind === 'SQLite',
  beside: '-wal',
  read: (bytes, spent, _name, beside) => {
    const log = beside === undefined ? undefined : logOf(beside);
    const database = new Database(bytes, typeof log === 'string' ? undefined : log);
    const tables = tablesOf(database);
    const out = new Lines(spent.limits.textCharacters);
    const visits = visitsOf(database, tables);
    if (visits !== undefined) {
      out.add(`${visits.browser}: visits`);
      for (const { at, url, title } of visits.rows) if (!out.add([at, url, title].join('\t'))) break;
      out.add('');
    }
    const chats = chatsOf(database, tables);
    for (const each of chats) writeChats(each, out);
    const rows = tables.reduce((sum, table) => sum + writeTable(database, table, out), 0);
    const free = writeFree(database, out);
    const before = log === undefined || typeof log === 'string' ? 0 : writeOthers(database, log, out);
    const facts: Facts = {
      tables: tables.length,
      rows,
      encoding: database.encoding,
      ...(visits === undefined ? {} : { browser: visits.browser, visits: visits.rows.length }),
      ...factsOf(chats),
      ...(database.freePages === 0 ? {} : { 'free-pages': database.freePages, 'rows-in-free-pages': free }),
      ...journalOf(database, log),
      ...(before === 0 ? {} : { 'rows-in-other-frames': before }),
      ...(database.damage === undefined ? {} : { damaged: database.damage }),
      ...(out.isFull ? { text: 'cut' } : {}),
    };
    return { facts, text: out.text };
  },
};

function writeChats({ program, messages }: Chats, out: Lines): void {
  out.add(`${program}: messages (time, from, to, words, file)`);
  for (const { at, from, to, words, file } of messages)
    if (!out.add([at, from, to, words, file].join('\t'))) break;
  out.add('');
}

function factsOf(chats: readonly Chats[]): Facts {
  if (chats.length === 0) return {};
  const times = chats.flatMap(({ messages }) => messages.flatMap(({ at }) => (at === '' ? [] : [at])));
  const [first, last] = [times.toSorted()[0], times.toSorted().at(-1)];
  return {
    chats: chats.map(({ program }) => program).join('; '),
    messages: chats.reduce((sum, { messages }) => sum + messages.length, 0),
    ...(first === undefined || last === undefined ? {} : { 'first-message': first, 'last-message': last }),
  };
}

/** Returns how many rows there are. */
function writeTable(database: Database, table: Table, out: Lines): number {
  out.add(`${table.name} (${table.columns.join(', ')})`);
  let rows = 0;
  for (const row of database.rows(table, () => out.isFull)) {
    rows += row.isCounted;
    if (row.values !== undefined) out.add(lineOf(table, row));
  }
  out.add('');
  return rows;
}

function lineOf(table: Table, { rowid, values = [] }: Row): string {
  return values.map((value, i) => wordsOf(i === table.rowidAt && value === null ? rowid : value)).join('\t');
}

function wordsOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return value.length === 0 ? '' : `[${value.length} bytes]`;
  return String(value)
    .slice(0, VALUE_CHARACTERS)
    .replace(/[\t\r\n\0]+/g, ' ');
}

function writeFree(database: Database, out: Lines): number {
  let count = 0;
  for (const { page, values } of freeRows(database, FREE_PAGES)) {
    if (count === 0) out.add('In free pages: rows that were deleted, or lay there before');
    count += 1;
    if (!out.add(`page ${page}\t${values.map(wordsOf).join('\t')}`)) break;
  }
  return count;
}

/** A log that cannot be read is said; the database is read without it. */
function logOf(beside: Bytes): WriteAheadLog | string | undefined {
  if (beside.size === 0) return undefined;
  try {
    return openLog(beside);
  } catch (error) {
    if (error instanceof Stopped) return error.message;
    if (error instanceof Refusal) return `expected ${error.expected}; found ${error.found}`;
    throw error;
  }
}

function journalOf(database: Database, log: WriteAheadLog | string | undefined): Facts {
  if (typeof log === 'string') return { journal: `the WAL beside it cannot be read: ${log}`.slice(0, 500) };
  if (log !== undefined)
    return {
      journal: 'WAL: as of its last commit',
      'wal-frames': log.committed,
      'other-frames': log.others.length,
    };
  return database.isWal ? { journal: 'WAL: none lies beside it; last changes may be missing' } : {};
}

/** What other versions of a page hold that the one that counts does not: rows from before a change, or never committed. */
function writeOthers(database: Database, log: WriteAheadLog, out: Lines): number {
  const known = new Map<number, Set<string>>();
  let count = 0;
  for (const frame of log.others.slice(0, OTHER_FRAMES)) {
    let lines = known.get(frame.page);
    if (lines === undefined) {
      const now = frame.page > database.pages || frame.page < 1 ? undefined : database.page(frame.page);
      lines = new Set(Array.from(rowsWithin(database, now), (values) => values.map(wordsOf).join('\t')));
      known.set(frame.page, lines);
    }
    for (const values of rowsWithin(database, log.bytesOf(frame))) {
      const line = values.map(wordsOf).join('\t');
      if (lines.has(line)) continue;
      lines.add(line);
      if (count === 0)
        out.add('In other frames of the WAL: rows as they were before, or were never committed');
      count += 1;
      if (!out.add(`page ${frame.page}\t${line}`)) return count;
    }
  }
  return count;
}
