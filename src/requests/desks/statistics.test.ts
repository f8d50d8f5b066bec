// The figures of Article 28 from events whose sums were made by hand, and the same from the database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { completeDraft, requestScene } from '../../../test/support/complete-request.ts';
import { readCsv } from '../../base/csv.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { keepConfidential } from '../verbs/drafting/confidence/confidentiality.acts.ts';
import type { Capacity } from '../machine/states/capacity.ts';
import { takeAct } from '../verbs/life/life.acts.ts';
import type { ActDetail } from '../machine/states/life.ts';
import { insertEvent } from '../machine/states/life.store.ts';
import { registerRequest } from '../verbs/incoming/register.acts.ts';
import { insertRequest, requestOf } from '../machine/states/request.store.ts';
import { feedbacks } from './figures.store.ts';
import { countedRequests } from './statistics.store.ts';
import { statisticsCsv } from './statistics-csv.ts';
import { statisticsOf, type CountedEvent, type CountedRequest } from './statistics.ts';

const { answers } = await completeDraft('epoc');
const event = (act: string, at: string, detail: CountedEvent['detail'] = {}, to = ''): CountedEvent => ({
  act,
  to,
  occurredAt: new Date(at),
  detail,
});

function order(events: readonly CountedEvent[], more: Partial<CountedRequest> = {}): CountedRequest {
  return {
    form: 'epoc',
    direction: 'outgoing',
    counterpart: 'IE',
    urgency: 'normal',
    answers,
    events,
    dataAskedAt: undefined,
    ...more,
  };
}

const SENT = event('transmit', '2026-03-01T10:00:00Z');

test('orders are counted by category, addressee and emergency, with what became of them and how long it took', () => {
  const { lines, refusals, totals } = statisticsOf(
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
  const category = 'subscriber'; // the first line that is ticked
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
      // Of the one that was fulfilled; what came in part counts for none.
      ['outgoing', false, 4, { fulfilled: 1, inPart: 1, refused: 1, withdrawn: 1, open: 0 }, 48],
      ['outgoing', true, 1, { fulfilled: 0, inPart: 0, refused: 0, withdrawn: 0, open: 1 }, undefined],
    ],
  );
  assert.deepEqual(
    totals,
    { fulfilled: 2, inPart: 1, refused: 1, withdrawn: 1, open: 1 },
    'each order once, whatever kinds of data it asks for',
  );
  assert.ok(of.every(({ addressee }) => addressee === answers['addressee.name']));
  assert.deepEqual(
    refusals.filter((one) => one.category === category),
    [
      {
        direction: 'outgoing',
        form: 'epoc',
        category,
        addressee: answers['addressee.name'],
        isEmergency: false,
        issuingState: undefined,
        ground: 'immunity',
        number: 1,
      },
    ],
  );
  assert.deepEqual(
    of.map(({ issuingState }) => issuingState),
    ['IE', undefined, undefined],
    'of those that came in',
  );
});

test('each line of an order counts for its own kind of data: delivered, refused with its ground, or still due', () => {
  const items = [
    { item: 1, actual: 'produced' as const },
    { item: 2, actual: 'executing' as const },
    { item: 3, actual: 'refused' as const, ground: 'offence' as const },
    { item: 4, actual: 'partly' as const, ground: 'not-stored' as const },
  ];
  const partly = event('reportItems', '2026-03-02T10:00:00Z', { items });
  const { lines, refusals } = statisticsOf([order([SENT, partly])], 2026);
  const outcomeOf = Object.fromEntries(
    lines.map(({ category, outcomes }) => [category, Object.entries(outcomes).find(([, n]) => n === 1)?.[0]]),
  );
  assert.deepEqual(outcomeOf, {
    subscriber: 'fulfilled',
    access: 'open',
    traffic: 'refused',
    content: 'inPart',
  });
  assert.deepEqual(
    refusals.map(({ category, ground }) => [category, ground]),
    [
      ['content', 'not-stored'],
      ['traffic', 'offence'],
    ],
  );
  // What comes after a part of it makes it whole.
  const rest = event('reportExecuted', '2026-03-04T10:00:00Z', {
    items: [
      { item: 2, actual: 'produced' },
      { item: 4, actual: 'produced' },
    ],
  });
  const then = statisticsOf([order([SENT, partly, rest])], 2026).lines;
  assert.deepEqual(
    then.filter(({ outcomes }) => outcomes.fulfilled === 1).map(({ category }) => category),
    ['access', 'content', 'subscriber'],
  );
});

test('each letter of Article 28(2) that is recorded has its figure, summed by hand', async () => {
  const { answers: ofPreservation } = await completeDraft('epoc-pr');
  const notified = event('transmit', '2026-03-01T10:00:00Z', {
    notified: { authority: 'Enforcing authority' },
  });
  const issued = (at: string): CountedEvent => event('authorise', at);
  const asked = event('askEnforcement', '2026-03-20T10:00:00Z');
  const counted = statisticsOf(
    [
      // Issued a day before it went, anew after a change; the data came in two parts, 4 and 10 days after issue.
      order([
        issued('2026-02-20T10:00:00Z'),
        event('change', '2026-02-21T10:00:00Z', {}, 'draft'),
        issued('2026-02-28T10:00:00Z'),
        notified,
        event('reportExecuted', '2026-03-03T10:00:00Z'),
        event('receiveEvidence', '2026-03-04T10:00:00Z'),
        event('receiveEvidence', '2026-03-10T10:00:00Z'),
      ]),
      // Two days from issue.
      order([issued('2026-02-27T10:00:00Z'), SENT, event('receiveEvidence', '2026-03-01T10:00:00Z')]),
      // What executes but has not produced, answers nothing; enforcement was asked for twice, and nothing came.
      order([
        notified,
        event('reportItems', '2026-03-02T10:00:00Z', { items: [{ item: 1, actual: 'executing' }] }),
        asked,
        asked,
      ]),
      order([SENT, asked, event('receiveEvidence', '2026-04-01T10:00:00Z')], { urgency: 'emergency' }),
      // What came before it was to be enforced did not fulfil it; nothing came after.
      order([SENT, event('receiveEvidence', '2026-03-02T10:00:00Z'), asked], {
        form: 'epoc',
        urgency: 'urgent',
      }),
      order([event('issueUnvalidated', '2026-03-01T09:00:00Z'), SENT], { urgency: 'emergency' }),
      // Written anew after that, and signed by a judge: it went with its validation.
      order([
        event('issueUnvalidated', '2026-02-27T09:00:00Z'),
        event('takeBack', '2026-02-28T09:00:00Z', {}, 'draft'),
        issued('2026-02-28T10:00:00Z'),
        SENT,
      ]),
      order(
        [
          event('issueUnvalidated', '2026-03-01T09:00:00Z'),
          SENT,
          event('reportExecuted', '2026-03-02T09:00:00Z'),
        ],
        { form: 'epoc-pr', answers: ofPreservation, dataAskedAt: new Date('2026-03-31T09:00:00Z') },
      ),
      order([issued('2026-03-01T09:00:00Z'), SENT, event('reportExecuted', '2026-03-02T09:00:00Z')], {
        form: 'epoc-pr',
        answers: ofPreservation,
      }),
    ],
    2026,
  );
  const [category] = counted.lines.map((one) => one.category);
  const lines = counted.lines.filter((one) => one.form === 'epoc' && one.category === category);
  const [usual, emergency] = [false, true].map((is) => lines.find(({ isEmergency }) => isEmergency === is));
  assert.ok(usual && emergency);
  const open = { fulfilled: 0, inPart: 0, refused: 0, withdrawn: 0, open: 0 };
  assert.deepEqual([usual.number, emergency.number], [5, 2], 'a');
  assert.equal(counted.issuedUnvalidated, 1, 'b: production orders that went so');
  assert.deepEqual(
    [usual.outcomes, emergency.outcomes],
    [
      { ...open, fulfilled: 3, open: 2 },
      { ...open, fulfilled: 1, open: 1 },
    ],
    'c',
  );
  assert.deepEqual([usual.notified, emergency.notified], [2, 0], 'd');
  assert.equal(usual.meanHours, (10 * 24 + 2 * 24 + 24) / 3, 'e');
  assert.equal(emergency.meanHours, 31 * 24, 'e: where its issue is not recorded, from when it went');
  const kept = counted.lines.find(({ form }) => form === 'epoc-pr');
  assert.deepEqual([kept?.number, kept?.meanHours, kept?.meanHoursToRequest], [2, undefined, 30 * 24], 'f');
  assert.deepEqual(
    [usual.enforcement, emergency.enforcement],
    [
      { asked: 2, fulfilled: 0 },
      { asked: 1, fulfilled: 1 },
    ],
    'g',
  );
  // h and j: order-figures.test.ts.
  const letters = readCsv(statisticsCsv(counted)).rows.flatMap(({ cells }, i) =>
    i === 0 ? [] : (cells[2] ?? '').split(' '),
  );
  assert.deepEqual([...new Set(letters)].toSorted(), 'abcdefghij'.split(''), 'none is left out');
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
  const number = (table: string): string | undefined =>
    rows.find(({ cells }) => cells[1] === table)?.cells[rows[0]?.cells.indexOf('number') ?? -1];
  assert.deepEqual([number('not validated'), number('issued before validation')], ['2', '4']);
});

test('costs are summed by currency and who bears them, to the last digit', () => {
  const closed = (amount: string, currency = 'EUR', bearer: 'asking' | 'provider' = 'asking') =>
    event('close', '2026-05-01T10:00:00Z', { costs: { kind: 'some', amount, currency, bearer } });
  const counted = statisticsOf(
    [
      order([SENT, closed('0.1')]),
      order([SENT, closed('0.2')]),
      order([SENT, closed('900'), closed('12.345', 'KWD', 'provider')]),
      order([SENT, event('close', '2026-05-01T10:00:00Z', { costs: { kind: 'none' } })]),
      order([SENT]),
    ],
    2026,
  );
  assert.deepEqual(counted.costs, [
    { currency: 'EUR', bearer: 'asking', amount: '0.30', number: 2 },
    { currency: 'KWD', bearer: 'provider', amount: '12.345', number: 1 },
  ]);
  const { rows } = readCsv(statisticsCsv(counted));
  const found = rows.filter(({ cells }) => cells[1] === 'costs stated at closing');
  assert.deepEqual(
    found.map(({ cells }) => [cells[2], cells[10], ...cells.slice(21, 24)]),
    [
      ['', '2', 'EUR', '0.30', 'asking'],
      ['', '1', 'KWD', '12.345', 'provider'],
    ],
  );
});

test('the table has a row a line, and says where there is none', () => {
  const counted = statisticsOf([order([SENT])], 2026);
  const { rows } = readCsv(statisticsCsv(counted));
  // The heading, two figures of validation, and of remedies, claims and reimbursements that there were none.
  assert.equal(rows.length, 1 + counted.lines.length + 2 + 3);
  assert.ok(rows.every(({ cells }) => cells.length === 32));
  assert.deepEqual(statisticsOf([], 2026), {
    year: 2026,
    issuedUnvalidated: 0,
    notValidated: 0,
    lines: [],
    totals: { fulfilled: 0, inPart: 0, refused: 0, withdrawn: 0, open: 0 },
    remedies: [],
    remedyTotals: [],
    claims: [],
    costs: [],
    refusals: [],
  });
});

test('of an order that came, the role in which it reached us says whether it was notified, or is to be enforced', () => {
  const came = (capacity: Capacity | undefined, ...more: CountedEvent[]): CountedRequest =>
    order([event('receive', '2026-03-01T10:00:00Z', capacity === undefined ? {} : { capacity }), ...more], {
      direction: 'incoming',
    });
  const counted = (...orders: readonly CountedRequest[]) => {
    const [line] = statisticsOf(orders, 2026).lines;
    return [line?.notified, line?.enforcement.asked, line?.enforcement.fulfilled];
  };
  assert.deepEqual(counted(came(undefined), came('addressee')), [0, 0, 0]);
  assert.deepEqual(counted(came('addresseeWithNotice'), came('notifiedAuthority')), [2, 0, 0]);
  const done = event('transmitResults', '2026-03-05T10:00:00Z');
  assert.deepEqual(counted(came('enforcingAuthority', done), came('enforcingAuthority')), [0, 2, 1]);
  assert.deepEqual(
    counted(came('notifiedAuthority', event('askEnforcement', '2026-03-02T10:00:00Z'), done)),
    [1, 1, 1],
  );
  const corrected = event('sayCapacity', '2026-03-02T10:00:00Z', { capacity: 'addressee' });
  assert.deepEqual(counted(came('notifiedAuthority', corrected), came(undefined, corrected)), [0, 0, 0]);
});

test('the database gives the orders of the year to whoever may see them', async (t) => {
  const scene = await requestScene(t);
  const { lead, people } = scene;
  const number = await registerRequest(lead, {
    form: 'epoc',
    capacity: 'addressee',
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

  const said = async (since: string, who = lead) =>
    people.db.asPerson(who.person.id, (tx) => feedbacks(tx, new Date(since)));
  const close = (request: Uuid, at: string, feedback: NonNullable<ActDetail['feedback']>) =>
    people.operator.transaction((tx) =>
      insertEvent(tx, {
        id: newUuid(people.clock, people.random),
        request,
        caseId: scene.file.id,
        version: 1,
        act: 'close',
        from: 'resultsIn',
        to: 'closed',
        side: 'ours',
        by: lead.person.id,
        at: new Date(at),
        occurredAt: new Date(at),
        zone: 'UTC',
        evidence: 'Note',
        reason: undefined,
        detail: { feedback },
      }),
    );
  const idOf = async (which: number): Promise<Uuid> => {
    const request = await people.db.asPerson(lead.person.id, (tx) => requestOf(tx, scene.file.id, which));
    return (request ?? assert.fail()).id;
  };
  const [one, two] = [await idOf(scene.number), await idOf(number)];
  await close(one, '2026-10-06T10:00:00Z', { kind: 'given', use: 'no' });
  await close(one, '2026-10-08T10:00:00Z', { kind: 'given', use: 'partly', words: 'The account alone' });
  await close(two, '2026-10-07T10:00:00Z', { kind: 'none' });
  const both = [
    { use: 'partly', count: 1 },
    { use: 'none', count: 1 },
  ];
  assert.deepEqual(await said('2026-10-01T00:00:00Z'), both, 'each as was said last');
  assert.deepEqual(await said('2026-10-08T00:00:00Z'), [{ use: 'partly', count: 1 }]);
  // What one may not know of is not counted for one.
  const { id } = lead.person;
  await keepConfidential(lead, {
    number: scene.number,
    knowers: [id],
    until: undefined,
    reason: 'Officers at risk',
  });
  assert.deepEqual(await said('2026-10-01T00:00:00Z', scene.prosecutor), [{ use: 'none', count: 1 }]);
});

test('the database knows when the data were asked for that an order preserved', async (t) => {
  const { lead, people, file } = await requestScene(t);
  const ids = ['order', 'request', 'unsent'].map(() => newUuid(people.clock, people.random));
  const [preserving, asking, unsent] = ids;
  assert.ok(preserving && asking && unsent);
  const lived = (request: Uuid, list: readonly (readonly [act: string, at: string])[]) =>
    people.operator.transaction(async (tx) => {
      for (const [act, at] of list)
        await insertEvent(tx, {
          id: newUuid(people.clock, people.random),
          request,
          caseId: file.id,
          version: 1,
          act,
          from: 'review',
          to: act === 'transmit' ? 'transmitted' : 'authorised',
          side: 'ours',
          by: lead.person.id,
          at: new Date(at),
          occurredAt: new Date(at),
          zone: 'UTC',
          evidence: 'Registered',
          reason: undefined,
          detail: {},
        });
    });
  await people.operator.transaction(async (tx) => {
    for (const [id, form] of [
      [preserving, 'epoc-pr'],
      [asking, 'epoc'],
      [unsent, 'epoc'],
    ] as const)
      await insertRequest(tx, {
        id,
        caseId: file.id,
        form,
        begunBy: lead.person.id,
        begunAt: new Date('2026-03-01T08:00:00Z'),
        answers: {},
        counterpart: 'IE',
      });
    for (const [i, production] of [asking, unsent].entries())
      await sql`insert into preservation (id, case_id, number, request_id, production_id, state_since, holder, identifiers, categories,
          begun_by, begun_at)
        values (gen_random_uuid(), ${file.id}, ${i + 90}, ${preserving}, ${production}, now(), 'x', '[]', '{}', ${lead.person.id},
          now())`.execute(tx);
  });
  await lived(preserving, [
    ['authorise', '2026-03-01T09:00:00Z'],
    ['transmit', '2026-03-01T10:00:00Z'],
  ]);
  await lived(asking, [
    ['authorise', '2026-03-30T09:00:00Z'],
    ['authorise', '2026-04-02T09:00:00Z'],
    ['transmit', '2026-04-03T09:00:00Z'],
    ['authorise', '2026-05-01T09:00:00Z'],
  ]);
  await lived(unsent, [['authorise', '2026-03-02T09:00:00Z']]);
  const found = await people.db.asPerson(lead.person.id, (tx) => countedRequests(tx, 2026));
  assert.deepEqual(
    found
      .filter(({ direction }) => direction === 'outgoing')
      .map(({ form, counterpart, dataAskedAt }) => [form, counterpart, dataAskedAt?.toISOString()])
      .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    [
      ['epoc', 'IE', undefined],
      ['epoc-pr', 'IE', '2026-04-02T09:00:00.000Z'],
    ],
    'signed last before it went; what was not sent asks for nothing',
  );
});
