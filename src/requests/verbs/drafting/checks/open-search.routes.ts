// Recording what was looked for in open sources, one question a page; each record makes a version.
import { latestDay } from '../../../../base/time.ts';
import { actRoutes, asking, type AnyAct } from '../../../../people/act.routes.ts';
import type { PageRoute } from '../../../../people/visit.routes.ts';
import { html } from '../../../../web/html.ts';
import { belowRequest } from '../../../machine/text/request-follow.pages.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../../../machine/text/request-shown.pages.ts';
import { recordSearch } from './open-search.acts.ts';
import { theirSearch } from './open-search.pages.ts';
import { OPEN_SEARCH_PATH, SEARCH, type OpenSearch } from '../../../core/open-search.ts';

export function openSearchRoutes(desk: RequestDesk): PageRoute[] {
  return actRoutes<Found>({
    people: desk.people,
    path: OPEN_SEARCH_PATH,
    route: (method, path, open) => aboutRequest(desk, ['draftRequest', method, path], open),
    asked: (found) => askedOf(desk, found),
  });
}

function askedOf({ people }: RequestDesk, { visit, shown }: Found): AnyAct | Response | Promise<Response> {
  const { request } = shown;
  if (request.direction !== 'outgoing') return visit.notFound();
  const { say } = visit.frame;
  const { openSearch: recorded, number: base } = request.version;
  let theirs: OpenSearch | undefined;
  const about = { today: latestDay(people.clock()), base, recorded };
  return asking<typeof SEARCH>({
    fields: SEARCH,
    about,
    address: requestAddress(visit.file, request.number, OPEN_SEARCH_PATH),
    caption: say.openSearch.here,
    button: say.openSearch.save,
    frame: ({ title, errors, main }) =>
      belowRequest(say, shown, {
        title,
        here: say.openSearch.here,
        under: { words: say.requests.check, path: '/check' },
        errors,
        main: html`${theirs === undefined ? '' : theirSearch(say, theirs)} ${main}`,
      }),
    act: async (body) => {
      const drafting = { people, person: visit.person, file: visit.file };
      const saved = await recordSearch(drafting, { number: request.number, body, about });
      if (saved === 'noExhibit') return { question: 'exhibit', words: say.openSearch.wrong.exhibit };
      if (saved.ok) return requestAddress(visit.file, request.number, '/check');
      // Answered once more, with theirs before the eyes, it stands on the version that they made.
      theirs = saved.request.version.openSearch;
      return { question: 'search', words: say.openSearch.conflict };
    },
  });
}
