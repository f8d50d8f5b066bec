// Authorising with a passkey: what was seen is what is signed, any change voids it, and it can be checked years later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { comity } from '../../../../test/support/comity.ts';
import { newPasskey, type Changes } from '../../../../test/support/passkey-fixture.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { leavesOfItem } from '../../../evidence/log/log.store.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { savePage } from '../drafting/request-draft.acts.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { papersOf, prepareAuthorising } from './authorise.acts.ts';
import { authorityItem } from '../../machine/signature/signature.ts';
import { auditAuthorities } from '../../machine/signature/signature-audit.acts.ts';
import { checkSignatures, keptSignatures } from './signature-check.acts.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';

async function checked(scene: SigningScene) {
  const { house, file, number } = scene;
  const law = await shippedLaw();
  const of = { caseId: file.id, reference: file.reference, number };
  return checkSignatures(house, await house.db.transaction((tx) => keptSignatures(tx, of, law)));
}

test('the prosecutor signs the letter and the data that were shown, and both can be checked later', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, people, file, number, take } = scene;
  await take(ines, { act: 'submit' });
  const signed = await signIt(scene, prosecutor, await answerOf(scene, prosecutor));
  assert.ok(signed.ok);
  assert.equal(signed.taken.request.state, 'authorised');
  const [one, ...others] = await checked(scene);
  assert.deepEqual(others, []);
  assert.ok(one);
  assert.equal(one.wrong, undefined);
  assert.equal(one.signature.name, 'Paula Example');
  assert.equal(one.signature.role, 'prosecutor');
  const now = await people.db.asPerson(ines.person.id, async (tx) => requestOf(tx, file.id, number));
  assert.ok(now);
  const law = await shippedLaw();
  const form = formOf(now.form);
  assert.ok(form);
  const { papers } = one.signature;
  const again = await papersOf(
    scene.desk,
    prosecutor,
    { legal: legalForm(form, law.forms), request: now },
    { at: Date.parse((JSON.parse(one.signature.statement) as { at: string }).at) },
  );
  for (const part of ['document', 'data', 'file'] as const)
    assert.deepEqual(Buffer.from(again[part] ?? ''), Buffer.from(papers[part] ?? ''), part);
  assert.match(one.signature.statement, new RegExp(`"request":"${file.reference}/R${number}"`));
});

test('the terminal checks them too, and tells a bad one by its exit', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, take, house, made, file, number } = scene;
  const ask = (name: string) => comity(made.home.path, ['request', 'signatures', name], '', made.env);
  const name = `${file.reference}/R${number}`;
  assert.match((await ask(name)).out, /Nobody has signed it/);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const good = await ask(name);
  assert.equal(good.code, 0, good.err);
  assert.match(good.out, /^version 1, signed as prosecutor at [^,]+: good$/m);
  await house.db.withOwner((owner) =>
    owner.query(`update request_signature set document = document || '\\x00'`),
  );
  const bad = await ask(name);
  assert.equal(bad.code, 1);
  assert.match(bad.out, /WRONG at document/);
  assert.equal((await ask('R1')).code, 2);
  assert.equal((await ask(`${file.reference}/R999`)).code, 1);
});

test('changing anything voids the signature, for good', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, people, number, take, lead } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const answers = { reference: 'JIRS 2026/10' };
  const saved = await savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers });
  assert.equal(saved.request.state, 'draft');
  const [old] = await people.db.asPerson(ines.person.id, (tx) => signaturesOf(tx, saved.request.id));
  assert.ok(old?.voidAt);
  assert.equal(old.voidReason, 'change');
  assert.equal((await checked(scene))[0]?.wrong, undefined, 'what was signed is still what was signed');
  await take(ines, { act: 'submit' });
  await assert.rejects(take(prosecutor, { act: 'authorise' }), isRefusal('notAllowed', /signed/));
  await assert.rejects(take(lead, { act: 'transmit', evidence: 'x' }), isRefusal('conflict'));
  const revive = people.db.asPerson(prosecutor.person.id, (tx) =>
    sql`update request_signature set void_at = null, void_reason = null`.execute(tx),
  );
  assert.equal((await revive).numAffectedRows, 0n);
});

test('who wrote some of it does not authorise it, nor does an investigator', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, judge, number, take, desk } = scene;
  const answers = { reference: 'JIRS 2026/10' };
  await savePage(prosecutor, { number, base: 1, page: 'reference', fields: ['reference'], answers });
  await take(ines, { act: 'submit' });
  const asked = await prepareAuthorising(desk, prosecutor, 'session-1', number);
  assert.deepEqual(
    asked.hindrances.map(({ guard }) => guard),
    ['notDrafter'],
  );
  assert.deepEqual(asked.choices, []);
  assert.equal((await prepareAuthorising(desk, ines, 'session-1', number)).isTheirs, false);
  // Asked before it was hers: what she holds is of no use.
  const answer = await answerOf(scene, judge);
  await assert.rejects(signIt(scene, prosecutor, answer), isRefusal('notAllowed', /passkey of yours/));
  assert.ok((await signIt(scene, judge, answer)).ok);
  await assert.rejects(signIt(scene, judge, answer), isRefusal('conflict'));
});

test('another session, another letter, a device that signed something else: nothing is recorded', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, number, take, people } = scene;
  await take(ines, { act: 'submit' });
  const answer = await answerOf(scene, prosecutor);
  assert.deepEqual(await signIt(scene, prosecutor, answer, 'session-2'), { ok: false, again: 'moved' });
  const late = { ...answer, at: answer.at - 6 * 60_000 };
  assert.deepEqual(await signIt(scene, prosecutor, late), { ok: false, again: 'expired' });
  for (const changes of [
    { flags: 0x01 },
    { origin: 'https://elsewhere.example' },
    { signer: newPasskey('es256') },
  ] satisfies Changes[])
    await assert.rejects(
      signIt(scene, prosecutor, await answerOf(scene, prosecutor, changes)),
      isRefusal('wrongKey'),
    );
  await take(prosecutor, { act: 'returnForChanges', reason: 'x' });
  const answers = { reference: 'JIRS 2026/10' };
  await savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers });
  await take(ines, { act: 'submit' });
  assert.deepEqual(await signIt(scene, prosecutor, answer), { ok: false, again: 'moved' });
  assert.deepEqual(
    await people.db.asPerson(ines.person.id, async (tx) =>
      signaturesOf(tx, (await take(prosecutor, { act: 'returnForChanges', reason: 'x' })).request.id),
    ),
    [],
  );
});

test('whatever is touched afterwards is found by name', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, take, house } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const owner = (query: string): Promise<unknown> => house.db.withOwner((client) => client.query(query));
  const touches = [
    ['document', `update request_signature set document = document || '\\x00'`],
    ['data', `update request_signature set data = data || '\\x00'`],
    ['file', `update request_signature set file_part = file_part || '\\x00'`],
    ['statement', `update request_signature set role = 'judge'`],
    ['version', `update request_version set answers = answers || '{"reference": "another"}'`],
    ['key', `update request_signature set origin = 'https://elsewhere.example'`],
    [
      'assertion',
      `update request_signature set assertion = set_byte(assertion, 10, 255 - get_byte(assertion, 10))`,
    ],
  ] as const;
  const kept = 'create table kept as select * from request_signature';
  await owner(kept);
  await owner('create table kept_version as select * from request_version');
  for (const [check, touch] of touches) {
    await owner(touch);
    assert.equal((await checked(scene))[0]?.wrong?.check, check);
    await owner('delete from request_signature');
    await owner('insert into request_signature select * from kept');
    await owner(
      'update request_version v set answers = k.answers from kept_version k where k.version = v.version',
    );
  }
  assert.equal((await checked(scene))[0]?.wrong, undefined);
});

test('each authorisation is in the custody log: none is taken away, changed or put in unseen', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, judge, take, house, people, number } = scene;
  const found = async () => (await audit(house, { also: auditAuthorities })).differences;
  await take(ines, { act: 'submit' });
  const answer = await answerOf(scene, prosecutor);
  assert.ok((await signIt(scene, prosecutor, answer)).ok);
  // What is refused leaves no event, and the next act of the log is the system's own again.
  await assert.rejects(signIt(scene, prosecutor, answer), isRefusal('conflict'));
  const answers = { reference: 'JIRS 2026/11' };
  const saved = await savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers });
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, judge, await answerOf(scene, judge))).ok);
  const events = (await leavesOfItem(house.db.kysely, authorityItem(saved.request.id))).map(
    ({ note }) => parseEventNote(note, 'event').event,
  );
  assert.deepEqual(
    events.map(({ type, actor, case: inCase }) => [type, actor.role, inCase]),
    [
      ['authorityAdded', 'prosecutor', undefined],
      ['authorityWithdrawn', 'investigator', undefined],
      ['authorityAdded', 'judge', undefined],
    ],
  );
  const seen = await people.db.asPerson(ines.person.id, (tx) =>
    sql`select from custody_event where item like 'request:%'`.execute(tx),
  );
  assert.equal(seen.rows.length, 0, 'the log of the case says nothing of it');
  assert.deepEqual(await found(), []);

  const owner = (query: string): Promise<unknown> => house.db.withOwner((client) => client.query(query));
  await owner('create table kept as select * from request_signature');
  const touches = [
    [`delete from request_signature where role = 'prosecutor'`, /^event \d+$/],
    [`update request_signature set statement = replace(statement, 'judge', 'witch')`, /^signature/],
    [
      `insert into request_signature select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
         'statement', '{}'))).* from request_signature s limit 1`,
      /^signature/,
    ],
  ] as const;
  for (const [touch, place] of touches) {
    await owner(touch);
    assert.match((await found())[0]?.place ?? '', place);
    await owner('delete from request_signature');
    await owner('insert into request_signature select * from kept');
  }
  assert.deepEqual(await found(), []);
});
