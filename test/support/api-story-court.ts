// Use in court, and packages that arrive, through the API.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Uuid } from '../../src/base/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { checkIncoming } from '../../src/evidence/packages/incoming.acts.ts';
import { createPackage } from '../../src/evidence/packages/package-create.acts.ts';
import { pagesOf, type Got, type JsonAnswer } from './api.ts';
import { NOBODY, type Story } from './api-routes.ts';
import { PACKING } from './installation.ts';

export async function courtsAsk({ api, token }: Story): Promise<void> {
  const { ask, file, made } = api;
  const path = `/cases/${file.reference}/exhibits/1`;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  const purposes = async (): Promise<unknown[]> =>
    (await eventsOf(made.house, `${file.reference}-1`)).map(({ event }) => event.facts?.['purpose']);
  const asked = (await ask(`GET ${path}/court?state=US`, as())).json;
  assert.equal((await purposes()).at(-1), 'use in court', 'that was a look');
  assert.equal((await ask(`GET ${path}/court`, as())).json.state, 'FR');
  assert.equal((await ask(`GET ${path}/court?state=XX`, as())).status, 422);
  assert.ok(asked.rules.every((rule: JsonAnswer) => rule.asked.length > 0 && rule.confidence !== ''));
  const rule = asked.rules.find((one: JsonAnswer) => one.certificate?.fields.length > 0);
  assert.ok(rule);
  const wanted = rule.certificate.fields.filter(
    (field: JsonAnswer) => field.required === 'required' && !/(date|sign|signature)$/.test(field.id),
  );
  const answers = Object.fromEntries(wanted.map(({ id }: JsonAnswer) => [id, `Said of ${id}`]));
  const kept = await ask(`POST ${path}/certificates`, as({ rule: rule.id, answers }));
  assert.equal(kept.status, 201, kept.text);
  for (const wrong of [
    { rule: 'none', answers },
    { rule: rule.id, answers: { ...answers, other: 'x' } },
    { rule: rule.id, answers: {} },
  ])
    assert.equal((await ask(`POST ${path}/certificates`, as(wrong))).status, 422);
  const [draft] = await pagesOf(ask, `${path}/certificates`, token['ines']);
  assert.deepEqual([draft?.id, draft?.rule], [kept.json.draft, rule.id]);
  const document = await ask(`GET ${path}/certificates/${kept.json.draft}?language=fr`, as());
  assert.match(document.text, /^%PDF-/);
  assert.equal((await ask(`GET ${path}/certificates/${NOBODY}`, as())).status, 404);
  assert.deepEqual(
    (await purposes()).filter((one) => String(one).startsWith('certificate')),
    [`certificate ${rule.id} drafted`, `certificate ${rule.id}`],
    'drafted once, taken once',
  );
}

export async function packagesArrive({ api, token }: Story): Promise<void> {
  const { ask, file, other, made } = api;
  const { house, home } = made;
  const list = `/cases/${file.reference}/incoming-packages`;
  const as = (body?: object) => ({ token: token['ines'] ?? '', ...(body && { body }) });
  mkdirSync(home.incoming, { recursive: true });
  await createPackage(house, {
    ...PACKING,
    caseName: other.reference,
    to: join(home.incoming, 'sent.zip'),
    form: { isZip: true, encryptTo: [] },
  });
  writeFileSync(join(home.incoming, 'other.zip'), 'no package');
  assert.deepEqual(
    (await pagesOf(ask, `${list}/folder`, token['ines'])).map(({ name }) => name),
    ['other.zip', 'sent.zip'],
  );
  assert.equal((await ask(`POST ${list}`, as({ name: '../comity.key' }))).status, 404);
  const take = async (name: string): Promise<Uuid> => {
    const { status, json } = await ask(`POST ${list}`, as({ name }));
    assert.equal(status, 202);
    return json.package;
  };
  const checked = async (id: Uuid): Promise<JsonAnswer> => {
    const { signal } = new AbortController();
    await checkIncoming(house, { id, caseId: file.id, signal, onProgress: () => undefined });
    return (await ask(`GET ${list}/${id}`, as())).json;
  };
  const bad = await checked(await take('other.zip'));
  assert.deepEqual([bad.state, bad.exhibits, bad.fault !== null], ['refused', [], true]);
  const id = await take('sent.zip');
  const bytes = readFileSync(join(home.incoming, 'sent.zip'));
  const send = (body: Uint8Array, sha256: string): Promise<Got> =>
    ask(`POST ${list}/file?name=sent.zip&sha256=${sha256}`, {
      ...as(),
      headers: { 'content-type': 'application/zip' },
      body,
    });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const cut = await send(bytes.subarray(1), sha256);
  assert.deepEqual([cut.status, cut.json.code], [422, 'badInput'], 'not the bytes that were said');
  assert.deepEqual(readdirSync(join(home.incoming, '.sent')), [], 'and nothing of them is kept');
  const sent = await send(bytes, sha256);
  assert.equal(sent.status, 202, sent.text);
  assert.equal((await checked(sent.json.package)).state, 'checked');
  const answers = { answers: 'FJ-2026-0031' };
  assert.equal((await ask(`POST ${list}/${id}/import`, as(answers))).status, 409, 'not before its check');
  const good = await checked(id);
  assert.deepEqual([good.state, good.fault, good.holds.length], ['checked', null, 2]);
  assert.ok(good.keys.length > 0 && !good.isKeysFileGiven);
  assert.equal((await ask(`POST ${list}/${id}/keys`, as({ trust: 'no keys' }))).status, 422);
  assert.equal((await ask(`POST ${list}/${id}/keys`, as({ trust: made.trust }))).status, 202);
  const again = await checked(id);
  assert.deepEqual([again.state, again.isKeysFileGiven], ['checked', true]);
  const check = `POST ${list}/${id}/check`;
  const key = '0f4a1d36-package';
  assert.equal((await ask(check, { ...as(), key })).status, 202);
  assert.equal((await ask(`${check}?x=1`, { ...as(), key })).status, 422);
  const once = await checked(id);
  assert.deepEqual([once.state, once.isKeysFileGiven, once.peer], ['checked', false, null]);
  assert.equal((await ask(`POST ${list}/${id}/import`, as(answers))).status, 202);
  assert.equal((await ask(`GET ${list}/${id}`, as())).json.state, 'importing');
  assert.equal((await ask(`POST ${list}/${id}/import`, as(answers))).status, 409, 'it is being taken in');
  assert.equal((await ask(`GET ${list}/${NOBODY}`, as())).status, 404);
  assert.equal((await pagesOf(ask, list, token['ines'])).length, 3);
}
