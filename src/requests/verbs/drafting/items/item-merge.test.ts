// Two people on one item: what does not meet is laid together, what meets is not, and an item that moved is not taken for another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item, Measure } from '../../../core/answers.ts';
import { mergedItem, standingOf } from './item-merge.ts';

const ITEM: Item = {
  type: 'traffic',
  category: 'traffic',
  identifiers: [{ kind: 'email', value: 'clerk@example.org' }],
  holder: 'Example Mail B.V.',
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-31T00:00:00Z',
  wanted: [],
  details: { logs: 'mail' },
};
const OTHER: Item = { ...ITEM, holder: 'Another Mail B.V.' };

test('answers to different questions of one item are laid together', () => {
  const next = { ...ITEM, reason: 'It sent the invoices.' };
  const now = { ...ITEM, holder: 'Another Mail B.V.', details: { logs: 'mail', filters: 'none' } };
  assert.deepEqual(mergedItem(ITEM, next, now), { ...now, reason: 'It sent the invoices.' });
  const { holder: _taken, ...without } = ITEM;
  assert.deepEqual(mergedItem(ITEM, without, { ...ITEM, format: 'EML' }), { ...without, format: 'EML' });
  const { details: _all, ...bare } = ITEM;
  assert.deepEqual(mergedItem(ITEM, bare, { ...ITEM, format: 'EML' }), { ...bare, format: 'EML' });
});

test('other answers to one question are not laid together, the same answer is', () => {
  assert.equal(mergedItem(ITEM, { ...ITEM, holder: 'A' }, { ...ITEM, holder: 'B' }), undefined);
  const both = { ...ITEM, holder: 'A' };
  assert.deepEqual(mergedItem(ITEM, both, both), both);
  const later = { ...ITEM, to: '2026-11-30T00:00:00Z' };
  const earlier = { ...ITEM, from: '2026-09-01T00:00:00Z' };
  assert.equal(mergedItem(ITEM, later, earlier), undefined, 'its two times are one answer');
});

test('a detail that the other kind does not ask for is not laid upon it', () => {
  const now: Item = { ...ITEM, type: 'network' };
  assert.equal(mergedItem(ITEM, { ...ITEM, details: { logs: 'calls' } }, now), undefined);
  assert.deepEqual(mergedItem(ITEM, { ...ITEM, holder: 'A' }, now), { ...now, holder: 'A' });
  const untyped = { ...ITEM, type: undefined };
  assert.deepEqual(mergedItem(untyped, { ...ITEM, holder: 'A' }, { ...ITEM, reason: 'R' }), {
    ...ITEM,
    holder: 'A',
    reason: 'R',
  });
});

test('assistance is laid together answer by answer, and with its own kind alone', () => {
  const measure: Measure = { measure: 'service', answers: { manner: 'person' } };
  const next: Measure = { measure: 'service', answers: { manner: 'person', proof: 'signed' } };
  const now: Measure = { measure: 'service', answers: { manner: 'post' } };
  assert.deepEqual(mergedItem(measure, next, now)?.valueOf(), {
    measure: 'service',
    answers: { manner: 'post', proof: 'signed' },
  });
  assert.equal(mergedItem(measure, { ...measure, answers: { manner: 'other' } }, now), undefined);
  assert.equal(mergedItem(measure, next, { measure: 'video', answers: {} }), undefined);
  assert.equal(mergedItem(measure, next, ITEM), undefined);
});

test('an item is where it was, changed or not, while none was taken out', () => {
  const seen = [ITEM, OTHER];
  assert.equal(standingOf({ seen, now: seen, counts: [] }, 0), 'there');
  assert.equal(standingOf({ seen, now: [ITEM, OTHER, ITEM], counts: [3] }, 1), 'there');
  const changed = { ...OTHER, reason: 'R' };
  assert.equal(standingOf({ seen, now: [ITEM, changed], counts: [2] }, 1), 'there');
  assert.equal(standingOf({ seen, now: seen, counts: [] }, 2), 'there', 'a new one');
});

test('where one was taken out, added or put elsewhere, the item is not taken for the one at its place', () => {
  const seen = [ITEM, OTHER];
  const changed = { ...OTHER, reason: 'R' };
  assert.equal(standingOf({ seen, now: [OTHER], counts: [1] }, 0), 'moved');
  assert.equal(standingOf({ seen, now: [ITEM], counts: [1] }, 1), 'moved');
  assert.equal(standingOf({ seen, now: [changed, ITEM], counts: [1, 2] }, 0), 'moved', 'then one was added');
  assert.equal(standingOf({ seen, now: [OTHER, ITEM], counts: [2] }, 0), 'moved');
  assert.equal(
    standingOf({ seen, now: [...seen, changed], counts: [3] }, 2),
    'moved',
    'two new ones at once',
  );
});
