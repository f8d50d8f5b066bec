// Curing what came informally, on the page of the exhibit.
import { actOnExhibit, signedAct } from '../../../evidence/custody/custody-act.routes.ts';
import type { SignForm } from '../../../evidence/custody/signing.routes.ts';
import { notNow } from '../../../evidence/exhibits/exhibit-about.pages.ts';
import type { ExhibitVisit } from '../../../evidence/exhibits/exhibit-visit.routes.ts';
import { isForLeadsOnly } from '../../../evidence/packages/leads-only.ts';
import { liftedConditions } from '../../../evidence/packages/leads-only.store.ts';
import type { AnyAct } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { html } from '../../../web/html.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import { cure, curing } from './cure.do.ts';
import { CURE } from './cure.ts';
import { authorityFor } from './results.acts.ts';
import type { ResultsDesk } from './results.routes.ts';

export function cureRoutes(desk: ResultsDesk, sign: SignForm): PageRoute[] {
  return actOnExhibit(desk.people, ['liftLeadsOnly', '/cure'], (visited, method) =>
    curingOf({ desk, sign, method }, visited),
  );
}

async function curingOf(
  { desk, sign, method }: { desk: ResultsDesk; sign: SignForm; method: 'GET' | 'POST' },
  visited: ExhibitVisit,
): Promise<AnyAct | Response> {
  const { visit, ...about } = visited;
  const { exhibit, file } = about;
  const { people } = desk;
  const { requests, isKept } = await people.db.asPerson(visit.person.id, async (tx) => ({
    requests: await curing(tx, visit.file.id),
    isKept: isForLeadsOnly(exhibit.conditions, await liftedConditions(tx, exhibit.number)),
  }));
  const { say } = visit.frame;
  const words = say.results;
  if (method === 'GET' && (!isKept || requests.length === 0)) {
    const why = html`<p>${isKept ? words.cureNone : words.cureNotNeeded}</p>`;
    return visit.page(notNow(say, about, { here: words.cure, title: words.cureAsk, why }));
  }
  const law = await desk.law.current();
  const acting = { people, person: visit.person, file, law };
  return signedAct<typeof CURE>(sign, visited, {
    fields: CURE,
    about: {
      requests,
      named: ({ number }: RequestRecord) => requestReference(file.reference, number),
      authority: (request: RequestRecord) => authorityFor(file, request, law).id,
    },
    path: '/cure',
    here: words.cure,
    button: words.cureButton,
    done: 'cured',
    run:
      ({ request: { request }, reason }, key) =>
      (house) =>
        cure(house, acting, { exhibit: exhibit.number, number: request.number, reason, key }),
  });
}
