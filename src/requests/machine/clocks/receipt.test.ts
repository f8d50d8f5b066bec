// What ends the time within which a receipt is expected: whatever shows that it came, or that nobody waits for it any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../../base/ids.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { legalForm } from '../../core/form.ts';
import { epocPr } from '../../forms/epoc-pr.ts';
import type { ActDetail } from '../states/life.ts';
import { nextRows, type Row } from '../states/machine.ts';
import { outgoing } from '../states/outgoing.ts';
import { ALARM_HOURS } from './alarm.ts';
import { RECEIPT_SHOWN, type Moved } from './clock.acts.ts';
import { movedRequest } from './follow.acts.ts';

const law = await shippedLaw();
const ID = '00000000-0000-7000-8000-000000000001' as Uuid; // as one is written
const AT = new Date('2026-03-02T10:00:00Z');

/** Of an order that was sent, and of which nothing has been heard. */
function moved(row: Row<string, string>, detail: ActDetail = {}): Moved {
  const version = { number: 1, answers: {}, explained: {}, page: undefined, savedBy: undefined, savedAt: AT };
  const request = {
    id: ID,
    form: 'epoc-pr',
    direction: 'outgoing',
    counterpart: 'NL',
    urgency: 'normal',
    version,
  } as const;
  const tools = {
    people: { clock: () => AT.getTime(), random: () => Buffer.alloc(10) },
    law,
    file: { id: ID, reference: 'FR-2026-000001' },
  };
  const life = { request, legal: legalForm(epocPr, law.forms), events: [], items: [] };
  return movedRequest(tools, life, { event: ID, row, occurredAt: AT, zone: 'UTC', detail }, ALARM_HOURS);
}

test('a receipt is awaited until something of theirs is there, or the request is not on its way any more', () => {
  const waiting = nextRows(outgoing, 'transmitted')
    .filter((row) => !moved(row).names.includes(RECEIPT_SHOWN) && !moved(row).isOver)
    .map(({ act }) => act);
  assert.deepEqual(waiting, [
    'validate',
    'noticeReceived', // of the notified authority, not of the addressee
    'askEnforcement',
    'setDeadline',
    'changeItems',
    'recordAlternative',
  ]);
  for (const act of ['deliver', 'beginExecution', 'returnUndelivered', 'refuseValidation']) {
    const row = nextRows(outgoing, 'transmitted').find((one) => one.act === act) ?? assert.fail(act);
    assert.ok(moved(row).names.includes(RECEIPT_SHOWN), act);
  }
});

test('only sending begins it, sooner of what is urgent', () => {
  for (const row of outgoing.rows)
    assert.equal(moved(row).receipt !== undefined, row.act === 'transmit', row.act);
});

test('a day that is told with another act moves nothing', () => {
  for (const row of outgoing.rows) {
    const deadline = { lastDay: '2026-04-01', setBy: 'The judge' };
    const isSet = row.clockEvents.includes('extended');
    assert.equal(isSet, row.act === 'setDeadline', row.act);
    assert.equal(moved(row, { deadline }).deadline !== undefined, isSet, row.act);
  }
});
