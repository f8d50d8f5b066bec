// Times in words, as they were stated and as they are read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from './messages.ts';
import { statedText, whenText } from './when.ts';

const { en, fr, ar } = LANGUAGES;

test('a time that was stated stays that of its place, as precise as it was', () => {
  assert.equal(statedText(en, '2026-10-03'), '3 Oct 2026');
  assert.equal(statedText(en, '2026-10-03T21:14:07+02:00'), '3 Oct 2026, 21:14:07 (UTC+02:00)');
  assert.equal(statedText(en, '2026-10-03T21:14:07.250-05:00'), '3 Oct 2026, 21:14:07.250 (UTC\u221205:00)');
  assert.equal(statedText(en, '2026-10-03T21:14Z'), '3 Oct 2026, 21:14 (UTC+00:00)');
  assert.equal(statedText(en, '2026-10-03T21:14'), '3 Oct 2026, 21:14', 'no offset was stated');
  assert.equal(statedText(fr, '2026-10-03'), '3 oct. 2026');
});

test('what is no time stays as it was written', () => {
  for (const text of ['', '…', 'before Easter', '2026-13-41', '2026-10-03 21:14', '2026'])
    assert.equal(statedText(en, text), text);
});

test('in Arabic a time keeps its direction beside a name in other letters', () => {
  assert.match(whenText(ar, new Date('2026-10-03T21:14:07Z')), /^\u2068.*2026.*\u2069$/);
});
