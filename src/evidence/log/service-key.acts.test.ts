// The key of the service is replaced: the old one ends in the log, what it signed stays valid, a crash in between is finished.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { homeAt } from '../../platform/home.ts';
import { keyFile } from '../../platform/keys.ts';
import { leavesOfTypes } from './log.store.ts';
import { ADDITION, testCase, testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { addExhibit } from '../intake/exhibit-add.acts.ts';
import { keyItem } from './key-names.ts';
import { openInstallation } from '../installation/open.acts.ts';
import { serviceKeyOfficers } from '../../../test/support/service-key.ts';
import { currentServiceKey, replaceServiceKey } from './service-key.acts.ts';
import { checkSignatures } from '../custody/signatures.acts.ts';

async function withExhibit(t: TestContext) {
  const made = await testInstallation(t);
  const file = await testCase(made.house);
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const add = () =>
    addExhibit(made.house, { ...ADDITION, caseName: file.reference, from: { kind: 'path', path } });
  return { made, add, ...(await serviceKeyOfficers(t, made.house)) };
}

const refused = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

test('as planned the old key enrols the new one and ends itself; both halves of the log stay valid', async (t) => {
  const { made, add, replace, signers } = await withExhibit(t);
  const { exhibit } = await add();
  const old = made.house.identity.service.signing.fingerprint;
  const { from, to } = await replace(made.house);
  assert.equal(from, old);
  assert.notEqual(to, old);
  // The program that holds the old key records nothing more with it.
  await assert.rejects(add(), refused('notReady'));
  await assert.rejects(replace(made.house), refused('notReady'));

  const later = await made.reopen();
  assert.equal(later.identity.service.signing.fingerprint, to);
  assert.equal(existsSync(join(made.home.keys, 'service-next.pem')), false);
  assert.match(readFileSync(join(made.home.keys, 'service.pub.pem'), 'utf8'), /PUBLIC KEY/);
  const second = await add();
  assert.deepEqual(
    (await eventsOf(later, keyItem(from))).map(({ event: { type, facts } }) => [type, facts?.['successor'], facts?.['cause']]), // prettier-ignore
    [
      ['keyEnrolled', undefined, undefined],
      ['keyRotated', to, 'planned'],
    ],
  );
  const [enrolled] = await eventsOf(later, keyItem(to));
  assert.deepEqual([enrolled?.event.actor.key, enrolled?.event.facts?.['replaces']], [from, from]);
  for (const { number } of [exhibit, second.exhibit])
    for (const { fault } of await checkSignatures(later, await eventsOf(later, number)))
      assert.equal(fault, undefined, number);
  assert.deepEqual((await audit(later)).differences, []);
  const { rows } = await later.db.withOwner((owner) =>
    owner.query<{ facts: object }>(`select facts from access_event where what = 'keyRotated'`),
  );
  assert.deepEqual(rows[0]?.facts, {
    setting: 'serviceKey',
    terminal: 'root',
    cause: 'planned',
    successor: to,
  });

  // Given again because the terminal was closed it is found done; meant again it is done again.
  const again = { cause: 'planned', officers: await signers(later), isAgain: false, user: 'root' } as const;
  await assert.rejects(replaceServiceKey(later, again), /It is done/);
  const third = await replace(later);
  assert.equal(third.from, to);
  const last = await made.reopen();
  await add();
  assert.deepEqual((await audit(last)).differences, []);
});

test('where others may hold the old key the new one enrols itself, with two persons', async (t) => {
  const { made, add, replace } = await withExhibit(t);
  await add();
  await replace(made.house, 'planned');
  await made.reopen();
  const { from, to } = await replace(made.house, 'compromised');
  const later = await made.reopen();
  await add();
  const [enrolled] = await eventsOf(later, keyItem(to));
  const ended = (await eventsOf(later, keyItem(from))).at(-1);
  assert.deepEqual(
    [enrolled?.event.actor.key, ended?.event.actor.key],
    [to, to],
    'nothing rests on the old one',
  );
  assert.equal(ended?.index, (enrolled?.index ?? 0) + 1);
  assert.deepEqual((await audit(later)).differences, []);
});

test('the private key is lost: everything else is refused until two persons replace it', async (t) => {
  const { made, add, replace, signers } = await withExhibit(t);
  await add();
  await assert.rejects(replace(made.house, 'lost'), /while the private key is here/);
  const lost = made.house.identity.service.signing.fingerprint;
  rmSync(join(made.home.keys, 'service.pem'));
  const open = (mayLackKeys: boolean) =>
    openInstallation(made.home, { env: made.env, clock: () => made.clock.ms, mayLackKeys });
  await assert.rejects(open(false), /rotate-service-key --cause lost/);
  const house = await open(true);
  try {
    assert.deepEqual([house.canRecord, house.identity.service.signing.fingerprint], [false, lost]);
    const file = await testCase(house, 'Another');
    await assert.rejects(addExhibit(house, { ...ADDITION, caseName: file.reference, from: { kind: 'path', path: made.home.path } }), refused('notReady')); // prettier-ignore
    await assert.rejects(replace(house, 'planned'), refused('badUsage'));
    const { from } = await replaceServiceKey(house, { cause: 'lost', officers: await signers(house), isAgain: true, user: 'root', reason: 'The disk is gone' }); // prettier-ignore
    assert.equal(from, lost);
  } finally {
    await house.close();
  }
  const later = await made.reopen();
  assert.equal(later.canRecord, true);
  await add();
  assert.deepEqual((await audit(later)).differences, []);
});

test('fewer than two officers, strangers and a key that is not there replace nothing', async (t) => {
  const { made, signers } = await withExhibit(t);
  const { house } = made;
  const [one] = await signers(house);
  assert.ok(one);
  const asked = { cause: 'compromised', isAgain: true, user: 'root' } as const;
  await assert.rejects(replaceServiceKey(house, { ...asked, officers: [one, one] }), refused('notAllowed'));
  const stranger = { ...one, signing: await keyFile(temporaryFolder(t), 'x', 'ed25519') };
  await assert.rejects(
    replaceServiceKey(house, { ...asked, officers: [one, stranger] }),
    refused('notAllowed'),
  );
  assert.equal((await leavesOfTypes(house.db.kysely, ['keyRotated'])).length, 0);
  assert.deepEqual((await audit(house)).differences, []);
});

test('killed before the log knew, the old key signs on; killed after, the new one is put in place', async (t) => {
  const { made, add, replace } = await withExhibit(t);
  const { path, keys } = made.home;
  const at = (name: string): string => join(keys, name);
  const kept = join(path, 'kept-service.pem');
  copyFileSync(at('service.pem'), kept);
  for (const cause of ['planned', 'compromised'] as const) {
    copyFileSync(at('service.pem'), kept);
    const { to } = await replace(made.house, cause); // the file follows at the next opening alone
    assert.deepEqual([existsSync(at('service-next.pem')), readFileSync(at('service.pem'), 'utf8')], [true, readFileSync(kept, 'utf8')]); // prettier-ignore
    const later = await made.reopen();
    assert.equal(later.identity.service.signing.fingerprint, to);
    assert.equal(existsSync(at('service-next.pem')), false);
    await add();
    assert.deepEqual((await audit(later)).differences, []);
  }
  const now = made.house.identity.service.signing.fingerprint;
  // A new key that the log does not know signs nothing.
  copyFileSync(kept, at('service-next.pem'));
  assert.equal((await made.reopen()).identity.service.signing.fingerprint, now);
  // With the old key alone nothing is opened, and the reason is said.
  copyFileSync(kept, at('service.pem'));
  await assert.rejects(openInstallation(homeAt(path), { env: made.env }), refused('wrongKey'));
});

test('of programs that open at once after a change each has the new key, whoever puts it in place', async (t) => {
  const { made, signers } = await withExhibit(t);
  const open = () =>
    currentServiceKey(made.home, made.house.db.kysely, { passphrase: undefined, mayLack: true });
  for (let times = 0; times < 10; times++) {
    rmSync(join(made.home.keys, 'service.pem'));
    const lacking = await openInstallation(made.home, {
      env: made.env,
      clock: () => made.clock.ms,
      mayLackKeys: true,
    });
    const officers = await signers(lacking);
    const { to } = await replaceServiceKey(lacking, { cause: 'lost', officers, isAgain: true, user: 'root', reason: 'The disk is gone' }); // prettier-ignore
    await lacking.close();
    const opened = await Promise.all(Array.from({ length: 8 }, open));
    assert.deepEqual(new Set(opened.map(({ key, canSign }) => `${key.fingerprint} ${canSign}`)), new Set([`${to} true`])); // prettier-ignore
  }
});
