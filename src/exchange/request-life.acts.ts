// What is done on a request is said to the other side, and what came by line takes its place in its life; nobody types it again. The receipt of the other side shows that the
// request was delivered and starts its clocks, its registration acknowledges it, its question rests them. Each is the act that a desk would
// record, with the signed message as evidence, in the name of who sent the request or took it in, and under the id of the message: once.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Knowledge } from '../law/model.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keepPaper } from '../requests/verbs/incoming/register.acts.ts';
import { takeAct, type RequestActGiven } from '../requests/verbs/life/life.acts.ts';
import { recordClaim, stepClaim } from '../requests/verbs/results/cost-claim.do.ts';
import { keptEnvelope, secondOf } from '../verify/envelope.ts';
import { answerToClaim, tellCosts, type AnswerToClaim } from './cost-life.acts.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { actsTold, LIFE, LIFE_TYPES, isLife, toldOf, typeOfAct, type LifeType } from './life-messages.ts';
import { closeRequestsAlong } from './case-requests.acts.ts';
import { messageOf, versionOf, type Message, type MessageOf, type MessageType } from './message.ts';
import { linesOf, peerLine, type PeerLine } from './peer-document.acts.ts';
import { keptReceipt } from '../verify/envelope-receipt.ts';
import { conversationOfRequest } from './conversation.store.ts';

import { beginHolds, followHold, holdsKnownTo, messageOfHold, type HoldGiven } from './hold-life.acts.ts';
import * as holds from './hold-life.store.ts';
import { HOLD_TYPES, isHold, type HoldType } from './hold-messages.ts';
import { actOfAnswer, ANSWER_TYPES, isAnswer, type AnswerType } from './provider-answer.ts';
import { settleAnswers } from './provider-answer.acts.ts';
import { readOrders, settleKeeping, tellInstructions } from './provider-order.acts.ts';
import * as store from './request-life.store.ts';
import { tellProofs } from './request-proof.acts.ts';
import { isSaidType, SAID_TYPES, SAID_TYPES_OF } from './said-messages.ts';
import { canBeTold, sayOnce } from './send.acts.ts';

const AT_ONCE = 50;
/** Older acts are history: who was told of them was told by another road. */
const TOLD_WITHIN_MS = 60 * 86_400_000;
/** Those that are acts of a request. */
export const FOLLOWED = [
  'groundRaised',
  'registered',
  'question',
  'answer',
  ...LIFE_TYPES,
  ...SAID_TYPES.filter((type) => type !== 'conditionAdded' && type !== 'conditionLifted'), // as what is said of custody
  'feedback',
  'costs',
  'costsAnswered',
  ...ANSWER_TYPES,
  ...HOLD_TYPES,
];
/** As far apart as the clocks of two installations may be: beyond that a person decides what the time was. */
const SKEW_MS = 7_200_000;

export interface Following {
  readonly house: Pick<Installation, 'db' | 'clock'>;
  readonly people: People;
  readonly law: () => Promise<Knowledge>;
}

/** How many acts were recorded. What a person must look at is kept with the reason. */
export async function followByWire({ house, people, law }: Following): Promise<number> {
  const following = { house, people, law };
  await readOrders(following);
  await beginHolds(following);
  await settleKeeping(following);
  await settleAnswers(following);
  await closeRequestsAlong(following);
  let done = 0;
  for (const one of await store.toFollow(house.db.kysely, FOLLOWED, AT_ONCE)) {
    const as = await followOne({ house, people, law }, one);
    if (as === 'done') done += 1;
    await store.setFollowed(house.db.kysely, one, { at: new Date(house.clock()), as });
  }
  return done;
}

async function followOne({ house, people, law }: Following, one: store.ToFollow): Promise<string> {
  const given = await givenBy(house.db.kysely, one, house.clock());
  if (typeof given === 'string') return given;
  const { kysely } = house.db;
  const person = one.person && (await personById(kysely, one.person));
  const file = one.person && (await caseOfMemberById(kysely, one.caseId, one.person));
  if (!person || !file) return 'who sent the request, or took it in, is not in the case any more';
  const acting = { people, person, file, law: await law() };
  try {
    if ('hold' in given) return await followHold(acting, one.request, given);
    // Kept also where the request does not allow the act: a person reads it.
    if ('paper' in given) await keepPaper(acting, given.paper);
    if ('claim' in given) await recordClaim(acting, given.claim);
    else if ('answers' in given) await stepClaim(acting, given.answers, given.step);
    else await takeAct(acting, given);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error; // the next round tries again
  }
}

interface ClaimTold {
  readonly claim: Parameters<typeof recordClaim>[1];
}

interface PapersTold extends RequestActGiven {
  readonly paper: Parameters<typeof keepPaper>[1];
}

/** The act that it is; or why it is for a person; or what is filed without one. */
async function givenBy(
  db: Db,
  one: store.ToFollow,
  now: number,
): Promise<RequestActGiven | PapersTold | HoldGiven | ClaimTold | AnswerToClaim | string> {
  const { id, number, peerOrigin } = one;
  const receipt = one.delivery && keptReceipt(one.delivery);
  const zone = receipt?.zone ?? 'UTC';
  const digest = keptEnvelope(one.envelope, nodeCrypto)?.digest ?? '';
  const base = { id, number, zone };
  if (one.isOurs) {
    if (receipt === undefined) return 'no receipt';
    const at = Date.parse(receipt.at);
    if (at < one.queuedAt.getTime() - SKEW_MS || at > now + SKEW_MS)
      return `a receipt of another time: ${receipt.at}`;
    const evidence = `Receipt of delivery signed by ${peerOrigin} for message ${digest}`;
    const act = one.type === 'orderNotified' ? 'noticeReceived' : 'deliver';
    return { ...base, act, evidence, occurredAt: new Date(Math.min(at, now)).toISOString() };
  }
  const said = one.plain && messageOf(one.plain);
  const evidence = `Message ${digest} signed by ${peerOrigin}`;
  switch (said?.type) {
    case 'groundRaised':
      return groundOf(one, said, { ...base, evidence }, now);
    case 'registered':
      return { ...base, act: 'acknowledge', evidence, detail: { reference: said.reference } };
    case 'question':
      return { ...base, act: 'askClarification', evidence, reason: said.text };
    case 'answer':
      return { ...base, act: 'receiveClarification', evidence, reason: said.text };
    case 'papers':
      return {
        ...base,
        act: 'receivePapers',
        evidence,
        reason: said.text,
        paper: { id, name: 'papers.pdf', bytes: Buffer.from(said.letter, 'base64'), request: one.request },
      };
    case 'feedback':
      return 'done';
    case 'costs': {
      const { amount, currency, on } = said;
      return { claim: { id, number, amount, currency, on, evidence } };
    }
    case 'costsAnswered':
      return answerToClaim(db, one, said, evidence);
    default:
      if (said !== undefined && isAnswer(said.type))
        return answerOf(one, said as MessageOf<AnswerType>, { ...base, evidence }, now);
      if (said !== undefined && isSaidType(said.type)) {
        const isOfNone = 'of' in said && !(await store.isOfTheirs(db, one, said.of as string)); // a digest
        return isOfNone
          ? `it points at no message of theirs here: ${said.of as string}`
          : SAID_TYPES_OF[said.type].becomes;
      }
      if (isLife(said?.type)) return actOf(one, said as MessageOf<LifeType>, { ...base, evidence }, now);
      if (!isHold(said?.type)) return 'nothing that is an act';
      return holdOf(one, said as MessageOf<HoldType>, { id, evidence, peerOrigin }, now);
  }
}

/** What the other side did, when it did it by its clock; where that cannot be, a person decides what the time was. */
function actOf(
  { openedAt }: Pick<store.ToFollow, 'openedAt'>,
  { type, at, zone, text, told }: MessageOf<LifeType>,
  base: Pick<RequestActGiven, 'id' | 'number' | 'evidence'>,
  now: number,
): RequestActGiven | string {
  const occurredAt = timeOf(openedAt, at, now);
  if (occurredAt === undefined) return anotherTime(at);
  const { becomes } = LIFE[type];
  if (becomes === 'done' || becomes === 'toRead') return becomes;
  return { ...base, act: becomes, occurredAt, zone, reason: text, detail: told ?? {} };
}

/** By the authority that was notified of the order: against all of it, or the lines that it names (Regulation (EU) 2023/1543, Art. 12). */
function groundOf(
  { openedAt }: Pick<store.ToFollow, 'openedAt'>,
  { at, zone, text, told = {} }: MessageOf<'groundRaised'>,
  base: Pick<RequestActGiven, 'id' | 'number' | 'evidence'>,
  now: number,
): RequestActGiven | string {
  const occurredAt = timeOf(openedAt, at, now);
  if (occurredAt === undefined) return anotherTime(at);
  const act = told.ground === undefined && told.items !== undefined ? 'refuseInPart' : 'refuse';
  return { ...base, act, occurredAt, zone, reason: text, detail: told };
}

function answerOf(
  { openedAt }: Pick<store.ToFollow, 'openedAt'>,
  said: MessageOf<AnswerType>,
  base: Pick<RequestActGiven, 'id' | 'number' | 'evidence'>,
  now: number,
): RequestActGiven | string {
  const occurredAt = timeOf(openedAt, said.at, now);
  return occurredAt === undefined
    ? anotherTime(said.at)
    : { ...base, ...actOfAnswer(said), occurredAt, zone: said.zone };
}

function holdOf(
  { openedAt }: Pick<store.ToFollow, 'openedAt'>,
  said: MessageOf<HoldType>,
  base: Pick<HoldGiven, 'id' | 'evidence' | 'peerOrigin'>,
  now: number,
): HoldGiven | string {
  const occurredAt = timeOf(openedAt, said.at, now);
  return occurredAt === undefined ? anotherTime(said.at) : { ...base, hold: said, occurredAt };
}

const anotherTime = (at: string): string => `an act of another time: ${at}`;

function timeOf(openedAt: Date, at: string, now: number): string | undefined {
  const then = Date.parse(at);
  if (then < openedAt.getTime() - SKEW_MS || then > now + SKEW_MS) return undefined;
  return new Date(Math.min(then, now)).toISOString();
}

/**
 * What we did on a request that is with a peer, or came from one, is told as it was recorded; once, because the message is about the event.
 * Returns how many. A peer whose program does not know a message is told when it does.
 */
export async function tellActs(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock } = house;
  let told = (await tellInstructions(house, keys)) + (await tellProofs(house, keys));
  for (const peer of await linesOf(db.kysely)) {
    if (!canBeTold(peer, clock())) continue;
    const since = new Date(clock() - TOLD_WITHIN_MS);
    const acts = { asks: actsKnownTo(peer, 'asks'), asked: actsKnownTo(peer, 'asked'), since };
    for (const one of await store.actsToTell(db.kysely, peer.peer.origin, acts, AT_ONCE)) {
      const { feedback } = one.detail;
      if (one.act === 'close' && one.isOurs && feedback?.kind === 'given' && knows(peer, 'feedback')) {
        const { id, conversation, by, occurredAt, zone, language } = one;
        const message = {
          v: 1,
          type: 'feedback',
          at: secondOf(occurredAt.getTime()),
          zone,
          language,
          use: feedback.use,
          ...(feedback.words !== undefined && { text: feedback.words }),
        } as const;
        if (await sayOnce(house, keys, { peer, conversation, message, by, about: `feedback:${id}` }))
          told += 1;
      }
      if (await tellOne(house, keys, peer, { ...one, message: messageOfAct(one) })) told += 1;
    }
    told += await tellCosts(house, keys, peer, { since, knows: (type) => knows(peer, type) });
    for (const one of await holds.holdActsToTell(
      db.kysely,
      peer.peer.origin,
      holdsKnownTo(peer, since),
      AT_ONCE,
    ))
      if (await tellOne(house, keys, peer, { ...one, message: messageOfHold(one) })) told += 1;
  }
  return told;
}

interface OneToTell extends Pick<store.ToTell, 'id' | 'conversation' | 'by'> {
  readonly message: Message;
}

function tellOne(
  house: Installation,
  keys: ExchangeKeys,
  peer: PeerLine,
  { id, conversation, by, message }: OneToTell,
): Promise<boolean> {
  return sayOnce(house, keys, { peer, conversation, message, by, about: `act:${id}` });
}

function actsKnownTo(peer: PeerLine, by: 'asks' | 'asked'): string[] {
  return actsTold(by, (type) => knows(peer, type));
}

function knows({ document }: PeerLine, type: MessageType): boolean {
  return document.messages[type]?.includes(versionOf(type)) === true;
}

function messageOfAct({
  act,
  isOurs,
  occurredAt,
  zone,
  reason,
  detail,
  language,
  items,
  isNotice,
}: store.ToTell): Message {
  const type = typeOfAct(act, isOurs);
  if (type === undefined) throw new Error(`${act} does not travel`);
  if (!isLife(type)) return { v: 1, type, text: reason ?? '', language };
  const told = toldOf(type, detail, items);
  return {
    v: isNotice ? 1 : versionOf(type),
    type: isNotice ? 'groundRaised' : type,
    at: secondOf(occurredAt.getTime()),
    zone,
    language,
    ...(reason !== undefined && { text: reason }),
    ...(Object.keys(told).length > 0 && { told }),
  } as Message; // the version of this type
}

/** Who is told of an act on this request: the agency. Undefined: the request is with no peer, or the act stays with us. */
export async function toldOfAct(
  { db }: Pick<Installation, 'db'>,
  { id, direction }: { readonly id: Uuid; readonly direction: 'outgoing' | 'incoming' },
  act: string,
): Promise<string | undefined> {
  const type = typeOfAct(act, direction === 'outgoing');
  const conversation = type && (await conversationOfRequest(db.kysely, id));
  const peer = conversation && (await peerLine(db.kysely, conversation.peerOrigin));
  return type && peer?.document.messages[type]?.includes(versionOf(type)) ? peer.peer.agency : undefined;
}
