// The life of a request in a real database: who may do what, in which order, and what is left of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { savePage } from '../drafting/request-draft.acts.ts';
import { eventsOf } from '../../machine/states/life.store.ts';
import { requestOf } from '../../machine/states/request.store.ts';

test('a request goes to review and back with a comment; each act leaves an event that nobody changes', async (t) => {
  const { house, people, file, ines, prosecutor, translator, number, take } = await requestScene(t);
  await assert.rejects(
    take(translator, { act: 'submit' }),
    isRefusal('notAllowed', /the lead, an investigator or a prosecutor of the case/),
  );
  assert.equal((await take(ines, { act: 'submit' })).request.state, 'review');
  await assert.rejects(take(ines, { act: 'submit' }), isRefusal('conflict', /draft.*review/));
  await assert.rejects(take(ines, { act: 'vanish' }), isRefusal('badInput'));
  await assert.rejects(
    take(ines, { act: 'returnForChanges', reason: 'x' }),
    isRefusal('notAllowed', /a prosecutor or a judge of the case/),
  );
  await assert.rejects(take(prosecutor, { act: 'returnForChanges' }), isRefusal('notAllowed', /reasonGiven/));
  await take(prosecutor, { act: 'returnForChanges', reason: 'Name the court.' });
  const { found, request } = await people.db.asPerson(ines.person.id, async (tx) => {
    const request = await requestOf(tx, file.id, number);
    assert.ok(request);
    return { request, found: await eventsOf(tx, request.id) };
  });
  assert.equal(request.state, 'draft');
  assert.deepEqual(
    found.map(({ number, act, from, to, side, by, reason }) => ({ number, act, from, to, side, by, reason })),
    [
      {
        number: 1,
        act: 'submit',
        from: 'draft',
        to: 'review',
        side: 'ours',
        by: 'Ines Example',
        reason: undefined,
      },
      {
        number: 2,
        act: 'returnForChanges',
        from: 'review',
        to: 'draft',
        side: 'ours',
        by: 'Paula Example',
        reason: 'Name the court.',
      },
    ],
  );
  for (const change of [sql`delete from request_event`, sql`update request_event set reason = 'x'`])
    await assert.rejects(
      house.db.transaction((tx) => change.execute(tx)),
      { code: '42501' },
    );
});

test('the database moves no state without its event, and no answers of a request that is under way', async (t) => {
  const { people, file, ines, prosecutor, number, take } = await requestScene(t);
  const as = (who: typeof ines, query: ReturnType<typeof sql>) =>
    people.db.asPerson(who.person.id, (tx) => query.execute(tx));
  await assert.rejects(as(ines, sql`update request set state = 'authorised'`), { code: '42501' });
  await take(ines, { act: 'submit' });
  await assert.rejects(as(prosecutor, sql`update request set state = 'authorised'`), { code: '42501' });
  await assert.rejects(as(ines, sql`update request set version = version + 1`), { code: '42501' });
  await assert.rejects(take(prosecutor, { act: 'authorise' }), isRefusal('notAllowed', /signed/));
  // Writing on it takes it back.
  const saved = await savePage(ines, {
    number,
    base: 1,
    page: 'reference',
    fields: ['reference'],
    answers: { reference: 'JIRS 2026/9' },
  });
  assert.ok(saved.ok);
  assert.equal(saved.request.state, 'draft');
  const found = await people.db.asPerson(ines.person.id, (tx) => eventsOf(tx, saved.request.id));
  assert.deepEqual(
    found.map(({ act }) => act),
    ['submit', 'change'],
  );
  assert.equal(saved.request.caseId, file.id);
});
