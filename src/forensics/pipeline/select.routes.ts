// Making an exhibit of a selection, one question a page.
import { actOnExhibit } from '../../evidence/custody/custody-act.routes.ts';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { asking } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import type { Uuid } from '../../base/ids.ts';
import type { Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { giveKey, keyIdOf } from './key.acts.ts';
import { askToSelect } from './select.jobs.ts';
import { filterOfText, itemQuery } from './items.ts';
import { MATCHING, SELECT, TICKED } from './select.ts';

/** With what this person has opened the exhibit, for as long as that is open. */
type KeyOf = (exhibit: Exhibit, person: Uuid) => Uint8Array | undefined;

export function selectRoutes(house: Installation, people: People, keyOf: KeyOf): PageRoute[] {
  const giving = { house, keyOf };
  return [
    ...markedRoutes(giving, people),
    ...matchingRoutes(giving, people),
    ...tickedRoutes(giving, people),
  ];
}

interface Giving {
  readonly house: Installation;
  readonly keyOf: KeyOf;
}

/** The job of the selection has the key of what is locked, where this person holds one. */
async function giveHeldKey(
  { house, keyOf }: Giving,
  viewer: Viewer,
  exhibit: Exhibit,
  job: Uuid,
): Promise<void> {
  const key = keyOf(exhibit, viewer.person.id);
  if (key !== undefined) await giveKey(house, viewer, { number: exhibit.number, key, id: keyIdOf(job), job });
}

/** Of what the list shows: the filter is that of the list, and stands in the address. */
function matchingRoutes(giving: Giving, people: People): PageRoute[] {
  return actOnExhibit(people, ['addEvidence', '/items/matching/:filter'], ({ visit, ...about }) => {
    const { say } = visit.frame;
    const { exhibit, file } = about;
    const list = `${exhibitAddress(about)}/items`;
    const filter = filterOfText(visit.param('filter'));
    if (exhibit.status !== 'held' || filter === undefined) return visit.go(list);
    const query = itemQuery(filter);
    return asking<typeof MATCHING>({
      fields: MATCHING,
      about: {},
      address: `${list}/matching/${encodeURIComponent(query.slice(1))}`,
      caption: say.selection.matching,
      button: say.selection.button,
      checked: () =>
        Promise.resolve(
          html`<p><a href="${list}${query}">${say.selection.matchingWhich}</a></p>
            <p class="c-hint">${say.selection.hints.leaves}</p>
            <p class="c-hint">${say.selection.hints.locked}</p>`,
        ),
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: say.selection.matching, errors, content: main }),
      act: async (body, id) => {
        const viewer = { person: visit.person, file };
        await giveHeldKey(giving, viewer, exhibit, id);
        return `/jobs/${await askToSelect(people, viewer, { of: 'filter', number: exhibit.number, body, id, filter })}`;
      },
    });
  });
}

/** Of what is ticked in a list of files: its form answers the first question. */
function tickedRoutes(giving: Giving, people: People): PageRoute[] {
  return actOnExhibit(people, ['addEvidence', '/items/ticked'], ({ visit, ...about }) => {
    const { say } = visit.frame;
    const { exhibit, file } = about;
    const list = `${exhibitAddress(about)}/items`;
    if (exhibit.status !== 'held') return visit.go(list);
    return asking<typeof TICKED>({
      fields: TICKED,
      about: {},
      address: `${list}/ticked`,
      caption: say.selection.matching,
      button: say.selection.button,
      checked: () =>
        Promise.resolve(
          html`<p class="c-hint">${say.selection.hints.leaves}</p>
            <p class="c-hint">${say.selection.hints.locked}</p>`,
        ),
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: say.selection.matching, errors, content: main }),
      act: async (body, id) => {
        const viewer = { person: visit.person, file };
        await giveHeldKey(giving, viewer, exhibit, id);
        return `/jobs/${await askToSelect(people, viewer, { of: 'ticks', number: exhibit.number, body, id })}`;
      },
    });
  });
}

function markedRoutes(giving: Giving, people: People): PageRoute[] {
  return actOnExhibit(people, ['addEvidence', '/items/select'], ({ visit, ...about }) => {
    const { say } = visit.frame;
    const { exhibit, file } = about;
    const list = `${exhibitAddress(about)}/items`;
    if (exhibit.status !== 'held') return visit.go(list);
    return asking<typeof SELECT>({
      fields: SELECT,
      about: {},
      address: `${list}/select`,
      caption: say.selection.title,
      button: say.selection.button,
      checked: () =>
        Promise.resolve(
          html`<p class="c-hint">${say.selection.hints.leaves}</p>
            <p class="c-hint">${say.selection.hints.locked}</p>`,
        ),
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: say.selection.title, errors, content: main }),
      act: async (body, id) => {
        const viewer = { person: visit.person, file };
        await giveHeldKey(giving, viewer, exhibit, id);
        return `/jobs/${await askToSelect(people, viewer, { of: 'marks', number: exhibit.number, body, id })}`;
      },
    });
  });
}
