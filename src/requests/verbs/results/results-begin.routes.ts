// Recording that something came, on the web.
import { actRoutes, asking } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { readAll } from '../../../web/fields/field.ts';
import { keptSaid } from '../drafting/confidence/confidentiality-ask.ts';
import { keepAbout } from '../drafting/confidence/confidentiality.routes.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { aboutRequest, type Found } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { stateOfCase } from '../../core/request.ts';
import { beginFields } from './results-begin.ts';
import { RESULTS } from './results.pages.ts';
import { beginDelivery } from './results.acts.ts';
import { actingFor, type ResultsDesk } from './results.routes.ts';

export function beginRoutes(desk: ResultsDesk): PageRoute[] {
  return actRoutes<Found>({
    people: desk.people,
    path: `${RESULTS}/new`,
    route: (method, path, open) => aboutRequest(desk, ['addEvidence', method, path], open),
    asked: (found) => beginning(desk, found),
  });
}

async function beginning(desk: ResultsDesk, found: Found) {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { request, file } = shown;
  const about = await keepAbout(desk, found, { of: 'result', named: [] });
  const states = [stateOfCase(file), request.counterpart];
  const fields = beginFields({ request, states, now: new Date(desk.people.clock()) });
  const caption = say.results.begin[request.direction];
  const address = requestAddress(file, request.number, RESULTS);
  return asking({
    fields,
    about,
    address: `${address}/new`,
    caption,
    button: say.results.record,
    frame: (page) =>
      belowRequest(say, shown, {
        ...page,
        here: caption,
        under: { words: say.results.title, path: RESULTS },
      }),
    act: async (body, id) => {
      const said = readAll(fields, body, about);
      const { isInformal = false, arrivedAt, evidence, ground = '' } = said;
      const kept = keptSaid(said);
      const delivery = await beginDelivery(actingFor(desk, found), {
        number: request.number,
        arrivedAt: arrivedAt.at,
        evidence,
        isInformal,
        id,
        kept: kept && { ...kept, ground },
      });
      return `${address}/${delivery}?done=begun`;
    },
  });
}
