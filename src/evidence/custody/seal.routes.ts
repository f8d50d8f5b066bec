// Sealing what one brought.
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { exhibitAddress } from '../exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { sealExhibit } from './seal.acts.ts';
import { sealPage } from './seal.pages.ts';
import { isToSeal } from './seal.store.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

export function sealRoutes(people: People, sign: SignForm): PageRoute[] {
  const path = '/cases/:case/evidence/:item/seal';
  return [
    inCase(
      'addEvidence',
      'GET',
      path,
      aboutExhibit(people, (visited) => ask(people, visited)),
    ),
    inCase(
      'addEvidence',
      'POST',
      path,
      aboutExhibit(people, (visited) => seal(sign, visited)),
    ),
  ];
}

async function ask(people: People, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const { person } = visit;
  const asked = { caseId: file.id, number: exhibit.number, person: person.id };
  const isTheirs = await people.db.asPerson(person.id, (tx) => isToSeal(tx, asked));
  if (!isTheirs || exhibit.status !== 'held') return visit.go(exhibitAddress(visited));
  return visit.page(sealPage(visit.frame.say, visited));
}

function seal(sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const by = { person: visit.person, file };
  const here = visit.frame.say.seal.act;
  return signAbout(sign, visited, {
    run: (house) => sealExhibit(house, by, exhibit.number),
    done: 'sealed',
    here,
  });
}
