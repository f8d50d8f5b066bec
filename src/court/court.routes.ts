// Use in court: the question, the checklist; the certificates are in a file of their own.
import { aboutExhibit, type ExhibitVisit } from '../evidence/exhibits/exhibit-visit.routes.ts';
import { isStateCode, type StateCode } from '../law/states.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { certificateRoutes, dayOf, see, type Court } from './certificate.routes.ts';
import { lastDrafts } from './certificate.store.ts';
import { checklistFor } from './checklist.ts';
import { askStatePage, courtPage } from './court.pages.ts';

type Open = (visited: ExhibitVisit) => Response | Promise<Response>;

export function courtRoutes(court: Court): PageRoute[] {
  return [
    inCase('seeExhibit', 'GET', '/cases/:case/evidence/:item/court', (visit) => start(court, visit)),
    ...certificateRoutes(court),
  ];
}

async function start(court: Court, visit: CaseVisit): Promise<Response> {
  const said = visit.query('state').toUpperCase();
  if (isStateCode(said)) return checklist(court, visit, said);
  const knowledge = await court.law.current();
  const errors = said === '' ? {} : { state: visit.frame.say.court.stateWrong };
  const state = court.house.settings.state;
  const asked = { knowledge, state, errors };
  const open: Open = (visited) =>
    visit.page(askStatePage(visit.frame.say, visited, asked), said === '' ? 200 : 422);
  return aboutExhibit(court.people, open)(visit);
}

async function checklist(court: Court, visit: CaseVisit, state: StateCode): Promise<Response> {
  const { house, people, law } = court;
  const seen = await see(court, visit);
  if (seen === undefined) return visit.notFound();
  const { viewed, logged } = seen;
  const knowledge = await law.current();
  const { say } = visit.frame;
  const drafts = await people.db.asPerson(visit.person.id, (tx) => lastDrafts(tx, viewed.exhibit.id));
  return visit.page(
    courtPage(say, {
      about: { file: visit.file, exhibit: viewed.exhibit },
      knowledge,
      checklist: checklistFor(logged, state, knowledge, dayOf(house)),
      drafts,
      notice: visit.query('done') === 'draft' ? say.court.kept : undefined,
    }),
  );
}
