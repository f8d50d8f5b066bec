// Who may know of a result, on the web: the pages of who may know that a request exists, about what came.
import { confidenceRoutes } from '../drafting/confidence/confidentiality.routes.ts';
import { CONFIDENTIALITY } from '../drafting/confidence/confidentiality.pages.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { aboutRequest } from '../drafting/request-found.routes.ts';
import { keepResult, keptResult, openResult } from './result-confidence.acts.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { keptWords, RESULTS } from './results.pages.ts';
import { actingFor, atDelivery, placeOf, type ResultsDesk } from './results.routes.ts';

export function resultConfidenceRoutes(desk: ResultsDesk): PageRoute[] {
  return confidenceRoutes(desk, (act, method, path, open) =>
    aboutRequest(
      desk,
      [act, method, `${RESULTS}/:delivery${path}`],
      atDelivery(desk, ({ found, delivery }) => {
        const { visit, shown } = found;
        const { say } = visit.frame;
        const [acting, place] = [actingFor(desk, found), placeOf(found, delivery)];
        return open({
          found,
          pages: {
            kept: keptResult(delivery),
            address: deliveryAddress(shown, delivery, CONFIDENTIALITY),
            standing: keptWords(say, shown, delivery),
            opened: say.confidence.openLead.result[shown.request.isRestricted ? 'restricted' : 'open'],
            view: (page) => askAbout(say, shown, delivery, page),
          },
          keep: ({ ground = '', ...asked }) => keepResult(acting, place, { ...asked, ground }),
          open: (reason) => openResult(acting, place, reason),
        });
      }),
    ),
  );
}
