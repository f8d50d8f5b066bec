// What is said when what came is checked and when a request is closed, and what must then hold.
import assert from 'node:assert/strict';
import type { ActDetail, LifeEvent } from '../../src/requests/machine/states/life.ts';

export const NOTHING_TO_SAY = {
  costs: { kind: 'none' },
  feedback: { kind: 'none' },
  restrictions: 'none',
} as const satisfies ActDetail;

/** What is said when something was checked, or a request is closed. */
export const ENDED: Pick<ActDetail, 'certificate' | 'restrictions' | 'costs' | 'feedback'> = {
  certificate: { kind: 'none', why: 'Not given under their law' },
  restrictions: 'none',
  costs: { kind: 'some', amount: '120.50', currency: 'EUR', bearer: 'asked' },
  feedback: { kind: 'given', use: 'partly' },
};

/** Nothing is closed or relied on unsaid, and who verified an emergency gathers nothing. */
export function checkEnding({
  events,
  direction,
}: {
  readonly events: readonly LifeEvent[];
  readonly direction: 'outgoing' | 'incoming';
}): void {
  const last = events.at(-1);
  if (last === undefined) return;
  const { act, detail, reason, byPerson } = last;
  const wasSent = events.findLast((one) => one.act === 'transmit' || one.act === 'returnUndelivered');
  if (act === 'close' && direction === 'outgoing' && wasSent?.act === 'transmit')
    assert.ok(detail.costs, 'closed without a word on costs');
  if (act === 'verifyEvidence') assert.ok(detail.certificate, 'relied on without a word on its certificate');
  if (act === 'assign') assert.ok(detail.assignedTo, 'assigned to nobody');
  if (act === 'beginExecution' && direction === 'incoming')
    assert.ok(reason !== undefined || events.some((one) => one.act === 'obtainOrder'), 'by no order');
  if (act === 'recordResults' || act === 'completeResults')
    assert.ok(
      !events.some((one) => one.act === 'verifyByCallBack' && one.byPerson === byPerson),
      'gathered by who verified the emergency',
    );
}
