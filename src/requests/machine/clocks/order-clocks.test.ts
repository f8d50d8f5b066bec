// The clocks of a production order in a real database, moved by the acts of its life: a question and an objection let them rest.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { explainAll } from '../../../../test/support/complete-request.ts';
import { answerOf, signingScene, signIt } from '../../../../test/support/signing-request.ts';
import { setAsked } from '../../verbs/drafting/request-draft.acts.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import type { ActDetail } from '../states/life.ts';
import { awaitedBy } from './awaited.acts.ts';
import { clocksOf, sourcesOf } from './clock.store.ts';

/** An order for production that went and was received, with the enforcing authority notified. */
async function order(t: TestContext, { isReceived = true } = {}) {
  const scene = await signingScene(t, 'epoc');
  const { ines, judge, lead, people, number, take } = scene;
  const look = () => people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  await explainAll(ines, number);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, judge, await answerOf(scene, judge))).ok);
  const notified = { authority: 'Enforcing authority of the Netherlands' };
  await take(lead, {
    act: 'transmit',
    evidence: 'Receipt of the system',
    detail: { notified, carried: { by: 'system' }, channel: 'epoc' },
  });
  const receipt = { act: 'deliver', evidence: 'Receipt of the addressee', zone: 'Europe/Amsterdam' };
  if (isReceived) await take(lead, receipt);
  const statusOf = async (id: string) => {
    const { request } = await look();
    const clocks = await people.db.asPerson(lead.person.id, (tx) => clocksOf(tx, { request: request.id }));
    return clocks.filter(({ rule }) => rule.id === id).map(({ run }) => run.status);
  };
  const clock = async (id: string) => {
    const { request } = await look();
    return people.db.asPerson(lead.person.id, async (tx) => {
      const [one, ...more] = (await clocksOf(tx, { request: request.id })).filter(
        ({ rule }) => rule.id === id,
      );
      assert.ok(one !== undefined && more.length === 0, id);
      return { ...one, sources: await sourcesOf(tx, one.id), awaited: await awaitedBy(tx, one) };
    });
  };
  return { ...scene, statusOf, clock };
}

test('a question to the issuing authority, and an objection until a court keeps the order, let its ten days rest', async (t) => {
  const { take, lead, ines, statusOf } = await order(t);
  const days = 'epoc.produce-notified';
  assert.deepEqual(await statusOf(days), ['running']);
  assert.deepEqual(await statusOf('epoc.produce'), [], 'the one without a notice does not run');

  await take(lead, { act: 'askClarification', evidence: 'Annex III', reason: 'Which of the two accounts?' });
  assert.deepEqual(
    [await statusOf(days), await statusOf('epoc.clarification-reply')],
    [['paused'], ['running']],
  );
  await take(ines, { act: 'answerClarification', evidence: 'Sent by the system', reason: 'The first' });
  assert.deepEqual(
    [await statusOf(days), await statusOf('epoc.clarification-reply')],
    [['running'], ['done']],
  );

  await take(lead, { act: 'postpone', evidence: 'Annex III', detail: { ground: 'third-country-law' } });
  assert.deepEqual(await statusOf(days), ['paused'], 'suspended until a court has decided (Art. 17(3))');
  assert.deepEqual(await statusOf('epoc.third-country-objection'), ['done'], 'it came in time');
  await take(lead, { act: 'resume', evidence: 'The court keeps the order' });
  assert.deepEqual(await statusOf(days), ['running']);
  await take(lead, { act: 'refuse', evidence: 'Letter', detail: { ground: 'immunity' } });
  assert.deepEqual(await statusOf(days), ['done']);
});

test('what comes in part leaves the rest due; a ground answers it; reviewed, it gets a new deadline until it comes', async (t) => {
  const { take, lead, ines, statusOf, clock } = await order(t);
  const days = 'epoc.produce-notified';
  const others = ['epoc.annex-iii-other', 'epoc.third-country-objection'];
  const all = async () => (await Promise.all([days, ...others].map(statusOf))).flat();
  const partly = { item: 3, actual: 'partly' } as const;
  const tell = (evidence: string, ...items: NonNullable<ActDetail['items']>) =>
    take(lead, { act: 'reportItems', evidence, detail: { items } });
  await tell(
    'Their letter',
    { item: 1, actual: 'produced' },
    { item: 2, actual: 'refused', ground: 'immunity' },
    partly,
  );
  assert.deepEqual(await all(), ['running', 'running', 'running'], 'no time to answer ends with a part');
  assert.deepEqual(
    (await clock(days)).awaited,
    [3, 4],
    'and the page says which lines of the order are missing',
  );
  await tell('Their letter of the day after', { item: 4, actual: 'produced' });
  assert.deepEqual((await clock(days)).awaited, [3]);
  assert.deepEqual(await statusOf('epoc.user-information'), ['running'], 'though data came, and are told of');
  assert.deepEqual(await statusOf('epoc.preserve-at-once'), ['done'], 'they are kept');

  const detail: ActDetail = { items: [partly], ground: 'impossible' };
  await take(lead, { act: 'refuseInPart', evidence: 'Annex III', detail });
  assert.deepEqual(await all(), ['done', 'done', 'done'], 'Annex III with its ground is an answer');
  assert.deepEqual((await clock(days)).awaited, []);

  const lastDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const deadline = { lastDay, setBy: 'The issuing authority' };
  await take(lead, { act: 'setDeadline', evidence: 'Review of 4 May', detail: { deadline } });
  const again = await clock(days);
  assert.deepEqual([again.run.status, again.run.readings[0]?.lastDay], ['running', lastDay]);
  assert.deepEqual(again.awaited, [2, 3], 'what did not come, or not whole');
  assert.equal(again.sources.at(-1)?.evidence, 'Review of 4 May');
  const items = [2, 3].map((item) => ({ item, actual: 'produced' as const }));
  await take(lead, { act: 'reportExecuted', evidence: 'Second letter', detail: { items } });
  assert.deepEqual(await statusOf(days), ['done']);
  const set = { act: 'setDeadline', evidence: 'Another review', detail: { deadline } };
  await assert.rejects(take(lead, set), /deadlineGiven/, 'all of it came, and there is nothing to review');
  await take(ines, { act: 'receiveEvidence', evidence: 'Disc', detail: { exhibits: ['X-1'] } });
  await take(lead, { act: 'askEnforcement', evidence: 'Receipt', reason: 'Some of it cannot be read' });
  await take(lead, { act: 'beginExecution', evidence: 'Decision of the enforcing authority' });
  assert.deepEqual(await statusOf('epoc.recognition'), ['done'], 'after an answer in part too');
});

test('where nobody recorded the receipt, its time runs from when the other side was heard of', async (t) => {
  const { take, lead, ines, clock, statusOf } = await order(t, { isReceived: false });
  assert.deepEqual(await statusOf('epoc.produce-notified'), [], 'sent, and nobody knows whether it came');
  await take(lead, { act: 'askClarification', evidence: 'Annex III', reason: 'Which account?' });
  assert.deepEqual(await statusOf('epoc.produce-notified'), ['paused'], 'begun, and at rest at once');
  await take(ines, { act: 'answerClarification', evidence: 'Sent by the system', reason: 'The first' });
  const { run, sources } = await clock('epoc.produce-notified');
  assert.equal(run.status, 'running');
  assert.deepEqual(
    sources.map(({ event, evidence }) => [event, evidence]),
    [
      ['addressee_received_epoc', 'Annex III'],
      ['annex_iii_clarification_sent', 'Annex III'],
      ['clarification_given', 'Sent by the system'],
    ],
  );
});
