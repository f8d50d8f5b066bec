// Destroying evidence by order takes two: one proposes with the order's reference, another confirms. The second step is the
// act itself (custody.acts.ts), with both names in its private text.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Authority } from '../../verify/event.ts';
import { disposeExhibit } from './custody.acts.ts';
import {
  decidedDisposal,
  decideDisposal,
  insertDisposal,
  openDisposal,
  type DisposalOutcome,
  type OpenDisposal,
} from './disposal.store.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Tx } from '../log/log.store.ts';

interface Proposal {
  readonly by: Viewer;
  readonly number: string;
  readonly order: Authority;
  /** Signed into the log: without names. */
  readonly reason: string;
}

/** The order is on the exhibit's record from then on. Refuses notFound, notAllowed, conflict (one waits already). */
export async function proposeDisposal(house: Installation, proposal: Proposal): Promise<Uuid> {
  const { by, number, order, reason } = proposal;
  let proposed: Uuid | undefined;
  await house.log.append({
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'disposeEvidence');
      proposed = newUuid(house.clock, house.random);
      const isNew = await insertDisposal(tx, {
        id: proposed,
        exhibitId: exhibit.id,
        caseId: exhibit.caseId,
        order,
        reason,
        by: by.person.id,
        at: new Date(house.clock()),
      });
      if (isNew) {
        const draft = draftOf(house, { by, number, role });
        return [{ ...draft, type: 'authorityAdded', authority: order, reason, detail: nameOf(by) }];
      }
      const open = await openDisposal(tx, exhibit.id);
      if (open === undefined || !isSame(open, proposal)) throw waitsAlready();
      proposed = open.id;
      return [];
    },
  });
  if (proposed === undefined) throw new Error('an act that did not run');
  return proposed;
}

/** Sent twice, the form is one proposal. */
function isSame(open: OpenDisposal, { by, order, reason }: Proposal): boolean {
  return (
    open.proposedBy.id === by.person.id &&
    open.reason === reason &&
    open.order.type === order.type &&
    open.order.id === order.id
  );
}

interface DisposalDecision {
  readonly by: Viewer;
  readonly number: string;
  /** The one that the person saw. */
  readonly disposal: Uuid;
}

/** Destroys the bytes; decided so before by the same person, it changes nothing. Refuses notFound, notAllowed (the one who proposed it), conflict (decided already). */
export async function confirmDisposal(house: Installation, decision: DisposalDecision): Promise<void> {
  const { by, number } = decision;
  const open = await house.db.transaction((tx) => openOrDone(tx, decision, 'confirmed'));
  if (open === undefined) return;
  const { order, reason } = open;
  await disposeExhibit(house, {
    number,
    order,
    reason,
    decide: async (tx) => {
      const { role, proposedBy, id } = await stillOpen(tx, decision);
      if (proposedBy.id === by.person.id) throw needsAnother();
      await decideDisposal(tx, id, { outcome: 'confirmed', by: by.person.id, at: new Date(house.clock()) });
      return { role, detail: { ...nameOf(by), proposedBy: proposedBy.name, proposedById: proposedBy.id } };
    },
  });
}

/** The proposer takes it back, or anybody who could confirm refuses. */
export async function withdrawDisposal(house: Installation, decision: DisposalDecision): Promise<void> {
  await house.db.transaction(async (tx) => {
    const open = await openOrDone(tx, decision, 'withdrawn');
    if (open === undefined) return;
    const by = decision.by.person.id;
    await decideDisposal(tx, open.id, { outcome: 'withdrawn', by, at: new Date(house.clock()) });
  });
}

/** Undefined when this very person decided it so already. */
async function openOrDone(tx: Tx, decision: DisposalDecision, outcome: DisposalOutcome) {
  const before = await decidedDisposal(tx, decision.by.file.id, decision.disposal);
  if (before?.outcome === outcome && before.by === decision.by.person.id) return undefined;
  return stillOpen(tx, decision);
}

async function stillOpen(tx: Tx, { by, number, disposal }: DisposalDecision) {
  const { exhibit, role } = await exhibitInAct(tx, by, number, 'disposeEvidence');
  const open = await openDisposal(tx, exhibit.id);
  if (open === undefined || open.id !== disposal) throw decidedAlready();
  return { ...open, role };
}

const waitsAlready = (): Refusal => new Refusal('conflict.disposalWaits');

const decidedAlready = (): Refusal => new Refusal('conflict.disposalDecided');

const needsAnother = (): Refusal => new Refusal('notAllowed.disposalNeedsSecond');
