import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { isoLocal, isoUtc, isRfc3339, latestDay } from './time.ts';

test('a time is written in UTC with milliseconds', () => {
  assert.equal(isoUtc(1_772_355_600_123), '2026-03-01T09:00:00.123Z');
  assert.equal(isoUtc(-1), '1969-12-31T23:59:59.999Z');
});

test('local time carries the offset of its zone, of summer and of half an hour too', () => {
  const script = `import { isoLocal } from ${JSON.stringify(new URL('./time.ts', import.meta.url).href)};
    console.log([1772355600000, 1782900000000].map(isoLocal).join(' '));`;
  for (const [zone, expected] of [
    ['UTC', '2026-03-01T09:00:00+00:00 2026-07-01T10:00:00+00:00'],
    ['Europe/Paris', '2026-03-01T10:00:00+01:00 2026-07-01T12:00:00+02:00'],
    ['Asia/Kathmandu', '2026-03-01T14:45:00+05:45 2026-07-01T15:45:00+05:45'],
    ['America/St_Johns', '2026-03-01T05:30:00-03:30 2026-07-01T07:30:00-02:30'],
  ] as const) {
    const env = { ...process.env, TZ: zone };
    const written = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    });
    assert.equal(written.trim(), expected, zone);
  }
  assert.ok(isRfc3339(isoLocal(1_772_355_600_000)));
});

test('a day has come once it has begun anywhere', () => {
  assert.equal(latestDay(Date.UTC(2026, 10, 27, 9, 59)), '2026-11-27');
  assert.equal(latestDay(Date.UTC(2026, 10, 27, 10, 0)), '2026-11-28'); // midnight on Kiritimati
});

test('a time without an offset, of no calendar day or of another form is refused', () => {
  for (const good of [
    '2026-03-01T10:00:00Z',
    '2026-03-01T10:00:00.5+01:00',
    '2024-02-29T23:59:59-11:00',
    '1969-12-31T23:59:59Z',
    '2038-01-19T03:14:08.123456789Z',
    '0001-01-01T00:00:00Z',
  ])
    assert.ok(isRfc3339(good), good);
  for (const bad of [
    '',
    '2026-03-01',
    '2026-03-01T10:00:00',
    '2026-03-01 10:00:00Z',
    '2026-03-01t10:00:00z',
    '2026-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-01T10:00:00Z',
    '2026-01-00T10:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T24:00:01Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:00:00+24:00',
    '2026-03-01T10:00:00+0100',
    '2026-03-01T10:00:00.Z',
    '2026-03-01T10:00:00.1234567890Z',
    '12026-03-01T10:00:00Z',
    '2026-03-01T10:00:00Z\n',
    ' 2026-03-01T10:00:00Z',
  ])
    assert.ok(!isRfc3339(bad), JSON.stringify(bad));
});
