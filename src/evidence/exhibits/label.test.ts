import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsText, LABELS_A_SHEET, LABELS_MAX, readItems, sheets, shortDigest } from './label.ts';

test('items are read as people write them, in order and each once', () => {
  assert.deepEqual(readItems('3'), [3]);
  assert.deepEqual(readItems('7, 1-4,2 , 3 – 5'), [1, 2, 3, 4, 5, 7]);
  assert.equal(itemsText([1, 2, 3, 4, 5, 7, 9, 10]), '1-5, 7, 9-10');
});

test('what is no list of items, or too long a one, is refused', () => {
  for (const text of [
    '',
    ',',
    '0',
    '-1',
    '1-',
    '4-2',
    'x',
    '1;2',
    '1e3',
    '1234567890',
    `1-${LABELS_MAX + 1}`,
  ])
    assert.equal(readItems(text), undefined, text);
  const many = Array.from({ length: LABELS_MAX + 1 }, (_, i) => i * 2 + 1).join(',');
  assert.equal(readItems(many), undefined);
  assert.equal(readItems(`1-${LABELS_MAX}`)?.length, LABELS_MAX);
});

test('a sheet that was begun is gone on with', () => {
  const laid = sheets(['a', 'b', 'c'], LABELS_A_SHEET - 1);
  assert.equal(laid.length, 2);
  assert.deepEqual(laid[0]?.slice(-3), [undefined, 'a', 'b']);
  assert.deepEqual(laid[1], ['c']);
});

test('a digest is shortened to what an eye can compare', () => {
  assert.equal(shortDigest('2ff5e13c5c7ac26e9a6f985fd1057dce'), '2ff5 e13c 5c7a c26e');
});
