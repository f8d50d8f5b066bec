import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treemap, type Place } from './treemap.ts';
import { spansOf } from './types.pages.ts';

test('areas are as the values, and no two rectangles lie on each other or outside', () => {
  const whole: Place = { x: 0, y: 0, width: 100, height: 40 };
  for (const values of [
    [1],
    [5, 5],
    [100, 50, 20, 20, 5, 1, 1],
    Array.from({ length: 30 }, (_, i) => 900 / (i + 1)),
  ]) {
    const places = treemap(values, whole);
    const total = values.reduce((sum, value) => sum + value, 0);
    assert.equal(places.length, values.length);
    for (const [i, { x, y, width, height }] of places.entries()) {
      assert.ok(
        Math.abs(width * height - ((values[i] ?? 0) / total) * 4000) < 1e-6,
        `${i} of ${values.length}`,
      );
      assert.ok(x > -1e-9 && y > -1e-9 && x + width < 100 + 1e-6 && y + height < 40 + 1e-6);
      for (const other of places.slice(i + 1))
        assert.ok(
          x + width <= other.x + 1e-6 ||
            other.x + other.width <= x + 1e-6 ||
            y + height <= other.y + 1e-6 ||
            other.y + other.height <= y + 1e-6,
          'apart',
        );
    }
  }
  assert.deepEqual(treemap([], whole), []);
  const sides = treemap([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 }).map(({ width, height }) => Math.max(width / height, height / width)); // prettier-ignore
  assert.ok(Math.max(...sides) < 3.2, 'as near to squares as in the paper');
});

test('months stand without a gap, many of them as years, and one wrong clock does not stretch the scale', () => {
  const one = (month: string, count = 1) => ({ month, count });
  assert.deepEqual(spansOf([]), []);
  assert.deepEqual(spansOf([one('2025-12', 3), one('2026-02')]), [
    { span: '2025-12', count: 3 },
    { span: '2026-01', count: 0 },
    { span: '2026-02', count: 1 },
  ]);
  const years = spansOf([one('2010-01'), one('2010-05', 2), one('2013-07')]);
  assert.deepEqual(
    years.map(({ span, count }) => [span, count]),
    [
      ['2010', 3],
      ['2011', 0],
      ['2012', 0],
      ['2013', 1],
    ],
  );
  assert.deepEqual(
    spansOf([one('1601-01'), one('2026-11')]).map(({ span }) => span),
    ['1601', '2026'],
  );
});
