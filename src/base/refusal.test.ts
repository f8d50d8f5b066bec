import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, refusalTold, toldRefusal } from './refusal.ts';

test('a refusal is the same after the way between two threads', () => {
  for (const refusal of [
    new Refusal('notFound.imageSegment', { segment: 2, name: 'disk.E02', count: 3 }),
    new Refusal('tooLarge', { expected: 'a list', found: 'a longer one', next: 'Divide it.' }),
  ]) {
    const again = refusalTold(structuredClone(toldRefusal(refusal)));
    assert.ok(again instanceof Refusal);
    assert.equal(again.message, refusal.message);
    assert.deepEqual(toldRefusal(again), toldRefusal(refusal));
  }
});
