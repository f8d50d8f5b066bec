// The manifest of evidence that goes outside the Union's system, from the package that was made of the results.
import { sentName } from '../../../evidence/packages/share.ts';
import { actRoutes, asking, type AnyAct } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { html } from '../../../web/html.ts';
import { knownLanguage } from '../../../web/language.ts';
import { aboutRequest } from '../drafting/request-found.routes.ts';
import { askAbout, deliveryAddress } from '../results/results-ask.pages.ts';
import { RESULTS } from '../results/results.pages.ts';
import {
  actingFor,
  atDelivery,
  placeOf,
  type DeliveryVisit,
  type ResultsDesk,
} from '../results/results.routes.ts';
import { requestAddress } from '../../machine/text/request-shown.pages.ts';
import { beginManifest, packageOf } from './manifest.do.ts';
import { sentHtml } from './manifest.pages.ts';
import { MANIFEST, type ManifestAbout } from './manifest.ts';

export function manifestRoutes(desk: ResultsDesk): PageRoute[] {
  return actRoutes<DeliveryVisit>({
    people: desk.people,
    path: `${RESULTS}/:delivery/manifest`,
    route: (method, path, open) => aboutRequest(desk, ['draftRequest', method, path], atDelivery(desk, open)),
    asked: (here) => asked(desk, here),
  });
}

async function asked(desk: ResultsDesk, { found, delivery }: DeliveryVisit): Promise<AnyAct | Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const words = say.results.manifest;
  const { share } = await desk.people.db.asPerson(visit.person.id, (tx) =>
    packageOf(tx, actingFor(desk, found), placeOf(found, delivery)),
  );
  if (share?.made === undefined) {
    const content = html`<h1>${words.title}</h1>
      <p>${words.noPackage}</p>`;
    return visit.page(askAbout(say, shown, delivery, { title: words.title, errors: {}, content }));
  }
  const sent = { name: sentName(share), bytes: share.made.bytes, receiver: share.receiver.name };
  const { code } = say.language;
  const about: ManifestAbout = { language: knownLanguage(code) ?? 'en', sent: () => sentHtml(say, sent) };
  return asking<typeof MANIFEST>({
    fields: MANIFEST,
    about,
    address: deliveryAddress(shown, delivery, '/manifest'),
    caption: say.results.delivery(delivery.number),
    button: words.write,
    frame: ({ main, ...page }) => askAbout(say, shown, delivery, { ...page, content: main }),
    act: async (body, id) => {
      const number = await beginManifest(desk.house, actingFor(desk, found), {
        ...placeOf(found, delivery),
        id,
        body,
      });
      return requestAddress(visit.file, number);
    },
  });
}
