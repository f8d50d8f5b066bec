import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { newUuid } from '../base/ids.ts';
import { caseOfMember } from '../people/case-member.store.ts';
import { CASE_ROLES } from '../people/roles.ts';
import { testHouse, testMember } from '../../test/support/people.ts';
import { refusedAs } from '../../test/support/held-exhibit.ts';
import { testCase } from '../../test/support/installation.ts';
import { addMember } from './case-open.acts.ts';
import { removeMember } from './member-removal.do.ts';
import { addEntry, changeField, changeStatus, endEntry } from './case-file.acts.ts';
import { caseRecord, changesOf, dueDeadlines, notesOf, openEntries } from './case-file.store.ts';

async function scene(t: TestContext) {
  const { house, people } = await testHouse(t);
  const file = await testCase(house);
  const other = await testCase(house, 'Another case');
  const lead = await testMember(house, file, 'Lena Example', 'lead');
  const ines = await testMember(house, file, 'Ines Example', 'investigator');
  const omar = await testMember(house, other, 'Omar Example', 'lead');
  const id = () => newUuid(house.clock, house.random);
  const history = () => changesOf(house.db.kysely, file.id, { after: undefined, limit: 50 });
  return { house, people, file, lead, ines, omar, id, history };
}

test('one thing is changed at a time, and every change is kept: who, when, before and after', async (t) => {
  const { house, people, file, lead, ines, omar, history } = await scene(t);
  const offences = { field: 'offences', text: 'Fraud\nForgery' } as const;
  await assert.rejects(changeField(people, ines, offences), refusedAs('notAllowed'));
  await assert.rejects(changeField(people, { ...omar, file }, offences), refusedAs('notFound'));
  await changeField(people, lead, offences);
  await changeField(people, lead, offences); // the same again is no change
  await changeField(people, lead, { field: 'offences', text: 'Fraud' });
  assert.equal((await caseRecord(house.db.kysely, file.id)).offences, 'Fraud');
  assert.deepEqual(
    (await history()).map(({ by, what, before, after }) => ({ by, what, before, after })),
    [
      { by: 'Lena Example', what: 'offences', before: 'Fraud\nForgery', after: 'Fraud' },
      { by: 'Lena Example', what: 'offences', before: '', after: 'Fraud\nForgery' },
    ],
  );
  const erase = house.db.transaction((tx) => tx.deleteFrom('case_change').execute());
  await assert.rejects(
    erase,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === '42501',
  );
});

test('a closed case keeps its file as it is until it is reopened, each with a reason', async (t) => {
  const { people, lead, ines, id, history, file, house } = await scene(t);
  const close = { status: 'closed', reason: 'Final judgment' } as const;
  await assert.rejects(changeStatus(people, ines, close), refusedAs('notAllowed'));
  await changeStatus(people, lead, close);
  await changeStatus(people, lead, close);
  const title = { field: 'title', text: 'Harbour' } as const;
  await assert.rejects(changeField(people, lead, title), refusedAs('conflict'));
  const party = { kind: 'party', role: 'witness', text: 'Wiremu Example' } as const;
  await assert.rejects(addEntry(people, lead, { id: id(), entry: party }), refusedAs('conflict'));
  await addEntry(people, ines, { id: id(), entry: { kind: 'note', text: 'Files returned' } });
  assert.equal((await caseOfMember(house.db.kysely, file.reference, lead.person.id))?.isClosed, true);
  await changeStatus(people, lead, { status: 'open', reason: 'Appeal' });
  await changeField(people, lead, title);
  assert.deepEqual(
    (await history()).map(({ what, after, reason }) => [what, after, reason]),
    [
      ['title', 'Harbour', undefined],
      ['status', 'open', 'Appeal'],
      ['status', 'closed', 'Final judgment'],
    ],
  );
});

test('parties and deadlines come and go with their history; a note stays; what is due stands on My work', async (t) => {
  const { house, people, file, lead, ines, omar, id, history } = await scene(t);
  const [party, late, soon, note] = [id(), id(), id(), id()];
  await addEntry(people, lead, {
    id: party,
    entry: { kind: 'party', role: 'victim', text: 'Wiremu Example' },
  });
  for (const [key, dueOn] of [
    [soon, '2026-12-01'],
    [late, '2026-11-01'],
    [late, '2026-11-01'],
  ] as const)
    await addEntry(people, lead, { id: key, entry: { kind: 'deadline', dueOn, text: `due ${dueOn}` } });
  await addEntry(people, ines, { id: note, entry: { kind: 'note', text: 'Called the bank' } });
  const db = house.db.kysely;
  assert.deepEqual(
    (await openEntries(db, file.id, 'deadline')).map((one) => one.dueOn),
    ['2026-11-01', '2026-12-01'],
  );
  assert.equal((await dueDeadlines(db, ines.person.id, CASE_ROLES, 10)).length, 2);
  assert.equal((await dueDeadlines(db, ines.person.id, ['observer'], 10)).length, 0);
  assert.equal(
    (await dueDeadlines(db, omar.person.id, CASE_ROLES, 10)).length,
    0,
    'of one’s own cases alone',
  );
  for (const one of [late, late, party, note]) await endEntry(people, lead, one);
  assert.deepEqual(
    (await openEntries(db, file.id, 'deadline')).map((one) => one.text),
    ['due 2026-12-01'],
  );
  assert.deepEqual(await openEntries(db, file.id, 'party'), []);
  const notes = await notesOf(db, file.id, { after: undefined, limit: 5 });
  assert.deepEqual(
    notes.map(({ text, by }) => [text, by]),
    [['Called the bank', 'Ines Example']],
  );
  assert.deepEqual(
    (await history()).map(({ what }) => what),
    ['party', 'deadline', 'deadline', 'deadline', 'party'],
  );
});

test('who is put into a case, and who is taken out and why, stands in its history', async (t) => {
  const { house, people, file, lead, omar, history } = await scene(t);
  const own = (await caseOfMember(house.db.kysely, file.reference, lead.person.id)) ?? assert.fail();
  await addMember(people, lead.person, own, { email: omar.person.email, role: 'examiner' });
  await removeMember(people, lead.person, own, omar.person.id, 'No longer on the case');
  assert.deepEqual(
    (await history()).map(({ by, what, before, after, reason }) => ({ by, what, before, after, reason })),
    [
      {
        by: 'Lena Example',
        what: 'member',
        before: 'examiner Omar Example',
        after: '',
        reason: 'No longer on the case',
      },
      { by: 'Lena Example', what: 'member', before: '', after: 'examiner Omar Example', reason: undefined },
    ],
  );
  const inAnotherName = people.db.asPerson(lead.person.id, (tx) =>
    sql`insert into case_change (id, case_id, by_person, at, what, before, after)
        values (gen_random_uuid(), ${file.id}, ${omar.person.id}, now(), 'member', '', 'lead X')`.execute(tx),
  );
  await assert.rejects(inAnotherName, { code: '42501' });
});
