import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { jobById } from '../../platform/job.store.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { hashFiles } from '../../platform/copy.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { checkRecords } from '../../verify/package-exhibits.ts';
import type { FoundExhibit, OpenPackage } from '../../verify/package-parts.ts';
import { verifyPackage } from '../../verify/package.ts';
import { readTrust } from '../../verify/trust.ts';
import { disposeExhibit } from '../custody/custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { setStatus } from '../exhibits/exhibit.store.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { copiesWith, takeOffCopies } from '../custody/copies.store.ts';
import { addCondition } from '../custody/condition.acts.ts';
import {
  askShare,
  confirmShare,
  correctUnmade,
  downloadShare,
  makeShare,
  removeShare,
  takerOf,
  withdrawShare,
} from './share.acts.ts';
import { RECORDS_KEPT } from './records.ts';
import { shareById } from './share.store.ts';
import type { Share } from './share.ts';
import { heldByInes, refusedAs, shareOf, type HeldExhibit } from '../../../test/support/held-exhibit.ts';
import { memoryReader } from '../../../test/support/memory-reader.ts';
import { atEnd } from '../../../test/support/temporary.ts';

const making = (scene: HeldExhibit, id: Uuid, signal = new AbortController().signal) => ({
  id,
  caseId: scene.file.id,
  role: 'judge',
  signal,
  onProgress: () => undefined,
});

async function found(scene: HeldExhibit, id: Uuid) {
  const share = await shareById(scene.made.house.db.kysely, scene.file.id, id);
  assert.ok(share);
  return share;
}

async function download(scene: HeldExhibit, id: Uuid, isContinued = false): Promise<string> {
  const share = await found(scene, id);
  const opened = await downloadShare(scene.made.house, takerOf(scene.judge), { share, isContinued });
  assert.ok(opened);
  await opened.file.close();
  return join(scene.made.home.packages, `${id}.zip`);
}

test('a judge shares alone, the job makes it once, and it verifies', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const id = scene.key();
  const request = { by: scene.judge, share: shareOf(scene.number), id };
  assert.equal(await askShare(house, request), 'making');
  assert.equal(await askShare(house, request), 'making', 'sent twice, it is one');
  assert.equal((await jobById(house.db.kysely, id))?.kind, 'makePackage');
  await makeShare(house, making(scene, id));
  await makeShare(house, making(scene, id));
  const { made } = await found(scene, id);
  assert.ok(made);
  const path = await download(scene, id);
  const reader = await openPackage(path, nodeCrypto, () => Promise.resolve(hashFiles));
  atEnd(t, () => reader.close());
  const trust = readTrust(Buffer.from(scene.made.trust), 'trust', nodeCrypto);
  const verdict = await verifyPackage(reader, { crypto: nodeCrypto, trust });
  assert.equal(verdict.fault, undefined);
  assert.equal(verdict.ok, true);
  const events = await eventsOf(house, scene.number);
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored', 'disclosed', 'downloaded'],
  );
  const disclosed = events[2]?.event;
  assert.equal(disclosed?.actor.role, 'judge');
  assert.equal(disclosed?.reason, 'Use in the harbour case');
  assert.deepEqual(disclosed?.authority, { type: 'request', id: 'FJ-2026-0031' });
  assert.match(events[2]?.detail?.text ?? '', /Jana Example/);
  assert.equal(disclosed?.facts?.['package'], id);
});

test('private texts stay here when asked; the records are certified; and the package verifies', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const id = scene.key();
  const share = { ...shareOf(scene.number, { withDetails: false }), leftOut: 'messages of other persons' };
  const ask = () => askShare(house, { by: scene.judge, share, id });
  await assert.rejects(ask(), refusedAs('conflict'), 'nobody said how the records are made');
  const statement = 'Made by the mail service as mail arrives, and kept by its owner.';
  await house.db.withOwner((owner) =>
    owner.query('insert into setting (name, value, changed_by, changed_at) values ($1, $2, $3, now())', [
      RECORDS_KEPT,
      { statement },
      scene.judge.person.id,
    ]),
  );
  await ask();
  await makeShare(house, making(scene, id));
  const path = join(house.home.packages, `${id}.zip`);
  assert.equal(readFileSync(path).includes('Office at the harbour'), false);
  const reader = await openPackage(path, nodeCrypto, () => Promise.resolve(hashFiles));
  atEnd(t, () => reader.close());
  const trust = readTrust(Buffer.from(scene.made.trust), 'trust', nodeCrypto);
  const verdict = await verifyPackage(reader, { crypto: nodeCrypto, trust });
  assert.equal(verdict.ok, true);
  assert.ok(verdict.notEstablished.some((one) => one.id === 'withheld'));
  const { custodian = '', leftOut, exhibits } = verdict.found?.records ?? {};
  assert.deepEqual([custodian, leftOut, exhibits], ['Jana Example', share.leftOut, 1]);
  assert.ok(verdict.established.some((one) => one.id === 'recordsCertified'));
  assert.ok(verdict.notEstablished.some((one) => one.id === 'recordsLeftOut'));
});

test('a certificate of records names each exhibit by its digest, and no other', async () => {
  const sha256 = 'ab'.repeat(32);
  const held = [{ number: 'FR-2026-000012-1', digests: { sha256 }, isDestroyed: false }];
  const check = (stated: object, more: object = {}) => {
    const made = { custodian: 'A', statement: 'B', keeper: 'C', at: '2026-11-30T09:00:00Z' };
    const value = { v: 1, type: 'recordsCertificate', ...made, exhibits: stated, ...more };
    const bytes = Buffer.from(`${canonicalJson(value as Json)}\n`);
    const pack = {
      crypto: nodeCrypto,
      layout: { files: new Map([['records.json', bytes.length]]) },
      source: { reader: memoryReader(new Map([['records.json', bytes]]), nodeCrypto), prefix: '' },
      tags: new Map([['records.json', createHash('sha256').update(bytes).digest('hex')]]),
    };
    return checkRecords(pack as unknown as OpenPackage, held as unknown as FoundExhibit[]); // what it reads of them
  };
  assert.equal((await check({ 'FR-2026-000012-1': sha256 }))?.exhibits, 1);
  const wrong = refusedAs('exhibitMismatch');
  await assert.rejects(check({ 'FR-2026-000012-1': 'cd'.repeat(32) }), wrong);
  await assert.rejects(check({}), wrong);
  await assert.rejects(check({ 'FR-2026-000012-1': sha256, 'FR-2026-000012-2': sha256 }), wrong);
  await assert.rejects(check({ 'FR-2026-000012-1': sha256 }, { extra: 1 }), wrong);
});

test('what a lead asks for waits for another person', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const id = scene.key();
  assert.equal(await askShare(house, { by: scene.lead, share: shareOf(scene.number), id }), 'asked');
  assert.equal(await jobById(house.db.kysely, id), undefined);
  await makeShare(house, making(scene, id));
  assert.equal((await found(scene, id)).made, undefined, 'nothing is made before it is confirmed');
  await assert.rejects(confirmShare(house, { by: scene.lead, id }), refusedAs('notAllowed'));
  await assert.rejects(confirmShare(house, { by: scene.ines, id }), refusedAs('notAllowed'));
  await assert.rejects(confirmShare(house, { by: scene.stranger, id }), Refusal);
  await confirmShare(house, { by: scene.judge, id });
  await assert.rejects(withdrawShare(house, { by: scene.lead, id }), refusedAs('conflict'));
  await makeShare(house, making(scene, id));
  const events = await eventsOf(house, scene.number);
  assert.match(events.at(-1)?.detail?.text ?? '', /"person":"Jana Example".*"proposedBy":"Lena Example"/);

  const other = scene.key();
  await askShare(house, { by: scene.lead, share: shareOf(scene.number), id: other });
  await withdrawShare(house, { by: scene.judge, id: other });
  await assert.rejects(confirmShare(house, { by: scene.judge, id: other }), refusedAs('conflict'));
});

test('what is limited, for leads only, or of another case does not leave by itself', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const ask = (share: Share) => askShare(house, { by: scene.judge, share, id: scene.key() });
  await assert.rejects(
    askShare(house, { by: scene.ines, share: shareOf(scene.number), id: scene.key() }),
    refusedAs('notAllowed'),
  );
  await assert.rejects(ask(shareOf('FR-2026-000002-1')), refusedAs('notAllowed'));
  await assert.rejects(ask(shareOf(scene.number, { exhibits: [] })), refusedAs('notAllowed'));
  await assert.rejects(ask(shareOf(scene.number, { recipient: 'age1nonsense' })), refusedAs('badUsage'));
  const limit = (condition: string) =>
    addCondition(house, {
      by: scene.lead,
      number: scene.number,
      condition,
      reason: 'letter',
      key: scene.key(),
    });
  await limit('No onward transfer');
  await assert.rejects(ask(shareOf(scene.number)), refusedAs('notAllowed'));
  assert.equal(await ask(shareOf(scene.number, { ground: 'Consent of Portugal, 4/26' })), 'making');
  await limit('For leads only: not to be used as evidence');
  await assert.rejects(ask(shareOf(scene.number, { ground: 'Consent' })), refusedAs('notAllowed'));
});

test('a package that is cancelled leaves no copy, and the record says that nothing was handed over', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const id = scene.key();
  await askShare(house, { by: scene.judge, share: shareOf(scene.number), id });
  const stopped = new AbortController();
  stopped.abort();
  await assert.rejects(makeShare(house, making(scene, id, stopped.signal)));
  await correctUnmade(house, making(scene, id));
  await correctUnmade(house, making(scene, id));
  const events = await eventsOf(house, scene.number);
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored', 'disclosed', 'corrected'],
  );
  assert.equal(events[3]?.event.facts?.['event'], events[2]?.event.id);
  assert.deepEqual(readdirSync(house.home.packages), []);
});

test('each download is recorded, going on with one is not another, and a file can be taken away', async (t) => {
  const scene = await heldByInes(t);
  const { house } = scene.made;
  const id = newUuid(house.clock, house.random);
  await askShare(house, { by: scene.judge, share: shareOf(scene.number), id });
  await makeShare(house, making(scene, id));
  const downloads = async (): Promise<number> =>
    (await scene.types()).filter((one) => one === 'downloaded').length;
  for (const isContinued of [false, false, true, true]) await download(scene, id, isContinued);
  assert.equal(await downloads(), 3);
  await removeShare(house, { by: scene.judge, id });
  const share = await found(scene, id);
  assert.ok(share.removedAt);
  assert.equal(await downloadShare(house, takerOf(scene.judge), { share, isContinued: false }), undefined);
  assert.equal(await downloads(), 3, 'nothing was given out');
  assert.deepEqual(readdirSync(house.home.packages), []);
});

test('disposal by order takes packages that lie here with it, says how many, and stops one that is being made', async (t) => {
  const scene = await heldByInes(t);
  const { house, home } = scene.made;
  const [made, other] = [scene.key(), scene.key()];
  for (const id of [made, other]) {
    await askShare(house, { by: scene.judge, share: shareOf(scene.number), id });
    await makeShare(house, making(scene, id));
  }
  await removeShare(house, { by: scene.judge, id: other }); // taken off before: not counted again
  const gone = join(home.packages, `${other}.zip`);
  writeFileSync(gone, 'a file that a crash left behind its row');
  const db = house.db.kysely;
  const named = await copiesWith(db, scene.file.id, scene.number);
  assert.deepEqual(
    named.map(({ id, receiver }) => [id, receiver.state]),
    [[made, 'FJ']],
    'what the page names before',
  );
  const late = scene.key();
  await askShare(house, { by: scene.judge, share: shareOf(scene.number), id: late });
  let destroyed: Promise<unknown> | undefined;
  const slow = makeShare(house, {
    ...making(scene, late),
    onProgress: () => {
      destroyed ??= disposeExhibit(house, { number: scene.number, order: { type: 'order', id: '9/26' } });
    },
  });
  await assert.rejects(slow);
  assert.ok(destroyed);
  await destroyed;
  assert.deepEqual(readdirSync(home.packages), [], 'no byte of it in any package');
  assert.ok((await found(scene, made)).removedAt);
  assert.equal((await found(scene, late)).made, undefined);
  const last = (await eventsOf(house, scene.number)).findLast(({ event }) => event.type === 'destroyed');
  assert.equal(last?.event.facts?.['copies'], 1);
  assert.deepEqual(await copiesWith(db, scene.file.id, scene.number), []);
  await disposeExhibit(house, { number: scene.number, order: { type: 'order', id: '9/26' } }); // twice is once
  assert.equal((await audit(house, {})).differencesCount, 0);
});

test('a disposal that was killed before its files went is finished by the next start', async (t) => {
  const scene = await heldByInes(t);
  const { house, home } = scene.made;
  const id = scene.key();
  await askShare(house, { by: scene.judge, share: shareOf(scene.number), id });
  await makeShare(house, making(scene, id));
  await house.db.transaction(async (tx) => {
    await setStatus(tx, scene.exhibitId, 'destroying');
    await takeOffCopies(tx, { caseId: scene.file.id, number: scene.number, at: new Date(house.clock()) });
  });
  assert.deepEqual(readdirSync(home.packages), [`${id}.zip`]);
  await scene.made.reopen();
  assert.deepEqual(readdirSync(home.packages), []);
});
