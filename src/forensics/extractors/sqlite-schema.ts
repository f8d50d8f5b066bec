// What the schema of an SQLite database says of a table (sqlite.org, "CREATE TABLE", "WITHOUT ROWID"): names of columns in their order.
import { Stopped } from './extractor.ts';
import type { Database, Table } from './sqlite-pages.ts';

const MAX_TABLES = 2000;
const MAX_COLUMNS = 2000;
const CONSTRAINT = /^(?:CONSTRAINT|PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\b/i;

/** Those of the schema (2.6) that are kept in pages of their own; a virtual one is not. */
export function tablesOf(database: Database): readonly Table[] {
  const tables: Table[] = [];
  for (const { values = [] } of database.rows({ root: 1, isKeyed: false }, () => false)) {
    const [type, name, , root, sql] = values;
    if (type !== 'table' || typeof name !== 'string' || typeof root !== 'number' || root < 2) continue;
    if (typeof sql !== 'string') continue;
    if (tables.length === MAX_TABLES) throw new Stopped('tooMany', `more than ${MAX_TABLES} tables`);
    const isKeyed = isWithoutRowid(sql);
    const columns = isKeyed ? keysOf(sql) : columnsOf(sql);
    if (isKeyed) {
      tables.push({ name: name.slice(0, 200), columns: columns.map(nameOf), rowidAt: -1, root, isKeyed });
      continue;
    }
    const rowidAt = rowidOf(columns, keyOf(sql));
    tables.push({ name: name.slice(0, 200), columns: columns.map(nameOf), rowidAt, root, isKeyed });
  }
  return tables;
}

const NAME = String.raw`(?:"[^"]*"|\x60[^\x60]*\x60|\[[^\]]*\]|'[^']*'|[^\s"\x60['(]+)`;
/** Exactly this type: what follows it is a constraint, not more of a type. */
const INTEGER = new RegExp(
  String.raw`^${NAME}\s*\bINTEGER(?=$|\s+(?:CONSTRAINT|PRIMARY|NOT|NULL|UNIQUE|CHECK|DEFAULT|COLLATE|REFERENCES|GENERATED|AS)\b)`,
  'i',
);

/** sqlite.org, "CREATE TABLE", 5: the column of an INTEGER PRIMARY KEY, said with it or after the columns, is the number of the row. */
function rowidOf(columns: readonly string[], key: readonly string[]): number {
  return columns.findIndex(
    (column) =>
      INTEGER.test(column) &&
      (/\bPRIMARY\s+KEY\b(?!\s+DESC\b)/i.test(column) ||
        (key.length === 1 && key[0] === nameOf(column).toLowerCase())),
  );
}

/** What is said of the primary key after the columns. */
function keyOf(sql: string): readonly string[] {
  const stated = partsOf(sql).find((part) => CONSTRAINT.test(part) && /PRIMARY KEY\s*\(/i.test(part));
  const begun = stated?.slice(stated.indexOf('(', stated.search(/PRIMARY KEY\s*\(/i)) + 1);
  const within = begun?.slice(0, Math.max(0, begun.lastIndexOf(')')));
  return within?.split(',').map((part) => nameOf(part.trim()).toLowerCase()) ?? [];
}

function isWithoutRowid(sql: string): boolean {
  const words = sql.slice(-200).toUpperCase().replaceAll(';', ' ').trim().split(/\s+/);
  return words.at(-1) === 'ROWID' && words.at(-2)?.endsWith('WITHOUT') === true;
}

function columnsOf(sql: string): readonly string[] {
  return partsOf(sql).filter((part) => !CONSTRAINT.test(part));
}

/** Of a table without rowids as they are kept ("Database File Format", 2.4): those of the primary key, each once, then the others. */
function keysOf(sql: string): readonly string[] {
  const columns = columnsOf(sql);
  const stated = keyOf(sql);
  const own = columns.filter((column) => /\bPRIMARY\s+KEY\b/i.test(column));
  const keys = stated.length > 0 ? stated : own.map((column) => nameOf(column).toLowerCase());
  const placeOf = (column: string): number => keys.indexOf(nameOf(column).toLowerCase());
  return [
    ...columns
      .filter((column) => placeOf(column) >= 0)
      .toSorted((one, other) => placeOf(one) - placeOf(other)),
    ...columns.filter((column) => placeOf(column) < 0),
  ];
}

/** Between the outer brackets, parted by commas that stand in no inner one and in no quotation. */
function partsOf(sql: string): readonly string[] {
  const text = sql.slice(0, 100_000).replace(/--[^\n]*/g, ' ');
  const columns: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let i = 0; i < text.length && columns.length < MAX_COLUMNS; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '[') quote = ']';
    else if ('"\'`'.includes(character)) quote = character;
    else if (character === '(') {
      depth += 1;
      if (depth === 1) from = i + 1;
    } else if ((character === ',' && depth === 1) || (character === ')' && depth === 1)) {
      columns.push(text.slice(from, i).trim().replace(/\s+/g, ' '));
      from = i + 1;
      if (character === ')') break;
    } else if (character === ')') depth -= 1;
  }
  return columns;
}

function nameOf(column: string): string {
  const quoted = /^(?:"([^"]*)"|`([^`]*)`|\[([^\]]*)\]|'([^']*)')/.exec(column);
  return (quoted?.slice(1).find((name) => name !== undefined) ?? column.split(' ', 1)[0] ?? '').slice(0, 200);
}
