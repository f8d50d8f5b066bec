// How something went, and how long a link is open: Regulation (EU) 2023/1543, Art. 19; Implementing Regulation (EU) 2025/1550.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Body } from '../../../web/fields/field.ts';
import { givenOf } from '../../verbs/sending/ask.pages.ts';
import { notifiedIn } from './carriage.ts';
import { accessDays, isAccessInTime } from '../../core/eu-system.ts';

test('whom Section K of an order names is filled in when it is sent, and nobody else is', () => {
  const named = { notified: true, 'enforcing.name': 'Landesgericht Wien' };
  assert.equal(notifiedIn(named), 'Landesgericht Wien');
  assert.equal(notifiedIn({ ...named, notified: false }), undefined, 'it says that none is');
  assert.equal(notifiedIn({ notified: true }), undefined);
});

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

test('by other means is said with why and in what way, or not at all', () => {
  const carried = (said: Body) => givenOf('transmit', said).detail?.carried;
  assert.deepEqual(carried({ carried: 'system' }), { by: 'system' });
  assert.equal(carried({ carried: 'other', whyOther: ['size'] }), undefined);
  assert.equal(carried({ carried: 'other', inWhat: 'Large' }), undefined);
  const whole = { carried: 'other', whyOther: ['size'], inWhat: 'Large', recipient: 'The court' };
  assert.deepEqual(carried(whole), { by: 'other', why: ['size'], inWhat: 'Large', recipient: 'The court' });
  assert.deepEqual(givenOf('transmit', { until: '2027-01-31' }).detail?.link, { until: '2027-01-31' });
});
