// Which questions an act asks: one follows from another, nothing is passed over, and what is wrong is said where it was answered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import type { Form } from '../../core/form.ts';
import { epoc } from '../../forms/epoc.ts';
import { fieldsOfAct, givenOf, questionsOf } from './ask.pages.ts';
import type { ActAbout } from './question.pages.ts';
import { rowFor } from '../../machine/states/machine.ts';
import { incoming } from '../../machine/states/incoming.ts';
import { outgoing } from '../../machine/states/outgoing.ts';
import { askedWith } from '../../../../test/support/act-asked.ts';

const SAY = LANGUAGES.en;
const NOW = new Date('2026-10-12T10:00:00Z');
const ITEM = { item: 1, desired: 'wanted', desiredAt: NOW, actual: 'produced' };
const HAPPENED = {
  'occurred.when': 'then',
  'occurred.day': '6',
  'occurred.month': '10',
  'occurred.year': '2026',
  'occurred.time': '9:00',
  'occurred.zone': 'Europe/Paris',
};

/** Of an EPOC for content, with all that its questions look at. */
function aboutOf(
  act: 'transmit' | 'transmitResults' | 'makeAvailable' | 'sayCapacity',
  events: readonly unknown[] = [],
): ActAbout {
  const row =
    act === 'transmitResults' || act === 'sayCapacity'
      ? rowFor(incoming, 'resultsChecked', act)
      : rowFor(outgoing, act === 'transmit' ? 'authorised' : 'transmitted', act);
  const answers = { content: ['messages'] };
  const direction = act === 'transmitResults' || act === 'sayCapacity' ? 'incoming' : 'outgoing';
  const facts = {
    form: epoc,
    request: { direction, version: { answers }, urgency: 'normal', state: '' },
    items: [ITEM],
    preservations: [],
    received: [],
    matched: [],
    limits: [],
    events,
    ways: () => [
      { channel: 'epoc', verdict: 'open', ref: 'eu-2023-1543, Annex I' },
      { channel: 'consent', verdict: 'unknown', ref: 'coe-ets-185, Art. 32(b)' },
      { channel: 'interpol', verdict: 'closed', ref: 'eu-2023-1543, Annex I' },
    ],
  };
  const shown = {
    file: { reference: 'FR-2026-000001' },
    request: { direction, form: 'epoc', version: { answers } },
    law: { instruments: [], otherInstruments: {}, channels: [] },
    life: { facts, events, items: [ITEM], directory: [] },
  };
  return { shown, row, hindrances: [], exhibits: [], now: NOW } as unknown as ActAbout; // all that is looked at
}

const asked = (act: Parameters<typeof aboutOf>[0], given: Record<string, string>) =>
  askedWith(fieldsOfAct(aboutOf(act)), given);

test('why, how and to whom are asked where something went by other means, and there alone', () => {
  const { steps } = asked('transmit', { channel: 'epoc', carried: 'system' });
  assert.deepEqual(steps, ['channel', 'occurred', 'carried', 'notifiedTo', 'notNotified', 'evidence']);
  assert.deepEqual(asked('transmit', { channel: 'epoc', carried: 'other', notifiedTo: 'Bundesamt' }).steps, [
    'channel',
    'occurred',
    'carried',
    'whyOther',
    'inWhat',
    'recipient',
    'notifiedTo',
    'evidence',
  ]);
});

test('no question is passed over, and an answer is found wrong on its own page', () => {
  const so = { channel: 'epoc', ...HAPPENED };
  assert.equal(asked('transmit', {}).step, 'channel');
  assert.equal(asked('transmit', so).step, 'carried');
  assert.deepEqual(asked('transmit', { ...so, carried: '' }).errors, {
    carried: SAY.requestLife.guards.carriageSaid,
  });
  assert.equal(asked('transmit', { ...so, carried: 'other' }).step, 'whyOther');
  const later = asked('transmit', { ...so, 'occurred.year': '2027' });
  assert.deepEqual([later.step, later.errors], ['occurred', { occurred: SAY.moment.wrong.future }]);
  const none = { ...so, carried: 'system', notifiedTo: '', notNotified: ' ' };
  assert.deepEqual(asked('transmit', none).errors, { notNotified: SAY.requestLife.guards.authorityNotified });
});

test('all that is demanded is answered, and no text is longer than it may be', () => {
  const whole = {
    channel: 'epoc',
    ...HAPPENED,
    carried: 'system',
    notifiedTo: 'Bundesamt',
    evidence: 'Receipt 1',
  };
  assert.equal(asked('transmit', whole).step, undefined);
  const long = asked('transmit', { ...whole, evidence: 'x'.repeat(4001) });
  assert.deepEqual([long.step, long.errors], ['evidence', { evidence: SAY.requestLife.notTaken }]);
});

test('why it goes by a way that is not known to be open is asked there alone, and one that is closed is wrong', () => {
  const by = (channel: string) => asked('transmit', { ...HAPPENED, channel });
  assert.ok(!by('epoc').steps.includes('reason'));
  assert.ok(by('consent').steps.includes('reason'), 'not known');
  assert.ok(by('other').steps.includes('reason'), 'in no list');
  const closed = by('interpol');
  assert.deepEqual([closed.step, closed.steps.includes('reason')], ['channel', false]);
  assert.match(closed.errors['channel'] ?? '', /channel is missing or closed.*Rule: .*Annex I/);
  assert.match(by('').errors['channel'] ?? '', /channel is missing or closed/, 'it is said, whichever it is');
  const bare = {
    ...HAPPENED,
    channel: 'consent',
    carried: 'system',
    notifiedTo: 'X',
    reason: '',
  };
  assert.match(asked('transmit', bare).errors['reason'] ?? '', /give a reason/);
});

test('why a link is open for longer is asked where it is, and a link too short is wrong', () => {
  const until = (day: string, month: string) => ({
    ...HAPPENED,
    carried: 'system',
    'until.day': day,
    'until.month': month,
    'until.year': '2026',
  });
  assert.ok(!asked('transmitResults', until('20', '10')).steps.includes('reason'));
  assert.ok(asked('transmitResults', until('21', '11')).steps.includes('reason'), 'forty-six days');
  assert.equal(asked('transmitResults', until('21', '11')).step, 'items');
  const short = asked('transmitResults', until('15', '10'));
  assert.deepEqual(short.errors, { until: SAY.requestLife.guards.accessInTime });
  assert.ok(!short.steps.includes('reason'));
  const bare = { ...until('21', '11'), 'items.1': '', reason: '' };
  assert.deepEqual(asked('transmitResults', bare).errors, { reason: SAY.requestLife.guards.accessInTime });
  assert.deepEqual(asked('transmitResults', until('31', '11')).errors, { until: SAY.notice.wrongDay });
});

test('the last day of a link may stay empty with results, and not where a link is all that was said', () => {
  const empty = { ...HAPPENED, 'until.day': '', 'until.month': '', 'until.year': '' };
  assert.equal(asked('transmitResults', { ...empty, carried: 'system' }).step, 'items');
  assert.deepEqual(asked('makeAvailable', empty).errors, { until: SAY.requestLife.guards.linkStated });
});

test('who asks for clarification is asked for the question, and not why', () => {
  const row = rowFor(incoming, 'accepted', 'askClarification') ?? assert.fail();
  const { reason } = fieldsOfAct({ ...aboutOf('sayCapacity'), row });
  assert.equal(reason?.ask(SAY, aboutOf('sayCapacity')), SAY.requestLife.asks.question);
});

test('of an order it is asked with the answer why something does not come, and may be passed by; of other requests it is not', () => {
  const row = rowFor(outgoing, 'acknowledged', 'reportItems');
  assert.ok(row);
  const { shown } = aboutOf('makeAvailable');
  const factsOf = (form: Form) => ({ ...shown.life.facts, form, limits: [] });
  const stepsOf = (form: Form) => questionsOf({ row, facts: factsOf(form) });
  assert.deepEqual(stepsOf(epoc), ['occurred', 'items', 'grounds', 'notes', 'reason', 'evidence']);
  assert.deepEqual(stepsOf(bc31Subscriber), ['occurred', 'items', 'notes', 'reason', 'evidence']);
  const lacking = (act: 'reportItems' | 'refuseInPart') => {
    const of = rowFor(outgoing, 'acknowledged', act);
    const about = { ...aboutOf('makeAvailable'), row: of } as ActAbout;
    return askedWith(fieldsOfAct(about), { ...HAPPENED, 'items.1': 'refused', 'grounds.1': '' });
  };
  assert.deepEqual(lacking('reportItems').step, 'notes', 'it may not have been said');
  assert.deepEqual(lacking('refuseInPart').errors, { grounds: SAY.requestLife.guards.groundGiven });
  const wanted = rowFor(outgoing, 'acknowledged', 'changeItems');
  const ofSender = wanted ? questionsOf({ row: wanted, facts: factsOf(epoc) }) : ['grounds'];
  assert.ok(!ofSender.some((field) => field === 'grounds' || field === 'notes'));

  const items = (['partly', 'produced', 'refused', 'refused'] as const).map((value, i) => ({
    of: i + 1,
    value,
  }));
  const grounds = [
    { of: 1, value: 'impossible' },
    { of: 2, value: 'service' },
    { of: 3, value: 'immunity' },
  ];
  assert.deepEqual(givenOf('reportItems', { items, grounds }).detail?.items, [
    { item: 1, actual: 'partly', ground: 'impossible' },
    { item: 2, actual: 'produced' },
    { item: 3, actual: 'refused', ground: 'immunity' },
    { item: 4, actual: 'refused' },
  ]);
});

test('the role of an order is asked in the words of its registration, and why only where one is on record', async () => {
  const receive = { act: 'receive', detail: {} };
  const said = { act: 'sayCapacity', detail: { capacity: 'notifiedAuthority' } };
  const fields = (events: readonly unknown[]) => fieldsOfAct(aboutOf('sayCapacity', events));
  const stepsOf = (events: readonly unknown[], capacity: string) =>
    askedWith(fields(events), { capacity }).steps;
  assert.deepEqual(stepsOf([receive], 'addressee'), ['capacity', 'occurred', 'evidence']);
  assert.deepEqual(stepsOf([receive, said], 'addressee'), ['capacity', 'occurred', 'reason', 'evidence']);
  const page = async (events: readonly unknown[]) => {
    const shown = { name: 'capacity', given: new URLSearchParams(), errors: {} };
    return String(await fields(events)['capacity']?.control(SAY, shown, undefined));
  };
  assert.match(
    await page([receive]),
    /In which role did you receive the order\?.*value="notifiedAuthority"/s,
  );
  assert.doesNotMatch(
    await page([receive, said]),
    /value="notifiedAuthority"/,
    'the one on record is no other',
  );
});
