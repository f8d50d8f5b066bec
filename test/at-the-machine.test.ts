// `./comity case member`, `log rotate-service-key`, `backup`, `audit`: what whoever runs the machine does for cases and keys, and what is refused.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { statedKeysOf } from '../src/evidence/log/officer.acts.ts';
import { lastHousework } from '../src/evidence/installation/housekeeping.store.ts';
import { RECORDS_KEPT } from '../src/evidence/packages/records.ts';
import { changeSetting } from '../src/people/setting.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import { comity } from './support/comity.ts';
import { inMemory, testCase, testExhibit, testInstallation } from './support/installation.ts';
import { enrol, testHouse } from './support/people.ts';
import { serviceKeyOfficers } from './support/service-key.ts';
import { temporaryFolder } from './support/temporary.ts';

test('a person with an account is put into a case that was opened at the terminal', async (t) => {
  const { people, house, made } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const file = await testCase(house);
  const run = (...args: string[]) => comity(made.home.path, ['case', 'member', ...args], '', made.env);
  const right = [file.reference, '--person', 'Ines@agency.example', '--role', 'lead'];
  const added = await run(...right);
  assert.equal(added.code, 0, added.err);
  assert.equal(added.out.trim(), `Ines Example is in ${file.reference} now: lead.`);
  const again = await run(...right);
  assert.equal(again.out.trim(), `Ines Example was in ${file.reference} already.`);
  const mine = await people.db.asPerson(ines.id, (tx) => caseOfMember(tx, file.reference, ines.id));
  assert.equal(mine?.role, 'lead');
  const { rows } = await sql<{ about_person: string; by_person: string | null; facts: object }>`
    select about_person, by_person, facts from access_event where what = 'memberAdded'`.execute(
    house.db.kysely,
  );
  assert.deepEqual(rows, [{ about_person: ines.id, by_person: null, facts: { role: 'lead' } }], 'once');

  const wrong: [string[], number, RegExp][] = [
    [
      [file.reference, '--person', 'nobody@agency.example', '--role', 'lead'],
      1,
      /the e-mail address of a person/,
    ],
    [['FR-2026-999999', '--person', ines.email, '--role', 'lead'], 1, /no case FR-2026-999999/],
    [[file.reference, '--person', ines.email, '--role', 'chief'], 2, /with --role: one of lead/],
    [[file.reference, '--role', 'lead'], 2, /person/],
  ];
  for (const [args, code, says] of wrong) {
    const ran = await run(...args);
    assert.deepEqual([ran.code, ran.out], [code, ''], args.join(' '));
    assert.match(ran.err, says);
  }
});

test('a package that is made at the terminal has the certificate of records, in the name that is said', async (t) => {
  const { people, house, made } = await testHouse(t);
  const ines = await enrol(people, 'ines', ['administrator']);
  const file = await testCase(house);
  await testExhibit(house, file, { from: inMemory('records.csv', 'a,b') });
  const to = temporaryFolder(t);
  const run = (name: string, ...args: string[]) =>
    comity(
      made.home.path,
      ['package', 'create', '--case', file.reference, '--to', join(to, name), ...args],
      '',
      made.env,
    );
  assert.match((await run('none', '--certified-by', ines.email)).err, /how .*records are made/i);
  await changeSetting(people, ines.person, RECORDS_KEPT, { statement: 'Made as mail arrives.' });
  const nobody = await run('none');
  assert.deepEqual([nobody.code, nobody.out], [2, '']);
  assert.match(nobody.err, /--certified-by EMAIL/);
  assert.equal((await run('none', '--certified-by', 'nobody@agency.example')).code, 1);
  assert.equal((await run('none', '--without-certificate', '--left-out', 'x')).code, 2);
  const certified = await run('certified', '--certified-by', ines.email, '--left-out', 'Other persons');
  assert.equal(certified.code, 0, certified.err);
  const [records = ''] = globSync(join(to, 'certified', '*', 'records.json'));
  const said = JSON.parse(readFileSync(records, 'utf8')) as { readonly [name: string]: unknown };
  assert.deepEqual(
    [said['custodian'], said['leftOut'], said['statement']],
    ['Ines Example', 'Other persons', 'Made as mail arrives.'],
  );
  assert.equal((await comity(made.home.path, ['verify', join(to, 'certified')], '', made.env)).code, 0);
  assert.equal((await run('bare', '--without-certificate')).code, 0);
  assert.deepEqual(globSync(join(to, 'bare', '*', 'records.json')), []);
});

test('officers have keys of their own, whatever the script of their names, and nobody has that of another', async (t) => {
  const { house, home, env } = await testInstallation(t);
  const officer = (...args: string[]) => comity(home.path, ['officer', 'enrol', ...args], '', env);
  const files: string[] = [];
  for (const name of ['Иван Примеров', 'Анна Примерова', 'Ana Invented', 'Ana-Invented']) {
    const enrolled = await officer(name, '--json');
    assert.equal(enrolled.code, 0, enrolled.err);
    const said = JSON.parse(enrolled.out) as { readonly keyFile: string; readonly repeated: boolean };
    assert.equal(said.repeated, false);
    files.push(said.keyFile);
  }
  assert.equal(new Set((await statedKeysOf(house)).officers.map(({ name }) => name)).size, 4);
  assert.equal(files[2], join(home.keys, 'officer-ana-invented.pem'));
  const again = await officer('Иван Примеров');
  assert.deepEqual([again.code, /nothing new was recorded/.test(again.out)], [0, true], again.err);
  const other = await officer('Анна Примерова', '--key-file', files[0] ?? '');
  assert.deepEqual([other.code, other.out], [1, '']);
  assert.match(other.err, /enrolled under no other name/);
  assert.equal((await statedKeysOf(house)).officers.length, 4);
});

test('the key of the service is replaced at the terminal by two officers, and everything stays valid', async (t) => {
  const { made } = await testHouse(t);
  const before = made.house.identity.service.signing.fingerprint;
  const { paths } = await serviceKeyOfficers(t, made.house);
  const rotate = (...args: string[]) =>
    comity(made.home.path, ['log', 'rotate-service-key', ...args], '', made.env);
  const [one = '', two = ''] = paths;
  const both = ['--officer', one, '--officer', two];
  assert.match((await rotate(...both)).err, /--cause planned, compromised, lost/);
  assert.match((await rotate('--cause', 'planned', '--officer', one)).err, /two officers/);
  assert.match((await rotate('--cause', 'lost', ...both)).err, /the private key is here/);
  const rotated = await rotate('--cause', 'compromised', '--reason', 'A disk is gone', ...both, '--json');
  assert.equal(rotated.code, 0, rotated.err);
  const { from, to, cause } = JSON.parse(rotated.out) as { from: string; to: string; cause: string };
  assert.deepEqual([from, cause], [before, 'compromised']);
  assert.match((await rotate('--cause', 'planned', ...both)).err, /less than a day ago/);
  const again = await rotate('--cause', 'planned', '--again', ...both);
  assert.match(again.out, new RegExp(`${to} signs no more[^]*Make a backup`));
  assert.ok(again.out.includes((await made.reopen()).identity.service.signing.fingerprint));
  const audited = await comity(made.home.path, ['audit'], '', made.env);
  assert.equal(audited.code, 0, audited.err);
  assert.match(audited.out, /Everything is as it was signed/);
});

test('a backup made, a backup checked and an audit are told to administrators', async (t) => {
  const { house, made } = await testHouse(t);
  const to = join(temporaryFolder(t), 'backup');
  for (const args of [['backup', '--to', to], ['backup', 'check', to], ['audit']]) {
    const ran = await comity(made.home.path, args, '', made.env);
    assert.equal(ran.code, 0, ran.err);
  }
  // A part of an audit is not one of everything.
  await comity(made.home.path, ['audit', '--sample', '50'], '', made.env);
  const last = await lastHousework(house.db.kysely);
  assert.deepEqual(
    [last.backupMade?.place, last.backupMade?.isSound, last.backupChecked?.place, last.audited?.isSound],
    [to, true, to, true],
  );
  const { rows } = await sql`select from housekeeping`.execute(house.db.kysely);
  assert.equal(rows.length, 3);
});
