// Remedies used against an order: recorded by whoever may, each step once, never changed.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid } from '../../../base/ids.ts';
import { latestDay } from '../../../base/time.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import type { Acting } from '../life/life.acts.ts';
import { recordRemedy, remedies, stepRemedy } from './remedy.do.ts';
import type { RemedyGiven } from './remedy.ts';

const DAY_MS = 86_400_000;

async function scene(t: TestContext) {
  const made = await requestScene(t, 'epoc');
  const { people, lead, number } = made;
  const day = (shift = 0) => new Date(people.clock() + shift * DAY_MS).toISOString().slice(0, 10);
  const given = (more: Partial<RemedyGiven> = {}): RemedyGiven => ({
    number,
    kind: 'effective',
    usedBy: 'suspect',
    court: 'Court of Example',
    on: day(),
    evidence: 'Copy of the application',
    ...more,
  });
  const id = await sent(lead, number, 'acknowledged');
  const list = (who: Acting = lead) => people.db.asPerson(who.person.id, (tx) => remedies.list(tx, id));
  return { ...made, id, day, given, list };
}

test('a remedy is recorded with its outcome, each once', async (t) => {
  const { people, lead, judge, ines, number, day, given, list } = await scene(t);
  const bad = isRefusal('badInput');
  await assert.rejects(recordRemedy(ines, given()), isRefusal('notAllowed'));
  for (const more of [
    { court: ' ' },
    { court: 'x'.repeat(1001) },
    { evidence: '' },
    { on: 'soon' },
    { on: latestDay(people.clock() + DAY_MS) },
    { on: day(-2) },
  ])
    await assert.rejects(recordRemedy(lead, given(more)), bad, JSON.stringify(more).slice(0, 60));
  const id = newUuid(people.clock, people.random);
  const remedy = await recordRemedy(lead, given({ id }));
  assert.equal(await recordRemedy(lead, given({ id })), remedy, 'sent again, it is recorded once');
  assert.equal(await recordRemedy(judge, given({ kind: 'penalty', usedBy: 'addressee' })), remedy + 1);

  const place = { number, record: remedy };
  const decided = { act: 'decided', outcome: 'rejected', on: day(), evidence: 'Decision 4' } as const;
  await assert.rejects(stepRemedy(ines, place, decided), isRefusal('notAllowed'));
  await assert.rejects(stepRemedy(lead, { number, record: 9 }, decided), isRefusal('notFound'));
  await assert.rejects(stepRemedy(lead, place, { ...decided, on: day(-1) }), bad, 'before it was used');
  await assert.rejects(stepRemedy(lead, place, { ...decided, evidence: ' ' }), bad);
  const step = newUuid(people.clock, people.random);
  await stepRemedy(judge, { ...place, id: step }, decided);
  await stepRemedy(judge, { ...place, id: step }, decided);
  await assert.rejects(stepRemedy(lead, place, decided), isRefusal('conflict', /outcome is recorded/));
  await stepRemedy(lead, place, { act: 'mistaken', evidence: 'Of another order' });
  await assert.rejects(stepRemedy(lead, place, decided), isRefusal('conflict', /by mistake/));
  await assert.rejects(
    stepRemedy(lead, place, { act: 'mistaken', evidence: 'x' }),
    isRefusal('conflict', /by mistake/),
  );
  const found = await list();
  assert.deepEqual(
    found.map((one) => [one.kind, one.usedBy, one.decided?.outcome, one.used.on, one.used.by]),
    [
      ['effective', 'suspect', 'rejected', day(), 'Lena Example'],
      ['penalty', 'addressee', undefined, day(), 'Jaro Example'],
    ],
  );
  assert.deepEqual(
    [found[0]?.decided?.by, found[0]?.mistaken?.evidence, found[0]?.mistaken?.on],
    ['Jaro Example', 'Of another order', undefined],
  );
});

test('there are remedies of an order of the Regulation alone, once it has gone', async (t) => {
  const epoc = await requestScene(t, 'epoc');
  const given = {
    kind: 'effective',
    usedBy: 'suspect',
    court: 'x',
    on: '2026-11-01',
    evidence: 'x',
  } as const;
  await assert.rejects(
    recordRemedy(epoc.lead, { ...given, number: epoc.number }),
    isRefusal('conflict', /not gone yet/),
  );
  const other = await requestScene(t);
  await sent(other.lead, other.number, 'acknowledged');
  await assert.rejects(
    recordRemedy(other.lead, { ...given, number: other.number }),
    isRefusal('conflict', /another kind/),
  );
});

test('the database keeps each event as it is, from whoever may not know, and from who may not record', async (t) => {
  const { people, file, lead, ines, judge, prosecutor, number, id, day, given, list } = await scene(t);
  await recordRemedy(lead, given());
  for (const change of [
    sql`update request_remedy_event set court = 'x'`,
    sql`delete from request_remedy_event`,
  ])
    await assert.rejects(
      people.operator.transaction((tx) => change.execute(tx)),
      { code: '42501' },
    );
  const insert = (by: Acting, as: Acting) =>
    people.db.asPerson(as.person.id, (tx) =>
      sql`insert into request_remedy_event values (gen_random_uuid(), ${id}, ${file.id}, 2, 'used', 'effective', 'suspect', 'x', null,
        ${day()}::date, 'x', ${by.person.id}, now())`.execute(tx),
    );
  await assert.rejects(insert(ines, ines), { code: '42501' }, 'an investigator records none');
  await assert.rejects(insert(judge, lead), { code: '42501' }, 'nor anybody for another');
  await insert(lead, lead);

  const knowers = [lead.person.id, judge.person.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  assert.equal((await list(judge)).length, 2);
  assert.deepEqual(await list(prosecutor), []);
  await assert.rejects(recordRemedy(prosecutor, given()), isRefusal('notFound'));
  await assert.rejects(insert(prosecutor, prosecutor), { code: '42501' });
});
