// A request goes to a peer as it was signed; one that came lies before the desk until somebody takes its letter into a case, and its
// registration, done as for every letter that comes, is told to the sender.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { sql } from 'kysely';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import { inCase } from '../people/policy.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { keepPaper } from '../requests/verbs/incoming/register.acts.ts';
import { outgoingLetter } from '../requests/verbs/letters/outgoing.acts.ts';
import { actIn, type Acting } from '../requests/verbs/life/life.acts.ts';
import { nextRows } from '../requests/machine/states/machine.ts';
import { machineOf } from '../requests/machine/states/machines.ts';
import { formOf } from '../requests/forms/index.ts';
import { letterIn, requestMessage } from './sealed-information.acts.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keptEnvelope } from '../verify/envelope.ts';
import { standingSignature } from '../requests/machine/signature/signature.store.ts';
import { requestReference, type RequestRecord } from '../requests/core/request.ts';
import { lockedRequest } from '../requests/machine/states/request.store.ts';
import * as store from './conversation.store.ts';
import * as outs from './out.store.ts';
import * as ins from './in.store.ts';
import { unregistered, unregisteredById, type Arrival, type PageOf } from './arrival.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { linesOf, neededPeer, type PeerLine } from './peer-document.acts.ts';
import { toldOffers } from './offer.store.ts';
import { canBeTold, sendIn, type Queued, type Sender } from './send.acts.ts';
import { openArrived } from './take.acts.ts';

interface RequestToPeer {
  /** Of the request within its case. */
  readonly number: number;
  /** Its log. */
  readonly peer: string;
  /** By which way of the law it leaves; said where its transmission is not recorded yet: it is by this. */
  readonly channel?: string | undefined;
  /** Where the way is not known to be open. */
  readonly reason?: string | undefined;
}

export interface RequestSender extends Sender {
  readonly house: Pick<Installation, 'db' | 'identity'>;
}

/** On one page of the desk. */
export const ARRIVED_MOST = 200;
/** The states in which nothing has left, or it goes no further. */
const NOT_ON_ITS_WAY = ['draft', 'review', 'declined', 'withdrawn', 'closed'];
/** Its transmission is recorded by sending it. */
/** So begins what its act `transmit` is shown by. */
export const SENT_BY_EXCHANGE = 'Sent by the exchange to';
const LEAVES_FROM = ['authorised', 'translation'];

/**
 * Queues the letter as it leaves: what was signed, with its mark or its seal. Where the act `transmit` is not recorded yet, sending is that
 * act, with all that it asks, in the same transaction. Refuses notFound, notAllowed (not by this person, not signed, a guard, no such
 * peer), conflict (it is with a peer already).
 */
export async function sendRequest(
  acting: Acting,
  sender: RequestSender,
  { number, peer: origin, channel, reason }: RequestToPeer,
): Promise<Queued> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw notYours();
  const peer = await neededPeer(people.operator.kysely, origin);
  return people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, number);
    if (request === undefined) throw noRequest(number);
    refuseUnsent(request, peer);
    if ((await store.conversationOfRequest(tx, request.id)) !== undefined) throw sentAlready(peer);
    const letter = await standingLetter(tx, sender.house, request);
    if (leavesBySending(request)) {
      const evidence = `${SENT_BY_EXCHANGE} ${peer.peer.agency} (${origin})`;
      const detail = channel === undefined ? {} : { channel };
      await actIn(tx, acting, { number, act: 'transmit', evidence, reason, detail });
    }
    const { message, sealedWith } = await requestMessage(letter, {
      reference: requestReference(file.reference, number),
      urgency: request.urgency,
      binds: formOf(request.form)?.binds?.(request.version.answers),
    });
    const lane = request.urgency === 'emergency' ? 'urgent' : 'normal';
    const conversation = { request: request.id };
    return sendIn(tx, sender, { peer, conversation, message, lane, by: person.id, sealedWith });
  });
}

/** Whether its transmission is recorded by sending it. */
export function leavesBySending({ state }: Pick<RequestRecord, 'state'>): boolean {
  return LEAVES_FROM.includes(state);
}

/** Whether it may leave now, or has left and goes on. */
export function maySendNow({ direction, state }: Pick<RequestRecord, 'direction' | 'state'>): boolean {
  return direction === 'outgoing' && !NOT_ON_ITS_WAY.includes(state);
}

function refuseUnsent(request: RequestRecord, { peer }: PeerLine): void {
  const { state, counterpart } = request;
  if (!maySendNow(request)) throw new Refusal('notAllowed.exchangeNotSent', { state });
  if (counterpart !== undefined && counterpart !== peer.state)
    throw new Refusal('notAllowed.exchangeState', { counterpart, agency: peer.agency, found: peer.state });
}

/** As it leaves: what was signed, with its mark or its seal. Refuses notAllowed. */
export async function standingLetter(
  tx: Tx,
  house: RequestSender['house'],
  request: RequestRecord,
): Promise<Uint8Array> {
  const standing = await standingSignature(tx, request);
  if (standing !== undefined) return outgoingLetter(house, standing, request.letterIn);
  throw new Refusal('notAllowed.exchangeNotSigned');
}

/** What is said is the act of the request that it is, where that comes next. */
const ACTS: { readonly [type in Message['type']]?: string } = {
  question: 'askClarification',
  answer: 'answerClarification',
};

/** The letter as it is signed, with what a person writes to it. Refuses notAllowed. */
export function papersWith(
  house: RequestSender['house'],
  { text, language }: Pick<MessageOf<'papers'>, 'text' | 'language'>,
) {
  return async (tx: Tx, request: RequestRecord): Promise<Message> => {
    const letter = Buffer.from(await standingLetter(tx, house, request)).toString('base64');
    return { v: 1, type: 'papers', text, language, letter };
  };
}

/** What is said later of a request that is with a peer, by who may send it. */
export async function sayInConversation(
  acting: Acting,
  sender: Sender,
  {
    number,
    message: said,
  }: {
    readonly number: number;
    readonly message: Message | ((tx: Tx, request: RequestRecord) => Promise<Message>);
  },
): Promise<Queued> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw notYours();
  return people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, number);
    const conversation = request && (await store.conversationOfRequest(tx, request.id));
    if (request === undefined || conversation === undefined) throw noRequest(number);
    const peer = await neededPeer(people.operator.kysely, conversation.peerOrigin);
    const message = typeof said === 'function' ? await said(tx, request) : said;
    const sent = await sendIn(tx, sender, { peer, conversation: conversation.id, message, by: person.id });
    const act = ACTS[message.type];
    const isAhead = nextRows(machineOf(request.direction), request.state).some((row) => row.act === act);
    if (act !== undefined && isAhead && 'text' in message) {
      const evidence = `Message ${sent.digest} to ${conversation.peerOrigin}`;
      await actIn(tx, acting, { number, act, evidence, reason: message.text, id: sent.id });
    }
    return sent;
  });
}

/**
 * What reached nobody, or was refused by the program there, is said once more as a new message; the first keeps its place in the order and
 * has no effect any more. Twice is once. Refuses notFound, notAllowed.
 */
export async function sayAgain(
  acting: Acting,
  sender: Sender,
  { number, message: id }: { readonly number: number; readonly message: Uuid },
): Promise<void> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw notYours();
  await people.db.asPerson(person.id, async (tx) => {
    const request = await lockedRequest(tx, file.id, number);
    const conversation = request && (await store.conversationOfRequest(tx, request.id));
    if (conversation === undefined) throw noRequest(number);
    await store.lockConversation(tx, conversation.id);
    const out = (await outs.outsOf(tx, conversation.id)).find((one) => one.id === id);
    if (out?.state !== 'expired' && out?.state !== 'refused') return; // it arrived meanwhile
    const message = messageOf(out.plain);
    if (message === undefined || (await store.isSaid(tx, conversation.id, `again:${id}`))) return;
    const peer = await neededPeer(people.operator.kysely, conversation.peerOrigin);
    if (message.type === 'offer' && !(await isOffered(people.operator.kysely, message.package, peer))) return;
    const attachments = keptEnvelope(out.envelope, nodeCrypto)?.header.attachments;
    const again = { peer, conversation: conversation.id, message, lane: out.lane, by: person.id } as const;
    await sendIn(tx, sender, { ...again, attachments, about: `again:${id}`, sealedWith: out.sealedWith });
  });
}

/** What was answered since, or is called back, is offered no more. */
async function isOffered(db: Db, id: Uuid, { peer }: PeerLine): Promise<boolean> {
  const offer = (await toldOffers(db, peer.origin)).find((one) => one.package === id);
  return offer !== undefined && offer.calledBackAt === undefined;
}

export interface ArrivedRequest {
  readonly conversation: Uuid;
  readonly message: Uuid;
  readonly peerOrigin: string;
  readonly arrivedAt: Date;
  readonly openedAt: Date | undefined;
  readonly said: MessageOf<'request'>;
  /** We are notified of it, as the enforcing authority: it is asked of somebody else. */
  readonly isNotice: boolean;
}

/** What lies before the desk, the newest first: for who handles requests of other States. */
export async function arrivedRequests(
  people: Pick<People, 'db'>,
  by: Person,
  page: PageOf = { skip: 0, most: ARRIVED_MOST },
): Promise<ArrivedRequest[]> {
  const rows = await people.db.asPerson(by.id, (tx) => unregistered(tx, page));
  return rows.flatMap(requestIn);
}

/** One of them, however many came since. */
export async function arrivedRequest(
  people: Pick<People, 'db'>,
  by: Person,
  message: Uuid,
): Promise<ArrivedRequest | undefined> {
  const row = await people.db.asPerson(by.id, (tx) => unregisteredById(tx, message));
  return row && requestIn(row)[0];
}

function requestIn({ plain, ...row }: Arrival): ArrivedRequest[] {
  const said = messageOf(plain);
  if (said?.type === 'request') return [{ ...row, said, isNotice: false }];
  if (said?.type !== 'orderNotified') return [];
  return [{ ...row, said: { ...said, v: 1, type: 'request' } as const, isNotice: true }];
}

/**
 * Its letter becomes a document that waits in the case, as every letter that comes; returns the id of that document. The sender gets
 * the receipt that somebody opened it. Refuses notFound.
 */
export async function takeIntoCase(
  {
    acting,
    house,
    keys,
  }: { readonly acting: Acting; readonly house: Installation; readonly keys: ExchangeKeys },
  message: Uuid,
): Promise<Uuid> {
  const { people, person } = acting;
  const found = await arrivedRequest(people, person, message);
  const letter = found && (await letterIn(house.db.kysely, found));
  if (found === undefined || letter === undefined) throw new Refusal('notFound.arrivedRequest');
  const name = `${found.said.reference.replace(/[^A-Za-z0-9-]+/g, '-')}.pdf`;
  const paper = await keepPaper(acting, { name, bytes: letter, id: message });
  await people.db.asPerson(person.id, async (tx) => {
    const arrived = await ins.inById(tx, message);
    if (arrived !== undefined) await openArrived({ house, keys }, tx, arrived, person.id, found.peerOrigin);
  });
  return paper;
}

/** What was registered since is told to who sent it; once, because the message takes its place in the conversation. */
export async function tellRegistered(house: Installation, keys: ExchangeKeys): Promise<number> {
  const lines = await linesOf(house.db.kysely);
  const peers = lines.filter((peer) => canBeTold(peer, house.clock(), { type: 'registered', v: 1 }));
  const { rows } = await sql<{ conversation: Uuid; peer_origin: string; reference: string; number: number }>`
    select c.id as conversation, c.peer_origin, f.reference, r.number
      from exchange_conversation c join request r on r.id = c.request_id join case_file f on f.id = r.case_id
     where not c.is_ours and c.peer_origin = any(${peers.map(({ peer }) => peer.origin)}::text[])
       and not exists (select from exchange_out o where o.conversation_id = c.id and o.type = 'registered')
     limit 50`.execute(house.db.kysely);
  for (const { conversation, peer_origin: origin, reference, number } of rows) {
    const peer = peers.find((line) => line.peer.origin === origin);
    if (peer === undefined) continue;
    const message = { v: 1, type: 'registered', reference: requestReference(reference, number) } as const;
    const sender = { keys, clock: house.clock, random: house.random };
    await house.db.transaction(async (tx) => {
      await store.lockConversation(tx, conversation);
      const said = await outs.outsOf(tx, conversation);
      if (said.some(({ type }) => type === 'registered')) return; // by another process, meanwhile
      await sendIn(tx, sender, { peer, conversation, message, by: undefined });
    });
  }
  return rows.length;
}

const noRequest = (number: number): Refusal => new Refusal('notFound.exchangeRequest', { number });

const notYours = (): Refusal => new Refusal('notAllowed.sendsRequests');

const sentAlready = ({ peer: { agency } }: PeerLine): Refusal =>
  new Refusal('conflict.exchangeSent', { agency });
