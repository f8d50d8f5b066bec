import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../base/ids.ts';
import { inTurn, type Waiting } from './offer-turns.ts';

const waiting = (name: string, left: number, isUrgent = false): Waiting => ({
  id: name as Uuid, // a name is enough here
  isUrgent,
  left,
});

test('what is urgent goes first, then each in its turn, the smallest first, and a very large one has its turns too', () => {
  const all = [
    waiting('large', 1e12),
    waiting('middle', 1e9),
    waiting('small', 1),
    waiting('urgent', 1e13, true),
  ];
  const turns = new Map<Uuid, number>();
  const order = (): string[] => inTurn(all, turns).map(({ id }) => id);
  assert.deepEqual(order(), ['urgent', 'small', 'middle', 'large']);
  // Small ones that keep coming go before it once each, and not again.
  inTurn(all, turns).forEach(({ id }, i) => id !== 'large' && turns.set(id, i + 1));
  assert.deepEqual(order(), ['urgent', 'large', 'small', 'middle']);
  all.push(waiting('new', 5));
  assert.deepEqual(order(), ['urgent', 'new', 'large', 'small', 'middle']);
});
