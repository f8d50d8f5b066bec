// Trusted peers: added by one, confirmed by another, withdrawn with a reason; packages are held to them and to nothing weaker.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { newUuid } from '../src/base/ids.ts';
import { replaceLogKeys } from '../src/evidence/log/log-hand-over.acts.ts';
import { enrolOfficer, openOfficerKey } from '../src/evidence/log/officer.acts.ts';
import { addPeer, confirmPeer, ownKeys, peerOf, withdrawPeer } from '../src/evidence/log/peer.do.ts';
import { listPeers, peerById } from '../src/evidence/log/peer.store.ts';
import { peerState, readPeerFile } from '../src/evidence/log/peer.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { importPackage } from '../src/evidence/packages/package-import.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import type { KeyChangeCause } from '../src/verify/key-change.ts';
import { comity } from './support/comity.ts';
import { heldByInes, type HeldExhibit, packExhibit, refusedAs } from './support/held-exhibit.ts';
import { FIJI, FRANCE, testCase, testInstallation } from './support/installation.ts';
import { enrol, testHouse } from './support/people.ts';
import { examplePeer } from './support/peers.ts';
import { as, denied, rawApp } from './support/raw-app.ts';
import { temporaryFolder } from './support/temporary.ts';

async function scene(t: TestContext) {
  const opened = await testHouse(t, FIJI);
  const { people, house } = opened;
  const ana = await enrol(people, 'ana', ['administrator']);
  const ben = await enrol(people, 'ben', ['administrator']);
  const rita = await enrol(people, 'rita', ['registrar', 'auditor']);
  return { ...opened, db: house.db.kysely, ana, ben, rita };
}

async function packageOf(t: TestContext, sender: HeldExhibit): Promise<string> {
  const to = join(temporaryFolder(t), 'sent.zip');
  await packExhibit(sender, to);
  return to;
}

test('one adds, another confirms, either withdraws with a reason; each act is an entry, done twice is once', async (t) => {
  const { people, db, ana, ben, rita, made } = await scene(t);
  const { trust } = await testInstallation(t);
  const id = newUuid(people.clock, people.random);
  assert.equal(await addPeer(people, ana.person, examplePeer(trust), id), id);
  assert.equal(await addPeer(people, ana.person, examplePeer(trust), id), id);
  assert.equal(await peerOf(db, FRANCE.origin), undefined, 'one person is not enough');
  await assert.rejects(addPeer(people, ben.person, examplePeer(trust)), refusedAs('alreadyExists'));
  await assert.rejects(confirmPeer(people, ana.person, id, 'By telephone'), refusedAs('notAllowed'));
  for (let twice = 0; twice < 2; twice++) await confirmPeer(people, ben.person, id, 'By telephone');
  const peer = await peerOf(db, FRANCE.origin);
  assert.equal(peer?.confirmed?.by.name, 'Ben Example');
  assert.equal(peer.confirmed.words, 'By telephone');
  assert.deepEqual([peer.road, peer.receivedOn], ['meeting', '2026-11-03']);

  // Whatever a page does: nobody else, nobody in another's name, nothing twice, and nothing once it is withdrawn.
  const app = await rawApp(t, made);
  const other = newUuid(people.clock, people.random);
  const insert = (by: string, more = 'null, null, null') =>
    `insert into peer select '${other}', agency, state, 'other.example/log', trust, null, road, how, received_on, '${by}', now(),
      ${more}, null, null, null from peer`;
  const confirmed = `'${ana.id}', now(), 'x'`;
  await assert.rejects(
    as(app, ana.id, () => app.query(insert(ben.id))),
    denied,
    'in another’s name',
  );
  await assert.rejects(
    as(app, ana.id, () => app.query(insert(ben.id, confirmed))),
    denied,
    'confirmed at once',
  );
  await assert.rejects(
    as(app, ana.id, () => app.query("update peer set trust = 'x'")),
    denied,
  );
  await assert.rejects(
    as(app, ana.id, () => app.query('delete from peer')),
    denied,
  );
  const mine = `update peer set confirmed_by = added_by`;
  await assert.rejects(
    as(app, ana.id, () => app.query(mine)),
    { code: '23514' },
    'not by who added it',
  );
  const seen = await as(app, rita.id, () => app.query('select from peer'));
  assert.equal(seen.rowCount, 0, 'administrators alone');
  const system = await sql`update peer set withdrawn_why = 'x'`.execute(db);
  assert.equal(system.numAffectedRows, 0n, 'nor the system by itself');

  await withdrawPeer(people, ana.person, id, 'They say that others may hold their keys');
  await withdrawPeer(people, ana.person, id, 'Again');
  await assert.rejects(withdrawPeer(people, ben.person, id, 'Too late'), refusedAs('conflict'));
  await assert.rejects(confirmPeer(people, ben.person, id, 'Back'), refusedAs('conflict'));
  assert.equal(await peerOf(db, FRANCE.origin), undefined);
  await addPeer(people, ben.person, examplePeer(trust));
  const all = await listPeers(db);
  assert.deepEqual(all.map(peerState), ['proposed', 'withdrawn'], 'what was stays to be seen');
  assert.equal(all[1]?.withdrawn?.words, 'They say that others may hold their keys');
  const { rows } = await sql<{ by: string; act: string }>`
    select p.name as by, e.facts ->> 'act' as act from access_event e join person p on p.id = e.by_person
     where e.what = 'settingChanged' and e.facts ->> 'setting' = 'peers' order by e.at, e.id`.execute(db);
  assert.deepEqual(
    rows.map(({ by, act }) => `${by}: ${act}`),
    ['Ana Example: added', 'Ben Example: confirmed', 'Ana Example: withdrawn', 'Ben Example: added'],
  );
});

test('a file of keys is of one other log, with the key of its service or without', async (t) => {
  const { house, trust } = await testInstallation(t);
  const read = (text: string) => readPeerFile(text, FIJI.origin, nodeCrypto);
  const why = (text: string): string => {
    const found = read(text);
    return found.ok ? 'ok' : found.why;
  };
  const whole = read(ownKeys(house));
  assert.ok(whole.ok);
  assert.equal(whole.keys.service?.keyId, house.identity.service.key.keyId);
  assert.equal(whole.keys.log.length, 2);
  assert.equal(read(trust.replaceAll('\n', '\r\n').trimEnd()).ok, true, 'as browsers and mail send it');
  assert.equal(readPeerFile(trust, FRANCE.origin, nodeCrypto).ok, false, 'our own');
  const other = await testInstallation(t, FIJI);
  const [log = ''] = other.trust.split('\n');
  const [mine = '', second = ''] = trust.split('\n');
  assert.equal(why(`${mine}\n${log}\nquorum none\n`), 'severalLogs');
  assert.equal(why('quorum none\n'), 'noLog');
  assert.equal(why('-----BEGIN CERTIFICATE-----\n'), 'form');
  assert.equal(why(`${mine.slice(0, -4)}\nquorum none\n`), 'form');
  assert.equal(why(`${mine}\n${second}\n`), 'form', 'cut before its quorum');
  assert.equal(why(`${trust}${'# x\n'.repeat(10_000)}`), 'tooLarge');
  assert.equal(why(''), 'form');
  const service =
    ownKeys(house)
      .split('\n')
      .find((line) => line.startsWith('# service ')) ?? '';
  assert.equal(why(`${service}\n${service}\n${trust}`), 'form', 'two keys of the service');
  assert.equal(
    why(`# service ${mine.slice(4)}\n${trust}`),
    'form',
    'a key of the log as that of the service',
  );
  assert.equal(why(`${service.replace(FRANCE.origin, 'other.example/log')}\n${trust}`), 'form');
});

test('a package is held to the confirmed peer: right keys are named, others keep it aside, a file cannot overrule', async (t) => {
  const { people, house, ana, ben } = await scene(t);
  const sender = await heldByInes(t);
  const zip = await packageOf(t, sender);
  const file = await testCase(house, 'Request of France');
  const take = (more: object = {}) => importPackage(house, { path: zip, caseName: file.reference, ...more });
  const stranger = await testInstallation(t); // of the same name, with other keys
  const wrong = await addPeer(people, ana.person, examplePeer(stranger.trust));
  await confirmPeer(people, ben.person, wrong, 'By telephone');
  const refused = await take();
  assert.ok(!refused.ok);
  assert.equal(refused.code, 'keyUntrusted');
  const right = Buffer.from(sender.made.trust);
  await assert.rejects(take({ trust: right }), refusedAs('conflict'), 'two persons said otherwise');
  await withdrawPeer(people, ben.person, wrong, 'Wrong sheet');

  const id = await addPeer(people, ben.person, examplePeer(ownKeys(sender.made.house)));
  await assert.rejects(take({ seenPeer: id }), refusedAs('conflict'), 'not confirmed yet');
  await confirmPeer(people, ana.person, id, 'By telephone');
  await assert.rejects(take({ seenPeer: wrong }), refusedAs('conflict'), 'another than was shown');
  const taken = await take({ seenPeer: id });
  assert.ok(taken.ok);
  assert.equal(taken.peer?.agency, FRANCE.agency);
  assert.equal(taken.peer.service, sender.made.house.identity.service.signing.fingerprint);
  assert.ok(!taken.notEstablished.some((one) => one.id === 'whoseKeys'));
  const [received] = await eventsOf(house, taken.exhibits[0]?.number ?? '');
  assert.match(received?.event.reason ?? '', new RegExp(`those of a trusted peer.* Peer ${id}\\.$`));
});

test('a planned change of keys leads on from the peer; one after a theft does not', async (t) => {
  const { people, house, ana, ben } = await scene(t);
  const sender = await heldByInes(t);
  const { made } = sender;
  const id = await addPeer(people, ana.person, examplePeer(ownKeys(made.house)));
  await confirmPeer(people, ben.person, id, 'By telephone');
  const file = await testCase(house, 'Request of France');
  const paths = ['one', 'two'].map((name) => join(temporaryFolder(t), `${name}.pem`));
  for (const keyPath of paths) await enrolOfficer(made.house, { person: 'A. Invented', keyPath });
  const change = async (cause: KeyChangeCause) => {
    const officers = await Promise.all(paths.map((path) => openOfficerKey(made.house, path)));
    const asked = { officers, cause, overlapDays: 30, isAgain: true, user: 'test' };
    await replaceLogKeys(made.house, asked);
    await made.reopen();
    return importPackage(house, { path: await packageOf(t, sender), caseName: file.reference });
  };
  const planned = await change('planned');
  assert.ok(planned.ok, JSON.stringify(planned));
  assert.equal(planned.peer?.id, id);
  const stolen = await change('compromised');
  assert.ok(!stolen.ok);
  assert.equal(stolen.code, 'keyUntrusted');
  assert.match(stolen.message, /somebody else may hold the old ones/);
});

test('at the terminal: added, confirmed by another, handed to verify, withdrawn', async (t) => {
  const { made, people, ana, ben, db } = await scene(t);
  const sender = await heldByInes(t);
  const zip = await packageOf(t, sender);
  const folder = temporaryFolder(t);
  const run = async (...args: string[]) => comity(made.home.path, args, '', made.env);
  const keys = join(folder, 'theirs.txt');
  writeFileSync(keys, ownKeys(sender.made.house));
  const add = ['--agency', FRANCE.agency, '--state', 'FR', '--road', 'letter', '--how', 'Letter 12/26'];
  const who = ['--received', '2026-11-03', '--person', 'Ana@agency.example'];
  const wrong: [string[], number, RegExp][] = [
    [['add', keys, ...add.slice(2), ...who], 2, /--agency/],
    [['add', keys, ...add, '--received', '2999-01-01', ...who.slice(2)], 2, /--received/],
    [['add', keys, ...add, ...who.slice(0, 3), 'nobody@agency.example'], 1, /address of an administrator/],
    [['add', keys, ...add, ...who.slice(0, 3), 'rita@agency.example'], 1, /address of an administrator/],
    [['add', join(folder, 'absent'), ...add, ...who], 1, /cannot be read/],
    [['add', zip, ...add, ...who], 1, /a file of keys of one other agency/],
    [['confirm', FRANCE.origin, '--how', 'x', ...who.slice(2)], 1, /peer list/],
  ];
  for (const [args, code, says] of wrong) {
    const ran = await run('peer', ...args);
    assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}`);
    assert.match(ran.err, says);
  }
  const added = await run('peer', 'add', keys, ...add, ...who);
  assert.equal(added.code, 0, added.err);
  const print = sender.made.house.keys.ed25519.signing.fingerprint;
  assert.match(added.out, new RegExp(`1  ${print.slice(0, 4)} ${print.slice(4, 8)} `));
  const own = await run('peer', 'confirm', FRANCE.origin, '--how', 'x', ...who.slice(2));
  assert.match(own.err, /a second administrator/);
  const ok = await run('peer', 'confirm', FRANCE.origin, '--how', 'Called back', '--person', ben.email);
  assert.equal(ok.code, 0, ok.err);
  const list = await run('peer', 'list');
  assert.match(
    list.out,
    /confirmed {2}Cyber unit of Lyon \(FR\)\n[^]*confirmed by Ben Example, .*: Called back/,
  );

  const out = join(folder, 'out.txt');
  assert.equal((await run('peer', 'export', FRANCE.origin, '--to', out)).code, 0);
  assert.equal(readFileSync(out, 'utf8'), readFileSync(keys, 'utf8'));
  assert.notEqual(
    (await run('peer', 'export', FRANCE.origin, '--to', out)).code,
    0,
    'nothing is overwritten',
  );
  assert.match((await run('verify', zip, '--trust', out)).out, /is named in your trust file/);
  assert.equal((await run('peer', 'export')).out.trim(), ownKeys(made.house).trim());
  const { reference } = await testCase(made.house);
  const taken = await run('package', 'import', zip, '--case', reference);
  assert.match(taken.out, /those of Cyber unit of Lyon \(FR\), a trusted peer/);
  assert.doesNotMatch(taken.out, /Not established: Whose/);

  const gone = await run('peer', 'withdraw', FRANCE.origin, '--reason', 'Closed', '--person', ana.email);
  assert.equal(gone.code, 0, gone.err);
  const [peer] = await listPeers(db);
  assert.ok(peer);
  assert.equal((await peerById(db, peer.id))?.withdrawn?.words, 'Closed');
  const { rows } = await sql<{ user: string | null }>`
    select facts ->> 'terminal' as user from access_event where facts ->> 'setting' = 'peers'`.execute(
    people.operator.kysely,
  );
  assert.equal(rows.length, 3);
  assert.ok(
    rows.every(({ user }) => user !== null),
    'and the account on this machine',
  );
});
