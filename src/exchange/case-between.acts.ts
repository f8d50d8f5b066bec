// A case is handed to a peer, or a peer is asked for one act: said by who may speak for the case, and answered there by a person in a named
// role. The case, its log and its copies stay here; custody of its exhibits passes by offers alone..
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { leadWith, openCaseIn } from '../cases/case-open.acts.ts';
import { insertChange, lockedCase } from '../cases/case-file.store.ts';
import { newUuid } from '../base/ids.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { roleInCase } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import type { CaseRole } from '../people/roles.ts';
import { inCase, roleFor } from '../people/policy.ts';
import { isInTurn, type CaseMessageType } from './case-messages.ts';
import * as store from './case-between.store.ts';
import type { CaseBetween } from './case-between.store.ts';
import type { ToDo } from './custody-receipts.store.ts';
import * as conversations from './conversation.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { alongFrom } from './case-requests.acts.ts';
import { inById } from './in.store.ts';
import type { Message, MessageOf } from './message.ts';
import { neededPeer, type PeerLine } from './peer-document.acts.ts';
import { sendIn } from './send.acts.ts';
import { openArrived } from './take.acts.ts';

export interface Speaking {
  readonly house: Installation;
  readonly keys: ExchangeKeys;
}

interface CaseSaid {
  /** Its log. */
  readonly peer: string;
  readonly message: MessageOf<'caseOffered' | 'actAsked'>;
  /** Numbers of its requests that go along with the case. */
  readonly requests?: readonly number[];
  /** Said once under it. */
  readonly id: Uuid;
}

/** Refuses notAllowed (the role, the peer), conflict (the case is closed, or with an authority already). */
export async function sayOfCase(
  { house, keys }: Speaking,
  by: Viewer,
  { peer: origin, message, id, requests = [] }: CaseSaid,
): Promise<void> {
  const { db, clock, random } = house;
  const peer = await neededPeer(house.db.kysely, origin);
  const kind = message.type === 'caseOffered' ? 'transfer' : 'act';
  await db.transaction(async (tx) => {
    await roleToSpeak(tx, by);
    if ((await lockedCase(tx, by.file.id)).status !== 'open') throw new Refusal('conflict.caseClosed');
    if ((await store.lockedBetween(tx, id)) !== undefined) return;
    await store.giveUpUndelivered(tx, by.file.id);
    if (kind === 'transfer' && (await store.isHandedOver(tx, by.file.id)))
      throw new Refusal('conflict.caseHandedOver');
    const at = new Date(clock());
    const { conversation } = await sendIn(
      tx,
      { keys, clock, random },
      { peer, conversation: { request: undefined, ofCase: by.file.id }, message, by: by.person.id },
    );
    const said = JSON.stringify(message);
    const whose = { isOurs: true, peerOrigin: origin, conversation, caseId: by.file.id, by: by.person.id };
    const along = kind === 'transfer' ? { requests: alongFrom(by.file.reference, requests) } : {};
    await store.insertBetween(tx, { id, kind, said, at, ...whose, ...along });
    await remember(house, tx, by, peer);
  });
}

/** In the history of the case. */
async function remember(
  { clock, random }: Pick<Installation, 'clock' | 'random'>,
  tx: Tx,
  { person, file }: Viewer,
  { document: { agency } }: PeerLine,
): Promise<void> {
  const at = new Date(clock());
  const whose = { id: newUuid(clock, random), caseId: file.id, by: person.id, at };
  await insertChange(tx, { ...whose, what: 'transfer', before: '', after: agency, reason: undefined });
}

export interface AtDesk extends Speaking {
  readonly people: People;
  readonly person: Person;
}

/**
 * A case is opened here for what a peer hands over or asks, led by whom the desk names; the sender is told where it is. Twice is once.
 * Refuses notFound, notAllowed, conflict (somebody has answered).
 */
export async function takeOverCase(
  { house, keys, people, person }: AtDesk,
  id: Uuid,
  { title, lead }: { readonly title: string; readonly lead: string },
): Promise<string> {
  const role = roleAtDesk(person);
  const leadId = await leadWith(people, person, lead);
  const { clock, random, settings } = house;
  return house.db.transaction(async (tx) => {
    const one = await store.lockedBetween(tx, id);
    if (one === undefined || one.isOurs) throw noCase();
    const { state } = settings;
    const opening = { by: person, title, state, lead: leadId, key: `exchange:${id}` };
    if (one.state !== 'offered') throw answered();
    const { file } = await openCaseIn(people, tx, opening);
    await store.setTaken(tx, id, { at: new Date(clock()), role, caseId: file.id });
    await store.setOfCase(tx, one.conversation, file.id);
    const message = { v: 1, type: 'caseTaken', reference: file.reference, role } as const;
    await sayBack({ house, keys }, tx, one, message, person.id);
    const whose = { id: newUuid(clock, random), caseId: file.id, by: person.id, at: new Date(clock()) };
    const { reference } = JSON.parse(one.said) as MessageOf<'caseOffered' | 'actAsked'>; // as it was kept when it was read
    const from = `${one.peerOrigin} ${reference}`;
    await insertChange(tx, {
      ...whose,
      what: 'transfer',
      before: from,
      after: file.reference,
      reason: undefined,
    });
    return file.reference;
  });
}

interface Words {
  readonly text: string;
  readonly language: string;
}

/** Nothing is opened for it. Refuses notFound, notAllowed, conflict. */
export async function declineCase({ house, keys, person }: AtDesk, id: Uuid, words: Words): Promise<void> {
  roleAtDesk(person);
  await house.db.transaction(async (tx) => {
    const one = await store.lockedBetween(tx, id);
    if (one === undefined || one.isOurs || one.caseId !== undefined) throw noCase();
    const type = one.kind === 'transfer' ? 'caseDeclined' : 'actDeclined';
    await answer({ house, keys }, tx, one, { v: 1, type, ...words }, person.id);
  });
}

/** What came of an act that was taken on, by who may speak for its case. Refuses notFound, notAllowed, conflict. */
export async function answerAct(
  { house, keys }: Speaking,
  by: Viewer,
  { id, type, ...words }: Words & { readonly id: Uuid; readonly type: 'actDone' | 'actDeclined' },
): Promise<void> {
  await house.db.transaction(async (tx) => {
    await roleToSpeak(tx, by);
    const one = await store.lockedBetween(tx, id);
    if (one?.caseId !== by.file.id || one.isOurs || one.kind !== 'act') throw noCase();
    await answer({ house, keys }, tx, one, { v: 1, type, ...words }, by.person.id);
  });
}

async function answer(
  speaking: Speaking,
  tx: Tx,
  one: CaseBetween,
  message: MessageOf<'caseDeclined' | 'actDone' | 'actDeclined'>,
  by: Uuid,
): Promise<void> {
  await sayBack(speaking, tx, one, message, by);
  const state = message.type === 'actDone' ? 'done' : 'declined';
  const at = new Date(speaking.house.clock());
  await store.setAnswered(tx, one.id, { state, answer: JSON.stringify(message), at, by });
}

/** In its turn, by the table that says which message of the other side is taken. */
async function sayBack(
  { house, keys }: Speaking,
  tx: Tx,
  one: CaseBetween,
  message: Message & { readonly type: CaseMessageType },
  by: Uuid,
): Promise<void> {
  const { clock, random } = house;
  const peer = await neededPeer(house.db.kysely, one.peerOrigin);
  await conversations.lockConversation(tx, one.conversation);
  const { came, went } = await store.saidOfCase(tx, one.conversation);
  if (!isInTurn(message.type, { bySender: went, byOther: came })) throw answered();
  await sendIn(tx, { keys, clock, random }, { peer, conversation: one.conversation, message, by });
}

/** Who looks at it at the desk has opened it: the sender gets the receipt. */
export async function openOfCase(
  { house, keys, person }: Omit<AtDesk, 'people'>,
  one: CaseBetween,
): Promise<void> {
  await house.db.transaction(async (tx) => {
    const arrived = await inById(tx, one.id);
    if (arrived !== undefined) await openArrived({ house, keys }, tx, arrived, person.id, one.peerOrigin);
  });
}

/** Come twice, it is once. */
export async function arriveCase(
  house: Pick<Installation, 'db'>,
  { id, conversation, peerOrigin, arrivedAt }: ToDo,
  said: MessageOf<'caseOffered' | 'actAsked'>,
): Promise<string> {
  await house.db.transaction((tx) =>
    store.insertBetween(tx, {
      id,
      kind: said.type === 'caseOffered' ? 'transfer' : 'act',
      isOurs: false,
      peerOrigin,
      conversation,
      caseId: undefined,
      said: JSON.stringify(said),
      at: arrivedAt,
      by: undefined,
    }),
  );
  return 'done';
}

/** Of ours, by who was asked. That it comes in its turn was looked at when it was taken in. */
export async function arriveCaseAnswer(
  house: Pick<Installation, 'db' | 'clock' | 'random'>,
  { conversation, arrivedAt: at }: ToDo,
  said: MessageOf<'caseTaken' | 'caseDeclined' | 'actDone' | 'actDeclined'>,
): Promise<string> {
  return house.db.transaction(async (tx) => {
    const one = await store.lockedByConversation(tx, conversation);
    if (one?.isOurs !== true) return 'of nothing that we asked';
    if (one.state === 'undelivered') return 'of what was given up, because it was not known to have arrived';
    if (said.type === 'caseTaken') {
      const { reference: theirReference, role } = said;
      await store.setTaken(tx, one.id, { at, role, theirReference });
      if (one.kind === 'transfer' && one.by !== undefined && one.caseId !== undefined)
        await insertChange(tx, {
          id: newUuid(house.clock, house.random),
          caseId: one.caseId,
          by: one.by,
          at,
          what: 'transfer',
          before: '',
          after: `${one.peerOrigin} ${theirReference}`,
          reason: undefined,
        });
      return 'done';
    }
    const state = said.type === 'actDone' ? 'done' : 'declined';
    await store.setAnswered(tx, one.id, { state, answer: JSON.stringify(said), at, by: undefined });
    return 'done';
  });
}

/** Refuses notAllowed. */
export async function roleToSpeak(tx: Tx, { person, file }: Viewer): Promise<CaseRole> {
  const role = await roleInCase(tx, file.id, person.id);
  if (role !== undefined && inCase(role, 'sendRequest') === 'yes') return role;
  throw new Refusal('notAllowed.speaksForCase');
}

/** In which role somebody answers what is in no case yet: the other side is told. */
export function roleAtDesk({ roles }: Person): string {
  const role = roleFor(roles, 'handleRequests');
  if (role !== undefined) return role;
  throw new Refusal('notAllowed.handlesRequests');
}

const noCase = (): Refusal => new Refusal('notFound.caseOffered');

const answered = (): Refusal => new Refusal('conflict.caseAnswered');
