// What is said about evidence before it is brought.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isToCome } from './intake.ts';

test('evidence may have been taken on a day that has begun anywhere, and on none that is yet to come', () => {
  const evening = Date.UTC(2026, 10, 27, 9, 59, 59, 999);
  const midnightAtKiritimati = Date.UTC(2026, 10, 27, 10); // UTC+14
  const on = (day: string, now: number): boolean => isToCome({ on: day }, now);
  assert.equal(on('2026-11-27', evening), false);
  assert.equal(on('2026-11-28', evening), true);
  assert.equal(on('2026-11-28', midnightAtKiritimati), false);
  assert.equal(on('2026-11-29', midnightAtKiritimati), true);
  assert.equal(on('2027-01-01', Date.UTC(2026, 11, 31, 10)), false);
  assert.equal(on('', evening), false, 'not everything was taken from somebody');
});
