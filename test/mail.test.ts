// Letters by a real mail server (exim), and who may say which.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { mailServerOf, mailSet, removeMail, setMail, tryMail } from '../src/people/mail.acts.ts';
import { sendLetter, type MailServer } from '../src/platform/mail.ts';
import { bodyOf, testMailServer, type TestMailServer } from './support/mail-server.ts';
import { enrol, testHouse } from './support/people.ts';
import { temporaryFolder } from './support/temporary.ts';

const LETTER = {
  id: '0199d2a8-5b7e-7000-8000-00000000000a',
  to: 'ines@agency.example',
  subject: 'Quelque chose attend',
  text: 'В Comity кое-что ждёт: https://comity.example/time-limits/1',
};
const WORDS = { subject: 'x', text: 'y' };

function serverAt({ port }: TestMailServer, more: Partial<MailServer> = {}): MailServer {
  const sender = 'comity@agency.example';
  return {
    host: '127.0.0.1',
    port,
    tls: 'none',
    sender,
    login: undefined,
    certificates: undefined,
    ...more,
  };
}

test('a letter arrives as it was written, and says that a machine wrote it', async (t) => {
  const exim = await testMailServer(t);
  if (exim === undefined) return;
  await sendLetter(serverAt(exim), LETTER);
  const [text = ''] = await exim.arrived('ines@agency.example', 1);
  assert.match(text, /^Subject: Quelque chose attend$/m);
  assert.match(text, /^From: comity@agency\.example$/m);
  assert.match(text, /^Auto-Submitted: auto-generated$/m);
  assert.match(text, new RegExp(`^Message-ID: <${LETTER.id}@agency\\.example>$`, 'm'));
  assert.equal(bodyOf(text), LETTER.text);
});

test('an address that the server does not want, and a server that is not there, are told apart', async (t) => {
  const exim = await testMailServer(t);
  if (exim === undefined) return;
  await assert.rejects(sendLetter(serverAt(exim), { ...LETTER, to: 'a@refused.example' }), {
    code: 'notAllowed',
  });
  await assert.rejects(sendLetter(serverAt({ ...exim, port: 1 }), LETTER), { code: 'notReachable' });
  // Asked for encryption, nothing goes in plain.
  await assert.rejects(sendLetter(serverAt(exim, { tls: 'starttls' }), LETTER), { code: 'notReachable' });
  assert.deepEqual(exim.lettersTo(LETTER.to), []);
});

test('with STARTTLS the server is known by its certificate, and the sender by a password', async (t) => {
  if (!existsSync('/usr/bin/openssl')) return t.skip('openssl not installed');
  const [ours, others] = [certificate(t), certificate(t)];
  const login = { user: 'comity', password: 'pass word' };
  const exim = await testMailServer(t, { tls: ours, login });
  if (exim === undefined) return;
  const right = serverAt(exim, { tls: 'starttls', certificates: ours.certificate, login });
  await sendLetter(right, LETTER);
  assert.equal((await exim.arrived(LETTER.to, 1)).length, 1);
  await assert.rejects(sendLetter({ ...right, certificates: others.certificate }, LETTER), {
    code: 'notReachable',
  });
  await assert.rejects(sendLetter({ ...right, login: { ...login, password: 'x' } }, LETTER), {
    code: 'notAllowed',
  });
  await assert.rejects(sendLetter({ ...right, login: undefined }, LETTER), { code: 'notAllowed' });
  assert.equal(exim.lettersTo(LETTER.to).length, 1);
});

function certificate(t: TestContext): { readonly certificate: string; readonly key: string } {
  const folder = temporaryFolder(t);
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', '2'];
  execFileSync('openssl', [...kind, ...names, '-keyout', 'key.pem', '-out', 'cert.pem'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { certificate: read('cert.pem'), key: read('key.pem') };
}

test('nothing leaves until an administrator names a server; its password is kept sealed', async (t) => {
  const { people, house } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const rita = await enrol(people, 'rita', ['registrar']);
  assert.equal(await mailSet(house.db.kysely), undefined);
  await assert.rejects(tryMail(people, house.home, ana.person, WORDS), { code: 'notReady' });

  const form = {
    host: 'mail.agency.example',
    port: 587,
    tls: 'starttls',
    sender: 'comity@agency.example',
    user: 'comity',
    certificates: '',
    password: 'pass word',
  } as const;
  const site = 'https://comity.agency.example';
  assert.equal(await setMail(people, ana.person, { ...form, tls: 'none' }, site), 'plainPassword');
  assert.equal(await setMail(people, ana.person, { ...form, password: '' }, site), 'noPassword');
  assert.equal(await setMail(people, ana.person, { ...form, certificates: 'x' }, site), 'certificates');
  assert.equal(await mailSet(house.db.kysely), undefined, 'nothing was set');
  assert.equal(await setMail(people, ana.person, form, site), undefined);
  await assert.rejects(setMail(people, rita.person, form, site), { code: '42501' });

  const { rows } = await sql<{ value: string }>`select value::text from setting where name = 'mail'`.execute(
    house.db.kysely,
  );
  assert.doesNotMatch(rows[0]?.value ?? '', /pass word/);
  // An empty password keeps the one that is set.
  for (const other of [{ host: 'elsewhere.example' }, { user: 'another' }])
    assert.equal(await setMail(people, ana.person, { ...form, ...other, password: '' }, site), 'noPassword');
  assert.equal(await setMail(people, ana.person, { ...form, port: 465, password: '' }, site), undefined);
  const set = await mailSet(house.db.kysely);
  assert.ok(set);
  assert.deepEqual((await mailServerOf(house.home, set)).login, { user: 'comity', password: 'pass word' });
  await removeMail(people, ana.person);
  assert.equal(await mailSet(house.db.kysely), undefined);
});

test('an administrator tries the server, and the letter arrives', async (t) => {
  const exim = await testMailServer(t);
  if (exim === undefined) return;
  const { people, house } = await testHouse(t);
  const ana = await enrol(people, 'ana', ['administrator']);
  const form = { ...serverAt(exim), tls: 'none', user: '', certificates: '', password: '' } as const;
  const { login: _login, ...typed } = form;
  assert.equal(await setMail(people, ana.person, typed, 'http://localhost:8470'), undefined);
  await tryMail(people, house.home, ana.person, WORDS);
  assert.equal((await exim.arrived('ana@agency.example', 1)).length, 1);
});
