// Evidence by line: custody of a package's exhibits is offered, the file is fetched in parts, checked, and accepted or rejected by a person;
// both logs say the same. A cut costs one part. Custody is with one side at every moment.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { base64 } from '../src/base/bytes.ts';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { disposeExhibit } from '../src/evidence/custody/custody.acts.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { receiptOf } from '../src/evidence/custody/transfer.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { leavesOfTypes, notesOfType } from '../src/evidence/log/log.store.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { answerConsent, askConsent, consentsOf } from '../src/exchange/consent.acts.ts';
import { askShare, makeShare } from '../src/evidence/packages/share.acts.ts';
import { shareById } from '../src/evidence/packages/share.store.ts';
import { arriveDestroyed } from '../src/exchange/custody-receipts.acts.ts';
import { addCondition } from '../src/evidence/custody/condition.acts.ts';
import { deliverAll } from '../src/exchange/deliver.acts.ts';
import { OFFERED_CONDITIONS_MAX } from '../src/exchange/message.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { callBackOffer, offerPackage, tellOffers } from '../src/exchange/offer.acts.ts';
import { acceptOffer, expireOffers, rejectOffer, takeOffer } from '../src/exchange/offered.acts.ts';
import { fileNameOf } from '../src/evidence/custody/copies.store.ts';
import { offersOf } from '../src/exchange/offer.store.ts';
import { theirOffers } from './support/their-offers.ts';
import { fetchOffers } from '../src/exchange/parts.acts.ts';
import { drawing } from './support/bad-wire.ts';
import { NO_DISKS, smallDisk } from './support/disks.ts';
import { isRefusal } from './support/refusal.ts';
import { listen, serve } from './support/two-authorities.ts';
import {
  ONLY,
  MIB,
  PARTS,
  type Side,
  custodyFor,
  pair,
  offered,
  offer,
  talk,
  typesOf,
  received,
  imported,
  offerOf,
  isClean,
} from './support/evidence-between.ts';
import { addsAndLifts } from './support/condition-change.ts';
import { shareOf } from './support/held-exhibit.ts';
import { PACKING } from './support/installation.ts';

/** Kills of the server that fetches. */
const KILLS = Number(process.env['COMITY_EXCHANGE_KILLS'] ?? 1);
const SEED = Number(process.env['COMITY_EXCHANGE_SEED'] ?? randomInt(1, 1_000_000));

test('evidence is offered, fetched in parts, checked and accepted: custody passes, in both logs, and comes back', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { number, id } = await offered(lyon, tokyo, 5 * MIB, ONLY);
  await offer(lyon, tokyo, id); // twice is once
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound');
  const order = { type: 'order', id: '9/26' } as const;
  await assert.rejects(disposeExhibit(lyon.house, { number, order }), { code: 'conflict' });
  await talk(lyon, tokyo);
  const message = await offerOf(tokyo, id);
  const desk = { house: tokyo.house, people: tokyo.people, person: tokyo.ines.person };
  await assert.rejects(acceptOffer(desk, message), { code: 'notFound' }, 'nobody has it yet');
  const [theirs = ''] = await received(tokyo, message);
  assert.deepEqual(await acceptOffer(desk, message), [theirs]);
  assert.deepEqual(await acceptOffer(desk, message), [theirs], 'twice is once');
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound', 'until the answer is filed');
  await talk(tokyo, lyon);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'none');
  assert.deepEqual(await typesOf(lyon, number), [
    'acquired',
    'stored',
    'conditionAdded',
    'offered',
    'receiptFiled',
  ]);
  assert.equal((await typesOf(tokyo, theirs)).at(-1), 'accepted');
  assert.deepEqual(readdirSync(join(lyon.house.home.packages, '.line')), [], 'nothing is left for fetching');

  // It came with a condition: for a court it needs the consent of Lyon, which is asked and given by messages.
  const forCourt = () =>
    askShare(tokyo.house, {
      by: tokyo.judge,
      share: { ...shareOf(theirs), receiver: { name: 'Court of Tokyo', state: 'JP' }, ground: ONLY },
      id: newUuid(tokyo.house.clock, tokyo.house.random),
    });
  await assert.rejects(forCourt(), isRefusal('notAllowed', /came with the condition: Only in/));
  const cli = { ...PACKING, caseName: tokyo.file.reference, exhibits: [theirs], to: '/nowhere/at/all' };
  await assert.rejects(createPackage(tokyo.house, cli), isRefusal('notAllowed', /consent/));
  const received_ = (await theirOffers(tokyo.house.db.kysely)).find((one) => one.package === id);
  const [sent] = await offersOf(lyon.house.db.kysely, id);
  assert.ok(received_ && sent);
  const asks = { house: tokyo.house, keys: tokyo.keys, by: tokyo.judge };
  const answers = { house: lyon.house, keys: lyon.keys, by: lyon.judge };
  const ask = async (to: string): Promise<string> => {
    const once = newUuid(tokyo.house.clock, tokyo.house.random);
    for (let i = 0; i < 2; i++)
      await askConsent(asks, received_, { to, text: 'The trial', language: 'en', id: once });
    await talk(tokyo, lyon);
    const asked = await consentsOf(lyon.house.db.kysely, sent);
    assert.equal(asked.at(-1)?.asked.to, to);
    return asked.at(-1)?.of ?? '';
  };
  await answerConsent(answers, sent, await ask('A newspaper'), { text: 'No', language: 'en' });
  await talk(lyon, tokyo);
  await assert.rejects(forCourt(), { code: 'notAllowed' }, 'refused');
  const second = await ask('Court of Tokyo');
  await assert.rejects(answerConsent(answers, sent, 'f'.repeat(64)), { code: 'notFound' });
  await answerConsent(answers, sent, second);
  await answerConsent(answers, sent, second, { text: 'No', language: 'en' });
  await talk(lyon, tokyo);
  assert.deepEqual(
    (await consentsOf(tokyo.house.db.kysely, received_)).map(({ is }) => is),
    ['refused', 'given'],
  );
  assert.equal((await typesOf(tokyo, theirs)).at(-1), 'authorityAdded');
  await addsAndLifts(
    { from: lyon, ours: sent, to: tokyo, theirs: received_, numbers: [theirs] },
    forCourt,
    () => talk(lyon, tokyo),
  );

  // Back again. The receipt of the first way is lost for good; the history of the offer stands for it.
  const share = newUuid(tokyo.house.clock, tokyo.house.random);
  await askShare(tokyo.house, {
    by: tokyo.judge,
    share: {
      ...shareOf(theirs),
      receiver: { name: 'Cyber unit of Lyon', state: lyon.house.settings.state },
      ground: ONLY,
      handsOver: 'custody',
    },
    id: share,
  });
  await makeShare(tokyo.house, {
    id: share,
    caseId: tokyo.file.id,
    role: 'judge',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  await offer(tokyo, lyon, share);
  await talk(tokyo, lyon);
  const back = await offerOf(lyon, share);
  const [again = ''] = await received(lyon, back);
  await acceptOffer({ house: lyon.house, people: lyon.people, person: lyon.ines.person }, back);
  await talk(lyon, tokyo);
  assert.equal(await standingOf(tokyo.house.db.kysely, theirs), 'none');
  assert.equal(await standingOf(lyon.house.db.kysely, again), 'holds');

  // Destroyed by order: who sent it is told by itself, with the proof, once.
  await disposeExhibit(lyon.house, { number: again, order });
  for (let i = 0; i < 2; i++) await talk(lyon, tokyo);
  const there = async (): Promise<readonly string[] | undefined> =>
    (await offersOf(tokyo.house.db.kysely, share))[0]?.destroyedThere;
  assert.deepEqual(await there(), [theirs]);
  const [destroyed] = await leavesOfTypes(lyon.house.db.kysely, ['destroyed']);
  const [accepted] = await leavesOfTypes(lyon.house.db.kysely, ['accepted']);
  assert.ok(destroyed && accepted);
  const said = async (
    leaf: typeof destroyed,
    more: { item?: string; package?: Uuid } = {},
  ): Promise<string> => {
    const receipt = base64(await receiptOf(lyon.house, leaf));
    const message = { v: 1, type: 'destroyed', package: share, item: theirs, receipt, ...more } as const;
    return arriveDestroyed(tokyo.house, { peerOrigin: lyon.house.identity.origin }, message);
  };
  assert.equal(await said(destroyed), 'done', 'twice is once');
  assert.equal(await said(destroyed, { package: id }), 'of nothing that went to its sender');
  assert.equal(await said(destroyed, { item: 'JP-2026-000001-99' }), 'of nothing that went to its sender');
  assert.equal(await said(accepted), 'no proof that it was destroyed');
  assert.deepEqual(await there(), [theirs]);
  await isClean(lyon, tokyo);
});

test('a person rejects, time passes, the sender calls back: custody stays, and a late acceptance is refused', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const desk = { house: tokyo.house, people: tokyo.people, person: tokyo.ines.person };
  const duty = { ...desk, person: { ...desk.person, roles: ['dutyOfficer'] as const } };
  const holds = async (number: string): Promise<void> => {
    await talk(tokyo, lyon);
    assert.equal(await standingOf(lyon.house.db.kysely, number), 'holds');
    assert.equal((await typesOf(lyon, number)).at(-1), 'refusalFiled');
  };
  const first = await offered(lyon, tokyo);
  const made = await shareById(lyon.house.db.kysely, lyon.file.id, first.id);
  const toFiji = { ...made!, receiver: { name: 'Central Authority of Fiji', state: 'FJ' } };
  await assert.rejects(
    offerPackage(lyon.house, lyon.judge, { share: toFiji, peer: tokyo.house.identity.origin }),
    isRefusal('notAllowed', /for which the package was made/),
  );
  const back = await shareById(lyon.house.db.kysely, lyon.file.id, first.id);
  assert.ok(back);
  const calling = callBackOffer(lyon.house, lyon.keys, lyon.judge, {
    share: back,
    peer: tokyo.house.identity.origin,
  });
  await assert.rejects(calling, isRefusal('notReady', /still on its way out/));
  await talk(lyon, tokyo);
  const at = await offerOf(tokyo, first.id);
  await assert.rejects(rejectOffer(desk, at, 'Not for us'), isRefusal('notAllowed', /handles requests/));
  assert.equal(await rejectOffer(duty, at, 'Not for us'), 1);
  assert.equal(await rejectOffer(duty, at, 'Not for us'), 0, 'twice is once');
  assert.equal((await eventsOf(tokyo.house, 'log')).at(-1)?.event.actor.role, 'dutyOfficer');
  await holds(first.number);

  // Called back while it is before somebody who has it already: what they accept then is refused.
  // A package that cannot be read any more waits with its reason, and holds up no other.
  const gone = await offered(lyon, tokyo);
  rmSync(join(lyon.house.home.packages, fileNameOf({ id: gone.id, recipient: undefined })));
  const second = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  const [waits] = await offersOf(lyon.house.db.kysely, gone.id);
  assert.deepEqual([waits?.conversation, /ENOENT/.test(waits?.lastError ?? '')], [undefined, true]);
  const taken = await offerOf(tokyo, second.id);
  await received(tokyo, taken);
  const share = await shareById(lyon.house.db.kysely, lyon.file.id, second.id);
  assert.ok(share);
  await callBackOffer(lyon.house, lyon.keys, lyon.judge, { share, peer: tokyo.house.identity.origin });
  assert.equal(
    await standingOf(lyon.house.db.kysely, second.number),
    'bound',
    'calling back frees nothing by itself',
  );
  await talk(lyon, tokyo);
  await assert.rejects(acceptOffer(desk, taken), { code: 'conflict' });
  await holds(second.number);

  const third = await offered(lyon, tokyo);
  await talk(lyon, tokyo);
  lyon.clock.ms += 31 * 86_400_000;
  assert.equal(await expireOffers(tokyo.house), 1);
  assert.equal(await expireOffers(tokyo.house), 0);
  await holds(third.number);
  assert.equal((await notesOfType(tokyo.house.db.kysely, 'rejected')).length, 3);
  await isClean(lyon, tokyo);
});

const addConditions = async ({ house, judge }: Side, number: string): Promise<void> => {
  for (let i = 0; i <= OFFERED_CONDITIONS_MAX; i++)
    await addCondition(house, { by: judge, number, condition: `Rule ${i}`, reason: 'Ours', key: `${i}` });
};

test('what a message has no room for is not offered, and binds nothing', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const { agency: name, state } = tokyo.house.settings;
  const { number, id } = await custodyFor(lyon, { name, state });
  await addConditions(lyon, number);
  await assert.rejects(offer(lyon, tokyo, id), isRefusal('tooLarge', /at most 20 conditions/));
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'holds');
});

test('an offer whose message was refused is called back by itself, and the answer frees what it bound', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { number, id } = await offered(lyon, tokyo);
  await addConditions(lyon, number); // since it was offered
  await tellOffers(lyon.house, lyon.keys);
  await deliverAll({ house: lyon.house, keys: lyon.keys });
  const [sent] = await offersOf(lyon.house.db.kysely, id);
  assert.ok(sent?.conversation);
  const [told] = await outsOf(lyon.house.db.kysely, sent.conversation);
  assert.equal(told?.state, 'refused');
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound', 'until an answer is here');
  await talk(lyon, tokyo);
  await talk(lyon, tokyo);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'holds');
  assert.equal((await typesOf(lyon, number)).at(-1), 'refusalFiled');
  assert.equal((await notesOfType(tokyo.house.db.kysely, 'rejected')).length, 1);
  await isClean(lyon, tokyo);
});

test('an offer that expired on its way can be called back', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  const { number, id } = await offered(lyon, tokyo);
  await tellOffers(lyon.house, lyon.keys);
  lyon.clock.ms += 15 * 86_400_000;
  await deliverAll({ house: lyon.house, keys: lyon.keys });
  await listen(t, tokyo);
  const share = await shareById(lyon.house.db.kysely, lyon.file.id, id);
  assert.ok(share);
  await callBackOffer(lyon.house, lyon.keys, lyon.judge, { share, peer: tokyo.house.identity.origin });
  await talk(lyon, tokyo);
  await talk(lyon, tokyo);
  assert.equal(await standingOf(lyon.house.db.kysely, number), 'holds');
  assert.equal((await notesOfType(tokyo.house.db.kysely, 'rejected')).length, 1);
  await isClean(lyon, tokyo);
});

test(`a server that is killed while it fetches goes on where it was (COMITY_EXCHANGE_SEED=${SEED})`, async (t) => {
  const { lyon, tokyo } = await pair(t);
  const draw = drawing(SEED);
  let asked = 0;
  let askedBytes = 0;
  let atPart: (() => void) | undefined;
  const server = await listen(t, lyon);
  server.prependListener('request', ({ url = '' }: { url?: string }) => {
    const [, first, last] = /\/attachments\/[0-9a-f]+\/(\d+)-(\d+)$/.exec(url) ?? [];
    if (first === undefined) return;
    asked += 1;
    askedBytes += 1 + Number(last) - Number(first);
    atPart?.();
  });
  const there = await listen(t, tokyo);
  const { id } = await offered(lyon, tokyo, (PARTS - 1) * 4 * MIB);
  await talk(lyon, tokyo);
  const { house, people, ines } = tokyo;
  await takeOffer({ house, people, person: ines.person }, await offerOf(tokyo, id), ines.file);
  const closed = once(there, 'close');
  there.close();
  there.closeAllConnections();
  await closed;
  // So slow that there is time to kill it in between.
  const slow = { COMITY_EXCHANGE_BYTES_PER_SECOND: String(8 * MIB) };
  for (let kill = 0; kill < KILLS; kill++) {
    const { child } = await serve(tokyo, slow);
    const until = asked + 1 + Math.floor(draw() * 2);
    await new Promise<void>((done) => {
      atPart = () => asked >= until && done();
    });
    await sleep(draw() * 300);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  const [one] = await theirOffers(tokyo.house.db.kysely);
  assert.ok(one && one.hereAt === undefined, 'it was killed before it was whole');
  await fetchOffers(tokyo.house, tokyo.keys);
  assert.equal((await imported(tokyo, one.id)).length, 2, 'the exhibit and the papers of the sender');
  const twice = askedBytes - (one.attachment?.size ?? 0);
  assert.ok(twice <= KILLS * 4 * MIB, `${twice} bytes were asked for twice, with ${KILLS} kills`);
  t.diagnostic(`seed ${SEED}: ${twice} bytes asked for twice, with ${KILLS} kills`);
});

test('the disk of the receiver fills while a package comes: nothing is lost, and it goes on once there is room', async (t) => {
  const { lyon, tokyo } = await pair(t);
  const { incoming } = tokyo.house.home;
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  if (smallDisk(t, 128, incoming) === undefined) return t.skip(NO_DISKS);
  const filler = join(incoming, 'filler');
  let asked = 0;
  const server = await listen(t, lyon);
  server.prependListener('request', ({ url = '' }: { url?: string }) => {
    if (!/\/attachments\/[0-9a-f]+\/\d+-\d+$/.test(url)) return;
    asked += 1;
    if (asked === 2) fill(filler);
  });
  await listen(t, tokyo);
  const { number, id } = await offered(lyon, tokyo, 10 * MIB);
  await talk(lyon, tokyo);
  const { house, people, keys, ines } = tokyo;
  await takeOffer({ house, people, person: ines.person }, await offerOf(tokyo, id), ines.file);
  const told = async () => (await theirOffers(house.db.kysely))[0];
  for (let tries = 0; tries < 2; tries++) {
    await fetchOffers(house, keys);
    assert.match((await told())?.lastError ?? '', /no room|ENOSPC/);
    assert.equal(await standingOf(lyon.house.db.kysely, number), 'bound');
  }
  rmSync(filler);
  await fetchOffers(house, keys);
  assert.equal((await told())?.lastError, undefined);
  assert.equal((await imported(tokyo, await offerOf(tokyo, id))).length, 2);
  await isClean(lyon, tokyo);
});

/** To the last byte of its disk. */
function fill(path: string): void {
  for (const bytes of [MIB, 4096, 1])
    try {
      for (;;) appendFileSync(path, Buffer.alloc(bytes));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
}
