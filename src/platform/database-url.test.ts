import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { skip, startSystemPostgres, type SystemPostgres } from '../../test/support/system-postgres.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { openDatabase, type Database } from './database.ts';
import { homeAt } from './home.ts';

let server: SystemPostgres | undefined;

before(async () => {
  if (skip === false) server = await startSystemPostgres();
});

after(() => server?.stop());

function asAdmin(...statements: readonly string[]): Promise<void> {
  assert.ok(server);
  return server.asAdmin(...statements);
}

function urlOf(role: string, password = 'p%40ss'): string {
  return `postgres://${role}:${password}@/evidence?port=5432&host=${encodeURIComponent(server?.folder ?? '')}`;
}

async function newDatabase(rights = 'createrole'): Promise<void> {
  await asAdmin(
    'drop database if exists evidence with (force)',
    'drop role if exists comity_app',
    'drop role if exists agency',
    `create role agency login ${rights} password 'p@ss'`,
    'create database evidence owner agency',
  );
}

async function nameOf(db: Database<unknown>): Promise<unknown> {
  const { rows } = await sql`select current_user as app, version() ~ 'PostgreSQL 1[5-9]' as ok`.execute(
    db.kysely,
  );
  return rows[0];
}

function refusal(code: string, text: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    assert.doesNotMatch(error.message, /p@ss|p%40ss|wrong-secret/);
    return true;
  };
}

function open(t: TestContext, env: NodeJS.ProcessEnv, path = temporaryFolder(t)): Promise<Database<unknown>> {
  return openDatabase<unknown>(homeAt(path), { env });
}

test(
  'a named PostgreSQL is used as it is: the owner makes the tables, the application has its own role',
  { skip },
  async (t) => {
    await newDatabase();
    const home = temporaryFolder(t);
    const opened = await Promise.all([1, 2, 3].map(() => open(t, { DATABASE_URL: urlOf('agency') }, home)));
    for (const db of opened) assert.deepEqual(await nameOf(db), { app: 'comity_app', ok: true });
    const [db] = opened;
    assert.ok(db);
    await assert.rejects(sql`create temporary table x (i int)`.execute(db.kysely), { code: '42501' });
    await assert.rejects(sql`create table x (i int)`.execute(db.kysely), { code: '42501' });
    const owners = await db.withOwner((owner) =>
      owner.query("select distinct tableowner from pg_tables where schemaname = 'public'"),
    );
    assert.deepEqual(owners.rows, [{ tableowner: 'agency' }]);
    const file = join(home, 'keys/database-app-password');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /^[0-9a-f]{64}$/);
    assert.equal(existsSync(join(home, 'postgres')), false);
    for (const one of opened) await one.close();
  },
);

test('without the right to make roles, DATABASE_APP_URL is asked for and then used', { skip }, async (t) => {
  await newDatabase('nocreaterole');
  const env = { DATABASE_URL: urlOf('agency') };
  await assert.rejects(
    open(t, env),
    refusal('notReady', /DATABASE_APP_URL.*may not make roles.*create role comity_app/),
  );
  await asAdmin("create role comity_app login password 'p@ss'");
  await assert.rejects(open(t, env), refusal('notReady', /another installation made/));
  const db = await open(t, { ...env, DATABASE_APP_URL: urlOf('comity_app') });
  assert.deepEqual(await nameOf(db), { app: 'comity_app', ok: true });
  await db.close();
});

test('an application role with other name or more power is refused', { skip }, async (t) => {
  await newDatabase();
  const env = { DATABASE_URL: urlOf('agency'), DATABASE_APP_URL: urlOf('agency') };
  await assert.rejects(open(t, env), refusal('notAllowed', /found the role agency/));
  await asAdmin("create role comity_app login bypassrls password 'p@ss'");
  const mighty = { ...env, DATABASE_APP_URL: urlOf('comity_app') };
  await assert.rejects(open(t, mighty), refusal('notAllowed', /powers of an administrator/));
});

test('a role that may not make tables is refused before anything is done', { skip }, async (t) => {
  await newDatabase();
  await asAdmin('alter database evidence owner to admin');
  await assert.rejects(open(t, { DATABASE_URL: urlOf('agency') }), refusal('notAllowed', /may make tables/));
});

test(
  'a wrong password, a missing database and a server that does not answer are told apart',
  { skip },
  async (t) => {
    await newDatabase();
    await assert.rejects(
      open(t, { DATABASE_URL: urlOf('agency', 'wrong-secret') }),
      refusal('wrongKey', /28P01/),
    );
    const other = urlOf('agency').replace('/evidence', '/nowhere');
    await assert.rejects(open(t, { DATABASE_URL: other }), refusal('wrongKey', /3D000/));
  },
);

test('a PostgreSQL that cannot be reached is named without its password', async (t) => {
  const socket = encodeURIComponent(temporaryFolder(t));
  const nobody = `postgres://agency:p%40ss@/evidence?host=${socket}`;
  await assert.rejects(open(t, { DATABASE_URL: nobody }), refusal('notReachable', /evidence.*ENOENT/));
  const refused = 'postgres://agency:p%40ss@127.0.0.1:1/evidence';
  await assert.rejects(
    open(t, { DATABASE_URL: refused }),
    refusal('notReachable', /127\.0\.0\.1.*ECONNREFUSED/),
  );
});

test('what is no address of a database is refused without repeating it', async (t) => {
  for (const url of ['postgres://agency:p@ss@[', 'postgres://agency:p%40ss@host:port/x'])
    await assert.rejects(open(t, { DATABASE_URL: url }), refusal('badUsage', /DATABASE_URL of the form/));
});
