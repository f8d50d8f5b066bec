// A European Investigation Order: the letter of Annex B ends the week in which its receipt is confirmed, on either side; and the time to
// decide on it is lengthened once (Directive 2014/41/EU, Arts 12(5) and 16(1)).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf } from '../../../law/clocks/calendar.ts';
import { runClock } from '../../../law/clocks/run.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { completeDraft, explainAll } from '../../../../test/support/complete-request.ts';
import {
  answerOf,
  signIt,
  signingScene,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { beginRequest, setAsked } from '../../verbs/drafting/request-draft.acts.ts';
import { registerRequest, type Registered } from '../../verbs/incoming/register.acts.ts';
import { isOffered } from '../../verbs/life/offered.ts';
import { lifeOf, takeAct } from '../../verbs/life/life.acts.ts';
import { partyIn } from '../states/carriage.ts';
import type { Answers } from '../../core/answers.ts';
import { rowFor } from '../states/machine.ts';
import { machineOf } from '../states/machines.ts';
import { startedBy } from '../states/time-limits-by-form.ts';
import { fireAlarms, seeTo } from './alarm.acts.ts';
import { waitingAlarms } from './alarm.store.ts';
import { clocksOf } from './clock.store.ts';

const { clocks } = await shippedLaw();

const CAME: Omit<Registered, 'form'> = {
  paper: undefined,
  counterpart: 'DE',
  urgency: 'normal',
  writtenIn: 'en',
  reference: undefined,
  receivedAt: new Date(Date.now() - 86_400_000).toISOString(),
  zone: 'Europe/Paris',
  evidence: 'Receipt of the registered letter',
};

async function statusOf({ people, lead }: SigningScene, number: number, clock: string) {
  return people.db.asPerson(lead.person.id, async (tx) => {
    const { request } = await lifeOf(tx, lead, number);
    const clocks = await clocksOf(tx, { request: request.id });
    return clocks.filter(({ rule }) => rule.id === clock).map(({ run }) => run.status);
  });
}

test('Annex B ends the week to confirm receipt once it has gone, and once it has come', async (t) => {
  const scene = await signingScene(t, 'eio-a');
  const { ines, lead, judge, number: ours } = scene;
  const { answers } = await completeDraft('eio-b');
  const theirs = await registerRequest(lead, { ...CAME, form: 'eio-a' });
  assert.deepEqual(await statusOf(scene, theirs, 'eio.acknowledge'), ['running']);
  const letter = await beginRequest(ines, 'eio-b', answers, {
    counterpart: 'DE',
    origin: { kind: 'request', number: theirs },
  });
  const of = { ...scene, number: letter };
  await explainAll(ines, letter);
  await takeAct(ines, { number: letter, act: 'submit' });
  assert.ok((await signIt(of, judge, await answerOf(of, judge))).ok);
  assert.deepEqual(await statusOf(scene, theirs, 'eio.acknowledge'), ['running'], 'it has not gone yet');
  await takeAct(lead, {
    number: letter,
    act: 'transmit',
    evidence: 'Receipt of the post',
    reason: 'By the way on which the order came',
    detail: { channel: 'judicial-direct' },
  });
  assert.deepEqual(await statusOf(scene, theirs, 'eio.acknowledge'), ['done']);

  await setAsked(ines, { number: ours, counterpart: 'DE', urgency: 'normal' });
  await sent(lead, ours, 'transmitted');
  await takeAct(lead, { number: ours, act: 'deliver', evidence: 'Receipt of the post' });
  assert.deepEqual(await statusOf(scene, ours, 'eio.acknowledge'), ['running']);
  await registerRequest(lead, { ...CAME, form: 'eio-b', about: ours });
  assert.deepEqual(await statusOf(scene, ours, 'eio.acknowledge'), ['done']);
});

test('its sender is the authority that received the order, and it goes to the one that issued it', async () => {
  const { answers } = await completeDraft('eio-b');
  const letter = { form: 'eio-b', direction: 'outgoing', answers } as const;
  assert.equal(partyIn('sender', letter), 'Central office of Hamburg');
  assert.equal(partyIn('recipient', letter), 'Customs investigation of Lyon');
  assert.equal(partyIn('sender', { ...letter, direction: 'incoming' }), 'Customs investigation of Lyon');
});

test('the time to decide is lengthened once, and then no other day is offered', async (t) => {
  const scene = await signingScene(t, 'eio-a');
  const { ines, lead, people, number } = scene;
  await setAsked(ines, { number, counterpart: 'DE', urgency: 'normal' });
  await sent(lead, number, 'transmitted');
  await takeAct(lead, { number, act: 'deliver', evidence: 'Receipt of the post' });
  const offered = () =>
    people.db.asPerson(lead.person.id, async (tx) => {
      const { request, facts } = await lifeOf(tx, lead, number);
      const row = rowFor(machineOf(request.direction), request.state, 'setDeadline');
      const ids = facts.limits.map(({ rule, timesSet }) => `${rule.id} ${timesSet}`);
      return { is: row !== undefined && isOffered(row, facts), ids };
    });
  const before = await offered();
  assert.ok(before.is, before.ids.join());
  const lastDay = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10);
  const set = {
    number,
    act: 'setDeadline',
    evidence: 'Letter of 9 November',
    detail: { deadline: { lastDay, setBy: 'Central office of Hamburg' } },
  };
  await takeAct(lead, set);
  const after = await offered();
  assert.ok(!after.is, after.ids.join());
  await assert.rejects(takeAct(lead, set), isRefusal('notAllowed', /no running time limit/));
});

test('a warning that nobody saw to waits again, and is passed on, when its end moves away and back', async (t) => {
  const scene = await signingScene(t, 'eio-a');
  const { ines, lead, people, house, number } = scene;
  await setAsked(ines, { number, counterpart: 'DE', urgency: 'normal' });
  await sent(lead, number, 'transmitted');
  await takeAct(lead, { number, act: 'deliver', evidence: 'Receipt of the post' });
  await takeAct(lead, { number, act: 'beginExecution', evidence: 'Their letter' });
  const limits = await people.db.asPerson(
    lead.person.id,
    async (tx) => (await lifeOf(tx, lead, number)).facts.limits,
  );
  const { id: timeLimit } = limits.find(({ rule }) => rule.id === 'eio.execution') ?? assert.fail();
  const setTo = async (days: number): Promise<void> => {
    const lastDay = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const deadline = { timeLimit, lastDay, setBy: 'Central office of Hamburg' };
    await takeAct(lead, { number, act: 'setDeadline', evidence: 'Their letter', detail: { deadline } });
  };
  const waiting = async () => {
    const all = await people.db.asPerson(lead.person.id, (tx) => waitingAlarms(tx, lead.person.id, 10));
    return all.filter(({ clock }) => clock === timeLimit).map(({ isEscalated }) => isEscalated);
  };
  await setTo(10);
  await fireAlarms(house);
  assert.deepEqual(await waiting(), [false], 'fourteen days before is past');
  await setTo(60);
  assert.deepEqual(await waiting(), [], 'of an end that has moved it is void');
  await setTo(10);
  assert.deepEqual(await waiting(), [false]);
  await fireAlarms({ ...house, clock: () => Date.now() + 25 * 3_600_000 });
  assert.deepEqual(await waiting(), [true], 'nobody saw to it: others are told');
  await seeTo(people, lead.person, timeLimit);
  await setTo(60);
  await setTo(10);
  assert.deepEqual(await waiting(), [], 'what was seen to stays so');
});

test('the day that is asked for, and that on which an item is released, end clocks of their own and warn before', () => {
  const of = {
    kind: 'request',
    form: 'eio-a',
    instrument: 'eu-2014-41',
    categories: [],
    isEmergency: false,
  } as const;
  const answers: Answers = {
    measures: ['provisional'],
    'item.goes': 'remain',
    'item.lift': '2026-12-18',
    'deadline.date': '2026-12-11',
  };
  const begun = (event: string, said: Answers | undefined) =>
    startedBy(
      [event],
      { ...of, isNotified: undefined, isDomestic: false, ...(said && { answers: said }) },
      clocks,
    )
      .map(({ rule, of: one }) => [rule.id, one.lastDay?.(said ?? {})] as const)
      .filter(([id]) => id === 'eio.requested-date' || id === 'eio.provisional-hold');
  assert.deepEqual(begun('executing_authority_received_eio', answers), [
    ['eio.requested-date', '2026-12-11'],
  ]);
  assert.deepEqual(begun('provisional_measure_executed', answers), [['eio.provisional-hold', '2026-12-18']]);
  assert.deepEqual(begun('executing_authority_received_eio', {}), [], 'no day is asked for');
  const rule = clocks.find(({ id }) => id === 'eio.requested-date');
  assert.ok(rule);
  const place = { zone: 'Europe/Paris', calendar: calendarOf('FR', 'eu') };
  const events = [
    { event: rule.startsOn, at: '2026-12-01T09:00:00Z' },
    { event: 'extended', at: '2026-12-01T09:00:00Z', lastDay: '2026-12-11' },
  ];
  const run = runClock(rule, events, place);
  assert.equal(run.earliest, '2026-12-11T23:00:00Z', 'the end of that day in Paris');
  assert.deepEqual(run.refused, []);
  assert.equal(runClock(rule, events.slice(0, 1), place).earliest, undefined, 'without a day it has no end');
});

test('what is postponed is told, and taken up again at once; a letter of refusal tells it', async (t) => {
  const scene = await signingScene(t, 'eio-a');
  const { ines, lead, judge } = scene;
  const number = await registerRequest(lead, { ...CAME, form: 'eio-a' });
  for (const act of ['checkAuthenticity', 'register'])
    await takeAct(lead, { number, act, evidence: 'Called back' });
  await takeAct(judge, { number, act: 'beginReview' });
  await takeAct(judge, {
    number,
    act: 'postpone',
    reason: 'A search is under way',
    detail: { ground: 'own-investigation' },
  });
  assert.deepEqual(await statusOf(scene, number, 'eio.inform-decision'), ['running']);
  const { answers } = await completeDraft('refusal');
  const letter = await beginRequest(ines, 'refusal', answers, {
    counterpart: 'DE',
    origin: { kind: 'request', number },
  });
  const of = { ...scene, number: letter };
  await explainAll(ines, letter);
  await takeAct(ines, { number: letter, act: 'submit' });
  assert.ok((await signIt(of, judge, await answerOf(of, judge))).ok);
  await takeAct(lead, {
    number: letter,
    act: 'transmit',
    evidence: 'Receipt of the post',
    reason: 'By the way on which the order came',
    detail: { channel: 'judicial-direct' },
  });
  assert.deepEqual(await statusOf(scene, number, 'eio.inform-decision'), ['done']);
  await takeAct(judge, { number, act: 'resume', reason: 'The search is over' });
  assert.deepEqual(await statusOf(scene, number, 'eio.resume'), ['running']);
});
