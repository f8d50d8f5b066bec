// The receipt of a package comes back, through the API.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { packageIsMade } from './api-package.ts';
import { BODIES, NOBODY, type Story } from './api-routes.ts';
import { testExhibit } from './installation.ts';
import { acceptedElsewhere } from './receipt.ts';
import { SAMPLE_IMAGE } from './site.ts';

export async function receiptIsFiled({ api, token }: Story, t: TestContext): Promise<void> {
  const { ask, file, made } = api;
  const path = `/cases/${file.reference}/packages`;
  const petra = { token: token['petra'] ?? '' };
  const exhibit = await testExhibit(made.house, file, { from: { kind: 'path', path: SAMPLE_IMAGE } });
  const item = Number(exhibit.number.split('-').at(-1));
  const packed = async (handsOver: 'copy' | 'custody'): Promise<string> => {
    const body = { ...BODIES['askPackage'], handsOver, items: [item] };
    const asked = await ask(`POST ${path}`, { ...petra, body });
    assert.equal(asked.status, 202, asked.text);
    const { id, state } = asked.json;
    // A compartmented case asks for a second person.
    const confirmed = { token: token['ines'] ?? '', body: { outcome: 'confirmed' } };
    if (state === 'asked') assert.equal((await ask(`POST ${path}/${id}/decision`, confirmed)).status, 204);
    await packageIsMade(api, id);
    return id;
  };
  const [copy, id] = [await packed('copy'), await packed('custody')];
  const { bytes, status, text } = await ask(`GET ${path}/${id}/file`, petra);
  assert.equal(status, 200, text);
  const { receipt, trusted } = await acceptedElsewhere(t, bytes);
  const body = { receipt: Buffer.from(receipt).toString() };
  const post = (to: string, more: object = body, who = petra) =>
    ask(`POST ${path}/${to}/receipts`, { ...who, body: more });
  const unknown = await post(id);
  assert.equal(unknown.json.code, 'notReady', 'nothing says whose it is');
  await trusted(api.people);
  assert.equal((await post(NOBODY)).status, 404);
  assert.equal((await post(copy)).json.code, 'notAllowed', 'custody was not offered');
  assert.equal((await post(id, { receipt: 'no receipt' })).json.code, 'badInput');
  const turned = body.receipt.replace(/(\n— [^\n]+ )([^\n]{8})/, '$1AAAAAAAA');
  assert.notEqual(turned, body.receipt);
  assert.equal((await post(id, { receipt: turned })).json.code, 'wrongKey');
  assert.equal((await post(id, body, { token: token['omar'] ?? '' })).status, 404, 'no member');

  const filed = await post(id);
  assert.deepEqual(
    [filed.status, filed.json.exhibit, filed.json.service],
    [201, exhibit.number, 'same'],
    filed.text,
  );
  assert.equal((await post(id)).json.event, filed.json.event, 'twice is once');
  const events = (await eventsOf(made.house, exhibit.number)).filter(
    ({ event }) => event.type === 'receiptFiled',
  );
  assert.equal(events.length, 1);
  assert.match(events[0]?.detail?.text ?? '', /Petra/, 'and who filed it');
}
