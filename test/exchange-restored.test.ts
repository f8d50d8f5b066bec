// Evidence between two authorities where one of them was set back to a backup, where there is no line between them, and where one means harm.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hex } from '../src/base/bytes.ts';
import { disposeExhibit } from '../src/evidence/custody/custody.acts.ts';
import { offersOfPackage, silentPeers, standingOf } from '../src/evidence/custody/passing.store.ts';
import { healthOf } from '../src/evidence/installation/health.acts.ts';
import { warningsOf } from '../src/evidence/installation/health.ts';
import { checkIncoming } from '../src/evidence/packages/incoming.acts.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { leavesOfTypes } from '../src/evidence/log/log.store.ts';
import { enrolOfficer, openOfficerKey } from '../src/evidence/log/officer.acts.ts';
import { backUp } from '../src/evidence/upkeep/backup.acts.ts';
import { restoreBackup } from '../src/evidence/upkeep/backup-restore.acts.ts';
import { restoreLog } from '../src/evidence/upkeep/log-restore.acts.ts';
import { openExchangeKeys } from '../src/exchange/exchange-keys.acts.ts';
import type { Message } from '../src/exchange/message.ts';
import { conversationById } from '../src/exchange/conversation.store.ts';
import { headsWith } from '../src/exchange/fence.store.ts';
import { sendFences, takeFences } from '../src/exchange/fence.acts.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { cloneDatabase } from './support/database.ts';
import { doArrived, tellAnswers } from '../src/exchange/custody-receipts.acts.ts';
import { exportTo, importFrom } from '../src/exchange/carrier.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { parseEventNote } from '../src/verify/event-note.ts';
import { keptReceipt } from '../src/verify/envelope-receipt.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { incomingById } from '../src/evidence/packages/incoming.store.ts';
import { deflated } from './support/archives.ts';
import { buildZip } from './support/zip-builder.ts';
import { deliverAll } from '../src/exchange/deliver.acts.ts';
import { tellOffers } from '../src/exchange/offer.acts.ts';
import { acceptOffer, takeOffer } from '../src/exchange/offered.acts.ts';
import { fileNameOf } from '../src/evidence/custody/copies.store.ts';
import { offersOf } from '../src/exchange/offer.store.ts';
import { theirOffers } from './support/their-offers.ts';
import { fetchOffers } from '../src/exchange/parts.acts.ts';
import { lineTo, listen } from './support/two-authorities.ts';
import {
  MIB,
  type Side,
  custodyFor,
  pair,
  offered,
  talk,
  received,
  offerOf,
  isClean,
} from './support/evidence-between.ts';

test('a side whose database was restored is noticed, fences, and custody stays with exactly one', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const before = await listen(t, lyon);
  await listen(t, tokyo);
  const folder = temporaryFolder(t);
  const paths = ['first', 'second'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths) await enrolOfficer(lyon.house, { person: 'A. Invented', keyPath });
  const backup = join(folder, 'backup');
  const { snapshot } = await backUp(lyon.house, { to: backup });

  // After the backup: one exhibit is accepted there, one lies before somebody, one offer never left.
  const given = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  const desk = { house: tokyo.house, people: tokyo.people, person: tokyo.ines.person };
  const took = await offerOf(tokyo, given.id);
  const [theirs = ''] = await received(tokyo, took);
  await acceptOffer(desk, took);
  await talk(tokyo, lyon);
  assert.equal(await standingOf(lyon.house.db.kysely, given.number), 'none');
  const waits = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  await offerOf(tokyo, waits.id);
  const late = await offered(lyon, tokyo);
  await tellOffers(lyon.house, lyon.keys);
  const forOther = await custodyFor(lyon, { name: 'Central Authority of Fiji', state: 'FJ' });
  lyon.clock.ms += 60_000;
  await backUp(lyon.house, { to: backup });

  const closed = once(before, 'close');
  before.close();
  before.closeAllConnections();
  await closed;
  const home = homeAt(join(folder, 'restored'));
  const clone = await cloneDatabase();
  atEnd(t, () => clone.drop());
  await restoreBackup(home, { from: backup, snapshot }, clone.env);
  const house = await openInstallation(home, { env: clone.env, clock: () => lyon.clock.ms });
  atEnd(t, () => house.close());
  const officers = [];
  for (const path of paths) officers.push(await openOfficerKey(house, path));
  await restoreLog(house, officers, 'the disk failed');
  const keys = await openExchangeKeys(house, undefined);
  assert.equal(keys?.epoch, 2);
  await listen(t, { ...lyon, house, keys });
  const standing = (number: string) => standingOf(house.db.kysely, number);
  const order = { type: 'order', id: '9/26' } as const;
  assert.equal(await standing(given.number), 'bound', 'before anybody could be told');
  assert.equal(await sendFences(house, keys), 1);
  assert.equal(await sendFences(house, keys), 0, 'once');
  const silent = async () => {
    const found = await healthOf(house, () => house.published());
    return [
      (await silentPeers(house.db.kysely)).length,
      warningsOf(found, new Date()).includes('fenceUnanswered'),
    ];
  };
  assert.deepEqual(await silent(), [1, true], 'and the page of an administrator says so');
  assert.equal(await standing(given.number), 'bound', 'nothing is free until the peer has answered');
  await assert.rejects(disposeExhibit(house, { number: given.number, order }), { code: 'conflict' });

  await deliverAll({ house, keys });
  const named = [await offeredEvent(lyon, forOther.number), forOther.id, forOther.number];
  await tokyo.house.db.withOwner((owner) =>
    owner.query(
      `insert into custody_offer (event, package, item, peer_origin, is_ours, state) values ($1, $2, $3, $4, false, 'accepted')`,
      [...named, house.identity.origin],
    ),
  );
  assert.equal(await takeFences(tokyo.house, tokyo.keys), 1);
  assert.equal(await takeFences(tokyo.house, tokyo.keys), 0, 'once');
  await deliverAll({ house: tokyo.house, keys: tokyo.keys });
  assert.equal(await takeFences(house, keys), 1);
  assert.deepEqual(await silent(), [0, false]);
  assert.equal(await standing(given.number), 'bound', 'as the peer knows of it, until its answer is filed');
  await tellAnswers(tokyo.house, tokyo.keys);
  await deliverAll({ house: tokyo.house, keys: tokyo.keys });
  await doArrived(house);
  assert.equal(await standing(given.number), 'none');
  assert.equal(await standing(waits.number), 'holds', 'nobody had answered it');
  assert.equal(await standing(late.number), 'holds', 'it never left');
  assert.equal(await standing(forOther.number), 'holds', 'what was made for another is not theirs to name');
  assert.equal(await standingOf(tokyo.house.db.kysely, theirs), 'holds');

  // What was signed before the restore, and comes only now, has no effect.
  await deliverAll({ house: lyon.house, keys: lyon.keys });
  assert.equal((await theirOffers(tokyo.house.db.kysely)).length, 2);
  const { rows } = await lyon.house.db.withOwner((owner) =>
    owner.query<{ state: string }>('select state from exchange_out where about = $1', [`offer:${late.id}`]),
  );
  assert.deepEqual(rows, [{ state: 'refused' }]);
  assert.deepEqual((await audit(house)).differences, []);
  await isClean(tokyo);
});

test('who answers a fence that nobody sent frees nothing, and moves no number', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { number, id } = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  const { kysely } = lyon.house.db;
  const conversation = (await offersOf(kysely, id))[0]?.conversation;
  assert.ok(conversation);
  const before = await conversationById(kysely, conversation);
  const peer = await lineTo(tokyo, lyon);
  const sender = { keys: tokyo.keys, clock: tokyo.house.clock, random: tokyo.house.random };
  const heads = [{ conversation, next: 1_000_000 }];
  const message: Message = { v: 1, type: 'fenced', epoch: 2, heads, offers: [] };
  await tokyo.house.db.transaction((tx) =>
    sendIn(tx, sender, { peer, conversation, message, by: undefined }),
  );
  await deliverAll({ house: tokyo.house, keys: tokyo.keys });
  assert.equal(await takeFences(lyon.house, lyon.keys), 0);
  assert.equal(await standingOf(kysely, number), 'bound', 'it may have been accepted');
  assert.equal((await conversationById(kysely, conversation))?.nextOut, before?.nextOut);
});

test('a fence drops every open offer of who sent it, and names every conversation, however many came since', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { id } = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  const { kysely } = tokyo.house.db;
  const [first] = await theirOffers(kysely);
  assert.ok(first?.conversation);
  const { rows } = await tokyo.house.db.withOwner((owner) =>
    owner.query<{ n: number }>(
      `with made as (
         insert into exchange_offer (id, package, peer_origin, is_ours, until, at)
         select gen_random_uuid(), gen_random_uuid(), 'fiji.example/custody', false, until, at + interval '1 minute'
           from exchange_offer, generate_series(1, 201) where id = $1 returning 1),
       opened as (
         insert into exchange_conversation (id, peer_origin, is_ours, opened_at)
         select gen_random_uuid(), peer_origin, false, opened_at - interval '1 second' * n
           from exchange_conversation, generate_series(1, 600) n where id = $2 returning 1)
       select count(*)::int as n from made`,
      [first.id, first.conversation],
    ),
  );
  assert.deepEqual(rows, [{ n: 201 }]);
  await tokyo.house.db.withOwner((owner) =>
    owner.query(`update exchange_conversation set opened_at = opened_at - interval '1 year' where id = $1`, [
      first.conversation,
    ]),
  );
  assert.ok(
    (await headsWith(kysely, lyon.house.identity.origin)).some(
      (one) => one.conversation === first.conversation,
    ),
  );
  const message: Message = { v: 1, type: 'fence', epoch: 2, heads: [] };
  const sender = { keys: lyon.keys, clock: lyon.house.clock, random: lyon.house.random };
  const sending = {
    peer: await lineTo(lyon, tokyo),
    conversation: { request: undefined },
    message,
    by: undefined,
  };
  await lyon.house.db.transaction((tx) => sendIn(tx, sender, sending));
  await deliverAll({ house: lyon.house, keys: lyon.keys });
  assert.equal(await takeFences(tokyo.house, tokyo.keys), 1);
  const [offer] = await offersOfPackage(kysely, { ...first, package: id });
  assert.deepEqual([offer?.state, offer?.why], ['rejected', 'fence']);
});

test('evidence goes by carrier: offer, package and receipts, with no line in between, and roads may be mixed', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const folder = temporaryFolder(t);
  let carriers = 0;
  const carry = async (from: Side, to: Side) => {
    const at = join(folder, String((carriers += 1)));
    mkdirSync(at);
    const written = await exportTo(from.house, from.keys, { peer: to.house.identity.origin, to: at });
    const came = await importFrom(to.house, to.keys, at);
    return { written, came, at };
  };
  const { number, id } = await offered(lyon, tokyo, 5 * MIB);
  await tellOffers(lyon.house, lyon.keys);
  const { written, came, at } = await carry(lyon, tokyo);
  assert.deepEqual([written.envelopes, written.packages, came.delivered, came.packages], [1, 1, 1, 1]);
  assert.deepEqual(came.left, []);
  const message = await offerOf(tokyo, id);
  const desk = { house: tokyo.house, people: tokyo.people, person: tokyo.ines.person };
  const [theirs = ''] = await received(tokyo, message);
  await acceptOffer(desk, message);
  await tellAnswers(tokyo.house, tokyo.keys);
  const back = await carry(tokyo, lyon);
  assert.deepEqual([back.came.delivered, back.came.receipts], [1, 2]);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'none');
  assert.equal(await standingOf(tokyo.house.db.kysely, theirs), 'holds');
  const twice = await importFrom(tokyo.house, tokyo.keys, at);
  assert.deepEqual([twice.delivered, twice.known, twice.packages], [0, 1, 0]);

  // A piece that was changed counts for nothing: what differs comes by line, as does what is missing.
  const second = await offered(lyon, tokyo, 5 * MIB);
  await tellOffers(lyon.house, lyon.keys);
  const carrier = join(folder, 'damaged');
  mkdirSync(carrier);
  await exportTo(lyon.house, lyon.keys, { peer: tokyo.house.identity.origin, to: carrier });
  const [file] = (await offersOf(lyon.house.db.kysely, second.id)).map(({ attachment }) => attachment);
  const piece = join(carrier, 'COMITY-EXCHANGE', 'attachments', file?.sha256 ?? '', '000000.part');
  const bytes = readFileSync(piece);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(piece, bytes);
  await importFrom(tokyo.house, tokyo.keys, carrier);
  await listen(t, lyon);
  const asked = await received(tokyo, await offerOf(tokyo, second.id));
  assert.equal(asked.length, 2, 'whole: the exhibit and the papers');
  await isClean(lyon, tokyo);
});

test('a package that is a bomb is kept aside, and what was offered to another peer is given to nobody else', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { house, people, keys, ines, file } = tokyo;
  const desk = { house, people, person: ines.person };
  const { number, id } = await offered(lyon, tokyo);
  const bomb = buildZip([deflated('package/data/big.bin', Buffer.alloc(256 * MIB))]);
  writeFileSync(join(lyon.house.home.packages, fileNameOf({ id, recipient: undefined })), bomb);
  await talk(lyon, tokyo);
  const message = await offerOf(tokyo, id);
  await takeOffer(desk, message, ines.file);
  await fetchOffers(house, keys);
  const [one] = await theirOffers(house.db.kysely);
  assert.ok(one?.arrivesAs && one.hereAt, one?.lastError);
  const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
  await checkIncoming(house, { id: one.arrivesAs, caseId: file.id, ...quiet });
  const checked = await incomingById(house.db.kysely, file.id, one.arrivesAs);
  assert.equal(checked?.checked?.verdict.ok, false);
  await assert.rejects(acceptOffer(desk, message), { code: 'notReady' }, 'nothing of it can be accepted');
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound');

  // Another peer's file, and another peer's conversation.
  const other = 'fiji.example/custody';
  const second = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  await takeOffer(desk, await offerOf(tokyo, second.id), ines.file);
  await lyon.house.db.withOwner((owner) =>
    owner.query('update exchange_offer set peer_origin = $1 where package = $2', [other, second.id]),
  );
  await fetchOffers(house, keys);
  const refused = (await theirOffers(house.db.kysely)).find((of) => of.package === second.id);
  assert.deepEqual([refused?.hereAt, refused?.lastError], [undefined, 'the file is not there any more']);
  const peer = await lineTo(lyon, tokyo);
  const conversation = (await offersOf(lyon.house.db.kysely, id))[0]?.conversation;
  assert.ok(conversation);
  await house.db.withOwner((owner) =>
    owner.query('update exchange_conversation set peer_origin = $1 where id = $2', [other, conversation]),
  );
  const sender = { keys: lyon.keys, clock: lyon.house.clock, random: lyon.house.random };
  const said = { v: 1, type: 'callBack', package: id } as const;
  await lyon.house.db.transaction((tx) =>
    sendIn(tx, sender, { peer, conversation, message: said, by: undefined }),
  );
  await deliverAll({ house: lyon.house, keys: lyon.keys });
  const last = (await outsOf(lyon.house.db.kysely, conversation)).at(-1);
  const receipt = last?.rejection && keptReceipt(last.rejection);
  assert.deepEqual([last?.state, receipt?.code], ['refused', 'notYourConversation']);
});

/** Leaf hash of the event that an exhibit was offered by. */
async function offeredEvent({ house }: Side, number: string): Promise<string> {
  const [leaf] = (await leavesOfTypes(house.db.kysely, ['offered'])).filter(
    ({ note, index }) => parseEventNote(note, `event ${index}`).event.item === number,
  );
  assert.ok(leaf);
  return hex(leaf.leafHash);
}
