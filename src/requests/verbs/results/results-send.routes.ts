// Handing what was gathered to who asked for it, on the web.
import { Refusal } from '../../../base/refusal.ts';
import { actRoutes, asking } from '../../../people/act.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { onlyIf, readAll, type BodyOf } from '../../../web/fields/field.ts';
import { certifiedBy, RECORDS_KEPT, recordsKept } from '../../../evidence/packages/records.ts';
import { certificateHtml } from '../../../evidence/packages/share.pages.ts';
import { readSetting } from '../../../people/setting.store.ts';
import { askerOf } from '../../core/asker.ts';
import { aboutRequest } from '../drafting/request-found.routes.ts';
import { requestReference } from '../../core/request.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { RESULTS } from './results.pages.ts';
import { actingFor, atDelivery, placeOf, type DeliveryVisit, type ResultsDesk } from './results.routes.ts';
import { sendResults } from './results-send.acts.ts';
import { SEND } from './results-send.ts';

export function sendRoutes(desk: ResultsDesk): PageRoute[] {
  return actRoutes<DeliveryVisit>({
    people: desk.people,
    path: `${RESULTS}/:delivery/send`,
    route: (method, path, open) =>
      aboutRequest(desk, ['shareEvidence', method, path], atDelivery(desk, open)),
    asked: (here) => sending(desk, here),
  });
}

async function sending(desk: ResultsDesk, { found, delivery }: DeliveryVisit) {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { version, counterpart = '', number } = shown.request;
  const about = { delivery, asker: { name: askerOf(version.answers), state: counterpart } };
  const kept = (await readSetting(desk.house.db.kysely, RECORDS_KEPT, recordsKept))?.value;
  return asking<typeof SEND>({
    fields: kept === undefined ? { ...SEND, leftOut: onlyIf(() => false, SEND.leftOut) } : SEND,
    about,
    address: deliveryAddress(shown, delivery, '/send'),
    caption: say.results.delivery(delivery.number),
    button: say.share.make,
    frame: ({ main, ...page }) => askAbout(say, shown, delivery, { ...page, content: main }),
    ...(kept && {
      checked: async (body: BodyOf<typeof SEND>) =>
        certificateHtml(say, certifiedBy(visit.person, kept, readAll(SEND, body, about))),
    }),
    act: async (body, id) => {
      const said = readAll(SEND, body, about);
      try {
        await sendResults(desk.house, actingFor(desk, found), {
          ...placeOf(found, delivery),
          ...said,
          purpose: say.results.purpose(requestReference(visit.file.reference, number)),
          id,
        });
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'notAllowed')) throw error;
        return { question: 'ground', words: `${say.results.cannotLeave} ${error.found}` };
      }
      return deliveryAddress(shown, delivery);
    },
  });
}
