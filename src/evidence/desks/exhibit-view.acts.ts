// Looking at an exhibit. The look is an event of the log before anything of the exhibit is given out.
import type { PersonDatabase } from '../../people/as-person.store.ts';
import { openDisposal, type OpenDisposal } from '../custody/disposal.store.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import { recordedEvents } from '../events/event-rows.store.ts';
import { holdingOf, type Holding } from '../exhibits/holding.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { isUnbroken, type PackagedEvent } from '../events/event.ts';
import { isToSeal } from '../custody/seal.store.ts';
import { recordLook, type Viewer } from '../exhibits/exhibit-act.acts.ts';

export interface ViewedExhibit {
  readonly exhibit: Exhibit;
  /** Oldest first; the last one is this view. */
  readonly events: readonly PackagedEvent[];
  /** Each event names the one before it by the digest of its bytes, and the first is there. */
  readonly isUnbroken: boolean;
  readonly holding: Holding;
  readonly disposal: OpenDisposal | undefined;
  /** This person brought it, and has not sealed it yet. */
  readonly isSealable: boolean;
}

/** Undefined when this person's case has no such exhibit; then nothing is recorded. */
export async function viewExhibit(
  house: Installation,
  db: PersonDatabase,
  viewer: Viewer,
  number: string,
): Promise<ViewedExhibit | undefined> {
  const { person, file, purpose } = viewer;
  const what = { type: 'viewed', ...(purpose === undefined ? {} : { facts: { purpose } }) } as const;
  if ((await recordLook(house, db, viewer, number, what)) === undefined) return undefined;
  return db.asPerson(person.id, async (tx) => {
    const events = await recordedEvents(tx, file.id, number);
    const exhibit = await findExhibit(tx, number);
    const holding = await holdingOf(tx, file.id, number);
    const disposal = await openDisposal(tx, exhibit.id);
    const mine = { caseId: file.id, number, person: person.id };
    const isSealable = exhibit.status === 'held' && (await isToSeal(tx, mine));
    return { exhibit, events, isUnbroken: isUnbroken(events), holding, disposal, isSealable };
  });
}
