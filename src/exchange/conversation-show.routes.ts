// The page of a request's conversation: all that stands between the two about it, now.
import { inAgency, inCase as may } from '../people/policy.ts';
import { isWho } from '../requests/machine/states/actor-roles.ts';
import type { SignedInVisit } from '../people/visit.routes.ts';
import type { Found } from '../requests/verbs/drafting/request-found.routes.ts';
import { formOf } from '../requests/forms/index.ts';
import { eventsOf } from '../requests/machine/states/life.store.ts';
import { LIVE } from '../requests/machine/states/outgoing-names.ts';
import { lifeShown } from '../requests/verbs/results/life.routes.ts';
import { rowsNow } from '../requests/verbs/sending/life.pages.ts';
import { conversationNow } from './conversation-now.acts.ts';
import { itemsSection, nextSection } from './conversation-now.pages.ts';
import { conversationRail, isOpen } from './conversation-rail.pages.ts';
import { seenAll } from './conversation-seen.acts.ts';
import { conversationOfRequest } from './conversation.store.ts';
import { conversationPage, noticeSection, notSentPage } from './conversation.pages.ts';
import type { MessageToPoint, SayAbout } from './exchange-asks.ts';
import { keysOrNone, peersOf, type ExchangeDesk } from './exchange-desk.routes.ts';
import { insOf, type In } from './in.store.ts';
import { MESSAGE_TYPES } from './message.ts';
import type { Html } from '../web/html.ts';
import type { View } from '../web/page.ts';
import { nextOf } from './next-step.ts';
import { mayNotify, noticesOfOrder } from './order-notice.acts.ts';
import { deadLetters, outsOf, type DeadLetter, type Out } from './out.store.ts';
import { peerLine } from './peer-document.acts.ts';
import { maySendNow } from './request-exchange.acts.ts';
import { roadsSection } from './roads.pages.ts';
import { sayable } from './said-messages.ts';
import { markOpened } from './take.acts.ts';

export const deadOf = ({ people }: ExchangeDesk, { person }: SignedInVisit): Promise<DeadLetter[]> =>
  people.db.asPerson(person.id, (tx) => deadLetters(tx));

export type Held = NonNullable<Awaited<ReturnType<typeof conversationOf>>>;

/** What went and came of this request; nothing while it was not sent. */
export async function conversationOf(
  { people }: ExchangeDesk,
  { visit: { person }, shown: { request } }: Found,
) {
  return people.db.asPerson(person.id, async (tx) => {
    const conversation = await conversationOfRequest(tx, request.id);
    if (conversation === undefined) return undefined;
    const [outs, ins] = [await outsOf(tx, conversation.id), await insOf(tx, conversation.id)];
    return { conversation, outs, ins, events: await eventsOf(tx, request.id) };
  });
}

export async function showConversation(desk: ExchangeDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { frame } = visit;
  const { request, file } = shown;
  const held = await conversationOf(desk, found);
  const mayAct = may(file.role, 'sendRequest') === 'yes';
  const notices = await noticesOfOrder(desk.house.db.kysely, request.id);
  const notice = noticeSection(frame.say, shown, notices, mayAct && mayNotify(request));
  if (held === undefined) {
    const peers = await peersOf(desk.house, request.counterpart);
    const binds = formOf(request.form)?.binds?.(request.version.answers) !== undefined;
    const maySend = mayAct && maySendNow(request);
    return visit.page(notSentPage(frame.say, shown, { peers, maySend, binds, notice }));
  }
  return visit.page(await heldPage(desk, found, held, notice));
}

async function heldPage(desk: ExchangeDesk, found: Found, held: Held, notice: Html): Promise<View> {
  const { visit, shown } = found;
  const { person, frame } = visit;
  const { request, file } = shown;
  const { say } = frame;
  const { conversation, outs, ins } = held;
  const { id, peerOrigin } = conversation;
  const { messages, mayAgain } = await messagesSeen(desk, found, held);
  const line = await peerLine(desk.house.db.kysely, peerOrigin);
  const life = await lifeShown(desk, found);
  const about = { request: request.id, caseId: file.id, conversation: id, peerOrigin, messages };
  const now = await desk.people.db.asPerson(person.id, (tx) =>
    conversationNow(desk.house, tx, { ...about, events: life.life.events }),
  );
  const maySay = may(file.role, 'sendRequest') === 'yes' && line !== undefined;
  const mayAsk = inAgency(person.roles, 'handleRequests') === 'yes';
  const waiting = mayAsk ? now.offers.filter((one) => !one.file.isOurs && isOpen(one)) : [];
  const next = nextOf({
    failed: outs.filter((one) => mayAgain(one.id)).map((one) => one.id),
    isAsked: maySay && conversation.isOurs && isAsked(outs, ins),
    offers: waiting.map(({ file: offer }) => offer.id),
    rows: rowsNow(life),
    isWho: (who) => isWho(life.life.facts.actor, who),
  });
  const peer = line?.document.agency ?? peerOrigin;
  const at = new Date(desk.people.clock());
  const { counterpart } = request;
  return conversationPage(say, shown, {
    peer,
    own: desk.house.settings.agency,
    messages,
    next: nextSection(say, life, { next, now }),
    items: itemsSection(say, life, now),
    roads: roadsSection(say, held),
    rail: conversationRail(say, { now, messages, id, peer, counterpart, law: found.law, at, mayAsk }),
    maySay,
    notice,
  });
}

/** In their order; who looks has opened what came. */
async function messagesSeen(desk: ExchangeDesk, { visit, shown: { file } }: Found, held: Held) {
  const { person } = visit;
  const { conversation, outs, ins } = held;
  const dead = await deadOf(desk, visit);
  const keys = await keysOrNone(desk);
  if (keys !== undefined)
    await desk.people.db.asPerson(person.id, (tx) =>
      markOpened({ house: desk.house, keys }, tx, ins, person.id, conversation.peerOrigin),
    );
  const mayAct = may(file.role, 'sendRequest') === 'yes';
  const mayAgain = (id: string): boolean => mayAct && dead.some((one) => one.id === id);
  const messages = seenAll(outs, ins).map((one) => ({
    ...one,
    again: mayAgain(one.id) ? one.id : undefined,
  }));
  return { messages, mayAgain };
}

/** What a person may say here now; the rest are acts of the request, and come of them. */
export function sayableIn(
  { conversation: { isOurs }, outs, ins }: Held,
  { state, urgency }: Found['shown']['request'],
): SayAbout {
  const own = outs.flatMap((out): MessageToPoint[] => {
    const type = MESSAGE_TYPES.find((one) => one === out.type);
    return type === undefined ? [] : [{ digest: out.digest, type, at: out.queuedAt }];
  });
  const isLive = LIVE.some((one) => one === state);
  const more = sayable(isOurs, { isLive, isEmergency: urgency === 'emergency', hasSaid: own.length > 0 });
  const first = isOurs ? (isAsked(outs, ins) ? (['answer'] as const) : []) : (['question'] as const);
  return { kinds: [...first, ...more], own };
}

/** A question of theirs came after our last answer. */
function isAsked(outs: readonly Out[], ins: readonly In[]): boolean {
  const answered = outs.findLast(({ type }) => type === 'answer')?.queuedAt.getTime() ?? 0;
  return ins.some(
    ({ type, state, arrivedAt }) =>
      type === 'question' && state === 'delivered' && arrivedAt.getTime() > answered,
  );
}
