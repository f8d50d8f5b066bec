// Two authorities and one provider, each a process of its own (`./comity serve`) with a data folder and a database of its own: a preservation
// between points of contact, its extension, the request for assistance, a clarification, the production of the provider, the package, its
// acceptance, the package for the court. Between them nothing passes but what their servers send each other. What each side sees is told by
// `npm run two-states`; in the end all of it is checked from exported files alone, by the program and by the stand-alone verifier.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import type { Viewer } from '../src/evidence/exhibits/exhibit-act.acts.ts';
import { ownKeys } from '../src/evidence/log/peer.do.ts';
import { RECORDS_KEPT } from '../src/evidence/packages/records.ts';
import { shareById } from '../src/evidence/packages/share.store.ts';
import { offerPackage } from '../src/exchange/offer.acts.ts';
import { theirOffers } from './support/their-offers.ts';
import { acceptOffer, takeOffer } from '../src/exchange/offered.acts.ts';
import {
  arrivedRequests,
  sayInConversation,
  sendRequest,
  takeIntoCase,
} from '../src/exchange/request-exchange.acts.ts';
import { changeSetting } from '../src/people/setting.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { beginRequest, setAsked } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { registerRequest } from '../src/requests/verbs/incoming/register.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import { buildVerifiers } from '../src/cli/build.ts';
import { comity } from './support/comity.ts';
import { completeDraft, explainAll } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { becomes, comparesKeys, hears, ownProcess, type OwnProcess } from './support/own-process.ts';
import { asMember, enrol, testHouse, testMember } from './support/people.ts';
import { answerOf, signIt, signingScene, type SigningScene } from './support/signing-request.ts';
import { temporaryFolder } from './support/temporary.ts';
import { JAPAN, PROVIDER } from './support/two-authorities.ts';

const tell = (who: string, what: string): void => {
  if (process.env['COMITY_TELL'] === '1') process.stdout.write(`── ${who.padEnd(8)} ${what}\n`);
};

test('two authorities and a provider: from the preservation to the package for the court, by line', async (t) => {
  const scene = await signingScene(t, 'bc-29-preservation');
  const order = await signingScene(t, 'provider-preservation', JAPAN);
  const lyon = await ownProcess(t, scene);
  const tokyo = await ownProcess(t, order);
  const mail = await ownProcess(t, await testHouse(t, PROVIDER), 'provider');
  const all = [lyon, tokyo, mail];
  for (const { house, pid, line } of all)
    tell(house.settings.state, `${house.settings.agency}: process ${pid} at ${line}, ${house.home.path}`);
  for (const [one, other] of [
    [lyon, tokyo],
    [tokyo, mail],
  ] as const) {
    const digits = await comparesKeys(t, one, other);
    await comparesKeys(t, other, one);
    tell('both', `two administrators of each compared the keys by telephone, such as ${digits}`);
  }
  const { law } = scene.lead;

  // 24/7: the point of contact of Lyon asks that of Tokyo to have data kept.
  const inTokyo = await desk(tokyo, law, 'A request from Lyon');
  await send(scene, lyon, tokyo);
  await register(inTokyo, tokyo, 'bc-29-preservation', 'FR');
  await hears(lyon, 'registered');
  tell('Lyon', 'asks by line that data be kept; delivered, said the receipt of Tokyo');
  tell('Tokyo', `registers it: ${await holdBecomes(tokyo, inTokyo, /^requested/)}`);
  tell('Lyon', `sees that it is registered there: ${await hold(lyon, scene.prosecutor)}`);

  // Tokyo has the provider keep them: kept before anybody there reads the order.
  const ours = { entities: ['Example Mail Inc.'], services: ['Example Mail'] };
  await mail.ask(mail.ana, 'POST /settings/provider', ours);
  const inMail = await desk(mail, law, 'An order from Tokyo');
  await send(order, tokyo, mail);
  const waiting = await becomes('an order before the provider', async () => {
    const { items } = await mail.ask(inMail.person, 'GET /provider-orders?toKeep=true');
    return items[0] as { readonly id: string; readonly reference: string; readonly keepFrom: string };
  });
  assert.ok(waiting.keepFrom);
  assert.equal((await arrivedRequests(mail.people, inMail.person)).length, 1, 'nobody has taken it in');
  tell(
    'Provider',
    `order ${waiting.reference}: to be kept since ${waiting.keepFrom}, before anybody read it`,
  );
  const ofOrder = (act: string, body: object) =>
    mail.ask(inMail.person, `POST /provider-orders/${waiting.id}/${act}`, body);
  await ofOrder('keep', { outcome: 'kept', reference: 'LE-4471' });
  await ofOrder('account', { place: 1, found: 'account', account: 'acct-2291' });
  // Two accounts have one of its names: asked with Annex III before anybody registers it, and answered.
  await ofOrder('answer', {
    language: 'en',
    reasons: ['insufficient'],
    question: 'Which of the two accounts?',
    areKept: true,
  });
  const asked = await becomes(
    'a question',
    () => stateOf(order.prosecutor, order.number),
    (found) => found === 'clarificationAsked',
  );
  tell('Tokyo', `the provider asks with Annex III “Which of the two accounts?”; the request stands ${asked}`);
  await sayInConversation(order.prosecutor, sender(tokyo), {
    number: order.number,
    message: words('answer', 'The first.'),
  });
  await hears(mail, 'answer', 1, true); // its effect is on what is registered
  await register(inMail, mail, 'provider-preservation', 'JP');
  await holdBecomes(mail, inMail, /^inForce/);
  tell('Provider', `registers it: ${await hold(mail, inMail)}`);
  const keep = (at: OwnProcess, who: Acting, act: string, more: object = {}) =>
    at.ask(who.person, `POST /cases/${who.file.reference}/preservations/1/acts`, {
      act,
      evidence: 'Seen',
      zone: 'Asia/Tokyo',
      ...more,
    });
  tell('Tokyo', `hears from the provider: ${await holdBecomes(tokyo, order.prosecutor, /^inForce/)}`);
  await keep(tokyo, inTokyo, 'confirm', { detail: { reference: 'LE-4471' } });
  tell('Lyon', `hears from Tokyo: ${await holdBecomes(lyon, scene.prosecutor, /^inForce/)}`);

  // Extension: Lyon's letter asks for it; the provider, then Tokyo, say that it is so.
  await sendNew(scene, 'extension', lyon, tokyo);
  await register(inTokyo, tokyo, 'extension', 'FR');
  tell('Lyon', 'asks by letter, by line, that they be kept longer');
  const endsAt = new Date(Date.now() + 170 * 86_400_000).toISOString();
  await keep(mail, inMail, 'extend', { detail: { endsAt } });
  await holdBecomes(tokyo, order.prosecutor, /^extended/);
  await keep(tokyo, inTokyo, 'extend', { detail: { endsAt } });
  tell('Lyon', `the extension came by line: ${await holdBecomes(lyon, scene.prosecutor, /^extended/)}`);

  // The request for assistance asks for what is kept; a clarification.
  const mla = await sendNew(scene, 'mla-request', lyon, tokyo);
  const registered = await register(inTokyo, tokyo, 'mla-request', 'FR');
  await hears(lyon, 'registered', 3);
  await keep(lyon, scene.prosecutor, 'announceProduction', { production: mla });
  await holdBecomes(tokyo, inTokyo, /^productionAnnounced/);
  tell('Tokyo', `the request for assistance is registered; the preservation: ${await hold(tokyo, inTokyo)}`);
  await sayInConversation(inTokyo, sender(tokyo), {
    number: registered,
    message: words('question', 'Which days?'),
  });
  await hears(lyon, 'question');
  await sayInConversation(scene.prosecutor, sender(lyon), {
    number: mla,
    message: words('answer', 'All of October.'),
  });
  await hears(tokyo, 'answer', 1, true);
  const state = await stateOf(scene.prosecutor, mla);
  tell('Lyon', `was asked “Which days?”, answered “All of October.”; the request stands ${state}`);

  // The provider produces: the data in a package, by offer and acceptance; then Tokyo to Lyon.
  const provider = await peopleOf(mail, inMail);
  const centre = await peopleOf(tokyo, inTokyo);
  const statement = 'Made by the mail service as mail arrives, and kept by its owner.';
  await changeSetting(mail.people, mail.ana, RECORDS_KEPT, { statement });
  const mailbox = join(temporaryFolder(t), 'mailbox.mbox');
  writeFileSync(mailbox, 'From: …\n');
  const from = ['--case', provider.file.reference, '--authority', waiting.reference];
  const added = await mail.run('exhibit', 'add', mailbox, ...from, '--source', 'The mail service', '--json');
  const produced = /"number":"([^"]+)"/.exec(added)?.[1] ?? assert.fail(added);
  const data = await handOver(provider, centre, produced);
  const keysOfMail = join(temporaryFolder(t), 'mail.keys');
  writeFileSync(keysOfMail, ownKeys(mail.house));
  const file = join(mail.house.home.packages, `${data}.zip`);
  const certified = await comity(temporaryFolder(t), ['verify', file, '--trust', keysOfMail]);
  const certificate = /.*certifies how these records are made.*/.exec(certified.out)?.[0].trim();
  assert.ok(certificate, certified.out + certified.err);
  tell('Provider', certificate);
  const inJapan = await takeOver(centre, data);
  await passes(mail, produced);
  tell('Provider', `${produced} handed over by line; the acceptance of Tokyo is filed: custody is theirs`);
  await keep(mail, inMail, 'produce');
  await holdBecomes(tokyo, order.prosecutor, /^produced/);
  const end: Officials = { ...lyon, file: scene.file, judge: scene.judge, ines: scene.ines };
  const sent = await handOver(centre, end, inJapan);
  const inFrance = await takeOver(end, sent);
  await passes(tokyo, inJapan);
  await keep(tokyo, inTokyo, 'produce');
  const kept = await holdBecomes(lyon, scene.prosecutor, /^produced/);
  tell(
    'Lyon',
    `${inFrance} came with its history from the provider: custody is ours; the preservation: ${kept}`,
  );

  // For the court, and for anybody: from files alone.
  const folder = temporaryFolder(t);
  const court = join(folder, 'court');
  const forCase = `--case ${scene.file.reference} --exhibit ${inFrance} --receiver-state FR`.split(' ');
  await lyon.run('package', 'create', ...forCase, '--receiver', 'Court of Lyon', '--to', court);
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
  const [alone] = await buildVerifiers(folder);
  let messages = 0;
  for (const { id, peer_origin: peer } of rows) {
    const to = join(folder, id);
    await tokyo.run('exchange', 'conversation', id, '--to', to);
    const pair = peer === PROVIDER.origin ? trust.slice(2) : trust.slice(0, 4);
    const checked = await comity(nowhere, ['verify', to, ...pair]);
    assert.equal(checked.code, 0, checked.out + checked.err);
    messages += Number(/holds: (\d+) message/.exec(checked.out)?.[1]);
    const byItself = spawnSync(process.execPath, [alone?.path ?? '', to, ...pair], { encoding: 'utf8' });
    assert.deepEqual([byItself.status, byItself.stdout], [0, checked.out], byItself.stderr);
  }
  let sentByAll = 0;
  for (const { house } of all)
    sentByAll += (await house.db.kysely.selectFrom('exchange_out').select('id').execute()).length;
  assert.equal(messages, sentByAll, 'every message that anybody sent is in what was checked');
  tell(
    'Anybody',
    `${String(rows.length)} conversations checked from exported files alone, with ./comity verify and with comity-verify.mjs: ${String(messages)} messages, everything holds`,
  );
  for (const one of all) await one.run('audit');
  tell('all', 'audit of all three installations: nothing differs');
});

const sender = ({ house, keys }: OwnProcess) => ({ house, keys, clock: house.clock, random: house.random });

const words = (type: 'question' | 'answer', text: string) => ({ v: 1, type, text, language: 'en' }) as const;

/** The request of the scene is signed, on a page with a passkey, and goes to the peer. */
async function send(scene: SigningScene, from: OwnProcess, to: OwnProcess): Promise<number> {
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

async function sendNew(scene: SigningScene, form: string, from: OwnProcess, to: OwnProcess): Promise<number> {
  const number = await beginRequest(scene.ines, form, (await completeDraft(form)).answers);
  return send({ ...scene, number }, from, to);
}

/** Somebody of the desk there, with a case. */
async function desk({ house, people }: OwnProcess, law: Acting['law'], title: string): Promise<Acting> {
  const person = await enrol(people, 'dora', ['centralAuthority']);
  const file = await testCase(house, title);
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: person.id, role: 'lead', at: new Date() }),
  );
  return { ...(await asMember(people, person, file)), law };
}

/** What comes before the desk is taken in and registered; returns its number. */
async function register(
  acting: Acting,
  { house, people, keys }: OwnProcess,
  form: string,
  counterpart: string,
): Promise<number> {
  const arrived = await becomes(
    `${form} before the desk`,
    async () => (await arrivedRequests(people, acting.person))[0],
  );
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

async function stateOf(acting: Acting, number: number): Promise<string> {
  const { request } = await acting.people.db.asPerson(acting.person.id, (tx) => lifeOf(tx, acting, number));
  return request.state;
}

/** The first preservation of the case, in words, as the API there shows it. */
async function hold(at: OwnProcess, { person, file }: Acting): Promise<string> {
  const { items } = await at.ask(person, `GET /cases/${file.reference}/preservations`);
  const [held] = (items as { readonly state: string; readonly expiresAt: string | null }[]).toReversed(); // the newest first
  return `${held?.state ?? 'none'}, until ${held?.expiresAt?.slice(0, 10) ?? 'not said'}`;
}

function holdBecomes(at: OwnProcess, acting: Acting, wanted: RegExp): Promise<string> {
  return becomes(
    `a preservation ${String(wanted)}`,
    () => hold(at, acting),
    (found) => wanted.test(found),
  );
}

interface Officials extends OwnProcess {
  readonly file: Acting['file'];
  /** Who may act in the case. */
  readonly judge: Viewer;
  /** Who brings evidence into it. */
  readonly ines: Viewer;
}

async function peopleOf(of: OwnProcess, { file }: Acting): Promise<Officials> {
  const judge = await testMember(of.house, file, 'Jun Example', 'judge');
  const ines = await testMember(of.house, file, 'Ivo Example', 'investigator');
  return { ...of, file, judge, ines };
}

/** A package that hands custody over, made by the server, offered by line. */
async function handOver(from: Officials, to: OwnProcess, number: string): Promise<Uuid> {
  const { house, file, judge } = from;
  const { agency: receiver, state, origin: peer } = to.house.settings;
  const place = Number(number.split('-').at(-1));
  const { id } = (await from.ask(judge.person, `POST /cases/${file.reference}/packages`, {
    items: [place],
    receiver,
    state,
    handsOver: 'custody',
    withDetails: true,
    basis: 'request',
    reference: 'FR-2026-1',
    purpose: 'As the request asks',
  })) as { readonly id: Uuid };
  const share = await becomes(
    'a package',
    () => shareById(house.db.kysely, file.id, id),
    (found) => found?.made !== undefined,
  );
  await offerPackage(house, judge, { share, peer });
  return id;
}

/** Fetched in parts and checked by the server, taken into evidence, custody accepted. */
async function takeOver({ house, people, ines, file, ask }: Officials, id: Uuid): Promise<string> {
  const there = async () => (await theirOffers(house.db.kysely)).find((one) => one.package === id);
  const offer = await becomes('an offer', there);
  const by = { house, people, person: ines.person };
  await takeOffer(by, offer.id, file);
  const { arrivesAs = '' } = await becomes('a way in', there, (one) => one?.arrivesAs !== undefined);
  const all = `/cases/${file.reference}/incoming-packages`;
  const state = async () => {
    const { items } = await ask(ines.person, `GET ${all}`);
    const found = items as { readonly id: string; readonly state: string }[];
    return found.find((one) => one.id === arrivesAs)?.state;
  };
  await becomes('a package that was checked', state, (found) => found === 'checked');
  await ask(ines.person, `POST ${all}/${arrivesAs}/import`, { answers: 'The request' });
  await becomes('a package in evidence', state, (found) => found === 'imported');
  const [number = ''] = await acceptOffer(by, offer.id);
  return number;
}

/** The acceptance is filed there: custody is with it no more. */
async function passes({ house }: OwnProcess, number: string): Promise<void> {
  await becomes(
    `custody of ${number} elsewhere`,
    () => standingOf(house.db.kysely, number),
    (found) => found === 'none',
  );
}
