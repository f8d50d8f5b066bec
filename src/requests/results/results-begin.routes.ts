// Recording that something came, on the web: one question a page.
import { isoUtc } from '../../base/time.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { readMoment } from '../../web/moment.ts';
import { aboutRequest, type Found } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps } from '../../people/steps.routes.ts';
import { isNamed, keptGiven } from '../confidence/confidentiality-ask.pages.ts';
import { keepAbout } from '../confidence/confidentiality.routes.ts';
import { beginPage, beginSteps } from './results-begin.pages.ts';
import { RESULTS } from './results.pages.ts';
import { beginDelivery } from './results.acts.ts';
import { actingFor, type ResultsDesk } from './results.routes.ts';

export function beginRoutes(desk: ResultsDesk): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    aboutRequest(desk, ['addEvidence', method, `${RESULTS}/new`], (found) => begin(desk, found, method)),
  );
}

async function begin(desk: ResultsDesk, found: Found, method: 'GET' | 'POST'): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const now = desk.people.clock();
  const about = await keepAbout(desk, found, { of: 'result', named: [] });
  return askSteps(visit, method, {
    asking: (given) => beginSteps(say, shown, { now, about, given }),
    moment: { name: 'arrivedAt', now },
    page: (asked) =>
      beginPage(say, shown, { ...asked, about, now: new Date(now), key: keyOf(desk.people, asked.given) }),
    act: async (given) => {
      const read = readMoment(given, 'arrivedAt');
      const { number } = shown.request;
      const delivery = await beginDelivery(actingFor(desk, found), {
        number,
        arrivedAt: read.kind === 'moment' ? read.at : isoUtc(now),
        evidence: (given.get('evidence') ?? '').trim(),
        isInformal: given.get('kind') === 'informal',
        id: idOfForm(desk.people, visit, keyOf(desk.people, given)),
        kept: isNamed(given) ? keptGiven(given) : undefined,
      });
      return visit.go(`${requestAddress(visit.file, number, `${RESULTS}/${delivery}`)}?done=begun`);
    },
  });
}
