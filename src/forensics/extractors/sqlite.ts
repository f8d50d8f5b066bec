// SQLite databases (sqlite.org, "Database File Format"): every table as text, the visits of browsers in the order of their time, and what
// free pages still hold. Read by our own reader: no program of a database meets these bytes.
import type { Extractor, Facts } from './extractor.ts';
import { visitsOf } from './browser-visits.ts';
import { Database, freeRows, tablesOf, type Row, type Table, type Value } from './sqlite-pages.ts';

const VALUE_CHARACTERS = 2000;
const FREE_PAGES = 20_000;

export const sqlite: Extractor = {
  name: 'sqlite',
  version: 1,
  takes: (kind) => kind === 'SQLite',
  read: (bytes, spent) => {
    const database = new Database(bytes);
    const tables = tablesOf(database);
    const out = new Lines(spent.limits.textCharacters);
    const visits = visitsOf(database, tables);
    if (visits !== undefined) {
      out.add(`${visits.browser}: visits`);
      for (const { at, url, title } of visits.rows) if (!out.add([at, url, title].join('\t'))) break;
      out.add('');
    }
    const rows = tables.reduce((sum, table) => sum + writeTable(database, table, out), 0);
    const free = writeFree(database, out);
    const facts: Facts = {
      tables: tables.length,
      rows,
      encoding: database.encoding,
      ...(visits === undefined ? {} : { browser: visits.browser, visits: visits.rows.length }),
      ...(database.freePages === 0 ? {} : { 'free-pages': database.freePages, 'rows-in-free-pages': free }),
      ...(database.isWal
        ? { journal: 'WAL: the last changes may lie in the file beside it that ends in -wal' }
        : {}),
      ...(database.damage === undefined ? {} : { damaged: database.damage }),
      ...(out.isFull ? { text: 'cut' } : {}),
    };
    return { facts, text: out.text };
  },
};

class Lines {
  #lines: string[] = [];
  #left: number;
  isFull = false;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** False when there is no more room. */
  add(line: string): boolean {
    this.#left -= line.length + 1;
    if (this.#left < 0) this.isFull = true;
    else this.#lines.push(line);
    return !this.isFull;
  }

  get text(): string {
    return this.#lines.join('\n');
  }
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
