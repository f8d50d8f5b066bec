// The first migrations, by subject, make the tables that sixty-two made before them, which had been added in the order of the work: each
// object is the same, by the digest of all that the catalogue says of it (support/catalogue.ts says what is left out). What comes later
// has its own number, and is not asked here.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect } from '../src/platform/connection.ts';
import { migrate } from '../src/platform/migrate.ts';
import { catalogue } from './support/catalogue.ts';
import { cloneDatabase } from './support/database.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));
/** A line an object: its digest and its name; taken of what the migrations before made, on PostgreSQL 17. */
const BEFORE = fileURLToPath(new URL('../fixtures/migrations/objects.txt', import.meta.url));
const LAST = '0016-examinations.sql';

test('the migrations by subject make the same objects as those before them, and no row', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of readdirSync(MIGRATIONS).filter((one) => one <= LAST))
    copyFileSync(join(MIGRATIONS, name), join(folder, name));
  const database = await cloneDatabase({ isEmpty: true });
  atEnd(t, () => database.drop());
  const owner = await connect({ connectionString: database.env.DATABASE_URL });
  atEnd(t, () => owner.end());
  await migrate(owner, folder);
  const found = await catalogue(owner);
  const lines = [...found].map(([name, is]) => `${digestOf(is)} ${name}`);
  const before = readFileSync(BEFORE, 'utf8').trimEnd().split('\n');
  const isOther = (line: string): boolean => !before.includes(line);
  const named = (line: string): string => `${line}: ${found.get(line.slice(line.indexOf(' ') + 1)) ?? ''}`;
  assert.ok(before.length > 3500);
  assert.deepEqual(
    before.filter((line) => !lines.includes(line)),
    [],
    `of those before; instead: ${lines.filter(isOther).map(named).join('\n')}`,
  );
  assert.deepEqual(lines.filter(isOther), [], 'nor any other');
  const { rows } = await owner.query<{ name: string; n: number }>(
    `select c.oid::regclass::text as name,
            (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || c.oid::regclass, false, true, '')))[1]::text::int as n
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth') and c.relkind = 'r' and c.relname <> 'comity_migration'`,
  );
  assert.ok(rows.length > 120);
  assert.deepEqual(
    rows.filter(({ n }) => n !== 0),
    [],
  );
});

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
