// Conditions of evidence that is at the other side already: who imposed them lifts one, or adds one, by a message. There it has its effect at
// once and by itself, in the log beside each exhibit: what is lifted binds no more, for good; what is added binds as those with which it came,
// and a person reads it. By version 1, which is words alone, nothing is changed.
import { Refusal } from '../base/refusal.ts';
import type { Uuid } from '../base/ids.ts';
import { isoLocal } from '../base/time.ts';
import { CONDITIONS_MAX } from '../evidence/custody/condition.acts.ts';
import { offersOfPackage } from '../evidence/custody/passing.store.ts';
import { addToConditions, exhibitNumbered } from '../evidence/exhibits/exhibit.store.ts';
import type { Exhibit } from '../evidence/exhibits/exhibit.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Draft } from '../evidence/log/log-entry.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { TOOL } from '../evidence/log/tool.ts';
import { incomingById } from '../evidence/packages/incoming.store.ts';
import { bindingOf, saidByMessage } from '../evidence/packages/sender-conditions.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { keptEnvelope } from '../verify/envelope.ts';
import { sayOfOffer, saidOf, type Consenting } from './consent.acts.ts';
import { isSaid } from './conversation.store.ts';
import type { ToDo } from './custody-receipts.store.ts';
import type { Message, MessageOf } from './message.ts';
import type { ToChange } from './exchange-asks.ts';
import { theirOffer, type OfferFile } from './offer.store.ts';

type Change = MessageOf<'conditionAdded' | 'conditionLifted'>;
const isChange = (said: Message): said is Change =>
  said.type === 'conditionAdded' || said.type === 'conditionLifted';

/** A change of the conditions of what went with an offer or a copy, the oldest first. */
export interface ChangeSeen {
  readonly at: Date;
  readonly said: Change;
}

export async function changesOf(db: Db, offer: OfferFile): Promise<ChangeSeen[]> {
  const { byMaker } = await saidOf(db, offer);
  return byMaker.flatMap(({ said, at }) =>
    isChange(said) && said.package === offer.package ? [{ at, said }] : [],
  );
}

/** What can be changed of an offer of ours that was accepted, or of a copy that was taken. */
export async function conditionsToChange(db: Db, offer: OfferFile): Promise<ToChange[]> {
  if (!offer.isOurs || (offer.isCopy && offer.answeredAt === undefined)) return [];
  const { byMaker } = await saidOf(db, offer);
  const went = byMaker.find(
    ({ said }) => (said.type === 'offer' || said.type === 'copySent') && said.package === offer.package,
  )?.said;
  if (went?.type !== 'offer' && went?.type !== 'copySent') return [];
  const accepted = (await offersOfPackage(db, offer)).filter(({ state }) => state === 'accepted');
  const changes = await changesOf(db, offer);
  const all: ToChange[] = [];
  for (const { item, conditions } of went.exhibits) {
    if (!offer.isCopy && !accepted.some((one) => one.item === item)) continue;
    const stated = (await exhibitNumbered(db, item))?.conditions ?? [];
    for (const condition of new Set([...conditions, ...stated])) {
      const last = changes.findLast(({ said }) => said.item === item && said.condition === condition)?.said;
      if (last?.type === 'conditionLifted') continue; // for good
      const binds = last !== undefined || conditions.includes(condition);
      all.push({ item, condition, act: binds ? 'conditionLifted' : 'conditionAdded' });
    }
  }
  return all;
}

/** Refuses notFound (it is not one of `conditionsToChange`), notAllowed. `id`: said once under it. */
export async function changeCondition(
  consenting: Consenting,
  offer: OfferFile,
  { item, condition, act }: ToChange,
  said: { readonly text: string; readonly language: string; readonly id: Uuid },
): Promise<void> {
  const { kysely } = consenting.house.db;
  const { id, ...words } = said;
  const about = `${act}:${id}`;
  if (offer.conversation !== undefined && (await isSaid(kysely, offer.conversation, about))) return;
  const all = await conditionsToChange(kysely, offer);
  if (!all.some((one) => one.item === item && one.condition === condition && one.act === act))
    throw new Refusal('notFound.consentAsked');
  const message: Message = { v: 2, type: act, package: offer.package, item, condition, ...words };
  await sayOfOffer(consenting, offer, message, about);
}

/** The exhibits here that are that exhibit of theirs, with the case; undefined: its package was not taken into evidence. */
async function arrivedAs(db: Db, { peerOrigin }: ToDo, { package: id, item }: Change) {
  const offer = id && (await theirOffer(db, peerOrigin, id));
  const { intoFile, arrivesAs } = offer || {};
  const incoming = intoFile && arrivesAs && (await incomingById(db, intoFile, arrivesAs));
  if (!incoming) return undefined;
  const exhibits: Exhibit[] = [];
  for (const number of incoming.exhibits ?? []) {
    const exhibit = await exhibitNumbered(db, number);
    if (exhibit !== undefined && exhibit.fromItem === item) exhibits.push(exhibit);
  }
  return exhibits.length === 0 ? undefined : { exhibits, caseId: incoming.caseId };
}

const NOT_HERE = 'of evidence that is not here';

/** As the log says it, and the gate reads it. */
const shownBy = ({ envelope, peerOrigin }: ToDo): string =>
  saidByMessage(keptEnvelope(envelope, nodeCrypto)?.digest ?? '', peerOrigin);

const systemDraft = (house: Installation, caseId: Uuid) => ({
  case: caseId,
  occurredAt: isoLocal(house.clock()),
  tool: TOOL,
});

/** It binds from now on, with all that is made of the exhibit; a person reads that it does. */
export async function arriveCondition(house: Installation, one: ToDo, said: Change): Promise<string> {
  const { condition } = said;
  if (condition === undefined) return 'toRead';
  const found = await arrivedAs(house.db.kysely, one, said);
  if (found === undefined) return NOT_HERE;
  const { exhibits, caseId } = found;
  if (exhibits.some(({ conditions }) => conditions.length >= CONDITIONS_MAX)) return 'too many conditions';
  await house.log.append({
    key: `conditionAdded:${one.id}`,
    events: async (tx) => {
      const drafts: Draft[] = [];
      for (const { id, number } of exhibits) {
        await addToConditions(tx, id, condition);
        drafts.push({
          ...systemDraft(house, caseId),
          type: 'conditionAdded',
          item: number,
          authority: { type: 'other', id: shownBy(one) },
          facts: { conditions: [condition] },
        });
      }
      return drafts;
    },
  });
  return 'toRead';
}

/** What is lifted is lifted, of a condition that its sender had set and of nothing else. */
export async function liftHere(house: Installation, one: ToDo, said: Change): Promise<string> {
  const { condition } = said;
  if (condition === undefined) return 'toRead';
  const found = await arrivedAs(house.db.kysely, one, said);
  if (found === undefined) return NOT_HERE;
  await house.log.append({
    key: `conditionLifted:${one.id}`,
    events: async (tx) => {
      const drafts: Draft[] = [];
      for (const { number } of found.exhibits) {
        const isBound = (await bindingOf(tx, number)).some(
          (bound) => bound.on === number && bound.condition === condition && bound.sender === one.peerOrigin,
        );
        if (isBound)
          drafts.push({
            ...systemDraft(house, found.caseId),
            type: 'authorityAdded',
            item: number,
            authority: { type: 'consent', id: shownBy(one) },
            facts: { lifts: [condition] },
          });
      }
      return drafts;
    },
  });
  return 'done';
}
