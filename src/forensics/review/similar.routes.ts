// Pictures of a case that look alike, in groups, whatever exhibits they lie in.
import { recordLook } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../../people/visit.routes.ts';
import { LEAST_QUALITY } from '../pictures/pdq.ts';
import { nearDuplicates } from '../pictures/picture-set.ts';
import { similarPage } from './similar.pages.ts';
import { pictures } from './similar.store.ts';

/** Of more a page would have to be waited for: those of the first exhibits are compared, and the page says so. */
const COMPARED = 10_000;

export function similarRoutes(house: Installation, people: People): PageRoute[] {
  return [inCase('checkEvidence', 'GET', '/cases/:case/pictures', (visit) => show(house, people, visit))];
}

async function show(house: Installation, people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const asked = { caseId: file.id, leastQuality: LEAST_QUALITY, limit: COMPARED + 1 };
  const found = await people.db.asPerson(person.id, (tx) => pictures(tx, asked));
  const compared = found.slice(0, COMPARED);
  const groups = nearDuplicates(compared.map(({ pdq }) => Buffer.from(pdq, 'hex'))).map((group) =>
    group.flatMap((place) => compared[place] ?? []),
  );
  // Names of files are content: a look at each exhibit is recorded before any is shown.
  const numbers = new Set(groups.flat().map(({ exhibit }) => exhibit));
  for (const number of numbers)
    await recordLook(house, people.db, { person, file }, number, {
      type: 'viewed',
      facts: { purpose: 'examination results' },
      foundAs: '/similar pictures',
    });
  const isWhole = found.length <= COMPARED;
  return visit.page(similarPage(visit.frame.say, { file, groups, compared: compared.length, isWhole }));
}
