// The duty to tell the person concerned: planned, delayed with a reason and a day of review, done with what shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { latestDay } from '../../../base/time.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import type { Acting } from '../life/life.acts.ts';
import { noticesOf, planNotice, stepNotice } from './notice.do.ts';
import type { NoticeStep } from './notice.ts';
import { dueNotices } from './due-notices.store.ts';
import { requestOf } from '../../machine/states/request.store.ts';

const DAY_MS = 86_400_000;
const PLANNED = { person: 'Holder of the account', basis: 'Regulation (EU) 2023/1543, Art. 13(1)' };

test('a person is told, or somebody says why not yet and is reminded on the day of review', async (t) => {
  const { people, lead, judge, ines, file, number } = await requestScene(t);
  const plan = (who: Acting, dueOn: string) => planNotice(who, { number, ...PLANNED, dueOn });
  await assert.rejects(plan(ines, '2026-11-10'), isRefusal('notAllowed'));
  await assert.rejects(plan(lead, 'soon'), isRefusal('badInput'));
  const notice = await plan(lead, '2026-11-10');
  const due = (today: string, who = lead) =>
    people.db.asPerson(who.person.id, (tx) => dueNotices(tx, { person: who.person.id, today, limit: 10 }));
  const found = { reference: file.reference, number, notice };
  assert.deepEqual(await due('2026-11-09'), []);
  assert.deepEqual(await due('2026-11-10'), [{ ...found, state: 'planned', dueOn: '2026-11-10' }]);
  const step = (who: Acting, one: NoticeStep) => stepNotice(who, { number, record: notice }, one);
  await assert.rejects(
    step(judge, { act: 'delayed', reason: ' ', review: '2027-02-01' }),
    isRefusal('badInput'),
  );
  await assert.rejects(
    step(judge, { act: 'delayed', reason: 'x', review: '2026-11-03' }),
    isRefusal('badInput'),
  );
  await step(judge, { act: 'delayed', reason: 'It would warn the others', review: '2027-02-01' });
  assert.deepEqual(await due('2027-01-31'), []);
  assert.deepEqual(await due('2027-02-01'), [{ ...found, state: 'delayed', dueOn: '2027-02-01' }]);
  await keepConfidential(judge, {
    number,
    knowers: [judge.person.id, lead.person.id],
    until: undefined,
    reason: 'Officers at risk',
  });
  assert.equal((await due('2027-02-01')).length, 1);
  const tomorrow = latestDay(people.clock() + DAY_MS);
  await assert.rejects(step(judge, { act: 'done', on: tomorrow, evidence: 'x' }), isRefusal('badInput'));
  await step(judge, { act: 'done', on: '2026-11-03', evidence: 'Registered letter 4711, received' });
  await assert.rejects(step(lead, { act: 'notNeeded', reason: 'x' }), isRefusal('conflict', /done/));
  assert.deepEqual(await due('2027-02-01'), []);
  const [kept] = await people.db.asPerson(lead.person.id, async (tx) => {
    const request = await requestOf(tx, file.id, number);
    assert.ok(request);
    return noticesOf(tx, request.id);
  });
  assert.deepEqual(
    kept?.events.map(({ act, by, dueOn, doneOn }) => [act, by, dueOn, doneOn]),
    [
      ['planned', 'Lena Example', '2026-11-10', null],
      ['delayed', 'Jaro Example', '2027-02-01', null],
      ['done', 'Jaro Example', null, '2026-11-03'],
    ],
  );
});

test('whom a confidential request concerns is no reminder for who may not know of it', async (t) => {
  const { people, lead, judge, prosecutor, number } = await requestScene(t);
  await planNotice(prosecutor, { number, ...PLANNED, dueOn: '2026-11-10' });
  await keepConfidential(lead, {
    number,
    knowers: [lead.person.id, judge.person.id],
    until: undefined,
    reason: 'Officers at risk',
  });
  const due = (who: Acting) =>
    people.db.asPerson(who.person.id, (tx) =>
      dueNotices(tx, { person: who.person.id, today: '2026-12-01', limit: 10 }),
    );
  assert.deepEqual([(await due(judge)).length, (await due(prosecutor)).length], [1, 0]);
  await assert.rejects(
    stepNotice(prosecutor, { number, record: 1 }, { act: 'notNeeded', reason: 'x' }),
    isRefusal('notFound'),
  );
});
