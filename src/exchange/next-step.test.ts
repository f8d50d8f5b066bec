// Who opens a conversation is told what comes next: what failed, what is asked, what is offered, then the act of the request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../base/ids.ts';
import type { Who } from '../requests/machine/states/actor-roles.ts';
import { nextRows } from '../requests/machine/states/machine.ts';
import { machineOf } from '../requests/machine/states/machines.ts';
import { nextOf, type Standing } from './next-step.ts';

const id = (n: number): Uuid => `01900000-0000-7000-8000-00000000000${n}` as Uuid; // of its form
const at = (state: string, more: Partial<Standing> = {}, direction: 'outgoing' | 'incoming' = 'outgoing') =>
  nextOf({
    failed: [],
    isAsked: false,
    offers: [],
    rows: nextRows(machineOf(direction), state),
    isWho: () => true,
    ...more,
  });

test('what failed comes before what is asked, that before what is offered, that before the act', () => {
  const all = at('evidenceReceived', { failed: [id(1)], isAsked: true, offers: [id(2)] });
  assert.deepEqual(
    all.map((one) => (one.is === 'act' ? one.act : one.is)),
    ['failed', 'answer', 'offer', 'verifyEvidence'],
  );
});

test('a question is answered once, by line or as an act', () => {
  assert.deepEqual(at('clarificationAsked', { isAsked: true }), [{ is: 'answer' }]);
  assert.deepEqual(at('clarificationAsked'), [{ is: 'act', act: 'answerClarification', who: undefined }]);
});

test('nothing of ours: we wait for them; nothing at all: nothing is left to do', () => {
  assert.deepEqual(at('acknowledged', { rows: rowsWithout('acknowledged', 'close') }), [{ is: 'wait' }]);
  assert.deepEqual(at('closed'), [{ is: 'nothing' }]);
});

test('what is for somebody else here says for whom, behind what is for who looks', () => {
  const isWho = (who: Who): boolean => who !== 'authoriser';
  assert.deepEqual(at('conditionsProposed', { isWho }), [
    { is: 'act', act: 'acceptConditions', who: 'authoriser' },
  ]);
  const [first] = at('admissibility', { isWho }, 'incoming');
  assert.equal(first?.is === 'act' && first.who, undefined);
});

function rowsWithout(state: string, act: string) {
  return nextRows(machineOf('outgoing'), state).filter((row) => row.act !== act);
}
