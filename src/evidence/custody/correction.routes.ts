// Correcting an entry of the custody record.
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { recordedEvents } from '../events/event-rows.store.ts';
import { nameOf } from '../exhibits/exhibit-act.acts.ts';
import { notNow } from '../exhibits/exhibit-about.pages.ts';
import { correctableEvents, CORRECTION } from './correction.ts';
import { actOnExhibit, signedAct } from './custody-act.routes.ts';
import { correctEvent } from './custody.acts.ts';
import type { SignForm } from './signing.routes.ts';

const LISTED = 100;

export function correctionRoutes(people: People, sign: SignForm): PageRoute[] {
  return actOnExhibit(people, ['correctCustody', '/correct'], async (visited) => {
    const { visit, ...about } = visited;
    const { file, exhibit } = about;
    const { say } = visit.frame;
    const here = say.correction.title;
    const all = await people.db.asPerson(visit.person.id, (tx) =>
      recordedEvents(tx, file.id, exhibit.number),
    );
    const events = correctableEvents(all).slice(0, LISTED);
    if (events.length === 0) {
      const why = html`<p>${say.correction.none}</p>`;
      return visit.page(notNow(say, about, { here, title: here, why }));
    }
    const by = { role: file.role, detail: nameOf({ person: visit.person, file }), item: exhibit.number };
    return signedAct<typeof CORRECTION>(sign, visited, {
      fields: CORRECTION,
      about: { events },
      path: '/correct',
      here,
      button: say.correction.button,
      done: 'corrected',
      run:
        ({ event, ...said }, key) =>
        (house) =>
          correctEvent(house, { ...said, event: event.event.id, key: `correct:${key}`, by }),
    });
  });
}
