import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayGiven, daysField, hasDayParts } from './day-field.ts';
import { LANGUAGES } from './messages.ts';
import { said } from '../../test/support/words.ts';

const given = (day: string, month: string, year: string): string =>
  dayGiven(new URLSearchParams({ 'on.day': day, 'on.month': month, 'on.year': year }), 'on');

test('three fields are one word, as precise as they were filled in', () => {
  assert.equal(given('18', '8', '2026'), '2026-08-18');
  assert.equal(given('1', '12', '2026'), '2026-12-01');
  assert.equal(given('', '8', '2026'), '2026-08');
  assert.equal(given('', '', '2026'), '2026');
  assert.equal(given('', '', ''), '');
  assert.equal(given('١٨', '٠٨', '٢٠٢٦'), '2026-08-18');
});

test('what is no day comes back as it was typed, and fills the same fields again', async () => {
  const say = LANGUAGES.en;
  for (const [day, month, year] of [
    ['31', '2', '2026'],
    ['18', '', '2026'],
    ['18', '8', ''],
    ['x', 'August', '26'],
  ] as const) {
    const word = given(day, month, year);
    const page = String(
      await daysField(say, { name: 'on', legend: said.openSearch.facts.on, value: word }, { on: 'No day' }),
    );
    const values = [...page.matchAll(/value="([^"]*)"/g)].map(([, value]) => value);
    assert.deepEqual(values, [day, month, year], word);
    assert.match(page, /aria-describedby="on-error"/);
  }
});

test('one word in an address is taken as it is', () => {
  const params = new URLSearchParams({ on: ' 2026-08-18 ' });
  assert.equal(hasDayParts(params, 'on'), false);
  assert.equal(dayGiven(params, 'on'), '2026-08-18');
  assert.equal(dayGiven(new URLSearchParams(), 'on'), '');
});
