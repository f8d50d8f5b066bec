import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readFilter } from './evidence-filter.ts';
import { exhibitLines, exhibitsAcross, type AcrossPlace } from './evidence-list.store.ts';
import { checkExhibit, disposeExhibit } from '../custody/custody.acts.ts';
import { setHolder } from '../custody/hand-over.store.ts';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { testMember } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';

/** Two cases of Ines, one of others; an exhibit a day. */
async function scene(t: TestContext) {
  const { house, clock } = await testInstallation(t);
  const [one, two, others] = [
    await testCase(house, 'One'),
    await testCase(house, 'Two'),
    await testCase(house, 'Others'),
  ];
  const ines = await testMember(house, one, 'Ines Example', 'investigator');
  const at = new Date(house.clock());
  await house.db.transaction((tx) =>
    tx
      .insertInto('case_member')
      .values({ case_id: two.id, person_id: ines.person.id, role: 'defence', added_by: null, added_at: at })
      .execute(),
  );
  const folder = temporaryFolder(t);
  const add = async (reference: string, title: string): Promise<string> => {
    clock.ms += 86_400_000;
    const path = join(folder, title);
    writeFileSync(path, title);
    const from = { kind: 'path', path } as const;
    return (await testExhibit(house, { reference }, { title, from })).number;
  };
  const numbers = {
    letter: await add(one.reference, 'Letter 100% sure'),
    ledger: await add(one.reference, 'Ledger'),
    phone: await add(two.reference, 'Phone'),
    secret: await add(others.reference, 'Secret letter'),
    burnt: await add(one.reference, 'Burnt letter'),
  };
  await checkExhibit(house, numbers.letter);
  const order = { type: 'order', id: '9/26' } as const;
  await disposeExhibit(house, { number: numbers.burnt, order });
  const db = house.db.kysely;
  const ledger = await db
    .selectFrom('exhibit')
    .select('id')
    .where('number', '=', numbers.ledger)
    .executeTakeFirstOrThrow();
  await house.db.transaction((tx) => setHolder(tx, ledger.id as typeof ines.person.id, ines.person.id));
  const across = async (query: string, after?: AcrossPlace, limit = 50) =>
    exhibitsAcross(
      db,
      { person: ines.person.id, filter: readFilter(new URLSearchParams(query)), limit },
      { after, roles: ['lead', 'investigator'] },
    );
  const titles = async (query: string): Promise<string[]> => (await across(query)).map(({ title }) => title);
  return { house, one, ines, across, titles };
}

test('a list across one’s cases shows those alone, the newest first, page by page', async (t) => {
  const { across, titles } = await scene(t);
  const all = ['Burnt letter', 'Phone', 'Ledger', 'Letter 100% sure'];
  assert.deepEqual(await titles(''), all);
  const seen: string[] = [];
  let after: AcrossPlace | undefined;
  for (let page = 0; page < 6; page++) {
    const [line] = await across('', after, 1);
    if (line === undefined) break;
    seen.push(line.title);
    after = line;
  }
  assert.deepEqual(seen, all);
});

test('each filter keeps what it says, and nonsense filters nothing', async (t) => {
  const { titles } = await scene(t);
  assert.deepEqual(
    await titles('text=letter'),
    ['Burnt letter', 'Letter 100% sure'],
    'not what is of others',
  );
  assert.deepEqual(await titles('text=100%25'), ['Letter 100% sure']);
  assert.deepEqual(await titles('text=_'), [], 'a sign of patterns is a letter');
  assert.deepEqual(await titles('text=2026-000002-1'), ['Phone']);
  assert.deepEqual(await titles('kind=image'), []);
  assert.deepEqual(await titles('kind=file&state=unchecked'), ['Phone', 'Ledger']);
  assert.deepEqual(await titles('state=intact'), ['Letter 100% sure']);
  assert.deepEqual(await titles('state=failed'), []);
  assert.deepEqual(await titles('state=destroyed'), ['Burnt letter']);
  assert.deepEqual(await titles('holder=me'), ['Ledger']);
  assert.deepEqual(await titles('holder=store'), ['Letter 100% sure'], 'not where one may not be told');
  assert.deepEqual(await titles('from=2026-11-05&until=2026-11-05'), ['Ledger']);
  assert.deepEqual(
    await titles('from.day=5&from.month=11&from.year=2026&until=2026-11-05'),
    ['Ledger'],
    'as the boxes of the page send it',
  );
  assert.equal((await titles('from.day=31&from.month=2&from.year=2026')).length, 4);
  assert.equal((await titles('kind=x&state=y&from=2026-99-99&holder=%00')).length, 4);
});

test('the list of one case takes the same filter', async (t) => {
  const { house, one, ines } = await scene(t);
  const filter = readFilter(new URLSearchParams('text=letter'));
  const lines = await exhibitLines(house.db.kysely, one.id, 1, { person: ines.person.id, filter, limit: 5 });
  assert.deepEqual(
    lines.map(({ item, isHeld }) => [item, isHeld]),
    [[3, false]],
  );
});
