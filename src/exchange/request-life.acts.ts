// What is done on a request is said to the other side, and what came by line takes its place in its life; nobody types it again. The receipt of the other side shows that the
// request was delivered and starts its clocks, its registration acknowledges it, its question rests them. Each is the act that a desk would
// record, with the signed message as evidence, in the name of who sent the request or took it in, and under the id of the message: once.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Knowledge } from '../law/model.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { takeAct, type RequestActGiven } from '../requests/life/life.acts.ts';
import { keptEnvelope, secondOf } from './envelope.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { actsTold, LIFE, LIFE_TYPES, isLife, toldOf, typeOfAct, type LifeType } from './life-messages.ts';
import { messageOf, versionOf, type Message, type MessageOf } from './message.ts';
import { linesOf, peerLine, type PeerLine } from './peer-document.acts.ts';
import { keptReceipt } from './receipt.ts';
import { conversationOfRequest, isSaid, lockConversation } from './conversation.store.ts';

import * as store from './request-life.store.ts';
import { sendIn } from './send.acts.ts';

const AT_ONCE = 50;
/** Older acts are history: who was told of them was told by another road. */
const TOLD_WITHIN_MS = 60 * 86_400_000;
const FOLLOWED = ['registered', 'question', 'answer', ...LIFE_TYPES];
/** As far apart as the clocks of two installations may be: beyond that a person decides what the time was. */
const SKEW_MS = 7_200_000;

export interface Following {
  readonly house: Pick<Installation, 'db' | 'clock'>;
  readonly people: People;
  readonly law: () => Promise<Knowledge>;
}

/** How many acts were recorded. What a person must look at is kept with the reason. */
export async function followByWire({ house, people, law }: Following): Promise<number> {
  let done = 0;
  for (const one of await store.toFollow(house.db.kysely, FOLLOWED, AT_ONCE)) {
    const as = await followOne({ house, people, law }, one);
    if (as === 'done') done += 1;
    await store.setFollowed(house.db.kysely, one, { at: new Date(house.clock()), as });
  }
  return done;
}

async function followOne({ house, people, law }: Following, one: store.ToFollow): Promise<string> {
  const given = givenBy(one, house.clock());
  if (typeof given === 'string') return given;
  const { kysely } = house.db;
  const person = one.person && (await personById(kysely, one.person));
  const file = one.person && (await caseOfMemberById(kysely, one.caseId, one.person));
  if (!person || !file) return 'who sent the request, or took it in, is not in the case any more';
  const acting = { people, person, file, law: await law() };
  try {
    await takeAct(acting, given);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error; // the next round tries again
  }
}

/** The act that it is; or why it is for a person. */
function givenBy(one: store.ToFollow, now: number): RequestActGiven | string {
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
    return { ...base, act: 'deliver', evidence, occurredAt: new Date(Math.min(at, now)).toISOString() };
  }
  const said = one.plain && messageOf(one.plain);
  const evidence = `Message ${digest} signed by ${peerOrigin}`;
  switch (said?.type) {
    case 'registered':
      return { ...base, act: 'acknowledge', evidence, detail: { reference: said.reference } };
    case 'question':
      return { ...base, act: 'askClarification', evidence, reason: said.text };
    case 'answer':
      return { ...base, act: 'receiveClarification', evidence, reason: said.text };
    default:
      return isLife(said?.type)
        ? actOf(one, said as MessageOf<LifeType>, { ...base, evidence }, now)
        : 'nothing that is an act';
  }
}

/** What the other side did, when it did it by its clock; where that cannot be, a person decides what the time was. */
function actOf(
  { openedAt }: Pick<store.ToFollow, 'openedAt'>,
  { type, at, zone, text, told }: MessageOf<LifeType>,
  base: Pick<RequestActGiven, 'id' | 'number' | 'evidence'>,
  now: number,
): RequestActGiven | string {
  const then = Date.parse(at);
  if (then < openedAt.getTime() - SKEW_MS || then > now + SKEW_MS) return `an act of another time: ${at}`;
  const occurredAt = new Date(Math.min(then, now)).toISOString();
  return { ...base, act: LIFE[type].becomes, occurredAt, zone, reason: text, detail: told ?? {} };
}

/**
 * What we did on a request that is with a peer, or came from one, is told as it was recorded; once, because the message is about the event.
 * Returns how many. A peer whose program does not know a message is told when it does.
 */
export async function tellActs(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  let told = 0;
  for (const peer of await linesOf(db.kysely)) {
    if (peer.stop !== undefined || Date.parse(peer.document.validUntil) < clock()) continue;
    const since = new Date(clock() - TOLD_WITHIN_MS);
    const acts = { asks: actsKnownTo(peer, 'asks'), asked: actsKnownTo(peer, 'asked'), since };
    for (const one of await store.actsToTell(db.kysely, peer.peer.origin, acts, AT_ONCE)) {
      const message = messageOfAct(one);
      const { conversation, by } = one;
      const about = `act:${one.id}`;
      const isTold = await db.transaction(async (tx) => {
        await lockConversation(tx, conversation);
        if (await isSaid(tx, conversation, about)) return false; // by another process, meanwhile
        await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by, about });
        return true;
      });
      if (isTold) told += 1;
    }
  }
  return told;
}

function actsKnownTo({ document }: PeerLine, by: 'asks' | 'asked'): string[] {
  return actsTold(by, (type) => document.messages[type]?.includes(versionOf(type)) === true);
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
}: store.ToTell): Message {
  const type = typeOfAct(act, isOurs);
  if (type === undefined) throw new Error(`${act} does not travel`);
  if (!isLife(type)) return { v: 1, type, text: reason ?? '', language };
  const told = toldOf(type, detail, items);
  return {
    v: versionOf(type),
    type,
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
