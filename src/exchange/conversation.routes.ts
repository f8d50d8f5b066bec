// The conversation of a request on the web, the desk of what came through the exchange, and the page of an administrator.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { formOf } from '../requests/forms/index.ts';
import { lifeOf } from '../requests/life/life.acts.ts';
import { wayName } from '../requests/sending/way-name.pages.ts';
import { keysOf } from '../evidence/log/peer.acts.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../people/act.routes.ts';
import { caseOfMember, casesOfMember, type CaseOfMember } from '../people/case-member.store.ts';
import { inCase as may } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { readAll, type Fields } from '../web/fields/field.ts';
import { html, type Html } from '../web/html.ts';
import type { Errors } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { registerAddress } from '../requests/incoming/register.pages.ts';
import { aboutRequest, type Found } from '../requests/drafting/request-found.routes.ts';
import { belowRequest } from '../requests/text/request-follow.pages.ts';
import { requestAddress } from '../requests/text/request-shown.pages.ts';
import { conversationOfRequest, refusedSince } from './conversation.store.ts';
import {
  conversationPage,
  EXCHANGE,
  notSentPage,
  type MessageSeen,
  type StepSeen,
} from './conversation.pages.ts';
import { ARRIVAL, DECLINED, sayFields, sendFields, type WayToAsk } from './exchange-asks.ts';
import { arrivalPage, ARRIVALS, arrivalsPage, deadTable, exchangePage, type PeerSeen } from './desk.pages.ts';
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
  type ArrivedRequest,
} from './request-exchange.acts.ts';
import { answerConditions, sealStanding } from './sealed-information.acts.ts';
import { probes } from './watch.store.ts';
import { markOpened } from './take.acts.ts';

const CASES_MAX = 200;
const REFUSED_DAYS = 30;
/** What a person may say here; the rest are acts of the request, and come of them. */
const SAID_BY_PERSONS: readonly MessageType[] = ['question', 'answer'];

export function exchangeRoutes(desk: ExchangeDesk): PageRoute[] {
  const asked = `${ARRIVALS}/:message` as const;
  const { people } = desk;
  const route = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => aboutRequest(desk, ['sendRequest', method, path], open);
  const ofRequest = { people, route };
  const ofArrival = {
    people,
    route: (
      method: 'GET' | 'POST',
      path: string,
      open: (found: { readonly visit: SignedInVisit }) => Response | Promise<Response>,
    ) => agency('handleRequests', method, path, (visit) => open({ visit })),
  };
  return [
    aboutRequest(desk, ['seeRequests', 'GET', EXCHANGE], (found) => show(desk, found)),
    ...actRoutes<Found>({ ...ofRequest, path: `${EXCHANGE}/send`, asked: (found) => sending(desk, found) }),
    ...actRoutes<Found>({ ...ofRequest, path: `${EXCHANGE}/say`, asked: (found) => saying(desk, found) }),
    route('POST', `${EXCHANGE}/:message/again`, (found) => again(desk, found)),
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
    agency('handleRequests', 'GET', asked, async (visit) => {
      const arrived = await arrivalAsked(desk, visit);
      if (arrived === undefined) return visit.notFound();
      const seal = await sealStanding(desk.house.db.kysely, arrived);
      return visit.page(
        arrivalPage(visit.frame.say, arrived, { cases: await casesToTake(desk, visit), seal }),
      );
    }),
    agency('handleRequests', 'POST', `${asked}/accept`, async (visit) => {
      const [message, keys] = [visit.param('message'), await keysOrNone(desk)];
      if (keys === undefined || !isUuid(message)) return visit.notFound();
      await answerConditions({ house: desk.house, keys, person: visit.person }, message, undefined);
      return visit.go(`${ARRIVALS}/${message}`);
    }),
    ...actRoutes({ ...ofArrival, path: `${asked}/take`, asked: ({ visit }) => taking(desk, visit) }),
    ...actRoutes({ ...ofArrival, path: `${asked}/decline`, asked: ({ visit }) => declining(desk, visit) }),
    agency('seeHealth', 'GET', '/settings/exchange', (visit) => settings(desk, visit)),
    ...offerRoutes(desk),
  ];
}

const deadOf = ({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<DeadLetter[]> =>
  people.db.asPerson(person.id, (tx) => deadLetters(tx));

/** What went and came of this request; nothing while it was not sent. */
async function conversationOf({ people }: ExchangeDesk, { visit: { person }, shown: { request } }: Found) {
  return people.db.asPerson(person.id, async (tx) => {
    const conversation = await conversationOfRequest(tx, request.id);
    if (conversation === undefined) return undefined;
    const [outs, ins] = [await outsOf(tx, conversation.id), await insOf(tx, conversation.id)];
    return { conversation, outs, ins };
  });
}

async function show(desk: ExchangeDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { person, frame } = visit;
  const { request, file } = shown;
  const held = await conversationOf(desk, found);
  const mayAct = may(file.role, 'sendRequest') === 'yes';
  if (held === undefined) {
    const peers = await peersOf(desk.house, request.counterpart);
    const binds = formOf(request.form)?.binds?.(request.version.answers) !== undefined;
    const maySend = mayAct && maySendNow(request);
    return visit.page(notSentPage(frame.say, shown, { peers, maySend, binds }));
  }
  const { conversation, outs, ins } = held;
  const dead = await deadOf(desk, visit);
  const keys = await keysOrNone(desk);
  if (keys !== undefined)
    await desk.people.db.asPerson(person.id, (tx) =>
      markOpened({ house: desk.house, keys }, tx, ins, person.id, conversation.peerOrigin),
    );
  const line = await peerLine(desk.house.db.kysely, conversation.peerOrigin);
  const mayAgain = (id: string): boolean => mayAct && dead.some((one) => one.id === id);
  const went = outs.map((one) => ({ ...seenOut(one), again: mayAgain(one.id) ? one.id : undefined }));
  const messages = [...went, ...ins.map(seenIn)].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const page = conversationPage(frame.say, shown, {
    id: conversation.id,
    peer: line?.document.agency ?? conversation.peerOrigin,
    messages,
    maySay: mayAct && line !== undefined && sayableIn(conversation.isOurs, isAsked(outs, ins)).length > 0,
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

/** What its questions have in common, by whom and with what they are answered; undefined: nothing can be sent, its page says why. */
async function placeOf(desk: ExchangeDesk, { visit, shown, law }: Found) {
  const keys = await keysOrNone(desk);
  if (keys === undefined) return undefined;
  const { people, house } = desk;
  const { person, file, frame } = visit;
  const { say } = frame;
  const address = requestAddress(file, shown.request.number, EXCHANGE);
  return {
    acting: { people, person, file, law },
    sender: { house, keys, clock: house.clock, random: house.random },
    address,
    question: {
      caption: say.exchange.title,
      frame: (page: { readonly title: string; readonly errors: Errors; readonly main: Html }) =>
        belowRequest(say, shown, {
          ...page,
          here: page.title,
          under: { words: say.exchange.title, path: EXCHANGE },
        }),
    },
  };
}

async function sending(desk: ExchangeDesk, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { request, file } = shown;
  const place = await placeOf(desk, found);
  const peers = await peersOf(desk.house, request.counterpart);
  if (place === undefined || peers.length === 0 || !maySendNow(request))
    return visit.go(requestAddress(file, request.number, EXCHANGE));
  const { acting, sender, address, question } = place;
  const fields = sendFields(await waysNow(desk, found));
  const about = { peers };
  return asking<typeof fields>({
    ...question,
    fields,
    about,
    address: `${address}/send`,
    button: visit.frame.say.exchange.send,
    act: async (body) => {
      const { peer, channel, reason } = readAll(fields, body, about);
      const { number } = request;
      await sendRequest(acting, sender, { number, peer: peer.origin, channel: channel?.channel, reason });
      return address;
    },
  });
}

async function saying(desk: ExchangeDesk, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { number, writtenIn: language } = shown.request;
  const [place, held] = [await placeOf(desk, found), await conversationOf(desk, found)];
  const sayable = held === undefined ? [] : sayableIn(held.conversation.isOurs, isAsked(held.outs, held.ins));
  const [first] = sayable;
  if (place === undefined || first === undefined)
    return visit.go(requestAddress(visit.file, number, EXCHANGE));
  const { acting, sender, address, question } = place;
  const fields: Fields = sayFields(sayable);
  return asking<Fields>({
    ...question,
    fields,
    about: undefined,
    address: `${address}/say`,
    button: visit.frame.say.exchange.put,
    act: async (body) => {
      const { type = first, text } = readAll(fields, body, undefined) as Said;
      await sayInConversation(acting, sender, { number, message: { v: 1, type, text, language } as Message }); // one of those with a text
      return address;
    },
  });
}

/** As `sayFields` has it. */
interface Said {
  readonly type?: MessageType;
  readonly text: string;
}

async function again(desk: ExchangeDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { number } = shown.request;
  const message = visit.param('message');
  const place = await placeOf(desk, found);
  if (place !== undefined && isUuid(message)) await sayAgain(place.acting, place.sender, { number, message });
  return visit.go(requestAddress(visit.file, number, EXCHANGE));
}

async function arrivalAsked(
  { people }: ExchangeDesk,
  visit: SignedInVisit,
): Promise<ArrivedRequest | undefined> {
  const all = await arrivedRequests(people, visit.person);
  return all.find(({ message }) => message === visit.param('message'));
}

/** Into which who looks may take a letter. */
async function casesToTake({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<CaseOfMember[]> {
  const all = await people.db.asPerson(person.id, (tx) => casesOfMember(tx, person.id, CASES_MAX));
  return all.filter(({ role, isClosed }) => !isClosed && may(role, 'draftRequest') === 'yes');
}

/** What the two answers to what arrived have in common. */
function answering(visit: SignedInVisit, { said, message }: ArrivedRequest, step: string, button: string) {
  const { say } = visit.frame;
  const title = visiblePlain(said.reference, 100);
  const address = `${ARRIVALS}/${message}`;
  const crumbs = [
    { words: say.exchange.arrivals.title, href: ARRIVALS },
    { words: title, href: address },
    { words: button },
  ];
  const frame = questionFrame(say, { place: 'work', crumbs });
  return { address: `${address}/${step}`, caption: title, button, frame };
}

async function taking(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { people, house, law } = desk;
  const { person, frame } = visit;
  const words = frame.say.exchange.arrivals;
  const [arrived, keys] = [await arrivalAsked(desk, visit), await keysOrNone(desk)];
  if (arrived === undefined || keys === undefined) return visit.notFound();
  const about = { cases: await casesToTake(desk, visit) };
  const seal = await sealStanding(house.db.kysely, arrived);
  if (about.cases.length === 0 || seal !== 'open') return visit.go(`${ARRIVALS}/${arrived.message}`); // its page says why
  return asking<typeof ARRIVAL>({
    ...answering(visit, arrived, 'take', words.take),
    fields: ARRIVAL,
    about,
    act: async (body) => {
      const { reference } = readAll(ARRIVAL, body, about).case;
      const file = await people.db.asPerson(person.id, (tx) => caseOfMember(tx, reference, person.id));
      if (file === undefined) return { question: 'case', words: words.chooseCase };
      const acting = { people, person, file, law: await law.current() };
      const paper = await takeIntoCase({ acting, house, keys }, arrived.message);
      return registerAddress(file, { id: paper });
    },
  });
}

/** The conditions of information are declined, with a reason in the language of who declines. */
async function declining(desk: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const [arrived, keys] = [await arrivalAsked(desk, visit), await keysOrNone(desk)];
  if (arrived === undefined || keys === undefined) return visit.notFound();
  return asking<typeof DECLINED>({
    ...answering(visit, arrived, 'decline', say.exchange.sealed.decline),
    fields: DECLINED,
    about: undefined,
    act: async (body) => {
      const { reason: text } = readAll(DECLINED, body, undefined);
      const by = { house: desk.house, keys, person: visit.person };
      await answerConditions(by, arrived.message, { text, language: say.language.code });
      return `${ARRIVALS}/${arrived.message}`;
    },
  });
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
