// Marking an item, one question a page.
import { actOnExhibit } from '../../evidence/custody/custody-act.routes.ts';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { asking } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { itemPath, markItem } from './mark.do.ts';
import { MARK } from './mark.ts';

export function markRoutes(people: People): PageRoute[] {
  return actOnExhibit(people, ['checkEvidence', '/items/:found/mark'], async ({ visit, ...about }) => {
    const { say } = visit.frame;
    const item = visit.param('found');
    const { exhibit, file } = about;
    const list = `${exhibitAddress(about)}/items`;
    const path = await people.db.asPerson(visit.person.id, (tx) => itemPath(tx, exhibit.id, item));
    if (path === undefined || exhibit.status !== 'held') return visit.go(list);
    const viewer = { person: visit.person, file };
    return asking<typeof MARK>({
      fields: MARK,
      about: {},
      address: `${list}/${item}/mark`,
      caption: `${say.mark.title}: ${visiblePlain(path, 120)}`,
      button: say.mark.button,
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: say.mark.title, errors, content: main }),
      act: async (body, id) => {
        await markItem(people, viewer, { number: exhibit.number, item, body, id });
        return `${list}?marked=mine`;
      },
    });
  });
}
