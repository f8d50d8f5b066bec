// By which means a request is sent: asked and kept.
import type { PageRoute } from '../../../people/visit.routes.ts';
import { isMeans } from '../../core/means.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { meansFirst, meansTaken } from './checks/means-taken.ts';
import { setMeans } from './request-draft.acts.ts';
import { SENDING_PATH, sendingPage } from '../../machine/text/sending.pages.ts';

export function sendingRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', SENDING_PATH], (found) => ask(found)),
    aboutRequest(desk, ['draftRequest', 'POST', SENDING_PATH], (found) => answer(desk, found)),
  ];
}

function ask(found: Found, wrong?: string): Response | Promise<Response> {
  const { visit, shown, setting, law, plain } = found;
  if (shown.request.direction !== 'outgoing') return visit.notFound();
  const about = { law, setting, draft: { legal: plain, ...shown.request.version } };
  const taken = meansTaken(about);
  const offered = { taken, first: meansFirst(about, taken) };
  const errors = wrong === undefined ? {} : { means: wrong };
  const chosen = shown.request.means ?? '';
  const status = wrong === undefined ? 200 : 422;
  return visit.page(sendingPage(visit.frame.say, shown, { ...offered, chosen, errors }), status);
}

async function answer({ people }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { number, direction } = shown.request;
  if (direction !== 'outgoing') return visit.notFound();
  const means = (await visit.form()).get('means') ?? '';
  if (!isMeans(means) && means !== 'undecided') return ask(found, visit.frame.say.sendingAsked.choose);
  await setMeans(
    { people, person: visit.person, file: visit.file },
    { number, means: isMeans(means) ? means : undefined },
  );
  return visit.go(requestAddress(visit.file, number));
}
