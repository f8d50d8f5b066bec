// The page of hits by digest, and what somebody says of those that are ticked.
import { recordLook } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { exhibitAddress } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { equalPolicySet } from '../known/equal.acts.ts';
import { decideEqual, EQUAL_SHOWN } from './equal.acts.ts';
import { equalPage } from './equal.pages.ts';
import { equalCounts, equalHits } from './equal.store.ts';

const PATH = '/cases/:case/evidence/:item/hits/equal' as const;

export function equalRoutes(house: Installation, people: People): PageRoute[] {
  return [
    inCase(
      'checkEvidence',
      'GET',
      PATH,
      aboutExhibit(people, (visited) => show(house, people, visited)),
    ),
    inCase(
      'checkEvidence',
      'POST',
      PATH,
      aboutExhibit(people, (visited) => decide(house, visited)),
    ),
  ];
}

/** Paths and categories are content: the look is recorded before any hit is read. */
async function show(
  house: Installation,
  people: People,
  { visit, exhibit, file }: ExhibitVisit,
): Promise<Response> {
  const { person } = visit;
  const look = { type: 'viewed', facts: { purpose: 'examination results' }, foundAs: '/hits/equal' } as const;
  const seen = await recordLook(house, people.db, { person, file }, exhibit.number, look);
  if (seen === undefined) return visit.notFound();
  const { twoPersons } = await equalPolicySet(house.db.kysely);
  const limit = EQUAL_SHOWN + 1;
  const found = await people.db.asPerson(person.id, async (tx) => ({
    counts: await equalCounts(tx, exhibit.id, person.id),
    waiting: twoPersons ? await equalHits(tx, exhibit.id, { person: person.id, waits: true, limit }) : [],
    decided: await equalHits(tx, exhibit.id, { person: person.id, waits: false, limit }),
  }));
  const isNoneTicked = visit.query('ticked') === 'none';
  return visit.page(
    equalPage(visit.frame.say, { file, exhibit, isAsked: twoPersons, isNoneTicked, ...found }),
  );
}

async function decide(house: Installation, { visit, exhibit, file }: ExhibitVisit): Promise<Response> {
  const given = await visit.form();
  const hits = given.getAll('hit');
  const back = `${exhibitAddress({ exhibit, file })}/hits/equal`;
  if (hits.length === 0) return visit.go(`${back}?ticked=none`);
  const by = { person: visit.person, file };
  // Read and refused by the field of the act.
  await decideEqual(house, { by, number: exhibit.number, hits }, {
    decision: given.get('decision') ?? '',
  } as never);
  return visit.go(back);
}
