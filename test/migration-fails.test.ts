// A migration fails when the program starts: the terminal says what was found and what to do, and nothing is half done.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from '../src/platform/connection.ts';
import { comity, LYON } from './support/comity.ts';
import { cloneDatabase } from './support/database.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

test('a migration that fails is named with its cause, and once that is mended the program starts', async (t) => {
  const database = await cloneDatabase({ isEmpty: true });
  atEnd(t, () => database.drop());
  const owner = await connect({ connectionString: database.env.DATABASE_URL });
  atEnd(t, () => owner.end());
  const home = join(temporaryFolder(t), 'home');
  const lines = async (query: string): Promise<string> =>
    (await owner.query<{ line: string }>(query)).rows.map(({ line }) => line).join(' ');
  const tables = () =>
    lines(
      "select relname as line from pg_class where relnamespace = 'public'::regnamespace order by relname",
    );
  // Somebody else's table stands where a later migration makes its own.
  await owner.query('create table request_paper (i int)');

  const started = await comity(home, ['init', ...LYON], '', database.env);
  assert.equal(started.code, 3, started.err);
  assert.match(
    started.err,
    /^comity: failed: Expected migration 0009-letters\.sql to run; found: relation "request_paper" already exists \(42P07\)\. It was rolled back/m,
  );
  assert.match(started.err, /go on with the version of Comity that ran before/);
  const ran = await lines('select name as line from comity_migration order by name');
  assert.match(ran, /^0001-people\.sql .* \d{4}-[a-z-]+\.sql$/, 'those before it stay');
  assert.doesNotMatch(ran, /0009/);
  const before = await tables();
  const again = await comity(home, ['case', 'list'], '', database.env);
  assert.deepEqual([again.code, again.out, await tables()], [3, '', before], 'nothing half done');
  assert.match(again.err, /0009-letters\.sql/);

  await owner.query('drop table request_paper');
  const mended = await comity(home, ['init', ...LYON], '', database.env);
  assert.equal(mended.code, 0, mended.err);
  assert.match(await lines('select name as line from comity_migration order by name'), /0009-letters\.sql/);
});
