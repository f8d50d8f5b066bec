// Check 6 in a real installation: who wrote it does not read it, what was read is what counts, and the page says who did.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readTechnicalPart } from '../../../../../test/support/complete-request.ts';
import { testCase } from '../../../../../test/support/installation.ts';
import { asMember, enrol, testSite } from '../../../../../test/support/people.ts';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { completeDraft } from '../../../../../test/support/complete-request.ts';
import type { Uuid } from '../../../../base/ids.ts';
import { confirmContact, insertContact } from '../../../../law/contact.do.ts';
import { contactsOf } from '../../../../law/contact.store.ts';
import { lifeOf } from '../../life/life.acts.ts';
import { codeOf } from '../../../machine/way/request-finding.ts';
import { beginRequest, savePage, setAsked } from '../request-draft.acts.ts';
import { said } from '../../../../../test/support/words.ts';

const FORM = 'bc-29-preservation';
const RIGHT = said.practice.reading.confirm;

test('the technical part is read by somebody of the case who wrote none of it, on a page, and again when it was changed', async (t) => {
  const { people, house, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const tess = await enrol(people, 'tess', [], [[file, 'investigator']]);
  const jaro = await enrol(people, 'jaro', [], [[file, 'judge']]);
  const acting = { ...(await asMember(people, ines, file)), law: await shippedLaw() };
  const { answers } = await completeDraft(FORM);
  const number = await beginRequest(acting, FORM, answers);
  const path = `${site.url}/cases/${file.reference}/requests/${number}`;
  const ask = async (who: { readonly cookie: string }, to: string, body?: Record<string, string>) => {
    const headers = { cookie: who.cookie, origin: site.url };
    const sent = body && { method: 'POST', body: new URLSearchParams(body) };
    const answer = await fetch(path + to, { headers, redirect: 'manual', ...sent });
    return { status: answer.status, text: await answer.text() };
  };
  const stands = async (): Promise<boolean> => {
    const { facts } = await people.db.asPerson(ines.id, (tx) => lifeOf(tx, acting, number));
    return facts.findings.some(({ what }) => codeOf(what) === 'cyberUnit');
  };
  assert.ok(await stands());
  assert.match((await ask(ines, '/check')).text, /technique"\s*>Read the technical part/);
  assert.doesNotMatch((await ask(ines, '/technique')).text, new RegExp(RIGHT));
  assert.doesNotMatch((await ask(jaro, '/technique')).text, new RegExp(RIGHT));
  const seen = (await ask(tess, '/technique')).text;
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(seen)?.[1] ?? '';
  assert.match(seen, new RegExp(RIGHT));
  const unit = 'Cyber unit of Lyon';
  assert.equal((await ask(tess, '/technique', { digest, unit: ' ' })).status, 422);
  assert.equal((await ask(tess, '/technique', { digest, unit: 'x'.repeat(301) })).status, 422);
  assert.equal((await ask(tess, '/technique', { digest: '0'.repeat(64), unit })).status, 409);
  for (const other of [ines, jaro]) {
    const { status } = await ask(other, '/technique', { digest, unit });
    assert.ok(status === 403 || status === 404, String(status));
  }
  assert.ok(await stands(), 'nobody has read it yet');
  assert.equal((await ask(tess, '/technique', { digest, unit })).status, 303);
  assert.equal((await ask(tess, '/technique', { digest, unit })).status, 303, 'pressed twice');
  assert.equal(await stands(), false);
  assert.match((await ask(jaro, '/check')).text, /tess.* \(Cyber unit of Lyon\) read the technical part/i);

  const saved = await savePage(acting, {
    number,
    base: 1,
    page: 'all',
    fields: ['data'],
    answers: { data: [{ ...(answers['data'] as object[])[0], to: '2026-10-02T00:00:00Z' }] as never }, // of its schema
  });
  assert.ok(saved.ok);
  assert.ok(await stands(), 'it was changed');
  await readTechnicalPart(acting, number);
  assert.equal(await stands(), false);
  await assert.rejects(
    people.db.asPerson(tess.id, (tx) =>
      tx
        .updateTable('request_technical_reading')
        .set({ unit: 'Another' } as never)
        .execute(),
    ),
  );
  const writing = await asMember(people, tess, file);
  await savePage(writing, { number, base: 2, page: 'all', fields: ['urgency'], answers: {} });
  assert.ok(await stands(), 'who reads it has written on it since');
});

test('whoever is asked can call back only a number of the directory, whoever looks', async (t) => {
  const { people, house } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const ada = await enrol(people, 'ada', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const shipped = await shippedLaw();
  const [theirs, other] = shipped.authorities;
  assert.ok(theirs && other && theirs.state !== file.reference.slice(0, 2));
  const ours = { ...other, id: 'own-point', state: 'FR' } as const;
  const law = { ...shipped, authorities: [theirs, ours] };
  const acting = { ...(await asMember(people, ines, file)), law };
  const { answers } = await completeDraft('provider-emergency');
  const number = await beginRequest(acting, 'provider-emergency', answers);
  await setAsked(acting, { number, counterpart: 'US', urgency: 'emergency' });
  const level = async (): Promise<string | undefined> => {
    const { facts } = await people.db.asPerson(ines.id, (tx) => lifeOf(tx, acting, number));
    return facts.findings.find(({ what }) => codeOf(what) === 'callBack')?.level;
  };
  const at = new Date(people.clock());
  const typed = { kind: 'telephone', purpose: 'night', source: 'Their letter', asOf: '2026-11-01' } as const;
  let n = 0;
  const add = async (authority: string, isConfirmed: boolean): Promise<void> => {
    const id = `019a4f3b-8a00-7b52-8f10-0c2d4e6f8a1${n++}` as Uuid; // made for this test
    const by = { id, authority, at };
    const value = '+33 4 7200 0000';
    await people.db.asPerson(ada.id, (tx) => insertContact(tx, { ...by, by: ada.id }, { ...typed, value }));
    if (isConfirmed) await people.db.asPerson(omar.id, (tx) => confirmContact(tx, { ...by, by: omar.id }));
  };
  assert.equal(await level(), 'block', 'the directory has none');
  await add(theirs.id, true);
  assert.equal(await level(), 'block', 'one of another State');
  await add(ours.id, false);
  assert.equal(await level(), 'block', 'one person alone says so');
  await add(ours.id, true);
  assert.equal(await level(), undefined);
  const seen = await people.db.asPerson(ines.id, (tx) => contactsOf(tx, ours.id));
  assert.deepEqual(seen, [], 'and whoever writes the request does not see the directory by it');
});

test('the number that a letter gives of whom it asks is held to the directory of that State', async (t) => {
  const { people, house } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const ada = await enrol(people, 'ada', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['knowledgeEditor']);
  const law = await shippedLaw();
  const theirs = law.authorities.find(({ state }) => state !== file.reference.slice(0, 2));
  assert.ok(theirs);
  const acting = { ...(await asMember(people, ines, file)), law };
  const { answers } = await completeDraft('bc-31-subscriber');
  const requested = { organisation: theirs.name, phone: '+44 20 7946 0958' };
  const number = await beginRequest(acting, 'bc-31-subscriber', { ...answers, requested });
  await setAsked(acting, { number, counterpart: theirs.state, urgency: 'normal' });
  const isOpen = async (): Promise<boolean> => {
    const { facts } = await people.db.asPerson(ines.id, (tx) => lifeOf(tx, acting, number));
    return facts.findings.some(({ what }) => codeOf(what) === 'contactUnconfirmed');
  };
  assert.equal(await isOpen(), true, 'the directory has none');
  const id = '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' as Uuid; // made for this test
  const by = { id, authority: theirs.id, at: new Date(people.clock()) };
  const value = '+44 20 79460958';
  const typed = {
    kind: 'telephone',
    purpose: 'general',
    source: 'Their letter',
    asOf: '2026-11-01',
  } as const;
  await people.db.asPerson(ada.id, (tx) => insertContact(tx, { ...by, by: ada.id }, { ...typed, value }));
  assert.equal(await isOpen(), true, 'one person alone says so');
  await people.db.asPerson(omar.id, (tx) => confirmContact(tx, { ...by, by: omar.id }));
  assert.equal(await isOpen(), false);
  // A mail address and a fax number are held to it too.
  const email = 'desk@authority.example';
  const fax = '+44 20 7946 0999';
  const page = { number, page: 'all', fields: ['requested'] };
  const saved = { ...page, base: 1, answers: { requested: { ...requested, email, fax } } };
  assert.ok((await savePage(acting, saved)).ok);
  let n = 0;
  for (const one of [
    { kind: 'email', value: email.toUpperCase() },
    { kind: 'fax', value: '+44 20 79460999' },
  ] as const) {
    assert.equal(await isOpen(), true, `${one.kind} is not in it`);
    const place = { ...by, id: `019a4f3b-8a00-7b52-8f10-0c2d4e6f8a2${n++}` as Uuid }; // made for this test
    await people.db.asPerson(ada.id, (tx) =>
      insertContact(tx, { ...place, by: ada.id }, { ...typed, ...one }),
    );
    await people.db.asPerson(omar.id, (tx) => confirmContact(tx, { ...place, by: omar.id }));
  }
  assert.equal(await isOpen(), false);
});

test('an examiner reads the technical part and nothing else of a request, none of another case and none that is kept from them', async (t) => {
  const { people, house, site } = await testSite(t);
  const [file, other] = [await testCase(house), await testCase(house, 'Another')];
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const jaro = await enrol(people, 'jaro', [], [[file, 'prosecutor']]);
  const emil = await enrol(people, 'emil', [], [[file, 'examiner']]);
  const zoe = await enrol(people, 'zoe', [], [[other, 'examiner']]);
  const acting = { ...(await asMember(people, ines, file)), law: await shippedLaw() };
  const { answers } = await completeDraft(FORM);
  const number = await beginRequest(acting, FORM, answers);
  const ask = async (who: { readonly cookie: string }, to: string, body?: Record<string, string>) => {
    const headers = { cookie: who.cookie, origin: site.url };
    const sent = body && { method: 'POST', body: new URLSearchParams(body) };
    const answer = await fetch(`${site.url}/cases/${file.reference}${to}`, {
      headers,
      redirect: 'manual',
      ...sent,
    });
    return { status: answer.status, text: await answer.text() };
  };
  const part = `/technique/${number}`;
  assert.match((await ask(emil, '')).text, new RegExp(`/cases/${file.reference}/technique"`));
  assert.match((await ask(emil, '/technique')).text, new RegExp(`${file.reference}${part}"`));
  const { text } = await ask(emil, part);
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
  assert.match(text, new RegExp(RIGHT));
  assert.match(text, /invoices@harbour\.example/);
  assert.doesNotMatch(
    text,
    /altered invoices|thirty days/,
    'offence and necessity are not of the technical part',
  );
  for (const address of [`/requests/${number}`, `/requests/${number}/technique`, '/requests'])
    assert.ok([403, 404].includes((await ask(emil, address)).status), address);
  for (const who of [zoe, jaro]) assert.ok([403, 404].includes((await ask(who, part)).status));
  assert.equal((await ask(emil, '/technique/99')).status, 404);
  assert.equal((await ask(emil, '/technique/x')).status, 404);
  assert.equal((await ask(emil, part, { digest, unit: '' })).status, 422);
  assert.equal((await ask(emil, part, { digest: '0'.repeat(64), unit: 'Laboratory' })).status, 409);
  assert.equal((await ask(emil, part, { digest, unit: 'Laboratory' })).status, 303);
  assert.match((await ask(jaro, `/requests/${number}/check`)).text, /emil.* \(Laboratory\)/i);

  const rows = (who: Uuid, name: string) =>
    people.db.asPerson(who, (tx) => sql`select * from ${sql.raw(name)}`.execute(tx));
  for (const name of ['request', 'request_version'])
    assert.deepEqual((await rows(emil.id, name)).rows, [], name);
  const parts = `comity_technical_parts('${file.id}', null)`;
  const given = `comity_technical_answers('${file.id}', ${number}, array(select jsonb_object_keys('${JSON.stringify(answers).replaceAll("'", "''")}'::jsonb))) as answers`;
  const handed = (await rows(emil.id, given)).rows as { answers: Record<string, unknown> }[];
  assert.deepEqual(
    Object.keys(handed[0]?.answers ?? {}),
    ['data'],
    'whatever is asked for, no text and no name',
  );
  for (const who of [zoe, jaro]) {
    assert.deepEqual((await rows(who.id, parts)).rows, []);
    assert.deepEqual((await rows(who.id, given)).rows, [{ answers: {} }]);
  }
  assert.equal((await rows(emil.id, parts)).rows.length, 1);
  await house.db.transaction(async (tx) => {
    await sql`insert into request_knower (request_id, case_id, person_id, named_by, named_at)
      select id, case_id, ${jaro.id}, ${jaro.id}, now() from request`.execute(tx);
    await sql`update request set restricted = true`.execute(tx);
  });
  assert.deepEqual((await rows(emil.id, parts)).rows, [], 'it became confidential');
  assert.equal((await ask(emil, part)).status, 404);
});
