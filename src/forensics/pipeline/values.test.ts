// Values of a licensed tool are opaque: each file with that digest has one, and it is equal to an entry of a set or not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet } from '../../../test/support/known-set.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { newUuid } from '../../base/ids.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { examine } from './examine.acts.ts';
import { itemsOf } from './items.store.ts';
import { giveValues } from './values.do.ts';
import { readValues } from './values.ts';

test('values that a licensed tool gave are compared as strings, and one event says which list and tool', async (t) => {
  const { made, file, ines, judge } = await heldByInes(t);
  const { house } = made;
  const exhibit = await testExhibit(house, file);
  const { number } = exhibit;
  const id = () => newUuid(house.clock, house.random);
  const examined = () => examine(house, { exhibit, run: id(), signal: AbortSignal.timeout(60_000) });
  const items = () => itemsOf(house.db.kysely, exhibit.id, { filter: {}, after: undefined, limit: 10 });
  const give = (list: string, by = ines) => giveValues(house, by, { number, id: id(), body: { list, tool: 'Example tool 7' } }); // prettier-ignore
  await knownSet(t, house, '10,20,30\n', { lines: 'photodna', category: 'B' });
  const list = (value: string, sha256 = '0'.repeat(64)) => `sha256,photodna\n${sha256},"${value}"\n`;
  await assert.rejects(give(list('10,20,30')), isRefusal('notFound'), 'nothing was examined yet');
  await examined();
  const [item] = await items();
  assert.ok(item?.sha256);
  await assert.rejects(give(list('10,20,30', item.sha256), judge), isRefusal('notAllowed'));
  await give(list('10,20,31', item.sha256));
  await examined();
  assert.deepEqual((await items())[0]?.known, [], 'nearly equal is not equal');
  await give(list('10,20,30', item.sha256));
  await examined();
  const hits = (await items())[0]?.known.map(({ set, digest, category }) => [set, digest, category]);
  assert.deepEqual(hits, [['Reference', 'photodna', 'B']]);
  const methods = (await eventsOf(house, number)).map(({ event }) =>
    JSON.stringify(event.facts?.['method'] ?? ''),
  );
  const given = methods.filter((one) =>
    one.startsWith('"values of PhotoDNA given by Example tool 7: 1, for 1 files, list '),
  );
  assert.equal(given.length, 2);
});

test('a list is CSV or JSON by the digests of files, and a row that lacks something is named', async () => {
  const [md5, sha1] = ['ab'.repeat(16), 'cd'.repeat(20)];
  const read = async (text: string) =>
    (await readValues(text)).map(({ kind, digest, value }) => [kind, digest, value]);
  assert.deepEqual(await read(`MD5;PhotoDNA\n${md5.toUpperCase()};1,2\n`), [['md5', md5, '1,2']]);
  assert.deepEqual(await read(JSON.stringify([{ sha1, photodna: 'x' }])), [['sha1', sha1, 'x']]);
  assert.deepEqual(
    await read(
      JSON.stringify({
        value: [{ MD5: md5, AlternativeHashes: [{ HashName: 'PhotoDNA', HashValue: '1,2' }] }],
      }),
    ),
    [['md5', md5, '1,2']],
    'as Project VIC has it',
  );
  for (const wrong of [
    '',
    'photodna\n1,2\n',
    `md5,photodna\n${md5},\n`,
    `md5,photodna\n${sha1},1\n`,
    '[]',
    '[{"photodna":"1"}]',
    `md5,photodna\n${md5},${'1'.repeat(4001)}\n`,
  ])
    // prettier-ignore
    await assert.rejects(readValues(wrong), isRefusal('badInput'), wrong.slice(0, 40));
});
