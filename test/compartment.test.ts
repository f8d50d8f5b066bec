// A compartmented case: in nobody's counts, and what leaves it is confirmed by a second person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { changeCompartment } from '../src/cases/case-file.acts.ts';
import { counts } from '../src/evidence/installation/health.store.ts';
import { askShare } from '../src/evidence/packages/share.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import { shareOf } from './support/held-exhibit.ts';
import { testCase, testExhibit } from './support/installation.ts';
import { testHouse, testMember } from './support/people.ts';

test('a compartment is in nobody’s counts, and nothing leaves it by one person alone', async (t) => {
  const { house, people } = await testHouse(t);
  const file = await testCase(house);
  const lead = await testMember(house, file, 'Lena Example', 'lead');
  const judge = await testMember(house, file, 'Jana Example', 'judge');
  const exhibit = await testExhibit(house, file);
  const before = await counts(house.db.kysely);
  await changeCompartment(people, lead, { isCompartmented: true, reason: 'Officers at risk' });
  const after = await counts(house.db.kysely);
  assert.deepEqual([before.cases - after.cases, before.exhibits - after.exhibits], [1, 1]);
  const seen = await caseOfMember(house.db.kysely, file.reference, judge.person.id);
  assert.ok(seen);
  const share = shareOf(exhibit.number);
  const asked = await askShare(house, {
    by: { ...judge, file: seen },
    share,
    id: newUuid(house.clock, house.random),
  });
  assert.equal(asked, 'asked');
});
