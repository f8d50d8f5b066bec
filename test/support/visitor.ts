// A process that comes to a home's database and goes: `node visitor.ts HOME once|often|stay|hold`. Run by tests.
// With `stay` and `hold` it prints `ready` and goes when its standard input ends.
import { once } from 'node:events';
import { openDatabase } from '../../src/platform/database.ts';
import { homeAt, makeHome } from '../../src/platform/home.ts';

const [, , path = '', mode = 'once'] = process.argv;

const home = homeAt(path);
await makeHome(home);
for (let visit = mode === 'often' ? 3 : 1; visit > 0; visit--) {
  const db = await openDatabase<{ custody_event: { log_index: number } }>(home, { env: {} });
  await db.kysely.selectFrom('custody_event').select('log_index').execute();
  if (mode === 'hold' && (await db.hold('test')) === undefined) throw new Error('held by another');
  if (mode === 'stay' || mode === 'hold') {
    process.stdout.write('ready\n');
    process.stdin.resume();
    await once(process.stdin, 'end');
  }
  await db.close();
}
process.stdout.write('done\n');
