// Two administrators sign a change of the log's keys with their passkeys, and everything that must not be taken for that.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fakeSignIn, type HeldKeys } from '../../../test/support/fake-sign-in.ts';
import { FIJI, PACKING, testCase, testExhibit } from '../../../test/support/installation.ts';
import { fingerprint } from '../../../test/support/package-fixture.ts';
import { assertionOver, newPasskey, SITE, type Changes } from '../../../test/support/passkey-fixture.ts';
import { enrol, testHouse, type Enrolled } from '../../../test/support/people.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import type { Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { endPerson, withdrawRoles } from '../../people/person.store.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { LOG_KEYS_ITEM } from '../../verify/key-change.ts';
import { verifyPackage } from '../../verify/package.ts';
import { parsePolicy } from '../../verify/policy.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { aloneWithKeys, handOverOf, prepareKeyChange } from '../log/log-hand-over.acts.ts';
import { settleAllKeys } from '../log/signing-key.acts.ts';
import { createPackage } from '../packages/package-create.acts.ts';
import { openInstallation } from './open.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import {
  carryOutKeyChange,
  proposeKeyChange,
  recordProposal,
  signKeyChange,
  withdrawKeyChange,
  type KeyDesk,
} from './key-proposal.acts.ts';
import { OPEN_DAYS } from './key-proposal.ts';
import { proposalById, type KeyProposal } from './key-proposal.store.ts';

const PLANNED = { cause: 'planned', overlapDays: 30, reason: 'every two years, rule 7' } as const;

async function scene(t: TestContext) {
  const { house, people, made } = await testHouse(t);
  const [ana, ben, rita] = [
    await enrol(people, 'ana', ['administrator']),
    await enrol(people, 'ben', ['administrator']),
    await enrol(people, 'rita', ['registrar']),
  ];
  const held: HeldKeys = new Map(
    [ana, ben, rita].map(({ id }) => [id, [{ key: newPasskey('es256'), counter: 0 }]]),
  );
  const time = { ms: Date.now() };
  const clock = (): number => time.ms;
  const desk: KeyDesk = {
    house: { ...house, clock },
    people: { ...people, clock } satisfies People,
    signIn: fakeSignIn(held),
    url: new URL(SITE),
    passphrase: undefined,
  };
  const found = async (id: Uuid): Promise<KeyProposal> => {
    const one = await proposalById(house.db.kysely, id);
    assert.ok(one);
    return one;
  };
  const sign = async (who: Enrolled, id: Uuid, changes: Changes = {}, as: Enrolled = who): Promise<void> => {
    const [own] = held.get(as.id) ?? [];
    assert.ok(own);
    const text = Buffer.from((await found(id)).text).toString();
    const assertions = [assertionOver(own.key, text, { counter: own.counter + 1, ...changes })];
    const answer = { nonce: id, at: time.ms, key: fingerprint(own.key), challenges: [''], assertions };
    return signKeyChange(desk, who.person, id, answer);
  };
  const open = (): Promise<Installation> => openInstallation(made.home, { env: made.env, clock });
  return { house, people, made, ana, ben, rita, held, desk, time, found, sign, open };
}

test('two administrators sign, and what the web made is what the terminal makes', async (t) => {
  const it = await scene(t);
  const { house, made, ana, ben, desk } = it;
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'letter.txt');
  writeFileSync(path, 'a letter');
  const from = { kind: 'path', path } as const;
  await testExhibit(house, file, { from });

  const id = await proposeKeyChange(desk, ana.person, PLANNED);
  await assert.rejects(proposeKeyChange(desk, ben.person, PLANNED), isRefusal('conflict'));
  await it.sign(ana, id);
  await it.sign(ana, id);
  assert.deepEqual([(await it.found(id)).signatures.length, (await it.found(id)).job], [1, undefined]);
  await assert.rejects(carryOutKeyChange(desk, ben.person, id), isRefusal('notAllowed'));
  await assert.rejects(recordProposal(desk.house, id, undefined), isRefusal('notAllowed'), 'one is not two');
  assert.deepEqual(await eventsOf(house, LOG_KEYS_ITEM), []);
  await it.sign(ben, id);
  const { job, text } = await it.found(id);
  assert.ok(job !== undefined, 'the second signature starts the job');

  const change = await recordProposal(desk.house, id, undefined);
  assert.equal((await recordProposal(desk.house, id, undefined)).index, change.index, 'twice is once');
  await assert.rejects(withdrawKeyChange(desk, ana.person, id), isRefusal('conflict'));
  await assert.rejects(house.publish(), { code: 'notReady' }, 'the program with the old keys stops');
  const next = await it.open();
  atEnd(t, () => next.close());
  const [event, ...more] = await eventsOf(next, LOG_KEYS_ITEM);
  assert.ok(event !== undefined && more.length === 0);
  const note = Buffer.from(event.note).toString();
  assert.ok(note.startsWith(Buffer.from(text).toString()), 'what was signed is what was recorded');
  assert.equal(note.match(/^— .*\/officer\//gm)?.length, 2);
  await handOverOf(next, change.index);
  assert.deepEqual((await audit(next)).differences, []);

  const bag = join(temporaryFolder(t), 'package');
  const receiver = { name: FIJI.agency, state: 'FJ' };
  await createPackage(next, { ...PACKING, caseName: file.reference, to: bag, receiver });
  const now = readFileSync(join(made.home.path, 'trust.txt'), 'utf8');
  for (const trusted of [made.trust, now]) {
    const reader = await openPackage(bag, nodeCrypto);
    const policy = parsePolicy(Buffer.from(trusted), 'trust', nodeCrypto);
    const verdict = await verifyPackage(reader, { crypto: nodeCrypto, trust: { policy, authorities: [] } });
    reader.close();
    assert.equal(verdict.fault?.message, undefined);
    assert.equal(
      verdict.established.some(({ id: one }) => one === 'keysFollowed'),
      trusted === made.trust,
    );
  }
});

test('nobody signs for another, for something else, or when it has ended', async (t) => {
  const it = await scene(t);
  const { desk, ana, ben, rita, house, people, held } = it;
  const id = await proposeKeyChange(desk, ana.person, PLANNED);
  await assert.rejects(it.sign(ben, id, {}, ana), isRefusal('notAllowed'), 'not with the passkey of another');
  await assert.rejects(it.sign(ana, id, { text: 'another line\n' }), isRefusal('wrongKey'));
  await assert.rejects(it.sign(ana, id, { origin: 'https://elsewhere.example' }), isRefusal('wrongKey'));
  await assert.rejects(
    it.sign(ana, id, { flags: 0x01 }),
    isRefusal('wrongKey'),
    'the device did not know her',
  );
  await assert.rejects(it.sign(rita, id), isRefusal('notFound'), 'no administrator');
  await assert.rejects(proposeKeyChange(desk, rita.person, PLANNED), { code: '42501' }, 'nor that');
  assert.equal((await it.found(id)).signatures.length, 0);
  await withdrawKeyChange(desk, ben.person, id);
  await withdrawKeyChange(desk, ben.person, id);
  await assert.rejects(it.sign(ana, id), isRefusal('conflict'));

  // Left standing too long it moves nothing, and does not stand in the way.
  const old = await proposeKeyChange(desk, ana.person, PLANNED);
  await it.sign(ana, old);
  it.time.ms += OPEN_DAYS * 86_400_000 + 1000;
  await assert.rejects(it.sign(ben, old), isRefusal('conflict'));
  const later = await proposeKeyChange(desk, ben.person, { ...PLANNED, cause: 'compromised' });
  assert.equal((await it.found(old)).outcome, 'withdrawn');
  await assert.rejects(
    proposeKeyChange(desk, ben.person, { ...PLANNED, cause: 'lost' }),
    isRefusal('conflict'),
  );

  // A signature of somebody who is no administrator any more does not count, whenever that came.
  await it.sign(ana, later);
  const at = new Date(it.time.ms);
  await people.operator.transaction((tx) => withdrawRoles(tx, ana.id, ['administrator']));
  await it.sign(ben, later);
  assert.equal((await it.found(later)).job, undefined);
  const carla = await enrol(people, 'carla', ['administrator']);
  held.set(carla.id, [{ key: newPasskey('ed25519'), counter: 0 }]);
  await it.sign(carla, later);
  assert.ok((await it.found(later)).job);
  await people.operator.transaction((tx) => endPerson(tx, carla.id, at));
  await assert.rejects(recordProposal(desk.house, later, undefined), isRefusal('notAllowed'));
  assert.deepEqual(await eventsOf(house, LOG_KEYS_ITEM), []);
});

test('a passkey that ended, or keys that are not here, record nothing', async (t) => {
  const it = await scene(t);
  const { desk, ana, ben, held, house, made } = it;
  const signed = async (): Promise<Uuid> => {
    const id = await proposeKeyChange(desk, ana.person, PLANNED);
    await it.sign(ana, id);
    await it.sign(ben, id);
    return id;
  };
  const first = await signed();
  const own = held.get(ben.id) ?? [];
  held.set(ben.id, []);
  await settleAllKeys(desk);
  await assert.rejects(recordProposal(desk.house, first, undefined), isRefusal('notAllowed', /enrolled/));
  await withdrawKeyChange(desk, ana.person, first);
  held.set(ben.id, [{ key: newPasskey('es256'), counter: own[0]?.counter ?? 0 }]);

  // Somebody began another change at the terminal since: its new keys are others.
  const second = await signed();
  await aloneWithKeys(house, () => prepareKeyChange(house, PLANNED));
  await assert.rejects(recordProposal(desk.house, second, undefined), isRefusal('conflict', /new keys/));
  await withdrawKeyChange(desk, ana.person, second);

  const third = await signed();
  const next = join(made.home.keys, 'log-ml-dsa-44-next.pem');
  const bytes = readFileSync(next);
  rmSync(next);
  await assert.rejects(recordProposal(desk.house, third, undefined), isRefusal('conflict', /new keys/));
  assert.deepEqual(await eventsOf(house, LOG_KEYS_ITEM), []);
  await house.publish();
  writeFileSync(next, bytes, { mode: 0o600 });
  await recordProposal(desk.house, third, undefined);
});
