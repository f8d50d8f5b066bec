// Two authorities and one provider, each with a database of its own: a preservation between points of contact, its extension, the request for
// assistance, a clarification, the production of the provider, the package, its acceptance, the package for the court. What each side sees is
// told by `npm run two-states`; in the end all of it is checked from exported files alone.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { findCase } from '../src/cases/case.store.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { ownKeys } from '../src/evidence/log/peer.acts.ts';
import { RECORDS_KEPT } from '../src/evidence/packages/records.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { askShare, makeShare } from '../src/evidence/packages/share.acts.ts';
import { exportConversation } from '../src/exchange/conversation-export.acts.ts';
import { acceptOffer } from '../src/exchange/offered.acts.ts';
import { answerOrder } from '../src/exchange/provider-answer.acts.ts';
import { answerKeeping, mapAccount, ordersOfDesk, setOurs } from '../src/exchange/provider-order.acts.ts';
import {
  arrivedRequests,
  sayInConversation,
  sendRequest,
  takeIntoCase,
} from '../src/exchange/request-exchange.acts.ts';
import { changeSetting } from '../src/people/setting.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { preservationsOf } from '../src/requests/clocks/preservation.store.ts';
import { beginRequest, setAsked } from '../src/requests/drafting/request-draft.acts.ts';
import { registerRequest } from '../src/requests/incoming/register.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/life/life.acts.ts';
import { takePreservationAct } from '../src/requests/life/preservation.acts.ts';
import { comity } from './support/comity.ts';
import { completeDraft, explainAll } from './support/complete-request.ts';
import { offer, offerOf, received, isClean, type Side } from './support/evidence-between.ts';
import { shareOf } from './support/held-exhibit.ts';
import { inMemory, PACKING, testCase, testExhibit } from './support/installation.ts';
import { asMember, enrol, testHouse, testMember } from './support/people.ts';
import { talkAll } from './support/request-between.ts';
import { answerOf, signIt, signingScene, type SigningScene } from './support/signing-request.ts';
import { temporaryFolder } from './support/temporary.ts';
import { authority, JAPAN, listen, PROVIDER, trusts, type Authority } from './support/two-authorities.ts';

const tell = (who: string, what: string): void => {
  if (process.env['COMITY_TELL'] === '1') process.stdout.write(`── ${who.padEnd(8)} ${what}\n`);
};

test('two authorities and a provider: from the preservation to the package for the court, by line', async (t) => {
  const scene = await signingScene(t, 'bc-29-preservation');
  const order = await signingScene(t, 'provider-preservation', JAPAN);
  const lyon = await authority(scene);
  const tokyo = await authority(order);
  const mail = await authority(await testHouse(t, PROVIDER), undefined, ['provider']);
  const all = [lyon, tokyo, mail];
  for (const [one, other] of [
    [lyon, tokyo],
    [tokyo, mail],
  ] as const) {
    await trusts(one, other);
    await trusts(other, one);
  }
  for (const one of all) await listen(t, one);
  const { law } = scene.lead;
  const talk = () => talkAll(all, law);
  tell('all', 'three installations, each with its database; two administrators of each compared the keys');

  // 24/7: the point of contact of Lyon asks that of Tokyo to have data kept.
  await send(scene, lyon, tokyo);
  await talk();
  const inTokyo = await desk(tokyo, law, 'A request from Lyon');
  tell('Lyon', `asks by line that data be kept; delivered, said the receipt of Tokyo`);
  await register(inTokyo, tokyo, 'bc-29-preservation', 'FR');
  await talk();
  tell('Tokyo', `registers it: ${await hold(inTokyo.acting)}`);
  tell('Lyon', `sees that it is registered there: ${await hold(scene.prosecutor)}`);

  // Tokyo has the provider keep them: kept before anybody there reads the order.
  await setOurs(mail.people, mail.ana, { entities: ['Example Mail Inc.'], services: ['Example Mail'] });
  await send(order, tokyo, mail);
  await talk();
  const inMail = await desk(mail, law, 'An order from Tokyo');
  const [waiting] = await ordersOfDesk(mail.people, inMail.acting.person, { toKeep: true });
  assert.ok(waiting?.keepFrom);
  assert.equal(waiting.request, undefined);
  tell(
    'Provider',
    `order ${waiting.reference}: to be kept since ${waiting.keepFrom.toISOString()}, before anybody read it`,
  );
  await answerKeeping(mail.people, inMail.acting.person, {
    order: waiting.id,
    outcome: 'kept',
    reference: 'LE-4471',
  });
  await mapAccount(mail.people, inMail.acting.person, {
    order: waiting.id,
    place: 1,
    found: 'account',
    account: 'acct-2291',
  });
  // Two accounts have one of its names: asked with Annex III before anybody registers it, and answered.
  await answerOrder(mail, inMail.acting.person, {
    order: waiting.id,
    id: newUuid(mail.house.clock, mail.house.random),
    language: 'en',
    reasons: ['insufficient'],
    question: 'Which of the two accounts?',
    areKept: true,
  });
  await talk();
  const { request: asked } = await tokyo.people.db.asPerson(order.prosecutor.person.id, (tx) =>
    lifeOf(tx, order.prosecutor, order.number),
  );
  assert.equal(asked.state, 'clarificationAsked');
  tell(
    'Tokyo',
    `the provider asks with Annex III “Which of the two accounts?”; the request stands ${asked.state}`,
  );
  await sayInConversation(order.prosecutor, sender(tokyo), {
    number: order.number,
    message: words('answer', 'The first.'),
  });
  await talk();
  await register(inMail, mail, 'provider-preservation', 'JP');
  await talk();
  tell('Provider', `registers it: ${await hold(inMail.acting)}`);
  const keep = (who: Acting, act: string, more: object = {}) =>
    takePreservationAct(who, { number: 1, act, evidence: 'Seen', zone: 'Asia/Tokyo', ...more });
  assert.match(await hold(order.prosecutor), /^inForce/);
  tell('Tokyo', `hears from the provider: ${await hold(order.prosecutor)}`);
  await keep(inTokyo.acting, 'confirm', { detail: { reference: 'LE-4471' } });
  await talk();
  assert.match(await hold(scene.prosecutor), /^inForce/);
  tell('Lyon', `hears from Tokyo: ${await hold(scene.prosecutor)}`);

  // Extension: Lyon's letter asks for it; the provider, then Tokyo, say that it is so.
  await sendNew(scene, 'extension', lyon, tokyo);
  await talk();
  await register(inTokyo, tokyo, 'extension', 'FR');
  tell('Lyon', 'asks by letter, by line, that they be kept longer');
  const endsAt = new Date(Date.now() + 170 * 86_400_000).toISOString();
  await keep(inMail.acting, 'extend', { detail: { endsAt } });
  await talk();
  assert.match(await hold(order.prosecutor), /^extended/);
  await keep(inTokyo.acting, 'extend', { detail: { endsAt } });
  await talk();
  assert.match(await hold(scene.prosecutor), /^extended/);
  tell('Lyon', `the extension came by line: ${await hold(scene.prosecutor)}`);

  // The request for assistance asks for what is kept; a clarification.
  const mla = await sendNew(scene, 'mla-request', lyon, tokyo);
  await talk();
  const registered = await register(inTokyo, tokyo, 'mla-request', 'FR');
  await talk();
  const production = await scene.people.db.asPerson(
    scene.prosecutor.person.id,
    async (tx) => (await lifeOf(tx, scene.prosecutor, mla)).request.id,
  );
  await keep(scene.prosecutor, 'announceProduction', { detail: { production } });
  await talk();
  assert.match(await hold(inTokyo.acting), /^productionAnnounced/);
  tell('Tokyo', `the request for assistance is registered; the preservation: ${await hold(inTokyo.acting)}`);
  await sayInConversation(inTokyo.acting, sender(tokyo), {
    number: registered,
    message: words('question', 'Which days?'),
  });
  await talk();
  await sayInConversation(scene.prosecutor, sender(lyon), {
    number: mla,
    message: words('answer', 'All of October.'),
  });
  await talk();
  const { state } = await scene.people.db.asPerson(
    scene.prosecutor.person.id,
    async (tx) => (await lifeOf(tx, scene.prosecutor, mla)).request,
  );
  tell('Lyon', `was asked “Which days?”, answered “All of October.”; the request stands ${state}`);

  // The provider produces: the data in a package, by offer and acceptance; then Tokyo to Lyon.
  const provider = await sideOf(mail, inMail.acting);
  const centre = await sideOf(tokyo, inTokyo.acting);
  const statement = 'Made by the mail service as mail arrives, and kept by its owner.';
  await changeSetting(mail.people, mail.ana, RECORDS_KEPT, { statement });
  const data = await produce(provider, centre, 'mailbox.mbox');
  const keysOfMail = join(temporaryFolder(t), 'mail.keys');
  writeFileSync(keysOfMail, ownKeys(mail.house));
  const produced = join(mail.house.home.packages, `${data.id}.zip`);
  const certified = await comity(temporaryFolder(t), ['verify', produced, '--trust', keysOfMail]);
  const certificate = /.*certifies how these records are made.*/.exec(certified.out)?.[0].trim();
  assert.ok(certificate, certified.out + certified.err);
  tell('Provider', certificate);
  await talk();
  const [inJapan = ''] = await takeOver(centre, data.id);
  await talk();
  assert.equal(await standingOf(mail.house.db.kysely, data.number), 'none');
  tell('Provider', `${data.number} handed over by line; the acceptance of Tokyo is filed: custody is theirs`);
  await keep(inMail.acting, 'produce');
  await talk();
  assert.match(await hold(order.prosecutor), /^produced/);
  const end = { ...lyon, file: scene.file, judge: scene.judge, ines: scene.ines, clock: { ms: 0 } };
  const sent = await handOver(centre, end, inJapan);
  await talk();
  const [inFrance = ''] = await takeOver(end, sent);
  await talk();
  assert.equal(await standingOf(tokyo.house.db.kysely, inJapan), 'none');
  await keep(inTokyo.acting, 'produce');
  await talk();
  assert.match(await hold(scene.prosecutor), /^produced/);
  tell(
    'Lyon',
    `${inFrance} came with its history from the provider: custody is ours; the preservation: ${await hold(scene.prosecutor)}`,
  );

  // For the court, and for anybody: from files alone.
  const folder = temporaryFolder(t);
  const court = join(folder, 'court');
  const receiver = { name: 'Court of Lyon', state: 'FR' };
  await createPackage(lyon.house, {
    ...PACKING,
    caseName: scene.file.reference,
    exhibits: [inFrance],
    to: court,
    receiver,
  });
  const trust = all.flatMap((one, i) => {
    const path = join(folder, `${String(i)}.keys`);
    writeFileSync(path, ownKeys(one.house));
    return ['--trust', path];
  });
  const nowhere = join(folder, 'nowhere');
  const forCourt = await comity(nowhere, ['verify', court, ...trust.slice(0, 2)]);
  assert.equal(forCourt.code, 0, forCourt.out + forCourt.err);
  tell('Court', forCourt.out.trim().replaceAll('\n', '\n            '));
  // Tokyo takes part in every conversation; what it writes out is checked with the keys of the two that talked, and nothing else.
  const { rows } = await tokyo.house.db.withOwner((owner) =>
    owner.query<{ id: Uuid; peer_origin: string }>(
      'select id, peer_origin from exchange_conversation order by opened_at',
    ),
  );
  let messages = 0;
  for (const { id, peer_origin: peer } of rows) {
    const to = join(folder, id);
    await exportConversation(tokyo.house, tokyo.keys, { conversation: id, to });
    const pair = peer === PROVIDER.origin ? trust.slice(2) : trust.slice(0, 4);
    const checked = await comity(nowhere, ['exchange', 'check', to, ...pair]);
    assert.equal(checked.code, 0, checked.out + checked.err);
    messages += Number(/holds: (\d+) message/.exec(checked.out)?.[1]);
  }
  let sentByAll = 0;
  for (const { house } of all)
    sentByAll += (await house.db.kysely.selectFrom('exchange_out').select('id').execute()).length;
  assert.equal(messages, sentByAll, 'every message that anybody sent is in what was checked');
  tell(
    'Anybody',
    `${String(rows.length)} conversations checked from exported files alone: ${String(messages)} messages, everything holds`,
  );
  await isClean(provider, centre, end);
  tell('all', 'audit of all three installations: nothing differs');
});

const sender = ({ house, keys }: Authority) => ({ house, keys, clock: house.clock, random: house.random });

const words = (type: 'question' | 'answer', text: string) => ({ v: 1, type, text, language: 'en' }) as const;

/** The request of the scene is signed and goes to the peer. */
async function send(scene: SigningScene, from: Authority, to: Authority): Promise<number> {
  const { ines, prosecutor, number } = scene;
  const { state, origin } = to.house.settings;
  await setAsked(ines, { number, counterpart: state, urgency: 'normal' });
  await explainAll(ines, number);
  await takeAct(ines, { number, act: 'submit' });
  // The passkey counts its signatures.
  await signIt(scene, prosecutor, await answerOf(scene, prosecutor, { counter: 7 + number }));
  const asked = { number, peer: origin, channel: 'other', reason: 'By the exchange' };
  await sendRequest(prosecutor, sender(from), asked);
  return number;
}

async function sendNew(scene: SigningScene, form: string, from: Authority, to: Authority): Promise<number> {
  const number = await beginRequest(scene.ines, form, (await completeDraft(form)).answers);
  return send({ ...scene, number }, from, to);
}

interface Desk {
  readonly acting: Acting;
}

/** Somebody of the desk there, with a case. */
async function desk({ house, people }: Authority, law: Acting['law'], title: string): Promise<Desk> {
  const person = await enrol(people, 'dora', ['centralAuthority']);
  const file = await testCase(house, title);
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: person.id, role: 'lead', at: new Date() }),
  );
  return { acting: { ...(await asMember(people, person, file)), law } };
}

/** What lies before the desk is taken in and registered; returns its number. */
async function register(
  { acting }: Desk,
  { house, people, keys }: Authority,
  form: string,
  counterpart: string,
): Promise<number> {
  const [arrived] = await arrivedRequests(people, acting.person);
  assert.ok(arrived);
  const paper = await takeIntoCase({ acting, house, keys }, arrived.message);
  return registerRequest(acting, {
    form,
    paper,
    counterpart,
    urgency: 'normal',
    writtenIn: 'en',
    reference: arrived.said.reference,
    receivedAt: new Date().toISOString(),
    zone: 'Asia/Tokyo',
    evidence: 'By the exchange',
  });
}

/** The first preservation of the case, in words. */
async function hold({ people, person, file }: Acting): Promise<string> {
  const [held] = (await people.db.asPerson(person.id, (tx) => preservationsOf(tx, file.id, 10))).toReversed();
  const until = held?.expiresAt?.toISOString().slice(0, 10) ?? 'not said';
  return `${held?.state ?? 'none'}, until ${until}`;
}

async function sideOf(of: Authority, { file }: Acting): Promise<Side> {
  const { house } = of;
  const judge = await testMember(house, file, 'Jun Example', 'judge');
  const ines = await testMember(house, file, 'Ivo Example', 'investigator');
  return { ...of, file: await fileOf(of, file.reference), judge, ines, clock: { ms: 0 } };
}

async function fileOf({ house }: Authority, reference: string): Promise<Side['file']> {
  return findCase(house.db.kysely, reference);
}

async function produce(from: Side, to: Side, name: string) {
  const { number } = await testExhibit(from.house, from.file, { from: inMemory(name, 'From: …\n') });
  return { number, id: await handOver(from, to, number) };
}

/** A package that hands custody over, offered by line. */
async function handOver(from: Side, to: Side, number: string) {
  const { house, file, judge } = from;
  const { agency: name, state } = to.house.settings;
  const id = newUuid(house.clock, house.random);
  const share = { ...shareOf(number), receiver: { name, state }, handsOver: 'custody' } as const;
  await askShare(house, { by: judge, share, id });
  const signal = new AbortController().signal;
  await makeShare(house, { id, caseId: file.id, role: 'judge', signal, onProgress: () => undefined });
  await offer(from, to, id);
  return id;
}

/** Fetched in parts, checked, taken into evidence, custody accepted. */
async function takeOver(to: Side, id: Uuid): Promise<string[]> {
  const message = await offerOf(to, id);
  await received(to, message);
  return [...(await acceptOffer({ house: to.house, people: to.people, person: to.ines.person }, message))];
}
