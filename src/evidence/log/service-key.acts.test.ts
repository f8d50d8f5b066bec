// The key of the service is replaced: the old one ends in the log, what it signed stays valid, a crash in between is finished.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { homeAt } from '../../platform/home.ts';
import { ADDITION, testCase, testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { audit } from './audit.acts.ts';
import { eventsOf } from '../custody/custody.acts.ts';
import { addExhibit } from '../exhibits/exhibit-add.acts.ts';
import { keyItem } from './key-names.ts';
import { openInstallation } from '../house/installation.acts.ts';
import { rotateServiceKey } from './service-key.acts.ts';
import { checkSignatures } from '../custody/signatures.acts.ts';

async function withExhibit(t: TestContext) {
  const made = await testInstallation(t);
  const file = await testCase(made.house);
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const add = () =>
    addExhibit(made.house, { ...ADDITION, caseName: file.reference, from: { kind: 'path', path } });
  return { made, add };
}

test('the old key enrols the new one and ends itself; both halves of the log stay valid', async (t) => {
  const { made, add } = await withExhibit(t);
  const { exhibit } = await add();
  const old = made.house.identity.service.signing.fingerprint;
  const { from, to } = await rotateServiceKey(made.house, 'root');
  assert.equal(from, old);
  assert.notEqual(to, old);
  // The program that holds the old key records nothing more with it.
  await assert.rejects(add(), { code: 'notReady' });
  await assert.rejects(rotateServiceKey(made.house, 'root'), { code: 'notReady' });

  const later = await made.reopen();
  assert.equal(later.identity.service.signing.fingerprint, to);
  assert.equal(existsSync(join(made.home.keys, 'service-next.pem')), false);
  assert.match(readFileSync(join(made.home.keys, 'service.pub.pem'), 'utf8'), /PUBLIC KEY/);
  const second = await add();
  assert.deepEqual(
    (await eventsOf(later, keyItem(from))).map(({ event }) => [event.type, event.facts?.['successor']]),
    [
      ['keyEnrolled', undefined],
      ['keyRotated', to],
    ],
  );
  for (const { number } of [exhibit, second.exhibit])
    for (const { fault } of await checkSignatures(later, await eventsOf(later, number)))
      assert.equal(fault, undefined, number);
  assert.deepEqual((await audit(later)).differences, []);
  const { rows } = await later.db.withOwner((owner) =>
    owner.query<{ facts: { terminal: string } }>(`select facts from access_event where what = 'keyRotated'`),
  );
  assert.deepEqual(
    rows.map(({ facts }) => facts.terminal),
    ['root'],
  );

  // And again: a key is replaced as often as there is reason.
  const third = await rotateServiceKey(later, 'root');
  assert.equal(third.from, to);
  const last = await made.reopen();
  await add();
  assert.deepEqual((await audit(last)).differences, []);
});

test('killed before the log knew, the old key signs on; killed after, the new one is put in place', async (t) => {
  const { made, add } = await withExhibit(t);
  const { path, keys } = made.home;
  const at = (name: string): string => join(keys, name);
  const kept = join(path, 'kept-service.pem');
  const old = made.house.identity.service.signing.fingerprint;
  copyFileSync(at('service.pem'), kept);
  const { to } = await rotateServiceKey(made.house, 'root');
  // As after the act and before the rename.
  copyFileSync(at('service.pem'), at('service-next.pem'));
  copyFileSync(kept, at('service.pem'));
  const later = await made.reopen();
  assert.equal(later.identity.service.signing.fingerprint, to);
  assert.equal(existsSync(at('service-next.pem')), false);
  await add();
  assert.deepEqual((await audit(later)).differences, []);

  // A new key that the log does not know signs nothing.
  copyFileSync(kept, at('service-next.pem'));
  const still = await made.reopen();
  assert.equal(still.identity.service.signing.fingerprint, to);
  // With the old key alone nothing is recorded, and the reason is said.
  copyFileSync(kept, at('service.pem'));
  const house = await openInstallation(homeAt(path), { env: made.env });
  assert.equal(house.identity.service.signing.fingerprint, old);
  await assert.rejects(rotateServiceKey(house, 'root'), {
    code: 'notReady',
  });
  await house.close();
});
