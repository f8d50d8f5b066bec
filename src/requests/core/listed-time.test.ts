import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedTime } from './listed-time.ts';
import { readIdentifierLines } from './identifier-lines.ts';

const read = (text: string, zone?: string): string => {
  const found = listedTime(text, zone);
  return typeof found === 'string' ? found : found.at;
};

test('a time is read as people and logs write it, and its precision stays', () => {
  for (const [text, zone, wanted] of [
    ['2026-10-05T14:20:07+02:00', '', '2026-10-05T14:20:07+02:00'],
    ['2026-10-05 14:20:07 +0200', '', '2026-10-05T14:20:07+02:00'],
    ['2026-10-05 14:20 UTC', '', '2026-10-05T14:20Z'],
    ['2026-10-05T14:20:07.123Z', '', '2026-10-05T14:20:07.123Z'],
    ['20261005 14:20:07', 'Z', '2026-10-05T14:20:07Z'],
    ['5.10.2026 14:20', 'Europe/Paris', '2026-10-05T14:20+02:00'],
    ['5.12.2026, 9:05:03', 'Europe/Paris', '2026-12-05T09:05:03+01:00'],
    ['2026/10/05 14h20 GMT+3', '', '2026-10-05T14:20+03:00'],
    ['31/10/2026 14:20', '-05', '2026-10-31T14:20-05:00'],
    ['10/31/2026 14:20', '+05:30', '2026-10-31T14:20+05:30'],
    ['5/5/2026 14:20', 'Z', '2026-05-05T14:20Z'],
  ] as const)
    assert.equal(read(text, zone), wanted, text);
});

test('what may be two days is not guessed, and an hour that comes twice or never has no offset', () => {
  assert.equal(read('5/10/2026 14:20', 'Z'), 'dayAmbiguous');
  assert.equal(read('10-5-2026 14:20', 'Z'), 'dayAmbiguous');
  assert.equal(read('2026-10-25 02:30', 'Europe/Paris'), '2026-10-25T02:30');
  assert.equal(read('2026-03-29 02:30', 'Europe/Paris'), '2026-03-29T02:30');
  assert.equal(read('2026-10-05 14:20 CET', ''), '2026-10-05T14:20');
  assert.equal(read('yesterday', ''), 'yesterday');
  assert.equal(read(`${'9'.repeat(5000)} 1:1`, 'Z').length, 5004);
});

test('a list has day, time and zone in columns of their own; each wrong line says why', () => {
  const text = [
    'value;day;time;zone;end day;end time',
    '9.9.9.9;5.10.2026;14:20:07;Europe/Paris;;',
    '9.9.9.10;2026-10-05;23:59;Europe/Paris;2026-10-06;0:10',
    '9.9.9.11;5/10/2026;14:20;Z;;',
    '9.9.9.12;2026-10-05;14:20;;;',
    '9.9.9.13;2026-02-30;14:20;Z;;',
    '9.9.9.14;2026-10-05;;Z;;',
    '9.9.9.15;;;;;',
  ].join('\n');
  const { identifiers, wrong } = readIdentifierLines(text);
  assert.deepEqual(identifiers, [
    { kind: 'ip', value: '9.9.9.9', from: '2026-10-05T14:20:07+02:00' },
    { kind: 'ip', value: '9.9.9.10', from: '2026-10-05T23:59+02:00', to: '2026-10-06T00:10+02:00' },
    { kind: 'ip', value: '9.9.9.15' },
  ]);
  assert.deepEqual(
    wrong.map(({ line, problem }) => `${line} ${problem}`),
    ['4 dayAmbiguous', '5 timeWithoutOffset', '6 notTime', '7 notTime'],
  );
});
