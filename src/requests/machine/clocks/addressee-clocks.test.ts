// A European order that came to us, in a real database: its time limits hang on as whose it was received, run from the recorded receipt,
// and are rested and ended by the acts that Regulation (EU) 2023/1543 names. Days reckoned by hand; the State is France.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { completeDraft, requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { registerRequest, type Registered } from '../../verbs/incoming/register.acts.ts';
import type { Capacity } from '../states/capacity.ts';
import { lifeOf, takeAct, type Acting } from '../../verbs/life/life.acts.ts';
import type { ActDetail, ActGiven } from '../states/life.ts';
import { writeRequest } from '../messages/request-file.ts';
import { takePreservationAct } from '../../verbs/life/preservation.acts.ts';
import { preservationAskedBy } from './preservation.store.ts';
import { clocksOf, sourcesOf } from './clock.store.ts';
import type { StoredClock } from './stored.ts';

/** Thursday, 1 October 2026, ten in the morning in Paris. */
const RECEIVED = '2026-10-01T10:00:00+02:00';
/** The day of receipt does not count: the tenth is Sunday 11 October, so Monday (Regulation 1182/71, Art. 3(1) and (4)). */
const TENTH = '2026-10-12';
const RECEIPT: Omit<Registered, 'form'> = {
  paper: undefined,
  counterpart: 'DE',
  urgency: 'normal',
  writtenIn: 'en',
  reference: 'DE-7/26',
  receivedAt: RECEIVED,
  zone: 'Europe/Paris',
  evidence: 'Receipt of the decentralised IT system',
};

async function desk(t: TestContext) {
  const scene = await requestScene(t);
  const { lead, people } = scene;
  const register = (form: string, more: Partial<Registered>) =>
    registerRequest(lead, { ...RECEIPT, form, ...more });
  const clocks = (number: number) =>
    people.db.asPerson(lead.person.id, async (tx) => {
      const { request } = await lifeOf(tx, lead, number);
      return clocksOf(tx, { request: request.id });
    });
  const running = async (number: number): Promise<string[]> =>
    (await clocks(number)).map(({ rule, run }) => `${rule.id} ${run.status}`);
  const clock = async (number: number, id: string): Promise<StoredClock> =>
    (await clocks(number)).find(({ rule }) => rule.id === id) ?? assert.fail(id);
  const take = (who: Acting, number: number, act: string, more: Partial<ActGiven> = {}) =>
    takeAct(who, { number, act, zone: 'Europe/Paris', ...more });
  return { ...scene, register, running, clock, take };
}

/** Those of an addressee, with how each stands; `produce` is the one of its data. */
const ofAddressee = (produce: string): string[] => [
  'epoc.preserve-at-once running',
  `${produce} running`,
  'epoc.annex-iii-other running',
  'epoc.third-country-objection running',
];

test('what is on record decides between four receipts, and each starts its own time limits', async (t) => {
  const { register, running, clock } = await desk(t);
  const came = async (capacity: Capacity, urgency: Registered['urgency'] = 'normal') => {
    const number = await register('epoc', { capacity, urgency });
    return { number, all: await running(number) };
  };
  assert.deepEqual((await came('addressee')).all, ofAddressee('epoc.produce'));
  const { number, all } = await came('addresseeWithNotice');
  assert.deepEqual(all, ofAddressee('epoc.produce-notified'));
  const days = await clock(number, 'epoc.produce-notified');
  assert.deepEqual(
    [days.run.readings[0]?.lastDay, days.at.zone, days.at.state],
    [TENTH, 'Europe/Paris', 'FR'],
  );

  const emergency = await came('addressee', 'emergency');
  assert.deepEqual(emergency.all, ofAddressee('epoc.produce-emergency'));
  // The hour that had begun does not count: eight whole hours from eleven, in Paris still two hours ahead of UTC.
  assert.equal(
    (await clock(emergency.number, 'epoc.produce-emergency')).run.earliest,
    '2026-10-01T17:00:00Z',
  );
  assert.deepEqual(
    (await came('addresseeWithNotice', 'emergency')).all,
    ofAddressee('epoc.produce-emergency'),
    'then a notice holds nothing back (Art. 10(4))',
  );

  const notified = await came('notifiedAuthority');
  assert.deepEqual(notified.all, ['epoc.refusal running']);
  assert.equal((await clock(notified.number, 'epoc.refusal')).run.readings[0]?.lastDay, TENTH);
  const hours = await came('notifiedAuthority', 'emergency');
  assert.deepEqual(hours.all, ['epoc.refusal-emergency running']);
  assert.equal((await clock(hours.number, 'epoc.refusal-emergency')).run.earliest, '2026-10-05T09:00:00Z');
  const enforcing = await came('enforcingAuthority');
  assert.deepEqual(enforcing.all, ['epoc.recognition running']);
  // Fri, Mon, Tue, Wed, Thu.
  assert.equal((await clock(enforcing.number, 'epoc.recognition')).run.readings[0]?.lastDay, '2026-10-08');
});

test('nobody guesses as whose an order came: it is said, in one of the ways that the order itself allows', async (t) => {
  const { register, running } = await desk(t);
  const paper = { name: 'order.json', bytes: Buffer.from(writeRequest(await completeDraft('epoc'))) };
  for (const wrong of [
    {},
    { paper },
    { paper, capacity: 'addressee' as const }, // its Section K says that somebody is notified
  ])
    await assert.rejects(register('epoc', wrong), isRefusal('notAllowed', /capacitySaid/));
  await assert.rejects(
    register('epoc-pr', { capacity: 'notifiedAuthority' }),
    isRefusal('notAllowed', /capacitySaid/),
    'a preservation order is notified to nobody',
  );
  await assert.rejects(
    register('bc-31-subscriber', { capacity: 'addressee' }),
    isRefusal('notAllowed', /no European order/),
  );
  const number = await register('epoc', { paper, capacity: 'addresseeWithNotice' });
  assert.deepEqual(await running(number), ofAddressee('epoc.produce-notified'));
});

test('the time of an addressee rests while it asks, is set anew by the issuing authority, and ends with the answer', async (t) => {
  const { register, running, clock, take, lead, ines, prosecutor, people } = await desk(t);
  const paper = { name: 'order.json', bytes: Buffer.from(writeRequest(await completeDraft('epoc'))) };
  const number = await register('epoc', { paper, capacity: 'addresseeWithNotice' });
  const days = 'epoc.produce-notified';
  const kept = { evidence: 'Protocol', occurredAt: '2026-10-01T10:30:00+02:00' };
  await take(lead, number, 'preserveAtOnce', kept);
  assert.equal((await clock(number, 'epoc.preserve-at-once')).run.status, 'done');

  await sent(lead, number, 'admissibility');
  const on = (day: string): Partial<ActGiven> => ({
    evidence: 'Sent',
    occurredAt: `2026-10-${day}T12:00:00+02:00`,
  });
  await take(lead, number, 'askClarification', { ...on('05'), reason: 'Which of the two accounts?' });
  assert.equal((await clock(number, days)).run.status, 'paused', 'no duty until the answer (Art. 10(6))');
  await take(lead, number, 'receiveClarification', on('07'));
  const { run, id } = await clock(number, days);
  assert.deepEqual(
    run.readings.map(({ lastDay }) => lastDay),
    // Seven days were left on the 5th, that day among them; or ten whole ones from the 8th: Saturday 17th, so Monday.
    ['2026-10-14', '2026-10-19'],
  );
  const sources = await people.db.asPerson(lead.person.id, (tx) => sourcesOf(tx, id));
  assert.deepEqual(
    sources.map(({ event, evidence }) => [event, evidence]),
    [
      ['addressee_received_epoc', RECEIPT.evidence],
      ['annex_iii_clarification_sent', 'Sent'],
      ['clarification_given', 'Sent'],
    ],
  );
  const deadline = { lastDay: '2099-12-30', setBy: 'The issuing authority', timeLimit: id };
  await take(lead, number, 'setDeadline', { ...on('08'), detail: { deadline } });
  assert.equal((await clock(number, days)).run.readings[0]?.lastDay, '2099-12-30');

  await take(prosecutor, number, 'accept');
  await take(lead, number, 'assign', { detail: { assignedTo: 'Legal desk' } });
  await take(ines, number, 'beginExecution', { reason: 'The order is enough' });
  const items = [1, 2, 3].map((item) => ({ item, actual: 'produced' as const }));
  const lacking = { item: 4, actual: 'notPossible' as const, ground: 'not-stored' as const };
  await take(ines, number, 'completeResults', { detail: { items: [...items, lacking] } });
  await take(prosecutor, number, 'checkResults', { detail: { digestsMatch: true, restrictions: 'none' } });
  const detail: ActDetail = { carried: { by: 'system' } };
  const early = { ...on('09'), detail };
  await assert.rejects(take(lead, number, 'transmitResults', early), isRefusal('notAllowed', /windowOver/));
  await take(lead, number, 'transmitResults', { ...early, reason: 'Its letter of 8 October' });
  assert.deepEqual(
    [...new Set((await running(number)).map((one) => one.split(' ')[1]))],
    ['done'],
    'each line is answered, one with its ground',
  );
});

test('a ground of the notified authority stops it for good; the law of a third State lets it rest; refused or withdrawn, nothing runs', async (t) => {
  const { register, clock, take, running, lead, prosecutor } = await desk(t);
  const under = async (capacity: Capacity) => {
    const number = await register('epoc', { capacity });
    await sent(lead, number, 'admissibility');
    return number;
  };
  const stopped = await under('addresseeWithNotice');
  await assert.rejects(take(lead, stopped, 'askEnforcement', { evidence: 'Letter' }), isRefusal('conflict'));
  const notice = { evidence: 'Its notice', occurredAt: '2026-10-06T09:00:00+02:00' };
  await take(lead, stopped, 'hearGround', { ...notice, detail: { ground: 'fundamental-right' } });
  assert.equal((await clock(stopped, 'epoc.produce-notified')).run.status, 'stopped', 'Art. 12(2)');
  await take(lead, stopped, 'withdrawn', { evidence: 'Withdrawal' });
  assert.ok(!(await running(stopped)).some((one) => one.endsWith(' running')), 'withdrawn');

  const conflict = await under('addressee');
  await assert.rejects(
    take(lead, conflict, 'hearGround', { evidence: 'x', detail: { ground: 'immunity' } }),
    isRefusal('conflict'),
    'nobody was notified',
  );
  const ground = { reason: 'Its Article 3 forbids it', detail: { ground: 'third-country-law' as const } };
  await take(prosecutor, conflict, 'postpone', ground);
  assert.deepEqual(
    [
      (await clock(conflict, 'epoc.produce')).run.status,
      (await clock(conflict, 'epoc.third-country-objection')).run.status,
    ],
    ['running', 'done'],
    'objected to after the ten days, nothing rests: these are over',
  );
  await take(prosecutor, conflict, 'resume', { reason: 'The court keeps the order' });
  await take(prosecutor, conflict, 'refuse', { reason: 'So', detail: { ground: 'impossible' } });
  assert.ok(!(await running(conflict)).some((one) => one.endsWith(' running')), 'refused');

  const fresh = await register('epoc', { capacity: 'addressee', receivedAt: new Date().toISOString() });
  await sent(lead, fresh, 'admissibility');
  await take(prosecutor, fresh, 'postpone', ground);
  assert.equal((await clock(fresh, 'epoc.produce')).run.status, 'paused', 'Art. 17(3)');
  await take(prosecutor, fresh, 'resume', { reason: 'The court keeps the order' });
  assert.equal((await clock(fresh, 'epoc.produce')).run.status, 'running');
});

test('an order to keep data is in the register from its receipt, sixty days and thirty more; whoever enforces it keeps nothing', async (t) => {
  const { register, people, lead, running } = await desk(t);
  const paper = { name: 'order.json', bytes: Buffer.from(writeRequest(await completeDraft('epoc-pr'))) };
  const number = await register('epoc-pr', {
    paper,
    capacity: 'addressee',
    receivedAt: '2026-10-05T11:30:00+02:00',
  });
  const see = () =>
    people.db.asPerson(lead.person.id, async (tx) => {
      const { request } = await lifeOf(tx, lead, number);
      const held = (await preservationAskedBy(tx, request.id)) ?? assert.fail();
      const all = await clocksOf(tx, { preservation: held.id });
      const clock = all.find(({ rule }) => rule.id === 'epoc-pr.hold') ?? assert.fail();
      return { held, clock, sources: await sourcesOf(tx, clock.id) };
    });
  const { held, clock, sources } = await see();
  assert.deepEqual(
    [held.direction, held.state, held.holder, held.stateCode, held.inForceAt],
    ['incoming', 'requested', 'Example Social Ireland Ltd', 'FR', undefined],
    'that the data are kept is not said yet',
  );
  assert.ok(held.identifiers.length > 0 && held.categories.includes('content'));
  // 26 days of October, 30 of November, and Friday 4 December (Art. 11(1)).
  assert.deepEqual([clock.rule.id, clock.run.readings[0]?.lastDay], ['epoc-pr.hold', '2026-12-04']);
  assert.equal(sources[0]?.evidence, RECEIPT.evidence);
  const act = (name: string, more: Partial<ActGiven>) =>
    takePreservationAct(lead, {
      number: held.number,
      act: name,
      evidence: 'Protocol',
      zone: 'Europe/Paris',
      ...more,
    });
  await assert.rejects(act('receive', {}), isRefusal('conflict'), 'by its registration alone');
  await act('confirm', { occurredAt: '2026-10-05T12:00:00+02:00' });
  assert.equal((await see()).clock.run.readings[0]?.lastDay, '2026-12-04', 'from receipt, not from then');
  const endsAt = '2027-01-05T00:00:00+01:00';
  await act('extend', { occurredAt: '2026-11-02T09:00:00+01:00', evidence: 'Annex VI', detail: { endsAt } });
  // 27 more days of December are the 87th; 3 January, the ninetieth, is a Sunday.
  assert.equal((await see()).clock.run.readings[0]?.lastDay, '2027-01-04');

  const bare = await register('epoc-pr', { capacity: 'addressee' });
  const other = await register('epoc-pr', { capacity: 'enforcingAuthority' });
  assert.deepEqual(await running(other), ['epoc.recognition running']);
  await people.db.asPerson(lead.person.id, async (tx) => {
    const of = async (one: number) => preservationAskedBy(tx, (await lifeOf(tx, lead, one)).request.id);
    assert.equal(await of(other), undefined);
    assert.match((await of(bare))?.holder ?? '', new RegExp(`/R${bare}$`), 'named by the order');
  });
});
