// What cannot go on by itself keeps nothing else waiting: a peer whose document has run out, a message that fails here, a receipt of what
// the other side has forgotten, a message too far ahead.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { utf8 } from '../src/base/bytes.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { offersOfPackage } from '../src/evidence/custody/passing.store.ts';
import { conversationById, refusedSince } from '../src/exchange/conversation.store.ts';
import { doArrived } from '../src/exchange/custody-receipts.acts.ts';
import { deliverAll, deliverDue, deliverWaiting } from '../src/exchange/deliver.acts.ts';
import { dueRetrievals, insOf } from '../src/exchange/in.store.ts';
import { askPeer } from '../src/exchange/line.acts.ts';
import type { MessageOf } from '../src/exchange/message.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { considerDocument, ownDocumentFile, publishDocument } from '../src/exchange/peer-document.acts.ts';
import { makeQuotas } from '../src/exchange/quota.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { openArrived, takeEnvelope } from '../src/exchange/take.acts.ts';
import { openMessage, takeGroup } from '../src/exchange/take-group.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { readEnvelope, secondOf } from '../src/verify/envelope.ts';
import { answer, REQUEST, say } from './support/message-by-message.ts';
import { testHouse } from './support/people.ts';
import { registerArrived, sentBetween } from './support/request-between.ts';
import { theirOffers } from './support/their-offers.ts';
import {
  authority,
  BRAZIL,
  JAPAN,
  lineTo,
  listen,
  trusts,
  type Authority,
} from './support/two-authorities.ts';

const DAY = 86_400_000;
const LIMITS = { conversations: 99, unanswered: 99, held: 99, bytes: 1e9, urgent: 99, wrong: 20 };

async function three(t: TestContext) {
  const clock = { ms: Date.now() };
  const at = async (agency?: typeof JAPAN): Promise<Authority> => {
    const made = await authority(await testHouse(t, agency));
    return { ...made, house: { ...made.house, clock: () => clock.ms } };
  };
  const [lyon, tokyo, brasilia] = [await at(), await at(JAPAN), await at(BRAZIL)];
  for (const other of [tokyo, brasilia]) {
    await trusts(lyon, other);
    await trusts(other, lyon);
  }
  return { lyon, tokyo, brasilia, clock };
}

const owner = ({ house }: Authority, query: string, values: readonly unknown[] = []) =>
  house.db.withOwner((of) => of.query<{ as: string }>(query, [...values]));

/** What is written into that table and begins so fails from now on; the statement by which it does not any more. */
async function failing(of: Authority, table: string, when: string): Promise<string> {
  await owner(
    of,
    `create function fails() returns trigger language plpgsql as $$ begin raise exception 'invented'; end $$;
     create trigger fails before insert on ${table} for each row when (${when}) execute function fails()`,
  );
  return `drop trigger fails on ${table}; drop function fails()`;
}

test('a peer whose document has run out is told nothing, and everybody else is', async (t) => {
  const sent = await sentBetween(t);
  await registerArrived(sent, 'bc-31-subscriber');
  const brasilia = await authority(await testHouse(t, BRAZIL));
  await trusts(sent.tokyo, brasilia);
  await trusts(brasilia, sent.tokyo);
  const later = (of: Authority): Authority => ({
    ...of,
    house: { ...of.house, clock: () => Date.now() + 91 * DAY },
  });
  const [lyon, tokyo, there] = [later(sent.lyon), later(sent.tokyo), later(brasilia)];
  await listen(t, there);
  const renewed = async ({ house, people, ana, keys, line }: Authority): Promise<void> => {
    await publishDocument(house, people, ana, { keys, kinds: ['centralAuthority'], line });
    const file = utf8((await ownDocumentFile(house, keys)) ?? '');
    assert.deepEqual(await considerDocument(tokyo.house, keys.origin, file), { is: 'taken' });
  };
  await renewed(there);
  const stateOf = async ({ conversation }: { readonly conversation: Uuid }) =>
    (await outsOf(tokyo.house.db.kysely, conversation))[0]?.state;

  const first = await say(tokyo, there, REQUEST);
  await deliverWaiting(tokyo.house, undefined);
  assert.equal(await stateOf(first), 'delivered');
  assert.deepEqual(await outsOf(tokyo.house.db.kysely, sent.conversation), [], 'it waits for a new document');

  // And where one step fails the others are taken, and it is said that it failed.
  await renewed(lyon);
  const mend = await failing(tokyo, 'exchange_out', `new.type = 'registered'`);
  const second = await say(tokyo, there, REQUEST);
  await assert.rejects(deliverWaiting(tokyo.house, undefined), AggregateError);
  assert.equal(await stateOf(second), 'delivered');
  await owner(tokyo, mend);
  await deliverWaiting(tokyo.house, undefined);
  const told = await outsOf(tokyo.house.db.kysely, sent.conversation);
  assert.deepEqual(
    told.map(({ type }) => type),
    ['registered'],
  );
});

/** As evidence is offered; nothing can be fetched of it. */
async function offer(from: Authority, to: Authority, exhibits = 1) {
  const { house, keys } = from;
  const { clock, random } = house;
  const digest = () => randomBytes(32).toString('hex');
  const id = newUuid(clock, random);
  const message: MessageOf<'offer'> = {
    v: 1,
    type: 'offer',
    package: id,
    reference: 'XX-2026-000001',
    until: secondOf(clock() + 30 * DAY),
    checkpoint: { size: 1, root: digest() },
    exhibits: Array.from({ length: exhibits }, (_, i) => ({
      item: `XX-2026-000001-${i + 1}`,
      event: digest(),
      conditions: ['a', 'b'].map((letter) => letter.repeat(90)),
      history: [],
    })),
  };
  const attachments = [{ sha256: digest(), size: 1000, chunks: digest() }];
  const conversation = { request: undefined };
  const peer = await lineTo(from, to);
  const said = await house.db.transaction((tx) =>
    sendIn(tx, { keys, clock, random }, { peer, message, attachments, conversation, by: undefined }),
  );
  return { ...said, package: id };
}

test('an offer of as many exhibits as a message holds lies on the desk, and so does the next', async (t) => {
  const { lyon, tokyo, brasilia } = await three(t);
  await listen(t, lyon);
  await offer(tokyo, lyon, 500);
  await deliverAll(tokyo);
  await offer(brasilia, lyon);
  await deliverAll(brasilia);
  assert.equal(await doArrived(lyon.house), 2);
  const found = await theirOffers(lyon.house.db.kysely);
  assert.equal(found.length, 2);
  assert.ok(found.some(({ said = '' }) => said.length > 100_000));
});

test('a message that fails here waits with what follows it, is tried again, and is given up after a week', async (t) => {
  const { lyon, tokyo, brasilia, clock } = await three(t);
  await listen(t, lyon);
  const stateOf = async (id: Uuid) => {
    const of = { package: id, peerOrigin: JAPAN.origin, isOurs: false };
    return (await offersOfPackage(lyon.house.db.kysely, of))[0]?.state;
  };
  const errors: unknown[] = [];
  const arrived = () => doArrived(lyon.house, (error) => errors.push(error));
  const fails = await offer(tokyo, lyon);
  await say(tokyo, lyon, { v: 1, type: 'callBack', package: fails.package }, fails.conversation);
  await deliverAll(tokyo);
  await offer(brasilia, lyon);
  await deliverAll(brasilia);
  const which = `new.peer_origin = '${JAPAN.origin}'`;
  const mend = await failing(lyon, 'exchange_offer', which);
  assert.equal(await arrived(), 1, 'that of the other peer');
  assert.equal(errors.length, 1);
  assert.equal(await arrived(), 0);
  assert.equal(errors.length, 1, 'not at once');
  clock.ms += 6000;
  await arrived();
  assert.equal(errors.length, 2);
  await owner(lyon, mend);
  clock.ms += 31_000;
  assert.equal(await arrived(), 2);
  assert.equal(await stateOf(fails.package), 'rejected', 'called back after it had come');

  const never = await offer(tokyo, lyon);
  await say(tokyo, lyon, { v: 1, type: 'callBack', package: never.package }, never.conversation);
  await deliverAll(tokyo);
  await failing(lyon, 'exchange_offer', which);
  assert.equal(await arrived(), 0);
  clock.ms += 8 * DAY;
  await arrived();
  const { rows } = await owner(
    lyon,
    'select done_as as "as" from exchange_in where conversation_id = $1 order by seq',
    [never.conversation],
  );
  assert.match(rows[0]?.as ?? '', /^given up after a week: invented/);
  assert.ok(rows[1]?.as, 'and what followed it goes on');
});

test('what came before the one that it follows has its effect after it', async (t) => {
  const { lyon, tokyo, clock } = await three(t);
  const { conversation, package: id } = await offer(tokyo, lyon);
  await say(tokyo, lyon, { v: 1, type: 'callBack', package: id }, conversation);
  const [first, second] = await outsOf(tokyo.house.db.kysely, conversation);
  assert.ok(first && second);
  const take = async ({ envelope }: typeof first) =>
    (await takeEnvelope(lyon, await lineTo(lyon, tokyo), envelope)).is;
  assert.equal(await take(second), 'held');
  clock.ms += 1000;
  assert.equal(await take(first), 'delivered');
  assert.equal(await doArrived(lyon.house), 2);
  const of = { package: id, peerOrigin: JAPAN.origin, isOurs: false };
  assert.equal((await offersOfPackage(lyon.house.db.kysely, of))[0]?.state, 'rejected');
});

test('a receipt of what the other side has forgotten is sent ever less often, and slows nothing', async (t) => {
  const { lyon, tokyo, clock } = await three(t);
  const quotas = makeQuotas(lyon.house, LIMITS);
  await Promise.all([listen(t, lyon, quotas), listen(t, tokyo)]);
  const { conversation } = await say(lyon, tokyo, REQUEST);
  await deliverAll(lyon);
  const [came] = await insOf(tokyo.house.db.kysely, conversation);
  assert.ok(came);
  await tokyo.house.db.transaction((tx) =>
    openArrived(tokyo, tx, came, tokyo.ana.id, lyon.house.identity.origin),
  );
  await owner(lyon, 'delete from exchange_out where conversation_id = $1', [conversation]);
  for (let round = 0; round < 25; round++) {
    await deliverDue(tokyo);
    clock.ms += 1000;
  }
  const times = async () =>
    (await refusedSince(lyon.house.db.kysely, '2020-01-01')).find(({ what }) => what === 'receipt:unknown')
      ?.times;
  assert.equal(await times(), 2);
  const said = await say(tokyo, lyon, REQUEST);
  await deliverAll(tokyo);
  assert.equal((await outsOf(tokyo.house.db.kysely, said.conversation))[0]?.state, 'delivered');
  assert.equal(quotas.isSlowed(JAPAN.origin), false);
  const due = async () => (await dueRetrievals(tokyo.house.db.kysely, 64, [])).length;
  assert.equal(await due(), 1);
  clock.ms += 8 * DAY;
  await deliverDue(tokyo);
  assert.equal(await due(), 0, 'and after a week no more');
});

test('a conversation is opened by a message that is kept, and counts for its peer whatever its number', async (t) => {
  const { lyon, tokyo } = await three(t);
  await listen(t, tokyo, makeQuotas(tokyo.house, { ...LIMITS, conversations: 2 }));
  const post = async (
    { envelope: body }: { readonly envelope: Uint8Array } = { envelope: new Uint8Array() },
  ) => {
    const [path, type] = ['/exchange/v1/envelopes', 'application/vnd.comity.envelope'];
    const asked = { method: 'POST', line: tokyo.line, path, type, body } as const;
    return (await askPeer(lyon.keys, asked, lyon.house.clock())).status;
  };
  const made = async (more: number) => {
    const { conversation } = await say(lyon, tokyo, REQUEST);
    for (let i = 0; i < more; i++) await say(lyon, tokyo, answer(`${i}`), conversation);
    return { conversation, outs: await outsOf(lyon.house.db.kysely, conversation) };
  };
  const far = await made(65);
  assert.equal(await post(far.outs[65]), 429);
  assert.equal(await conversationById(tokyo.house.db.kysely, far.conversation), undefined);
  assert.equal(await post(far.outs[65]), 429);
  const [next, third] = [await made(1), await made(1)];
  assert.equal(await post(next.outs[1]), 202);
  assert.equal(await post(third.outs[1]), 429);
  assert.equal(await post(next.outs[0]), 200, 'what goes on is no new one');
  const counted = await refusedSince(tokyo.house.db.kysely, '2020-01-01');
  assert.deepEqual(
    counted.map(({ what, times }) => `${what} ${times}`),
    ['quota:conversations 1'],
  );

  // Many connections, of many processes perhaps, bring the first messages of one conversation.
  const many = await made(7);
  const peer = await lineTo(tokyo, lyon);
  const takings = await Promise.all(
    many.outs.map(async ({ envelope: bytes }) => {
      const read = await readEnvelope(bytes, peer.exchange, nodeCrypto);
      assert.ok(read.ok);
      const opened = await openMessage(read.envelope, tokyo.keys);
      return { receiver: tokyo, peer, bytes, envelope: read.envelope, opened };
    }),
  );
  await Promise.all(takings.map((one) => takeGroup([one])));
  const came = await insOf(tokyo.house.db.kysely, many.conversation);
  assert.deepEqual(
    came.map(({ state }) => state),
    many.outs.map(() => 'delivered'),
  );
});
