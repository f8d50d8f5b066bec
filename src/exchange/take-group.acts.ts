// Many messages that came are taken in one transaction: what is read for them is read once for all, and one commit is waited for. Each has
// its own answer, the one that it would have had alone: in the order of their numbers, each after what the one before it changed.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import {
  keptEnvelope,
  messageIn,
  secondOf,
  sha256Hex,
  type Envelope,
  type Header,
} from '../verify/envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { isFencedOff } from '../evidence/custody/passing.ts';
import { peerEpoch } from './fence.store.ts';
import * as store from './conversation.store.ts';
import * as ins from './in.store.ts';
import { CASE_OPENINGS, CASE_TYPES, isInTurn, type SaidOfCase } from './case-messages.ts';
import { saidOfCases } from './case-between.store.ts';
import { mayTell } from './law-exchange.ts';
import { readMessage, saidBy, type Message } from './message.ts';
import type { PeerLine } from './peer-document.acts.ts';
import type { Quota, Quotas } from './quota.acts.ts';
import { receiptText, type RefusalReason, type Stage } from '../verify/envelope-receipt.ts';
import { openBody } from './sealed-body.ts';

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

/** Asking for it takes longer than signing. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

type OfReceipt = Pick<Header, 'id' | 'conversation' | 'seq' | 'from'>;
type SignReceipt = (of: OfReceipt, digest: string, stage: Stage, code?: RefusalReason) => Uint8Array;

/** With the last checkpoint, which ties what is said to our log. */
export async function receiptSigner({ house, keys }: Receiver): Promise<SignReceipt> {
  const last = await house.published();
  const log = last && { size: last.size, root: Buffer.from(last.root).toString('hex') };
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
        zone: ZONE,
        ...(log !== undefined && { log }),
      }),
      keys.exchange,
    );
}

/** The stored outcome, whatever it was. */
export function again(known: ins.Known, { header, digest }: Envelope, signer: SignReceipt): Taken {
  if (known.digest !== digest)
    return { is: 'refused', notes: [signer(header, digest, 'delivery', 'idTaken')], isNew: false };
  const notes = [known.relay, known.delivery, known.rejection].filter((note) => note !== undefined);
  return { is: known.state, notes, isNew: false };
}

type Opened =
  | { readonly ok: true; readonly plain: Uint8Array; readonly message: Message }
  | { readonly ok: false; readonly code: 'contentDiffers' | 'unsupported'; readonly plain?: Uint8Array };

/** What the header says of the content is signed; what differs from it is not what the sender says it is, for good. */
export async function openMessage({ header, body }: Envelope, keys: ExchangeKeys): Promise<Opened> {
  const plain = await openBody(body, [keys.identity]);
  if (plain === undefined || sha256Hex(nodeCrypto, plain) !== header.content)
    return { ok: false, code: 'contentDiffers' };
  const json = messageIn(plain);
  const message = json === undefined ? undefined : readMessage(json);
  return message === undefined ? { ok: false, code: 'unsupported', plain } : { ok: true, plain, message };
}

export interface Taking {
  readonly receiver: Receiver;
  readonly peer: PeerLine;
  readonly bytes: Uint8Array;
  readonly envelope: Envelope;
  readonly opened: Opened;
}

/** One conversation, as it stands after the messages of the group that were taken. */
interface Here extends store.Conversation {
  /** Not in the database yet: the first message of it that is kept opens it. */
  readonly isNew: boolean;
  nextIn: number;
  prevIn: string | undefined;
  isAsked: boolean;
  readonly came: Set<string>;
  readonly ofCase: SaidOfCase;
  /** Numbers that wait for one before them. */
  readonly held: Set<number>;
  hasMoved: boolean;
}

/** What the transaction has read, and what it is to write. */
interface Group {
  readonly tx: Tx;
  readonly conversations: ReadonlyMap<Uuid, Here>;
  readonly known: Map<Uuid, ins.Known>;
  readonly fencedAt: ReadonlyMap<string, number>;
  readonly rows: ins.NewIn[];
}

/** Another connection has opened the same conversation: what was decided here is decided again. */
class OpenedMeanwhile extends Error {}

/** The answers in the order of what was asked. */
export async function takeGroup(takings: readonly Taking[]): Promise<Taken[]> {
  try {
    return await takeTogether(takings);
  } catch (error) {
    if (error instanceof OpenedMeanwhile) return takeGroup(takings); // which is known now
    throw error;
  }
}

async function takeTogether(takings: readonly Taking[]): Promise<Taken[]> {
  const [first] = takings;
  if (first === undefined) return [];
  const signers = new Map<object, SignReceipt>();
  for (const { receiver } of takings)
    if (!signers.has(receiver.house)) signers.set(receiver.house, await receiptSigner(receiver));
  return first.receiver.house.db.transaction(async (tx) => {
    const group = await readGroup(tx, takings);
    const answers = new Map<Taking, Taken>();
    for (const taking of inOrder(takings))
      answers.set(taking, await takeIn(group, taking, signers.get(taking.receiver.house)!)); // as made above
    await openNew(group);
    if (group.rows.length > 0) await ins.insertIns(tx, group.rows);
    const moved = [...group.conversations.values()].filter(({ hasMoved }) => hasMoved);
    if (moved.length > 0) await ins.moveIns(tx, moved);
    return takings.map((taking) => answers.get(taking)!); // each was taken above
  });
}

/** What comes before another in a conversation is taken before it. */
const inOrder = (takings: readonly Taking[]): Taking[] =>
  takings.toSorted((one, other) => one.envelope.header.seq - other.envelope.header.seq);

/** Of what is refused no row is left. */
async function openNew({ tx, conversations, rows }: Group): Promise<void> {
  const kept = new Set(rows.map(({ conversation }) => conversation));
  const made = [...conversations.values()]
    .filter(({ id, isNew }) => isNew && kept.has(id))
    .map(({ id, peerOrigin, isOurs, request, openedAt: at }) => ({ id, peerOrigin, isOurs, request, at }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1)); // two that open several do not wait for each other
  if (made.length > 0 && (await store.openConversations(tx, made)) < made.length) throw new OpenedMeanwhile();
}

function newHere({ envelope, peer, receiver }: Taking): store.Conversation {
  return {
    id: envelope.header.conversation,
    peerOrigin: peer.peer.origin,
    isOurs: false,
    request: undefined,
    openedAt: new Date(receiver.house.clock()),
    nextOut: 1,
    prevOut: undefined,
    nextIn: 1,
    prevIn: undefined,
  };
}

async function readGroup(tx: Tx, takings: readonly Taking[]): Promise<Group> {
  const first = new Map(takings.toReversed().map((one) => [one.envelope.header.conversation, one]));
  const ids = [...first.keys()];
  const locked = await store.lockConversations(tx, ids);
  const there = new Set(locked.map(({ id }) => id));
  const made = [...first].flatMap(([id, taking]) => (there.has(id) ? [] : [newHere(taking)]));
  const known = await ins.knownIns(
    tx,
    takings.map(({ envelope }) => envelope.header.id),
  );
  const said = await saidOfCases(tx, ids);
  const asked = await ins.requestedIn(tx, ids);
  const held = Map.groupBy(await ins.heldIn(tx, ids), ({ conversation }) => conversation);
  const fencedAt = new Map<string, number>();
  for (const { peer } of takings)
    if (!fencedAt.has(peer.peer.origin))
      fencedAt.set(peer.peer.origin, await peerEpoch(tx, peer.peer.origin));
  const here = [...locked, ...made].map((one): [Uuid, Here] => {
    const { came, went, hasEnded } = said(one.id);
    const bySender = new Set(came);
    const ofCase = { bySender, byOther: went, hasEnded };
    const waiting = new Set((held.get(one.id) ?? []).map(({ seq }) => seq));
    return [
      one.id,
      {
        ...one,
        isNew: !there.has(one.id),
        isAsked: asked.has(one.id),
        came: bySender,
        ofCase,
        held: waiting,
        hasMoved: false,
      },
    ];
  });
  return { tx, conversations: new Map(here), known, fencedAt, rows: [] };
}

async function takeIn(group: Group, taking: Taking, signer: SignReceipt): Promise<Taken> {
  const { receiver, peer, envelope, opened } = taking;
  const { header, digest } = envelope;
  const now = receiver.house.clock();
  const refuse = (code: RefusalReason): Taken => ({
    is: 'refused',
    notes: [signer(header, digest, 'delivery', code)],
    isNew: false,
  });
  const here = group.conversations.get(header.conversation);
  if (here?.peerOrigin !== peer.peer.origin) return refuse('notYourConversation');
  const known = group.known.get(header.id); // by another connection, meanwhile
  if (known !== undefined) return again(known, envelope, signer);
  const epoch = header.epoch ?? 1;
  const fencedAt = group.fencedAt.get(peer.peer.origin) ?? 1;
  if (isFencedOff(epoch, fencedAt)) return refuse('wrongState');
  // A restored side is noticed; until its fence was taken in, what it says waits there.
  const isFence = opened.ok && opened.message.type === 'fence';
  if (epoch > fencedAt && !isFence) return { is: 'tooFarAhead' };
  if (header.seq < here.nextIn) return refuse('seqTaken');
  if (header.seq >= here.nextIn + HELD_MAX) return { is: 'tooFarAhead' };
  if (header.seq > here.nextIn) {
    if (here.held.has(header.seq)) return refuse('seqTaken');
    const relay = signer(header, digest, 'relay');
    keep(group, { ...rowOf(taking, now), state: 'held', relay, delivery: undefined, rejection: undefined });
    here.held.add(header.seq);
    return { is: 'held', notes: [relay], isNew: true };
  }
  if (header.prev !== here.prevIn) return refuse('chainBroken');
  const code = refusalOf(taking, here, now);
  const relay = signer(header, digest, 'relay');
  const note = signer(header, digest, 'delivery', code);
  keep(group, { ...rowOf(taking, now), relay, ...outcome(code, note) });
  goOn(here, digest, opened, code);
  await freeThose(group, taking, here, signer);
  return { is: code === undefined ? 'delivered' : 'refused', notes: [relay, note], isNew: true };
}

/** Written with the others; until then it is known here. */
function keep({ rows, known }: Group, row: ins.NewIn): void {
  rows.push(row);
  known.set(row.id, row);
}

const outcome = (
  code: RefusalReason | undefined,
  note: Uint8Array,
): Pick<ins.In, 'state' | 'delivery' | 'rejection'> =>
  code === undefined
    ? { state: 'delivered', delivery: note, rejection: undefined }
    : { state: 'refused', delivery: undefined, rejection: note };

/** What was refused keeps its place in the order too. */
function goOn(here: Here, digest: string, opened: Opened, code: RefusalReason | undefined): void {
  here.nextIn += 1;
  here.prevIn = digest;
  here.hasMoved = true;
  if (code !== undefined || !opened.ok) return;
  const { type } = opened.message;
  if (type === 'request' || type === 'orderNotified') here.isAsked = true;
  if (CASE_TYPES.some((one) => one === type)) here.came.add(type);
}

/** Those that waited for this one, as far as there is no gap. In a group nothing waits for what comes after it: only kept ones are met. */
async function freeThose(group: Group, taking: Taking, here: Here, signer: SignReceipt): Promise<void> {
  while (here.held.has(here.nextIn)) {
    const held = await ins.inAt(group.tx, here.id, here.nextIn);
    if (held === undefined || held.prev !== here.prevIn) return; // one that follows another is not of this chain
    const envelope = keptEnvelope(held.envelope, nodeCrypto);
    if (envelope === undefined) throw new Refusal('damaged.envelope');
    const opened = await openMessage(envelope, taking.receiver.keys);
    const code = refusalOf({ envelope, opened, peer: taking.peer }, here, held.arrivedAt.getTime());
    const note = signer(envelope.header, held.digest, 'delivery', code);
    await ins.freeHeld(group.tx, held.id, outcome(code, note));
    here.held.delete(here.nextIn);
    goOn(here, held.digest, opened, code);
  }
}

const BEGINS: readonly Message['type'][] = [
  'fence',
  'fork',
  'lawProposal',
  'request',
  'orderNotified',
  'custodyAccepted',
  'custodyRejected',
  'offer',
  ...CASE_OPENINGS,
];

/** What the message itself makes impossible. It keeps its place in the order: the next one follows it. */
function refusalOf(
  { envelope: { header }, opened, peer }: Pick<Taking, 'envelope' | 'opened' | 'peer'>,
  { isOurs, isAsked, ofCase }: Pick<Here, 'isOurs' | 'isAsked' | 'ofCase'>,
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
  if ((type === 'offer' || type === 'copySent') && header.attachments.length !== 1) return 'form';
  if (!isInTurn(type, ofCase)) return 'wrongState';
  if (header.seq === 1 && !isOurs) return BEGINS.includes(type) ? undefined : 'wrongState';
  if (isOpening(type, ofCase)) return 'wrongState'; // a case has a conversation of its own
  // One that ran out on its way, or could not be read, is asked once more.
  return (type === 'request' || type === 'orderNotified') && (isOurs || isAsked) ? 'wrongState' : undefined;
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
