// The conversation of a request on the web, the desk of what came through the exchange, and the page of an administrator.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { formOf } from '../requests/forms/index.ts';
import { lifeOf } from '../requests/life/life.acts.ts';
import { wayName } from '../requests/sending/way-name.pages.ts';
import { keysOf } from '../evidence/log/peer.acts.ts';
import { caseOfMember, casesOfMember } from '../people/case-member.store.ts';
import { inCase as may } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html } from '../web/html.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { registerAddress } from '../requests/incoming/register.pages.ts';
import { aboutRequest, type Found } from '../requests/drafting/request-found.routes.ts';
import { requestAddress } from '../requests/text/request-shown.pages.ts';
import { conversationOfRequest, refusedSince } from './conversation.store.ts';
import {
  askPeerPage,
  conversationPage,
  EXCHANGE,
  type MessageSeen,
  type StepSeen,
  type WayToAsk,
} from './conversation.pages.ts';
import { ARRIVALS, arrivalsPage, deadTable, exchangePage, takePage, type PeerSeen } from './desk.pages.ts';
import { insOf, type In } from './in.store.ts';
import { messageOf, MESSAGE_TYPES, saidBy, type Message, type MessageType } from './message.ts';
import { deadLetters, outsOf, standing, type DeadLetter, type Out } from './out.store.ts';
import { offersTable } from './offer.pages.ts';
import { offerRoutes, offersHere } from './offer.routes.ts';
import { keysOrNone, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { linesOf, ownDocument, peerLine } from './peer-document.acts.ts';
import { fingerprintDigits, fingerprintWords } from './peer-document.ts';
import { keptReceipt } from './receipt.ts';
import {
  arrivedRequests,
  leavesBySending,
  maySendNow,
  sayAgain,
  sayInConversation,
  sendRequest,
  takeIntoCase,
} from './request-exchange.acts.ts';
import { answerConditions, sealStanding } from './sealed-information.acts.ts';
import { probes } from './watch.store.ts';
import { markOpened } from './take.acts.ts';

const TEXT_MAX = 20_000;
const REASON_MAX = 1000;
const CASES_MAX = 200;
const REFUSED_DAYS = 30;
/** What a person may say here; the rest are acts of the request, and come of them. */
const SAID_BY_PERSONS: readonly MessageType[] = ['question', 'answer'];

export function exchangeRoutes(desk: ExchangeDesk): PageRoute[] {
  const asked = `${ARRIVALS}/:message` as const;
  return [
    aboutRequest(desk, ['seeRequests', 'GET', EXCHANGE], (found) => show(desk, found, {})),
    aboutRequest(desk, ['sendRequest', 'POST', EXCHANGE], (found) => act(desk, found)),
    agency('handleRequests', 'GET', ARRIVALS, async (visit) =>
      visit.page(
        arrivalsPage(
          visit.frame.say,
          await arrivedRequests(desk.people, visit.person),
          html`${offersTable(visit.frame.say, await offersHere(desk))}
          ${deadTable(visit.frame.say, await deadOf(desk, visit))}`,
        ),
      ),
    ),
    agency('handleRequests', 'GET', asked, (visit) => askCase(desk, visit, {})),
    agency('handleRequests', 'POST', asked, (visit) => take(desk, visit)),
    agency('seeHealth', 'GET', '/settings/exchange', (visit) => settings(desk, visit)),
    ...offerRoutes(desk),
  ];
}

const deadOf = ({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<DeadLetter[]> =>
  people.db.asPerson(person.id, (tx) => deadLetters(tx));

interface Typed {
  readonly text?: string;
  readonly errors?: { readonly [field: string]: string };
}

async function show(desk: ExchangeDesk, found: Found, typed: Typed): Promise<Response> {
  const { visit, shown } = found;
  const { person, frame } = visit;
  const { request, file } = shown;
  const { conversation, outs, ins, dead } = await desk.people.db.asPerson(person.id, async (tx) => {
    const conversation = await conversationOfRequest(tx, request.id);
    if (conversation === undefined) return { conversation, outs: [], ins: [], dead: [] };
    const [outs, ins] = [await outsOf(tx, conversation.id), await insOf(tx, conversation.id)];
    return { conversation, outs, ins, dead: await deadLetters(tx) };
  });
  const errors = typed.errors ?? {};
  const mayAct = may(file.role, 'sendRequest') === 'yes';
  if (conversation === undefined) {
    const peers = await peersOf(desk.house, request.counterpart);
    const maySend = mayAct && maySendNow(request);
    const binds = formOf(request.form)?.binds?.(request.version.answers) !== undefined;
    const ways = maySend ? await waysNow(desk, found) : [];
    return visit.page(
      askPeerPage(frame.say, shown, { peers, maySend, ways, binds, reason: typed.text ?? '', errors }),
    );
  }
  const keys = await keysOrNone(desk);
  if (keys !== undefined)
    await desk.people.db.asPerson(person.id, (tx) =>
      markOpened({ house: desk.house, keys }, tx, ins, person.id, conversation.peerOrigin),
    );
  const line = await peerLine(desk.house.db.kysely, conversation.peerOrigin);
  const mayAgain = (id: string): boolean => mayAct && dead.some((one) => one.id === id);
  const went = outs.map((one) => ({ ...seenOut(one), again: mayAgain(one.id) ? one.id : undefined }));
  const messages = [...went, ...ins.map(seenIn)].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const sayable = !mayAct || line === undefined ? [] : sayableIn(conversation.isOurs, isAsked(outs, ins));
  const peer = line?.document.agency ?? conversation.peerOrigin;
  const page = conversationPage(frame.say, shown, {
    id: conversation.id,
    peer,
    messages,
    sayable,
    given: typed.text ?? '',
    errors,
  });
  return visit.page(page);
}

/** By which it may leave now; none where its transmission is recorded. Those that are closed are not asked about. */
async function waysNow({ people }: ExchangeDesk, { visit, shown, law }: Found): Promise<WayToAsk[]> {
  const { person, file, frame } = visit;
  const { request } = shown;
  if (!leavesBySending(request)) return [];
  const acting = { people, person, file, law };
  const { facts } = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, request.number));
  return facts
    .ways(utcDay(people.clock()))
    .filter(({ verdict }) => verdict !== 'closed')
    .map(({ channel, verdict }) => ({
      channel,
      name: wayName(frame.say, law, channel),
      isOpen: verdict === 'open',
    }));
}

function sayableIn(isOurs: boolean, isQuestionOpen: boolean): MessageType[] {
  return SAID_BY_PERSONS.filter(
    (type) => (saidBy(type) === 'asks') === isOurs && (type !== 'answer' || isQuestionOpen),
  );
}

/** A question of theirs came after our last answer. */
function isAsked(outs: readonly Out[], ins: readonly In[]): boolean {
  const answered = outs.findLast(({ type }) => type === 'answer')?.queuedAt.getTime() ?? 0;
  return ins.some(
    ({ type, state, arrivedAt }) =>
      type === 'question' && state === 'delivered' && arrivedAt.getTime() > answered,
  );
}

function seenOut(out: Out): MessageSeen {
  const { relay, delivery, retrieval, rejection } = out;
  return {
    isOurs: true,
    type: MESSAGE_TYPES.find((one) => one === out.type),
    state: out.state,
    at: out.queuedAt,
    steps: [
      { is: 'queued', ours: out.queuedAt, theirs: undefined },
      ...theirSteps({ relay, delivery, retrieval, rejection }),
    ],
    said: messageOf(out.plain),
    lastError: out.lastError,
  };
}

function seenIn(one: In): MessageSeen {
  const step = (is: StepSeen['is'], note: Uint8Array | undefined, ours: Date | undefined): StepSeen[] =>
    note === undefined ? [] : [{ is, ours, theirs: undefined, code: keptReceipt(note).code }];
  return {
    isOurs: false,
    type: MESSAGE_TYPES.find((type) => type === one.type),
    state: one.state,
    at: one.arrivedAt,
    steps: [
      ...step('delivery', one.delivery, one.arrivedAt),
      ...step('retrieval', one.retrieval, one.openedAt),
      ...step('rejection', one.rejection, one.arrivedAt),
    ],
    said: one.plain === undefined ? undefined : messageOf(one.plain),
    lastError: undefined,
  };
}

function theirSteps(notes: {
  readonly [is in 'relay' | 'delivery' | 'retrieval' | 'rejection']: Uint8Array | undefined;
}): StepSeen[] {
  return (['relay', 'delivery', 'retrieval', 'rejection'] as const).flatMap((is) => {
    const note = notes[is];
    if (note === undefined) return [];
    const { at, code } = keptReceipt(note);
    return [{ is, ours: undefined, theirs: new Date(at), code }];
  });
}

async function act(desk: ExchangeDesk, found: Found): Promise<Response> {
  const { visit, shown, law } = found;
  const { person, file, frame } = visit;
  const { people, house } = desk;
  const keys = await keysOrNone(desk);
  const { number } = shown.request;
  const given = await visit.form();
  if (keys === undefined) return visit.go(requestAddress(file, number, EXCHANGE)); // the page says why nothing can be sent
  const sender = { house, keys, clock: house.clock, random: house.random };
  const acting = { people, person, file, law };
  const [peer, again] = [given.get('peer'), given.get('again')];
  if (again !== null) {
    if (isUuid(again)) await sayAgain(acting, sender, { number, message: again });
  } else if (peer !== null || given.get('act') === 'send') {
    const [channel, reason] = [given.get('channel') ?? undefined, (given.get('reason') ?? '').trim()];
    const errors = {
      ...(peer === null && { peer: frame.say.exchange.offers.choosePeer }),
      ...(leavesBySending(shown.request) &&
        channel === undefined && { channel: frame.say.exchange.chooseChannel }),
    };
    if (peer === null || Object.keys(errors).length > 0) return show(desk, found, { text: reason, errors });
    await sendRequest(acting, sender, { number, peer, channel, reason: reason === '' ? undefined : reason });
  } else {
    const text = (given.get('text') ?? '').replaceAll('\r\n', '\n').trim();
    const type = SAID_BY_PERSONS.find((one) => one === given.get('type'));
    if (type === undefined || text === '' || text.length > TEXT_MAX)
      return show(desk, found, { text, errors: { text: frame.say.exchange.sayWrong } });
    const message = { v: 1, type, text, language: shown.request.writtenIn } as Message; // one of those with a text
    await sayInConversation(acting, sender, { number, message });
  }
  return visit.go(requestAddress(file, number, EXCHANGE));
}

async function askCase(
  desk: ExchangeDesk,
  visit: SignedInVisit,
  errors: { readonly [field: string]: string },
): Promise<Response> {
  const { people } = desk;
  const { person } = visit;
  const arrived = (await arrivedRequests(people, person)).find(
    ({ message }) => message === visit.param('message'),
  );
  if (arrived === undefined) return visit.notFound();
  const all = await people.db.asPerson(person.id, (tx) => casesOfMember(tx, person.id, CASES_MAX));
  const cases = all.filter(({ role, isClosed }) => !isClosed && may(role, 'draftRequest') === 'yes');
  const seal = await sealStanding(desk.house.db.kysely, arrived);
  return visit.page(takePage(visit.frame.say, arrived, { cases, seal, errors }));
}

async function take(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { people, house, law } = desk;
  const { person } = visit;
  const message = visit.param('message');
  const given = await visit.form();
  if (given.has('conditions')) return answerSealed(desk, visit, given);
  const reference = given.get('case') ?? '';
  const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
  const keys = await keysOrNone(desk);
  if (file === undefined || may(file.role, 'draftRequest') !== 'yes')
    return askCase(desk, visit, { case: visit.frame.say.exchange.arrivals.chooseCase });
  if (keys === undefined || !isUuid(message)) return visit.notFound();
  const acting = { people, person, file, law: await law.current() };
  const paper = await takeIntoCase({ acting, house, keys }, message);
  return visit.go(registerAddress(file, { id: paper }));
}

/** The conditions of information are accepted, or declined with a reason in the language of who declines. */
async function answerSealed(
  desk: ExchangeDesk,
  visit: SignedInVisit,
  given: URLSearchParams,
): Promise<Response> {
  const message = visit.param('message');
  const keys = await keysOrNone(desk);
  if (keys === undefined || !isUuid(message)) return visit.notFound();
  const text = (given.get('reason') ?? '').replaceAll('\r\n', '\n').trim();
  const declines = given.get('conditions') === 'decline';
  if (declines && (text === '' || text.length > REASON_MAX))
    return askCase(desk, visit, { reason: visit.frame.say.exchange.sealed.reasonWrong });
  const by = { house: desk.house, keys, person: visit.person };
  const { code: language } = visit.frame.say.language;
  await answerConditions(by, message, declines ? { text, language } : undefined);
  return visit.go(`${ARRIVALS}/${message}`);
}

async function settings(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { house, people } = desk;
  const own = await ownDocument(house.db.kysely);
  const now = new Date(house.clock());
  const since = new Date(now.getTime() - REFUSED_DAYS * 86_400_000).toISOString().slice(0, 10);
  const { waits, refused, probed } = await people.db.asPerson(visit.person.id, async (tx) => ({
    waits: await standing(tx),
    refused: await refusedSince(tx, since),
    probed: await probes(tx),
  }));
  const count = (origin: string, states: readonly string[]): number =>
    waits
      .filter((one) => one.peerOrigin === origin && states.includes(one.state))
      .reduce((sum, one) => sum + one.howMany, 0);
  const peers = (await linesOf(house.db.kysely)).map(({ peer, document, stop }): PeerSeen => ({
    agency: peer.agency,
    origin: peer.origin,
    line: document.endpoints.line,
    stop,
    validUntil: new Date(document.validUntil),
    digits: fingerprintDigits(keysOf(peer).log, nodeCrypto),
    words: fingerprintWords(keysOf(peer).log, nodeCrypto),
    waiting: count(peer.origin, ['queued', 'relayed']),
    failed: count(peer.origin, ['refused', 'expired']),
    probe: probed.find(({ peerOrigin }) => peerOrigin === peer.origin),
  }));
  const keys = [house.keys.ed25519.key, house.keys.mlDsa44.key];
  const digits = fingerprintDigits(keys, nodeCrypto);
  const words = fingerprintWords(keys, nodeCrypto);
  return visit.page(exchangePage(visit.frame.say, { own, digits, words, peers, refused, now }));
}
