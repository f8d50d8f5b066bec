import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageAsked, languageCookie } from './language.ts';

test('what was chosen here comes before what the browser asks for', () => {
  assert.equal(languageAsked('a=b; comity.language=fr', 'en'), 'fr');
  assert.equal(languageAsked('comity.language=xx', 'fr'), 'fr', 'an unknown choice is none');
  assert.equal(languageAsked('comity.language=__proto__', ''), 'en');
});

test('a browser is served the first of its languages that we have, by weight', () => {
  assert.equal(languageAsked('', 'de, fr-CA;q=0.8, en;q=0.9'), 'en');
  assert.equal(languageAsked('', 'de, fr-CA;q=0.9, en;q=0.8'), 'fr');
  assert.equal(languageAsked('', 'fr;q=0, *;q=0.1'), 'en', 'weight 0: not wanted');
  for (const header of ['', '*', ';;;,,', 'fr;q=x', 'constructor', `${'de,'.repeat(10_000)}fr`])
    assert.equal(languageAsked('', header), 'en', header.slice(0, 20));
});

test('the cookie of a language is out of reach of scripts and goes over TLS alone', () => {
  assert.match(
    languageCookie('fr', true),
    /^comity\.language=fr; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/,
  );
  assert.doesNotMatch(languageCookie('fr', false), /Secure/);
});
