// Every row of every table as JSON lines, and back. Any later version can read it, and so can anybody with gunzip; and it
// needs no more rights than the owner of the tables has, so it also moves an installation to a managed database.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { z } from 'zod';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import { flush } from './files.ts';

/** `file` is within the folder of the dump; `sha256` is of the file as it lies there, lower-case hex. */
export const dumpedTable = z.strictObject({
  name: z.string().regex(/^"[A-Za-z_]+"\."[A-Za-z_]+"$/),
  file: z.string().regex(/^[A-Za-z_.]+\.jsonl\.gz$/),
  rows: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type DumpedTable = Readonly<z.infer<typeof dumpedTable>>;

/** Rows fetched and inserted together. A row holds up to 60 KB (an event), so a batch stays below some ten megabytes. */
const BATCH = 200;
const LINE_BYTES_MAX = 16 * 1024 * 1024;
/** Ours to remake, not to keep: what the migrations record, and the queue of jobs. */
const LEFT_OUT =
  "n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker') and c.relname <> 'comity_migration'";

/**
 * Writes one file a table, all of one instant: the connection is in a transaction of repeatable reads that the caller
 * began. Memory does not grow with the tables.
 */
export async function dumpTables(
  owner: Client,
  folder: string,
  onProgress: (rows: number) => void = () => undefined,
): Promise<DumpedTable[]> {
  const dumped: DumpedTable[] = [];
  let before = 0;
  for (const table of await tables(owner)) {
    const one = await dumpTable(owner, folder, table, (rows) => onProgress(before + rows));
    dumped.push(one);
    before += one.rows;
  }
  return dumped;
}

/**
 * Puts the rows back into tables that are empty, in the transaction that the caller began. Tables come in the order in
 * which they refer to each other. Throws `damaged` when a file is not what was dumped.
 */
export async function loadTables(
  owner: Client,
  folder: string,
  dumped: readonly DumpedTable[],
  onProgress: (rows: number) => void = () => undefined,
): Promise<void> {
  const byName = new Map(dumped.map((one) => [one.name, one]));
  let before = 0;
  for (const { name, columns } of await tables(owner)) {
    const from = byName.get(name);
    if (from === undefined) throw damagedDump(phrase('rowsOf', { name }), phrase('none'));
    byName.delete(name);
    const rows = await loadTable(owner, join(folder, from.file), name, columns);
    if (rows !== from.rows) throw damagedDump(phrase('rowsCountOf', { count: from.rows, name }), rows);
    onProgress((before += rows));
  }
  const [stranger] = byName.keys();
  if (stranger !== undefined) throw damagedDump(phrase('tablesOfVersion'), stranger);
}

interface Table {
  readonly name: string;
  readonly file: string;
  readonly columns: string;
  readonly order: string;
}

/** A table comes after those it refers to. */
async function tables(owner: Client): Promise<Table[]> {
  const { rows } = await owner.query<Table & { id: string; after: string[] }>(
    `select c.oid::text as id, format('"%s"."%s"', n.nspname, c.relname) as name,
            n.nspname || '.' || c.relname || '.jsonl.gz' as file,
            (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            coalesce((select string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::smallint[], a.attnum))
               from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
              where i.indrelid = c.oid and i.indisprimary), '1') as "order",
            array(select distinct k.confrelid::text from pg_constraint k
                   where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as after
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and ${LEFT_OUT} order by name`,
  );
  const ordered: typeof rows = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const ready = waiting.filter((one) => !waiting.some((other) => one.after.includes(other.id)));
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a ring: ${waiting.map((one) => one.name).join(', ')}`);
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return ordered;
}

async function dumpTable(
  owner: Client,
  folder: string,
  table: Table,
  onProgress: (rows: number) => void,
): Promise<DumpedTable> {
  const path = join(folder, table.file);
  let rows = 0;
  await owner.query(
    `declare dump no scroll cursor for select row_to_json(t)::text as line from ${table.name} t order by ${table.order}`,
  );
  const lines = async function* (): AsyncGenerator<string> {
    for (;;) {
      const batch = await owner.query<{ line: string }>(`fetch ${BATCH} from dump`);
      if (batch.rows.length === 0) return;
      rows += batch.rows.length;
      onProgress(rows);
      yield batch.rows.map(({ line }) => `${line}\n`).join('');
    }
  };
  const hash = createHash('sha256');
  const digest = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    Readable.from(lines()),
    createGzip(),
    digest,
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  await owner.query('close dump');
  await flush(path);
  return { name: table.name, file: table.file, rows, sha256: hash.digest('hex') };
}

async function loadTable(owner: Client, path: string, name: string, columns: string): Promise<number> {
  let rows = 0;
  let batch: string[] = [];
  const insert = async (): Promise<void> => {
    await owner.query(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
      [`[${batch.join(',')}]`],
    );
    rows += batch.length;
    batch = [];
  };
  const unpacked = createReadStream(path).pipe(createGunzip());
  try {
    for await (const line of linesOf(unpacked)) {
      batch.push(line);
      if (batch.length === BATCH) await insert();
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
      ? damagedDump(phrase('wholeFile', { path }), String(error.code))
      : error;
  }
  if (batch.length > 0) await insert();
  return rows;
}

/** By the line feed alone: `node:readline` also breaks at U+2028, which a text may hold. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      yield bytes.toString('utf8', 0, end);
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > LINE_BYTES_MAX)
      throw damagedDump(phrase('lineBytesMost', { bytes: LINE_BYTES_MAX }), bytes.length);
    rest = bytes;
  }
  if (rest.length > 0) throw damagedDump(phrase('lineFeedAtEnd'), phrase('lineCutOff'));
}

function damagedDump(expected: Phrase, found: string | number | Phrase): Refusal {
  return new Refusal('damaged.tableDump', { expected, found });
}
