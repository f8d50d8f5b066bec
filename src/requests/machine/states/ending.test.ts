// What is asked before what came is relied on and before a request is closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../../base/ids.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { amountIn, tooFine } from '../../../base/currency.ts';
import { actDetail } from './life.ts';
import { isAnswerHere, itemsWithoutFile, preservationsOpen, withoutRestriction } from './ending.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { fieldsOfAct, givenOf } from '../../verbs/sending/ask.pages.ts';
import type { ActAbout } from '../../verbs/sending/question.pages.ts';
import type { GuardFacts } from './guard-facts.ts';
import { hindrances } from './guards.ts';
import { rowFor, type Guard } from './machine.ts';
import { incoming } from './incoming.ts';
import { outgoing } from './outgoing.ts';
import { askedWith } from '../../../../test/support/act-asked.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const SAY = LANGUAGES.en;
const ME = '00000000-0000-7000-8000-000000000001' as Uuid; // as one is written

type Given = Partial<Record<keyof GuardFacts, unknown>>;

/** All that these guards look at. */
function factsOf(given: Given = {}): GuardFacts {
  return {
    form: bc31Subscriber,
    request: { version: { answers: {} }, urgency: 'normal', state: '' },
    items: [],
    events: [],
    preservations: [],
    received: [],
    matched: [],
    limits: [],
    detail: {},
    occurredAt: NOW,
    now: NOW,
    reason: undefined,
    actor: { id: ME, role: 'lead', roles: [] },
    ...given,
  } as unknown as GuardFacts;
}

const standing = (guard: Guard, given: Given): string | undefined =>
  hindrances([guard], factsOf(given))[0]?.found;

const item = (n: number, actual?: string) => ({ item: n, desired: 'wanted', actual });
const SENT = [{ act: 'transmit' }];

test('each item that they say they produced has a file, or somebody says why not', () => {
  const items = [item(1, 'produced'), item(2, 'partly'), item(3, 'refused'), item(4)];
  assert.match(standing('countMatches', { items, matched: [1] }) ?? '', /no file for item 2, and no reason/);
  assert.equal(standing('countMatches', { items, matched: [1, 2] }), undefined);
  assert.equal(standing('countMatches', { items, matched: [], reason: 'One disc' }), undefined);
  assert.deepEqual(itemsWithoutFile(factsOf({ items, matched: [] })), [1, 2]);
});

test('what becomes of a preservation is said once, and again of one that came afterwards', () => {
  const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
  const running = [
    { number: 1, since: day(1) },
    { number: 2, since: day(5) },
  ];
  const detail = { preservation: 'It ends with the order' };
  const withdraw = { act: 'withdraw', from: 'executing', to: 'withdrawn', at: day(3), detail };
  const recorded = { ...withdraw, act: 'recordAlternative', from: 'withdrawn', at: day(4), detail: {} };
  assert.deepEqual(preservationsOpen(running, []), [1, 2]);
  assert.deepEqual(preservationsOpen(running, [withdraw]), [2]);
  assert.deepEqual(preservationsOpen(running, [withdraw, recorded]), [2], 'it is withdrawn all the same');
  assert.deepEqual(preservationsOpen(running, [{ ...withdraw, detail: {} }]), [1, 2], 'nothing was said');
  const theirs = { ...withdraw, act: 'withdrawn' };
  assert.deepEqual(preservationsOpen(running, [theirs]), [1, 2], 'they spoke of what is kept for them');
  const reopened = { act: 'reopen', from: 'closed', to: 'acknowledged', at: day(4), detail: {} };
  assert.deepEqual(preservationsOpen(running, [withdraw, reopened]), [1, 2], 'it went on since');
});

test('a certificate came, or it is said why none did', () => {
  assert.match(standing('certificatePresent', {}) ?? '', /neither a certificate/);
  const [came, none] = [
    { kind: 'came', what: 'Form 4' },
    { kind: 'none', why: 'Unknown there' },
  ];
  assert.equal(standing('certificatePresent', { detail: { certificate: came } }), undefined);
  assert.equal(standing('certificatePresent', { detail: { certificate: none } }), undefined);
});

test('exhibits carry their restrictions, or none was stated', () => {
  const received = [
    { number: 'FR-1', conditions: ['For this case alone'] },
    { number: 'FR-2', conditions: [] },
  ];
  assert.match(standing('restrictionsRecorded', { received }) ?? '', /no restriction on exhibit FR-2,/);
  assert.deepEqual(withoutRestriction(factsOf({ received })), ['FR-2']);
  assert.equal(standing('restrictionsRecorded', { received, detail: { restrictions: 'none' } }), undefined);
  assert.equal(standing('restrictionsRecorded', { received: received.slice(0, 1) }), undefined);
});

test('what was sent is not closed without a word on costs, nor what was answered without one on its use', () => {
  assert.match(standing('costsSaid', { events: SENT }) ?? '', /nothing said of costs/);
  assert.equal(standing('costsSaid', { events: SENT, detail: { costs: { kind: 'none' } } }), undefined);
  assert.equal(standing('costsSaid', {}), undefined, 'what never left cost them nothing');
  const items = [item(1, 'produced')];
  assert.match(standing('feedbackSaid', { items }) ?? '', /of use/);
  assert.equal(standing('feedbackSaid', { items, detail: { feedback: { kind: 'none' } } }), undefined);
  assert.equal(standing('feedbackSaid', { items: [item(1, 'refused')] }), undefined);
  assert.equal(isAnswerHere(factsOf({ items: [item(1, 'none')] })), false);
});

test('a request of another State is assigned to somebody, and executed by an order or for a reason', () => {
  assert.match(standing('assigneeNamed', {}) ?? '', /nobody/);
  assert.equal(standing('assigneeNamed', { detail: { assignedTo: 'Cyber unit' } }), undefined);
  const assigned = [{ act: 'assign' }];
  assert.match(standing('orderOrReason', { events: assigned }) ?? '', /no order at home/);
  assert.equal(standing('orderOrReason', { events: assigned, reason: 'Open registers' }), undefined);
  assert.equal(standing('orderOrReason', { events: [...assigned, { act: 'obtainOrder' }] }), undefined);
  const anew = [{ act: 'obtainOrder' }, ...assigned];
  assert.match(standing('orderOrReason', { events: anew }) ?? '', /no order/, 'it was of an earlier turn');
});

test('who verified an emergency does not gather its data', () => {
  const by = (byPerson: string) => ({ events: [{ act: 'verifyByCallBack', byPerson }] });
  assert.match(standing('notVerifier', by(ME)) ?? '', /verified the emergency/);
  assert.equal(standing('notVerifier', by(ME.replace(/1$/, '2'))), undefined);
});

test('what was notified does not leave before its time is over, unless the authority confirmed', () => {
  const ends = (at: string) => ({ limits: [{ rule: { id: 'epoc.produce-notified' }, end: new Date(at) }] });
  assert.match(standing('windowOver', ends('2026-11-05T00:00:00Z')) ?? '', /before the end/);
  assert.equal(
    standing('windowOver', { ...ends('2026-11-05T00:00:00Z'), reason: 'Their letter of 1 November' }),
    undefined,
  );
  assert.equal(
    standing('windowOver', ends('2026-11-02T10:00:00Z')),
    undefined,
    'its end is no more before it',
  );
  assert.equal(standing('windowOver', {}), undefined);
});

test('an amount is digits and a currency, however they are grouped', () => {
  assert.deepEqual(amountIn('1 200.50 EUR'), { amount: '1200.50', currency: 'EUR' });
  assert.deepEqual(amountIn('1\u202f200,5 eur'), { amount: '1200.5', currency: 'EUR' });
  assert.deepEqual(amountIn('300 CHF'), { amount: '300', currency: 'CHF' });
  for (const wrong of ['', 'EUR', '12', '1,200 EUR', '-5 EUR', '5 EURO', '1234567890123 EUR'])
    assert.equal(amountIn(wrong), undefined, wrong);
  // ISO 4217: dinars have thousandths, that of Iraq too; the forint has hundredths; the yen has neither.
  assert.deepEqual(amountIn('12.345 KWD'), { amount: '12.345', currency: 'KWD' });
  assert.deepEqual(amountIn('0.005 IQD'), { amount: '0.005', currency: 'IQD' });
  assert.deepEqual(amountIn('12.50 HUF'), { amount: '12.50', currency: 'HUF' });
  assert.deepEqual(amountIn('1 200 JPY'), { amount: '1200', currency: 'JPY' });
  for (const [typed, currency] of [
    ['1200.5 JPY', 'JPY'],
    ['1.200 EUR', 'EUR'],
    ['1.200 JPY', 'JPY'],
    ['12,345 KWD', undefined], // thousands, or thousandths
  ] as const)
    assert.deepEqual([amountIn(typed), tooFine(typed)], [undefined, currency], typed);
});

test('another program closes with no more decimals than the currency is paid with, as the pages do', () => {
  const costs = (amount: string, currency: string) =>
    actDetail.safeParse({ costs: { kind: 'some', amount, currency, bearer: 'asked' } }).success;
  assert.deepEqual(
    [costs('1200.50', 'EUR'), costs('1200', 'JPY'), costs('12.345', 'KWD'), costs('1200.5', 'HUF')],
    [true, true, true, true],
  );
  assert.deepEqual(
    [costs('1200.505', 'EUR'), costs('1200.5', 'JPY'), costs('1200.500', 'EUR')],
    [false, false, false],
  );
});

/** Of an outgoing request that is closed, or whose evidence is checked. */
function aboutOf(
  act: 'close' | 'verifyEvidence' | 'beginExecution',
  given: Given,
  compared: 'equal' | 'byHand' = 'equal',
): ActAbout {
  const facts = factsOf(given);
  const row =
    act === 'close'
      ? rowFor(outgoing, 'verified', act)
      : act === 'verifyEvidence'
        ? rowFor(outgoing, 'evidenceReceived', act)
        : rowFor(incoming, 'assigned', act);
  const law = { instruments: [], otherInstruments: {} };
  const direction = act === 'beginExecution' ? 'incoming' : 'outgoing';
  const file = { reference: 'FR-2026-000001' };
  const shown = { file, request: { direction }, law, life: { facts, items: facts.items, directory: [] } };
  const found = act === 'verifyEvidence' && compared === 'equal' ? { compared: { digestsMatch: true } } : {};
  return { shown, row, hindrances: [], exhibits: [], now: NOW, ...found } as unknown as ActAbout; // all that is looked at
}

test('closing asks one question a page, and of each request what makes sense', () => {
  const asked = (given: Given, said: Record<string, string> = {}) =>
    askedWith(fieldsOfAct(aboutOf('close', given)), said).steps;
  assert.deepEqual(asked({}), [], 'never sent');
  assert.deepEqual(asked({ events: SENT }), ['costs'], 'refused, and nothing came');
  const came = { events: SENT, items: [item(1, 'produced')], received: [{ number: 'FR-2', conditions: [] }] };
  assert.deepEqual(asked(came), ['restrictions', 'costs', 'feedback']);
  const whole = { restrictions: 'none', costs: 'some', feedback: 'partly' };
  assert.deepEqual(asked(came, whole), [
    'restrictions',
    'costs',
    'costAmount',
    'costBearer',
    'feedback',
    'feedbackWords',
  ]);
  const about = aboutOf('close', came);
  const words = { ...whole, costAmount: '120.50 EUR', costBearer: 'asked', feedbackWords: '' };
  const all = askedWith(fieldsOfAct(about), words);
  assert.equal(all.step, undefined, 'all is said');
  assert.deepEqual(givenOf('close', all.said).detail, {
    restrictions: 'none',
    costs: { kind: 'some', amount: '120.50', currency: 'EUR', bearer: 'asked' },
    feedback: { kind: 'given', use: 'partly' },
  });
  const next = askedWith(fieldsOfAct(aboutOf('close', { events: SENT })), { costs: 'some' });
  assert.deepEqual([next.step, next.errors], ['costAmount', {}], 'what is new is asked, not found wrong');
  const bad = askedWith(fieldsOfAct(about), { ...words, costAmount: '120 XYZ' });
  assert.deepEqual(
    [bad.step, bad.errors['costAmount'] ?? ''],
    ['costAmount', SAY.requestLife.guards.costsSaid],
  );
});

test('checking what came asks for the certificate, and for a reason where the count is not right', () => {
  const asked = (given: Given, said: Record<string, string> = {}) =>
    askedWith(fieldsOfAct(aboutOf('verifyEvidence', given)), said).steps;
  const items = [item(1, 'produced')];
  assert.deepEqual(asked({ items, matched: [1] }), ['certificate'], 'the program compared the digests');
  assert.deepEqual(asked({ items, matched: [1] }, { certificate: 'came' }), [
    'certificate',
    'certificateWhat',
  ]);
  assert.deepEqual(asked({ items }, { certificate: 'none' }), ['certificate', 'certificateNone', 'reason']);
});

test('beginning asks why no order is needed where there is none', () => {
  const asked = (events: object[]) => askedWith(fieldsOfAct(aboutOf('beginExecution', { events })), {}).steps;
  assert.deepEqual(asked([{ act: 'assign' }]), ['reason']);
  assert.deepEqual(asked([{ act: 'assign' }, { act: 'obtainOrder' }]), []);
});

test('where somebody compared the digests themselves, no reason stands in for that', () => {
  const about = aboutOf('verifyEvidence', { items: [item(1, 'produced')], matched: [1] }, 'byHand');
  const steps = (said: Record<string, string>) => askedWith(fieldsOfAct(about), said).steps;
  assert.deepEqual(steps({}), ['digests', 'certificate']);
  assert.deepEqual(steps({ digests: 'yes' }), ['digests', 'certificate']);
});
