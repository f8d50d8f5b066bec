// A message comes in: once in effect, in order, however often and in whatever order it comes. What is answered is stored with it, and given
// again byte for byte. The same act for what came by line and what was carried in a file.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keptEnvelope, readEnvelope, secondOf, sha256Hex, type Envelope, type Header } from './envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { isFencedOff } from '../evidence/custody/passing.ts';
import { peerEpoch } from './fence.store.ts';
import * as store from './conversation.store.ts';
import * as outs from './out.store.ts';
import * as ins from './in.store.ts';
import { CASE_OPENINGS, isInTurn, type SaidOfCase } from './case-messages.ts';
import { saidOfCase } from './case-between.store.ts';
import { mayTell } from './law-exchange.ts';
import { readMessage, saidBy, type Message } from './message.ts';
import type { PeerLine } from './peer-document.acts.ts';
import type { Quota, Quotas } from './quota.acts.ts';
import { readReceipt, receiptText, type RefusalReason, type Stage } from './receipt.ts';
import { messageIn, openBody } from './sealed-body.ts';

/** How far ahead of the next one a message may be, to be held until those between have come. */
const HELD_MAX = 64;

export type Taken =
  /** In order and before the desk · on the disk, waiting for those before it · refused for good. All signed. */
  | {
      readonly is: 'delivered' | 'held' | 'refused';
      readonly notes: readonly Uint8Array[];
      readonly isNew: boolean;
    }
  /** Nobody signs that: the same bytes may be good when they come unharmed. */
  | { readonly is: 'unreadable'; readonly why: string }
  | { readonly is: 'tooFarAhead' }
  /** More than one peer may have of us: the same bytes are taken later. */
  | { readonly is: 'quota'; readonly of: Quota };

export interface Receiver {
  readonly house: Pick<Installation, 'db' | 'clock' | 'published'>;
  readonly keys: ExchangeKeys;
  /** What a message that is signed by its peer and not known yet would go beyond. Absent: a person brings it, who counts. */
  readonly quotas?: Pick<Quotas, 'over'>;
}

export async function takeEnvelope(receiver: Receiver, peer: PeerLine, bytes: Uint8Array): Promise<Taken> {
  const { house, keys } = receiver;
  const read = await readEnvelope(bytes, peer.exchange, nodeCrypto);
  if (!read.ok) return { is: 'unreadable', why: read.code };
  const { envelope } = read;
  const { header } = envelope;
  if (header.to !== keys.origin) return { is: 'unreadable', why: 'to' };
  const signer = await receiptSigner(receiver);
  const known = await ins.inById(house.db.kysely, header.id);
  if (known !== undefined) return again(known, envelope, signer);
  const over = await receiver.quotas?.over(peer.peer.origin, header);
  if (over !== undefined) return { is: 'quota', of: over };
  if (sha256Hex(nodeCrypto, envelope.body) !== header.body.sha256) return { is: 'unreadable', why: 'body' };
  const opened = await openMessage(envelope, keys);
  return house.db.transaction((tx) => takeIn(tx, { receiver, peer, bytes, envelope, opened, signer }));
}

type OfReceipt = Pick<Header, 'id' | 'conversation' | 'seq' | 'from'>;
type SignReceipt = (of: OfReceipt, digest: string, stage: Stage, code?: RefusalReason) => Uint8Array;

/** With the last checkpoint, which ties what is said to our log. */
async function receiptSigner({ house, keys }: Receiver): Promise<SignReceipt> {
  const last = await house.published();
  const log = last && { size: last.size, root: Buffer.from(last.root).toString('hex') };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (header, digest, stage, code) =>
    signNote(
      receiptText({
        v: 1,
        type: 'receipt',
        stage,
        outcome: code === undefined ? 'accepted' : 'refused',
        ...(code !== undefined && { code }),
        envelope: digest,
        id: header.id,
        conversation: header.conversation,
        seq: header.seq,
        from: keys.origin,
        to: header.from,
        at: secondOf(house.clock()),
        zone,
        ...(log !== undefined && { log }),
      }),
      keys.exchange,
    );
}

/** The stored outcome, whatever it was. */
function again(known: ins.In, { header, digest }: Envelope, signer: SignReceipt): Taken {
  if (known.digest !== digest)
    return { is: 'refused', notes: [signer(header, digest, 'delivery', 'idTaken')], isNew: false };
  const notes = [known.relay, known.delivery, known.rejection].filter((note) => note !== undefined);
  return { is: known.state, notes, isNew: false };
}

type Opened =
  | { readonly ok: true; readonly plain: Uint8Array; readonly message: Message }
  | { readonly ok: false; readonly code: 'contentDiffers' | 'unsupported'; readonly plain?: Uint8Array };

/** What the header says of the content is signed; what differs from it is not what the sender says it is, for good. */
async function openMessage({ header, body }: Envelope, keys: ExchangeKeys): Promise<Opened> {
  const plain = await openBody(body, [keys.identity]);
  if (plain === undefined || sha256Hex(nodeCrypto, plain) !== header.content)
    return { ok: false, code: 'contentDiffers' };
  const json = messageIn(plain);
  const message = json === undefined ? undefined : readMessage(json);
  return message === undefined ? { ok: false, code: 'unsupported', plain } : { ok: true, plain, message };
}

interface Taking {
  readonly receiver: Receiver;
  readonly peer: PeerLine;
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
  readonly opened: Opened;
  readonly signer: SignReceipt;
}

async function takeIn(tx: Tx, taking: Taking): Promise<Taken> {
  const { receiver, peer, envelope, signer } = taking;
  const { header, digest } = envelope;
  const now = receiver.house.clock();
  const refuse = (code: RefusalReason): Taken => ({
    is: 'refused',
    notes: [signer(header, digest, 'delivery', code)],
    isNew: false,
  });
  await store.openConversation(tx, {
    id: header.conversation,
    peerOrigin: peer.peer.origin,
    isOurs: false,
    request: undefined,
    at: new Date(now),
  });
  const conversation = await store.lockConversation(tx, header.conversation);
  if (conversation?.peerOrigin !== peer.peer.origin) return refuse('notYourConversation');
  const known = await ins.inById(tx, header.id); // by another connection, meanwhile
  if (known !== undefined) return again(known, envelope, signer);
  const epoch = header.epoch ?? 1;
  const fencedAt = await peerEpoch(tx, peer.peer.origin);
  if (isFencedOff(epoch, fencedAt)) return refuse('wrongState');
  // A restored side is noticed; until its fence was taken in, what it says waits there.
  const isFence = taking.opened.ok && taking.opened.message.type === 'fence';
  if (epoch > fencedAt && !isFence) return { is: 'tooFarAhead' };
  if (header.seq < conversation.nextIn) return refuse('seqTaken');
  if (header.seq >= conversation.nextIn + HELD_MAX) return { is: 'tooFarAhead' };
  if (header.seq > conversation.nextIn) return hold(tx, taking, now, refuse);
  if (header.prev !== conversation.prevIn) return refuse('chainBroken');
  const code = refusalOf(taking, { ...conversation, ...(await standing(tx, conversation.id)) }, now);
  const relay = signer(header, digest, 'relay');
  const note = signer(header, digest, 'delivery', code);
  await ins.insertIn(tx, {
    ...rowOf(taking, now),
    state: code === undefined ? 'delivered' : 'refused',
    relay,
    delivery: code === undefined ? note : undefined,
    rejection: code === undefined ? undefined : note,
  });
  const end = await freeThose(tx, taking, { ...conversation, nextIn: header.seq + 1, prevIn: digest });
  await ins.moveIn(tx, conversation.id, end.nextIn, end.prevIn);
  return { is: code === undefined ? 'delivered' : 'refused', notes: [relay, note], isNew: true };
}

async function hold(
  tx: Tx,
  taking: Taking,
  now: number,
  refuse: (code: RefusalReason) => Taken,
): Promise<Taken> {
  const { header, digest } = taking.envelope;
  if ((await ins.inAt(tx, header.conversation, header.seq)) !== undefined) return refuse('seqTaken');
  const relay = taking.signer(header, digest, 'relay');
  const row = rowOf(taking, now);
  await ins.insertIn(tx, { ...row, state: 'held', relay, delivery: undefined, rejection: undefined });
  return { is: 'held', notes: [relay], isNew: true };
}

/** Those that waited for this one, as far as there is no gap. */
async function freeThose(tx: Tx, taking: Taking, from: store.Conversation): Promise<store.Conversation> {
  const { receiver, signer } = taking;
  let at = from;
  for (;;) {
    const held = await ins.inAt(tx, at.id, at.nextIn);
    if (held === undefined || held.prev !== at.prevIn) return at; // one that follows another is not of this chain
    const envelope = keptEnvelope(held.envelope, nodeCrypto);
    if (envelope === undefined) throw notAsKept();
    const opened = await openMessage(envelope, receiver.keys);
    const now = held.arrivedAt.getTime();
    const code = refusalOf(
      { envelope, opened, peer: taking.peer },
      { ...at, ...(await standing(tx, at.id)) },
      now,
    );
    const note = signer(envelope.header, held.digest, 'delivery', code);
    await ins.freeHeld(tx, held.id, {
      state: code === undefined ? 'delivered' : 'refused',
      delivery: code === undefined ? note : undefined,
      rejection: code === undefined ? undefined : note,
    });
    at = { ...at, nextIn: at.nextIn + 1, prevIn: held.digest };
  }
}

const BEGINS: readonly Message['type'][] = [
  'fence',
  'fork',
  'lawProposal',
  'request',
  'custodyAccepted',
  'custodyRejected',
  'offer',
  ...CASE_OPENINGS,
];

/** What was said in a conversation, as far as it says what may come next. */
interface Standing {
  readonly isAsked: boolean;
  readonly ofCase: SaidOfCase;
}

async function standing(tx: Tx, conversation: Uuid): Promise<Standing> {
  const { came, went, hasEnded } = await saidOfCase(tx, conversation);
  return {
    isAsked: await ins.hasRequest(tx, conversation),
    ofCase: { bySender: came, byOther: went, hasEnded },
  };
}

/** What the message itself makes impossible. It keeps its place in the order: the next one follows it. */
function refusalOf(
  { envelope: { header }, opened, peer }: Pick<Taking, 'envelope' | 'opened' | 'peer'>,
  { isOurs, isAsked, ofCase }: Pick<store.Conversation, 'isOurs'> & Standing,
  now: number,
): RefusalReason | undefined {
  if (header.expires !== undefined && Date.parse(header.expires) < now) return 'expired';
  if (!opened.ok) return opened.code;
  const by = saidBy(opened.message.type);
  if (by !== 'either' && (by === 'asks') === isOurs) return 'notYoursToSend';
  if (opened.message.type === 'lawProposal' && !mayTell(peer.document, opened.message.change))
    return 'notYoursToSend';
  // A conversation about a request begins with it, and it is asked once; custody may be talked about in one of its own.
  const { type } = opened.message;
  if (type === 'offer' && header.attachments.length !== 1) return 'form';
  if (!isInTurn(type, ofCase)) return 'wrongState';
  if (header.seq === 1 && !isOurs) return BEGINS.includes(type) ? undefined : 'wrongState';
  if (isOpening(type, ofCase)) return 'wrongState'; // a case has a conversation of its own
  // One that ran out on its way, or could not be read, is asked once more.
  return type === 'request' && (isOurs || isAsked) ? 'wrongState' : undefined;
}

const isOpening = (type: string, { bySender, byOther }: SaidOfCase): boolean =>
  bySender.size === 0 && byOther.size === 0 && CASE_OPENINGS.some((one) => one === type);

function rowOf(
  { bytes, envelope: { header, digest }, opened }: Taking,
  now: number,
): Omit<ins.NewIn, 'state' | 'relay' | 'delivery' | 'rejection'> {
  return {
    id: header.id,
    conversation: header.conversation,
    seq: header.seq,
    lane: header.lane,
    type: opened.ok ? opened.message.type : undefined,
    digest,
    prev: header.prev,
    envelope: bytes,
    plain: opened.plain,
    arrivedAt: new Date(now),
  };
}

const notAsKept = (): Refusal => new Refusal('damaged.envelope');

export type Filed = 'filed' | 'unknown' | 'unreadable';

/** A receipt for something that we sent, by whatever road. The first of each stage counts; a second changes nothing. */
export async function fileReceipt(
  { house, keys }: Receiver,
  peer: PeerLine,
  note: Uint8Array,
): Promise<Filed> {
  const receipt = await readReceipt(note, peer.exchange, nodeCrypto);
  if (receipt === undefined || receipt.to !== keys.origin) return 'unreadable';
  return house.db.transaction(async (tx) => {
    const out = await outs.outByDigest(tx, peer.peer.origin, receipt.envelope);
    if (out === undefined || out.id !== receipt.id || out.seq !== receipt.seq) return 'unknown';
    const at = new Date(house.clock());
    if (receipt.outcome === 'refused')
      await outs.settleOut(tx, out.id, { state: 'refused', rejection: note, at });
    else if (receipt.stage === 'relay') {
      const state = out.state === 'delivered' || out.state === 'refused' ? out.state : 'relayed';
      await outs.settleOut(tx, out.id, { state, relay: note, at });
    } else await outs.settleOut(tx, out.id, { state: 'delivered', [receipt.stage]: note, at });
    return 'filed';
  });
}

/** A person opens a message that came: that is a receipt too, and goes back. Once. */
export async function openArrived(
  receiver: Receiver,
  tx: Tx,
  message: ins.In,
  by: Uuid,
  peerOrigin: string,
): Promise<void> {
  if (message.openedAt !== undefined || message.state !== 'delivered') return;
  const signer = await receiptSigner(receiver);
  const { id, conversation, seq } = message;
  const note = signer({ id, conversation, seq, from: peerOrigin }, message.digest, 'retrieval');
  await ins.setOpened(tx, message.id, by, new Date(receiver.house.clock()), note);
}

/** Of a conversation that a person looks at: all that was before them is opened by that. */
export async function markOpened(
  receiver: Receiver,
  tx: Tx,
  messages: readonly ins.In[],
  by: Uuid,
  peerOrigin: string,
): Promise<void> {
  for (const one of messages) await openArrived(receiver, tx, one, by, peerOrigin);
}
