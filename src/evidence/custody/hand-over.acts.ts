// Handing an exhibit over from one person of a case to another: the holder offers, the receiver answers. Two acts, two
// events; custody passes with the second. Each act checks who acts, whom for and in what role inside its own transaction.
import { isUuid, newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { roleInCase } from '../../people/case-member.store.ts';
import { personById } from '../../people/person.store.ts';
import { inCase, type CaseAct } from '../../people/policy.ts';
import type { CaseRole } from '../../people/roles.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import { knowsExhibit } from '../exhibits/exhibit.store.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import * as store from './hand-over.store.ts';
import type { HandOverOutcome } from './hand-over.store.ts';
import { type Holding, holdingOf } from '../exhibits/holding.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Recorded } from '../log/log-writer.acts.ts';
import type { Tx } from '../log/log.store.ts';

interface Offer {
  readonly by: Viewer;
  readonly number: string;
  readonly to: Uuid;
  /** Why; it is signed into the log, so without names. */
  readonly reason: string;
  readonly place?: string | undefined;
  /** Idempotency key: sent twice it offers once. */
  readonly key: string;
}

/** Refuses notFound, notAllowed (not the holder; a receiver who may not hold), conflict (offered already). */
export async function offerExhibit(
  house: Installation,
  offer: Offer,
): Promise<{ readonly handOver: Uuid; readonly repeated: boolean }> {
  const { by, to } = offer;
  const recorded = await house.log.append({
    key: `hand-over:${by.person.id}:${offer.key}`,
    events: async (tx) => {
      const { exhibit, holding, role } = await inHandOver(tx, by, offer.number, 'holdExhibit');
      if (!mayOffer(by.person.id, role, holding)) throw notHolder(holding);
      if (holding.open !== undefined) throw offeredAlready();
      const receiver = await personById(tx, to);
      const toRole = await roleInCase(tx, exhibit.caseId, to);
      if (receiver === undefined || toRole === undefined || inCase(toRole, 'holdExhibit') !== 'yes')
        throw notReceiver();
      if (to === by.person.id || !(await knowsExhibit(tx, to, exhibit.id))) throw notReceiver();
      const id = newUuid(house.clock, house.random);
      const offeredAt = new Date(house.clock());
      await store.insertHandOver(tx, {
        id,
        exhibitId: exhibit.id,
        caseId: exhibit.caseId,
        from: by.person.id,
        to,
        offeredAt,
      });
      return [
        {
          ...draftOf(house, { by, number: exhibit.number, role }),
          type: 'offered',
          reason: offer.reason,
          ...(offer.place === undefined ? {} : { place: offer.place }),
          detail: { ...nameOf(by), to: receiver.name, toId: to },
          facts: { handOver: id, toRole },
        },
      ];
    },
  });
  return { handOver: handOverOf(recorded), repeated: recorded.repeated };
}

interface Answer {
  readonly by: Viewer;
  readonly number: string;
  /** Which hand-over: the one that the person saw. */
  readonly handOver: Uuid;
  readonly outcome: HandOverOutcome;
  /** Why it was declined or taken back. */
  readonly reason?: string | undefined;
  readonly place?: string | undefined;
}

const TYPE = { accepted: 'accepted', rejected: 'rejected', withdrawn: 'withdrawn' } as const;

/**
 * The receiver accepts or declines; who offered, or a lead of the case, takes the offer back. The same answer of the same
 * person again changes nothing. Refuses notFound, notAllowed, conflict (answered already).
 */
export async function answerHandOver(
  house: Installation,
  answer: Answer,
): Promise<{ readonly repeated: boolean }> {
  const { by, handOver, outcome } = answer;
  const recorded = await house.log.append({
    key: `hand-over:${handOver}:${outcome}:${by.person.id}`,
    events: async (tx) => {
      const need = outcome === 'withdrawn' ? 'seeExhibit' : 'holdExhibit';
      const { exhibit, holding, role } = await inHandOver(tx, by, answer.number, need);
      const { open } = holding;
      if (open === undefined || open.id !== handOver) throw answeredAlready();
      if (outcome === 'withdrawn' ? !mayWithdraw(by.person.id, role, holding) : open.to.id !== by.person.id)
        throw notYours();
      await store.decideOpen(tx, handOver, { outcome, by: by.person.id, at: new Date(house.clock()) });
      if (outcome === 'accepted') await store.setHolder(tx, exhibit.id, by.person.id);
      return [
        {
          ...draftOf(house, { by, number: exhibit.number, role }),
          type: TYPE[outcome],
          ...(answer.reason === undefined ? {} : { reason: answer.reason }),
          ...(answer.place === undefined ? {} : { place: answer.place }),
          detail: nameOf(by),
          facts: { handOver },
        },
      ];
    },
  });
  return { repeated: recorded.repeated };
}

/**
 * The holder; and a lead, for what the evidence store holds, or somebody who is not in the case any more.
 * `holding`: as found in the same transaction.
 */
export function mayOffer(person: Uuid, role: CaseRole, { holder }: Holding): boolean {
  if (inCase(role, 'holdExhibit') !== 'yes') return false;
  if (holder?.id === person) return true;
  return holder?.role === undefined && inCase(role, 'handOutFromStore') === 'yes';
}

export function mayWithdraw(person: Uuid, role: CaseRole, { open }: Holding): boolean {
  return open !== undefined && (open.from.id === person || inCase(role, 'handOutFromStore') === 'yes');
}

async function inHandOver(
  tx: Tx,
  by: Viewer,
  number: string,
  act: CaseAct,
): Promise<{ exhibit: Exhibit; holding: Holding; role: CaseRole }> {
  const found = await exhibitInAct(tx, by, number, act);
  return { ...found, holding: await holdingOf(tx, by.file.id, number) };
}

function handOverOf({ leaves }: Recorded): Uuid {
  const [first] = leaves;
  const id =
    first === undefined ? undefined : factText(parseEventNote(first.note, 'offer').event, 'handOver');
  if (id === undefined || !isUuid(id)) throw new Error('an offer without its hand-over');
  return id;
}

const notHolder = ({ holder }: Holding): Refusal =>
  new Refusal(holder === undefined ? 'notAllowed.heldInStore' : 'notAllowed.heldByOther');

const notReceiver = (): Refusal => new Refusal('notAllowed.handOverReceiver');

const offeredAlready = (): Refusal => new Refusal('conflict.offeredAlready');

const answeredAlready = (): Refusal => new Refusal('conflict.offerAnswered');

const notYours = (): Refusal => new Refusal('notAllowed.handOverAnswer');
