// An hour of a day on the clocks of a place, also where it comes twice, or never.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourOf } from './deadline.ts';

const at = (lastDay: string, time: string, zone: string): string | undefined =>
  hourOf({ lastDay, hour: { time, zone } })?.toISOString();

test('an hour is that of the place, and nobody answers too late by it', () => {
  assert.equal(at('2026-06-01', '18:00', 'Europe/Lisbon'), '2026-06-01T17:00:00.000Z');
  assert.equal(at('2026-06-01', '18:00', 'Pacific/Apia'), '2026-06-01T05:00:00.000Z');
  assert.equal(
    at('2026-10-25', '02:30', 'Europe/Paris'),
    '2026-10-25T00:30:00.000Z',
    'it comes twice: the first',
  );
  assert.equal(
    at('2026-03-29', '02:30', 'Europe/Paris'),
    '2026-03-29T00:30:00.000Z',
    'it never comes: before it',
  );
  assert.equal(hourOf({ lastDay: '2026-06-01' }), undefined, 'to the end of the day');
});
