// In which role a European order reached us, said after its registration, or corrected: the time of that role runs from the receipt, moved
// by what was recorded since. In a real database; days reckoned by hand; the State is France.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid } from '../../../base/ids.ts';
import type { Capacity } from '../states/capacity.ts';
import { lifeOf, takeAct } from '../../verbs/life/life.acts.ts';
import type { ActGiven } from '../states/life.ts';
import { insertEvent } from '../states/life.store.ts';
import { preservationAskedBy } from './preservation.store.ts';
import { insertRequest } from '../states/request.store.ts';
import { clocksOf, sourcesOf } from './clock.store.ts';

const LETTER = 'Letter that came with it';

async function desk(t: TestContext) {
  const scene = await requestScene(t);
  const { lead, people, file } = scene;
  /** As it was registered before anybody was asked: on Thursday, 1 October 2026, at ten in Paris. */
  const came = (form: string) =>
    people.operator.transaction(async (tx) => {
      const id = newUuid(people.clock, people.random);
      const about = { counterpart: 'DE', urgency: 'normal', writtenIn: 'en' } as const;
      const by = { begunBy: lead.person.id, begunAt: new Date('2026-10-01T09:00:00Z') };
      const made = {
        ...about,
        ...by,
        id,
        caseId: file.id,
        form,
        answers: {},
        direction: 'incoming' as const,
      };
      const number = await insertRequest(tx, { ...made, through: undefined, origin: undefined });
      const at = new Date('2026-10-01T08:00:00Z');
      await insertEvent(tx, {
        id: newUuid(people.clock, people.random),
        request: id,
        caseId: file.id,
        version: 1,
        act: 'receive',
        from: 'received',
        to: 'received',
        side: 'theirs',
        by: lead.person.id,
        at,
        occurredAt: at,
        zone: 'Europe/Paris',
        evidence: 'Receipt',
        reason: undefined,
        detail: {},
      });
      return number;
    });
  const clocks = (number: number) =>
    people.db.asPerson(lead.person.id, async (tx) => {
      const { request } = await lifeOf(tx, lead, number);
      return clocksOf(tx, { request: request.id });
    });
  const running = async (number: number): Promise<string[]> =>
    (await clocks(number)).map(({ rule, run }) => `${rule.id} ${run.status}`).toSorted();
  const take = (number: number, act: string, more: Partial<ActGiven> = {}) =>
    takeAct(lead, { number, act, evidence: LETTER, zone: 'Europe/Paris', ...more });
  const say = (number: number, capacity: Capacity, reason?: string) =>
    take(number, 'sayCapacity', { detail: { capacity }, reason });
  return { ...scene, came, clocks, running, take, say };
}

test('a role that is said late starts its time from the receipt, as what was recorded since has left it', async (t) => {
  const { came, clocks, running, take, say, lead, people } = await desk(t);
  const number = await came('epoc');
  assert.deepEqual(await running(number), []);
  await take(number, 'preserveAtOnce', { occurredAt: '2026-10-01T10:30:00+02:00' });
  await sent(lead, number, 'admissibility');
  const asked = { occurredAt: '2026-10-05T12:00:00+02:00', reason: 'Which account?' };
  await take(number, 'askClarification', asked);
  await assert.rejects(take(number, 'sayCapacity'), isRefusal('notAllowed', /capacitySaid/));
  await say(number, 'addressee');
  assert.deepEqual(await running(number), [
    'epoc.annex-iii-other running',
    'epoc.preserve-at-once done',
    'epoc.produce paused',
    'epoc.third-country-objection running',
  ]);
  await take(number, 'receiveClarification', { occurredAt: '2026-10-07T12:00:00+02:00' });
  const produce = (await clocks(number)).find(({ rule }) => rule.id === 'epoc.produce') ?? assert.fail();
  // As in a registration with the role: seven days were left on the 5th; or ten whole ones from the 8th.
  assert.deepEqual(
    produce.run.readings.map(({ lastDay }) => lastDay),
    ['2026-10-14', '2026-10-19'],
  );
  const sources = await people.db.asPerson(lead.person.id, (tx) => sourcesOf(tx, produce.id));
  assert.deepEqual(
    sources.map(({ event, evidence }) => [event, evidence]),
    [
      ['addressee_received_epoc', 'Receipt'],
      ['annex_iii_clarification_sent', LETTER],
      ['clarification_given', LETTER],
    ],
  );
});

test('a role is corrected with a reason: what ran in the wrong one ends, and nothing runs twice', async (t) => {
  const { came, running, say, take, people, lead } = await desk(t);
  const number = await came('epoc');
  await say(number, 'notifiedAuthority');
  assert.deepEqual(await running(number), ['epoc.refusal running']);
  await assert.rejects(say(number, 'notifiedAuthority', 'So'), isRefusal('notAllowed', /as before/));
  await assert.rejects(say(number, 'addressee'), isRefusal('notAllowed', /no reason/));
  await say(number, 'addressee', 'It named us as addressee.');
  const others = ['epoc.annex-iii-other', 'epoc.preserve-at-once', 'epoc.third-country-objection'];
  const of = (produce: readonly string[], ...more: readonly string[]): string[] =>
    [...others.map((one) => `${one} running`), ...produce, ...more].toSorted();
  assert.deepEqual(await running(number), of(['epoc.produce running'], 'epoc.refusal stopped'));
  await say(number, 'addresseeWithNotice', 'Section K names an authority.');
  const both = ['epoc.produce stopped', 'epoc.produce-notified running'];
  assert.deepEqual(await running(number), of(both, 'epoc.refusal stopped'));
  await say(number, 'addressee', 'It names none.');
  const again = ['epoc.produce running', 'epoc.produce stopped', 'epoc.produce-notified stopped'];
  assert.deepEqual(await running(number), of(again, 'epoc.refusal stopped'));
  const events = await people.db.asPerson(
    lead.person.id,
    async (tx) => (await lifeOf(tx, lead, number)).events,
  );
  assert.deepEqual(
    events.map(({ act, detail }) => [act, detail.capacity]),
    [
      ['receive', undefined],
      ['sayCapacity', 'notifiedAuthority'],
      ['sayCapacity', 'addressee'],
      ['sayCapacity', 'addresseeWithNotice'],
      ['sayCapacity', 'addressee'],
    ],
  );
  // Once the data are kept, that is not said again.
  await take(number, 'preserveAtOnce');
  await assert.rejects(take(number, 'preserveAtOnce'), isRefusal('conflict'));
});

test('no other request has such a role, and of an order to keep data it says whether we keep them', async (t) => {
  const { came, say, running, people, lead } = await desk(t);
  await assert.rejects(say(await came('bc-31-subscriber'), 'addressee'), isRefusal('notAllowed'));
  const number = await came('epoc-pr');
  const held = () =>
    people.db.asPerson(lead.person.id, async (tx) => {
      const one = await preservationAskedBy(tx, (await lifeOf(tx, lead, number)).request.id);
      const all = one === undefined ? [] : await clocksOf(tx, { preservation: one.id });
      return { state: one?.state, clocks: all.map(({ run }) => [run.readings[0]?.lastDay, run.status]) };
    });
  await say(number, 'addressee');
  // 30 days of October and 30 of November (Art. 11(1)).
  assert.deepEqual(await held(), { state: 'requested', clocks: [['2026-11-30', 'running']] });
  await say(number, 'enforcingAuthority', 'We are asked to enforce it.');
  assert.deepEqual([(await held()).state, await running(number)], ['released', ['epoc.recognition running']]);
});
