// A joint investigation (UNTOC Art. 19): proposed by one authority, agreed by the others, each by a signed message with the digest of the
// agreement. The joint case of each is an ordinary case of its own: its members, its rules, its log. What is shared was chosen, one by one; it
// ends when both have signed the same division.
import { canonicalJson } from '../base/canonical-json.ts';
import { utf8 } from '../base/bytes.ts';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { lockedCase, insertChange } from '../cases/case-file.store.ts';
import { leadWith, openCaseIn } from '../cases/case-open.acts.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { refuseWithoutConsent } from '../evidence/packages/sender-conditions.store.ts';
import { shareLines } from '../evidence/packages/share.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { inById } from './in.store.ts';
import { roleAtDesk, roleToSpeak, type AtDesk, type Speaking } from './case-between.acts.ts';
import { setOfCase } from './case-between.store.ts';
import { sha256Hex } from '../verify/envelope.ts';
import { textOfAgreement, type Agreement, type Kept, type Shared } from './joint-messages.ts';
import * as store from './joint.store.ts';
import * as shares from './joint-shared.store.ts';
import { exhibitToShare, requestToShare } from './joint-shared.store.ts';
import type { Message } from './message.ts';
import { linesOf, neededPeer } from './peer-document.acts.ts';
import { canBeTold, sendIn } from './send.acts.ts';
import { openArrived } from './take.acts.ts';

const SHARED_MAX = 5000;
/** What is said before the agreement that it is of has come waits for that. */
export const NOT_HERE = 'of an agreement that is not here';

interface JointProposal extends Pick<Agreement, 'name' | 'purpose' | 'use' | 'from' | 'until'> {
  /** Their logs. */
  readonly peers: readonly string[];
  /** Who leads it for us. */
  readonly leader: string;
  readonly language: string;
  /** Proposed once under it. */
  readonly id: Uuid;
}

export const digestOf = (text: string): string => sha256Hex(nodeCrypto, utf8(text));

/** Refuses notAllowed (the role, a peer), conflict (the case is closed, or a joint one already). */
export async function proposeJoint(
  { house, keys }: Speaking,
  by: Viewer,
  { peers: origins, leader, language, id, ...said }: JointProposal,
): Promise<void> {
  const { db, clock, random, identity, settings } = house;
  const lines = await Promise.all(origins.map((origin) => neededPeer(house.db.kysely, origin)));
  const own = { origin: identity.origin, agency: settings.agency, state: settings.state };
  const others = lines.map(({ peer }) => ({ origin: peer.origin, agency: peer.agency, state: peer.state }));
  const agreement = { id, ...said, reference: by.file.reference, parties: [own, ...others] };
  const text = textOfAgreement(agreement);
  await db.transaction(async (tx) => {
    await roleToSpeak(tx, by);
    if ((await lockedCase(tx, by.file.id)).status !== 'open') throw new Refusal('conflict.caseClosed');
    const there = await store.teamOfCase(tx, by.file.id);
    if (there?.id === id) return;
    if (there !== undefined) throw new Refusal('conflict.caseJoint');
    const whose = { id, caseId: by.file.id, proposer: own.origin, by: by.person.id, at: new Date(clock()) };
    await store.insertTeam(tx, {
      ...whose,
      sha256: digestOf(text),
      agreement: text,
      state: 'agreed',
      leader,
      message: undefined,
    });
    for (const peer of lines) {
      const message: Message = { v: 1, type: 'jointProposed', agreement, leader, language };
      const opens = { request: undefined, ofCase: by.file.id };
      const sending = { peer, conversation: opens, message, by: by.person.id };
      const { conversation } = await sendIn(tx, { keys, clock, random }, sending);
      const { origin } = peer.peer;
      await store.insertParty(tx, { team: id, origin, conversation, state: 'asked', leader: undefined });
    }
    await remember(house, tx, by, agreement);
  });
}

/** In the history of the case: with whom it is a joint one. */
export async function remember(
  { clock, random, identity }: Pick<Installation, 'clock' | 'random' | 'identity'>,
  tx: Tx,
  { person, file }: { readonly person: { readonly id: Uuid }; readonly file: { readonly id: Uuid } },
  { parties, from, until }: Agreement,
): Promise<void> {
  const others = parties.filter(({ origin }) => origin !== identity.origin).map(({ agency }) => agency);
  const whose = { id: newUuid(clock, random), caseId: file.id, by: person.id, at: new Date(clock()) };
  await insertChange(tx, {
    ...whose,
    what: 'joint',
    before: '',
    after: `${others.join('; ')} (${from}/${until})`,
    reason: undefined,
  });
}

/**
 * Agreed by somebody of the desk: a case is opened here for it, and the proposer gets the digest of the agreement, signed. Refuses notFound,
 * notAllowed, conflict (somebody has answered).
 */
export async function agreeJoint(
  { house, keys, people, person }: AtDesk,
  id: Uuid,
  said: { readonly title: string; readonly lead: string; readonly leader: string },
): Promise<string> {
  roleAtDesk(person);
  const lead = await leadWith(people, person, said.lead);
  return house.db.transaction(async (tx) => {
    const team = await openTeam(tx, id);
    const opening = {
      by: person,
      title: said.title,
      state: house.settings.state,
      lead,
      key: `exchange:${id}`,
    };
    const { file } = await openCaseIn(people, tx, opening);
    await store.setOurs(tx, id, { state: 'agreed', caseId: file.id, leader: said.leader, by: person.id });
    for (const { conversation } of await store.partiesOf(tx, id))
      if (conversation !== undefined) await setOfCase(tx, conversation, file.id);
    const message: Message = { v: 1, type: 'jointAgreed', agreement: team.sha256, leader: said.leader };
    await sayToProposer({ house, keys }, tx, team, message, person.id);
    await remember(house, tx, { person, file }, team.agreement);
    return file.reference;
  });
}

/** Refuses notFound, notAllowed, conflict. */
export async function declineJoint(
  { house, keys, person }: AtDesk,
  id: Uuid,
  words: { readonly text: string; readonly language: string },
): Promise<void> {
  roleAtDesk(person);
  await house.db.transaction(async (tx) => {
    const team = await openTeam(tx, id);
    await store.setOurs(tx, id, { state: 'declined', by: person.id });
    const message: Message = { v: 1, type: 'jointDeclined', agreement: team.sha256, ...words };
    await sayToProposer({ house, keys }, tx, team, message, person.id);
  });
}

async function openTeam(tx: Tx, id: Uuid): Promise<store.Team> {
  const team = await store.lockedTeam(tx, id);
  if (team === undefined || (team.caseId !== undefined && team.state !== 'agreed')) throw noTeam();
  if (team.state !== 'proposed') throw new Refusal('conflict.caseAnswered');
  return team;
}

async function sayToProposer(
  { house, keys }: Speaking,
  tx: Tx,
  team: store.Team,
  message: Message,
  by: Uuid,
): Promise<void> {
  const { clock, random } = house;
  const peer = await neededPeer(house.db.kysely, team.proposer);
  const proposer = (await store.partiesOf(tx, team.id)).find(({ origin }) => origin === team.proposer);
  if (proposer?.conversation === undefined) throw noTeam();
  await sendIn(tx, { keys, clock, random }, { peer, conversation: proposer.conversation, message, by });
}

/** Who looks at it at the desk has opened it: the proposer gets the receipt. */
export async function openJoint(
  { house, keys, person }: Omit<AtDesk, 'people'>,
  message: Uuid,
  from: string,
): Promise<void> {
  await house.db.transaction(async (tx) => {
    const arrived = await inById(tx, message);
    if (arrived !== undefined) await openArrived({ house, keys }, tx, arrived, person.id, from);
  });
}

type ToShare =
  | { readonly kind: 'note'; readonly text: string; readonly language: string }
  | { readonly kind: 'request'; readonly number: number }
  | { readonly kind: 'exhibit'; readonly number: string };

/** What was chosen, and nothing else; the parties are told of it by itself. Refuses notFound, notAllowed, conflict. `id`: shared once under it. */
export async function shareInJoint(
  house: Installation,
  by: Viewer,
  { id, what }: { readonly id: Uuid; readonly what: ToShare },
): Promise<void> {
  await house.db.transaction(async (tx) => {
    const { team, role } = await teamToAct(tx, house.identity.origin, by);
    const who = { by: by.person.name.slice(0, 200), role };
    const { said, request } = await saidOf(tx, by, what, who);
    if (said.kind === 'exhibit') await refuseOnward(tx, by.file.id, [said.number], team.id);
    await shares.insertShared(tx, {
      team: team.id,
      origin: house.identity.origin,
      id,
      version: 1,
      said,
      at: new Date(house.clock()),
      by: by.person.id,
      request,
    });
  });
}

/** What came with conditions is told to other parties than its sender with the sender's consent. */
async function refuseOnward(tx: Tx, caseId: Uuid, numbers: readonly string[], team: Uuid): Promise<void> {
  const parties = await store.partiesOf(tx, team);
  const others = parties.filter(({ state, endedAt }) => state !== 'declined' && endedAt === undefined);
  const lines = await shareLines(tx, caseId, numbers.length, numbers);
  const to = { origins: others.map(({ origin }) => origin) };
  await refuseWithoutConsent(tx, { exhibits: lines, to, isOffer: false });
}

async function saidOf(
  tx: Tx,
  { file }: Viewer,
  what: ToShare,
  who: { readonly by: string; readonly role: string },
): Promise<{ readonly said: Shared; readonly request: number | undefined }> {
  if (what.kind === 'note') return { said: { ...what, ...who }, request: undefined };
  if (what.kind === 'request') {
    const found = await requestToShare(tx, file, what.number);
    if (found === undefined) throw new Refusal('notFound.jointShared');
    return { said: { kind: 'request', ...who, ...found.said }, request: what.number };
  }
  const found = await exhibitToShare(tx, file.id, what.number);
  if (found === undefined) throw new Refusal('notFound.jointShared');
  return { said: { kind: 'exhibit', ...who, ...found }, request: undefined };
}

/** What is known there already stays known; the other side reads that it is shared no longer. */
export async function unshareInJoint(house: Installation, by: Viewer, id: Uuid): Promise<void> {
  await house.db.transaction(async (tx) => {
    const { team } = await teamToAct(tx, house.identity.origin, by);
    await shares.setUnshared(
      tx,
      { team: team.id, origin: house.identity.origin, id },
      new Date(house.clock()),
    );
  });
}

/** The division as we sign it: who keeps which exhibit. It has ended with each party that signs the same. */
export async function endJoint(
  house: Installation,
  by: Viewer,
  {
    keeps,
    text,
    language,
  }: { readonly keeps: readonly Kept[]; readonly text: string; readonly language: string },
): Promise<void> {
  await house.db.transaction(async (tx) => {
    const { team } = await teamToAct(tx, house.identity.origin, by);
    const origins = team.agreement.parties.map(({ origin }) => origin);
    if (keeps.some(({ keeper }) => !origins.includes(keeper))) throw new Refusal('notFound.jointShared');
    const division = divisionOf(keeps);
    if (division === team.division) return;
    await store.setDivision(tx, team.id, division, JSON.stringify({ text, language }));
    await store.endWhereSame(tx, team.id, new Date(house.clock()));
  });
}

/** In one order, so that the same division is the same text on each side. */
export function divisionOf(keeps: readonly Kept[]): string {
  const key = ({ of, id }: Kept): string => `${of} ${id}`;
  return canonicalJson(keeps.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((one) => ({ ...one })));
}

export async function teamToAct(
  tx: Tx,
  own: string,
  by: Viewer,
): Promise<{ readonly team: store.Team; readonly role: string }> {
  const role = await roleToSpeak(tx, by);
  const there = await store.teamOfCase(tx, by.file.id);
  const team = there && (await store.lockedTeam(tx, there.id));
  if (team?.state !== 'agreed') throw noTeam();
  const parties = await store.partiesOf(tx, team.id);
  const isOver = parties.every(({ state, endedAt }) => state === 'declined' || endedAt !== undefined);
  if (isOver) throw new Refusal('conflict.jointEnded');
  if ((await shares.countShared(tx, team.id, own)) >= SHARED_MAX) throw new Refusal('conflict.jointFull');
  return { team, role };
}

/** What the parties do not know yet goes to them, each once. Returns how many messages. */
export async function tellJoint(house: Installation, keys: Speaking['keys']): Promise<number> {
  const { db, clock, random, identity } = house;
  for (const { team, id, version, said, state, origin } of await shares.requestsMovedOn(db.kysely))
    if (said.kind === 'request')
      await db.transaction((tx) =>
        shares.tellAnew(tx, { team, origin, id }, { version: version + 1, said: { ...said, state } }),
      );
  let told = 0;
  const peers = (await linesOf(db.kysely)).filter((peer) => canBeTold(peer, clock()));
  const origins = peers.map(({ peer }) => peer.origin);
  for (const one of await store.toTell(db.kysely, { own: identity.origin, origins, most: 50 })) {
    const peer = peers.find((line) => line.peer.origin === one.origin);
    const message = messageFor(one);
    if (!canBeTold(peer, clock(), message)) continue; // an older program: when it knows of it
    await db.transaction(async (tx) => {
      const { team, origin, about } = one;
      if ((await store.lockedTeam(tx, team)) === undefined || (await store.isTold(tx, origin, about))) return;
      const conversation = one.conversation ?? { request: undefined, ofCase: one.case };
      const sending = { peer, conversation, message, by: undefined, about };
      const sent = await sendIn(tx, { keys, clock, random }, sending);
      await store.setParty(tx, { team, origin }, { conversation: sent.conversation });
      told += 1;
    });
  }
  return told;
}

function messageFor({ what, sha256: agreement, leader, id, version, said, text }: store.ToTell): Message {
  // As they were made.
  const words = () => JSON.parse(said) as { readonly text: string; readonly language: string };
  switch (what) {
    case 'asked': {
      const { language } = words();
      return { v: 1, type: 'jointProposed', agreement: JSON.parse(text) as Agreement, leader, language };
    }
    case 'changed':
      return { v: 1, type: 'jointChanged', agreement, changed: JSON.parse(text) as Agreement, ...words() };
    case 'changeDeclined':
      return { v: 1, type: 'jointDeclined', agreement, ...words() };
    case 'changeAgreed':
    case 'agreed':
      return { v: 1, type: 'jointAgreed', agreement, leader };
    case 'shared':
      return { v: 1, type: 'jointShared', agreement, id, version, shared: JSON.parse(said) as Shared }; // as it was made
    case 'unshared':
      return { v: 1, type: 'jointUnshared', agreement, id };
    case 'ended':
      return { v: 1, type: 'jointEnded', agreement, keeps: JSON.parse(text) as Kept[], ...words() };
  }
}

const noTeam = (): Refusal => new Refusal('notFound.joint');
