// Files that are named by their ids at the terminal, and what belongs to which way of selecting.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../test/support/comity.ts';
import { testCase, testExhibit } from '../../test/support/installation.ts';
import { testHouse } from '../../test/support/people.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { newUuid } from '../base/ids.ts';
import { examine } from '../forensics/pipeline/examine.acts.ts';
import { itemsOf } from '../forensics/pipeline/items.store.ts';

test('exhibit select takes files by their ids, from the line or a file, as an exhibit or as a report', async (t) => {
  const { house, made } = await testHouse(t);
  const file = await testCase(house);
  const folder = temporaryFolder(t);
  const path = join(folder, 'desk');
  mkdirSync(path);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(path, name), `within ${name}`);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const signal = AbortSignal.timeout(60_000);
  await examine(house, { exhibit, run: newUuid(house.clock, house.random), signal });
  const items = await itemsOf(house.db.kysely, exhibit.id, { filter: {}, after: undefined, limit: 9 });
  const [a = '', b = ''] = ['a.txt', 'b.txt'].map((name) => items.find((one) => one.path.endsWith(name))?.id);
  const run = (...args: string[]) =>
    comity(made.home.path, ['exhibit', 'select', exhibit.number, '--title', 'These', '--reason', 'For the prosecutor', ...args], '', made.env); // prettier-ignore
  const list = join(folder, 'ids');
  writeFileSync(list, `${b}\n\n${a}\n`);

  const files = await run('--what', 'ticked', '--item', a, '--items', list, '--json');
  assert.equal(files.code, 0, files.err);
  const own = JSON.parse(files.out) as { id: typeof exhibit.id; number: string; files: number };
  assert.equal(own.files, 2 + 3, 'each once, and three records');
  const report = await run('--what', 'ticked', '--items', list, '--as', 'report', '--json');
  assert.equal(report.code, 0, report.err);
  const told = JSON.parse(report.out) as typeof own;
  await house.settleStaged(told.id);
  const { files: parts } = await house.store.inventory(told.id);
  const written = parts.flatMap(({ path: one }) => (one.startsWith('data/') ? [one.slice(5)] : []));
  assert.deepEqual(written.toSorted(), ['about.json', 'items.csv', 'items.jsonl', 'report.pdf']);
  const record = readFileSync(house.store.localPath(told.id, 'data/items.jsonl') ?? '', 'utf8');
  assert.ok(record.includes('/a.txt') && !record.includes('within'), record);

  const none = join(folder, 'none');
  writeFileSync(none, '\n');
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['--what', 'ticked'], /--what ticked with --item ID/],
    [['--what', 'relevant', '--item', a], /--what ticked with --item ID/],
    [['--what', 'ticked', '--items', none], /an id on each line/],
    [['--what', 'ticked', '--item', 'x'], /the id of an item: 64 characters/],
    [['--what', 'ticked', '--item', a, '--as', 'picture'], /--as with one of/],
    [['--what', 'everything'], /--what with one of/],
  ];
  for (const [args, words] of refused) {
    const { code, err } = await run(...args);
    assert.equal(code, 2, err);
    assert.match(err, words);
  }
  for (const [path, words] of [
    ['/dev/zero', /at most 1048576 bytes; found more/],
    [join(folder, 'absent'), /absent”, which cannot be read/],
  ] as const) {
    const { code, err } = await run('--what', 'ticked', '--items', path);
    assert.equal(code, 1, err);
    assert.match(err, words);
  }
  const absent = await run('--what', 'ticked', '--item', a, '--item', '0'.repeat(64));
  assert.equal(absent.code, 1, absent.err);
});
