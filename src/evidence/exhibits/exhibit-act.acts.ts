// What every act of a person on an exhibit begins with: whether they may, as things are in the act's own transaction and not
// as they were when the page was made.
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { roleInCase, type CaseOfMember } from '../../people/case-member.store.ts';
import { inCase, type CaseAct } from '../../people/policy.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { Exhibit } from './exhibit.ts';
import { exhibitNumbered, knowsExhibit } from './exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Tx } from '../log/log.store.ts';
import { TOOL } from '../log/tool.ts';
import type { Person } from '../../people/person.ts';
import type { PersonDatabase } from '../../people/as-person.store.ts';

export interface Viewer {
  readonly person: Person;
  readonly file: CaseOfMember;
  /** What looks for the person, when it is another program. */
  readonly through?: string | undefined;
  /** What it is looked at for, where that is more than to read; signed into the log, so it names nobody. */
  readonly purpose?: string | undefined;
}

/** Refuses notFound (no such exhibit, not in its case, or one that this person may not know of) and notAllowed (the role, or there is nothing held any more). */
export async function exhibitInAct(
  tx: Tx,
  { person, file }: Viewer,
  number: string,
  act: CaseAct,
): Promise<{ readonly exhibit: Exhibit; readonly role: CaseRole }> {
  const role = await roleInCase(tx, file.id, person.id);
  const exhibit = await exhibitNumbered(tx, number);
  if (role === undefined || exhibit?.caseId !== file.id) throw noExhibit();
  if (!(await knowsExhibit(tx, person.id, exhibit.id))) throw noExhibit();
  if (inCase(role, act) === 'no') throw notYourRole();
  if (exhibit.status !== 'held') throw destroyed();
  return { exhibit, role };
}

export function draftOf(
  house: Installation,
  { by, number, role }: { by: Viewer; number: string; role: CaseRole },
): Pick<Draft, 'item' | 'case' | 'occurredAt' | 'role' | 'tool'> {
  return { item: number, case: by.file.id, occurredAt: isoLocal(house.clock()), role, tool: TOOL };
}

/** Private text of the event: who did it, and through what, when it was another program. */
export function nameOf({ person, through }: Viewer): { person: string; personId: string; through?: string } {
  return { person: person.name, personId: person.id, ...(through === undefined ? {} : { through }) };
}

/** The exhibit as it was before; undefined, and nothing recorded, when this person's case has none of that number. */
export async function recordLook(
  house: Installation,
  db: PersonDatabase,
  { person, file, through }: Viewer,
  number: string,
  /** `foundAs`: what of it was looked at; private text, as every name within an exhibit is. */
  { foundAs, ...what }: Pick<Draft, 'type' | 'facts'> & { readonly foundAs?: string },
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
        detail: {
          person: person.name,
          personId: person.id,
          ...(through === undefined ? {} : { through }),
          ...(foundAs === undefined ? {} : { foundAs }),
        },
        tool: TOOL,
      },
    ],
  });
  return found;
}

const noExhibit = (): Refusal => new Refusal('notFound.exhibitInCase');

const notYourRole = (): Refusal => new Refusal('notAllowed.roleInCase');

const destroyed = (): Refusal => new Refusal('notAllowed.destroyed');
