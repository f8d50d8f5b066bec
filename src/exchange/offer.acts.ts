// Evidence goes to a peer by line: custody of the exhibits in a package that was made is offered in a message of the conversation, and the
// receiver fetches the file in parts. From the act on each exhibit is bound: kept, not disposed of, until the answer is here.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { base64, hex } from '../base/bytes.ts';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import * as custody from '../evidence/custody/passing.store.ts';
import { fileNameOf } from '../evidence/custody/copies.store.ts';
import { acceptExhibit } from '../evidence/custody/transfer.acts.ts';
import { exhibitNumbered } from '../evidence/exhibits/exhibit.store.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { handOverKey } from '../evidence/packages/package-create.acts.ts';
import { roleToShare } from '../evidence/packages/share.acts.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import { EXHIBITS_MAX } from '../evidence/packages/share-form.ts';
import { shareLines } from '../evidence/packages/share.store.ts';
import { refuseWithoutConsent } from '../evidence/packages/sender-conditions.store.ts';
import { ChunkHasher } from '../platform/chunk-tree.ts';
import { makeFolder } from '../platform/files.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { custodyConversation } from './custody-receipts.store.ts';
import { conversationInCase } from './conversation.store.ts';
import { secondOf, TEXT_BYTES_MAX } from '../verify/envelope.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import {
  OFFERED_CHARS_MAX,
  OFFERED_CONDITIONS_MAX,
  offeredChars,
  type Message,
  type MessageOf,
} from './message.ts';
import { peerEpoch } from './fence.store.ts';
import * as store from './offer.store.ts';
import { refusedOffers } from './offers-waiting.store.ts';
import { peerLine, type PeerLine } from './peer-document.acts.ts';
import { sealFile } from './sealed-file.ts';
import { sendIn } from './send.acts.ts';

const OFFER_MS = 30 * 86_400_000;
/** Of what it says of its exhibits, with room for the rest. */
const OFFER_BYTES_MAX = TEXT_BYTES_MAX - 4096;

interface Offering {
  readonly share: SharedPackage;
  /** Its log. */
  readonly peer: string;
}

/** Offers custody of a package by line, once. Refuses notAllowed (no custody in it, for another receiver, no such peer), conflict (bound). */
export async function offerPackage(
  house: Installation,
  by: Viewer,
  { share, peer: origin }: Offering,
): Promise<void> {
  const peer = await peerLine(house.db.kysely, origin);
  if (peer === undefined || peer.stop !== undefined) throw noPeer(origin);
  refuseUnfit(share, peer);
  const recorded = await house.recordedUnder(handOverKey(share.id));
  const offered = (recorded?.leaves ?? []).map(({ note, leafHash, index }) => ({
    event: hex(leafHash),
    item: parseEventNote(note, `event ${index}`).event.item,
  }));
  const made = await Promise.all(
    offered.map(async (one) => ({ ...one, history: await historyOf(house, one.item) })),
  );
  refuseUnsayable(await exhibitsSaid(house, made));
  await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    // A package may be made for a State; which authority of it gets it is known only now.
    const lines = await shareLines(tx, share.caseId, EXHIBITS_MAX, share.exhibits);
    await refuseWithoutConsent(tx, { exhibits: lines, to: { origins: [origin] }, isOffer: true });
    const now = house.clock();
    const isNew = await store.insertOfferFile(tx, {
      id: newUuid(house.clock, house.random),
      package: share.id,
      peerOrigin: origin,
      isOurs: true,
      conversation: undefined,
      until: new Date(now + OFFER_MS),
      by: by.person.id,
      attachment: undefined,
      said: undefined,
      at: new Date(now),
    });
    if (!isNew) return;
    await custody.insertOpen(
      tx,
      made.map((one) => ({ ...one, peerOrigin: origin, isOurs: true, package: share.id })),
    );
  });
}

function refuseUnfit(
  { handsOver, made, removedAt, recipient, receiver }: SharedPackage,
  peer: PeerLine,
): void {
  if (handsOver !== 'custody' || made === undefined || removedAt !== undefined)
    throw new Refusal('notAllowed.offerPackage');
  // The custody record says of each exhibit to whom it was offered.
  if (peer.document.state !== receiver.state)
    throw new Refusal('notAllowed.offerState', {
      state: receiver.state,
      agency: peer.peer.agency,
      found: peer.document.state,
    });
  if (peer.document.messages['offer'] === undefined)
    throw new Refusal('notAllowed.offerNotTaken', { agency: peer.peer.agency });
  if (recipient !== undefined && !peer.recipients.includes(recipient))
    throw new Refusal('notAllowed.offerEncrypted', { agency: peer.peer.agency });
}

/** What no message has room for would bind its exhibits, and nobody could answer it. */
function refuseUnsayable(exhibits: MessageOf<'offer'>['exhibits']): void {
  const isLong = exhibits.some(({ conditions }) => conditions.length > OFFERED_CONDITIONS_MAX);
  if (isLong || offeredChars(exhibits) > OFFERED_CHARS_MAX)
    throw new Refusal('tooLarge.offeredConditions', {
      conditionsMax: OFFERED_CONDITIONS_MAX,
      charsMax: OFFERED_CHARS_MAX,
    });
  if (Buffer.byteLength(JSON.stringify(exhibits)) > OFFER_BYTES_MAX) throw new Refusal('tooLarge.message');
}

/** The acceptances by which an exhibit came to us, with their proofs: ours last. */
async function historyOf(house: Installation, number: string): Promise<Uint8Array[]> {
  const { kysely } = house.db;
  const came = await custody.offerOfExhibit(kysely, number);
  if (came?.state !== 'accepted' || (await exhibitNumbered(kysely, number)) === undefined) return [];
  const { receipt } = await acceptExhibit(house, number); // recorded already: with its proof once more
  return [...came.history, receipt];
}

/** What was offered and not told yet is encrypted for its receiver, and told. Returns how many. */
export async function tellOffers(house: Installation, keys: ExchangeKeys): Promise<number> {
  await callBackRefused(house, keys);
  let told = 0;
  for (const offer of await store.untoldOffers(house.db.kysely)) {
    const peer = await peerLine(house.db.kysely, offer.peerOrigin);
    const type = offer.isCopy ? 'copySent' : 'offer';
    if (peer === undefined || peer.stop !== undefined || peer.document.messages[type] === undefined) continue;
    const copy = offer.isCopy ? await store.copyOf(house.db.kysely, offer) : undefined;
    if (offer.isCopy && copy === undefined) continue; // it is being made, or waits for a second person
    try {
      await tellOne({ house, keys, copy }, offer, peer);
      told += 1;
    } catch (error) {
      // It waits for the next round, and holds up no other.
      const lastError = error instanceof Error ? error.message : 'not told';
      await store.setHave(house.db.kysely, offer.id, { lastError });
    }
  }
  return told;
}

type Copy = NonNullable<Awaited<ReturnType<typeof store.copyOf>>>;

async function tellOne(
  {
    house,
    keys,
    copy,
  }: { readonly house: Installation; readonly keys: ExchangeKeys; readonly copy: Copy | undefined },
  offer: store.OfferFile,
  peer: PeerLine,
): Promise<void> {
  const attachment = await sealed(house, offer, peer);
  const message = copy === undefined ? await messageOf(house, offer) : await copyMessage(house, offer, copy);
  await house.db.transaction(async (tx) => {
    const open = copy?.conversation ?? (await conversationFor(tx, offer)) ?? { request: undefined };
    const again = await peerEpoch(tx, offer.peerOrigin);
    const sending = { peer, conversation: open, message, attachments: [attachment], by: offer.by };
    const { conversation } = await sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      { ...sending, about: `offer:${offer.package}${again > 1 ? `:${again}` : ''}` },
    );
    await store.setTold(tx, offer.id, { conversation, attachment });
  });
}

async function messageOf(house: Installation, offer: store.OfferFile): Promise<Message> {
  const offers = await custody.offersOfPackage(house.db.kysely, offer);
  return {
    v: 1,
    type: 'offer',
    ...(await headOf(house, offer, offers[0]?.item)),
    exhibits: await exhibitsSaid(house, offers),
  };
}

async function exhibitsSaid(
  house: Installation,
  offers: readonly Pick<custody.CustodyOffer, 'item' | 'event' | 'history'>[],
): Promise<MessageOf<'offer'>['exhibits']> {
  return Promise.all(
    offers.map(async ({ item, event, history }) => ({
      item,
      event,
      conditions: [...((await exhibitNumbered(house.db.kysely, item))?.conditions ?? [])],
      history: history.map((one) => base64(one)),
    })),
  );
}

/** What both say of the package; `item` is the first exhibit in it. */
async function headOf(
  house: Installation,
  offer: store.OfferFile,
  item = '',
): Promise<Pick<Message & { readonly type: 'offer' }, 'package' | 'reference' | 'until' | 'checkpoint'>> {
  const { size, root } = await house.publish();
  return {
    package: offer.package,
    reference: item.replace(/-\d+$/, ''),
    until: secondOf(offer.until.getTime()),
    checkpoint: { size, root: hex(root) },
  };
}

async function copyMessage(house: Installation, offer: store.OfferFile, copy: Copy): Promise<Message> {
  const lines = await shareLines(house.db.kysely, copy.caseId, EXHIBITS_MAX, copy.exhibits);
  return {
    v: 1,
    type: 'copySent',
    ...(await headOf(house, offer, lines[0]?.number)),
    exhibits: lines.map(({ number, conditions }) => ({ item: number, conditions: [...conditions] })),
  };
}

/** About the request whose case the evidence is of, where there is one conversation with this peer in it; else the one of custody. */
async function conversationFor(
  db: Parameters<typeof custodyConversation>[0],
  offer: store.OfferFile,
): Promise<Uuid | undefined> {
  const [only, ...more] = await conversationInCase(db, offer.peerOrigin, offer.package);
  if (only !== undefined && more.length === 0) return only;
  return custodyConversation(db, offer.peerOrigin);
}

/** Where the file lies that the receiver fetches; its chunk hashes beside it. */
export function sealedPath(
  { home }: Pick<Installation, 'home'>,
  { id }: Pick<store.OfferFile, 'id'>,
): string {
  return join(home.packages, '.line', `${id}.age`);
}

/** Encrypted once, for this receiver alone; made again from the start when it was interrupted. */
async function sealed(
  house: Installation,
  offer: store.OfferFile,
  peer: PeerLine,
): Promise<store.Attachment> {
  const to = sealedPath(house, offer);
  await makeFolder(join(house.home.packages, '.line'), 0o700);
  if (!existsSync(to)) {
    const part = `${to}.part`;
    await pipeline(forPeer(house, offer, peer), createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, to);
  }
  const digest = createHash('sha256');
  const leaves: Buffer[] = [];
  const chunks = new ChunkHasher((leaf) => leaves.push(leaf));
  for await (const piece of createReadStream(to, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    digest.update(piece);
    chunks.update(piece);
  }
  const root = chunks.root().toString('hex');
  await writeFile(`${to}.chunks`, Buffer.concat(leaves), { mode: 0o600, flush: true });
  return { sha256: digest.digest('hex'), size: (await stat(to)).size, chunks: root };
}

function forPeer(house: Installation, offer: store.OfferFile, peer: PeerLine): AsyncIterable<Uint8Array> {
  const plain = join(house.home.packages, fileNameOf({ id: offer.package, recipient: undefined }));
  if (!existsSync(plain)) return createReadStream(`${plain}.age`); // encrypted for it when it was made
  return sealFile(plain, peer.recipients);
}

/** Asks for it back: the receiver rejects what it has not answered. Nothing is freed by that before its answer is here. */
export async function callBackOffer(
  house: Installation,
  keys: ExchangeKeys,
  by: Viewer,
  { share, peer: origin }: Offering,
): Promise<void> {
  const peer = await peerLine(house.db.kysely, origin);
  if (peer === undefined || peer.stop !== undefined) throw noPeer(origin);
  await house.db.transaction(async (tx) => {
    await roleToShare(tx, by);
    const offer = (await store.offersOf(tx, share.id)).find(({ peerOrigin }) => peerOrigin === origin);
    if (offer === undefined || offer.calledBackAt !== undefined) return;
    await sayBack(tx, { house, keys }, offer, { peer, by: by.person.id });
  });
}

async function sayBack(
  tx: Tx,
  { house: { clock, random }, keys }: { readonly house: Installation; readonly keys: ExchangeKeys },
  { id, conversation, package: package_ }: store.OfferFile,
  { peer, by }: { readonly peer: PeerLine; readonly by: Uuid | undefined },
): Promise<void> {
  if (conversation === undefined) throw new Refusal('notReady.offerOnItsWay');
  const message: Message = { v: 1, type: 'callBack', package: package_ };
  await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by });
  await store.setCalledBack(tx, id, new Date(clock()));
}

/**
 * Nobody can answer an offer whose message was refused. It is called back by itself, and the rejection in the receiver's log frees what it
 * bound; the refusal alone does not, because a receiver that was restored may have accepted it before.
 */
async function callBackRefused(house: Installation, keys: ExchangeKeys): Promise<void> {
  for (const offer of await refusedOffers(house.db.kysely)) {
    const peer = await peerLine(house.db.kysely, offer.peerOrigin);
    if (peer === undefined || peer.stop !== undefined) continue;
    try {
      await house.db.transaction((tx) => sayBack(tx, { house, keys }, offer, { peer, by: offer.by }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await store.setHave(house.db.kysely, offer.id, { lastError: error.message }); // in the next round
    }
  }
}

/** Once all of a package has its answer, the encrypted file for the receiver is taken off; the package itself stays. */
export async function clearSealed(house: Installation, item: string): Promise<void> {
  for (const offer of await store.answeredWith(house.db.kysely, item)) await clearFile(house, offer);
}

export async function clearFile(house: Installation, offer: store.OfferFile): Promise<void> {
  for (const path of [sealedPath(house, offer), `${sealedPath(house, offer)}.chunks`])
    await rm(path, { force: true });
}

const noPeer = (origin: string): Refusal =>
  new Refusal('notAllowed.peerNotConfirmed', { origin: origin.slice(0, 100) });
