// Evidence by line: custody of a package's exhibits is offered, the file is fetched in parts, checked, and accepted or rejected by a person;
// both logs say the same. A cut costs one part. Custody is with one side at every moment.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { newUuid } from '../src/base/ids.ts';
import { disposeExhibit } from '../src/evidence/custody/custody.acts.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { notesOfType } from '../src/evidence/log/log.store.ts';
import { checkIncoming, importIncoming } from '../src/evidence/packages/incoming.acts.ts';
import { keysRecord } from '../src/evidence/packages/incoming.ts';
import { addCondition } from '../src/evidence/custody/condition.acts.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { answerConsent, askConsent, consentsOf } from '../src/exchange/consent.acts.ts';
import { askShare, makeShare } from '../src/evidence/packages/share.acts.ts';
import { shareById } from '../src/evidence/packages/share.store.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { homeAt } from '../src/platform/home.ts';
import { openInstallation } from '../src/evidence/installation/open.acts.ts';
import { enrolOfficer, openOfficerKey } from '../src/evidence/log/officer.acts.ts';
import { backUp } from '../src/evidence/upkeep/backup.acts.ts';
import { restoreBackup } from '../src/evidence/upkeep/backup-restore.acts.ts';
import { restoreLog } from '../src/evidence/upkeep/log-restore.acts.ts';
import { openExchangeKeys } from '../src/exchange/exchange-keys.acts.ts';
import { sendFences, takeFences } from '../src/exchange/fence.acts.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { cloneDatabase } from './support/database.ts';
import { doArrived, tellAnswers } from '../src/exchange/custody-receipts.acts.ts';
import { exportTo, importFrom } from '../src/exchange/carrier.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { keptReceipt } from '../src/exchange/receipt.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { incomingById } from '../src/evidence/packages/incoming.store.ts';
import { deflated } from './support/archives.ts';
import { buildZip } from './support/zip-builder.ts';
import { deliverAll } from '../src/exchange/deliver.acts.ts';
import { callBackOffer, offerPackage, tellOffers } from '../src/exchange/offer.acts.ts';
import { acceptOffer, expireOffers, rejectOffer, takeOffer } from '../src/exchange/offered.acts.ts';
import { fileNameOf } from '../src/evidence/custody/copies.store.ts';
import { offersOf, theirOffers } from '../src/exchange/offer.store.ts';
import { fetchOffers } from '../src/exchange/parts.acts.ts';
import { drawing } from './support/bad-wire.ts';
import { shareOf } from './support/held-exhibit.ts';
import { inMemory, PACKING, testCase, testExhibit } from './support/installation.ts';
import { isRefusal } from './support/refusal.ts';
import { testHouse, testMember } from './support/people.ts';
import {
  authority,
  JAPAN,
  lineTo,
  listen,
  serve,
  trusts,
  type Authority,
} from './support/two-authorities.ts';

const ONLY = 'Only in the proceedings of the request';
const MIB = 1024 * 1024;
const PARTS = 6;
/** Kills of the server that fetches. */
const KILLS = Number(process.env['COMITY_EXCHANGE_KILLS'] ?? 1);
const SEED = Number(process.env['COMITY_EXCHANGE_SEED'] ?? randomInt(1, 1_000_000));

interface Side extends Authority {
  readonly file: Awaited<ReturnType<typeof testCase>>;
  /** Who may act in the case. */
  readonly judge: Awaited<ReturnType<typeof testMember>>;
  /** Who brings evidence into it. */
  readonly ines: Awaited<ReturnType<typeof testMember>>;
  readonly clock: { ms: number };
}

async function side(of: Authority, title: string, clock: Side['clock']): Promise<Side> {
  const file = await testCase(of.house, title);
  const judge = await testMember(of.house, file, 'Jules Example', 'judge');
  const ines = await testMember(of.house, file, 'Ines Example', 'investigator');
  return { ...of, house: { ...of.house, clock: () => clock.ms }, file, judge, ines, clock };
}

async function pair(t: TestContext): Promise<{ lyon: Side; tokyo: Side }> {
  const clock = { ms: Date.now() };
  const lyon = await authority(await testHouse(t));
  const tokyo = await authority(await testHouse(t, JAPAN));
  await trusts(lyon, tokyo);
  await trusts(tokyo, lyon);
  return {
    lyon: await side(lyon, 'Of Lyon', clock),
    tokyo: await side(tokyo, 'From Lyon', clock),
  };
}

/** An exhibit of so many bytes in a package that hands custody over, made; and offered by line. */
async function offered(
  from: Side,
  to: Side,
  bytes = 1000,
  condition?: string,
): Promise<{ number: string; id: Uuid }> {
  const { house, file, judge } = from;
  const { agency: name, state } = to.house.settings;
  const receiver = { name, state };
  const { number } = await testExhibit(house, file, {
    from: inMemory('disk.bin', randomBytes(bytes).toString('latin1')),
  });
  if (condition !== undefined)
    await addCondition(house, { by: judge, number, condition, reason: 'Ours', key: number });
  const id = newUuid(house.clock, house.random);
  await askShare(house, {
    by: judge,
    share: { ...shareOf(number), receiver, handsOver: 'custody', ground: condition },
    id,
  });
  const making = {
    id,
    caseId: file.id,
    role: 'judge',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  await makeShare(house, making);
  await offer(from, to, id);
  return { number, id };
}

async function offer(from: Side, to: Side, id: Uuid): Promise<void> {
  const share = await shareById(from.house.db.kysely, from.file.id, id);
  assert.ok(share);
  await offerPackage(from.house, from.judge, { share, peer: to.house.identity.origin });
}

/** All messages of both, with their effects. */
async function talk(...sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const { house, keys } of sides) {
      await tellOffers(house, keys);
      await tellAnswers(house, keys);
      await deliverAll({ house, keys });
      for (const one of sides) await doArrived(one.house);
    }
}

const typesOf = async ({ house }: Side, number: string): Promise<string[]> =>
  (await eventsOf(house, number)).map(({ event }) => event.type);

/** Taken into the case, fetched, checked, imported. The numbers it has there. */
async function received(to: Side, id: Uuid): Promise<readonly string[]> {
  const { house, people, ines, keys } = to;
  await takeOffer({ house, people, person: ines.person }, id, ines.file);
  await fetchOffers(house, keys);
  return imported(to, id);
}

async function imported({ house, ines, file }: Side, id: Uuid): Promise<readonly string[]> {
  const [one] = (await theirOffers(house.db.kysely)).filter((offer) => offer.id === id);
  assert.ok(one?.arrivesAs && one.hereAt, one?.lastError);
  const work = {
    id: one.arrivesAs,
    caseId: file.id,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  await checkIncoming(house, work);
  const act = { role: 'investigator', person: ines.person.name, personId: ines.person.id };
  assert.equal(
    await importIncoming(house, { ...work, act, answers: 'JP-1', reason: keysRecord('peer') }),
    true,
  );
  const { rows } = await house.db.withOwner((owner) =>
    owner.query<{ exhibits: string[] }>('select exhibits from incoming_package where id = $1', [
      one.arrivesAs,
    ]),
  );
  return rows[0]?.exhibits ?? [];
}

/** As it lies before the desk there. */
async function offerOf({ house }: Side, id: Uuid): Promise<Uuid> {
  const found = (await theirOffers(house.db.kysely)).find((one) => one.package === id);
  assert.ok(found, 'no offer came');
  return found.id;
}

async function isClean(...sides: readonly Side[]): Promise<void> {
  for (const { house } of sides) assert.deepEqual((await audit(house)).differences, []);
}

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
  await forCourt();

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

test(`a server that is killed while it fetches goes on where it was (COMITY_EXCHANGE_SEED=${SEED})`, async (t) => {
  const { lyon, tokyo } = await pair(t);
  const draw = drawing(SEED);
  let asked = 0;
  let atPart: (() => void) | undefined;
  const server = await listen(t, lyon);
  server.prependListener('request', ({ url = '' }: { url?: string }) => {
    if (!/\/attachments\/[0-9a-f]+\/\d+$/.test(url)) return;
    asked += 1;
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
  // So slow that there is time to kill it between two parts.
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
  const parts = Math.ceil((one.attachment?.size ?? 0) / (4 * MIB));
  assert.ok(asked <= parts + KILLS, `${asked} parts were asked for, of ${parts}, with ${KILLS} kills`);
  t.diagnostic(`seed ${SEED}: ${asked} parts asked for, of ${parts}, with ${KILLS} kills`);
});

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
  assert.equal(await sendFences(house, keys), 1);
  assert.equal(await sendFences(house, keys), 0, 'once');
  assert.equal(await standing(given.number), 'bound', 'nothing is free until the peer has answered');
  await assert.rejects(disposeExhibit(house, { number: given.number, order }), { code: 'conflict' });

  await deliverAll({ house, keys });
  assert.equal(await takeFences(tokyo.house, tokyo.keys), 1);
  assert.equal(await takeFences(tokyo.house, tokyo.keys), 0, 'once');
  await deliverAll({ house: tokyo.house, keys: tokyo.keys });
  assert.equal(await takeFences(house, keys), 1);
  assert.equal(await standing(given.number), 'bound', 'as the peer knows of it, until its answer is filed');
  await tellAnswers(tokyo.house, tokyo.keys);
  await deliverAll({ house: tokyo.house, keys: tokyo.keys });
  await doArrived(house);
  assert.equal(await standing(given.number), 'none');
  assert.equal(await standing(waits.number), 'holds', 'nobody had answered it');
  assert.equal(await standing(late.number), 'holds', 'it never left');
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
