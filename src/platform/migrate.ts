// Brings the tables to the form this program expects: plain SQL files, in order, forward only, each once.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { errorText } from '../base/error-text.ts';
import { Refusal } from '../base/refusal.ts';
import { errorCode } from './files.ts';

/** One at a time over all processes; the other key of this pair, (8470, 0), counts who attends the server. */
export const MIGRATION_LOCK = '8470, 1';
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;

interface Migration {
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

/**
 * Runs the files of `folder` that were not run before, each in a transaction of its own, and gives their names.
 * The connection is the owner's. A file names the application's role as `comity_app`. Throws `damaged` when a file that
 * was run has been edited, `unsupported` when the database is newer than the program or older than its first migration.
 */
export async function migrate(owner: Client, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  if (pending(migrations, await recorded(owner)).length === 0) return [];
  await owner.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    await owner.query(
      `create table if not exists comity_migration (
         name text primary key,
         sha256 text not null,
         ran_at timestamptz not null default now()
       )`,
    );
    const wanted = pending(migrations, await recorded(owner)); // another process may have run them meanwhile
    for (const migration of wanted) await run(owner, migration);
    return wanted.map(({ name }) => name);
  } finally {
    // A connection that was lost has lost the lock too; the error above is what matters.
    await owner.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set(names.map((name) => name.slice(0, 4)));
  const wrong = names.find((name) => !FILE_NAME.test(name));
  if (wrong !== undefined || numbers.size !== names.length)
    throw new Error(
      `migrations are named 0001-what-it-does.sql, each number once; found ${wrong ?? names.join(' ')}`,
    );
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Name and digest of each file that was run. */
async function recorded(owner: Client): Promise<ReadonlyMap<string, string>> {
  const table = await owner.query<{ there: boolean }>(
    "select to_regclass('comity_migration') is not null as there",
  );
  if (table.rows[0]?.there !== true) return new Map();
  const { rows } = await owner.query<{ name: string; sha256: string }>(
    'select name, sha256 from comity_migration',
  );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

/**
 * Of a migration that the program does not have. One that would come before some of its own was replaced by them while no version had been
 * released, and there is no way from there to here; any other is of a newer version.
 */
export function strange(name: string, ours: Iterable<string>, newerThan: (name: string) => Refusal): Refusal {
  const isReplaced = [...ours].some((other) => other > name);
  return isReplaced ? new Refusal('unsupported.migrationsReplaced', { name }) : newerThan(name);
}

function pending(migrations: readonly Migration[], ran: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(migrations.map((one) => [one.name, one]));
  const other = [...ran.keys()].find((name) => !known.has(name));
  if (other !== undefined) throw strange(other, known.keys(), newer);
  for (const { name, sha256 } of migrations) {
    const before = ran.get(name);
    if (before !== undefined && before !== sha256) throw edited(name, before, sha256);
  }
  const wanted = migrations.filter(({ name }) => !ran.has(name));
  const late = wanted.find(({ name }) => [...ran.keys()].some((other) => other > name));
  if (late !== undefined)
    throw new Error(`migration ${late.name} must come after all that were run; renumber it`);
  return wanted;
}

async function run(owner: Client, { name, sha256, sql }: Migration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    await owner.query('insert into comity_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => undefined); // the connection may be lost, and rolls back by that
    throw failed(name, error);
  }
}

/** No refusal: nobody asked for anything wrong. PostgreSQL's `detail` is left out, for it quotes rows. */
function failed(name: string, cause: unknown): Error {
  const message = errorText(cause);
  const code = errorCode(cause);
  const found = code === undefined ? message : `${message} (${code})`;
  return new Error(
    `Expected migration ${name} to run; found: ${found}. It was rolled back and nothing of it was kept; those before it stay. ` +
      'Mend what was found, or go on with the version of Comity that ran before, and report it with this line.',
    { cause },
  );
}

function edited(name: string, ran: string, found: string): Refusal {
  return new Refusal('damaged.migration', { name, ran, found });
}

function newer(name: string): Refusal {
  return new Refusal('unsupported.databaseNewer', { name });
}
