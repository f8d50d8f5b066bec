// How something went, and how long a link is open: Regulation (EU) 2023/1543, Art. 19; Implementing Regulation (EU) 2025/1550.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAct } from '../acts/act-form.ts';
import { accessDays, isAccessInTime } from '../../eu-system.ts';

test('a link is open for ten to forty-five calendar days from where it was made available, longer on request', () => {
  const late = new Date('2026-03-02T23:30:00Z'); // the 3rd in Paris
  assert.equal(accessDays(late, 'UTC', '2026-03-12'), 10);
  assert.equal(accessDays(late, 'Europe/Paris', '2026-03-12'), 9);
  // Over the night on which the clocks go forward a day is a day.
  assert.equal(accessDays(new Date('2026-03-20T10:00:00Z'), 'Europe/Paris', '2026-05-04'), 45);
  assert.deepEqual(
    [9, 10, 45, 46].map((days) => isAccessInTime(days, false)),
    [false, true, true, false],
  );
  assert.deepEqual([isAccessInTime(46, true), isAccessInTime(9, true)], [true, false]);
});

test('by other means is said with why and in what way, or not at all; a day that is none is refused', () => {
  const read = (fields: Record<string, string>) =>
    readAct('transmit', new URLSearchParams(fields), { items: [], directory: [] }, Date.now());
  assert.deepEqual(read({ carried: 'system', whyOther: 'size' }).given.detail?.carried, { by: 'system' });
  assert.equal(read({ carried: 'other', whyOther: 'size' }).given.detail?.carried, undefined);
  assert.equal(read({ carried: 'other', inWhat: 'Large' }).given.detail?.carried, undefined);
  const whole = { carried: 'other', whyOther: 'size', inWhat: 'Large', recipient: 'The court' };
  assert.deepEqual(read(whole).given.detail?.carried, {
    by: 'other',
    why: ['size'],
    inWhat: 'Large',
    recipient: 'The court',
  });
  const day = { 'until.day': '31', 'until.month': '1', 'until.year': '2027' };
  assert.deepEqual(read(day).given.detail?.link, { until: '2027-01-31' });
  assert.equal(read({ ...day, 'until.day': '32' }).wrong, 'until');
});
