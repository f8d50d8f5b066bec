import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bothTimes, dateTimeUtc, size, sizeShort } from './figures.ts';
import { count, sayIn, sayOnPage, type MessageKey } from './messages.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import { canPrint } from '../../platform/typst-fonts.ts';

const EN = LANGUAGES.en.events;
const CODES = Object.keys(LANGUAGES) as Language[]; // its own keys
const say = sayIn('en');

test('a time is said as it was claimed, and in UTC beside', () => {
  assert.deepEqual(bothTimes(say, '2026-10-28T14:07:00+01:00'), {
    local: '28 October 2026, 14:07:00 (UTC+01:00)',
    utc: '13:07:00 UTC',
  });
  assert.deepEqual(bothTimes(say, '2026-01-01T00:30:00.250+05:45'), {
    local: '1 January 2026, 00:30:00.250 (UTC+05:45)',
    utc: '31 December 2025, 18:45:00 UTC',
  });
  assert.deepEqual(bothTimes(say, '2026-10-28T14:07:00Z'), { local: '28 October 2026, 14:07:00 (UTC)' });
  assert.equal(dateTimeUtc(say, 0), '1 January 1970, 00:00:00 UTC');
});

test('numbers are grouped, sizes are in powers of ten and exact beside', () => {
  assert.equal(count(1_234_567), '1\u00a0234\u00a0567');
  assert.equal(count(999), '999');
  assert.equal(sizeShort(say, 999), '999 bytes');
  assert.equal(sizeShort(say, 1000), '1.0\u00a0kB');
  assert.equal(sizeShort(say, 999_949), '999.9\u00a0kB');
  assert.equal(sizeShort(say, 999_951), '1.0\u00a0MB');
  assert.equal(size(say, 1536), '1.5\u00a0kB (1\u00a0536 bytes)');
});

test('a value of others is made visible within a sentence, our own is not touched twice', () => {
  assert.equal(say('exhibit', { number: 'a\u202Eb' }), 'Exhibit a[U+202E]b');
  assert.equal(say('exhibit', { number: '{number} $&' }), 'Exhibit {number} $&');
  assert.equal(say('until', { from: { ready: 'a[U+202E]' }, to: 'b' }), 'a[U+202E] to b');
});

test('every language says every sentence with the same values, in letters the type faces have', () => {
  const placeholders = (text: string): string[] =>
    [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const language of CODES) {
    const messages = LANGUAGES[language].events;
    assert.equal(messages.months.split(' ').length, 12);
    // Object.keys of a value of known keys.
    for (const key of Object.keys(EN) as MessageKey[]) {
      assert.deepEqual(placeholders(messages[key]), placeholders(EN[key]), `${language} ${key}`);
      for (const letter of messages[key])
        assert.ok(canPrint(letter.codePointAt(0) ?? 0), `${language} ${key}: ${letter}`);
    }
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(EN).sort());
  }
});

test('on a page events are told in all six languages, and names are shown in any script', () => {
  for (const code of CODES) {
    const onPage = sayOnPage(LANGUAGES[code]);
    for (const key of Object.keys(EN) as MessageKey[])
      assert.deepEqual(
        onPage(key)
          .match(/\{\w+\}/g)
          ?.toSorted() ?? [],
        EN[key].match(/\{\w+\}/g)?.toSorted() ?? [],
        `${code} ${key}`,
      );
    assert.ok(onPage('person', { name: 'ليلى 林' }).includes('ليلى 林'), code);
  }
  assert.equal(sayOnPage(LANGUAGES.ar)('event.viewed'), 'اطُّلع عليه');
  const roles = ['judge', 'dutyOfficer', 'court', 'receiver', 'operator'].map(sayOnPage(LANGUAGES.fr).role);
  assert.deepEqual(roles, ['Juge', 'Agent de permanence 24/7', 'Juridiction', 'Destinataire', 'Exploitant']);
});
