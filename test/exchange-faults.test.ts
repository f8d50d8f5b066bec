// Two authorities on a wire that loses, delays, doubles, corrupts and cuts: in the end both agree message by message, nothing is lost,
// nothing had its effect twice, and all is in order. And what hostile peers send: refused cheaply, counted, and of no effect.
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { exportTo, importFrom } from '../src/exchange/carrier.acts.ts';
import { conversationById, refusedSince } from '../src/exchange/conversation.store.ts';
import { deliverAll, deliverDue } from '../src/exchange/deliver.acts.ts';
import { dueRetrievals, insOf } from '../src/exchange/in.store.ts';
import { askPeer } from '../src/exchange/line.acts.ts';
import { makeQuotas } from '../src/exchange/quota.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { splitNotes } from '../src/verify/envelope-receipt.ts';
import type { Uuid } from '../src/base/ids.ts';
import { badWire } from './support/bad-wire.ts';
import { setMail } from '../src/people/mail.acts.ts';
import { pageDuty, probePeers } from '../src/exchange/watch.acts.ts';
import { probes } from '../src/exchange/watch.store.ts';
import { enrol, testHouse } from './support/people.ts';
import { agree, answer, REQUEST, say } from './support/message-by-message.ts';
import { freePort } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { authority, JAPAN, listen, trusts, type Authority } from './support/two-authorities.ts';

const MESSAGES = Number(process.env['COMITY_EXCHANGE_MESSAGES'] ?? 48);
const SEED = Number(process.env['COMITY_EXCHANGE_SEED'] ?? randomInt(1, 1_000_000));
const PER_CONVERSATION = 6;
const FAULTS = { drop: 8, delay: 8, double: 10, corrupt: 12, cut: 10 };
const HOUR = 3_600_000;
const EMPTY = new Uint8Array();
const MAIL = {
  host: 'localhost',
  port: 25,
  tls: 'none',
  sender: 'comity@agency.example',
  user: '',
  certificates: '',
  password: '',
} as const;

interface Pair {
  readonly lyon: Authority;
  readonly tokyo: Authority;
  readonly clock: { ms: number };
}

/** Both by one clock, which the test moves; that of Tokyo may go ahead. `port`: where the other side really listens. */
async function pair(t: TestContext, port?: number, aheadMs = 0): Promise<Pair> {
  const clock = { ms: Date.now() };
  const at = async (of: Awaited<ReturnType<typeof testHouse>>, ahead = 0): Promise<Authority> => {
    const made = await authority(of);
    return { ...made, house: { ...made.house, clock: () => clock.ms + ahead } };
  };
  const lyon = await at(await testHouse(t));
  const tokyo = await at(await testHouse(t, JAPAN), aheadMs);
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  await listen(t, { ...tokyo, port: port ?? tokyo.port });
  return { lyon, tokyo, clock };
}

async function deliver({ lyon, clock }: Pair, roundsMax = 200): Promise<number> {
  let rounds = 0;
  for (; rounds < roundsMax; rounds++) {
    while ((await deliverDue({ house: lyon.house, keys: lyon.keys })) > 0);
    const { rows } = await lyon.house.db.withOwner((owner) =>
      owner.query<{ n: string }>(
        `select count(*) as n from exchange_out where state in ('queued', 'relayed')`,
      ),
    );
    if (Number(rows[0]?.n) === 0) return rounds;
    clock.ms += 1.3 * HOUR;
  }
  return rounds;
}

test(`on a bad wire, with clocks an hour apart, both sides agree in the end (COMITY_EXCHANGE_SEED=${SEED})`, async (t) => {
  const port = await freePort();
  const both = await pair(t, port, HOUR);
  const wire = await badWire(both.tokyo.port, port, FAULTS, SEED);
  atEnd(t, () => void wire.server.close());
  const conversations: Uuid[] = [];
  for (let i = 0; i < MESSAGES / PER_CONVERSATION; i++) {
    const { conversation } = await say(both.lyon, both.tokyo, REQUEST);
    conversations.push(conversation);
    for (let n = 1; n < PER_CONVERSATION; n++)
      await say(both.lyon, both.tokyo, answer(`Answer ${n} ${'x'.repeat(n * 700)}`), conversation);
  }
  const rounds = await deliver(both);
  let agreed = 0;
  for (const one of conversations) agreed += await agree(both, one);
  assert.equal(agreed, MESSAGES);
  for (const { house } of [both.lyon, both.tokyo]) assert.deepEqual((await audit(house)).differences, []);
  t.diagnostic(`seed ${SEED}: ${agreed} messages in ${rounds} rounds, ${JSON.stringify(wire.seen)}`);
});

test('what comes again, ahead, twice under one number, or is not for its sender to say is answered as it must be', async (t) => {
  const both = await pair(t);
  const { lyon, tokyo } = both;
  const first = await say(lyon, tokyo, REQUEST);
  for (const text of ['one', 'two', 'three']) await say(lyon, tokyo, answer(text), first.conversation);
  const [a, b, c, d] = await outsOf(lyon.house.db.kysely, first.conversation);
  assert.ok(a && b && c && d);
  const post = (bytes: Uint8Array, from = lyon) =>
    askPeer(
      from.keys,
      {
        method: 'POST',
        line: tokyo.line,
        path: '/exchange/v1/envelopes',
        type: 'application/vnd.comity.envelope',
        body: bytes,
      },
      tokyo.house.clock(),
    );
  // Ahead of the first: held, with one receipt; the same bytes again, the same receipt.
  const ahead = await post(c.envelope);
  assert.equal(ahead.status, 202);
  assert.deepEqual((await post(c.envelope)).body, ahead.body);
  assert.equal((await post(a.envelope)).status, 200);
  const seen = await post(b.envelope);
  assert.equal(seen.status, 200);
  const now = await post(c.envelope);
  assert.equal(now.status, 200, 'freed by the one before it');
  assert.equal(splitNotes(now.body).length, 2);
  assert.deepEqual((await post(b.envelope)).body, seen.body, 'byte for byte');
  // By one writer at a time, however many connections bring it.
  const all = await Promise.all(Array.from({ length: 8 }, () => post(d.envelope)));
  assert.equal(new Set(all.map(({ body }) => Buffer.from(body).toString('base64'))).size, 1);
  await deliver(both);
  assert.equal(await agree(both, first.conversation), 4);

  // A request within a conversation, and an answer of the side that was asked: refused for good, and the next goes on.
  const again = await say(lyon, tokyo, REQUEST, first.conversation);
  await say(
    lyon,
    tokyo,
    { v: 1, type: 'question', text: 'Ours to answer', language: 'en' },
    first.conversation,
  );
  await say(lyon, tokyo, answer('after them'), first.conversation);
  await deliver(both);
  const states = (await outsOf(lyon.house.db.kysely, first.conversation))
    .slice(4)
    .map(({ state, rejection }) => [
      state,
      /"code":"(\w+)"/.exec(Buffer.from(rejection ?? []).toString())?.[1],
    ]);
  assert.deepEqual(states, [
    ['refused', 'wrongState'],
    ['refused', 'notYoursToSend'],
    ['delivered', undefined],
  ]);
  assert.ok(again.digest);
});

test('strangers, flipped bytes, giants and forged receipts are refused, counted, and change nothing', async (t) => {
  const both = await pair(t);
  const { lyon, tokyo } = both;
  const { conversation } = await say(lyon, tokyo, REQUEST);
  const [out] = await outsOf(lyon.house.db.kysely, conversation);
  assert.ok(out);
  const ask = (path: string, body: Uint8Array, keys = lyon.keys, at = tokyo.house.clock()) =>
    askPeer(
      keys,
      { method: 'POST', line: tokyo.line, path, type: 'application/vnd.comity.envelope', body },
      at,
    ).then(
      ({ status }) => status,
      () => 'cut', // it does not wait for the rest of what it refuses
    );
  const [envelopes, receipts] = ['/exchange/v1/envelopes', '/exchange/v1/receipts'];
  const unsigned = await fetch(`${tokyo.line}${envelopes}`, {
    method: 'POST',
    body: Buffer.from(out.envelope),
  });
  assert.deepEqual([unsigned.status, await unsigned.text()], [401, '']);
  const forged = { ...lyon.keys, wire: { ...lyon.keys.wire, signing: tokyo.keys.wire.signing } };
  assert.equal(await ask(envelopes, out.envelope, forged), 401, 'another key under this name');
  assert.equal(
    await ask(envelopes, out.envelope, lyon.keys, tokyo.house.clock() + 3 * HOUR),
    401,
    'of another hour',
  );
  assert.equal(await ask(envelopes, out.envelope, tokyo.keys), 401, 'nobody is a peer of themselves');
  for (let i = 0; i < 20; i++) {
    const flipped: Buffer = Buffer.from(out.envelope);
    const at: number = randomInt(flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ 0x10;
    assert.equal(await ask(envelopes, flipped), 400, `byte ${at}`);
  }
  assert.equal(await ask(envelopes, randomBytes(5000)), 400);
  assert.ok([413, 'cut'].includes(await ask(envelopes, Buffer.alloc(3_000_000))));
  assert.equal(await ask(receipts, randomBytes(500)), 400);
  assert.equal(await ask(receipts, out.envelope.subarray(0, 4096)), 400);
  const counted = await refusedSince(tokyo.house.db.kysely, '2020-01-01');
  const times = (what: string): number => counted.find((one) => one.what === what)?.times ?? 0;
  assert.equal(counted.reduce((sum, one) => sum + one.times, 0) >= 23, true, JSON.stringify(counted));
  assert.equal(times('receipt:unreadable'), 2);
  assert.equal(
    await conversationById(tokyo.house.db.kysely, conversation),
    undefined,
    'nothing was opened by it',
  );
  assert.equal(await ask(envelopes, out.envelope), 200, 'and what is good is taken');
});

test('no peer has more of us than its quota: each flood is refused by a number, counted, and taken again later', async (t) => {
  const both = await pair(t, await freePort());
  const { lyon, tokyo, clock } = both;
  const most = { conversations: 99, unanswered: 99, held: 99, bytes: 1e9, urgent: 99, wrong: 99 };
  let quotas = makeQuotas(tokyo.house, most);
  await listen(t, tokyo, {
    over: (...of) => quotas.over(...of),
    wrong: (of) => quotas.wrong(of),
    isSlowed: (of) => quotas.isSlowed(of),
  });
  const under = (limits: Partial<typeof most>): void =>
    void (quotas = makeQuotas(tokyo.house, { ...most, ...limits }));
  const post = async (body: Uint8Array, to = 'envelopes') => {
    const [path, type] = [`/exchange/v1/${to}`, 'application/vnd.comity.envelope'];
    const asked = { method: 'POST', line: tokyo.line, path, type, body } as const;
    return (await askPeer(lyon.keys, asked, clock.ms)).status;
  };
  const made = async (lane: 'normal' | 'urgent' = 'normal', more = 0) => {
    const { conversation } = await say(lyon, tokyo, REQUEST, undefined, lane);
    for (let i = 0; i < more; i++) await say(lyon, tokyo, answer(`${i}`), conversation);
    return (await outsOf(lyon.house.db.kysely, conversation)).map(({ envelope }) => envelope);
  };
  const [first = EMPTY, second = EMPTY] = await made('normal', 1);
  const [next = EMPTY] = await made();

  under({ unanswered: 1 });
  assert.deepEqual([await post(first), await post(next)], [200, 429]);
  assert.deepEqual(
    [await post(first), await post(second)],
    [200, 200],
    'what is known, and what goes on, is no new request',
  );
  under({ conversations: 1 });
  assert.equal(await post(next), 429);
  under({});
  assert.equal(await post(next), 200, 'and nothing was lost by it');

  under({ bytes: 10_000 });
  const [large = EMPTY] = await made();
  assert.equal(await post(large), 429);

  under({ urgent: 1 });
  const urgent = [...(await made('urgent')), ...(await made('urgent'))];
  const together = await Promise.all(urgent.map((one) => post(one)));
  assert.deepEqual(new Set(together), new Set([200, 429]));
  assert.equal(await post(large), 200, 'one lane does not close the other');
  clock.ms += 1500;
  assert.deepEqual(await Promise.all(urgent.map((one) => post(one))), [200, 200]);

  under({ held: 1 });
  const chain = await made('normal', 3);
  assert.deepEqual([await post(chain[2] ?? EMPTY)], [202]);
  clock.ms += 16_000; // counted again
  assert.equal(await post(chain[3] ?? EMPTY), 429);
  assert.deepEqual(
    [await post(chain[0] ?? EMPTY), await post(chain[1] ?? EMPTY)],
    [200, 200],
    'these free it',
  );

  under({ wrong: 2 });
  const forged = randomBytes(400);
  const four = [];
  for (let i = 0; i < 4; i++) four.push(await post(forged, 'receipts'));
  assert.deepEqual(four, [400, 400, 400, 429], 'then one a second');
  clock.ms += 1100;
  assert.equal(await post(chain[3] ?? EMPTY), 200);

  const counted = await refusedSince(tokyo.house.db.kysely, '2020-01-01');
  assert.deepEqual(counted.map(({ what, times }) => `${what} ${times}`).toSorted(), [
    'quota 1',
    'quota:bytes 1',
    'quota:conversations 1',
    'quota:held 1',
    'quota:unanswered 1',
    'quota:urgent 1',
    'receipt:unreadable 3',
  ]);
});

test('a peer that is not reached keeps no receipt of another waiting', async (t) => {
  const { house } = await testHouse(t);
  const { kysely } = house.db;
  for (const [n, count] of [
    [1, 40],
    [2, 1],
  ] as const)
    await sql`with c as (insert into exchange_conversation (id, peer_origin, is_ours, opened_at)
        values (gen_random_uuid(), ${`peer${n}.example/custody`}, false, now()) returning id)
      insert into exchange_in (id, conversation_id, seq, type, note_sha256, envelope, state, arrived_at, opened_at, retrieval, retrieval_due)
      select gen_random_uuid(), c.id, g, 'answer', repeat('0', 64), 'x', 'delivered', now(), now() + ${n} * interval '1 hour', 'x', true
        from c, generate_series(1, ${count}::integer) g`.execute(kysely);
  const due = await dueRetrievals(kysely, 16, []);
  assert.deepEqual(
    [1, 2].map((n) => due.filter(({ peerOrigin }) => peerOrigin === `peer${n}.example/custody`).length),
    [16, 1],
  );
});

test('a peer that is down is tried by one message for all that wait, and when it is back all go', async (t) => {
  const both = await pair(t, await freePort()); // it listens where nobody looks for it
  const { lyon, tokyo, clock } = both;
  const { house, keys } = lyon;
  let tries = 0;
  const down = createServer((here) => {
    tries += 1;
    here.destroy();
  });
  await once(down.listen(tokyo.port, '127.0.0.1'), 'listening');
  atEnd(t, () => void down.close());
  for (let n = 0; n < 50; n += 1) await say(lyon, tokyo, REQUEST);
  const tried = async (): Promise<number> => {
    const before = tries;
    await deliverAll({ house, keys, chance: () => 0.5 });
    return tries - before;
  };
  assert.equal(await tried(), 1);
  assert.equal(await tried(), 0, 'not before its time');
  await say(lyon, tokyo, REQUEST);
  assert.equal(await tried(), 1, 'what somebody has just said is tried');
  for (const seconds of [5, 30, 120]) {
    clock.ms += seconds * 1000;
    assert.equal(await tried(), 1, `after ${seconds} s`);
  }
  down.close();
  await once(down, 'close');
  await listen(t, tokyo);
  await say(lyon, tokyo, REQUEST);
  assert.equal(await deliverAll({ house, keys }), 52, 'the first that is heard wakes the others');
});

test('what is carried as files is the same message as by line, and a damaged carrier gives what is good of it', async (t) => {
  const both = await pair(t);
  const { lyon, tokyo } = both;
  const [there, back] = [temporaryFolder(t), temporaryFolder(t)];
  const { conversation } = await say(lyon, tokyo, REQUEST);
  for (const text of ['one', 'two', 'three']) await say(lyon, tokyo, answer(text), conversation);
  const made = await exportTo(lyon.house, lyon.keys, { peer: JAPAN.origin, to: there });
  assert.equal(made.envelopes, 4);
  await assert.rejects(exportTo(lyon.house, lyon.keys, { peer: JAPAN.origin, to: there }), {
    code: 'alreadyExists',
  });
  const names = readdirSync(join(made.folder, 'envelopes'));
  const second = join(made.folder, 'envelopes', names[1] ?? '');
  const whole = readFileSync(second);
  writeFileSync(second, Buffer.concat([whole.subarray(0, -1), Buffer.of((whole.at(-1) ?? 0) ^ 1)]));
  writeFileSync(join(made.folder, 'envelopes', 'zz.comity'), 'not an envelope');
  const came = await importFrom(tokyo.house, tokyo.keys, there);
  assert.deepEqual([came.delivered, came.held, came.left.length], [1, 2, 2], JSON.stringify(came.left));
  assert.equal((await importFrom(tokyo.house, tokyo.keys, there)).known, 3, 'again, and nothing more');
  // The one that was damaged comes by line; those that waited for it are delivered by that.
  await deliver(both);
  const answers = await exportTo(tokyo.house, tokyo.keys, { peer: lyon.house.identity.origin, to: back });
  assert.ok(answers.receipts >= 8);
  assert.equal((await importFrom(lyon.house, lyon.keys, back)).left.length, 0);
  assert.equal(await agree(both, conversation), 4);
  await assert.rejects(importFrom(tokyo.house, tokyo.keys, temporaryFolder(t)), { code: 'badInput' });
});

test('a request that ran out on its way keeps its place without effect, and is asked once more, once', async (t) => {
  const both = await pair(t, await freePort()); // not where it is looked for
  const { lyon, tokyo, clock } = both;
  const { conversation } = await say(lyon, tokyo, REQUEST);
  clock.ms += 15 * 24 * HOUR;
  await deliverDue({ house: lyon.house, keys: lyon.keys });
  assert.equal((await outsOf(lyon.house.db.kysely, conversation))[0]?.state, 'expired');
  await listen(t, tokyo);
  await say(lyon, tokyo, REQUEST, conversation);
  await say(lyon, tokyo, REQUEST, conversation);
  await deliver(both);
  assert.equal(await agree(both, conversation), 3);
  const came = await insOf(tokyo.house.db.kysely, conversation);
  assert.deepEqual(
    came.map(({ state }) => state),
    ['refused', 'delivered', 'refused'],
  );
});

test('a peer is asked whether it answers; of an urgent request the duty officers are told, and others when nobody opens it', async (t) => {
  const both = await pair(t);
  const { lyon, tokyo, clock } = both;
  assert.equal(await probePeers(lyon.house, lyon.keys), 1);
  const [probe] = await probes(lyon.house.db.kysely);
  assert.equal(probe?.error, undefined);
  assert.ok(Math.abs(probe?.offsetMs ?? Infinity) < 2000, String(probe?.offsetMs));

  await setMail(tokyo.people, tokyo.ana, MAIL, tokyo.line);
  for (const [name, role] of [
    ['dora', 'dutyOfficer'],
    ['carl', 'centralAuthority'],
  ] as const)
    await enrol(tokyo.people, name, [role]);
  const letters: string[] = [];
  const send = (_: unknown, { to, text }: { to: string; text: string }): Promise<void> => {
    letters.push(`${to} ${text.includes('/arrivals/') ? 'link' : ''}`);
    return Promise.resolve();
  };
  const page = () => pageDuty({ house: tokyo.house, send });
  await say(lyon, tokyo, REQUEST);
  await deliver(both);
  assert.equal(await page(), 0, 'what is not urgent pages nobody');
  for (let i = 0; i < 3; i++) await say(lyon, tokyo, REQUEST, undefined, 'urgent');
  await deliver(both);
  assert.equal(await page(), 3);
  assert.equal(await page(), 0);
  assert.deepEqual(letters.splice(0), ['dora@agency.example link'], 'a flood pages once');
  clock.ms += HOUR / 4;
  await page();
  await page();
  assert.deepEqual(letters, ['carl@agency.example link', 'dora@agency.example link'], 'escalated once');
});
