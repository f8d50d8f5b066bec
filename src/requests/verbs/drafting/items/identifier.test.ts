// What is said of an identifier while it is typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { law } from '../../../../../test/support/practice-cases.ts';
import { LANGUAGES } from '../../../../web/messages.ts';
import { saidOf } from './identifier.routes.ts';

const said = (given: Readonly<Record<string, string>>) =>
  saidOf(LANGUAGES.en, new URLSearchParams(given), law.providers);

test('an account is compared with how whoever holds it names accounts', () => {
  const account = { kind: 'account', holder: 'Discord Inc.' };
  assert.equal(said({ ...account, value: '80351110224678912' }).tone, 'ok');
  const strange = said({ ...account, value: 'Harbour Clerk!' });
  assert.equal(strange.tone, 'warn');
  assert.match(
    strange.words.join('\n'),
    /Harbour Clerk! is not in an account format used by Discord Inc\.\. On record: .*17 to 20 digits/,
  );
  for (const holder of ['', 'Example Mail B.V.'])
    assert.doesNotMatch(
      said({ ...account, holder, value: 'Harbour Clerk!' }).words.join('\n'),
      /names accounts/,
    );
  assert.equal(said({ kind: 'email', holder: 'Discord Inc.', value: 'clerk@example.org' }).tone, 'ok');
});

test('what cannot be right is said, and nothing is said of nothing', () => {
  assert.deepEqual(said({ kind: 'phone', value: '' }).words, []);
  assert.equal(said({ kind: 'phone', value: '020 7946 0958' }).tone, 'stop');
  assert.equal(said({ field: 'hash_list hash', hash: 'not a digest' }).tone, 'stop');
});
