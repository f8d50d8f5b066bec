// An order whose refusal or withdrawal was taken up again counts as what became of it since.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../test/support/complete-request.ts';
import { statisticsOf, type CountedEvent, type CountedRequest, type Outcome } from './statistics.ts';

const { answers } = await completeDraft('epoc');

type Told = string | readonly [act: string, detail: CountedEvent['detail']];

/** One act a day, since 1 March. */
function order(direction: CountedRequest['direction'], ...acts: readonly Told[]): CountedRequest {
  const events = acts.map((one, i): CountedEvent => {
    const [act, detail] = typeof one === 'string' ? [one, {}] : one;
    return { act, to: '', occurredAt: new Date(Date.UTC(2026, 2, 1 + i)), detail };
  });
  return {
    form: 'epoc',
    direction,
    counterpart: 'IE',
    urgency: 'normal',
    answers,
    events,
    dataAskedAt: undefined,
  };
}

const counted = (...orders: readonly CountedRequest[]) => {
  const { lines, totals, refusals } = statisticsOf(orders, 2026);
  const [line] = lines;
  assert.ok(line);
  return { line, totals, refusals };
};

const none: Readonly<Record<Outcome, number>> = {
  fulfilled: 0,
  inPart: 0,
  refused: 0,
  withdrawn: 0,
  open: 0,
};

const REFUSED: Told = [
  'refuse',
  { ground: 'immunity', items: [{ item: 1, actual: 'refused', ground: 'immunity' }] },
];

test('an order that was refused, and fulfilled once it was enforced, is fulfilled', () => {
  const enforced = order(
    'outgoing',
    'transmit',
    REFUSED,
    'askEnforcement',
    'reportExecuted',
    'receiveEvidence',
  );
  const { line, totals, refusals } = counted(enforced);
  assert.deepEqual(totals, { ...none, fulfilled: 1 });
  assert.deepEqual(line.outcomes, { ...none, fulfilled: 1 });
  assert.deepEqual(line.enforcement, { asked: 1, fulfilled: 1 }, 'g');
  assert.equal(line.meanHours, 4 * 24, 'e: until the data were there');
  assert.ok(
    refusals.some(({ ground }) => ground === 'immunity'),
    'd: it was refused all the same',
  );
});

test('an order that is taken up again is open until it is answered anew, and may be refused again', () => {
  const before: readonly Told[] = [
    'transmit',
    ['reportItems', { items: [{ item: 1, actual: 'produced' }] }],
    REFUSED,
  ];
  assert.deepEqual(counted(order('outgoing', ...before)).totals, { ...none, refused: 1 });
  assert.deepEqual(
    counted(order('outgoing', ...before, 'askEnforcement')).line,
    { ...counted(order('outgoing', 'transmit', 'askEnforcement')).line },
    'what was said before it is asked anew',
  );
  assert.deepEqual(counted(order('outgoing', ...before, 'askEnforcement', REFUSED)).totals, {
    ...none,
    refused: 1,
  });
});

test('of orders that came, those count that were decided anew after they were reopened', () => {
  const { line, totals } = counted(
    order('incoming', 'receive', 'refuse', 'close', 'reopen', 'transmitResults'),
    order(
      'incoming',
      'receive',
      'conditionsDeclined',
      'close',
      'reopen',
      'transmitResults',
      'close',
      'reopen',
    ),
    order('incoming', 'receive', 'withdrawn', 'close', 'reopen'),
    order('incoming', 'receive', 'withdrawn', 'close', 'reopen', 'refuse', 'close'),
    order('incoming', 'receive', 'refuse', 'close', 'reopen', 'withdrawn'),
  );
  assert.deepEqual(totals, { ...none, fulfilled: 2, open: 1, refused: 1, withdrawn: 1 });
  assert.equal(line.meanHours, 4 * 24);
});

test('a withdrawal of ours that was taken up again counts by what came after it', () => {
  const { totals } = counted(
    order('outgoing', 'transmit', 'withdraw', 'close', 'reopen', 'reportExecuted'),
    order('outgoing', 'transmit', 'declineConditions', 'askEnforcement', 'receiveEvidence'),
    order('outgoing', 'transmit', 'receiveEvidence', 'close', 'reopen'),
  );
  assert.deepEqual(totals, { ...none, fulfilled: 3 });
});
