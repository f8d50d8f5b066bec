// What a person writes to the other side: only what may be said now, with all that its kind has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../web/fields/field.ts';
import { isRefusal } from '../../test/support/refusal.ts';
import { saidFields } from './exchange-asks.ts';
import { readMessage } from './message.ts';
import { sayable } from './said-messages.ts';

test('each kind is asked for what it has, and those of the other side are not offered', () => {
  const now = { isLive: true, isEmergency: true, hasSaid: true };
  const later = { isLive: false, isEmergency: false, hasSaid: false };
  const [asks, asked] = [sayable(true, now), sayable(false, now)];
  assert.deepEqual(
    asks.filter((kind) => !asked.includes(kind)),
    ['papers', 'reminder', 'translation'],
  );
  assert.deepEqual(
    asks.filter((kind) => !sayable(true, later).includes(kind)),
    ['papers', 'reminder', 'correction', 'translation'],
  );
  const digest = 'a'.repeat(64);
  const about = { kinds: asks, own: [{ digest, type: 'request', at: new Date() } as const] };
  const fields = saidFields(about);
  const read = (body: object) => readAll(fields, { text: 'As we said.', ...body } as never, about);
  const bad = isRefusal('badInput');
  assert.throws(() => read({ kind: 'question' }), bad);
  assert.throws(() => read({ kind: 'correction' }), bad);
  assert.throws(() => read({ kind: 'correction', of: 'b'.repeat(64) }), bad);
  assert.throws(() => read({ kind: 'translation', of: digest }), bad);
  assert.throws(() => read({ kind: 'differs', digest: 'abc' }), bad);
  assert.equal(read({ kind: 'correction', of: digest }).of?.digest, digest);
  assert.equal(read({ kind: 'differs', digest: 'A'.repeat(64) }).digest, digest);
  assert.equal(read({ kind: 'translation', of: digest, language: 'fr' }).language, 'fr');
  assert.equal(read({ kind: 'reminder' }).of, undefined);
  const said = { v: 1, text: 'x', language: 'en' } as const;
  assert.equal(readMessage({ ...said, type: 'reminder' })?.type, 'reminder');
  assert.equal(readMessage({ ...said, type: 'reminder', of: digest }), undefined);
  assert.equal(readMessage({ ...said, type: 'correction' }), undefined);
});
