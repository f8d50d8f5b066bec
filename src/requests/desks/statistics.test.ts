// The figures of Article 28 from events whose sums were made by hand, and the same from the database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, requestScene } from '../../../test/support/complete-request.ts';
import { readCsv } from '../../base/csv.ts';
import { takeAct } from '../life/life.acts.ts';
import { registerRequest } from '../incoming/register.acts.ts';
import { countedRequests } from './statistics.store.ts';
import {
  NOT_COUNTED,
  statisticsCsv,
  statisticsOf,
  type CountedEvent,
  type CountedRequest,
} from './statistics.ts';

const { answers } = await completeDraft('epoc');
const event = (act: string, at: string, detail: CountedEvent['detail'] = {}, to = ''): CountedEvent => ({
  act,
  to,
  occurredAt: new Date(at),
  detail,
});

function order(events: readonly CountedEvent[], more: Partial<CountedRequest> = {}): CountedRequest {
  return { form: 'epoc', direction: 'outgoing', urgency: 'normal', answers, events, ...more };
}

const SENT = event('transmit', '2026-03-01T10:00:00Z');

test('orders are counted by category, addressee and emergency, with what became of them and how long it took', () => {
  const { lines, refusals } = statisticsOf(
    [
      order([SENT, event('reportExecuted', '2026-03-03T10:00:00Z')]),
      order([
        SENT,
        event('reportItems', '2026-03-02T10:00:00Z', { items: [{ item: 1, actual: 'partly' }] }),
        event('reportExecuted', '2026-03-09T10:00:00Z'),
      ]),
      order([
        SENT,
        event('refuse', '2026-03-05T10:00:00Z', {
          ground: 'immunity',
          items: [{ item: 1, actual: 'refused', ground: 'immunity' }],
        }),
      ]),
      order([SENT, event('withdraw', '2026-03-05T10:00:00Z')]),
      order([SENT], { urgency: 'emergency' }),
      order([event('receive', '2026-12-31T23:59:59Z'), event('transmitResults', '2027-01-01T11:59:59Z')], {
        direction: 'incoming',
      }),
      order([event('transmit', '2025-12-31T23:59:59Z')]),
      order([event('authorise', '2026-03-01T10:00:00Z')]),
    ],
    2026,
  );
  const [category] = [...new Set(lines.map((one) => one.category))];
  const of = lines.filter((one) => one.category === category);
  assert.deepEqual(
    of.map(({ direction, isEmergency, number, outcomes, meanHours }) => [
      direction,
      isEmergency,
      number,
      outcomes,
      meanHours,
    ]),
    [
      ['incoming', false, 1, { fulfilled: 1, inPart: 0, refused: 0, withdrawn: 0, open: 0 }, 12],
      ['outgoing', false, 4, { fulfilled: 1, inPart: 1, refused: 1, withdrawn: 1, open: 0 }, 36],
      ['outgoing', true, 1, { fulfilled: 0, inPart: 0, refused: 0, withdrawn: 0, open: 1 }, undefined],
    ],
  );
  assert.ok(of.every(({ addressee }) => addressee === answers['addressee.name']));
  assert.deepEqual(refusals, [{ direction: 'outgoing', ground: 'immunity', number: 1 }]);
});

test('of orders issued before their validation, those are counted that were not validated', () => {
  const at = '2026-03-01T10:00:00Z';
  const of = (...later: CountedEvent[]): CountedRequest =>
    order([event('issueUnvalidated', at), SENT, ...later]);
  const counted = statisticsOf(
    [
      of(event('refuseValidation', at, {}, 'withdrawn')),
      of(event('withdraw', at, {}, 'withdrawn')),
      of(event('validate', at)),
      of(),
      order([SENT, event('withdraw', at, {}, 'withdrawn')]),
    ],
    2026,
  );
  assert.equal(counted.notValidated, 2);
  const { rows } = readCsv(statisticsCsv(counted));
  assert.deepEqual(rows.find(({ cells }) => cells[1] === 'not validated')?.cells.slice(0, 9), [
    '2026',
    'not validated',
    '',
    '',
    '',
    '',
    '',
    '',
    '2',
  ]);
});

test('the table has a row a line, and names what is not recorded', () => {
  const counted = statisticsOf([order([SENT])], 2026);
  const { rows } = readCsv(statisticsCsv(counted));
  assert.equal(rows.length, 2 + counted.lines.length + NOT_COUNTED.length);
  assert.ok(rows.every(({ cells }) => cells.length === 15));
  assert.deepEqual(statisticsOf([], 2026), { year: 2026, notValidated: 0, lines: [], refusals: [] });
});

test('the database gives the orders of the year to whoever may see them', async (t) => {
  const scene = await requestScene(t);
  const { lead, people } = scene;
  const number = await registerRequest(lead, {
    form: 'epoc',
    paper: undefined,
    counterpart: 'FR',
    urgency: 'emergency',
    writtenIn: 'en',
    reference: undefined,
    receivedAt: '2026-10-05T11:30:00+02:00',
    zone: 'Europe/Paris',
    evidence: 'Receipt of the system',
  });
  await takeAct(lead, { number, act: 'checkAuthenticity', evidence: 'Through the decentralised system' });
  const asked = (year: number) => people.db.asPerson(lead.person.id, (tx) => countedRequests(tx, year));
  assert.deepEqual(
    (await asked(2026)).map(({ form, direction, urgency, events }) => [
      form,
      direction,
      urgency,
      events.map(({ act }) => act),
    ]),
    [['epoc', 'incoming', 'emergency', ['receive', 'checkAuthenticity']]],
  );
  assert.deepEqual(await asked(2025), []);
});
