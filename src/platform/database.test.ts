import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts';
import { openDatabase, type Database } from './database.ts';
import { homeAt } from './home.ts';

interface Tables {
  thing: { id: number; bytes: Buffer | null };
}

let clone: TestDatabase;
let db: Database<Tables>;

before(async () => {
  clone = await cloneDatabase();
  db = await openDatabase<Tables>(homeAt(join(tmpdir(), 'comity-unused')), { env: clone.env });
  await db.withOwner((owner) =>
    owner.query(
      'create table thing (id bigint primary key, bytes bytea); grant select, insert on thing to comity_app',
    ),
  );
});

after(async () => {
  await db.close();
  await clone.drop();
});

function insert(id: number): Promise<unknown> {
  return db.transaction((tx) =>
    tx
      .insertInto('thing')
      .values({ id, bytes: Buffer.from([0, 255]) })
      .execute(),
  );
}

test('an act that throws leaves nothing', async () => {
  await insert(1);
  const failing = db.transaction(async (tx) => {
    await tx.insertInto('thing').values({ id: 2, bytes: null }).execute();
    throw new Error('thought better of it');
  });
  await assert.rejects(failing, /thought better/);
  assert.deepEqual(await db.kysely.selectFrom('thing').selectAll().where('id', '<', 3).execute(), [
    { id: 1, bytes: Buffer.from([0, 255]) },
  ]);
});

test('what a connection is asked often is prepared, and asked anew once its columns have changed', async () => {
  const own = await openDatabase<Tables>(homeAt(join(tmpdir(), 'comity-unused')), {
    env: clone.env,
    connectionsMax: 1,
  });
  try {
    const ask = (): Promise<unknown> =>
      own.kysely.selectFrom('thing').selectAll().where('id', '=', 0).execute();
    const prepared = async (): Promise<number> => {
      const { rows } = await sql`select from pg_prepared_statements`.execute(own.kysely);
      return rows.length;
    };
    for (let i = 0; i < 4; i++) await ask();
    assert.equal(await prepared(), 0);
    await ask();
    assert.equal(await prepared(), 1);
    await own.withOwner((owner) => owner.query('alter table thing add column more text'));
    await assert.rejects(ask(), /cached plan must not change result type/);
    assert.deepEqual(await ask(), []);
    await own.withOwner((owner) => owner.query('alter table thing drop column more'));
  } finally {
    await own.close();
  }
});

test('a bigint is a number, and one that JavaScript would round is an error', async () => {
  const { rows } = await sql<{ n: number }>`select 9007199254740991::bigint as n`.execute(db.kysely);
  assert.deepEqual(rows, [{ n: Number.MAX_SAFE_INTEGER }]);
  await assert.rejects(
    sql`select 9007199254740992::bigint as n`.execute(db.kysely),
    /9007199254740992 is not a safe/,
  );
  await insert(Number.MAX_SAFE_INTEGER);
});

test('the application works as a role that owns nothing and bypasses nothing', async () => {
  const { rows } = await sql`
    select current_user as name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
           (select count(*) from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`.execute(db.kysely);
  assert.deepEqual(rows, [
    {
      name: 'comity_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    },
  ]);
});

for (const statement of [
  'create table other (i int)',
  'create temporary table other (i int)',
  'create schema other',
  'create function f() returns int language sql as $$ select 1 $$',
  'create role other',
  'create extension pgcrypto',
  'alter table thing add column other int',
  'alter table thing disable trigger all',
  'alter role comity_app bypassrls',
  'drop table thing',
  'truncate thing',
  'update thing set id = 5',
  'delete from thing',
  'set role comity_owner',
  'set session_replication_role = replica',
  "select pg_read_file('/etc/passwd')",
  "copy thing to '/tmp/thing'",
  "insert into comity_migration values ('9999-x.sql', '')",
])
  test(`the application's role cannot: ${statement}`, async () => {
    await assert.rejects(sql.raw(statement).execute(db.kysely), (error: Error & { code?: string }) => {
      assert.equal(error.code, '42501', error.message); // insufficient_privilege
      return true;
    });
  });

test('what was opened can be closed twice, and not used after', async () => {
  const other = await openDatabase<Tables>(homeAt(join(tmpdir(), 'comity-unused')), { env: clone.env });
  await other.hold('thing');
  await Promise.all([other.close(), other.close()]);
  await assert.rejects(other.kysely.selectFrom('thing').selectAll().execute(), /closed/);
  await assert.rejects(
    other.transaction(() => Promise.resolve()),
    /closed/,
  );
  await assert.rejects(other.hold('another'), /closed/);
  await assert.rejects(
    other.withOwner(() => Promise.resolve()),
    /closed/,
  );
});

test('holds are told apart by their key, whatever the key', async () => {
  const other = await openDatabase<Tables>(homeAt(join(tmpdir(), 'comity-unused')), { env: clone.env });
  const keys = ['a', 'b', '', 'é'.repeat(500)];
  const holds = await Promise.all(keys.map((key) => db.hold(key)));
  assert.ok(holds.every((hold) => hold !== undefined && !hold.isLost()));
  for (const key of keys) assert.equal(await other.hold(key), undefined);
  await holds[0]?.release();
  await holds[0]?.release();
  assert.ok(await other.hold('a'));
  await other.close();
  assert.ok(await db.hold('a'), 'closing gives back what is held');
});
