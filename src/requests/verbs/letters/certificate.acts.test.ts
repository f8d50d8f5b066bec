// A translator certifies with a passkey: for exactly what stands there, in their session, and it can be checked from what is kept.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newPasskey } from '../../../../test/support/passkey-fixture.ts';
import { spki } from '../../../../test/support/package-fixture.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { deviceAnswer, signingScene, type SigningScene } from '../../../../test/support/signing-request.ts';
import { utf8 } from '../../../base/bytes.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { passkeyOf, verifyPasskeyLine } from '../../../verify/passkey.ts';
import { checkCertificate } from './certificate-check.acts.ts';
import { certifySigned, prepareCertifying } from './certificate.acts.ts';
import { pairsDigest } from './certificate.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import type { Acting } from '../life/life.acts.ts';
import { requestReference } from '../../core/request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { segmentsOf } from '../../machine/text/segments.ts';
import { translateMany, translationOf } from './translation.acts.ts';
import { certificatesOf, type KeptCertificate } from './translation.store.ts';

const PAIR = { from: 'en', to: 'fr' } as const;

async function setUp(t: TestContext) {
  const scene = await signingScene(t);
  const { people, file, number, translator } = scene;
  const request = await people.db.asPerson(translator.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(request);
  const form = formOf(request.form) ?? assert.fail();
  const { answers, explained } = request.version;
  const draft = { legal: legalForm(form, translator.law.forms), answers, explained };
  const about = { request, draft, pair: PAIR };
  const list = segmentsOf(draft, 'en').map(({ source }) => ({ source, target: `FR ${source}` }));
  return { scene, about, list };
}

type Set = Awaited<ReturnType<typeof setUp>>;

async function answered({ scene, about }: Set, who: Acting, changes = {}) {
  const choices = await prepareCertifying(scene.desk, who, { about, session: 'session-1' });
  return deviceAnswer(scene, who, choices, changes);
}

const certificateOf = ({ people, translator }: SigningScene, about: Set['about']) =>
  people.db.asPerson(translator.person.id, async (tx) => (await translationOf(tx, about, PAIR)).certificate);

test('what is signed is kept and can be checked; sent twice it is given once', async (t) => {
  const set = await setUp(t);
  const { scene, about, list } = set;
  const { desk, translator, people } = scene;
  await assert.rejects(answered(set, translator), isRefusal('conflict', /every sentence/));
  await translateMany(translator, about, list);
  const asked = { about, session: 'session-1', answer: await answered(set, translator) };
  assert.deepEqual(await certifySigned(desk, translator, asked), { ok: true });
  assert.deepEqual(await certifySigned(desk, translator, asked), { ok: true });
  const rows = await people.operator.kysely
    .selectFrom('request_translation_certificate')
    .selectAll()
    .execute();
  assert.equal(rows.length, 1);
  const [row] = rows;
  assert.ok(row?.statement && row.assertion && row.key_spki && row.origin && row.pairs);
  const said = JSON.parse(row.statement) as Record<string, unknown>;
  assert.deepEqual(
    [said['type'], said['from'], said['to'], said['name'], said['pairs']],
    ['translationCertified', 'en', 'fr', 'Tariq Example', `sha256:${pairsDigest(row.pairs)}`],
  );
  assert.deepEqual(
    JSON.parse(row.pairs),
    list.map(({ source, target }) => [source, target]),
  );
  const key = passkeyOf(nodeCrypto, 'x', row.key_spki, row.origin);
  const line = { name: 'x', keyId: key.keyId, bytes: row.assertion };
  const check = (text: string) =>
    verifyPasskeyLine(nodeCrypto, key, { signature: line, text: utf8(text) }, 'certificate');
  assert.equal(await check(row.statement), true);
  await assert.rejects(check(row.statement.replace('Tariq', 'Tarek')));
  assert.equal((await certificateOf(scene, about))?.key, row.key_fingerprint);
});

test('a certificate is checked from what is kept: whatever was changed since is named', async (t) => {
  const set = await setUp(t);
  const { scene, about, list } = set;
  const { desk, translator, people, file } = scene;
  await translateMany(translator, about, list);
  const answer = await answered(set, translator);
  await certifySigned(desk, translator, { about, session: 'session-1', answer });
  const [kept] = await people.operator.transaction((tx) => certificatesOf(tx, about.request.id));
  assert.ok(kept?.signed);
  const { signed } = kept;
  const here = {
    reference: requestReference(file.reference, about.request.number),
    requestId: about.request.id,
  };
  const find = async (changed: Partial<KeptCertificate>, place = here): Promise<string> => {
    const found = await checkCertificate(desk.house, place, { ...kept, ...changed });
    return found.kind === 'wrong' ? found.check : found.kind;
  };
  assert.equal(await find({}), 'good');
  assert.equal(await find({ signed: undefined }), 'unsigned');
  assert.equal(await find({ pairsSha256: pairsDigest('[]') }), 'translation');
  assert.equal(
    await find({ signed: { ...signed, pairs: signed.pairs.replace('FR ', 'FR: ') } }),
    'translation',
  );
  assert.equal(await find({ name: 'Tarek Example' }), 'statement');
  assert.equal(await find({ to: 'es' }), 'statement');
  assert.equal(await find({}, { ...here, reference: 'FR-2026-000099/R1' }), 'statement');
  assert.equal(await find({ signed: { ...signed, statement: '{"at":"never"}\n' } }), 'statement');
  const stranger = newPasskey('es256');
  assert.equal(await find({ signed: { ...signed, keySpki: spki(stranger) } }), 'key');
  assert.equal(await find({ at: new Date(0) }), 'key', 'before it was enrolled');
  const assertion = Buffer.from(signed.assertion);
  assertion[assertion.length - 5] = (assertion.at(-5) ?? 0) ^ 1;
  assert.equal(await find({ signed: { ...signed, assertion } }), 'assertion');
});

test('a change in between, another session, another key, another person: nothing is recorded', async (t) => {
  const set = await setUp(t);
  const { scene, about, list } = set;
  const { desk, translator, ines } = scene;
  await translateMany(translator, about, list);
  const answer = await answered(set, translator);
  const give = (who: Acting, more: object) =>
    certifySigned(desk, who, { about, session: 'session-1', answer, ...more });
  assert.deepEqual(await give(translator, { session: 'session-2' }), { ok: false, again: 'moved' });
  const late = { ...answer, at: answer.at - 6 * 60_000 };
  assert.deepEqual(await give(translator, { answer: late }), { ok: false, again: 'expired' });
  await assert.rejects(give(ines, {}), isRefusal('notAllowed', /passkey of yours/));
  const stranger = await answered(set, translator, { signer: newPasskey('es256') });
  await assert.rejects(give(translator, { answer: stranger }), isRefusal('wrongKey'));
  const own = await answered(set, ines);
  await assert.rejects(give(ines, { answer: own }), /row-level security/, 'a translator answers for it');
  const { segments } = await scene.people.db.asPerson(ines.person.id, (tx) => translationOf(tx, about, PAIR));
  const [{ source, translated } = assert.fail()] = segments;
  await translateMany(ines, about, [{ source, target: 'Autrement.', over: translated?.id }]);
  assert.deepEqual(await give(translator, {}), { ok: false, again: 'moved' });
  assert.equal(await certificateOf(scene, about), undefined);
});
