// The peer of the log: rows of the same size inserted one by one, each its own commit, no chain, no tree, no signature.
import { openDatabase } from '../src/platform/database.ts';
import { homeAt } from '../src/platform/home.ts';
import type { Schema } from '../src/platform/schema.ts';

const [path = '', count = ''] = process.argv.slice(2);
const db = await openDatabase<Schema>(homeAt(path));
const seconds = await db.withOwner(async (owner) => {
  await owner.query(
    'create table if not exists bench_plain (id bigint generated always as identity primary key, note bytea)',
  );
  const note = Buffer.alloc(577, 'x');
  const started = performance.now();
  for (let i = 0; i < Number(count); i++)
    await owner.query('insert into bench_plain (note) values ($1)', [note]);
  const taken = (performance.now() - started) / 1000;
  await owner.query('drop table bench_plain');
  return taken;
});
console.log(JSON.stringify({ seconds, rate: Number(count) / seconds }));
await db.close();
