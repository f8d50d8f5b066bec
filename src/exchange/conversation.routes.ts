// The conversation of a request on the web, the desk of what came through the exchange, and the page of an administrator.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { lifeOf } from '../requests/verbs/life/life.acts.ts';
import { wayName } from '../requests/verbs/sending/way-name.pages.ts';
import { keysOf } from '../evidence/log/peer.do.ts';
import { actRoutes, asking, type AnyAct } from '../people/act.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Errors } from '../web/parts.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { aboutRequest, type Found } from '../requests/verbs/drafting/request-found.routes.ts';
import { belowRequest } from '../requests/machine/text/request-follow.pages.ts';
import { requestAddress } from '../requests/machine/text/request-shown.pages.ts';
import { conversationOf, deadOf, sayableIn, showConversation } from './conversation-show.routes.ts';
import { goesHtml, EXCHANGE } from './conversation.pages.ts';
import { refusedSince } from './conversation.store.ts';
import { casesTable } from './case-between.pages.ts';
import { caseBetweenRoutes, casesHere } from './case-between.routes.ts';
import { teamsTable } from './joint.pages.ts';
import { jointChangeRoutes } from './joint-change.routes.ts';
import { jointRoutes, teamsHere } from './joint.routes.ts';
import { arrivalRoutes } from './arrival.routes.ts';
import { isProvider } from './provider-order.acts.ts';
import { ordersLink } from './provider-order.pages.ts';
import { providerOrderRoutes } from './provider-order.routes.ts';
import { NOTIFIED, saidFields, sendFields, type WayToAsk } from './exchange-asks.ts';
import {
  ARRIVALS,
  arrivalsPage,
  deadTable,
  exchangePage,
  forPersonTable,
  type PeerSeen,
} from './desk.pages.ts';
import { CUSTODY_TYPES } from './custody-receipts.store.ts';
import { forPerson, setSeenTo, type ForPerson } from './for-person.store.ts';
import { FOLLOWED } from './request-life.acts.ts';
import { silentPeers } from '../evidence/custody/passing.store.ts';
import { mailboxRoutes } from './mailbox.routes.ts';
import type { Message, MessageOf } from './message.ts';
import { mayNotify, notifyOrder } from './order-notice.acts.ts';
import { standing } from './out.store.ts';
import { offersTable } from './offer.pages.ts';
import { offerRoutes, offersHere } from './offer.routes.ts';
import { keysOrNone, peerNames, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { lawExchangeRoutes } from './law-exchange.routes.ts';
import { linesOf, ownDocument } from './peer-document.acts.ts';
import { fingerprintDigits, fingerprintWords } from './peer-document.ts';
import {
  ARRIVED_MOST,
  arrivedRequests,
  leavesBySending,
  maySendNow,
  papersWith,
  sayAgain,
  sayInConversation,
  sendRequest,
} from './request-exchange.acts.ts';
import { probes } from './watch.store.ts';
import { offeredWitnesses, witnessSettingRoutes } from './witness.routes.ts';

const REFUSED_DAYS = 30;
export function exchangeRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people } = desk;
  const route = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => aboutRequest(desk, ['sendRequest', method, path], open);
  const ofRequest = { people, route };
  return [
    aboutRequest(desk, ['seeRequests', 'GET', EXCHANGE], (found) => showConversation(desk, found)),
    ...actRoutes<Found>({ ...ofRequest, path: `${EXCHANGE}/send`, asked: (found) => sending(desk, found) }),
    ...actRoutes<Found>({ ...ofRequest, path: `${EXCHANGE}/notify`, asked: (found) => notify(desk, found) }),
    ...actRoutes<Found>({ ...ofRequest, path: `${EXCHANGE}/say`, asked: (found) => saying(desk, found) }),
    route('POST', `${EXCHANGE}/:message/again`, (found) => again(desk, found)),
    agency('handleRequests', 'GET', ARRIVALS, (visit) => arrivals(desk, visit)),
    ...caseBetweenRoutes(desk),
    ...jointRoutes(desk),
    ...jointChangeRoutes(desk),
    agency('handleRequests', 'POST', `${ARRIVALS}/:message/seen-to`, async (visit) => {
      const one = (await waitingFor(desk, visit)).find(({ id }) => id === visit.param('message'));
      if (one === undefined) return visit.notFound();
      await setSeenTo(desk.house.db.kysely, one);
      return visit.go(ARRIVALS);
    }),
    ...arrivalRoutes(desk),
    ...providerOrderRoutes(desk),
    agency('seeHealth', 'GET', '/settings/exchange', (visit) => settings(desk, visit)),
    ...offerRoutes(desk),
    ...witnessSettingRoutes(desk),
    ...mailboxRoutes(desk),
    ...lawExchangeRoutes(desk),
  ];
}

/** Everything that came and waits for somebody. */
async function arrivals(desk: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const names = await peerNames(desk);
  const page = pageAsked(visit.query('page'));
  const skip = (page - 1) * ARRIVED_MOST;
  // One more than is shown tells whether there is another page.
  const [arrived, offers] = [
    await arrivedRequests(desk.people, visit.person, { skip, most: ARRIVED_MOST + 1 }),
    await offersHere(desk, { skip, most: ARRIVED_MOST + 1 }),
  ];
  const isLast = Math.max(arrived.length, offers.length) <= ARRIVED_MOST;
  const more = html`${(await isProvider(desk.house.db.kysely)) ? ordersLink(say) : nothing}${casesTable(say, await casesHere(desk, visit))}
  ${teamsTable(say, await teamsHere(desk, visit))} ${offersTable(say, offers.slice(0, ARRIVED_MOST), names)}
  ${forPersonTable(say, await waitingFor(desk, visit), names)}
  ${deadTable(say, await deadOf(desk, visit), names)}`;
  const older = isLast ? undefined : page + 1;
  return visit.page(arrivalsPage(say, arrived.slice(0, ARRIVED_MOST), { names, more, older }));
}

/** From 1. */
const pageAsked = (query: string): number => (/^[1-9]\d{0,5}$/.test(query) ? Number(query) : 1);

const waitingFor = ({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<ForPerson[]> =>
  people.db.asPerson(person.id, (tx) => forPerson(tx, [...FOLLOWED, ...CUSTODY_TYPES]));

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
  const about = { peers: await peersOf(desk.house, request.counterpart) };
  if (place === undefined || about.peers.length === 0 || !maySendNow(request))
    return visit.go(requestAddress(file, request.number, EXCHANGE));
  const { acting, sender, address, question } = place;
  const fields = sendFields(await waysNow(desk, found));
  return asking<typeof fields>({
    ...question,
    fields,
    about,
    address: `${address}/send`,
    button: visit.frame.say.exchange.send,
    checked: async (body) => goesHtml(visit.frame.say, request.letterIn, readAll(fields, body, about).peer),
    act: async (body) => {
      const { peer, channel, reason } = readAll(fields, body, about);
      const { number } = request;
      await sendRequest(acting, sender, { number, peer: peer.origin, channel: channel?.channel, reason });
      return address;
    },
  });
}

async function notify(desk: ExchangeDesk, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { request, file } = shown;
  const place = await placeOf(desk, found);
  const about = { peers: await peersOf(desk.house, request.counterpart) };
  if (place === undefined || about.peers.length === 0 || !mayNotify(request))
    return visit.go(requestAddress(file, request.number, EXCHANGE));
  const { acting, sender, address, question } = place;
  return asking<typeof NOTIFIED>({
    ...question,
    fields: NOTIFIED,
    about,
    address: `${address}/notify`,
    button: visit.frame.say.exchange.notice.notify,
    act: async (body) => {
      const { peer } = readAll(NOTIFIED, body, about);
      await notifyOrder(acting, sender, { number: request.number, peer: peer.origin });
      return address;
    },
  });
}

async function saying(desk: ExchangeDesk, found: Found): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { number, writtenIn } = shown.request;
  const [place, held] = [await placeOf(desk, found), await conversationOf(desk, found)];
  if (place === undefined || held === undefined)
    return visit.go(requestAddress(visit.file, number, EXCHANGE));
  const { acting, sender, address, question } = place;
  const about = sayableIn(held, shown.request);
  const fields = saidFields(about);
  return asking<typeof fields>({
    ...question,
    fields,
    about,
    address: `${address}/say`,
    button: visit.frame.say.exchange.put,
    act: async (body) => {
      const { kind: type, of, digest, language, text } = readAll(fields, body, about);
      const message = {
        v: 1,
        type,
        text,
        language: language ?? writtenIn,
        ...(of !== undefined && { of: of.digest }),
        ...(digest !== undefined && { digest }),
      } as Message; // the fields of that kind were asked
      await sayInConversation(acting, sender, {
        number,
        message: type === 'papers' ? papersWith(desk.house, message as MessageOf<'papers'>) : message, // its words
      });
      return address;
    },
  });
}

async function again(desk: ExchangeDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { number } = shown.request;
  const message = visit.param('message');
  const place = await placeOf(desk, found);
  if (place !== undefined && isUuid(message)) await sayAgain(place.acting, place.sender, { number, message });
  return visit.go(requestAddress(visit.file, number, EXCHANGE));
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
  const silent = await silentPeers(house.db.kysely);
  const peers = (await linesOf(house.db.kysely)).map(({ peer, document, stop }): PeerSeen => ({
    agency: peer.agency,
    origin: peer.origin,
    line: document.endpoints.line ?? document.endpoints.mail,
    stop,
    validUntil: new Date(document.validUntil),
    digits: fingerprintDigits(keysOf(peer).log, nodeCrypto),
    words: fingerprintWords(keysOf(peer).log, nodeCrypto),
    waiting: count(peer.origin, ['queued', 'relayed']),
    failed: count(peer.origin, ['refused', 'expired']),
    probe: probed.find(({ peerOrigin }) => peerOrigin === peer.origin),
    silentSince: silent.find(({ peerOrigin }) => peerOrigin === peer.origin)?.since,
  }));
  const keys = [house.keys.ed25519.key, house.keys.mlDsa44.key];
  const digits = fingerprintDigits(keys, nodeCrypto);
  const words = fingerprintWords(keys, nodeCrypto);
  return visit.page(
    exchangePage(visit.frame.say, {
      own,
      digits,
      words,
      peers,
      refused,
      now,
      witnesses: (await offeredWitnesses(desk)).map(({ agency: name }) => name),
      notice: visit.query('done') === 'witnesses' ? visit.frame.say.exchange.witnesses.saved : undefined,
    }),
  );
}
