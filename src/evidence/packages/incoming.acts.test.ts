import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { FIJI, testCase, testInstallation } from '../../../test/support/installation.ts';
import { heldByInes, packExhibit, refusedAs } from '../../../test/support/held-exhibit.ts';
import { testMember } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import * as acts from './incoming.acts.ts';
import { incomingById } from './incoming.store.ts';
import { incomingState, keysRecord } from './incoming.ts';

async function scene(t: TestContext) {
  const sender = await heldByInes(t);
  const zip = join(temporaryFolder(t), 'sent.zip');
  await packExhibit(sender, zip);
  const made = await testInstallation(t, FIJI);
  const { house } = made;
  const file = await testCase(house, 'Request of France');
  const mere = await testMember(house, file, 'Mere Example', 'investigator');
  const jana = await testMember(house, file, 'Jana Example', 'judge');
  const found = async (id: Uuid) => {
    const incoming = await incomingById(house.db.kysely, file.id, id);
    assert.ok(incoming);
    return incoming;
  };
  const work = (id: Uuid) => ({
    id,
    caseId: file.id,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const send = (bytes: Uint8Array, bytesMax = 1e9) =>
    acts.takeSent(house, mere, { name: 'sent.zip', bytes: pieces(bytes), bytesMax });
  const take = (id: Uuid) =>
    acts.importIncoming(house, {
      ...work(id),
      act: { role: 'investigator', person: 'Mere Example', personId: mere.person.id, through: 'key 1' },
      answers: 'FJ-2026-0031',
      reason: keysRecord('spoken'),
    });
  return { sender, zip, house, file, mere, jana, found, work, send, take };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes.subarray(0, 1000);
  yield bytes.subarray(1000);
}

test('what is sent is checked, then taken in once, and says how its keys were compared', async (t) => {
  const { zip, house, file, mere, found, work, send, take } = await scene(t);
  const id = await send(readFileSync(zip));
  assert.equal(incomingState(await found(id)), 'checking');
  await acts.checkIncoming(house, work(id));
  const { checked, path } = await found(id);
  assert.equal(checked?.verdict.ok, true);
  assert.equal(checked.verdict.pack?.exhibits.length, 1);
  assert.deepEqual(checked.verdict.already, []);
  await acts.askImport(house, mere, { id, answers: 'FJ-2026-0031', reason: keysRecord('spoken') });
  assert.equal(incomingState(await found(id)), 'importing');
  assert.equal(await take(id), true);
  assert.equal(await take(id), true);
  const { exhibits } = await found(id);
  assert.deepEqual(exhibits, [`${file.reference}-1`, `${file.reference}-2`], 'the exhibit, and the papers');
  assert.equal(existsSync(path), false, 'what was sent is in evidence, and nowhere else');
  const [received] = await eventsOf(house, `${file.reference}-1`);
  assert.equal(received?.event.reason, keysRecord('spoken'));
  assert.equal(received?.event.authority?.id, 'FJ-2026-0031');
  assert.match(received?.detail?.text ?? '', /Mere Example.*"through":"key 1"/, 'and through which key');

  const again = await send(readFileSync(zip));
  await acts.checkIncoming(house, work(again));
  assert.deepEqual((await found(again)).checked?.verdict.already, exhibits);
});

test('what does not hold is kept aside, once, and cannot be taken in', async (t) => {
  const { zip, house, mere, found, work, send } = await scene(t);
  const bytes = readFileSync(zip);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const id = await send(bytes);
  await acts.checkIncoming(house, work(id));
  await acts.checkIncoming(house, work(id));
  const incoming = await found(id);
  assert.equal(incomingState(incoming), 'refused');
  assert.equal(incoming.quarantine, id);
  assert.ok(incoming.checked?.verdict.fault);
  assert.equal(existsSync(incoming.path), false);
  assert.equal(readdirSync(house.home.quarantine).filter((name) => name.endsWith('.json')).length, 1);
  const wish = { id, answers: 'x', reason: 'x' };
  await assert.rejects(acts.askImport(house, mere, wish), refusedAs('conflict'));
});

test('keys that came by another road decide: the right ones are named, others keep it aside', async (t) => {
  const { sender, zip, house, mere, found, work, send } = await scene(t);
  const id = await send(readFileSync(zip));
  await acts.checkIncoming(house, work(id));
  const trust = sender.made.trust;
  await assert.rejects(acts.checkAgainst(house, mere, { id, trust: 'nonsense' }), refusedAs('badInput'));
  await acts.checkAgainst(house, mere, { id, trust });
  await acts.checkIncoming(house, work(id));
  const named = (await found(id)).checked?.verdict;
  assert.ok(named?.established.some((one) => one.id === 'trusted'));
  assert.equal(named?.checks.find((one) => one.name === 'trust')?.outcome, 'passed');

  const other = (await testInstallation(t)).trust; // of the same name, with other keys
  await acts.checkAgainst(house, mere, { id, trust: other });
  await acts.checkIncoming(house, work(id));
  assert.equal((await found(id)).checked?.verdict.fault?.code, 'keyUntrusted');
});

test('only what lies in the folder is taken from it, by whoever may take evidence in', async (t) => {
  const { zip, house, mere, jana, found, work, send } = await scene(t);
  assert.deepEqual(await acts.arrivedByHand(house), []);
  await assert.rejects(send(readFileSync(zip), 1000), refusedAs('tooLarge'));
  assert.deepEqual(readdirSync(join(house.home.incoming, '.sent')), []);
  cpSync(zip, join(house.home.incoming, 'by hand.zip'));
  writeFileSync(join(house.home.incoming, '.hidden'), 'x');
  assert.deepEqual(await acts.arrivedByHand(house), ['by hand.zip']);
  for (const name of ['../settings.json', '.hidden', '.sent', 'absent'])
    await assert.rejects(acts.takeFromFolder(house, mere, name), refusedAs('notFound'), name);
  await assert.rejects(acts.takeFromFolder(house, jana, 'by hand.zip'), refusedAs('notAllowed'));
  const id = await acts.takeFromFolder(house, mere, 'by hand.zip');
  assert.ok(isUuid(id));
  await acts.checkIncoming(house, work(id));
  assert.equal((await found(id)).checked?.verdict.ok, true);
  assert.ok(existsSync(join(house.home.incoming, 'by hand.zip')), 'not ours to remove');
});
