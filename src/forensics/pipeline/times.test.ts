import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { said } from '../../../test/support/words.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { newUuid } from '../../base/ids.ts';
import { examine } from './examine.acts.ts';
import { readItemFilter } from './items.ts';
import { itemsOf, monthsOf } from './items.store.ts';
import { bars } from './types.pages.ts';

test('files are counted by the month of the time that is asked for, and found by that month or its year', async (t) => {
  const { house } = await testHouse(t);
  const exhibit = await testExhibit(house, await testCase(house));
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(60_000) });
  const { kysely } = house.db;
  await sql`
    update examined_item set modified = '2026-11-30T10:00:00Z',
           more = more || '{"created": "2025-03-01T00:00:00Z", "accessed": "no time"}'::jsonb`.execute(
    kysely,
  );
  const months = async (time: 'modified' | 'created' | 'accessed' | 'changed') =>
    (await monthsOf(kysely, exhibit.id, time)).map(({ month, count }) => [month, count]);
  assert.deepEqual(await months('modified'), [['2026-11', 1]]);
  assert.deepEqual(await months('created'), [['2025-03', 1]]);
  assert.deepEqual(await months('accessed'), []);
  assert.deepEqual(await months('changed'), []);
  const found = async (time: string) => {
    const filter = readItemFilter((name) => (name === 'time' ? time : ''));
    return (await itemsOf(kysely, exhibit.id, { filter, after: undefined, limit: 9 })).length;
  };
  for (const [time, count] of [
    ['modified:2026-11', 1],
    ['modified:2026-10', 0],
    ['created:2025', 1],
    ['created:2026', 0],
    ['changed:2025', 0],
  ] as const)
    assert.equal(await found(time), count, time);
  for (const none of ['born:2026', 'created:26', 'created', "created:2026-11'"])
    assert.deepEqual(
      readItemFilter((name) => (name === 'time' ? none : '')),
      {},
      'what is not well formed is not asked for',
    );
});

test('a bar leads to its files, and one without any leads nowhere', async () => {
  const spans = [{ span: '2026-10', count: 3 }, { span: '2026-11', count: 0 }]; // prettier-ignore
  const drawn = `${await bars(said, spans, (span) => `/items?time=created%3A${span}`)}`;
  assert.match(drawn, /href="\/items\?time=created%3A2026-10" tabindex="-1"/);
  assert.doesNotMatch(drawn, /2026-11" tabindex/);
  assert.doesNotMatch(`${await bars(said, spans)}`, /<a /);
});
