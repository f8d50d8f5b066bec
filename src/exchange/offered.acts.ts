// Evidence that a peer offers: before the desk at first, fetched and checked when somebody takes it into a case, then accepted or rejected by
// a person. Silence until its time, and a calling back, reject what was not answered. Every answer is an event of our log.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import {
  acceptExhibit,
  rejectOffered,
  type OfferToReject,
  type Rejecting,
} from '../evidence/custody/transfer.acts.ts';
import { isFencedOff } from '../evidence/custody/passing.ts';
import * as custody from '../evidence/custody/passing.store.ts';
import { nameOf } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { fromBase64 } from '../base/bytes.ts';
import { caseOfMemberById, roleInCase, type CaseOfMember } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { inCase, roleFor } from '../people/policy.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keptEnvelope } from '../verify/envelope.ts';
import { lockEpoch, peerEpoch } from './fence.store.ts';
import { refusedPlains } from './in.store.ts';
import { offerNamedIn, type MessageOf } from './message.ts';
import * as store from './offer.store.ts';

type Arriving = { readonly id: Uuid; readonly conversation: Uuid; readonly peerOrigin: string } & {
  readonly envelope: Uint8Array;
};

/** It lies before the desk; come twice, it is once. */
export async function arriveOffer(
  house: Installation,
  { id, conversation, peerOrigin, envelope }: Arriving,
  said: MessageOf<'offer'>,
): Promise<string> {
  const epoch = keptEnvelope(envelope, nodeCrypto)?.header.epoch ?? 1;
  return house.db.transaction(async (tx) => {
    await lockEpoch(tx, peerOrigin);
    // It waited here while its sender was restored, and was told that we do not have it: nobody may accept it any more.
    if (isFencedOff(epoch, await peerEpoch(tx, peerOrigin))) return 'said before its sender was restored';
    await arriveFile(house, tx, { id, conversation, peerOrigin, envelope }, said);
    for (const { item, event, history } of said.exhibits)
      await custody.arriveOffer(tx, {
        event,
        peerOrigin,
        isOurs: false,
        package: said.package,
        item,
        history: history.flatMap((one) => fromBase64(one) ?? []),
      });
    return 'done';
  });
}

/** What can be fetched of it, and what is to be known before that. */
export async function arriveFile(
  house: Pick<Installation, 'clock'>,
  tx: Tx,
  { id, conversation, peerOrigin, envelope }: Arriving,
  said: MessageOf<'offer' | 'copySent'>,
): Promise<void> {
  const { exhibits, ...rest } = said;
  const about: SaidOffer = {
    ...rest,
    exhibits: exhibits.map(({ item, conditions }) => ({ item, conditions })),
  };
  await store.insertOfferFile(tx, {
    id,
    package: said.package,
    peerOrigin,
    isOurs: false,
    isCopy: said.type === 'copySent',
    conversation,
    until: new Date(said.until),
    by: undefined,
    attachment: keptEnvelope(envelope, nodeCrypto)?.header.attachments[0],
    said: JSON.stringify(about),
    at: new Date(house.clock()),
  });
}

export type SaidOffer = Omit<MessageOf<'offer' | 'copySent'>, 'exhibits'> & {
  readonly exhibits: MessageOf<'copySent'>['exhibits'];
};

/** What the message said, as it was kept when it had been read by its schema. */
export function saidIn({ said }: store.OfferFile): SaidOffer {
  return JSON.parse(said ?? '{}') as SaidOffer; // as above
}

/**
 * The sender wants it back: what nobody has answered is rejected. What was accepted stays so, and is told again by its receipt. An offer whose
 * message was refused, because it came too late or could not be read, is rejected by what that message says of it: no answer would free it.
 */
export async function calledBack(
  house: Installation,
  { peerOrigin, conversation }: Pick<Arriving, 'peerOrigin' | 'conversation'>,
  id: Uuid,
): Promise<string> {
  const offer = await store.theirOffer(house.db.kysely, peerOrigin, id);
  if (offer !== undefined) {
    await reject(house, offer, { why: 'callBack' });
    return 'done';
  }
  const known = await custody.offersOfPackage(house.db.kysely, { package: id, peerOrigin, isOurs: false });
  if (known.length > 0 && known.every(({ state }) => state !== 'desk')) return 'done'; // called back before
  const refused = (await refusedPlains(house.db.kysely, conversation))
    .flatMap((plain) => offerNamedIn(plain) ?? [])
    .find((said) => said.package === id);
  if (refused === undefined) return 'of nothing that was offered';
  const { checkpoint, exhibits, package: package_ } = refused;
  const offers = exhibits.map(({ event, item }): OfferToReject => {
    return { event, item, peerOrigin, isOurs: false, package: package_, state: 'unknown', history: [] };
  });
  await rejectOffered(house, { offers, why: 'callBack', checkpoint });
  return 'done';
}

/** Those whose time is over by our clock. */
export async function expireOffers(house: Installation): Promise<number> {
  let rejected = 0;
  for (const offer of await store.offersOver(house.db.kysely, new Date(house.clock())))
    rejected += await reject(house, offer, { why: 'expire' });
  return rejected;
}

async function reject(
  house: Installation,
  offer: store.OfferFile,
  how: Pick<Rejecting, 'why' | 'act' | 'file'>,
): Promise<number> {
  const offers = await custody.offersOfPackage(house.db.kysely, offer);
  return rejectOffered(house, { ...how, offers, checkpoint: saidIn(offer).checkpoint });
}

interface Desk {
  readonly house: Installation;
  readonly people: People;
  readonly person: Person;
}

/** Somebody takes it into a case of theirs: from now on it is fetched. Refuses notFound, notAllowed, conflict. */
export async function takeOffer({ house, person }: Desk, id: Uuid, file: CaseOfMember): Promise<void> {
  await house.db.transaction(async (tx) => {
    const offer = await store.theirOfferById(tx, id);
    if (offer === undefined) throw noOffer();
    await roleToReceive(tx, file.id, person);
    const arrivesAs = newUuid(house.clock, house.random);
    if (!(await store.setTaken(tx, id, { by: person.id, file: file.id, arrivesAs }))) throw takenBefore();
  });
}

/** Of who may bring evidence into the case. Refuses notAllowed. */
async function roleToReceive(tx: Tx, caseId: Uuid, person: Person): Promise<string> {
  const role = await roleInCase(tx, caseId, person.id);
  if (role !== undefined && inCase(role, 'addEvidence') === 'yes') return role;
  throw new Refusal('notAllowed.bringsEvidence');
}

/** In which role somebody answers what is in no case yet: the log says it. Refuses notAllowed. */
function roleAtDesk({ roles }: Person): string {
  const role = roleFor(roles, 'handleRequests');
  if (role !== undefined) return role;
  throw new Refusal('notAllowed.handlesRequests');
}

/** Nothing of it is taken. Refuses notFound, notAllowed. Returns how many exhibits were rejected by that. */
export async function rejectOffer(desk: Desk, id: Uuid, reason: string): Promise<number> {
  const { house, people, person } = desk;
  const offer = await store.theirOfferById(house.db.kysely, id);
  if (offer === undefined) throw noOffer();
  const { intoFile } = offer;
  const file =
    intoFile === undefined
      ? undefined
      : await people.db.asPerson(person.id, (tx) => caseOfMemberById(tx, intoFile, person.id));
  if (intoFile !== undefined && file === undefined) throw noOffer();
  const act = async (tx: Tx) => ({
    role: file === undefined ? roleAtDesk(person) : await roleToReceive(tx, file.id, person),
    detail: { person: person.name, personId: person.id, note: reason },
  });
  if (offer.isCopy) {
    // Custody was never in question, so nothing is said of it: it is set aside.
    await house.db.transaction(async (tx) => {
      await act(tx);
      await store.setAnswered(tx, id, new Date(house.clock()));
    });
    return 0;
  }
  return reject(house, offer, { why: 'person', act, file });
}

/**
 * Custody of each exhibit that was taken into evidence from it. Refuses notFound, notReady (it was not imported yet), conflict (called
 * back, or its time is over).
 */
export async function acceptOffer(desk: Desk, id: Uuid): Promise<readonly string[]> {
  const { house, people, person } = desk;
  const offer = await store.theirOfferById(house.db.kysely, id);
  const { intoFile, arrivesAs } = offer ?? {};
  if (intoFile === undefined || arrivesAs === undefined) throw noOffer();
  const found = await people.db.asPerson(person.id, async (tx) => ({
    file: await caseOfMemberById(tx, intoFile, person.id),
    incoming: await incomingById(tx, intoFile, arrivesAs),
  }));
  const { file, incoming } = found;
  if (file === undefined) throw noOffer();
  if (incoming?.exhibits === undefined) throw notImported();
  const act = async (tx: Tx) => ({
    role: await roleToReceive(tx, file.id, person),
    detail: nameOf({ person, file }),
  });
  const accepted: string[] = [];
  for (const number of incoming.exhibits) {
    if ((await custody.offerOfExhibit(house.db.kysely, number)) === undefined) continue; // the sender's papers
    await acceptExhibit(house, number, act);
    accepted.push(number);
  }
  return accepted;
}

const noOffer = (): Refusal => new Refusal('notFound.offered');

const takenBefore = (): Refusal => new Refusal('conflict.offerTaken');

const notImported = (): Refusal => new Refusal('notReady.offerNotImported');
