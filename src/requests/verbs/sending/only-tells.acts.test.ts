// What only tells – a refusal, an answer, information that nobody asked for – is closed once it is there, and nothing is executed on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';

import { FORMS } from '../../forms/index.ts';
import { registerRequest } from '../incoming/register.acts.ts';
import { isOffered } from '../life/offered.ts';
import { lifeOf, takeAct, type Acting } from '../life/life.acts.ts';
import { nextRows } from '../../machine/states/machine.ts';
import { machineOf } from '../../machine/states/machines.ts';

/** The acts that the page and the API offer now, whoever takes them. */
async function offered(who: Acting, number: number): Promise<string[]> {
  const { request, facts } = await who.people.db.asPerson(who.person.id, (tx) => lifeOf(tx, who, number));
  const rows = nextRows(machineOf(request.direction), request.state);
  return rows.filter((row) => isOffered(row, facts)).map(({ act }) => act);
}

test('the forms that only tell', () => {
  const found = FORMS.filter(({ onlyTells }) => onlyTells).map(({ id }) => id);
  assert.deepEqual(found.toSorted(), [
    'annex-iii',
    'clarification',
    'clarification-answer',
    'eio-b',
    'eu-delivery-manifest',
    'partial-result',
    'refusal',
    'spontaneous-information',
    'withdrawal',
  ]);
});

test('a refusal that was sent is closed once they have it', async (t) => {
  const { lead, number } = await requestScene(t, 'refusal');
  await sent(lead, number, 'acknowledged');
  const acts = await offered(lead, number);
  assert.ok(acts.includes('close'), acts.join());
  for (const act of ['beginExecution', 'reportItems', 'refuse', 'proposeConditions', 'receiveEvidence'])
    assert.ok(!acts.includes(act), act);
  const begun = { number, act: 'beginExecution', evidence: 'Letter of 9 November 2026' };
  await assert.rejects(takeAct(lead, begun), isRefusal('conflict'));
  const { request } = await takeAct(lead, { number, act: 'close' });
  assert.equal(request.state, 'closed');
});

test('information that came is closed once it is registered; a request is not', async (t) => {
  const { lead } = await requestScene(t);
  const received = async (form: string): Promise<number> => {
    const number = await registerRequest(lead, {
      form,
      paper: undefined,
      counterpart: 'JP',
      urgency: 'normal',
      writtenIn: 'en',
      reference: undefined,
      receivedAt: '2026-10-05T11:30:00+02:00',
      zone: 'Europe/Paris',
      evidence: 'Receipt of the registered letter',
    });
    for (const act of ['checkAuthenticity', 'register'])
      await takeAct(lead, { number, act, evidence: 'Letter of 5 October 2026' });
    return number;
  };
  const told = await received('spontaneous-information');
  assert.ok(!(await offered(lead, told)).includes('beginReview'));
  assert.equal((await takeAct(lead, { number: told, act: 'close' })).request.state, 'closed');

  const asked = await received('mla-request');
  assert.ok(!(await offered(lead, asked)).includes('close'));
  await assert.rejects(takeAct(lead, { number: asked, act: 'close' }), isRefusal('notAllowed', /onlyTells/));
});
