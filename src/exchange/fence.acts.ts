// A restored database has forgotten what it said and heard. The log shows that it was restored (its events `restored`, signed by two
// officers), and from then on everything is of a new epoch: a fence goes to each peer, who drops what was offered to it before and has no
// answer, and says what it knows of our offers and of our conversations. Until every peer has said so each exhibit is bound: nothing is
// disposed of, nothing offered. Custody so stays with exactly one side (test/custody-passing.test.ts explores it).
import type { Installation } from '../evidence/log/installation.acts.ts';
import * as custody from '../evidence/custody/passing.store.ts';
import { rejectOffered } from '../evidence/custody/transfer.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { factText } from '../verify/event.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { lockConversation } from './conversation.store.ts';
import { isTold, setDone } from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import * as store from './fence.store.ts';
import * as ins from './in.store.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import type { OfferFile } from './offer.store.ts';
import { openOffersOf } from './offers-waiting.store.ts';
import { saidIn } from './offered.acts.ts';
import { linesOf, peerLine, type PeerLine } from './peer-document.acts.ts';
import { canBeTold, sendIn } from './send.acts.ts';

const AT_ONCE = 20;
const OPEN_AT_ONCE = 200;

/** To every peer, once for each time that we were restored. Returns how many. */
export async function sendFences(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  const epoch = await store.ownEpoch(db.kysely);
  if (epoch === 1) return 0;
  let sent = 0;
  for (const peer of await linesOf(db.kysely)) {
    const { origin } = peer.peer;
    const about = store.fenceAbout(epoch, await store.peerEpoch(db.kysely, origin));
    if (!canBeTold(peer, clock(), { type: 'fence', v: 1 })) continue;
    if (await isTold(db.kysely, origin, about)) continue;
    const message: Message = { v: 1, type: 'fence', epoch, heads: await store.headsWith(db.kysely, origin) };
    await db.transaction(async (tx) => {
      const sending = { peer, conversation: { request: undefined }, message, by: undefined, about };
      await sendIn(tx, { keys, clock, random }, sending);
    });
    sent += 1;
  }
  return sent;
}

/** Fences that came are answered, and answers to ours are taken in. Returns how many. */
export async function takeFences(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock } = house;
  let done = 0;
  for (const type of ['fence', 'fenced'] as const)
    for (const one of await ins.toAnswer(db.kysely, type, AT_ONCE)) {
      const peer = await peerLine(db.kysely, one.peerOrigin);
      const said = messageOf(one.plain);
      if (peer === undefined || peer.stop !== undefined) continue;
      if (said?.type === 'fence' && !(await mayAnswer(house, peer))) continue;
      if (said?.type === 'fence') await answerFence(house, keys, peer, { ...one, said });
      const as = said?.type === 'fenced' ? await merge(house, peer, { ...one, said }) : 'done';
      await setDone(db.kysely, one.id, new Date(clock()), as);
      if (as === 'done') done += 1;
    }
  return done;
}

/** Who was restored itself hears first what the other side knows, and keeps no other waiting by that. */
async function mayAnswer({ db, clock }: Installation, peer: PeerLine): Promise<boolean> {
  if (!canBeTold(peer, clock(), { type: 'fenced', v: 1 })) return false;
  return !(await custody.isFencing(db.kysely, peer.peer.origin));
}

type Came<Type extends 'fence' | 'fenced'> = Omit<ins.ToAnswer, 'plain'> & { readonly said: MessageOf<Type> };

async function answerFence(
  house: Installation,
  keys: ExchangeKeys,
  peer: PeerLine,
  { conversation, peerOrigin, said: { epoch, heads } }: Came<'fence'>,
): Promise<void> {
  const { db, clock, random } = house;
  if (epoch <= (await store.peerEpoch(db.kysely, peerOrigin))) return;
  await dropUnanswered(house, peerOrigin);
  await db.transaction(async (tx) => {
    await store.lockEpoch(tx, peerOrigin);
    await lockConversation(tx, conversation);
    const forgotten = await store.openedByUs(
      tx,
      peerOrigin,
      heads.map((one) => one.conversation),
    );
    for (const head of [...heads, ...forgotten])
      await store.sendOnceMore(tx, peerOrigin, head, new Date(clock()));
    await store.announceAgain(tx, peerOrigin);
    const [offers, own] = [await store.offersFrom(tx, peerOrigin), await store.headsWith(tx, peerOrigin)];
    const message: Message = { v: 1, type: 'fenced', epoch, offers, heads: own };
    const about = store.fencedAbout(epoch);
    await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by: undefined, about });
  });
  await dropUnanswered(house, peerOrigin); // what came between the two
}

/** What the restored side offered before, and nobody here has answered, is rejected for good. */
async function dropUnanswered(house: Installation, peerOrigin: string): Promise<void> {
  const { kysely } = house.db;
  let page: OfferFile[] = [];
  do {
    page = await openOffersOf(kysely, peerOrigin, { after: page.at(-1)?.id, most: OPEN_AT_ONCE });
    for (const offer of page) {
      const offers = await custody.offersOfPackage(kysely, offer);
      await rejectOffered(house, { offers, why: 'fence', checkpoint: saidIn(offer).checkpoint });
    }
  } while (page.length > 0);
}

/**
 * What the peer has of ours stands again, bound until its answers come; what it never had has no effect any more. Only of the fence that
 * we sent it, and once: whoever says this unasked frees nothing, because it may have accepted what it leaves out.
 */
async function merge(
  house: Installation,
  { peer, document }: PeerLine,
  { id, conversation, said }: Came<'fenced'>,
): Promise<string> {
  const at = new Date(house.clock());
  const peerOrigin = peer.origin;
  return house.db.transaction(async (tx) => {
    await lockConversation(tx, conversation);
    if (!(await store.isFencedIn(tx, conversation, said.epoch))) return 'of nothing that we asked';
    if (!(await custody.isFencing(tx, peerOrigin))) return 'answered before';
    for (const one of said.offers)
      if (await isOfferedTo(tx, one, document.state))
        await custody.bindAgain(tx, { ...one, peerOrigin, isOurs: true, history: [] });
    const known = said.offers.map(({ event }) => event);
    await custody.rejectUnknown(tx, { peerOrigin, known, at });
    for (const head of said.heads) await store.jumpTo(tx, peerOrigin, head);
    await setDone(tx, id, at, 'done'); // with it, so that nobody merges it once more when new offers are open
    return 'done';
  });
}

/** Whether our own log has that offer, of that exhibit in that package, made for the State of who says so. */
async function isOfferedTo(tx: Tx, one: store.KnownOffer, state: string): Promise<boolean> {
  const note = await store.offeredNote(tx, one);
  if (note === undefined) return false;
  const { event } = parseEventNote(note, 'event of an offer');
  return factText(event, 'package') === one.package && factText(event, 'toState') === state;
}
