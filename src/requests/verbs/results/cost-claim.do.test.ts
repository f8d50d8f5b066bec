// Costs claimed for an order: recorded by whoever may, answered once, exact, never changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid } from '../../../base/ids.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import { costs, recordClaim, stepClaim } from './cost-claim.do.ts';
import type { ClaimGiven } from './cost-claim.ts';

test('a claim is recorded to the last digit, and answered once', async (t) => {
  const { people, lead, judge, ines, prosecutor, number } = await requestScene(t, 'epoc-pr');
  const on = new Date(people.clock()).toISOString().slice(0, 10);
  const given = (more: Partial<ClaimGiven> = {}): ClaimGiven => ({
    number,
    amount: '900719925474.991',
    currency: 'KWD',
    on,
    evidence: 'Invoice 4711',
    ...more,
  });
  await assert.rejects(recordClaim(lead, given()), isRefusal('conflict', /not gone yet/));
  const id = await sent(lead, number, 'acknowledged');
  await assert.rejects(recordClaim(ines, given()), isRefusal('notAllowed'));
  const bad = isRefusal('badInput');
  for (const more of [
    { amount: '0' },
    { amount: '0.000' },
    { amount: '-1' },
    { amount: '1,5' },
    { amount: '1.2345' },
    { amount: '1e3' },
    { amount: '1.005', currency: 'EUR' },
    { amount: '1.5', currency: 'JPY' },
    { currency: 'XYZ' },
    { currency: 'eur' },
    { evidence: ' ' },
    { on: '2020-01-01' },
  ])
    await assert.rejects(recordClaim(lead, given(more)), bad, JSON.stringify(more));
  const key = newUuid(people.clock, people.random);
  const claim = await recordClaim(lead, given({ id: key }));
  assert.equal(await recordClaim(lead, given({ id: key })), claim, 'sent again, it is recorded once');
  const second = await recordClaim(lead, given({ amount: '12.5', currency: 'EUR' }));

  const place = { number, record: claim };
  const paid = { act: 'reimbursed', amount: '900719925474.99', on, evidence: 'Transfer' } as const;
  await assert.rejects(stepClaim(ines, place, paid), isRefusal('notAllowed'));
  await assert.rejects(stepClaim(lead, { number, record: 9 }, paid), isRefusal('notFound'));
  await assert.rejects(
    stepClaim(lead, place, { ...paid, amount: '900719925474.992' }),
    isRefusal('badInput', /at most what was claimed/),
  );
  await assert.rejects(stepClaim(lead, place, { ...paid, amount: '0' }), bad);
  const step = newUuid(people.clock, people.random);
  await stepClaim(judge, { ...place, id: step }, paid);
  await stepClaim(judge, { ...place, id: step }, paid);
  const refused = { act: 'refused', on, evidence: 'Not provided for' } as const;
  await assert.rejects(stepClaim(lead, place, refused), isRefusal('conflict', /answered/));
  await stepClaim(lead, { number, record: second }, refused);
  await assert.rejects(stepClaim(lead, { number, record: second }, paid), isRefusal('conflict', /answered/));
  await stepClaim(lead, { number, record: second }, { act: 'mistaken', evidence: 'Of another order' });
  await assert.rejects(stepClaim(lead, { number, record: second }, paid), isRefusal('conflict', /mistake/));

  const list = (who = lead) => people.db.asPerson(who.person.id, (tx) => costs.list(tx, id));
  assert.deepEqual(
    (await list()).map((one) => [
      one.amount,
      one.reimbursed?.amount.amount,
      one.refused?.evidence,
      one.mistaken?.by,
    ]),
    [
      [{ amount: '900719925474.991', currency: 'KWD' }, '900719925474.990', undefined, undefined],
      [{ amount: '12.50', currency: 'EUR' }, undefined, 'Not provided for', 'Lena Example'],
    ],
  );

  for (const change of [sql`update request_cost_event set amount = 1`, sql`delete from request_cost_event`])
    await assert.rejects(
      people.operator.transaction((tx) => change.execute(tx)),
      { code: '42501' },
    );
  // No more than are listed: what nobody sees any more would take the number of another.
  await people.operator.transaction((tx) =>
    sql`insert into request_cost_event (id, request_id, case_id, number, act, amount, currency, on_day, evidence, by_person, at)
      select gen_random_uuid(), request_id, case_id, n, 'claimed', 1, 'EUR', on_day, 'x', by_person, at
        from request_cost_event, generate_series(3, 200) n where number = ${claim} and act = 'claimed'`.execute(
      tx,
    ),
  );
  await assert.rejects(recordClaim(lead, given()), isRefusal('tooLarge', /at most 200/));
  const knowers = [lead.person.id, judge.person.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  assert.deepEqual([(await list(judge)).length, await list(prosecutor)], [200, []]);
  await assert.rejects(recordClaim(prosecutor, given()), isRefusal('notFound'));
});
