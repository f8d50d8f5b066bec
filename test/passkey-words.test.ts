// What the block of a passkey says when the server does not take one: the reason, and no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './support/postgres.ts';

test('too many tries, a sign-in too long ago and any other refusal of a passkey are told apart', async (t) => {
  const failures = ['busy', 'stale', 'other'].map((failed) => ({ dataset: { failed }, hidden: true }));
  const button = Object.assign(new EventTarget(), { disabled: false });
  const block = {
    dataset: { passkey: 'signIn', next: '/' },
    hidden: true,
    querySelector: () => button,
    querySelectorAll: () => failures,
  };
  const stub = { document: { querySelectorAll: () => [block] }, PublicKeyCredential: class {} };
  Object.assign(globalThis, stub);
  t.after(() => {
    for (const name of Object.keys(stub)) Reflect.deleteProperty(globalThis, name);
  });
  await import('../src/web/islands/passkey.ts');
  assert.equal(block.hidden, false, 'there is WebAuthn');
  let answered = 0;
  t.mock.method(globalThis, 'fetch', () => Promise.resolve(new Response('', { status: answered })));
  for (const [status, why] of [
    [429, 'busy'],
    [403, 'stale'],
    [401, 'stale'],
    [422, 'other'],
    [500, 'other'],
  ] as const) {
    answered = status;
    button.dispatchEvent(new Event('click'));
    await until(() => Promise.resolve(!button.disabled));
    assert.deepEqual(
      failures.filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.failed),
      [why],
      `${status}`,
    );
  }
});
