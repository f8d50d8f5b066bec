// A time as a record has it: nothing converted, nothing added, and what lacks is left lacking.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from './messages.ts';
import { recordedTimeField } from './recorded-time-field.ts';
import { readRecordedTime, recordedTimeFields } from './recorded-time.ts';

function read(date: string, time: string, zone: string): string | undefined {
  const [year = '', month = '', day = ''] = date.split('-');
  const typed = { 'from.day.3': day, 'from.month.3': month, 'from.year.3': year };
  return readRecordedTime(
    new URLSearchParams({ ...typed, 'from.time.3': time, 'from.zone.3': zone }),
    'from.3',
  );
}

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

test('the day is asked as day, month and year, also in digits of Arabic, and what is wrong fills the same boxes again', async () => {
  assert.equal(read('٢٠٢٦-١٠-٣', '21:14:07', 'Z'), '2026-10-03T21:14:07Z');
  const given = new URLSearchParams({ 'from.day.3': '31', 'from.month.3': '2', 'from.year.3': '2026' });
  const asked = { name: 'from.3', legend: 'Used from', given, states: [] };
  const page = String(await recordedTimeField(LANGUAGES.en, asked, { 'from.3': 'No such day' }));
  const boxes = [...page.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map((one) =>
    one.slice(1),
  );
  assert.deepEqual(boxes, [
    ['from.day.3', '31'],
    ['from.month.3', '2'],
    ['from.year.3', '2026'],
    ['from.time.3', ''],
  ]);
  assert.doesNotMatch(page, /type="date"/);
  assert.match(page, /id="from\.3"[^>]*name="from\.day\.3"/, 'what is wrong leads to the first box');
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
