// Making an exhibit of a selection, one question a page.
import { actOnExhibit } from '../../evidence/custody/custody-act.routes.ts';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import type { ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { asking } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import type { AboutOf, BodyOf, Fields } from '../../web/fields/field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Uuid } from '../../base/ids.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { giveKey, keyIdOf } from './key.acts.ts';
import { askToSelect, type SelectionSaid } from './select.jobs.ts';
import { filterOfText, itemQuery } from './items.ts';
import { MATCHING, SELECT, TICKED } from './select.ts';

/** With what this person has opened the exhibit, for as long as that is open. */
type KeyOf = (exhibit: Exhibit, person: Uuid) => Uint8Array | undefined;

interface Giving {
  readonly house: Installation;
  readonly people: People;
  readonly keyOf: KeyOf;
}

export function selectRoutes(house: Installation, people: People, keyOf: KeyOf): PageRoute[] {
  const giving = { house, people, keyOf };
  return [markedRoutes, matchingRoutes, tickedRoutes].flatMap((of) => of(giving));
}

interface Selecting<F extends Fields> {
  readonly fields: F;
  readonly about: AboutOf<F>;
  /** Below the list of items. */
  readonly at: string;
  readonly caption: string;
  readonly which?: Html;
  readonly said: (body: BodyOf<F>) => SelectionSaid;
}

/** Of it no byte is read. */
const isReport = (body: { readonly as?: unknown }): boolean => body.as === 'report';

/** `of`: undefined leads back to the list. */
function selecting<F extends Fields>(
  { house, people, keyOf }: Giving,
  path: `/${string}`,
  of: (visit: ExhibitVisit['visit'], list: string) => Selecting<F> | undefined,
): PageRoute[] {
  return actOnExhibit(people, ['addEvidence', `/items${path}`], ({ visit, ...about }) => {
    const { say } = visit.frame;
    const { exhibit, file } = about;
    const list = `${exhibitAddress(about)}/items`;
    const asked = exhibit.status === 'held' ? of(visit, list) : undefined;
    if (asked === undefined) return visit.go(list);
    const { caption, which, said } = asked;
    return asking<F>({
      fields: asked.fields,
      about: asked.about,
      address: `${list}${asked.at}`,
      caption,
      button: say.selection.button,
      checked: (body) =>
        Promise.resolve(
          html`${which ?? nothing}
            <p class="c-hint">${say.selection.hints.leaves}</p>
            <p class="c-hint">
              ${isReport(body) ? say.selection.madeHints.report : say.selection.hints.locked}
            </p>`,
        ),
      frame: ({ title, errors, main }) =>
        questionAbout(say, about, { title, here: caption, errors, content: main }),
      act: async (body, job) => {
        const viewer = { person: visit.person, file };
        const { number } = exhibit;
        // With the key of what is locked, where this person holds one.
        const key = isReport(body) ? undefined : keyOf(exhibit, visit.person.id);
        if (key !== undefined) await giveKey(house, viewer, { number, key, id: keyIdOf(job), job });
        return `/jobs/${await askToSelect(people, viewer, { ...said(body), number, id: job })}`;
      },
    });
  });
}

/** Of what the list shows: the filter is that of the list, and stands in the address. */
function matchingRoutes(giving: Giving): PageRoute[] {
  return selecting<typeof MATCHING>(giving, '/matching/:filter', (visit, list) => {
    const { selection } = visit.frame.say;
    const filter = filterOfText(visit.param('filter'));
    if (filter === undefined) return undefined;
    const query = itemQuery(filter);
    return {
      fields: MATCHING,
      about: {},
      at: `/matching/${encodeURIComponent(query.slice(1))}`,
      caption: selection.matching,
      which: html`<p><a href="${list}${query}">${selection.matchingWhich}</a></p>`,
      said: (body) => ({ of: 'filter', body, filter }),
    };
  });
}

/** Of what is ticked in a list of files: its form answers the first question. */
function tickedRoutes(giving: Giving): PageRoute[] {
  return selecting<typeof TICKED>(giving, '/ticked', (visit) => ({
    fields: TICKED,
    about: {},
    at: '/ticked',
    caption: visit.frame.say.selection.matching,
    said: (body) => ({ of: 'ticks', body }),
  }));
}

function markedRoutes(giving: Giving): PageRoute[] {
  return selecting<typeof SELECT>(giving, '/select', (visit) => ({
    fields: SELECT,
    about: {},
    at: '/select',
    caption: visit.frame.say.selection.title,
    said: (body) => ({ of: 'marks', body }),
  }));
}
