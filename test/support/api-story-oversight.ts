// What auditors and administrators learn through the API.
import assert from 'node:assert/strict';
import { pagesOf, type JsonAnswer } from './api.ts';
import type { Story } from './api-routes.ts';

export async function auditorsAsk({ api, token, id }: Story): Promise<void> {
  const { ask, file } = api;
  const number = `${file.reference}-1`;
  const looks = await pagesOf(ask, `/audit/exhibits/${number}/looks`, token['aldo']);
  assert.ok(looks.length >= 2);
  assert.deepEqual([looks[0]?.person, looks[0]?.name, looks[0]?.role], [id['ines'], 'Ines Example', 'lead']);
  const nobody = await ask('GET /audit/exhibits/FR-2026-999999-1/looks', { token: token['aldo'] ?? '' });
  assert.deepEqual(nobody.json, { items: [], next: null });
  assert.equal((await ask('GET /audit/exhibits/nonsense/looks', { token: token['aldo'] ?? '' })).status, 404);
  const people = await pagesOf(ask, '/audit/persons', token['aldo']);
  assert.ok(people.some((one: JsonAnswer) => one.id === id['ines']));
  const deeds = await pagesOf(ask, `/audit/persons/${id['ines']}/deeds`, token['aldo']);
  assert.ok(deeds.some((one: JsonAnswer) => one.exhibit === number && one.what === 'viewed'));
  const asked = await pagesOf(ask, `/audit/persons/${id['aldo']}/deeds`, token['aldo']);
  assert.ok(
    asked.some((one: JsonAnswer) => one.what === 'auditLooked' && one.facts.exhibit === number),
    'who asks is written down too',
  );
  const text = JSON.stringify([looks, deeds]);
  assert.equal(text.includes('Letter of the harbour master'), false, 'acts and numbers, never what it is');
  const day = await ask(`GET /audit/exhibits/${number}/looks?day=2026-02-30`, { token: token['aldo'] ?? '' });
  assert.equal(day.status, 422);
}

export async function alertsAreTold({ api, token }: Story): Promise<void> {
  const { ask, people } = api;
  await people.signIn.createAccount({
    name: 'Noor',
    email: 'noor@agency.example',
    password: 'a long password here',
  });
  const caller = { cookie: '', address: '192.0.2.9', browser: 'test' };
  for (let i = 0; i < 6; i++)
    await people.signIn.withPassword(caller, 'nobody@agency.example', 'wrong password');
  const { json } = await ask('GET /me/alerts', { token: token['ana'] ?? '' });
  assert.equal(json.tries, null);
  assert.equal(json.door.locked[0].person, null);
  assert.equal((await ask('GET /me/alerts', { token: token['ines'] ?? '' })).json.door, null);
}
