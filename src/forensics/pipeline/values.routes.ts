// Taking in values of a licensed tool, one question a page.
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { giveValues } from './values.do.ts';
import { VALUES } from './values.ts';

export function valuesRoutes(house: Installation, people: People): PageRoute[] {
  return actRoutes<ExhibitVisit>({
    people,
    path: '/cases/:case/evidence/:item/items/values',
    takesFile: true,
    route: (method, step, open) =>
      inCase('checkEvidence', method, step as `/cases/:case${string}`, aboutExhibit(people, open)), // it begins so
    asked: ({ visit, ...about }): AnyAct | Response => {
      const { say } = visit.frame;
      const list = `${exhibitAddress(about)}/items`;
      if (about.exhibit.status !== 'held') return visit.go(list);
      const { title, button, then } = say.licensedValues;
      return asking<typeof VALUES>({
        fields: VALUES,
        about: {},
        address: `${list}/values`,
        caption: title,
        button,
        checked: () => Promise.resolve(html`<p class="c-hint">${then}</p>`),
        frame: ({ title: asks, errors, main }) =>
          questionAbout(say, about, { title: asks, here: title, errors, content: main }),
        act: async (body, id) => {
          const by = { person: visit.person, file: about.file };
          await giveValues(house, by, { number: about.exhibit.number, body, id });
          return list;
        },
      });
    },
  });
}
