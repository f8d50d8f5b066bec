// Peer documents: two persons for the first and for another address, the known key for the rest; other keys that nobody announced stop
// everything with that peer until two persons have looked.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { utf8, utf8Text } from '../src/base/bytes.ts';
import { deliverDue } from '../src/exchange/deliver.acts.ts';
import { makeExchangeKeys, openExchangeKeys } from '../src/exchange/exchange-keys.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import {
  addDocument,
  confirmDocument,
  considerDocument,
  ownDocumentFile,
  publishDocument,
} from '../src/exchange/peer-document.acts.ts';
import { readOpenly } from '../src/exchange/line.acts.ts';
import { documentFile, readDocumentFile, WELL_KNOWN } from '../src/exchange/peer-document.ts';
import { refreshDocuments } from '../src/exchange/refresh.acts.ts';
import { arrivedLaw, proposeArrived, tellDecidedLaw, tellLaw } from '../src/exchange/law-exchange.acts.ts';
import { toldLaw } from '../src/exchange/law-exchange.store.ts';
import { messageOf } from '../src/exchange/message.ts';
import { doArrived } from '../src/exchange/custody-receipts.acts.ts';
import { takeFork, tellForks } from '../src/exchange/fork.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { Refusal } from '../src/base/refusal.ts';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { propose, publish } from '../src/law/proposal.acts.ts';
import { proposalById } from '../src/law/proposal.store.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import { KENYA } from './support/law-change.ts';
import { offeredWitness, policyOfPeers } from '../src/exchange/witness-policy.ts';
import { ownWitnessKeys, witnessOften } from '../src/exchange/witness-peers.acts.ts';
import { setPolicy } from '../src/evidence/installation/settings.acts.ts';
import { bestKept } from '../src/evidence/log/log-kept.acts.ts';
import { hasQuorum, readWitnessPolicy } from '../src/evidence/log/log-partners.acts.ts';
import { signCheckpoint } from '../src/evidence/log/log-publish.acts.ts';
import { formatAddCheckpoint } from '../src/evidence/log/witness.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { enrol, testHouse } from './support/people.ts';
import { withEnvironment } from './support/temporary.ts';
import { authority, JAPAN, lineTo, listen, trusts, type Authority } from './support/two-authorities.ts';

async function pair(t: TestContext) {
  const lyon = await authority(await testHouse(t));
  const tokyo = await authority(await testHouse(t, JAPAN));
  await trusts(lyon, tokyo);
  return { lyon, tokyo };
}

async function fileOf(of: Authority, keys = of.keys): Promise<Uint8Array> {
  return utf8((await ownDocumentFile(of.house, keys)) ?? '');
}

async function next(of: Authority, line = of.line, keys = of.keys): Promise<Uint8Array> {
  await publishDocument(of.house, of.people, of.ana, { keys, kinds: ['centralAuthority'], line });
  return fileOf(of, keys);
}

/** As after a loss: the files are gone, others are made and enrolled. */
async function otherKeys(of: Authority) {
  for (const name of ['exchange', 'exchange-wire', 'exchange-age'])
    rmSync(join(of.house.home.keys, `${name}.pem`));
  assert.equal(await openExchangeKeys(of.house, undefined), undefined);
  return makeExchangeKeys(of.house, of.ana, undefined);
}

test('a document by itself is read strictly, and is of the log whose keys were compared', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const file = await fileOf(tokyo);
  const read = readDocumentFile(file, nodeCrypto);
  assert.ok(read);
  const text = utf8Text(file);
  for (const wrong of [
    text.slice(0, -20),
    text.replace('"v":1', '"v":2'),
    text.replace('kinds', 'kindz'),
    `${text.slice(0, -2)},"more":1}\n`,
    JSON.stringify({ v: 1, note: utf8Text(read.note), proofs: [] }),
    '['.repeat(100_000),
    'x'.repeat(300_000),
  ])
    assert.equal(readDocumentFile(utf8(wrong), nodeCrypto), undefined, wrong.slice(0, 60));
  const add = (bytes: Uint8Array) => addDocument(lyon.house, lyon.people, lyon.ana, bytes);
  const own = readDocumentFile(await fileOf(lyon), nodeCrypto);
  assert.ok(own);
  await assert.rejects(add(utf8(documentFile(read.note, own.proofs))), {
    code: 'badInput',
    found: /not proved/,
  });
  const touched = utf8(text.replace('Central Authority of Japan', 'Central Authority of Japam'));
  await assert.rejects(add(touched), { code: 'badInput' });
});

test('another address needs two persons; the same one with the known key needs nobody', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const again = await next(tokyo);
  const server = await listen(t, tokyo);
  assert.deepEqual([...(await refreshDocuments(lyon.house))], [[JAPAN.origin, { is: 'taken' }]]);
  server.close();
  assert.deepEqual(await considerDocument(lyon.house, JAPAN.origin, again), { is: 'known' });
  const moved = await next(tokyo, 'https://elsewhere.example');
  assert.deepEqual(await considerDocument(lyon.house, JAPAN.origin, moved), { is: 'ignored' });
  assert.equal((await lineTo(lyon, tokyo)).document.endpoints.line, tokyo.line);
  await addDocument(lyon.house, lyon.people, lyon.ana, moved);
  assert.equal((await lineTo(lyon, tokyo)).document.endpoints.line, tokyo.line, 'one person is not enough');
  await assert.rejects(confirmDocument(lyon.people, lyon.ana, JAPAN.origin), { code: 'notAllowed' });
  await confirmDocument(lyon.people, lyon.ben, JAPAN.origin);
  assert.equal((await lineTo(lyon, tokyo)).document.endpoints.line, 'https://elsewhere.example');
  assert.deepEqual(
    await considerDocument(lyon.house, JAPAN.origin, again),
    { is: 'ignored' },
    'an older one',
  );
});

test('other keys that nobody announced stop everything, and two persons open it again', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await trusts(tokyo, lyon);
  await listen(t, tokyo);
  await listen(t, lyon);
  const say = async (from: Authority, to: Authority) => {
    const peer = await lineTo(from, to);
    const message = {
      v: 1,
      type: 'request',
      reference: 'R1',
      urgency: 'normal',
      letter: 'JVBERg==',
    } as const;
    const { keys, house } = from;
    const sender = { keys, clock: house.clock, random: house.random };
    return house.db.transaction((tx) =>
      sendIn(tx, sender, { peer, message, conversation: { request: undefined }, by: undefined }),
    );
  };
  const waiting = await say(lyon, tokyo);
  const keys = await otherKeys(tokyo);
  const changed = await next(tokyo, tokyo.line, keys);
  assert.deepEqual(await considerDocument(lyon.house, JAPAN.origin, changed), {
    is: 'stopped',
    why: 'notAnnounced',
  });
  assert.equal((await lineTo(lyon, tokyo)).stop?.why, 'notAnnounced');
  await assert.rejects(say(lyon, tokyo), { code: 'notAllowed', found: /stopped/ });
  await deliverDue({ house: lyon.house, keys: lyon.keys });
  const [out] = await outsOf(lyon.house.db.kysely, waiting.conversation);
  assert.deepEqual([out?.state, out?.lastError], ['queued', 'the peer is stopped']);
  // What comes of it is not taken either: with the old keys, as somebody who has them would.
  const theirs = await say(tokyo, lyon);
  await deliverDue({ house: tokyo.house, keys: tokyo.keys });
  const [held] = await outsOf(tokyo.house.db.kysely, theirs.conversation);
  assert.deepEqual([held?.state, held?.lastError], ['queued', 'answered 503']);

  await addDocument(lyon.house, lyon.people, lyon.ana, changed);
  assert.ok((await lineTo(lyon, tokyo)).stop, 'one person is not enough');
  await confirmDocument(lyon.people, lyon.ben, JAPAN.origin);
  const open = await lineTo(lyon, tokyo);
  assert.deepEqual([open.stop, open.recipients], [undefined, [keys.recipient]]);
  // A document may name any address: one within the house is asked only where its host is named.
  withEnvironment(t, { COMITY_INTERNAL_HOSTS: 'other.example' });
  await assert.rejects(readOpenly(tokyo.line, WELL_KNOWN, 10_000), { entry: 'notAllowed.internalAddress' });
});

/** By a message with both heads; they believe the log's own signatures, not who tells it. */
async function theOthersAreTold(
  t: TestContext,
  { lyon, tokyo }: Awaited<ReturnType<typeof pair>>,
  { held, sent }: { readonly held: Uint8Array; readonly sent: Uint8Array },
): Promise<void> {
  const osaka = await authority(
    await testHouse(t, { ...JAPAN, agency: 'Police of Osaka (invented)', origin: 'osaka.example/custody' }),
  );
  await trusts(osaka, lyon);
  await trusts(osaka, tokyo);
  await trusts(tokyo, osaka);
  await listen(t, osaka);
  const said = { v: 1, type: 'fork', origin: lyon.keys.origin } as const;
  const [one, other] = [held, sent].map((note) => Buffer.from(note).toString('base64'));
  assert.ok(one && other);
  assert.match(await takeFork(osaka.house, { ...said, held: one, sent: one }), /expected/);
  const forged = Buffer.from(held.map((byte, i) => (i === 40 ? byte ^ 1 : byte))).toString('base64');
  assert.match(await takeFork(osaka.house, { ...said, held: forged, sent: other }), /expected/);
  assert.equal((await lineTo(osaka, lyon)).stop, undefined);
  assert.equal(await tellForks(tokyo.house, tokyo.keys), 1);
  assert.equal(await tellForks(tokyo.house, tokyo.keys), 0, 'once');
  while ((await deliverDue({ house: tokyo.house, keys: tokyo.keys })) > 0);
  await doArrived(osaka.house);
  assert.equal((await lineTo(osaka, lyon)).stop?.why, 'fork');
}

test('peers witness each other’s logs by themselves, and a log with two histories stops its peer', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await trusts(tokyo, lyon);
  const { house } = lyon;
  assert.equal(await witnessOften(house), false, 'no policy, nobody is asked');
  await listen(t, tokyo);
  assert.equal((await fetch(`${tokyo.line}/exchange/v1/witness/forks`)).status, 404);
  assert.equal(existsSync(join(tokyo.house.home.path, 'witness')), false, 'nobody’s question makes keys');
  const witness = await ownWitnessKeys(tokyo.house, undefined);
  const { line } = tokyo;
  await publishDocument(tokyo.house, tokyo.people, tokyo.ana, {
    keys: tokyo.keys,
    kinds: ['centralAuthority'],
    line,
    witness,
  });
  await considerDocument(house, tokyo.keys.origin, await fileOf(tokyo));
  const offered = offeredWitness((await lineTo(lyon, tokyo)).document, nodeCrypto);
  assert.ok(offered);
  await setPolicy(house, lyon.people, lyon.ana, policyOfPeers([offered], 1));
  assert.equal(await witnessOften(house), true);
  const { policy } = (await readWitnessPolicy(house.home)) ?? {};
  const published = await house.publish();
  const kept = await bestKept(house, published.size);
  assert.ok(policy && kept && (await hasQuorum(kept.note, policy)));
  assert.equal(await witnessOften(house), false, 'not while the log has not grown');

  const other = { origin: lyon.keys.origin, size: published.size, root: new Uint8Array(32).fill(7) };
  const note = signCheckpoint(house, other);
  const asked = async (): Promise<number> => {
    const body = formatAddCheckpoint({ oldSize: published.size, proof: [], note });
    return (await fetch(`${offered.url}add-checkpoint`, { method: 'POST', body })).status;
  };
  // A wrong proof is anybody's; only two signed heads of one size show that the log itself has two histories.
  const garbled = formatAddCheckpoint({ oldSize: 1, proof: [new Uint8Array(32)], note: kept.note });
  await fetch(`${offered.url}add-checkpoint`, { method: 'POST', body: garbled });
  assert.equal((await lineTo(tokyo, lyon)).stop, undefined);
  assert.equal(await asked(), 422);
  assert.equal((await lineTo(tokyo, lyon)).stop?.why, 'fork');
  const forks = (await (await fetch(`${offered.url}forks`)).json()) as { readonly forks: readonly object[] };
  assert.ok(JSON.stringify(forks).includes(Buffer.from(other.root).toString('base64')));
  await theOthersAreTold(t, { lyon, tokyo }, { held: kept.note, sent: note });
});

test('a central authority says what changed of its own State, and two editors of the other side decide', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await trusts(tokyo, lyon);
  await Promise.all([listen(t, lyon), listen(t, tokyo)]);
  const editors = async ({ house, people }: Authority) => {
    const law = openPublishedLaw(house.db, people.clock);
    const [one, other] = [
      await enrol(people, 'ed', ['knowledgeEditor']),
      await enrol(people, 'eva', ['knowledgeEditor']),
    ];
    return { editing: { people, law }, one: one.person, other: other.person };
  };
  const [here, there] = [await editors(lyon), await editors(tokyo)];
  const asked: Change = { ...KENYA, state: 'JP', entry_into_force: '2012-11-02' };
  const was = factNow(valuesOf((await there.editing.law.latest()).texts), asked);
  const made = await propose(there.editing, there.one, {
    change: { ...asked, was },
    reason: 'The day was misread',
  });
  assert.ok(made.ok, JSON.stringify(made));
  await publish(there.editing, there.other, made.id);
  const proposal = await proposalById(tokyo.house.db.kysely, made.id);
  assert.ok(proposal);
  const telling = { proposal, language: 'en' };
  assert.equal(await tellLaw(tokyo.house, tokyo.keys, there.one, telling), 1);
  assert.equal(await tellLaw(tokyo.house, tokyo.keys, there.one, telling), 0, 'once');
  const ofKenya = { ...proposal, change: KENYA };
  const refused = tellLaw(tokyo.house, tokyo.keys, there.one, { proposal: ofKenya, language: 'en' });
  await assert.rejects(
    refused,
    (error) => error instanceof Refusal && error.entry === 'notAllowed.lawOfOthers',
  );
  // One that says it all the same is refused by the receiver, with its signature.
  const forced = await tokyo.house.db.transaction(async (tx) =>
    sendIn(
      tx,
      { keys: tokyo.keys, clock: tokyo.house.clock, random: tokyo.house.random },
      {
        peer: await lineTo(tokyo, lyon),
        conversation: { request: undefined },
        message: { v: 1, type: 'lawProposal', change: KENYA, reason: 'Theirs', language: 'en' },
        by: undefined,
      },
    ),
  );
  while ((await deliverDue({ house: tokyo.house, keys: tokyo.keys })) > 0);
  const [out] = await outsOf(tokyo.house.db.kysely, forced.conversation);
  assert.equal(out?.state, 'refused');

  const [arrived, ...more] = await arrivedLaw(lyon.house.db.kysely);
  assert.ok(arrived);
  assert.equal(more.length, 0);
  const proposed = await proposeArrived({ house: lyon.house, editing: here.editing }, here.one, arrived.id);
  assert.deepEqual(proposed, { ok: true, id: arrived.id });
  assert.equal(await tellDecidedLaw(lyon.house, lyon.keys), 0, 'nobody has decided');
  await publish(here.editing, here.other, arrived.id);
  assert.equal(await tellDecidedLaw(lyon.house, lyon.keys), 1);
  assert.deepEqual(await arrivedLaw(lyon.house.db.kysely), []);
  while ((await deliverDue({ house: lyon.house, keys: lyon.keys })) > 0);
  const [told] = await toldLaw(tokyo.house.db.kysely, [made.id]);
  const answer = told?.answer && messageOf(told.answer);
  assert.ok(answer?.type === 'proposalDecided' && answer.outcome === 'published');
});
