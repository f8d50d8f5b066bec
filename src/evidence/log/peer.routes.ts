// Trusted peers, for administrators: adding one by three questions, confirming as a second person, withdrawing, our own sheet.
import { isUuid, newUuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { dayGiven } from '../../web/day-field.ts';
import type { Messages } from '../../web/messages.ts';
import type { Errors } from '../../web/parts.ts';
import type { Installation } from './installation.acts.ts';
import { addPeer, confirmPeer, keysOf, ownKeys, withdrawPeer } from './peer.acts.ts';
import * as pages from './peer.pages.ts';
import { PEERS, type PeerAnswers, type PeerStep } from './peer.pages.ts';
import { listPeers, openPeer, peerById } from './peer.store.ts';
import { peerFields, peerPrints, peerWords, readPeerFile, type Peer, type ReadPeerFile } from './peer.ts';

const ANSWER_LENGTH_MAX = 64 * 1024; // of a file of keys that is too long, enough to say so

export function peerRoutes(house: Installation, people: People): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changePeers', method, `${PEERS}${step}`, open);
  const one = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit, peer: Peer) => Response | Promise<Response>,
  ): PageRoute =>
    route(method, `/:id${step}`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      const peer = await people.db.asPerson(visit.person.id, (tx) => peerById(tx, id));
      return peer === undefined ? visit.notFound() : open(visit, peer);
    });
  return [
    route('GET', '', async (visit) => {
      const peers = await people.db.asPerson(visit.person.id, (tx) => listPeers(tx));
      return visit.page(pages.peersPage(visit.frame.say, peers));
    }),
    route('GET', '/ours', (visit) => ours(house, visit)),
    route('GET', '/ours/trust.txt', () => textFile(ownKeys(house))),
    route('GET', '/new', (visit) => {
      const given = { ...NOTHING, id: newUuid(people.clock, people.random) };
      const asked = { step: 'file', given, prints: [], origin: '', errors: {} } as const;
      return visit.page(pages.peerQuestion(visit.frame.say, asked));
    }),
    route('POST', '/new', (visit) => add(house, people, visit)),
    one('GET', '', (visit, peer) => show(visit, peer)),
    one('GET', '/trust.txt', (_, peer) => textFile(peer.trust)),
    one('GET', '/confirm', (visit, peer) =>
      visit.page(pages.confirmPage(visit.frame.say, decision(peer, '', {}))),
    ),
    one('POST', '/confirm', (visit, peer) => decide(people, visit, peer, 'confirm')),
    one('GET', '/withdraw', (visit, peer) =>
      visit.page(pages.withdrawPage(visit.frame.say, decision(peer, '', {}))),
    ),
    one('POST', '/withdraw', (visit, peer) => decide(people, visit, peer, 'withdraw')),
  ];
}

const NOTHING: PeerAnswers = { id: '', trust: '', agency: '', state: '', road: '', how: '', receivedOn: '' };

function show(visit: SignedInVisit, peer: Peer): Promise<Response> {
  const { say } = visit.frame;
  const notices: { readonly [name: string]: string } = {
    added: say.peers.addedNow,
    confirmed: say.peers.confirmedNow,
    withdrawn: say.peers.withdrawnNow,
  };
  const doneNow = visit.query('done');
  const keys = keysOf(peer);
  return visit.page(
    pages.peerPage(say, {
      peer,
      prints: peerPrints(keys, nodeCrypto),
      witnesses: keys.witnesses,
      isOwn: peer.added.by.id === visit.person.id,
      notice: Object.hasOwn(notices, doneNow) ? notices[doneNow] : undefined,
    }),
  );
}

/** The answers so far come with each form; the first that is missing is asked next, a wrong one again. */
async function add(house: Installation, people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const text = (name: string): string =>
    (name === 'receivedOn' ? dayGiven(fields, name) : (fields.get(name) ?? '')).slice(0, ANSWER_LENGTH_MAX);
  const given = Object.fromEntries(Object.keys(NOTHING).map((name) => [name, text(name)])) as PeerAnswers; // each of them
  const file = readPeerFile(given.trust, house.settings.origin, nodeCrypto);
  const errors = await wrongIn(say, { people, visit, given, file });
  const step = pages.PEER_STEPS.find((name) => Object.keys(errors[name]).length > 0);
  if (step !== undefined || !file.ok) {
    const asked = step ?? 'file';
    const isAgain =
      pages.PEER_STEPS.findIndex((name) => name === text('step')) >= pages.PEER_STEPS.indexOf(asked);
    const shown = {
      step: asked,
      given,
      prints: file.ok ? peerPrints(file.keys, nodeCrypto) : [],
      origin: file.ok ? file.keys.origin : '',
      errors: isAgain ? errors[asked] : {},
    };
    return visit.page(pages.peerQuestion(say, shown), isAgain ? 422 : 200);
  }
  const id = isUuid(given.id) ? given.id : newUuid(people.clock, people.random);
  const read = readAnswers(people, given);
  const added = await addPeer(people, visit.person, { ...read, keys: file.keys }, id);
  return visit.go(`${PEERS}/${added}?done=added`);
}

interface Answered {
  readonly people: People;
  readonly visit: SignedInVisit;
  readonly given: PeerAnswers;
  readonly file: ReadPeerFile;
}

async function wrongIn(say: Messages, answered: Answered): Promise<{ readonly [step in PeerStep]: Errors }> {
  const { people, given, file } = answered;
  const words = say.peers;
  const form = peerFields(latestDay(people.clock()));
  const wrong = (name: 'agency' | 'state' | 'road' | 'how' | 'receivedOn', message: string): Errors =>
    form[name].safeParse(given[name]).success ? {} : { [name]: message };
  const fileError = file.ok ? await thereAlready(say, answered) : words.fileFaults[file.why];
  return {
    file: fileError === undefined ? {} : { trust: fileError },
    who: { ...wrong('agency', words.agencyForm), ...wrong('state', words.stateForm) },
    road: {
      ...wrong('road', words.roadForm),
      ...wrong('how', words.howForm),
      ...wrong('receivedOn', words.receivedOnForm),
    },
  };
}

async function thereAlready(
  say: Messages,
  { people, visit, given, file }: Answered,
): Promise<string | undefined> {
  if (!file.ok) return undefined;
  const { origin } = file.keys;
  const open = await people.db.asPerson(visit.person.id, (tx) => openPeer(tx, origin));
  return open === undefined || open.id === given.id ? undefined : say.peers.there;
}

function readAnswers(people: People, given: PeerAnswers) {
  const form = peerFields(latestDay(people.clock()));
  return {
    agency: form.agency.parse(given.agency),
    state: form.state.parse(given.state),
    road: form.road.parse(given.road),
    how: form.how.parse(given.how),
    receivedOn: form.receivedOn.parse(given.receivedOn),
  };
}

function decision(peer: Peer, given: string, errors: Errors): pages.DecisionAsked {
  return { peer, prints: peerPrints(keysOf(peer), nodeCrypto), given, errors };
}

async function decide(
  people: People,
  visit: SignedInVisit,
  peer: Peer,
  what: 'confirm' | 'withdraw',
): Promise<Response> {
  const { say } = visit.frame;
  const given = ((await visit.form()).get('words') ?? '').slice(0, ANSWER_LENGTH_MAX);
  const read = peerWords.safeParse(given);
  const isConfirming = what === 'confirm';
  if (!read.success) {
    const again = decision(peer, given, {
      words: isConfirming ? say.peers.confirmForm : say.peers.withdrawForm,
    });
    return visit.page(isConfirming ? pages.confirmPage(say, again) : pages.withdrawPage(say, again), 422);
  }
  await (isConfirming ? confirmPeer : withdrawPeer)(people, visit.person, peer.id, read.data);
  return visit.go(`${PEERS}/${peer.id}?done=${isConfirming ? 'confirmed' : 'withdrawn'}`);
}

function ours(house: Installation, visit: SignedInVisit): Promise<Response> {
  const { ed25519, mlDsa44 } = house.keys;
  const log = [ed25519.key, mlDsa44.key];
  const prints = peerPrints({ log, service: house.identity.service.key }, nodeCrypto);
  return visit.page(pages.oursPage(visit.frame.say, house.settings, prints, new Date(house.clock())));
}

function textFile(text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="trust.txt"',
    },
  });
}
