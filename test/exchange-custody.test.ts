// Custody that was accepted is told by line: the receipt comes back by itself, is checked against the keys that two persons compared, and
// stands in both logs. However often it is told or comes, once.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex } from '../src/base/bytes.ts';
import { isoLocal } from '../src/base/time.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { createPackage, type PackageRequest } from '../src/evidence/packages/package-create.acts.ts';
import { importPackage } from '../src/evidence/packages/package-import.acts.ts';
import { acceptExhibit } from '../src/evidence/custody/transfer.acts.ts';
import { TOOL } from '../src/evidence/log/tool.ts';
import { doArrived, tellAnswers } from '../src/exchange/custody-receipts.acts.ts';
import { deliverAll } from '../src/exchange/deliver.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { pair, typesOf } from './support/evidence-between.ts';
import { newId } from './support/ids.ts';
import { inMemory, PACKING, testCase, testExhibit } from './support/installation.ts';
import { testHouse } from './support/people.ts';
import { temporaryFolder } from './support/temporary.ts';
import { authority, JAPAN, lineTo, listen, trusts } from './support/two-authorities.ts';

test('the receipt of custody comes back by itself, and is filed once', async (t) => {
  const lyon = await authority(await testHouse(t));
  const tokyo = await authority(await testHouse(t, JAPAN));
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  await listen(t, lyon);
  const [ours, theirs] = [lyon.house, tokyo.house];
  const file = await testCase(ours);
  const { number } = await testExhibit(ours, file);
  const to = join(temporaryFolder(t), 'package');
  const receiver = { name: JAPAN.agency, state: 'JP' };
  await createPackage(ours, { ...PACKING, caseName: file.reference, to, receiver, isOffer: true });
  const received = await testCase(theirs, 'From Lyon');
  const taken = await importPackage(theirs, { path: to, caseName: received.reference });
  assert.ok(taken.ok);
  assert.equal(await tellAnswers(theirs, tokyo.keys), 0, 'nothing is accepted yet');
  await acceptExhibit(theirs, taken.exhibits[0]?.number ?? '');
  assert.equal(await tellAnswers(theirs, tokyo.keys), 1);
  assert.equal(await tellAnswers(theirs, tokyo.keys), 0, 'once');
  const types = async (): Promise<string[]> => (await eventsOf(ours, number)).map(({ event }) => event.type);
  assert.equal((await types()).includes('receiptFiled'), false);
  await deliverAll({ house: theirs, keys: tokyo.keys });
  assert.equal(await doArrived(ours), 1);
  assert.equal(await doArrived(ours), 0);
  assert.equal((await types()).filter((type) => type === 'receiptFiled').length, 1);

  // What is no receipt changes nothing and does not stop what comes after it.
  const peer = await lineTo(tokyo, lyon);
  const sender = { keys: tokyo.keys, clock: theirs.clock, random: theirs.random };
  const wrong = { v: 1, type: 'custodyAccepted', receipt: 'bm8gcmVjZWlwdA==' } as const;
  await theirs.db.transaction((tx) =>
    sendIn(tx, sender, { peer, message: wrong, conversation: { request: undefined }, by: undefined }),
  );
  await deliverAll({ house: theirs, keys: tokyo.keys });
  assert.equal(await doArrived(ours), 0);
  assert.equal((await types()).filter((type) => type === 'receiptFiled').length, 1);
});

test('an acceptance of what was never offered is not filed, and one of what was offered only once', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  const { house, keys } = tokyo;
  const receiver = { name: JAPAN.agency, state: 'JP' };
  const folder = temporaryFolder(t);
  const sent = async (handedOver: Partial<PackageRequest>, last?: string) => {
    const { number } = await testExhibit(lyon.house, lyon.file, { from: inMemory('a.bin', newId()) });
    const to = join(folder, number);
    const what = { caseName: lyon.file.reference, exhibits: [number], to, receiver, isOffer: true };
    await createPackage(lyon.house, { ...PACKING, ...what, ...handedOver });
    const fromEvent = last ?? (await eventsOf(lyon.house, number)).at(-1)?.leafHash ?? '';
    return { number, fromEvent };
  };
  /** Signed by its log, whatever is true. */
  const accepts = async ({ number, fromEvent }: { number: string; fromEvent: string }): Promise<number> => {
    const { size: checkpointSize, root } = await lyon.house.publish();
    const from = { fromLog: lyon.house.identity.origin, fromItem: number, fromEvent };
    const facts = { ...from, checkpointSize, checkpointRoot: hex(root), package: 'ab'.repeat(32) };
    const occurredAt = isoLocal(house.clock());
    const { leaves } = await house.log.append({
      events: () =>
        Promise.resolve([{ type: 'accepted', item: tokyo.file.reference, occurredAt, tool: TOOL, facts }]),
    });
    assert.ok(leaves[0]);
    await tellAnswers(house, keys);
    await deliverAll({ house, keys });
    return doArrived(lyon.house);
  };
  const filed = async (number: string): Promise<number> =>
    (await typesOf(lyon, number)).filter((type) => type === 'receiptFiled').length;

  const offeredHere = await sent({});
  for (const other of [
    await sent({ isOffer: false }),
    await sent({ receiver: { name: 'Central Authority of Fiji', state: 'FJ' } }),
    await sent({}, offeredHere.fromEvent),
    await sent({}, 'f'.repeat(64)),
  ]) {
    assert.equal(await accepts(other), 0);
    assert.equal(await filed(other.number), 0);
  }
  assert.equal(await accepts(offeredHere), 1);
  assert.equal(await accepts(offeredHere), 0, 'the first answer counts, however many leaves say it');
  assert.equal(await filed(offeredHere.number), 1);
});
