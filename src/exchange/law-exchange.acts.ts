// Updates of law data and directory travel as signed proposals: a central authority says what changed of its own State, each peer decides by
// its own two persons, and says what it decided. Nothing of it counts here before that.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { propose, type Editing, type Proposed } from '../law/proposal.acts.ts';
import { proposalById, type Proposal } from '../law/proposal.store.ts';
import type { Person } from '../people/person.ts';
import { isTold } from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import * as ins from './in.store.ts';
import { mayTell } from './law-exchange.ts';
import { aboutLaw } from './law-exchange.store.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { linesOf, ownDocument, peerLine } from './peer-document.acts.ts';
import { canBeTold, sendIn } from './send.acts.ts';

const MOST = 200;
const REASON_MAX = 2000;
const DECIDED = { v: 1, type: 'proposalDecided' } as const;

/** A change that a peer proposed and nobody has answered. */
export interface ArrivedLaw {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly agency: string;
  readonly said: MessageOf<'lawProposal'>;
}

/** To every peer that understands it, once. Refuses notAllowed (not of our State, or we are no central authority). Returns how many. */
export async function tellLaw(
  house: Installation,
  keys: ExchangeKeys,
  by: Person,
  { proposal, language }: { readonly proposal: Proposal; readonly language: string },
): Promise<number> {
  const { db, clock, random } = house;
  const own = await ownDocument(db.kysely);
  if (own === undefined || proposal.outcome !== 'published' || !mayTell(own, proposal.change))
    throw new Refusal('notAllowed.lawOfOthers', { state: own?.state ?? house.settings.state });
  const { change, reason } = proposal;
  const message: Message = {
    v: 1,
    type: 'lawProposal',
    change,
    reason: reason.slice(0, REASON_MAX),
    language,
  };
  const about = aboutLaw(proposal.id);
  let told = 0;
  for (const peer of await linesOf(db.kysely)) {
    if (!canBeTold(peer, clock(), message)) continue;
    if (await isTold(db.kysely, peer.peer.origin, about)) continue;
    const sending = { peer, conversation: { request: undefined }, message, by: by.id, about };
    await db.transaction((tx) => sendIn(tx, { keys, clock, random }, sending));
    told += 1;
  }
  return told;
}

export async function arrivedLaw(db: Db): Promise<ArrivedLaw[]> {
  const found = [];
  for (const { id, conversation, peerOrigin, plain } of await ins.toAnswer(db, 'lawProposal', MOST)) {
    const said = messageOf(plain);
    const peer = await peerLine(db, peerOrigin);
    if (said?.type === 'lawProposal')
      found.push({ id, conversation, peerOrigin, agency: peer?.peer.agency ?? peerOrigin, said });
  }
  return found;
}

/** By an editor here, whom another decides about; the proposal bears the id of the message, so that twice is once. */
export async function proposeArrived(
  { house, editing }: { readonly house: Installation; readonly editing: Editing },
  by: Person,
  id: Uuid,
): Promise<Proposed> {
  const { said, agency } = await openArrived(house, id);
  return propose(editing, by, {
    id,
    change: said.change,
    reason: `${agency}: ${said.reason}`.slice(0, REASON_MAX),
  });
}

/** Refuses notFound (answered by somebody else). */
export async function declineArrived(
  house: Installation,
  keys: ExchangeKeys,
  by: Person,
  { id, text, language }: { readonly id: Uuid; readonly text: string; readonly language: string },
): Promise<void> {
  await answer(house, keys, await openArrived(house, id), {
    said: { outcome: 'returned', text, language },
    by: by.id,
  });
}

/** What two persons decided about it. By the clock. Returns how many. */
export async function tellDecidedLaw(house: Installation, keys: ExchangeKeys): Promise<number> {
  let told = 0;
  for (const one of await arrivedLaw(house.db.kysely)) {
    const proposal = await proposalById(house.db.kysely, one.id);
    const peer = await peerLine(house.db.kysely, one.peerOrigin);
    if (proposal?.outcome === undefined || !canBeTold(peer, house.clock(), DECIDED)) continue;
    const isPublished = proposal.outcome === 'published';
    const said = {
      outcome: isPublished ? ('published' as const) : ('returned' as const),
      ...(!isPublished && proposal.answer !== undefined && { text: proposal.answer, language: 'en' }),
    };
    await answer(house, keys, one, { said, by: undefined });
    told += 1;
  }
  return told;
}

async function openArrived({ db }: Installation, id: Uuid): Promise<ArrivedLaw> {
  const found = (await arrivedLaw(db.kysely)).find((one) => one.id === id);
  if (found === undefined) throw new Refusal('notFound.lawOfPeer');
  return found;
}

interface Answer {
  readonly said: Omit<MessageOf<'proposalDecided'>, 'v' | 'type' | 'of'>;
  readonly by: Uuid | undefined;
}

async function answer(
  { db, clock, random }: Installation,
  keys: ExchangeKeys,
  { id, conversation, peerOrigin }: ArrivedLaw,
  { said, by }: Answer,
): Promise<void> {
  const peer = await peerLine(db.kysely, peerOrigin);
  if (peer === undefined || peer.stop !== undefined) return; // told when it is open again
  const about = `decided:${id}`;
  if (!(await isTold(db.kysely, peerOrigin, about))) {
    const message: Message = { ...DECIDED, of: id, ...said };
    await db.transaction((tx) =>
      sendIn(tx, { keys, clock, random }, { peer, conversation, message, by, about }),
    );
  }
  await ins.setAnswered(db.kysely, id, new Date(clock()), said.outcome);
}
