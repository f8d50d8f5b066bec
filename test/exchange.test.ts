// Two authorities, each with a database and a server process of its own: a request leaves as it was signed, arrives once, is registered
// there, and both sides can show it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { buildVerifiers } from '../src/cli/build.ts';
import { insOf } from '../src/exchange/in.store.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { makeExchangeKeys } from '../src/exchange/exchange-keys.acts.ts';
import {
  arrivedRequests,
  sayAgain,
  sayInConversation,
  sendRequest,
  takeIntoCase,
} from '../src/exchange/request-exchange.acts.ts';
import { ownKeys } from '../src/evidence/log/peer.do.ts';
import { lifeOf } from '../src/requests/verbs/life/life.acts.ts';
import { outgoingLetter } from '../src/requests/verbs/letters/outgoing.acts.ts';
import { standingSignature } from '../src/requests/machine/signature/signature.store.ts';
import { newUuid } from '../src/base/ids.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { importIncoming } from '../src/evidence/packages/incoming.acts.ts';
import { incomingById } from '../src/evidence/packages/incoming.store.ts';
import { keysRecord } from '../src/evidence/packages/incoming.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { askShare } from '../src/evidence/packages/share.acts.ts';
import { shareById } from '../src/evidence/packages/share.store.ts';
import { tellAnswers } from '../src/exchange/custody-receipts.acts.ts';
import { offerPackage } from '../src/exchange/offer.acts.ts';
import { acceptOffer, takeOffer } from '../src/exchange/offered.acts.ts';
import { theirOffers } from './support/their-offers.ts';
import { setAsked } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { checkOnPage, hasChromium, openChromium, openVerifyPage } from './support/verify-page.ts';
import { readReceipt } from '../src/verify/envelope-receipt.ts';
import { registerRequest } from '../src/requests/verbs/incoming/register.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { comity } from './support/comity.ts';
import { explainAll } from './support/complete-request.ts';
import { shareOf } from './support/held-exhibit.ts';
import { PACKING, testCase, testExhibit } from './support/installation.ts';
import { asMember, enrol, testHouse, testMember } from './support/people.ts';
import { freePort } from './support/site.ts';
import { answerOf, signingScene, signIt } from './support/signing-request.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { authority, JAPAN, lineTo, serve, trusts } from './support/two-authorities.ts';

/** `npm run two-states` shows what each side sees. */
function tell(who: string, what: string): void {
  if (process.env['COMITY_TELL'] === '1') process.stdout.write(`\n── ${who}: ${what}\n`);
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 3000; i++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`never: ${what}`);
}

test('a request goes from one authority to another by their servers, and its life is on record on both sides', async (t) => {
  const scene = await signingScene(t);
  await setAsked(scene.ines, { number: scene.number, counterpart: 'JP', urgency: 'normal' });
  await explainAll(scene.ines, scene.number);
  await scene.take(scene.ines, { act: 'submit' });
  await signIt(scene, scene.prosecutor, await answerOf(scene, scene.prosecutor));

  const lyon = await authority(scene);
  // The other side does it at the terminal, as two administrators would.
  const there = await testHouse(t, JAPAN);
  const folder = temporaryFolder(t);
  const at = (name: string): string => join(folder, name);
  await enrol(there.people, 'ana', ['administrator']);
  await enrol(there.people, 'ben', ['administrator']);
  const port = await freePort();
  const run = async (...args: string[]): Promise<string> => {
    const ran = await comity(there.made.home.path, args, '', there.made.env);
    assert.equal(ran.code, 0, ran.err);
    return ran.out;
  };
  const by = (who: string): string[] => ['--person', `${who}@agency.example`];
  await run(
    'exchange',
    'set-up',
    '--kind',
    'centralAuthority',
    '--url',
    `http://localhost:${port}`,
    ...by('ana'),
  );
  const keys = await makeExchangeKeys(there.house, { name: 'nobody anew' }, undefined);
  const { person: ana } = await enrol(there.people, 'una');
  const tokyo = { ...there, keys, port, line: `http://localhost:${port}`, ana, ben: ana };
  for (const one of [lyon, tokyo]) {
    const server = await serve(one);
    atEnd(t, () => server.stop());
  }
  const document = await (await fetch(`${lyon.line}/.well-known/comity.json`)).text();
  writeFileSync(at('lyon.json'), document);
  tell('Lyon and Tokyo', 'each has a database and a server of its own, and gives its peer document');
  const told = await run(
    'peer',
    'add',
    at('lyon.json'),
    ...'--agency Lyon --state FR --road meeting --how Letter --received 2026-11-03'.split(' '),
    ...by('ana'),
  );
  assert.match(told, /in digits: (\d{5} ){11}\d{5}/);
  const confirmed = await run(
    'peer',
    'confirm',
    'lyon.example/custody',
    '--how',
    'By telephone',
    ...by('ben'),
  );
  assert.ok(confirmed.includes(`Messages go to ${lyon.line}.`), confirmed);
  await trusts(lyon, tokyo);
  tell(
    'Both',
    `two administrators have compared: ${told.split('\n').find((one) => one.includes('digits')) ?? ''}`,
  );

  const sender = { house: lyon.house, keys: lyon.keys, clock: lyon.house.clock, random: lyon.house.random };
  const { prosecutor, number } = scene;
  const asked = {
    number,
    peer: JAPAN.origin,
    channel: 'other',
    reason: 'By the exchange of the two authorities',
  };
  const queued = await sendRequest(prosecutor, sender, asked);
  await assert.rejects(sendRequest(prosecutor, sender, asked), { code: 'conflict' });
  const life = () =>
    prosecutor.people.db.asPerson(prosecutor.person.id, (tx) => lifeOf(tx, prosecutor, number));
  const becomes = (state: string) =>
    until(state, async () => ((await life()).request.state === state ? true : undefined));
  assert.equal((await life()).request.state, 'transmitted', 'sending is the act');
  const outs = () =>
    prosecutor.people.db.asPerson(prosecutor.person.id, (tx) => outsOf(tx, queued.conversation));
  const delivered = await until('delivered', async () =>
    (await outs()).find(({ state }) => state === 'delivered'),
  );
  const theirs = await lineTo(lyon, tokyo);
  const receipt = await readReceipt(delivered.delivery ?? Buffer.alloc(0), theirs.exchange, nodeCrypto);
  assert.deepEqual(
    [receipt?.stage, receipt?.outcome, receipt?.envelope, receipt?.from],
    ['delivery', 'accepted', queued.digest, JAPAN.origin],
  );

  tell('Lyon', `sent; the receipt of Tokyo says delivered at ${receipt?.at} by its clock (${receipt?.zone})`);
  // Before the desk there, once; nobody without that desk sees it.
  const desk = await enrol(there.people, 'dora', ['centralAuthority']);
  const [arrived, ...more] = await arrivedRequests(there.people, desk.person);
  assert.ok(arrived);
  assert.equal(more.length, 0);
  assert.deepEqual(await arrivedRequests(there.people, ana), []);
  // The letter that leaves: as signed, with its mark, byte for byte.
  const signed = await scene.people.db.asPerson(prosecutor.person.id, async (tx) =>
    standingSignature(tx, (await life()).request),
  );
  assert.ok(signed);
  const leaves = await outgoingLetter(lyon.house, signed, (await life()).request.letterIn);
  assert.deepEqual(Buffer.from(arrived.said.letter, 'base64'), Buffer.from(leaves));
  assert.notDeepEqual(Buffer.from(leaves), Buffer.from(signed.papers.document), 'it has its mark');
  const file = await testCase(there.house, 'A request from Lyon');
  await there.house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: desk.id, role: 'lead', at: new Date() }),
  );
  const acting = { ...(await asMember(there.people, desk, file)), law: await shippedLaw() };
  const paper = await takeIntoCase({ acting, house: there.house, keys }, arrived.message);
  assert.equal(paper, arrived.message);
  await registerRequest(acting, {
    form: 'bc-31-subscriber',
    paper,
    counterpart: 'FR',
    urgency: 'normal',
    writtenIn: 'en',
    reference: arrived.said.reference,
    receivedAt: new Date().toISOString(),
    zone: 'Asia/Tokyo',
    evidence: 'By the exchange',
  });
  assert.deepEqual(await arrivedRequests(there.people, desk.person), [], 'it is in its case');

  // Its registration is told, and that somebody opened it.
  const answer = await until('registered', async () => {
    const ins = await lyon.house.db.transaction((tx) => insOf(tx, queued.conversation));
    return ins.find(({ type }) => type === 'registered');
  });
  assert.equal(answer.state, 'delivered');
  await until('opened', async () => (await outs()).find(({ retrieval }) => retrieval !== undefined));
  const seen = await scene.people.db.asPerson(ana.id, (tx) => outsOf(tx, queued.conversation));
  assert.deepEqual(seen, [], 'nobody outside the case sees the conversation');
  assert.equal((await insOf(there.house.db.kysely, queued.conversation)).length, 1);
  tell('Lyon', 'the request is delivered, opened and registered there');

  // They ask, we answer.
  const theirSender = { keys, clock: there.house.clock, random: there.house.random };
  const text = (type: 'question' | 'answer', words: string) =>
    ({ v: 1, type, text: words, language: 'en' }) as const;
  await sayInConversation(acting, theirSender, { number: 1, message: text('question', 'Which days?') });
  await until('asked', async () => {
    const ins = await lyon.house.db.transaction((tx) => insOf(tx, queued.conversation));
    return ins.find(({ type }) => type === 'question');
  });
  await becomes('clarificationAsked');
  tell('Lyon', 'asked: Which days?');
  await sayInConversation(prosecutor, sender, { number, message: text('answer', 'All of October.') });
  await until('answered', async () =>
    (await outs()).find(({ type, state }) => type === 'answer' && state === 'delivered'),
  );
  tell('Tokyo', 'answered: All of October.');
  const { facts } = await life();
  assert.deepEqual(
    facts.events.slice(-5).map(({ act, side }) => [act, side]),
    [
      ['transmit', 'ours'],
      ['deliver', 'theirs'],
      ['acknowledge', 'theirs'],
      ['askClarification', 'theirs'],
      ['answerClarification', 'ours'],
    ],
    'nothing was typed again',
  );
  const delivering = facts.events.find(({ act }) => act === 'deliver');
  assert.equal(delivering?.occurredAt.toISOString(), new Date(receipt?.at ?? 0).toISOString());
  assert.equal(delivering?.zone, receipt?.zone, 'clocks run from the receipt of the other side');
  assert.ok(delivering?.evidence?.includes(queued.digest));

  // The data come as a package in the same conversation; custody passes when a person here accepts it, and a package for the court is made.
  const jiro = await testMember(there.house, file, 'Jiro Example', 'judge');
  const { number: produced } = await testExhibit(there.house, file);
  const package_ = newUuid(there.house.clock, there.house.random);
  const share = {
    ...shareOf(produced),
    receiver: { name: 'Lyon', state: 'FR' },
    handsOver: 'custody',
  } as const;
  await askShare(there.house, { by: jiro, share, id: package_ });
  const made = await until('made', async () => {
    const found = await shareById(there.house.db.kysely, file.id, package_);
    return found?.made === undefined ? undefined : found;
  });
  await offerPackage(there.house, jiro, { share: made, peer: 'lyon.example/custody' });
  tell('Tokyo', `offers custody of ${produced}; until the answer is here it is bound`);
  const { ines } = scene;
  const desk_ = { house: lyon.house, people: scene.people, person: ines.person };
  const offer = await until('offered', async () => (await theirOffers(lyon.house.db.kysely))[0]);
  await takeOffer(desk_, offer.id, ines.file);
  const checked_ = await until('fetched and checked', async () => {
    const id = (await theirOffers(lyon.house.db.kysely))[0]?.arrivesAs;
    const incoming = id && (await incomingById(lyon.house.db.kysely, ines.file.id, id));
    return incoming?.checked === undefined ? undefined : incoming;
  });
  assert.equal(checked_.checked?.verdict.ok, true);
  tell('Lyon', 'the package was fetched in parts and checked against the keys of Tokyo');
  await importIncoming(lyon.house, {
    id: checked_.id,
    caseId: ines.file.id,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    act: { role: 'investigator', person: ines.person.name, personId: ines.person.id },
    answers: arrived.said.reference,
    reason: keysRecord('peer'),
  });
  const [received = ''] = await acceptOffer(desk_, offer.id);
  await tellAnswers(lyon.house, lyon.keys);
  await until('passed', async () =>
    (await standingOf(there.house.db.kysely, produced)) === 'none' ? true : undefined,
  );
  tell('Tokyo', `the acceptance of Lyon is filed: custody of ${produced} has passed to ${received}`);
  const court = at('court');
  await createPackage(lyon.house, {
    ...PACKING,
    caseName: ines.file.reference,
    exhibits: [received],
    to: court,
    receiver: { name: 'Court of Lyon', state: 'FR' },
  });
  writeFileSync(at('lyon.policy'), ownKeys(lyon.house));
  const forCourt = await comity(at('nowhere'), ['verify', court, '--trust', at('lyon.policy')]);
  assert.equal(forCourt.code, 0, forCourt.out + forCourt.err);
  tell('The court', forCourt.out);

  // Whoever has the files and the keys of both logs checks all of it, without database and network.
  const exported = at('conversation');
  await run('exchange', 'conversation', queued.conversation, '--to', exported);
  writeFileSync(at('lyon.keys'), ownKeys(lyon.house));
  writeFileSync(at('tokyo.keys'), ownKeys(there.house));
  const trust = ['--trust', at('lyon.keys'), '--trust', at('tokyo.keys')];
  const check = () => comity(at('nowhere'), ['verify', exported, ...trust]);
  const checked = await check();
  const [alone, offline] = await buildVerifiers(folder);
  const browser = hasChromium() ? await openChromium() : undefined;
  t.after(() => browser?.close());
  const opened = browser && (await openVerifyPage(browser, offline?.path ?? ''));
  /** As its page says it, where there is a browser. */
  const onPage = async (trusted: readonly string[]): Promise<string | undefined> => {
    if (opened === undefined) return undefined;
    const { outcome, words } = await checkOnPage(opened.page, exported, trusted);
    const faults = await opened.page.innerText('#fault');
    assert.deepEqual(opened.problems, []);
    return `${outcome}: ${words} ${faults}`;
  };
  const both = [at('lyon.keys'), at('tokyo.keys')];
  const byItself = () =>
    spawnSync(process.execPath, [alone?.path ?? '', exported, ...trust], { encoding: 'utf8' });
  assert.deepEqual([byItself().status, byItself().stdout], [0, checked.out]);
  assert.equal(checked.code, 0, checked.out + checked.err);
  assert.match(checked.out, /Everything holds: 6 messages/);
  assert.match((await onPage(both)) ?? 'valid: 6 messages', /^valid: .*6 messages/);
  assert.match((await onPage(both.slice(0, 1))) ?? 'invalid: ', /^invalid: /, 'the keys of one side');
  tell('Anybody', checked.out);
  const answered = join(exported, 'messages', 'in-000002.plain');
  writeFileSync(answered, readFileSync(answered, 'latin1').replace('October', 'Octobre'), 'latin1');
  rmSync(join(exported, 'messages', 'out-000001.comity'));
  const touched = await check();
  assert.equal(touched.code, 1);
  assert.match(touched.out, /in-000002\.comity: what it says is not what was signed/);
  assert.match(touched.out, /out-000002\.comity: number 2 does not follow/);
  assert.deepEqual([byItself().status, byItself().stdout], [1, touched.out]);
  const said = (await onPage(both)) ?? touched.out;
  for (const [, fault = ''] of touched.out.matchAll(/^WRONG [^:]+: (.*)$/gm))
    assert.ok(said.includes(fault), said);
  tell('The page', said);

  // What reached nobody is said once more, as a new message.
  await scene.house.db.withOwner((owner) =>
    owner.query(`update exchange_out set state = 'expired' where type = 'answer'`),
  );
  const dead = (await outs()).find(({ type }) => type === 'answer');
  assert.ok(dead);
  await sayAgain(prosecutor, sender, { number, message: dead.id });
  await sayAgain(prosecutor, sender, { number, message: dead.id });
  assert.equal((await outs()).filter(({ type }) => type === 'answer').length, 2, 'twice is once');
});
