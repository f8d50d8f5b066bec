// The passkeys that the sign-in holds and the keys that the log enrolled stay in step, whatever removes a passkey.
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { fingerprint, spki } from '../../../test/support/package-fixture.ts';
import { newPasskey } from '../../../test/support/passkey-fixture.ts';
import { enrol, testHouse, type Enrolled, type TestHouse } from '../../../test/support/people.ts';
import { endAccess } from '../../people/people.acts.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { keyItem } from './key-names.ts';
import { settleAllKeys, signingKeysOf } from './signing-key.acts.ts';

interface Scene extends TestHouse {
  readonly url: URL;
  readonly add: (who: Enrolled, key: KeyObject) => Promise<void>;
  /** Types of the events of a key. */
  readonly told: (key: KeyObject) => Promise<string[]>;
}

async function setUp(t: TestContext): Promise<Scene> {
  const opened = await testHouse(t);
  const { house } = opened;
  return {
    ...opened,
    url: new URL('http://localhost:8470'),
    add: (who, key) =>
      house.db.withOwner(async (owner) => {
        await owner.query(
          `insert into auth.passkey (id, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", "createdAt")
           values ($1, $2, $3, $1, 0, 'singleDevice', false, now())`,
          [fingerprint(key), cose(key).toString('base64'), who.id],
        );
      }),
    told: async (key) => (await eventsOf(house, keyItem(fingerprint(key)))).map(({ event }) => event.type),
  };
}

/** As authenticators write a key of P-256 (RFC 9052, section 7). */
function cose(key: KeyObject): Buffer {
  const point = spki(key).subarray(-64);
  const hex = (text: string): Buffer => Buffer.from(text, 'hex');
  return Buffer.concat([
    hex('a5010203262001215820'),
    point.subarray(0, 32),
    hex('225820'),
    point.subarray(32),
  ]);
}

test('a passkey that is removed ends in the log, and so do all of a person who leaves or is let back in', async (t) => {
  const scene = await setUp(t);
  const { house, people, url, add, told } = scene;
  const desk = { house, signIn: people.signIn, url };
  const ana = await enrol(people, 'ana', ['administrator']);
  const [ines, omar, lena] = [
    await enrol(people, 'ines'),
    await enrol(people, 'omar'),
    await enrol(people, 'lena'),
  ];
  const keys = Array.from({ length: 4 }, () => newPasskey('es256'));
  const [first, second, third, fourth] = keys as [KeyObject, KeyObject, KeyObject, KeyObject]; // four were made
  await add(ines, first);
  await add(ines, second);
  await add(omar, third);
  await add(lena, fourth);
  for (const { id, person } of [ines, omar, lena]) {
    const found = await signingKeysOf(desk, id);
    assert.equal(found.length, person.id === ines.id ? 2 : 1);
  }
  for (const key of keys) assert.deepEqual(await told(key), ['keyEnrolled']);
  assert.match((await eventsOf(house, keyItem(fingerprint(third))))[0]?.detail?.text ?? '', /Omar Example/);

  assert.equal(await people.signIn.removePasskey(ines.id, fingerprint(first)), true);
  assert.deepEqual(await told(first), ['keyEnrolled', 'keyRevoked']);
  assert.deepEqual(await told(second), ['keyEnrolled'], 'the other one stays');
  await endAccess(people, ana.person, omar.id);
  assert.deepEqual(await told(third), ['keyEnrolled', 'keyRevoked']);
  assert.deepEqual(await signingKeysOf(desk, omar.id), []);
  await people.signIn.resetAccount(lena.id, lena.email, 'another long password');
  assert.deepEqual(await told(fourth), ['keyEnrolled', 'keyRevoked']);
  await settleAllKeys(desk);
  assert.deepEqual(await told(second), ['keyEnrolled']);
  assert.equal((await audit(house, {})).differencesCount, 0);
});

test('somebody else cannot remove a passkey, and a kind of key that signs no events is left alone', async (t) => {
  const scene = await setUp(t);
  const { house, people, url, add, told } = scene;
  const desk = { house, signIn: people.signIn, url };
  const [ines, omar] = [await enrol(people, 'ines'), await enrol(people, 'omar')];
  const key = newPasskey('es256');
  await add(ines, key);
  await signingKeysOf(desk, ines.id);
  assert.equal(await people.signIn.removePasskey(omar.id, fingerprint(key)), false);
  assert.deepEqual(await told(key), ['keyEnrolled']);
  await house.db.withOwner((owner) =>
    owner.query(`update auth.passkey set "publicKey" = 'pAEDAzkBACA=', id = 'rsa', "userId" = $1`, [omar.id]),
  );
  assert.deepEqual(await signingKeysOf(desk, omar.id), []);
});
