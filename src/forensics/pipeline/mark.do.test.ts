import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { caseOfMember, insertMember } from '../../people/case-member.store.ts';
import { insertPerson, personById } from '../../people/person.store.ts';
import type { CaseRole } from '../../people/roles.ts';
import { endJob } from '../../platform/job.store.ts';
import { examine } from './examine.acts.ts';
import { askToExamine } from './examine.jobs.ts';
import { itemsOf, lastRun, marksCounted, tagsCounted } from './items.store.ts';
import { markItem } from './mark.do.ts';

test('an examination that was paused goes on, the last mark of each person counts, and only who may examine sets one', async (t) => {
  const { house, people } = await testHouse(t);
  const file = await testCase(house);
  const exhibit = await testExhibit(house, file);
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
  // Paused at its first stage, then asked for again: it is the same examination, under the job that goes on.
  const first = await askToExamine(people, ines, { exhibit, again: false });
  const pause = new AbortController();
  const stopped = examine(house, { exhibit, run: first, job: first, signal: pause.signal, onProgress: () => pause.abort() }); // prettier-ignore
  await assert.rejects(stopped, { name: 'AbortError' });
  assert.equal((await lastRun(house.db.kysely, exhibit.id))?.isAtWork, true);
  assert.equal(await askToExamine(people, ines, { exhibit, again: false }), first, 'it is under way');
  await endJob(house.db.kysely, first, { state: 'cancelled' }, new Date(house.clock()));
  assert.equal((await lastRun(house.db.kysely, exhibit.id))?.isAtWork, false);
  const second = await askToExamine(people, ines, { exhibit, again: false });
  await examine(house, { exhibit, run: second, job: second, signal: AbortSignal.timeout(60_000) });
  const run = await lastRun(house.db.kysely, exhibit.id);
  assert.deepEqual([run?.id, run?.job, run?.endedAt !== null, run?.failures], [first, second, true, 0]);
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
  // By its tag: that of the last mark of somebody, as it was written.
  const tagged = async (tag: string) =>
    (await itemsOf(house.db.kysely, exhibit.id, { filter: { tag }, after: undefined, limit: 10 })).map(
      ({ id }) => id,
    );
  assert.deepEqual(
    [await tagged('gate'), await tagged('Gate'), await tagsCounted(house.db.kysely, exhibit.id)],
    [[item], [], [{ tag: 'gate', count: 1 }]],
  );
  await markItem(people, ines, { number, item, body: { relevant: true, tag: 'quay' } });
  assert.deepEqual(
    [await tagged('gate'), await tagged('quay'), await tagsCounted(house.db.kysely, exhibit.id)],
    [[], [item], [{ tag: 'quay', count: 1 }]],
  );
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
  // Words in it, as the person who asks: nobody else finds any.
  const withWords = (person: Uuid) =>
    people.db.asPerson(person, (tx) =>
      sql<{ found: Buffer }>`
        select comity_contents_with_words(${exhibit.id}, ${["'letter':*"]}::text[]) as found`.execute(tx),
    );
  assert.equal((await withWords(olga.person.id)).rows.length, 1);
  assert.equal((await withWords(newUuid(house.clock, house.random))).rows.length, 0);
  const filter = { text: 'a lett' };
  const read = await people.db.asPerson(ines.person.id, (tx) =>
    itemsOf(tx, exhibit.id, { filter, after: undefined, limit: 10 }),
  );
  assert.deepEqual(
    read.map(({ path }) => path),
    ['/letter.txt'],
  );
});
