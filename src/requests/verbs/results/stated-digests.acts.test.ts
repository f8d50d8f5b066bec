// Digests that a sender stated by another algorithm than SHA-256, computed of what is held in a real installation.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { inMemory, testExhibit } from '../../../../test/support/installation.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { disposeExhibit } from '../../../evidence/custody/custody.acts.ts';
import { eventsOf } from '../../../evidence/events/recorded-event.acts.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { readStatedLines } from '../../core/hash-lines.ts';
import { compareDigests } from './compare-digests.ts';
import { attachExhibits, beginDelivery, setListing } from './results.acts.ts';
import { foundDigests } from './results-outcome.acts.ts';
import { deliveryOf, filesOf } from '../../machine/states/delivery.store.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { computeDigests } from './stated-digests.acts.ts';
import { statedDigestsJob } from './stated-digests.jobs.ts';

const hex = (name: string, text: string): string => createHash(name).update(text).digest('hex');
const WORK = {
  job: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' as Uuid, // made for these tests
  person: undefined,
  caseId: undefined,
  signal: new AbortController().signal,
  progress: () => undefined,
};

interface Arrived extends RequestScene {
  readonly place: { readonly number: number; readonly delivery: number };
  readonly exhibit: { readonly number: string; readonly id: Uuid };
  /** What is seen of the list, the job that is asked for, and whether all of it is the same. */
  readonly look: () => Promise<{ comparisons: string[]; match: boolean | undefined; payloads: unknown[] }>;
}

async function arrived(t: TestContext): Promise<Arrived> {
  const scene = await requestScene(t);
  const { house, people, lead, ines, number, file } = scene;
  await sent(lead, number, 'acknowledged');
  const evidence = 'Letter of the Central Authority of Japan of 2 November 2026';
  const begun = { number, arrivedAt: '2026-11-03T09:00:00Z', evidence, isInformal: false };
  const place = { number, delivery: await beginDelivery(ines, begun) };
  const exhibit = await testExhibit(house, file, { from: inMemory('mailbox.mbox', 'mailbox') });
  const key = newUuid(house.clock, house.random);
  await attachExhibits(house, ines, { ...place, exhibits: [exhibit.number], key });
  const look = async () => {
    const seen = await people.db.asPerson(ines.person.id, async (tx) => {
      const request = await requestOf(tx, file.id, number);
      const delivery = request && (await deliveryOf(tx, request.id, place.delivery));
      assert.ok(request && delivery);
      const files = await filesOf(tx, { delivery: delivery.id });
      return {
        comparisons: compareDigests(delivery.listing, files).map(({ comparison }) => comparison),
        match: await foundDigests(tx, request),
      };
    });
    const rows = await house.db.kysely
      .selectFrom('job')
      .select('payload')
      .where('kind', '=', statedDigestsJob.name)
      .where('person_id', '=', ines.person.id)
      .execute();
    return { ...seen, payloads: rows.map(({ payload }) => payload) };
  };
  return { ...scene, place, exhibit, look };
}

test('a list of md5sum is compared once the job has read the bytes; alone it establishes nothing, with SHA-512 it does', async (t) => {
  const { house, ines, place, exhibit, look } = await arrived(t);
  const md5 = `${hex('md5', 'mailbox')}  mailbox.mbox\n`;
  await setListing(ines, place, readStatedLines(md5).hashes);
  const before = await look();
  assert.deepEqual(before.comparisons, ['pending']);
  assert.equal(before.payloads.length, 1);
  assert.deepEqual(await statedDigestsJob.run(before.payloads[0], WORK, { house, db: ines.people.db }), {});
  const after = await look();
  assert.deepEqual([after.comparisons, after.match], [['sameWeak'], undefined]);
  const events = (await eventsOf(house, exhibit.number)).map(({ event }) => event);
  assert.match(JSON.stringify(events.at(-1)?.facts), /the sender stated: MD5/);
  await setListing(ines, place, readStatedLines(md5).hashes);
  assert.equal((await look()).payloads.length, 1, 'it is known');

  const strong = readStatedLines(`${md5}SHA512 (mailbox.mbox) = ${hex('sha512', 'mailbox')}`).hashes;
  await setListing(ines, place, strong);
  const [, second] = (await look()).payloads;
  assert.ok(second);
  const work = { ...WORK, job: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a11' as Uuid }; // as `WORK.job`
  const run = () => statedDigestsJob.run(second, work, { house, db: ines.people.db });
  await run();
  await run(); // twice, as after a crash
  assert.deepEqual(await look().then(({ comparisons, match }) => [comparisons, match]), [['same'], true]);
  await setListing(ines, place, readStatedLines(`${hex('md5', 'another')}  mailbox.mbox`).hashes);
  const other = await look();
  assert.deepEqual([other.comparisons, other.match], [['different'], false]);
  assert.equal((await audit(house, {})).differencesCount, 0);
});

test('of bytes that are not what was sealed nothing is computed, and the log says so', async (t) => {
  const { house, ines, place, exhibit, look } = await arrived(t);
  await setListing(ines, place, readStatedLines(`${hex('md5', 'MAILBOX')}  mailbox.mbox`).hashes);
  const { payloads } = await look();
  const stored = house.store.localPath(exhibit.id, 'data/mailbox.mbox') ?? '';
  chmodSync(stored, 0o600);
  writeFileSync(stored, 'MAILBOX');
  const { damaged } = await computeDigests(house, payloads[0] as { delivery: string }, WORK); // of its schema
  assert.deepEqual(damaged, [exhibit.number]);
  const after = await look();
  assert.deepEqual([after.comparisons, after.match], [['damaged'], false]);
  const types = (await eventsOf(house, exhibit.number)).map(({ event }) => event.type);
  assert.equal(types.at(-1), 'checkFailed');
});

test('what is destroyed before its digest was computed is said to be, and the check does not wait for it', async (t) => {
  const { house, ines, place, exhibit, look } = await arrived(t);
  await setListing(
    ines,
    place,
    readStatedLines(`SHA512 (mailbox.mbox) = ${hex('sha512', 'mailbox')}`).hashes,
  );
  const { comparisons, payloads } = await look();
  assert.deepEqual(comparisons, ['pending']);
  await disposeExhibit(house, { number: exhibit.number, order: { type: 'order', id: '9/26' } });
  await computeDigests(house, payloads[0] as { delivery: string }, WORK); // of its schema
  const after = await look();
  assert.deepEqual([after.comparisons, after.match], [['destroyed'], undefined]);
});

test('nobody says what a file has for a digest: the database refuses anybody but the system', async (t) => {
  const { ines, house } = await arrived(t);
  await assert.rejects(
    ines.people.db.asPerson(ines.person.id, (tx) =>
      tx.updateTable('request_result').set({ digests: '{"MD5":"0"}' }).execute(),
    ),
    /computed, not said/,
  );
  assert.ok(await house.db.kysely.selectFrom('request_result').select('digests').executeTakeFirst());
});
