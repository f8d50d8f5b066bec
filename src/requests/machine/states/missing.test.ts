// Which items of a request are still due, and what answers one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsAfter } from './life-step.ts';
import { missingOf, type ActDetail, type Actual, type RequestItem } from './life.ts';
import { rowFor } from './machine.ts';
import { outgoing } from './outgoing.ts';

const NOW = new Date('2026-10-12T10:00:00Z');

function item(n: number, actual?: Actual, more: Partial<RequestItem> = {}): RequestItem {
  const none = { actualAt: undefined, ground: undefined, note: undefined };
  return { item: n, desired: 'wanted', desiredAt: NOW, actual, ...none, ...more };
}

test('each item is due until it is answered, or not wanted any more; one that came answers no other', () => {
  const items = [
    item(1, 'produced'),
    item(2, 'executing'),
    item(3),
    item(4, undefined, { desired: 'notNeeded' }),
  ];
  assert.deepEqual(missingOf(items, false), [2, 3]);
  assert.deepEqual(missingOf(items, true), [2, 3]);
  assert.deepEqual(missingOf([item(1, 'produced'), item(2, 'none')], true), []);
  assert.deepEqual(missingOf([], true), [], 'nothing is asked item by item');
});

test('of an order, what does not come, or not wholly, is answered with its ground; elsewhere by saying so', () => {
  for (const actual of ['partly', 'refused', 'notPossible'] as const) {
    assert.deepEqual(missingOf([item(1, actual)], true), [1], actual);
    assert.deepEqual(missingOf([item(1, actual)], false), [], actual);
    assert.deepEqual(missingOf([item(1, actual, { ground: 'impossible' })], true), [], actual);
  }
});

test('the ground of an act is that of each item which it does not grant, unless the item has its own', () => {
  const row = rowFor(outgoing, 'acknowledged', 'refuseInPart');
  assert.ok(row);
  const detail: ActDetail = {
    ground: 'immunity',
    items: [
      { item: 1, actual: 'produced' },
      { item: 2, actual: 'refused' },
      { item: 3, actual: 'partly', ground: 'impossible' },
    ],
  };
  const items = [item(1), item(2), item(3)];
  const after = itemsAfter('outgoing', row, { items, asked: 3 }, { detail, occurredAt: NOW });
  assert.deepEqual(
    after.map(({ ground }) => ground),
    [undefined, 'immunity', 'impossible'],
  );
});
