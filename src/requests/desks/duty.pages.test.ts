// What a duty officer finds on My work before anything else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../web/messages.ts';
import { notBelievedNote } from './duty.pages.ts';

test('My work tells of an emergency that nobody has verified, and leads to the desk; of none where there is none', async () => {
  const { en } = LANGUAGES;
  const text = String(await notBelievedNote(en, [{ case: 'FR-2026-000001', number: 7 }]));
  assert.match(text, /href="\/desk\/duty"/);
  assert.ok(text.includes(en.desks.notBelieved));
  assert.match(text, /FR-2026-000001\/R7/);
  assert.equal(String(await notBelievedNote(en, [])), '');
});
