import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { newUuid } from '../../base/ids.ts';
import { caseOfMember, insertMember } from '../../people/case-member.store.ts';
import { insertPerson, personById } from '../../people/person.store.ts';
import type { CaseRole } from '../../people/roles.ts';
import { examine } from './examine.acts.ts';
import { itemsOf, marksCounted } from './items.store.ts';
import { markItem } from './mark.do.ts';

test('the last mark of each person counts, and only who may examine sets one', async (t) => {
  const { house, people } = await testHouse(t);
  const file = await testCase(house);
  const exhibit = await testExhibit(house, file);
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(60_000) });
  const viewer = async (name: string, role: CaseRole) => {
    const id = newUuid(house.clock, house.random);
    const at = new Date(house.clock());
    await house.db.transaction(async (tx) => {
      await insertPerson(tx, { id, name, email: `${name}@agency.example`, createdAt: at });
      await insertMember(tx, { caseId: file.id, person: id, role, at });
    });
    const [person, of] = [
      await personById(house.db.kysely, id),
      await caseOfMember(house.db.kysely, file.reference, id),
    ];
    assert.ok(person && of);
    return { person, file: of };
  };
  const [ines, omar, olga] = [
    await viewer('ines', 'examiner'),
    await viewer('omar', 'lead'),
    await viewer('olga', 'observer'),
  ];
  const { number } = exhibit;
  const list = (marked: 'relevant' | 'irrelevant' | 'no') =>
    itemsOf(house.db.kysely, exhibit.id, { filter: { marked }, after: undefined, limit: 10 });
  const [found] = await list('no');
  assert.ok(found);
  const item = found.id;
  await markItem(people, ines, { number, item, body: { relevant: true, tag: 'gate' } });
  await markItem(people, omar, { number, item, body: { relevant: false } });
  assert.deepEqual(await marksCounted(house.db.kysely, exhibit.id), { relevant: 1, irrelevant: 1 });
  await markItem(people, omar, { number, item, body: { relevant: true, note: 'As Ines says' } });
  assert.deepEqual(await marksCounted(house.db.kysely, exhibit.id), { relevant: 1, irrelevant: 0 });
  const [marked, ...more] = await list('relevant');
  assert.deepEqual(
    [marked?.marks.map(({ by, tag, note }) => [by, tag, note]), more],
    [
      [
        ['ines', 'gate', null],
        ['omar', null, 'As Ines says'],
      ],
      [],
    ],
  );
  assert.deepEqual([await list('irrelevant'), await list('no')], [[], []]);
  await assert.rejects(
    markItem(people, olga, { number, item, body: { relevant: true } }),
    isRefusal('notAllowed'),
  );
  const body = { relevant: true, tag: 'x'.repeat(61) };
  await assert.rejects(markItem(people, ines, { number, item, body }), isRefusal('badInput'));
  await assert.rejects(
    markItem(people, ines, { number, item: '0'.repeat(64), body: { relevant: true } }),
    isRefusal('notFound'),
  );
});
