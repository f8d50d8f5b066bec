// A message goes out: sealed, signed, numbered and queued in the transaction of the act that says it.
import { newUuid, type Random, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Json } from '../base/canonical-json.ts';
import type { Clock } from '../base/time.ts';
import { isFencing } from '../evidence/custody/passing.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { headerText, joinEnvelope, secondOf, sha256Hex, type Header, type Lane } from '../verify/envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { answeredBy } from './in-reply-to.acts.ts';
import type { Message } from './message.ts';
import * as store from './conversation.store.ts';
import * as outs from './out.store.ts';
import type { PeerLine } from './peer-document.acts.ts';
import { plainOf, sealBody } from './sealed-body.ts';

const EXPIRES_MS = 14 * 86_400_000;

export interface Sender {
  readonly keys: ExchangeKeys;
  readonly clock: Clock;
  readonly random: Random;
}

interface Sending {
  readonly peer: PeerLine;
  /** An open one; or what it is to be about, which is opened with this message. */
  readonly conversation: Uuid | { readonly request: Uuid | undefined; readonly ofCase?: Uuid };
  readonly message: Message;
  readonly lane?: Lane;
  readonly attachments?: Header['attachments'] | undefined;
  readonly by: Uuid | undefined;
  /** What is told to a peer once: a second message about it is refused by the database. */
  readonly about?: string;
  /** The message of theirs that it answers, where whoever says it knows. */
  readonly inReplyTo?: Uuid | undefined;
  /** The key of the letter in it. */
  readonly sealedWith?: string | undefined;
}

export interface Queued {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly digest: string;
}

/** What a round of the server tells by itself, in a transaction of its own. False: another process said it meanwhile. */
export function sayOnce(
  { db, clock, random }: Pick<Installation, 'db' | 'clock' | 'random'>,
  keys: ExchangeKeys,
  sending: Sending & { readonly conversation: Uuid; readonly about: string },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await store.lockConversation(tx, sending.conversation);
    if (await store.isSaid(tx, sending.conversation, sending.about)) return false;
    await sendIn(tx, { keys, clock, random }, sending);
    return true;
  });
}

/** Refuses notAllowed (the peer is stopped, its document has run out, or it does not know the message), notFound, tooLarge. */
export async function sendIn(tx: Tx, sender: Sender, sending: Sending): Promise<Queued> {
  const { keys, clock, random } = sender;
  const { peer, message } = sending;
  const now = clock();
  refuseUnreachable(peer, message, now);
  const opens = typeof sending.conversation === 'object';
  // What we had said in it may be forgotten here: its number would be taken.
  if (!opens && keys.epoch > 1 && (await isFencing(tx, peer.peer.origin)))
    throw new Refusal('notReady.fencing', { agency: peer.peer.agency });
  const conversationId =
    typeof sending.conversation === 'object' ? newUuid(clock, random) : sending.conversation;
  if (typeof sending.conversation === 'object')
    await store.openConversation(tx, {
      id: conversationId,
      peerOrigin: peer.peer.origin,
      isOurs: true,
      request: sending.conversation.request,
      ofCase: sending.conversation.ofCase,
      at: new Date(now),
    });
  const found = await store.lockConversation(tx, conversationId);
  if (found === undefined || found.peerOrigin !== peer.peer.origin) throw noConversation(opens);
  const id = newUuid(clock, random);
  const inReplyTo = message.inReplyTo ?? sending.inReplyTo ?? (await answeredBy(tx, conversationId, message));
  const plain = plainOrRefuse({ ...message, inReplyTo }, random);
  const body = await sealBody(plain, peer.recipients);
  const header: Header = {
    v: 1,
    id,
    conversation: conversationId,
    from: keys.origin,
    to: peer.peer.origin,
    seq: found.nextOut,
    ...(found.prevOut !== undefined && { prev: found.prevOut }),
    ...(keys.epoch > 1 && { epoch: keys.epoch }),
    lane: sending.lane ?? 'normal',
    created: secondOf(now),
    expires: secondOf(now + EXPIRES_MS),
    body: { sha256: sha256Hex(nodeCrypto, body), size: body.length },
    content: sha256Hex(nodeCrypto, plain),
    attachments: sending.attachments ?? [],
  };
  const note = signNote(headerText(header), keys.exchange);
  const digest = sha256Hex(nodeCrypto, note);
  await outs.insertOut(tx, {
    id,
    conversation: conversationId,
    peerOrigin: peer.peer.origin,
    seq: header.seq,
    type: message.type,
    lane: header.lane,
    digest,
    envelope: joinEnvelope({ note, body }),
    plain,
    by: sending.by,
    at: new Date(now),
    expires: new Date(now + EXPIRES_MS),
    about: sending.about,
    sealedWith: sending.sealedWith,
  });
  return { id, conversation: conversationId, digest };
}

function plainOrRefuse(message: Message, random: Random): Uint8Array<ArrayBuffer> {
  try {
    return plainOf(JSON.parse(JSON.stringify(message)) as Json, random); // texts and numbers, what is absent left out
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Refusal('tooLarge.message', { cause });
  }
}

/**
 * Whether that peer can be told something now: it is not stopped, its document has not run out, and it knows the message, where that is said.
 * Who tells several asks first: one that has to wait keeps no other from its turn.
 */
export function canBeTold(
  peer: PeerLine | undefined,
  now: number,
  message?: Pick<Message, 'type' | 'v'>,
): peer is PeerLine {
  if (peer === undefined || peer.stop !== undefined || isOver(peer, now)) return false;
  return message === undefined || knows(peer, message);
}

function refuseUnreachable(line: PeerLine, message: Message, now: number): void {
  const { agency } = line.peer;
  if (line.stop !== undefined) throw new Refusal('notAllowed.peerStopped', { agency });
  if (isOver(line, now)) throw new Refusal('notAllowed.peerDocumentOver', { agency });
  if (!knows(line, message))
    throw new Refusal('notAllowed.peerMessageUnknown', { agency, type: message.type });
}

const isOver = ({ document }: PeerLine, now: number): boolean => Date.parse(document.validUntil) < now;

const knows = ({ document }: PeerLine, { type, v }: Pick<Message, 'type' | 'v'>): boolean =>
  document.messages[type]?.includes(v) === true;

const noConversation = (opens: boolean): Refusal =>
  opens ? new Refusal('conflict.conversationOpen') : new Refusal('notFound.conversationWithPeer');
