// A PostgreSQL that somebody else runs, set up with the very lines of docs/guides/run-a-server.md: the program works with it,
// as two roles of which neither is a superuser.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity, LYON, startComity } from './support/comity.ts';
import { freePort } from './support/site.ts';
import { skip, startSystemPostgres } from './support/system-postgres.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { said, saying } from './support/words.ts';

const guide = readFileSync(new URL('../docs/guides/run-a-server.md', import.meta.url), 'utf8');

test('the program runs on a PostgreSQL of one’s own, as the guide sets it up', { skip }, async (t) => {
  const server = await startSystemPostgres();
  atEnd(t, () => server.stop());
  const [, block = ''] = /```sql\n([^]*?)```/.exec(guide) ?? [];
  const statements = block
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  assert.equal(statements.length, 3);
  await server.asAdmin(...statements);
  const urlOf = (role: string): string => {
    const [, password = ''] = new RegExp(`create role ${role} login password '([^']+)'`).exec(block) ?? [];
    return `postgres://${role}:${password}@/comity?port=5432&host=${encodeURIComponent(server.folder)}`;
  };
  const env = { DATABASE_URL: urlOf('comity_owner'), DATABASE_APP_URL: urlOf('comity_app') };
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  const run = async (...args: string[]): Promise<string> => {
    const ran = await comity(home, args, '', env);
    assert.equal(ran.code, 0, `${args.join(' ')}: ${ran.err}`);
    return ran.out;
  };
  await run('init', ...LYON);
  const { reference } = JSON.parse(await run('case', 'create', '--title', 'Harbour invoices', '--json')) as {
    reference: string;
  };
  writeFileSync(join(folder, 'letter.txt'), 'a letter');
  const from = ['--source', 'Office at the harbour', '--authority', 'warrant 441/26'];
  await run('exhibit', 'add', join(folder, 'letter.txt'), '--case', reference, ...from);
  assert.match(await run('audit'), /Everything is as it was signed/);
  await run('backup', '--to', join(folder, 'backup'));

  const port = await freePort();
  const served = await startComity(
    home,
    ['serve', '--port', String(port)],
    (lines) => lines.some((line) => line.includes(`:${port}`)),
    env,
  );
  assert.equal(await (await fetch(`http://localhost:${port}/ready`)).text(), 'ready\n');
  assert.match(await (await fetch(`http://localhost:${port}/`)).text(), saying(said.setUp.notOpenTitle));
  await served.stop();
});
