// Who answered an offer of custody tells the peer who made it, by itself and once; there the receipt is checked against the log keys that
// two persons compared, and filed. Custody passes with the acceptance in the receiver's log and at no other instant: until the answer is
// filed, the sender has an open offer.
import { base64, fromBase64, hex } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { Refusal, type RefusalCode } from '../base/refusal.ts';
import { checkReceipt, exhibitOfReceipt, fileReceipt, receiptOf } from '../evidence/custody/transfer.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { leavesOfTypes } from '../evidence/log/log.store.ts';
import { trustByPeers } from '../evidence/log/peer.do.ts';
import { factText } from '../verify/event.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { Fault } from '../verify/fault.ts';
import { arriveCase, arriveCaseAnswer, type Speaking } from './case-between.acts.ts';
import { arriveRequestAlong } from './case-requests.acts.ts';
import { arriveJoint } from './joint-arrived.acts.ts';
import {
  arriveCopy,
  arriveCopyExpired,
  arriveCopyTaken,
  expireCopies,
  tellCopiesTaken,
} from './joint-copy.acts.ts';
import * as held from './copies-held.store.ts';
import * as store from './custody-receipts.store.ts';
import { peerEpoch } from './fence.store.ts';
import { arriveCondition, liftHere } from './condition-change.acts.ts';
import { fileConsent } from './consent.acts.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { takeFork } from './fork.acts.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { clearSealed } from './offer.acts.ts';
import { arriveOffer, calledBack } from './offered.acts.ts';
import { linesOf, peerLine } from './peer-document.acts.ts';

import { canBeTold, sayOnce, sendIn } from './send.acts.ts';
import { waitsByDatabase } from './waits.ts';

const AT_ONCE = 50;

/** How many were told. What goes to a peer without a line, to one that is stopped, or whose document has run out, is told when that has changed. */
export async function tellAnswers(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  let told = (await tellCopiesTaken({ house, keys })) + (await expireCopies({ house, keys }));
  told += await tellDestroyed({ house, keys });
  for (const { index, note, leafHash } of await leavesOfTypes(db.kysely, ['accepted', 'rejected'])) {
    const { event } = parseEventNote(note, `event ${index}`);
    const origin = factText(event, 'fromLog');
    const type = event.type === 'accepted' ? 'custodyAccepted' : 'custodyRejected';
    // Who was restored has forgotten it: it is told once more.
    const again = origin === undefined ? 1 : await peerEpoch(db.kysely, origin);
    const about = `${event.type}:${hex(leafHash)}${again > 1 ? `:${again}` : ''}`;
    if (origin === undefined || (await store.isTold(db.kysely, origin, about))) continue;
    const peer = await peerLine(db.kysely, origin);
    if (!canBeTold(peer, clock(), { type, v: 1 })) continue; // an older program: by hand, as before
    const receipt = await receiptOf(house, { index, note });
    const offered = factText(event, 'offer');
    const offer = offered === undefined ? undefined : await store.answeredOffer(db.kysely, origin, offered);
    const message: Message = { v: 1, type, receipt: base64(receipt), inReplyTo: offer?.message };
    await db.transaction(async (tx) => {
      // Who was restored may not know the conversation of the offer any more.
      const asOffered = again > 1 ? undefined : offer?.conversation;
      const open = asOffered ?? (await store.custodyConversation(tx, origin));
      const conversation = open ?? { request: undefined };
      await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by: undefined, about });
    });
    told += 1;
    if (told === AT_ONCE) break;
  }
  return told;
}

type Failed = (error: unknown) => void;

/**
 * How many had their effect. What does not hold is kept with the reason, and is for a person. One that fails for another reason is tried
 * later, and what follows it in its conversation waits with it; nothing else does. `failed` hears of each time.
 */
export async function doArrived(house: Installation, failed?: Failed): Promise<number> {
  const { db, clock } = house;
  const behind = new Set<Uuid>();
  let done = 0;
  for (const one of await store.toDo(db.kysely, AT_ONCE, waitsOf(db).waiting(clock()))) {
    const as = behind.has(one.conversation) ? undefined : await tryOne(house, one, failed);
    if (as === undefined) behind.add(one.conversation);
    else await store.setDone(db.kysely, one.id, new Date(clock()), as);
    if (as === 'done') done += 1;
  }
  return done;
}

const waitsOf = waitsByDatabase();

/** Undefined: it is tried later. */
async function tryOne(house: Installation, one: store.ToDo, failed?: Failed): Promise<string | undefined> {
  const waits = waitsOf(house.db);
  try {
    const as = await doOne(house, one);
    waits.hasWorked(one.id);
    return as;
  } catch (error) {
    failed?.(error);
    if (!waits.hasFailed(one.id, house.clock())) return undefined;
    return `given up after a week: ${error instanceof Error ? error.message : 'it failed'}`;
  }
}

async function doOne(house: Installation, one: store.ToDo): Promise<string> {
  const message = messageOf(one.plain);
  try {
    switch (message?.type) {
      case 'custodyAccepted':
      case 'custodyRejected':
        return await fileOne(house, fromBase64(message.receipt));
      case 'offer':
        for (const { history } of message.exhibits)
          for (const receipt of history) await fileKnown(house, fromBase64(receipt));
        return await arriveOffer(house, one, message);
      case 'copySent':
        return await arriveCopy(house, one, message);
      case 'copyTaken':
        return await arriveCopyTaken(house, one, message);
      case 'copyExpired':
        return await arriveCopyExpired(house, one, message);
      case 'destroyed':
        return await arriveDestroyed(house, one, message);
      case 'consentGiven':
        return await fileConsent(house, one, message.of);
      case 'conditionAdded':
        return await arriveCondition(house, one, message);
      case 'conditionLifted':
        return await liftHere(house, one, message);
      case 'fork':
        return await takeFork(house, message);
      case 'callBack':
        return await calledBack(house, one, message.package);
      case 'caseOffered':
      case 'actAsked':
        return await arriveCase(house, one, message);
      case 'caseTaken':
      case 'caseDeclined':
      case 'actDone':
      case 'actDeclined':
        return await arriveCaseAnswer(house, one, message);
      case 'caseRequest':
        return await arriveRequestAlong(house, one, message);
      case 'jointProposed':
      case 'jointAgreed':
      case 'jointDeclined':
      case 'jointChanged':
      case 'jointShared':
      case 'jointUnshared':
      case 'jointEnded':
        return await arriveJoint(house, one, message);
      default:
        return 'nothing that can be done';
    }
  } catch (error) {
    if (isOfMessage(error)) return error.message;
    throw error;
  }
}

/** What is wrong here for now, whatever a message says. */
const OF_THE_HOUSE: readonly RefusalCode[] = ['noSpace', 'notReachable'];

const isOfMessage = (error: unknown): error is Refusal | Fault =>
  error instanceof Fault || (error instanceof Refusal && !OF_THE_HOUSE.includes(error.code));

async function fileOne(house: Installation, receipt: Uint8Array | undefined): Promise<string> {
  const number = receipt && exhibitOfReceipt(receipt);
  if (receipt === undefined || number === undefined) return 'no receipt of an exhibit';
  await fileReceipt(house, { number, receipt, isByLine: true });
  await clearSealed(house, number);
  return 'done';
}

/** An acceptance in the history of what comes back: of an own offer that is still open it is the answer; any other is no news. */
async function fileKnown(house: Installation, receipt: Uint8Array | undefined): Promise<void> {
  try {
    await fileOne(house, receipt);
  } catch (error) {
    if (!isOfMessage(error)) throw error;
  }
}

/**
 * What came from another authority is destroyed here by order: who sent it is told, once for each exhibit, with the event of our log and its proof.
 * What is given back is no message of its own: custody goes back by an offer.
 */
async function tellDestroyed({ house, keys }: Speaking): Promise<number> {
  const db = house.db.kysely;
  let told = 0;
  for (const peer of await linesOf(db)) {
    if (!canBeTold(peer, house.clock(), { type: 'destroyed', v: 1 })) continue;
    for (const one of await held.destroyedUntold(db, peer.peer.origin)) {
      const { index, note, conversation, item } = one;
      const about = `destroyed:${one.leafHash}`;
      const receipt = base64(await receiptOf(house, { index, note }));
      const message: Message = { v: 1, type: 'destroyed', package: one.package, item, receipt };
      if (await sayOnce(house, keys, { peer, conversation, message, by: undefined, about })) told += 1;
    }
  }
  return told;
}

/** It counts once it is proved by the log of its sender, of an exhibit that was in a package for it. */
export async function arriveDestroyed(
  house: Installation,
  { peerOrigin }: Pick<store.ToDo, 'peerOrigin'>,
  { package: id, item, receipt }: MessageOf<'destroyed'>,
): Promise<string> {
  const db = house.db.kysely;
  const given = await held.givenWith(db, { package: id, peerOrigin, item });
  if (given === undefined) return 'of nothing that went to its sender';
  const bytes = fromBase64(receipt);
  if (bytes === undefined) return 'no proof that it was destroyed';
  const { event } = await checkReceipt({ receipt: bytes }, trustByPeers(db).of);
  if (event.type !== 'destroyed' || event.log !== peerOrigin) return 'no proof that it was destroyed';
  await held.setDestroyedThere(db, given, item);
  return 'done';
}
