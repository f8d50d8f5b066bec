// A visit to one exhibit of a case, for pages that ask something about it. They show no more of it than the list of the
// evidence does, so that no view is recorded.
import type { Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import type { CaseVisit } from '../../people/visit.routes.ts';
import type { About, Signs } from './exhibit-about.pages.ts';
import { exhibitOfCase } from './exhibit.store.ts';
import { holdingOf, type Holding } from './holding.store.ts';

export interface ExhibitVisit extends About {
  readonly visit: CaseVisit;
  readonly holding: Holding;
}

/** The part `:item` of the path; undefined when it is no item number. */
export function itemParam(visit: CaseVisit): number | undefined {
  const item = visit.param('item');
  return /^[1-9]\d{0,8}$/.test(item) ? Number(item) : undefined;
}

/** Opens a page about the exhibit that the path names, or says that there is none. */
export function aboutExhibit(
  people: People,
  open: (visited: ExhibitVisit) => Response | Promise<Response>,
): (visit: CaseVisit) => Promise<Response> {
  return async (visit) => {
    const { file, person } = visit;
    const item = itemParam(visit);
    if (item === undefined) return visit.notFound();
    const found = await people.db.asPerson(person.id, async (tx) => {
      const exhibit = await exhibitOfCase(tx, file.id, item);
      if (exhibit === undefined) return undefined;
      return { exhibit, holding: await holdingOf(tx, file.id, exhibit.number) };
    });
    if (found === undefined) return visit.notFound();
    return open({ ...found, visit, file, signs: await signsWith(people, person.id) });
  };
}

export async function signsWith(people: People, person: Uuid): Promise<Signs> {
  return (await people.signIn.passkeysHeld(person)).length > 0 ? 'passkey' : 'service';
}
