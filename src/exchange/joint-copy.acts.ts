// A copy of an exhibit that was shared in a joint investigation goes to one of its parties: a package of this case, encrypted for it, fetched as
// an offer is. Custody stays here, and no event says otherwise: ours has `disclosed`, theirs `received` with the conditions that bind it.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Viewer } from '../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { askShare } from '../evidence/packages/share.acts.ts';
import type { Speaking } from './case-between.acts.ts';
import type { ToDo } from './custody-receipts.store.ts';
import { teamToAct } from './joint.acts.ts';
import * as joint from './joint.store.ts';
import { sharedById } from './joint-shared.store.ts';
import type { Message, MessageOf } from './message.ts';
import { clearFile } from './offer.acts.ts';
import { arriveFile } from './offered.acts.ts';
import * as store from './offer.store.ts';
import { peerLine } from './peer-document.acts.ts';
import { canBeTold, sendIn } from './send.acts.ts';

const COPY_MS = 30 * 86_400_000;
/** So long it is looked whether the files of what is over are gone. */
const ENDED_MS = 7 * 86_400_000;

interface CopyGiven {
  /** As it is shared. */
  readonly shared: Uuid;
  /** Log of the party. */
  readonly to: string;
  /** Why its conditions allow it. */
  readonly ground: string | undefined;
  /** Given once under it; the package has it. */
  readonly id: Uuid;
}

/** As `askShare`: by one person, or two where the case asks for that. Refuses notFound, notAllowed, conflict (not shared, no such party). */
export async function giveCopy(
  house: Installation,
  by: Viewer,
  { shared, to, ground, id }: CopyGiven,
): Promise<'asked' | 'making'> {
  const { origin: own } = house.identity;
  const found = await house.db.transaction(async (tx) => {
    const { team } = await teamToAct(tx, own, by);
    const one = await sharedById(tx, { team: team.id, origin: own, id: shared });
    const party = (await joint.partiesOf(tx, team.id)).find(({ origin }) => origin === to);
    const said = team.agreement.parties.find(({ origin }) => origin === to);
    const isFit =
      one?.said.kind === 'exhibit' &&
      one.unsharedAt === undefined &&
      party?.state === 'agreed' &&
      party.endedAt === undefined &&
      party.conversation !== undefined;
    if (!isFit || one.said.kind !== 'exhibit' || said === undefined) throw new Refusal('conflict.jointCopy');
    return { number: one.said.number, team, said };
  });
  const { number, team, said } = found;
  return askShare(house, {
    by,
    id,
    share: {
      exhibits: [number],
      receiver: { name: said.agency, state: said.state },
      recipient: undefined,
      handsOver: 'copy',
      withDetails: false,
      basis: { type: 'other', id: `Joint investigation, agreement ${team.sha256}` },
      purpose: team.agreement.name,
      ground,
    },
    along: async (tx) => {
      const now = house.clock();
      await store.insertOfferFile(tx, {
        id,
        package: id,
        peerOrigin: to,
        isOurs: true,
        isCopy: true,
        conversation: undefined,
        until: new Date(now + COPY_MS),
        by: by.person.id,
        attachment: undefined,
        said: undefined,
        at: new Date(now),
      });
    },
  });
}

/** It lies before the desk, from a party of a joint investigation that goes on. */
export async function arriveCopy(
  house: Installation,
  one: ToDo,
  said: MessageOf<'copySent'>,
): Promise<string> {
  const party = await joint.partyIn(house.db.kysely, one.conversation);
  if (party?.origin !== one.peerOrigin || party.state !== 'agreed' || party.endedAt !== undefined)
    return 'of nobody who is a party';
  await house.db.transaction((tx) => arriveFile(house, tx, one, said));
  return 'done';
}

/** Copies that were taken into evidence here: who sent them is told, once. */
export async function tellCopiesTaken({ house, keys }: Speaking): Promise<number> {
  const { db, clock, random } = house;
  let told = 0;
  for (const copy of await store.copiesTaken(db.kysely)) {
    const peer = await peerLine(db.kysely, copy.peerOrigin);
    const { conversation } = copy;
    if (conversation === undefined || !canBeTold(peer, clock(), { type: 'copyTaken', v: 1 })) continue;
    const message: Message = { v: 1, type: 'copyTaken', package: copy.package, inReplyTo: copy.id };
    await db.transaction(async (tx) => {
      if (!(await store.setAnswered(tx, copy.id, new Date(clock())))) return;
      await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by: undefined });
      told += 1;
    });
  }
  return told;
}

/** Copies that nobody took while they could be fetched are set aside, and who sent them is told, once. */
export async function expireCopies({ house, keys }: Speaking): Promise<number> {
  const { db, clock, random } = house;
  let told = 0;
  // Of who left the investigation: so also after a crash.
  for (const copy of await store.copiesEnded(db.kysely, new Date(clock() - ENDED_MS)))
    await clearFile(house, copy);
  for (const copy of await store.copiesOver(db.kysely, new Date(clock()))) {
    const peer = await peerLine(db.kysely, copy.peerOrigin);
    const { conversation } = copy;
    if (conversation === undefined || !canBeTold(peer, clock(), { type: 'copyExpired', v: 1 })) continue;
    const message: Message = { v: 1, type: 'copyExpired', package: copy.package, inReplyTo: copy.id };
    await db.transaction(async (tx) => {
      if (!(await store.setExpired(tx, copy.id, new Date(clock())))) return;
      await sendIn(tx, { keys, clock, random }, { peer, conversation, message, by: undefined });
      told += 1;
    });
  }
  return told;
}

/** Nobody fetched it there: the encrypted file is taken off, and the page of the package says so. */
export async function arriveCopyExpired(
  house: Installation,
  { peerOrigin, arrivedAt }: ToDo,
  { package: id }: MessageOf<'copyExpired'>,
): Promise<string> {
  const copy = (await store.offersOf(house.db.kysely, id)).find(
    (one) => one.peerOrigin === peerOrigin && one.isCopy,
  );
  if (copy === undefined) return 'of no copy that we gave';
  await house.db.transaction((tx) => store.setExpired(tx, copy.id, arrivedAt));
  await clearFile(house, copy);
  return 'done';
}

/** The file that was encrypted for it is taken off; the package itself stays. */
export async function arriveCopyTaken(
  house: Installation,
  { peerOrigin, arrivedAt }: ToDo,
  { package: id }: MessageOf<'copyTaken'>,
): Promise<string> {
  const copy = (await store.offersOf(house.db.kysely, id)).find(
    (one) => one.peerOrigin === peerOrigin && one.isCopy,
  );
  if (copy === undefined) return 'of no copy that we gave';
  await house.db.transaction((tx) => store.setTakenThere(tx, copy.id, arrivedAt));
  await clearFile(house, copy);
  return 'done';
}
