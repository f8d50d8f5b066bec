// A time as a record has it: nothing converted, nothing added, and what lacks is left lacking.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordedTime, recordedTimeFields } from './recorded-time.ts';

const read = (date: string, time: string, zone: string): string | undefined =>
  readRecordedTime(
    new URLSearchParams({ 'from.date.3': date, 'from.time.3': time, 'from.zone.3': zone }),
    'from.3',
  );

test('day, time and clock are put together as they are, to the precision that was given', () => {
  assert.equal(read('2026-10-03', '21:14:07', '+02:00'), '2026-10-03T21:14:07+02:00');
  assert.equal(read('2026-10-03', '21:14:07.125', 'Z'), '2026-10-03T21:14:07.125Z');
  assert.equal(read('2026-10-03', '21:14', '+05:45'), '2026-10-03T21:14+05:45');
  assert.equal(read('2026-10-03', '9.14', 'Z'), '2026-10-03T09:14Z');
  assert.equal(read('2026-10-03', '21:14:07', 'Europe/Paris'), '2026-10-03T21:14:07+02:00');
  assert.equal(read('2026-12-03', '21:14:07.5', 'Europe/Paris'), '2026-12-03T21:14:07.5+01:00');
});

test('what lacks is not made up, and nothing is nothing', () => {
  assert.equal(read('2026-10-03', '21:14:07', ''), '2026-10-03T21:14:07');
  assert.equal(read('2026-10-03', '21:14:07', 'Europe/Nowhere'), '2026-10-03T21:14:07');
  assert.equal(read('2026-10-03', '', 'Z'), '2026-10-03TZ');
  assert.equal(read('2026-02-30', '21:14:07', 'Europe/Paris'), '2026-02-30T21:14:07');
  assert.equal(read('', '', 'Z'), undefined);
  const whole = new URLSearchParams({ from: '2026-10-03T21:14:07+02:00' });
  assert.equal(readRecordedTime(whole, 'from'), '2026-10-03T21:14:07+02:00');
});

test('what is kept stands in its fields and comes out as it was', () => {
  for (const kept of [
    '2026-10-03T21:14:07+02:00',
    '2026-10-03T21:14Z',
    '2026-10-03T21:14:07.123456789-03:30',
  ])
    for (const name of ['from', 'to.0', 'manifest.sent']) {
      const fields = new URLSearchParams(recordedTimeFields(name, kept).map((one) => [...one]));
      assert.equal(readRecordedTime(fields, name), kept, `${name} ${kept}`);
    }
  assert.deepEqual(recordedTimeFields('from', ''), []);
});
