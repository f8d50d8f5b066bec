// A production order is notified to the enforcing authority of the other State by line (Regulation (EU) 2023/1543, Art. 8): its receipt is the act
// that begins its time, and a ground that it raises refuses the order. Its addressee is another, and hears nothing of that here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivedRequests, takeIntoCase } from '../src/exchange/request-exchange.acts.ts';
import { noticesOfOrder, notifyOrder } from '../src/exchange/order-notice.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { clocksOf } from '../src/requests/machine/clocks/clock.store.ts';
import { setAsked } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { registerRequest } from '../src/requests/verbs/incoming/register.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import { explainAll } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { asMember, enrol, testHouse } from './support/people.ts';
import { isRefusal } from './support/refusal.ts';
import { talkAll } from './support/request-between.ts';
import { answerOf, signingScene, signIt } from './support/signing-request.ts';
import { authority, listen, trusts } from './support/two-authorities.ts';

const HAGUE = {
  agency: 'Public Prosecutor of The Hague (invented)',
  state: 'NL',
  origin: 'hague.example/custody',
};

test('the authority that is notified of an order raises a ground by line, and the order stands refused', async (t) => {
  const scene = await signingScene(t, 'epoc');
  const { ines, judge, lead, number } = scene;
  const lyon = await authority(scene);
  const hague = await authority(await testHouse(t, HAGUE));
  await trusts(lyon, hague);
  await trusts(hague, lyon);
  await listen(t, lyon);
  await listen(t, hague);
  const { law } = lead;
  const talk = () => talkAll([lyon, hague], law);
  const { clock, random } = lyon.house;
  const sender = { house: lyon.house, keys: lyon.keys, clock, random };
  const order = async () => lead.people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  await explainAll(ines, number);
  await scene.take(ines, { act: 'submit' });
  await signIt(scene, judge, await answerOf(scene, judge));
  const to = { number, peer: HAGUE.origin };
  await assert.rejects(notifyOrder(lead, sender, to), isRefusal('notAllowed'), 'it has not left');
  await scene.take(lead, {
    act: 'transmit',
    evidence: 'Receipt of the system',
    detail: { notified: { authority: HAGUE.agency }, carried: { by: 'system' }, channel: 'epoc' },
  });
  await notifyOrder(lead, sender, to);
  await assert.rejects(notifyOrder(lead, sender, to), isRefusal('conflict'), 'once');
  await talk();
  const { request, events } = await order();
  assert.deepEqual([request.state, events.at(-1)?.act], ['transmitted', 'noticeReceived']);
  assert.match(events.at(-1)?.evidence ?? '', /Receipt of delivery signed by hague/);

  // There: not asked of them, and its time runs.
  const dora = await enrol(hague.people, 'dora', ['centralAuthority']);
  const [arrived, ...more] = await arrivedRequests(hague.people, dora.person);
  assert.ok(arrived?.isNotice);
  assert.equal(more.length, 0);
  const file = await testCase(hague.house, 'A notice');
  const join = async (who: Awaited<ReturnType<typeof enrol>>, role: 'lead' | 'judge' | 'prosecutor') => {
    await hague.house.db.transaction((tx) =>
      insertMember(tx, { caseId: file.id, person: who.id, role, at: new Date() }),
    );
    return { ...(await asMember(hague.people, who, file)), law };
  };
  const there = await join(dora, 'lead');
  const paper = await takeIntoCase({ acting: there, house: hague.house, keys: hague.keys }, arrived.message);
  const theirs = await registerRequest(there, {
    form: 'epoc',
    paper,
    counterpart: 'FR',
    urgency: 'normal',
    writtenIn: 'en',
    capacity: 'notifiedAuthority',
    reference: arrived.said.reference,
    receivedAt: new Date().toISOString(),
    zone: 'Europe/Amsterdam',
    evidence: 'By the exchange',
  });
  const { request: registered } = await there.people.db.asPerson(dora.id, (tx) => lifeOf(tx, there, theirs));
  const clocks = await there.people.db.asPerson(dora.id, (tx) => clocksOf(tx, { request: registered.id }));
  assert.deepEqual(
    clocks.filter(({ run }) => run.status === 'running').map(({ rule }) => rule.id),
    ['epoc.refusal'],
  );
  const paul = await join(await enrol(hague.people, 'paul'), 'prosecutor');
  const jun = await join(await enrol(hague.people, 'jun', ['centralAuthority']), 'judge');
  const take = (who: Acting, act: string, given: object = {}) =>
    takeAct(who, { number: theirs, act, ...given });
  await take(there, 'checkAuthenticity', { evidence: 'The keys of the log' });
  await take(there, 'register', { evidence: 'Acknowledged' });
  await take(paul, 'beginReview');
  await talk();
  assert.equal((await order()).request.state, 'transmitted', 'its registration is nobody’s answer');
  const ground = {
    evidence: 'Decision 12/26',
    reason: 'A member of parliament',
    detail: { ground: 'immunity' },
  };
  await take(jun, 'refuse', ground);
  await talk();
  const after = await order();
  const last = after.events.at(-1);
  assert.deepEqual(
    [after.request.state, last?.act, last?.detail.ground, last?.reason],
    ['refused', 'refuse', 'immunity', 'A member of parliament'],
  );
  const [notice] = await noticesOfOrder(lyon.house.db.kysely, request.id);
  assert.deepEqual(
    notice?.raised.map(({ said }) => said.told?.ground),
    ['immunity'],
  );
});
