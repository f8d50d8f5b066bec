// The manifest of evidence that goes outside the Union's system, from the package that was made of the results.
import { isUuid, newUuid } from '../../base/ids.ts';
import { sentName } from '../../evidence/packages/share-digest.acts.ts';
import { idOfForm } from '../../people/form-key.routes.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { isLanguage } from '../../web/language.ts';
import { beginManifest, packageOf } from './manifest.acts.ts';
import { manifestPage } from './manifest.pages.ts';
import { aboutRequest } from '../drafting/request-found.routes.ts';
import { requestAddress } from '../text/request-shown.pages.ts';
import { RESULTS } from '../results/results.pages.ts';
import {
  actingFor,
  atDelivery,
  placeOf,
  type AtDelivery,
  type ResultsDesk,
} from '../results/results.routes.ts';

export function manifestRoutes(desk: ResultsDesk): PageRoute[] {
  const at = (method: 'GET' | 'POST', open: (here: AtDelivery) => Promise<Response>) =>
    aboutRequest(desk, ['draftRequest', method, `${RESULTS}/:delivery/manifest`], atDelivery(desk, open));
  return [at('GET', (here) => ask(desk, here, 200)), at('POST', (here) => write(desk, here))];
}

async function ask(desk: ResultsDesk, { found, delivery }: AtDelivery, status: number): Promise<Response> {
  const { visit, shown } = found;
  const { share } = await desk.people.db.asPerson(visit.person.id, (tx) =>
    packageOf(tx, actingFor(desk, found), placeOf(found, delivery)),
  );
  const sent = share?.made && {
    name: sentName(share),
    bytes: share.made.bytes,
    receiver: share.receiver.name,
  };
  const key = newUuid(desk.people.clock, desk.people.random);
  return visit.page(manifestPage(visit.frame.say, shown, { delivery, key, sent }), status);
}

async function write(desk: ResultsDesk, here: AtDelivery): Promise<Response> {
  const { found, delivery } = here;
  const { visit } = found;
  const { say } = visit.frame;
  const key = (await visit.form()).get('key') ?? '';
  if (!isUuid(key)) return ask(desk, here, 422);
  const { code } = say.language;
  const number = await beginManifest(desk.house, actingFor(desk, found), {
    ...placeOf(found, delivery),
    id: idOfForm(desk.people, visit, key),
    writtenIn: isLanguage(code) ? code : 'en',
    encrypted: say.results.manifest.encrypted,
  });
  return visit.go(requestAddress(visit.file, number));
}
