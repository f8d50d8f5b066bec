// How to reach an authority: added by one, checked by another, seen by those whom the policy names and by nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contactsOf } from '../src/law/contact.store.ts';
import { CONTACT } from '../src/law/contact.ts';
import { newUuid } from '../src/base/ids.ts';
import { readEach, type BodyOf } from '../src/web/fields/field.ts';
import { grantRoles } from '../src/people/person.store.ts';
import { testInstallation } from './support/installation.ts';
import { enrol, testSite, type Enrolled } from './support/people.ts';
import { as, count, denied, person, rawApp } from './support/raw-app.ts';
import { said, saying } from './support/words.ts';

const PAGE = '/law/authorities/nl-npo';
const TYPED = {
  kind: 'telephone',
  value: '+31 88 000 0000',
  purpose: 'night',
  source: 'List of the network, received on 3 November 2026',
  asOf: '2026-11-03',
};

test('one adds a contact, another checks it, and it ends; others see neither it nor that there is one', async (t) => {
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines', ['knowledgeEditor']);
  const omar = await enrol(people, 'omar', ['centralAuthority']);
  const duty = await enrol(people, 'duty', ['dutyOfficer']);
  const rui = await enrol(people, 'rui', ['registrar']);
  const ask = async (who: Enrolled, path: string, fields?: Record<string, string>) => {
    const answer = await fetch(site.url + path, {
      method: fields === undefined ? 'GET' : 'POST',
      headers: { cookie: who.cookie, origin: site.url },
      redirect: 'manual',
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
    });
    const to = answer.headers.get('location') ?? '';
    return { status: answer.status, to, text: await answer.text() };
  };
  const key = newUuid(people.clock, people.random);
  const add = async (who: Enrolled, typed: Readonly<Record<string, string>> = TYPED, page = PAGE) => {
    for (const [name, value] of Object.entries(typed))
      await ask(who, `${page}/contacts/new/${name}`, { [name]: value, key });
    return ask(who, `${page}/contacts/new/check`, { key });
  };
  for (const wrong of [
    { value: '088 000 0000' }, // no country
    { value: 'mail <me>' },
    { asOf: '2999-01-01' },
    { kind: 'pigeon' },
    { purpose: '' },
    { source: ' ' },
    { source: 'x'.repeat(501) },
  ]) {
    const [name = ''] = Object.keys(wrong);
    const { to } = await add(ines, { ...TYPED, ...wrong });
    assert.equal(to, `${PAGE}/contacts/new/${name}`, 'asked for again');
    assert.match((await ask(ines, to)).text, /govuk-error-message/);
  }
  assert.equal((await add(rui)).status, 403);
  assert.equal((await add(duty)).status, 403, 'sees, changes nothing');
  for (let twice = 0; twice < 2; twice++) assert.equal((await add(ines)).to, PAGE);
  assert.equal((await add(ines, TYPED, '/law/authorities/none')).status, 404);
  const [{ id } = { id: '' }] = await people.db.asPerson(ines.id, (tx) => contactsOf(tx, 'nl-npo'));

  const mine = (await ask(ines, PAGE)).text;
  assert.equal(
    mine.split('+31 88 000 0000').length - 1,
    2,
    'once in the table, once in the name of the one button',
  );
  assert.match(mine, saying(said.law.contact_.unconfirmed));
  assert.doesNotMatch(mine, /\/confirm"/, 'nobody confirms their own');
  await ask(ines, `${PAGE}/contacts/${id}/confirm`, {});
  assert.match((await ask(ines, PAGE)).text, saying(said.law.contact_.unconfirmed));
  await ask(omar, `${PAGE}/contacts/${id}/confirm`, {});
  assert.match(
    (await ask(duty, PAGE)).text,
    new RegExp(`\\+31 88 000 0000[\\s\\S]*${said.law.contact_.confirmed}`),
  );
  assert.doesNotMatch((await ask(rui, PAGE)).text, new RegExp(`\\+31 88|${said.law.contact_.confirmed}`));
  await ask(omar, `${PAGE}/contacts/${id}/end`, {});
  assert.doesNotMatch((await ask(omar, PAGE)).text, /\+31 88/);
  assert.deepEqual(await people.db.asPerson(ines.id, (tx) => contactsOf(tx, 'nl-npo')), []);
});

test('what can be dialled, written to or opened is a contact', () => {
  const read = (kind: string, value: string) =>
    readEach(CONTACT, { ...TYPED, kind, value } as BodyOf<typeof CONTACT>, { today: '2026-11-26' }).every(
      (one) => one.read.ok,
    );
  assert.ok(read('email', 'duty@authority.example'));
  assert.ok(read('portal', 'https://portal.example/in'));
  assert.ok(read('post', '1 Harbour Road, Suva'));
  assert.ok(!read('portal', 'javascript:alert(1)'));
  assert.ok(!read('portal', 'http://portal.example/'));
  assert.ok(!read('email', 'duty@'));
  assert.ok(!read('fax', 'ring us'));
  assert.ok(!read('post', 'line\nbreak'));
});

test('the database keeps contacts from others, and from whoever would confirm their own', async (t) => {
  const made = await testInstallation(t);
  const app = await rawApp(t, made);
  const [ines, omar, rui] = [
    await person(made, 'ines'),
    await person(made, 'omar'),
    await person(made, 'rui'),
  ];
  await made.house.db.transaction(async (tx) => {
    const at = new Date(made.house.clock());
    for (const who of [ines, omar])
      await grantRoles(tx, { person: who, roles: ['knowledgeEditor'], by: undefined, at });
  });
  const add = (by: string): string => `insert into authority_contact
    (id, authority, kind, purpose, value, source, as_of, added_by, added_at)
    values (gen_random_uuid(), 'nl-npo', 'telephone', 'night', '+31 88', 'x', '2026-11-03', '${by}', now())`;
  const confirm = (by: string): string =>
    `update authority_contact set confirmed_by = '${by}', confirmed_at = now()`;
  const become = (who: string) => app.query("select set_config('comity.as', $1, true)", [who]);
  await as(app, rui, () => assert.rejects(app.query(add(rui)), denied, 'without the role'));
  await as(app, ines, () => assert.rejects(app.query(add(omar)), denied, 'in another’s name'));
  await as(app, ines, async () => {
    await app.query(add(ines));
    await assert.rejects(app.query(confirm(ines)), { code: '23514' }, 'one’s own');
  });
  await as(app, ines, async () => {
    await app.query(add(ines));
    await become(rui);
    assert.equal(await count(app, 'authority_contact'), 0);
    assert.equal((await app.query(confirm(rui))).rowCount, 0);
    await become(omar);
    assert.equal((await app.query(confirm(omar))).rowCount, 1);
  });
  await as(app, ines, () =>
    assert.rejects(app.query("update authority_contact set value = '+1'"), denied, 'nothing is rewritten'),
  );
  await as(app, ines, () => assert.rejects(app.query('delete from authority_contact'), denied));
});
