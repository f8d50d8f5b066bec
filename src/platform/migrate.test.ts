import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import type { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { connect } from './connection.ts';
import { migrate } from './migrate.ts';

// Each test works in a schema of its own, so that one empty database serves them all.
let database: TestDatabase;
before(async () => void (database = await cloneDatabase({ isEmpty: true })));
after(() => database.drop());

const FIRST = { '0001-a.sql': 'create table a (i int); insert into a values (1);' };
const SECOND = { ...FIRST, '0002-b.sql': 'alter table a add column j int;' };
let schemas = 0;

async function openOwner(t: TestContext, schema = `test_${(schemas += 1)}`): Promise<Client> {
  const owner = await connect({ connectionString: database.env.DATABASE_URL });
  atEnd(t, () => owner.end());
  await owner.query(`create schema if not exists ${schema}; set search_path = ${schema}`);
  return owner;
}

function folderOf(t: TestContext, files: { readonly [name: string]: string }): string {
  const folder = join(temporaryFolder(t), 'migrations');
  mkdirSync(folder);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
}

function isRefusal(code: string, text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code && text.test(error.message);
}

test('each migration runs once, in order of its number', async (t) => {
  const owner = await openOwner(t);
  assert.deepEqual(await migrate(owner, folderOf(t, FIRST)), ['0001-a.sql']);
  const both = folderOf(t, SECOND);
  assert.deepEqual(await migrate(owner, both), ['0002-b.sql']);
  assert.deepEqual(await migrate(owner, both), []);
  assert.deepEqual((await owner.query('select * from a')).rows, [{ i: 1, j: null }]);
  assert.equal(
    (await owner.query('select 1 from comity_migration where length(sha256) = 64')).rows.length,
    2,
  );
});

test('when several processes start together, one migrates and the others find it done', async (t) => {
  const first = await openOwner(t);
  const others = await Promise.all([1, 2, 3].map(() => openOwner(t, `test_${schemas}`)));
  const folder = folderOf(t, SECOND);
  const ran = await Promise.all([first, ...others].map((owner) => migrate(owner, folder)));
  assert.deepEqual(ran.flat().sort(), Object.keys(SECOND));
  assert.deepEqual((await first.query('select i from a')).rows, [{ i: 1 }]);
});

test('a migration that was run and then edited is refused', async (t) => {
  const owner = await openOwner(t);
  const folder = folderOf(t, SECOND);
  await migrate(owner, folder);
  const file = join(folder, '0001-a.sql');
  writeFileSync(file, `${readFileSync(file, 'utf8')} -- a word more`);
  await assert.rejects(migrate(owner, folder), isRefusal('damaged', /0001-a\.sql.*edited/));
});

test('a database that a newer version has changed is refused', async (t) => {
  const owner = await openOwner(t);
  const folder = folderOf(t, SECOND);
  await migrate(owner, folder);
  rmSync(join(folder, '0002-b.sql'));
  await assert.rejects(migrate(owner, folder), isRefusal('unsupported', /newer version.*0002-b\.sql/));
});

test('a database of migrations that were replaced since is refused, and nothing is changed', async (t) => {
  const owner = await openOwner(t);
  await migrate(owner, folderOf(t, SECOND));
  const anew = { '0001-a.sql': 'create table a (i int, j int)', '0003-c.sql': 'create table c (i int)' };
  await assert.rejects(
    migrate(owner, folderOf(t, anew)),
    isRefusal('unsupported', /earlier development version \(0002-b\.sql\).*make the installation anew/),
  );
  const { rows } = await owner.query("select to_regclass('c') is null as same");
  assert.deepEqual(rows, [{ same: true }]);
});

test('a migration that fails leaves nothing of itself, and the ones before it stay', async (t) => {
  const owner = await openOwner(t);
  const wrong = { ...FIRST, '0002-b.sql': 'create table b (i int); select 1 / 0;' };
  await assert.rejects(
    migrate(owner, folderOf(t, wrong)),
    /^Error: Expected migration 0002-b\.sql to run; found: division by zero \(22012\)\. It was rolled back/,
  );
  const tables = await owner.query(
    "select to_regclass('a') is not null as a, to_regclass('b') is not null as b",
  );
  assert.deepEqual(tables.rows, [{ a: true, b: false }]);
  assert.deepEqual(await migrate(owner, folderOf(t, SECOND)), ['0002-b.sql'], 'the lock was given back');
});

test('a migration with a number below those that were run is refused', async (t) => {
  const owner = await openOwner(t);
  await migrate(owner, folderOf(t, { '0002-b.sql': 'select 1' }));
  await assert.rejects(migrate(owner, folderOf(t, { ...FIRST, '0002-b.sql': 'select 1' })), /renumber/);
});

test('file names without number or with the same number are refused', async (t) => {
  const owner = await openOwner(t);
  for (const name of ['first.sql', '0001_a.sql', '0001-A.sql'])
    await assert.rejects(migrate(owner, folderOf(t, { [name]: 'select 1' })), /migrations are named/);
  await assert.rejects(
    migrate(owner, folderOf(t, { ...FIRST, '0001-b.sql': 'select 1' })),
    /each number once/,
  );
});
