// The clocks of a production order in a real database, moved by the acts of its life: a question and an objection let them rest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainAll } from '../../../test/support/complete-request.ts';
import { answerOf, signingScene, signIt } from '../../../test/support/signing-request.ts';
import { setAsked } from '../drafting/request-draft.acts.ts';
import { lifeOf } from '../life/life.acts.ts';
import { clocksOf } from './clock.store.ts';

test('a question to the issuing authority, and an objection until a court keeps the order, let its ten days rest', async (t) => {
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
  await take(lead, { act: 'deliver', evidence: 'Receipt of the addressee', zone: 'Europe/Amsterdam' });
  const statusOf = async (id: string) => {
    const { request } = await look();
    const clocks = await people.db.asPerson(lead.person.id, (tx) => clocksOf(tx, { request: request.id }));
    return clocks.filter(({ rule }) => rule.id === id).map(({ run }) => run.status);
  };
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
