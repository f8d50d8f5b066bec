// A clock as it is kept: what was recorded after its start moves it, also where its time was told to the minute, or late.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { dueAlarms, receiptRule, runKept, type ClockAt, type KeptEvent } from './stored.ts';

const { clocks } = await shippedLaw();
const AT: ClockAt = { state: 'FR', week: 'eu', zone: 'Europe/Paris' };

function event(name: string, at: string): KeptEvent {
  return { event: name, at: new Date(at), lastDay: undefined, endsAt: undefined };
}

test('a receipt whose minute lies before the second of sending ends the time to hear of it', () => {
  const sent = event('request_sent', '2026-03-02T10:05:30Z');
  const rule = receiptRule(72);
  assert.equal(runKept(rule, [sent], AT).status, 'running');
  const done = event('done', '2026-03-02T10:05:00Z');
  assert.equal(runKept(rule, [sent, done], AT).status, 'done');
});

test('a refusal that came late ends a duty also where a new deadline was set after its date', () => {
  const rule = clocks.find(({ id }) => id === 'epoc.produce') ?? assert.fail();
  const received = event('addressee_received_epoc', '2026-03-02T10:00:00Z');
  const set = { ...event('extended', '2026-03-10T10:00:00Z'), lastDay: '2026-03-31' };
  assert.equal(runKept(rule, [received, set], AT).status, 'running');
  const refused = event('done', '2026-03-09T10:00:00Z');
  assert.equal(runKept(rule, [received, set, refused], AT).status, 'done');
  const again = { ...event('extended', '2026-03-20T10:00:00Z'), lastDay: '2026-04-10' };
  assert.equal(runKept(rule, [received, set, refused, again], AT).status, 'running');
});

test('an hour that was set ends it at that moment, warns of it then, and a pause leaves its minutes', () => {
  const rule = clocks.find(({ id }) => id === 'epoc.produce') ?? assert.fail();
  const received = event('addressee_received_epoc', '2026-03-02T10:00:00Z');
  // 18:00 in Lisbon, told after the clocks of Paris went forward: 19:00 there.
  const until = new Date('2026-03-31T17:00:00Z');
  const set = { ...event('extended', '2026-03-10T10:00:00Z'), lastDay: '2026-03-31', endsAt: until };
  const run = runKept(rule, [received, set], AT);
  assert.deepEqual(
    [run.status, run.earliest, run.latest],
    ['running', '2026-03-31T17:00:00Z', '2026-03-31T17:00:00Z'],
  );
  assert.equal(run.readings[0]?.lastDay, undefined, 'not to the end of a day');
  assert.deepEqual(run.readings[0]?.steps.at(-1), {
    step: 'deadlineSet',
    at: '2026-03-10T11:00+01:00',
    lastDay: '2026-03-31',
    until: '2026-03-31T19:00+02:00',
    before: '2026-03-12',
  });
  assert.deepEqual(dueAlarms(rule, run, AT).at(-1), { kind: 'end', dueAt: until });
  const asked = event('annex_iii_clarification_sent', '2026-03-31T16:00:00Z');
  const answered = event('clarification_given', '2026-04-02T08:00:00Z');
  const rested = runKept(rule, [received, set, asked, answered], AT);
  // The hour that was left; by the other reading all of it once more: 21 days and 7 hours, clock by clock.
  assert.deepEqual([rested.earliest, rested.latest], ['2026-04-02T09:00:00Z', '2026-04-23T15:00:00Z']);
  const day = runKept(
    rule,
    [received, set, { ...event('extended', '2026-03-20T10:00:00Z'), lastDay: '2026-04-10' }],
    AT,
  );
  assert.equal(day.readings[0]?.lastDay, '2026-04-10', 'a day takes the place of an hour');
});

test('a question recorded with a time before the receipt rests the period that has begun', () => {
  const rule = clocks.find(({ id }) => id === 'epoc.produce') ?? assert.fail();
  const received = event('addressee_received_epoc', '2026-03-02T10:05:30Z');
  const asked = event('annex_iii_clarification_sent', '2026-03-02T10:05:00Z');
  const answered = event('clarification_given', '2026-03-04T08:00:00Z');
  assert.equal(runKept(rule, [received, asked], AT).status, 'paused');
  const { status, earliest, latest } = runKept(rule, [received, asked, answered], AT);
  // Ten days from 4 March: Saturday 14 March to Monday 16 March, the end of it in Paris.
  assert.deepEqual([status, earliest, latest], ['running', '2026-03-16T23:00:00Z', '2026-03-16T23:00:00Z']);
});
