// Looking at an exhibit. The look is an event of the log before anything of the exhibit is given out.
import type { Uuid } from '../../base/ids.ts';
import { isoLocal } from '../../base/time.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Person } from '../../people/person.ts';
import { openDisposal, type OpenDisposal } from '../custody/disposal.store.ts';
import type { Exhibit } from './exhibit.ts';
import { exhibitNumbered, findExhibit } from './exhibit.store.ts';
import { readEvents } from '../packages/event-rows.ts';
import { eventRows } from './exhibit-view.store.ts';
import { holdingOf, type Holding } from '../custody/hand-over.store.ts';
import type { Installation } from '../installation/installation.acts.ts';
import { isUnbroken, type PackagedEvent } from '../packages/package-contents.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Db } from '../log/log.store.ts';
import { isToSeal } from '../custody/seal.store.ts';
import { TOOL } from '../installation/tool.ts';

export interface Viewer {
  readonly person: Person;
  readonly file: CaseOfMember;
  /** What looks for the person, when it is another program. */
  readonly through?: string | undefined;
  /** What it is looked at for, where that is more than to read; signed into the log, so it names nobody. */
  readonly purpose?: string | undefined;
}

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

/** The exhibit as it was before; undefined, and nothing recorded, when this person's case has none of that number. */
export async function recordLook(
  house: Installation,
  db: PersonDatabase,
  { person, file, through }: Viewer,
  number: string,
  what: Pick<Draft, 'type' | 'facts'>,
): Promise<Exhibit | undefined> {
  const found = await db.asPerson(person.id, (tx) => exhibitNumbered(tx, number));
  if (found?.caseId !== file.id) return undefined;
  await house.log.append({
    events: [
      {
        ...what,
        item: number,
        case: file.id,
        occurredAt: isoLocal(house.clock()),
        role: file.role,
        detail: { person: person.name, personId: person.id, ...(through === undefined ? {} : { through }) },
        tool: TOOL,
      },
    ],
  });
  return found;
}

/** Every event of an exhibit of this case, oldest first, read as this person; no view is recorded by that. */
export async function recordedEvents(db: Db, caseId: Uuid, number: string): Promise<PackagedEvent[]> {
  return readEvents(await eventRows(db, caseId, number));
}
